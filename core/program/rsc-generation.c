/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-generation-private.h"

#include <float.h>
#include <math.h>

#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-arrangement-private.h"

/* Random directions to ascend from at the beginning. */
#define STARTS_FIRST 64

/* Cells around one direction, at most: more leave the ties unknown. */
#define CELLS_MAX 20000

void
rsc_generation_settings_init (RscGenerationSettings *settings)
{
  *settings = (RscGenerationSettings){ .tolerance = RSC_TOLERANCE_GAP,
                                       .effort = RSC_SEARCH_EFFORT,
                                       .bytes_max = RSC_PRICING_BYTES_MAX };
}

gsize
rsc_generation_get_listed_max (RscActivation activation, gsize d)
{
  return activation == RSC_ACTIVATION_RELU && d <= RSC_PATTERNS_SEARCHED_DIMENSION
           ? RSC_PATTERNS_LISTED_MAX
           : RSC_PATTERNS_LIMIT;
}

/* ---- patterns ---- */

static void
rsc_generation_forget_problem (RscGeneration *self)
{
  g_clear_pointer (&self->solver, rsc_solver_free);
  g_clear_pointer (&self->problem, rsc_problem_unref);
}

static gboolean
rsc_generation_add_pattern (RscGeneration *self,
                            const guint64 *pattern,
                            gsize *n_new,
                            GCancellable *cancellable,
                            GError **error)
{
  if (!rsc_pattern_set_reserve (&self->patterns, cancellable, error))
    return FALSE;
  if (rsc_pattern_set_add (&self->patterns, pattern))
    {
      ++*n_new;
      rsc_generation_forget_problem (self);
    }
  return TRUE;
}

gboolean
rsc_generation_add_peaks (RscGeneration *self,
                          const RscPeaks *peaks,
                          double threshold,
                          gsize *n_new,
                          double *highest,
                          GCancellable *cancellable,
                          GError **error)
{
  for (gsize k = 0; k < rsc_peaks_get_n (peaks); k++)
    {
      const gsize before = *n_new;
      RscPeak peak;

      rsc_peaks_get (peaks, k, &peak);
      if (!(peak.value > threshold))
        break;
      if (!rsc_generation_add_pattern (self, peak.pattern, n_new, cancellable, error))
        return FALSE;
      if (*n_new > before)
        *highest = MAX (*highest, peak.value);
    }
  return TRUE;
}

