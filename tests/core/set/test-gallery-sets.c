/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-gallery.h"
#include "core/set/rsc-set-axes.h"
#include "core/program/rsc-solver.h"
#include "problems.h"

#include <gsl/gsl_errno.h>

/* Every sentence of the gallery says what the optimal set is: this is what they say. */

static RscOptimalSet *
solve (const RscGalleryItem *item, gsize n, double noise, guint64 seed, double ratio)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) data = rsc_gallery_generate (item, n, noise, seed, &error);
  g_autoptr (RscProblem) problem = problem_of_dataset (data, item->bias, RSC_ACTIVATION_RELU);
  g_autoptr (RscSolution) solution = rsc_solver_solve (
    problem, ratio * rsc_problem_get_lambda_max (problem), NULL, NULL, NULL, NULL, NULL, &error);
  RscOptimalSet *set;

  g_assert_no_error (error);
  g_assert_cmpint (rsc_solution_get_status (solution), ==, RSC_SOLUTION_CONVERGED);
  set = rsc_optimal_set_new (solution, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  return set;
}

static void
test_sentences (void)
{
  static const struct
  {
    const char *name;
    guint64 seed;
    gsize n_neurons; /* that meet the optimality condition; 0 when the sentence is silent */
    gsize n_support;
    gsize dimension;
    gsize least; /* widths of the minimal networks */
    gsize most;
  } cases[] = {
    { "checkerboard", 0, 12, 12, 3, 8, 9 }, { "polygon", 0, 12, 12, 5, 3, 7 },
    { "parity", 0, 16, 16, 8, 4, 8 },       { "xor", 0, 4, 4, 0, 4, 4 },
    { "figure1", 0, 2, 2, 0, 2, 2 },        { "moons", 1, 18, 18, 6, 12, 12 },

    { "circles", 0, 13, 13, 1, 7, 7 },      { "spiral", 0, 0, 16, 5, 11, 11 },
    { "blobs", 1, 0, 2, 0, 2, 2 },          { "random", 1, 8, 8, 2, 6, 6 },
    { "sine", 0, 0, 8, 2, 6, 6 },           { "cosine", 0, 14, 14, 5, 9, 9 },
    { "step", 0, 0, 4, 0, 4, 4 },           { "abs", 0, 3, 3, 0, 3, 3 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize n;
      const RscGalleryItem *item = rsc_gallery_find (cases[i].name, &n);
      g_autoptr (RscOptimalSet) set =
        solve (item, n, item->noise_default, cases[i].seed, item->lambda_ratio);
      gsize least = G_MAXSIZE;
      gsize most = 0;

      g_test_message ("%s", cases[i].name);
      if (cases[i].n_neurons > 0)
        g_assert_cmpuint (rsc_optimal_set_get_n_neurons (set), ==, cases[i].n_neurons);
      g_assert_cmpuint (rsc_optimal_set_get_n_support (set), ==, cases[i].n_support);
      g_assert_cmpuint (rsc_optimal_set_get_dimension (set), ==, cases[i].dimension);
      g_assert_cmpint (rsc_optimal_set_is_unique (set), ==, cases[i].dimension == 0);
      g_assert_cmpint (item->several, ==, cases[i].dimension > 0);
      g_assert_true (rsc_optimal_set_get_vertices_complete (set));
      for (gsize k = 0; k < rsc_optimal_set_get_n_vertices (set); k++)
        {
          gsize width = rsc_optimal_set_get_vertex_width (set, k);

          least = MIN (least, width);
          most = MAX (most, width);
        }
      g_assert_cmpuint (least, ==, cases[i].least);
      g_assert_cmpuint (most, ==, cases[i].most);
      g_assert_cmpuint (rsc_optimal_set_get_narrowest_width (set), ==, least);
      if (cases[i].dimension == 2)
        g_assert_cmpuint (rsc_optimal_set_get_n_vertices (set), ==, 4);
    }
}

/* Twelve cuts, of which each end of the segment uses other six, and a constant in both. */
static void
test_circles (void)
{
  gsize n;
  const RscGalleryItem *item = rsc_gallery_find ("circles", &n);
  g_autoptr (RscOptimalSet) set = solve (item, n, 0.0, 0, item->lambda_ratio);
  gsize n_shared = 0;

  g_assert_cmpuint (rsc_optimal_set_get_n_vertices (set), ==, 2);
  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (set); i++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, i);
      gboolean first = rsc_optimal_set_get_vertex (set, 0)[i] > 1e-6;
      gboolean second = rsc_optimal_set_get_vertex (set, 1)[i] > 1e-6;

      g_assert_true (first || second);
      if (first && second)
        {
          n_shared++;
          g_assert_cmpfloat_with_epsilon (neuron->direction[2], 1.0, 1e-9);
        }
    }
  g_assert_cmpuint (n_shared, ==, 1);
}

