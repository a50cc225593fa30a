/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "golden.h"
#include "problems.h"

#include "ui/plot/rsc-function-graph.h"
#include "ui/plot/rsc-function-layout.h"
#include "ui/plot/rsc-function-map.h"
#include "ui/plot/rsc-function-plane.h"
#include "ui/plot/rsc-function-plot.h"
#include "ui/plot/rsc-function-points.h"
#include <math.h>

/* Each layer of the pictures of a function by itself, in a frame that no font moves. */

typedef void (*Layer) (gconstpointer layout, RscText *text);

static const Layer graph_band[] = { rsc_function_graph_draw_band, NULL };
static const Layer graph_curve[] = { rsc_function_graph_draw_curve, NULL };
static const Layer graph_kinks[] = { rsc_function_graph_draw_kinks, NULL };
static const Layer map[] = { rsc_function_map_draw, NULL };
static const Layer lines[] = { rsc_function_plane_draw_lines, NULL };
static const Layer zeros[] = { rsc_function_plane_draw_zeros, NULL };
static const Layer points[] = { rsc_function_points_draw, NULL };
static const Layer diagonal[] = { rsc_function_points_draw_diagonal, NULL };

static RscDataset *
make_points (gsize d, gsize n, double turn)
{
  g_autofree double *x = g_new (double, n *d);
  g_autofree double *y = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    {
      for (gsize k = 0; k < d; k++)
        x[i * d + k] = cos (turn + 2.4 * (double) i + 1.7 * (double) k);
      y[i] = i == 4 ? 0.0 : sin (turn + 1.1 * (double) i);
    }
  return rsc_dataset_new ("points", n, d, x, y, NULL, NULL, NULL);
}

static RscNetwork *
make_network (gsize d, gsize m, double turn)
{
  g_autofree double *hidden = g_new (double, m *(d + 1));
  g_autofree double *output = g_new (double, m);

  for (gsize i = 0; i < m; i++)
    {
      for (gsize k = 0; k <= d; k++)
        hidden[i * (d + 1) + k] =
          cos (turn + 1.3 * (double) i + 2.1 * (double) k) * (k == d ? 0.6 : 1.0);
      output[i] = i % 2 == 0 ? 1.0 : -0.8;
    }
  return rsc_network_new (m, d + 1, TRUE, hidden, output, NULL);
}

static void
lay_out (RscFunctionLayout *layout, const RscFunctionModel *model, const RscTheme *theme)
{
  cairo_t *cr = rsc_picture_create_measuring ();

  rsc_function_layout_init (layout, model, theme, cr, GOLDEN_WIDTH, GOLDEN_HEIGHT);
  cairo_destroy (cr);
  layout->frame = (RscRect){ 14.0, 10.0, GOLDEN_WIDTH - 30.0, GOLDEN_HEIGHT - 25.0 };
  if (layout->plane)
    {
      rsc_function_map_lay_out (layout);
      rsc_function_plane_lay_out (layout);
    }
  else if (layout->mode != RSC_FUNCTION_FIT)
    rsc_function_graph_lay_out (layout);
}

static void
test_graph (void)
{
  static const double lower[5] = { -1.5, -0.9, -0.2, -1.0, -2.5 };
  static const double upper[5] = { 1.0, 0.4, 0.3, 1.2, 1.4 };
  g_autoptr (RscDataset) data = make_points (1, 9, 0.2);
  g_autoptr (RscDataset) test = make_points (1, 5, 0.9);
  g_autoptr (RscNetwork) network = make_network (1, 5, 0.3);
  g_autoptr (RscNetwork) before = make_network (1, 4, 1.1);
  g_autoptr (RscEnvelope) envelope =
    rsc_envelope_new_from_values (-1.8, 1.8, 0.0, 0.0, 5, 1, lower, upper);

  for (int dark = 0; dark < 2; dark++)
    for (int emphasis = 0; emphasis < 2; emphasis++)
      {
        g_autofree char *suffix =
          g_strdup_printf ("%s%s", dark ? "-dark" : "", emphasis ? "-emphasis" : "");
        RscFunctionLayout layout;
        RscFunctionModel model;
        RscTheme theme;

        rsc_theme_init (&theme, dark);
        rsc_function_model_init (&model);
        model.dataset = data;
        model.test = test;
        model.network = network;
        model.before = before;
        model.envelope = envelope;
        if (emphasis)
          {
            model.selected = 1;
            model.hovered = 3;
            model.hovered_point = 2;
          }
        lay_out (&layout, &model, &theme);
        const struct
        {
          const char *name;
          const Layer *layers;
        } parts[] = { { "band", graph_band },
                      { "curve", graph_curve },
                      { "kinks", graph_kinks },
                      { "points", points } };
        for (gsize k = 0; k < G_N_ELEMENTS (parts); k++)
          {
            g_autofree char *name = g_strconcat (parts[k].name, suffix, NULL);
            golden_assert ("function-graph.golden", name, &layout, &theme, parts[k].layers);
          }
        rsc_function_layout_clear (&layout);
      }
}

