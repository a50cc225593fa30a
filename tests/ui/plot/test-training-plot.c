/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pixels.h"
#include "problems.h"

#include "core/training/rsc-trainer.h"
#include "core/training/rsc-training-start.h"
#include "ui/plot/rsc-training-layout.h"
#include "ui/plot/rsc-training-plot.h"
#include "ui/words/rsc-training-words.h"
#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

enum
{
  N_RUNS = 3,
  WIDTH = 480,
  HEIGHT = 240
};

/* Three runs on XOR, and their optimum. */
typedef struct
{
  RscSolution *optimum;
  RscTraining *runs[N_RUNS];
  guint64 seeds[N_RUNS];
  RscStationarity *kinds[N_RUNS];
  RscTrainingModel model;
} Scene;

static void
scene_init (Scene *self)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("polygon-6", RSC_ACTIVATION_RELU, 0.1);
  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  RscDataset *dataset = rsc_problem_get_dataset (problem);

  self->optimum = rsc_solution_ref (rsc_optimal_set_get_solution (set));
  for (gsize k = 0; k < N_RUNS; k++)
    {
      RscTrainingSettings settings;
      g_autoptr (GError) error = NULL;
      g_autoptr (RscNetwork) start =
        rsc_training_start_new_random (problem, k == 2 ? 1 : 8, 1, k + 1, &error);
      g_autoptr (RscTrainer) trainer = NULL;

      g_assert_no_error (error);
      rsc_training_settings_init (&settings);
      settings.method = RSC_TRAINING_DESCENT;
      trainer =
        rsc_trainer_new (dataset, rsc_solution_get_lambda (self->optimum), start, &settings);
      rsc_trainer_run (trainer, 3000 + 500 * k, NULL);
      self->seeds[k] = k + 1;
      self->runs[k] = rsc_trainer_dup_training (trainer);
      self->kinds[k] = rsc_stationarity_new (
        self->optimum, rsc_training_get_end (self->runs[k])->network, NULL, &error);
      g_assert_no_error (error);
    }
  rsc_training_model_init (&self->model);
  self->model.n_runs = N_RUNS;
  self->model.runs = self->runs;
  self->model.seeds = self->seeds;
  self->model.optimum = self->optimum;
  self->model.kinds = self->kinds;
}

static void
scene_clear (Scene *self)
{
  for (gsize k = 0; k < N_RUNS; k++)
    {
      rsc_training_unref (self->runs[k]);
      rsc_stationarity_unref (self->kinds[k]);
    }
  rsc_solution_unref (self->optimum);
}

static cairo_surface_t *
draw (const RscTrainingModel *model, const RscTheme *theme, int width, int height)
{
  cairo_t *cr = pixels_begin (width, height);

  rsc_training_plot_draw (model, theme, cr, width, height);
  return pixels_end (cr, width, height, TRUE);
}

/* Drawn nowhere, for what is written. */
static char *
read_texts (const RscTrainingModel *model, const RscTheme *theme, int width, int height)
{
  cairo_t *cr = pixels_begin (width, height);
  GArray *boxes = rsc_text_record (cr);
  g_autoptr (GString) words = g_string_new (NULL);

  rsc_training_plot_draw (model, theme, cr, width, height);
  for (guint k = 0; k < boxes->len; k++)
    {
      const RscTextBox *box = &g_array_index (boxes, RscTextBox, k);

      if (box->clipped)
        g_error ("“%s” is cut off at %d × %d", box->words, width, height);
      g_string_append_printf (words, "|%s", box->words);
    }
  cairo_surface_destroy (pixels_end (cr, width, height, TRUE));
  return g_strdup (words->str);
}

