/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-optimal-set.h"

#include "core/program/rsc-pricer.h"
#include "core/numerics/rsc-tolerances.h"

#include <gsl/gsl_cblas.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The solver's own active blocks have ||v_b|| = λ up to its error; the decision allows this many
 * times that error, so a solution that is not polished does not lose its own neurons. */
#define ERROR_MARGIN 10.0
/* Largest relative distance from λ that may still be called equal, however rough the solution. */
#define TOLERANCE_MAX 1e-3
/* Blocks of less than this share of the penalty say nothing about the solver's error. */
#define BLOCK_NEGLIGIBLE 1e-7
/* |x^T u| below this times ||x|| is on the kink: projections are accurate to some 1e-14. */
#define KINK 1e-9
/* remove_shadows(): how near its true direction a shadow is at most, how much of θ² it must be short
 * of (exactly 1/2 of it), and how much counts as rounding. */
#define SHADOW_REACH 3e-5
#define SHADOW_SHARE 0.25
#define SHADOW_NOISE 3e-15
/* Sorting keys are cut to this grid, shifted off round numbers, so that rounding cannot reorder. */
#define SORT_GRID 1e6
#define SORT_SHIFT 0.3719
/* A spread of fits whose square is below the square of this times the tolerance is not bounded more
 * closely. */
#define SPREAD_NEGLIGIBLE 0.05
/* A norm below this times the largest that the neuron can have says nothing about a direction. */
#define NORM_NEGLIGIBLE 1e-6
/* Vertices that look for their nearest at a time. */
#define PAIRS_CHUNK ((gsize) 256)
/* Points of the envelope handled at a time, and between two looks at the cancellable. */
#define ENVELOPE_CHUNK 256

/* What a set between two others is made of. */
typedef struct
{
  RscOptimalSet *above;
  RscOptimalSet *below;
  double share;
  gsize *in_above; /* n_neurons: the neuron of @above, or G_MAXSIZE */
  gsize *in_below;
  double *gain;     /* n_neurons: a = gain ((1 - share) a_above + share a_below) */
  double *interior; /* n_neurons */
} Between;

/* The last random point: frames of a path ask the same two sets again and again. */
typedef struct
{
  GMutex lock;
  gboolean known;
  guint64 seed;
  double *a;
} Memo;

struct _RscOptimalSet
{
  gatomicrefcount ref_count;
  RscSolution *solution;
  RscPolytope *polytope; /* or NULL and: */
  Between *between;
  Memo *memo; /* of a set with a polytope */
  gsize d;
  gsize n_equicorrelated;
  double next_correlation;
  gsize n_neurons;
  RscNeuron *neurons;
  GPtrArray *vertices;
  gboolean complete;
  gsize narrowest_width;
  gboolean narrowest_proved;
  double *narrowest;
  double *min_norm;
  double *solver_point;
};

/* An equicorrelated block and its direction. */
typedef struct
{
  gsize block;
  double key;
  const double *u;
} Entry;

typedef struct
{
  double gain;
  double least;
  double most;
} Item;

typedef struct
{
  const RscNeuron *neuron;
  gsize index;
  gboolean in_support;
  double width;
  gsize d;
} Rank;

/* ---- blocks -------------------------------------------------------------------------------- */

/* How far the solver's own blocks are from ||v_b|| = λ: the error of its dual point. */
static double
measure_tolerance (RscSolution *solution, RscPricer *pricer, double lambda)
{
  gsize d = rsc_problem_get_d (rsc_solution_get_problem (solution));
  double worst = 0.0;
  g_autofree double *v = g_new (double, d);

  for (gsize k = 0; k < rsc_solution_get_n_blocks (solution); k++)
    {
      double share = cblas_dnrm2 ((int) d, rsc_solution_get_w (solution, k), 1)
                     / rsc_solution_get_penalty (solution);
      if (share < BLOCK_NEGLIGIBLE)
        continue;
      double norm =
        rsc_pricer_project_again (pricer, rsc_solution_get_block (solution, k), 0.0, v, NULL, NULL);
      worst = MAX (worst, fabs (norm / lambda - 1.0));
    }
  return CLAMP (ERROR_MARGIN * worst, RSC_TOLERANCE_EQUICORRELATED, TOLERANCE_MAX);
}

/* Where a direction is close to a data point's hyperplane, the block beyond it has its v_b on the shared
 * wall, off by an angle θ and shorter by exactly θ²/2: within tolerance for θ < 1e-5, but not
 * equicorrelated. Such blocks are taken out; *@next as in find_equicorrelated(). */
static void
remove_shadows (const RscProblem *problem,
                GArray *blocks,
                GArray *directions,
                GArray *norms,
                double lambda,
                double *next)
{
  const gsize d = rsc_problem_get_d (problem), count = blocks->len;
  const double *norm = (const double *) (void *) norms->data;
  gsize *block = (gsize *) (void *) blocks->data;
  double *direction = (double *) (void *) directions->data;
  g_autofree gboolean *shadow = g_new0 (gboolean, count + 1);
  double longest = 0.0;
  gsize kept = 0;

  if (rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED)
    return;
  for (gsize i = 0; i < count; i++)
    longest = MAX (longest, norm[i]);
  for (gsize i = 0; i < count; i++)
    {
      if (!(norm[i] < longest * (1.0 - SHADOW_NOISE)))
        continue;
      for (gsize j = 0; j < count && !shadow[i]; j++)
        {
          double square = 0.0;

          if (!(norm[j] > norm[i]) || RSC_BLOCK_SIGN (block[i]) != RSC_BLOCK_SIGN (block[j]))
            continue;
          for (gsize k = 0; k < d; k++)
            {
              const double e = direction[i * d + k] - direction[j * d + k];

              square += e * e;
            }
          shadow[i] = square < SHADOW_REACH * SHADOW_REACH
                      && 1.0 - norm[i] / norm[j] > SHADOW_SHARE * square
                      && 1.0 - norm[i] / norm[j] > SHADOW_NOISE;
        }
    }
  for (gsize i = 0; i < count; i++)
    {
      if (shadow[i])
        {
          *next = MAX (*next, norm[i] / lambda);
          continue;
        }
      block[kept] = block[i];
      memmove (direction + kept * d, direction + i * d, d * sizeof (double));
      kept++;
    }
  g_array_set_size (blocks, (guint) kept);
  g_array_set_size (directions, (guint) (kept * d));
}

/* The blocks whose upper bound reaches λ are projected first, then the largest bound of the rest, and
 * then only what may lie above the best of those. @blocks and @directions (d each) collect the
 * equicorrelated ones in increasing order; *@next the largest ||v_b||/λ of the others. */
