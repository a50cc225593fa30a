/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/path/rsc-path-events.h"

#include "core/numerics/rsc-tolerances.h"
#include "core/path/rsc-path-branch.h"
#include "core/path/rsc-path-straight.h"
#include "core/path/rsc-vertex-jump.h"

#include <math.h>
#include <string.h>

/* Branches followed between two points before bisection takes over: more are a sign of trouble. */
#define BRANCHES_MAX 500
/* And looks between states that are the same. */
#define LOOKS_MAX 20

/* Gives @b its ids and says what changed since @a. */
static void
note_changes (RscPathTracer *self, const RscPathState *a, RscPathState *b, double low, double high)
{
  const gsize n = rsc_problem_get_n (self->record->problem);
  const gboolean was_unique = rsc_optimal_set_is_unique (a->set);
  const gboolean now_unique = rsc_optimal_set_is_unique (b->set);
  g_autofree gsize *origin = g_new (gsize, b->n_neurons + 1);
  g_autofree gboolean *stays = g_new0 (gboolean, a->n_neurons + 1);

  rsc_path_state_inherit (self, a, b);
  rsc_path_state_match (self, a, b, origin);
  for (gsize j = 0; j < b->n_neurons; j++)
    if (origin[j] != G_MAXSIZE)
      stays[origin[j]] = TRUE;
  for (gsize k = 0; k < a->n_neurons; k++)
    if (!stays[k])
      rsc_path_record_add_event (self->record, low, high, RSC_PATH_LEAVES, a->ids[k]);
  for (gsize j = 0; j < b->n_neurons; j++)
    if (origin[j] == G_MAXSIZE)
      rsc_path_record_add_event (self->record, low, high, RSC_PATH_ENTERS, b->ids[j]);
    else if (memcmp (a->sides + origin[j] * n, b->sides + j * n, n) != 0)
      rsc_path_record_add_event (self->record, low, high, RSC_PATH_FACE, b->ids[j]);
  if (was_unique != now_unique)
    rsc_path_record_add_event (self->record, low, high,
                               now_unique ? RSC_PATH_UNIQUE : RSC_PATH_NON_UNIQUE,
                               RSC_PATH_NO_NEURON);
}

/* The state at the λ of @state with the set that the settings ask for. */
static RscPathState *
fill_state (RscPathTracer *self, RscPathState *state, GError **error)
{
  g_autoptr (RscPathState) full = NULL;

  if (state->at_point)
    return rsc_path_state_ref (state);
  full = rsc_path_state_new_at (self, state->solution, TRUE, error);
  if (full != NULL)
    rsc_path_state_inherit (self, state, full);
  return g_steal_pointer (&full);
}

/* Compares the vertices of @above and @below the event number @event; FALSE: no jump, or
 * unknown. */
static gboolean
find_jump (RscPathTracer *self,
           const RscPathState *above,
           const RscPathState *below,
           double lambda,
           gsize event,
           RscPathJump *jump)
{
  *jump = (RscPathJump){ lambda, event, 0.0, 0.0 };
  if (rsc_vertex_jump_measure (above->set, below->set, &jump->least, &jump->largest))
    return jump->largest > 0.0;
  self->record->n_unchecked++;
  return FALSE;
}

/* Compares the vertices further away from the event, once for events that are nearer than that. */
static gboolean
check_jump (RscPathTracer *self, double low, double high, gsize event, GError **error)
{
  const double lambda = 0.5 * (low + high);
  const double top = rsc_problem_get_lambda_max (self->record->problem);
  RscPathJump jump;

  if (lambda > self->jump_checked * (1.0 - 2.0 * RSC_PATH_JUMP_MARGIN) && self->jump_checked > 0.0)
    return TRUE;
  g_autoptr (RscPathState) above = rsc_path_state_new (
    self, MIN (high * (1.0 + RSC_PATH_JUMP_MARGIN), 0.5 * (high + top)), NULL, TRUE, error);
  g_autoptr (RscPathState) below =
    above != NULL
      ? rsc_path_state_new (self, low * (1.0 - RSC_PATH_JUMP_MARGIN), above->solution, TRUE, error)
      : NULL;

  if (below == NULL)
    return FALSE;
  self->jump_checked = lambda;
  if (find_jump (self, above, below, lambda, event, &jump))
    g_array_append_val (self->record->jumps, jump);
  return TRUE;
}