/* Everything that it says can be read, at every size; what is not known is said. */
static void
test_words (void)
{
  static const int sizes[][2] = { { 240, 110 }, { 480, 160 }, { 900, 300 }, { 1600, 700 } };
  RscTrainingModel empty;
  Scene scene;

  scene_init (&scene);
  rsc_training_model_init (&empty);
  for (int dark = 0; dark < 2; dark++)
    {
      RscTheme theme;
      g_autofree char *hint = NULL;

      rsc_theme_init (&theme, dark);
      hint = read_texts (&empty, &theme, WIDTH, HEIGHT);
      g_assert_nonnull (strstr (hint, "where each of them ends"));
      for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++)
        {
          RscTrainingModel model = scene.model;
          g_autofree char *known = read_texts (&model, &theme, sizes[k][0], sizes[k][1]);
          g_autofree char *unknown = NULL;

          g_assert_nonnull (strstr (known, "seed 1, step 0: excess "));
          /* The lowest has no room for the long title. */
          g_assert_true ((strstr (known, rsc_training_words_get_excess_title (FALSE)) != NULL)
                         == (k > 0));
          model.optimum = NULL;
          model.kinds = NULL;
          unknown = read_texts (&model, &theme, sizes[k][0], sizes[k][1]);
          g_assert_nonnull (strstr (unknown, "Excess not known yet"));
          g_assert_null (strstr (unknown, rsc_training_words_get_excess_title (FALSE)));
          g_assert_nonnull (strstr (unknown, "seed 1, step 0: objective "));
        }
    }
  scene_clear (&scene);
}

/* Below the optimum by rounding alone is no excess, and none that is negative. */
static void
test_rounding (void)
{
  Scene scene;

  scene_init (&scene);
  for (int below = 0; below < 2; below++)
    {
      RscTrainingState state = *rsc_training_get_end (scene.runs[0]);
      const double least = rsc_solution_get_objective (scene.optimum);
      g_autofree char *words = NULL;

      state.objective = least * (below ? 1.0 - 4e-16 : 1.0 + 1e-6);
      words = rsc_training_words_dup_cursor (1, N_RUNS, &state, scene.optimum);
      g_assert_true (g_str_has_suffix (words, below ? ": excess 0" : ": excess 10⁻⁶"));
    }
  scene_clear (&scene);
}

/* Runs below what they are compared with are no optima: the objective is shown, each end where its
 * own is, and it is said. */
static void
test_below (void)
{
  g_autoptr (RscOptimalSet) above = set_of_gallery ("polygon-6", RSC_ACTIVATION_RELU, 0.9);
  cairo_t *cr = rsc_picture_create_measuring ();
  RscTrainingLayout layout;
  RscTheme theme;
  Scene scene;
  g_autofree char *words = NULL;

  scene_init (&scene);
  rsc_theme_init (&theme, FALSE);
  scene.model.optimum = rsc_optimal_set_get_solution (above);
  rsc_training_layout_init (&layout, &scene.model, &theme, cr, WIDTH, HEIGHT);
  g_assert_true (layout.model.below);
  g_assert_cmpfloat (layout.values.minimum, >, 1e-3);
  for (gsize k = 0; k < N_RUNS; k++)
    {
      const double *last = layout.curves[k].points + 2 * (layout.curves[k].n - 1);

      g_assert_cmpfloat_with_epsilon (
        last[1],
        rsc_training_layout_get_y (&layout, rsc_training_get_end (scene.runs[k])->objective), 1e-6);
    }
  rsc_training_layout_clear (&layout);
  words = read_texts (&scene.model, &theme, WIDTH, HEIGHT);
  g_assert_nonnull (strstr (words, rsc_training_words_get_below ()));
  g_assert_nonnull (strstr (words, "seed 1, step 0: objective "));
  g_assert_null (strstr (words, rsc_training_words_get_unknown ()));
  cairo_destroy (cr);
  scene_clear (&scene);
}

/* The values are those of the states: the highest point of a curve is where its largest excess
 * is. */
