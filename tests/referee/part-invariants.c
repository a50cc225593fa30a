/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parts.h"
#include "core/program/rsc-solver.h"
#include <math.h>
#include <string.h>

/* What needs no referee: the same problem in another order, with other signs, in other units; and
 * the symmetries of the data. */

/* ---- the same problem ---------------------------------------------------------------------- */

static void
permute_rows (Case *to, const Case *from, guint64 *state)
{
  gsize d = from->n_features;

  for (gsize i = from->n; i-- > 1;)
    {
      gsize j = case_random_below (state, i + 1);

      for (gsize k = 0; k < d; k++)
        {
          double keep = to->features[i * d + k];
          to->features[i * d + k] = to->features[j * d + k];
          to->features[j * d + k] = keep;
        }
      double keep = to->targets[i];
      to->targets[i] = to->targets[j];
      to->targets[j] = keep;
    }
}

static void
permute_features (Case *to, const Case *from, guint64 *state)
{
  gsize d = from->n_features;
  gsize shift = d > 1 ? 1 + case_random_below (state, d - 1) : 0;

  for (gsize i = 0; i < from->n; i++)
    for (gsize k = 0; k < d; k++)
      to->features[i * d + (k + shift) % d] = from->features[i * d + k];
}

static void
flip_signs (Case *to, const Case *from, guint64 *state)
{
  for (gsize k = 0; k < from->n_features; k++)
    if (k == 0 || case_random_below (state, 2))
      for (gsize i = 0; i < from->n; i++)
        to->features[i * from->n_features + k] *= -1.0;
}

static void
flip_targets (Case *to, const Case *from, guint64 *state)
{
  for (gsize i = 0; i < from->n; i++)
    to->targets[i] *= -1.0;
}

static void
scale_units (Case *to, const Case *from, guint64 *state)
{
  int target_exponent = (int) case_random_below (state, 41) - 20;
  int exponent = from->bias ? 0 : (int) case_random_below (state, 41) - 20;

  for (gsize i = 0; i < from->n * from->n_features; i++)
    to->features[i] = ldexp (from->features[i], exponent);
  for (gsize i = 0; i < from->n; i++)
    to->targets[i] = ldexp (from->targets[i], target_exponent);
}

typedef struct
{
  const char *name;
  void (*change) (Case *to, const Case *from, guint64 *state);
  gboolean exact; /* no bit of the arithmetic changes but exponents */
} Change;

static const Change changes[] = { { "order of rows", permute_rows, FALSE },
                                  { "order of features", permute_features, FALSE },
                                  { "signs of features", flip_signs, FALSE },
                                  { "signs of targets", flip_targets, FALSE },
                                  { "units by powers of 2", scale_units, TRUE } };

/* ---- what is said of it -------------------------------------------------------------------- */

static void
append_numbers (GString *text, const char *name, gsize count, const gsize *numbers)
{
  g_string_append_printf (text, "%s", name);
  for (gsize k = 0; k < count; k++)
    g_string_append_printf (text, " %" G_GSIZE_FORMAT, numbers[k]);
  g_string_append (text, "; ");
}