static void
test_plane (void)
{
  double lower[12], upper[12];
  g_autoptr (RscDataset) data = make_points (2, 9, 0.2);
  g_autoptr (RscDataset) test = make_points (2, 5, 0.9);
  g_autoptr (RscNetwork) network = make_network (2, 5, 0.3);
  g_autoptr (RscNetwork) before = make_network (2, 4, 1.1);

  for (int k = 0; k < 12; k++)
    {
      lower[k] = -0.2 * k;
      upper[k] = 1.0 + 0.3 * (k % 4);
    }
  g_autoptr (RscEnvelope) envelope =
    rsc_envelope_new_from_values (-1.4, 1.4, -1.4, 1.4, 4, 3, lower, upper);
  for (int dark = 0; dark < 2; dark++)
    for (int emphasis = 0; emphasis < 2; emphasis++)
      for (int mode = 0; mode < 2; mode++)
        {
          g_autofree char *suffix =
            g_strdup_printf ("%s%s%s", mode == 1 ? "-envelope" : "", dark ? "-dark" : "",
                             emphasis ? "-emphasis" : "");
          RscFunctionLayout layout;
          RscFunctionModel model;
          RscTheme theme;

          rsc_theme_init (&theme, dark);
          rsc_function_model_init (&model);
          model.mode = mode == 1 ? RSC_FUNCTION_ENVELOPE : RSC_FUNCTION_VALUE;
          model.dataset = data;
          model.test = test;
          model.network = network;
          model.before = before;
          model.envelope = envelope;
          if (emphasis)
            {
              model.selected = 1;
              model.hovered_point = 2;
            }
          lay_out (&layout, &model, &theme);
          const struct
          {
            const char *name;
            const Layer *layers;
          } parts[] = {
            { "map", map }, { "lines", lines }, { "zeros", zeros }, { "points", points }
          };
          for (gsize k = 0; k < G_N_ELEMENTS (parts); k++)
            {
              g_autofree char *name = g_strconcat (parts[k].name, suffix, NULL);
              golden_assert ("function-plane.golden", name, &layout, &theme, parts[k].layers);
            }
          rsc_function_layout_clear (&layout);
        }
}

/* Predictions against targets. */
static void
test_fit (void)
{
  g_autoptr (RscDataset) data = make_points (4, 9, 0.2);
  g_autoptr (RscDataset) test = make_points (4, 5, 0.9);
  g_autoptr (RscNetwork) network = make_network (4, 5, 0.3);
  RscFunctionLayout layout;
  RscFunctionModel model;
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  rsc_function_model_init (&model);
  model.dataset = data;
  model.test = test;
  model.network = network;
  model.hovered_point = 1;
  lay_out (&layout, &model, &theme);
  g_assert_cmpint (layout.mode, ==, RSC_FUNCTION_FIT);
  golden_assert ("function-fit.golden", "diagonal", &layout, &theme, diagonal);
  golden_assert ("function-fit.golden", "points", &layout, &theme, points);
  rsc_function_layout_clear (&layout);
}

/* Both features in the same units: in a picture that is too high the frame keeps its size, in the
 * middle of the room. */
static void
test_plane_in_the_middle (void)
{
  g_autoptr (RscDataset) dataset = dataset_of_gallery ("circles", 0, -1.0);
  double middle[2], height[2];

  for (int k = 0; k < 2; k++)
    {
      g_autoptr (RscPicture) picture = NULL;
      cairo_t *cr = rsc_picture_create_measuring ();
      RscFunctionModel model;
      RscTheme theme;

      rsc_theme_init (&theme, FALSE);
      rsc_function_model_init (&model);
      model.dataset = dataset;
      picture = rsc_function_plot_new (&model, &theme, cr, 300.0, 600.0 + 200.0 * k);
      const RscRect frame = ((const RscFunctionLayout *) rsc_picture_get_layout (picture))->frame;
      middle[k] = frame.y + 0.5 * frame.height;
      height[k] = frame.height;
      cairo_destroy (cr);
    }
  g_assert_cmpfloat_with_epsilon (height[1], height[0], 1e-9);
  g_assert_cmpfloat_with_epsilon (middle[1], middle[0] + 100.0, 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/function-layers/graph", test_graph);
  g_test_add_func ("/function-layers/plane", test_plane);
  g_test_add_func ("/function-layers/fit", test_fit);
  g_test_add_func ("/function-layers/plane-in-the-middle", test_plane_in_the_middle);
  return g_test_run ();
}
