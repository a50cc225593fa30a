/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/path/rsc-path-errors.h"
#include "ui/plot/rsc-layer.h"

G_BEGIN_DECLS

/**
 * RscErrorsModel:
 * @errors: what is drawn
 * @scope: which patterns that is over, as rsc_pattern_words_scope() says it
 */
typedef struct
{
  const RscPathErrors *errors;
  const char *scope;
} RscErrorsModel;

/* Lays out the picture for (0, 0, width, height): training and test error against falling λ and,
 * beside or below it, against the number of neurons that an optimum needs there. @cr: what it will
 * be drawn on, or rsc_picture_create_measuring(). Borrows what
 * @model points to. */
RscPicture *rsc_errors_plot_new (const RscErrorsModel *model,
                                 const RscTheme *theme,
                                 cairo_t *cr,
                                 double width,
                                 double height);

/* Lays the picture out and draws it, once. */
void rsc_errors_plot_draw (const RscErrorsModel *model,
                           const RscTheme *theme,
                           cairo_t *cr,
                           double width,
                           double height);

G_END_DECLS
