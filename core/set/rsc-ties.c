/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-ties-private.h"

#include "core/numerics/rsc-tolerances.h"
#include "core/set/rsc-neurons.h"

#include <float.h>
#include <string.h>

/* Candidates between two looks at the cancellable. */
#define CANDIDATES_PER_POLL 64
/* Leaders for which there is room from the start. */
#define LEADERS_ROOM 32

/* A cluster's first candidate, and where its direction is on a line. */
typedef struct
{
  double place;
  gsize number;
  gsize candidate;
} Leader;

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

/* Where @v is along a fixed direction, its length taken as 1: two places differ by no more than the
 * directions. */
static double
find_place (gsize d, const double *v)
{
  double place = 0.0, square = 0.0, whole = 0.0;

  for (gsize k = 0; k < d; k++)
    {
      const double along = 1.0 / (1.0 + (double) k);

      place += along * v[k];
      whole += along * along;
      square += v[k] * v[k];
    }
  return place / sqrt (whole * square);
}

/* Of the leaders sorted by place, the first that is not before @place. */
static guint
find_leader (const GArray *leaders, double place)
{
  guint low = 0, high = leaders->len;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;

      if (g_array_index (leaders, Leader, middle).place < place)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

gsize
rsc_ties_find_clusters (RscTies *self, double radius)
{
  const gsize d = self->d;
  /* Room for the rounding of places. */
  const double reach = radius + RSC_TIE_PLACE_ROUNDING;
  g_autoptr (GArray) leaders =
    g_array_sized_new (FALSE, FALSE, sizeof (Leader), MIN (self->candidates->len, LEADERS_ROOM));
  gsize count = 0;

  for (gsize i = 0; i < self->candidates->len; i++)
    {
      RscTieCandidate *candidate = &g_array_index (self->candidates, RscTieCandidate, i);
      const double *v = &g_array_index (self->v, double, candidate->at *d);
      const double place = self->gated ? 0.0 : find_place (d, v);

      for (guint l = find_leader (leaders, place - reach);
           !self->gated && l < leaders->len
           && g_array_index (leaders, Leader, l).place <= place + reach;
           l++)
        {
          const Leader *leader = &g_array_index (leaders, Leader, l);
          const RscTieCandidate *first =
            &g_array_index (self->candidates, RscTieCandidate, leader->candidate);

          if (leader->number < candidate->cluster
              && RSC_BLOCK_SIGN (first->block) == RSC_BLOCK_SIGN (candidate->block)
              && measure_angle (d, v, &g_array_index (self->v, double, first->at *d)) <= radius)
            candidate->cluster = leader->number;
        }
      if (candidate->cluster == G_MAXSIZE)
        {
          const Leader leader = { place, count++, i };

          candidate->cluster = leader.number;
          if (!self->gated)
            g_array_insert_val (leaders, find_leader (leaders, place), leader);
        }
    }
  return count;
}

/* Whether the cone of @block holds the direction of @group. */
static gboolean
holds (const RscTies *self, gsize block, gsize group)
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
add_group (RscTies *self, gsize first)
{
  const gsize d = self->d;
  const RscTieCandidate *candidate = &g_array_index (self->candidates, RscTieCandidate, first);
  const double *x = rsc_pricer_get_x (self->pricer);
  const gsize at = self->groups->len;
  RscTieGroup group = { first, 0.0, 0.0, FALSE, FALSE, G_MAXSIZE, G_MAXSIZE };
  double *rounded;
  RscWide *u;

  g_array_set_size (self->kinks, (guint) ((at + 1) * self->n_words));
  g_array_set_size (self->sides, (guint) ((at + 1) * self->n_words));
  /* The room of the next group is scratch until that comes. */
  g_array_set_size (self->directions, (guint) ((at + 2) * d));
  u = &g_array_index (self->directions, RscWide, at * d);
  rounded = (double *) (u + d);
  guint64 *kink = &g_array_index (self->kinks, guint64, at * self->n_words);
  guint64 *side = &g_array_index (self->sides, guint64, at * self->n_words);
  memset (kink, 0, self->n_words * sizeof (guint64));
  memset (side, 0, self->n_words * sizeof (guint64));
  group.excess = rsc_refinement_project (self->refinement, candidate->block,
                                         &g_array_index (self->rows, guint32, candidate->at * d),
                                         candidate->n_rows, u);
  for (gsize k = 0; k < d; k++)
    rounded[k] = rsc_wide_round (u[k]);
  group.noise = rsc_refinement_get_noise (self->refinement, candidate->block, rounded);
  group.noise = MAX (DBL_EPSILON, group.noise);

  const double band = RSC_TIE_KINK_NOISE * group.noise + DBL_EPSILON * (double) (d + 4);
  for (gsize i = 0; i < self->n && !self->gated; i++)
    {
      double value = 0.0;
      int where;

      for (gsize k = 0; k < d; k++)
        value += x[i * d + k] * rounded[k];
      /* Σ |x_k u_k| <= ||x||: this far from the kink it need not be summed. */
      where = fabs (value) > band * self->lengths[i]
                ? (value > 0.0 ? 1 : -1)
                : rsc_neuron_find_side (d, x + i * d, u, RSC_TIE_KINK_NOISE * group.noise);
      if (where == 0)
        kink[i / 64] |= (guint64) 1 << (i % 64);
      else if (where > 0)
        side[i / 64] |= (guint64) 1 << (i % 64);
    }
  g_array_append_val (self->groups, group);
  return at;
}

double
rsc_ties_get_least (const RscTies *self, const RscTieGroup *group)
{
  const double rounding = RSC_TIE_WIDE_ROUNDING * RSC_TIE_NOISE_MARGIN * group->noise;

  return self->gated ? MIN (RSC_TIE_WIDE_LEAST, rounding) : RSC_TIE_WIDE_LEAST;
}

/* What wide numbers leave of a tie, and what the residual's conditions are off by. */
static double
get_wide_rounding (const RscTies *self, const RscTieGroup *group)
{
  return MAX (MAX (rsc_ties_get_least (self, group), MIN (RSC_TIE_WIDE_LEAST, self->resolved)),
              RSC_TIE_WIDE_ROUNDING * RSC_TIE_NOISE_MARGIN * group->noise);
}

/* Of data given exactly no rounding moves a tie, but that of λ_max if that is λ. */
static double
get_tolerance (const RscTies *self, const RscTieGroup *group)
{
  const double noise = RSC_TIE_NOISE_MARGIN * group->noise;
  const double most = MIN (MAX (noise, self->tolerance), RSC_TIE_MAX);

  if (self->given && rsc_refinement_get_n_neurons (self->refinement) > 0)
    return MIN (MAX (get_wide_rounding (self, group), self->resolved), most);
  return most;
}

/* A tie leaves nothing that wide numbers show, if nothing is above λ. Where the data were rounded
 * it may be off by that, which is told from a distance where such a distance would have to be small
 * by chance. */
static gboolean
is_doubtful (const RscTies *self, const RscTieGroup *group, double tolerance)
{
  return (self->given || tolerance > RSC_TOLERANCE_COINCIDENCE)
         && MAX (fabs (group->excess), self->above) > get_wide_rounding (self, group);
}

/* The square of the angle between the directions of two groups. */
static double
measure_square (const RscTies *self, gsize one, gsize other)
{
  const RscWide *u = &g_array_index (self->directions, RscWide, one * self->d);
  const RscWide *v = &g_array_index (self->directions, RscWide, other * self->d);
  double square = 0.0;

  for (gsize k = 0; k < self->d; k++)
    {
      const double e = rsc_wide_round (rsc_wide_subtract (u[k], v[k]));

      square += e * e;
    }
  return square;
}

/* Where a direction is close to a data point's hyperplane, the block beyond it has its v_b on the
 * shared wall, off by an angle θ and shorter by exactly θ²/2: not equicorrelated, however small
 * that is. */
static gboolean
is_shadow (const RscTies *self, gsize group, gsize of)
{
  const RscTieGroup *a = &g_array_index (self->groups, RscTieGroup, group);
  const RscTieGroup *b = &g_array_index (self->groups, RscTieGroup, of);
  const double square = measure_square (self, group, of);

  return b->excess - a->excess > RSC_TIE_SHADOW_SHARE * square && square > 0.0;
}

/* Whether the directions of @group and @of, which is not shorter, are one neuron: as hyperplanes
 * can be that are one but for the last digit. What tells a shadow from a tie, a share of θ², is
 * then less than what is no difference of ||v_b||; but not of one that is seen to be a shadow. */
static gboolean
is_one (const RscTies *self, gsize group, gsize of)
{
  const RscTieGroup *a = &g_array_index (self->groups, RscTieGroup, group);
  const RscTieGroup *b = &g_array_index (self->groups, RscTieGroup, of);
  const double square = measure_square (self, group, of);
  const double shorter = b->excess - a->excess;

  if (shorter <= square && shorter > get_wide_rounding (self, b) && is_shadow (self, group, of))
    return FALSE;
  return MAX (RSC_TIE_SHADOW_SHARE * square, shorter)
         <= MAX (get_tolerance (self, a), get_tolerance (self, b));
}

static int
compare_groups (gconstpointer one, gconstpointer two, gpointer data)
{
  const RscTies *self = data;
  const RscTieGroup *a = &g_array_index (self->groups, RscTieGroup, *(const gsize *) one);
  const RscTieGroup *b = &g_array_index (self->groups, RscTieGroup, *(const gsize *) two);

  if (a->excess != b->excess)
    return a->excess > b->excess ? -1 : 1;
  return a->first < b->first ? -1 : a->first > b->first;
}

/* Whether the candidate has a longer v_b than the group @of, whose direction its cone holds, by the
 * angle between the two: beside a kink the nearest direction on it is off by that. Then it has a
 * group of its own, else not. */
static gboolean
casts_shadow (RscTies *self, gsize i, gsize of)
{
  const gsize own = add_group (self, i);

  const RscTieGroup *a = &g_array_index (self->groups, RscTieGroup, of);
  const RscTieGroup *b = &g_array_index (self->groups, RscTieGroup, own);

  if (is_shadow (self, of, own)
      && b->excess - a->excess > RSC_TIE_WIDE_ROUNDING * RSC_TIE_NOISE_MARGIN * b->noise)
    return TRUE;
  g_array_set_size (self->groups, (guint) own);
  return FALSE;
}

/* Whether one of the residual's own neurons is in the block. */
static gboolean
is_active (const RscTies *self, gsize block)
{
  for (gsize i = 0; i < rsc_refinement_get_n_neurons (self->refinement); i++)
    if (rsc_refinement_get_block (self->refinement, i) == block)
      return TRUE;
  return FALSE;
}

/* Puts the candidate into the first group of its cluster whose direction its cone holds, or into
 * one of its own. @first, @last: of the groups of each cluster. */
static void
join_group (RscTies *self, gsize i, gsize *first, gsize *last)
{
  const gsize cluster = g_array_index (self->candidates, RscTieCandidate, i).cluster;
  const gsize block = g_array_index (self->candidates, RscTieCandidate, i).block;
  gsize g = first[cluster];

  while (g != G_MAXSIZE && !holds (self, block, g))
    g = g_array_index (self->groups, RscTieGroup, g).next;
  if (g == G_MAXSIZE || (is_active (self, block) && casts_shadow (self, i, g)))
    {
      g = g == G_MAXSIZE ? add_group (self, i) : self->groups->len - 1;
      if (first[cluster] == G_MAXSIZE)
        first[cluster] = g;
      else
        g_array_index (self->groups, RscTieGroup, last[cluster]).next = g;
      last[cluster] = g;
    }
  else
    {
      RscTieCandidate *leader = &g_array_index (self->candidates, RscTieCandidate,
                                                g_array_index (self->groups, RscTieGroup, g).first);

      g_array_index (self->candidates, RscTieCandidate, i).next = leader->next;
      leader->next = i;
    }
  g_array_index (self->candidates, RscTieCandidate, i).group = g;
}

/* Groups of the candidates, each compared with the groups of its cluster. FALSE when cancelled. */
static gboolean
make_groups (RscTies *self, gsize n_clusters, GCancellable *cancellable, GError **error)
{
  g_autofree gsize *first = g_new (gsize, 2 * n_clusters + 1);
  gsize *last = first + n_clusters;

  g_array_set_size (self->groups, 0);
  for (gsize c = 0; c < n_clusters; c++)
    first[c] = last[c] = G_MAXSIZE;
  for (gsize i = 0; i < self->candidates->len; i++)
    {
      if (i % CANDIDATES_PER_POLL == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      join_group (self, i, first, last);
    }
  return TRUE;
}

/* The candidates of the group @of a shadow go to the group @owner if their cones hold its
 * direction, or all where the two are @one neuron. Whether none is left. */
static gboolean
hand_over (RscTies *self, gsize of, gsize owner, gboolean one)
{
  gboolean all = TRUE;

  for (gsize i = g_array_index (self->groups, RscTieGroup, of).first; i != G_MAXSIZE;
       i = g_array_index (self->candidates, RscTieCandidate, i).next)
    {
      RscTieCandidate *candidate = &g_array_index (self->candidates, RscTieCandidate, i);

      if (one || holds (self, candidate->block, owner))
        candidate->group = owner;
      else
        all = FALSE;
    }
  return all;
}

gboolean
rsc_ties_find_groups (RscTies *self,
                      gsize n_clusters,
                      double *next,
                      double *used,
                      double *left,
                      GCancellable *cancellable,
                      GError **error)
{
  if (!make_groups (self, n_clusters, cancellable, error))
    return FALSE;

  g_autofree gsize *order = g_new (gsize, 2 * (self->groups->len + n_clusters) + 1);
  /* Of each cluster those that are equal so far, each after the next larger one. */
  gsize *largest = order + self->groups->len;
  gsize *smallest = largest + n_clusters;
  gsize *smaller = smallest + n_clusters;
  for (gsize c = 0; c < n_clusters; c++)
    largest[c] = smallest[c] = G_MAXSIZE;
  self->above = 0.0;
  for (gsize g = 0; g < self->groups->len; g++)
    {
      order[g] = g;
      smaller[g] = G_MAXSIZE;
      /* At the optimum nothing is above λ. */
      self->above = MAX (self->above, g_array_index (self->groups, RscTieGroup, g).excess);
    }
  self->resolved = MAX (self->resolved, RSC_TIE_ERROR_MARGIN * self->above);
  if (self->groups->len > 1)
    g_qsort_with_data (order, (int) self->groups->len, sizeof (gsize), compare_groups, self);
  *used = 0.0;
  *left = 0.0;
  for (gsize k = 0; k < self->groups->len; k++)
    {
      RscTieGroup *group = &g_array_index (self->groups, RscTieGroup, order[k]);
      const gsize cluster = g_array_index (self->candidates, RscTieCandidate, group->first).cluster;
      const double tolerance = get_tolerance (self, group);
      gsize owner = self->gated ? G_MAXSIZE : largest[cluster];

      if (k % CANDIDATES_PER_POLL == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      gboolean one = FALSE;
      while (owner != G_MAXSIZE && !(one = is_one (self, order[k], owner))
             && !is_shadow (self, order[k], owner))
        owner = smaller[owner];
      if (owner != G_MAXSIZE)
        {
          if (!hand_over (self, order[k], owner, one))
            *next = MAX (*next, 1.0 + group->excess);
          continue;
        }
      group->equal = group->excess >= -tolerance;
      group->doubtful = group->equal && is_doubtful (self, group, tolerance);
      if (group->excess > tolerance)
        *left = MAX (*left, group->excess);
      if (!group->equal)
        {
          *next = MAX (*next, 1.0 + group->excess);
          continue;
        }
      *used = MAX (*used, tolerance);
      if (largest[cluster] == G_MAXSIZE)
        largest[cluster] = order[k];
      else
        smaller[smallest[cluster]] = order[k];
      smallest[cluster] = order[k];
    }
  return TRUE;
}
