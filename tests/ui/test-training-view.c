/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-training-view.h"

#include "core/training/rsc-trainer.h"
#include "core/training/rsc-training-start.h"
#include "problems.h"
#include "ui/plot/rsc-training-layout.h"
#include "widgets.h"

typedef struct
{
  int step, chosen;
  guint n_plays;
} Asked;

static void
on_step (RscTrainingView *view, int step, Asked *asked)
{
  asked->step = step;
}

static void
on_choose (RscTrainingView *view, int by, Asked *asked)
{
  asked->chosen = by;
}

/* Each key asks for its own step, run or play, and for nothing else. */
static void
test_keys (void)
{
  static const struct
  {
    guint key;
    Asked asked;
  } keys[] = { { GDK_KEY_Left, { -1, 0, 0 } }, { GDK_KEY_Right, { 1, 0, 0 } },
               { GDK_KEY_Home, { -2, 0, 0 } }, { GDK_KEY_End, { 2, 0, 0 } },
               { GDK_KEY_Up, { 0, -1, 0 } },   { GDK_KEY_Down, { 0, 1, 0 } },
               { GDK_KEY_space, { 0, 0, 1 } } };
  GtkWidget *view = rsc_training_view_new ();
  GtkWindow *window = show_widget (view, 480, 320);
  Asked asked;

  g_signal_connect (view, "step", G_CALLBACK (on_step), &asked);
  g_signal_connect (view, "choose", G_CALLBACK (on_choose), &asked);
  g_signal_connect_swapped (view, "play", G_CALLBACK (count_signal), &asked.n_plays);
  for (gsize k = 0; k < G_N_ELEMENTS (keys); k++)
    {
      asked = (Asked){ 0, 0, 0 };
      g_assert_true (press_key (view, keys[k].key));
      g_assert_cmpint (asked.step, ==, keys[k].asked.step);
      g_assert_cmpint (asked.chosen, ==, keys[k].asked.chosen);
      g_assert_cmpuint (asked.n_plays, ==, keys[k].asked.n_plays);
    }
  gtk_window_destroy (window);
}

/* Without runs there is nothing to ask for where the pointer is. */
static void
test_empty (void)
{
  GtkWidget *view = rsc_training_view_new ();
  GtkWindow *window = show_widget (view, 480, 320);
  guint n = 0;

  g_signal_connect_swapped (view, "scrubbed", G_CALLBACK (count_signal), &n);
  point_at (view, 240, 160);
  g_signal_emit_by_name (find_controller (view, GTK_TYPE_GESTURE_DRAG), "drag-begin", 240.0, 160.0);
  leave (view);
  g_assert_cmpuint (n, ==, 0);
  gtk_window_destroy (window);
}

enum
{
  N_RUNS = 2
};

typedef struct
{
  int run;
  guint64 step;
  double place;
  guint n;
} Scrubbed;

static void
on_scrubbed (RscTrainingView *view, int run, guint64 step, Scrubbed *scrubbed)
{
  scrubbed->run = run;
  scrubbed->step = step;
  scrubbed->n++;
}

static void
on_walked (RscTrainingView *view, double place, Scrubbed *scrubbed)
{
  scrubbed->place = place;
}

static RscTraining *
train (RscSolution *optimum, guint64 seed)
{
  RscProblem *problem = rsc_solution_get_problem (optimum);
  g_autoptr (RscNetwork) start = rsc_training_start_new_random (problem, 4, 1, seed, NULL);
  g_autoptr (RscTrainer) trainer = NULL;
  RscTrainingSettings settings;

  rsc_training_settings_init (&settings);
  settings.method = RSC_TRAINING_DESCENT;
  trainer = rsc_trainer_new (rsc_problem_get_dataset (problem), rsc_solution_get_lambda (optimum),
                             start, &settings);
  rsc_trainer_run (trainer, 500 + 100 * seed, NULL);
  return rsc_trainer_dup_training (trainer);
}

/* A press asks for the step under it and for the run that it is on, a drag for steps alone; in the
 * walk for its places. Another state moves the cursor over a picture that is drawn once; a run that
 * is pointed at comes out. */
