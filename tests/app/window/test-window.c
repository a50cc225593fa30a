/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole window over a document: what it shows, and that it goes without a trace. */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <math.h>

#include "app/window/rsc-neuron-row.h"
#include "app/window/rsc-path-panel.h"
#include "app/window/rsc-status-line.h"
#include "app/window/rsc-window.h"
#include "app/window/rsc-export.h"
#include "ui/rsc-function-view.h"
#include "ui/rsc-optimal-set-view.h"
#include "ui/rsc-path-view.h"
#include "ui/rsc-timeline.h"
#include "documents.h"
#include "widgets.h"
#include "windows.h"

static GtkApplication *application; /* the style sheet comes with it */

static void
settle (RscWindow *window)
{
  wait_idle (rsc_window_get_document (window));
  iterate (300);
}

static RscWindow *
open_window (const char *argument)
{
  RscWindow *window = show_window (application, argument);

  settle (window);
  return window;
}

static void
test_shows_a_set (void)
{
  RscWindow *window = open_window ("gallery:checkerboard");
  GtkWidget *widget = GTK_WIDGET (window);
  const RscOptimalSetModel *set_model = rsc_optimal_set_view_get_model (
    RSC_OPTIMAL_SET_VIEW (find_child (widget, RSC_TYPE_OPTIMAL_SET_VIEW)));
  const RscFunctionModel *function_model =
    rsc_function_view_get_model (RSC_FUNCTION_VIEW (find_child (widget, RSC_TYPE_FUNCTION_VIEW)));

  g_assert_nonnull (set_model->set);
  g_assert_nonnull (set_model->hull);
  g_assert_cmpuint (set_model->n_axes, ==, 3);
  g_assert_nonnull (function_model->network);
  g_assert_nonnull (find_label (widget, "Certified"));
  g_assert_nonnull (find_label (widget, "narrowest 8"));
  g_assert_nonnull (find_label (widget, "Not unique"));
  g_assert_nonnull (find_label (widget, "dimension 3"));
  g_assert_nonnull (find_label (widget, "16 minimal networks"));
  g_assert_nonnull (find_label (widget, "Neurons (12)"));
  g_assert_nonnull (find_child (widget, RSC_TYPE_NEURON_ROW));
  close_window (window);
}

/* A row has the number of its neuron; one row is not many; what cannot be solved has a word in
 * every panel. */
static void
test_words_of_small_data (void)
{
  g_autofree char *folder = g_dir_make_tmp ("reluscope-XXXXXX", NULL);
  g_autofree char *one = g_build_filename (folder, "one.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (one);
  RscWindow *window;
  GtkWidget *row;

  g_assert_true (g_file_set_contents (one, "1,2,3\n", -1, NULL));
  window = open_window ("gallery:xor");
  rsc_window_open_file (window, file);
  settle (window);
  g_assert_nonnull (
    find_label (GTK_WIDGET (window), "1 row; 2 features; target column 3; no header"));
  row = find_child (GTK_WIDGET (window), RSC_TYPE_NEURON_ROW);
  g_assert_nonnull (row);
  g_assert_nonnull (find_label (row, "1"));
  close_window (window);
  g_remove (one);
  g_rmdir (folder);
}

/* Hands on the controls: each is one named change of the document. */
/* Undo and redo reach every change but the opening of the first data, and the views follow. */
static void
test_undo (void)
{
  RscWindow *window = open_window ("gallery:xor");
  GtkWidget *widget = GTK_WIDGET (window);
  RscTimeline *timeline = RSC_TIMELINE (find_child (widget, RSC_TYPE_TIMELINE));
  GtkWidget *undo = find_button (widget, "Undo (Ctrl+Z)");

  g_assert_nonnull (undo);
  g_assert_false (gtk_widget_is_sensitive (undo));
  g_assert_false (gtk_widget_is_sensitive (find_button (widget, "Redo (Ctrl+Shift+Z)")));
  g_signal_emit_by_name (timeline, "scrubbed", 0.4);
  g_assert_true (gtk_widget_is_sensitive (undo));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (undo), ==, "Undo: Change λ (Ctrl+Z)");
  g_assert_true (gtk_widget_activate_action (widget, "win.undo", NULL));
  g_assert_cmpfloat (rsc_timeline_get_ratio (timeline), ==, 0.1);
  g_assert_false (gtk_widget_is_sensitive (undo));
  g_assert_nonnull (find_button (widget, "Redo: Change λ (Ctrl+Shift+Z)"));
  g_assert_true (gtk_widget_activate_action (widget, "win.redo", NULL));
  g_assert_cmpfloat (rsc_timeline_get_ratio (timeline), ==, 0.4);
  close_window (window);
}