/* All that should not change, in words: @scale-free. */
static char *
describe (const Case *subject, GError **error)
{
  g_autoptr (RscProblem) problem = case_make_problem (subject, error);
  g_autoptr (RscSolution) solution = NULL;
  g_autoptr (RscOptimalSet) set = NULL;
  GString *text;
  double lambda_max;
  gsize n_neurons;

  if (problem == NULL)
    return NULL;
  lambda_max = rsc_problem_get_lambda_max (problem);
  text = g_string_new (NULL);
  g_string_append_printf (text, "patterns %" G_GSIZE_FORMAT "; ",
                          rsc_arrangement_get_n_patterns (rsc_problem_get_arrangement (problem)));
  if (lambda_max == 0.0)
    return g_string_free (text, FALSE);
  solution =
    rsc_solver_solve (problem, subject->ratio * lambda_max, NULL, NULL, NULL, NULL, NULL, error);
  if (solution != NULL)
    set = rsc_optimal_set_new (solution, NULL, NULL, NULL, NULL, error);
  if (set == NULL)
    {
      g_string_free (text, TRUE);
      return NULL;
    }
  n_neurons = rsc_optimal_set_get_n_neurons (set);
  const gsize counts[] = {
    rsc_solution_get_status (solution) == RSC_SOLUTION_CONVERGED,
    rsc_optimal_set_get_n_equicorrelated (set),
    n_neurons,
    rsc_optimal_set_get_n_support (set),
    rsc_optimal_set_get_dimension (set),
    rsc_optimal_set_is_unique (set),
    rsc_optimal_set_get_n_vertices (set),
    rsc_optimal_set_get_vertices_complete (set),
    rsc_optimal_set_get_narrowest_width (set),
    rsc_optimal_set_get_narrowest_proved (set),
  };
  append_numbers (text,
                  "converged, ties, neurons, support, dimension, unique, vertices, complete, "
                  "narrowest, proved:",
                  G_N_ELEMENTS (counts), counts);
  g_autofree gsize *widths = g_new0 (gsize, n_neurons + 1);
  for (gsize k = 0; k < rsc_optimal_set_get_n_vertices (set); k++)
    widths[rsc_optimal_set_get_vertex_width (set, k)]++;
  append_numbers (text, "widths:", n_neurons + 1, widths);
  return g_string_free (text, FALSE);
}

static void
check_changes (Judge *judge)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = describe (judge->subject, &error);
  guint64 state = judge->subject->seed;

  /* An error is one in every order. */
  if (before == NULL)
    before = g_strdup (error->message);
  for (gsize k = 0; k < G_N_ELEMENTS (changes); k++)
    {
      g_autoptr (GError) error_after = NULL;
      g_autofree char *after = NULL;
      Case changed;

      if (judge->doubt != NULL && !changes[k].exact)
        continue;
      case_copy (&changed, judge->subject);
      changes[k].change (&changed, judge->subject, &state);
      /* (j, -1) is no block of its own with gates, so there signs of targets are signs of
       * weights. */
      after = describe (&changed, &error_after);
      if (after == NULL)
        after = g_strdup (error_after->message);
      if (!g_str_equal (before, after))
        judge_complain (judge, "changed: %s: %s became %s", changes[k].name, before, after);
      case_clear (&changed);
    }
}

/* ---- symmetries of the data ---------------------------------------------------------------- */

typedef struct
{
  gsize image[CASE_FEATURES_MAX];
  double sign[CASE_FEATURES_MAX];
  double target_sign;
  gsize row[CELLS_ROWS_MAX];
} Symmetry;

/* Finds for each row the one that it goes to, each once. */
static gboolean
match_rows (const Case *subject, Symmetry *self)
{
  gsize d = subject->n_features;
  gboolean used[CELLS_ROWS_MAX] = { FALSE };

  for (gsize i = 0; i < subject->n; i++)
    {
      gsize j;

      for (j = 0; j < subject->n; j++)
        {
          gboolean same =
            !used[j] && subject->targets[j] == self->target_sign * subject->targets[i];

          for (gsize k = 0; k < d && same; k++)
            same = subject->features[j * d + self->image[k]]
                   == self->sign[k] * subject->features[i * d + k];
          if (same)
            break;
        }
      if (j == subject->n)
        return FALSE;
      used[j] = TRUE;
      self->row[i] = j;
    }
  return TRUE;
}

