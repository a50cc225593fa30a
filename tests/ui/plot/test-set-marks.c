/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pixels.h"
#include "problems.h"
#include "set-pictures.h"

#include "core/set/rsc-set-axes.h"
#include "ui/plot/rsc-function-envelope.h"
#include "ui/plot/rsc-function-plot.h"
#include "ui/plot/rsc-optimal-set-plot.h"
#include "ui/plot/rsc-set-box.h"
#include "ui/words/rsc-set-words.h"
#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

/* Whether the text is in the picture, over as many lines as it needs. */
static gboolean
picture_says (const RscOptimalSetModel *model, const RscTheme *theme, const char *text)
{
  cairo_t *cr = rsc_picture_create_measuring ();
  GArray *boxes = rsc_text_record (cr);
  gboolean found = FALSE;

  rsc_optimal_set_plot_draw (model, theme, cr, 420, 300);
  for (guint k = 0; k < boxes->len; k++)
    found = found || g_str_equal (g_array_index (boxes, RscTextBox, k).words, text);
  cairo_destroy (cr);
  return found;
}

/* A neuron that is not in the set keeps its axis, at 0. */
static void
test_absent_axis (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscOptimalSet) set = set_of_gallery ("checkerboard", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscOptimalSet) none = set_of_gallery ("checkerboard", RSC_ACTIVATION_RELU, 1.0);
  RscOptimalSetModel model;
  RscTheme theme;
  double px, py, wish[3];

  rsc_theme_init (&theme, FALSE);
  rsc_optimal_set_model_init (&model);
  model.set = set;
  model.n_axes = 3;
  model.axes[0] = 0;
  model.axes[1] = RSC_OPTIMAL_SET_ABSENT;
  model.axes[2] = 1;
  model.axis_labels[1] = 7;
  for (int t = 0; t < 2; t++)
    for (gsize k = 0; k < 3; k++)
      model.ranges[t][k] = (RscOptimalSetRange){ 0.0, 10.0 };
  model.point = rsc_optimal_set_get_min_norm (set);
  g_autoptr (RscHull) hull = rsc_optimal_set_project (set, 3, model.axes, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hull->dimension, ==, 2);
  for (gsize k = 0; k < hull->n_points; k++)
    g_assert_cmpfloat (hull->points[3 * k + 1], ==, 0.0);
  model.hull = hull;
  g_assert_false (picture_says (&model, &theme, rsc_set_words_get_unused_axes ()));
  g_assert_true (picture_says (&model, &theme, "w₈ = 0"));
  for (int feature = RSC_FEATURE_NORM; feature < 2; feature++)
    {
      model.feature = feature;
      cairo_surface_destroy (set_draw (&model, &theme, 420, 300, TRUE));
      set_find_marker (&model, &theme, 420, 300, &px, &py);
      set_unproject (&model, &theme, 420, 300, px, py, wish);
      g_assert_true (isfinite (wish[0]) && isfinite (wish[1]) && isfinite (wish[2]));
    }

  /* At λ_max no neuron is left: the point at the origin of the same axes. */
  model.feature = RSC_FEATURE_NORM;
  model.set = none;
  model.point = rsc_optimal_set_get_min_norm (none);
  for (gsize k = 0; k < 3; k++)
    model.axes[k] = RSC_OPTIMAL_SET_ABSENT;
  g_autoptr (RscHull) origin = rsc_optimal_set_project (none, 3, model.axes, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (origin->n_points, ==, 1);
  model.hull = origin;
  g_assert_true (picture_says (&model, &theme, rsc_set_words_get_unused_axes ()));
  set_find_marker (&model, &theme, 420, 300, &px, &py);
  set_unproject (&model, &theme, 420, 300, px, py, wish);
  for (gsize k = 0; k < 3; k++)
    g_assert_cmpfloat (fabs (wish[k]), <, 0.2);
}

/* A rectangle is on the box where one of many points of the box is in it, and beside it where none
 * is near. */