static void
test_controls_change_the_document (void)
{
  RscWindow *window = open_window ("gallery:xor");
  GtkWidget *widget = GTK_WIDGET (window);
  RscDocument *document = rsc_window_get_document (window);
  RscOptimalSetView *view = RSC_OPTIMAL_SET_VIEW (find_child (widget, RSC_TYPE_OPTIMAL_SET_VIEW));
  gsize before = rsc_history_get_n_changes (rsc_document_get_history (document));
  RscCamera camera = rsc_document_get_state (document)->camera;

  g_signal_emit_by_name (find_child (widget, RSC_TYPE_TIMELINE), "scrubbed", 0.4);
  g_assert_cmpfloat (rsc_document_get_state (document)->lambda_ratio, ==, 0.4);
  g_assert_cmpuint (rsc_history_get_n_changes (rsc_document_get_history (document)), ==,
                    before + 1);
  camera.yaw += 0.5;
  g_signal_emit_by_name (view, "camera-changed", &camera);
  g_assert_cmpfloat (rsc_document_get_state (document)->camera.yaw, ==, camera.yaw);
  g_assert_cmpfloat (rsc_optimal_set_view_get_model (view)->camera.yaw, ==, camera.yaw);
  /* Turning is no change, and has a way back of its own. */
  g_assert_cmpuint (rsc_history_get_n_changes (rsc_document_get_history (document)), ==,
                    before + 1);
  g_assert_true (rsc_document_step_view (document, -1));
  g_assert_cmpfloat (rsc_optimal_set_view_get_model (view)->camera.yaw, !=, camera.yaw);
  g_assert_true (rsc_document_step_view (document, 1));
  g_assert_cmpfloat (rsc_optimal_set_view_get_model (view)->camera.yaw, ==, camera.yaw);
  /* And back: the views follow the document. */
  g_assert_true (rsc_document_revert (document));
  g_assert_cmpfloat (rsc_optimal_set_view_get_model (view)->camera.yaw, ==, camera.yaw);
  g_assert_cmpfloat (rsc_timeline_get_ratio (RSC_TIMELINE (find_child (widget, RSC_TYPE_TIMELINE))),
                     ==, 0.1);
  settle (window);
  g_assert_nonnull (find_label (widget, "Unique"));
  close_window (window);
}

/* Each panel can be shown alone; a second time brings the others back. */
static void
test_one_panel_alone (void)
{
  RscWindow *window = open_window ("gallery:xor");
  GtkWidget *function = find_child (GTK_WIDGET (window), RSC_TYPE_FUNCTION_VIEW);
  GtkWidget *set = find_child (GTK_WIDGET (window), RSC_TYPE_OPTIMAL_SET_VIEW);
  GActionGroup *actions = G_ACTION_GROUP (window);

  g_action_group_activate_action (actions, "panel", g_variant_new_string ("optimal-set"));
  g_assert_false (gtk_widget_get_mapped (function));
  g_assert_true (gtk_widget_get_mapped (set));
  g_action_group_activate_action (actions, "panel", g_variant_new_string ("function"));
  g_assert_true (gtk_widget_get_mapped (function));
  g_assert_false (gtk_widget_get_mapped (set));
  g_action_group_activate_action (actions, "panel", g_variant_new_string ("function"));
  g_assert_true (gtk_widget_get_mapped (function));
  g_assert_true (gtk_widget_get_mapped (set));

  /* The one that has the focus. */
  gtk_widget_grab_focus (set);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.toggle-panel", NULL);
  g_assert_false (gtk_widget_get_mapped (function));
  g_assert_true (gtk_widget_get_mapped (set));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.toggle-panel", NULL);
  g_assert_true (gtk_widget_get_mapped (function));
  close_window (window);
}