static void
note_width (RscPathTracer *self,
            const RscPathState *above,
            const RscPathState *below,
            double low,
            double high)
{
  const gsize width = rsc_optimal_set_get_narrowest_width (below->set);

  if (!rsc_optimal_set_get_narrowest_proved (above->set)
      || !rsc_optimal_set_get_narrowest_proved (below->set)
      || width == rsc_optimal_set_get_narrowest_width (above->set))
    return;
  const RscPathEvent event = { 0.5 * (low + high), low,  high, RSC_PATH_NARROWEST,
                               RSC_PATH_NO_NEURON, width };
  g_array_append_val (self->record->events, event);
}

/* Whether no proof of a width was looked for: the list of vertices would be one, and is too long at
 * any distance from an event. */
static gboolean
is_unproved_anyway (const RscPathTracer *self, const RscPathState *state)
{
  return self->set.max_nodes == 0 && !rsc_optimal_set_get_vertices_listed (state->set)
         && rsc_optimal_set_get_n_vertices (state->set) >= self->set.max_vertices;
}

/* Near an event the width of the narrowest network may not be proved: a neuron that has just
 * entered is near the tolerance of the support. Looks up to RSC_PATH_WIDTH_MARGIN further away, by
 * the factor 1 + @way on, for a state that is the same otherwise and has a proved width; @state
 * itself where it has or there is none. */
static RscPathState *
find_known_width (RscPathTracer *self, RscPathState *state, double way, GError **error)
{
  const double top = rsc_problem_get_lambda_max (self->record->problem);

  if (is_unproved_anyway (self, state))
    return rsc_path_state_ref (state);
  for (; fabs (way) <= RSC_PATH_WIDTH_MARGIN && !rsc_path_state_is_width_known (state); way *= 10.0)
    {
      gboolean clear;
      const double lambda = state->lambda * (1.0 + way);
      g_autoptr (RscPathState) further =
        lambda < top ? rsc_path_state_new (self, lambda, state->solution, TRUE, error)
                     : rsc_path_state_ref (state);

      if (further == NULL)
        return NULL;
      if (!rsc_path_state_is_sure (further)
          || !rsc_path_state_is_same (self, state, further, &clear))
        break;
      if (rsc_path_state_is_width_known (further))
        return g_steal_pointer (&further);
    }
  return rsc_path_state_ref (state);
}

/* A state between the two whose width is known: halfway, or, where it is not known there, nearer to
 * one of them; NULL without @error where there is none. */
static RscPathState *
find_known_between (RscPathTracer *self,
                    const RscPathState *above,
                    const RscPathState *below,
                    GError **error)
{
  static const double shares[] = { 0.5, 0.25, 0.75 };
  const double ratio = below->lambda / above->lambda;

  for (gsize k = 0; k < G_N_ELEMENTS (shares); k++)
    {
      RscPathState *middle = rsc_path_state_new (self, above->lambda * pow (ratio, shares[k]),
                                                 above->solution, TRUE, error);

      if (middle == NULL || rsc_path_state_is_width_known (middle))
        return middle;
      rsc_path_state_unref (middle);
    }
  return NULL;
}

/* Finds where the narrowest width changes between two states that are the same otherwise:
 * bisection, for a width says nothing about how far its change is. Next to it a norm is near the
 * tolerance of the support, and the width may not be known; the bracket then stays wider. */
