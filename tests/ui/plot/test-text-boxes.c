/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pixels.h"
#include "problems.h"
#include "repeats.h"

#include "core/pruning/rsc-pruning-curves.h"
#include "core/training/rsc-trainer.h"
#include "core/training/rsc-training-start.h"
#include "ui/plot/rsc-certificate-plot.h"
#include "ui/plot/rsc-curves-plot.h"
#include "ui/plot/rsc-function-envelope.h"
#include "ui/plot/rsc-function-plot.h"
#include "ui/plot/rsc-optimal-set-plot.h"
#include "ui/plot/rsc-path-plot.h"
#include "ui/plot/rsc-pruning-plot.h"
#include "ui/plot/rsc-text.h"
#include "ui/plot/rsc-timeline-plot.h"
#include "ui/plot/rsc-training-plot.h"
#include "ui/plot/rsc-widths-plot.h"
#include <gsl/gsl_errno.h>
#include <math.h>

/* A panel of a window of 900 × 600, of 1280 × 800, of 1920 × 1080, and one that is shown alone; and
 * the low one beside the list of the steps at 1280 × 720, which only pruning has. */
static const struct
{
  int width, height;
} sizes[] = { { 300, 200 }, { 460, 270 }, { 760, 420 }, { 1240, 640 }, { 540, 112 } };

#define N_SIZES 4

/* Sanitizers look at the smallest and the largest. */
#define SIZE_STEP (TEST_IS_SANITIZED ? 3 : 1)

/* The largest is of the presentation, for which a window of 900 × 600 is too small. */
static const double scales[] = { 1.0, 1.5, 2.0 };

/* And at the larger of these. */
#define FIRST_SCALE (TEST_IS_SANITIZED ? 1 : 0)

/* Boxes that share less than this are beside each other. */
#define TOUCH 0.75

/* Everything that the window shows of one data set. */
typedef struct
{
  RscProblem *problem;
  RscOptimalSet *set;
  RscOptimalSet *one; /* near λ_max */
  RscNetwork *network;
  RscEnvelope *envelope;
  RscHull *hull;
  RscPath *path;
  RscPruning *pruning;
  RscPruningCurves *curves;
  RscLandscape *landscapes[3];
  RscComplex *complex;
  RscTrainingModel training;
} Scene;

typedef void (*DrawFunc) (const Scene *scene,
                          int variant,
                          const RscTheme *theme,
                          cairo_t *cr,
                          double width,
                          double height);

static guint n_faults;

static void
complain (const char *where, const char *what, const RscTextBox *a, const RscTextBox *b)
{
  n_faults++;
  g_test_message ("%s: %s: “%s” (%.0f, %.0f, %.0f × %.0f)%s%s%s", where, what, a->words, a->x, a->y,
                  a->width, a->height, b != NULL ? " and “" : "", b != NULL ? b->words : "",
                  b != NULL ? "”" : "");
  g_test_fail ();
}

/* No text is on another, none is cut, and none ends early where there is room for all. */
static void
check_boxes (const GArray *boxes, const char *where, double width, double height, gboolean roomy)
{
  for (guint i = 0; i < boxes->len; i++)
    {
      const RscTextBox *a = &g_array_index (boxes, RscTextBox, i);

      if (a->clipped || a->x < -TOUCH || a->y < -TOUCH || a->x + a->width > width + TOUCH
          || a->y + a->height > height + TOUCH)
        complain (where, "cut", a, NULL);
      if (roomy && a->shortened)
        complain (where, "shortened", a, NULL);
      for (guint j = 0; j < i; j++)
        {
          const RscTextBox *b = &g_array_index (boxes, RscTextBox, j);

          if (MIN (a->x + a->width, b->x + b->width) - MAX (a->x, b->x) > TOUCH
              && MIN (a->y + a->height, b->y + b->height) - MAX (a->y, b->y) > TOUCH)
            complain (where, "collide", a, b);
        }
    }
}