/* Playing moves λ by the frame clock, every view shows the same λ, and the exact solution
 * follows. */
static void
test_play (void)
{
  RscWindow *window = open_window ("gallery:checkerboard");
  GtkWidget *widget = GTK_WIDGET (window);
  RscDocument *document = rsc_window_get_document (window);
  GtkWidget *bar = find_child (widget, RSC_TYPE_TIMELINE);
  RscPathView *view = RSC_PATH_VIEW (find_child (widget, RSC_TYPE_PATH_VIEW));
  RscOptimalSetView *set_view =
    RSC_OPTIMAL_SET_VIEW (find_child (widget, RSC_TYPE_OPTIMAL_SET_VIEW));
  RscFunctionView *function_view = RSC_FUNCTION_VIEW (find_child (widget, RSC_TYPE_FUNCTION_VIEW));
  gsize before;
  double ratio;
  gboolean playing;

  wait_path (rsc_window_get_document (window));
  before = rsc_history_get_n_changes (rsc_document_get_history (document));
  g_object_set (bar, "speed", 4.0, "playing", TRUE, NULL);
  for (int k = 0; k < 200 && rsc_document_get_state (document)->lambda_ratio >= 0.05; k++)
    iterate (50);
  ratio = rsc_document_get_state (document)->lambda_ratio;
  g_assert_cmpfloat (ratio, <, 0.09);
  g_assert_cmpfloat (rsc_timeline_get_ratio (RSC_TIMELINE (bar)), ==, ratio);
  g_assert_cmpfloat_with_epsilon (rsc_path_view_get_model (view)->lambda,
                                  rsc_solution_get_lambda (rsc_document_get_solution (document)),
                                  1e-12);
  g_assert_true (rsc_optimal_set_view_get_model (set_view)->set == rsc_document_get_set (document));
  g_assert_true (rsc_function_view_get_model (function_view)->network
                 == rsc_picked_network_get_network (rsc_document_get_picked (document)));
  g_assert_nonnull (rsc_results_get_frame (rsc_document_get_results (document)));
  g_assert_nonnull (find_label (widget, "On the path: gap"));
  /* The axes reach as far as the whole path, and so does the axis of the function. */
  {
    const RscOptimalSetModel *model = rsc_optimal_set_view_get_model (set_view);

    for (gsize k = 0; k < model->n_axes; k++)
      {
        double norm_max = model->axes[k] != RSC_OPTIMAL_SET_ABSENT
                            ? rsc_optimal_set_get_neuron (model->set, model->axes[k])->norm_max
                            : 0;

        g_assert_cmpfloat (model->ranges[RSC_SPACE_CONVEX][k].high, >, norm_max);
        g_assert_cmpfloat (model->ranges[RSC_SPACE_NONCONVEX][k].high, >, sqrt (norm_max));
      }
    g_assert_true (isfinite (rsc_function_view_get_model (function_view)->value_high));
  }
  g_assert_cmpuint (rsc_history_get_n_changes (rsc_document_get_history (document)), ==,
                    before + 1);
  gtk_widget_activate_action (GTK_WIDGET (function_view), "path.play", NULL);
  g_object_get (bar, "playing", &playing, NULL);
  g_assert_false (playing);
  settle (window);
  g_assert_null (rsc_results_get_frame (rsc_document_get_results (document)));
  g_assert_nonnull (find_label (widget, "Certified: gap"));
  while (rsc_results_get_ranges (rsc_document_get_results (document)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpfloat (rsc_optimal_set_view_get_model (set_view)->ranges[RSC_SPACE_CONVEX][0].high,
                     ==, 0);
  g_assert_true (isnan (rsc_function_view_get_model (function_view)->value_high));

  /* At the end it stops by itself; from there it begins again. */
  gtk_widget_activate_action (GTK_WIDGET (function_view), "path.end", "i", 1);
  g_object_set (bar, "playing", TRUE, NULL);
  g_assert_cmpfloat (rsc_document_get_state (document)->lambda_ratio, ==, 1);
  g_object_set (bar, "playing", FALSE, NULL);
  gtk_widget_activate_action (GTK_WIDGET (function_view), "path.step", "i", 1);
  ratio = rsc_document_get_state (document)->lambda_ratio;
  g_assert_cmpfloat (ratio, <, 1);
  gtk_widget_activate_action (GTK_WIDGET (function_view), "path.step", "i", -1);
  g_assert_cmpfloat (rsc_document_get_state (document)->lambda_ratio, >, ratio);
  gtk_widget_activate_action (GTK_WIDGET (function_view), "path.end", "i", 1);
  g_object_set (bar, "backward", TRUE, "playing", TRUE, NULL);
  /* A busy machine draws few frames in a second. */
  for (int k = 0; k < 200 && rsc_document_get_state (document)->lambda_ratio <= 1.05e-3; k++)
    iterate (50);
  g_assert_cmpfloat (rsc_document_get_state (document)->lambda_ratio, >, 1.05e-3);
  close_window (window);
}

/* The check button with this label, in a popover too. */
static gboolean
is_check (GtkWidget *widget, gconstpointer label)
{
  return GTK_IS_CHECK_BUTTON (widget)
         && g_strcmp0 (gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)), label) == 0;
}