static void
check_on_box (const RscSetLayout *layout, double width, double height)
{
  enum
  {
    STEPS = 8
  };

  for (int place = 0; place < 36; place++)
    {
      const RscRect rect = { (place % 6) * width / 6.0, (place / 6) * height / 6.0, width / 8.0,
                             height / 8.0 };
      const double near_x = 0.1 * width, near_y = 0.1 * height;
      gboolean inside = FALSE, near = FALSE;

      for (int k = 0; k < (STEPS + 1) * (STEPS + 1) * (STEPS + 1); k++)
        {
          const double point[3] = { (double) (k % (STEPS + 1)) / STEPS,
                                    (double) (k / (STEPS + 1) % (STEPS + 1)) / STEPS,
                                    (double) (k / (STEPS + 1) / (STEPS + 1)) / STEPS };
          double p[3];

          rsc_set_layout_project_cube (layout, point, p);
          inside = inside
                   || (p[0] > rect.x && p[0] < rect.x + rect.width && p[1] > rect.y
                       && p[1] < rect.y + rect.height);
          near = near
                 || (p[0] > rect.x - near_x && p[0] < rect.x + rect.width + near_x
                     && p[1] > rect.y - near_y && p[1] < rect.y + rect.height + near_y);
        }
      if (inside)
        g_assert_true (rsc_set_box_is_on (layout, &rect));
      if (!near)
        g_assert_false (rsc_set_box_is_on (layout, &rect));
    }
}

/* However the box is turned, no title of an axis is on it, or on another title. */
static void
test_titles_beside_box (void)
{
  static const int sizes[][2] = {
    { 165, 220 }, { 230, 190 }, { 330, 220 }, { 420, 300 }, { 700, 500 }
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (RscOptimalSet) set = set_of_gallery ("checkerboard", RSC_ACTIVATION_RELU, 0.1);
  RscOptimalSetModel model;
  RscTheme theme;
  int n_titles = 0;

  rsc_theme_init (&theme, FALSE);
  rsc_optimal_set_model_init (&model);
  model.set = set;
  model.n_axes = 3;
  for (gsize k = 0; k < 3; k++)
    model.axes[k] = k;
  model.axes[1] = RSC_OPTIMAL_SET_ABSENT;
  model.axis_labels[1] = 11;
  g_autoptr (RscHull) hull = rsc_optimal_set_project (set, 3, model.axes, NULL, &error);
  g_assert_no_error (error);
  model.hull = hull;
  for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (int yaw = 0; yaw < 24; yaw++)
      for (int pitch = 0; pitch < 13; pitch++)
        {
          const double width = sizes[s][0], height = sizes[s][1];
          cairo_t *cr = rsc_picture_create_measuring ();
          GArray *boxes = rsc_text_record (cr);
          RscSetLayout layout;
          int n_here = 0;

          model.camera.yaw = yaw * G_PI / 12.0;
          model.camera.pitch = (pitch - 6) * G_PI / 12.0;
          rsc_optimal_set_plot_draw (&model, &theme, cr, width, height);
          rsc_set_layout_init (&layout, &model, &theme, cr, width, height);
          for (guint k = 0; k < boxes->len; k++)
            {
              const RscTextBox *box = &g_array_index (boxes, RscTextBox, k);
              const RscRect ink = { box->x, box->y, box->width, box->height };

              if (g_strcmp0 (box->words, layout.title[0]) != 0
                  && g_strcmp0 (box->words, layout.title[1]) != 0
                  && g_strcmp0 (box->words, layout.title[2]) != 0)
                continue;
              n_here++;
              if (rsc_set_box_is_on (&layout, &ink))
                {
                  g_test_message ("%g × %g, turned by %g, %g: %s is on the box", width, height,
                                  model.camera.yaw, model.camera.pitch, box->words);
                  g_test_fail ();
                }
            }
          if (s == 3)
            check_on_box (&layout, width, height);
          g_assert_cmpint (n_here, ==, 3);
          n_titles += n_here;
          rsc_set_layout_clear (&layout);
          cairo_destroy (cr);
        }
  g_assert_cmpint (n_titles, ==, 3 * 24 * 13 * 5);
}

/* Every vertex of the spiral is in exactly one dot: the hull's corners first, those inside after
 * them. */
static void
test_dots (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscOptimalSet) set = set_of_gallery ("spiral", RSC_ACTIVATION_RELU, 0.02);
  const gsize n_vertices = rsc_optimal_set_get_n_vertices (set);
  g_autofree gsize *seen = g_new0 (gsize, n_vertices);
  gsize n_inside = 0, n_together = 0;
  RscOptimalSetModel model;
  RscSetDots dots;

  rsc_optimal_set_model_init (&model);
  model.set = set;
  model.n_axes = rsc_set_axes_choose (set, 0, model.axes);
  g_autoptr (RscHull) hull = rsc_optimal_set_project (set, model.n_axes, model.axes, NULL, &error);
  g_assert_no_error (error);
  model.hull = hull;
  rsc_set_dots_init (&dots, &model);
  for (gsize k = 0; k < dots.n; k++)
    {
      const RscSetDot *dot = &dots.dots[k];

      g_assert_cmpint (dot->inside, ==, k >= hull->n_points);
      g_assert_cmpuint (dot->n_vertices, >, 0);
      n_inside += dot->inside;
      n_together += dot->n_vertices > 1;
      for (gsize v = 0; v < dot->n_vertices; v++)
        {
          seen[dot->vertices[v]]++;
          for (gsize j = 0; j < 3; j++)
            g_assert_cmpfloat_with_epsilon (
              rsc_optimal_set_get_vertex (set, dot->vertices[v])[model.axes[j]], dot->norms[j],
              1e-6);
        }
    }
  for (gsize v = 0; v < n_vertices; v++)
    g_assert_cmpuint (seen[v], ==, 1);
  g_assert_cmpuint (n_inside, >, 0);
  g_assert_cmpuint (n_together, >, 0);
  rsc_set_dots_clear (&dots);

  /* Of a hull of another set only its corners are known. */
  model.stale = TRUE;
  rsc_set_dots_init (&dots, &model);
  g_assert_cmpuint (dots.n, ==, hull->n_points);
  rsc_set_dots_clear (&dots);
}

