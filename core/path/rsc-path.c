/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/path/rsc-path.h"

#include "core/numerics/rsc-number-words.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/path/rsc-path-bound.h"
#include "core/path/rsc-path-branch.h"
#include "core/path/rsc-path-events.h"

#include <glib/gi18n.h>
#include <math.h>

/* λ never falls by more than this in one step: with that the convex combination of two neighbours
 * keeps the promise too, and the picture keeps its shape where the data are fitted at once. */
#define STEP_MIN 0.5
/* Part of ε that a step uses: the rest covers rounding. */
#define STEP_SHARE 0.999
/* Times that a step is made anew with patterns that were missing: more than any known problem needs
 * by far. */
#define ATTEMPTS_MAX 200

struct _RscPath
{
  gatomicrefcount ref_count;
  RscPathStatus status;
  double epsilon;
  double tolerance;
  RscPathRecord record;
};

/* A path that is being computed. */
typedef struct
{
  RscPath *path;
  RscPathSettings settings;
  RscPathTracer tracer;
  double bytes; /* that the points take */
} Run;

/* Mean squared error of the network of least ||a||_2 on @dataset. */
static double
measure_error (const RscOptimalSet *set, RscDataset *dataset)
{
  const gsize n = rsc_dataset_get_n (dataset);
  const double *y = rsc_dataset_get_y (dataset);
  g_autoptr (RscNetwork) network =
    rsc_optimal_set_dup_network (set, rsc_optimal_set_get_min_norm (set));
  g_autofree double *f = g_new (double, n);
  double sum = 0.0;

  rsc_network_predict (network, n, rsc_dataset_get_x (dataset), f);
  for (gsize i = 0; i < n; i++)
    sum += (f[i] - y[i]) * (f[i] - y[i]);
  return sum / (double) n;
}

static void
add_point (Run *self, const RscPathState *state)
{
  const RscPathTracer *tracer = &self->tracer;

  self->bytes += rsc_optimal_set_count_bytes (state->set);

  rsc_path_record_add_point (
    tracer->record, state->solution, state->set, state->ids,
    rsc_solution_get_squared_error (state->solution)
      / (double) rsc_problem_get_n (tracer->record->problem),
    self->settings.test != NULL ? measure_error (state->set, self->settings.test) : NAN);
}

static gboolean
follow (Run *self, RscPathState *from, RscPathState *to, gboolean first, GError **error)
{
  RscPathTracer *tracer = &self->tracer;
  g_autoptr (RscPathState) start = rsc_path_state_ref (from);

  if (!self->settings.locate_events || !rsc_path_state_is_solved (to))
    {
      rsc_path_state_inherit (tracer, from, to);
      return TRUE;
    }
  if (first)
    {
      RscPathState *below = NULL;

      if (!rsc_path_events_start (tracer, from, to, &below, error))
        return FALSE;
      rsc_path_state_take (&start, below);
    }
  return rsc_path_events_trace (tracer, start, to, error);
}

/* The solver of the problem with all patterns that are known by now. The one before is still looked
 * at by nobody. */
static gboolean
renew_problem (Run *self, GError **error)
{
  RscPathTracer *tracer = &self->tracer;
  RscProblem *problem = rsc_generation_get_problem (tracer->generation);
  RscSolverSettings settings;

  if (problem == NULL)
    {
      g_set_error_literal (error, RSC_ERROR, RSC_ERROR_LIMIT,
                           _ ("The patterns that the path needs are too many."));
      return FALSE;
    }
  rsc_problem_unref (tracer->record->problem);
  tracer->record->problem = rsc_problem_ref (problem);
  rsc_solver_settings_init (&settings);
  settings.tolerance = self->settings.tolerance;
  g_clear_pointer (&tracer->branch, rsc_branch_state_free);
  g_clear_pointer (&tracer->solver, rsc_solver_free);
  tracer->solver = rsc_solver_new (problem, &settings);
  tracer->pricer = rsc_solver_get_pricer (tracer->solver);
  return TRUE;
}

/* Where to start a solve at @lambda below @here. */
static RscSolution *
predict (RscPathTracer *tracer, const RscPathState *here, double lambda)
{
  g_clear_pointer (&tracer->branch, rsc_branch_state_free);
  tracer->branch = rsc_branch_state_new (here->set, tracer->pricer);
  return tracer->branch != NULL ? rsc_path_branch_predict (tracer->branch, lambda)
                                : rsc_solution_ref (here->solution);
}

