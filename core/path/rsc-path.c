/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/path/rsc-path.h"

#include "core/path/rsc-path-branch.h"
#include "core/program/rsc-solver.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/path/rsc-vertex-jump.h"

#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

/* λ never falls by more than this in one step: with that the convex combination of two neighbours
 * keeps the promise too, and the picture keeps its shape where the data are fitted at once. */
#define STEP_MIN 0.5
/* Part of ε that a step uses: the rest covers rounding. */
#define STEP_SHARE 0.999
/* What an event did is read off this far (relative) from it, where it is well above tolerances. */
#define EVENT_MARGIN 1e-6
/* The first neurons are looked at this far below λ_max: closer, the zero network is as good up to
 * the tolerance of a solve. */
#define FIRST_MARGIN 1e-4
/* |x^T u| below this times ||x|| is on the kink, as in the optimal set. */
#define KINK 1e-9
/* A neuron turns by at most this (radians per unit of log λ), and in a step by at most the next. */
#define TURN_RATE 100.0
#define TURN_MAX 0.3
/* Rounding of a direction. */
#define TURN_NOISE 1e-6
/* A match is doubtful when another neuron is nearer than this times the distance; steps shorter than
 * the next (in log λ) are not cut for that. */
#define RIVAL 3.0
#define RIVAL_STEP 1e-3
/* Branches followed between two points before bisection takes over: more are a sign of trouble. */
#define BRANCHES_MAX 500
/* Vertices are compared this far (relative) above and below an event: nearer, what tolerances make of a
 * neuron that passes a data point looks like a jump and back. */
#define JUMP_MARGIN 3e-5

struct _RscPath
{
  gatomicrefcount ref_count;
  RscProblem *problem;
  RscPathStatus status;
  double epsilon;
  double tolerance;
  gsize n_ids;
  GPtrArray *points; /* RscPathPoint */
  GArray *events;    /* RscPathEvent */
  guint n_events_in_pieces;
  GArray *pieces; /* RscPathPiece */
  GArray *jumps;  /* RscPathJump */
  gsize n_unchecked;
};

/* The state at one λ. */
typedef struct
{
  gatomicrefcount ref_count;
  double lambda;
  gboolean at_point; /* the set is as full as the settings ask for */
  RscSolution *solution;
  RscOptimalSet *set;
  gsize n_neurons;
  gsize *ids;
  gint8 *sides; /* n_neurons × n: the side of the kink that each data point is on */
} Frame;

typedef struct
{
  RscPath *path;
  RscPathSettings settings;
  double jump_checked; /* λ of the last event that was looked at for jumps, or 0 */
  RscSolver *solver;   /* remembers the blocks from one λ to the next */
  RscPricer *pricer;   /* the solver's */
  GCancellable *cancellable;
} Tracer;

/* ---- frames -------------------------------------------------------------------------------- */

static Frame *
frame_ref (Frame *frame)
{
  g_atomic_ref_count_inc (&frame->ref_count);
  return frame;
}

static void
frame_unref (Frame *frame)
{
  if (!g_atomic_ref_count_dec (&frame->ref_count))
    return;
  g_clear_pointer (&frame->solution, rsc_solution_unref);
  g_clear_pointer (&frame->set, rsc_optimal_set_unref);
  g_free (frame->ids);
  g_free (frame->sides);
  g_free (frame);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Frame, frame_unref)

static void
frame_take (Frame **place, Frame *frame)
{
  if (*place != NULL)
    frame_unref (*place);
  *place = frame;
}

static gboolean
is_gated (const Tracer *self)
{
  return rsc_problem_get_activation (self->path->problem) == RSC_ACTIVATION_GATED;
}

/* A gate decides which points a gated neuron is active on, whatever its direction: it has no kink to
 * follow, and all sides stay 0. */
static void
find_sides (const Tracer *self, Frame *frame)
{
  const RscProblem *problem = self->path->problem;
  const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
  const double *x = rsc_problem_get_x (problem);

  frame->sides = g_new0 (gint8, frame->n_neurons * n + 1);
  for (gsize k = 0; k < frame->n_neurons && !is_gated (self); k++)
    {
      const double *u = rsc_optimal_set_get_neuron (frame->set, k)->direction;

      for (gsize i = 0; i < n; i++)
        {
          const double value = cblas_ddot ((int) d, x + i * d, 1, u, 1);

          if (fabs (value) > KINK * cblas_dnrm2 ((int) d, x + i * d, 1))
            frame->sides[k * n + i] = value > 0.0 ? 1 : -1;
        }
    }
}

