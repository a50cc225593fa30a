/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-equicorrelation.h"

#include "core/numerics/rsc-scaled.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-exact-rows.h"
#include "core/program/rsc-refinement.h"
#include "core/set/rsc-neurons.h"
#include "core/set/rsc-ties-private.h"

#include <float.h>
#include <string.h>

/* Passes over all blocks with neurons that the solution lacked. */
#define ROUNDS_MAX 12
/* Projections between two looks at the cancellable. */
#define CANDIDATES_PER_POLL 64
/* Candidates for which there is room from the start. */
#define ROOM_MAX 64

static void
search_clear (RscTies *self)
{
  rsc_refinement_free (self->refinement);
  g_free (self->lengths);
  g_array_unref (self->candidates);
  g_array_unref (self->rows);
  g_array_unref (self->v);
  g_array_unref (self->groups);
  g_array_unref (self->directions);
  g_array_unref (self->kinks);
  g_array_unref (self->sides);
}

/* How far the solution's own blocks are from ||v_b|| = λ in the pricer's last sweep. */
static double
measure_error (const RscTies *self)
{
  double worst = 0.0;
  g_autofree double *v = g_new (double, self->d);

  for (gsize k = 0; k < rsc_solution_get_n_blocks (self->solution); k++)
    {
      const double *w = rsc_solution_get_w (self->solution, k);
      double length = 0.0;

      for (gsize l = 0; l < self->d; l++)
        length = hypot (length, w[l]);
      if (length < RSC_TOLERANCE_BLOCK_NEGLIGIBLE * rsc_solution_get_penalty (self->solution))
        continue;
      const double norm = rsc_pricer_project_again (
        self->pricer, rsc_solution_get_block (self->solution, k), 0.0, v, NULL, NULL);
      worst = MAX (worst, fabs (norm / self->lambda - 1.0));
    }
  return worst;
}

/* ||x_i|| of each row. */
static double *
measure_rows (gsize n, gsize d, const double *x)
{
  double *lengths = g_new (double, n + 1);

  for (gsize i = 0; i < n; i++)
    {
      double square = 0.0;

      for (gsize k = 0; k < d; k++)
        square += x[i * d + k] * x[i * d + k];
      lengths[i] = sqrt (square);
    }
  return lengths;
}

/* What the rounding of doubles can change ||v_b|| / λ by. */
static double
measure_rough (const RscTies *self)
{
  const RscWide *r = rsc_refinement_get_residual (self->refinement);
  double sum = 0.0;

  for (gsize i = 0; i < self->n; i++)
    sum += fabs (r[i].high) * self->lengths[i];
  return DBL_EPSILON * sum / self->lambda;
}

static int
compare_candidates (gconstpointer one, gconstpointer two)
{
  const RscTieCandidate *a = one;
  const RscTieCandidate *b = two;

  if (a->norm != b->norm)
    return a->norm > b->norm ? -1 : 1;
  return a->block < b->block ? -1 : a->block > b->block;
}

static int
compare_bounds (gconstpointer one, gconstpointer two, gpointer data)
{
  const double *bounds = data;
  const gsize a = *(const gsize *) one, b = *(const gsize *) two;

  if (bounds[a] != bounds[b])
    return bounds[a] > bounds[b] ? -1 : 1;
  return a < b ? -1 : a > b;
}

/* All blocks that may be equicorrelated: those whose upper bound reaches λ are projected. @bounds:
 * of all blocks, 0 for those found. */