static GtkWidget *
find_next (GtkWidget *widget, GType type)
{
  while ((widget = gtk_widget_get_next_sibling (widget)))
    if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
      return widget;
  return NULL;
}

/* What a hand does in the picture of the path. */
static void
test_path_panel (void)
{
  RscWindow *window = open_window ("gallery:checkerboard");
  RscDocument *document = rsc_window_get_document (window);
  RscPathView *view = RSC_PATH_VIEW (find_child (GTK_WIDGET (window), RSC_TYPE_PATH_VIEW));
  const RscPathModel *model = rsc_path_view_get_model (view);
  RscPath *path;
  double lambda_max;
  gssize neuron;
  GtkWidget *panel = find_child (GTK_WIDGET (window), RSC_TYPE_PATH_PANEL);
  GtkDropDown *x, *y;
  gsize before;
  RscPathHit hit = { .inside = TRUE, .neuron = 2, .mark = -1 };

  wait_path (rsc_window_get_document (window));
  path = rsc_known_path_get_path (rsc_document_get_known_path (document));
  lambda_max = rsc_problem_get_lambda_max (rsc_path_get_problem (path));
  g_assert_true (model->path == path);
  g_assert_true (model->complete);
  hit.lambda = 0.05 * lambda_max;
  g_signal_emit_by_name (view, "cursor-moved", hit.lambda);
  g_assert_cmpfloat_with_epsilon (rsc_document_get_state (document)->lambda_ratio, 0.05, 1e-12);
  g_assert_cmpfloat_with_epsilon (model->lambda, hit.lambda, 1e-12);

  /* A curve selects its neuron everywhere, and once more nothing. */
  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (rsc_document_get_set (document)); i++)
    {
      gsize id = rsc_results_get_frame (rsc_document_get_results (document))->ids[i];

      g_signal_emit_by_name (view, "neuron-activated", (int) id);
      neuron = rsc_document_get_selected_neuron (document);
      g_assert_cmpint (neuron, ==, (gssize) i);
      g_assert_cmpint (model->selected, ==, (gssize) id);
      g_signal_emit_by_name (view, "neuron-activated", (int) id);
      g_assert_cmpint (rsc_document_get_selected_neuron (document), ==, -1);
    }
  hit.neuron = (gssize) rsc_results_get_frame (rsc_document_get_results (document))->ids[0];
  g_signal_emit_by_name (view, "hovered", &hit);
  g_assert_cmpint (model->hovered, ==, hit.neuron);
  g_assert_nonnull (find_label (GTK_WIDGET (window), "at 0.05 λₘₐₓ: norm"));
  hit.neuron = -1;
  for (hit.mark = 0; rsc_path_view_get_mark (view, hit.mark)->kind != RSC_PATH_ENTERS;)
    hit.mark++;
  g_signal_emit_by_name (view, "hovered", &hit);
  g_assert_cmpint (model->hovered, ==, -1);
  g_assert_nonnull (find_label (GTK_WIDGET (window), "4 neurons enter ("));
  for (gsize k = 0; k < rsc_path_get_n_events (path); k++)
    {
      g_signal_emit_by_name (view, "event-activated", (int) k);
      g_assert_cmpfloat_with_epsilon (rsc_document_get_state (document)->lambda_ratio,
                                      rsc_path_get_event (path, k)->lambda / lambda_max, 1e-9);
    }

  /* What the picture shows is part of the state: each choice is one change. */
  before = rsc_history_get_n_changes (rsc_document_get_history (document));
  gtk_check_button_set_active (
    GTK_CHECK_BUTTON (find_widget (panel, is_check, "A strip for each neuron")), TRUE);
  g_assert_true (model->multiples);
  gtk_check_button_set_active (
    GTK_CHECK_BUTTON (find_widget (panel, is_check, "Part equal curves")), TRUE);
  g_assert_true (model->parted);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_widget (panel, is_check, "Tangents")), TRUE);
  g_assert_true (model->tangents);
  gtk_check_button_set_active (
    GTK_CHECK_BUTTON (find_widget (panel, is_check, "Ranges over the optimal set")), FALSE);
  g_assert_false (model->tubes);
  y = GTK_DROP_DOWN (find_child (panel, GTK_TYPE_DROP_DOWN));
  x = GTK_DROP_DOWN (find_next (GTK_WIDGET (y), GTK_TYPE_DROP_DOWN));
  gtk_drop_down_set_selected (y, 3);
  g_assert_cmpint (model->y, ==, RSC_PATH_Y_FEATURE);
  g_assert_cmpuint (model->feature, ==, 2); /* the bias */
  gtk_drop_down_set_selected (x, 1);
  g_assert_cmpint (model->x, ==, RSC_PATH_X_PENALTY);
  g_assert_false (gtk_widget_get_sensitive (
    GTK_WIDGET (GTK_CHECK_BUTTON (find_widget (panel, is_check, "Tangents")))));
  g_assert_cmpuint (rsc_history_get_n_changes (rsc_document_get_history (document)), ==,
                    before + 6);
  while (rsc_history_get_n_changes (rsc_document_get_history (document)) > before)
    g_assert_true (rsc_document_revert (document));
  g_assert_cmpint (model->y, ==, RSC_PATH_Y_NORM);
  g_assert_cmpint (model->x, ==, RSC_PATH_X_LAMBDA);
  g_assert_true (model->tubes && !model->parted && !model->multiples && !model->tangents);
  g_assert_cmpuint (gtk_drop_down_get_selected (y), ==, 0);
  g_assert_false (gtk_check_button_get_active (
    GTK_CHECK_BUTTON (find_widget (panel, is_check, "Part equal curves"))));

  /* Hidden, it waits; shown, it is up to date. */
  g_action_group_activate_action (G_ACTION_GROUP (window), "panel",
                                  g_variant_new_string ("function"));
  g_signal_emit_by_name (view, "cursor-moved", 0.02 * lambda_max);
  g_assert_cmpfloat_with_epsilon (rsc_document_get_state (document)->lambda_ratio, 0.02, 1e-12);
  g_assert_cmpfloat (fabs (model->lambda - 0.02 * lambda_max), >, 1e-6);
  g_action_group_activate_action (G_ACTION_GROUP (window), "panel",
                                  g_variant_new_string ("function"));
  g_assert_cmpfloat_with_epsilon (model->lambda, 0.02 * lambda_max, 1e-12);
  close_window (window);
}

