/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "problems.h"

#include "core/numerics/rsc-number-words.h"
#include "core/set/rsc-set-axes.h"
#include "core/program/rsc-solver.h"
#include "ui/words/rsc-set-words.h"
#include "ui/words/rsc-status-words.h"
#include <gsl/gsl_errno.h>
#include <string.h>

static char *
dup_shadow (RscOptimalSet *set, gsize n_axes, const gsize *axes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscHull) hull = rsc_optimal_set_project (set, n_axes, axes, NULL, &error);

  g_assert_no_error (error);
  return rsc_set_words_dup_shadow (set, hull, FALSE);
}

static void
test_shadow (void)
{
  const gsize axes[3] = { 0, 1, 2 };
  g_autoptr (RscOptimalSet) segment = set_of_gallery ("polygon-6", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscOptimalSet) point = set_of_gallery ("xor", RSC_ACTIVATION_RELU, 0.1);

  for (gsize n = 1; n <= 3; n++)
    {
      g_autofree char *words = dup_shadow (segment, n, axes);
      g_autofree char *unique = dup_shadow (point, n, axes);

      g_assert_cmpstr (words, ==, "The whole set: 1-dimensional.");
      g_assert_cmpstr (unique, ==, "Unique: this is the only optimal network.");
    }
}

/* What is lost is said: a body, a polygon or a line of a larger set, and axes that depend on each
 * other. */
static void
test_larger (void)
{
  static const char *const expected[] = {
    "1-D shadow of a 5-dimensional set.",
    "2-D shadow of a 5-dimensional set.",
    "3-D shadow of a 5-dimensional set.",
  };
  const gsize flat[3] = { 0, 1, 2 };
  g_autoptr (RscOptimalSet) set = set_of_gallery ("spiral", RSC_ACTIVATION_RELU, 0.02);
  gsize axes[3];

  g_assert_cmpuint (rsc_set_axes_choose (set, 0, axes), ==, 3);
  for (gsize n = 1; n <= 3; n++)
    {
      g_autofree char *words = dup_shadow (set, n, axes);

      g_assert_cmpstr (words, ==, expected[n - 1]);
    }
  g_autofree char *words = dup_shadow (set, 3, flat);
  g_assert_cmpstr (words, ==,
                   "2-D shadow of a 5-dimensional set: these neurons only change together.");
  g_autoptr (RscOptimalSet) eight = set_of_gallery ("parity", RSC_ACTIVATION_RELU, 0.1);
  g_assert_cmpuint (rsc_set_axes_choose (eight, 0, axes), ==, 3);
  g_autofree char *an = dup_shadow (eight, 3, axes);
  g_assert_cmpstr (an, ==, "3-D shadow of an 8-dimensional set.");
}

