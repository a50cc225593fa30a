/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random actions on a document, with jobs whose replies come when the storm says so and time that it moves:
 * everything is decided by the seed. After every action what is on show must belong to the state, and whenever
 * the storm holds its breath the document comes to rest. No display.
 *
 * test-storm [ACTIONS [SEED]]; STORM_TRACE=1 tells every action on stderr. */
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/model/rsc-document.h"
#include "core/numerics/rsc-error.h"
#include "app/model/rsc-document-data.h"
#include "documents.h"

#define ACTIONS 12000
#define SEED 1
/* A document has so many: the history forgets what is older, and no data at all with it. */
#define ACTIONS_EACH 500
/* The storm holds its breath after about so many actions. */
#define CALM 60
/* And every so often compares what it sees with a document that came there directly. */
#define COMPARE 2

static guint n_actions = ACTIONS; /* ACTIONS_EACH for each seed */
static guint seed_first = SEED;

/* What a view has on show: read when it is told, and never behind. */
typedef struct
{
  gpointer data;
  RscSolution *solution;
  RscOptimalSet *set;
  RscHull *hull;
  RscEnvelope *envelope;
  RscNetwork *network;
  RscPath *path;
  gboolean busy;
  gboolean playing;
  gssize selection;
  gssize hover;
  gsize index;
  gboolean active;
  gboolean failed;
} View;

typedef struct
{
  GRand *rand;
  RscJobs *jobs;
  RscTimers *timers;
  RscDocument *document;
  guint n_done;
  guint n_calms;
  guint n_sets;
  gboolean trace;
  View view;
} Storm;

static int
pick (Storm *s, int n)
{
  return g_rand_int_range (s->rand, 0, n);
}

static gboolean
flip (Storm *s)
{
  return g_rand_boolean (s->rand);
}