static gboolean
locate_widths (RscPathTracer *self, RscPathState *start, RscPathState *end, GError **error)
{
  g_autoptr (RscPathState) from = rsc_path_state_ref (start);

  while (rsc_path_state_is_width_known (from) && rsc_path_state_is_width_known (end)
         && rsc_optimal_set_get_narrowest_width (from->set)
              != rsc_optimal_set_get_narrowest_width (end->set))
    {
      g_autoptr (RscPathState) above = rsc_path_state_ref (from);
      g_autoptr (RscPathState) below = rsc_path_state_ref (end);

      while (above->lambda - below->lambda > RSC_TOLERANCE_EVENT * above->lambda)
        {
          GError *trouble = NULL;
          RscPathState *middle = find_known_between (self, above, below, &trouble);

          if (trouble != NULL)
            {
              g_propagate_error (error, trouble);
              return FALSE;
            }
          if (middle == NULL)
            break;
          rsc_path_state_take (rsc_optimal_set_get_narrowest_width (middle->set)
                                   == rsc_optimal_set_get_narrowest_width (above->set)
                                 ? &above
                                 : &below,
                               middle);
        }

      /* At the very λ several norms may vanish that do not on either side. */
      const double low = below->lambda, bottom = low * (1.0 - RSC_PATH_EVENT_MARGIN);
      if (bottom > end->lambda)
        {
          RscPathState *further = rsc_path_state_new (self, bottom, below->solution, TRUE, error);

          if (further == NULL)
            return FALSE;
          rsc_path_state_take (&below, further);
        }
      if (above->lambda - low <= RSC_PATH_WIDTH_MARGIN * above->lambda)
        note_width (self, above, below, low, above->lambda);
      rsc_path_state_take (&from, g_steal_pointer (&below));
    }
  return TRUE;
}

/* The changes of width from @start to @before, put in front of event number *@first, which
 * moves. */
static gboolean
insert_widths (RscPathTracer *self,
               RscPathState *start,
               RscPathState *before,
               guint *first,
               GError **error)
{
  GArray *events = self->record->events;
  const guint count = events->len;

  if (start == before || !locate_widths (self, start, before, error))
    return start == before;

  const guint n_new = events->len - count;
  g_autofree RscPathEvent *fresh = g_new (RscPathEvent, n_new + 1);
  memcpy (fresh, events->data + count * sizeof (RscPathEvent), n_new * sizeof (RscPathEvent));
  g_array_set_size (events, count);
  g_array_insert_vals (events, *first, fresh, n_new);
  *first += n_new;
  return TRUE;
}

/* Says what changed from @start, a state above the bracket, to *@after, one below; where there is
 * more than one network, also what that does to vertices and widths, and *@after then has its full
 * set. */
static gboolean
note_event (RscPathTracer *self,
            RscPathState *start,
            RscPathState **after,
            double low,
            double high,
            GError **error)
{
  guint first = self->record->events->len;
  const double top = high * (1.0 + RSC_PATH_EVENT_MARGIN);
  const GPtrArray *points = self->record->points;
  const RscPathPoint *last = g_ptr_array_index (points, points->len - 1);

  RscPathJump jump;

  note_changes (self, start, *after, low, high);
  if (self->record->events->len == first)
    return TRUE;
  if (rsc_optimal_set_is_unique (start->set) && rsc_optimal_set_is_unique ((*after)->set))
    {
      note_width (self, start, *after, low, high);
      return TRUE;
    }
  /* Where the set at the last point has more vertices than are listed, these very likely have
   * too. */
  if (!rsc_optimal_set_get_vertices_complete (last->set))
    {
      self->record->n_unchecked++;
      return TRUE;
    }

  g_autoptr (RscPathState) before = NULL;
  if (top < start->lambda)
    {
      before = rsc_path_state_new (self, top, start->solution, TRUE, error);
      if (before != NULL)
        rsc_path_state_inherit (self, start, before);
    }
  else
    before = fill_state (self, start, error);
  RscPathState *below = before != NULL ? fill_state (self, *after, error) : NULL;
  if (below == NULL)
    return FALSE;
  rsc_path_state_take (after, below);
  if (!insert_widths (self, start, before, &first, error))
    return FALSE;
  g_autoptr (RscPathState) wide_above =
    find_known_width (self, before, 10.0 * RSC_PATH_EVENT_MARGIN, error);
  g_autoptr (RscPathState) wide_below =
    wide_above != NULL ? find_known_width (self, below, -10.0 * RSC_PATH_EVENT_MARGIN, error)
                       : NULL;
  if (wide_below == NULL)
    return FALSE;
  note_width (self, wide_above, wide_below, low, high);
  /* What is continuous this close is so further away. */
  return start->n_neurons == 0 || !find_jump (self, before, below, 0.5 * (low + high), first, &jump)
         || check_jump (self, low, high, first, error);
}

