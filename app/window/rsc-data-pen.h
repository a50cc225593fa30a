/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/rsc-panel.h"
#include "ui/rsc-function-view.h"

G_BEGIN_DECLS

/**
 * RscDataPen:
 *
 * The pen beside the picture of the function, and what it writes: whether points are edited by
 * hand, and the class or value of those that a click adds. It does to the document what the hand in
 * the picture asks for.
 *
 * RscDataPen::changed: the pen was taken or put away, or what it holds has changed: the picture is
 * to be shown again.
 */
#define RSC_TYPE_DATA_PEN (rsc_data_pen_get_type ())
G_DECLARE_FINAL_TYPE (RscDataPen, rsc_data_pen, RSC, DATA_PEN, RscPanel)

/* Once; borrowed, lives as long. */
void rsc_data_pen_set_view (RscDataPen *self, RscFunctionView *view);

/* Puts into @model (whose mode and features are set) the points to show, and what the hand holds
 * still. While results follow the data these are the points that the network on show belongs to;
 * where that takes long they are the newest, and @model says that the network is not theirs yet. */
void rsc_data_pen_prepare (RscDataPen *self, RscFunctionModel *model);
/* After the view has such a model: the points that are selected. */
void rsc_data_pen_show_rows (RscDataPen *self);

/* The row of the source that row @i of the training set is: how the table numbers it. */
gsize rsc_data_pen_get_source_row (RscDataPen *self, gsize i);

/* Whether the pen is in the hand. */
gboolean rsc_data_pen_is_active (RscDataPen *self);

/* What the pen does, for a caption, or NULL where it is not in the hand. Free with g_free(). */
char *rsc_data_pen_dup_hint (RscDataPen *self);

G_END_DECLS
