/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "golden.h"

#include "ui/plot/rsc-pruning-bars.h"
#include "ui/plot/rsc-pruning-heat.h"
#include "ui/plot/rsc-pruning-layout.h"
#include <gsl/gsl_errno.h>
#include <math.h>

/* The layers of the picture of pruning that write nothing, or so little room that they do not. */

typedef void (*Layer) (gconstpointer layout, RscText *text);

static const Layer bands[] = { rsc_pruning_heat_draw_bands, NULL };
static const Layer heat[] = { rsc_pruning_heat_draw, NULL };
static const Layer beta[] = { rsc_pruning_bars_draw_beta, NULL };
static const Layer norms[] = { rsc_pruning_bars_draw_norms, NULL };

/* Nine neurons on six points, in no special position: no choice of Algorithm 1 is a tie. */
static void
test_layers (void)
{
  enum
  {
    N = 6,
    M = 9
  };
  double x[2 * N], y[N], hidden[3 * M], output[M];
  g_autoptr (GError) error = NULL;
  RscPruningMove move;

  for (int i = 0; i < N; i++)
    {
      x[2 * i] = cos (2.4 * i);
      x[2 * i + 1] = cos (0.5 + 1.7 * i);
      y[i] = sin (1.1 * i);
    }
  for (int i = 0; i < M; i++)
    {
      for (int k = 0; k < 3; k++)
        hidden[3 * i + k] = cos (0.3 + 1.3 * i + 2.1 * k) * (k == 2 ? 0.6 : 1.0);
      output[i] = (i % 2 == 0 ? 1.0 : -0.8) * (1.0 + 0.1 * i);
    }
  g_autoptr (RscDataset) dataset = rsc_dataset_new ("points", N, 2, x, y, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RscNetwork) network = rsc_network_new (M, 3, TRUE, hidden, output, NULL);
  g_autoptr (RscPruning) start = rsc_pruning_new (dataset, NULL, network, 0.1, NULL, NULL, &error);
  g_assert_no_error (error);
  rsc_pruning_move_init (&move);
  move.until = RSC_PRUNING_TO_MINIMAL;
  g_autoptr (RscPruning) walk = rsc_pruning_go_on (start, 0, &move, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (int dark = 0; dark < 2; dark++)
    for (gsize state = 0; state < 3; state++)
      {
        g_autofree char *suffix = g_strdup_printf ("-%d%s", (int) state, dark ? "-dark" : "");
        RscPruningLayout layout;
        RscPruningModel model;
        RscTheme theme;

        rsc_theme_init (&theme, dark);
        theme.font_size = 8.0;
        rsc_pruning_model_init (&model);
        model.pruning = walk;
        model.state = state;
        model.selected = 3;
        model.hovered = 8;
        rsc_pruning_layout_init (&layout, &model, &theme, GOLDEN_WIDTH, GOLDEN_HEIGHT);
        rsc_pruning_heat_lay_out (&layout);
        /* Without numbers beside and above the bars. */
        layout.em = 20.0;
        layout.ticks = 0.0;
        const struct
        {
          const char *name;
          const Layer *layers;
        } parts[] = { { "bands", bands }, { "heat", heat }, { "beta", beta }, { "norms", norms } };
        for (gsize k = 0; k < G_N_ELEMENTS (parts); k++)
          {
            g_autofree char *name = g_strconcat (parts[k].name, suffix, NULL);
            if (k == 2 && state == 0)
              continue; /* words in place of bars */
            golden_assert ("pruning.golden", name, &layout, &theme, parts[k].layers);
          }
        rsc_pruning_layout_clear (&layout);

        /* Room for one row of bars: β where there is a step, the norms before the first one. */
        rsc_pruning_layout_init (&layout, &model, &theme, GOLDEN_WIDTH, 10.0 * theme.font_size);
        g_assert_cmpint (layout.norms.height > 10.0, ==, state == 0);
        g_assert_cmpint (layout.beta.height > 10.0, ==, state > 0);
        rsc_pruning_layout_clear (&layout);
      }
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pruning-layers/layers", test_layers);
  return g_test_run ();
}
