/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-timeline-track.h"

#include <math.h>

#include "problems.h"
#include "ui/rsc-event-list.h"
#include "widgets.h"

#define LEFT 50.0
#define RIGHT 70.0

typedef struct
{
  double ratio;
  guint n_scrubbed;
  guint n_settled;
  int event;
} Heard;

static void
on_scrubbed (RscTimelineTrack *track, double ratio, Heard *heard)
{
  heard->ratio = ratio;
  heard->n_scrubbed++;
}

static void
on_settled (RscTimelineTrack *track, Heard *heard)
{
  heard->n_settled++;
}

static void
on_event (RscTimelineTrack *track, int event, Heard *heard)
{
  heard->event = event;
}

static void
set_path (GtkWidget *track, RscPath *path, double ratio_min)
{
  RscPathModel model;

  rsc_path_model_init (&model);
  model.path = path;
  model.ratio_min = ratio_min;
  model.complete = TRUE;
  if (path)
    model.lambda_max = rsc_problem_get_lambda_max (rsc_path_get_problem (path));
  rsc_timeline_track_set_model (RSC_TIMELINE_TRACK (track), &model, 0);
}

static RscPath *
follow (const char *name)
{
  g_autoptr (RscProblem) problem = problem_of_gallery (name, RSC_ACTIVATION_RELU);
  g_autoptr (GError) error = NULL;
  RscPath *path = rsc_path_new (problem, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return path;
}

static GtkWindow *
show_track (GtkWidget **track, int width, RscPath *path, double ratio_min, Heard *heard)
{
  GtkWindow *window;

  *track = rsc_timeline_track_new ();
  set_path (*track, path, ratio_min);
  rsc_timeline_track_set_margins (RSC_TIMELINE_TRACK (*track), LEFT, RIGHT);
  g_signal_connect (*track, "scrubbed", G_CALLBACK (on_scrubbed), heard);
  g_signal_connect (*track, "settled", G_CALLBACK (on_settled), heard);
  g_signal_connect (*track, "event-activated", G_CALLBACK (on_event), heard);
  window = show_widget (*track, width, 90);
  *heard = (Heard){ 0, 0, 0, -1 };
  return window;
}

/* λ_max at the left end, falling in log λ; the hand is held at the ends, and moves λ where no path
 * is known too. */
static void
test_scrub (void)
{
  GtkWidget *track;
  Heard heard;
  GtkWindow *window = show_track (&track, 620, NULL, 1e-4, &heard);
  GtkEventController *drag = find_controller (track, GTK_TYPE_GESTURE_DRAG);
  double width = gtk_widget_get_width (track), y = gtk_widget_get_height (track) * 0.65;
  double middle = LEFT + 0.5 * (width - LEFT - RIGHT);

  g_signal_emit_by_name (drag, "drag-begin", LEFT, y);
  g_assert_cmpfloat (heard.ratio, ==, 1);
  g_signal_emit_by_name (drag, "drag-begin", middle, y);
  g_assert_cmpfloat (heard.ratio, ==, 0.01);
  g_signal_emit_by_name (drag, "drag-begin", width - RIGHT, y);
  g_assert_cmpfloat_with_epsilon (heard.ratio, 1e-4, 1e-18);
  g_signal_emit_by_name (drag, "drag-begin", -50.0, y);
  g_assert_cmpfloat (heard.ratio, ==, 1);
  g_signal_emit_by_name (drag, "drag-begin", 2 * width, y);
  g_assert_cmpfloat_with_epsilon (heard.ratio, 1e-4, 1e-18);
  /* What is shown of it is what it is. */
  g_signal_emit_by_name (drag, "drag-begin", middle + 1, y);
  {
    g_autofree char *text = g_strdup_printf ("%.4g", heard.ratio);
    g_assert_cmpfloat (heard.ratio, ==, g_ascii_strtod (text, NULL));
  }
  g_assert_cmpuint (heard.n_scrubbed, ==, 6);
  g_assert_cmpuint (heard.n_settled, ==, 0);
  g_signal_emit_by_name (drag, "drag-end", 0.0, 0.0);
  g_assert_cmpuint (heard.n_settled, ==, 1);
  /* It moves nothing by itself. */
  g_assert_cmpfloat (rsc_timeline_track_get_ratio (RSC_TIMELINE_TRACK (track)), ==, 1);
  gtk_window_destroy (window);
}

/* Small steps for those who have no mouse: each of them a change of its own. */
static void
test_keys (void)
{
  GtkWidget *track;
  Heard heard;
  GtkWindow *window = show_track (&track, 620, NULL, 1e-3, &heard);

  rsc_timeline_track_set_ratio (RSC_TIMELINE_TRACK (track), 0.1);
  g_assert_true (press_key (track, GDK_KEY_Up));
  g_assert_cmpfloat_with_epsilon (log10 (heard.ratio), -0.98, 1e-3);
  g_assert_true (press_key (track, GDK_KEY_Down));
  g_assert_cmpfloat_with_epsilon (log10 (heard.ratio), -1.02, 1e-3);
  g_assert_true (press_key (track, GDK_KEY_Page_Up));
  g_assert_cmpfloat_with_epsilon (log10 (heard.ratio), -0.8, 1e-3);
  g_assert_true (press_key (track, GDK_KEY_Page_Down));
  g_assert_cmpfloat_with_epsilon (log10 (heard.ratio), -1.2, 1e-3);
  g_assert_cmpuint (heard.n_settled, ==, 4);
  rsc_timeline_track_set_ratio (RSC_TIMELINE_TRACK (track), 1);
  g_assert_true (press_key (track, GDK_KEY_Page_Up));
  g_assert_cmpfloat (heard.ratio, ==, 1);
  gtk_window_destroy (window);
}

static void
test_speech (void)
{
  GtkWidget *track = g_object_ref_sink (rsc_timeline_track_new ());

  set_path (track, NULL, 1e-3);
  rsc_timeline_track_set_ratio (RSC_TIMELINE_TRACK (track), 0.01);
  gtk_test_accessible_assert_role (track, GTK_ACCESSIBLE_ROLE_SLIDER);
  gtk_test_accessible_assert_property (track, GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, -3.0);
  gtk_test_accessible_assert_property (track, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 0.0);
  gtk_test_accessible_assert_property (track, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, -2.0);
  g_object_unref (track);
}

/* A click on a mark goes there, or lists what is there; a choice from the list goes exactly
 * there. */
static void
test_marks (void)
{
  g_autoptr (RscPath) path = follow ("checkerboard");
  guint n_direct = 0, n_listed = 0;

  for (int width = 340; width <= 1240; width += 900)
    {
      GtkWidget *track;
      Heard heard;
      GtkWindow *window = show_track (&track, width, path, 1e-3, &heard);
      const RscPathMarks *marks =
        rsc_timeline_plot_get_marks (rsc_plot_area_get_picture (RSC_PLOT_AREA (track)));
      GtkEventController *drag = find_controller (track, GTK_TYPE_GESTURE_DRAG);
      GtkPopover *list = GTK_POPOVER (find_child (track, RSC_TYPE_EVENT_LIST));
      GtkListBox *rows = GTK_LIST_BOX (find_child (GTK_WIDGET (list), GTK_TYPE_LIST_BOX));

      for (gsize k = 0; k < rsc_path_marks_get_n (marks); k++)
        {
          const RscPathMark *mark = rsc_path_marks_get (marks, k);
          GtkListBoxRow *row;
          gboolean together;
          g_autofree gsize *stack = NULL;
          gsize n, n_rows = 0;

          heard = (Heard){ 0, 0, 0, -1 };
          g_signal_emit_by_name (drag, "drag-begin", mark->x, mark->y);
          g_signal_emit_by_name (drag, "drag-end", 0.0, 0.0);
          g_assert_cmpuint (heard.n_scrubbed, ==, 0);
          stack = rsc_path_marks_dup_stack (marks, k, &n);
          together = rsc_path_get_event (path, stack[0])->lambda
                     == rsc_path_get_event (path, stack[n - 1])->lambda;
          if (together)
            {
              n_direct++;
              g_assert_cmpint (heard.event, ==, (int) stack[0]);
              continue;
            }
          n_listed++;
          g_assert_cmpint (heard.event, ==, -1);
          g_assert_true (gtk_widget_is_visible (GTK_WIDGET (list)));
          for (; (row = gtk_list_box_get_row_at_index (rows, (int) n_rows)); n_rows++)
            {
              heard.event = -1;
              g_signal_emit_by_name (rows, "row-activated", row);
              g_assert_cmpint (heard.event, >=, 0);
            }
          g_assert_cmpuint (n_rows, >, 1);
          g_assert_cmpuint (n_rows, <=, n);
          /* The last row is the last place. */
          g_assert_cmpfloat (rsc_path_get_event (path, (gsize) heard.event)->lambda, ==,
                             rsc_path_get_event (path, stack[n - 1])->lambda);
          g_assert_false (gtk_widget_is_visible (GTK_WIDGET (list)));
        }
      gtk_window_destroy (window);
    }
  g_assert_cmpuint (n_direct, >, 0);
  g_assert_cmpuint (n_listed, >, 0);
}

typedef struct
{
  RscPath *part;
} Part;

static void
on_point (const RscPath *path, double fraction, gpointer user_data)
{
  Part *part = user_data;

  if (!part->part && fraction > 0.6)
    part->part = rsc_path_dup_so_far (path);
}

/* A list that is open stays while the path becomes known further, and goes with its data. */
static void
test_list_stays (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("checkerboard", RSC_ACTIVATION_RELU);
  Part part = { NULL };
  g_autoptr (RscPath) path = rsc_path_new (problem, NULL, on_point, &part, NULL, NULL);
  g_autoptr (RscPath) other = follow ("xor");
  GtkWidget *track;
  Heard heard;
  GtkWindow *window = show_track (&track, 340, part.part, 1e-3, &heard);
  const RscPathMarks *marks =
    rsc_timeline_plot_get_marks (rsc_plot_area_get_picture (RSC_PLOT_AREA (track)));
  GtkEventController *drag = find_controller (track, GTK_TYPE_GESTURE_DRAG);
  GtkWidget *list = find_child (track, RSC_TYPE_EVENT_LIST);

  for (gsize k = 0; k < rsc_path_marks_get_n (marks) && !gtk_widget_get_visible (list); k++)
    {
      const RscPathMark *mark = rsc_path_marks_get (marks, k);

      g_signal_emit_by_name (drag, "drag-begin", mark->x, mark->y);
      g_signal_emit_by_name (drag, "drag-end", 0.0, 0.0);
    }
  g_assert_true (gtk_widget_get_visible (list));
  set_path (track, path, 1e-3);
  g_assert_true (gtk_widget_get_visible (list));
  set_path (track, other, 1e-3);
  g_assert_false (gtk_widget_get_visible (list));
  rsc_path_unref (part.part);
  gtk_window_destroy (window);
}

/* While λ alone moves the rest is drawn once. */
static void
test_still (void)
{
  g_autoptr (RscPath) path = follow ("xor");
  GtkWidget *track;
  Heard heard;
  GtkWindow *window = show_track (&track, 620, path, 1e-3, &heard);
  guint n;

  cairo_surface_destroy (draw_widget (track));
  n = rsc_plot_area_get_n_still (RSC_PLOT_AREA (track));
  for (int k = 1; k < 6; k++)
    {
      rsc_timeline_track_set_ratio (RSC_TIMELINE_TRACK (track), 1.0 / (1 << k));
      set_path (track, path, 1e-3);
      cairo_surface_destroy (draw_widget (track));
    }
  g_assert_cmpuint (rsc_plot_area_get_n_still (RSC_PLOT_AREA (track)), ==, n);
  rsc_timeline_track_set_margins (RSC_TIMELINE_TRACK (track), LEFT + 20, RIGHT);
  cairo_surface_destroy (draw_widget (track));
  g_assert_cmpuint (rsc_plot_area_get_n_still (RSC_PLOT_AREA (track)), ==, n + 1);
  gtk_window_destroy (window);
}

static void
test_finalises (void)
{
  GtkWidget *track = rsc_timeline_track_new ();
  g_autoptr (RscPath) path = follow ("xor");

  set_path (track, path, 1e-3);
  assert_finalises (track);
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/timeline-track/scrub", test_scrub);
  g_test_add_func ("/timeline-track/keys", test_keys);
  g_test_add_func ("/timeline-track/speech", test_speech);
  g_test_add_func ("/timeline-track/marks", test_marks);
  g_test_add_func ("/timeline-track/list-stays", test_list_stays);
  g_test_add_func ("/timeline-track/still", test_still);
  g_test_add_func ("/timeline-track/finalises", test_finalises);

  return g_test_run ();
}
