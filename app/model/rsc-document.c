/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-document.h"

#include "app/model/rsc-worker.h"
#include "core/numerics/rsc-tolerances.h"

#include <math.h>
#include <string.h>

/* Older changes than this are forgotten: states share their data, so each costs little. */
#define HISTORY_MAX 200
#define MERGE_TIME G_TIME_SPAN_SECOND
/* A set that comes sooner than this after its solution is shown with it; later, the solution is
 * shown first. Below it a picture of another network would only flicker. */
#define AHEAD_DELAY 150 /* ms */
/* Results of the data before a change stay on show for this long: between them and the new ones an
 * empty picture would only flicker. */
#define OUTDATED_DELAY 150 /* ms */
/* After a frame of the path, λ has come to rest for this long before it is solved: in a drag the exact
 * pictures in between would only flicker among the frames. */
#define REST_DELAY 60 /* ms */
/* When λ has not moved for this long, axes are chosen for the set on show alone. */
#define SETTLE_DELAY 400 /* ms */
#define ENVELOPE_POINTS_1D 241
#define ENVELOPE_POINTS_2D 61
/* Multiplications of an envelope that a frame of the path has time for. */
#define FRAME_ENVELOPE 1e6
/* Two λ this near are the same stop. */
#define STOP_TOLERANCE 1e-6

struct _RscDocument
{
  GObject parent_instance;

  RscDocumentState *state;
  GPtrArray *changes;
  GPtrArray *reverted; /* newest last */
  gint64 merge_until;

  RscWorker *worker;
  guint64 serial;
  guint64 tick;
  guint64 solve_tick; /* of the newest solve that was asked for */
  guint64 shown_tick; /* of the newest solve that was shown */
  gboolean busy;
  gboolean cancelled;
  double fraction;
  double gap;
  GError *error;
  RscSolution *ahead;
  guint ahead_source;
  guint rest_source;

  RscSolution *solution;
  RscOptimalSet *set;
  gboolean set_stale;
  guint outdated_source; /* the results belong to the data or model before the newest change */
  RscHull *hull;
  gboolean hull_stale; /* it is of a frame a moment ago */
  gsize n_axes;
  gsize axes[3];
  gsize shown_labels[3]; /* of the axes */
  /* The neurons that the axes are meant to show, by label: those of @axis_keys, or where nobody has
   * chosen, those that were on show since λ began to move. RSC_LABEL_NONE: not found yet */
  gsize n_axis_labels;
  gsize axis_labels[3];
  RscNeuronKeys *axis_keys;
  gboolean moving; /* λ, along the path */
  guint settle_source;
  RscPathRanges *ranges;
  RscEnvelope *envelope;
  gsize envelope_x, envelope_y;

  RscWorker *path_worker;
  guint64 path_serial; /* that the path was asked for, 0 for none yet */
  RscPath *path;
  gboolean path_complete;
  double path_fraction;
  GError *path_error;
  RscPathFrame *frame;
  RscPlayback playback;
  gboolean play_recorded;

  double *point;
  RscNetwork *network;
  gsize *neuron_ids;
  double fit_change;
  gssize vertex;

  RscLabelling *labelling;
  gssize selected_label;
  gssize hovered_label;
  RscPruner *pruner;
  gboolean pruned;        /* the picked network is the pruner's */
  gboolean giving_source; /* the pruner's changes join what is being told anyway */

  gssize selection; /* neurons of the set with these labels */
  gssize hover;
  gssize hovered_point;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscDocument, rsc_document, G_TYPE_OBJECT)

static void
change_free (gpointer data)
{
  RscChange *change = data;

  g_free (change->name);
  rsc_document_state_unref (change->before);
  rsc_document_state_unref (change->after);
  g_free (change);
}

static void
emit_changed (RscDocument *self, RscDocumentChange parts)
{
  /* What is there to prune follows from these. */
  if (parts & (RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_NETWORK))
    parts |= RSC_DOCUMENT_PRUNING;
  if (parts)
    g_signal_emit (self, signals[CHANGED], 0, (guint) parts);
}

/* --- the picked network ------------------------------------------------------------------- */

static void
clear_network (RscDocument *self)
{
  g_clear_pointer (&self->point, g_free);
  g_clear_pointer (&self->network, rsc_network_unref);
  g_clear_pointer (&self->neuron_ids, g_free);
  self->fit_change = NAN;
  self->vertex = -1;
}

static void give_source (RscDocument *self, const double *a);

static void
forget_axes (RscDocument *self)
{
  self->n_axis_labels = 0;
  g_clear_pointer (&self->axis_keys, rsc_neuron_keys_unref);
  self->moving = FALSE;
  g_clear_handle_id (&self->settle_source, g_source_remove);
}

static void
clear_results (RscDocument *self)
{
  clear_network (self);
  g_clear_handle_id (&self->outdated_source, g_source_remove);
  g_clear_pointer (&self->ahead, rsc_solution_unref);
  g_clear_handle_id (&self->ahead_source, g_source_remove);
  g_clear_pointer (&self->solution, rsc_solution_unref);
  g_clear_pointer (&self->set, rsc_optimal_set_unref);
  g_clear_pointer (&self->hull, rsc_hull_unref);
  g_clear_pointer (&self->envelope, rsc_envelope_unref);
  g_clear_pointer (&self->frame, rsc_path_frame_unref);
  self->n_axes = 0;
  self->hull_stale = FALSE;
  forget_axes (self);
  self->set_stale = FALSE;
  rsc_labelling_clear (self->labelling);
  self->selected_label = -1;
  self->hovered_label = -1;
  self->selection = -1;
  self->hover = -1;
  self->hovered_point = -1;
  give_source (self, NULL);
}

static void
measure_fit_change (RscDocument *self)
{
  RscDataset *dataset = rsc_document_get_train (self);
  gsize n = rsc_dataset_get_n (dataset);
  const double *fit = rsc_solution_get_fit (self->solution);
  g_autofree double *f = g_new (double, n);

  rsc_network_predict (self->network, n, rsc_dataset_get_x (dataset), f);
  self->fit_change = 0;
  for (gsize i = 0; i < n; i++)
    self->fit_change = fmax (self->fit_change, fabs (f[i] - fit[i]));
}

/* Makes @a (taken) the picked network. */
static void
take_point (RscDocument *self, double *a, gssize vertex)
{
  gsize m = rsc_optimal_set_get_n_neurons (self->set);
  gsize n_ids = 0;

  clear_network (self);
  self->point = a;
  self->vertex = vertex;
  self->network = rsc_optimal_set_dup_network (self->set, a);
  self->neuron_ids = g_new (gsize, MAX (m, 1));
  for (gsize i = 0; i < m; i++)
    if (a[i] != 0)
      self->neuron_ids[n_ids++] = i;
  if (n_ids != rsc_network_get_width (self->network))
    g_clear_pointer (&self->neuron_ids, g_free);
  measure_fit_change (self);
}

/* Tells the pruner what there is to prune: @a is the picked network of the set, or NULL. A frame of the
 * path soon gives way to the exact solution. */
static void
give_source (RscDocument *self, const double *a)
{
  gboolean ready = a && !self->frame;
  RscDataset *train = self->set ? rsc_document_get_train (self) : NULL;

  if (!self->pruner)
    return;
  self->giving_source = TRUE;
  rsc_pruner_set_source (self->pruner, ready ? self->set : NULL,
                         train == self->state->train ? self->state->test : NULL, ready ? a : NULL);
  self->giving_source = FALSE;
  self->pruned = rsc_pruner_is_active (self->pruner);
}