/* The set's range of the neuron that @neuron goes to, or FALSE if there is none. */
static gboolean
find_image (const Judge *judge,
            const Symmetry *symmetry,
            const RscNeuron *neuron,
            double *least,
            double *largest)
{
  const Case *subject = judge->subject;
  const RscArrangement *arrangement = rsc_problem_get_arrangement (judge->problem);
  gsize d = judge->program.d;
  int sign = subject->gated ? 1 : (int) symmetry->target_sign * neuron->sign;
  double flip = subject->gated ? symmetry->target_sign : 1.0;
  double u[CASE_FEATURES_MAX + 1] = { 0.0 };
  double nearest = 1e-6;
  guint32 pattern = 0;

  for (gsize k = 0; k < subject->n_features; k++)
    u[symmetry->image[k]] = flip * symmetry->sign[k] * neuron->direction[k];
  if (subject->bias)
    u[d - 1] = flip * neuron->direction[d - 1];
  for (gsize i = 0; i < subject->n; i++)
    if (rsc_arrangement_get_pattern (arrangement, neuron->pattern)[0] & (1u << i))
      pattern |= 1u << symmetry->row[i];
  for (gsize m = 0; m < rsc_optimal_set_get_n_neurons (judge->set); m++)
    {
      const RscNeuron *other = rsc_optimal_set_get_neuron (judge->set, m);
      double distance = 0.0;

      if (other->sign != sign
          || (subject->gated
              && rsc_arrangement_get_pattern (arrangement, other->pattern)[0] != pattern))
        continue;
      for (gsize k = 0; k < d; k++)
        distance = hypot (distance, other->direction[k] - u[k]);
      if (distance < nearest)
        {
          nearest = distance;
          *least = other->norm_min;
          *largest = other->norm_max;
        }
    }
  return nearest < 1e-6;
}

static void
check_symmetry (Judge *judge, const Symmetry *symmetry)
{
  double sum = rsc_solution_get_penalty (judge->solution);

  for (gsize m = 0; m < rsc_optimal_set_get_n_neurons (judge->set); m++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (judge->set, m);
      double least = 0.0;
      double largest = 0.0;

      if (!find_image (judge, symmetry, neuron, &least, &largest))
        judge_complain (judge, "symmetry: neuron %zu has no image", m + 1);
      else if (fabs (least - neuron->norm_min) > 1e-7 * sum
               || fabs (largest - neuron->norm_max) > 1e-7 * sum)
        judge_complain (judge, "symmetry: neuron %zu: %.9g to %.9g, its image %.9g to %.9g", m + 1,
                        neuron->norm_min, neuron->norm_max, least, largest);
    }
}

/* All exchanges and sign changes of features, with the targets or their opposites. */
static void
check_symmetries (Judge *judge)
{
  static const gsize orders[6][3] = { { 0, 1, 2 }, { 1, 0, 2 }, { 0, 2, 1 },
                                      { 2, 1, 0 }, { 1, 2, 0 }, { 2, 0, 1 } };
  gsize d = judge->subject->n_features;
  gsize n_orders = d == 1 ? 1 : d == 2 ? 2 : 6;

  if (d > 3)
    return;
  for (gsize order = 0; order < n_orders; order++)
    for (guint signs = 0; signs < 1u << d; signs++)
      for (double target_sign = -1.0; target_sign <= 1.0; target_sign += 2.0)
        {
          Symmetry symmetry = { .target_sign = target_sign };

          if (order == 0 && signs == 0 && target_sign > 0.0)
            continue;
          for (gsize k = 0; k < d; k++)
            {
              symmetry.image[k] = orders[order][k];
              symmetry.sign[k] = signs & (1u << k) ? -1.0 : 1.0;
            }
          if (match_rows (judge->subject, &symmetry))
            check_symmetry (judge, &symmetry);
        }
}

void
part_invariants (Judge *judge)
{
  double lambda = judge_get_lambda (judge);

  if (!(lambda > 0.0))
    return;
  if (judge_solve (judge, lambda, 0.0, NULL))
    judge_make_set (judge);
  check_changes (judge);
  if (judge->set != NULL && judge->doubt == NULL)
    check_symmetries (judge);
}
