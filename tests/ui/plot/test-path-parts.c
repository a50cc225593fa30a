/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the parts of a path's picture look like: shapes of marks, labels apart, tubes, curves side
 * by side. */

#include "path-scene.h"
#include "pixels.h"
#include "problems.h"

#include "ui/plot/rsc-path-labels.h"
#include "ui/plot/rsc-path-lines.h"
#include "ui/plot/rsc-path-marks.h"
#include "ui/plot/rsc-path-plot.h"
#include "ui/plot/rsc-text.h"
#include <gsl/gsl_errno.h>
#include <math.h>

enum
{
  WIDTH = 700,
  HEIGHT = 420
};

typedef struct
{
  PathScene scene;
  RscPicture *picture;
  const RscPathLayout *layout;
} Scene;

static void
scene_init (Scene *self, const char *name, double ratio_min)
{
  path_scene_init (&self->scene, name, ratio_min);
  self->picture = NULL;
}

static void
scene_lay_out (Scene *self)
{
  g_clear_pointer (&self->picture, rsc_picture_free);
  self->picture =
    rsc_path_plot_new (&self->scene.model, &self->scene.theme, self->scene.cr, WIDTH, HEIGHT);
  self->layout = rsc_picture_get_layout (self->picture);
}

static cairo_surface_t *
scene_draw (Scene *self)
{
  cairo_t *cr = pixels_begin (WIDTH, HEIGHT);

  rsc_picture_draw (self->picture, RSC_LAYERS_ALL, cr);
  return pixels_end (cr, WIDTH, HEIGHT, TRUE);
}

static void
scene_clear (Scene *self)
{
  g_clear_pointer (&self->picture, rsc_picture_free);
  path_scene_clear (&self->scene);
}

/* Inked pixels of a row around @x. */
static int
count_row (cairo_surface_t *surface, guint32 ground, double x, double y)
{
  int n = 0;

  for (int dx = -5; dx <= 5; dx++)
    n += pixels_get (surface, x + dx, y) != ground;
  return n;
}

/* A neuron that enters is a triangle that points up, one that leaves points down. */
static void
test_shapes (void)
{
  Scene scene;
  int n_up = 0, n_down = 0;

  scene_init (&scene, "checkerboard", 0.02);
  scene_lay_out (&scene);
  cairo_surface_t *surface = scene_draw (&scene);
  const guint32 ground = pixels_pack (scene.scene.theme.background);
  for (gsize k = 0; k < rsc_path_marks_get_n (scene.layout->marks); k++)
    {
      const RscPathMark *mark = rsc_path_marks_get (scene.layout->marks, k);
      const double x = mark->x, y = mark->y;

      if (mark->kind != RSC_PATH_ENTERS && mark->kind != RSC_PATH_LEAVES)
        continue;
      const int above = count_row (surface, ground, x, y - 1.8);
      const int below = count_row (surface, ground, x, y + 1.8);
      if (mark->kind == RSC_PATH_ENTERS)
        {
          g_assert_cmpint (above + 1, <, below);
          n_up++;
        }
      else
        {
          g_assert_cmpint (above, >, below + 1);
          n_down++;
        }
    }
  g_assert_cmpint (n_up, >, 0);
  g_assert_cmpint (n_down, >, 0);
  cairo_surface_destroy (surface);
  scene_clear (&scene);
}

/* Where the curve of neuron @id ends. */
static double
get_end (const RscPathLayout *layout, gsize id)
{
  for (guint t = 0; t < layout->tracks->len; t++)
    {
      const RscPathTrack *track = &g_array_index (layout->tracks, RscPathTrack, t);
      const RscPathCurve *curve = rsc_path_curves_get (layout->curves, track->curves[0]);

      if (curve->id == id)
        return rsc_path_layout_to_py (&g_array_index (layout->lanes, RscPathLane, track->lane),
                                      curve->knots[curve->n - 1].value)
               + track->offset;
    }
  g_assert_not_reached ();
}

/* Every neuron has its number in the picture, or is counted by what stands for those that have
 * none, which can be found with the pointer. */
