/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the page of the repeated experiment says. */

/* Before it has run; when it was stopped before anything was done. */
const char *rsc_experiment_words_get_intro (void);
const char *rsc_experiment_words_get_none (void);

/* Over what the picture is: @n_done of @n random halves, each with @n_gates gates. Free with
 * g_free(). */
char *rsc_experiment_words_dup_done (gsize n_done, gsize n, gsize n_gates);

G_END_DECLS