/* The state of @solution. @at_point: as much about the set as the settings ask for; else only what is
 * needed to compare. */
static Frame *
frame_new_at (Tracer *self, RscSolution *solution, gboolean at_point, GError **error)
{
  RscOptimalSetSettings set = self->settings.set;
  g_autoptr (Frame) frame = g_new0 (Frame, 1);

  g_atomic_ref_count_init (&frame->ref_count);
  frame->lambda = rsc_solution_get_lambda (solution);
  frame->at_point = at_point;
  frame->solution = rsc_solution_ref (solution);
  set.support_only = !at_point;
  frame->set =
    rsc_optimal_set_new_priced (solution, self->pricer, &set, NULL, NULL, self->cancellable, error);
  if (frame->set == NULL)
    return NULL;
  frame->n_neurons = rsc_optimal_set_get_n_support (frame->set);
  frame->ids = g_new (gsize, frame->n_neurons + 1);
  for (gsize k = 0; k < frame->n_neurons; k++)
    frame->ids[k] = RSC_PATH_NO_NEURON;
  find_sides (self, frame);
  return g_steal_pointer (&frame);
}

/* Solves at @lambda. */
static Frame *
frame_new (Tracer *self, double lambda, RscSolution *warm, gboolean at_point, GError **error)
{
  g_autoptr (RscSolution) solution =
    rsc_solver_run (self->solver, lambda, warm, NULL, NULL, self->cancellable, error);

  return solution != NULL ? frame_new_at (self, solution, at_point, error) : NULL;
}

/* The λ halfway, in log λ. No product of two: that can leave the range of a double. */
static double
get_middle (const Frame *above, const Frame *below)
{
  return above->lambda * sqrt (below->lambda / above->lambda);
}

static gboolean
is_solved (const Frame *frame)
{
  return rsc_solution_get_status (frame->solution) == RSC_SOLUTION_CONVERGED;
}

/* ---- identity ------------------------------------------------------------------------------ */

static double
distance (const Tracer *self, const RscNeuron *a, const RscNeuron *b)
{
  const gsize d = rsc_problem_get_d (self->path->problem);
  double sum = 0.0;

  if (is_gated (self))
    return a->pattern == b->pattern && a->sign == b->sign ? 0.0 : G_MAXDOUBLE;
  if (a->sign != b->sign)
    return G_MAXDOUBLE;
  for (gsize k = 0; k < d; k++)
    sum += (a->direction[k] - b->direction[k]) * (a->direction[k] - b->direction[k]);
  return sqrt (sum);
}

/* The neuron of @to nearest to neuron @k of @from; *@rival the second distance. */
static gsize
nearest (const Tracer *self,
         const Frame *from,
         gsize k,
         const Frame *to,
         double *first,
         double *rival)
{
  gsize found = G_MAXSIZE;

  *first = *rival = G_MAXDOUBLE;
  for (gsize j = 0; j < to->n_neurons; j++)
    {
      const double far = distance (self, rsc_optimal_set_get_neuron (from->set, k),
                                   rsc_optimal_set_get_neuron (to->set, j));
      if (far < *first)
        {
          *rival = *first;
          *first = far;
          found = j;
        }
      else
        *rival = MIN (*rival, far);
    }
  return found;
}

/* origin[j]: the neuron of @a that neuron j of @b is, or G_MAXSIZE: both are each other's nearest,
 * and no further apart than the step allows. Returns whether every match was clear. */
static gboolean
match (const Tracer *self, const Frame *a, const Frame *b, gsize *origin)
{
  const double step = fabs (log (a->lambda / b->lambda));
  const double reach = MIN (TURN_MAX, TURN_RATE * step + TURN_NOISE);
  gboolean clear = TRUE;

  for (gsize j = 0; j < b->n_neurons; j++)
    {
      double first, rival, back, other;
      const gsize k = nearest (self, b, j, a, &first, &rival);

      origin[j] = G_MAXSIZE;
      if (k == G_MAXSIZE || first > reach || nearest (self, a, k, b, &back, &other) != j)
        continue;
      origin[j] = k;
      if (first > TURN_NOISE && MIN (rival, other) < RIVAL * first)
        clear = FALSE;
    }
  return clear;
}

/* The ids of @b from those of @a; a neuron without origin gets a new one. */
static void
inherit (Tracer *self, const Frame *a, Frame *b)
{
  g_autofree gsize *origin = g_new (gsize, b->n_neurons + 1);

  match (self, a, b, origin);
  for (gsize j = 0; j < b->n_neurons; j++)
    b->ids[j] = origin[j] == G_MAXSIZE ? self->path->n_ids++ : a->ids[origin[j]];
}

