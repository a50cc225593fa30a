/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parts.h"
#include "core/path/rsc-path.h"
#include <math.h>
#include <string.h>

/* The events of paths: whether the sets on both sides differ as is said, whether anything happens
 * in between, and whether the sets next to an event are right. */

#define RATIO_MIN 0.1
/* Events nearer than this to each other are one place. */
#define TOGETHER 1e-5
/* How far from an event its two sides are looked at. */
#define ASIDE 1e-5
/* The same neuron on both sides of an event. */
#define SAME 1e-3

/* ---- the state at one λ -------------------------------------------------------------------- */

typedef struct
{
  int sign;
  double u[CASE_FEATURES_MAX + 1];
  guint32 pattern; /* gated: the gate's; else the rows above its kink */
  guint32 kink;
} Place;

/**
 * State:
 * @known: FALSE where it hangs on less than double precision shows
 * @places: the neurons of the support
 */
typedef struct
{
  double lambda;
  gboolean known;
  GArray *places; /* Place */
  gsize dimension;
  gsize narrowest;
} State;

static int
compare_places (gconstpointer one, gconstpointer two)
{
  const Place *a = one;
  const Place *b = two;

  if (a->sign != b->sign)
    return a->sign < b->sign ? -1 : 1;
  if (a->pattern != b->pattern)
    return a->pattern < b->pattern ? -1 : 1;
  return (a->kink > b->kink) - (a->kink < b->kink);
}

static Place
get_place (const Judge *judge, gsize neuron)
{
  const Truth *truth = &judge->truth;
  const Program *program = &judge->program;
  const Quad *u = truth->directions + neuron * program->d;
  Place place = { .sign = truth->signs[neuron], .pattern = truth->patterns[neuron] };

  for (gsize k = 0; k < program->d; k++)
    place.u[k] = (double) u[k];
  if (program->gated)
    return place;
  place.pattern = 0;
  for (gsize i = 0; i < program->n; i++)
    {
      Quad value = quad_dot (program->d, program->x + i * program->d, u);

      if (quad_abs (value) <= (Quad) 1e-18 * program->row_norms[i])
        place.kink |= 1u << i;
      else if (value > 0)
        place.pattern |= 1u << i;
    }
  return place;
}

static void
state_init (State *self, Judge *judge, double lambda)
{
  *self = (State){ .lambda = lambda };
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  judge_reset (judge);
  if (!judge_find_optimum (judge, lambda))
    return;
  truth_init (&judge->truth, &judge->optimum);
  judge->has_truth = TRUE;
  if (judge->truth.doubt != NULL || !judge->truth.complete)
    return;
  self->known = TRUE;
  self->dimension = judge->truth.dimension;
  self->narrowest = judge->truth.narrowest;
  for (gsize i = 0; i < judge->truth.m; i++)
    if (judge->truth.support & (1u << i))
      {
        Place place = get_place (judge, i);

        g_array_append_val (self->places, place);
      }
  g_array_sort (self->places, compare_places);
}

static void
state_clear (State *self)
{
  g_clear_pointer (&self->places, g_array_unref);
}

static char *
describe (const State *self)
{
  return g_strdup_printf ("%u neurons, dimension %zu, narrowest %zu at %.12g", self->places->len,
                          self->dimension, self->narrowest, self->lambda);
}

/* ---- what changes from one to another ------------------------------------------------------ */

typedef struct
{
  gsize enters;
  gsize leaves;
  gsize faces;
  gboolean uniqueness;
  gboolean narrowest;
} Changes;

static Changes
compare_states (const Judge *judge, const State *above, const State *below)
{
  Changes changes = { 0, 0, 0, FALSE, FALSE };
  g_autofree gboolean *used = g_new0 (gboolean, below->places->len + 1);

  for (guint i = 0; i < above->places->len; i++)
    {
      const Place *a = &g_array_index (above->places, Place, i);
      guint nearest = below->places->len;
      double least = SAME;

      for (guint j = 0; j < below->places->len; j++)
        {
          const Place *b = &g_array_index (below->places, Place, j);
          double distance = 0.0;

          if (used[j] || a->sign != b->sign || (judge->program.gated && a->pattern != b->pattern))
            continue;
          for (gsize k = 0; k < judge->program.d; k++)
            distance = hypot (distance, a->u[k] - b->u[k]);
          /* The gate is what a gated neuron is known by. */
          if (judge->program.gated ? nearest == below->places->len : distance < least)
            {
              nearest = j;
              least = distance;
            }
        }
      if (nearest == below->places->len)
        {
          changes.leaves++;
          continue;
        }
      used[nearest] = TRUE;
      changes.faces += compare_places (a, &g_array_index (below->places, Place, nearest)) != 0;
    }
  for (guint j = 0; j < below->places->len; j++)
    changes.enters += !used[j];
  changes.uniqueness = (above->dimension > 0) != (below->dimension > 0);
  changes.narrowest = above->narrowest != below->narrowest;
  return changes;
}

/* ---- events -------------------------------------------------------------------------------- */

static void
compare_count (Judge *judge, double lambda, const char *what, gsize said, gsize right)
{
  if (said != right)
    judge_complain (judge, "event: %zu %s at %.12g, right are %zu", said, what, lambda, right);
}