/* The vertex that the point is to rounding, or -1. */
static gssize
find_vertex (RscDocument *self)
{
  gsize m = rsc_optimal_set_get_n_neurons (self->set);

  for (gsize k = 0; k < rsc_optimal_set_get_n_vertices (self->set); k++)
    {
      const double *vertex = rsc_optimal_set_get_vertex (self->set, k);
      double sum = 0;
      gsize i = 0;

      for (gsize j = 0; j < m; j++)
        sum += vertex[j];
      while (i < m && fabs (vertex[i] - self->point[i]) <= RSC_TOLERANCE_SUPPORT * sum)
        i++;
      if (i == m)
        return (gssize) k;
    }
  return -1;
}

/* Makes the pruner's network the picked one. */
static void
take_pruned (RscDocument *self)
{
  gsize m = rsc_optimal_set_get_n_neurons (self->set);
  double *a = g_new0 (double, MAX (m, 1));

  /* In the set the blocks of one neuron are one neuron, for every view but that of pruning. */
  if (rsc_pruner_get_norms_in_set (self->pruner, a))
    {
      take_point (self, a, -1);
      self->vertex = find_vertex (self);
      return;
    }
  g_free (a);
  clear_network (self);
  self->network = rsc_pruner_dup_network (self->pruner, &self->neuron_ids);
  measure_fit_change (self);
}

static double
distance (gsize m, const double *a, const double *b)
{
  double sum = 0;

  for (gsize i = 0; i < m; i++)
    sum += (a[i] - b[i]) * (a[i] - b[i]);
  return sum;
}

/* Finds the state's pick in the set on show. A point or vertex chosen in the set of another λ
 * becomes the nearest one of this set, always counted from the choice itself, so that going through
 * many λ and back ends where it began. */
static void
resolve_pick (RscDocument *self)
{
  gsize m = rsc_optimal_set_get_n_neurons (self->set);
  gsize n_vertices = rsc_optimal_set_get_n_vertices (self->set);
  const double *from = NULL;
  double *a = g_new0 (double, MAX (m, 1));
  g_autofree double *wish = g_new0 (double, MAX (m, 1));
  g_autofree double *weights = g_new0 (double, MAX (m, 1));
  gssize vertex = -1;

  switch (self->state->pick)
    {
    case RSC_PICK_INTERIOR:
      from = rsc_optimal_set_get_interior (self->set);
      break;
    case RSC_PICK_NARROWEST:
      from = rsc_optimal_set_get_narrowest (self->set);
      break;
    case RSC_PICK_RANDOM:
      rsc_optimal_set_sample (self->set, self->state->pick_seed, a);
      break;
    case RSC_PICK_VERTEX:
      rsc_neuron_keys_spread (self->state->point, self->set, wish);
      for (gsize k = 0; k < n_vertices; k++)
        {
          const double *candidate = rsc_optimal_set_get_vertex (self->set, k);

          if (!from || distance (m, candidate, wish) < distance (m, from, wish))
            {
              from = candidate;
              vertex = (gssize) k;
            }
        }
      break;
    case RSC_PICK_POINT:
      rsc_neuron_keys_spread (self->state->point, self->set, wish);
      for (gsize i = 0; i < m; i++)
        weights[i] = 1;
      if (m > 0)
        rsc_optimal_set_project_point (self->set, wish, weights, NULL, a);
      break;
    case RSC_PICK_MIN_NORM:
    default:
      break;
    }
  if (!from && (self->state->pick == RSC_PICK_MIN_NORM || self->state->pick == RSC_PICK_VERTEX))
    from = rsc_optimal_set_get_min_norm (self->set);
  if (from && m > 0)
    memcpy (a, from, m * sizeof (double));
  give_source (self, a);
  take_point (self, a, vertex);
  if (self->pruned)
    take_pruned (self);
}

static void
on_pruner_changed (RscPruner *pruner, gpointer user_data)
{
  RscDocument *self = user_data;
  RscDocumentChange parts = RSC_DOCUMENT_PRUNING;
  gboolean pruned = rsc_pruner_is_active (pruner);
  gboolean was_pruned = self->pruned;

  if (self->giving_source)
    return;
  if (pruned)
    take_pruned (self);
  else if (was_pruned)
    resolve_pick (self);
  if (pruned || was_pruned)
    parts |= RSC_DOCUMENT_NETWORK;
  self->pruned = pruned;
  emit_changed (self, parts);
}

/* --- requests and replies ----------------------------------------------------------------- */

/* Grid of the envelope that the function picture needs now, 0 when it needs none. */
static void
get_envelope_grid (RscDocument *self, gsize *nx, gsize *ny)
{
  gsize d = self->state->train ? rsc_dataset_get_d (self->state->train) : 0;

  *nx = *ny = 0;
  if (d == 1)
    {
      *nx = ENVELOPE_POINTS_1D;
      *ny = 1;
    }
  else if (d >= 2 && self->state->mode == RSC_FUNCTION_ENVELOPE)
    *nx = *ny = ENVELOPE_POINTS_2D;
}

static void
set_busy (RscDocument *self, gboolean busy, RscDocumentChange *parts)
{
  if (self->busy == busy)
    return;
  self->busy = busy;
  self->fraction = -1;
  self->gap = NAN;
  *parts |= RSC_DOCUMENT_BUSY;
}

/* Keys of the neurons on the axes that are in the set, while they are of the data and model of the
 * state. */
static RscNeuronKeys *
dup_axis_hint (RscDocument *self)
{
  gsize present[3];
  gsize n = 0;

  if (!self->set || self->outdated_source)
    return NULL;
  for (gsize k = 0; k < self->n_axes; k++)
    if (self->axes[k] != RSC_OPTIMAL_SET_ABSENT)
      present[n++] = self->axes[k];
  return n > 0 ? rsc_neuron_keys_new (self->set, n, present, NULL) : NULL;
}

/* --- axes --------------------------------------------------------------------------------- */

static gboolean
has_axis_label (RscDocument *self, gsize label)
{
  for (gsize k = 0; k < self->n_axis_labels; k++)
    if (self->axis_labels[k] == label)
      return TRUE;
  return FALSE;
}

static void
add_axis_label (RscDocument *self, gsize label)
{
  if (self->n_axis_labels < 3 && !has_axis_label (self, label))
    self->axis_labels[self->n_axis_labels++] = label;
}

/* Finds the neurons that a person has chosen in the set on show; once found they are known by label, at
 * every λ. Call when the set is labelled. */
static void
find_chosen_axes (RscDocument *self)
{
  RscNeuronKeys *keys = self->state->axes;

  if (!rsc_neuron_keys_equal (keys, self->axis_keys))
    {
      g_clear_pointer (&self->axis_keys, rsc_neuron_keys_unref);
      self->axis_keys = keys ? rsc_neuron_keys_ref (keys) : NULL;
      self->n_axis_labels = keys ? MIN (rsc_neuron_keys_get_n (keys), 3) : 0;
      for (gsize k = 0; k < self->n_axis_labels; k++)
        self->axis_labels[k] = RSC_LABEL_NONE;
    }
  for (gsize k = 0; keys && k < self->n_axis_labels; k++)
    if (self->axis_labels[k] == RSC_LABEL_NONE)
      {
        gssize i = rsc_neuron_keys_lookup (keys, k, self->set);
        gsize label = i >= 0 ? rsc_labelling_get_labels (self->labelling)[i] : RSC_LABEL_NONE;

        if (!has_axis_label (self, label))
          self->axis_labels[k] = label;
      }
}