gboolean
rsc_generation_add_around (RscGeneration *self,
                           const double *u,
                           gsize *n_new,
                           gboolean *all,
                           GCancellable *cancellable,
                           GError **error)
{
  const gsize n_words = rsc_pricing_get_n_words (self->pricing);
  g_auto (RscPatternSet) around = { 0 };
  g_autoptr (GError) local = NULL;

  rsc_pattern_set_init (&around, n_words);
  if (!rsc_pricing_list_patterns_at (self->pricing, u, CELLS_MAX, &around, cancellable, &local))
    {
      if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      *all = FALSE;
      return TRUE;
    }
  for (gsize k = 0; k < around.n_items; k++)
    {
      if (!rsc_generation_add_pattern (self, around.items + k * n_words, n_new, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
rsc_generation_add_solution (RscGeneration *self,
                             RscSolution *solution,
                             GCancellable *cancellable,
                             GError **error)
{
  RscProblem *problem = rsc_solution_get_problem (solution);
  RscArrangement *arrangement = rsc_problem_get_arrangement (problem);
  const gboolean same = rsc_problem_get_dataset (problem) == self->dataset
                        && rsc_problem_get_bias (problem) == self->bias;
  g_autofree double *u = g_new (double, self->d + 1);
  gsize n_new = 0;
  gboolean all = TRUE;

  if (rsc_problem_get_d (problem) != self->d)
    return TRUE;
  for (gsize k = 0; k < rsc_solution_get_n_blocks (solution); k++)
    {
      const double *w = rsc_solution_get_w (solution, k);
      double length = 0.0;

      if (same)
        {
          const gsize j = RSC_BLOCK_PATTERN (rsc_solution_get_block (solution, k));

          if (!rsc_generation_add_pattern (self, rsc_arrangement_get_pattern (arrangement, j),
                                           &n_new, cancellable, error))
            return FALSE;
          continue;
        }
      for (gsize l = 0; l < self->d; l++)
        length = hypot (length, w[l]);
      for (gsize l = 0; l < self->d; l++)
        u[l] = w[l] / length;
      if (!rsc_generation_add_around (self, u, &n_new, &all, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

void
rsc_generation_forget_patterns (RscGeneration *self)
{
  rsc_pattern_set_clear (&self->patterns);
  rsc_pattern_set_init (&self->patterns, rsc_pricing_get_n_words (self->pricing));
  rsc_generation_forget_problem (self);
}

gboolean
rsc_generation_ensure_problem (RscGeneration *self, GError **error)
{
  if (self->problem == NULL)
    {
      g_autoptr (RscArrangement) arrangement =
        rsc_arrangement_new_priced (self->n, self->d, &self->patterns);

      self->problem = rsc_problem_new_priced (self->dataset, self->bias, arrangement,
                                              self->lambda_max, self->lambda_max_bound, error);
    }
  if (self->problem != NULL && self->solver == NULL)
    self->solver = rsc_solver_new (self->problem, NULL);
  return self->problem != NULL;
}

RscProblem *
rsc_generation_get_problem (RscGeneration *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return rsc_generation_ensure_problem (self, NULL) ? self->problem : NULL;
}

/* ---- λ_max ---- */

double
rsc_generation_measure_spread (const RscGeneration *self, const double *r)
{
  double sum = 0.0;

  for (gsize i = 0; i < self->n; i++)
    sum += fabs (r[i]) * self->lengths[i];
  return sum * (1.0 + 4.0 * (double) (self->n + self->d) * DBL_EPSILON);
}

gboolean
rsc_generation_is_searchable (const RscGeneration *self)
{
  return self->d <= RSC_SEARCH_DIMENSION_MAX;
}

typedef struct
{
  RscProgressFunc progress;
  gpointer data;
} Listener;

static void
on_largest (double upper, double lower, gsize n_nodes, gpointer user_data)
{
  Listener *listener = user_data;

  listener->progress (upper > 0.0 ? CLAMP (lower / upper, 0.0, 1.0) : 1.0, NAN, listener->data);
}

gboolean
rsc_generation_is_stopped (const RscGeneration *self)
{
  return self->is_stopped;
}

void
rsc_generation_set_effort (RscGeneration *self, double effort)
{
  g_return_if_fail (self != NULL && effort >= 0.0);

  self->settings.effort = effort;
}

gint64
rsc_generation_get_deadline (const RscGeneration *self)
{
  if (self->end > 0 || !(self->settings.effort > 0.0))
    return self->end;
  return g_get_monotonic_time () + (gint64) (self->settings.effort * G_TIME_SPAN_SECOND);
}

void
rsc_generation_set_end (RscGeneration *self, gint64 end)
{
  g_return_if_fail (self != NULL);

  self->end = end;
}

/* Whether λ_max is what rounding makes of 0. */
static gboolean
is_rounding (const RscGeneration *self, const double *x, const double *y, double value)
{
  const gsize n_x = self->n * self->d;
  double largest_x = 0.0, largest_y = 0.0;
  g_autofree double *scaled_x = g_new (double, n_x);
  g_autofree double *scaled_y = g_new (double, self->n);
  int x_exponent, y_exponent;

  for (gsize k = 0; k < n_x; k++)
    largest_x = MAX (largest_x, fabs (x[k]));
  for (gsize i = 0; i < self->n; i++)
    largest_y = MAX (largest_y, fabs (y[i]));
  (void) frexp (largest_x, &x_exponent);
  (void) frexp (largest_y, &y_exponent);
  for (gsize k = 0; k < n_x; k++)
    scaled_x[k] = ldexp (x[k], -x_exponent);
  for (gsize i = 0; i < self->n; i++)
    scaled_y[i] = ldexp (y[i], -y_exponent);
  return ldexp (value, -x_exponent - y_exponent)
         <= rsc_problem_measure_rounding (self->n, self->d, scaled_x, scaled_y);
}

/* Half of the time until @deadline from here; 0 for never. */
static gint64
get_middle (gint64 deadline)
{
  const gint64 begin = g_get_monotonic_time ();

  return deadline > 0 ? begin + MAX (deadline - begin, 0) / 2 : 0;
}

static gboolean
find_lambda_max (RscGeneration *self,
                 const double *x,
                 RscProgressFunc progress,
                 gpointer progress_data,
                 GCancellable *cancellable,
                 GError **error)
{
  const double *y = rsc_dataset_get_y (self->dataset);
  const double spread = rsc_generation_measure_spread (self, y);
  g_autoptr (RscPeaks) found = rsc_peaks_new (self->n, self->d);
  g_autofree double *u = g_new0 (double, self->d + 1);
  g_autofree guint64 *pattern = g_new0 (guint64, rsc_pricing_get_n_words (self->pricing));
  const gint64 deadline = rsc_generation_get_deadline (self);
  double highest = 0.0;
  gsize n_new = 0;

  rsc_pricing_set_residual (self->pricing, y);
  rsc_pricing_set_deadline (self->pricing, get_middle (deadline));
  if (!rsc_pricing_ascend_from_random (self->pricing, STARTS_FIRST, self->seed++, 0.0, found, NULL,
                                       cancellable, error))
    return FALSE;
  if (rsc_peaks_get_n (found) > 0)
    {
      RscPeak peak;

      rsc_peaks_get (found, 0, &peak);
      highest = peak.value;
    }
  self->lambda_max = highest;
  self->lambda_max_bound = spread;
  if (rsc_generation_is_searchable (self))
    {
      Listener listener = { progress, progress_data };
      RscPricingSettings settings = { .bytes_max = self->settings.bytes_max,
                                      .deadline = deadline,
                                      .by_halves = TRUE };
      g_autoptr (RscPricingResult) result = rsc_pricing_search (
        self->pricing, &settings, progress != NULL ? on_largest : NULL, &listener, cancellable);

      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !rsc_generation_add_peaks (self, result->peaks, 0.5 * result->lower, &n_new, &highest,
                                        cancellable, error))
        return FALSE;
      self->lambda_max = MAX (self->lambda_max, result->lower);
      self->lambda_max_bound = MAX (MIN (spread, result->upper), self->lambda_max);
    }
  if (is_rounding (self, x, y, self->lambda_max))
    self->lambda_max = 0.0;
  if (self->lambda_max == 0.0 && is_rounding (self, x, y, self->lambda_max_bound))
    self->lambda_max_bound = 0.0;
  if (!rsc_generation_add_peaks (self, found, 0.5 * self->lambda_max, &n_new, &highest, cancellable,
                                 error))
    return FALSE;
  /* One at least. */
  u[0] = 1.0;
  rsc_pricing_get_pattern (self->pricing, u, pattern);
  return self->patterns.n_items > 0
         || rsc_generation_add_pattern (self, pattern, &n_new, cancellable, error);
}

RscGeneration *
rsc_generation_new (RscDataset *dataset,
                    gboolean bias,
                    const RscGenerationSettings *settings,
                    RscProgressFunc progress,
                    gpointer progress_data,
                    GCancellable *cancellable,
                    GError **error)
{
  g_return_val_if_fail (dataset != NULL, NULL);

  g_autoptr (RscGeneration) self = g_new0 (RscGeneration, 1);
  g_autoptr (RscProblem) checked = NULL;
  g_autoptr (RscArrangement) one = NULL;
  g_autofree double *x = NULL;

  self->dataset = rsc_dataset_ref (dataset);
  self->bias = bias;
  self->n = rsc_dataset_get_n (dataset);
  self->d = rsc_dataset_get_d (dataset) + (bias ? 1 : 0);
  rsc_generation_settings_init (&self->settings);
  if (settings != NULL)
    self->settings = *settings;
  rsc_pattern_set_init (&self->patterns, (self->n + 63) / 64);
  if (!rsc_arrangement_check_size (self->d, error))
    return NULL;
  one = rsc_arrangement_new_priced (self->n, self->d, &self->patterns);
  checked = rsc_problem_new_priced (dataset, bias, one, 0.0, 0.0, error);
  if (checked == NULL)
    return NULL;

  x = rsc_dataset_dup_design (dataset, bias);
  self->lengths = g_new0 (double, self->n);
  self->columns = g_new0 (double, self->d);
  for (gsize i = 0; i < self->n; i++)
    {
      for (gsize k = 0; k < self->d; k++)
        {
          self->lengths[i] = hypot (self->lengths[i], x[i * self->d + k]);
          self->columns[k] = hypot (self->columns[k], x[i * self->d + k]);
        }
    }
  self->pricing = rsc_pricing_new (self->n, self->d, x);
  if (!find_lambda_max (self, x, progress, progress_data, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
rsc_generation_take_dataset (RscGeneration *self,
                             RscDataset *dataset,
                             double lambda_max,
                             double lambda_max_bound)
{
  if (dataset == self->dataset)
    return;
  rsc_dataset_ref (dataset);
  rsc_dataset_unref (self->dataset);
  self->dataset = dataset;
  self->lambda_max = lambda_max;
  self->lambda_max_bound = lambda_max_bound;
  self->bound_lambda = 0.0;
  rsc_generation_forget_problem (self);
}

void
rsc_generation_set_rough (RscGeneration *self, double tolerance, gboolean is_rough)
{
  self->settings.tolerance = tolerance;
  self->is_rough = is_rough;
}

void
rsc_generation_free (RscGeneration *self)
{
  if (self == NULL)
    return;
  rsc_generation_forget_problem (self);
  rsc_pattern_set_clear (&self->patterns);
  if (self->known != self->searched)
    rsc_pricing_result_free (self->known);
  rsc_pricing_result_free (self->searched);
  g_clear_pointer (&self->tops, rsc_peaks_free);
  rsc_pricing_free (self->pricing);
  rsc_dataset_unref (self->dataset);
  g_free (self->lengths);
  g_free (self->columns);
  g_free (self);
}

double
rsc_generation_get_lambda_max (const RscGeneration *self)
{
  return self->lambda_max;
}

double
rsc_generation_get_lambda_max_bound (const RscGeneration *self)
{
  return self->lambda_max_bound;
}

void
rsc_generation_set_solution_func (RscGeneration *self,
                                  RscGenerationSolutionFunc func,
                                  gpointer user_data)
{
  g_return_if_fail (self != NULL);

  self->solution_func = func;
  self->solution_data = user_data;
}