/* However many vertices there are, and however small the picture, the body is seen between them. */
static void
test_many_dots (void)
{
  const int width = 230, height = 200;
  g_autoptr (GError) error = NULL;
  g_autoptr (RscOptimalSet) set = set_of_gallery ("moons", RSC_ACTIVATION_RELU, 0.002);
  RscOptimalSetModel model;

  g_assert_cmpuint (rsc_optimal_set_get_n_vertices (set), >, 500);
  rsc_optimal_set_model_init (&model);
  model.set = set;
  model.n_axes = rsc_set_axes_choose (set, 0, model.axes);
  g_assert_cmpuint (model.n_axes, ==, 3);
  g_autoptr (RscHull) hull = rsc_optimal_set_project (set, model.n_axes, model.axes, NULL, &error);
  g_assert_no_error (error);
  model.hull = hull;
  for (int dark = 0; dark < 2; dark++)
    {
      RscTheme theme;
      int n_body = 0, n_hidden = 0;

      rsc_theme_init (&theme, dark);
      cairo_surface_t *dotted = set_draw (&model, &theme, width, height, FALSE);
      model.stale = TRUE;
      cairo_surface_t *plain = set_draw (&model, &theme, width, height, FALSE);
      model.stale = FALSE;
      for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
          {
            guint32 before = pixels_get (plain, x, y);
            int most =
              MAX ((int) (before >> 16), MAX ((int) (before >> 8 & 255), (int) (before & 255)));
            int least =
              MIN ((int) (before >> 16), MIN ((int) (before >> 8 & 255), (int) (before & 255)));

            /* Where it has a colour it is the body. */
            if (most - least < 40)
              continue;
            n_body++;
            n_hidden += !pixels_are_close (pixels_get (dotted, x, y), before, 60);
          }
      cairo_surface_destroy (dotted);
      cairo_surface_destroy (plain);
      g_test_message ("%d of %d pixels hidden", n_hidden, n_body);
      g_assert_cmpint (n_body, >, 2000);
      g_assert_cmpint (n_hidden, <, n_body / 4);
    }
}

/* The one network as bars: every neuron has a place of its own under the pointer, in both spaces; a
 * set of several is never shown so. */
static void
test_bars (void)
{
  g_autoptr (RscOptimalSet) one = set_of_gallery ("xor", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscOptimalSet) several = set_of_gallery ("polygon-6", RSC_ACTIVATION_RELU, 0.1);
  RscOptimalSetModel model;
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (int pair = 0; pair < 2; pair++)
    {
      gboolean found[4] = { FALSE };
      cairo_t *cr = rsc_picture_create_measuring ();

      rsc_optimal_set_model_init (&model);
      model.set = one;
      model.bars = TRUE;
      g_autoptr (RscPicture) picture =
        rsc_optimal_set_plot_new (&model, pair, &theme, cr, 400.0, 240.0);
      for (double x = 0.0; x < 400.0; x += 3.0)
        {
          RscOptimalSetHit hit;

          rsc_optimal_set_plot_find (picture, x, 120.0, &hit);
          g_assert_cmpint (hit.dot, ==, -1);
          if (hit.neuron >= 0)
            found[hit.neuron] = TRUE;
        }
      for (gsize i = 0; i < 4; i++)
        g_assert_true (found[i]);

      model.set = several;
      g_autoptr (RscPicture) words =
        rsc_optimal_set_plot_new (&model, pair, &theme, cr, 400.0, 240.0);
      RscOptimalSetHit hit;
      rsc_optimal_set_plot_find (words, 200.0, 120.0, &hit);
      g_assert_cmpint (hit.neuron, ==, -1);
      cairo_destroy (cr);
    }
}