static void
label_axes (RscDocument *self)
{
  for (gsize k = 0; k < self->n_axes; k++)
    if (self->axes[k] != RSC_OPTIMAL_SET_ABSENT)
      self->shown_labels[k] = rsc_labelling_get_labels (self->labelling)[self->axes[k]];
}

/* Axes of the worker's own choice are on show: they stay when λ moves. */
static void
take_axes (RscDocument *self, const RscReply *reply)
{
  g_clear_pointer (&self->hull, rsc_hull_unref);
  self->hull = reply->hull ? rsc_hull_ref (reply->hull) : NULL;
  self->n_axes = reply->n_axes;
  memcpy (self->axes, reply->axes, sizeof self->axes);
  label_axes (self);
  for (gsize k = 0; !self->state->axes && k < self->n_axes; k++)
    add_axis_label (self, self->shown_labels[k]);
}

/* The ranges of the path as far as it is known, or NULL. */
static RscPathRanges *
ensure_ranges (RscDocument *self)
{
  const RscDocumentState *state = self->state;

  if (!self->path || rsc_path_get_n_points (self->path) == 0)
    return NULL;
  if (self->ranges
      && rsc_path_ranges_match (self->ranges, self->path, state->feature_x, state->feature_y))
    return self->ranges;
  g_clear_pointer (&self->ranges, rsc_path_ranges_unref);
  self->ranges = rsc_path_ranges_new (self->path, state->feature_x, state->feature_y);
  return self->ranges;
}

/* While λ moves: the same neurons, whether they are in the set or not. Where too few have been on show
 * to see the path's sets, those beside them that range most along it. */
static void
keep_axes (RscDocument *self)
{
  RscPathRanges *ranges = ensure_ranges (self);
  gsize n_labels = rsc_labelling_get_n_ids (self->labelling);
  gsize ids[3];
  gsize wanted;

  find_chosen_axes (self);
  wanted = ranges && !self->state->axes ? rsc_path_ranges_get_axes (ranges, ids) : 0;
  for (gsize k = 0; k < wanted && self->n_axis_labels < wanted; k++)
    if (ids[k] < n_labels)
      add_axis_label (self, rsc_labelling_get_id_labels (self->labelling)[ids[k]]);
  self->n_axes = 0;
  for (gsize k = 0; k < self->n_axis_labels; k++)
    if (self->axis_labels[k] != RSC_LABEL_NONE)
      {
        gssize i = rsc_labelling_find (self->labelling, self->axis_labels[k]);

        self->shown_labels[self->n_axes] = self->axis_labels[k];
        self->axes[self->n_axes++] = i >= 0 ? (gsize) i : RSC_OPTIMAL_SET_ABSENT;
      }
  g_clear_pointer (&self->hull, rsc_hull_unref);
  self->hull_stale = FALSE;
  if (self->n_axes > 0 && rsc_optimal_set_get_vertices_complete (self->set))
    self->hull = rsc_optimal_set_project (self->set, self->n_axes, self->axes, NULL, NULL);
}

/* For a set at rest: those of the same neurons that it has, and the widest ranges beside them where they
 * are too few. */
static gsize
choose_axes (RscDocument *self, gsize axes[3])
{
  g_autoptr (RscNeuronKeys) hint = NULL;
  gsize n = 0;

  find_chosen_axes (self);
  for (gsize k = 0; k < self->n_axis_labels; k++)
    {
      gssize i = self->axis_labels[k] != RSC_LABEL_NONE
                   ? rsc_labelling_find (self->labelling, self->axis_labels[k])
                   : -1;

      if (i >= 0)
        axes[n++] = (gsize) i;
    }
  if (self->state->axes && n > 0)
    return n;
  hint = n > 0 ? rsc_neuron_keys_new (self->set, n, axes, NULL) : NULL;
  return rsc_engine_resolve_axes (self->set, NULL, hint, axes);
}

static void
push_solve (RscDocument *self, RscDocumentChange *parts)
{
  const RscDocumentState *state = self->state;
  RscRequest *request;

  g_clear_handle_id (&self->rest_source, g_source_remove);
  if (!self->worker || !state->train)
    return;
  request = rsc_request_new (RSC_REQUEST_SOLVE, self->serial, ++self->tick);
  self->solve_tick = self->tick;
  request->dataset = rsc_dataset_ref (state->train);
  request->bias = state->bias;
  request->activation = state->activation;
  request->patterns = state->patterns;
  request->n_samples = state->n_samples;
  request->pattern_seed = state->pattern_seed;
  request->lambda_ratio = state->lambda_ratio;
  request->axis_hint = dup_axis_hint (self);
  /* As they point at this λ, where that is known. */
  if (state->axes)
    request->axis_keys = rsc_neuron_keys_ref (
      request->axis_hint && rsc_neuron_keys_equal (state->axes, self->axis_keys)
        ? request->axis_hint
        : state->axes);
  request->feature_x = state->feature_x;
  request->feature_y = state->feature_y;
  get_envelope_grid (self, &request->nx, &request->ny);
  if (self->error)
    *parts |= RSC_DOCUMENT_ERROR;
  g_clear_error (&self->error);
  self->cancelled = FALSE;
  set_busy (self, TRUE, parts);
  rsc_worker_push (self->worker, request);
}

static void
push_projection (RscDocument *self, gsize n_axes, const gsize *axes)
{
  RscRequest *request;

  if (!self->worker)
    return;
  request = rsc_request_new (RSC_REQUEST_PROJECT, self->serial, ++self->tick);
  request->set = rsc_optimal_set_ref (self->set);
  request->n_axes = n_axes;
  for (gsize k = 0; k < n_axes; k++)
    {
      request->axes[k] = axes[k];
      request->axis_labels[k] = axes[k] != RSC_OPTIMAL_SET_ABSENT
                                  ? rsc_labelling_get_labels (self->labelling)[axes[k]]
                                  : self->shown_labels[k];
    }
  rsc_worker_push (self->worker, request);
}

static void
push_project (RscDocument *self)
{
  gsize axes[3];
  gsize n_axes;

  if (!self->set || self->set_stale)
    return;
  n_axes = choose_axes (self, axes);
  push_projection (self, n_axes, axes);
}

/* Asks for the envelope if the function picture needs one that is not there. */
static void
push_envelope (RscDocument *self)
{
  const RscDocumentState *state = self->state;
  RscRequest *request;
  gsize nx, ny;

  get_envelope_grid (self, &nx, &ny);
  if (!self->worker || !self->set || self->set_stale || nx == 0
      || (self->envelope && self->envelope_x == state->feature_x
          && self->envelope_y == state->feature_y))
    return;
  request = rsc_request_new (RSC_REQUEST_ENVELOPE, self->serial, ++self->tick);
  request->set = rsc_optimal_set_ref (self->set);
  request->feature_x = state->feature_x;
  request->feature_y = state->feature_y;
  request->nx = nx;
  request->ny = ny;
  rsc_worker_push (self->worker, request);
}

