/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pixels.h"
#include "problems.h"

#include "ui/plot/rsc-pruning-layout.h"
#include "ui/plot/rsc-pruning-plot.h"
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>

static void
pick (const RscPruningModel *model,
      const RscTheme *theme,
      double width,
      double height,
      double x,
      double y,
      RscPruningHit *hit)
{
  cairo_t *cr = rsc_picture_create_measuring ();
  g_autoptr (RscPicture) picture = rsc_pruning_plot_new (model, theme, cr, width, height);

  rsc_pruning_plot_find (picture, x, y, hit);
  cairo_destroy (cr);
}

static cairo_surface_t *
draw (const RscPruningModel *model, const RscTheme *theme, int width, int height)
{
  cairo_t *cr = pixels_begin (width, height);

  rsc_pruning_plot_draw (model, theme, cr, width, height);
  return pixels_end (cr, width, height, TRUE);
}

static int
count_color (cairo_surface_t *surface, guint32 color, int x0, int y0, int x1, int y1)
{
  int count = 0;

  for (int y = y0; y < y1; y++)
    for (int x = x0; x < x1; x++)
      count += pixels_are_close (pixels_get (surface, x, y), color, 3);
  return count;
}

static RscPruning *
go_on (RscPruning *start, RscPruningMethod method, RscPruningUntil until)
{
  RscPruningMove move;
  g_autoptr (GError) error = NULL;

  rsc_pruning_move_init (&move);
  move.method = method;
  move.until = until;
  RscPruning *walk = rsc_pruning_go_on (start, 0, &move, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  rsc_pruning_unref (start);
  return walk;
}

/* From the middle of the 12-gon's set: 12 neurons, 7 at the end of the exact phase. */
static RscPruning *
make_start (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscOptimalSet) set = set_of_gallery (name, RSC_ACTIVATION_RELU, 0.1);
  RscPruning *start =
    rsc_pruning_new_from_set (set, rsc_optimal_set_get_interior (set), NULL, NULL, &error);
  g_assert_no_error (error);
  return start;
}

static RscPruning *
make_random (gsize n, gsize m)
{
  g_autoptr (GError) error = NULL;
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  g_autofree double *x = g_new (double, 2 * n);
  g_autofree double *y = g_new (double, n);
  g_autofree double *hidden = g_new (double, 3 * m + 1);
  g_autofree double *output = g_new (double, m + 1);

  gsl_rng_set (rng, 5);
  for (gsize k = 0; k < 2 * n; k++)
    x[k] = gsl_ran_gaussian (rng, 1.0);
  for (gsize k = 0; k < n; k++)
    y[k] = gsl_ran_gaussian (rng, 1.0);
  for (gsize k = 0; k < 3 * m; k++)
    hidden[k] = gsl_ran_gaussian (rng, 1.0);
  for (gsize k = 0; k < m; k++)
    output[k] = gsl_ran_gaussian (rng, 1.0);
  gsl_rng_free (rng);
  g_autoptr (RscDataset) dataset = rsc_dataset_new ("random", n, 2, x, y, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RscNetwork) network = rsc_network_new (m, 3, TRUE, hidden, output, NULL);
  RscPruning *start = rsc_pruning_new (dataset, NULL, network, 0.1, NULL, NULL, &error);
  g_assert_no_error (error);
  return start;
}

static void
test_words (void)
{
  RscPruningModel model;
  RscTheme theme;
  RscPruningHit hit;

  rsc_theme_init (&theme, FALSE);
  rsc_pruning_model_init (&model);
  g_autoptr (RscPruning) zero = make_random (5, 0);
  for (int k = 0; k < 2; k++)
    {
      cairo_surface_t *surface = draw (&model, &theme, 420, 260);
      guint32 ground = pixels_pack (theme.background);
      g_assert_cmpint (420 * 260 - count_color (surface, ground, 0, 0, 420, 260), >, 50);
      /* Words in the middle and nothing else. */
      g_assert_cmpint (count_color (surface, ground, 0, 0, 420, 90), ==, 420 * 90);
      cairo_surface_destroy (surface);
      pick (&model, &theme, 420, 260, 200, 100, &hit);
      g_assert_false (hit.inside);
      g_assert_cmpint (hit.neuron, ==, -1);
      model.pruning = zero;
    }
}