/* Whether nothing happened from @a to @b. *@clear: see match(). */
static gboolean
is_same (const Tracer *self, const Frame *a, const Frame *b, gboolean *clear)
{
  const gsize n = rsc_problem_get_n (self->path->problem);
  g_autofree gsize *origin = g_new (gsize, b->n_neurons + 1);

  *clear = TRUE;
  if (a->n_neurons != b->n_neurons
      || rsc_optimal_set_is_unique (a->set) != rsc_optimal_set_is_unique (b->set))
    return FALSE;
  *clear = match (self, a, b, origin);
  for (gsize j = 0; j < b->n_neurons; j++)
    if (origin[j] == G_MAXSIZE || memcmp (a->sides + origin[j] * n, b->sides + j * n, n) != 0)
      return FALSE;
  return TRUE;
}

/* ---- events -------------------------------------------------------------------------------- */

static void
add_event (Tracer *self, double low, double high, RscPathEventKind kind, gsize neuron)
{
  const RscPathEvent event = { 0.5 * (low + high), low, high, kind, neuron, 0 };

  g_array_append_val (self->path->events, event);
}

/* Gives @b its ids and says what changed since @a. */
static void
note_changes (Tracer *self, const Frame *a, Frame *b, double low, double high)
{
  const gsize n = rsc_problem_get_n (self->path->problem);
  const gboolean was_unique = rsc_optimal_set_is_unique (a->set);
  const gboolean now_unique = rsc_optimal_set_is_unique (b->set);
  g_autofree gsize *origin = g_new (gsize, b->n_neurons + 1);
  g_autofree gboolean *stays = g_new0 (gboolean, a->n_neurons + 1);

  inherit (self, a, b);
  match (self, a, b, origin);
  for (gsize j = 0; j < b->n_neurons; j++)
    if (origin[j] != G_MAXSIZE)
      stays[origin[j]] = TRUE;
  for (gsize k = 0; k < a->n_neurons; k++)
    if (!stays[k])
      add_event (self, low, high, RSC_PATH_LEAVES, a->ids[k]);
  for (gsize j = 0; j < b->n_neurons; j++)
    if (origin[j] == G_MAXSIZE)
      add_event (self, low, high, RSC_PATH_ENTERS, b->ids[j]);
    else if (memcmp (a->sides + origin[j] * n, b->sides + j * n, n) != 0)
      add_event (self, low, high, RSC_PATH_FACE, b->ids[j]);
  if (was_unique != now_unique)
    add_event (self, low, high, now_unique ? RSC_PATH_UNIQUE : RSC_PATH_NON_UNIQUE,
               RSC_PATH_NO_NEURON);
}

/* ---- jumps --------------------------------------------------------------------------------- */

/* The state at the λ of @frame with the set that the settings ask for. */
static Frame *
fill_frame (Tracer *self, Frame *frame, GError **error)
{
  g_autoptr (Frame) full = NULL;

  if (frame->at_point)
    return frame_ref (frame);
  full = frame_new_at (self, frame->solution, TRUE, error);
  if (full != NULL)
    inherit (self, frame, full);
  return g_steal_pointer (&full);
}

/* Compares the vertices of @above and @below the event number @event; FALSE: no jump, or unknown. */
static gboolean
find_jump (Tracer *self,
           const Frame *above,
           const Frame *below,
           double lambda,
           gsize event,
           RscPathJump *jump)
{
  *jump = (RscPathJump){ lambda, event, 0.0, 0.0 };
  if (rsc_vertex_jump_measure (above->set, below->set, &jump->least, &jump->largest))
    return jump->largest > 0.0;
  self->path->n_unchecked++;
  return FALSE;
}

/* Compares the vertices further away from the event, once for events that are nearer than that. */
static gboolean
check_jump (Tracer *self, double low, double high, gsize event, GError **error)
{
  const double lambda = 0.5 * (low + high);
  const double top = rsc_problem_get_lambda_max (self->path->problem);
  RscPathJump jump;

  if (lambda > self->jump_checked * (1.0 - 2.0 * JUMP_MARGIN) && self->jump_checked > 0.0)
    return TRUE;
  g_autoptr (Frame) above =
    frame_new (self, MIN (high * (1.0 + JUMP_MARGIN), 0.5 * (high + top)), NULL, TRUE, error);
  g_autoptr (Frame) below =
    above != NULL ? frame_new (self, low * (1.0 - JUMP_MARGIN), above->solution, TRUE, error)
                  : NULL;

  if (below == NULL)
    return FALSE;
  self->jump_checked = lambda;
  if (find_jump (self, above, below, lambda, event, &jump))
    g_array_append_val (self->path->jumps, jump);
  return TRUE;
}