/* The branch that @state lies on: that of the prediction where it is the same, or NULL. */
static RscBranchState *
take_branch (RscPathTracer *self, const RscPathState *state)
{
  if (self->branch != NULL && self->branch->set == state->set)
    return g_steal_pointer (&self->branch);
  return rsc_branch_state_new (state->set, self->pricer);
}

/* A state beside an event at @lambda, on the side of @limit: as near as the event's margin, or ten
 * and a hundred times that where the set is an approximation there; @limit itself where that is
 * nearer. @warm: borrowed or NULL. */
static RscPathState *
make_beside (RscPathTracer *self,
             double lambda,
             RscPathState *limit,
             RscSolution *warm,
             gboolean at_point,
             GError **error)
{
  const double way = limit->lambda > lambda ? 1.0 : -1.0;
  g_autoptr (RscPathState) found = NULL;

  for (double margin = RSC_PATH_EVENT_MARGIN; margin <= RSC_PATH_WIDTH_MARGIN; margin *= 10.0)
    {
      const double place = lambda * (1.0 + way * margin);

      if (way * (limit->lambda - place) <= 0.0)
        return rsc_path_state_ref (limit);
      g_clear_pointer (&found, rsc_path_state_unref);
      found = rsc_path_state_new (self, place, warm, at_point, error);
      if (found == NULL || rsc_path_state_is_sure (found))
        break;
    }
  return g_steal_pointer (&found);
}

/* Follows the smooth branch that @start lies on towards @end, and records what happens where it
 * ends.
 * *@settled: a state below that, with its ids; NULL where it does not end or cannot be followed.
 * @quiet: the two are the same. */
static gboolean
follow_branch (RscPathTracer *self,
               RscPathState *start,
               RscPathState *end,
               gboolean quiet,
               RscPathBranchEnd *kind,
               RscPathState **settled,
               GError **error)
{
  g_autoptr (RscBranchState) branch = take_branch (self, start);
  GError *trouble = NULL;
  double low, high;
  gboolean clear;

  *kind = RSC_PATH_BRANCH_UNKNOWN;
  if (branch == NULL)
    return TRUE;
  if (quiet && rsc_path_branch_surely_holds (branch, end->set))
    {
      *kind = RSC_PATH_BRANCH_HOLDS;
      return TRUE;
    }
  *kind = rsc_path_branch_find_end (branch, end->lambda, &low, &high, self->cancellable, &trouble);
  if (trouble != NULL)
    {
      g_propagate_error (error, trouble);
      return FALSE;
    }
  if (*kind != RSC_PATH_BRANCH_ENDS)
    return TRUE;

  const gboolean at_point =
    rsc_path_state_is_width_known (start) && !rsc_optimal_set_is_unique (start->set);
  g_autoptr (RscSolution) warm = rsc_path_branch_dup_start (branch);
  g_autoptr (RscPathState) after = make_beside (self, low, end, warm, at_point, error);
  if (after == NULL)
    return FALSE;
  if (!rsc_path_state_is_sure (after))
    return TRUE;
  if (rsc_path_state_is_same (self, start, after, &clear))
    {
      rsc_path_state_inherit (self, start, after);
      if (!locate_widths (self, start, after, error))
        return FALSE;
    }
  else if (!note_event (self, start, &after, low, high, error))
    return FALSE;
  *settled = g_steal_pointer (&after);
  return TRUE;
}