/* Every column is found under the pointer, in order, once; rows likewise. */
static void
test_pick (void)
{
  g_autoptr (RscPruning) walk = make_start ("polygon-12");
  RscPruningModel model;
  RscTheme theme;
  RscPruningHit hit;
  static const int sizes[][2] = { { 420, 260 }, { 1200, 700 }, { 300, 500 }, { 200, 90 } };

  rsc_theme_init (&theme, FALSE);
  rsc_pruning_model_init (&model);
  model.pruning = walk;
  for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      gssize neuron = -1, point = -1;
      int first = -1, last = -1;
      for (int x = 0; x < sizes[s][0]; x++)
        {
          pick (&model, &theme, sizes[s][0], sizes[s][1], x + 0.5, 0.35 * sizes[s][1], &hit);
          if (!hit.inside)
            {
              g_assert_cmpint (hit.neuron, ==, -1);
              continue;
            }
          first = first < 0 ? x : first;
          last = x;
          g_assert_cmpint (hit.neuron, >=, neuron);
          g_assert_cmpint (hit.neuron, <=, neuron + 1);
          neuron = hit.neuron;
        }
      g_assert_cmpint (neuron, ==, 11);
      for (int y = 0; y < sizes[s][1]; y++)
        {
          pick (&model, &theme, sizes[s][0], sizes[s][1], 0.5 * (first + last), y + 0.5, &hit);
          if (hit.point < 0)
            continue;
          g_assert_cmpint (hit.point, >=, point);
          g_assert_cmpint (hit.point, <=, point + 1);
          point = hit.point;
        }
      g_assert_cmpint (point, ==, 11);
    }
}

/* Middle and edges of a column as the pointer finds them. */
static void
find_column (const RscPruningModel *model,
             const RscTheme *theme,
             int width,
             int height,
             gssize neuron,
             int *x0,
             int *x1)
{
  RscPruningHit hit;

  *x0 = -1;
  for (int x = 0; x < width; x++)
    {
      pick (model, theme, width, height, x + 0.5, 0.3 * height, &hit);
      if (hit.neuron != neuron)
        continue;
      *x0 = *x0 < 0 ? x : *x0;
      *x1 = x + 1;
    }
  g_assert_cmpint (*x0, >=, 0);
}

/* Cells have the colour of the activation, as the pointer finds them; both themes. */
static void
test_cells (void)
{
  g_autoptr (RscPruning) walk = make_start ("checkerboard-9");
  const gsize m = rsc_pruning_get_start_width (walk);
  const gsize n = rsc_dataset_get_n (rsc_pruning_get_dataset (walk));
  g_autofree double *c = g_new (double, n *m);

  rsc_pruning_get_activations (walk, 0, c);
  for (int dark = 0; dark < 2; dark++)
    {
      RscPruningModel model;
      RscTheme theme;
      RscPruningHit hit;
      int checked = 0;
      rsc_theme_init (&theme, dark);
      rsc_pruning_model_init (&model);
      model.pruning = walk;
      cairo_surface_t *surface = draw (&model, &theme, 900, 600);
      guint32 zero = pixels_pack (rsc_theme_get_diverging (&theme, 0.0));
      for (int y = 0; y < 600; y += 7)
        for (int x = 0; x < 900; x += 7)
          {
            gboolean same = TRUE;
            pick (&model, &theme, 900, 600, x, y, &hit);
            if (hit.point < 0)
              continue;
            /* Not at the edge of a cell. */
            for (int k = 0; k < 4; k++)
              {
                RscPruningHit near;
                pick (&model, &theme, 900, 600, x + (k % 2 ? 4 : -4), y + (k / 2 ? 4 : -4), &near);
                same = same && near.neuron == hit.neuron && near.point == hit.point;
              }
            if (!same)
              continue;
            double value = c[(gsize) hit.point * m + (gsize) hit.neuron];
            guint32 pixel = pixels_get (surface, x, y);
            if (fabs (value) < 1e-12)
              g_assert_true (pixels_are_close (pixel, zero, 3));
            else if (fabs (value) > 0.05)
              {
                RscColor blue = rsc_theme_get_diverging (&theme, -1.0);
                int red = (int) (pixel >> 16), other = (int) (pixel & 0xff);
                g_assert_cmpfloat (blue.blue, >, blue.red);
                if (value > 0.0)
                  g_assert_cmpint (red, >, other);
                else
                  g_assert_cmpint (red, <, other);
              }
            checked++;
          }
      g_assert_cmpint (checked, >, 1000);
      cairo_surface_destroy (surface);
    }
}