static void tell (Storm *s, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
tell (Storm *s, const char *format, ...)
{
  va_list args;
  g_autofree char *text = NULL;

  if (!s->trace)
    return;
  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("%u: %s\n", s->n_done, text);
}

/* --- what must hold ------------------------------------------------------------------------ */

static double
get_shown_lambda (Storm *s)
{
  return rsc_solution_get_lambda (rsc_document_get_solution (s->document));
}

static double
get_wanted_lambda (Storm *s)
{
  RscProblem *problem = rsc_solution_get_problem (rsc_document_get_solution (s->document));
  double lambda_max = rsc_problem_get_lambda_max (problem);

  return rsc_document_get_state (s->document)->lambda_ratio * (lambda_max > 0 ? lambda_max : 1);
}

/* What is on show is of the data or model before. */
static gboolean
is_outdated (Storm *s)
{
  const RscDocumentState *state = rsc_document_get_state (s->document);
  RscProblem *problem = rsc_solution_get_problem (rsc_document_get_solution (s->document));

  return rsc_problem_get_dataset (problem) != state->train
         || rsc_problem_get_bias (problem) != state->bias
         || rsc_problem_get_activation (problem) != state->activation;
}

/* Results belong to the data and model of the state, or to those before for a moment; while nothing is under
 * way, to its λ. */
static void
check_results (Storm *s)
{
  RscDocument *document = s->document;
  const RscDocumentState *state = rsc_document_get_state (document);
  RscSolution *solution = rsc_document_get_solution (document);
  RscOptimalSet *set = rsc_document_get_set (document);
  gboolean stale = rsc_results_is_set_stale (rsc_document_get_results (document));
  gboolean outdated;

  if (!state->train)
    {
      g_assert_false (rsc_results_is_busy (rsc_document_get_results (document)));
      g_assert_null (rsc_known_path_get_path (rsc_document_get_known_path (document)));
      g_assert_null (solution);
      g_assert_null (set);
    }
  if (!solution)
    {
      g_assert_null (set);
      g_assert_null (rsc_results_get_frame (rsc_document_get_results (document)));
      g_assert_null (rsc_picked_network_get_network (rsc_document_get_picked (document)));
      g_assert_null (rsc_shown_axes_get_hull (rsc_document_get_shown_axes (document)));
      g_assert_null (rsc_results_get_envelope (rsc_document_get_results (document)));
      g_assert_cmpint (rsc_document_get_selected_neuron (document), ==, -1);
      g_assert_cmpint (rsc_document_get_hovered_neuron (document), ==, -1);
      return;
    }
  outdated = is_outdated (s);
  if (set && !stale)
    g_assert_true (rsc_optimal_set_get_solution (set) == solution);
  if (rsc_results_get_frame (rsc_document_get_results (document)))
    g_assert_true (rsc_results_get_frame (rsc_document_get_results (document))->set == set && !stale
                   && !outdated);
  if (rsc_known_path_get_path (rsc_document_get_known_path (document)))
    g_assert_true (rsc_problem_get_dataset (rsc_path_get_problem (
                     rsc_known_path_get_path (rsc_document_get_known_path (document))))
                   == state->train);
  /* Nothing is under way: then it is the state's own, unless it was given up. */
  if (!rsc_results_is_busy (rsc_document_get_results (document))
      && !rsc_results_was_cancelled (rsc_document_get_results (document))
      && !rsc_results_get_error (rsc_document_get_results (document)))
    {
      g_assert_false (outdated);
      g_assert_nonnull (set);
      g_assert_false (stale);
      g_assert_cmpfloat (fabs (get_shown_lambda (s) - get_wanted_lambda (s)), <=,
                         1e-9 * get_wanted_lambda (s));
      if (!rsc_player_get_playback (rsc_document_get_player (document))->playing)
        g_assert_null (rsc_results_get_frame (rsc_document_get_results (document)));
    }
}

/* Picks that name one point of the set. */
static void
check_pick (Storm *s, const RscOptimalSet *set, const double *point)
{
  const double *wanted = NULL;

  switch (rsc_document_get_state (s->document)->pick)
    {
    case RSC_PICK_MIN_NORM:
      wanted = rsc_optimal_set_get_min_norm (set);
      break;
    case RSC_PICK_INTERIOR:
      wanted = rsc_optimal_set_get_interior (set);
      break;
    case RSC_PICK_NARROWEST:
      wanted = rsc_optimal_set_get_narrowest (set);
      break;
    case RSC_PICK_VERTEX:
      if (rsc_picked_network_get_vertex (rsc_document_get_picked (s->document)) >= 0)
        wanted = rsc_optimal_set_get_vertex (
          set, (gsize) rsc_picked_network_get_vertex (rsc_document_get_picked (s->document)));
      break;
    case RSC_PICK_RANDOM:
    case RSC_PICK_POINT:
    default:
      break;
    }
  for (gsize i = 0; wanted && i < rsc_optimal_set_get_n_neurons (set); i++)
    g_assert_cmpfloat (point[i], ==, wanted[i]);
}

static void
check_network (Storm *s)
{
  RscDocument *document = s->document;
  RscOptimalSet *set = rsc_document_get_set (document);
  RscNetwork *network = rsc_picked_network_get_network (rsc_document_get_picked (document));
  const double *point = rsc_picked_network_get_point (rsc_document_get_picked (document));
  RscPruner *pruner = rsc_document_get_pruner (document);
  const gsize *ids = rsc_picked_network_get_neuron_ids (rsc_document_get_picked (document));
  gboolean stale = rsc_results_is_set_stale (rsc_document_get_results (document));
  gsize m = set ? rsc_optimal_set_get_n_neurons (set) : 0;

  g_assert_true ((network != NULL) == (rsc_document_get_solution (document) != NULL));
  if (!network)
    return;
  g_assert_true (isfinite (rsc_picked_network_get_fit_change (rsc_document_get_picked (document))));
  if (stale || !set)
    g_assert_null (point);
  else if (!rsc_pruner_is_active (pruner))
    {
      double size = 0;

      g_assert_nonnull (point);
      for (gsize i = 0; i < m; i++)
        {
          g_assert_cmpfloat (point[i], >=, 0);
          size += point[i];
        }
      /* A frame of the path has none. */
      if (rsc_optimal_set_get_polytope (set))
        g_assert_cmpfloat (rsc_polytope_get_violation (rsc_optimal_set_get_polytope (set), point),
                           <=, 1e-6 * (1 + size));
      check_pick (s, set, point);
      /* Nor is a frame exact, and one may stay for a moment after its data. */
      if (rsc_solution_get_relative_gap (rsc_document_get_solution (document)) < 1e-9)
        g_assert_cmpfloat (rsc_picked_network_get_fit_change (rsc_document_get_picked (document)),
                           <=, 1e-6);
    }
  for (gsize k = 0; ids && point && k < rsc_network_get_width (network); k++)
    g_assert_cmpuint (ids[k], <, m);
  if (rsc_picked_network_get_vertex (rsc_document_get_picked (document)) >= 0)
    g_assert_cmpuint ((gsize) rsc_picked_network_get_vertex (rsc_document_get_picked (document)), <,
                      rsc_optimal_set_get_n_vertices (set));
}

/* The step on show is the state's, so that the history has it. @resting: and the other way round. */
static void
check_steps (Storm *s, gboolean resting)
{
  RscPruner *pruner = rsc_document_get_pruner (s->document);
  RscPruningChoice *wanted = rsc_document_get_state (s->document)->pruning;
  g_autoptr (RscPruningChoice) shown = rsc_pruner_dup_choice (pruner);

  if (rsc_pruner_is_active (pruner))
    g_assert_true (rsc_pruning_choice_equal (shown, wanted));
  if (resting && wanted->walk && rsc_pruner_get_set (pruner)
      && rsc_pruning_choice_fits (wanted, rsc_pruner_get_set (pruner)))
    g_assert_true (rsc_pruner_is_active (pruner));
}

static void
check_pruner (Storm *s)
{
  RscPruner *pruner = rsc_document_get_pruner (s->document);
  RscPruning *walk = rsc_pruner_get_walk (pruner);
  gsize index = rsc_pruner_get_index (pruner);

  if (!rsc_document_get_set (s->document)
      || rsc_results_is_set_stale (rsc_document_get_results (s->document)))
    g_assert_null (rsc_pruner_get_set (pruner));
  if (rsc_pruner_get_set (pruner))
    g_assert_true (rsc_pruner_get_set (pruner) == rsc_document_get_set (s->document));
  if (!walk)
    {
      g_assert_false (rsc_pruner_is_active (pruner));
      g_assert_null (rsc_pruner_get_curves (pruner));
      return;
    }
  g_assert_nonnull (rsc_pruner_get_set (pruner));
  g_assert_cmpuint (index, <, rsc_pruner_get_n_states (pruner));
  g_assert_cmpuint (rsc_pruner_get_n_states (pruner), <=, rsc_pruning_get_n_states (walk));
  g_assert_cmpfloat (rsc_pruner_get_position (pruner), <=,
                     (double) (rsc_pruner_get_n_states (pruner) - 1));
  if (rsc_pruner_is_active (pruner) && rsc_pruner_get_position (pruner) == (double) index)
    g_assert_cmpuint (rsc_network_get_width (
                        rsc_picked_network_get_network (rsc_document_get_picked (s->document))),
                      <=, rsc_pruning_get_state (walk, index)->width);
}

static void
check_axes (Storm *s)
{
  RscDocument *document = s->document;
  RscOptimalSet *set = rsc_document_get_set (document);
  const gsize *axes;
  gsize n = rsc_shown_axes_get (rsc_document_get_shown_axes (document), &axes);
  const gsize *labels = rsc_shown_axes_get_labels (rsc_document_get_shown_axes (document));
  gsize m = set ? rsc_optimal_set_get_n_neurons (set) : 0;

  g_assert_cmpuint (n, <=, 3);
  for (gsize k = 0; k < n; k++)
    {
      if (axes[k] == RSC_OPTIMAL_SET_ABSENT)
        continue;
      g_assert_cmpuint (axes[k], <, m);
      g_assert_cmpuint (rsc_labelling_get_labels (rsc_document_get_labelling (document))[axes[k]],
                        ==, labels[k]);
    }
  for (gsize k = 0; k < n; k++)
    for (gsize i = 0; i < k; i++)
      g_assert_true (labels[k] != labels[i]);
  if (rsc_shown_axes_get_hull (rsc_document_get_shown_axes (document)))
    g_assert_cmpuint (rsc_shown_axes_get_hull (rsc_document_get_shown_axes (document))->n_axes, ==,
                      n);
}

static void
check_names (Storm *s)
{
  RscDocument *document = s->document;
  RscOptimalSet *set = rsc_document_get_set (document);
  gsize m = set ? rsc_optimal_set_get_n_neurons (set) : 0;
  gssize selection = rsc_document_get_selected_neuron (document);
  gssize hover = rsc_document_get_hovered_neuron (document);

  for (gsize i = 0; i < m; i++)
    g_assert_cmpint (
      rsc_labelling_find (rsc_document_get_labelling (document),
                          rsc_labelling_get_labels (rsc_document_get_labelling (document))[i]),
      ==, (gssize) i);
  if (selection >= 0)
    {
      g_assert_cmpuint ((gsize) selection, <, m);
      g_assert_cmpuint (
        rsc_labelling_get_labels (rsc_document_get_labelling (document))[(gsize) selection], ==,
        (gsize) rsc_selection_get_selected (rsc_document_get_selection (document)));
    }
  if (hover >= 0)
    g_assert_cmpuint ((gsize) hover, <, m);
}

static void
look (RscDocument *document, guint parts, View *view)
{
  RscPruner *pruner = rsc_document_get_pruner (document);

  if (parts & RSC_DOCUMENT_DATA)
    view->data = rsc_document_get_state (document)->train;
  if (parts & RSC_DOCUMENT_RESULTS)
    {
      view->solution = rsc_document_get_solution (document);
      view->set = rsc_document_get_set (document);
      view->hull = rsc_shown_axes_get_hull (rsc_document_get_shown_axes (document));
      view->envelope = rsc_results_get_envelope (rsc_document_get_results (document));
    }
  if (parts & RSC_DOCUMENT_NETWORK)
    view->network = rsc_picked_network_get_network (rsc_document_get_picked (document));
  if (parts & RSC_DOCUMENT_PATH)
    view->path = rsc_known_path_get_path (rsc_document_get_known_path (document));
  if (parts & RSC_DOCUMENT_BUSY)
    view->busy = rsc_results_is_busy (rsc_document_get_results (document));
  if (parts & RSC_DOCUMENT_PLAYBACK)
    view->playing = rsc_player_get_playback (rsc_document_get_player (document))->playing;
  if (parts & RSC_DOCUMENT_SELECTION)
    view->selection = rsc_document_get_selected_neuron (document);
  if (parts & RSC_DOCUMENT_HOVER)
    view->hover = rsc_document_get_hovered_neuron (document);
  if (parts & RSC_DOCUMENT_PRUNING)
    {
      view->index = rsc_pruner_get_index (pruner);
      view->active = rsc_pruner_is_active (pruner);
    }
  if (parts & RSC_DOCUMENT_ERROR)
    view->failed = rsc_results_get_error (rsc_document_get_results (document)) != NULL;
}

static void check (Storm *s);

/* Whoever is told may look at everything. */
static void
on_changed (RscDocument *document, guint parts, gpointer user_data)
{
  Storm *s = user_data;

  look (document, parts, &s->view);
  check (s);
}

/* No change goes untold. */
static void
check_view (Storm *s)
{
  View now;

  look (s->document, RSC_DOCUMENT_ALL, &now);
  g_assert_true (s->view.data == now.data);
  g_assert_true (s->view.solution == now.solution);
  g_assert_true (s->view.set == now.set);
  g_assert_true (s->view.hull == now.hull);
  g_assert_true (s->view.envelope == now.envelope);
  g_assert_true (s->view.network == now.network);
  g_assert_true (s->view.path == now.path);
  g_assert_cmpint (s->view.busy, ==, now.busy);
  g_assert_cmpint (s->view.playing, ==, now.playing);
  g_assert_cmpint (s->view.selection, ==, now.selection);
  g_assert_cmpint (s->view.hover, ==, now.hover);
  g_assert_cmpuint (s->view.index, ==, now.index);
  g_assert_cmpint (s->view.active, ==, now.active);
  g_assert_cmpint (s->view.failed, ==, now.failed);
}

static void
watch (Storm *s)
{
  g_signal_connect (s->document, "changed", G_CALLBACK (on_changed), s);
  look (s->document, RSC_DOCUMENT_ALL, &s->view);
}

static void
check (Storm *s)
{
  check_view (s);
  check_results (s);
  check_network (s);
  check_pruner (s);
  check_steps (s, FALSE);
  check_axes (s);
  check_names (s);
}

/* --- what is done --------------------------------------------------------------------------- */

static void
apply (Storm *s, const char *name, RscDocumentState *after)
{
  tell (s, "%s", name);
  rsc_document_apply (s->document, name, flip (s) ? RSC_CHANGE_MERGE : RSC_CHANGE_SINGLE, after);
}

static void
open_gallery (Storm *s)
{
  static const char *const names[] = { "xor",     "figure1", "checkerboard", "polygon-6",
                                       "moons-7", "sine-6",  "polygon-8",    "blobs-8",
                                       "step-5",  "abs-5",   "random-6",     "polygon-3" };
  RscDocumentState *after = edit (s->document);
  gsize n;
  const RscGalleryItem *item = rsc_gallery_find (names[pick (s, G_N_ELEMENTS (names))], &n);

  g_assert_true (rsc_document_state_set_gallery (
    after, item, n, item->has_noise ? 0.1 * pick (s, 4) : 0, 1 + (guint64) pick (s, 3), NULL));
  apply (s, item->name, after);
}

/* Small integers, repeats, constants, zero targets, one row, no feature. */
static void
open_table (Storm *s)
{
  RscDocumentState *after = edit (s->document);
  gsize n = 1 + (gsize) pick (s, 7);
  gsize d = (gsize) pick (s, 3);
  double x[7 * 2], y[7];
  gboolean zero = pick (s, 6) == 0;
  g_autoptr (RscDataset) dataset = NULL;

  for (gsize k = 0; k < n * d; k++)
    x[k] = pick (s, 5) - 2;
  for (gsize i = 0; i < n; i++)
    y[i] = zero ? 0 : pick (s, 5) - 2;
  dataset = rsc_dataset_new ("table", n, d, x, y, NULL, NULL, NULL);
  rsc_document_state_set_file (after, NULL, dataset);
  apply (s, "table", after);
}

static void
prepare (Storm *s)
{
  RscDocumentState *after = edit (s->document);
  static const double fractions[] = { 0.5, 0.7, 0.9 };

  if (rsc_document_state_set_preparation (after, flip (s), flip (s), fractions[pick (s, 3)],
                                          1 + (guint64) pick (s, 2), NULL))
    apply (s, "prepare", after);
  else
    rsc_document_state_unref (after);
}

static void
change_lambda (Storm *s)
{
  RscDocumentState *after = edit (s->document);

  switch (pick (s, 8))
    {
    case 0:
      after->lambda_ratio = 1;
      break;
    case 1:
      after->lambda_ratio =
        fmax (rsc_known_path_get_reach (rsc_document_get_known_path (s->document)), 1e-3);
      break;
    case 2:
      after->lambda_ratio = rsc_document_get_next_stop (s->document, flip (s) ? 1 : -1);
      break;
    default:
      after->lambda_ratio = pow (10, -3 * g_rand_double (s->rand));
    }
  apply (s, "lambda", after);
}

static void
change_model (Storm *s)
{
  RscDocumentState *after = edit (s->document);

  switch (pick (s, 3))
    {
    case 0:
      after->bias = !after->bias;
      break;
    case 1:
      after->activation =
        after->activation == RSC_ACTIVATION_GATED ? RSC_ACTIVATION_RELU : RSC_ACTIVATION_GATED;
      break;
    default:
      after->patterns =
        after->patterns == RSC_PATTERNS_ALL ? RSC_PATTERNS_SAMPLED : RSC_PATTERNS_ALL;
      after->n_samples = 3 + (gsize) pick (s, 20);
      after->pattern_seed = 1 + (guint64) pick (s, 3);
    }
  apply (s, "model", after);
}

static void
change_view (Storm *s)
{
  RscDocumentState *after = edit (s->document);
  gsize d = after->train ? rsc_dataset_get_d (after->train) : 0;

  switch (pick (s, 5))
    {
    case 0:
      after->camera.yaw += 0.1;
      break;
    case 1:
      after->mode = (RscFunctionMode) pick (s, 4);
      break;
    case 2:
      if (d > 0)
        {
          after->feature_x = (gsize) pick (s, (int) d);
          after->feature_y = (gsize) pick (s, (int) d);
        }
      break;
    case 3:
      after->feature = pick (s, (int) d + 1) - 1;
      break;
    default:
      after->tubes = !after->tubes;
    }
  apply (s, "view", after);
}

static void
change_pick (Storm *s)
{
  static const RscPick picks[] = { RSC_PICK_MIN_NORM, RSC_PICK_INTERIOR, RSC_PICK_NARROWEST,
                                   RSC_PICK_RANDOM };
  double wish[3];

  tell (s, "pick");
  switch (pick (s, 5))
    {
    case 0:
      rsc_document_pick_vertex (s->document, (gsize) pick (s, 12));
      break;
    case 1:
      rsc_document_step_vertex (s->document, flip (s) ? 1 : -1);
      break;
    case 2:
    case 3:
      for (int k = 0; k < 3; k++)
        wish[k] = 4 * g_rand_double (s->rand) - 1;
      rsc_document_drag_point (s->document, wish);
      break;
    default:
      rsc_document_pick (s->document, picks[pick (s, 4)]);
    }
}

static void
point_at (Storm *s)
{
  tell (s, "select or hover");
  switch (pick (s, 5))
    {
    case 0:
      rsc_document_select_neuron (s->document, pick (s, 14) - 1);
      break;
    case 1:
      rsc_selection_select (rsc_document_get_selection (s->document), pick (s, 14) - 1);
      break;
    case 2:
      rsc_document_hover_neuron (s->document, pick (s, 14) - 1, pick (s, 8) - 1);
      break;
    case 3:
      rsc_selection_hover (rsc_document_get_selection (s->document), pick (s, 14) - 1, -1);
      break;
    default:
      rsc_document_toggle_axis (s->document, (gsize) pick (s, 14));
    }
}

static void
play (Storm *s)
{
  RscPlayer *player = rsc_document_get_player (s->document);
  RscPlayback playback = *rsc_player_get_playback (player);

  tell (s, "play");
  switch (pick (s, 6))
    {
    case 0:
      playback.playing = !playback.playing;
      rsc_player_set_playback (rsc_document_get_player (s->document), RSC_TRACK_PATH, &playback);
      break;
    case 1:
      playback.speed = pow (2, pick (s, 5) - 2);
      playback.loop = flip (s);
      playback.backward = flip (s);
      rsc_player_set_playback (rsc_document_get_player (s->document), RSC_TRACK_PATH, &playback);
      break;
    case 2:
      rsc_player_toggle (player, RSC_TRACK_PATH);
      break;
    default:
      for (int k = pick (s, 4); k >= 0; k--)
        rsc_player_advance (player, 0.5 * g_rand_double (s->rand));
    }
}

static void
prune (Storm *s)
{
  RscPruner *pruner = rsc_document_get_pruner (s->document);
  RscNetwork *network = rsc_picked_network_get_network (rsc_document_get_picked (s->document));
  gsize n = rsc_pruner_get_n_states (pruner);
  RscPruningStart start;

  switch (pick (s, 16))
    {
    case 0:
      start = (RscPruningStart) pick (s, RSC_PRUNING_START_NETWORK + 1);
      tell (s, "start from %d", start);
      if (start != RSC_PRUNING_START_NETWORK || network)
        rsc_pruner_set_start (pruner, start, start == RSC_PRUNING_START_NETWORK ? network : NULL);
      break;
    case 1:
      rsc_pruner_set_rule (pruner, flip (s) ? RSC_PRUNING_RULE_PAPER : RSC_PRUNING_RULE_FEWEST);
      break;
    case 2:
      rsc_pruner_set_method (pruner, (RscPruningMethod) pick (s, RSC_N_PRUNING_METHODS));
      break;
    case 3:
      tell (s, "prepare");
      rsc_pruner_prepare (pruner);
      break;
    case 4:
    case 5:
    case 6:
      tell (s, "step forward");
      rsc_pruner_step_forward (pruner);
      break;
    case 7:
      rsc_pruner_step_back (pruner);
      break;
    case 8:
      tell (s, "go to");
      rsc_pruner_go_to (pruner, n > 0 ? (gsize) pick (s, (int) n + 1) : 0);
      break;
    case 9:
      tell (s, "to minimal");
      rsc_pruner_to_minimal (pruner);
      break;
    case 10:
      tell (s, "to zero");
      rsc_pruner_to_zero (pruner);
      break;
    case 11:
      tell (s, "remove");
      rsc_pruner_remove (pruner, (gsize) pick (s, 8));
      break;
    case 12:
      tell (s, "leave pruning");
      rsc_pruner_leave (pruner);
      break;
    case 13:
      rsc_pruner_cancel (pruner);
      break;
    case 14:
      tell (s, "position");
      rsc_pruner_set_animated (pruner, flip (s));
      rsc_pruner_set_position (pruner, (double) n * g_rand_double (s->rand));
      break;
    default:
      tell (s, "curves");
      rsc_pruner_request_curves (pruner);
    }
}

static void
go_back (Storm *s)
{
  tell (s, "undo or redo");
  switch (pick (s, 12))
    {
    case 0:
      while (rsc_document_revert (s->document))
        check (s);
      /* As long as nothing has been forgotten. */
      if (s->n_done < 100)
        g_assert_null (rsc_document_get_state (s->document)->train);
      break;
    case 1:
      while (rsc_document_repeat (s->document))
        check (s);
      break;
    case 2:
    case 3:
      rsc_history_end_merge (rsc_document_get_history (s->document));
      break;
    case 4:
    case 5:
    case 6:
    case 7:
      rsc_document_revert (s->document);
      break;
    default:
      rsc_document_repeat (s->document);
    }
}

/* A hand on the points: it moves one on and on, lets go or gives up, adds, deletes, flips. */
static void
edit_points (Storm *s)
{
  RscDataset *source = rsc_document_get_state (s->document)->source;
  const gsize n = source ? rsc_dataset_get_n (source) : 0;
  const gsize row = n > 0 ? (gsize) pick (s, (int) n) : 0;
  const double x[] = { 0.25 * pick (s, 9) - 1, 0.25 * pick (s, 9) - 1, 0.5 };
  const double y = pick (s, 3) - 1;
  g_autoptr (RscRowSet) rows = n > 0 ? rsc_row_set_new (1, &row) : rsc_row_set_new (0, NULL);

  if (!source || rsc_dataset_get_d (source) > G_N_ELEMENTS (x))
    return;
  tell (s, "edit row %zu of %zu", row, n);
  switch (pick (s, 14))
    {
    case 0:
      if (n < 8)
        rsc_document_add_points (s->document, 1, x, &y);
      break;
    case 1:
      rsc_document_delete_points (s->document, rows);
      break;
    case 2:
      rsc_document_flip_targets (s->document, rows);
      break;
    case 3:
      rsc_document_select_rows (s->document, rows);
      break;
    case 4:
      rsc_document_start_again (s->document);
      break;
    case 5:
      rsc_document_cancel_change (s->document);
      break;
    case 6:
      rsc_document_end_change (s->document);
      break;
    default:
      rsc_document_move_points (s->document, RSC_CHANGE_RUNNING, source, rows, x, 0);
    }
}

static const RscRequestKind kinds[] = { RSC_REQUEST_SOLVE, RSC_REQUEST_PATH, RSC_REQUEST_PRUNE,
                                        RSC_REQUEST_CURVES };

static void
let_work (Storm *s)
{
  RscRequestKind kind = kinds[pick (s, pick (s, 3) ? 3 : 4)];
  gboolean done;

  switch (pick (s, 8))
    {
    case 0:
    case 1:
    case 2:
      done = rsc_jobs_run (s->jobs, kind);
      tell (s, "run %d: %d", kind, done);
      break;
    case 3:
    case 4:
      done = rsc_jobs_deliver (s->jobs, kind);
      tell (s, "deliver %d: %d", kind, done);
      break;
    case 5:
      tell (s, "deliver all %d", kind);
      while (rsc_jobs_deliver (s->jobs, kind))
        check (s);
      break;
    case 6:
      tell (s, "time passes");
      rsc_timers_advance (s->timers, (guint) pick (s, 200));
      break;
    default:
      if (pick (s, 4) == 0)
        {
          tell (s, "cancel");
          rsc_results_cancel (rsc_document_get_results (s->document));
        }
      else if (pick (s, 4) == 0)
        {
          tell (s, "solve");
          rsc_results_solve (rsc_document_get_results (s->document));
        }
    }
}

static void
act (Storm *s)
{
  int k = pick (s, 100);

  s->n_done++;
  if (k < 2)
    open_gallery (s);
  else if (k < 4)
    open_table (s);
  else if (k < 5)
    prepare (s);
  else if (k < 12)
    change_lambda (s);
  else if (k < 14)
    change_model (s);
  else if (k < 19)
    change_view (s);
  else if (k < 27)
    change_pick (s);
  else if (k < 34)
    point_at (s);
  else if (k < 40)
    play (s);
  else if (k < 52)
    prune (s);
  else if (k < 56)
    go_back (s);
  else if (k < 62)
    edit_points (s);
  else
    let_work (s);
  check (s);
}

/* --- holding the breath ---------------------------------------------------------------------- */

/* Everything that was asked for is done. */
static void
calm (RscDocument *document, RscJobs *jobs, RscTimers *timers)
{
  gboolean any = TRUE;

  while (any)
    {
      any = FALSE;
      for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
        while (rsc_jobs_deliver (jobs, kinds[k]) || rsc_jobs_run (jobs, kinds[k]))
          any = TRUE;
      /* Longer than every rest that the model waits for. */
      rsc_timers_advance (timers, 1000);
      for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
        any = any || rsc_jobs_is_busy (jobs, kinds[k]);
    }
  g_assert_false (rsc_results_is_busy (rsc_document_get_results (document)));
  g_assert_false (rsc_pruner_is_busy (rsc_document_get_pruner (document)));
}

/* The same state, reached directly: the way there leaves no trace. */
static void
compare (Storm *s)
{
  RscJobs *jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  g_autoptr (RscTimers) timers = rsc_timers_new (TRUE);
  g_autoptr (RscDocument) direct = rsc_document_new_full (jobs, timers);
  RscOptimalSet *set = rsc_document_get_set (s->document);
  RscOptimalSet *other;

  rsc_document_apply (direct, "Open", RSC_CHANGE_SINGLE, edit (s->document));
  calm (direct, jobs, timers);
  other = rsc_document_get_set (direct);
  g_assert_cmpint (set != NULL, ==, other != NULL);
  g_assert_cmpint (rsc_results_get_error (rsc_document_get_results (s->document)) != NULL, ==,
                   rsc_results_get_error (rsc_document_get_results (direct)) != NULL);
  if (!set)
    return;
  s->n_sets++;
  for (int k = 0; s->trace && k < 2; k++)
    {
      RscSolution *solution = rsc_document_get_solution (k ? direct : s->document);
      RscProblem *problem = rsc_solution_get_problem (solution);

      g_printerr ("objective %.17g gap %g lambda %.17g of %.17g (%g), %zu x %zu, %d patterns, "
                  "gated %d, bias %d\n",
                  rsc_solution_get_objective (solution), rsc_solution_get_relative_gap (solution),
                  rsc_solution_get_lambda (solution), rsc_problem_get_lambda_max (problem),
                  rsc_document_get_state (k ? direct : s->document)->lambda_ratio,
                  rsc_problem_get_n (problem), rsc_problem_get_d (problem),
                  (int) rsc_problem_get_n_blocks (problem), rsc_problem_get_activation (problem),
                  rsc_problem_get_bias (problem));
    }
  g_assert_cmpfloat (
    fabs (rsc_solution_get_objective (rsc_document_get_solution (s->document))
          - rsc_solution_get_objective (rsc_document_get_solution (direct))),
    <=, 1e-8 * (1e-12 + rsc_solution_get_objective (rsc_document_get_solution (direct))));
  g_assert_cmpuint (
    rsc_path_get_n_points (rsc_known_path_get_path (rsc_document_get_known_path (s->document))) > 0,
    ==, rsc_path_get_n_points (rsc_known_path_get_path (rsc_document_get_known_path (direct))) > 0);
  /* One that is there and not drawn is no fault. */
  if (rsc_document_get_state (s->document)->mode == RSC_FUNCTION_ENVELOPE
      && (rsc_results_get_envelope (rsc_document_get_results (s->document))
          || rsc_results_get_envelope (rsc_document_get_results (direct))))
    {
      RscEnvelope *a = rsc_results_get_envelope (rsc_document_get_results (s->document));
      RscEnvelope *b = rsc_results_get_envelope (rsc_document_get_results (direct));

      g_assert_true (a && b);
      g_assert_cmpuint (a->nx, ==, b->nx);
      g_assert_cmpuint (a->ny, ==, b->ny);
      g_assert_cmpfloat (a->x_min, ==, b->x_min);
      g_assert_cmpfloat (a->x_max, ==, b->x_max);
      if (a->ny > 1)
        g_assert_true (a->y_min == b->y_min && a->y_max == b->y_max);
    }
}

static void
hold_breath (Storm *s)
{
  RscDocument *document = s->document;
  g_autoptr (GPtrArray) states =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rsc_document_state_unref);
  RscPlayback playback = *rsc_player_get_playback (rsc_document_get_player (document));
  guint k;

  tell (s, "calm");
  playback.playing = FALSE;
  rsc_player_set_playback (rsc_document_get_player (document), RSC_TRACK_PATH, &playback);
  calm (document, s->jobs, s->timers);
  check_steps (s, TRUE);
  check (s);
  s->n_calms++;
  if (rsc_document_get_state (document)->train
      && !rsc_results_get_error (rsc_document_get_results (document)))
    {
      if (rsc_results_was_cancelled (rsc_document_get_results (document)))
        {
          rsc_results_solve (rsc_document_get_results (document));
          calm (document, s->jobs, s->timers);
          check (s);
        }
      if (!rsc_results_get_error (rsc_document_get_results (document)))
        {
          g_assert_nonnull (rsc_document_get_set (document));
          g_assert_true (rsc_known_path_is_complete (rsc_document_get_known_path (document)));
          g_assert_false (rsc_shown_axes_is_hull_stale (rsc_document_get_shown_axes (document)));
          if (s->n_calms % COMPARE == 0)
            compare (s);
        }
    }
  if (s->n_calms % COMPARE != 0)
    return;
  /* All back and all forth again. */
  tell (s, "all back and forth");
  while (rsc_document_repeat (document))
    ;
  do
    g_ptr_array_add (
      states, rsc_document_state_ref ((RscDocumentState *) rsc_document_get_state (document)));
  while (rsc_document_revert (document));
  check (s);
  k = states->len - 1;
  do
    g_assert_cmpuint (rsc_document_state_compare_edits (rsc_document_get_state (document),
                                                        g_ptr_array_index (states, k)),
                      ==, 0);
  while (rsc_document_repeat (document) && k-- > 0);
  g_assert_cmpuint (k, ==, 0);
  check (s);
}

