/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "storm.h"

#include <math.h>

#include "app/model/rsc-document.h"
#include "core/numerics/rsc-error.h"
#include "app/model/rsc-document-data.h"
#include "documents.h"

int
storm_pick (Storm *s, int n)
{
  if (s->rand)
    return g_rand_int_range (s->rand, 0, n);
  if (s->n_bytes == 0)
    return 0;
  s->n_bytes--;
  return *s->bytes++ % n;
}

gboolean
storm_flip (Storm *s)
{
  return s->rand ? g_rand_boolean (s->rand) : storm_pick (s, 2) == 1;
}

double
storm_draw (Storm *s)
{
  return s->rand ? g_rand_double (s->rand) : storm_pick (s, 256) / 256.0;
}

void
storm_tell (Storm *s, const char *format, ...)
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

/* Results belong to the data and model of the state, or to those before for a moment; while nothing
 * is under way, to its λ. */
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
      g_assert_true (state->unfinished
                     || !rsc_results_is_busy (rsc_document_get_results (document)));
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

/* Whether the network on show is one that was trained, or picked from a set of equal fit. */
static gboolean
is_elsewhere (Storm *s)
{
  RscTrainingRuns *training = rsc_document_get_training (s->document);

  return (rsc_training_runs_is_active (training) && rsc_training_runs_get_state (training))
         || rsc_shown_fit_is_picked (rsc_document_get_fit (s->document));
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
  /* One that was trained, or is of a set of equal fit, is none of the set. */
  if (stale || !set || is_elsewhere (s))
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

void
storm_check_steps (Storm *s, gboolean resting)
{
  RscPruner *pruner = rsc_document_get_pruner (s->document);
  RscPruningChoice *wanted = rsc_document_get_state (s->document)->pruning;
  g_autoptr (RscPruningChoice) shown = rsc_pruner_dup_choice (pruner);

  if (rsc_results_is_of_before (rsc_document_get_results (s->document)))
    return;
  if (rsc_pruner_is_active (pruner))
    g_assert_true (rsc_pruning_choice_equal (shown, wanted));
  if (wanted->walk && rsc_pruner_get_set (pruner))
    g_assert_true (rsc_pruning_choice_fits (wanted, rsc_pruner_get_set (pruner)));
  if (resting && rsc_pruner_get_set (pruner))
    g_assert_cmpint (rsc_pruner_is_active (pruner), ==, rsc_pruning_choice_has_steps (wanted));
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
  if (rsc_pruner_is_active (pruner) && rsc_pruner_get_position (pruner) == (double) index
      && !is_elsewhere (s))
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

/* Whoever is told may look at everything. */
static void
on_changed (RscDocument *document, guint parts, gpointer user_data)
{
  Storm *s = user_data;

  look (document, parts, &s->view);
  storm_follow_landscape (s);
  storm_check (s);
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

void
storm_begin (Storm *s, gboolean by_hand)
{
  s->trace = g_getenv ("STORM_TRACE") != NULL;
  s->jobs = by_hand ? rsc_jobs_new_full (NULL, NULL, TRUE) : rsc_jobs_new ();
  s->timers = rsc_timers_new (by_hand);
  s->document = rsc_document_new_full (s->jobs, s->timers);
  s->landscape = rsc_shown_landscape_new (s->jobs);
  g_signal_connect (s->document, "changed", G_CALLBACK (on_changed), s);
  look (s->document, RSC_DOCUMENT_ALL, &s->view);
  if (s->has_files)
    storm_begin_files (s);
  storm_check (s);
}

void
storm_end (Storm *s)
{
  storm_doubt (s);
  storm_end_files (s);
  g_free (s->walk_from);
  g_free (s->walk_to);
  g_object_run_dispose (G_OBJECT (s->landscape));
  g_object_unref (s->landscape);
  g_object_unref (s->document);
  rsc_timers_unref (s->timers);
  g_clear_pointer (&s->rand, g_rand_free);
}

void
storm_check (Storm *s)
{
  check_view (s);
  check_results (s);
  check_network (s);
  check_pruner (s);
  storm_check_steps (s, FALSE);
  check_axes (s);
  check_names (s);
  storm_check_known (s);
  storm_check_pictures (s);
  storm_check_runs (s);
}
