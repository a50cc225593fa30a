/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/numerics/rsc-error.h"
#include "core/program/rsc-solution.h"

G_BEGIN_DECLS

/**
 * RscGenerationSettings:
 * @tolerance: relative gap over all patterns to reach
 * @effort: seconds after which a solve looks for no more patterns, 0 for no limit; the program of
 * those at hand may take as long again
 * @bytes_max: memory that a search may take, 0 for no limit
 * @work_straight: of a search, as in #RscPricingSettings
 */
typedef struct
{
  double tolerance;
  double effort;
  gsize bytes_max;
  gsize work_straight;
} RscGenerationSettings;

/* Fills in the defaults: RSC_TOLERANCE_GAP, RSC_SEARCH_EFFORT, RSC_PRICING_BYTES_MAX. */
void rsc_generation_settings_init (RscGenerationSettings *settings);

/* How many activation patterns of @d columns, the bias counted, are listed where all are meant:
 * beyond, those of ReLU networks are searched by a generation. Listing is the only way for gated
 * ones. */
gsize rsc_generation_get_listed_max (RscActivation activation, gsize d);

/**
 * RscGeneration:
 *
 * Solves (CGL) over all activation patterns of a ReLU network without listing them. It holds the
 * patterns that were needed so far, solves over these, looks for directions where ||v_b|| is above
 * λ, by ascents from many starts and when these find none by branch and bound (#RscPricing), takes
 * their patterns in, and so on until none is left. Workspace for many solves of one data set:
 * patterns and blocks are remembered. For use by one thread.
 */
typedef struct _RscGeneration RscGeneration;

/* Finds λ_max over all patterns: the search with r = y. Keeps a reference to @dataset. @settings:
 * copied, or NULL for the defaults. @progress: or NULL. Errors: those of rsc_problem_new(),
 * RSC_ERROR_LIMIT for more than RSC_DIMENSION_MAX columns, cancelled. */
RscGeneration *rsc_generation_new (RscDataset *dataset,
                                   gboolean bias,
                                   const RscGenerationSettings *settings,
                                   RscProgressFunc progress,
                                   gpointer progress_data,
                                   GCancellable *cancellable,
                                   GError **error);
void rsc_generation_free (RscGeneration *self);

/* λ_max is in [the first, the second]; a search that was not stopped leaves rounding between
 * them. */
double rsc_generation_get_lambda_max (const RscGeneration *self);
double rsc_generation_get_lambda_max_bound (const RscGeneration *self);

/* The program of the patterns at hand. */
RscProblem *rsc_generation_get_problem (RscGeneration *self);

/* Solves at @lambda > 0. The solution's problem has the patterns in use, among them all those of
 * blocks with
 * ||v_b|| = λ where rsc_solution_is_over_all(); rsc_solution_get_bound_over_all() is the gap over
 * all patterns, whether the tolerance was reached or a limit. @warm_start: a solution of the same
 * or of slightly moved data, or NULL. @progress: or NULL; gaps are those over all patterns. Polls
 * @cancellable. Errors: RSC_ERROR_ARGUMENT for λ <= 0 or not finite, cancelled. */
RscSolution *rsc_generation_solve (RscGeneration *self,
                                   double lambda,
                                   RscSolution *warm_start,
                                   RscProgressFunc progress,
                                   gpointer progress_data,
                                   GCancellable *cancellable,
                                   GError **error);

/* Whether a limit of time or memory ended the search of the last solve. */
gboolean rsc_generation_is_stopped (const RscGeneration *self);

/* Told, in the computing thread, of the solution over the patterns in use before all are searched,
 * and while they are each time that its gap over all has been halved:
 * rsc_solution_get_bound_over_all(). It is not one over all yet. Borrowed. */
typedef void (*RscGenerationSolutionFunc) (RscSolution *solution, gpointer user_data);

/* For the solves to come; NULL for nobody. */
void rsc_generation_set_solution_func (RscGeneration *self,
                                       RscGenerationSolutionFunc func,
                                       gpointer user_data);

/* Of the settings, for what begins from now on. @effort: seconds, 0 for no limit. */
void rsc_generation_set_effort (RscGeneration *self, double effort);

/* When searches that begin now are to end by the effort of the settings (monotonic time), or 0 for
 * never. */
gint64 rsc_generation_get_deadline (const RscGeneration *self);

/* That what begins from now on looks for patterns until @end (monotonic time) at most, all of it
 * together; 0: each by itself again. */
void rsc_generation_set_end (RscGeneration *self, gint64 end);

/* What a search over all patterns says of @solution, whose problem has those at hand or the first
 * of them: a solution of the same w with what was found out. Patterns that are above λ there, tie
 * with it, or are down to @margin (relative) below it are taken in, after the others, so that the
 * numbers of blocks stay. *@n_new: how many of them the problem at hand lacked; where there are
 * some the solution is not one over all patterns yet. The search ends at @deadline, or 0 for never;
 * where it does, or where the columns are too many for one, patterns above λ are looked for by
 * ascents. Errors: cancelled. */
RscSolution *rsc_generation_certify (RscGeneration *self,
                                     RscSolution *solution,
                                     double margin,
                                     gint64 deadline,
                                     gsize *n_new,
                                     GCancellable *cancellable,
                                     GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscGeneration, rsc_generation_free)

G_END_DECLS
