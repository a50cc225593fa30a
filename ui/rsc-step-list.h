/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RscStepList:
 *
 * Steps to jump to: number, what went, neurons left, phase. Signal:
 * - chosen (int): a click on a step, or Return
 */
#define RSC_TYPE_STEP_LIST (rsc_step_list_get_type ())
G_DECLARE_FINAL_TYPE (RscStepList, rsc_step_list, RSC, STEP_LIST, GtkWidget)

GtkWidget *rsc_step_list_new (void);

/* Keeps the first @n steps. */
void rsc_step_list_truncate (RscStepList *self, gsize n);
gsize rsc_step_list_get_n (RscStepList *self);
/* @what: what went; @width: neurons left; @phase: how. */
void rsc_step_list_append (RscStepList *self, const char *what, gsize width, const char *phase);
/* Marks step @k, or none for -1, and scrolls to it. */
void rsc_step_list_set_current (RscStepList *self, gssize k);

G_END_DECLS
