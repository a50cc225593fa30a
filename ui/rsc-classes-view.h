/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-classes-plot.h"
#include "ui/rsc-plot-area.h"

G_BEGIN_DECLS

/**
 * RscClassesView:
 *
 * The regions of the classes as a widget. Signals:
 * - hovered (pointer: const RscClassesHit *): the pointer moved; inside = FALSE when it left
 */
#define RSC_TYPE_CLASSES_VIEW (rsc_classes_view_get_type ())
G_DECLARE_FINAL_TYPE (RscClassesView, rsc_classes_view, RSC, CLASSES_VIEW, RscPlotArea)

GtkWidget *rsc_classes_view_new (void);

/* Shows @model, with references and copies of what it points to. @words: said in place of the
 * picture where there is none; @model is NULL then. */
void
rsc_classes_view_set_model (RscClassesView *self, const RscClassesModel *model, const char *words);
/* What it shows in words; NULL before there is anything. Free with g_free(). */
char *rsc_classes_view_dup_words (RscClassesView *self);
/* Borrowed; NULL where there is no picture. */
const RscClassesModel *rsc_classes_view_get_model (RscClassesView *self);

G_END_DECLS