static void
test_no_label_is_lost (void)
{
  static const char *const names[] = { "checkerboard", "moons", "spiral" };
  static const int heights[] = { 150, 260, 420 };
  gsize n_hidden = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      Scene scene;

      scene_init (&scene, names[i], 1e-3);
      for (gsize h = 0; h < G_N_ELEMENTS (heights); h++)
        {
          g_autoptr (GHashTable) found = g_hash_table_new (NULL, NULL);

          /* Once where the axis goes on beyond what is known: then no label is on the frame's
           * line. */
          scene.scene.model.ratio_min = h == 1 ? 1e-5 : 1e-3;
          RscPicture *picture = rsc_path_plot_new (&scene.scene.model, &scene.scene.theme,
                                                   scene.scene.cr, 600, heights[h]);
          const RscPathLayout *layout = rsc_picture_get_layout (picture);
          for (double y = 0.5; y < heights[h]; y += 4.0)
            for (double x = 0.5; x < 600; x += 3.0)
              {
                const gssize id = rsc_path_labels_pick (layout, x, y);

                if (id >= 0)
                  g_hash_table_add (found, GSIZE_TO_POINTER ((gsize) id + 1));
              }
          g_assert_cmpuint (g_hash_table_size (found) + layout->n_numbers_hidden, ==,
                            rsc_path_curves_get_n (layout->curves));
          if (layout->n_numbers_hidden > 0)
            {
              const RscRect more = layout->more;
              RscPathHit hit;

              n_hidden++;
              g_assert_cmpint (layout->cut, ==, h == 1);
              if (layout->cut)
                g_assert_cmpfloat (more.y + more.height, <, layout->frame.y + layout->frame.height);
              g_assert_cmpfloat (more.x + more.width, <, 600);
              g_assert_cmpfloat (more.y + more.height, <, heights[h]);
              rsc_path_plot_find (picture, more.x + 0.5 * more.width, more.y + 0.5 * more.height,
                                  &hit);
              g_assert_true (hit.more);
              g_assert_cmpint (hit.neuron, ==, -1);
            }
          rsc_picture_free (picture);
        }
      scene_clear (&scene);
    }
  g_assert_cmpuint (n_hidden, >, 2);
}

/* A picture that nobody can ask counts nothing: what has no number at its curve has it in the
 * legend below. */
static void
test_all_named_on_paper (void)
{
  static const char *const names[] = { "checkerboard", "moons", "spiral" };
  static const int sizes[][2] = { { 330, 220 }, { 600, 260 }, { 900, 500 } };
  gsize n_below = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
      {
        Scene scene;
        g_autoptr (GHashTable) found = g_hash_table_new (g_str_hash, g_str_equal);

        scene_init (&scene, names[i], 1e-3);
        scene.scene.model.on_paper = TRUE;
        GArray *boxes = rsc_text_record (scene.scene.cr);
        RscPicture *picture = rsc_path_plot_new (&scene.scene.model, &scene.scene.theme,
                                                 scene.scene.cr, sizes[s][0], sizes[s][1]);
        const RscPathLayout *layout = rsc_picture_get_layout (picture);
        const double right = layout->frame.x + layout->frame.width;

        rsc_picture_draw (picture, RSC_LAYERS_ALL, scene.scene.cr);
        for (guint k = 0; k < boxes->len; k++)
          {
            const RscTextBox *box = &g_array_index (boxes, RscTextBox, k);
            const gboolean below = box->y > layout->height - 1.0;
            const gboolean inside = box->y > layout->frame.y && box->x > layout->frame.x
                                    && box->y + box->height < layout->strip.y;

            g_assert_false (box->words[0] == '+');
            g_assert_cmpfloat (box->y + box->height, <=, sizes[s][1]);
            n_below += below;
            if (below || inside || box->x > right)
              g_hash_table_add (found, box->words);
          }
        for (gsize c = 0; c < rsc_path_curves_get_n (layout->curves); c++)
          {
            g_autofree char *number = g_strdup_printf (
              "%" G_GSIZE_FORMAT,
              rsc_path_layout_get_label (layout, rsc_path_curves_get (layout->curves, c)->id) + 1);

            if (!g_hash_table_contains (found, number))
              {
                g_test_message ("%s %d × %d: neuron %s has no number", names[i], sizes[s][0],
                                sizes[s][1], number);
                g_test_fail ();
              }
          }
        rsc_picture_free (picture);
        scene_clear (&scene);
      }
  g_assert_cmpuint (n_below, >, 20);
}

/* Every curve that lives to the end has its label, a line high, where another one's is not; and
 * they move away from their curves as little as that allows, so on average not at all. */
