/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/path/rsc-cone-price.h"
#include "core/program/rsc-network.h"
#include "core/set/rsc-distribution.h"
#include "core/training/rsc-training.h"
#include "ui/words/rsc-result-table.h"

G_BEGIN_DECLS

/* What other pictures draw, as tables. Free with rsc_result_table_free(). */

/* Curves over the number of neurons: begins the table, and adds a point of one. @title,
 * @y_title: or NULL; @dashed: on training points, where others are on test points; @low, @high:
 * or NaN. */
RscResultTable *rsc_picture_tables_begin_curves (const char *title, const char *y_title);
void rsc_picture_tables_add_curve (RscResultTable *table,
                                   const char *label,
                                   gboolean dashed,
                                   double width,
                                   double value,
                                   double low,
                                   double high);

/* The states of each run. */
RscResultTable *
rsc_picture_tables_new_training (gsize n_runs, RscTraining *const *runs, const guint64 *seeds);

/* The columns of its histogram. */
RscResultTable *rsc_picture_tables_new_distribution (const RscDistribution *distribution);

/* @n bars; @labels: numbers from 0, or NULL for their index. */
RscResultTable *rsc_picture_tables_new_bars (const char *x_title,
                                             const char *y_title,
                                             gsize n,
                                             const gsize *labels,
                                             const double *values);

/* The training points, their class and what the network of each of the @n >= 1 classes says of
 * them; of which class they are taken to be. @datasets: the same points, with targets above 0 where
 * they are of that class. O(points · neurons · d). */
RscResultTable *rsc_picture_tables_new_classes (gsize n,
                                                const char *const *names,
                                                RscNetwork *const *networks,
                                                RscDataset *const *datasets);

/* Both objectives and the bounds of the price at each λ. */
RscResultTable *rsc_picture_tables_new_cone_price (const RscConePrice *price);

G_END_DECLS