/* From @here, or NULL at the top, to the point at @lambda; the events in between. */
static RscPathState *
step_down (Run *self, RscPathState *here, double lambda, gboolean first, GError **error)
{
  RscPathTracer *tracer = &self->tracer;
  g_autoptr (RscSolution) warm = here != NULL ? predict (tracer, here, lambda) : NULL;
  g_autoptr (RscPathState) next = rsc_path_state_new (tracer, lambda, warm, TRUE, error);

  if (next == NULL || (here != NULL && !follow (self, here, next, first, error)))
    return NULL;
  return g_steal_pointer (&next);
}

/* The same; where patterns are priced, again with those that turn out to be missing, until none
 * is. */
static RscPathState *
step_with_all (Run *self, RscPathState *here, double lambda, gboolean first, GError **error)
{
  RscPathTracer *tracer = &self->tracer;
  RscPathRecord *record = tracer->record;
  const guint n_events = record->events->len, n_jumps = record->jumps->len;
  const gsize n_ids = record->n_ids, n_unchecked = record->n_unchecked;
  const double jump_checked = tracer->jump_checked;

  if (tracer->generation != NULL)
    tracer->deadline = rsc_generation_get_deadline (tracer->generation);
  for (guint attempt = 0;; attempt++)
    {
      g_autoptr (GError) local = NULL;
      RscPathState *next;

      tracer->misses = FALSE;
      tracer->may_miss = attempt >= ATTEMPTS_MAX;
      next = step_down (self, here, lambda, first, &local);
      if (next != NULL)
        {
          /* What it was let miss is not to be missed by the next step. */
          if (tracer->misses && !renew_problem (self, error))
            g_clear_pointer (&next, rsc_path_state_unref);
          return next;
        }
      if (!tracer->misses)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      g_array_set_size (record->events, n_events);
      g_array_set_size (record->jumps, n_jumps);
      record->n_ids = n_ids;
      record->n_unchecked = n_unchecked;
      tracer->jump_checked = jump_checked;
      if (!renew_problem (self, error))
        return NULL;
    }
}

static gboolean
follow_down (Run *self, RscPathPointFunc callback, gpointer callback_data, GError **error)
{
  RscPathTracer *tracer = &self->tracer;
  const double top = rsc_problem_get_lambda_max (tracer->record->problem);
  const double bottom = self->settings.ratio_min * top;
  g_autoptr (RscPathState) here = NULL;

  if (!(bottom > 0.0))
    return TRUE;
  here = step_with_all (self, NULL, top, FALSE, error);
  if (here == NULL)
    return FALSE;
  rsc_path_state_inherit (tracer, here, here);
  for (gboolean first = TRUE;; first = FALSE)
    {
      add_point (self, here);
      if (callback != NULL)
        callback (self->path, log (top / here->lambda) / log (top / bottom), callback_data);
      if (!rsc_path_state_is_solved (here))
        {
          self->path->status = RSC_PATH_TOLERANCE_MISSED;
          return TRUE;
        }
      if (here->lambda <= bottom)
        return TRUE;
      if (self->settings.bytes_max > 0 && self->bytes > (double) self->settings.bytes_max)
        {
          self->path->status = RSC_PATH_FULL;
          return TRUE;
        }
      if (g_cancellable_set_error_if_cancelled (tracer->cancellable, error))
        return FALSE;

      const double t =
        rsc_path_bound_find_step (here->solution, STEP_SHARE * self->settings.epsilon, STEP_MIN);
      RscPathState *next = step_with_all (self, here, MAX (bottom, t * here->lambda), first, error);
      if (next == NULL)
        return FALSE;
      rsc_path_state_take (&here, next);
    }
}

void
rsc_path_settings_init (RscPathSettings *settings)
{
  g_return_if_fail (settings != NULL);

  *settings = (RscPathSettings){ .ratio_min = RSC_PATH_RATIO_MIN,
                                 .epsilon = RSC_PATH_EPSILON,
                                 .tolerance = RSC_TOLERANCE_GAP,
                                 .locate_events = TRUE };
  rsc_optimal_set_settings_init_quick (&settings->set);
}

