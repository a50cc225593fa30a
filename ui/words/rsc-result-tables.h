/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/path/rsc-path.h"
#include "core/program/rsc-network.h"
#include "core/pruning/rsc-pruning.h"
#include "core/set/rsc-complex.h"
#include "core/set/rsc-landscape.h"
#include "ui/words/rsc-result-table.h"

G_BEGIN_DECLS

/* Results as tables, under the keys of the command line's JSON where it has the same number. At
 * most @n_max rows each; numbers of rows, neurons and steps are counted from 1, but for step 0, the
 * start. @labels: the number that names a neuron (from 0), or NULL for the order of the set or
 * path. Free with rsc_result_table_free(). */

/* The neurons of @set: sign, range of the norm, and its direction. @a: norms of the network on
 * show, a column more; or NULL. */
RscResultTable *rsc_result_tables_new_neurons (const RscOptimalSet *set,
                                               const double *a,
                                               const gsize *labels,
                                               gsize n_max);
/* Its vertices: width and norms. */
RscResultTable *
rsc_result_tables_new_vertices (const RscOptimalSet *set, const gsize *labels, gsize n_max);

/* Training points with the prediction of @network; where that is NULL with @fit (n values). */
RscResultTable *rsc_result_tables_new_fit (const RscDataset *dataset,
                                           const RscNetwork *network,
                                           const double *fit,
                                           gsize n_max);

/* The states of @path that were solved; the same and in each the norm of every neuron, in the
 * network of least norm; and what happens between them. */
RscResultTable *rsc_result_tables_new_points (const RscPath *path, gsize n_max);
RscResultTable *rsc_result_tables_new_path (const RscPath *path, const gsize *labels, gsize n_max);
RscResultTable *
rsc_result_tables_new_events (const RscPath *path, const gsize *labels, gsize n_max);

/* The states of a pruning. */
RscResultTable *
rsc_result_tables_new_steps (const RscPruning *walk, const gsize *labels, gsize n_max);

/* The directions most correlated with the residual. */
RscResultTable *
rsc_result_tables_new_directions (const RscLandscape *landscape, const gsize *labels, gsize n_max);

/* Pieces by number of neurons, up to where nothing changes any more. */
RscResultTable *rsc_result_tables_new_levels (const RscComplex *complex, gsize n_max);

G_END_DECLS
