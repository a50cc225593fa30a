/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-import.h"
#include "pixels.h"

#include "ui/plot/rsc-function-plot.h"
#include "ui/plot/rsc-function-layout.h"
#include "ui/plot/rsc-slice-zeros.h"
#include "ui/plot/rsc-slice.h"
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

static RscDataset *
make_dataset (gsize n, gsize d, const double *x, const double *y)
{
  g_autoptr (GError) error = NULL;
  RscDataset *dataset = rsc_dataset_new ("test", n, d, x, y, NULL, NULL, &error);
  g_assert_no_error (error);
  return dataset;
}

static RscDataset *
make_random_dataset (gsize n, gsize d, double scale, gulong seed)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  g_autofree double *x = g_new (double, n *d + 1);
  g_autofree double *y = g_new (double, n);

  gsl_rng_set (rng, seed);
  for (gsize k = 0; k < n * d; k++)
    x[k] = scale * gsl_ran_gaussian (rng, 1.0);
  for (gsize k = 0; k < n; k++)
    y[k] = scale * gsl_ran_gaussian (rng, 1.0);
  gsl_rng_free (rng);
  return make_dataset (n, d, x, y);
}

static RscNetwork *
make_random_network (gsize m, gsize d, gboolean bias, gboolean gated, double scale, gulong seed)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  gsize columns = d + (bias ? 1 : 0);
  g_autofree double *hidden = g_new (double, m *columns + 1);
  g_autofree double *gates = g_new (double, m *columns + 1);
  g_autofree double *output = g_new (double, m + 1);

  gsl_rng_set (rng, seed);
  for (gsize k = 0; k < m * columns; k++)
    {
      hidden[k] = gsl_ran_gaussian (rng, 1.0);
      gates[k] = gsl_ran_gaussian (rng, 1.0);
    }
  for (gsize k = 0; k < m; k++)
    output[k] = scale * gsl_ran_gaussian (rng, 1.0);
  gsl_rng_free (rng);
  return rsc_network_new (m, columns, bias, hidden, output, gated ? gates : NULL);
}

static void
pick (const RscFunctionModel *model,
      const RscTheme *theme,
      double width,
      double height,
      double x,
      double y,
      RscFunctionHit *hit)
{
  cairo_t *cr = rsc_picture_create_measuring ();
  g_autoptr (RscPicture) picture = rsc_function_plot_new (model, theme, cr, width, height);

  rsc_function_plot_find (picture, x, y, hit);
  cairo_destroy (cr);
}

static cairo_surface_t *
draw (const RscFunctionModel *model, const RscTheme *theme, int width, int height)
{
  cairo_t *cr = pixels_begin (width, height);

  rsc_function_plot_draw (model, theme, cr, width, height);
  return pixels_end (cr, width, height, TRUE);
}

/* Where data coordinates are in the picture: the picks of two places give the map. */
static void
locate (const RscFunctionModel *model,
        const RscTheme *theme,
        double width,
        double height,
        double x,
        double y,
        double *px,
        double *py)
{
  RscFunctionHit a, b;
  pick (model, theme, width, height, 100.0, 100.0, &a);
  pick (model, theme, width, height, 200.0, 200.0, &b);
  *px = 100.0 + 100.0 * (x - a.x) / (b.x - a.x);
  *py = 100.0 + 100.0 * (y - a.y) / (b.y - a.y);
}

static void
test_modes (void)
{
  RscFunctionModel model;
  g_autoptr (RscDataset) one = make_random_dataset (5, 1, 1.0, 1);
  g_autoptr (RscDataset) two = make_random_dataset (5, 2, 1.0, 1);
  g_autoptr (RscDataset) five = make_random_dataset (5, 5, 1.0, 1);
  g_autoptr (RscDataset) none = make_random_dataset (5, 0, 1.0, 1);

  rsc_function_model_init (&model);
  g_assert_cmpint (rsc_function_model_get_effective_mode (&model), ==, RSC_FUNCTION_VALUE);
  model.dataset = one;
  model.mode = RSC_FUNCTION_SLICE;
  g_assert_cmpint (rsc_function_model_get_effective_mode (&model), ==, RSC_FUNCTION_VALUE);
  model.dataset = two;
  model.mode = RSC_FUNCTION_ENVELOPE;
  g_assert_cmpint (rsc_function_model_get_effective_mode (&model), ==, RSC_FUNCTION_ENVELOPE);
  model.dataset = five;
  model.mode = RSC_FUNCTION_VALUE;
  g_assert_cmpint (rsc_function_model_get_effective_mode (&model), ==, RSC_FUNCTION_FIT);
  model.mode = RSC_FUNCTION_SLICE;
  g_assert_cmpint (rsc_function_model_get_effective_mode (&model), ==, RSC_FUNCTION_SLICE);
  model.dataset = none;
  model.mode = RSC_FUNCTION_VALUE;
  g_assert_cmpint (rsc_function_model_get_effective_mode (&model), ==, RSC_FUNCTION_FIT);
}

