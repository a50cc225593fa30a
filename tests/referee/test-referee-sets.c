/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parts.h"
#include "sweep.h"

/* The referee itself, on sets that are known by hand: objective, neurons, dimension and
 * vertices. */

typedef struct
{
  const char *name;
  gsize n;
  gsize d;
  const double *features;
  const double *targets;
  gboolean bias;
  double ratio;
  double lambda_max;
  double objective;
  gsize ties;
  gsize neurons;
  gsize dimension;
  gsize widths[12];
} Known;

static const double square[] = { 1, 1, 1, -1, -1, 1, -1, -1 };
static const double square_targets[] = { 1, -1, -1, 1 };
static const double board[] = { -1, -1, -1, 0, -1, 1, 0, -1, 0, 0, 0, 1, 1, -1, 1, 0, 1, 1 };
static const double board_targets[] = { 1, -1, 1, -1, 1, -1, 1, -1, 1 };

static const Known known[] = {
  { "xor", 4, 2, square, square_targets, FALSE, 0.1, G_SQRT2, 0.38, 0, 4, 0, { [4] = 1 } },
  { "xor with bias",
    4,
    2,
    square,
    square_targets,
    TRUE,
    0.1,
    G_SQRT2,
    0.38,
    16,
    4,
    0,
    { [4] = 1 } },
  { "checkerboard at 0.5",
    9,
    2,
    board,
    board_targets,
    TRUE,
    0.5,
    1.1547005383792517,
    4.4285468820183675,
    0,
    4,
    0,
    { [4] = 1 } },
  { "checkerboard at 0.1",
    9,
    2,
    board,
    board_targets,
    TRUE,
    0.1,
    1.1547005383792517,
    1.9456199837599344,
    64,
    12,
    3,
    { [8] = 12, [9] = 4 } },
  { "checkerboard at 0.01",
    9,
    2,
    board,
    board_targets,
    TRUE,
    0.01,
    1.1547005383792517,
    0.2204293721807352,
    64,
    12,
    3,
    { [8] = 12, [9] = 4 } },
};

static void
test_known_sets (void)
{
  for (gsize k = 0; k < G_N_ELEMENTS (known); k++)
    {
      const Known *right = &known[k];
      Case subject = { .family = right->name,
                       .n = right->n,
                       .n_features = right->d,
                       .features = (double *) right->features,
                       .targets = (double *) right->targets,
                       .bias = right->bias,
                       .ratio = right->ratio };
      gsize widths[12] = { 0 };
      Program program;
      Optimum optimum;
      Truth truth;
      g_autofree double *x = case_dup_design (&subject);
      Quad lambda_max;

      program_init (&program, subject.n, case_get_d (&subject), x, subject.targets, FALSE);
      lambda_max = program_get_lambda_max (&program);
      g_assert_cmpfloat_with_epsilon ((double) lambda_max, right->lambda_max, 1e-15);
      g_assert_true (optimum_find (&optimum, &program, right->ratio * lambda_max, NULL));
      g_assert_cmpfloat_with_epsilon ((double) optimum.objective, right->objective, 1e-15);
      truth_init (&truth, &optimum);
      g_assert_null (truth.doubt);
      g_assert_true (truth.complete);
      if (right->ties > 0)
        g_assert_cmpuint (truth.ties->len, ==, right->ties);
      g_assert_cmpuint (truth.m, ==, right->neurons);
      g_assert_cmpuint (truth.dimension, ==, right->dimension);
      for (guint c = 0; c < truth.corners->len; c++)
        widths[g_array_index (truth.corners, Corner, c).width]++;
      for (gsize width = 0; width < G_N_ELEMENTS (widths); width++)
        g_assert_cmpuint (widths[width], ==, right->widths[width]);
      truth_clear (&truth);
      optimum_clear (&optimum);
      program_clear (&program);
    }
}

int
main (int argc, char **argv)
{
  sweep_init (&argc, &argv);
  g_test_add_func ("/referee/sets/known-sets", test_known_sets);
  sweep_add ("sets", 120, part_sets);
  sweep_add_named ("sets", part_sets);
  return g_test_run ();
}