static gboolean
find_equicorrelated (RscSolution *solution,
                     RscPricer *given,
                     GArray *blocks,
                     GArray *directions,
                     double *next,
                     GCancellable *cancellable,
                     GError **error)
{
  RscProblem *problem = rsc_solution_get_problem (solution);
  gsize n = rsc_problem_get_n (problem);
  gsize d = rsc_problem_get_d (problem);
  gsize step = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED ? 2 : 1;
  gsize n_blocks = 2 * rsc_arrangement_get_n_patterns (rsc_problem_get_arrangement (problem));
  g_autoptr (RscPricer) own = given == NULL ? rsc_pricer_new (problem) : NULL;
  RscPricer *pricer = given != NULL ? given : own;
  int y_exponent = rsc_pricer_get_y_exponent (pricer);
  double lambda =
    ldexp (rsc_solution_get_lambda (solution), -(rsc_pricer_get_x_exponent (pricer) + y_exponent));
  g_autofree double *r = g_new (double, n);
  g_autofree double *v = g_new (double, d);
  g_autofree double *bounds = g_new (double, n_blocks + 1);
  g_autoptr (GArray) norms = g_array_new (FALSE, FALSE, sizeof (double));
  gsize first = G_MAXSIZE;
  double largest = 0.0;

  for (gsize i = 0; i < n; i++)
    r[i] = ldexp (rsc_solution_get_dual (solution)[i], -y_exponent);
  if (!rsc_pricer_sweep (pricer, r, cancellable, error))
    return FALSE;
  const double threshold = (1.0 - measure_tolerance (solution, pricer, lambda)) * lambda;
  *next = 0.0;
  for (gsize block = 0; block < n_blocks; block += step)
    {
      if (block % 2048 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      bounds[block] = rsc_pricer_get_bound (pricer, block);
      if (bounds[block] >= threshold)
        {
          double norm = rsc_pricer_project_again (pricer, block, threshold, v, NULL, NULL);

          bounds[block] = norm;
          if (norm >= threshold)
            {
              cblas_dscal ((int) d, 1.0 / norm, v, 1);
              g_array_append_val (blocks, block);
              g_array_append_vals (directions, v, (guint) d);
              g_array_append_val (norms, norm);
              bounds[block] = 0.0;
            }
        }
      if (bounds[block] > largest)
        {
          largest = bounds[block];
          first = block;
        }
    }
  if (first != G_MAXSIZE)
    *next = rsc_pricer_project_again (pricer, first, 0.0, v, NULL, NULL) / lambda;
  for (gsize block = 0; block < n_blocks; block += step)
    {
      if (block % 2048 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (block == first || bounds[block] <= *next * lambda)
        continue;
      double norm = rsc_pricer_project_again (pricer, block, *next * lambda, v, NULL, NULL);
      *next = MAX (*next, norm / lambda);
    }
  remove_shadows (problem, blocks, directions, norms, lambda, next);
  return TRUE;
}

/* ---- merging ------------------------------------------------------------------------------- */

static int
compare_entries (const void *one, const void *two)
{
  const Entry *a = one;
  const Entry *b = two;

  if (a->key != b->key)
    return a->key < b->key ? -1 : 1;
  return a->block < b->block ? -1 : a->block > b->block;
}

/* Groups blocks of equal sign and direction: neuron_of[i] is the group of block i, groups numbered
 * by their first block. With gates every block is a neuron of its own: where gates differ, so do
 * the functions off the training points. Returns the number of groups. */
static gsize
merge_blocks (const RscProblem *problem,
              gsize count,
              const gsize *blocks,
              const double *directions,
              gsize *neuron_of)
{
  gsize d = rsc_problem_get_d (problem);
  gsize n_groups = 0;

  if (rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED)
    {
      for (gsize i = 0; i < count; i++)
        neuron_of[i] = i;
      return count;
    }
  /* Equal directions have equal keys up to rounding, and a generic key tells most others apart: so
   * only neighbours in the sorted order are compared. */
  g_autofree Entry *entries = g_new (Entry, count + 1);
  g_autofree gsize *leader = g_new (gsize, count + 1);
  double key_scale = 0.0;
  for (gsize k = 0; k < d; k++)
    key_scale = MAX (key_scale, fabs (cos (1.0 + 1.7 * (double) k)));
  key_scale *= sqrt ((double) d);
  for (gsize i = 0; i < count; i++)
    {
      entries[i] = (Entry){ i, 0.0, directions + i * d };
      for (gsize k = 0; k < d; k++)
        entries[i].key += cos (1.0 + 1.7 * (double) k) * entries[i].u[k];
      leader[i] = i;
    }
  qsort (entries, count, sizeof (Entry), compare_entries);
  g_autofree gsize *window = g_new (gsize, count + 1); /* positions of leaders near the sweep */
  gsize n_window = 0;
  for (gsize i = 0; i < count; i++)
    {
      gsize kept = 0;
      gboolean merged = FALSE;
      for (gsize p = 0; p < n_window; p++)
        {
          const Entry *other = &entries[window[p]];
          if (entries[i].key - other->key > 2.0 * key_scale * RSC_TOLERANCE_MERGE)
            continue;
          window[kept++] = window[p];
          if (merged
              || RSC_BLOCK_SIGN (blocks[entries[i].block]) != RSC_BLOCK_SIGN (blocks[other->block]))
            continue;
          double distance = 0.0;
          for (gsize k = 0; k < d; k++)
            distance = hypot (distance, entries[i].u[k] - other->u[k]);
          if (distance <= RSC_TOLERANCE_MERGE)
            {
              leader[entries[i].block] = other->block;
              merged = TRUE;
            }
        }
      n_window = kept;
      if (!merged)
        window[n_window++] = i;
    }
  /* Number the groups by their first block, whatever the sweep met first. */
  g_autofree gsize *number = g_new (gsize, count + 1);
  for (gsize i = 0; i < count; i++)
    number[i] = G_MAXSIZE;
  for (gsize i = 0; i < count; i++)
    {
      if (number[leader[i]] == G_MAXSIZE)
        number[leader[i]] = n_groups++;
      neuron_of[i] = number[leader[i]];
    }
  return n_groups;
}

static gboolean
is_on_kink (gsize d, const double *x, const double *direction, double *value)
{
  *value = cblas_ddot ((int) d, x, 1, direction, 1);
  return fabs (*value) <= KINK * cblas_dnrm2 ((int) d, x, 1);
}

static gsize
count_on_kink (const RscProblem *problem, const double *direction)
{
  const gsize d = rsc_problem_get_d (problem);
  gsize count = 0;
  double value;

  for (gsize i = 0; i < rsc_problem_get_n (problem); i++)
    count += is_on_kink (d, rsc_problem_get_x (problem) + i * d, direction, &value);
  return count;
}

/* Whether the block with direction @other says more exactly than the one with @direction where their
 * neuron is. Where a neuron comes near a data point, the block on the other side of it projects on the
 * wall between them: that is off, and so little that it does not show in the length. */
static gboolean
is_better_direction (const RscProblem *problem, const double *direction, const double *other)
{
  double distance = 0.0;

  for (gsize k = 0; k < rsc_problem_get_d (problem); k++)
    distance = hypot (distance, direction[k] - other[k]);
  return distance > KINK && count_on_kink (problem, other) < count_on_kink (problem, direction);
}

/* From the direction and the pattern. */
static void
fill_activation (const RscProblem *problem, RscNeuron *neuron)
{
  gboolean gated = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED;
  gsize n = rsc_problem_get_n (problem);
  gsize d = rsc_problem_get_d (problem);
  const double *x = rsc_problem_get_x (problem);
  const guint64 *pattern =
    rsc_arrangement_get_pattern (rsc_problem_get_arrangement (problem), neuron->pattern);

  neuron->activation = g_new0 (double, n);
  for (gsize i = 0; i < n; i++)
    {
      double value;
      gboolean on_kink = is_on_kink (d, x + i * d, neuron->direction, &value);

      if (on_kink && cblas_dnrm2 ((int) d, x + i * d, 1) > 0.0)
        neuron->boundary_rows++;
      if (gated)
        neuron->activation[i] = rsc_pattern_is_active (pattern, i) && !on_kink ? value : 0.0;
      else if (!on_kink && value > 0.0)
        neuron->activation[i] = neuron->sign * value;
    }
}

static gboolean
fill_neurons (RscOptimalSet *self,
              gsize count,
              const gsize *blocks,
              const double *directions,
              const gsize *neuron_of,
              GError **error)
{
  const RscProblem *problem = rsc_solution_get_problem (self->solution);
  RscArrangement *arrangement = rsc_problem_get_arrangement (problem);
  gboolean gated = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED;
  gsize d = self->d;
  const double *x = rsc_problem_get_x (problem);

  self->neurons = g_new0 (RscNeuron, self->n_neurons + 1);
  for (gsize i = 0; i < count; i++)
    self->neurons[neuron_of[i]].n_blocks++;
  for (gsize i = 0; i < count; i++)
    {
      RscNeuron *neuron = &self->neurons[neuron_of[i]];
      if (neuron->blocks == NULL)
        {
          neuron->blocks = g_new (gsize, neuron->n_blocks);
          neuron->n_blocks = 0;
          neuron->sign = RSC_BLOCK_SIGN (blocks[i]);
          neuron->pattern = RSC_BLOCK_PATTERN (blocks[i]);
          neuron->direction = g_memdup2 (directions + i * d, d * sizeof (double));
        }
      else if (is_better_direction (problem, neuron->direction, directions + i * d))
        {
          neuron->pattern = RSC_BLOCK_PATTERN (blocks[i]);
          memcpy (neuron->direction, directions + i * d, d * sizeof (double));
        }
      neuron->blocks[neuron->n_blocks++] = blocks[i];
    }
  for (gsize k = 0; k < self->n_neurons; k++)
    {
      RscNeuron *neuron = &self->neurons[k];
      fill_activation (problem, neuron);
      if (gated)
        {
          neuron->gate = g_new0 (double, d);
          if (!rsc_arrangement_get_gate (arrangement, x, neuron->pattern, neuron->gate, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* ---- the solver's own point ---------------------------------------------------------------- */

/* a ← a + (least-norm least squares correction of the fit on the neurons in use), if that leaves
 * every norm positive: u_b = v_b/λ and the solver's w_b/||w_b|| agree only to its accuracy. */
static void
correct_fit (const RscOptimalSet *self, const double *fit, double *a)
{
  gsize n = rsc_problem_get_n (rsc_solution_get_problem (self->solution));
  gsize t = 0;
  g_autofree gsize *used = g_new (gsize, self->n_neurons + 1);
  g_autofree double *missing = g_memdup2 (fit, n * sizeof (double));

  for (gsize k = 0; k < self->n_neurons; k++)
    if (a[k] > 0.0)
      {
        used[t++] = k;
        cblas_daxpy ((int) n, -a[k], self->neurons[k].activation, 1, missing, 1);
      }
  if (t == 0)
    return;
  /* Near 1, so that no square leaves the range of a double. */
  gsize rows = MAX (n, t);
  double scale = 0.0;
  for (gsize j = 0; j < t; j++)
    scale = MAX (scale, cblas_dnrm2 ((int) n, self->neurons[used[j]].activation, 1));
  gsl_matrix *u = gsl_matrix_calloc (rows, t);
  gsl_matrix *v = gsl_matrix_alloc (t, t);
  gsl_vector *s = gsl_vector_alloc (t);
  gsl_vector *work = gsl_vector_alloc (t);
  gsl_vector *rhs = gsl_vector_calloc (rows);
  gsl_vector *change = gsl_vector_alloc (t);
  for (gsize i = 0; i < n; i++)
    {
      gsl_vector_set (rhs, i, missing[i] / scale);
      for (gsize j = 0; j < t; j++)
        gsl_matrix_set (u, i, j, self->neurons[used[j]].activation[i] / scale);
    }
  if (gsl_linalg_SV_decomp (u, v, s, work) == 0)
    {
      for (gsize j = 0; j < t; j++)
        if (gsl_vector_get (s, j) < RSC_TOLERANCE_RANK * gsl_vector_get (s, 0))
          gsl_vector_set (s, j, 0.0);
      gsl_linalg_SV_solve (u, v, s, rhs, change);
      gboolean positive = TRUE;
      for (gsize j = 0; j < t; j++)
        positive = positive && a[used[j]] + gsl_vector_get (change, j) > 0.0;
      for (gsize j = 0; j < t && positive; j++)
        a[used[j]] += gsl_vector_get (change, j);
    }
  gsl_matrix_free (u);
  gsl_matrix_free (v);
  gsl_vector_free (s);
  gsl_vector_free (work);
  gsl_vector_free (rhs);
  gsl_vector_free (change);
}

static int
compare_sizes (const void *one, const void *two)
{
  gsize a = *(const gsize *) one;
  gsize b = *(const gsize *) two;

  return a < b ? -1 : a > b;
}

/* Norms of the solver's blocks, collected by neuron. */
static double *
collect_solver_point (const RscOptimalSet *self,
                      gsize count,
                      const gsize *blocks,
                      const gsize *neuron_of)
{
  gsize d = self->d;
  double *a = g_new0 (double, self->n_neurons + 1);

  for (gsize k = 0; k < rsc_solution_get_n_blocks (self->solution); k++)
    {
      gsize block = rsc_solution_get_block (self->solution, k);
      const double *w = rsc_solution_get_w (self->solution, k);
      double norm = cblas_dnrm2 ((int) d, w, 1);
      const gsize *found = bsearch (&block, blocks, count, sizeof (gsize), compare_sizes);
      gsize target = found == NULL ? self->n_neurons : neuron_of[found - blocks];
      double nearest = -1.0;
      /* A block that did not pass (a rough solution): the neuron that points most alike. */
      for (gsize i = 0; found == NULL && i < self->n_neurons; i++)
        {
          double alike = cblas_ddot ((int) d, w, 1, self->neurons[i].direction, 1);
          if (self->neurons[i].sign == RSC_BLOCK_SIGN (block) && alike > nearest)
            {
              nearest = alike;
              target = i;
            }
        }
      if (target < self->n_neurons)
        a[target] += norm;
    }
  correct_fit (self, rsc_solution_get_fit (self->solution), a);
  return a;
}

/* ---- order --------------------------------------------------------------------------------- */

static gint64
on_grid (double value)
{
  return (gint64) floor (value * SORT_GRID + SORT_SHIFT);
}

static int
compare_ranks (const void *one, const void *two)
{
  const Rank *a = one;
  const Rank *b = two;
  gint64 width_a = on_grid (a->width);
  gint64 width_b = on_grid (b->width);

  if (a->in_support != b->in_support)
    return a->in_support ? -1 : 1;
  if (width_a != width_b)
    return width_a > width_b ? -1 : 1;
  if (a->neuron->sign != b->neuron->sign)
    return a->neuron->sign > b->neuron->sign ? -1 : 1;
  for (gsize k = 0; k < a->d; k++)
    {
      gint64 u_a = on_grid (a->neuron->direction[k]);
      gint64 u_b = on_grid (b->neuron->direction[k]);
      if (u_a != u_b)
        return u_a < u_b ? -1 : 1;
    }
  return a->index < b->index ? -1 : a->index > b->index;
}

/* Support first, widest ranges first: neurons, polytope and the solver's point alike. */
static void
put_in_order (RscOptimalSet *self)
{
  gsize m = self->n_neurons;
  double total = 0.0;
  g_autofree Rank *ranks = g_new0 (Rank, m + 1);
  g_autofree gsize *order = g_new (gsize, m + 1);
  RscNeuron *neurons = g_new0 (RscNeuron, m + 1);
  double *point = g_new0 (double, m + 1);

  for (gsize i = 0; i < m; i++)
    total += self->solver_point[i];
  for (gsize i = 0; i < m; i++)
    {
      RscNeuron *neuron = &self->neurons[i];
      neuron->norm_min = rsc_polytope_get_minimum (self->polytope, i);
      neuron->norm_max = rsc_polytope_get_maximum (self->polytope, i);
      neuron->in_support = rsc_polytope_get_in_support (self->polytope, i);
      ranks[i] =
        (Rank){ neuron, i, neuron->in_support,
                total > 0.0 ? (neuron->norm_max - neuron->norm_min) / total : 0.0, self->d };
    }
  qsort (ranks, m, sizeof (Rank), compare_ranks);
  for (gsize i = 0; i < m; i++)
    {
      order[i] = ranks[i].index;
      neurons[i] = self->neurons[order[i]];
      point[i] = self->solver_point[order[i]];
    }
  RscPolytope *polytope = rsc_polytope_new_reordered (self->polytope, order);
  rsc_polytope_unref (self->polytope);
  self->polytope = polytope;
  g_free (self->neurons);
  self->neurons = neurons;
  g_free (self->solver_point);
  self->solver_point = point;
}

/* ---- between two sets ---------------------------------------------------------------------- */

/* A point of the set from one of each of the two. */
static void
combine (const RscOptimalSet *self, const double *above, const double *below, double *a)
{
  const Between *between = self->between;

  for (gsize i = 0; i < self->n_neurons; i++)
    {
      double sum = 0.0;
      if (between->in_above[i] != G_MAXSIZE)
        sum += (1.0 - between->share) * above[between->in_above[i]];
      if (between->in_below[i] != G_MAXSIZE)
        sum += between->share * below[between->in_below[i]];
      a[i] = between->gain[i] * sum;
    }
}

static double *
new_combined (const RscOptimalSet *self, const double *above, const double *below)
{
  double *a = g_new0 (double, self->n_neurons + 1);

  combine (self, above, below, a);
  return a;
}

/* Direction and gain of neuron @i: exact for the networks of least ||a||_2. */
static void
turn_neuron (RscOptimalSet *self, gsize i)
{
  Between *between = self->between;
  RscNeuron *neuron = &self->neurons[i];
  gsize at_above = between->in_above[i];
  gsize at_below = between->in_below[i];
  const RscNeuron *one =
    at_above == G_MAXSIZE ? NULL : rsc_optimal_set_get_neuron (between->above, at_above);
  const RscNeuron *two =
    at_below == G_MAXSIZE ? NULL : rsc_optimal_set_get_neuron (between->below, at_below);
  const RscNeuron *either = two != NULL ? two : one;
  double p = 1.0 - between->share;
  double q = between->share;

  between->gain[i] = 1.0;
  neuron->sign = either->sign;
  neuron->pattern = either->pattern;
  neuron->in_support = TRUE;
  neuron->direction = g_memdup2 (either->direction, self->d * sizeof (double));
  if (either->gate != NULL)
    neuron->gate = g_memdup2 (either->gate, self->d * sizeof (double));
  if (one == NULL || two == NULL)
    {
      neuron->n_blocks = either->n_blocks;
      neuron->blocks = g_memdup2 (either->blocks, either->n_blocks * sizeof (gsize));
      neuron->norm_min = (one == NULL ? q : p) * either->norm_min;
      neuron->norm_max = (one == NULL ? q : p) * either->norm_max;
      return;
    }
  /* Both lists of blocks are in increasing order. */
  neuron->blocks = g_new (gsize, one->n_blocks + two->n_blocks);
  for (gsize k = 0, l = 0; k < one->n_blocks || l < two->n_blocks;)
    {
      gsize next = k < one->n_blocks ? one->blocks[k] : two->blocks[l];
      if (l < two->n_blocks)
        next = MIN (next, two->blocks[l]);
      k += k < one->n_blocks && one->blocks[k] == next;
      l += l < two->n_blocks && two->blocks[l] == next;
      neuron->blocks[neuron->n_blocks++] = next;
    }
  double norm_above = rsc_optimal_set_get_min_norm (between->above)[at_above];
  double norm_below = rsc_optimal_set_get_min_norm (between->below)[at_below];
  double weight_above = p;
  double weight_below = q;
  if (norm_above > NORM_NEGLIGIBLE * one->norm_max && norm_below > NORM_NEGLIGIBLE * two->norm_max)
    {
      weight_above *= norm_above;
      weight_below *= norm_below;
    }
  cblas_dscal ((int) self->d, weight_below, neuron->direction, 1);
  cblas_daxpy ((int) self->d, weight_above, one->direction, 1, neuron->direction, 1);
  double size = cblas_dnrm2 ((int) self->d, neuron->direction, 1);
  if (size > NORM_NEGLIGIBLE * (weight_above + weight_below))
    {
      cblas_dscal ((int) self->d, 1.0 / size, neuron->direction, 1);
      between->gain[i] = MIN (size / (weight_above + weight_below), 1.0);
    }
  else
    memcpy (neuron->direction, two->direction, self->d * sizeof (double));
  neuron->norm_min = between->gain[i] * (p * one->norm_min + q * two->norm_min);
  neuron->norm_max = between->gain[i] * (p * one->norm_max + q * two->norm_max);
}

static int
compare_items (const void *one, const void *two)
{
  const Item *a = one;
  const Item *b = two;

  return a->gain > b->gain ? -1 : a->gain < b->gain;
}

/* Largest Σ gain_i δ_i with least_i <= δ_i <= most_i and Σ δ_i = 0, which δ = 0 satisfies. */
static double
fill_sack (gsize count, Item *items)
{
  double value = 0.0;
  double left = 0.0;

  for (gsize i = 0; i < count; i++)
    {
      value += items[i].gain * items[i].least;
      left -= items[i].least;
    }
  qsort (items, count, sizeof (Item), compare_items);
  for (gsize i = 0; i < count && left > 0.0; i++)
    {
      double part = MIN (left, items[i].most - items[i].least);
      value += items[i].gain * part;
      left -= part;
    }
  return value;
}

/* The same for other gains, both ways round if @both. */
static double
find_reach (gsize count, const Item *items, const double *gains, gboolean both)
{
  double value = -G_MAXDOUBLE;
  g_autofree Item *copy = g_new (Item, count + 1);

  for (double sign = 1.0; sign >= (both ? -1.0 : 1.0); sign -= 2.0)
    {
      for (gsize i = 0; i < count; i++)
        copy[i] = (Item){ sign * gains[i], items[i].least, items[i].most };
      value = MAX (value, fill_sack (count, copy));
    }
  return value;
}

/* For a_ref of least norm: the largest Σ gain_i (a - a_ref)_i and ||Σ e_i (a - a_ref)_i|| over @set. Both
 * are convex in a, so largest at vertices. @e: count × n, @which: count neurons of @set. */
static void
bound_by_vertices (const RscOptimalSet *set,
                   gsize n,
                   gsize count,
                   const double *e,
                   const Item *items,
                   const gsize *which,
                   double *linear,
                   double *spread)
{
  gsize n_vertices = set->vertices->len;
  g_autofree double *from = g_new (double, n_vertices *count + 1);
  g_autofree double *moved = g_new (double, n_vertices *n + 1);

  *linear = -G_MAXDOUBLE;
  *spread = 0.0;
  for (gsize v = 0; v < n_vertices; v++)
    {
      const double *a = g_ptr_array_index (set->vertices, v);
      double sum = 0.0;
      for (gsize i = 0; i < count; i++)
        {
          from[v * count + i] = a[which[i]] - set->min_norm[which[i]];
          sum += items[i].gain * from[v * count + i];
        }
      *linear = MAX (*linear, sum);
    }
  cblas_dgemm (CblasRowMajor, CblasNoTrans, CblasNoTrans, (int) n_vertices, (int) n, (int) count,
               1.0, from, (int) MAX (count, 1), e, (int) n, 0.0, moved, (int) n);
  for (gsize v = 0; v < n_vertices; v++)
    *spread = MAX (*spread, cblas_dnrm2 ((int) n, moved + v * n, 1));
}

/* Bounds on the same where the vertices are not all known. a - a_ref = B z with the basis B of the set's
 * directions. Along each singular direction w_j of E^T B the reach of w_j^T z = (B w_j)^T (a - a_ref) is
 * bounded by the ranges and the constant sum of the norms, and by the diagonal of the ranges. A spread
 * below @negligible is not looked at more closely. */
static void
bound_by_basis (const RscOptimalSet *set,
                gsize n,
                gsize count,
                const double *e,
                const Item *items,
                const gsize *which,
                double negligible,
                double *linear,
                double *spread)
{
  gsize k = rsc_polytope_get_dimension (set->polytope);
  gsize rows = MAX (n, k);
  gsize columns = MIN (n, k);
  double diagonal = 0.0;
  g_autofree double *basis = g_new0 (double, count *k + 1);
  g_autofree double *product = g_new0 (double, n *k + 1);
  g_autofree double *gains = g_new0 (double, count + 1);
  g_autofree double *z = g_new0 (double, k + 1);

  *linear = *spread = 0.0;
  if (k == 0 || count == 0)
    return;
  for (gsize i = 0; i < count; i++)
    {
      diagonal = hypot (diagonal, MAX (items[i].most, -items[i].least));
      gains[i] = items[i].gain;
      memcpy (basis + i * k, rsc_polytope_get_basis (set->polytope) + which[i] * k,
              k * sizeof (double));
    }
  /* Only the part of the gains within the set's directions counts. */
  *linear = find_reach (count, items, gains, FALSE);
  cblas_dgemv (CblasRowMajor, CblasTrans, (int) count, (int) k, 1.0, basis, (int) k, gains, 1, 0.0,
               z, 1);
  cblas_dgemv (CblasRowMajor, CblasNoTrans, (int) count, (int) k, 1.0, basis, (int) k, z, 1, 0.0,
               gains, 1);
  *linear = MIN (*linear, find_reach (count, items, gains, FALSE));

  cblas_dgemm (CblasRowMajor, CblasTrans, CblasNoTrans, (int) n, (int) k, (int) count, 1.0, e,
               (int) n, basis, (int) k, 0.0, product, (int) k);
  *spread = diagonal * cblas_dnrm2 ((int) (n * k), product, 1);
  if (*spread <= negligible)
    return;
  gsl_matrix *u = gsl_matrix_alloc (rows, columns);
  gsl_matrix *v = gsl_matrix_alloc (columns, columns);
  gsl_vector *s = gsl_vector_alloc (columns);
  gsl_vector *work = gsl_vector_alloc (columns);
  for (gsize i = 0; i < rows; i++)
    for (gsize j = 0; j < columns; j++)
      gsl_matrix_set (u, i, j, n >= k ? product[i * k + j] : product[j * k + i]);
  if (gsl_linalg_SV_decomp (u, v, s, work) == 0)
    {
      double bound = 0.0;
      for (gsize j = 0; j < columns; j++)
        {
          for (gsize i = 0; i < k; i++)
            z[i] = n >= k ? gsl_matrix_get (v, i, j) : gsl_matrix_get (u, i, j);
          cblas_dgemv (CblasRowMajor, CblasNoTrans, (int) count, (int) k, 1.0, basis, (int) k, z, 1,
                       0.0, gains, 1);
          double reach = MIN (diagonal, find_reach (count, items, gains, TRUE));
          bound = hypot (bound, gsl_vector_get (s, j) * reach);
        }
      *spread = MIN (*spread, bound);
    }
  gsl_matrix_free (u);
  gsl_matrix_free (v);
  gsl_vector_free (s);
  gsl_vector_free (work);
}

/* What joint directions do to networks of one of the two sets: with E_i = gain_i (joint activation) -
 * (its own activation) the fit changes by e = Σ a_i E_i. *@linear: the largest -r^T e + λ Σ (gain_i -
 * 1) a_i over the set, *@spread: a bound on ||e - e_ref||, e_ref (added to @change) that of the network
 * of least norm. */
static void
bound_change (const RscOptimalSet *self,
              const RscOptimalSet *set,
              const gsize *in_set,
              double share,
              const RscSolution *solution,
              double *change,
              double *linear,
              double *spread)
{
  gsize n = rsc_problem_get_n (rsc_solution_get_problem (set->solution));
  const double *residual = rsc_solution_get_residual (solution);
  double lambda = rsc_solution_get_lambda (solution);
  double negligible =
    SPREAD_NEGLIGIBLE
    * sqrt (2.0 * rsc_solution_get_tolerance (solution) * rsc_solution_get_objective (solution));
  gsize count = 0;
  double at_ref = 0.0;
  g_autofree Item *items = g_new0 (Item, self->n_neurons + 1);
  g_autofree gsize *which = g_new (gsize, self->n_neurons + 1);
  g_autofree double *moved = g_new0 (double, self->n_neurons *n + 1);

  for (gsize i = 0; i < self->n_neurons; i++)
    {
      if (in_set[i] == G_MAXSIZE)
        continue;
      const RscNeuron *own = rsc_optimal_set_get_neuron (set, in_set[i]);
      double norm = set->min_norm[in_set[i]];
      double gain = self->between->gain[i];
      double *e = moved + count * n;
      for (gsize k = 0; k < n; k++)
        e[k] = gain * self->neurons[i].activation[k] - own->activation[k];
      items[count] = (Item){ -cblas_ddot ((int) n, residual, 1, e, 1) + lambda * (gain - 1.0),
                             MIN (own->norm_min - norm, 0.0), MAX (own->norm_max - norm, 0.0) };
      at_ref += items[count].gain * norm;
      cblas_daxpy ((int) n, share * norm, e, 1, change, 1);
      which[count++] = in_set[i];
    }
  if (set->complete && set->vertices->len > 0)
    bound_by_vertices (set, n, count, moved, items, which, linear, spread);
  else
    bound_by_basis (set, n, count, moved, items, which, negligible, linear, spread);
  *linear += at_ref;
}

/* How far the objective of any network of the set can be above that of @solution. */
static double
bound_excess (const RscOptimalSet *self, const RscSolution *solution)
{
  const Between *between = self->between;
  gsize n = rsc_problem_get_n (rsc_solution_get_problem (solution));
  double lambda = rsc_solution_get_lambda (solution);
  double p = 1.0 - between->share;
  double q = between->share;
  double linear_above, linear_below, spread_above, spread_below;
  g_autofree double *change = g_new0 (double, n);

  bound_change (self, between->above, between->in_above, p, solution, change, &linear_above,
                &spread_above);
  bound_change (self, between->below, between->in_below, q, solution, change, &linear_below,
                &spread_below);
  double size = cblas_dnrm2 ((int) n, change, 1) + p * spread_above + q * spread_below;
  /* In the solution blocks that both have are one vector, shorter than the sum of its parts. */
  double shorter = p * rsc_solution_get_penalty (between->above->solution)
                   + q * rsc_solution_get_penalty (between->below->solution)
                   - rsc_solution_get_penalty (solution);
  double excess = lambda * shorter + p * linear_above + q * linear_below + 0.5 * size * size;
  return MAX (excess, 0.0);
}

/* The vertices of one of the two sets in the order of the neurons, and which neurons each uses. */
static double *
spread_vertices (const RscOptimalSet *self,
                 const RscOptimalSet *set,
                 const gsize *in_set,
                 GHashTable *by_support,
                 GPtrArray *supports)
{
  gsize m = self->n_neurons;
  double *rows = g_new0 (double, set->vertices->len *m + 1);

  for (guint v = 0; v < set->vertices->len; v++)
    {
      const double *a = g_ptr_array_index (set->vertices, v);
      g_autofree guint8 *used = g_new0 (guint8, m + 1);
      for (gsize i = 0; i < m; i++)
        if (in_set[i] != G_MAXSIZE)
          {
            rows[v * m + i] = a[in_set[i]];
            used[i] = a[in_set[i]] > 0.0;
          }
      GBytes *bytes = g_bytes_new_take (g_steal_pointer (&used), m);
      g_ptr_array_add (supports, bytes);
      g_hash_table_insert (by_support, bytes, GSIZE_TO_POINTER (v + 1));
    }
  return rows;
}

/* For each of the @count rows @wanted of @rows (m values each) the nearest row of @others. */
static void
find_nearest_rows (gsize m,
                   gsize count,
                   const gsize *wanted,
                   const double *rows,
                   gsize n_others,
                   const double *others,
                   gsize *nearest)
{
  g_autofree double *asked = g_new0 (double, PAIRS_CHUNK *m + 1);
  g_autofree double *products = g_new0 (double, PAIRS_CHUNK *n_others);
  g_autofree double *squares = g_new0 (double, n_others);

  for (gsize v = 0; v < n_others; v++)
    squares[v] = cblas_ddot ((int) m, others + v * m, 1, others + v * m, 1);
  for (gsize first = 0; first < count; first += PAIRS_CHUNK)
    {
      gsize size = MIN (PAIRS_CHUNK, count - first);
      for (gsize k = 0; k < size; k++)
        memcpy (asked + k * m, rows + wanted[first + k] * m, m * sizeof (double));
      cblas_dgemm (CblasRowMajor, CblasNoTrans, CblasTrans, (int) size, (int) n_others, (int) m,
                   -2.0, asked, (int) MAX (m, 1), others, (int) MAX (m, 1), 0.0, products,
                   (int) n_others);
      for (gsize k = 0; k < size; k++)
        {
          double least = G_MAXDOUBLE;
          for (gsize v = 0; v < n_others; v++)
            if (squares[v] + products[k * n_others + v] < least)
              {
                least = squares[v] + products[k * n_others + v];
                nearest[first + k] = v;
              }
        }
    }
}

static gboolean
is_vertex (const RscOptimalSet *set, gsize v, const double *a)
{
  return memcmp (g_ptr_array_index (set->vertices, v), a, set->n_neurons * sizeof (double)) == 0;
}

static void
add_pair (RscOptimalSet *self, gsize above, gsize below)
{
  g_ptr_array_add (self->vertices,
                   new_combined (self, g_ptr_array_index (self->between->above->vertices, above),
                                 g_ptr_array_index (self->between->below->vertices, below)));
}

/* Each vertex goes to the one of the same neurons; what has none grows out of, or ends in, the
 * nearest. In the order of the set below. *@narrowest: the pair of the narrowest vertex above, or
 * G_MAXSIZE. */
static void
pair_vertices (RscOptimalSet *self, gsize *narrowest)
{
  const Between *between = self->between;
  gsize m = self->n_neurons;
  gsize n_above = between->above->vertices->len;
  gsize n_below = between->below->vertices->len;
  g_autoptr (GHashTable) index_above = g_hash_table_new (g_bytes_hash, g_bytes_equal);
  g_autoptr (GHashTable) index_below = g_hash_table_new (g_bytes_hash, g_bytes_equal);
  g_autoptr (GPtrArray) supports_above =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GPtrArray) supports_below =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autofree double *rows_above =
    spread_vertices (self, between->above, between->in_above, index_above, supports_above);
  g_autofree double *rows_below =
    spread_vertices (self, between->below, between->in_below, index_below, supports_below);
  const double *narrow = between->above->narrowest;

  self->vertices = g_ptr_array_new_with_free_func (g_free);
  *narrowest = G_MAXSIZE;
  if (n_above == 0 || n_below == 0)
    return;
  /* partner[v]: of vertex v below, and after these of vertex v above unless it has been taken. */
  g_autofree gsize *partner = g_new (gsize, n_below + n_above);
  g_autofree gsize *alone = g_new (gsize, MAX (n_below, n_above));
  g_autofree gsize *nearest = g_new0 (gsize, MAX (n_below, n_above));
  for (int side = 0; side < 2; side++)
    {
      GPtrArray *supports = side == 0 ? supports_below : supports_above;
      GHashTable *index = side == 0 ? index_above : index_below;
      gsize *here = partner + (side == 0 ? 0 : n_below);
      gsize n_alone = 0;

      for (guint v = 0; v < supports->len; v++)
        {
          gpointer found = g_hash_table_lookup (index, g_ptr_array_index (supports, v));
          here[v] = found != NULL && side == 0 ? GPOINTER_TO_SIZE (found) - 1 : G_MAXSIZE;
          if (found == NULL)
            alone[n_alone++] = v;
        }
      if (side == 0)
        find_nearest_rows (m, n_alone, alone, rows_below, n_above, rows_above, nearest);
      else
        find_nearest_rows (m, n_alone, alone, rows_above, n_below, rows_below, nearest);
      for (gsize k = 0; k < n_alone; k++)
        here[alone[k]] = nearest[k];
    }
  for (gsize v = 0; v < n_below; v++)
    {
      if (*narrowest == G_MAXSIZE && is_vertex (between->above, partner[v], narrow))
        *narrowest = self->vertices->len;
      add_pair (self, partner[v], v);
    }
  for (gsize v = 0; v < n_above; v++)
    if (partner[n_below + v] != G_MAXSIZE)
      {
        if (*narrowest == G_MAXSIZE && is_vertex (between->above, v, narrow))
          *narrowest = self->vertices->len;
        add_pair (self, v, partner[n_below + v]);
      }
}

/* min cost^T a for many costs, as rsc_polytope_minimise_many(). */
static gboolean
minimise_many (const RscOptimalSet *self,
               gsize n_costs,
               const double *costs,
               double *minima,
               double *points,
               GCancellable *cancellable,
               GError **error)
{
  const Between *between = self->between;
  gsize m = self->n_neurons;

  if (between == NULL)
    return rsc_polytope_minimise_many (self->polytope, n_costs, costs, minima, points, cancellable,
                                       error);
  gsize n_above = between->above->n_neurons;
  gsize n_below = between->below->n_neurons;
  g_autofree double *costs_above = g_new0 (double, n_costs *n_above + 1);
  g_autofree double *costs_below = g_new0 (double, n_costs *n_below + 1);
  g_autofree double *points_above = g_new0 (double, n_costs *n_above + 1);
  g_autofree double *points_below = g_new0 (double, n_costs *n_below + 1);
  g_autofree double *a = g_new0 (double, m + 1);
  for (gsize c = 0; c < n_costs; c++)
    for (gsize i = 0; i < m; i++)
      {
        double cost = between->gain[i] * costs[c * m + i];
        if (between->in_above[i] != G_MAXSIZE)
          costs_above[c * n_above + between->in_above[i]] = cost;
        if (between->in_below[i] != G_MAXSIZE)
          costs_below[c * n_below + between->in_below[i]] = cost;
      }
  if (!minimise_many (between->above, n_costs, costs_above, NULL, points_above, cancellable, error)
      || !minimise_many (between->below, n_costs, costs_below, NULL, points_below, cancellable,
                         error))
    return FALSE;
  for (gsize c = 0; c < n_costs; c++)
    {
      combine (self, points_above + c * n_above, points_below + c * n_below, a);
      if (minima != NULL)
        minima[c] = cblas_ddot ((int) m, costs + c * m, 1, a, 1);
      if (points != NULL)
        memcpy (points + c * m, a, m * sizeof (double));
    }
  return TRUE;
}

/* What to wish for in one of the two so that the combination is near @values. A neuron of one alone
 * must be as much larger there as it counts less. */
static double *
dup_wish (const RscOptimalSet *self, gboolean above, const double *values)
{
  const Between *between = self->between;
  const RscOptimalSet *set = above ? between->above : between->below;
  const gsize *here = above ? between->in_above : between->in_below;
  const gsize *there = above ? between->in_below : between->in_above;
  double share = above ? 1.0 - between->share : between->share;
  double *wish = g_new0 (double, set->n_neurons + 1);

  for (gsize i = 0; i < self->n_neurons; i++)
    if (here[i] != G_MAXSIZE)
      {
        double value = values[i] / between->gain[i];
        if (there[i] == G_MAXSIZE)
          value = MIN (value / share, MAX (value, set->neurons[here[i]].norm_max));
        wish[here[i]] = value;
      }
  return wish;
}

/* ---- public -------------------------------------------------------------------------------- */

void
rsc_optimal_set_settings_init (RscOptimalSetSettings *settings)
{
  g_return_if_fail (settings != NULL);
  settings->max_vertices = RSC_VERTICES_MAX;
  settings->max_nodes = RSC_SEARCH_NODES_MAX;
  settings->support_only = FALSE;
}

void
rsc_optimal_set_settings_init_quick (RscOptimalSetSettings *settings)
{
  g_return_if_fail (settings != NULL);
  settings->max_vertices = RSC_VERTICES_QUICK;
  settings->max_nodes = 0;
  settings->support_only = FALSE;
}

RscOptimalSet *
rsc_optimal_set_new (RscSolution *solution,
                     const RscOptimalSetSettings *settings,
                     RscProgressFunc progress,
                     gpointer progress_data,
                     GCancellable *cancellable,
                     GError **error)
{
  return rsc_optimal_set_new_priced (solution, NULL, settings, progress, progress_data, cancellable,
                                     error);
}

RscOptimalSet *
rsc_optimal_set_new_priced (RscSolution *solution,
                            RscPricer *pricer,
                            const RscOptimalSetSettings *settings,
                            RscProgressFunc progress,
                            gpointer progress_data,
                            GCancellable *cancellable,
                            GError **error)
{
  RscOptimalSetSettings defaults;
  g_autoptr (GArray) blocks = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr (GArray) directions = g_array_new (FALSE, FALSE, sizeof (double));

  g_return_val_if_fail (solution != NULL, NULL);
  rsc_optimal_set_settings_init (&defaults);
  if (settings == NULL)
    settings = &defaults;
  const RscProblem *problem = rsc_solution_get_problem (solution);
  gsize n = rsc_problem_get_n (problem);
  double gap = rsc_solution_get_relative_gap (solution);
  g_autoptr (RscOptimalSet) self = g_new0 (RscOptimalSet, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->solution = rsc_solution_ref (solution);
  self->d = rsc_problem_get_d (problem);

  if (progress != NULL)
    progress (0.0, gap, progress_data);
  if (!find_equicorrelated (solution, pricer, blocks, directions, &self->next_correlation,
                            cancellable, error))
    return NULL;
  const gsize *block = (const gsize *) (void *) blocks->data;
  const double *direction = (const double *) (void *) directions->data;
  g_autofree gsize *neuron_of = g_new0 (gsize, blocks->len + 1);
  self->n_equicorrelated = blocks->len;
  self->n_neurons = merge_blocks (problem, blocks->len, block, direction, neuron_of);
  if (!fill_neurons (self, blocks->len, block, direction, neuron_of, error))
    return NULL;
  self->solver_point = collect_solver_point (self, blocks->len, block, neuron_of);

  gsize m = self->n_neurons;
  g_autofree double *c = g_new0 (double, n *m + 1);
  for (gsize k = 0; k < m; k++)
    cblas_dcopy ((int) n, self->neurons[k].activation, 1, c + k, (int) m);
  if (progress != NULL)
    progress (0.2, gap, progress_data);
  self->polytope =
    settings->support_only
      ? rsc_polytope_new_support_only (n, m, c, self->solver_point, cancellable, error)
      : rsc_polytope_new (n, m, c, self->solver_point, cancellable, error);
  if (self->polytope == NULL)
    return NULL;
  put_in_order (self);
  self->memo = g_new0 (Memo, 1);
  g_mutex_init (&self->memo->lock);
  self->memo->a = g_new0 (double, m + 1);

  if (progress != NULL)
    progress (0.5, gap, progress_data);
  self->vertices =
    rsc_polytope_list_vertices (self->polytope, settings->support_only ? 1 : settings->max_vertices,
                                &self->complete, cancellable, error);
  if (self->vertices == NULL)
    return NULL;
  if (progress != NULL)
    progress (0.8, gap, progress_data);
  self->narrowest = g_new0 (double, m + 1);
  self->min_norm = g_new0 (double, m + 1);
  if (settings->support_only && rsc_polytope_get_dimension (self->polytope) > 0
      && self->vertices->len > 0)
    {
      memcpy (self->narrowest, g_ptr_array_index (self->vertices, 0), m * sizeof (double));
      self->narrowest_width = rsc_optimal_set_count_width (self, self->narrowest);
      memcpy (self->min_norm, rsc_optimal_set_get_interior (self), m * sizeof (double));
      return g_steal_pointer (&self);
    }
  GError *trouble = NULL;
  self->narrowest_width = rsc_polytope_find_narrowest (
    self->polytope, self->vertices, self->complete, settings->max_nodes, self->narrowest,
    &self->narrowest_proved, cancellable, &trouble);
  if (trouble != NULL)
    {
      g_propagate_error (error, trouble);
      return NULL;
    }
  /* What is proved of the set around a rough solution is not proved of the optimal one. */
  if (rsc_solution_get_status (solution) != RSC_SOLUTION_CONVERGED)
    self->narrowest_proved = FALSE;
  g_autofree double *zeros = g_new0 (double, m + 1);
  g_autofree double *ones = g_new0 (double, m + 1);
  for (gsize i = 0; i < m; i++)
    ones[i] = 1.0;
  rsc_polytope_project_point (self->polytope, zeros, ones, NULL, self->min_norm);
  if (progress != NULL)
    progress (1.0, gap, progress_data);
  return g_steal_pointer (&self);
}

RscOptimalSet *
rsc_optimal_set_new_between (RscOptimalSet *above,
                             const gsize *ids_above,
                             RscOptimalSet *below,
                             const gsize *ids_below,
                             double lambda,
                             double tolerance,
                             gsize *ids)
{
  g_return_val_if_fail (above != NULL && above->polytope != NULL, NULL);
  g_return_val_if_fail (below != NULL && below->polytope != NULL, NULL);

  const RscProblem *problem = rsc_solution_get_problem (above->solution);
  gsize n_above = rsc_optimal_set_get_n_support (above);
  gsize n_below = rsc_optimal_set_get_n_support (below);
  double lambda_above = rsc_solution_get_lambda (above->solution);
  double lambda_below = rsc_solution_get_lambda (below->solution);
  g_autoptr (RscSolution) solution =
    rsc_solution_new_between (above->solution, below->solution, lambda, tolerance, 0.0);
  g_return_val_if_fail (solution != NULL, NULL);
  RscOptimalSet *self = g_new0 (RscOptimalSet, 1);
  Between *between = g_new0 (Between, 1);
  gsize narrow = G_MAXSIZE;

  g_atomic_ref_count_init (&self->ref_count);
  self->d = rsc_problem_get_d (problem);
  self->between = between;
  between->above = rsc_optimal_set_ref (above);
  between->below = rsc_optimal_set_ref (below);
  between->share = (lambda_above - lambda) / (lambda_above - lambda_below);
  between->in_above = g_new (gsize, n_above + n_below + 1);
  between->in_below = g_new (gsize, n_above + n_below + 1);
  between->gain = g_new0 (double, n_above + n_below + 1);
  for (gsize k = 0; k < n_below; k++)
    {
      between->in_below[k] = k;
      between->in_above[k] = G_MAXSIZE;
      ids[k] = ids_below[k];
    }
  self->n_neurons = n_below;
  for (gsize k = 0; k < n_above; k++)
    {
      gsize at = 0;
      while (at < n_below && ids_below[at] != ids_above[k])
        at++;
      if (at == n_below)
        {
          at = self->n_neurons++;
          between->in_below[at] = G_MAXSIZE;
          ids[at] = ids_above[k];
        }
      between->in_above[at] = k;
    }
  self->neurons = g_new0 (RscNeuron, self->n_neurons + 1);
  for (gsize i = 0; i < self->n_neurons; i++)
    {
      turn_neuron (self, i);
      fill_activation (problem, &self->neurons[i]);
    }
  self->solution = rsc_solution_new_between (above->solution, below->solution, lambda, tolerance,
                                             bound_excess (self, solution));

  self->n_equicorrelated = below->n_equicorrelated;
  self->next_correlation = MAX (above->next_correlation, below->next_correlation);
  self->min_norm = new_combined (self, above->min_norm, below->min_norm);
  self->solver_point = new_combined (self, above->solver_point, below->solver_point);
  between->interior =
    new_combined (self, rsc_optimal_set_get_interior (above), rsc_optimal_set_get_interior (below));
  pair_vertices (self, &narrow);
  self->complete = above->complete && below->complete;
  self->narrowest = narrow == G_MAXSIZE ? new_combined (self, above->narrowest, below->narrowest)
                                        : g_memdup2 (g_ptr_array_index (self->vertices, narrow),
                                                     (self->n_neurons + 1) * sizeof (double));
  self->narrowest_width = rsc_optimal_set_count_width (self, self->narrowest);
  self->narrowest_proved = above->narrowest_proved && below->narrowest_proved
                           && self->narrowest_width == above->narrowest_width
                           && self->narrowest_width == below->narrowest_width;
  return self;
}

RscOptimalSet *
rsc_optimal_set_ref (RscOptimalSet *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_optimal_set_unref (RscOptimalSet *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (gsize i = 0; self->neurons != NULL && i < self->n_neurons; i++)
    {
      g_free (self->neurons[i].direction);
      g_free (self->neurons[i].activation);
      g_free (self->neurons[i].blocks);
      g_free (self->neurons[i].gate);
    }
  g_free (self->neurons);
  g_clear_pointer (&self->vertices, g_ptr_array_unref);
  g_clear_pointer (&self->polytope, rsc_polytope_unref);
  if (self->memo != NULL)
    {
      g_mutex_clear (&self->memo->lock);
      g_free (self->memo->a);
      g_free (self->memo);
    }
  if (self->between != NULL)
    {
      rsc_optimal_set_unref (self->between->above);
      rsc_optimal_set_unref (self->between->below);
      g_free (self->between->in_above);
      g_free (self->between->in_below);
      g_free (self->between->gain);
      g_free (self->between->interior);
      g_free (self->between);
    }
  g_free (self->narrowest);
  g_free (self->min_norm);
  g_free (self->solver_point);
  rsc_solution_unref (self->solution);
  g_free (self);
}

RscSolution *
rsc_optimal_set_get_solution (const RscOptimalSet *self)
{
  return self->solution;
}

gboolean
rsc_optimal_set_is_between (const RscOptimalSet *self)
{
  return self->between != NULL;
}

RscPolytope *
rsc_optimal_set_get_polytope (const RscOptimalSet *self)
{
  return self->polytope;
}

gsize
rsc_optimal_set_get_n_equicorrelated (const RscOptimalSet *self)
{
  return self->n_equicorrelated;
}

double
rsc_optimal_set_get_next_correlation (const RscOptimalSet *self)
{
  return self->next_correlation;
}

gsize
rsc_optimal_set_get_n_neurons (const RscOptimalSet *self)
{
  return self->n_neurons;
}

const RscNeuron *
rsc_optimal_set_get_neuron (const RscOptimalSet *self, gsize i)
{
  g_return_val_if_fail (i < self->n_neurons, NULL);
  return &self->neurons[i];
}

gsize
rsc_optimal_set_get_n_support (const RscOptimalSet *self)
{
  return self->between != NULL ? self->n_neurons : rsc_polytope_get_n_support (self->polytope);
}

gsize
rsc_optimal_set_get_rank (const RscOptimalSet *self)
{
  const Between *between = self->between;

  if (between != NULL)
    return rsc_optimal_set_get_rank (rsc_optimal_set_get_dimension (between->above)
                                         > rsc_optimal_set_get_dimension (between->below)
                                       ? between->above
                                       : between->below);
  return rsc_polytope_get_rank (self->polytope);
}

gsize
rsc_optimal_set_get_dimension (const RscOptimalSet *self)
{
  const Between *between = self->between;

  if (between != NULL)
    return MAX (rsc_optimal_set_get_dimension (between->above),
                rsc_optimal_set_get_dimension (between->below));
  return rsc_polytope_get_dimension (self->polytope);
}

gboolean
rsc_optimal_set_is_unique (const RscOptimalSet *self)
{
  return rsc_optimal_set_get_dimension (self) == 0;
}

gsize
rsc_optimal_set_get_n_vertices (const RscOptimalSet *self)
{
  return self->vertices->len;
}

gboolean
rsc_optimal_set_get_vertices_complete (const RscOptimalSet *self)
{
  return self->complete;
}

const double *
rsc_optimal_set_get_vertex (const RscOptimalSet *self, gsize k)
{
  g_return_val_if_fail (k < self->vertices->len, NULL);
  return g_ptr_array_index (self->vertices, k);
}

gsize
rsc_optimal_set_get_vertex_width (const RscOptimalSet *self, gsize k)
{
  g_return_val_if_fail (k < self->vertices->len, 0);
  return rsc_optimal_set_count_width (self, g_ptr_array_index (self->vertices, k));
}

gsize
rsc_optimal_set_get_narrowest_width (const RscOptimalSet *self)
{
  return self->narrowest_width;
}

gboolean
rsc_optimal_set_get_narrowest_proved (const RscOptimalSet *self)
{
  return self->narrowest_proved;
}

const double *
rsc_optimal_set_get_narrowest (const RscOptimalSet *self)
{
  return self->narrowest;
}

const double *
rsc_optimal_set_get_min_norm (const RscOptimalSet *self)
{
  return self->min_norm;
}

const double *
rsc_optimal_set_get_interior (const RscOptimalSet *self)
{
  return self->between != NULL ? self->between->interior
                               : rsc_polytope_get_interior (self->polytope);
}

const double *
rsc_optimal_set_get_solver_point (const RscOptimalSet *self)
{
  return self->solver_point;
}

gsize
rsc_optimal_set_count_width (const RscOptimalSet *self, const double *a)
{
  double total = 0.0;
  gsize width = 0;

  for (gsize i = 0; i < self->n_neurons; i++)
    total += MAX (a[i], 0.0);
  for (gsize i = 0; i < self->n_neurons; i++)
    width += a[i] > RSC_TOLERANCE_SUPPORT * total;
  return width;
}

void
rsc_optimal_set_sample (const RscOptimalSet *self, guint64 seed, double *a)
{
  const Between *between = self->between;

  if (between == NULL)
    {
      Memo *memo = self->memo;
      g_mutex_lock (&memo->lock);
      if (!memo->known || memo->seed != seed)
        rsc_polytope_sample (self->polytope, seed, memo->a);
      memo->known = TRUE;
      memo->seed = seed;
      memcpy (a, memo->a, self->n_neurons * sizeof (double));
      g_mutex_unlock (&memo->lock);
      return;
    }
  g_autofree double *above = g_new0 (double, between->above->n_neurons + 1);
  g_autofree double *below = g_new0 (double, between->below->n_neurons + 1);
  rsc_optimal_set_sample (between->above, seed, above);
  rsc_optimal_set_sample (between->below, seed, below);
  combine (self, above, below, a);
}

void
rsc_optimal_set_nearest (const RscOptimalSet *self,
                         gsize n_axes,
                         const gsize *axes,
                         const double *wish,
                         const double *start,
                         double *a)
{
  g_autofree double *target = g_new0 (double, self->n_neurons + 1);
  g_autofree double *weights = g_new0 (double, self->n_neurons + 1);

  for (gsize k = 0; k < n_axes; k++)
    {
      if (axes[k] == RSC_OPTIMAL_SET_ABSENT)
        continue;
      g_return_if_fail (axes[k] < self->n_neurons);
      target[axes[k]] = wish[k];
      weights[axes[k]] = 1.0;
    }
  rsc_optimal_set_project_point (self, target, weights, start, a);
}

void
rsc_optimal_set_project_point (const RscOptimalSet *self,
                               const double *wish,
                               const double *weights,
                               const double *start,
                               double *a)
{
  const Between *between = self->between;
  gsize m = self->n_neurons;

  if (between == NULL)
    {
      rsc_polytope_project_point (self->polytope, wish, weights, start, a);
      return;
    }
  g_autofree double *above = g_new0 (double, between->above->n_neurons + 1);
  g_autofree double *below = g_new0 (double, between->below->n_neurons + 1);
  for (int side = 0; side < 2; side++)
    {
      gboolean is_above = side == 0;
      const RscOptimalSet *set = is_above ? between->above : between->below;
      const gsize *here = is_above ? between->in_above : between->in_below;
      g_autofree double *wish_here = dup_wish (self, is_above, wish);
      g_autofree double *start_here = start != NULL ? dup_wish (self, is_above, start) : NULL;
      g_autofree double *weights_here = g_new0 (double, set->n_neurons + 1);
      for (gsize i = 0; i < m; i++)
        if (here[i] != G_MAXSIZE)
          weights_here[here[i]] = weights[i];
      rsc_polytope_project_point (set->polytope, wish_here, weights_here, start_here,
                                  is_above ? above : below);
    }
  combine (self, above, below, a);
}

/* ---- projection ---------------------------------------------------------------------------- */

/* Outward directions in which the true set may reach further than the hull of the points so far:
 * the normals of its facets, and both ways across it where it is flat. */
static void
list_normals (const RscHull *hull, GArray *normals)
{
  gsize p = hull->n_axes;
  double along[3][3] = { { 0.0 } };
  gsize rank = 0;

  if (hull->dimension == 3)
    {
      for (gsize f = 0; f < hull->n_faces; f++)
        {
          gsize start = hull->face_starts[f];
          gsize count = hull->face_starts[f + 1] - start;
          double normal[3] = { 0.0, 0.0, 0.0 };
          const double *origin = hull->points + 3 * hull->face_corners[start];
          for (gsize i = 1; i + 1 < count; i++)
            {
              const double *a = hull->points + 3 * hull->face_corners[start + i];
              const double *b = hull->points + 3 * hull->face_corners[start + i + 1];
              for (gsize j = 0; j < 3; j++)
                {
                  gsize k = (j + 1) % 3;
                  gsize l = (j + 2) % 3;
                  normal[j] += (a[k] - origin[k]) * (b[l] - origin[l])
                               - (a[l] - origin[l]) * (b[k] - origin[k]);
                }
            }
          double size = cblas_dnrm2 (3, normal, 1);
          if (size > 0.0)
            {
              cblas_dscal (3, 1.0 / size, normal, 1);
              g_array_append_vals (normals, normal, 3);
            }
        }
      return;
    }
  /* An orthonormal frame of the hull's own directions, completed to the whole space. */
  for (gsize e = 0; e < hull->n_points + p && rank < p; e++)
    {
      double v[3] = { 0.0, 0.0, 0.0 };
      if (e < hull->n_points)
        {
          if (rank >= hull->dimension)
            continue;
          for (gsize j = 0; j < p; j++)
            v[j] = hull->points[e * p + j] - hull->points[j];
        }
      else
        v[e - hull->n_points] = 1.0;
      double before = cblas_dnrm2 ((int) p, v, 1);
      for (int pass = 0; pass < 2; pass++)
        for (gsize k = 0; k < rank; k++)
          cblas_daxpy ((int) p, -cblas_ddot ((int) p, v, 1, along[k], 1), along[k], 1, v, 1);
      double after = cblas_dnrm2 ((int) p, v, 1);
      if (!(after > 1e-6 * before))
        continue;
      cblas_dscal ((int) p, 1.0 / after, v, 1);
      memcpy (along[rank++], v, sizeof v);
    }
  for (gsize k = hull->dimension; k < rank; k++)
    for (int side = 0; side < 2; side++)
      {
        double v[3];
        for (gsize j = 0; j < 3; j++)
          v[j] = side == 0 ? along[k][j] : -along[k][j];
        g_array_append_vals (normals, v, (guint) p);
      }
  if (hull->dimension == 1)
    for (int side = 0; side < 2; side++)
      {
        double v[3];
        for (gsize j = 0; j < 3; j++)
          v[j] = side == 0 ? along[0][j] : -along[0][j];
        g_array_append_vals (normals, v, (guint) p);
      }
  if (hull->dimension == 2)
    for (gsize e = 0; e < hull->n_edges; e++)
      {
        const double *a = hull->points + p * hull->edges[2 * e];
        const double *b = hull->points + p * hull->edges[2 * e + 1];
        double in_plane[2] = { 0.0, 0.0 };
        double v[3];
        double side = 0.0;
        for (gsize k = 0; k < 2; k++)
          for (gsize j = 0; j < p; j++)
            in_plane[k] += (b[j] - a[j]) * along[k][j];
        double size = hypot (in_plane[0], in_plane[1]);
        for (gsize j = 0; j < 3; j++)
          v[j] = (in_plane[1] * along[0][j] - in_plane[0] * along[1][j]) / size;
        for (gsize i = 0; i < hull->n_points; i++)
          for (gsize j = 0; j < p; j++)
            side += (hull->points[i * p + j] - a[j]) * v[j];
        if (side > 0.0)
          cblas_dscal (3, -1.0, v, 1);
        g_array_append_vals (normals, v, (guint) p);
      }
}

/* Hull by support functions: ask in every facet's direction whether the set reaches further, until
 * it nowhere does. Every answer is a vertex of the set, so this ends with the exact hull. */
static RscHull *
project_by_programs (const RscOptimalSet *self,
                     gsize n_axes,
                     const gsize *axes,
                     GCancellable *cancellable,
                     GError **error)
{
  gsize m = self->n_neurons;
  double extent = 0.0;
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GHashTable) settled =
    g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  const double *interior = rsc_optimal_set_get_interior (self);

  for (gsize j = 0; j < n_axes; j++)
    {
      g_array_append_val (points, interior[axes[j]]);
      extent = MAX (extent, self->neurons[axes[j]].norm_max);
    }
  while (TRUE)
    {
      g_autoptr (RscHull) hull =
        rsc_hull_new (points->len / n_axes, n_axes, (const double *) (void *) points->data, error);
      if (hull == NULL)
        return NULL;
      g_autoptr (GArray) normals = g_array_new (FALSE, FALSE, sizeof (double));
      list_normals (hull, normals);
      gsize count = 0;
      gsize n_normals = normals->len / n_axes;
      g_autofree double *costs = g_new0 (double, n_normals *m + 1);
      g_autofree double *minima = g_new0 (double, n_normals + 1);
      g_autofree double *found = g_new0 (double, n_normals *m + 1);
      g_autofree gsize *asked = g_new0 (gsize, n_normals + 1);
      for (gsize k = 0; k < n_normals; k++)
        {
          const double *normal = &g_array_index (normals, double, k *n_axes);
          gint64 key[3] = { 0, 0, 0 };
          for (gsize j = 0; j < n_axes; j++)
            key[j] = (gint64) floor (normal[j] * 1e10 + SORT_SHIFT);
          GBytes *bytes = g_bytes_new (key, sizeof key);
          if (!g_hash_table_add (settled, bytes))
            continue;
          for (gsize j = 0; j < n_axes; j++)
            costs[count * m + axes[j]] = -normal[j];
          asked[count++] = k;
        }
      if (!minimise_many (self, count, costs, minima, found, cancellable, error))
        return NULL;
      gboolean grown = FALSE;
      for (gsize k = 0; k < count; k++)
        {
          const double *normal = &g_array_index (normals, double, asked[k] * n_axes);
          double reach = -G_MAXDOUBLE;
          for (guint i = 0; i < points->len / n_axes; i++)
            reach = MAX (reach, cblas_ddot ((int) n_axes, normal, 1,
                                            &g_array_index (points, double, i *n_axes), 1));
          if (-minima[k] <= reach + 1e-9 * extent)
            continue;
          grown = TRUE;
          for (gsize j = 0; j < n_axes; j++)
            g_array_append_val (points, found[k * m + axes[j]]);
        }
      if (!grown)
        {
          for (gsize i = 0; i < hull->n_points; i++)
            hull->labels[i] = G_MAXSIZE;
          return g_steal_pointer (&hull);
        }
    }
}

/* The projection on axes some of which are absent, without the vertices: that of the others, at 0. */
static RscHull *
project_others (const RscOptimalSet *self,
                gsize n_axes,
                const gsize *axes,
                GCancellable *cancellable,
                GError **error)
{
  gsize others[3];
  gsize n_others = 0;
  gsize n_points = 1;
  g_autoptr (RscHull) hull = NULL;
  g_autofree double *points = NULL;

  for (gsize j = 0; j < n_axes; j++)
    if (axes[j] != RSC_OPTIMAL_SET_ABSENT)
      others[n_others++] = axes[j];
  if (n_others > 0)
    {
      hull = project_by_programs (self, n_others, others, cancellable, error);
      if (hull == NULL)
        return NULL;
      n_points = hull->n_points;
    }
  points = g_new0 (double, n_points *n_axes);
  for (gsize k = 0; k < n_points; k++)
    for (gsize j = 0, other = 0; j < n_axes; j++)
      if (axes[j] != RSC_OPTIMAL_SET_ABSENT)
        points[k * n_axes + j] = hull->points[k * n_others + other++];
  RscHull *embedded = rsc_hull_new (n_points, n_axes, points, error);
  for (gsize k = 0; embedded != NULL && k < embedded->n_points; k++)
    embedded->labels[k] = G_MAXSIZE;
  return embedded;
}

RscHull *
rsc_optimal_set_project (const RscOptimalSet *self,
                         gsize n_axes,
                         const gsize *axes,
                         GCancellable *cancellable,
                         GError **error)
{
  g_return_val_if_fail (self != NULL && n_axes >= 1 && n_axes <= 3 && axes != NULL, NULL);
  gboolean absent = FALSE;
  for (gsize j = 0; j < n_axes; j++)
    {
      g_return_val_if_fail (axes[j] < self->n_neurons || axes[j] == RSC_OPTIMAL_SET_ABSENT, NULL);
      absent = absent || axes[j] == RSC_OPTIMAL_SET_ABSENT;
    }
  if (!self->complete)
    return absent ? project_others (self, n_axes, axes, cancellable, error)
                  : project_by_programs (self, n_axes, axes, cancellable, error);
  g_autofree double *points = g_new (double, self->vertices->len *n_axes);
  for (guint v = 0; v < self->vertices->len; v++)
    for (gsize j = 0; j < n_axes; j++)
      points[v * n_axes + j] = axes[j] != RSC_OPTIMAL_SET_ABSENT
                                 ? ((const double *) g_ptr_array_index (self->vertices, v))[axes[j]]
                                 : 0.0;
  return rsc_hull_new (self->vertices->len, n_axes, points, error);
}

/* ---- envelope ------------------------------------------------------------------------------ */

/* What each neuron of unit norm adds at the points: @value n_points × n_neurons. */
static void
respond (const RscOptimalSet *self, gsize n_points, const double *x, double *value)
{
  const RscProblem *problem = rsc_solution_get_problem (self->solution);
  gsize bias = rsc_problem_get_bias (problem) ? 1 : 0;
  gsize features = self->d - bias;

  for (gsize p = 0; p < n_points; p++)
    for (gsize i = 0; i < self->n_neurons; i++)
      {
        const RscNeuron *neuron = &self->neurons[i];
        const double *at = x + p * features;
        double pre = cblas_ddot ((int) features, at, 1, neuron->direction, 1);
        double gate = pre;
        if (bias != 0)
          pre += neuron->direction[features];
        if (neuron->gate != NULL)
          {
            gate = cblas_ddot ((int) features, at, 1, neuron->gate, 1);
            if (bias != 0)
              gate += neuron->gate[features];
            value[p * self->n_neurons + i] = gate >= 0.0 ? neuron->sign * pre : 0.0;
          }
        else
          value[p * self->n_neurons + i] = pre > 0.0 ? neuron->sign * pre : 0.0;
      }
}

gboolean
rsc_optimal_set_get_envelope (const RscOptimalSet *self,
                              gsize n_points,
                              const double *x,
                              double *lower,
                              double *upper,
                              GCancellable *cancellable,
                              GError **error)
{
  gsize m = self->n_neurons;
  gsize features =
    self->d - (rsc_problem_get_bias (rsc_solution_get_problem (self->solution)) ? 1 : 0);
  gsize n_vertices = self->complete ? self->vertices->len : 0;

  g_return_val_if_fail (self != NULL && (n_points == 0 || (lower != NULL && upper != NULL)), FALSE);
  if (m == 0)
    {
      memset (lower, 0, n_points * sizeof (double));
      memset (upper, 0, n_points * sizeof (double));
      return TRUE;
    }
  g_autofree double *corners = g_new (double, m *MAX (n_vertices, 1));
  g_autofree double *value = g_new (double, 2 * ENVELOPE_CHUNK * m);
  g_autofree double *f = g_new (double, ENVELOPE_CHUNK *MAX (n_vertices, 2));
  for (gsize v = 0; v < n_vertices; v++)
    memcpy (corners + v * m, g_ptr_array_index (self->vertices, v), m * sizeof (double));
  for (gsize first = 0; first < n_points; first += ENVELOPE_CHUNK)
    {
      gsize count = MIN (ENVELOPE_CHUNK, n_points - first);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      respond (self, count, x + first * features, value);
      if (n_vertices > 0)
        {
          /* Linear in a, so the extremes are at vertices. */
          cblas_dgemm (CblasRowMajor, CblasNoTrans, CblasTrans, (int) count, (int) n_vertices,
                       (int) m, 1.0, value, (int) m, corners, (int) m, 0.0, f, (int) n_vertices);
          for (gsize p = 0; p < count; p++)
            {
              double low = G_MAXDOUBLE;
              double high = -G_MAXDOUBLE;
              for (gsize v = 0; v < n_vertices; v++)
                {
                  low = MIN (low, f[p * n_vertices + v]);
                  high = MAX (high, f[p * n_vertices + v]);
                }
              lower[first + p] = low;
              upper[first + p] = high;
            }
          continue;
        }
      for (gsize i = 0; i < count * m; i++)
        value[count * m + i] = -value[i];
      if (!minimise_many (self, 2 * count, value, f, NULL, cancellable, error))
        return FALSE;
      for (gsize p = 0; p < count; p++)
        {
          lower[first + p] = f[p];
          upper[first + p] = -f[count + p];
        }
    }
  return TRUE;
}

RscNetwork *
rsc_optimal_set_dup_network (const RscOptimalSet *self, const double *a)
{
  const RscProblem *problem = rsc_solution_get_problem (self->solution);
  gsize m = self->n_neurons;
  gsize d = self->d;
  gboolean gated = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED;
  g_autofree double *w = g_new0 (double, m *d + 1);
  g_autofree double *gates = g_new0 (double, m *d + 1);
  g_autofree int *signs = g_new0 (int, m + 1);

  g_return_val_if_fail (self != NULL && (m == 0 || a != NULL), NULL);
  for (gsize i = 0; i < m; i++)
    {
      const RscNeuron *neuron = &self->neurons[i];
      cblas_daxpy ((int) d, MAX (a[i], 0.0), neuron->direction, 1, w + i * d, 1);
      signs[i] = neuron->sign;
      if (gated)
        memcpy (gates + i * d, neuron->gate, d * sizeof (double));
    }
  return rsc_network_new_from_convex (m, d, rsc_problem_get_bias (problem), w, signs,
                                      gated ? gates : NULL);
}
