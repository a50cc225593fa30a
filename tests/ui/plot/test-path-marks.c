/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The marks of a path's events, in the picture of the path and on the timeline, and what is said of
 * them. */

#include "path-scene.h"
#include "pixels.h"

#include "ui/plot/rsc-path-plot.h"
#include "ui/plot/rsc-timeline-plot.h"
#include "ui/words/rsc-path-event-words.h"
#include <gsl/gsl_errno.h>
#include <math.h>

#define HEIGHT 300.0

static RscPicture *
lay_out_path (PathScene *self, double width)
{
  return rsc_path_plot_new (&self->model, &self->theme, self->cr, width, HEIGHT);
}

static RscPicture *
lay_out_timeline (PathScene *self, double ratio, double width)
{
  return rsc_timeline_plot_new (&self->model, ratio, 40.0, width - 40.0, &self->theme, self->cr,
                                width, ceil (RSC_TIMELINE_HEIGHT * self->theme.font_size));
}

/* ---- which event is in which mark ------------------------------------------------------------ */

/* Every event of the path is in exactly one mark of its kind, in its place, and the counts add up;
 * no mark covers another one, or what is not the picture. */
static void
assert_marks (const RscPathModel *model, const RscPathMarks *marks, RscRect frame)
{
  const gsize n_events = rsc_path_get_n_events (model->path);
  g_autofree guint *seen = g_new0 (guint, n_events + 1);
  gsize sum = 0;

  g_assert_nonnull (marks);
  for (gsize k = 0; k < rsc_path_marks_get_n (marks); k++)
    {
      const RscPathMark *mark = rsc_path_marks_get (marks, k);
      g_autofree gsize *stack = NULL;
      gsize n_stack;

      g_assert_cmpuint (mark->n, >, 0);
      sum += mark->n;
      for (gsize e = 0; e < mark->n; e++)
        {
          const RscPathEvent *event = rsc_path_get_event (model->path, mark->events[e]);
          const double x =
            frame.x
            + frame.width * log (event->lambda / model->lambda_max) / log (model->ratio_min);

          seen[mark->events[e]]++;
          g_assert_cmpint (event->kind, ==, mark->kind);
          g_assert_cmpfloat (x, >=, mark->x - 1e-6);
          g_assert_cmpfloat (x, <=, mark->last + 1e-6);
        }
      g_assert_cmpfloat (mark->box.y, >=, -1e-6);
      g_assert_cmpfloat (mark->box.y + mark->box.height, <=, frame.y + 1e-6);
      for (gsize j = 0; j < k; j++)
        {
          const RscRect p = mark->box, q = rsc_path_marks_get (marks, j)->box;

          g_assert_true (p.x >= q.x + q.width || q.x >= p.x + p.width
                         || p.y >= q.y + q.height - 1e-6 || q.y >= p.y + p.height - 1e-6);
        }
      /* It is where it can be seen, and what is above and below it is in its list. */
      g_assert_cmpint (rsc_path_marks_find (marks, mark->x, mark->y), ==, (gssize) k);
      stack = rsc_path_marks_dup_stack (marks, k, &n_stack);
      g_assert_cmpuint (n_stack, >=, mark->n);
      for (gsize e = 1; e < n_stack; e++)
        g_assert_cmpuint (stack[e], >, stack[e - 1]);
    }
  g_assert_cmpuint (sum, ==, n_events);
  for (gsize k = 0; k < n_events; k++)
    g_assert_cmpuint (seen[k], ==, 1);
}

static void
test_every_event (void)
{
  static const char *const names[] = { "checkerboard", "sine" };
  static const double widths[] = { 320.0, 560.0, 940.0, 1600.0 };

  for (gsize s = 0; s < G_N_ELEMENTS (names); s++)
    {
      PathScene scene;

      path_scene_init (&scene, names[s], 0.01);
      for (gsize w = 0; w < G_N_ELEMENTS (widths); w++)
        {
          g_autoptr (RscPicture) picture = lay_out_path (&scene, widths[w]);
          g_autoptr (RscPicture) timeline = lay_out_timeline (&scene, 0.1, widths[w]);
          const RscPathLayout *layout = rsc_picture_get_layout (picture);
          double left, right;

          g_assert_true (rsc_path_plot_get_extent (picture, &left, &right));
          g_assert_cmpfloat (left, ==, layout->frame.x);
          g_assert_cmpfloat (right, ==, layout->frame.x + layout->frame.width);
          assert_marks (&scene.model, rsc_path_plot_get_marks (picture), layout->frame);
          layout = rsc_picture_get_layout (timeline);
          assert_marks (&scene.model, rsc_timeline_plot_get_marks (timeline),
                        (RscRect){ 40.0, layout->strip.y, widths[w] - 80.0, 0.0 });
        }
      path_scene_clear (&scene);
    }
}