static void
test_labels_apart (void)
{
  static const char *const names[] = { "checkerboard", "polygon-8", "sine" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      Scene scene;
      gsize n_alive = 0, n_runs = 0, run = 0;
      double moved = 0.0;
      gssize before = -1;

      scene_init (&scene, names[i], 0.02);
      scene.scene.model.parted = TRUE;
      scene_lay_out (&scene);
      const RscPathLayout *layout = scene.layout;
      for (gsize k = 0; k < rsc_path_curves_get_n (layout->curves); k++)
        n_alive += rsc_path_curves_get (layout->curves, k)->alive;
      g_assert_cmpuint (n_alive, >, 2);
      for (double y = 0.0; y < HEIGHT; y += 0.5)
        {
          const gssize id = rsc_path_labels_pick (layout, layout->end + 1.1 * layout->em + 2.0, y);

          if (id == before)
            {
              run++;
              continue;
            }
          if (before >= 0)
            {
              n_runs++;
              moved += y - 0.25 * (double) run - get_end (layout, (gsize) before);
              g_assert_cmpfloat (0.5 * (double) run, >, 0.8 * layout->label_height);
            }
          run = 1;
          before = id;
        }
      g_assert_cmpint (before, ==, -1);
      g_assert_cmpuint (n_runs, ==, n_alive);
      g_assert_cmpfloat (fabs (moved) / (double) n_alive, <, 0.5 * layout->label_height);
      scene_clear (&scene);
    }
}

/* The ground between the least and the largest norm of a neuron over the optimal set has its
 * colour, on both sides of its curve, and not beyond. */
static void
test_tube (void)
{
  Scene scene;
  int n_checked = 0;

  scene_init (&scene, "polygon-6", 0.02);
  scene_lay_out (&scene);
  cairo_surface_t *with = scene_draw (&scene);
  const RscPathLane lane = g_array_index (scene.layout->lanes, RscPathLane, 0);
  for (double ratio = 0.7; ratio > 0.05; ratio *= 0.83)
    {
      const double lambda = ratio * scene.scene.model.lambda_max;
      const double x = rsc_path_layout_lambda_to_px (scene.layout, lambda);
      RscPathKnot knot;

      g_assert_true (
        rsc_path_curve_interpolate (rsc_path_curves_get (scene.layout->curves, 0), lambda, &knot));
      const double ys[3] = { rsc_path_layout_to_py (&lane, 0.5 * (knot.value + knot.high)),
                             rsc_path_layout_to_py (&lane, 0.5 * (knot.value + knot.low)),
                             rsc_path_layout_to_py (&lane, knot.high) - 6.0 };
      const guint32 high = pixels_get (with, x, ys[0]), low = pixels_get (with, x, ys[1]);
      const guint32 beyond = pixels_get (with, x, ys[2]);

      /* A line of the grid may be there. */
      if (fabs (ys[1] - ys[0]) < 12.0 || !pixels_are_close (high, low, 2))
        continue;
      g_assert_false (pixels_are_close (high, beyond, 8));
      n_checked++;
    }
  g_assert_cmpint (n_checked, >=, 5);
  cairo_surface_destroy (with);
  scene_clear (&scene);
}

