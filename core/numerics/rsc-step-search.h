/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether something has happened at @step > 0: 1 or 0, or -1 with an error. */
typedef int (*RscStepFunc) (double step, gpointer user_data, GError **error);

/* The first step at which something has happened, of those that are looked at: @least, its doubles
 * up to @most, and then halves of the way between the last without and the first with it, until
 * these are @share of it apart. @least > 0. *@above: that step, 0 where there is none; *@below: the
 * largest smaller one at which it had not happened, 0 where @least is the first. What comes and
 * goes between is missed. FALSE with an error. */
gboolean rsc_step_search (RscStepFunc has_happened,
                          gpointer user_data,
                          double least,
                          double most,
                          double share,
                          double *below,
                          double *above,
                          GError **error);

G_END_DECLS