/* A set that stands on too little says why, and the status says of uniqueness what it can. */
static void
test_caution (void)
{
  g_autoptr (RscOptimalSet) sure = set_of_gallery ("xor", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscDataset) dataset = dataset_of_hard_case ("small-units.csv");
  g_autoptr (RscProblem) problem = problem_of_dataset (dataset, TRUE, RSC_ACTIVATION_RELU);
  g_autoptr (RscOptimalSet) unsure = set_of_problem (problem, 1e-3);
  g_autoptr (RscProblem) plain = problem_of_gallery ("checkerboard", RSC_ACTIVATION_RELU);
  g_autoptr (GError) error = NULL;
  RscSolverSettings settings;

  g_assert_null (rsc_set_words_dup_caution (sure));
  g_autofree char *unique = rsc_status_words_uniqueness (sure, FALSE);
  g_assert_cmpstr (unique, ==, "Unique: no other network is optimal");

  /* Solved as far as doubles go: it is not the gap that leaves it open. */
  g_assert_false (rsc_optimal_set_is_trusted (unsure));
  g_autofree char *approximate = rsc_set_words_dup_caution (unsure);
  g_assert_true (g_str_has_prefix (approximate, "the set is an approximation: "));
  g_assert_null (strstr (approximate, "%"));
  g_autofree char *open = rsc_status_words_uniqueness (unsure, FALSE);
  g_assert_cmpstr (open, ==,
                   rsc_solution_is_solved (rsc_optimal_set_get_solution (unsure))
                     ? "Uniqueness is not decided: the set is an approximation"
                     : "Uniqueness is not decided at this gap");

  /* Stopped early: then it is the gap. */
  rsc_solver_settings_init (&settings);
  settings.max_iterations = 1;
  RscSolver *solver = rsc_solver_new (plain, &settings);
  g_autoptr (RscSolution) early = rsc_solver_run (solver, 0.1 * rsc_problem_get_lambda_max (plain),
                                                  NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (rsc_solution_is_solved (early));
  g_autoptr (RscOptimalSet) rough = rsc_optimal_set_new (early, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *caution = rsc_set_words_dup_caution (rough);
  g_autofree char *gap = rsc_status_words_uniqueness (rough, FALSE);
  g_assert_nonnull (caution);
  g_assert_cmpstr (gap, ==, "Uniqueness is not decided at this gap");
  rsc_solver_free (solver);
}

static void
test_one (void)
{
  const gsize vertices[2] = { 0, 15 };
  g_autoptr (RscOptimalSet) set = set_of_gallery ("polygon-12", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscOptimalSet) point = set_of_gallery ("xor", RSC_ACTIVATION_RELU, 0.1);
  g_autofree char *one = rsc_set_words_dup_one (point, FALSE);
  g_autofree char *none = rsc_set_words_dup_none (point, 1e-3);
  g_autofree char *below = rsc_set_words_dup_several (TRUE, 0.0084612);
  g_autofree char *above = rsc_set_words_dup_several (FALSE, 0.25);
  g_autofree char *absent = rsc_set_words_dup_absent_axis (TRUE, 3);
  g_autofree char *dot = rsc_set_words_dup_dot (set, 2, vertices);
  g_autofree char *both = rsc_set_words_dup_vertices_at (set, 2, vertices, TRUE, NULL);
  g_autofree char *bar = rsc_set_words_dup_bar (point, 0, 4, 0.5);
  g_autofree char *title = rsc_set_words_dup_bars_title (point, FALSE, -1);

  g_assert_cmpstr (one, ==, "Unique: this is the only optimal network.");
  g_assert_cmpstr (none, ==, "Unique at every λ down to 0.001 λₘₐₓ.");
  g_assert_cmpstr (below, ==, "Several optima below 0.00846 λₘₐₓ");
  g_assert_cmpstr (above, ==, "Several optima above 0.25 λₘₐₓ");
  g_assert_cmpstr (absent, ==, "w₃ = 0");
  g_assert_cmpstr (dot, ==, "2 vertices, 3 to 7 neurons");
  g_assert_cmpstr (
    both, ==, "Inside the shadow: 2 vertices fall together here, 3 to 7 neurons: numbers 1, 16");
  g_assert_true (g_str_has_prefix (bar, "Neuron 4: norm 0.5, "));
  g_assert_cmpstr (title, ==, "||θ||");
}

/* XOR with the patterns of a few drawn gates. */
static RscProblem *
make_sampled (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) dataset = dataset_of_gallery ("xor", 0, -1);
  g_autofree double *x = rsc_dataset_dup_design (dataset, FALSE);
  g_autoptr (RscArrangement) arrangement = rsc_arrangement_new_sampled (
    rsc_dataset_get_n (dataset), rsc_dataset_get_d (dataset), x, 6, 7, 0, NULL, &error);

  g_assert_no_error (error);
  RscProblem *problem =
    rsc_problem_new (dataset, FALSE, RSC_ACTIVATION_RELU, arrangement, NULL, &error);
  g_assert_no_error (error);
  return problem;
}

/* Where other patterns might give other networks, nothing is said about all of them. */
static void
test_sampled (void)
{
  const gsize axes[1] = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RscProblem) problem = make_sampled ();
  g_autoptr (RscOptimalSet) set = set_of_problem (problem, 0.1);

  g_assert_cmpuint (rsc_optimal_set_get_dimension (set), ==, 0);
  g_assert_false (rsc_set_words_is_proved (set));
  for (int walked = 0; walked < 2; walked++)
    {
      g_autoptr (RscHull) hull = rsc_optimal_set_project (set, 1, axes, NULL, &error);
      g_assert_no_error (error);
      g_autofree char *words = rsc_set_words_dup_shadow (set, hull, walked);

      g_assert_cmpstr (words, ==, "One point: no other optimal network was found.");
    }
}