static void
take_solution (RscDocument *self, RscSolution *solution)
{
  rsc_solution_ref (solution);
  g_clear_pointer (&self->solution, rsc_solution_unref);
  self->solution = solution;
}

/* The set takes its time: show the solver's own network and the certificate meanwhile. */
static gboolean
show_ahead (gpointer user_data)
{
  RscDocument *self = user_data;

  self->ahead_source = 0;
  /* The path's frame tells more. */
  if (self->frame)
    {
      g_clear_pointer (&self->ahead, rsc_solution_unref);
      return G_SOURCE_REMOVE;
    }
  if (self->outdated_source)
    {
      g_clear_handle_id (&self->outdated_source, g_source_remove);
      g_clear_pointer (&self->set, rsc_optimal_set_unref);
      g_clear_pointer (&self->hull, rsc_hull_unref);
      self->n_axes = 0;
    }
  take_solution (self, self->ahead);
  g_clear_pointer (&self->ahead, rsc_solution_unref);
  self->set_stale = TRUE;
  g_clear_pointer (&self->envelope, rsc_envelope_unref);
  clear_network (self);
  give_source (self, NULL);
  self->network = rsc_solution_dup_network (self->solution);
  measure_fit_change (self);
  emit_changed (self, RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_NETWORK);
  return G_SOURCE_REMOVE;
}

static void
find_labelled (RscDocument *self)
{
  self->selection = self->selected_label < 0
                      ? -1
                      : rsc_labelling_find (self->labelling, (gsize) self->selected_label);
  self->hover = self->hovered_label < 0
                  ? -1
                  : rsc_labelling_find (self->labelling, (gsize) self->hovered_label);
}

static double
get_lambda_max (RscDocument *self)
{
  return self->path ? rsc_problem_get_lambda_max (rsc_path_get_problem (self->path)) : 0;
}

/* The path at @ratio, or NULL where it is not known. */
static RscPathFrame *
make_frame (RscDocument *self, double ratio)
{
  double lambda = ratio * get_lambda_max (self);
  gsize n;

  if (!self->path || (n = rsc_path_get_n_points (self->path)) == 0)
    return NULL;
  /* The ends belong to it, however the product is rounded. */
  for (gsize k = 0; k < n; k += MAX (n - 1, 1))
    {
      double end = rsc_solution_get_lambda (rsc_path_get_point (self->path, k)->solution);

      if (fabs (lambda - end) < 1e-12 * end)
        lambda = end;
    }
  return rsc_path_frame_new (self->path, lambda);
}

/* Who is who in the exact set at this solution's λ: the frame there. At λ_max every norm is 0 and no
 * neuron has an identity yet: those about to enter have it just below. */
static RscPathFrame *
make_naming_frame (RscDocument *self, RscSolution *solution)
{
  double lambda_max = get_lambda_max (self);
  double lambda = rsc_solution_get_lambda (solution);
  double below;

  if (!self->path || !(lambda_max > 0))
    return NULL;
  if (lambda < lambda_max * (1 - 1e-12) || rsc_path_get_n_points (self->path) < 2)
    return make_frame (self, lambda / lambda_max);
  below = rsc_solution_get_lambda (rsc_path_get_point (self->path, 1)->solution);
  return rsc_path_frame_new (self->path, sqrt (below * lambda_max));
}

static void
replace_set (RscDocument *self, RscSolution *solution, RscOptimalSet *set)
{
  g_clear_handle_id (&self->outdated_source, g_source_remove);
  g_clear_pointer (&self->ahead, rsc_solution_unref);
  g_clear_handle_id (&self->ahead_source, g_source_remove);
  take_solution (self, solution);
  g_clear_pointer (&self->set, rsc_optimal_set_unref);
  g_clear_pointer (&self->hull, rsc_hull_unref);
  g_clear_pointer (&self->envelope, rsc_envelope_unref);
  self->set = rsc_optimal_set_ref (set);
  self->set_stale = FALSE;
}

static void
show_set (RscDocument *self, const RscReply *reply)
{
  g_autoptr (RscPathFrame) frame = make_naming_frame (self, reply->solution);

  replace_set (self, reply->solution, reply->set);
  g_clear_pointer (&self->frame, rsc_path_frame_unref);
  self->hull_stale = FALSE;
  if (reply->envelope)
    {
      self->envelope = rsc_envelope_ref (reply->envelope);
      self->envelope_x = self->state->feature_x;
      self->envelope_y = self->state->feature_y;
    }
  rsc_labelling_take_set (self->labelling, self->set, frame);
  find_labelled (self);
  if (self->moving && rsc_optimal_set_get_vertices_complete (self->set))
    keep_axes (self);
  else
    {
      find_chosen_axes (self);
      take_axes (self, reply);
    }
  resolve_pick (self);
}

/* λ rests when nothing has moved it for a while and the exact solution is there. */
static gboolean
on_settled (gpointer user_data)
{
  RscDocument *self = user_data;
  gsize axes[3];
  gsize n;

  if (self->playback.playing || (self->frame && self->busy))
    return G_SOURCE_CONTINUE;
  self->settle_source = 0;
  self->moving = FALSE;
  /* The zero network has no axes of its own. */
  if (self->set && !self->set_stale && rsc_optimal_set_get_n_support (self->set) > 0)
    {
      n = choose_axes (self, axes);
      if (n != self->n_axes || memcmp (axes, self->axes, n * sizeof axes[0]) != 0)
        push_project (self);
    }
  emit_changed (self, RSC_DOCUMENT_RESULTS);
  return G_SOURCE_REMOVE;
}

static void
start_moving (RscDocument *self)
{
  self->moving = TRUE;
  g_clear_handle_id (&self->settle_source, g_source_remove);
  self->settle_source = g_timeout_add (SETTLE_DELAY, on_settled, self);
}

/* The envelope of the frame on show, when there is time for it. */
static void
make_frame_envelope (RscDocument *self)
{
  const RscDocumentState *state = self->state;
  gsize nx, ny;
  double work;

  get_envelope_grid (self, &nx, &ny);
  work = (double) (nx * ny) * (double) rsc_optimal_set_get_n_neurons (self->set)
         * (double) rsc_optimal_set_get_n_vertices (self->set);
  if (nx == 0 || !rsc_optimal_set_get_vertices_complete (self->set) || work > FRAME_ENVELOPE)
    return;
  self->envelope =
    rsc_envelope_new (self->set, state->feature_x, state->feature_y, nx, ny, NULL, NULL);
  self->envelope_x = state->feature_x;
  self->envelope_y = state->feature_y;
}

/* Whether these are the neurons on the axes. */
static gboolean
are_on_axes (RscDocument *self, gsize n, const gsize *labels)
{
  return n == self->n_axes && memcmp (labels, self->shown_labels, n * sizeof labels[0]) == 0;
}

/* Shows @frame (taken) of the path: no solver, no linear program. */
static void
show_frame (RscDocument *self, RscPathFrame *frame)
{
  g_autoptr (RscHull) before = g_steal_pointer (&self->hull);
  gsize n_before = self->n_axes;
  gsize labels_before[3];

  memcpy (labels_before, self->shown_labels, sizeof labels_before);
  replace_set (self, frame->solution, frame->set);
  g_clear_pointer (&self->frame, rsc_path_frame_unref);
  self->frame = frame;
  /* Solutions that were asked for before are of another λ. */
  self->shown_tick = self->tick + 1;
  start_moving (self);
  make_frame_envelope (self);
  rsc_labelling_take_set (self->labelling, self->set, self->frame);
  find_labelled (self);
  keep_axes (self);
  if (!self->hull && self->n_axes > 0)
    {
      /* That takes linear programs: the worker does it, and what it did last is shown meanwhile. */
      if (before && are_on_axes (self, n_before, labels_before))
        {
          self->hull = g_steal_pointer (&before);
          self->hull_stale = TRUE;
        }
      push_projection (self, self->n_axes, self->axes);
    }
  resolve_pick (self);
}