/* At every step of a drag through the set the document has moved, with the same fit, and both
 * pictures are of the network that it moved to. (How long a frame takes is in tests/bench.) */
static void
test_drag_frame (void)
{
  RscWindow *window = open_window ("gallery:checkerboard");
  GtkWidget *views[2] = { find_child (GTK_WIDGET (window), RSC_TYPE_FUNCTION_VIEW),
                          find_child (GTK_WIDGET (window), RSC_TYPE_OPTIMAL_SET_VIEW) };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 780, 900);
  RscDocument *document = rsc_window_get_document (window);
  RscNetwork *before = rsc_picked_network_get_network (rsc_document_get_picked (document));
  gsize n_before = rsc_history_get_n_changes (rsc_document_get_history (document));
  int n = 30;

  for (int k = 0; k < n; k++)
    {
      double wish[3] = { 0.5 + 3.0 * k / n, 2.0, 3.0 - 2.0 * k / n };

      g_signal_emit_by_name (views[1], "marker-dragged", wish);
      g_assert_true (rsc_picked_network_get_network (rsc_document_get_picked (document)) != before);
      before = rsc_picked_network_get_network (rsc_document_get_picked (document));
      g_assert_cmpfloat (rsc_picked_network_get_fit_change (rsc_document_get_picked (document)), <,
                         1e-9);
      g_assert_true (rsc_function_view_get_model (RSC_FUNCTION_VIEW (views[0]))->network == before);
      for (int v = 0; v < 2; v++)
        {
          GtkSnapshot *snapshot = gtk_snapshot_new ();
          GskRenderNode *node;
          cairo_t *cr = cairo_create (surface);

          gtk_widget_allocate (views[v], 780, 900, -1, NULL);
          GTK_WIDGET_GET_CLASS (views[v])->snapshot (views[v], snapshot);
          node = gtk_snapshot_free_to_node (snapshot);
          g_assert_nonnull (node);
          gsk_render_node_draw (node, cr);
          gsk_render_node_unref (node);
          cairo_destroy (cr);
        }
    }
  g_assert_cmpuint (rsc_history_get_n_changes (rsc_document_get_history (document)), ==,
                    n_before + 1);
  cairo_surface_destroy (surface);
  close_window (window);
}

