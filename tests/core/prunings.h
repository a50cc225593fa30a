/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-gallery.h"
#include "core/pruning/rsc-pruning.h"
#include "problems.h"

#include <gsl/gsl_rng.h>

G_BEGIN_DECLS

/* Networks that tests prune, and what must hold of each state. */

/* Goes on from state @k. */
RscPruning *go_on (const RscPruning *pruning, gsize k, RscPruningUntil until, RscPruningRule rule);

/* Length of @v (n). */
double get_norm (gsize n, const double *v);

/* What every state has to satisfy, from its network alone. */
void check_states (const RscPruning *pruning);

/* @n normal numbers. */
double *draw_numbers (gsl_rng *rng, gsize n);

/* @classes: the targets are 1 and -1. */
RscDataset *random_dataset (gsl_rng *rng, gsize n, gsize d, gboolean classes);

RscNetwork *random_network (gsl_rng *rng, gsize m, gsize d, gboolean bias, gboolean gated);

/* Before its first step; @test may be NULL. */
RscPruning *start_of (RscDataset *dataset, RscDataset *test, RscNetwork *network, double lambda);

/* Goes on from state @k by a method. */
RscPruning *
prune_by (const RscPruning *pruning, gsize k, RscPruningMethod method, RscPruningUntil until);

/* Number of independent columns of an n × m row-major matrix whose columns are scaled to length 1,
 * by a singular value decomposition of its own. */
gsize get_rank (gsize n, gsize m, const double *c, double *gap);

G_END_DECLS