static void
test_places (void)
{
  cairo_t *cr = rsc_picture_create_measuring ();
  RscTrainingLayout layout;
  RscTheme theme;
  Scene scene;

  scene_init (&scene);
  rsc_theme_init (&theme, FALSE);
  rsc_training_layout_init (&layout, &scene.model, &theme, cr, WIDTH, HEIGHT);
  for (gsize k = 0; k < N_RUNS; k++)
    {
      const RscTrainingState *first = rsc_training_get_state (scene.runs[k], 0);
      const RscTrainingState *end = rsc_training_get_end (scene.runs[k]);
      const RscTrainingCurve *curve = &layout.curves[k];
      const double *last = curve->points + 2 * (curve->n - 1);
      const double excess = rsc_training_words_get_excess (scene.optimum, end->objective);

      g_assert_cmpuint (curve->n, <=, 4 * WIDTH);
      g_assert_cmpfloat_with_epsilon (curve->points[0], layout.frame.x, 1e-9);
      g_assert_cmpfloat_with_epsilon (
        last[0], layout.frame.x + layout.frame.width * (double) end->step / layout.steps.maximum,
        1e-9);
      g_assert_cmpfloat_with_epsilon (
        last[1],
        layout.frame.y
          + layout.frame.height * log (layout.values.maximum / fmax (excess, layout.values.minimum))
              / log (layout.values.maximum / layout.values.minimum),
        1e-6);
      g_assert_cmpfloat (first->objective, >, end->objective);
      g_assert_cmpfloat (curve->points[1], <, last[1]);
    }
  rsc_training_layout_clear (&layout);
  cairo_destroy (cr);
  scene_clear (&scene);
}

/* On a curve it is that run, beside all none; everywhere the step under the pointer. */
static void
test_find (void)
{
  cairo_t *cr = rsc_picture_create_measuring ();
  g_autoptr (RscPicture) picture = NULL;
  const RscTrainingLayout *layout;
  RscTrainingHit hit;
  RscTheme theme;
  Scene scene;

  scene_init (&scene);
  rsc_theme_init (&theme, FALSE);
  picture = rsc_training_plot_new (&scene.model, &theme, cr, WIDTH, HEIGHT);
  layout = rsc_picture_get_layout (picture);
  for (gsize k = 0; k < N_RUNS; k++)
    {
      const RscTrainingState *end = rsc_training_get_end (scene.runs[k]);

      rsc_training_plot_find (
        picture, rsc_training_layout_get_x (layout, end->step),
        rsc_training_layout_get_y (layout, rsc_training_model_get_value (&scene.model, end)), &hit);
      g_assert_true (hit.inside);
      g_assert_cmpint (hit.run, ==, (gssize) k);
      g_assert_cmpint (ABS ((gssize) hit.step - (gssize) end->step), <=, 1);
    }
  rsc_training_plot_find (picture, layout->frame.x + 0.8 * layout->frame.width, layout->frame.y + 1,
                          &hit);
  g_assert_true (hit.inside);
  g_assert_cmpint (hit.run, ==, -1);
  rsc_training_plot_find (picture, 1, 1, &hit);
  g_assert_false (hit.inside);
  cairo_destroy (cr);
  scene_clear (&scene);
}

/* Only the cursor moves. */
static void
test_cursor (void)
{
  cairo_t *measuring = rsc_picture_create_measuring ();
  g_autoptr (RscPicture) picture = NULL;
  cairo_surface_t *still[2], *moving[2];
  RscTheme theme;
  Scene scene;

  scene_init (&scene);
  rsc_theme_init (&theme, FALSE);
  picture = rsc_training_plot_new (&scene.model, &theme, measuring, WIDTH, HEIGHT);
  for (gsize k = 0; k < 2; k++)
    {
      cairo_t *cr = pixels_begin (WIDTH, HEIGHT);

      rsc_training_plot_set_state (picture, k * (rsc_training_get_n_states (scene.runs[0]) / 2));
      rsc_picture_draw (picture, RSC_LAYERS_STILL, cr);
      still[k] = pixels_end (cr, WIDTH, HEIGHT, TRUE);
      cr = pixels_begin (WIDTH, HEIGHT);
      rsc_picture_draw (picture, RSC_LAYERS_MOVING, cr);
      moving[k] = pixels_end (cr, WIDTH, HEIGHT, FALSE);
    }
  g_assert_true (pixels_are_same (still[0], still[1]));
  g_assert_false (pixels_are_same (moving[0], moving[1]));
  for (gsize k = 0; k < 2; k++)
    {
      cairo_surface_destroy (still[k]);
      cairo_surface_destroy (moving[k]);
    }
  cairo_destroy (measuring);
  scene_clear (&scene);
}