/* Every gallery set through the window: no warning (they are fatal), no error, a certificate. */
static void
test_every_gallery_set (void)
{
  RscWindow *window = open_window ("gallery:xor");
  gsize n_items;
  const RscGalleryItem *items = rsc_gallery_get_items (&n_items);

  for (gsize i = 0; i < n_items; i++)
    {
      g_autofree char *argument = g_strconcat ("gallery:", items[i].name, NULL);
      RscDocument *document = rsc_window_get_document (window);
      g_autoptr (GError) error = NULL;

      rsc_window_open_argument (window, NULL, argument, &error);
      g_assert_no_error (error);
      settle (window);
      g_assert_no_error (rsc_results_get_error (rsc_document_get_results (document)));
      g_assert_nonnull (rsc_document_get_set (document));
      g_assert_cmpfloat (rsc_solution_get_relative_gap (rsc_document_get_solution (document)), <=,
                         1e-10);
      g_assert_nonnull (find_label (GTK_WIDGET (window), items[i].title));
      g_test_message ("%s: solved in %.3f s", items[i].name,
                      rsc_solution_get_seconds (rsc_document_get_solution (document)));
    }
  close_window (window);
}

/* Both pictures as files, in each format; another ending is refused with a sentence. */
static void
test_export (void)
{
  RscWindow *window = open_window ("gallery:polygon-6");
  GType types[3] = { RSC_TYPE_FUNCTION_VIEW, RSC_TYPE_OPTIMAL_SET_VIEW, RSC_TYPE_PATH_VIEW };
  static const char *const endings[] = { "svg", "pdf", "png" };
  g_autoptr (GError) error = NULL;

  wait_path (rsc_window_get_document (window));
  for (gsize k = 0; k < 3; k++)
    for (gsize e = 0; e < G_N_ELEMENTS (endings); e++)
      {
        RscPlotArea *area = RSC_PLOT_AREA (find_child (GTK_WIDGET (window), types[k]));
        g_autofree char *name = g_strconcat ("picture.", endings[e], NULL);
        g_autoptr (GBytes) picture = rsc_plot_area_render (area, name, NULL, &error);

        g_assert_no_error (error);
        g_assert_cmpuint (g_bytes_get_size (picture), >, 2000);
        g_assert_null (rsc_plot_area_render (area, "picture.xyz", NULL, &error));
        g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
        g_clear_error (&error);
      }
  close_window (window);
}