static void
test_draw_everything (void)
{
  static const int sizes[][2] = { { 360, 300 }, { 130, 90 }, { 40, 200 }, { 1, 1 }, { 59, 7 } };
  static const gsize dims[] = { 0, 1, 2, 3, 7 };
  static const double scales[] = { 1.0, 1e-140, 1e140 };
  static const gsize counts[] = { 1, 2, 40, 5000 };
  RscTheme themes[2];

  rsc_theme_init (&themes[0], FALSE);
  rsc_theme_init (&themes[1], TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (dims); i++)
    for (gsize c = 0; c < G_N_ELEMENTS (counts); c++)
      for (gsize s = 0; s < G_N_ELEMENTS (scales); s++)
        {
          gsize d = dims[i];
          g_autoptr (RscDataset) dataset = make_random_dataset (counts[c], d, scales[s], 3 + c);
          g_autoptr (RscDataset) test = make_random_dataset (3, d, scales[s], 9);
          RscNetwork *networks[5] = { NULL };
          networks[1] = make_random_network (0, d, TRUE, FALSE, 1.0, 1);
          networks[2] = make_random_network (9, d, TRUE, FALSE, scales[s], 2);
          networks[3] = make_random_network (7, d, TRUE, TRUE, 1.0, 3);
          networks[4] = make_random_network (60, d + 1, TRUE, FALSE, 1.0, 4); /* does not fit */
          double values[6] = { -scales[s], 0.0, 1.0, scales[s], 2.0, 3.0 };
          g_autoptr (RscEnvelope) band =
            rsc_envelope_new_from_values (-1.0, 1.0, 0.0, 0.0, 3, 1, values, values + 3);
          g_autoptr (RscEnvelope) map =
            rsc_envelope_new_from_values (-1.0, 1.0, -1.0, 1.0, 2, 2, values, values + 2);
          for (int mode = 0; mode < 4; mode++)
            for (int n = 0; n < 5; n++)
              {
                RscFunctionModel model;
                rsc_function_model_init (&model);
                model.dataset = dataset;
                model.test = n % 2 ? test : NULL;
                model.network = networks[n];
                model.mode = (RscFunctionMode) mode;
                model.envelope = n == 0 ? NULL : n == 1 ? band : map;
                model.selected = n == 2 ? 3 : -1;
                model.hovered = n == 3 ? 100 : -1;
                model.hovered_point = n == 2 ? 0 : -1;
                model.feature_x = n == 4 ? 50 : 0;
                gsize size = (gsize) (mode + n) % G_N_ELEMENTS (sizes);
                cairo_surface_t *surface =
                  draw (&model, &themes[(mode + n) % 2], sizes[size][0], sizes[size][1]);
                cairo_surface_destroy (surface);
                RscFunctionHit hit;
                pick (&model, &themes[0], sizes[size][0], sizes[size][1], 20.0, 20.0, &hit);
              }
          for (int n = 1; n < 5; n++)
            rsc_network_unref (networks[n]);
        }

  RscFunctionModel empty;
  rsc_function_model_init (&empty);
  cairo_surface_t *surface = draw (&empty, &themes[0], 300, 200);
  cairo_surface_destroy (surface);
}

static void
test_constant_data (void)
{
  const double x[] = { 2.0, 2.0, 2.0 }, y[] = { 0.0, 0.0, 0.0 };
  g_autoptr (RscDataset) dataset = make_dataset (3, 1, x, y);
  RscFunctionModel model;
  RscTheme theme;
  double low, high;

  rsc_theme_init (&theme, FALSE);
  rsc_function_plot_get_range (dataset, 0, &low, &high);
  g_assert_cmpfloat (low, <, 2.0);
  g_assert_cmpfloat (high, >, 2.0);
  rsc_function_model_init (&model);
  model.dataset = dataset;
  cairo_surface_t *surface = draw (&model, &theme, 300, 200);
  cairo_surface_destroy (surface);
}

static void
test_long_names (void)
{
  g_autofree char *word = g_strnfill (400, 'x');
  const char *const names[] = { word, "2 < 3 & <b>", "", NULL };
  const double x[] = { 0.0, 1.0, 2.0, 1.0, 0.0, 5.0 }, y[] = { 1.0, -1.0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) dataset = rsc_dataset_new ("test", 2, 3, x, y, names, word, &error);
  RscFunctionModel model;
  RscTheme theme;

  g_assert_no_error (error);
  rsc_theme_init (&theme, FALSE);
  rsc_function_model_init (&model);
  model.dataset = dataset;
  for (int feature = 0; feature < 3; feature++)
    for (int mode = 0; mode < 4; mode++)
      {
        model.mode = (RscFunctionMode) mode;
        model.feature_x = (gsize) feature;
        cairo_surface_destroy (draw (&model, &theme, 300, 250));
      }
}