static void
note_width (Tracer *self, const Frame *above, const Frame *below, double low, double high)
{
  const gsize width = rsc_optimal_set_get_narrowest_width (below->set);

  if (!rsc_optimal_set_get_narrowest_proved (above->set)
      || !rsc_optimal_set_get_narrowest_proved (below->set)
      || width == rsc_optimal_set_get_narrowest_width (above->set))
    return;
  const RscPathEvent event = { 0.5 * (low + high), low,  high, RSC_PATH_NARROWEST,
                               RSC_PATH_NO_NEURON, width };
  g_array_append_val (self->path->events, event);
}

static gboolean
is_width_known (const Frame *frame)
{
  return rsc_optimal_set_get_narrowest_proved (frame->set);
}

/* Finds where the narrowest width changes between two states that are the same otherwise: bisection,
 * for a width says nothing about how far its change is. */
static gboolean
locate_widths (Tracer *self, Frame *start, Frame *end, GError **error)
{
  g_autoptr (Frame) from = frame_ref (start);

  while (is_width_known (from) && is_width_known (end)
         && rsc_optimal_set_get_narrowest_width (from->set)
              != rsc_optimal_set_get_narrowest_width (end->set))
    {
      g_autoptr (Frame) above = frame_ref (from);
      g_autoptr (Frame) below = frame_ref (end);

      while (above->lambda - below->lambda > RSC_TOLERANCE_EVENT * above->lambda)
        {
          Frame *middle = frame_new (self, get_middle (above, below), above->solution, TRUE, error);

          if (middle == NULL)
            return FALSE;
          if (!is_width_known (middle))
            {
              frame_unref (middle);
              return TRUE;
            }
          frame_take (rsc_optimal_set_get_narrowest_width (middle->set)
                          == rsc_optimal_set_get_narrowest_width (above->set)
                        ? &above
                        : &below,
                      middle);
        }
      note_width (self, above, below, below->lambda, above->lambda);
      frame_take (&from, g_steal_pointer (&below));
    }
  return TRUE;
}

