/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/path/rsc-branch-state.h"
#include "core/path/rsc-path-record.h"
#include "core/program/rsc-generation.h"
#include "core/program/rsc-solver.h"

G_BEGIN_DECLS

/**
 * RscPathTracer:
 * @record: what is known of the path so far; gives out the ids
 * @set: how much of the optimal set a point of the path asks for
 * @jump_checked: λ of the last event that was looked at for jumps, or 0
 * @solver: remembers the blocks from one λ to the next
 * @pricer: the solver's
 * @branch: the branch of the state that was last predicted from, or NULL
 * @generation: certifies over all patterns where they are priced, or NULL
 * @deadline: when the searches of the step at hand end, or 0
 * @may_miss: a state stands also where its problem lacks patterns
 * @misses: one did lack some, which the generation has now
 * @cancellable: or NULL
 *
 * What following a path needs. Everything but the numbers is borrowed. For one thread.
 */
typedef struct
{
  RscPathRecord *record;
  RscOptimalSetSettings set;
  double jump_checked;
  RscSolver *solver;
  RscPricer *pricer;
  RscBranchState *branch;
  RscGeneration *generation;
  gint64 deadline;
  gboolean may_miss;
  gboolean misses;
  GCancellable *cancellable;
} RscPathTracer;

/**
 * RscPathState:
 * @lambda: where
 * @at_point: the set is as full as the settings ask for
 * @solution, @set: there
 * @n_neurons: of the support of @set
 * @ids: their identity along the path, or RSC_PATH_NO_NEURON
 * @sides: n_neurons × n, the side of each neuron's kink that each data point is on (0: on it)
 *
 * The state of a path at one λ, solved for. Reference-counted; only the ids change.
 */
typedef struct
{
  gatomicrefcount ref_count;
  double lambda;
  gboolean at_point;
  RscSolution *solution;
  RscOptimalSet *set;
  gsize n_neurons;
  gsize *ids;
  gint8 *sides;
} RscPathState;

/* The state of @solution. @at_point: as much about the set as the settings ask for; else only what
 * is needed to compare. Errors: those of the set, cancelled. */
RscPathState *rsc_path_state_new_at (RscPathTracer *self,
                                     RscSolution *solution,
                                     gboolean at_point,
                                     GError **error);
/* Solves at @lambda, from @warm (or NULL), a solution nearby; certifies over all patterns where
 * there is a generation. Errors: also RSC_ERROR_LIMIT with @misses set where the problem lacks
 * patterns, unless it may. */
RscPathState *rsc_path_state_new (RscPathTracer *self,
                                  double lambda,
                                  RscSolution *warm,
                                  gboolean at_point,
                                  GError **error);
RscPathState *rsc_path_state_ref (RscPathState *self);
void rsc_path_state_unref (RscPathState *self);
/* Puts @state, taken, into *@place. */
void rsc_path_state_take (RscPathState **place, RscPathState *state);

/* The λ halfway, in log λ. */
double rsc_path_state_get_middle (const RscPathState *above, const RscPathState *below);
gboolean rsc_path_state_is_solved (const RscPathState *self);
/* And its set is that of the optimum: where it is an approximation a neuron may be missing, which
 * is no event. */
gboolean rsc_path_state_is_sure (const RscPathState *self);
/* Whether the width of the narrowest network is known for certain. */
gboolean rsc_path_state_is_width_known (const RscPathState *self);

/* Between two neurons, of directions; G_MAXDOUBLE where the signs or, of gated ones, the gates
 * differ. */
double
rsc_path_state_get_distance (const RscPathTracer *self, const RscNeuron *a, const RscNeuron *b);
/* origin[j]: the neuron of @a that neuron j of @b is, or G_MAXSIZE: both are each other's nearest,
 * and no further apart than the step allows. Returns whether every match was clear. O(neurons²
 * d). */
gboolean rsc_path_state_match (const RscPathTracer *self,
                               const RscPathState *a,
                               const RscPathState *b,
                               gsize *origin);
/* The ids of @b from those of @a; a neuron without origin gets a new one. */
void rsc_path_state_inherit (RscPathTracer *self, const RscPathState *a, RscPathState *b);
/* Whether nothing happened from @a to @b. *@clear: see rsc_path_state_match(). */
gboolean rsc_path_state_is_same (const RscPathTracer *self,
                                 const RscPathState *a,
                                 const RscPathState *b,
                                 gboolean *clear);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscPathState, rsc_path_state_unref)

G_END_DECLS