/* Events first to last are one place, between @above and @below. */
static void
check_events (Judge *judge,
              const RscPath *path,
              gsize first,
              gsize last,
              const State *above,
              const State *below)
{
  Changes changes = compare_states (judge, above, below);
  gsize counts[6] = { 0 };
  double lambda = rsc_path_get_event (path, first)->lambda;
  gboolean spread = rsc_path_get_event (path, last)->lambda < lambda * (1.0 - 1e-7);

  for (gsize k = first; k <= last; k++)
    {
      const RscPathEvent *event = rsc_path_get_event (path, k);

      counts[event->kind]++;
      if (event->kind == RSC_PATH_NARROWEST && k == last && event->width != below->narrowest)
        judge_complain (judge, "event: narrowest %zu below %.12g, right is %zu", event->width,
                        lambda, below->narrowest);
    }
  compare_count (judge, lambda, "enter", counts[RSC_PATH_ENTERS], changes.enters);
  compare_count (judge, lambda, "leave", counts[RSC_PATH_LEAVES], changes.leaves);
  if ((counts[RSC_PATH_FACE] > 0) != (changes.faces > 0))
    judge_complain (judge, "event: %zu faces at %.12g, right are %zu", counts[RSC_PATH_FACE],
                    lambda, changes.faces);
  compare_count (judge, lambda, "changes of uniqueness",
                 counts[RSC_PATH_UNIQUE] + counts[RSC_PATH_NON_UNIQUE], changes.uniqueness);
  /* Where it changes twice within the cluster, it may be the same again. */
  if (counts[RSC_PATH_NARROWEST] <= 1 || !spread)
    compare_count (judge, lambda, "changes of the least width", counts[RSC_PATH_NARROWEST],
                   changes.narrowest);
}

/* Nothing happens from @above to @below. */
static void
check_stretch (Judge *judge, const State *above, const State *below)
{
  gboolean same = above->places->len == below->places->len && above->dimension == below->dimension
                  && above->narrowest == below->narrowest;

  for (guint i = 0; same && i < above->places->len; i++)
    same = compare_places (&g_array_index (above->places, Place, i),
                           &g_array_index (below->places, Place, i))
           == 0;
  if (!same)
    {
      g_autofree char *before = describe (above);
      g_autofree char *after = describe (below);

      judge_complain (judge, "missed: no event between %s and %s", before, after);
    }
}

/* From just below one place to just above the next: both ends and two λ in between. */
static void
check_between (Judge *judge, const State *above, double end, guint64 *state)
{
  double inside[3] = { end, 0.0, 0.0 };

  for (gsize k = 1; k < 3; k++)
    inside[k] = end * pow (above->lambda / end, case_random (state));
  for (gsize k = 0; k < 3 && above->known; k++)
    {
      State below;

      state_init (&below, judge, inside[k]);
      if (below.known)
        check_stretch (judge, above, &below);
      state_clear (&below);
    }
}

/* The set at @lambda, beside an event. */
static void
check_near (Judge *judge, double lambda)
{
  guint before = judge->complaints->len;

  judge_reset (judge);
  if (judge_solve (judge, lambda, 0.0, NULL))
    judge_set (judge);
  for (guint k = before; k < judge->complaints->len; k++)
    {
      char *complaint = g_ptr_array_index (judge->complaints, k);

      g_ptr_array_index (judge->complaints, k) =
        g_strdup_printf ("near: --lambda %.17g: %s", lambda, complaint);
      g_free (complaint);
    }
}

static RscPath *
make_path (Judge *judge)
{
  g_autoptr (GError) error = NULL;
  RscPathSettings settings;
  RscPath *path;

  rsc_path_settings_init (&settings);
  settings.ratio_min = RATIO_MIN;
  path = rsc_path_new (judge->problem, &settings, NULL, NULL, NULL, &error);
  if (error != NULL)
    judge_complain (judge, "error: path: %s", error->message);
  else if (rsc_path_get_status (path) != RSC_PATH_COMPLETE)
    judge_complain (judge, "status: the path is not complete");
  return path;
}

void
part_events (Judge *judge)
{
  g_autoptr (RscPath) path = NULL;
  guint64 state = judge->subject->seed;
  State above = { .places = NULL };
  double end = RATIO_MIN * rsc_problem_get_lambda_max (judge->problem);

  if (!(rsc_problem_get_lambda_max (judge->problem) > 0.0))
    return;
  path = make_path (judge);
  if (path == NULL)
    return;
  state_init (&above, judge, rsc_problem_get_lambda_max (judge->problem) * (1.0 + ASIDE));
  for (gsize first = 0; first < rsc_path_get_n_events (path);)
    {
      gsize last = first;
      double high = rsc_path_get_event (path, first)->lambda_high * (1.0 + ASIDE);
      State before;
      State after;
      double low;

      while (last + 1 < rsc_path_get_n_events (path)
             && rsc_path_get_event (path, last + 1)->lambda_high
                  > rsc_path_get_event (path, last)->lambda_low * (1.0 - 3.0 * TOGETHER))
        last++;
      low = rsc_path_get_event (path, last)->lambda_low * (1.0 - ASIDE);
      if (above.lambda > high * (1.0 + 1e-9))
        check_between (judge, &above, high, &state);
      state_init (&before, judge, high);
      state_init (&after, judge, low);
      if (before.known && after.known && low > end)
        check_events (judge, path, first, last, &before, &after);
      state_clear (&before);
      state_clear (&above);
      above = after;
      for (double aside = 1e-5; aside > 5e-9; aside /= 10.0)
        if (case_random_below (&state, 4) == 0 && low > end)
          {
            double lambda = rsc_path_get_event (path, first)->lambda;

            check_near (judge, lambda * (1.0 + (case_random_below (&state, 2) ? aside : -aside)));
          }
      first = last + 1;
    }
  if (above.lambda > end * (1.0 + 1e-4))
    check_between (judge, &above, end * (1.0 + ASIDE), &state);
  state_clear (&above);
}