/* The changes of width from @start to @before, put in front of event number *@first, which moves. */
static gboolean
insert_widths (Tracer *self, Frame *start, Frame *before, guint *first, GError **error)
{
  GArray *events = self->path->events;
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

/* Says what changed from @start, a state above the bracket, to *@after, one below; where there is more
 * than one network, also what that does to vertices and widths, and *@after then has its full set. */
static gboolean
note_event (Tracer *self, Frame *start, Frame **after, double low, double high, GError **error)
{
  guint first = self->path->events->len;
  const double top = high * (1.0 + EVENT_MARGIN);
  const GPtrArray *points = self->path->points;
  const RscPathPoint *last = g_ptr_array_index (points, points->len - 1);

  RscPathJump jump;

  note_changes (self, start, *after, low, high);
  if (self->path->events->len == first)
    return TRUE;
  if (rsc_optimal_set_is_unique (start->set) && rsc_optimal_set_is_unique ((*after)->set))
    {
      note_width (self, start, *after, low, high);
      return TRUE;
    }
  /* Where the set at the last point has more vertices than are listed, these very likely have too. */
  if (!rsc_optimal_set_get_vertices_complete (last->set))
    {
      self->path->n_unchecked++;
      return TRUE;
    }

  g_autoptr (Frame) before = NULL;
  if (top < start->lambda)
    {
      before = frame_new (self, top, start->solution, TRUE, error);
      if (before != NULL)
        inherit (self, start, before);
    }
  else
    before = fill_frame (self, start, error);
  Frame *below = before != NULL ? fill_frame (self, *after, error) : NULL;
  if (below == NULL)
    return FALSE;
  frame_take (after, below);
  if (!insert_widths (self, start, before, &first, error))
    return FALSE;
  note_width (self, before, below, low, high);
  /* What is continuous this close is so further away. */
  return start->n_neurons == 0 || !find_jump (self, before, below, 0.5 * (low + high), first, &jump)
         || check_jump (self, low, high, first, error);
}

/* ---- between points ------------------------------------------------------------------------ */

/* The same as locate() along the smooth branch that @start lies on. *@settled stays NULL where that
 * does not tell. */
static gboolean
locate_on_branch (Tracer *self, Frame *start, Frame *end, Frame **settled, GError **error)
{
  g_autoptr (RscPathBranch) branch = rsc_path_branch_new (start->set, self->pricer);
  GError *trouble = NULL;
  double low, high;
  gboolean clear;

  if (branch == NULL)
    return TRUE;
  const RscPathBranchEnd kind =
    rsc_path_branch_find_end (branch, end->lambda, &low, &high, self->cancellable, &trouble);
  if (trouble != NULL)
    {
      g_propagate_error (error, trouble);
      return FALSE;
    }
  if (kind != RSC_PATH_BRANCH_ENDS)
    return TRUE;

  const double bottom = low * (1.0 - EVENT_MARGIN);
  const gboolean at_point = is_width_known (start) && !rsc_optimal_set_is_unique (start->set);
  g_autoptr (Frame) after = bottom > end->lambda
                              ? frame_new (self, bottom, start->solution, at_point, error)
                              : frame_ref (end);
  if (after == NULL)
    return FALSE;
  if (!is_solved (after))
    return TRUE;
  if (is_same (self, start, after, &clear))
    {
      inherit (self, start, after);
      if (!locate_widths (self, start, after, error))
        return FALSE;
    }
  else if (!note_event (self, start, &after, low, high, error))
    return FALSE;
  *settled = g_steal_pointer (&after);
  return TRUE;
}

/* Finds the first event below @start, if there is one. *@settled: a state below it, or @end. */
static gboolean
locate (Tracer *self, Frame *start, Frame *end, Frame **settled, GError **error)
{
  g_autoptr (Frame) above = frame_ref (start);
  g_autoptr (Frame) below = frame_ref (end);
  g_autoptr (Frame) before = frame_ref (start);
  g_autoptr (Frame) after = frame_ref (end);
  gboolean clear;

  while (above->lambda - below->lambda > RSC_TOLERANCE_EVENT * above->lambda)
    {
      g_autoptr (Frame) middle =
        frame_new (self, get_middle (above, below), above->solution, FALSE, error);

      if (middle == NULL)
        return FALSE;
      if (!is_solved (middle))
        break;
      if (is_same (self, above, middle, &clear))
        {
          frame_take (&above, g_steal_pointer (&middle));
          /* Too long a step can look like an event, and shorter ones show that there is none. */
          if (is_same (self, above, below, &clear))
            {
              inherit (self, start, above);
              inherit (self, above, below);
              if (!locate_widths (self, start, below, error))
                return FALSE;
              *settled = g_steal_pointer (&below);
              return TRUE;
            }
        }
      else
        frame_take (&below, g_steal_pointer (&middle));
    }

  const double low = below->lambda, high = above->lambda;
  const double top = high * (1.0 + EVENT_MARGIN), bottom = low * (1.0 - EVENT_MARGIN);
  if (top < start->lambda)
    {
      Frame *frame = frame_new (self, top, above->solution, FALSE, error);

      if (frame == NULL)
        return FALSE;
      frame_take (&before, frame);
      note_changes (self, start, before, low, high);
    }
  if (bottom > end->lambda)
    {
      Frame *frame = frame_new (self, bottom, below->solution, FALSE, error);

      if (frame == NULL)
        return FALSE;
      frame_take (&after, frame);
    }
  if (!note_event (self, before, &after, low, high, error))
    return FALSE;
  *settled = g_steal_pointer (&after);
  return TRUE;
}

/* Follows the neurons from @start (with ids) to @end, which gets its ids. */
static gboolean
trace (Tracer *self, Frame *start, Frame *end, GError **error)
{
  g_autoptr (Frame) from = frame_ref (start);
  guint n_branches = 0;

  while (from != end)
    {
      gboolean clear;

      if (is_same (self, from, end, &clear))
        {
          if (clear || log (from->lambda / end->lambda) < RIVAL_STEP)
            {
              inherit (self, from, end);
              return locate_widths (self, from, end, error);
            }
          g_autoptr (Frame) middle =
            frame_new (self, get_middle (from, end), from->solution,
                       is_width_known (from) && is_width_known (end), error);
          if (middle == NULL || !trace (self, from, middle, error))
            return FALSE;
          frame_take (&from, g_steal_pointer (&middle));
        }
      else
        {
          Frame *settled = NULL;

          if ((n_branches++ < BRANCHES_MAX && !locate_on_branch (self, from, end, &settled, error))
              || (settled == NULL && !locate (self, from, end, &settled, error)))
            return FALSE;
          frame_take (&from, settled);
        }
    }
  return TRUE;
}

/* From λ_max, where the zero network is optimal, to just below it. */
static gboolean
start_trace (Tracer *self, Frame *zero, Frame *end, Frame **from, GError **error)
{
  const double lambda = zero->lambda * (1.0 - FIRST_MARGIN);
  g_autoptr (Frame) first =
    lambda > end->lambda ? frame_new (self, lambda, zero->solution, FALSE, error) : frame_ref (end);

  if (first == NULL)
    return FALSE;
  if (!note_event (self, zero, &first, zero->lambda, zero->lambda, error))
    return FALSE;
  *from = g_steal_pointer (&first);
  return TRUE;
}

/* ---- points -------------------------------------------------------------------------------- */

/* Bound on the gap of @solution's w at t times its λ, t > 0, and *@dual the dual objective that it
 * comes with. Where δ is the gap at t = 1, ||r - ν||² <= 2 δ for the feasible ν behind it, and
 * the scaled t ν has the gap (1-t)(||r||² - t ||ν||²)/2 + t δ. */
static double
gap_at (const RscSolution *solution, double t, double *dual)
{
  const double r2 = rsc_solution_get_squared_error (solution);
  const double delta =
    MAX (0.0, rsc_solution_get_objective (solution) * rsc_solution_get_relative_gap (solution));
  const double error = sqrt (2.0 * delta);
  const double shortest = MAX (0.0, sqrt (r2) - error), longest = sqrt (r2) + error;
  const double nu2 = t < 1.0 ? shortest * shortest : longest * longest;
  const double gap = MAX (0.0, 0.5 * (1.0 - t) * (r2 - t * nu2) + t * delta);
  const double primal =
    0.5 * r2 + t * rsc_solution_get_lambda (solution) * rsc_solution_get_penalty (solution);

  *dual = primal - gap;
  return gap;
}

/* The smallest t in [@least, 1) down to which @solution's w stays within @epsilon. */
static double
find_step (const RscSolution *solution, double epsilon, double least)
{
  double bad = least, good = 1.0, dual;

  if (gap_at (solution, least, &dual) <= epsilon * dual)
    return least;
  for (int i = 0; i < 60; i++)
    {
      const double t = 0.5 * (bad + good);

      if (gap_at (solution, t, &dual) <= epsilon * dual)
        good = t;
      else
        bad = t;
    }
  return good;
}

static void
point_clear (gpointer data)
{
  RscPathPoint *point = data;

  rsc_solution_unref (point->solution);
  rsc_optimal_set_unref (point->set);
  g_free (point->ids);
}

static void
point_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, point_clear);
}

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