static gboolean
find_candidates (RscTies *self,
                 double reach,
                 double *bounds,
                 GCancellable *cancellable,
                 GError **error)
{
  const gsize d = self->d;
  const gsize step = self->gated ? 2 : 1;
  const gsize n_blocks = 2 * rsc_arrangement_get_n_patterns (self->arrangement);
  const double threshold = (1.0 - reach) * self->lambda;
  g_autofree double *v = g_new (double, d);

  g_array_set_size (self->candidates, 0);
  g_array_set_size (self->rows, 0);
  g_array_set_size (self->v, 0);
  rsc_pricer_list_bounds (self->pricer, bounds);
  for (gsize block = 0; block < n_blocks; block += step)
    {
      if (block % 2048 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (bounds[block] < threshold)
        continue;

      const guint32 *rows = NULL;
      RscTieCandidate candidate = { block,     0.0,       0,        self->candidates->len,
                                    G_MAXSIZE, G_MAXSIZE, G_MAXSIZE };
      const double norm =
        rsc_pricer_project_again (self->pricer, block, threshold, v, &rows, &candidate.n_rows);

      bounds[block] = norm;
      if (norm < threshold)
        continue;
      candidate.norm = norm / self->lambda;
      g_array_append_val (self->candidates, candidate);
      g_array_append_vals (self->v, v, (guint) d);
      g_array_set_size (self->rows, (guint) (self->candidates->len * d));
      memcpy (&g_array_index (self->rows, guint32, candidate.at * d), rows,
              candidate.n_rows * sizeof (guint32));
      bounds[block] = 0.0;
    }
  g_array_sort (self->candidates, compare_candidates);
  return TRUE;
}

/* *@next: raised to the largest ||v_b|| / λ of the other blocks. The one with the largest of the
 * @bounds is projected first, then, from the largest on, those that may lie above the best so
 * far. */
static gboolean
find_next (RscTies *self,
           const double *bounds,
           double *next,
           GCancellable *cancellable,
           GError **error)
{
  const gsize step = self->gated ? 2 : 1;
  const gsize n_blocks = 2 * rsc_arrangement_get_n_patterns (self->arrangement);
  g_autofree double *v = g_new (double, self->d);
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize first = 0;
  double most;

  for (gsize block = 0; block < n_blocks; block += step)
    {
      if (bounds[block] > bounds[first])
        first = block;
    }
  if (n_blocks == 0 || !(bounds[first] > *next * self->lambda))
    return TRUE;
  most = rsc_pricer_project_again (self->pricer, first, 0.0, v, NULL, NULL);
  for (gsize block = 0; block < n_blocks; block += step)
    {
      if (block != first && bounds[block] > most)
        g_array_append_val (others, block);
    }
  g_array_sort_with_data (others, compare_bounds, (gpointer) bounds);
  for (guint k = 0; k < others->len; k++)
    {
      const gsize block = g_array_index (others, gsize, k);

      if (k % CANDIDATES_PER_POLL == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (bounds[block] <= most)
        break;
      most = MAX (most, rsc_pricer_project_again (self->pricer, block, most, v, NULL, NULL));
    }
  *next = MAX (*next, most / self->lambda);
  return TRUE;
}

/* Takes the neurons into the refinement whose blocks are above λ, however little: near λ_max what
 * is missing in the fit is the square of that. FALSE when there is none, or none adds anything. */
static gboolean
take_in (RscTies *self)
{
  const gsize d = self->d;
  gboolean taken = FALSE;
  /* Further down, a fit that lacks less than rounding of the data can do is as good as another. */
  const gboolean in_noise =
    !self->given
    && rsc_solution_get_lambda (self->solution)
         < (1.0 - RSC_TIE_NEAR_TOP) * rsc_problem_get_lambda_max (self->problem);
  g_autofree RscWide *u = g_new (RscWide, d);

  for (gsize g = 0; g < self->groups->len; g++)
    {
      const RscTieGroup *group = &g_array_index (self->groups, RscTieGroup, g);
      const RscTieCandidate *first =
        &g_array_index (self->candidates, RscTieCandidate, group->first);
      /* λ_max itself is rounded: at λ_max the zero network stays alone. */
      const double noise = RSC_TIE_NOISE_MARGIN * group->noise;
      const double least =
        rsc_refinement_get_n_neurons (self->refinement) == 0
          ? noise
          : MAX (in_noise ? MIN (noise, RSC_TIE_NEGLIGIBLE) : 0.0,
                 rsc_ties_get_least (self, group)
                   + RSC_TIE_ERROR_MARGIN * rsc_refinement_get_error (self->refinement));

      if (!group->equal || !(group->excess > least))
        continue;
      /* Those that came in before it may have done. */
      if (taken
          && !(rsc_refinement_project (self->refinement, first->block,
                                       &g_array_index (self->rows, guint32, first->at * d),
                                       first->n_rows, u)
               > least))
        continue;
      taken = rsc_refinement_add (self->refinement, first->block) || taken;
    }
  return taken;
}

/* The neuron of a vector of the solution: that of its block, else the one that points most
 * alike. */
static gsize
find_neuron (const RscEquicorrelation *self, gsize d, gsize block, const RscWide *w)
{
  double nearest = -INFINITY;
  gsize found = G_MAXSIZE;

  for (gsize i = 0; i < self->n_blocks; i++)
    {
      double alike = 0.0;

      if (self->blocks[i] == block)
        return self->neuron_of[i];
      if (RSC_BLOCK_SIGN (self->blocks[i]) != RSC_BLOCK_SIGN (block))
        continue;
      for (gsize k = 0; k < d; k++)
        alike += w[k].high * self->directions[self->neuron_of[i] * d + k].high;
      if (alike > nearest)
        {
          nearest = alike;
          found = self->neuron_of[i];
        }
    }
  return found;
}

static RscEquicorrelation *
collect (RscTies *self)
{
  const gsize d = self->d;
  const int ey = rsc_pricer_get_y_exponent (self->pricer);
  const int shift = ey - rsc_pricer_get_x_exponent (self->pricer);
  RscEquicorrelation *result = g_new0 (RscEquicorrelation, 1);

  /* They were found in the order of blocks. */
  const gsize count = self->candidates->len;
  g_autofree gsize *in_order = g_new (gsize, count + 1);
  for (gsize i = 0; i < count; i++)
    in_order[g_array_index (self->candidates, RscTieCandidate, i).at] = i;
  result->blocks = g_new (gsize, count + 1);
  result->neuron_of = g_new (gsize, count + 1);
  result->directions = g_new (RscWide, self->groups->len * d + 1);
  result->doubtful = g_new0 (gboolean, self->groups->len + 1);
  for (gsize i = 0; i < count; i++)
    {
      const RscTieCandidate *candidate =
        &g_array_index (self->candidates, RscTieCandidate, in_order[i]);
      RscTieGroup *group = &g_array_index (self->groups, RscTieGroup, candidate->group);

      if (!group->equal)
        continue;
      if (group->number == G_MAXSIZE)
        {
          group->number = result->n_neurons++;
          result->doubtful[group->number] = group->doubtful;
          memcpy (result->directions + group->number * d,
                  &g_array_index (self->directions, RscWide, candidate->group * d),
                  d * sizeof (RscWide));
        }
      result->blocks[result->n_blocks] = candidate->block;
      result->neuron_of[result->n_blocks++] = group->number;
      result->kink = MAX (result->kink, RSC_TIE_KINK_NOISE * group->noise);
    }
  result->norms = g_new0 (double, result->n_neurons + 1);
  for (gsize i = 0; i < rsc_refinement_get_n_neurons (self->refinement); i++)
    {
      const RscWide *w = rsc_refinement_get_w (self->refinement, i);
      const gsize at = find_neuron (result, d, rsc_refinement_get_block (self->refinement, i), w);

      if (at < result->n_neurons)
        result->norms[at] += ldexp (rsc_wide_length (d, w).high, shift);
    }
  result->fit = g_new (double, self->n + 1);
  for (gsize i = 0; i < self->n; i++)
    result->fit[i] =
      rsc_wide_round (rsc_wide_subtract (rsc_wide (rsc_pricer_get_y (self->pricer)[i]),
                                         rsc_refinement_get_residual (self->refinement)[i]));
  rsc_scaled_fill (result->fit, self->n, ey, result->fit);
  return result;
}

/* What a share σ of the activations does to the fit moves ||v_b|| by σ²: it is told from nothing
 * where that is far above what the conditions at hand are off by. */
static void
judge_activations (const RscTies *self, RscEquicorrelation *result)
{
  double off = MAX (result->error, RSC_TOLERANCE_WIDE);

  result->known = 1.0;
  result->inside = result->kink;
  if (!self->given || !(result->error <= RSC_TOLERANCE_REFINED))
    return;
  /* A gate says which rows are active, however little, and only wide numbers round that. */
  if (self->gated)
    result->inside *= RSC_TIE_WIDE_ROUNDING;
  for (guint g = 0; g < self->groups->len; g++)
    {
      const RscTieGroup *group = &g_array_index (self->groups, RscTieGroup, g);

      if (group->equal)
        off = MAX (off, fabs (group->excess));
    }
  result->known = sqrt (off / RSC_TOLERANCE_TOLD);
}

/* Whether the values were given exactly: see rsc_exact_rows_is_given(). */
static gboolean
is_given (gsize n, gsize d, const double *values)
{
  g_autoptr (RscExactRows) rows = rsc_exact_rows_new (n, d, values);

  for (gsize i = 0; i < n; i++)
    if (!rsc_exact_rows_is_given (rows, i))
      return FALSE;
  return TRUE;
}

RscEquicorrelation *
rsc_equicorrelation_new (RscSolution *solution,
                         RscPricer *pricer,
                         GCancellable *cancellable,
                         GError **error)
{
  g_return_val_if_fail (solution != NULL && pricer != NULL, NULL);

  RscProblem *problem = rsc_solution_get_problem (solution);
  RscTies search = { .solution = solution,
                     .pricer = pricer,
                     .problem = problem,
                     .arrangement = rsc_problem_get_arrangement (problem),
                     .gated = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED,
                     .n = rsc_problem_get_n (problem),
                     .d = rsc_problem_get_d (problem) };
  g_autofree double *r = g_new (double, search.n + 1);
  g_autofree double *bounds =
    g_new (double, 2 * rsc_arrangement_get_n_patterns (search.arrangement) + 1);
  RscEquicorrelation *result = NULL;
  double next = 0.0, used = 0.0, left = 0.0;

  search.given = is_given (search.n, search.d, rsc_pricer_get_x (pricer))
                 && is_given (search.n, 1, rsc_pricer_get_y (pricer));
  search.lengths = measure_rows (search.n, search.d, rsc_pricer_get_x (pricer));
  search.n_words = rsc_arrangement_get_n_words (search.arrangement);
  /* Few more blocks than those of the solution, mostly. */
  const guint many = (guint) MIN (2 * rsc_solution_get_n_blocks (solution) + 4, ROOM_MAX);
  search.candidates = g_array_sized_new (FALSE, FALSE, sizeof (RscTieCandidate), many);
  search.rows = g_array_sized_new (FALSE, TRUE, sizeof (guint32), many * (guint) search.d);
  search.v = g_array_sized_new (FALSE, FALSE, sizeof (double), many * (guint) search.d);
  search.groups = g_array_sized_new (FALSE, FALSE, sizeof (RscTieGroup), many);
  search.directions = g_array_sized_new (FALSE, FALSE, sizeof (RscWide), many * (guint) search.d);
  search.kinks = g_array_sized_new (FALSE, FALSE, sizeof (guint64), many * (guint) search.n_words);
  search.sides = g_array_sized_new (FALSE, FALSE, sizeof (guint64), many * (guint) search.n_words);
  search.refinement = rsc_refinement_new (solution, pricer);
  search.lambda = rsc_refinement_get_lambda (search.refinement);
  for (guint round = 0;; round++)
    {
      const RscWide *residual = rsc_refinement_get_residual (search.refinement);
      for (gsize i = 0; i < search.n; i++)
        r[i] = rsc_wide_round (residual[i]);
      if (!rsc_pricer_sweep (pricer, r, cancellable, error))
        goto out;
      const double own = rsc_refinement_get_error (search.refinement);
      search.tolerance =
        RSC_TIE_ERROR_MARGIN * (isfinite (own) ? own : MAX (measure_error (&search), DBL_EPSILON));
      search.resolved = RSC_TIE_GIVEN_MARGIN / RSC_TIE_ERROR_MARGIN * search.tolerance;
      const double rough = RSC_TIE_ROUGH_MARGIN * measure_rough (&search);
      const double reach = CLAMP (MAX (rough, search.tolerance), RSC_TOLERANCE_EQUICORRELATED, 0.5);
      next = 0.0;
      if (!find_candidates (&search, reach, bounds, cancellable, error))
        goto out;
      const gsize n_clusters = rsc_ties_find_clusters (&search, 4.0 * sqrt (2.0 * reach));
      if (!rsc_ties_find_groups (&search, n_clusters, &next, &used, &left, cancellable, error))
        goto out;
      /* Blocks above λ: the solution is not that of all blocks, and more take part. */
      if (!isfinite (own) || round >= ROUNDS_MAX || !take_in (&search))
        break;
    }
  if (!find_next (&search, bounds, &next, cancellable, error))
    goto out;
  result = collect (&search);
  result->next = next;
  result->tolerance = used;
  result->error = MAX (left, search.tolerance / RSC_TIE_ERROR_MARGIN);
  result->lacking =
    left > 0.0 && rsc_refinement_get_error (search.refinement) < RSC_TOLERANCE_REFINED;
  judge_activations (&search, result);
out:
  search_clear (&search);
  return result;
}

void
rsc_equicorrelation_free (RscEquicorrelation *self)
{
  if (self == NULL)
    return;
  g_free (self->blocks);
  g_free (self->neuron_of);
  g_free (self->directions);
  g_free (self->doubtful);
  g_free (self->norms);
  g_free (self->fit);
  g_free (self);
}