static void
run_storm (guint seed, guint n)
{
  Storm s = { 0 };

  s.rand = g_rand_new_with_seed (seed);
  s.trace = g_getenv ("STORM_TRACE") != NULL;
  s.jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  s.timers = rsc_timers_new (TRUE);
  s.document = rsc_document_new_full (s.jobs, s.timers);
  watch (&s);
  check (&s);
  while (s.n_done < n)
    {
      act (&s);
      if (pick (&s, CALM) == 0)
        hold_breath (&s);
    }
  hold_breath (&s);
  g_test_message ("seed %u: %u actions, %u times calm, %u sets compared, %" G_GSIZE_FORMAT
                  " changes",
                  seed, s.n_done, s.n_calms, s.n_sets,
                  rsc_history_get_n_changes (rsc_document_get_history (s.document)));
  g_object_unref (s.document);
  rsc_timers_unref (s.timers);
  g_rand_free (s.rand);
}

static void
test_by_hand (void)
{
  for (guint n = 0; n < n_actions; n += ACTIONS_EACH)
    run_storm (seed_first + n / ACTIONS_EACH, MIN (ACTIONS_EACH, n_actions - n));
}

/* The same actions with real threads and the time of the main loop: what comes when is left to the machine,
 * what must hold is not. */
static void
test_threads (void)
{
  Storm s = { 0 };
  guint n = n_actions / 20;

  s.rand = g_rand_new_with_seed (seed_first);
  s.trace = g_getenv ("STORM_TRACE") != NULL;
  s.document = rsc_document_new (TRUE);
  watch (&s);
  while (s.n_done < n)
    {
      int k = pick (&s, 100);

      s.n_done++;
      if (k < 6)
        open_gallery (&s);
      else if (k < 10)
        open_table (&s);
      else if (k < 30)
        change_lambda (&s);
      else if (k < 34)
        change_model (&s);
      else if (k < 44)
        change_pick (&s);
      else if (k < 54)
        play (&s);
      else if (k < 74)
        prune (&s);
      else if (k < 78)
        go_back (&s);
      else if (k < 86)
        edit_points (&s);
      else
        iterate ((guint) pick (&s, 12));
      check (&s);
    }
  wait_idle (s.document);
  check (&s);
  g_object_unref (s.document);
  g_rand_free (s.rand);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);

  if (argc > 1)
    n_actions = (guint) strtoul (argv[1], NULL, 10);
  if (argc > 2)
    seed_first = (guint) strtoul (argv[2], NULL, 10);
  g_test_add_func ("/storm/by-hand", test_by_hand);
  g_test_add_func ("/storm/threads", test_threads);

  return g_test_run ();
}