static void
test_scrub (void)
{
  static const guint64 seeds[N_RUNS] = { 1, 2 };
  static const double walk[] = { 0.8, 0.7, 0.57 };
  g_autoptr (RscOptimalSet) set = set_of_gallery ("polygon-6", RSC_ACTIVATION_RELU, 0.1);
  RscSolution *optimum = rsc_optimal_set_get_solution (set);
  RscTraining *runs[N_RUNS] = { train (optimum, 1), train (optimum, 2) };
  GtkWidget *view = rsc_training_view_new ();
  GtkWindow *window = show_widget (view, 640, 320);
  GtkEventController *drag = find_controller (view, GTK_TYPE_GESTURE_DRAG);
  const RscTrainingState *end = rsc_training_get_end (runs[1]);
  const RscTrainingLayout *layout;
  Scrubbed scrubbed = { 0 };
  RscTrainingModel model;
  double x, y;
  guint n_still;

  rsc_training_model_init (&model);
  model.n_runs = N_RUNS;
  model.runs = runs;
  model.seeds = seeds;
  model.optimum = optimum;
  rsc_training_view_set_model (RSC_TRAINING_VIEW (view), &model);
  wait_for_frames (view);
  g_signal_connect (view, "scrubbed", G_CALLBACK (on_scrubbed), &scrubbed);
  g_signal_connect (view, "walked", G_CALLBACK (on_walked), &scrubbed);
  layout = rsc_picture_get_layout (rsc_plot_area_get_picture (RSC_PLOT_AREA (view)));
  x = rsc_training_layout_get_x (layout, end->step);
  y = rsc_training_layout_get_y (layout, rsc_training_model_get_value (&model, end));
  g_signal_emit_by_name (drag, "drag-begin", x, y);
  g_assert_cmpint (scrubbed.run, ==, 1);
  g_assert_cmpint (ABS ((gint64) scrubbed.step - (gint64) end->step), <=, 2);
  g_signal_emit_by_name (drag, "drag-begin", layout->frame.x + 0.9 * layout->frame.width,
                         layout->frame.y + 1);
  g_assert_cmpint (scrubbed.run, ==, -1);
  g_assert_cmpuint (scrubbed.n, ==, 2);

  /* The cursor alone. */
  n_still = rsc_plot_area_get_n_still (RSC_PLOT_AREA (view));
  for (model.state = 1; model.state < 5; model.state++)
    {
      rsc_training_view_set_model (RSC_TRAINING_VIEW (view), &model);
      wait_for_frames (view);
    }
  g_assert_cmpuint (rsc_plot_area_get_n_still (RSC_PLOT_AREA (view)), ==, n_still);

  /* What is pointed at is the view's own. */
  point_at (view, x, y);
  g_assert_cmpint (rsc_training_view_get_model (RSC_TRAINING_VIEW (view))->hovered, ==, 1);
  rsc_training_view_set_model (RSC_TRAINING_VIEW (view), &model);
  g_assert_cmpint (rsc_training_view_get_model (RSC_TRAINING_VIEW (view))->hovered, ==, 1);
  leave (view);
  g_assert_cmpint (rsc_training_view_get_model (RSC_TRAINING_VIEW (view))->hovered, ==, -1);

  model.n_walk = G_N_ELEMENTS (walk);
  model.walk = walk;
  rsc_training_view_set_model (RSC_TRAINING_VIEW (view), &model);
  wait_for_frames (view);
  layout = rsc_picture_get_layout (rsc_plot_area_get_picture (RSC_PLOT_AREA (view)));
  g_signal_emit_by_name (drag, "drag-begin", layout->walk.x + 0.25 * layout->walk.width,
                         layout->walk.y + 0.5 * layout->walk.height);
  g_assert_cmpfloat_with_epsilon (scrubbed.place, 0.25, 1e-9);
  g_assert_cmpuint (scrubbed.n, ==, 2);
  gtk_window_destroy (window);
  for (gsize k = 0; k < N_RUNS; k++)
    rsc_training_unref (runs[k]);
}

static void
test_finalises (void)
{
  assert_finalises (rsc_training_view_new ());
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/training-view/keys", test_keys);
  g_test_add_func ("/training-view/empty", test_empty);
  g_test_add_func ("/training-view/scrub", test_scrub);
  g_test_add_func ("/training-view/finalises", test_finalises);
  return g_test_run ();
}
