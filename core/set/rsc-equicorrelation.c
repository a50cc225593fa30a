/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-equicorrelation.h"

#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-refinement.h"
#include "core/set/rsc-neurons.h"

#include <float.h>
#include <string.h>

/* A tie may be off by this many times what rounding the data in their last digits can do. */
#define NOISE_MARGIN 16.0
/* The same for the double's own rounding of ||v_b||, which only chooses who is looked at closely. */
#define ROUGH_MARGIN 64.0
/* The solver's own active blocks have ||v_b|| = λ up to its error; the decision allows this many times
 * that error, so a solution that cannot be refined does not lose its own neurons. */
#define ERROR_MARGIN 10.0
/* Largest relative distance from λ that may still be called equal, however rough the solution. */
#define TOLERANCE_MAX 1e-3
/* Blocks of less than this share of the penalty say nothing about the solver's error. */
#define BLOCK_NEGLIGIBLE 1e-7
/* A shadow is short of θ²/2; so much of it tells it from a tie. */
#define SHADOW_SHARE 0.25
/* Passes over all blocks with neurons that the solution lacked. */
#define ROUNDS_MAX 12
/* Candidates between two looks at the cancellable. */
#define CANDIDATES_PER_POLL 64
/* What ||v_b||/λ must be above 1 at least to count as above it, beside the error of the residual. */
#define ABOVE 1e-20
/* Share of Σ |x_ik u_k| below which a point is on the kink, times the noise of the data. */
#define KINK_NOISE 1e4

typedef struct
{
  gsize block;
  double norm; /* ||v_b|| / λ in doubles */
  gsize n_rows;
  gsize at;      /* its rows and its v at at × d */
  gsize cluster; /* of directions that are close */
  gsize group;   /* index of its group, or G_MAXSIZE */
} Candidate;

/* Blocks that have the direction of one of them. */
typedef struct
{
  gsize first;   /* candidate */
  double excess; /* ||v_b|| / λ - 1 */
  double noise;
  gboolean equal;
  gsize number;
} Group;

typedef struct
{
  RscSolution *solution;
  RscPricer *pricer;
  RscProblem *problem;
  RscArrangement *arrangement;
  RscRefinement *refinement;
  gboolean gated;
  gsize n;
  gsize d;
  gsize n_words;
  double lambda;
  double tolerance;   /* beyond the noise */
  GArray *candidates; /* Candidate */
  GArray *rows;       /* guint32, d each */
  GArray *v;          /* double, d each */
  GArray *groups;     /* Group */
  GArray *directions; /* RscWide, d for each group */
  GArray *kinks;      /* guint64, n_words for each group: the rows on its kink */
  GArray *sides;      /* guint64, n_words for each group: the rows where x^T u > 0 */
} Search;

