/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-neurons.h"

G_BEGIN_DECLS

/* What the rows of activations are multiplied with before their rank is decided: n powers of two,
 * to free with g_free(). The equations hold in any units of the rows. What two neurons do to a row
 * in which all are small, as where x_i is all but orthogonal to every direction, can be below
 * RSC_TOLERANCE_RANK of what they do to the rest, and be the difference all the same: of data given
 * exactly it counts as much as in any other row.
 *
 * @known: the least unit activation that the conditions of the residual tell from 0; 1 where the
 * data were rounded. Rows that are smaller stay as they are, and all do unless rows in units of
 * their own have a rank that is clearly higher. O(n m), and where a row is small O(n m²) of
 * @n_neurons m. */
double *rsc_row_scales_new (const RscProblem *problem,
                            gsize n_neurons,
                            const RscNeuron *neurons,
                            double known);

/* The same of some of the neurons, beside others that do more to their small rows: @scales (n)
 * becomes what the rows count by these alone, if their rank is then clearly higher than @rank
 * (NULL: than without scales). FALSE, and @scales as they were, where it is not. */
gboolean rsc_row_scales_find (const RscProblem *problem,
                              gsize n_neurons,
                              const RscNeuron *neurons,
                              double known,
                              const gsize *rank,
                              double *scales);

G_END_DECLS
