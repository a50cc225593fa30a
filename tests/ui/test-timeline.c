/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-timeline.h"

#include <math.h>

#include "ui/rsc-timeline-track.h"
#include "problems.h"
#include "ui/rsc-lambda-entry.h"
#include "widgets.h"

typedef struct
{
  int step;
  int end;
  double ratio;
  guint n_notified;
} Heard;

static void
on_step (RscTimeline *timeline, int step, Heard *heard)
{
  heard->step = step;
}

static void
on_end (RscTimeline *timeline, int end, Heard *heard)
{
  heard->end = end;
}

static void
on_scrubbed (RscTimeline *timeline, double ratio, Heard *heard)
{
  heard->ratio = ratio;
}

/* A timeline with a path, in a window. */
static RscTimeline *
create_timeline (void)
{
  RscTimeline *timeline = RSC_TIMELINE (rsc_timeline_new ());
  g_autoptr (RscProblem) problem = problem_of_gallery ("xor", RSC_ACTIVATION_RELU);
  g_autoptr (RscPath) path = rsc_path_new (problem, NULL, NULL, NULL, NULL, NULL);
  RscPathModel model;

  rsc_path_model_init (&model);
  model.path = path;
  model.lambda_max = rsc_problem_get_lambda_max (problem);
  model.ratio_min = 1e-3;
  model.complete = TRUE;
  rsc_timeline_set_model (timeline, &model, 0);
  show_widget (GTK_WIDGET (timeline), 1000, 120);
  return timeline;
}

/* Takes the path away. */
static void
clear_path (RscTimeline *timeline)
{
  RscPathModel model;

  rsc_path_model_init (&model);
  model.ratio_min = 1e-3;
  rsc_timeline_set_model (timeline, &model, 0);
}

/* What each button and key of the timeline says, and that it says nothing without a path. */
static void
test_buttons_and_keys (void)
{
  RscTimeline *timeline = create_timeline ();
  GtkWidget *widget = GTK_WIDGET (timeline);
  GtkWidget *track = find_child (widget, RSC_TYPE_TIMELINE_TRACK);
  Heard heard = { 0, 0, 0, 0 };
  gboolean playing;
  double speed;

  g_signal_connect (timeline, "step", G_CALLBACK (on_step), &heard);
  g_signal_connect (timeline, "end", G_CALLBACK (on_end), &heard);
  g_signal_connect (timeline, "scrubbed", G_CALLBACK (on_scrubbed), &heard);
  g_signal_connect_swapped (timeline, "notify::playing", G_CALLBACK (count_signal),
                            &heard.n_notified);
  clear_path (timeline);
  g_assert_false (gtk_widget_is_sensitive (find_button (widget, "Play (")));
  g_assert_false (press_key (widget, GDK_KEY_space));
  g_assert_false (press_key (widget, GDK_KEY_Right));
  g_assert_cmpuint (heard.n_notified, ==, 0);

  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (timeline))));
  timeline = create_timeline ();
  widget = GTK_WIDGET (timeline);
  track = find_child (widget, RSC_TYPE_TIMELINE_TRACK);
  g_signal_connect (timeline, "step", G_CALLBACK (on_step), &heard);
  g_signal_connect (timeline, "end", G_CALLBACK (on_end), &heard);
  g_signal_connect (timeline, "scrubbed", G_CALLBACK (on_scrubbed), &heard);
  g_signal_connect_swapped (timeline, "notify::playing", G_CALLBACK (count_signal),
                            &heard.n_notified);
  rsc_timeline_set_ratio (timeline, 0.25, 0.3);
  g_assert_cmpfloat (rsc_timeline_get_ratio (timeline), ==, 0.25);
  gtk_test_accessible_assert_property (track, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, log10 (0.25));
  gtk_test_accessible_assert_role (track, GTK_ACCESSIBLE_ROLE_SLIDER);

  g_signal_emit_by_name (find_button (widget, "Play ("), "clicked");
  g_object_get (timeline, "playing", &playing, NULL);
  g_assert_true (playing);
  g_assert_cmpuint (heard.n_notified, ==, 1);
  g_assert_nonnull (find_button (widget, "Pause"));
  g_assert_true (press_key (widget, GDK_KEY_space));
  g_object_get (timeline, "playing", &playing, NULL);
  g_assert_false (playing);

  g_signal_emit_by_name (find_button (widget, "To the next event"), "clicked");
  g_assert_cmpint (heard.step, ==, 1);
  g_signal_emit_by_name (find_button (widget, "To the event before"), "clicked");
  g_assert_cmpint (heard.step, ==, -1);
  g_signal_emit_by_name (find_button (widget, "To the smallest"), "clicked");
  g_assert_cmpint (heard.end, ==, 1);
  g_signal_emit_by_name (find_button (widget, "To λₘₐₓ"), "clicked");
  g_assert_cmpint (heard.end, ==, -1);
  g_assert_true (press_key (widget, GDK_KEY_Right));
  g_assert_cmpint (heard.step, ==, 1);
  g_assert_true (press_key (widget, GDK_KEY_Left));
  g_assert_cmpint (heard.step, ==, -1);
  g_assert_true (press_key (widget, GDK_KEY_End));
  g_assert_cmpint (heard.end, ==, 1);
  g_assert_true (press_key (widget, GDK_KEY_Home));
  g_assert_cmpint (heard.end, ==, -1);

  /* The stop at λ → 0 asks for it, and is down where λ is there alone. */
  guint n_limits = 0;
  GtkToggleButton *limit =
    GTK_TOGGLE_BUTTON (find_button (widget, "To the end of the path, λ → 0"));

  g_signal_connect_swapped (timeline, "limit", G_CALLBACK (count_signal), &n_limits);
  g_assert_false (gtk_toggle_button_get_active (limit));
  gtk_toggle_button_set_active (limit, TRUE);
  g_assert_cmpuint (n_limits, ==, 1);
  g_assert_false (gtk_toggle_button_get_active (limit));
  rsc_timeline_set_ratio (timeline, 0, NAN);
  g_assert_cmpuint (n_limits, ==, 1);
  g_assert_true (gtk_toggle_button_get_active (limit));
  gtk_test_accessible_assert_property (track, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, -3.0);
  gtk_toggle_button_set_active (limit, FALSE);
  g_assert_cmpuint (n_limits, ==, 1);
  g_assert_true (gtk_toggle_button_get_active (limit));
  rsc_timeline_set_ratio (timeline, 0.25, 0.3);
  g_assert_false (gtk_toggle_button_get_active (limit));

  g_signal_emit_by_name (track, "scrubbed", 0.03);
  g_assert_cmpfloat (heard.ratio, ==, 0.03);
  g_object_set (timeline, "speed", 4.0, "loop", TRUE, "backward", TRUE, NULL);
  g_object_get (timeline, "speed", &speed, NULL);
  g_assert_cmpfloat (speed, ==, 4);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_child (widget, GTK_TYPE_DROP_DOWN)), 0);
  g_object_get (timeline, "speed", &speed, NULL);
  g_assert_cmpfloat (speed, ==, 0.25);
  g_assert_true (
    gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (find_button (widget, "Begin again"))));
  g_assert_true (
    gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (find_button (widget, "Play backwards"))));
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (timeline))));
}