/* The path of the problem that was just solved, once for each data and model. */
static void
push_path (RscDocument *self)
{
  RscRequest *request;

  if (!self->path_worker || self->path_serial == self->serial)
    return;
  self->path_serial = self->serial;
  request = rsc_request_new (RSC_REQUEST_PATH, self->serial, ++self->tick);
  request->problem = rsc_problem_ref (rsc_solution_get_problem (self->solution));
  request->test = self->state->test ? rsc_dataset_ref (self->state->test) : NULL;
  request->ratio_min = rsc_document_get_path_ratio_min (self);
  rsc_worker_push (self->path_worker, request);
}

static void
drop_path (RscDocument *self)
{
  if (self->path_worker)
    rsc_worker_cancel (self->path_worker);
  g_clear_pointer (&self->path, rsc_path_unref);
  g_clear_pointer (&self->ranges, rsc_path_ranges_unref);
  g_clear_pointer (&self->frame, rsc_path_frame_unref);
  g_clear_error (&self->path_error);
  forget_axes (self);
  self->path_serial = 0;
  self->path_complete = FALSE;
  self->path_fraction = 0;
  rsc_labelling_clear_path (self->labelling);
}

/* What follows from the state when its results are gone. */
#define RESULT_PARTS \
  (RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_NETWORK | RSC_DOCUMENT_SELECTION | RSC_DOCUMENT_HOVER)

static RscDocumentChange
clear_outdated (RscDocument *self)
{
  if (!self->outdated_source)
    return 0;
  clear_results (self);
  return RESULT_PARTS;
}

static gboolean
on_outdated (gpointer user_data)
{
  RscDocument *self = user_data;

  self->outdated_source = 0;
  clear_results (self);
  emit_changed (self, RESULT_PARTS);
  return G_SOURCE_REMOVE;
}

/* Whether the results of @before can be drawn with the settings of @after for a moment. */
static gboolean
can_stay_on_show (RscDocument *self, const RscDocumentState *before, const RscDocumentState *after)
{
  return self->set && before->train && after->train && before->bias == after->bias
         && before->feature == after->feature && before->feature_x == after->feature_x
         && before->feature_y == after->feature_y && before->mode == after->mode
         && rsc_dataset_get_d (before->train) == rsc_dataset_get_d (after->train);
}

static void
on_solve_reply (RscDocument *self, const RscReply *reply)
{
  RscDocumentChange parts = 0;
  gboolean newest = reply->tick == self->solve_tick;

  if (reply->tick < self->shown_tick)
    return;
  if (!reply->final && !reply->set)
    {
      g_clear_pointer (&self->ahead, rsc_solution_unref);
      self->ahead = rsc_solution_ref (reply->solution);
      if (!self->ahead_source)
        self->ahead_source = g_timeout_add (AHEAD_DELAY, show_ahead, self);
      return;
    }
  if (newest && reply->final)
    set_busy (self, FALSE, &parts);
  if (reply->set)
    {
      self->shown_tick = reply->tick;
      show_set (self, reply);
      parts |= RESULT_PARTS;
      push_path (self);
      if (newest && reply->final)
        push_envelope (self);
    }
  else if (newest && !self->cancelled
           && !g_error_matches (reply->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      parts |= clear_outdated (self);
      g_clear_error (&self->error);
      self->error = g_error_copy (reply->error);
      parts |= RSC_DOCUMENT_ERROR;
    }
  emit_changed (self, parts);
}

/* Where the path arrives while the solver is still at that λ, its frame is there first. */
static gboolean
show_awaited_frame (RscDocument *self)
{
  RscPathFrame *frame;

  if (!self->busy || self->frame || self->outdated_source
      || (self->set && !self->set_stale
          && fabs (rsc_solution_get_lambda (self->solution)
                   - self->state->lambda_ratio * get_lambda_max (self))
               <= 1e-9 * rsc_solution_get_lambda (self->solution)))
    return FALSE;
  frame = make_frame (self, self->state->lambda_ratio);
  if (frame)
    {
      guint64 tick = self->shown_tick;

      show_frame (self, frame);
      /* The solution that is being computed is of this very λ. */
      self->shown_tick = tick;
    }
  return frame != NULL;
}

static void
on_path_reply (RscDocument *self, const RscReply *reply)
{
  RscDocumentChange parts = RSC_DOCUMENT_PATH;
  g_autoptr (RscPathFrame) frame = NULL;
  gboolean known = self->set && !self->set_stale && !self->outdated_source;

  if (reply->path)
    {
      rsc_path_ref (reply->path);
      g_clear_pointer (&self->path, rsc_path_unref);
      self->path = reply->path;
      if (known)
        frame = make_naming_frame (self, self->solution);
      rsc_labelling_take_path (self->labelling, self->path, known ? self->set : NULL, frame);
      if (show_awaited_frame (self))
        parts |= RESULT_PARTS;
    }
  self->path_fraction = reply->fraction;
  if (reply->final)
    {
      self->path_complete = TRUE;
      g_clear_error (&self->path_error);
      self->path_error = reply->error ? g_error_copy (reply->error) : NULL;
    }
  emit_changed (self, parts);
}

/* A hull of a frame that is gone already, for want of a newer one. */
static void
take_late_hull (RscDocument *self, const RscReply *reply)
{
  if (!are_on_axes (self, reply->n_axes, reply->axis_labels))
    return;
  g_clear_pointer (&self->hull, rsc_hull_unref);
  self->hull = rsc_hull_ref (reply->hull);
  self->hull_stale = TRUE;
  emit_changed (self, RSC_DOCUMENT_RESULTS);
}

static void
on_reply (const RscReply *reply, gpointer user_data)
{
  RscDocument *self = user_data;

  if (reply->serial != self->serial)
    return;
  switch (reply->kind)
    {
    case RSC_REQUEST_SOLVE:
      on_solve_reply (self, reply);
      break;

    case RSC_REQUEST_PROJECT:
      if (reply->set && reply->set == self->set)
        {
          take_axes (self, reply);
          self->hull_stale = FALSE;
          emit_changed (self, RSC_DOCUMENT_RESULTS);
        }
      else if (reply->set && reply->hull && self->frame && (self->hull_stale || !self->hull))
        take_late_hull (self, reply);
      break;

    case RSC_REQUEST_ENVELOPE:
      if (reply->set && reply->set == self->set)
        {
          g_clear_pointer (&self->envelope, rsc_envelope_unref);
          self->envelope = rsc_envelope_ref (reply->envelope);
          self->envelope_x = self->state->feature_x;
          self->envelope_y = self->state->feature_y;
          emit_changed (self, RSC_DOCUMENT_RESULTS);
        }
      break;

    case RSC_REQUEST_PATH:
      on_path_reply (self, reply);
      break;

    case RSC_N_REQUESTS:
    default:
      g_assert_not_reached ();
    }
}

static void
on_progress (double fraction, double gap, gpointer user_data)
{
  RscDocument *self = user_data;

  if (!self->busy)
    return;
  self->fraction = fraction;
  if (!isnan (gap))
    self->gap = gap;
  emit_changed (self, RSC_DOCUMENT_BUSY);
}

static gboolean
on_rest (gpointer user_data)
{
  RscDocument *self = user_data;
  RscDocumentChange parts = 0;

  self->rest_source = 0;
  push_solve (self, &parts);
  emit_changed (self, parts);
  return G_SOURCE_REMOVE;
}

/* The exact solution is asked for when λ rests. */
static void
solve_at_rest (RscDocument *self, RscDocumentChange *parts)
{
  if (!self->worker)
    return;
  g_clear_handle_id (&self->rest_source, g_source_remove);
  self->rest_source = g_timeout_add (REST_DELAY, on_rest, self);
  self->cancelled = FALSE;
  set_busy (self, TRUE, parts);
}

/* Another λ of the same problem: the path's frame at once, and the exact solution after it, unless
 * the next frame comes first. */
static void
follow_lambda (RscDocument *self, gboolean playing, RscDocumentChange *follow)
{
  RscPathFrame *frame = make_frame (self, self->state->lambda_ratio);

  if (frame)
    {
      show_frame (self, frame);
      *follow |= RESULT_PARTS;
    }
  if (!playing && frame)
    solve_at_rest (self, follow);
  else if (!playing)
    push_solve (self, follow);
  else if (self->busy)
    {
      g_clear_handle_id (&self->rest_source, g_source_remove);
      rsc_worker_cancel (self->worker);
      set_busy (self, FALSE, follow);
    }
}

static void
stop_playing (RscDocument *self, RscDocumentChange *follow)
{
  if (!self->playback.playing)
    return;
  self->playback.playing = FALSE;
  self->merge_until = 0;
  *follow |= RSC_DOCUMENT_PLAYBACK;
}

/* Makes @after (taken) the state and asks for what follows from it. @playing: it is the next frame of
 * a play. */
static void
enter_state (RscDocument *self, RscDocumentState *after, gboolean playing)
{
  g_autoptr (RscDocumentState) before = self->state;
  RscDocumentChange parts = rsc_document_state_compare (before, after);
  RscDocumentChange follow = 0;

  self->state = after;
  if (!playing && (parts & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_MODEL | RSC_DOCUMENT_LAMBDA)))
    stop_playing (self, &follow);
  if (parts & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_MODEL))
    {
      self->serial++;
      drop_path (self);
      follow |= RSC_DOCUMENT_PATH;
      if (self->worker)
        rsc_worker_cancel (self->worker);
      g_clear_pointer (&self->ahead, rsc_solution_unref);
      g_clear_handle_id (&self->ahead_source, g_source_remove);
      if (!can_stay_on_show (self, before, after))
        {
          clear_results (self);
          follow |= RESULT_PARTS;
        }
      else if (!self->outdated_source)
        self->outdated_source = g_timeout_add (OUTDATED_DELAY, on_outdated, self);
    }
  if (parts & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_MODEL))
    push_solve (self, &follow);
  else if (parts & RSC_DOCUMENT_LAMBDA)
    follow_lambda (self, playing, &follow);
  else
    {
      if (self->set && !self->set_stale && (parts & RSC_DOCUMENT_PICK))
        {
          resolve_pick (self);
          follow |= RSC_DOCUMENT_NETWORK;
        }
      if (parts & RSC_DOCUMENT_AXES)
        {
          if (self->busy)
            push_solve (self, &follow);
          else
            push_project (self);
        }
      if (parts & RSC_DOCUMENT_VIEW)
        {
          if (self->envelope
              && (before->feature_x != after->feature_x || before->feature_y != after->feature_y))
            {
              g_clear_pointer (&self->envelope, rsc_envelope_unref);
              follow |= RSC_DOCUMENT_RESULTS;
            }
          push_envelope (self);
        }
    }
  emit_changed (self, parts | follow);
}