/* A new piece from @lambda on. One without length gives way to it. */
static void
begin_piece (RscPath *path, double lambda, gboolean unique)
{
  RscPathPiece piece = { lambda, lambda, unique };

  if (path->pieces->len > 0)
    {
      RscPathPiece *last = &g_array_index (path->pieces, RscPathPiece, path->pieces->len - 1);

      last->lambda_low = lambda;
      if (!(last->lambda_high > lambda))
        g_array_set_size (path->pieces, path->pieces->len - 1);
    }
  if (path->pieces->len > 0
      && g_array_index (path->pieces, RscPathPiece, path->pieces->len - 1).unique == unique)
    return;
  g_array_append_val (path->pieces, piece);
}

/* Continues the pieces down to @frame, whose events above are known. */
static void
extend_pieces (RscPath *path, const Frame *frame)
{
  const gboolean unique = rsc_optimal_set_is_unique (frame->set);

  if (path->pieces->len == 0)
    begin_piece (path, frame->lambda, unique);
  const double above =
    path->points->len == 0
      ? frame->lambda
      : rsc_solution_get_lambda (
        ((RscPathPoint *) g_ptr_array_index (path->points, path->points->len - 1))->solution);
  for (; path->n_events_in_pieces < path->events->len; path->n_events_in_pieces++)
    {
      const RscPathEvent *event =
        &g_array_index (path->events, RscPathEvent, path->n_events_in_pieces);

      if (event->kind == RSC_PATH_UNIQUE || event->kind == RSC_PATH_NON_UNIQUE)
        begin_piece (path, event->lambda, event->kind == RSC_PATH_UNIQUE);
    }
  /* A change that was not located: somewhere since the point before. */
  const RscPathPiece *last = &g_array_index (path->pieces, RscPathPiece, path->pieces->len - 1);
  if (last->unique != unique)
    begin_piece (path, unique ? frame->lambda : MIN (above, last->lambda_high), unique);
  g_array_index (path->pieces, RscPathPiece, path->pieces->len - 1).lambda_low = frame->lambda;
}

