/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "definitions.h"

#include "core/set/rsc-optimal-set.h"

G_BEGIN_DECLS

/* What is true of optimal sets, by the definition alone. */

/* The network with norms @a has the fit and the penalty of the solution. */
void check_network (const RscOptimalSet *set, const double *a, double tolerance);

/* What is true of every optimal set. */
void check_set (const RscOptimalSet *set);

/* The optimal set of a solution, checked. */
RscOptimalSet *set_of (RscSolution *solution);

/* Everything at λ = @ratio λ_max. */
RscOptimalSet *run (const Data *data, double ratio, guint *n_open);

/* The solution at @lambda with every check; its optimal set too. */
RscSolution *solve_data (const Data *data, double lambda);

G_END_DECLS