/* --- object ------------------------------------------------------------------------------- */

static void
rsc_document_dispose (GObject *object)
{
  RscDocument *self = RSC_DOCUMENT (object);

  /* The workers first: they call back into this object. */
  g_clear_pointer (&self->worker, rsc_worker_free);
  g_clear_pointer (&self->path_worker, rsc_worker_free);
  g_clear_handle_id (&self->rest_source, g_source_remove);
  drop_path (self);
  clear_results (self);
  if (self->pruner)
    g_signal_handlers_disconnect_by_data (self->pruner, self);
  g_clear_object (&self->pruner);
  G_OBJECT_CLASS (rsc_document_parent_class)->dispose (object);
}

static void
rsc_document_finalize (GObject *object)
{
  RscDocument *self = RSC_DOCUMENT (object);

  g_clear_error (&self->error);
  g_clear_pointer (&self->labelling, rsc_labelling_free);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_clear_pointer (&self->reverted, g_ptr_array_unref);
  g_clear_pointer (&self->state, rsc_document_state_unref);
  G_OBJECT_CLASS (rsc_document_parent_class)->finalize (object);
}

static void
rsc_document_class_init (RscDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rsc_document_dispose;
  object_class->finalize = rsc_document_finalize;

  /**
   * RscDocument::changed:
   * @parts: a set of RscDocumentChange
   */
  signals[CHANGED] = g_signal_new ("changed", RSC_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
rsc_document_init (RscDocument *self)
{
  self->state = rsc_document_state_new ();
  self->changes = g_ptr_array_new_with_free_func (change_free);
  self->reverted = g_ptr_array_new_with_free_func (change_free);
  self->gap = NAN;
  self->fraction = -1;
  self->labelling = rsc_labelling_new ();
  self->playback.speed = 1;
  clear_results (self);
  self->pruner = rsc_pruner_new ();
  g_signal_connect (self->pruner, "changed", G_CALLBACK (on_pruner_changed), self);
}

RscDocument *
rsc_document_new (gboolean solve)
{
  RscDocument *self = g_object_new (RSC_TYPE_DOCUMENT, NULL);

  if (solve)
    {
      self->worker = rsc_worker_new (NULL, NULL, NULL, on_reply, on_progress, self);
      self->path_worker = rsc_worker_new (NULL, NULL, NULL, on_reply, NULL, self);
    }
  return self;
}

const RscDocumentState *
rsc_document_get_state (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), NULL);
  return self->state;
}

static void
record_change (RscDocument *self, const char *name, RscDocumentState *after)
{
  RscChange *change = g_new0 (RscChange, 1);

  g_ptr_array_set_size (self->reverted, 0);
  change->name = g_strdup (name);
  change->before = rsc_document_state_ref (self->state);
  change->after = rsc_document_state_ref (after);
  g_ptr_array_add (self->changes, change);
  if (self->changes->len > HISTORY_MAX)
    g_ptr_array_remove_index (self->changes, 0);
}

gboolean
rsc_document_apply (RscDocument *self,
                    const char *name,
                    RscChangeMode mode,
                    RscDocumentState *after)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (name != NULL && after != NULL, FALSE);

  gint64 now = g_get_monotonic_time ();
  RscChange *newest =
    self->changes->len > 0 ? g_ptr_array_index (self->changes, self->changes->len - 1) : NULL;

  if (rsc_document_state_compare (self->state, after) == 0)
    {
      rsc_document_state_unref (after);
      return FALSE;
    }
  if (mode == RSC_CHANGE_MERGE && newest && now < self->merge_until
      && g_str_equal (newest->name, name))
    {
      rsc_document_state_unref (newest->after);
      newest->after = rsc_document_state_ref (after);
    }
  else
    record_change (self, name, after);
  self->merge_until = mode == RSC_CHANGE_MERGE ? now + MERGE_TIME : 0;
  enter_state (self, after, FALSE);
  return TRUE;
}