static RscPath *
new_of (RscProblem *problem,
        RscGeneration *generation,
        const RscPathSettings *settings,
        RscPathPointFunc callback,
        gpointer callback_data,
        GCancellable *cancellable,
        GError **error)
{
  g_autoptr (RscPath) self = NULL;
  Run run = { 0 };

  rsc_path_settings_init (&run.settings);
  if (settings != NULL)
    run.settings = *settings;
  if (!(run.settings.ratio_min > 0.0 && run.settings.ratio_min < 1.0))
    {
      g_autofree char *number = rsc_number_words_dup (run.settings.ratio_min, 6);

      g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                   _ ("The smallest λ/λ_max of a path must be between 0 and 1, not %s."), number);
      return NULL;
    }
  /* A step has to be visible above the gap of the solve that it starts from. */
  if (!(run.settings.epsilon >= 100.0 * run.settings.tolerance && run.settings.epsilon < 1.0
        && run.settings.tolerance > 0.0))
    {
      g_autofree char *tolerance = rsc_number_words_dup (run.settings.tolerance, 6);
      g_autofree char *number = rsc_number_words_dup (run.settings.epsilon, 6);

      g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                   _ ("The ε of a path must be below 1 and at least 100 times the tolerance of its "
                      "points (%s), not %s."),
                   tolerance, number);
      return NULL;
    }

  self = g_new0 (RscPath, 1);
  g_atomic_ref_count_init (&self->ref_count);
  rsc_path_record_init (&self->record, problem);
  self->status = RSC_PATH_COMPLETE;
  self->epsilon = run.settings.epsilon;
  self->tolerance = run.settings.tolerance;
  RscSolverSettings solver_settings;

  rsc_solver_settings_init (&solver_settings);
  solver_settings.tolerance = run.settings.tolerance;
  run.path = self;
  run.tracer.record = &self->record;
  run.tracer.set = run.settings.set;
  run.tracer.solver = rsc_solver_new (problem, &solver_settings);
  run.tracer.pricer = rsc_solver_get_pricer (run.tracer.solver);
  run.tracer.generation = generation;
  run.tracer.cancellable = cancellable;

  const gboolean done = follow_down (&run, callback, callback_data, error);

  g_clear_pointer (&run.tracer.branch, rsc_branch_state_free);
  rsc_solver_free (run.tracer.solver);
  return done ? g_steal_pointer (&self) : NULL;
}

RscPath *
rsc_path_new (RscProblem *problem,
              const RscPathSettings *settings,
              RscPathPointFunc callback,
              gpointer callback_data,
              GCancellable *cancellable,
              GError **error)
{
  g_return_val_if_fail (problem != NULL, NULL);

  return new_of (problem, NULL, settings, callback, callback_data, cancellable, error);
}

RscPath *
rsc_path_new_over_all (RscGeneration *generation,
                       const RscPathSettings *settings,
                       RscPathPointFunc callback,
                       gpointer callback_data,
                       GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (generation != NULL, NULL);

  RscProblem *problem = rsc_generation_get_problem (generation);

  g_return_val_if_fail (problem != NULL, NULL);
  return new_of (problem, generation, settings, callback, callback_data, cancellable, error);
}

RscPath *
rsc_path_dup_so_far (const RscPath *self)
{
  RscPath *copy = g_new0 (RscPath, 1);

  g_atomic_ref_count_init (&copy->ref_count);
  rsc_path_record_init_copy (&copy->record, &self->record);
  copy->status = RSC_PATH_PARTIAL;
  copy->epsilon = self->epsilon;
  copy->tolerance = self->tolerance;
  return copy;
}

