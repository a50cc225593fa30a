/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/model/rsc-recovery.h"

G_BEGIN_DECLS

/* Opens @copy in a window. */
typedef void (*RscRecoverFunc) (RscRecovery *copy, gpointer user_data);

/* Asks over @parent whether the @copies (taken; RscRecovery) that crashes have left are to be
 * opened, each with @recover, or removed. Without an answer they stay, and are asked about at the
 * next start. */
void rsc_crash_question_ask (GtkWindow *parent,
                             GPtrArray *copies,
                             RscRecoverFunc recover,
                             gpointer user_data);

G_END_DECLS