void
rsc_document_end_merge (RscDocument *self)
{
  self->merge_until = 0;
}

gsize
rsc_document_get_n_changes (RscDocument *self)
{
  return self->changes->len;
}

const RscChange *
rsc_document_get_change (RscDocument *self, gsize k)
{
  g_return_val_if_fail (k < self->changes->len, NULL);
  return g_ptr_array_index (self->changes, k);
}

gboolean
rsc_document_revert (RscDocument *self)
{
  RscChange *newest;

  if (self->changes->len == 0)
    return FALSE;
  newest = g_ptr_array_steal_index (self->changes, self->changes->len - 1);
  g_ptr_array_add (self->reverted, newest);
  self->merge_until = 0;
  enter_state (self, rsc_document_state_ref (newest->before), FALSE);
  return TRUE;
}

gboolean
rsc_document_repeat (RscDocument *self)
{
  RscChange *change;

  if (self->reverted->len == 0)
    return FALSE;
  change = g_ptr_array_steal_index (self->reverted, self->reverted->len - 1);
  g_ptr_array_add (self->changes, change);
  self->merge_until = 0;
  enter_state (self, rsc_document_state_ref (change->after), FALSE);
  return TRUE;
}

const RscChange *
rsc_document_get_repeatable (RscDocument *self)
{
  return self->reverted->len > 0 ? g_ptr_array_index (self->reverted, self->reverted->len - 1)
                                 : NULL;
}

RscDataset *
rsc_document_get_train (RscDocument *self)
{
  return self->solution ? rsc_problem_get_dataset (rsc_solution_get_problem (self->solution))
                        : self->state->train;
}

RscSolution *
rsc_document_get_solution (RscDocument *self)
{
  return self->solution;
}

RscOptimalSet *
rsc_document_get_set (RscDocument *self)
{
  return self->set;
}

RscHull *
rsc_document_get_hull (RscDocument *self)
{
  return self->hull;
}

gsize
rsc_document_get_axes (RscDocument *self, const gsize **axes)
{
  if (axes)
    *axes = self->axes;
  return self->n_axes;
}

const gsize *
rsc_document_get_axis_labels (RscDocument *self)
{
  return self->shown_labels;
}

RscPathRanges *
rsc_document_get_ranges (RscDocument *self)
{
  return self->moving ? ensure_ranges (self) : NULL;
}

RscEnvelope *
rsc_document_get_envelope (RscDocument *self)
{
  return self->envelope;
}

gboolean
rsc_document_is_hull_stale (RscDocument *self)
{
  return self->hull_stale;
}

gboolean
rsc_document_is_set_stale (RscDocument *self)
{
  return self->set_stale;
}

RscNetwork *
rsc_document_get_network (RscDocument *self)
{
  return self->network;
}

const double *
rsc_document_get_point (RscDocument *self)
{
  return self->point;
}

const gsize *
rsc_document_get_neuron_ids (RscDocument *self)
{
  return self->neuron_ids;
}

double
rsc_document_get_fit_change (RscDocument *self)
{
  return self->fit_change;
}

gsize
rsc_document_get_width (RscDocument *self)
{
  if (self->point)
    return rsc_optimal_set_count_width (self->set, self->point);
  return self->network ? rsc_network_get_width (self->network) : 0;
}

gssize
rsc_document_get_vertex (RscDocument *self)
{
  return self->vertex;
}

static void
apply_point (RscDocument *self, const char *name, RscChangeMode mode, RscPick pick, const double *a)
{
  RscDocumentState *after = rsc_document_state_copy (self->state);
  g_autoptr (RscNeuronKeys) keys = rsc_neuron_keys_new_for_point (self->set, a);

  rsc_document_state_set_pick (after, pick, 0, keys);
  /* The pick of before, while pruning shows another network, is asked for too. */
  if (!rsc_document_apply (self, name, mode, after))
    rsc_pruner_leave (self->pruner);
}

void
rsc_document_drag_point (RscDocument *self, const double *wish)
{
  g_autofree double *a = NULL;

  if (!self->set || self->set_stale || self->n_axes == 0)
    return;
  a = g_new0 (double, rsc_optimal_set_get_n_neurons (self->set));
  rsc_optimal_set_nearest (self->set, self->n_axes, self->axes, wish, self->point, a);
  apply_point (self, "Move the network", RSC_CHANGE_MERGE, RSC_PICK_POINT, a);
}

void
rsc_document_pick_vertex (RscDocument *self, gsize k)
{
  if (!self->set || self->set_stale || k >= rsc_optimal_set_get_n_vertices (self->set))
    return;
  apply_point (self, "Pick a vertex", RSC_CHANGE_SINGLE, RSC_PICK_VERTEX,
               rsc_optimal_set_get_vertex (self->set, k));
}

void
rsc_document_step_vertex (RscDocument *self, int step)
{
  gssize n_vertices, k;

  if (!self->set || self->set_stale)
    return;
  n_vertices = (gssize) rsc_optimal_set_get_n_vertices (self->set);
  if (n_vertices == 0)
    return;
  k = self->vertex < 0 ? (step > 0 ? 0 : n_vertices - 1)
                       : (self->vertex + step + n_vertices) % n_vertices;
  rsc_document_pick_vertex (self, (gsize) k);
}

void
rsc_document_pick (RscDocument *self, RscPick pick)
{
  RscDocumentState *after;

  g_return_if_fail (pick != RSC_PICK_POINT && pick != RSC_PICK_VERTEX);

  after = rsc_document_state_copy (self->state);
  rsc_document_state_set_pick (
    after, pick, pick == RSC_PICK_RANDOM ? self->state->pick_seed + 1 : self->state->pick_seed,
    NULL);
  if (!rsc_document_apply (self, "Pick a network", RSC_CHANGE_SINGLE, after))
    rsc_pruner_leave (self->pruner);
}

void
rsc_document_toggle_axis (RscDocument *self, gsize i)
{
  gsize axes[4];
  gsize n = 0;
  gboolean present = FALSE;
  RscDocumentState *after;
  g_autoptr (RscNeuronKeys) keys = NULL;

  if (!self->set || self->set_stale)
    return;
  for (gsize k = 0; k < self->n_axes; k++)
    {
      if (self->axes[k] == i)
        present = TRUE;
      else if (self->axes[k] != RSC_OPTIMAL_SET_ABSENT)
        axes[n++] = self->axes[k];
    }
  if (present && n == 0)
    return;
  if (!present)
    {
      n = MIN (n, 2);
      axes[n++] = i;
    }
  keys = rsc_neuron_keys_new (self->set, n, axes, NULL);
  after = rsc_document_state_copy (self->state);
  rsc_document_state_set_axes (after, keys);
  rsc_document_apply (self, "Choose axes", RSC_CHANGE_SINGLE, after);
}

gboolean
rsc_document_is_busy (RscDocument *self)
{
  return self->busy;
}