/* The neuron that goes is marked in its column and nowhere else; those that went before are
 * grey. */
static void
test_marks (void)
{
  g_autoptr (RscPruning) walk =
    go_on (make_start ("polygon-12"), RSC_PRUNING_OPTIMAL_LS, RSC_PRUNING_TO_MINIMAL);
  RscPruningModel model;
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  rsc_pruning_model_init (&model);
  model.pruning = walk;
  for (gsize k = 0; k < rsc_pruning_get_n_states (walk); k++)
    {
      const RscPruningState *state = rsc_pruning_get_state (walk, k);
      model.state = k;
      cairo_surface_t *surface = draw (&model, &theme, 900, 600);
      for (gsize i = 0; i < 12; i++)
        {
          int x0, x1;
          gboolean going =
            k > 0 && state->norms[i] == 0.0 && rsc_pruning_get_state (walk, k - 1)->norms[i] != 0.0;
          gboolean gone = state->norms[i] == 0.0 && !going;
          find_column (&model, &theme, 900, 600, (gssize) i, &x0, &x1);
          int accent = count_color (surface, pixels_pack (theme.accent), x0 + 5, 60, x1 - 5, 600);
          if (going)
            g_assert_cmpint (accent, >, 30);
          else
            g_assert_cmpint (accent, ==, 0);
          int grey = count_color (surface, pixels_pack (theme.grid), x0 + 5, 60, x1 - 5, 250);
          if (gone)
            g_assert_cmpint (grey, >, 2000);
          else
            g_assert_cmpint (grey, ==, 0);
        }
      cairo_surface_destroy (surface);
    }
}

/* Bars of β: above the line where positive, below it where negative, none where 0. */
static void
test_bars (void)
{
  g_autoptr (RscPruning) walk =
    go_on (make_start ("polygon-12"), RSC_PRUNING_OPTIMAL_LS, RSC_PRUNING_TO_MINIMAL);
  RscPruningModel model;
  RscTheme theme;
  int positive = 0, negative = 0;

  rsc_theme_init (&theme, FALSE);
  rsc_pruning_model_init (&model);
  model.pruning = walk;
  for (gsize k = 1; k < rsc_pruning_get_n_states (walk); k++)
    {
      const RscPruningState *state = rsc_pruning_get_state (walk, k);
      model.state = k;
      cairo_surface_t *surface = draw (&model, &theme, 900, 600);
      /* The removed neuron has β = 1: the bottom of its bar is the zero line. */
      int x0, x1, zero = 0;
      find_column (&model, &theme, 900, 600, state->removed, &x0, &x1);
      for (int y = 300; y < 450; y++)
        if (pixels_are_close (pixels_get (surface, (x0 + x1) / 2, y), pixels_pack (theme.accent),
                              3))
          zero = y + 1;
      g_assert_cmpint (zero, >, 300);
      for (gsize i = 0; i < 12; i++)
        {
          guint32 color = pixels_pack (rsc_theme_get_neuron_color (&theme, i));
          int middle, above, below;
          /* What goes has the accent's colour: here two may go at once. */
          if (state->norms[i] == 0.0)
            continue;
          find_column (&model, &theme, 900, 600, (gssize) i, &x0, &x1);
          middle = (x0 + x1) / 2;
          above = count_color (surface, color, middle, zero - 90, middle + 1, zero - 1);
          below = count_color (surface, color, middle, zero + 2, middle + 1, zero + 40);
          if (state->beta[i] > 0.1)
            g_assert_cmpint (above, >, 2);
          if (state->beta[i] >= 0.0)
            g_assert_cmpint (below, ==, 0);
          if (state->beta[i] < -0.1)
            g_assert_cmpint (below, >, 2);
          if (state->beta[i] <= 0.0)
            g_assert_cmpint (above, ==, 0);
          positive += state->beta[i] > 0.1;
          negative += state->beta[i] < -0.1;
        }
      cairo_surface_destroy (surface);
    }
  g_assert_cmpint (positive, >, 3);
  g_assert_cmpint (negative, >, 3);
}

