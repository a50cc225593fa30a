/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-document.h"
#include "ui/rsc-optimal-set-view.h"

G_BEGIN_DECLS

/* What the view of the optimal set shows in its place while the set of equal fit is on show. */

/* Whether it is. */
gboolean rsc_optimal_set_fit_is_on (RscDocument *document);

/* Fills @model, which borrows *@point and *@trail; free both with g_free(). */
void rsc_optimal_set_fit_fill (RscDocument *document,
                               RscOptimalSetModel *model,
                               double **point,
                               double **trail);

/* What is under the picture; @dot: the corner under the pointer, or -1. Free with g_free(). */
char *rsc_optimal_set_fit_dup_caption (RscDocument *document, gssize dot);

/* Why there is no picture, or NULL. */
const char *rsc_optimal_set_fit_get_absence (RscDocument *document);

/* A network of it that a hand goes to, on its axes. */
void rsc_optimal_set_fit_pick (RscDocument *document, const double *wish);

G_END_DECLS
