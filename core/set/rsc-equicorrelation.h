/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/numerics/rsc-wide.h"
#include "core/program/rsc-pricer.h"
#include "core/program/rsc-solution.h"

G_BEGIN_DECLS

/**
 * RscEquicorrelation:
 * @n_blocks: equicorrelated blocks: E = {b : ||v_b|| = λ}
 * @blocks: n_blocks, in increasing order
 * @neuron_of: n_blocks: the group of blocks of one sign and one direction, which are one neuron;
 * groups are numbered by their first block
 * @n_neurons: groups
 * @directions: n_neurons × d, v_b / λ
 * @doubtful: n_neurons: whether it touches λ only within what may as well be the rounding of the
 * data as a distance: at a small λ, blocks come as near as a power of λ without a tie
 * @norms: n_neurons: Σ ||w_b|| of the solution, refined
 * @fit: n, the refined ŷ
 * @next: largest ||v_b|| / λ of the other blocks, 0 if none
 * @error: how far the residual is from that of an optimum, as a share of λ
 * @lacking: whether a block is above λ by more than may be, though the residual is that of an
 * optimum of its own neurons: others take part, which were not found
 * @tolerance: largest distance of ||v_b||/λ from 1 that counted as a tie
 * @kink: share of Σ |x_ik u_k| below which a point lies on the kink of u
 * @inside: the share below which what a neuron does on a point is not known to be anything; less
 * than @kink where gates are given and @known is less than 1
 * @known: the least share of a unit activation that is told from 0; 1 where the data were rounded
 * (rsc_exact_rows_is_given()) or the residual was not refined
 */
typedef struct
{
  gsize n_blocks;
  gsize *blocks;
  gsize *neuron_of;
  gsize n_neurons;
  RscWide *directions;
  gboolean *doubtful;
  double *norms;
  double *fit;
  double next;
  double error;
  gboolean lacking;
  double tolerance;
  double kink;
  double inside;
  double known;
} RscEquicorrelation;

/* The equicorrelated blocks at the optimum near @solution, decided in wide numbers on its refined
 * residual: what is left as tolerance is what the rounding of the data themselves can do (the
 * corners of a polygon are equal up to that only). Where the solution cannot be refined its own
 * error takes that place. Passes over all blocks: one, and one for each neuron that the solution
 * lacked. Errors: cancelled. */
RscEquicorrelation *rsc_equicorrelation_new (RscSolution *solution,
                                             RscPricer *pricer,
                                             GCancellable *cancellable,
                                             GError **error);
void rsc_equicorrelation_free (RscEquicorrelation *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscEquicorrelation, rsc_equicorrelation_free)

G_END_DECLS
