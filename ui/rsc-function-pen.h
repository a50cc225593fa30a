/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-function-hand.h"
#include "ui/rsc-plot-area.h"

G_BEGIN_DECLS

/**
 * RscPenKind: what a hand asks for.
 * @RSC_PEN_TOGGLE: to take the pen, or put it away
 * @RSC_PEN_LEAVE: to put it away
 * @RSC_PEN_ADD: a point at (@x, @y); @other: not of the class that is chosen
 * @RSC_PEN_SELECT: the rows, and with @more what is selected already, each row the other way round
 * @RSC_PEN_BEGIN: to move the rows, held by @row of the training set (of the test set where @test)
 * @RSC_PEN_MOVE: the point that is held to (@x, @y), and the others with it
 * @RSC_PEN_END: to let go; @RSC_PEN_GIVE_UP: to put them back
 * @RSC_PEN_NUDGE: to move the rows by (@x, @y)
 * @RSC_PEN_SHIFT: @steps of the target of the rows
 * @RSC_PEN_FLIP, @RSC_PEN_DELETE, @RSC_PEN_DUPLICATE: the rows; copies (@x, @y) away
 */
typedef enum
{
  RSC_PEN_TOGGLE,
  RSC_PEN_LEAVE,
  RSC_PEN_ADD,
  RSC_PEN_SELECT,
  RSC_PEN_BEGIN,
  RSC_PEN_MOVE,
  RSC_PEN_END,
  RSC_PEN_GIVE_UP,
  RSC_PEN_NUDGE,
  RSC_PEN_SHIFT,
  RSC_PEN_FLIP,
  RSC_PEN_DELETE,
  RSC_PEN_DUPLICATE
} RscPenKind;

/* @selected: it is about all that is selected; else @train, @test: rows of the points on show,
 * never NULL. Places and ways are in the picture's own coordinates. */
typedef struct
{
  RscPenKind kind;
  gboolean selected;
  RscRowSet *train;
  RscRowSet *test;
  gsize row;
  gboolean held_test;
  double x, y;
  gboolean other;
  gboolean more;
  double steps;
} RscPenAct;

typedef void (*RscPenFunc) (const RscPenAct *act, gpointer user_data);

/**
 * RscFunctionPen:
 *
 * The hand of a picture of the function that edits its points. With the pen in it a click adds a
 * point (the right button or Shift: of the other class), a drag moves what is selected (Shift: the
 * point that is held goes to the grid of ticks; Escape: back again) or, from an empty place,
 * selects what is around; a click on a point selects it (Shift, Ctrl: more), the wheel changes its
 * target. Keys: E takes the pen and puts it away, Escape puts it away, arrows move by a pixel
 * (Shift: ten), Delete, F (sign of the target), + and -, Ctrl+A, Ctrl+D (duplicate). It asks for
 * these with @func and changes nothing but the ghost, the marquee and the pointer.
 */
typedef struct _RscFunctionPen RscFunctionPen;

/* Listens to @area, whose picture is one of the function, as long as that lives. @hand: what the
 * picture shows of it, borrowed. Free with rsc_function_pen_free(). */
RscFunctionPen *rsc_function_pen_new (RscPlotArea *area,
                                      RscFunctionHand *hand,
                                      RscPenFunc func,
                                      gpointer user_data);
void rsc_function_pen_free (RscFunctionPen *self);

/* Whether the pen is in the hand; @movable: whether places are features of points, so that they can
 * be moved and added. */
void rsc_function_pen_set (RscFunctionPen *self, gboolean active, gboolean movable);
/* Targets of points that a click adds: of the class that is chosen, and of the other. */
void rsc_function_pen_set_targets (RscFunctionPen *self, double target, double other);
gboolean rsc_function_pen_is_active (const RscFunctionPen *self);
/* Whether it moves points, or selects what is around, just now. */
gboolean rsc_function_pen_is_dragging (const RscFunctionPen *self);

G_END_DECLS