/* Pruning begins at the one optimal network; training only comes towards it. As bars and with
 * axes. */
static void
test_one_with_a_trail (void)
{
  g_autoptr (RscOptimalSet) one = set_of_gallery ("xor", RSC_ACTIVATION_RELU, 0.1);
  const gsize n = rsc_optimal_set_get_n_neurons (one);
  g_autofree double *trail = g_new0 (double, 2 * n);
  double corner[] = { rsc_optimal_set_get_min_norm (one)[0] };
  g_autoptr (RscHull) hull = make_hull (1, 1, corner);
  RscOptimalSetModel model;
  RscTheme theme;

  memcpy (trail + n, rsc_optimal_set_get_min_norm (one), n * sizeof (double));
  rsc_theme_init (&theme, FALSE);
  rsc_optimal_set_model_init (&model);
  model.set = one;
  model.hull = hull;
  model.n_axes = 1;
  model.trail = trail;
  model.n_trail = 2;
  for (int bars = 0; bars < 2; bars++)
    for (int pruned = 0; pruned < 2; pruned++)
      {
        model.bars = bars;
        model.pruned = pruned;
        g_assert_true (picture_says (&model, &theme, "Unique: this is the only optimal network.")
                       == !pruned);
        g_assert_true (
          picture_says (&model, &theme,
                        "The walk began at the only optimal network: each step leaves it.")
          == pruned);
      }
}

/* The set of another λ is drawn around that on show, within the axes, and said; with axes of
 * weights it is not. */
static void
test_ghost (void)
{
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (gsize n = 1; n <= 3; n++)
    {
      g_autoptr (RscOptimalSet) set = set_of_gallery ("polygon-8", RSC_ACTIVATION_RELU, 0.3);
      g_autoptr (RscOptimalSet) other = set_of_gallery ("polygon-8", RSC_ACTIVATION_RELU, 0.1);
      RscOptimalSetModel model;

      rsc_optimal_set_model_init (&model);
      model.set = set;
      model.n_axes = rsc_set_axes_choose (set, 0, model.axes);
      model.n_axes = MIN (model.n_axes, n);
      g_autoptr (RscHull) hull =
        rsc_optimal_set_project (set, model.n_axes, model.axes, NULL, NULL);
      g_autoptr (RscHull) ghost =
        rsc_optimal_set_project (other, model.n_axes, model.axes, NULL, NULL);
      model.hull = hull;
      cairo_surface_t *alone = set_draw (&model, &theme, 420, 300, FALSE);
      model.ghost = ghost;
      model.ghost_words = "Filled: here · dashed: there";
      g_assert_true (rsc_optimal_set_model_shows_ghost (&model));
      cairo_surface_t *both = set_draw (&model, &theme, 420, 300, FALSE);
      cairo_surface_t *pair = set_draw (&model, &theme, 640, 300, TRUE);
      g_assert_true (memcmp (cairo_image_surface_get_data (alone),
                             cairo_image_surface_get_data (both),
                             (gsize) cairo_image_surface_get_stride (alone)
                               * (gsize) cairo_image_surface_get_height (alone))
                     != 0);
      /* The axes reach as far as the norms of the smaller λ, which are larger. */
      RscSetLayout layout;
      cairo_t *cr = rsc_picture_create_measuring ();
      rsc_set_layout_init (&layout, &model, &theme, cr, 420, 300);
      for (gsize i = 0; i < ghost->n_points; i++)
        for (gsize k = 0; k < model.n_axes; k++)
          g_assert_cmpfloat (ghost->points[i * model.n_axes + k], <=, layout.axis[k].maximum);
      g_assert_nonnull (strstr (layout.sentence, "dashed: there"));
      rsc_set_layout_clear (&layout);
      cairo_destroy (cr);
      cairo_surface_destroy (alone);
      cairo_surface_destroy (both);
      cairo_surface_destroy (pair);
      model.feature = 0;
      g_assert_false (rsc_optimal_set_model_shows_ghost (&model));
    }
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/optimal-set-plot/absent-axis", test_absent_axis);
  g_test_add_func ("/optimal-set-plot/titles-beside-box", test_titles_beside_box);
  g_test_add_func ("/optimal-set-plot/dots", test_dots);
  g_test_add_func ("/optimal-set-plot/many-dots", test_many_dots);
  g_test_add_func ("/optimal-set-plot/ghost", test_ghost);
  g_test_add_func ("/optimal-set-plot/bars", test_bars);
  g_test_add_func ("/optimal-set-plot/one-with-a-trail", test_one_with_a_trail);

  return g_test_run ();
}