static GtkWidget *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data))
      return l->data;
  return NULL;
}

/* A name that gets its ending here is one that the chooser did not ask about. */
static void
test_export_asks (void)
{
  RscWindow *window = open_window ("gallery:xor");
  RscDocument *document = rsc_window_get_document (window);
  RscPlotArea *area = RSC_PLOT_AREA (find_child (GTK_WIDGET (window), RSC_TYPE_FUNCTION_VIEW));
  g_autofree char *folder = g_dir_make_tmp ("reluscope-XXXXXX", NULL);
  g_autofree char *bare = g_build_filename (folder, "plot", NULL);
  g_autofree char *path = g_build_filename (folder, "plot.svg", NULL);
  g_autofree char *other = g_build_filename (folder, "plot.jpg", NULL);
  const char *const answers[] = { "cancel", "replace" };

  g_assert_true (g_file_set_contents (path, "dear", -1, NULL));
  for (gsize k = 0; k < G_N_ELEMENTS (answers); k++)
    {
      g_autofree char *text = NULL;

      rsc_export_to (rsc_export_new_picture (area, document), bare, ".svg");
      g_assert_nonnull (find_dialog ());
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, "dear");
      adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_dialog ()), answers[k]);
      gtk_window_destroy (GTK_WINDOW (find_dialog ()));
      g_assert_null (find_dialog ());
      g_free (text);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_true (g_str_equal (text, "dear") == (k == 0));
    }

  /* The chooser has asked: no second question. */
  g_assert_true (g_file_set_contents (path, "dear", -1, NULL));
  rsc_export_to (rsc_export_new_picture (area, document), path, ".png");
  g_assert_null (find_dialog ());
  {
    g_autofree char *text = NULL;

    g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
    g_assert_nonnull (strstr (text, "<svg"));
  }

  /* Nothing is written for an ending that is none of ours. */
  rsc_export_to (rsc_export_new_picture (area, document), other, ".svg");
  g_assert_null (find_dialog ());
  g_assert_false (g_file_test (other, G_FILE_TEST_EXISTS));
  {
    g_autofree char *doubled = g_strconcat (other, ".svg", NULL);

    g_assert_false (g_file_test (doubled, G_FILE_TEST_EXISTS));
  }
  g_remove (path);
  g_rmdir (folder);
  close_window (window);
}

/* With sampled patterns the words say what the certificate is worth. */
static void
test_sampled_patterns (void)
{
  RscWindow *window = open_window ("gallery:moons");
  RscDocument *document = rsc_window_get_document (window);
  RscDocumentState *after;

  g_assert_nonnull (find_label (GTK_WIDGET (window), "Certified: gap"));
  after = rsc_document_state_copy (rsc_document_get_state (document));
  after->patterns = RSC_PATTERNS_SAMPLED;
  after->n_samples = 20;
  rsc_document_apply (document, "Sample", RSC_CHANGE_SINGLE, after);
  settle (window);
  g_assert_null (find_label (GTK_WIDGET (window), "Certified: gap"));
  g_assert_nonnull (find_label (GTK_WIDGET (window), "Certified for the sampled patterns"));
  close_window (window);
}