static void
add_point (Tracer *self, const Frame *frame)
{
  RscPathPoint *point = g_atomic_rc_box_new0 (RscPathPoint);

  point->solution = rsc_solution_ref (frame->solution);
  point->set = rsc_optimal_set_ref (frame->set);
  point->n_neurons = frame->n_neurons;
  point->ids = g_memdup2 (frame->ids, (frame->n_neurons + 1) * sizeof (gsize));
  point->train_error = rsc_solution_get_squared_error (frame->solution)
                       / (double) rsc_problem_get_n (self->path->problem);
  point->test_error =
    self->settings.test != NULL ? measure_error (frame->set, self->settings.test) : NAN;
  extend_pieces (self->path, frame);
  g_ptr_array_add (self->path->points, point);
}

static gboolean
follow (Tracer *self, Frame *from, Frame *to, gboolean first, GError **error)
{
  g_autoptr (Frame) start = frame_ref (from);

  if (!self->settings.locate_events || !is_solved (to))
    {
      inherit (self, from, to);
      return TRUE;
    }
  if (first)
    {
      Frame *below = NULL;

      if (!start_trace (self, from, to, &below, error))
        return FALSE;
      frame_take (&start, below);
    }
  return trace (self, start, to, error);
}

static gboolean
run (Tracer *self, RscPathPointFunc callback, gpointer callback_data, GError **error)
{
  const double top = rsc_problem_get_lambda_max (self->path->problem);
  const double bottom = self->settings.ratio_min * top;
  g_autoptr (Frame) here = NULL;

  if (!(bottom > 0.0))
    return TRUE;
  here = frame_new (self, top, NULL, TRUE, error);
  if (here == NULL)
    return FALSE;
  inherit (self, here, here);
  for (gboolean first = TRUE;; first = FALSE)
    {
      add_point (self, here);
      if (callback != NULL)
        callback (self->path, log (top / here->lambda) / log (top / bottom), callback_data);
      if (!is_solved (here))
        {
          self->path->status = RSC_PATH_TOLERANCE_MISSED;
          return TRUE;
        }
      if (here->lambda <= bottom)
        return TRUE;
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;

      const double t = find_step (here->solution, STEP_SHARE * self->settings.epsilon, STEP_MIN);
      g_autoptr (Frame) next =
        frame_new (self, MAX (bottom, t * here->lambda), here->solution, TRUE, error);
      if (next == NULL || !follow (self, here, next, first, error))
        return FALSE;
      frame_take (&here, g_steal_pointer (&next));
    }
}

/* ---- public -------------------------------------------------------------------------------- */