/* Singular values that do not count are marked, with the gap, as long as there are any. */
static void
test_gap (void)
{
  g_autoptr (RscPruning) walk =
    go_on (make_start ("polygon-12"), RSC_PRUNING_OPTIMAL_LS, RSC_PRUNING_TO_MINIMAL);
  RscPruningModel model;
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  rsc_pruning_model_init (&model);
  model.pruning = walk;
  for (int end = 0; end < 2; end++)
    {
      model.state = end ? rsc_pruning_get_n_states (walk) - 1 : 0;
      cairo_surface_t *surface = draw (&model, &theme, 900, 600);
      int accent = count_color (surface, pixels_pack (theme.accent), 700, 60, 900, 600);
      if (end)
        g_assert_cmpint (accent, ==, 0);
      else
        g_assert_cmpint (accent, >, 50);
      cairo_surface_destroy (surface);
    }
}

/* Bars of norms are a quarter ground. */
static guint32
get_bar_color (const RscTheme *theme, gsize label)
{
  RscColor c = rsc_theme_get_neuron_color (theme, label);
  RscColor g = theme->background;
  RscColor mixed = { 0.75 * c.red + 0.25 * g.red, 0.75 * c.green + 0.25 * g.green,
                     0.75 * c.blue + 0.25 * g.blue, 1.0 };
  return pixels_pack (mixed);
}

/* Labels choose the colours; selection and hover are seen. */
static void
test_labels (void)
{
  g_autoptr (RscPruning) walk = make_start ("polygon-12");
  static const gsize labels[12] = { 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0 };
  RscPruningModel model;
  RscTheme theme;
  int x0, x1;

  rsc_theme_init (&theme, FALSE);
  rsc_pruning_model_init (&model);
  model.pruning = walk;
  cairo_surface_t *plain = draw (&model, &theme, 900, 600);
  find_column (&model, &theme, 900, 600, 0, &x0, &x1);
  guint32 first = get_bar_color (&theme, 0), last = get_bar_color (&theme, 11);
  g_assert_cmpint (count_color (plain, first, x0, 20, x1, 600), >, 20);
  g_assert_cmpint (count_color (plain, last, x0, 20, x1, 600), ==, 0);
  model.labels = labels;
  cairo_surface_t *labelled = draw (&model, &theme, 900, 600);
  g_assert_cmpint (count_color (labelled, last, x0, 20, x1, 600), >, 20);
  g_assert_cmpint (count_color (labelled, first, x0, 20, x1, 600), ==, 0);
  cairo_surface_destroy (labelled);
  model.labels = NULL;
  for (int k = 0; k < 2; k++)
    {
      model.selected = k == 0 ? 5 : -1;
      model.hovered = k == 0 ? -1 : 5;
      cairo_surface_t *marked = draw (&model, &theme, 900, 600);
      g_assert_cmpint (pixels_count_differences (plain, marked, 0, 0, 900, 600), >, 2000);
      /* All of it in that column. */
      find_column (&model, &theme, 900, 600, 5, &x0, &x1);
      for (int y = 0; y < 600; y++)
        for (int x = 0; x < 900; x++)
          if (x < x0 - 3 || x > x1 + 3)
            g_assert_cmphex (pixels_get (marked, x, y), ==, pixels_get (plain, x, y));
      cairo_surface_destroy (marked);
    }
  cairo_surface_destroy (plain);
}