/* What the sentences say of other λ: the only optimum of the cosine at twice its own, and of the
 * moons above 0.0085 λ_max. */
static void
test_other_lambdas (void)
{
  gsize n;
  const RscGalleryItem *item = rsc_gallery_find ("cosine", &n);
  g_autoptr (RscOptimalSet) cosine = solve (item, n, 0.0, 0, 2.0 * item->lambda_ratio);

  g_assert_true (rsc_optimal_set_is_unique (cosine));
  g_assert_cmpuint (rsc_optimal_set_get_n_support (cosine), ==, 4);

  item = rsc_gallery_find ("moons", &n);
  g_autoptr (RscOptimalSet) one = solve (item, n, item->noise_default, 1, 0.0085);
  g_autoptr (RscOptimalSet) many = solve (item, n, item->noise_default, 1, 0.0084);
  g_assert_true (rsc_optimal_set_is_unique (one));
  g_assert_cmpuint (rsc_optimal_set_get_dimension (many), >, 0);
}

/* Where the subject is that there are several, there are several at the default. */
static void
test_all (void)
{
  gsize n_items, n_several = 0;
  const RscGalleryItem *items = rsc_gallery_get_items (&n_items);

  for (gsize k = 0; k < n_items; k++)
    {
      g_autoptr (RscOptimalSet) set =
        solve (&items[k], items[k].n_default, items[k].noise_default, 1, items[k].lambda_ratio);

      g_test_message ("%s", items[k].name);
      g_assert_true (rsc_optimal_set_is_trusted (set));
      if (items[k].several)
        g_assert_cmpuint (rsc_optimal_set_get_dimension (set), >=, 1);
      else
        g_assert_true (rsc_optimal_set_is_unique (set));
      n_several += items[k].several;
    }
  g_assert_cmpuint (n_several, >=, 9);
}

static void
test_blobs (void)
{
  gsize n;
  const RscGalleryItem *item = rsc_gallery_find ("blobs", &n);
  g_autoptr (RscOptimalSet) set = solve (item, n, item->noise_default, 1, item->lambda_ratio);

  /* The support comes first: one neuron of each sign. */
  g_assert_cmpint (rsc_optimal_set_get_neuron (set, 0)->sign, ==,
                   -rsc_optimal_set_get_neuron (set, 1)->sign);
}

/* The three widest neurons of the spiral depend on each other: their shadow is flat. The axes that
 * are chosen show a body. */
static void
test_spiral (void)
{
  static const gsize widest[3] = { 0, 1, 2 };
  gsize n;
  const RscGalleryItem *item = rsc_gallery_find ("spiral", &n);
  g_autoptr (RscOptimalSet) set = solve (item, n, 0.0, 0, item->lambda_ratio);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscHull) flat = rsc_optimal_set_project (set, 3, widest, NULL, &error);
  gsize axes[3];

  g_assert_no_error (error);
  g_assert_cmpuint (flat->dimension, ==, 2);
  g_assert_cmpuint (rsc_set_axes_choose (set, 0, axes), ==, 3);
  g_autoptr (RscHull) body = rsc_optimal_set_project (set, 3, axes, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (body->dimension, ==, 3);
}

/* The constant of the absolute value goes, the two ramps stay. */
static void
test_abs (void)
{
  gsize n;
  const RscGalleryItem *item = rsc_gallery_find ("abs", &n);
  g_autoptr (RscOptimalSet) set = solve (item, n, 0.0, 0, item->lambda_ratio / 10.0);

  g_assert_cmpuint (rsc_optimal_set_get_n_support (set), ==, 2);
  g_assert_true (rsc_optimal_set_is_unique (set));
  g_assert_cmpfloat (rsc_optimal_set_get_neuron (set, 0)->direction[0]
                       * rsc_optimal_set_get_neuron (set, 1)->direction[0],
                     <, -0.5);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gallery-sets/sentences", test_sentences);
  g_test_add_func ("/gallery-sets/circles", test_circles);
  g_test_add_func ("/gallery-sets/other-lambdas", test_other_lambdas);
  g_test_add_func ("/gallery-sets/all", test_all);
  g_test_add_func ("/gallery-sets/blobs", test_blobs);
  g_test_add_func ("/gallery-sets/spiral", test_spiral);
  g_test_add_func ("/gallery-sets/abs", test_abs);

  return g_test_run ();
}