static void
search_clear (Search *self)
{
  rsc_refinement_free (self->refinement);
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
measure_error (const Search *self)
{
  double worst = 0.0;
  g_autofree double *v = g_new (double, self->d);

  for (gsize k = 0; k < rsc_solution_get_n_blocks (self->solution); k++)
    {
      const double *w = rsc_solution_get_w (self->solution, k);
      double length = 0.0;

      for (gsize l = 0; l < self->d; l++)
        length = hypot (length, w[l]);
      if (length < BLOCK_NEGLIGIBLE * rsc_solution_get_penalty (self->solution))
        continue;
      const double norm = rsc_pricer_project_again (
        self->pricer, rsc_solution_get_block (self->solution, k), 0.0, v, NULL, NULL);
      worst = MAX (worst, fabs (norm / self->lambda - 1.0));
    }
  return worst;
}

/* What the rounding of doubles can change ||v_b|| / λ by. */
static double
measure_rough (const Search *self)
{
  const double *x = rsc_pricer_get_x (self->pricer);
  const RscWide *r = rsc_refinement_get_residual (self->refinement);
  double sum = 0.0;

  for (gsize i = 0; i < self->n; i++)
    {
      double square = 0.0;

      for (gsize k = 0; k < self->d; k++)
        square += x[i * self->d + k] * x[i * self->d + k];
      sum += fabs (r[i].high) * sqrt (square);
    }
  return DBL_EPSILON * sum / self->lambda;
}

static int
compare_candidates (gconstpointer one, gconstpointer two)
{
  const Candidate *a = one;
  const Candidate *b = two;

  if (a->norm != b->norm)
    return a->norm > b->norm ? -1 : 1;
  return a->block < b->block ? -1 : a->block > b->block;
}

/* All blocks that may be equicorrelated; *@next: the largest ||v_b|| / λ of the others. The blocks whose
 * upper bound reaches λ are projected first, then the largest bound of the rest, and then only what may lie
 * above the best of those. */
static gboolean
find_candidates (Search *self,
                 double reach,
                 double *next,
                 GCancellable *cancellable,
                 GError **error)
{
  const gsize d = self->d;
  const gsize step = self->gated ? 2 : 1;
  const gsize n_blocks = 2 * rsc_arrangement_get_n_patterns (self->arrangement);
  const double threshold = (1.0 - reach) * self->lambda;
  g_autofree double *v = g_new (double, d);
  g_autofree double *bounds = g_new (double, n_blocks + 1);
  gsize first = G_MAXSIZE;
  double largest = 0.0;

  g_array_set_size (self->candidates, 0);
  g_array_set_size (self->rows, 0);
  g_array_set_size (self->v, 0);
  *next = 0.0;
  for (gsize block = 0; block < n_blocks; block += step)
    {
      if (block % 2048 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      bounds[block] = rsc_pricer_get_bound (self->pricer, block);
      if (bounds[block] >= threshold)
        {
          const guint32 *rows = NULL;
          Candidate candidate = { block, 0.0, 0, self->candidates->len, G_MAXSIZE, G_MAXSIZE };
          const double norm =
            rsc_pricer_project_again (self->pricer, block, threshold, v, &rows, &candidate.n_rows);

          bounds[block] = norm;
          if (norm >= threshold)
            {
              candidate.norm = norm / self->lambda;
              g_array_append_val (self->candidates, candidate);
              g_array_append_vals (self->v, v, (guint) d);
              g_array_set_size (self->rows, (guint) (self->candidates->len * d));
              memcpy (&g_array_index (self->rows, guint32, candidate.at * d), rows,
                      candidate.n_rows * sizeof (guint32));
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
    *next = rsc_pricer_project_again (self->pricer, first, 0.0, v, NULL, NULL) / self->lambda;
  for (gsize block = 0; block < n_blocks; block += step)
    {
      if (block % 2048 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (block == first || bounds[block] <= *next * self->lambda)
        continue;
      const double norm =
        rsc_pricer_project_again (self->pricer, block, *next * self->lambda, v, NULL, NULL);
      *next = MAX (*next, norm / self->lambda);
    }
  g_array_sort (self->candidates, compare_candidates);
  return TRUE;
}

static double
measure_angle (gsize d, const double *a, const double *b)
{
  double square = 0.0, first = 0.0, second = 0.0;

  for (gsize k = 0; k < d; k++)
    {
      first += a[k] * a[k];
      second += b[k] * b[k];
    }
  first = 1.0 / sqrt (first);
  second = 1.0 / sqrt (second);
  for (gsize k = 0; k < d; k++)
    square += (a[k] * first - b[k] * second) * (a[k] * first - b[k] * second);
  return sqrt (square);
}

/* Candidates of one sign whose directions are within @radius of the cluster's first. Every candidate is compared
 * with every cluster. FALSE when cancelled. */
static gboolean
find_clusters (Search *self, double radius, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) leaders = g_array_new (FALSE, FALSE, sizeof (gsize));

  for (gsize i = 0; i < self->candidates->len; i++)
    {
      if (i % CANDIDATES_PER_POLL == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      Candidate *candidate = &g_array_index (self->candidates, Candidate, i);
      const double *v = &g_array_index (self->v, double, candidate->at * self->d);

      for (gsize l = 0; l < leaders->len && candidate->cluster == G_MAXSIZE && !self->gated; l++)
        {
          const Candidate *leader =
            &g_array_index (self->candidates, Candidate, g_array_index (leaders, gsize, l));

          if (RSC_BLOCK_SIGN (leader->block) == RSC_BLOCK_SIGN (candidate->block)
              && measure_angle (self->d, v, &g_array_index (self->v, double, leader->at * self->d))
                   <= radius)
            candidate->cluster = l;
        }
      if (candidate->cluster == G_MAXSIZE)
        {
          candidate->cluster = leaders->len;
          g_array_append_val (leaders, i);
        }
    }
  return TRUE;
}

/* Whether the cone of @block holds the direction of @group. */
static gboolean
holds (const Search *self, gsize block, gsize group)
{
  const guint64 *pattern =
    rsc_arrangement_get_pattern (self->arrangement, RSC_BLOCK_PATTERN (block));
  const guint64 *kink = &g_array_index (self->kinks, guint64, group * self->n_words);
  const guint64 *side = &g_array_index (self->sides, guint64, group * self->n_words);

  for (gsize k = 0; k < self->n_words; k++)
    if (((pattern[k] ^ side[k]) & ~kink[k]) != 0)
      return FALSE;
  return TRUE;
}

/* A group of the candidate's own direction, in wide numbers. */
static gsize
add_group (Search *self, gsize first)
{
  const gsize d = self->d;
  const Candidate *candidate = &g_array_index (self->candidates, Candidate, first);
  const double *x = rsc_pricer_get_x (self->pricer);
  const gsize at = self->groups->len;
  Group group = { first, 0.0, 0.0, FALSE, G_MAXSIZE };
  g_autofree double *rounded = g_new (double, d);
  RscWide *u;

  g_array_set_size (self->directions, (guint) ((at + 1) * d));
  g_array_set_size (self->kinks, (guint) ((at + 1) * self->n_words));
  g_array_set_size (self->sides, (guint) ((at + 1) * self->n_words));
  u = &g_array_index (self->directions, RscWide, at * d);
  guint64 *kink = &g_array_index (self->kinks, guint64, at * self->n_words);
  guint64 *side = &g_array_index (self->sides, guint64, at * self->n_words);
  memset (kink, 0, self->n_words * sizeof (guint64));
  memset (side, 0, self->n_words * sizeof (guint64));
  group.excess = rsc_refinement_project (self->refinement, candidate->block,
                                         &g_array_index (self->rows, guint32, candidate->at * d),
                                         candidate->n_rows, u);
  for (gsize k = 0; k < d; k++)
    rounded[k] = rsc_wide_round (u[k]);
  group.noise =
    MAX (DBL_EPSILON, rsc_refinement_get_noise (self->refinement, candidate->block, rounded));
  for (gsize i = 0; i < self->n && !self->gated; i++)
    {
      const int where = rsc_neuron_find_side (d, x + i * d, u, KINK_NOISE * group.noise);

      if (where == 0)
        kink[i / 64] |= (guint64) 1 << (i % 64);
      else if (where > 0)
        side[i / 64] |= (guint64) 1 << (i % 64);
    }
  g_array_append_val (self->groups, group);
  return at;
}

static double
get_tolerance (const Search *self, const Group *group)
{
  return MIN (MAX (NOISE_MARGIN * group->noise, self->tolerance), TOLERANCE_MAX);
}

/* Where a direction is close to a data point's hyperplane, the block beyond it has its v_b on the shared
 * wall, off by an angle θ and shorter by exactly θ²/2: not equicorrelated, however small that is. */
static gboolean
is_shadow (const Search *self, gsize group, gsize of)
{
  const Group *a = &g_array_index (self->groups, Group, group);
  const Group *b = &g_array_index (self->groups, Group, of);
  const RscWide *u = &g_array_index (self->directions, RscWide, group * self->d);
  const RscWide *v = &g_array_index (self->directions, RscWide, of * self->d);
  double square = 0.0;

  for (gsize k = 0; k < self->d; k++)
    {
      const double e = rsc_wide_round (rsc_wide_subtract (u[k], v[k]));

      square += e * e;
    }
  return b->excess - a->excess > SHADOW_SHARE * square && square > 0.0;
}

static int
compare_groups (gconstpointer one, gconstpointer two, gpointer data)
{
  const Search *self = data;
  const Group *a = &g_array_index (self->groups, Group, *(const gsize *) one);
  const Group *b = &g_array_index (self->groups, Group, *(const gsize *) two);

  if (a->excess != b->excess)
    return a->excess > b->excess ? -1 : 1;
  return a->first < b->first ? -1 : a->first > b->first;
}

/* Groups of the candidates, and which of them are equicorrelated. *@left: how far one is above λ beyond its
 * tolerance. Every candidate is compared with every group. FALSE when cancelled. */
static gboolean
find_groups (Search *self,
             double *next,
             double *used,
             double *left,
             GCancellable *cancellable,
             GError **error)
{
  g_array_set_size (self->groups, 0);
  for (gsize i = 0; i < self->candidates->len; i++)
    {
      if (i % CANDIDATES_PER_POLL == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      Candidate *candidate = &g_array_index (self->candidates, Candidate, i);

      for (gsize g = 0; g < self->groups->len && !self->gated && candidate->group == G_MAXSIZE; g++)
        {
          const Candidate *first = &g_array_index (self->candidates, Candidate,
                                                   g_array_index (self->groups, Group, g).first);

          if (first->cluster == candidate->cluster && holds (self, candidate->block, g))
            candidate->group = g;
        }
      if (candidate->group == G_MAXSIZE)
        candidate->group = add_group (self, i);
    }

  g_autofree gsize *order = g_new (gsize, self->groups->len + 1);
  for (gsize g = 0; g < self->groups->len; g++)
    order[g] = g;
  if (self->groups->len > 1)
    g_qsort_with_data (order, (int) self->groups->len, sizeof (gsize), compare_groups, self);
  *used = 0.0;
  *left = 0.0;
  for (gsize k = 0; k < self->groups->len; k++)
    {
      Group *group = &g_array_index (self->groups, Group, order[k]);
      const gsize cluster = g_array_index (self->candidates, Candidate, group->first).cluster;
      const double tolerance = get_tolerance (self, group);
      gsize owner = G_MAXSIZE;

      if (k % CANDIDATES_PER_POLL == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (gsize l = 0; l < k && owner == G_MAXSIZE && !self->gated; l++)
        {
          const Group *other = &g_array_index (self->groups, Group, order[l]);

          if (other->equal
              && g_array_index (self->candidates, Candidate, other->first).cluster == cluster
              && is_shadow (self, order[k], order[l]))
            owner = order[l];
        }
      if (owner != G_MAXSIZE)
        {
          *next = MAX (*next, 1.0 + group->excess);
          for (gsize i = 0; i < self->candidates->len; i++)
            {
              Candidate *candidate = &g_array_index (self->candidates, Candidate, i);

              if (candidate->group == order[k] && holds (self, candidate->block, owner))
                candidate->group = owner;
            }
          continue;
        }
      group->equal = group->excess >= -tolerance;
      if (group->excess > tolerance)
        *left = MAX (*left, group->excess);
      if (group->equal)
        *used = MAX (*used, tolerance);
      else
        *next = MAX (*next, 1.0 + group->excess);
    }
  return TRUE;
}

/* Takes the neurons into the refinement whose blocks are above λ, however little: near λ_max what is
 * missing in the fit is the square of that. FALSE when there is none, or none adds anything. */
static gboolean
take_in (Search *self)
{
  const gsize d = self->d;
  gboolean taken = FALSE;
  g_autofree RscWide *u = g_new (RscWide, d);

  for (gsize g = 0; g < self->groups->len; g++)
    {
      const Group *group = &g_array_index (self->groups, Group, g);
      const Candidate *first = &g_array_index (self->candidates, Candidate, group->first);
      /* λ_max itself is rounded: at λ_max the zero network stays alone. */
      const double least = rsc_refinement_get_n_neurons (self->refinement) == 0
                             ? NOISE_MARGIN * group->noise
                             : ABOVE + ERROR_MARGIN * rsc_refinement_get_error (self->refinement);

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

static int
compare_blocks (gconstpointer one, gconstpointer two)
{
  const Candidate *a = one;
  const Candidate *b = two;

  return a->block < b->block ? -1 : a->block > b->block;
}

/* The neuron of a vector of the solution: that of its block, else the one that points most alike. */
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
collect (Search *self)
{
  const gsize d = self->d;
  const int ey = rsc_pricer_get_y_exponent (self->pricer);
  const int shift = ey - rsc_pricer_get_x_exponent (self->pricer);
  RscEquicorrelation *result = g_new0 (RscEquicorrelation, 1);

  /* The first candidates of groups are named by position: sort a copy. */
  g_autoptr (GArray) sorted = g_array_copy (self->candidates);
  g_array_sort (sorted, compare_blocks);
  result->blocks = g_new (gsize, sorted->len + 1);
  result->neuron_of = g_new (gsize, sorted->len + 1);
  result->directions = g_new (RscWide, self->groups->len * d + 1);
  for (gsize i = 0; i < sorted->len; i++)
    {
      const Candidate *candidate = &g_array_index (sorted, Candidate, i);
      Group *group = &g_array_index (self->groups, Group, candidate->group);

      if (!group->equal)
        continue;
      if (group->number == G_MAXSIZE)
        {
          group->number = result->n_neurons++;
          memcpy (result->directions + group->number * d,
                  &g_array_index (self->directions, RscWide, candidate->group * d),
                  d * sizeof (RscWide));
        }
      result->blocks[result->n_blocks] = candidate->block;
      result->neuron_of[result->n_blocks++] = group->number;
      result->kink = MAX (result->kink, KINK_NOISE * group->noise);
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
      ldexp (rsc_wide_round (rsc_wide_subtract (rsc_wide (rsc_pricer_get_y (self->pricer)[i]),
                                                rsc_refinement_get_residual (self->refinement)[i])),
             ey);
  return result;
}

RscEquicorrelation *
rsc_equicorrelation_new (RscSolution *solution,
                         RscPricer *pricer,
                         GCancellable *cancellable,
                         GError **error)
{
  g_return_val_if_fail (solution != NULL && pricer != NULL, NULL);

  RscProblem *problem = rsc_solution_get_problem (solution);
  Search search = { .solution = solution,
                    .pricer = pricer,
                    .problem = problem,
                    .arrangement = rsc_problem_get_arrangement (problem),
                    .gated = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED,
                    .n = rsc_problem_get_n (problem),
                    .d = rsc_problem_get_d (problem) };
  g_autofree double *r = g_new (double, search.n + 1);
  RscEquicorrelation *result = NULL;
  double next = 0.0, used = 0.0, left = 0.0;

  search.n_words = rsc_arrangement_get_n_words (search.arrangement);
  search.candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  search.rows = g_array_new (FALSE, TRUE, sizeof (guint32));
  search.v = g_array_new (FALSE, FALSE, sizeof (double));
  search.groups = g_array_new (FALSE, FALSE, sizeof (Group));
  search.directions = g_array_new (FALSE, FALSE, sizeof (RscWide));
  search.kinks = g_array_new (FALSE, FALSE, sizeof (guint64));
  search.sides = g_array_new (FALSE, FALSE, sizeof (guint64));
  for (gsize i = 0; i < search.n; i++)
    r[i] = ldexp (rsc_solution_get_dual (solution)[i], -rsc_pricer_get_y_exponent (pricer));
  if (!rsc_pricer_sweep (pricer, r, cancellable, error))
    goto out;
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
        ERROR_MARGIN * (isfinite (own) ? own : MAX (measure_error (&search), DBL_EPSILON));
      const double reach = CLAMP (MAX (ROUGH_MARGIN * measure_rough (&search), search.tolerance),
                                  RSC_TOLERANCE_EQUICORRELATED, 0.5);
      if (!find_candidates (&search, reach, &next, cancellable, error))
        goto out;
      if (!find_clusters (&search, 4.0 * sqrt (2.0 * reach), cancellable, error)
          || !find_groups (&search, &next, &used, &left, cancellable, error))
        goto out;
      /* Blocks above λ: the solution is not that of all blocks, and more take part. */
      if (!isfinite (own) || round >= ROUNDS_MAX || !take_in (&search))
        break;
    }
  result = collect (&search);
  result->next = next;
  result->tolerance = used;
  result->error = MAX (left, search.tolerance / ERROR_MARGIN);
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
  g_free (self->norms);
  g_free (self->fit);
  g_free (self);
}