/* No count stands before or after a number of an axis as if it were one of its digits. */
static void
check_counts (const GArray *boxes, const char *where, double em)
{
  for (guint i = 0; i < boxes->len; i++)
    for (guint j = 0; j < boxes->len; j++)
      {
        const RscTextBox *a = &g_array_index (boxes, RscTextBox, i);
        const RscTextBox *b = &g_array_index (boxes, RscTextBox, j);

        if (g_str_has_prefix (a->words, "×") && g_ascii_isdigit (b->words[0])
            && MAX (a->x, b->x) - MIN (a->x + a->width, b->x + b->width) < 0.8 * em
            && MIN (a->y + a->height, b->y + b->height) - MAX (a->y, b->y)
                 > 0.6 * MIN (a->height, b->height))
          complain (where, "read as one", a, b);
      }
}

static void
check_picture_at (const Scene *scene,
                  const char *name,
                  DrawFunc draw,
                  int n_variants,
                  gsize first,
                  gsize end)
{
  for (gsize s = first; s < end; s += SIZE_STEP)
    for (gsize f = 0; f < G_N_ELEMENTS (scales); f++)
      for (int variant = 0; variant < n_variants; variant++)
        {
          if (sizes[s].width < 200 * scales[f])
            continue;
          cairo_t *cr = rsc_picture_create_measuring ();
          GArray *boxes = rsc_text_record (cr);
          g_autofree char *where = g_strdup_printf ("%s %d, %d × %d, text × %g", name, variant,
                                                    sizes[s].width, sizes[s].height, scales[f]);
          RscTheme theme;

          rsc_theme_init (&theme, FALSE);
          rsc_theme_scale (&theme, scales[f]);
          draw (scene, variant, &theme, cr, sizes[s].width, sizes[s].height);
          g_assert_cmpuint (boxes->len, >, 0);
          check_boxes (boxes, where, sizes[s].width, sizes[s].height,
                       sizes[s].width > 400 * scales[f]);
          if (g_str_equal (name, "set"))
            check_counts (boxes, where, theme.font_size);
          cairo_destroy (cr);
        }
}

static void
check_picture (const Scene *scene, const char *name, DrawFunc draw, int n_variants)
{
  check_picture_at (scene, name, draw, n_variants, 0, N_SIZES);
}

/* ---- pictures ------------------------------------------------------------------------------- */

static void
draw_function (const Scene *scene,
               int variant,
               const RscTheme *theme,
               cairo_t *cr,
               double width,
               double height)
{
  static const RscFunctionMode modes[] = { RSC_FUNCTION_VALUE, RSC_FUNCTION_ENVELOPE,
                                           RSC_FUNCTION_SLICE, RSC_FUNCTION_FIT };
  RscFunctionModel model;

  rsc_function_model_init (&model);
  model.mode = modes[variant];
  model.dataset = rsc_problem_get_dataset (scene->problem);
  model.network = scene->network;
  model.envelope = scene->envelope;
  rsc_function_plot_draw (&model, theme, cr, width, height);
}

static void
draw_set (const Scene *scene,
          int variant,
          const RscTheme *theme,
          cairo_t *cr,
          double width,
          double height)
{
  const gsize m = rsc_optimal_set_get_n_neurons (scene->set);
  RscOptimalSetModel model;

  rsc_optimal_set_model_init (&model);
  model.set = scene->set;
  model.point = rsc_optimal_set_get_min_norm (scene->set);
  model.n_axes = MIN (m, 3);
  for (gsize k = 0; k < model.n_axes; k++)
    model.axes[k] = k;
  model.hull = scene->hull;
  model.space = variant % 2 ? RSC_SPACE_NONCONVEX : RSC_SPACE_CONVEX;
  if (variant > 2)
    model.camera.yaw += 0.7 * variant;
  if (variant == 2)
    rsc_optimal_set_plot_draw_pair (&model, theme, cr, width, height);
  else
    rsc_optimal_set_plot_draw (&model, theme, cr, width, height);
}

static void
draw_path (const Scene *scene,
           int variant,
           const RscTheme *theme,
           cairo_t *cr,
           double width,
           double height)
{
  static const double ratios[] = { 1.0, 0.3, 0.1, 0.0105, 0.0021, 0.001 };
  RscPathModel model;

  rsc_path_model_init (&model);
  model.path = scene->path;
  model.lambda_max = rsc_problem_get_lambda_max (scene->problem);
  model.ratio_min = 1e-3;
  model.complete = TRUE;
  model.tubes = TRUE;
  model.lambda = ratios[variant % 6] * model.lambda_max;
  if (variant >= 6)
    {
      model.multiples = variant == 6;
      model.x = variant == 7 ? RSC_PATH_X_PENALTY : variant == 8 ? RSC_PATH_X_ERROR : model.x;
      model.y = variant == 9 ? RSC_PATH_Y_FEATURE : variant == 10 ? RSC_PATH_Y_ANGLE : model.y;
      model.parted = variant == 11;
      /* The window writes no smaller file. */
      model.on_paper = variant == 12 && height >= 400;
    }
  rsc_path_plot_draw (&model, theme, cr, width, height);
}