/* A file dropped on the window is opened, and one change. */
static void
test_drop (void)
{
  RscWindow *window = open_window ("gallery:xor");
  RscDocument *document = rsc_window_get_document (window);
  GtkEventController *target = find_controller (GTK_WIDGET (window), GTK_TYPE_DROP_TARGET);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "reluscope-dropped.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GValue value = G_VALUE_INIT;
  gboolean accepted = FALSE;

  g_assert_true (g_file_set_contents (path, "a;y\n1;2\n2;1\n3;4\n", -1, NULL));
  g_assert_nonnull (target);
  g_value_init (&value, G_TYPE_FILE);
  g_value_set_object (&value, file);
  g_signal_emit_by_name (target, "drop", &value, 10.0, 10.0, &accepted);
  g_value_unset (&value);
  g_assert_true (accepted);
  for (gint64 end = g_get_monotonic_time () + 500000; g_get_monotonic_time () < end;)
    g_main_context_iteration (NULL, FALSE);
  settle (window);
  g_assert_cmpuint (rsc_dataset_get_n (rsc_document_get_state (document)->train), ==, 3);
  g_assert_cmpuint (rsc_history_get_n_changes (rsc_document_get_history (document)), ==, 2);
  g_assert_nonnull (rsc_document_get_set (document));
  g_remove (path);
  close_window (window);
}

static void
take_read_error (RscWindow *window, const GError *error, gpointer user_data)
{
  GError **taken = user_data;

  g_assert_null (*taken);
  *taken = error ? g_error_copy (error) : NULL;
}

/* Not a file, not a set: one sentence, and what was there stays. */
static void
test_bad_arguments (void)
{
  RscWindow *window = open_window ("gallery:xor");
  g_autoptr (GFile) missing = g_file_new_for_path ("/nowhere/at-all.csv");
  g_autoptr (GError) error = NULL;
  RscDocument *document = rsc_window_get_document (window);

  g_assert_false (rsc_window_open_argument (window, NULL, "gallery:nothing", &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
  g_clear_error (&error);
  /* A file is read by a job: what is wrong with it is told later. */
  g_autoptr (GError) later = NULL;
  g_signal_connect (window, "file-read", G_CALLBACK (take_read_error), &later);
  g_assert_true (rsc_window_open_argument (window, missing, "/nowhere/at-all.csv", &error));
  g_assert_no_error (error);
  g_assert_no_error (later);
  for (gint64 end = g_get_monotonic_time () + 500000; g_get_monotonic_time () < end;)
    g_main_context_iteration (NULL, FALSE);
  g_assert_error (later, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (find_label (GTK_WIDGET (window), "at-all.csv"));
  g_assert_cmpstr (rsc_document_get_state (document)->item->name, ==, "xor");
  g_assert_nonnull (rsc_document_get_set (document));
  g_assert_cmpuint (rsc_history_get_n_changes (rsc_document_get_history (document)), ==, 1);
  close_window (window);
}

int
main (int argc, char **argv)
{
  application = begin_windows (&argc, &argv);

  g_test_add_func ("/window/shows-a-set", test_shows_a_set);
  g_test_add_func ("/window/words-of-small-data", test_words_of_small_data);
  g_test_add_func ("/window/undo", test_undo);
  g_test_add_func ("/window/controls-change-the-document", test_controls_change_the_document);
  g_test_add_func ("/window/one-panel-alone", test_one_panel_alone);
  g_test_add_func ("/window/play", test_play);
  g_test_add_func ("/window/path-panel", test_path_panel);
  g_test_add_func ("/window/drag-frame", test_drag_frame);
  g_test_add_func ("/window/every-gallery-set", test_every_gallery_set);
  g_test_add_func ("/window/sampled-patterns", test_sampled_patterns);
  g_test_add_func ("/window/export", test_export);
  g_test_add_func ("/window/export-asks", test_export_asks);
  g_test_add_func ("/window/drop", test_drop);
  g_test_add_func ("/window/bad-arguments", test_bad_arguments);

  return run_windows (application);
}
