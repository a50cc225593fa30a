/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/path/rsc-path-record.h"

#include <string.h>

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

/* A new piece from @lambda on. One without length gives way to it. */
static void
begin_piece (RscPathRecord *self, double lambda, gboolean unique)
{
  RscPathPiece piece = { lambda, lambda, unique };

  if (self->pieces->len > 0)
    {
      RscPathPiece *last = &g_array_index (self->pieces, RscPathPiece, self->pieces->len - 1);

      last->lambda_low = lambda;
      if (!(last->lambda_high > lambda))
        g_array_set_size (self->pieces, self->pieces->len - 1);
    }
  if (self->pieces->len > 0
      && g_array_index (self->pieces, RscPathPiece, self->pieces->len - 1).unique == unique)
    return;
  g_array_append_val (self->pieces, piece);
}

/* Continues the pieces down to a point, whose events above are known. */
static void
extend_pieces (RscPathRecord *self, double lambda, gboolean unique)
{
  if (self->pieces->len == 0)
    begin_piece (self, lambda, unique);
  const double above =
    self->points->len == 0
      ? lambda
      : rsc_solution_get_lambda (
        ((RscPathPoint *) g_ptr_array_index (self->points, self->points->len - 1))->solution);
  for (; self->n_events_in_pieces < self->events->len; self->n_events_in_pieces++)
    {
      const RscPathEvent *event =
        &g_array_index (self->events, RscPathEvent, self->n_events_in_pieces);

      if (event->kind == RSC_PATH_UNIQUE || event->kind == RSC_PATH_NON_UNIQUE)
        begin_piece (self, event->lambda, event->kind == RSC_PATH_UNIQUE);
    }
  /* A change that was not located: somewhere since the point before. */
  const RscPathPiece *last = &g_array_index (self->pieces, RscPathPiece, self->pieces->len - 1);
  if (last->unique != unique)
    begin_piece (self, unique ? lambda : MIN (above, last->lambda_high), unique);
  g_array_index (self->pieces, RscPathPiece, self->pieces->len - 1).lambda_low = lambda;
}

static gpointer
point_ref (gconstpointer data, gpointer user_data)
{
  return g_atomic_rc_box_acquire ((gpointer) data);
}

void
rsc_path_record_init (RscPathRecord *self, RscProblem *problem)
{
  memset (self, 0, sizeof *self);
  self->problem = rsc_problem_ref (problem);
  self->points = g_ptr_array_new_with_free_func (point_unref);
  self->events = g_array_new (FALSE, FALSE, sizeof (RscPathEvent));
  self->pieces = g_array_new (FALSE, FALSE, sizeof (RscPathPiece));
  self->jumps = g_array_new (FALSE, FALSE, sizeof (RscPathJump));
  self->uncertain_at = g_array_new (FALSE, FALSE, sizeof (double));
}

void
rsc_path_record_init_copy (RscPathRecord *self, const RscPathRecord *from)
{
  *self = *from;
  self->problem = rsc_problem_ref (from->problem);
  self->points = g_ptr_array_copy (from->points, point_ref, NULL);
  self->events = g_array_copy (from->events);
  self->pieces = g_array_copy (from->pieces);
  self->jumps = g_array_copy (from->jumps);
  if (from->uncertain != NULL)
    rsc_solution_ref (from->uncertain);
  self->uncertain_at = g_array_copy (from->uncertain_at);
}

void
rsc_path_record_clear (RscPathRecord *self)
{
  rsc_problem_unref (self->problem);
  g_ptr_array_unref (self->points);
  g_array_unref (self->events);
  g_array_unref (self->pieces);
  g_array_unref (self->jumps);
  g_clear_pointer (&self->uncertain, rsc_solution_unref);
  g_array_unref (self->uncertain_at);
}

void
rsc_path_record_add_uncertain (RscPathRecord *self, RscSolution *solution)
{
  const double lambda = rsc_solution_get_lambda (solution);

  if (self->uncertain == NULL)
    self->uncertain = rsc_solution_ref (solution);
  g_array_append_val (self->uncertain_at, lambda);
}

static RscSolution *
get_solution (const RscPathRecord *self, guint k)
{
  return ((const RscPathPoint *) g_ptr_array_index (self->points, k))->solution;
}

gboolean
rsc_path_record_is_over_all_at (const RscPathRecord *self, double lambda)
{
  double above = G_MAXDOUBLE, below = 0.0;
  guint first = 0; /* at or below */

  while (first < self->points->len && rsc_solution_get_lambda (get_solution (self, first)) > lambda)
    first++;
  if (first > 0)
    {
      above = rsc_solution_get_lambda (get_solution (self, first - 1));
      if (!rsc_solution_is_over_all (get_solution (self, first - 1)))
        return FALSE;
    }
  if (first < self->points->len)
    {
      below = rsc_solution_get_lambda (get_solution (self, first));
      if (!rsc_solution_is_over_all (get_solution (self, first)))
        return FALSE;
    }
  for (guint k = 0; k < self->uncertain_at->len; k++)
    {
      const double at = g_array_index (self->uncertain_at, double, k);

      if (at <= above && at >= below)
        return FALSE;
    }
  return TRUE;
}

void
rsc_path_record_add_point (RscPathRecord *self,
                           RscSolution *solution,
                           RscOptimalSet *set,
                           const gsize *ids,
                           double train_error,
                           double test_error)
{
  RscPathPoint *point = g_atomic_rc_box_new0 (RscPathPoint);

  point->solution = rsc_solution_ref (solution);
  point->set = rsc_optimal_set_ref (set);
  point->n_neurons = rsc_optimal_set_get_n_support (set);
  point->ids = g_memdup2 (ids, (point->n_neurons + 1) * sizeof (gsize));
  point->train_error = train_error;
  point->test_error = test_error;
  extend_pieces (self, rsc_solution_get_lambda (solution), rsc_optimal_set_is_unique (set));
  g_ptr_array_add (self->points, point);
}

void
rsc_path_record_add_event (RscPathRecord *self,
                           double low,
                           double high,
                           RscPathEventKind kind,
                           gsize neuron)
{
  const RscPathEvent event = { 0.5 * (low + high), low, high, kind, neuron, 0 };

  g_array_append_val (self->events, event);
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