static double
get_distance (const GArray *line, RscPathSpot p)
{
  double best = INFINITY;

  for (guint k = 0; k + 1 < line->len; k++)
    {
      const RscPathSpot a = g_array_index (line, RscPathSpot, k);
      const RscPathSpot b = g_array_index (line, RscPathSpot, k + 1);
      const double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
      const double t =
        length > 0.0 ? CLAMP (((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0.0, 1.0) : 0.0;

      best = MIN (best, hypot (p.x - a.x - t * dx, p.y - a.y - t * dy));
    }
  return best;
}

/* Curves that coincide are drawn as far from each other all along, however steep they are. */
static void
test_side_by_side (void)
{
  Scene scene;

  scene_init (&scene, "polygon-6", 0.02);
  scene.scene.model.parted = TRUE;
  scene_lay_out (&scene);
  const GPtrArray *lines = scene.layout->lines;
  const double step = 1.25 * scene.scene.theme.line_width;
  g_assert_cmpuint (lines->len, ==, 6);
  for (guint t = 0; t + 1 < lines->len; t++)
    {
      const GArray *line = g_ptr_array_index (lines, t);

      g_assert_cmpuint (line->len, >, 4);
      for (guint k = 2; k + 2 < line->len; k++)
        g_assert_cmpfloat_with_epsilon (
          get_distance (g_ptr_array_index (lines, t + 1), g_array_index (line, RscPathSpot, k)),
          step, 0.15 * step);
    }
  scene_clear (&scene);
}

/* The picked network's dots are where its norms are; the curve's own place is a ring then, and a
 * dot again where both are the same. What does not fit into the frame is an arrowhead at its
 * edge. */
static void
test_picked (void)
{
  Scene scene;

  scene_init (&scene, "polygon-12", 0.02);
  scene.scene.model.lambda = 0.1 * scene.scene.model.lambda_max;
  scene_lay_out (&scene);
  const RscPathLayout *layout = scene.layout;
  g_assert_cmpuint (layout->tracks->len, ==, 1);
  const RscPathTrack *track = &g_array_index (layout->tracks, RscPathTrack, 0);
  const RscPathLane *lane = &g_array_index (layout->lanes, RscPathLane, track->lane);
  const RscPathCurve *curve =
    rsc_path_curves_get (layout->curves, rsc_path_layout_get_leader (layout, track));
  const gsize other = rsc_path_curves_get (layout->curves, track->curves[track->n - 1])->id;
  g_autofree double *picked = g_new (double, rsc_path_get_n_ids (scene.scene.path));
  const guint32 ground = pixels_pack (scene.scene.theme.background);
  const double x = rsc_path_layout_lambda_to_px (layout, scene.scene.model.lambda);
  RscPathKnot knot;

  g_assert_cmpuint (track->n, ==, 12);
  g_assert_cmpuint (other, !=, curve->id);
  g_assert_true (rsc_path_curve_interpolate (curve, scene.scene.model.lambda, &knot));
  const double y = rsc_path_layout_to_py (lane, knot.value);
  for (int k = 0; k < 3; k++)
    {
      const double values[] = { knot.value, 0.4 * knot.value, 20 * knot.value };
      const guint32 own = pixels_pack (rsc_theme_get_neuron_color (&scene.scene.theme, curve->id));
      const guint32 odd = pixels_pack (rsc_theme_get_neuron_color (&scene.scene.theme, other));
      cairo_surface_t *surface;

      g_test_message ("picked: %g, on the curve: %g", values[k], knot.value);
      for (gsize id = 0; id < rsc_path_get_n_ids (scene.scene.path); id++)
        picked[id] = k == 0 || id == other ? values[k] : knot.value;
      rsc_path_plot_set_cursor (scene.picture, scene.scene.model.lambda, picked);
      surface = scene_draw (&scene);
      g_assert_true (pixels_are_close (pixels_get (surface, x, y), own, 8));
      if (k == 1)
        g_assert_true (pixels_are_close (
          pixels_get (surface, x, rsc_path_layout_to_py (lane, values[k])), odd, 8));
      if (k == 2)
        g_assert_true (
          pixels_are_close (pixels_get (surface, x, lane->rect.y + 0.4 * layout->em), odd, 8));
      cairo_surface_destroy (surface);
    }
  /* All of them elsewhere: the ring alone is left on the curve. */
  for (gsize id = 0; id < rsc_path_get_n_ids (scene.scene.path); id++)
    picked[id] = 0.4 * knot.value;
  rsc_path_plot_set_cursor (scene.picture, scene.scene.model.lambda, picked);
  cairo_surface_t *surface = scene_draw (&scene);
  g_assert_true (pixels_are_close (pixels_get (surface, x, y), ground, 8));
  g_assert_false (pixels_are_close (pixels_get (surface, x, y + 0.24 * layout->em), ground, 8));
  cairo_surface_destroy (surface);
  scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();

  g_test_add_func ("/path-parts/shapes", test_shapes);
  g_test_add_func ("/path-parts/no-label-is-lost", test_no_label_is_lost);
  g_test_add_func ("/path-parts/all-named-on-paper", test_all_named_on_paper);
  g_test_add_func ("/path-parts/labels-apart", test_labels_apart);
  g_test_add_func ("/path-parts/tube", test_tube);
  g_test_add_func ("/path-parts/side-by-side", test_side_by_side);
  g_test_add_func ("/path-parts/picked", test_picked);

  return g_test_run ();
}