static void
draw_pruning (const Scene *scene,
              int variant,
              const RscTheme *theme,
              cairo_t *cr,
              double width,
              double height)
{
  const gsize n = rsc_pruning_get_n_states (scene->pruning);
  RscPruningModel model;

  rsc_pruning_model_init (&model);
  model.pruning = scene->pruning;
  model.state = variant == 0 ? 0 : variant == 1 ? MIN (1, n - 1) : n - 1;
  rsc_pruning_plot_draw (&model, theme, cr, width, height);
}

static void
draw_curves (const Scene *scene,
             int variant,
             const RscTheme *theme,
             cairo_t *cr,
             double width,
             double height)
{
  const RscPruningCurves *from = scene->curves;
  RscCurve curves[RSC_N_PRUNING_METHODS * 2] = { { 0 } };
  RscCurvesModel model;
  gsize n = 0;

  for (gsize k = 0; k < RSC_N_PRUNING_METHODS; k++)
    for (int training = 0; training <= (variant > 0 ? 1 : 0); training++)
      curves[n++] = (RscCurve){ .label = rsc_pruning_curves_get_label ((RscPruningMethod) k),
                                .n = from->n[k],
                                .width = from->width[k],
                                .value = from->train[k],
                                .index = k,
                                .dashed = training };
  rsc_curves_model_init (&model);
  model.title = variant > 0 ? "gallery" : NULL;
  model.y_title = "Training accuracy";
  model.n_curves = n;
  model.curves = curves;
  model.legend = TRUE;
  model.marked = from->n[0] > 0 ? from->width[0][variant == 2 ? from->n[0] - 1 : 0] : NAN;
  rsc_curves_plot_draw (&model, theme, cr, width, height);
}

/* That of the optimum, one of a frame, and of the zero network, of which much is above λ. */
static void
draw_timeline (const Scene *scene,
               int variant,
               const RscTheme *theme,
               cairo_t *cr,
               double width,
               double height)
{
  static const double ratios[] = { 1.0, 0.7, 0.1, 0.0105, 0.001 };
  const double margin = 6.0 * theme->font_size;
  /* What the widget has alone, whatever the size of text, or what a picture above asks for. */
  const double right = variant % 2 ? 20 : 2.0 * theme->font_size;
  RscPathModel model;

  rsc_path_model_init (&model);
  model.path = scene->path;
  model.lambda_max = rsc_problem_get_lambda_max (scene->problem);
  model.ratio_min = 1e-3;
  model.complete = TRUE;
  rsc_picture_draw_whole (rsc_timeline_plot_new (&model, ratios[variant], margin, width - right,
                                                 theme, cr, width,
                                                 RSC_TIMELINE_HEIGHT * theme->font_size),
                          cr);
}

/* One network, near λ_max, alone or in both spaces. */
static void
draw_bars (const Scene *scene,
           int variant,
           const RscTheme *theme,
           cairo_t *cr,
           double width,
           double height)
{
  RscOptimalSetModel model;

  rsc_optimal_set_model_init (&model);
  model.set = scene->one;
  model.point = rsc_optimal_set_get_min_norm (scene->one);
  model.bars = TRUE;
  model.feature = variant == 1 ? 0 : RSC_FEATURE_NORM;
  if (variant == 2)
    rsc_optimal_set_plot_draw_pair (&model, theme, cr, width, height);
  else
    rsc_optimal_set_plot_draw (&model, theme, cr, width, height);
}

static void
draw_certificate (const Scene *scene,
                  int variant,
                  const RscTheme *theme,
                  cairo_t *cr,
                  double width,
                  double height)
{
  RscCertificateModel model;

  rsc_certificate_model_init (&model);
  model.landscape = scene->landscapes[variant];
  rsc_certificate_plot_draw (&model, theme, cr, width, height);
}