/* Properties go round, and notify once for each change: of the program or of the hand. */
static void
test_properties (void)
{
  static const char *const names[] = { "playing", "loop", "backward" };
  RscTimeline *timeline = g_object_ref_sink (RSC_TIMELINE (rsc_timeline_new ()));
  GtkDropDown *choice = GTK_DROP_DOWN (find_child (GTK_WIDGET (timeline), GTK_TYPE_DROP_DOWN));
  guint n = 0;
  double speed;

  for (guint k = 0; k < G_N_ELEMENTS (names); k++)
    {
      g_autofree char *signal = g_strconcat ("notify::", names[k], NULL);
      gboolean value;

      n = 0;
      g_signal_connect_swapped (timeline, signal, G_CALLBACK (count_signal), &n);
      g_object_get (timeline, names[k], &value, NULL);
      g_assert_false (value);
      g_object_set (timeline, names[k], TRUE, NULL);
      g_object_get (timeline, names[k], &value, NULL);
      g_assert_true (value);
      g_object_set (timeline, names[k], TRUE, NULL);
      g_assert_cmpuint (n, ==, 1);
      g_object_set (timeline, names[k], FALSE, NULL);
      g_assert_cmpuint (n, ==, 2);
    }
  n = 0;
  g_signal_connect_swapped (timeline, "notify::speed", G_CALLBACK (count_signal), &n);
  g_assert_cmpuint (gtk_drop_down_get_selected (choice), ==, 2);
  g_object_set (timeline, "speed", 0.5, NULL);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (gtk_drop_down_get_selected (choice), ==, 1);
  /* One between two shows the nearer of them, and stays what it is. */
  g_object_set (timeline, "speed", 1.9, NULL);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (gtk_drop_down_get_selected (choice), ==, 3);
  g_object_get (timeline, "speed", &speed, NULL);
  g_assert_cmpfloat (speed, ==, 1.9);
  g_object_set (timeline, "speed", 1.9, NULL);
  g_assert_cmpuint (n, ==, 2);
  g_object_unref (timeline);
}

/* What the line and the entry say the timeline says; the end of a path takes the buttons away, but
 * not λ. */