/* Looks between two states that are the same for events that undo each other: where the branch that
 * @start lies on ends above @end, or where that cannot be followed halfway. *@settled: a state
 * below the first of them, with its ids, or NULL. */
static gboolean
look_between (RscPathTracer *self,
              RscPathState *start,
              RscPathState *end,
              RscPathState **settled,
              GError **error)
{
  RscPathBranchEnd kind;
  gboolean clear;

  if (rsc_path_straight_holds (start, end))
    return TRUE;
  if (!follow_branch (self, start, end, TRUE, &kind, settled, error))
    return FALSE;
  if (*settled != NULL || kind == RSC_PATH_BRANCH_HOLDS
      || log (start->lambda / end->lambda) < RSC_PATH_RIVAL_STEP)
    return TRUE;
  g_autoptr (RscPathState) middle = rsc_path_state_new (
    self, rsc_path_state_get_middle (start, end), start->solution, FALSE, error);
  if (middle == NULL)
    return FALSE;
  if (!rsc_path_state_is_sure (middle) || rsc_path_state_is_same (self, start, middle, &clear))
    return TRUE;
  if (!rsc_path_events_trace (self, start, middle, error))
    return FALSE;
  *settled = g_steal_pointer (&middle);
  return TRUE;
}

/* Finds the first event below @start, if there is one. *@settled: a state below it, or @end. */
static gboolean
locate (RscPathTracer *self,
        RscPathState *start,
        RscPathState *end,
        RscPathState **settled,
        GError **error)
{
  g_autoptr (RscPathState) above = rsc_path_state_ref (start);
  g_autoptr (RscPathState) below = rsc_path_state_ref (end);
  gboolean clear;

  while (above->lambda - below->lambda > RSC_TOLERANCE_EVENT * above->lambda)
    {
      g_autoptr (RscPathState) middle = rsc_path_state_new (
        self, rsc_path_state_get_middle (above, below), above->solution, FALSE, error);

      if (middle == NULL)
        return FALSE;
      if (!rsc_path_state_is_sure (middle))
        break;
      if (rsc_path_state_is_same (self, above, middle, &clear))
        {
          rsc_path_state_take (&above, g_steal_pointer (&middle));
          /* Too long a step can look like an event, and shorter ones show that there is none. */
          if (rsc_path_state_is_same (self, above, below, &clear))
            {
              rsc_path_state_inherit (self, start, above);
              rsc_path_state_inherit (self, above, below);
              if (!locate_widths (self, start, below, error))
                return FALSE;
              *settled = g_steal_pointer (&below);
              return TRUE;
            }
        }
      else
        rsc_path_state_take (&below, g_steal_pointer (&middle));
    }

  const double low = below->lambda, high = above->lambda;
  g_autoptr (RscPathState) before = make_beside (self, high, start, above->solution, FALSE, error);
  if (before == NULL)
    return FALSE;
  if (before != start)
    note_changes (self, start, before, low, high);
  g_autoptr (RscPathState) after = make_beside (self, low, end, below->solution, FALSE, error);
  if (after == NULL)
    return FALSE;
  if (!note_event (self, before, &after, low, high, error))
    return FALSE;
  *settled = g_steal_pointer (&after);
  return TRUE;
}