/* The checkerboard: four neurons enter near 0.71 λ_max and four leave near 0.65, which are some ten
 * pixels from each other and two marks all the same. */
static void
test_kinds_apart (void)
{
  g_autoptr (RscPicture) picture = NULL;
  const RscPathMarks *marks;
  PathScene scene;
  gsize entering = 0, leaving = 0;

  path_scene_init (&scene, "checkerboard", 1e-3);
  picture = lay_out_path (&scene, 940.0);
  marks = rsc_path_plot_get_marks (picture);
  for (gsize k = 0; k < rsc_path_marks_get_n (marks); k++)
    {
      const RscPathMark *mark = rsc_path_marks_get (marks, k);
      const RscPathEvent *event = rsc_path_get_event (scene.path, mark->events[0]);
      const double ratio = event->lambda / scene.model.lambda_max;

      if (mark->kind == RSC_PATH_ENTERS && fabs (ratio - 0.7095) < 1e-3)
        entering = mark->n;
      if (mark->kind == RSC_PATH_LEAVES && fabs (ratio - 0.6487) < 1e-3)
        leaving = mark->n;
    }
  g_assert_cmpuint (entering, ==, 4);
  g_assert_cmpuint (leaving, ==, 4);
  g_clear_pointer (&picture, rsc_picture_free);
  path_scene_clear (&scene);
}

/* ---- what they look like
 * ---------------------------------------------------------------------- */

static gsize
count_ink (cairo_surface_t *surface, const RscTheme *theme, RscRect area)
{
  gsize ink = 0;

  for (double y = area.y; y < area.y + area.height; y += 1.0)
    for (double x = area.x; x < area.x + area.width; x += 1.0)
      ink += pixels_get (surface, x, y) != pixels_pack (theme->background);
  return ink;
}

/* A hand on a mark finds it; its shape, its count and a legend are drawn. */
static void
test_drawn (void)
{
  const int width = 620;
  g_autoptr (RscPicture) picture = NULL;
  const RscPathMarks *marks;
  PathScene scene;
  guint kinds = 0;
  double left, right;

  path_scene_init (&scene, "checkerboard", 0.05);
  picture = lay_out_path (&scene, width);
  cairo_t *cr = pixels_begin (width, (int) HEIGHT);
  rsc_picture_draw (picture, RSC_LAYERS_ALL, cr);
  cairo_surface_t *surface = pixels_end (cr, width, (int) HEIGHT, TRUE);
  marks = rsc_path_plot_get_marks (picture);
  for (gsize k = 0; k < rsc_path_marks_get_n (marks); k++)
    {
      const RscPathMark *mark = rsc_path_marks_get (marks, k);
      const double edge = mark->last + 5.0;
      const RscRect box = mark->box;
      RscPathHit hit;

      rsc_path_plot_find (picture, mark->x, mark->y, &hit);
      g_assert_cmpint (hit.mark, ==, (gssize) k);
      g_assert_cmpint (hit.neuron, ==, -1);
      g_assert_false (hit.inside);
      kinds |= 1u << mark->kind;
      g_assert_cmpuint (
        count_ink (surface, &scene.theme, (RscRect){ box.x, box.y, edge - box.x, box.height }), >,
        10);
      if (mark->n > 1)
        g_assert_cmpuint (
          count_ink (surface, &scene.theme,
                     (RscRect){ edge, box.y, box.x + box.width - edge, box.height }),
          >, 5);
    }
  g_assert_true (kinds & (1u << RSC_PATH_ENTERS));
  g_assert_true (kinds & (1u << RSC_PATH_LEAVES));
  g_assert_true (kinds & (1u << RSC_PATH_NON_UNIQUE));
  rsc_path_plot_get_extent (picture, &left, &right);
  g_assert_cmpuint (count_ink (surface, &scene.theme, (RscRect){ left, 4.0, 200.0, 14.0 }), >, 200);
  cairo_surface_destroy (surface);
  g_clear_pointer (&picture, rsc_picture_free);
  path_scene_clear (&scene);
}