/* What the status says of uniqueness and of the narrowest says over which patterns, either way. */
static void
test_scope (void)
{
  /* Towards the six points of a hexagon: one in each cell. */
  static const double gates[] = { 1.0,  0.0, 0.5,  0.87,  -0.5, 0.87,
                                  -1.0, 0.0, -0.5, -0.87, 0.5,  -0.87 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RscProblem) few = make_sampled ();
  g_autoptr (RscOptimalSet) point = set_of_problem (few, 0.1);
  g_autoptr (RscDataset) hexagon = dataset_of_gallery ("polygon-6", 0, -1);
  const gsize n = rsc_dataset_get_n (hexagon);
  g_autoptr (RscArrangement) sample =
    rsc_arrangement_new_sampled (n, 2, rsc_dataset_get_x (hexagon), 100, 1, 0, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RscArrangement) given = rsc_arrangement_new_from_gates (
    n, 2, rsc_dataset_get_x (hexagon), G_N_ELEMENTS (gates) / 2, gates, 0, &error);
  g_assert_no_error (error);
  g_autofree char *unique = rsc_status_words_uniqueness (point, FALSE);

  g_assert_cmpstr (unique, ==, "Unique among the sampled patterns");
  for (int k = 0; k < 2; k++)
    {
      g_autoptr (RscProblem) problem = rsc_problem_new (hexagon, FALSE, RSC_ACTIVATION_RELU,
                                                        k == 0 ? sample : given, NULL, &error);
      g_assert_no_error (error);
      g_autoptr (RscOptimalSet) set = set_of_problem (problem, 0.1);
      g_autofree char *what = rsc_status_words_uniqueness (set, FALSE);
      g_autofree char *narrowest = rsc_status_words_narrowest (set);

      g_assert_cmpuint (rsc_optimal_set_get_dimension (set), ==, 1);
      g_assert_cmpstr (what, ==,
                       k == 0 ? "Not unique among the sampled patterns"
                              : "Not unique among the patterns of the given gates");
      g_assert_cmpstr (narrowest, ==,
                       k == 0 ? "narrowest of the sample 3" : "narrowest of the given gates 3");
    }
}

static void
test_titles (void)
{
  g_autoptr (RscDataset) dataset = dataset_of_text ("שם,width,y\n1,0,2\n2,1,3\n3,0,1\n");
  g_autoptr (RscProblem) problem = problem_of_dataset (dataset, TRUE, RSC_ACTIVATION_RELU);
  g_autoptr (RscOptimalSet) set = set_of_problem (problem, 0.1);
  static const struct
  {
    gboolean convex;
    int feature;
    const char *title;
  } cases[] = { { TRUE, -1, "||w₁₂||" },
                { FALSE, -1, "||θ₁₂||" },
                { TRUE, 0, "w₁₂, שם" },
                { FALSE, 1, "θ₁₂, width" },
                { TRUE, 2, "w₁₂, bias" } };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autofree char *title =
        rsc_set_words_dup_axis_title (set, cases[k].convex, 12, cases[k].feature);
      g_assert_cmpstr (title, ==, cases[k].title);
    }
  g_autofree char *plain = rsc_set_words_dup_axis_title (NULL, TRUE, 3, 0);
  g_autofree char *one = rsc_set_words_dup_width (1), *more = rsc_set_words_dup_width (7);
  g_assert_cmpstr (plain, ==, "neuron 3");
  g_assert_cmpstr (one, ==, "1 neuron");
  g_assert_cmpstr (more, ==, "7 neurons");
}