void
rsc_path_settings_init (RscPathSettings *settings)
{
  g_return_if_fail (settings != NULL);

  settings->ratio_min = RSC_PATH_RATIO_MIN;
  settings->epsilon = RSC_PATH_EPSILON;
  settings->tolerance = RSC_TOLERANCE_GAP;
  rsc_optimal_set_settings_init_quick (&settings->set);
  settings->locate_events = TRUE;
  settings->test = NULL;
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

  g_autoptr (RscPath) self = NULL;
  Tracer tracer = { .cancellable = cancellable };

  rsc_path_settings_init (&tracer.settings);
  if (settings != NULL)
    tracer.settings = *settings;
  if (!(tracer.settings.ratio_min > 0.0 && tracer.settings.ratio_min < 1.0))
    {
      g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                   "The smallest λ/λ_max of a path must be between 0 and 1, not %g.",
                   tracer.settings.ratio_min);
      return NULL;
    }
  /* A step has to be visible above the gap of the solve that it starts from. */
  if (!(tracer.settings.epsilon >= 100.0 * tracer.settings.tolerance
        && tracer.settings.epsilon < 1.0 && tracer.settings.tolerance > 0.0))
    {
      g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                   "The ε of a path must be below 1 and at least 100 times the tolerance of its "
                   "points (%g), not %g.",
                   tracer.settings.tolerance, tracer.settings.epsilon);
      return NULL;
    }

  self = g_new0 (RscPath, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->problem = rsc_problem_ref (problem);
  self->status = RSC_PATH_COMPLETE;
  self->epsilon = tracer.settings.epsilon;
  self->tolerance = tracer.settings.tolerance;
  self->points = g_ptr_array_new_with_free_func (point_unref);
  self->events = g_array_new (FALSE, FALSE, sizeof (RscPathEvent));
  self->pieces = g_array_new (FALSE, FALSE, sizeof (RscPathPiece));
  self->jumps = g_array_new (FALSE, FALSE, sizeof (RscPathJump));
  RscSolverSettings solver_settings;

  rsc_solver_settings_init (&solver_settings);
  solver_settings.tolerance = tracer.settings.tolerance;
  g_autoptr (RscSolver) solver = rsc_solver_new (problem, &solver_settings);
  tracer.path = self;
  tracer.solver = solver;
  tracer.pricer = rsc_solver_get_pricer (solver);
  if (!run (&tracer, callback, callback_data, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gpointer
point_ref (gconstpointer data, gpointer user_data)
{
  return g_atomic_rc_box_acquire ((gpointer) data);
}

RscPath *
rsc_path_dup_so_far (const RscPath *self)
{
  RscPath *copy = g_new0 (RscPath, 1);

  g_atomic_ref_count_init (&copy->ref_count);
  copy->problem = rsc_problem_ref (self->problem);
  copy->status = RSC_PATH_PARTIAL;
  copy->epsilon = self->epsilon;
  copy->tolerance = self->tolerance;
  copy->n_ids = self->n_ids;
  copy->points = g_ptr_array_copy (self->points, point_ref, NULL);
  copy->events = g_array_copy (self->events);
  copy->pieces = g_array_copy (self->pieces);
  copy->jumps = g_array_copy (self->jumps);
  copy->n_unchecked = self->n_unchecked;
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
  rsc_problem_unref (self->problem);
  g_ptr_array_unref (self->points);
  g_array_unref (self->events);
  g_array_unref (self->pieces);
  g_array_unref (self->jumps);
  g_free (self);
}

RscProblem *
rsc_path_get_problem (const RscPath *self)
{
  return self->problem;
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
  return self->points->len;
}

const RscPathPoint *
rsc_path_get_point (const RscPath *self, gsize k)
{
  g_return_val_if_fail (k < self->points->len, NULL);

  return g_ptr_array_index (self->points, k);
}

gsize
rsc_path_get_n_ids (const RscPath *self)
{
  return self->n_ids;
}

gsize
rsc_path_get_n_events (const RscPath *self)
{
  return self->events->len;
}

const RscPathEvent *
rsc_path_get_event (const RscPath *self, gsize k)
{
  g_return_val_if_fail (k < self->events->len, NULL);

  return &g_array_index (self->events, RscPathEvent, k);
}

gsize
rsc_path_get_n_pieces (const RscPath *self)
{
  return self->pieces->len;
}

const RscPathPiece *
rsc_path_get_piece (const RscPath *self, gsize k)
{
  g_return_val_if_fail (k < self->pieces->len, NULL);

  return &g_array_index (self->pieces, RscPathPiece, k);
}

gsize
rsc_path_get_n_jumps (const RscPath *self)
{
  return self->jumps->len;
}

const RscPathJump *
rsc_path_get_jump (const RscPath *self, gsize k)
{
  g_return_val_if_fail (k < self->jumps->len, NULL);

  return &g_array_index (self->jumps, RscPathJump, k);
}

gsize
rsc_path_get_n_unchecked (const RscPath *self)
{
  return self->n_unchecked;
}

const char *
rsc_path_event_kind_to_string (RscPathEventKind kind)
{
  switch (kind)
    {
    case RSC_PATH_ENTERS:
      return "enters";
    case RSC_PATH_LEAVES:
      return "leaves";
    case RSC_PATH_FACE:
      return "face";
    case RSC_PATH_NON_UNIQUE:
      return "non-unique";
    case RSC_PATH_UNIQUE:
      return "unique";
    case RSC_PATH_NARROWEST:
      return "narrowest";
    default:
      g_return_val_if_reached (NULL);
    }
}

gboolean
rsc_path_get_interval (const RscPath *self, double lambda, RscPathInterval *interval, double *fit)
{
  g_return_val_if_fail (interval != NULL, FALSE);

  const gsize n = rsc_problem_get_n (self->problem);
  gsize low = 0, high = self->points->len;

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
  const double *y = rsc_problem_get_y (self->problem);
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
  const double gap_a = gap_at (a, lambda / la, &dual_a);
  const double gap_b = gap_at (b, lambda / lb, &dual_b);
  const double gap =
    MAX (0.0, (1.0 - share) * gap_a + share * gap_b - 0.5 * share * (1.0 - share) * apart);
  const double dual = interval->objective - gap;
  interval->relative_gap = dual > 0.0 ? gap / dual : (gap > 0.0 ? G_MAXDOUBLE : 0.0);
  return TRUE;
}