/* ---- the timeline
 * -------------------------------------------------------------------------------- */

/* The hand gets the λ that is drawn there, of the nearest end beyond the ends, and the cursor is
 * where λ is. */
static void
test_timeline (void)
{
  const int width = 640, height = 68;
  static const double ratios[] = { 1.0, 0.2, 0.03, 1e-3, 1e-5 };
  g_autoptr (RscPicture) picture = NULL;
  PathScene scene;
  RscTimelineHit hit;

  path_scene_init (&scene, "xor", 1e-3);
  picture = lay_out_timeline (&scene, 0.1, width);
  rsc_timeline_plot_find (picture, 40.0, 50.0, &hit);
  g_assert_cmpfloat (hit.ratio, ==, 1.0);
  rsc_timeline_plot_find (picture, 0.0, 50.0, &hit);
  g_assert_cmpfloat (hit.ratio, ==, 1.0);
  rsc_timeline_plot_find (picture, 0.5 * width, 50.0, &hit);
  g_assert_cmpfloat_with_epsilon (log10 (hit.ratio), -1.5, 1e-9);
  rsc_timeline_plot_find (picture, width, 50.0, &hit);
  g_assert_cmpfloat_with_epsilon (hit.ratio, 1e-3, 1e-15);
  for (gsize k = 0; k < G_N_ELEMENTS (ratios); k++)
    {
      const double x = 40.0 + (width - 80.0) * MIN (log10 (ratios[k]) / -3.0, 1.0);
      const guint32 accent = pixels_pack (scene.theme.accent);
      int first = width, last = -1;

      rsc_timeline_plot_set_ratio (picture, ratios[k]);
      cairo_t *cr = pixels_begin (width, height);
      rsc_picture_draw (picture, RSC_LAYERS_ALL, cr);
      cairo_surface_t *surface = pixels_end (cr, width, height, TRUE);
      for (int px = 0; px < width; px++)
        for (int py = 0; py < height; py++)
          if (pixels_get (surface, px, py) == accent)
            {
              first = MIN (first, px);
              last = MAX (last, px);
            }
      g_assert_cmpfloat (fabs (0.5 * (first + last + 1) - x), <, 1.1);
      cairo_surface_destroy (surface);
    }
  g_clear_pointer (&picture, rsc_picture_free);

  /* Before there is a path λ has its place all the same. */
  scene.model.path = NULL;
  picture = lay_out_timeline (&scene, 0.1, width);
  g_assert_null (rsc_timeline_plot_get_marks (picture));
  rsc_timeline_plot_find (picture, 0.5 * width, 10.0, &hit);
  g_assert_cmpint (hit.mark, ==, -1);
  g_assert_cmpfloat_with_epsilon (log10 (hit.ratio), -1.5, 1e-9);
  g_clear_pointer (&picture, rsc_picture_free);
  path_scene_clear (&scene);
}

/* ---- words
 * ------------------------------------------------------------------------------------- */

static void
take (char *words, const char *expected)
{
  g_test_message ("%s", words);
  g_assert_nonnull (words);
  g_assert_nonnull (strstr (words, expected));
  g_free (words);
}