static void
test_degenerate (void)
{
  static const int sizes[][2] = { { 420, 260 }, { 420, 110 }, { 1200, 700 }, { 200, 600 },
                                  { 59, 59 },   { 1, 1 },     { 30, 3 },     { 3, 300 } };
  static const gsize shapes[][2] = { { 1, 1 }, { 1, 7 }, { 4, 1 }, { 40, 64 }, { 20, 200 } };
  static const RscPruningMethod methods[] = { RSC_PRUNING_OPTIMAL_LS, RSC_PRUNING_MAGNITUDE };

  for (gsize s = 0; s < G_N_ELEMENTS (shapes); s++)
    for (gsize k = 0; k < G_N_ELEMENTS (methods); k++)
      {
        g_autoptr (RscPruning) walk =
          go_on (make_random (shapes[s][0], shapes[s][1]), methods[k], RSC_PRUNING_TO_ZERO);
        gsize last = rsc_pruning_get_n_states (walk) - 1;
        gsize states[] = { 0, 1, last / 2, last, last + 100 };
        for (gsize t = 0; t < G_N_ELEMENTS (states); t++)
          for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
            {
              RscPruningModel model;
              RscTheme theme;
              RscPruningHit hit;
              rsc_theme_init (&theme, i % 2);
              theme.font_size = t == 3 ? 30.0 : 12.0;
              rsc_pruning_model_init (&model);
              model.pruning = walk;
              model.state = states[t];
              model.selected = t == 1 ? 0 : t == 2 ? 5000 : -1;
              model.hovered = t == 2 ? 0 : -1;
              cairo_surface_destroy (draw (&model, &theme, sizes[i][0], sizes[i][1]));
              pick (&model, &theme, sizes[i][0], sizes[i][1], 0.5 * sizes[i][0], 0.4 * sizes[i][1],
                    &hit);
              g_assert_cmpint (hit.neuron, <, (gssize) shapes[s][1]);
              g_assert_cmpint (hit.point, <, (gssize) shapes[s][0]);
              pick (&model, &theme, sizes[i][0], sizes[i][1], NAN, NAN, &hit);
              g_assert_false (hit.inside);
            }
      }
}

/* A thousand neurons: an image in place of cells, in the same colours. */
static void
test_many (void)
{
  g_autoptr (RscPruning) walk = make_random (60, 1000);
  RscPruningModel model;
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  rsc_pruning_model_init (&model);
  model.pruning = walk;
  cairo_surface_t *surface = draw (&model, &theme, 900, 600);
  int warm = 0, cold = 0;
  for (int y = 60; y < 250; y++)
    for (int x = 60; x < 640; x++)
      {
        guint32 pixel = pixels_get (surface, x, y);
        int red = (int) (pixel >> 16), blue = (int) (pixel & 0xff);
        warm += red > blue + 20;
        cold += blue > red + 20;
      }
  g_assert_cmpint (warm, >, 12000);
  g_assert_cmpint (cold, >, 12000);
  cairo_surface_destroy (surface);
}

/* From the axis' side of a column the first run of three pixels that are exactly one of the two. */
static guint32
find_dot (cairo_surface_t *surface, double x, double from, double to, guint32 a, guint32 b)
{
  double step = from < to ? 1.0 : -1.0;
  int run = 0;
  guint32 last = 0;

  for (double y = from; step * (to - y) > 0.0; y += step)
    {
      guint32 color = pixels_get (surface, x, y);
      run = (color == a || color == b) && color == last ? run + 1 : 1;
      last = color;
      if (run == 3 && (color == a || color == b))
        return color;
    }
  return 0;
}