static void
test_vector_surfaces (void)
{
  g_autoptr (RscDataset) dataset = make_random_dataset (20, 2, 1.0, 5);
  g_autoptr (RscNetwork) network = make_random_network (6, 2, TRUE, FALSE, 1.0, 5);
  RscFunctionModel model;
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  rsc_function_model_init (&model);
  model.dataset = dataset;
  model.network = network;
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  double x, y, width, height;
  rsc_function_plot_draw (&model, &theme, cr, 400.0, 300.0);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_recording_surface_ink_extents (surface, &x, &y, &width, &height);
  g_assert_cmpfloat (x, >=, -0.5);
  g_assert_cmpfloat (y, >=, -0.5);
  g_assert_cmpfloat (x + width, <=, 400.5);
  g_assert_cmpfloat (y + height, <=, 300.5);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* The ends of the map's colours. */
static void
get_scale (const RscFunctionModel *model,
           const RscTheme *theme,
           double width,
           double height,
           double ends[2])
{
  cairo_t *cr = rsc_picture_create_measuring ();
  g_autoptr (RscPicture) picture = rsc_function_plot_new (model, theme, cr, width, height);
  const RscFunctionLayout *layout = rsc_picture_get_layout (picture);

  ends[0] = layout->map_low;
  ends[1] = layout->map_high;
  cairo_destroy (cr);
}

/* Points lie where picking finds them: of two classes in the colours of the two sides, whatever their labels
 * are, and values on the scale of the map. */
static void
test_points (void)
{
  const double x[] = { 0.0, 0.0, 1.0, 1.0, 0.3, 0.9 };
  static const double targets[3][3] = { { 1.0, -1.0, -1.0 },
                                        { 1.0, 0.0, 0.0 },
                                        { 1.0, -2.5, 0.0 } };

  for (int kind = 0; kind < 3; kind++)
    for (int dark = 0; dark < 2; dark++)
      for (int envelope = 0; envelope < 2; envelope++)
        {
          const double *y = targets[kind];
          g_autoptr (RscDataset) dataset = make_dataset (3, 2, x, y);
          g_autoptr (RscNetwork) network = make_random_network (5, 2, TRUE, FALSE, 1.0, 8);
          RscFunctionModel model;
          RscTheme theme;
          rsc_theme_init (&theme, dark);
          rsc_function_model_init (&model);
          model.dataset = dataset;
          model.network = network;
          model.mode = envelope ? RSC_FUNCTION_ENVELOPE : RSC_FUNCTION_VALUE;
          cairo_surface_t *surface = draw (&model, &theme, 500, 420);
          guint32 expected[] = { pixels_pack (theme.positive), pixels_pack (theme.negative),
                                 pixels_pack (theme.negative) };
          double ends[2] = { -2.5, 1.0 };
          if (kind == 2 && !envelope)
            get_scale (&model, &theme, 500.0, 420.0, ends);
          for (int i = 0; kind == 2 && i < 3; i++)
            expected[i] =
              pixels_pack (rsc_theme_get_value (&theme, (y[i] - ends[0]) / (ends[1] - ends[0])));
          for (int i = 0; i < 3; i++)
            {
              double px, py;
              RscFunctionHit hit;
              locate (&model, &theme, 500.0, 420.0, x[2 * i], x[2 * i + 1], &px, &py);
              g_assert_true (pixels_are_close (pixels_get (surface, px, py), expected[i], 2));
              pick (&model, &theme, 500.0, 420.0, px + 2.0, py - 2.0, &hit);
              g_assert_cmpint (hit.point, ==, i);
              g_assert_true (hit.inside);
              double at[2] = { hit.x, hit.y }, f;
              rsc_network_predict (network, 1, at, &f);
              g_assert_cmpfloat_with_epsilon (hit.value, f, 1e-12);
            }
          RscFunctionHit hit;
          pick (&model, &theme, 500.0, 420.0, 1.0, 1.0, &hit);
          g_assert_false (hit.inside);
          g_assert_cmpint (hit.point, ==, -1);
          cairo_surface_destroy (surface);
        }
}

/* What the picture says. */
static gboolean
says (const RscFunctionModel *model, const RscTheme *theme, const char *words)
{
  cairo_t *cr = rsc_picture_create_measuring ();
  GArray *boxes = rsc_text_record (cr);
  gboolean found = FALSE;

  rsc_function_plot_draw (model, theme, cr, 500.0, 420.0);
  for (guint k = 0; k < boxes->len; k++)
    found = found || g_str_equal (g_array_index (boxes, RscTextBox, k).words, words);
  cairo_destroy (cr);
  return found;
}

/* Rows at one place are one disc with a sector for each class, and their number beside it. */
static void
test_overlapping_points (void)
{
  const double x[] = { 0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0 };
  const double y[] = { 1.0, 1.0, 0.0, 0.0, 1.0 };
  g_autoptr (RscDataset) dataset = make_dataset (5, 2, x, y);
  g_autoptr (RscNetwork) network = make_random_network (5, 2, TRUE, FALSE, 1.0, 8);
  RscFunctionModel model;
  RscFunctionHit hit;
  RscTheme theme;
  double px, py;

  rsc_theme_init (&theme, FALSE);
  rsc_function_model_init (&model);
  model.dataset = dataset;
  model.network = network;
  cairo_surface_t *surface = draw (&model, &theme, 500, 420);
  locate (&model, &theme, 500.0, 420.0, 0.0, 0.0, &px, &py);
  /* From the top clockwise: one third is of class 1, two thirds of class 0. */
  g_assert_cmphex (pixels_get (surface, px + 3.0, py - 1.0), ==, pixels_pack (theme.positive));
  g_assert_cmphex (pixels_get (surface, px - 3.0, py - 1.0), ==, pixels_pack (theme.negative));
  g_assert_cmphex (pixels_get (surface, px - 1.0, py + 3.0), ==, pixels_pack (theme.negative));
  pick (&model, &theme, 500.0, 420.0, px, py, &hit);
  g_assert_cmpint (hit.point, ==, 0);
  g_assert_cmpuint (hit.n_points, ==, 3);
  g_assert_true (says (&model, &theme, "\u00d73"));
  g_assert_true (says (&model, &theme, "\u00d72"));
  g_assert_false (says (&model, &theme, "\u00d71"));
  /* Classes 0 and 1 have to be told. */
  g_assert_true (says (&model, &theme, "y:"));
  cairo_surface_destroy (surface);

  g_autoptr (RscDataset) apart = make_dataset (2, 2, x + 2, y);
  model.dataset = apart;
  locate (&model, &theme, 500.0, 420.0, 0.0, 0.0, &px, &py);
  pick (&model, &theme, 500.0, 420.0, px, py, &hit);
  g_assert_cmpuint (hit.n_points, ==, 1);
  g_assert_false (says (&model, &theme, "\u00d72"));
}

/* Over the curve the pointer reads the range of all optimal networks, between the nodes of its grid too. */
static void
test_hovered_range (void)
{
  const double x[] = { 0.0, 1.0 }, y[] = { 1.0, -1.0 };
  const double lower[3] = { -2.0, 0.0, -1.0 }, upper[3] = { 1.0, 0.0, 3.0 };
  g_autoptr (RscDataset) dataset = make_dataset (2, 1, x, y);
  g_autoptr (RscNetwork) network = make_random_network (5, 1, TRUE, FALSE, 1.0, 8);
  g_autoptr (RscEnvelope) envelope =
    rsc_envelope_new_from_values (-0.25, 1.25, 0.0, 0.0, 3, 1, lower, upper);
  RscFunctionModel model;
  RscFunctionHit hit;
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  rsc_function_model_init (&model);
  model.dataset = dataset;
  model.network = network;
  pick (&model, &theme, 500.0, 420.0, 250.0, 200.0, &hit);
  g_assert_true (isnan (hit.low) && isnan (hit.high));
  model.envelope = envelope;
  for (double px = 120.0; px < 480.0; px += 40.0)
    {
      pick (&model, &theme, 500.0, 420.0, px, 200.0, &hit);
      g_assert_true (hit.inside);
      double t = fabs (hit.x - 0.5) / 0.75;
      g_assert_cmpfloat_with_epsilon (hit.low, hit.x < 0.5 ? -2.0 * t : -t, 1e-12);
      g_assert_cmpfloat_with_epsilon (hit.high, hit.x < 0.5 ? t : 3.0 * t, 1e-12);
    }
}

/* Kinks of all neurons, of those that are asked for, or none: what is not shown is not found either. */
static void
test_shown_kinks (void)
{
  const double x[] = { -1.0, 1.0, 1.0, -1.0 }, y[] = { 1.0, -1.0 };

  for (gsize d = 1; d <= 2; d++)
    {
      g_autoptr (RscDataset) dataset = make_dataset (2, d, x, y);
      g_autoptr (RscNetwork) network = make_random_network (9, d, TRUE, FALSE, 1.0, 8);
      int all[9] = { 0 };
      RscFunctionModel model;
      RscTheme theme;

      rsc_theme_init (&theme, FALSE);
      rsc_function_model_init (&model);
      model.dataset = dataset;
      model.network = network;
      for (int kinks = 0; kinks < 3; kinks++)
        {
          int found[9] = { 0 }, n = 0;

          model.kinks = (RscFunctionKinks) kinks;
          cairo_t *cr = rsc_picture_create_measuring ();
          g_autoptr (RscPicture) picture = rsc_function_plot_new (&model, &theme, cr, 500.0, 420.0);
          cairo_destroy (cr);
          for (double px = 40.0; px < 500.0; px += 4.0)
            for (double py = 5.0; py < 420.0; py += d == 1 ? 4.0 : 30.0)
              {
                RscFunctionHit hit;
                rsc_function_plot_find (picture, px, py, &hit);
                if (hit.neuron >= 0)
                  found[hit.neuron] = 1;
              }
          for (int i = 0; i < 9; i++)
            {
              if (kinks == 0)
                {
                  all[i] = found[i];
                  if (found[i])
                    model.selected = i;
                }
              else
                g_assert_cmpint (found[i], ==, kinks == 1 && i == model.selected);
              n += all[i];
            }
          g_assert_cmpint (n, >=, 3);
        }
    }
}

/* f = (x1 + 0.3)_+ - (-x1 - 0.3)_+: red to the right of the switch, blue to the left. */
static void
test_heat_map_and_switch (void)
{
  const double x[] = { -1.0, -1.0, 1.0, 1.0 }, y[] = { 1.0, -1.0 };
  const double hidden[] = { 1.0, 0.0, 0.3, -1.0, 0.0, -0.3 }, output[] = { 1.0, -1.0 };
  const gsize ids[] = { 4, 9 };
  g_autoptr (RscDataset) dataset = make_dataset (2, 2, x, y);
  g_autoptr (RscNetwork) network = rsc_network_new (2, 3, TRUE, hidden, output, NULL);
  RscFunctionModel model;
  RscTheme theme;
  double px, py;
  RscFunctionHit hit;

  rsc_theme_init (&theme, FALSE);
  rsc_function_model_init (&model);
  model.dataset = dataset;
  model.network = network;
  model.neuron_ids = ids;
  cairo_surface_t *surface = draw (&model, &theme, 500, 420);
  locate (&model, &theme, 500.0, 420.0, 1.3, 0.0, &px, &py);
  guint32 right = pixels_get (surface, px, py);
  g_assert_cmpuint ((right >> 16) & 0xff, >, (right & 0xff) + 60);
  locate (&model, &theme, 500.0, 420.0, -1.3, 0.0, &px, &py);
  guint32 left = pixels_get (surface, px, py);
  g_assert_cmpuint (left & 0xff, >, ((left >> 16) & 0xff) + 60);
  cairo_surface_destroy (surface);

  /* Each neuron's line lies on its active side of the shared place. */
  locate (&model, &theme, 500.0, 420.0, -0.3, 0.1, &px, &py);
  pick (&model, &theme, 500.0, 420.0, px + 1.5, py, &hit);
  g_assert_cmpint (hit.neuron, ==, 4);
  pick (&model, &theme, 500.0, 420.0, px - 1.5, py, &hit);
  g_assert_cmpint (hit.neuron, ==, 9);
  pick (&model, &theme, 500.0, 420.0, px + 40.0, py, &hit);
  g_assert_cmpint (hit.neuron, ==, -1);

  /* An emphasised neuron changes the picture. */
  model.hovered = 9;
  cairo_surface_t *hovered = draw (&model, &theme, 500, 420);
  guint32 color = pixels_get (hovered, px - 1.0, py);
  RscColor expected = rsc_theme_get_neuron_color (&theme, 9);
  g_assert_cmpfloat (fabs (((color >> 16) & 0xff) / 255.0 - expected.red), <, 0.25);
  g_assert_cmpfloat (fabs ((color & 0xff) / 255.0 - expected.blue), <, 0.25);
  cairo_surface_destroy (hovered);
}

static void
test_kink_pick (void)
{
  const double x[] = { -1.0, 0.0, 1.0 }, y[] = { 1.0, 0.0, 1.0 };
  const double hidden[] = { 1.0, -0.5 }, output[] = { 2.0 };
  const gsize ids[] = { 3 };
  g_autoptr (RscDataset) dataset = make_dataset (3, 1, x, y);
  g_autoptr (RscNetwork) network = rsc_network_new (1, 2, TRUE, hidden, output, NULL);
  RscFunctionModel model;
  RscTheme theme;
  RscFunctionHit hit;
  double px, py;

  rsc_theme_init (&theme, FALSE);
  rsc_function_model_init (&model);
  model.dataset = dataset;
  model.network = network;
  model.neuron_ids = ids;
  locate (&model, &theme, 500.0, 420.0, 0.5, 0.0, &px, &py);
  pick (&model, &theme, 500.0, 420.0, px, py, &hit);
  g_assert_cmpint (hit.neuron, ==, 3);
  locate (&model, &theme, 500.0, 420.0, 1.0, 0.0, &px, &py);
  pick (&model, &theme, 500.0, 420.0, px, py, &hit);
  g_assert_cmpint (hit.neuron, ==, -1);
  g_assert_cmpfloat_with_epsilon (hit.value, 1.0, 1e-9);

  /* The curve is drawn through its kink exactly. */
  cairo_surface_t *surface = draw (&model, &theme, 500, 420);
  locate (&model, &theme, 500.0, 420.0, 0.75, 0.5, &px, &py);
  g_assert_cmphex (pixels_get (surface, px, py), ==, pixels_pack (theme.accent));
  cairo_surface_destroy (surface);
}

static void
test_envelope_map (void)
{
  const double x[] = { -1.0, -1.0, 1.0, 1.0 }, y[] = { 1.0, -1.0 };
  double lower[9] = { 0 }, upper[9] = { 0, 0, 0, 0, 1.0, 0, 0, 0, 0 };
  g_autoptr (RscDataset) dataset = make_dataset (2, 2, x, y);
  double x_min, x_max;
  rsc_function_plot_get_range (dataset, 0, &x_min, &x_max);
  g_autoptr (RscEnvelope) envelope =
    rsc_envelope_new_from_values (x_min, x_max, x_min, x_max, 3, 3, lower, upper);
  RscFunctionModel model;
  RscTheme theme;
  double px, py;

  rsc_theme_init (&theme, FALSE);
  rsc_function_model_init (&model);
  model.dataset = dataset;
  model.mode = RSC_FUNCTION_ENVELOPE;
  model.envelope = envelope;
  cairo_surface_t *surface = draw (&model, &theme, 500, 420);
  locate (&model, &theme, 500.0, 420.0, 0.0, 0.0, &px, &py);
  guint32 middle = pixels_get (surface, px, py);
  guint32 darkest = pixels_pack (rsc_theme_get_sequential (&theme, 1.0));
  for (int shift = 0; shift < 24; shift += 8)
    g_assert_cmpint (ABS ((int) ((middle >> shift) & 0xff) - (int) ((darkest >> shift) & 0xff)), <,
                     12);
  locate (&model, &theme, 500.0, 420.0, 1.4, -1.4, &px, &py);
  g_assert_cmpuint ((pixels_get (surface, px, py) >> 8) & 0xff, >, 220);
  cairo_surface_destroy (surface);
}

static void
test_slice_agrees_with_network (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  gsl_rng_set (rng, 11);
  for (int trial = 0; trial < 60; trial++)
    {
      gsize d = 2 + gsl_rng_uniform_int (rng, 3);
      gboolean gated = trial % 3 == 0;
      g_autoptr (RscNetwork) network =
        make_random_network (trial % 10 == 9 ? 90 : gsl_rng_uniform_int (rng, 12), d, trial % 2,
                             gated, 1.0, (gulong) trial + 1);
      double base[5], x[5], f;
      for (gsize k = 0; k < d; k++)
        x[k] = base[k] = gsl_ran_gaussian (rng, 1.0);
      RscSlice *slice = rsc_slice_new (network, d - 1, 0, base);
      for (int p = 0; p < 20; p++)
        {
          x[d - 1] = gsl_ran_gaussian (rng, 2.0);
          x[0] = gsl_ran_gaussian (rng, 2.0);
          rsc_network_predict (network, 1, x, &f);
          g_assert_cmpfloat_with_epsilon (rsc_slice_evaluate (slice, x[d - 1], x[0]), f,
                                          1e-11 * (1.0 + fabs (f)));
        }
      /* Zeros are zeros, at both ends and between. */
      g_autoptr (GArray) zeros = rsc_slice_zeros_list (slice, 0.0, -2.0, 2.0, -1.0, 3.0);
      for (guint k = 0; k < zeros->len; k++)
        {
          RscSegment s = g_array_index (zeros, RscSegment, k);
          double mx = 0.5 * (s.x0 + s.x1), my = 0.5 * (s.y0 + s.y1);
          g_assert_cmpfloat (mx, >=, -2.0 - 1e-9);
          g_assert_cmpfloat (my, <=, 3.0 + 1e-9);
          /* Or a gate, with a sign on each side. */
          double nx = s.y1 - s.y0, ny = s.x0 - s.x1, length = hypot (nx, ny);
          double here = rsc_slice_evaluate (slice, mx, my);
          if (length > 1e-6 && fabs (here) > 1e-9)
            {
              g_assert_true (gated);
              nx *= 1e-7 / length;
              ny *= 1e-7 / length;
              g_assert_cmpfloat (rsc_slice_evaluate (slice, mx + nx, my + ny)
                                   * rsc_slice_evaluate (slice, mx - nx, my - ny),
                                 <, 0.0);
            }
        }
      /* Along a fine line every change of sign meets a piece of the contour, or of a gate. */
      {
        double last = rsc_slice_evaluate (slice, -2.0, 0.37);
        for (int p = 1; p <= 400; p++)
          {
            double u = -2.0 + 4.0 * p / 400.0, value = rsc_slice_evaluate (slice, u, 0.37);
            if ((value > 1e-9 && last < -1e-9) || (value < -1e-9 && last > 1e-9))
              {
                gboolean found = FALSE;
                for (guint k = 0; k < zeros->len; k++)
                  {
                    RscSegment s = g_array_index (zeros, RscSegment, k);
                    double t = (0.37 - s.y0) / (s.y1 - s.y0);
                    double at = s.x0 + t * (s.x1 - s.x0);
                    if (t >= -1e-9 && t <= 1.0 + 1e-9 && at >= u - 0.011 && at <= u + 0.001)
                      found = TRUE;
                  }
                g_assert_true (found);
              }
            last = value;
          }
      }
      /* The active side is on the left of the switch. */
      for (gsize i = 0; i < slice->m; i++)
        {
          RscSegment s;
          const RscSliceNeuron *neuron = &slice->neurons[i];
          if (!rsc_slice_clip_switch (slice, i, -2.0, 2.0, -1.0, 3.0, &s))
            continue;
          double nx = -(s.y1 - s.y0), ny = s.x1 - s.x0;
          double px = 0.5 * (s.x0 + s.x1) + 1e-3 * nx, py = 0.5 * (s.y0 + s.y1) + 1e-3 * ny;
          g_assert_cmpfloat (neuron->a * px + neuron->b * py + neuron->c, >, 0.0);
          g_assert_cmpfloat_with_epsilon (neuron->a * s.x0 + neuron->b * s.y0 + neuron->c, 0.0,
                                          1e-9);
        }
      rsc_slice_free (slice);
    }
  gsl_rng_free (rng);
}

static void
test_graph_is_exact (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  gsl_rng_set (rng, 12);
  for (int trial = 0; trial < 60; trial++)
    {
      gboolean gated = trial % 3 == 0;
      g_autoptr (RscNetwork) network = make_random_network (1 + gsl_rng_uniform_int (rng, 20), 1,
                                                            TRUE, gated, 1.0, (gulong) trial + 1);
      g_autoptr (RscSlice) slice = rsc_slice_new (network, 0, G_MAXSIZE, NULL);
      g_autoptr (GArray) graph = rsc_slice_list_graph (slice, -3.0, 3.0);
      double last_x = -3.0, last_y = NAN;
      for (guint k = 0; k < graph->len; k++)
        {
          RscSegment s = g_array_index (graph, RscSegment, k);
          g_assert_cmpfloat_with_epsilon (s.x0, last_x, 1e-9);
          if (k > 0 && !gated)
            g_assert_cmpfloat_with_epsilon (s.y0, last_y, 1e-9);
          double t = gsl_rng_uniform (rng), x = s.x0 + t * (s.x1 - s.x0), f;
          rsc_network_predict (network, 1, &x, &f);
          g_assert_cmpfloat_with_epsilon (f, s.y0 + t * (s.y1 - s.y0), 1e-9);
          last_x = s.x1;
          last_y = s.y1;
        }
      g_assert_cmpfloat (last_x, ==, 3.0);
    }
  gsl_rng_free (rng);
}

/* Neurons that cancel leave rounding, which must not be shown as a function. */
static void
test_cancelling_neurons (void)
{
  const double x[] = { -1.0, -1.0, 1.0, 1.0, -1.0, 1.0 }, y[] = { 1.0, -1.0, 1.0 };
  const double hidden[] = { 0.1, 0.7, 0.3, 0.3, 2.1, 0.9 }, output[] = { 3.0, -1.0 };
  g_autoptr (RscDataset) dataset = make_dataset (3, 2, x, y);
  g_autoptr (RscNetwork) network = rsc_network_new (2, 3, TRUE, hidden, output, NULL);
  RscFunctionModel model;
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  rsc_function_model_init (&model);
  model.dataset = dataset;
  model.network = network;
  cairo_surface_t *surface = draw (&model, &theme, 500, 420);
  double px, py;
  locate (&model, &theme, 500.0, 420.0, 0.9, 0.4, &px, &py);
  g_assert_cmphex (pixels_get (surface, px, py), ==,
                   pixels_pack (rsc_theme_get_diverging (&theme, 2.0 * 256.0 / 511.0 - 1.0)));
  cairo_surface_destroy (surface);
}

/* The network that pruning started from: seen behind the curve and in the plane, and inside of the frame
 * however far it goes; one that does not fit the data is left out. */
static void
test_before (void)
{
  for (gsize d = 1; d <= 2; d++)
    for (int big = 0; big < 2; big++)
      {
        g_autoptr (RscDataset) dataset = make_random_dataset (12, d, 1.0, 5);
        g_autoptr (RscNetwork) network = make_random_network (4, d, TRUE, FALSE, 1.0, 6);
        /* More neurons than exact contours are drawn for. */
        g_autoptr (RscNetwork) before =
          make_random_network (big ? 60 : 5, d, TRUE, FALSE, big ? 100.0 : 1.0, 9);
        g_autoptr (RscNetwork) other = make_random_network (4, d + 1, TRUE, FALSE, 1.0, 8);
        RscTheme theme;
        RscFunctionModel model;

        rsc_theme_init (&theme, d == 2);
        rsc_function_model_init (&model);
        model.dataset = dataset;
        model.network = network;
        cairo_surface_t *alone = draw (&model, &theme, 400, 300);
        model.before = before;
        cairo_surface_t *both = draw (&model, &theme, 400, 300);
        model.before = other;
        cairo_surface_t *unfit = draw (&model, &theme, 400, 300);
        g_test_message ("%" G_GSIZE_FORMAT " features, big %d", d, big);
        g_assert_false (pixels_are_same (alone, both));
        g_assert_true (pixels_are_same (alone, unfit));
        cairo_surface_destroy (alone);
        cairo_surface_destroy (both);
        cairo_surface_destroy (unfit);
      }
}

static gboolean
is_inside (RscDataset *dataset, const RscTheme *theme, int x, int y)
{
  RscFunctionModel model;
  RscFunctionHit hit;

  rsc_function_model_init (&model);
  model.dataset = dataset;
  pick (&model, theme, 400, 300, x, y, &hit);
  return hit.inside;
}

/* Values that are given fix the axis, or the colours, whatever the network. */
static void
test_fixed_values (void)
{
  g_autoptr (RscDataset) one = make_random_dataset (5, 1, 0.1, 1);
  g_autoptr (RscDataset) two = make_random_dataset (5, 2, 0.1, 1);
  g_autoptr (RscDataset) three = make_random_dataset (5, 3, 0.1, 1);
  RscFunctionHit hit[2][2];
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (int fixed = 0; fixed < 2; fixed++)
    for (int mode = 0; mode < 2; mode++)
      {
        for (int k = 0; k < 2; k++)
          {
            g_autoptr (RscNetwork) network =
              make_random_network (4, mode == 0 ? 1 : 3, TRUE, FALSE, k == 0 ? 1.0 : 5.0, 2);
            RscFunctionModel model;

            rsc_function_model_init (&model);
            model.dataset = mode == 0 ? one : three;
            model.network = network;
            model.mode = mode == 0 ? RSC_FUNCTION_VALUE : RSC_FUNCTION_FIT;
            if (fixed)
              {
                model.value_low = -9.0;
                model.value_high = 11.0;
              }
            pick (&model, &theme, 400, 300, 200.0, 100.0, &hit[k][0]);
            pick (&model, &theme, 400, 300, 200.0, 180.0, &hit[k][1]);
          }
        double unit[2] = { hit[0][0].y - hit[0][1].y, hit[1][0].y - hit[1][1].y };
        if (fixed)
          {
            g_assert_cmpfloat (unit[0], ==, unit[1]);
            g_assert_cmpfloat (hit[0][0].y, ==, hit[1][0].y);
          }
        else
          g_assert_cmpfloat (unit[1], >, 2.0 * unit[0]);
      }

  /* The same scale beside the map, and other colours in it. */
  cairo_surface_t *surface[2];
  int bar[2] = { 0, 0 }, map[2] = { 0, 0 };
  for (int fixed = 0; fixed < 2; fixed++)
    {
      for (int k = 0; k < 2; k++)
        {
          g_autoptr (RscNetwork) network =
            make_random_network (4, 2, TRUE, FALSE, k == 0 ? 1.0 : 4.3, 2);
          RscFunctionModel model;

          rsc_function_model_init (&model);
          model.dataset = two;
          model.network = network;
          if (fixed)
            {
              model.value_low = -9.0;
              model.value_high = 11.0;
            }
          surface[k] = draw (&model, &theme, 400, 300);
        }
      int right = 399;
      while (!is_inside (two, &theme, right, 150))
        right--;
      for (int y = 0; y < 300; y++)
        for (int x = 0; x < 400; x++)
          if (pixels_get (surface[0], x, y) != pixels_get (surface[1], x, y))
            {
              bar[fixed] += x > right + 1;
              map[fixed] += x <= right;
            }
      cairo_surface_destroy (surface[0]);
      cairo_surface_destroy (surface[1]);
    }
  g_assert_cmpint (bar[0], >, 20);
  g_assert_cmpint (bar[1], ==, 0);
  g_assert_cmpint (map[1], >, 1000);
}

/* How many pixels in the colour of titles stand about (x, y). */
static int
count_title (cairo_surface_t *surface, const RscTheme *theme, int x, int y, int dx, int dy)
{
  int count = 0;

  for (int j = y - dy; j < y + dy; j++)
    for (int i = x - dx; i < x + dx; i++)
      count += pixels_are_close (pixels_get (surface, i, j), pixels_pack (theme->foreground), 40);
  return count;
}

/* Names that are read from right to left stand in the middle of their axes as others do. */
static void
test_names_from_right_to_left (void)
{
  static const double x[3] = { 1.0, 2.0, 3.0 }, y[3] = { 2.0, 3.0, 1.0 };
  static const char *const arabic[] = { "\u0637\u0648\u0644" };
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "core/rtl-names.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) hebrew = rsc_import_read_file (file, NULL, NULL, NULL, &error);
  RscDataset *sets[2] = { hebrew, NULL };
  RscTheme theme;

  g_assert_no_error (error);
  g_assert_cmpstr (rsc_dataset_get_feature_name (hebrew, 0), ==, "\u05e9\u05dd");
  sets[1] = rsc_dataset_new ("arabic", 3, 1, x, y, arabic, arabic[0], &error);
  g_assert_no_error (error);
  rsc_theme_init (&theme, FALSE);
  for (int k = 0; k < 2; k++)
    {
      RscFunctionModel model;
      double left, right, bottom, top;

      rsc_function_model_init (&model);
      model.dataset = sets[k];
      locate (&model, &theme, 400, 300, 1.0, 1.0, &left, &bottom);
      locate (&model, &theme, 400, 300, 3.0, 3.0, &right, &top);
      cairo_surface_t *surface = draw (&model, &theme, 400, 300);
      g_assert_cmpint (count_title (surface, &theme, (int) (0.5 * (left + right)), 300 - 9, 25, 9),
                       >, 6);
      if (k == 1)
        g_assert_cmpint (count_title (surface, &theme, 9, (int) (0.5 * (top + bottom)), 9, 25), >,
                         6);
      cairo_surface_destroy (surface);
    }
  rsc_dataset_unref (sets[1]);
}

/* Pixels of a colour within [x0, x1) × [y0, y1). */
static int
count_color (cairo_surface_t *surface, RscColor color, double x0, double y0, double x1, double y1)
{
  int count = 0;

  for (int y = (int) y0; y < (int) y1; y++)
    for (int x = (int) x0; x < (int) x1; x++)
      count += pixels_are_close (pixels_get (surface, x, y), pixels_pack (color), 8);
  return count;
}

/* The flag at a kink flies on the side where its neuron is active. */
static void
test_kink_flags (void)
{
  static const double x[2] = { -1.0, 1.0 }, y[2] = { -1.0, 1.0 };
  /* Active to the right of -0.5, and to the left of 0.5. */
  static const double hidden[4] = { 1.0, 0.5, -1.0, 0.5 }, output[2] = { 1.0, 1.0 };
  g_autoptr (RscDataset) dataset = make_dataset (2, 1, x, y);
  g_autoptr (RscNetwork) network = rsc_network_new (2, 2, TRUE, hidden, output, NULL);
  static const gsize ids[2] = { 0, 4 };
  RscFunctionModel model;
  RscTheme theme;
  double left, right, top, bottom, px, py;

  rsc_theme_init (&theme, FALSE);
  theme.font_size = 24.0;
  rsc_function_model_init (&model);
  model.dataset = dataset;
  model.network = network;
  model.neuron_ids = ids;
  rsc_function_plot_get_range (dataset, 0, &left, &right);
  cairo_surface_t *surface = draw (&model, &theme, 700, 500);
  for (int k = 0; k < 2; k++)
    {
      RscColor color = rsc_theme_get_neuron_color (&theme, ids[k]);
      locate (&model, &theme, 700, 500, k == 0 ? -0.5 : 0.5, 0.0, &px, &py);
      /* The axis: the lowest row that is still inside. */
      RscFunctionHit hit;
      for (bottom = 499.0, top = 0.0; top == 0.0; bottom -= 1.0)
        {
          pick (&model, &theme, 700, 500, px, bottom, &hit);
          if (hit.inside)
            top = bottom;
        }
      int before = count_color (surface, color, px - 15.0, top - 22.0, px - 3.0, top - 9.0);
      int after = count_color (surface, color, px + 3.0, top - 22.0, px + 15.0, top - 9.0);
      if (k == 0)
        {
          g_assert_cmpint (after, >, 20);
          g_assert_cmpint (before, ==, 0);
        }
      else
        {
          g_assert_cmpint (before, >, 20);
          g_assert_cmpint (after, ==, 0);
        }
    }
  cairo_surface_destroy (surface);
}

/* f = x_2 and f = x_1: warm where it is positive, upwards or to the right; the scale is warm at its top. */
static void
test_map_directions (void)
{
  static const double x[8] = { -1.0, -1.0, 1.0, -1.0, -1.0, 1.0, 1.0, 1.0 };
  static const double y[4] = { -1.0, -1.0, 1.0, 1.0 };
  g_autoptr (RscDataset) dataset = make_dataset (4, 2, x, y);
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (int along = 0; along < 2; along++)
    {
      const double hidden[6] = { along == 0, along == 1, 0.0, -(along == 0), -(along == 1), 0.0 };
      const double output[2] = { 1.0, -1.0 };
      g_autoptr (RscNetwork) network = rsc_network_new (2, 3, TRUE, hidden, output, NULL);
      RscFunctionModel model;
      double px, py, right, top, bottom;

      rsc_function_model_init (&model);
      model.dataset = dataset;
      model.network = network;
      cairo_surface_t *surface = draw (&model, &theme, 420, 340);
      for (int k = -1; k <= 1; k += 2)
        {
          locate (&model, &theme, 420, 340, along == 0 ? 1.3 * k : 0.3, along == 1 ? 1.3 * k : 0.3,
                  &px, &py);
          guint32 color = pixels_get (surface, px, py);
          int warmth = (int) (color >> 16) - (int) (color & 0xff);
          g_assert_cmpint (k * warmth, >, 40);
        }
      /* The scale stands beside the frame, a bit away from it. */
      locate (&model, &theme, 420, 340, 1.5, 1.4, &right, &top);
      locate (&model, &theme, 420, 340, 1.5, -1.4, &right, &bottom);
      guint32 high = pixels_get (surface, right + 16.0, top);
      guint32 low = pixels_get (surface, right + 16.0, bottom);
      g_assert_cmpint ((int) (high >> 16), >, (int) (high & 0xff) + 40);
      g_assert_cmpint ((int) (low & 0xff), >, (int) (low >> 16) + 40);
      cairo_surface_destroy (surface);
    }
}

/* Whatever leaves the range stays inside of the frame. */
static void
test_nothing_leaves_the_frame (void)
{
  static const double x[2] = { -1.0, 1.0 }, y[2] = { -0.1, 0.1 };
  static const double hidden[4] = { 1.0, 0.5, -1.0, 0.5 }, output[2] = { 9.0, -9.0 };
  static const double lower[3] = { -5.0, -0.1, -5.0 }, upper[3] = { 5.0, 0.1, 5.0 };
  g_autoptr (RscDataset) dataset = make_dataset (2, 1, x, y);
  g_autoptr (RscNetwork) network = rsc_network_new (2, 2, TRUE, hidden, output, NULL);
  g_autoptr (RscEnvelope) envelope =
    rsc_envelope_new_from_values (-9.0, 9.0, 0.0, 0.0, 3, 1, lower, upper);
  cairo_surface_t *surface[2];
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (int k = 0; k < 2; k++)
    {
      RscFunctionModel model;

      rsc_function_model_init (&model);
      model.dataset = dataset;
      model.value_low = -0.1;
      model.value_high = 0.1;
      /* Without a network the picture says so, but not outside of the frame. */
      if (k == 1)
        {
          model.network = network;
          model.envelope = envelope;
        }
      surface[k] = draw (&model, &theme, 420, 300);
    }
  int inside = 0, first[2] = { 420, 300 }, last[2] = { 0, 0 };
  for (int py = 0; py < 300; py++)
    for (int px = 0; px < 420; px++)
      if (pixels_get (surface[0], px, py) != pixels_get (surface[1], px, py))
        {
          inside++;
          first[0] = MIN (first[0], px);
          last[0] = MAX (last[0], px);
          first[1] = MIN (first[1], py);
          last[1] = MAX (last[1], py);
        }
  /* The pixels of the frame's own line are of both sides. */
  RscFunctionModel model;
  RscFunctionHit hit[2];
  rsc_function_model_init (&model);
  model.dataset = dataset;
  model.value_low = -0.1;
  model.value_high = 0.1;
  pick (&model, &theme, 420, 300, first[0] + 1.5, first[1] + 1.5, &hit[0]);
  pick (&model, &theme, 420, 300, last[0] - 0.5, last[1] - 0.5, &hit[1]);
  g_assert_true (hit[0].inside);
  g_assert_true (hit[1].inside);
  g_assert_cmpint (inside, >, 2000);
  cairo_surface_destroy (surface[0]);
  cairo_surface_destroy (surface[1]);
}

/* Of two kinks in one place the emphasised one lies on top. */
static void
test_emphasis_is_on_top (void)
{
  static const double x[2] = { -1.0, 1.0 }, y[2] = { 0.0, 1.0 };
  static const double hidden[4] = { 1.0, 0.0, 2.0, 0.0 }, output[2] = { 0.5, 0.25 };
  g_autoptr (RscDataset) dataset = make_dataset (2, 1, x, y);
  g_autoptr (RscNetwork) network = rsc_network_new (2, 2, TRUE, hidden, output, NULL);
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  theme.font_size = 40.0;
  for (int selected = 0; selected < 2; selected++)
    {
      RscFunctionModel model;
      double px, py;

      rsc_function_model_init (&model);
      model.dataset = dataset;
      model.network = network;
      model.selected = selected;
      cairo_surface_t *surface = draw (&model, &theme, 700, 600);
      locate (&model, &theme, 700, 600, 0.0, 0.0, &px, &py);
      /* The ring of the other one, 0.2 of the text size wide, is under the disc of this one. */
      for (int k = 0; k < 16; k++)
        g_assert_cmphex (
          pixels_get (surface, px + 8.0 * cos (k * G_PI / 8.0), py + 8.0 * sin (k * G_PI / 8.0)),
          ==, 0xffffff);
      g_assert_cmpint (count_color (surface, rsc_theme_get_neuron_color (&theme, (gsize) selected),
                                    px - 14.0, py - 14.0, px + 14.0, py + 14.0),
                       >, 40);
      cairo_surface_destroy (surface);
    }
}

/* A slice is f where the other features are held: at the mean, or where the model says. */
static void
test_slice_is_held (void)
{
  g_autoptr (RscDataset) dataset = make_random_dataset (12, 4, 1.0, 5);
  g_autoptr (RscNetwork) network = make_random_network (6, 4, TRUE, FALSE, 1.0, 6);
  g_autoptr (RscFeatureValues) at = rsc_feature_values_new_with (NULL, 4, 2, 0.75);
  double held = 0.0;

  for (int set = 0; set < 2; set++)
    {
      g_autofree double *x = rsc_feature_values_dup_place (set ? at : NULL, dataset);
      RscFunctionModel model;
      RscFunctionHit hit;
      RscTheme theme;
      double f;

      rsc_theme_init (&theme, FALSE);
      rsc_function_model_init (&model);
      model.mode = RSC_FUNCTION_SLICE;
      model.dataset = dataset;
      model.network = network;
      model.feature_x = 3;
      model.feature_y = 1;
      model.at = set ? at : NULL;
      pick (&model, &theme, 500.0, 420.0, 240.0, 200.0, &hit);
      g_assert_true (hit.inside);
      x[3] = hit.x;
      x[1] = hit.y;
      rsc_network_predict (network, 1, x, &f);
      g_assert_cmpfloat_with_epsilon (hit.value, f, 1e-10);
      if (set)
        g_assert_cmpfloat (fabs (f - held), >, 1e-3);
      held = f;
    }
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/function-plot/modes", test_modes);
  g_test_add_func ("/function-plot/draw-everything", test_draw_everything);
  g_test_add_func ("/function-plot/constant-data", test_constant_data);
  g_test_add_func ("/function-plot/long-names", test_long_names);
  g_test_add_func ("/function-plot/names-from-right-to-left", test_names_from_right_to_left);
  g_test_add_func ("/function-plot/vector-surfaces", test_vector_surfaces);
  g_test_add_func ("/function-plot/points", test_points);
  g_test_add_func ("/function-plot/heat-map-and-switch", test_heat_map_and_switch);
  g_test_add_func ("/function-plot/kink-pick", test_kink_pick);
  g_test_add_func ("/function-plot/envelope-map", test_envelope_map);
  g_test_add_func ("/function-plot/slice", test_slice_agrees_with_network);
  g_test_add_func ("/function-plot/slice-held", test_slice_is_held);
  g_test_add_func ("/function-plot/graph", test_graph_is_exact);
  g_test_add_func ("/function-plot/cancelling-neurons", test_cancelling_neurons);
  g_test_add_func ("/function-plot/before", test_before);
  g_test_add_func ("/function-plot/fixed-values", test_fixed_values);
  g_test_add_func ("/function-plot/kink-flags", test_kink_flags);
  g_test_add_func ("/function-plot/map-directions", test_map_directions);
  g_test_add_func ("/function-plot/nothing-leaves-the-frame", test_nothing_leaves_the_frame);
  g_test_add_func ("/function-plot/emphasis-is-on-top", test_emphasis_is_on_top);
  g_test_add_func ("/function-plot/overlapping-points", test_overlapping_points);
  g_test_add_func ("/function-plot/hovered-range", test_hovered_range);
  g_test_add_func ("/function-plot/shown-kinks", test_shown_kinks);
  return g_test_run ();
}