/* At every event a sentence with its counts; between them what holds and what comes. */
static void
test_sentences (void)
{
  PathScene scene;
  double lambda_max;
  gsize before = 0, n_rises = 0;

  path_scene_init (&scene, "checkerboard", 0.05);
  lambda_max = scene.model.lambda_max;
  g_assert_null (rsc_path_event_words_dup_here (NULL, FALSE, 1.0));
  for (gsize from = 0, to; from < rsc_path_get_n_events (scene.path); from = to)
    {
      const double lambda = rsc_path_get_event (scene.path, from)->lambda;
      g_autofree char *here = rsc_path_event_words_dup_here (scene.path, TRUE, lambda);
      gsize counts[RSC_PATH_NARROWEST + 1] = { 0 }, width = before;

      g_test_message ("%g: %s", lambda / lambda_max, here);
      for (to = from; to < rsc_path_get_n_events (scene.path)
                      && rsc_path_event_words_are_together (scene.path, from, to);
           to++)
        {
          const RscPathEvent *event = rsc_path_get_event (scene.path, to);

          counts[event->kind]++;
          width = event->kind == RSC_PATH_NARROWEST ? event->width : width;
        }
      if (counts[RSC_PATH_ENTERS] > 1)
        {
          g_autofree char *words =
            g_strdup_printf ("%" G_GSIZE_FORMAT " neurons enter", counts[RSC_PATH_ENTERS]);
          g_assert_nonnull (strstr (here, words));
        }
      if (counts[RSC_PATH_LEAVES] > 1)
        {
          g_autofree char *words =
            g_strdup_printf ("%" G_GSIZE_FORMAT " neurons leave", counts[RSC_PATH_LEAVES]);
          g_assert_nonnull (strstr (here, words));
        }
      g_assert_true ((counts[RSC_PATH_NON_UNIQUE] > 0)
                     == (strstr (here, "everal networks are optimal from here on") != NULL
                         || strstr (here, "everal networks are optimal and") != NULL));
      /* More neurons than before are needed, fewer are enough. */
      const gboolean rises = width > before;
      g_assert_true ((counts[RSC_PATH_NARROWEST] > 0 && !rises)
                     == (strstr (here, "enough") != NULL));
      g_assert_true ((counts[RSC_PATH_NARROWEST] > 0 && rises)
                     == (strstr (here, "needed") != NULL));
      n_rises += rises;
      before = width;
    }
  g_assert_cmpuint (n_rises, >, 0);
  take (rsc_path_event_words_dup_here (scene.path, TRUE, 0.68 * lambda_max),
        "One network is optimal here; at 0.6487 λₘₐₓ 4 neurons leave");
  take (rsc_path_event_words_dup_here (scene.path, TRUE, 0.1 * lambda_max),
        "Several are optimal here, dimension 3; nothing more happens down to 0.05 λₘₐₓ");
  take (rsc_path_event_words_dup_here (scene.path, TRUE, 0.01 * lambda_max),
        "Below the end of the path");
  take (rsc_path_event_words_dup_here (scene.path, FALSE, 0.01 * lambda_max), "not known here yet");
  path_scene_clear (&scene);
}

/* A mark says how far it reaches, a row of a list which neurons. */
static void
test_lists (void)
{
  g_autoptr (RscPicture) picture = NULL;
  const RscPathMarks *marks;
  PathScene scene;
  gsize n_spread = 0;

  path_scene_init (&scene, "checkerboard", 1e-3);
  picture = lay_out_path (&scene, 200.0);
  marks = rsc_path_plot_get_marks (picture);
  for (gsize k = 0; k < rsc_path_marks_get_n (marks); k++)
    {
      const RscPathMark *mark = rsc_path_marks_get (marks, k);
      g_autofree char *words =
        rsc_path_event_words_dup_mark (scene.path, mark->events, mark->n, NULL);
      g_autofree char *what =
        rsc_path_event_words_dup_what (scene.path, mark->events, mark->n, NULL);
      g_autofree char *count = g_strdup_printf ("%" G_GSIZE_FORMAT " neurons", mark->n);
      const gboolean spread =
        !rsc_path_event_words_are_together (scene.path, mark->events[0], mark->events[mark->n - 1]);

      g_test_message ("%s", words);
      g_assert_true (g_str_has_prefix (words, spread ? "From " : mark->n == 1 ? "" : "At "));
      n_spread += spread;
      if (mark->kind > RSC_PATH_LEAVES || mark->n == 1)
        continue;
      g_assert_nonnull (strstr (words, count));
      for (gsize e = 0; e < mark->n; e++)
        {
          g_autofree char *number = g_strdup_printf (
            "%" G_GSIZE_FORMAT, rsc_path_get_event (scene.path, mark->events[e])->neuron + 1);
          g_assert_nonnull (strstr (strchr (what, '('), number));
        }
    }
  g_assert_cmpuint (n_spread, >, 0);
  g_clear_pointer (&picture, rsc_picture_free);
  path_scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/path-marks/every-event", test_every_event);
  g_test_add_func ("/path-marks/kinds-apart", test_kinds_apart);
  g_test_add_func ("/path-marks/drawn", test_drawn);
  g_test_add_func ("/path-marks/timeline", test_timeline);
  g_test_add_func ("/path-marks/sentences", test_sentences);
  g_test_add_func ("/path-marks/lists", test_lists);
  return g_test_run ();
}
