/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One picked network everywhere: whatever a hand does, list, path, bars of pruning, function and
 * set show the same numbers. */
#include <adwaita.h>
#include <gsl/gsl_errno.h>
#include <math.h>

#include "app/window/rsc-neuron-row.h"
#include "app/window/rsc-pruning-panel.h"
#include "app/window/rsc-window.h"
#include "core/numerics/rsc-random.h"
#include "ui/rsc-function-view.h"
#include "ui/rsc-optimal-set-view.h"
#include "ui/rsc-path-view.h"
#include "ui/rsc-pruning-view.h"
#include "ui/words/rsc-neuron-words.h"
#include "documents.h"
#include "widgets.h"
#include "windows.h"

/* Beside the sum of the norms: what one picture computes from weights and another takes from the
 * set. */
#define SAME 1e-9

static GtkApplication *application;

static double
get_sum (RscOptimalSet *set, const double *norms)
{
  double sum = 0;

  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (set); i++)
    sum += fabs (norms[i]);
  return sum;
}

/* The rows that there are say the norm of their neuron. */
static guint
check_rows (GtkWidget *widget, RscDocument *document, const double *norms)
{
  const RscLabelling *labelling = rsc_document_get_labelling (document);
  RscOptimalSet *set = rsc_document_get_set (document);
  guint n = 0;

  if (RSC_IS_NEURON_ROW (widget) && gtk_widget_get_mapped (widget))
    {
      GtkWidget *check = find_child (widget, GTK_TYPE_CHECK_BUTTON);
      GtkWidget *number = gtk_widget_get_next_sibling (check);
      GtkWidget *direction = gtk_widget_get_next_sibling (gtk_widget_get_next_sibling (number));
      GtkWidget *norm = gtk_widget_get_next_sibling (direction);
      gsize label = g_ascii_strtoull (gtk_label_get_label (GTK_LABEL (number)), NULL, 10) - 1;
      gssize i = rsc_labelling_find (labelling, label);
      double largest = 0;
      g_autofree char *text = NULL;

      g_assert_cmpint (i, >=, 0);
      for (gsize k = 0; k < rsc_optimal_set_get_n_neurons (set); k++)
        largest = fmax (largest, rsc_optimal_set_get_neuron (set, k)->norm_max);
      text = norms ? rsc_neuron_words_dup_norm (norms[i], largest) : g_strdup ("");
      g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (norm)), ==, text);
      n++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    n += check_rows (child, document, norms);
  return n;
}

static void
check_path (RscWindow *window, RscDocument *document, const double *norms, double slack)
{
  const RscLabelling *labelling = rsc_document_get_labelling (document);
  const RscPathModel *model =
    rsc_path_view_get_model (RSC_PATH_VIEW (find_child (GTK_WIDGET (window), RSC_TYPE_PATH_VIEW)));
  RscOptimalSet *set = rsc_document_get_set (document);
  gsize n_found = 0;

  g_assert_nonnull (model->picked);
  g_assert_cmpint (model->y, ==, RSC_PATH_Y_NORM);
  for (gsize id = 0; id < rsc_labelling_get_n_ids (labelling); id++)
    {
      gssize i = rsc_labelling_find (labelling, rsc_labelling_get_id_labels (labelling)[id]);

      if (i < 0 || !norms)
        g_assert_true (isnan (model->picked[id]));
      else
        {
          g_assert_cmpfloat (fabs (model->picked[id] - norms[i]), <=, slack);
          n_found++;
        }
    }
  /* Every neuron that the network uses has a dot. */
  for (gsize i = 0; norms && i < rsc_optimal_set_get_n_neurons (set); i++)
    if (fabs (norms[i]) > slack)
      g_assert_cmpint (rsc_labelling_find_id (labelling, rsc_labelling_get_labels (labelling)[i]),
                       >=, 0);
  g_test_message ("%" G_GSIZE_FORMAT " dots", n_found);
}