void
rsc_document_get_progress (RscDocument *self, double *fraction, double *gap)
{
  *fraction = self->fraction;
  *gap = self->gap;
}

void
rsc_document_cancel (RscDocument *self)
{
  RscDocumentChange parts = RSC_DOCUMENT_ERROR;

  if (!self->worker || !self->busy)
    return;
  g_clear_handle_id (&self->rest_source, g_source_remove);
  rsc_worker_cancel (self->worker);
  self->cancelled = TRUE;
  parts |= clear_outdated (self);
  set_busy (self, FALSE, &parts);
  emit_changed (self, parts);
}

gboolean
rsc_document_was_cancelled (RscDocument *self)
{
  return self->cancelled;
}

const GError *
rsc_document_get_error (RscDocument *self)
{
  return self->error;
}

void
rsc_document_solve (RscDocument *self)
{
  RscDocumentChange parts = RSC_DOCUMENT_ERROR;

  push_solve (self, &parts);
  emit_changed (self, parts);
}

RscPath *
rsc_document_get_path (RscDocument *self)
{
  return self->path;
}

gboolean
rsc_document_is_path_complete (RscDocument *self)
{
  return self->path_complete;
}

double
rsc_document_get_path_fraction (RscDocument *self)
{
  return self->path_fraction;
}

const GError *
rsc_document_get_path_error (RscDocument *self)
{
  return self->path_error;
}

double
rsc_document_get_path_ratio_min (RscDocument *self)
{
  return RSC_PATH_RATIO_MIN;
}

double
rsc_document_get_path_reach (RscDocument *self)
{
  gsize n = self->path ? rsc_path_get_n_points (self->path) : 0;

  if (n == 0)
    return 1;
  return rsc_solution_get_lambda (rsc_path_get_point (self->path, n - 1)->solution)
         / get_lambda_max (self);
}

RscPathFrame *
rsc_document_get_frame (RscDocument *self)
{
  return self->frame;
}

gsize
rsc_document_get_label (RscDocument *self, gsize i)
{
  g_return_val_if_fail (i < rsc_labelling_get_n (self->labelling), i);
  return rsc_labelling_get_labels (self->labelling)[i];
}

const gsize *
rsc_document_get_labels (RscDocument *self)
{
  return rsc_labelling_get_labels (self->labelling);
}

gssize
rsc_document_find_label (RscDocument *self, gsize label)
{
  return rsc_labelling_find (self->labelling, label);
}

gsize
rsc_document_get_by_label (RscDocument *self, gsize k)
{
  g_return_val_if_fail (k < rsc_labelling_get_n (self->labelling), k);
  return rsc_labelling_get_order (self->labelling)[k];
}

gssize
rsc_document_find_id (RscDocument *self, gssize label)
{
  return label >= 0 ? rsc_labelling_find_id (self->labelling, (gsize) label) : -1;
}

const gsize *
rsc_document_get_id_labels (RscDocument *self, gsize *n_ids)
{
  *n_ids = rsc_labelling_get_n_ids (self->labelling);
  return rsc_labelling_get_id_labels (self->labelling);
}

const RscPlayback *
rsc_document_get_playback (RscDocument *self)
{
  return &self->playback;
}

void
rsc_document_set_playback (RscDocument *self, const RscPlayback *playback)
{
  RscPlayback wanted = *playback;
  RscDocumentChange parts = RSC_DOCUMENT_PLAYBACK;

  wanted.playing = wanted.playing && self->path && rsc_path_get_n_points (self->path) > 1;
  wanted.speed = CLAMP (wanted.speed, RSC_PLAYBACK_SPEED_MIN, RSC_PLAYBACK_SPEED_MAX);
  if (wanted.playing == self->playback.playing && wanted.speed == self->playback.speed
      && wanted.loop == self->playback.loop && wanted.backward == self->playback.backward)
    return;
  if (wanted.playing != self->playback.playing)
    {
      self->merge_until = 0;
      self->play_recorded = FALSE;
    }
  if (!wanted.playing && self->playback.playing && self->frame)
    push_solve (self, &parts);
  self->playback = wanted;
  emit_changed (self, parts);
}

gboolean
rsc_document_play_to (RscDocument *self, double ratio)
{
  RscDocumentState *after;

  g_return_val_if_fail (RSC_IS_DOCUMENT (self), FALSE);

  if (!self->playback.playing || ratio < rsc_document_get_path_reach (self) * (1 - 1e-12)
      || ratio > 1)
    return FALSE;
  after = rsc_document_state_copy (self->state);
  after->lambda_ratio = ratio;
  if (rsc_document_state_compare (self->state, after) == 0)
    {
      rsc_document_state_unref (after);
      return TRUE;
    }
  if (self->play_recorded && self->changes->len > 0)
    {
      RscChange *newest = g_ptr_array_index (self->changes, self->changes->len - 1);

      rsc_document_state_unref (newest->after);
      newest->after = rsc_document_state_ref (after);
    }
  else
    {
      record_change (self, "Play the path", after);
      self->play_recorded = TRUE;
    }
  enter_state (self, after, TRUE);
  return TRUE;
}

double
rsc_document_get_next_stop (RscDocument *self, int step)
{
  double now = self->state->lambda_ratio;
  double lambda_max = get_lambda_max (self);
  double next = step > 0 ? rsc_document_get_path_reach (self) : 1;

  for (gsize k = 0; self->path && k < rsc_path_get_n_events (self->path); k++)
    {
      double ratio = rsc_path_get_event (self->path, k)->lambda / lambda_max;

      if (step > 0 && ratio < now * (1 - STOP_TOLERANCE))
        return fmax (ratio, next);
      if (step < 0 && ratio > now * (1 + STOP_TOLERANCE))
        next = fmin (ratio, 1);
    }
  return next;
}

RscPruner *
rsc_document_get_pruner (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), NULL);
  return self->pruner;
}

gssize
rsc_document_get_selection (RscDocument *self)
{
  return self->selection;
}

gssize
rsc_document_get_selected_label (RscDocument *self)
{
  return self->selected_label;
}

void
rsc_document_select_label (RscDocument *self, gssize label)
{
  if (self->selected_label == label)
    return;
  self->selected_label = label;
  find_labelled (self);
  emit_changed (self, RSC_DOCUMENT_SELECTION);
}

static gssize
label_of (RscDocument *self, gssize neuron)
{
  return neuron >= 0 && (gsize) neuron < rsc_labelling_get_n (self->labelling)
           ? (gssize) rsc_labelling_get_labels (self->labelling)[neuron]
           : -1;
}

void
rsc_document_set_selection (RscDocument *self, gssize neuron)
{
  rsc_document_select_label (self, label_of (self, neuron));
}

gssize
rsc_document_get_hover (RscDocument *self)
{
  return self->hover;
}

gssize
rsc_document_get_hovered_label (RscDocument *self)
{
  return self->hovered_label;
}

gssize
rsc_document_get_hovered_point (RscDocument *self)
{
  return self->hovered_point;
}

void
rsc_document_hover (RscDocument *self, gssize label, gssize point)
{
  if (self->hovered_label == label && self->hovered_point == point)
    return;
  self->hovered_label = label;
  self->hovered_point = point;
  find_labelled (self);
  emit_changed (self, RSC_DOCUMENT_HOVER);
}

void
rsc_document_set_hover (RscDocument *self, gssize neuron, gssize point)
{
  rsc_document_hover (self, label_of (self, neuron), point);
}