static void
test_lambda (void)
{
  RscTimeline *timeline = create_timeline ();
  GtkWidget *track = find_child (GTK_WIDGET (timeline), RSC_TYPE_TIMELINE_TRACK);
  RscLambdaEntry *lambda =
    RSC_LAMBDA_ENTRY (find_child (GTK_WIDGET (timeline), RSC_TYPE_LAMBDA_ENTRY));
  GtkWidget *entry = find_child (GTK_WIDGET (lambda), GTK_TYPE_ENTRY);
  Heard heard = { 0, 0, 0, 0 };
  guint settled = 0;

  g_signal_connect (timeline, "scrubbed", G_CALLBACK (on_scrubbed), &heard);
  g_signal_connect_swapped (timeline, "settled", G_CALLBACK (count_signal), &settled);
  g_signal_emit_by_name (track, "settled");
  g_assert_cmpuint (settled, ==, 1);
  rsc_timeline_set_ratio (timeline, 0.25, 0.3);
  g_assert_cmpfloat (heard.ratio, ==, 0);
  g_assert_cmpfloat (rsc_lambda_entry_get_ratio (lambda), ==, 0.25);
  g_assert_nonnull (find_label (GTK_WIDGET (timeline), "= 0.3"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "1/8");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpfloat (heard.ratio, ==, 0.125);
  g_assert_cmpuint (settled, ==, 2);
  clear_path (timeline);
  g_assert_true (gtk_widget_is_sensitive (track));
  g_assert_false (press_key (GTK_WIDGET (timeline), GDK_KEY_Home));
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (timeline))));
}

/* The sentence, and in its place why something is no λ until that is mended. */
static void
test_sentence (void)
{
  RscTimeline *timeline = create_timeline ();
  GtkWidget *entry = find_child (GTK_WIDGET (timeline), GTK_TYPE_ENTRY);

  rsc_timeline_set_sentence (timeline, "Something happens here");
  g_assert_nonnull (find_label (GTK_WIDGET (timeline), "Something happens here"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "2/1");
  g_assert_nonnull (find_label (GTK_WIDGET (timeline), "“2/1” is no fraction of"));
  rsc_timeline_set_sentence (timeline, "Nothing happens here");
  g_assert_null (find_label (GTK_WIDGET (timeline), "Nothing happens here"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "1/2");
  g_assert_nonnull (find_label (GTK_WIDGET (timeline), "Nothing happens here"));
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (timeline))));
}

/* Nothing that is said makes the row higher, or lower: the pictures above would be laid out anew in
 * the frames of a play. */
static void
test_height (void)
{
  static const char *const sentences[] = {
    "",
    "4 neurons enter here",
    "Several are optimal here, dimension 9; at 0.0119 λₘₐₓ 4 neurons leave",
    "Several are optimal here, dimension 9; at 10⁻³ λₘₐₓ 4 neurons leave and the kinks of 2 "
    "neurons meet or leave data "
    "points, and what is said here is longer than two lines have room for, at this width and at "
    "others",
  };
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();
  RscTimeline *timeline;
  GtkWidget *label;

  gtk_css_provider_load_from_resource (style, "/org/reluscope/Reluscope/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  timeline = create_timeline ();
  for (int width = 1000; width >= 700; width -= 300)
    {
      int height = 0;

      gtk_window_set_default_size (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (timeline))), width,
                                   120);
      wait_for_frames (GTK_WIDGET (timeline));
      /* Tells the row how wide the sentence is. */
      rsc_timeline_set_margins (timeline, 40, 40);
      wait_for_frames (GTK_WIDGET (timeline));
      for (gsize k = 0; k < G_N_ELEMENTS (sentences); k++)
        {
          int least, natural, lines;

          rsc_timeline_set_sentence (timeline, sentences[k]);
          wait_for_frames (GTK_WIDGET (timeline));
          gtk_widget_measure (GTK_WIDGET (timeline), GTK_ORIENTATION_VERTICAL,
                              gtk_widget_get_width (GTK_WIDGET (timeline)), &least, &natural, NULL,
                              NULL);
          g_assert_cmpint (least, ==, natural);
          if (k == 0)
            height = least;
          g_assert_cmpint (least, ==, height);
          label = find_label (GTK_WIDGET (timeline), sentences[k]);
          g_assert_nonnull (label);
          /* And all lines have their room. */
          pango_layout_get_pixel_size (gtk_label_get_layout (GTK_LABEL (label)), NULL, &lines);
          g_assert_cmpint (lines, <=, gtk_widget_get_height (label));
        }
    }
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (timeline))));
  gtk_style_context_remove_provider_for_display (gdk_display_get_default (),
                                                 GTK_STYLE_PROVIDER (style));
}

static void
test_finalises (void)
{
  assert_finalises (rsc_timeline_new ());
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/timeline/buttons-and-keys", test_buttons_and_keys);
  g_test_add_func ("/timeline/properties", test_properties);
  g_test_add_func ("/timeline/lambda", test_lambda);
  g_test_add_func ("/timeline/sentence", test_sentence);
  g_test_add_func ("/timeline/height", test_height);
  g_test_add_func ("/timeline/finalises", test_finalises);

  return g_test_run ();
}
