/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/path/rsc-path.h"
#include "core/pruning/rsc-pruning.h"
#include "jobs.h"

G_BEGIN_DECLS

/* Add to a result; FALSE where there is none. */
void digest_values (JobResult *result, gsize n, const double *values);
void digest_size (JobResult *result, gsize value);
gboolean digest_dataset (JobResult *result, RscDataset *dataset);
gboolean digest_solution (JobResult *result, RscSolution *solution);
gboolean digest_set (JobResult *result, RscOptimalSet *set);
void digest_network (JobResult *result, RscNetwork *network);
gboolean digest_path (JobResult *result, RscPath *path);
gboolean digest_pruning (JobResult *result, RscPruning *pruning);

G_END_DECLS