/* Of no level in particular, and of the least and the largest. */
static void
draw_widths (const Scene *scene,
             int variant,
             const RscTheme *theme,
             cairo_t *cr,
             double width,
             double height)
{
  RscWidthsModel model;
  gsize first, last;

  rsc_widths_model_init (&model);
  model.complex = scene->complex;
  rsc_widths_plot_get_range (scene->complex, &first, &last);
  if (variant > 0)
    model.m = variant == 1 ? first : last;
  rsc_widths_plot_draw (&model, theme, cr, width, height);
}

/* At the begin, at the end with distances, beside a walk, and of what there is no optimum yet. */
static void
draw_training (const Scene *scene,
               int variant,
               const RscTheme *theme,
               cairo_t *cr,
               double width,
               double height)
{
  static const double walk[] = { 1.0, 0.9, 0.7 };
  RscTrainingModel model = scene->training;

  model.state = variant == 0 ? 0 : rsc_training_get_n_states (model.runs[0]) - 1;
  if (variant == 0)
    model.n_distances = 0;
  if (variant == 2)
    {
      model.n_walk = G_N_ELEMENTS (walk);
      model.walk = walk;
    }
  if (variant == 3)
    {
      model.optimum = NULL;
      model.kinds = NULL;
    }
  rsc_training_plot_draw (&model, theme, cr, width, height);
}