static void
test_absence (void)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("xor", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscOptimalSet) zero = set_of_gallery ("xor", RSC_ACTIVATION_RELU, 1.1);

  g_assert_cmpstr (rsc_set_words_get_absence (NULL, 3), ==, "Nothing solved yet.");
  g_assert_cmpstr (rsc_set_words_get_absence (set, 0), ==, "Choose one to three neurons as axes.");
  g_assert_cmpstr (rsc_set_words_get_absence (set, 2), ==, "The optimal set is being worked out.");
  g_assert_cmpstr (rsc_set_words_get_absence (zero, 0), ==,
                   "The only optimal network is zero: it has no neurons.");
}

/* A vertex names its neurons by their labels, in the order of these, each with its norm. */
static void
test_vertices (void)
{
  g_autoptr (GError) error = NULL;
  const gsize axes[3] = { 0, 1, 2 };
  g_autoptr (RscOptimalSet) set = set_of_gallery ("polygon-12", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscOptimalSet) unique = set_of_gallery ("xor", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscOptimalSet) zero = set_of_gallery ("xor", RSC_ACTIVATION_RELU, 1.1);
  const gsize m = rsc_optimal_set_get_n_neurons (set);
  g_autofree gsize *labels = g_new (gsize, m);

  for (gsize i = 0; i < m; i++)
    labels[i] = 2 * (m - i);
  for (gsize v = 0; v < rsc_optimal_set_get_n_vertices (set); v++)
    {
      const double *a = rsc_optimal_set_get_vertex (set, v);
      const gsize width = rsc_optimal_set_get_vertex_width (set, v);
      g_autoptr (GString) named = g_string_new (NULL), plain = g_string_new (NULL);

      g_string_printf (named, "Vertex %" G_GSIZE_FORMAT ": %" G_GSIZE_FORMAT " neurons, norms ",
                       v + 1, width);
      g_string_append (plain, named->str);
      for (gsize k = 0, n = 0; k < m; k++)
        {
          g_autofree char *first = rsc_number_words_dup (a[k], 3);
          g_autofree char *last = rsc_number_words_dup (a[m - 1 - k], 3);

          if (a[k] > 0)
            g_string_append_printf (plain, "%s%" G_GSIZE_FORMAT ": %s",
                                    g_str_has_suffix (plain->str, "norms ") ? "" : ", ", k + 1,
                                    first);
          if (a[m - 1 - k] > 0)
            g_string_append_printf (named, "%s%" G_GSIZE_FORMAT ": %s", n++ > 0 ? ", " : "",
                                    labels[m - 1 - k] + 1, last);
        }
      g_autofree char *with_labels = rsc_set_words_dup_vertex (set, v, labels);
      g_autofree char *without = rsc_set_words_dup_vertex (set, v, NULL);
      g_assert_cmpuint (width, <=, 8);
      g_assert_cmpstr (with_labels, ==, named->str);
      g_assert_cmpstr (without, ==, plain->str);
    }

  g_autofree char *unknown = rsc_set_words_dup_vertices (NULL, 3);
  g_autofree char *count = rsc_set_words_dup_vertices (set, -1);
  g_autofree char *one = rsc_set_words_dup_vertices (unique, -1);
  g_autofree char *second = rsc_set_words_dup_vertices (set, 1);
  g_assert_cmpstr (unknown, ==, "Vertex");
  g_assert_cmpstr (count, ==, "16 vertices");
  g_assert_cmpstr (one, ==, "1 vertex");
  g_assert_cmpstr (second, ==, "Vertex 2 of 16");

  double points[2] = { 0.25, -1.0 / 3 };
  RscHull square = { .n_axes = 2, .n_points = 1, .points = points };
  g_autofree char *corner = rsc_set_words_dup_corner (&square, 0);
  g_assert_cmpstr (corner, ==, "A corner of the projection: 0.25, −0.333");

  g_autoptr (RscHull) hull = rsc_optimal_set_project (set, 3, axes, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (rsc_set_words_get_hint (NULL, NULL));
  g_assert_null (rsc_set_words_get_hint (set, NULL));
  g_assert_null (rsc_set_words_get_hint (unique, &square));
  g_assert_cmpstr (rsc_set_words_get_hint (zero, NULL), ==,
                   "The zero network is the only optimal one");
  g_assert_cmpstr (rsc_set_words_get_hint (set, &square), ==, "Drag the marker or click a vertex");
  g_assert_cmpstr (rsc_set_words_get_hint (set, hull), ==,
                   "Drag the marker or click a vertex · drag beside them to rotate");
  g_assert_cmpstr (rsc_set_words_get_computing (), ==, "Computing the set at this λ…");
}

/* Rounded targets at 1e-5 λ_max: blocks that may touch λ or be 1e-13 below. */
static void
test_doubtful (void)
{
  g_autoptr (RscDataset) dataset =
    dataset_of_text ("1,0,0\n0,0,0.33333333333333331\n1,-1,0\n1,1,0.33333333333333331\n"
                     "-1,0,-0.33333333333333331\n-1,-1,0\n1,-1,0.33333333333333331\n");
  g_autoptr (RscProblem) problem = problem_of_dataset (dataset, TRUE, RSC_ACTIVATION_GATED);
  g_autoptr (RscOptimalSet) doubtful = set_of_problem (problem, 1e-5);
  g_autoptr (RscOptimalSet) clear = set_of_problem (problem, 1e-2);
  g_autofree char *caution = rsc_set_words_dup_caution (doubtful);
  g_autofree char *none = rsc_set_words_dup_caution (clear);
  g_autofree char *narrowest = rsc_set_words_dup_narrowest (doubtful);

  g_assert_nonnull (g_strstr_len (caution, -1, "only to the rounding of the data"));
  g_assert_null (none);
  g_assert_cmpstr (narrowest, ==, "4 neurons, not proved to be the fewest");
}

/* Where a fit needs norms that are too small to count, so are the widths of what is listed. */
static void
test_small_norms (void)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("checkerboard", RSC_ACTIVATION_RELU, 1e-9);
  g_autoptr (RscOptimalSet) larger = set_of_gallery ("checkerboard", RSC_ACTIVATION_RELU, 0.1);
  g_autofree char *doubtful = rsc_status_words_vertices (set);
  g_autofree char *known = rsc_status_words_vertices (larger);

  g_assert_true (g_str_has_suffix (doubtful, " as far as can be told"));
  g_assert_cmpstr (known, ==, "16 minimal networks");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();

  g_test_add_func ("/set-words/shadow", test_shadow);
  g_test_add_func ("/set-words/larger", test_larger);
  g_test_add_func ("/set-words/caution", test_caution);
  g_test_add_func ("/set-words/one", test_one);
  g_test_add_func ("/set-words/sampled", test_sampled);
  g_test_add_func ("/set-words/scope", test_scope);
  g_test_add_func ("/set-words/titles", test_titles);
  g_test_add_func ("/set-words/absence", test_absence);
  g_test_add_func ("/set-words/vertices", test_vertices);
  g_test_add_func ("/set-words/doubtful", test_doubtful);
  g_test_add_func ("/set-words/small-norms", test_small_norms);

  return g_test_run ();
}
