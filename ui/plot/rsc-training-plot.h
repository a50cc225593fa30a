/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-layer.h"
#include "ui/plot/rsc-training-model.h"

G_BEGIN_DECLS

/* Lays out the picture for (0, 0, width, height): the excess of every run over its steps, as a fan,
 * the gap of the certificate below which nothing is known, what each run has ended in, and a cursor
 * at the state on show. @cr: what it will be drawn on, or rsc_picture_create_measuring(). Borrows
 * what @model points to. */
RscPicture *rsc_training_plot_new (const RscTrainingModel *model,
                                   const RscTheme *theme,
                                   cairo_t *cr,
                                   double width,
                                   double height);

/* Moves the cursor to another state of the run on show: only a moving layer changes. */
void rsc_training_plot_set_state (RscPicture *picture, gsize state);

/* Moves the place of the walk downhill; likewise. */
void rsc_training_plot_set_place (RscPicture *picture, double place);

/* What is under (px, py) of such a picture. */
void rsc_training_plot_find (const RscPicture *picture, double px, double py, RscTrainingHit *hit);

/* Lays the picture out and draws it, once. */
void rsc_training_plot_draw (const RscTrainingModel *model,
                             const RscTheme *theme,
                             cairo_t *cr,
                             double width,
                             double height);

G_END_DECLS