static void
check_function (RscWindow *window, RscDocument *document, const double *norms, double slack)
{
  const RscFunctionModel *model = rsc_function_view_get_model (
    RSC_FUNCTION_VIEW (find_child (GTK_WIDGET (window), RSC_TYPE_FUNCTION_VIEW)));
  RscOptimalSet *set = rsc_document_get_set (document);
  gsize m = rsc_optimal_set_get_n_neurons (set);
  g_autofree double *found = g_new0 (double, m + 1);
  gsize d = rsc_network_get_d (model->network);

  g_assert_true (model->neuron_ids || rsc_network_get_width (model->network) == 0);
  for (gsize k = 0; k < rsc_network_get_width (model->network); k++)
    {
      gssize i = rsc_labelling_find (rsc_document_get_labelling (document), model->neuron_ids[k]);
      double norm = 0;

      g_assert_cmpint (i, >=, 0);
      for (gsize c = 0; c < d; c++)
        norm = hypot (norm, rsc_network_get_hidden (model->network)[k * d + c]);
      found[i] += norm * rsc_network_get_output (model->network)[k]
                  * rsc_optimal_set_get_neuron (set, (gsize) i)->sign;
    }
  for (gsize i = 0; i < m; i++)
    g_assert_cmpfloat (fabs (found[i] - norms[i]), <=, slack);
}

static void
check_bars (RscWindow *window, RscDocument *document, const double *norms, double slack)
{
  const RscPruningModel *model = rsc_pruning_view_get_model (
    RSC_PRUNING_VIEW (find_child (GTK_WIDGET (window), RSC_TYPE_PRUNING_VIEW)));
  RscOptimalSet *set = rsc_document_get_set (document);
  gsize m = rsc_optimal_set_get_n_neurons (set);
  g_autofree double *found = g_new0 (double, m + 1);
  const RscPruningState *state;

  if (!rsc_pruner_is_active (rsc_document_get_pruner (document)))
    return;
  state = rsc_pruning_get_state (model->pruning, model->state);
  for (gsize k = 0; k < rsc_pruning_get_start_width (model->pruning); k++)
    {
      gsize i = rsc_pruning_get_set_neurons (model->pruning)[k];

      found[i] += state->norms[k] * state->signs[k] * rsc_optimal_set_get_neuron (set, i)->sign;
    }
  for (gsize i = 0; i < m; i++)
    g_assert_cmpfloat (fabs (found[i] - norms[i]), <=, slack);
}

static void
check (RscWindow *window)
{
  RscDocument *document = rsc_window_get_document (window);
  const RscPickedNetwork *picked = rsc_document_get_picked (document);
  const double *norms = rsc_picked_network_get_norms (picked);
  const RscOptimalSetModel *model = rsc_optimal_set_view_get_model (
    RSC_OPTIMAL_SET_VIEW (find_child (GTK_WIDGET (window), RSC_TYPE_OPTIMAL_SET_VIEW)));
  RscOptimalSet *set = rsc_document_get_set (document);
  double slack;

  g_assert_nonnull (set);
  g_assert_nonnull (norms);
  slack = SAME * (1 + get_sum (set, norms));
  g_assert_cmpuint (check_rows (GTK_WIDGET (window), document, norms), >, 0);
  check_function (window, document, norms, slack);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "pruning");
  check_bars (window, document, norms, slack);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "path");
  check_path (window, document, norms, slack);
  if (rsc_picked_network_get_point (picked))
    for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (set); i++)
      g_assert_cmpfloat (fabs (model->point[i] - norms[i]), <=, slack);
  else
    g_assert_null (model->point);
}