static void
make_landscapes (Scene *self)
{
  RscSolution *solution = rsc_optimal_set_get_solution (self->set);
  g_autoptr (GError) error = NULL;

  self->landscapes[0] = rsc_landscape_new_for_set (self->set, NULL, &error);
  g_assert_no_error (error);
  self->landscapes[1] = rsc_landscape_new_near (self->set, self->landscapes[0]);
  self->landscapes[2] = rsc_landscape_new (self->problem, rsc_problem_get_y (self->problem),
                                           rsc_solution_get_lambda (solution), NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
clear_landscapes (Scene *self)
{
  for (gsize k = 0; k < G_N_ELEMENTS (self->landscapes); k++)
    rsc_landscape_unref (self->landscapes[k]);
}

/* ---- data ----------------------------------------------------------------------------------- */

static void
scene_init (Scene *self, RscProblem *problem, double ratio)
{
  g_autoptr (GError) error = NULL;
  const gsize axes[] = { 0, 1, 2 };
  gsize d;

  *self = (Scene){ .problem = problem };
  self->set = set_of_problem (problem, ratio);
  self->one = set_of_problem (problem, 0.9);
  self->network = rsc_optimal_set_dup_network (self->set, rsc_optimal_set_get_min_norm (self->set));
  d = rsc_dataset_get_d (rsc_problem_get_dataset (problem));
  self->envelope =
    rsc_function_envelope_new (self->set, 0, 1, NULL, 15, d >= 2 ? 15 : 1, NULL, &error);
  g_assert_no_error (error);
  self->hull = rsc_optimal_set_project (
    self->set, MIN (rsc_optimal_set_get_n_neurons (self->set), 3), axes, NULL, &error);
  g_assert_no_error (error);
  make_landscapes (self);
  g_assert_no_error (error);
  self->path = rsc_path_new (problem, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  {
    g_autoptr (RscPruning) start = rsc_pruning_new_from_set (
      self->set, rsc_optimal_set_get_interior (self->set), NULL, NULL, &error);
    RscPruningMove move;

    g_assert_no_error (error);
    self->curves =
      rsc_pruning_curves_new (start, RSC_PRUNING_RULE_PAPER, 1, 0, NULL, NULL, NULL, &error);
    g_assert_no_error (error);
    rsc_pruning_move_init (&move);
    move.until = RSC_PRUNING_TO_ZERO;
    self->pruning = rsc_pruning_go_on (start, 0, &move, NULL, NULL, NULL, &error);
    g_assert_no_error (error);
  }
}

static void
scene_clear (Scene *self)
{
  rsc_problem_unref (self->problem);
  rsc_optimal_set_unref (self->set);
  rsc_optimal_set_unref (self->one);
  rsc_network_unref (self->network);
  rsc_envelope_unref (self->envelope);
  rsc_hull_unref (self->hull);
  rsc_path_unref (self->path);
  rsc_pruning_unref (self->pruning);
  rsc_pruning_curves_unref (self->curves);
  clear_landscapes (self);
}

typedef struct
{
  const char *name;
  double ratio;
} Case;

/* A set of the gallery, or of its own: three features, and classes 0 and 1. */
static RscProblem *
problem_of_case (const char *name)
{
  if (g_str_equal (name, "three features"))
    return problem_of_text ("width,height,depth,price\n1,2,0.5,10\n2,1,1.5,14\n0.5,0.7,2,9\n"
                            "1.5,2.5,1,17\n2.2,0.3,0.1,8\n1.1,1.9,2.3,16\n",
                            TRUE);
  if (g_str_equal (name, "classes"))
    return problem_of_text ("x,label\n-2,0\n-1,0\n-1,1\n0,1\n0,1\n1,1\n2,0\n3,0\n", TRUE);
  return problem_of_gallery (name, RSC_ACTIVATION_RELU);
}

static void
test_case (gconstpointer data)
{
  const Case *which = data;
  Scene scene;

  n_faults = 0;
  scene_init (&scene, problem_of_case (which->name), which->ratio);
  check_picture (&scene, "function", draw_function, 4);
  check_picture (&scene, "set", draw_set, 12);
  check_picture (&scene, "path", draw_path, 13);
  check_picture (&scene, "timeline", draw_timeline, 5);
  check_picture (&scene, "bars", draw_bars, 3);
  check_picture_at (&scene, "pruning", draw_pruning, 3, 0, G_N_ELEMENTS (sizes));
  check_picture (&scene, "curves", draw_curves, 3);
  check_picture (&scene, "certificate", draw_certificate, 3);
  g_test_message ("%u faults", n_faults);
  scene_clear (&scene);
}

/* Under a square that is narrower than the picture a name has the width of the picture. */
static void
test_narrow_frame (void)
{
  g_autoptr (RscProblem) problem =
    problem_of_text ("a,b,c,Wahrscheinlichkeit der Verlängerung des Vertrages\n"
                     "1,2,0.5,0.4\n2,1,1.5,0.2\n0.5,0.7,2,0.9\n1.5,2.5,1,0.1\n",
                     TRUE);
  const double width = 450.0, height = 150.0;
  cairo_t *cr = rsc_picture_create_measuring ();
  GArray *boxes = rsc_text_record (cr);
  Scene scene = { .problem = problem };
  guint n = 0;
  RscTheme theme;

  n_faults = 0;
  rsc_theme_init (&theme, FALSE);
  draw_function (&scene, 3, &theme, cr, width, height);
  for (guint k = 0; k < boxes->len; k++)
    {
      const RscTextBox *box = &g_array_index (boxes, RscTextBox, k);

      if (!strstr (box->words, "Vertrages") || box->width < box->height)
        continue;
      g_assert_false (box->shortened);
      n++;
    }
  g_assert_cmpuint (n, ==, 1);
  check_boxes (boxes, "narrow frame", width, height, FALSE);
  cairo_destroy (cr);
}

/* Norms that are written with a power of ten are read whole too. */
static void
test_powers (void)
{
  Scene scene;

  n_faults = 0;
  scene_init (&scene,
              problem_of_text ("a,b,y\n1,2,1e-5\n2,-1,-2.5e-5\n-1,0.5,3e-5\n0.5,1,2e-5\n"
                               "-2,-1,1.5e-5\n1,-2,-1e-5\n",
                               TRUE),
              0.1);
  check_picture_at (&scene, "pruning", draw_pruning, 3, 0, G_N_ELEMENTS (sizes));
  g_test_message ("%u faults", n_faults);
  scene_clear (&scene);
}

/* What moves over the strip of dimensions covers no part of a number there, and the number stays in
 * its stretch. */
static void
test_way_of_cursor (void)
{
  const double width = 900, height = 300;
  g_autoptr (RscProblem) problem = problem_of_case ("sine");
  g_autoptr (RscPath) path = rsc_path_new (problem, NULL, NULL, NULL, NULL, NULL);
  guint n_moved = 0;
  RscPathModel model;
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  rsc_path_model_init (&model);
  model.path = path;
  model.lambda_max = rsc_problem_get_lambda_max (problem);
  model.ratio_min = 1e-3;
  model.complete = TRUE;
  for (int k = 0; k <= 300; k++)
    for (int timeline = 0; timeline < 2; timeline++)
      {
        cairo_t *cr = rsc_picture_create_measuring ();
        GArray *boxes = rsc_text_record (cr);
        const double em = theme.font_size, ratio = pow (10, -3.0 * k / 300);
        /* Of the knob with its rim, or of the line. */
        const double reach = timeline ? 0.7 * em : theme.line_width;
        double left = 6.0 * em, right = width - 2.0 * em, x;
        RscPicture *picture;

        model.lambda = ratio * model.lambda_max;
        picture = timeline ? rsc_timeline_plot_new (&model, ratio, left, right, &theme, cr, width,
                                                    RSC_TIMELINE_HEIGHT * em)
                           : rsc_path_plot_new (&model, &theme, cr, width, height);
        if (!timeline)
          g_assert_true (rsc_path_plot_get_extent (picture, &left, &right));
        rsc_picture_draw (picture, RSC_LAYERS_STILL, cr);
        const guint n_still = boxes->len;
        rsc_picture_draw (picture, RSC_LAYERS_MOVING, cr);
        x = left + (right - left) * -log10 (ratio) / 3.0;
        const RscTextBox *title = NULL;
        for (guint i = 0; i < boxes->len; i++)
          if (g_str_equal (g_array_index (boxes, RscTextBox, i).words, "dim")
              || (timeline
                  && g_str_equal (g_array_index (boxes, RscTextBox, i).words, "dimension")))
            {
              title = &g_array_index (boxes, RscTextBox, i);
              break;
            }
        g_assert_nonnull (title);
        for (guint i = 0; i < boxes->len; i++)
          {
            const RscTextBox *box = &g_array_index (boxes, RscTextBox, i);
            const double middle = box->y + 0.5 * box->height;

            /* In the row of its title, right of that. */
            if (box == title || middle < title->y || middle > title->y + title->height
                || box->x < left)
              continue;
            if (box->x < x + reach && box->x + box->width > x - reach)
              g_test_message ("%s at %g, cursor at %g, %s", box->words, box->x, x,
                              timeline ? "timeline" : "path");
            g_assert_false (box->x < x + reach && box->x + box->width > x - reach);
          }
        n_moved += boxes->len != n_still;
        rsc_picture_free (picture);
        cairo_destroy (cr);
      }
  g_assert_cmpuint (n_moved, >, 20);
}

/* Of the other features of a slice letters go, not where they are. */
static void
test_long_names (void)
{
  g_autoptr (RscProblem) problem =
    problem_of_text ("average_price_of_a_comparable_house_in_the_same_street_1,"
                     "average_price_of_a_comparable_house_in_the_same_street_2,"
                     "average_price_of_a_comparable_house_in_the_same_street_3,"
                     "average_price_of_a_comparable_house_in_the_same_street_4,price\n"
                     "1,2,0.5,1,10\n2,1,1.5,-1,14\n0.5,0.7,2,0,9\n1.5,2.5,1,2,17\n",
                     TRUE);

  for (gsize s = 1; s < N_SIZES; s++)
    for (gsize f = FIRST_SCALE; f < G_N_ELEMENTS (scales); f++)
      {
        cairo_t *cr = rsc_picture_create_measuring ();
        GArray *boxes = rsc_text_record (cr);
        Scene scene = { .problem = problem };
        guint n = 0;
        RscTheme theme;

        /* There only the axis has a name. */
        if (sizes[s].width < 240 * scales[f])
          continue;
        rsc_theme_init (&theme, FALSE);
        rsc_theme_scale (&theme, scales[f]);
        draw_function (&scene, 2, &theme, cr, sizes[s].width, sizes[s].height);
        for (guint k = 0; k < boxes->len; k++)
          {
            const RscTextBox *box = &g_array_index (boxes, RscTextBox, k);

            if (!g_str_has_suffix (box->words, "at the mean"))
              continue;
            g_assert_false (box->shortened || box->clipped);
            g_assert_nonnull (strstr (box->words, "_3, "));
            g_assert_nonnull (strstr (box->words, "_4 "));
            n++;
          }
        g_assert_cmpuint (n, ==, 1);
        cairo_destroy (cr);
      }
}

/* The certificate in the forms that no case above has: longitude and latitude, and gates. */
static void
test_certificate_forms (void)
{
  RscProblem *problems[] = {
    problem_of_text ("width,height,depth,price\n1,2,0.5,10\n2,1,1.5,-14\n0.5,-0.7,2,9\n"
                     "-1.5,2.5,1,17\n2.2,0.3,0.1,-8\n1.1,1.9,-2.3,16\n",
                     FALSE),
    problem_of_gallery ("parity", RSC_ACTIVATION_GATED),
    problem_of_gallery ("parity", RSC_ACTIVATION_RELU),
  };

  n_faults = 0;
  for (gsize k = 0; k < G_N_ELEMENTS (problems); k++)
    {
      Scene scene = { .problem = problems[k], .set = set_of_problem (problems[k], 0.1) };

      make_landscapes (&scene);
      check_picture (&scene, "certificate", draw_certificate, 3);
      clear_landscapes (&scene);
      rsc_optimal_set_unref (scene.set);
      rsc_problem_unref (scene.problem);
    }
}

static void
test_widths (void)
{
  static const char *const names[] = { "polygon-12", "spiral", "xor", "parity" };

  n_faults = 0;
  for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
    {
      g_autoptr (RscOptimalSet) set = set_of_gallery (
        names[k], RSC_ACTIVATION_RELU, g_str_equal (names[k], "spiral") ? 0.02 : 0.1);
      g_autoptr (RscComplex) complex = rsc_complex_new_for_set (set, NULL, NULL);
      const Scene scene = { .complex = complex };

      check_picture (&scene, names[k], draw_widths, 3);
    }
}

static void
test_training (void)
{
  enum
  {
    N_RUNS = 3
  };
  const double distances[] = { 1.0, 0.4, 0.5 };
  const gsize distance_steps[] = { 0, 200, 400 };
  g_autoptr (RscOptimalSet) set = set_of_gallery ("polygon-6", RSC_ACTIVATION_RELU, 0.1);
  RscSolution *optimum = rsc_optimal_set_get_solution (set);
  RscProblem *problem = rsc_solution_get_problem (optimum);
  RscTraining *runs[N_RUNS];
  RscStationarity *kinds[N_RUNS];
  guint64 seeds[N_RUNS];
  Scene scene = { .problem = problem };

  n_faults = 0;
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
      trainer = rsc_trainer_new (rsc_problem_get_dataset (problem),
                                 rsc_solution_get_lambda (optimum), start, &settings);
      rsc_trainer_run (trainer, 400, NULL);
      seeds[k] = k + 1;
      runs[k] = rsc_trainer_dup_training (trainer);
      kinds[k] =
        rsc_stationarity_new (optimum, rsc_training_get_end (runs[k])->network, NULL, &error);
      g_assert_no_error (error);
    }
  rsc_training_model_init (&scene.training);
  scene.training.n_runs = N_RUNS;
  scene.training.runs = runs;
  scene.training.seeds = seeds;
  scene.training.kinds = kinds;
  scene.training.optimum = optimum;
  scene.training.n_distances = G_N_ELEMENTS (distances);
  scene.training.distances = distances;
  scene.training.distance_steps = distance_steps;
  check_picture (&scene, "training", draw_training, 4);
  for (gsize k = 0; k < N_RUNS; k++)
    {
      rsc_training_unref (runs[k]);
      rsc_stationarity_unref (kinds[k]);
    }
}

int
main (int argc, char **argv)
{
  static const Case cases[] = {
    { "checkerboard", 0.1 }, { "polygon", 0.1 }, { "figure1", 0.0151923 },  { "moons", 0.1 },
    { "moons", 0.005 },      { "circles", 0.1 }, { "spiral", 0.02 },        { "random", 0.1 },
    { "sine", 0.01 },        { "abs", 0.1 },     { "three features", 0.1 }, { "classes", 0.05 },
  };

  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autofree char *path = g_strdup_printf ("/text-boxes/%s/%g", cases[k].name, cases[k].ratio);

      g_test_add_data_func (path, &cases[k], test_case);
    }
  g_test_add_func ("/text-boxes/powers", test_powers);
  g_test_add_func ("/text-boxes/narrow-frame", test_narrow_frame);
  g_test_add_func ("/text-boxes/way-of-cursor", test_way_of_cursor);
  g_test_add_func ("/text-boxes/long-names", test_long_names);
  g_test_add_func ("/text-boxes/certificate-forms", test_certificate_forms);
  g_test_add_func ("/text-boxes/widths", test_widths);
  g_test_add_func ("/text-boxes/training", test_training);
  return g_test_run ();
}