/* The run on show has the accent's colour, and what ended as an optimum a disc of it; nothing is
 * drawn outside at any size. */
static void
test_looks (void)
{
  RscTheme theme;
  Scene scene;

  scene_init (&scene);
  g_assert_cmpint (rsc_stationarity_get_class (scene.kinds[2]), !=, RSC_STATIONARITY_OPTIMAL);
  for (int dark = 0; dark < 2; dark++)
    for (int width = 1; width < 900; width = 3 * width + 7)
      for (int height = 1; height < 500; height = 3 * height + 5)
        {
          cairo_surface_t *surface;
          gboolean accent = FALSE;

          rsc_theme_init (&theme, dark);
          surface = draw (&scene.model, &theme, width, height);
          for (int x = 0; x < width; x++)
            for (int y = 0; y < height; y++)
              accent =
                accent
                || pixels_are_close (pixels_get (surface, x, y), pixels_pack (theme.accent), 12);
          if (width > 200 && height > 100)
            g_assert_true (accent);
          cairo_surface_destroy (surface);
        }
  scene_clear (&scene);
}

/* The walk downhill has a frame beside that of the runs, and its own places; only its cursor
 * moves. */
static void
test_walk (void)
{
  static const double walk[] = { 0.7, 0.7, 0.65, 0.6, 0.57 };
  cairo_t *cr = rsc_picture_create_measuring ();
  g_autoptr (RscPicture) picture = NULL;
  const RscTrainingLayout *layout;
  cairo_surface_t *moving[2];
  g_autofree char *words = NULL;
  RscTrainingHit hit;
  RscTheme theme;
  Scene scene;

  scene_init (&scene);
  rsc_theme_init (&theme, FALSE);
  scene.model.n_walk = G_N_ELEMENTS (walk);
  scene.model.walk = walk;
  words = read_texts (&scene.model, &theme, WIDTH, HEIGHT);
  g_assert_nonnull (strstr (words, rsc_training_words_get_walk ()));
  picture = rsc_training_plot_new (&scene.model, &theme, cr, WIDTH, HEIGHT);
  layout = rsc_picture_get_layout (picture);
  g_assert_cmpfloat (layout->walk.width, >, 50);
  g_assert_cmpfloat (layout->walk.x, >, layout->frame.x + layout->frame.width);
  for (int k = 0; k <= 4; k++)
    {
      rsc_training_plot_find (picture, layout->walk.x + 0.25 * k * layout->walk.width,
                              layout->walk.y + 0.5 * layout->walk.height, &hit);
      g_assert_true (hit.on_walk);
      g_assert_cmpfloat_with_epsilon (hit.place, 0.25 * k, 1e-9);
    }
  rsc_training_plot_find (picture, layout->frame.x + 5, layout->frame.y + 5, &hit);
  g_assert_true (hit.inside);
  g_assert_false (hit.on_walk);
  for (int k = 0; k < 2; k++)
    {
      cairo_t *on = pixels_begin (WIDTH, HEIGHT);

      rsc_training_plot_set_place (picture, k);
      rsc_picture_draw (picture, RSC_LAYERS_MOVING, on);
      moving[k] = pixels_end (on, WIDTH, HEIGHT, FALSE);
    }
  g_assert_cmpint (
    pixels_count_differences (moving[0], moving[1], 0, 0, (int) layout->walk.x - 8, HEIGHT), ==, 0);
  g_assert_cmpint (
    pixels_count_differences (moving[0], moving[1], (int) layout->walk.x - 8, 0, WIDTH, HEIGHT), >,
    20);
  for (int k = 0; k < 2; k++)
    cairo_surface_destroy (moving[k]);
  cairo_destroy (cr);
  scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training-plot/words", test_words);
  g_test_add_func ("/training-plot/rounding", test_rounding);
  g_test_add_func ("/training-plot/below", test_below);
  g_test_add_func ("/training-plot/places", test_places);
  g_test_add_func ("/training-plot/find", test_find);
  g_test_add_func ("/training-plot/cursor", test_cursor);
  g_test_add_func ("/training-plot/walk", test_walk);
  g_test_add_func ("/training-plot/looks", test_looks);
  return g_test_run ();
}