static gboolean
is_settled (gpointer user_data)
{
  RscDocument *document = user_data;
  RscPruner *pruner = rsc_document_get_pruner (document);

  return !rsc_results_is_busy (rsc_document_get_results (document))
         && rsc_document_get_set (document)
         && !rsc_results_is_set_stale (rsc_document_get_results (document))
         && rsc_known_path_is_complete (rsc_document_get_known_path (document))
         && !rsc_pruner_is_busy (pruner)
         && rsc_pruner_get_position (pruner) == (double) rsc_pruner_get_index (pruner);
}

static void
settle (RscDocument *document)
{
  wait_until (is_settled, document);
  iterate (80);
}

static void
go_to_lambda (RscDocument *document, double ratio)
{
  RscDocumentState *after = rsc_document_state_copy (rsc_document_get_state (document));

  after->lambda_ratio = ratio;
  rsc_document_apply (document, "Change λ", RSC_CHANGE_SINGLE, after);
}

/* One of the things that hands do. */
static void
act (RscDocument *document, gsl_rng *random)
{
  RscPruner *pruner = rsc_document_get_pruner (document);
  RscOptimalSet *set = rsc_document_get_set (document);
  gsize n_vertices = rsc_optimal_set_get_n_vertices (set);
  guint what = (guint) (10 * gsl_rng_uniform (random));
  double wish[3];

  g_test_message ("action %u", what);
  switch (what)
    {
    case 0:
      if (n_vertices > 0)
        rsc_document_pick_vertex (document,
                                  (gsize) (gsl_rng_uniform (random) * (double) n_vertices));
      break;
    case 1:
      rsc_document_pick (document, RSC_PICK_NARROWEST);
      break;
    case 2:
      rsc_document_pick (document, RSC_PICK_RANDOM);
      break;
    case 3:
      rsc_document_pick (document, RSC_PICK_MIN_NORM);
      break;
    case 4:
      for (int k = 0; k < 3; k++)
        wish[k] = 3 * gsl_rng_uniform (random);
      rsc_document_drag_point (document, wish);
      break;
    case 5:
      go_to_lambda (document, pow (10, -2.5 * gsl_rng_uniform (random)));
      break;
    case 6:
    case 7:
      rsc_pruner_step_forward (pruner);
      break;
    case 8:
      if (gsl_rng_uniform (random) < 0.5)
        rsc_pruner_to_minimal (pruner);
      else
        rsc_pruner_to_zero (pruner);
      break;
    default:
      rsc_pruner_step_back (pruner);
      break;
    }
}

static void
check_agree (gconstpointer name)
{
  RscWindow *window = show_window (application, name);
  RscDocument *document = rsc_window_get_document (window);
  gsl_rng *random = rsc_random_new (7);

  settle (document);
  check (window);
  for (int k = 0; k < 30; k++)
    {
      act (document, random);
      settle (document);
      check (window);
    }
  gsl_rng_free (random);
  close_window (window);
}

/* While λ plays, too: the list and the path show the same network in every frame. */
static void
test_playing (void)
{
  RscWindow *window = show_window (application, "gallery:checkerboard");
  RscDocument *document = rsc_window_get_document (window);
  RscPlayback playback = *rsc_player_get_playback (rsc_document_get_player (document));

  settle (document);
  rsc_document_pick_vertex (document, 3);
  playback.playing = TRUE;
  rsc_player_set_playback (rsc_document_get_player (document), RSC_TRACK_PATH, &playback);
  for (int k = 1; k <= 20; k++)
    {
      g_assert_true (play_to (document, 0.1 * pow (0.8, k)));
      check (window);
    }
  close_window (window);
}

int
main (int argc, char **argv)
{
  application = begin_windows (&argc, &argv);

  g_test_add_data_func ("/picked/checkerboard", "gallery:checkerboard", check_agree);
  g_test_add_data_func ("/picked/polygon", "gallery:polygon-12", check_agree);
  g_test_add_data_func ("/picked/moons", "gallery:moons", check_agree);
  g_test_add_func ("/picked/playing", test_playing);

  return run_windows (application);
}