RscPath *
rsc_path_ref (RscPath *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_path_unref (RscPath *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  rsc_path_record_clear (&self->record);
  g_free (self);
}

RscProblem *
rsc_path_get_problem (const RscPath *self)
{
  return self->record.problem;
}

RscPathStatus
rsc_path_get_status (const RscPath *self)
{
  return self->status;
}

double
rsc_path_get_epsilon (const RscPath *self)
{
  return self->epsilon;
}

double
rsc_path_get_tolerance (const RscPath *self)
{
  return self->tolerance;
}

gsize
rsc_path_get_n_points (const RscPath *self)
{
  return self->record.points->len;
}

const RscPathPoint *
rsc_path_get_point (const RscPath *self, gsize k)
{
  g_return_val_if_fail (k < self->record.points->len, NULL);

  return g_ptr_array_index (self->record.points, k);
}

gsize
rsc_path_get_n_ids (const RscPath *self)
{
  return self->record.n_ids;
}

gsize
rsc_path_get_n_events (const RscPath *self)
{
  return self->record.events->len;
}

const RscPathEvent *
rsc_path_get_event (const RscPath *self, gsize k)
{
  g_return_val_if_fail (k < self->record.events->len, NULL);

  return &g_array_index (self->record.events, RscPathEvent, k);
}

gsize
rsc_path_get_n_pieces (const RscPath *self)
{
  return self->record.pieces->len;
}

const RscPathPiece *
rsc_path_get_piece (const RscPath *self, gsize k)
{
  g_return_val_if_fail (k < self->record.pieces->len, NULL);

  return &g_array_index (self->record.pieces, RscPathPiece, k);
}

gsize
rsc_path_get_n_jumps (const RscPath *self)
{
  return self->record.jumps->len;
}

const RscPathJump *
rsc_path_get_jump (const RscPath *self, gsize k)
{
  g_return_val_if_fail (k < self->record.jumps->len, NULL);

  return &g_array_index (self->record.jumps, RscPathJump, k);
}

RscSolution *
rsc_path_get_uncertain (const RscPath *self)
{
  return self->record.uncertain;
}

gboolean
rsc_path_is_over_all_at (const RscPath *self, double lambda)
{
  return rsc_path_record_is_over_all_at (&self->record, lambda);
}

gboolean
rsc_path_is_unique_at (const RscPath *self, double lambda)
{
  for (gsize k = 0; k < rsc_path_get_n_pieces (self); k++)
    {
      const RscPathPiece *piece = rsc_path_get_piece (self, k);

      if (lambda <= piece->lambda_high && lambda >= piece->lambda_low)
        return piece->unique;
    }
  return FALSE;
}

gssize
rsc_path_get_dimension_at (const RscPath *self, double lambda)
{
  double high = INFINITY, low = 0.0;

  for (gsize k = 0; k < rsc_path_get_n_events (self) && low == 0.0; k++)
    {
      const double event = rsc_path_get_event (self, k)->lambda;

      if (event > lambda)
        high = event;
      else
        low = event;
    }
  for (gsize k = 0; k < rsc_path_get_n_points (self); k++)
    {
      const RscPathPoint *point = rsc_path_get_point (self, k);
      const double there = rsc_solution_get_lambda (point->solution);

      if (there < high && there > low)
        return (gssize) rsc_optimal_set_get_dimension (point->set);
    }
  return -1;
}

gsize
rsc_path_get_n_unchecked (const RscPath *self)
{
  return self->record.n_unchecked;
}

gboolean
rsc_path_get_interval (const RscPath *self, double lambda, RscPathInterval *interval, double *fit)
{
  g_return_val_if_fail (interval != NULL, FALSE);

  const gsize n = rsc_problem_get_n (self->record.problem);
  gsize low = 0, high = self->record.points->len;

  if (high < 2 || !(lambda <= rsc_solution_get_lambda (rsc_path_get_point (self, 0)->solution))
      || !(lambda >= rsc_solution_get_lambda (rsc_path_get_point (self, high - 1)->solution)))
    return FALSE;
  /* The last point at or above λ, but not the last of all. */
  high--;
  while (high - low > 1)
    {
      const gsize middle = low + (high - low) / 2;

      if (rsc_solution_get_lambda (rsc_path_get_point (self, middle)->solution) >= lambda)
        low = middle;
      else
        high = middle;
    }

  const RscSolution *a = rsc_path_get_point (self, low)->solution;
  const RscSolution *b = rsc_path_get_point (self, low + 1)->solution;
  const double *fit_a = rsc_solution_get_fit (a), *fit_b = rsc_solution_get_fit (b);
  const double *y = rsc_problem_get_y (self->record.problem);
  const double la = rsc_solution_get_lambda (a), lb = rsc_solution_get_lambda (b);
  const double share = CLAMP ((la - lambda) / (la - lb), 0.0, 1.0);
  double squares = 0.0, apart = 0.0, dual_a, dual_b;

  for (gsize i = 0; i < n; i++)
    {
      const double value = fit_a[i] + share * (fit_b[i] - fit_a[i]);

      squares += (y[i] - value) * (y[i] - value);
      apart += (fit_a[i] - fit_b[i]) * (fit_a[i] - fit_b[i]);
      if (fit != NULL)
        fit[i] = value;
    }
  interval->index = low;
  interval->weight = share;
  interval->objective =
    0.5 * squares
    + lambda
        * ((1.0 - share) * rsc_solution_get_penalty (a) + share * rsc_solution_get_penalty (b));
  /* Both dual points scaled to this λ are feasible, and so is their mean, whose dual objective is
   * no worse than the mean of theirs. The fits' mean gains a share of their distance. */
  const double gap_a = rsc_path_bound_gap (a, lambda / la, &dual_a);
  const double gap_b = rsc_path_bound_gap (b, lambda / lb, &dual_b);
  const double gap =
    MAX (0.0, (1.0 - share) * gap_a + share * gap_b - 0.5 * share * (1.0 - share) * apart);
  const double dual = interval->objective - gap;
  interval->relative_gap = dual > 0.0 ? gap / dual : (gap > 0.0 ? G_MAXDOUBLE : 0.0);
  return TRUE;
}