/* Singular values above the gap count for the rank, those below stand out. */
static void
test_singular_colors (void)
{
  g_autoptr (RscPruning) start = make_start ("polygon-12");
  const RscPruningState *state = rsc_pruning_get_state (start, 0);
  RscPruningModel model;
  RscPruningLayout layout;
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  rsc_pruning_model_init (&model);
  model.pruning = start;
  rsc_pruning_layout_init (&layout, &model, &theme, 900.0, 500.0);
  cairo_surface_t *surface = draw (&model, &theme, 900, 500);
  g_assert_cmpuint (state->rank, <, state->n_singular);
  double left = layout.singular.x + 3.3 * layout.em,
         width = layout.singular.width - 3.3 * layout.em;
  double top = layout.singular.y + 2.6 * layout.em;
  double bottom = layout.singular.y + layout.singular.height;
  for (gsize k = 0; k < state->n_singular; k++)
    {
      double x = left + ((double) k + 0.5) / (double) state->n_singular * width;
      gboolean counts = k < state->rank;
      guint32 color = find_dot (surface, x, counts ? top : bottom - 2.0, counts ? bottom : top,
                                pixels_pack (theme.foreground), pixels_pack (theme.accent));
      g_assert_cmphex (color, ==, pixels_pack (counts ? theme.foreground : theme.accent));
    }
  cairo_surface_destroy (surface);
  rsc_pruning_layout_clear (&layout);
}

/* How often a colour comes and goes along a column. */
static int
count_changes (cairo_surface_t *surface, guint32 color, double x, double y0, double y1)
{
  gboolean was = FALSE;
  int changes = 0;

  for (double y = y0; y < y1; y += 1.0)
    {
      gboolean is = pixels_are_close (pixels_get (surface, x, y), color, 90);
      changes += is != was;
      was = is;
    }
  return changes;
}

/* The norm that goes is only an outline, and that in dashes; one that stays has a whole outline. */
static void
test_norm_outlines (void)
{
  g_autoptr (RscPruning) walk =
    go_on (make_start ("polygon-12"), RSC_PRUNING_OPTIMAL_LS, RSC_PRUNING_ONE_STEP);
  const RscPruningState *state = rsc_pruning_get_state (walk, 1);
  RscPruningModel model;
  RscPruningLayout layout;
  RscTheme theme;
  int changes[2] = { 0, 0 };

  rsc_theme_init (&theme, FALSE);
  rsc_pruning_model_init (&model);
  model.pruning = walk;
  model.state = 1;
  rsc_pruning_layout_init (&layout, &model, &theme, 1000.0, 700.0);
  cairo_surface_t *surface = draw (&model, &theme, 1000, 700);
  double cell = layout.heat.width / (double) layout.m, bar = MIN (0.72 * cell, 3.2 * layout.em);
  for (gsize i = 0; i < layout.m; i++)
    {
      gboolean going = state->norms[i] == 0.0;
      RscColor color = going ? theme.accent : rsc_theme_get_neuron_color (&theme, i);
      double x = rsc_pruning_layout_get_column_x (&layout, (double) i + 0.5) - 0.5 * bar;
      int most = 0;

      /* Whichever of the pixels near the edge holds the line. */
      for (double shift = -1.0; shift <= 1.0; shift += 1.0)
        most = MAX (most, count_changes (surface, pixels_pack (color), x + shift, layout.norms.y,
                                         layout.norms.y + layout.norms.height - 3.0));
      changes[going] = MAX (changes[going], most);
    }
  g_assert_cmpint (changes[0], >=, 1);
  g_assert_cmpint (changes[0], <=, 3);
  g_assert_cmpint (changes[1], >=, 6);
  cairo_surface_destroy (surface);
  rsc_pruning_layout_clear (&layout);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pruning-plot/words", test_words);
  g_test_add_func ("/pruning-plot/pick", test_pick);
  g_test_add_func ("/pruning-plot/cells", test_cells);
  g_test_add_func ("/pruning-plot/marks", test_marks);
  g_test_add_func ("/pruning-plot/bars", test_bars);
  g_test_add_func ("/pruning-plot/gap", test_gap);
  g_test_add_func ("/pruning-plot/labels", test_labels);
  g_test_add_func ("/pruning-plot/degenerate", test_degenerate);
  g_test_add_func ("/pruning-plot/many", test_many);
  g_test_add_func ("/pruning-plot/singular-colors", test_singular_colors);
  g_test_add_func ("/pruning-plot/norm-outlines", test_norm_outlines);
  return g_test_run ();
}
