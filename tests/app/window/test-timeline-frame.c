/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline in its window: under the path's axis, whole at every size, and what it says. */
#include <math.h>

#include "documents.h"
#include "ui/rsc-path-view.h"
#include "ui/rsc-timeline-track.h"
#include "ui/rsc-timeline.h"
#include "widgets.h"
#include "windows.h"

static GtkApplication *application;

static RscWindow *
open_window (const char *argument)
{
  RscWindow *window = show_window (application, argument);

  wait_idle (rsc_window_get_document (window));
  wait_path (rsc_window_get_document (window));
  iterate (300);
  return window;
}

/* λ/λ_max on the timeline below that place of the picture of the path. */
static double
get_ratio_below (RscPathView *view, RscTimelineTrack *track, double x)
{
  graphene_rect_t bounds;
  RscTimelineHit hit;

  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (view), GTK_WIDGET (track), &bounds));
  rsc_timeline_plot_find (rsc_plot_area_get_picture (RSC_PLOT_AREA (track)),
                          (double) bounds.origin.x + x, 0, &hit);
  return hit.ratio;
}

/* λ/λ_max at that part of the width of the timeline. */
static double
get_ratio_at (RscTimelineTrack *track, double part)
{
  RscTimelineHit hit;

  rsc_timeline_plot_find (rsc_plot_area_get_picture (RSC_PLOT_AREA (track)),
                          part * gtk_widget_get_width (GTK_WIDGET (track)), 0, &hit);
  return hit.ratio;
}

/* While the path spans the deck the same λ is at the same place above and below, with and without
 * the side panel, and stays there when another page takes the path's place; at every size the whole
 * of the timeline is in the window. */
static void
test_timeline_under_path (void)
{
  static const int sizes[][2] = { { 1280, 800 }, { 1280, 720 }, { 900, 600 } };
  RscWindow *window = open_window ("gallery:checkerboard");
  GtkWidget *widget = GTK_WIDGET (window);
  RscPathView *view = RSC_PATH_VIEW (find_child (widget, RSC_TYPE_PATH_VIEW));
  RscTimelineTrack *track = RSC_TIMELINE_TRACK (find_child (widget, RSC_TYPE_TIMELINE_TRACK));

  for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++)
    for (int side = 1; side >= 0; side--)
      {
        graphene_rect_t bounds;
        double left, right;

        gtk_window_set_default_size (GTK_WINDOW (window), sizes[k][0], sizes[k][1]);
        g_action_group_change_action_state (G_ACTION_GROUP (window), "side-panel",
                                            g_variant_new_boolean (side));
        g_action_group_activate_action (G_ACTION_GROUP (window), "page",
                                        g_variant_new_string ("path"));
        iterate (700);
        g_assert_cmpint (gtk_widget_get_width (widget), <=, sizes[k][0]);
        g_assert_cmpint (gtk_widget_get_height (widget), <=, sizes[k][1]);
        g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (track), widget, &bounds));
        g_assert_cmpfloat (bounds.origin.x, >=, 0);
        g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, gtk_widget_get_width (widget));
        g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <, gtk_widget_get_height (widget));
        g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (view)));
        g_assert_true (rsc_path_view_get_extent (view, &left, &right));
        /* Two pages side by side: there the line is as wide as the window. */
        if (sizes[k][0] == 900 && side == 0)
          {
            g_assert_cmpfloat (get_ratio_below (view, track, right), <, 0.9);
            continue;
          }
        g_assert_cmpfloat (get_ratio_below (view, track, left), ==, 1);
        g_assert_cmpfloat (get_ratio_below (view, track, left + 3), <, 1);
        g_assert_cmpfloat_with_epsilon (log10 (get_ratio_below (view, track, 0.5 * (left + right))),
                                        -1.5, 1e-6);
        g_assert_cmpfloat (get_ratio_below (view, track, right - 3), >, 1e-3);
        g_assert_cmpfloat_with_epsilon (get_ratio_below (view, track, right), 1e-3, 1e-12);
        const double here = get_ratio_at (track, 0.4), there = get_ratio_at (track, 0.9);
        g_action_group_activate_action (G_ACTION_GROUP (window), "page",
                                        g_variant_new_string ("pruning"));
        iterate (300);
        g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (view)));
        g_assert_cmpfloat (get_ratio_at (track, 0.4), ==, here);
        g_assert_cmpfloat (get_ratio_at (track, 0.9), ==, there);
      }
  close_window (window);
}

/* A step to an event says what happens there; a click on a mark goes exactly there. */
static void
test_sentence (void)
{
  RscWindow *window = open_window ("gallery:checkerboard");
  GtkWidget *widget = GTK_WIDGET (window);
  RscDocument *document = rsc_window_get_document (window);
  GtkWidget *timeline = find_child (widget, RSC_TYPE_TIMELINE);
  RscPath *path;

  path = rsc_known_path_get_path (rsc_document_get_known_path (document));
  g_assert_nonnull (find_label (timeline, "Several are optimal here, dimension 3; nothing more"));
  gtk_widget_activate_action (timeline, "path.end", "i", -1);
  g_assert_nonnull (find_label (timeline, "4 neurons enter here; 4 are needed from here on"));
  gtk_widget_activate_action (timeline, "path.step", "i", 1);
  gtk_widget_activate_action (timeline, "path.step", "i", 1);
  g_assert_nonnull (find_label (timeline, "4 neurons leave here; 4 are enough from here on"));
  for (gsize k = 0; k < rsc_path_get_n_events (path); k++)
    {
      g_signal_emit_by_name (timeline, "event-activated", (int) k);
      g_assert_cmpfloat_with_epsilon (rsc_document_get_state (document)->lambda_ratio,
                                      rsc_path_get_event (path, k)->lambda
                                        / rsc_problem_get_lambda_max (rsc_path_get_problem (path)),
                                      1e-12);
      g_assert_nonnull (find_label (timeline, "here"));
    }
  close_window (window);
}

int
main (int argc, char **argv)
{
  application = begin_windows (&argc, &argv);
  g_test_add_func ("/timeline-frame/under-path", test_timeline_under_path);
  g_test_add_func ("/timeline-frame/sentence", test_sentence);
  return run_windows (application);
}