/* Follows the neurons from @start (with ids) to @end, which gets its ids. */
gboolean
rsc_path_events_trace (RscPathTracer *self, RscPathState *start, RscPathState *end, GError **error)
{
  g_autoptr (RscPathState) from = rsc_path_state_ref (start);
  guint n_branches = 0, n_looks = 0;

  while (from != end)
    {
      gboolean clear;

      /* At an event two sets of one solution can count as different, and nothing is between
       * them. */
      if (from->lambda <= end->lambda)
        {
          note_changes (self, from, end, end->lambda, from->lambda);
          return TRUE;
        }
      if (rsc_path_state_is_same (self, from, end, &clear))
        {
          if (clear || log (from->lambda / end->lambda) < RSC_PATH_RIVAL_STEP)
            {
              RscPathState *settled = NULL;

              if (n_looks++ < LOOKS_MAX && !look_between (self, from, end, &settled, error))
                return FALSE;
              if (settled == NULL)
                {
                  rsc_path_state_inherit (self, from, end);
                  return locate_widths (self, from, end, error);
                }
              rsc_path_state_take (&from, settled);
              continue;
            }
          g_autoptr (RscPathState) middle = rsc_path_state_new (
            self, rsc_path_state_get_middle (from, end), from->solution,
            rsc_path_state_is_width_known (from) && rsc_path_state_is_width_known (end), error);
          if (middle == NULL || !rsc_path_events_trace (self, from, middle, error))
            return FALSE;
          rsc_path_state_take (&from, g_steal_pointer (&middle));
        }
      else
        {
          RscPathState *settled = NULL;
          RscPathBranchEnd kind;

          if ((n_branches++ < BRANCHES_MAX
               && !follow_branch (self, from, end, FALSE, &kind, &settled, error))
              || (settled == NULL && !locate (self, from, end, &settled, error)))
            return FALSE;
          rsc_path_state_take (&from, settled);
        }
    }
  return TRUE;
}

/* Whether a neuron of @first takes part that has ||v_b|| < λ_max at λ_max, where @zero is. */
static gboolean
has_followed (const RscPathTracer *self, const RscPathState *zero, const RscPathState *first)
{
  const gsize m = rsc_optimal_set_get_n_neurons (zero->set);

  for (gsize k = 0; k < first->n_neurons; k++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (first->set, k);
      gboolean tied = FALSE;

      for (gsize i = 0; i < m && !tied; i++)
        tied = rsc_path_state_get_distance (self, neuron, rsc_optimal_set_get_neuron (zero->set, i))
               < RSC_PATH_TURN_FIRST;
      if (!tied)
        return TRUE;
    }
  return FALSE;
}

/* The set at the solution of @state, searched for the least width for as long as a set by itself
 * is. */
static RscPathState *
search_width (RscPathTracer *self, RscPathState *state, GError **error)
{
  const RscOptimalSetSettings quick = self->set;
  RscPathState *searched;

  rsc_optimal_set_settings_init (&self->set);
  searched = rsc_path_state_new_at (self, state->solution, TRUE, error);
  self->set = quick;
  return searched;
}

/* From λ_max, where the zero network is optimal, to just below it. */
gboolean
rsc_path_events_start (RscPathTracer *self,
                       RscPathState *zero,
                       RscPathState *end,
                       RscPathState **from,
                       GError **error)
{
  g_autoptr (RscPathState) first = rsc_path_state_ref (end);

  for (double margin = RSC_PATH_FIRST_MARGIN; margin >= 0.9 * RSC_PATH_FIRST_MARGIN_LEAST;
       margin *= 0.1)
    {
      const double lambda = zero->lambda * (1.0 - margin);
      RscPathState *nearer = lambda > end->lambda
                               ? rsc_path_state_new (self, lambda, zero->solution, TRUE, error)
                               : rsc_path_state_ref (end);

      if (nearer == NULL)
        return FALSE;
      rsc_path_state_take (&first, nearer);
      if (!has_followed (self, zero, first))
        break;
    }
  if (first != end && !rsc_path_state_is_width_known (first))
    {
      RscPathState *searched = search_width (self, first, error);

      if (searched == NULL)
        return FALSE;
      rsc_path_state_take (&first, searched);
    }
  if (!note_event (self, zero, &first, zero->lambda, zero->lambda, error))
    return FALSE;
  *from = g_steal_pointer (&first);
  return TRUE;
}
