/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-classes.h"
#include "core/numerics/rsc-blas.h"
#include "core/numerics/rsc-quantile.h"
#include "core/pruning/rsc-experiment.h"
#include "core/data/rsc-gallery.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

/* One feature, no bias: the two half-lines are problems of their own. A neuron on one of them has
 * the norm w = (Σ |x y| - λ) / Σ x². Rows 0, 1 (right, class +1), 2 to 4 (left, class -1), 5, 6 (to
 * test). */
static const double x[] = { 1, 2, -1, -2, -3, 3, -1 };
static const double y[] = { 1, 1, -1, -1, -1, 1, 1 };
static const gsize both_sides[] = { 0, 1, 2, 3, 4 };
static const gsize right_side[] = { 0, 1 };
static const gsize test_rows[] = { 5, 6 };
static const double three_gates[] = { 1, 2, -1 };

static RscDataset *
make_line (void)
{
  return rsc_dataset_new ("line", 7, 1, x, y, NULL, NULL, NULL);
}

static void
add_both (RscExperimentSettings *settings)
{
  g_autoptr (GError) error = NULL;

  rsc_experiment_settings_add_repeat (settings, 5, both_sides, 2, test_rows, 3, three_gates,
                                      &error);
  g_assert_no_error (error);
}

static void
add_right (RscExperimentSettings *settings)
{
  g_autoptr (GError) error = NULL;

  rsc_experiment_settings_add_repeat (settings, 2, right_side, 2, test_rows, 3, three_gates,
                                      &error);
  g_assert_no_error (error);
}

static RscExperimentSettings *
make_settings (void)
{
  g_autoptr (RscDataset) line = make_line ();
  g_autoptr (GError) error = NULL;
  RscExperimentSettings *settings = rsc_experiment_settings_new (line, FALSE, 0.2, &error);

  g_assert_no_error (error);
  return settings;
}

static RscExperiment *
run (RscExperimentSettings *settings, guint n_jobs)
{
  g_autoptr (GError) error = NULL;
  RscExperiment *result = rsc_experiment_run (settings, n_jobs, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (rsc_experiment_is_complete (result));
  return result;
}

static void
check_curve (const RscExperiment *result,
             RscExperimentMeasure measure,
             RscExperimentSide side,
             RscPruningMethod method,
             double first,
             double second)
{
  const RscExperimentCurve *curve = rsc_experiment_get_curve (result, measure, side, method);

  g_assert_cmpuint (curve->n, ==, 2);
  g_assert_cmpfloat (curve->width[0], ==, 1.0);
  g_assert_cmpfloat (curve->width[1], ==, 2.0);
  g_assert_cmpfloat_with_epsilon (curve->median[0], first, 1e-12);
  g_assert_cmpfloat_with_epsilon (curve->median[1], second, 1e-12);
}

/* Worked out by hand. Right: w = (3 - 1) / 5 = 0.4; left: (6 - 1) / 14 = 5 / 14, so magnitude
 * removes the left neuron first, and what it leaves at 0 is wrong. Least squares and activation:
 * the right neuron's activations are shorter (0.4 √5 < 5/14 √14). */
static void
test_by_hand (void)
{
  g_autoptr (RscExperimentSettings) settings = make_settings ();
  g_autoptr (RscExperiment) result = NULL;
  const RscExperimentRepeat *repeat;
  const double right = 0.4;
  const double left = 5.0 / 14.0;
  const double *values;
  gsize n;

  add_both (settings);
  result = run (settings, 1);
  repeat = rsc_experiment_get_repeat (result, 0);
  g_assert_true (repeat->done);
  g_assert_true (repeat->converged);
  g_assert_cmpfloat (repeat->relative_gap, <=, 1e-10);
  g_assert_cmpuint (repeat->n_train, ==, 5);
  g_assert_cmpuint (repeat->n_test, ==, 2);
  g_assert_cmpuint (repeat->n_patterns, ==, 2);
  g_assert_cmpfloat (repeat->lambda, ==, 1.0);
  g_assert_cmpfloat_with_epsilon (repeat->lambda_max, 6.0, 1e-12);
  g_assert_cmpuint (repeat->n_equicorrelated, ==, 2);
  g_assert_cmpuint (repeat->dimension, ==, 0);
  g_assert_cmpuint (repeat->start_width, ==, 2);
  g_assert_cmpint (repeat->minimal_width, ==, 2);

  check_curve (result, RSC_EXPERIMENT_ACCURACY, RSC_EXPERIMENT_TRAIN, RSC_PRUNING_MAGNITUDE, 0.4,
               1.0);
  check_curve (result, RSC_EXPERIMENT_ACCURACY, RSC_EXPERIMENT_TEST, RSC_PRUNING_MAGNITUDE, 0.5,
               0.5);
  check_curve (result, RSC_EXPERIMENT_ACCURACY, RSC_EXPERIMENT_TRAIN, RSC_PRUNING_OPTIMAL_LS, 0.6,
               1.0);
  check_curve (result, RSC_EXPERIMENT_ACCURACY, RSC_EXPERIMENT_TEST, RSC_PRUNING_OPTIMAL_LS, 0.0,
               0.5);
  check_curve (result, RSC_EXPERIMENT_ACCURACY, RSC_EXPERIMENT_TRAIN, RSC_PRUNING_ACTIVATION, 0.6,
               1.0);
  check_curve (result, RSC_EXPERIMENT_ERROR, RSC_EXPERIMENT_TEST, RSC_PRUNING_MAGNITUDE,
               ((3.0 * right - 1.0) * (3.0 * right - 1.0) + 1.0) / 2.0,
               ((3.0 * right - 1.0) * (3.0 * right - 1.0) + (1.0 + left) * (1.0 + left)) / 2.0);
  values = rsc_experiment_get_values (result, 0, RSC_EXPERIMENT_ACCURACY, RSC_EXPERIMENT_TRAIN,
                                      RSC_PRUNING_MAGNITUDE, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpfloat (values[0], ==, 0.4);
  g_assert_cmpfloat (values[1], ==, 1.0);
}

/* A repeat that starts with one neuron stays at its first value where the other has two; with two
 * repeats the median is the middle and the quartiles are a quarter of the way in. */
static void
test_padding (void)
{
  g_autoptr (RscExperimentSettings) settings = make_settings ();
  g_autoptr (RscExperiment) result = NULL;
  const RscExperimentCurve *curve;

  add_both (settings);
  add_right (settings);
  result = run (settings, 2);
  g_assert_cmpuint (rsc_experiment_get_repeat (result, 1)->start_width, ==, 1);
  /* The gate to the left is active on no row. */
  g_assert_cmpuint (rsc_experiment_get_repeat (result, 1)->n_patterns, ==, 1);
  g_assert_cmpfloat (rsc_experiment_get_repeat (result, 1)->lambda, ==, 0.4);

  curve = rsc_experiment_get_curve (result, RSC_EXPERIMENT_ACCURACY, RSC_EXPERIMENT_TRAIN,
                                    RSC_PRUNING_MAGNITUDE);
  g_assert_cmpuint (curve->n, ==, 2);
  g_assert_cmpfloat_with_epsilon (curve->median[0], 0.7, 1e-12);
  g_assert_cmpfloat_with_epsilon (curve->q25[0], 0.55, 1e-12);
  g_assert_cmpfloat_with_epsilon (curve->q75[0], 0.85, 1e-12);
  g_assert_cmpfloat (curve->median[1], ==, 1.0);
}

static void
test_quantile (void)
{
  double one[] = { 7 };
  double four[] = { 4, 1, 3, 2 };
  double five[] = { 50, 10, 40, 20, 30 };

  g_assert_cmpfloat (rsc_quantile_find (1, one, 0.25), ==, 7.0);
  g_assert_cmpfloat (rsc_quantile_find (4, four, 0.25), ==, 1.75);
  g_assert_cmpfloat (rsc_quantile_find (4, four, 0.5), ==, 2.5);
  g_assert_cmpfloat (rsc_quantile_find (4, four, 0.75), ==, 3.25);
  g_assert_cmpfloat (rsc_quantile_find (5, five, 0.25), ==, 20.0);
  g_assert_cmpfloat (rsc_quantile_find (5, five, 0.5), ==, 30.0);
  g_assert_cmpfloat (rsc_quantile_find (5, five, 0.0), ==, 10.0);
  g_assert_cmpfloat (rsc_quantile_find (5, five, 1.0), ==, 50.0);
}

/* A million values in the worst order, which would take hours by comparing each with each. */
static void
test_quantile_of_many (void)
{
  const gsize n = 1000001;
  g_autofree double *values = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    values[i] = (double) (n - i);
  g_assert_cmpfloat (rsc_quantile_find (n, values, 0.5), ==, 500001.0);
}

/* Rows (1, 0) and (0, 1), gate (1, 0): the second row meets the gate and is inactive. With the
 * pattern 10 λ_max is 1, with 11 it would be √2. */
static void
test_gate_on_row (void)
{
  static const double square[] = { 1, 0, 0, 1, 0, -1 };
  static const double ones[] = { 1, 1, 1 };
  static const gsize rows[] = { 0, 1, 2 };
  static const double gate[] = { 1, 0 };
  g_autoptr (RscDataset) dataset = rsc_dataset_new ("axes", 3, 2, square, ones, NULL, NULL, NULL);
  g_autoptr (RscExperimentSettings) settings =
    rsc_experiment_settings_new (dataset, FALSE, 0.1, NULL);
  g_autoptr (RscExperimentSettings) flat = rsc_experiment_settings_new (dataset, FALSE, 0.1, NULL);
  g_autoptr (RscExperiment) result = NULL;
  g_autoptr (RscExperiment) none = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (rsc_experiment_settings_add_repeat (settings, 2, rows, 0, NULL, 1, gate, NULL));
  result = run (settings, 1);
  g_assert_cmpfloat_with_epsilon (rsc_experiment_get_repeat (result, 0)->lambda_max, 1.0, 1e-9);
  /* No test rows: no curve for them. */
  g_assert_cmpuint (rsc_experiment_get_curve (result, RSC_EXPERIMENT_ACCURACY, RSC_EXPERIMENT_TEST,
                                              RSC_PRUNING_MAGNITUDE)
                      ->n,
                    ==, 0);
  g_assert_cmpuint (rsc_experiment_get_curve (result, RSC_EXPERIMENT_ACCURACY, RSC_EXPERIMENT_TRAIN,
                                              RSC_PRUNING_MAGNITUDE)
                      ->n,
                    ==, 1);

  g_assert_true (rsc_experiment_settings_add_repeat (flat, 3, rows, 0, NULL, 1, gate, NULL));
  none = rsc_experiment_run (flat, 1, NULL, NULL, NULL, &error);
  g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
  g_assert_null (none);
  g_assert_true (g_str_has_prefix (error->message, "repeat 1: gates: number 1 "));
}

/* Each repeat is scaled by its own training rows, the test rows with them: the same as by hand. */
static void
test_standardise (void)
{
  double scaled[7];
  double mean = 0.0, square = 0.0;
  g_autoptr (RscExperimentSettings) settings = make_settings ();
  g_autoptr (RscExperimentSettings) by_hand = NULL;
  g_autoptr (RscDataset) dataset = NULL;
  g_autoptr (RscExperiment) result = NULL;
  g_autoptr (RscExperiment) expected = NULL;
  g_autoptr (RscExperiment) plain = NULL;

  for (gsize i = 0; i < 5; i++)
    mean += x[both_sides[i]] / 5.0;
  for (gsize i = 0; i < 5; i++)
    square += (x[both_sides[i]] - mean) * (x[both_sides[i]] - mean) / 5.0;
  for (gsize i = 0; i < 7; i++)
    scaled[i] = (x[i] - mean) / sqrt (square);
  dataset = rsc_dataset_new ("scaled", 7, 1, scaled, y, NULL, NULL, NULL);
  by_hand = rsc_experiment_settings_new (dataset, FALSE, 0.2, NULL);
  add_both (by_hand);
  expected = run (by_hand, 1);
  add_both (settings);
  plain = run (settings, 1);
  rsc_experiment_settings_set_standardise (settings, TRUE);
  result = run (settings, 1);
  g_assert_cmpfloat_with_epsilon (rsc_experiment_get_repeat (result, 0)->lambda_max,
                                  rsc_experiment_get_repeat (expected, 0)->lambda_max, 1e-12);
  g_assert_cmpfloat (rsc_experiment_get_repeat (plain, 0)->lambda_max, >, 5.0);
  for (guint side = 0; side < RSC_N_EXPERIMENT_SIDES; side++)
    for (guint method = 0; method < RSC_N_PRUNING_METHODS; method++)
      {
        gsize n, n_expected;
        const double *values = rsc_experiment_get_values (
          result, 0, RSC_EXPERIMENT_ERROR, (RscExperimentSide) side, (RscPruningMethod) method, &n);
        const double *wanted =
          rsc_experiment_get_values (expected, 0, RSC_EXPERIMENT_ERROR, (RscExperimentSide) side,
                                     (RscPruningMethod) method, &n_expected);

        g_assert_cmpuint (n, ==, n_expected);
        for (gsize k = 0; k < n; k++)
          g_assert_cmpfloat_with_epsilon (values[k], wanted[k], 1e-9);
      }
}

static void
test_methods (void)
{
  g_autoptr (RscExperimentSettings) settings = make_settings ();
  g_autoptr (RscExperiment) result = NULL;

  add_both (settings);
  rsc_experiment_settings_set_methods (settings, 1u << RSC_PRUNING_RANDOM);
  result = run (settings, 1);
  for (RscPruningMethod method = 0; method < RSC_N_PRUNING_METHODS; method++)
    g_assert_cmpuint (
      rsc_experiment_get_curve (result, RSC_EXPERIMENT_ACCURACY, RSC_EXPERIMENT_TEST, method)->n,
      ==, method == RSC_PRUNING_RANDOM ? 2 : 0);
  g_assert_cmpint (rsc_experiment_get_repeat (result, 0)->minimal_width, ==, -1);
}

/* On the 3×3 checkerboard at λ_max / 10 the optimal set has dimension 3: 12 neurons and 64 blocks,
 * minimal networks of 8 or 9. */
static void
test_starts (void)
{
  g_autoptr (RscDataset) dataset =
    rsc_gallery_generate (rsc_gallery_find ("checkerboard", NULL), 9, 0.0, 1, NULL);
  static const gsize widths[] = { 0, 12, 64 };
  gsize rows[9];
  g_autofree double *gates = NULL;
  g_autofree double *design = rsc_dataset_dup_design (dataset, TRUE);
  g_autoptr (RscArrangement) all =
    rsc_arrangement_new_all (9, 3, design, 100000, NULL, NULL, NULL, NULL);
  const gsize n_gates = rsc_arrangement_get_n_patterns (all);

  for (gsize i = 0; i < 9; i++)
    rows[i] = i;
  gates = g_new (double, n_gates * 3);
  for (gsize j = 0; j < n_gates; j++)
    g_assert_true (rsc_arrangement_get_gate (all, design, j, gates + 3 * j, NULL));
  for (RscExperimentStart start = 0; start < RSC_N_EXPERIMENT_STARTS; start++)
    {
      g_autoptr (RscExperimentSettings) settings =
        rsc_experiment_settings_new (dataset, TRUE, 0.11547005383792517 / 9, NULL);
      g_autoptr (RscExperiment) result = NULL;
      const RscExperimentRepeat *repeat;
      RscExperimentStart again;

      g_assert_true (
        rsc_experiment_settings_add_repeat (settings, 9, rows, 0, NULL, n_gates, gates, NULL));
      rsc_experiment_settings_set_start (settings, start);
      rsc_experiment_settings_set_methods (settings, 1u << RSC_PRUNING_OPTIMAL_LS);
      result = run (settings, 1);
      repeat = rsc_experiment_get_repeat (result, 0);
      if (start != RSC_EXPERIMENT_START_SOLVER)
        {
          g_assert_cmpuint (repeat->start_width, ==, widths[start]);
          g_assert_cmpuint (repeat->dimension, ==, 3);
          g_assert_cmpuint (repeat->n_equicorrelated, ==, 64);
        }
      g_assert_cmpint (repeat->minimal_width, <=, 9);
      g_assert_cmpint (repeat->minimal_width, >=, 8);
      g_assert_true (
        rsc_experiment_start_from_string (rsc_experiment_start_to_string (start), &again));
      g_assert_cmpint (again, ==, start);
    }
}

static RscExperimentSettings *
make_random (guint64 seed)
{
  g_autoptr (RscDataset) moons =
    rsc_gallery_generate (rsc_gallery_find ("moons", NULL), 40, 0.2, 1, NULL);
  g_autoptr (GError) error = NULL;
  RscExperimentSettings *settings =
    rsc_experiment_settings_new_random (moons, TRUE, 6, 0.6, 20, 0.01, seed, &error);

  g_assert_no_error (error);
  return settings;
}

static gboolean
have_equal_curves (const RscExperiment *a, const RscExperiment *b)
{
  for (RscExperimentMeasure measure = 0; measure < RSC_N_EXPERIMENT_MEASURES; measure++)
    for (RscExperimentSide side = 0; side < RSC_N_EXPERIMENT_SIDES; side++)
      for (RscPruningMethod method = 0; method < RSC_N_PRUNING_METHODS; method++)
        {
          const RscExperimentCurve *p = rsc_experiment_get_curve (a, measure, side, method);
          const RscExperimentCurve *q = rsc_experiment_get_curve (b, measure, side, method);

          if (p->n != q->n || memcmp (p->median, q->median, p->n * sizeof (double)) != 0
              || memcmp (p->q25, q->q25, p->n * sizeof (double)) != 0
              || memcmp (p->q75, q->q75, p->n * sizeof (double)) != 0)
            return FALSE;
        }
  return TRUE;
}

static void
test_jobs (void)
{
  g_autoptr (RscExperimentSettings) settings = make_random (7);
  g_autoptr (RscExperimentSettings) again = make_random (7);
  g_autoptr (RscExperimentSettings) other = make_random (8);
  g_autoptr (RscExperiment) one = run (settings, 1);
  g_autoptr (RscExperiment) two = run (again, 2);
  g_autoptr (RscExperiment) many = run (settings, 0);
  g_autoptr (RscExperiment) different = run (other, 2);

  g_assert_cmpuint (
    rsc_experiment_get_curve (one, RSC_EXPERIMENT_ACCURACY, RSC_EXPERIMENT_TEST, RSC_PRUNING_RANDOM)
      ->n,
    >, 3);
  g_assert_cmpuint (rsc_experiment_get_repeat (one, 0)->n_train, ==, 24);
  g_assert_cmpuint (rsc_experiment_get_repeat (one, 0)->n_test, ==, 16);
  g_assert_true (have_equal_curves (one, two));
  g_assert_true (have_equal_curves (one, many));
  g_assert_false (have_equal_curves (one, different));
}

typedef struct
{
  GCancellable *cancellable;
  double last;
  double stop;
} Watch;

static void
on_progress (double fraction, double gap, gpointer user_data)
{
  Watch *watch = user_data;

  g_assert_cmpfloat (fraction, >, watch->last);
  g_assert_cmpfloat (fraction, <=, 1.0);
  watch->last = fraction;
  if (fraction >= watch->stop)
    g_cancellable_cancel (watch->cancellable);
}

/* Two repeats are done when the third is stopped: what they gave is there, and only that. */
static void
test_cancel (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RscExperimentSettings) settings = make_settings ();
  g_autoptr (RscExperimentSettings) two = make_settings ();
  g_autoptr (RscExperiment) part = NULL;
  g_autoptr (RscExperiment) none = NULL;
  g_autoptr (RscExperiment) whole = NULL;
  g_autoptr (GError) error = NULL;
  Watch watch = { cancellable, 0.0, 0.5 };
  Watch patient = { cancellable, 0.0, 2.0 };

  add_both (settings);
  add_right (settings);
  add_both (settings);
  add_both (settings);
  add_both (two);
  add_right (two);
  part = rsc_experiment_run (settings, 1, on_progress, &watch, cancellable, &error);
  g_assert_no_error (error);
  g_assert_false (rsc_experiment_is_complete (part));
  g_assert_cmpuint (rsc_experiment_get_n_done (part), ==, 2);
  g_assert_false (rsc_experiment_get_repeat (part, 2)->done);
  whole = run (two, 1);
  g_assert_true (have_equal_curves (part, whole));

  none = rsc_experiment_run (settings, 2, NULL, NULL, cancellable, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rsc_experiment_get_n_done (none), ==, 0);
  g_assert_cmpuint (rsc_experiment_get_curve (none, RSC_EXPERIMENT_ACCURACY, RSC_EXPERIMENT_TRAIN,
                                              RSC_PRUNING_MAGNITUDE)
                      ->n,
                    ==, 0);

  g_clear_pointer (&whole, rsc_experiment_unref);
  whole = rsc_experiment_run (settings, 2, on_progress, &patient, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (patient.last, ==, 1.0);
}

static void
check_refused (gsize n_train,
               const gsize *train,
               gsize n_test,
               const gsize *test,
               gsize n_gates,
               const double *gates,
               const char *message)
{
  g_autoptr (RscExperimentSettings) settings = make_settings ();
  g_autoptr (GError) error = NULL;

  g_assert_false (rsc_experiment_settings_add_repeat (settings, n_train, train, n_test, test,
                                                      n_gates, gates, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_cmpuint (rsc_experiment_settings_get_n_repeats (settings), ==, 0);
}

static void
test_refused (void)
{
  static const gsize outside[] = { 0, 7 };
  static const gsize twice[] = { 3, 3 };
  static const double bad_gate[] = { 1, NAN };
  static const double left_gate[] = { -1 };
  g_autoptr (RscDataset) line = make_line ();
  g_autoptr (RscExperimentSettings) empty = make_settings ();
  g_autoptr (RscExperimentSettings) idle = make_settings ();
  g_autoptr (RscExperimentSettings) none = NULL;
  g_autoptr (RscExperiment) result = NULL;
  GError *error = NULL;

  check_refused (2, outside, 2, test_rows, 3, three_gates,
                 "train: row 7 is not among the data, whose rows are 0 to 6");
  check_refused (2, right_side, 2, outside, 3, three_gates,
                 "test: row 7 is not among the data, whose rows are 0 to 6");
  check_refused (2, twice, 2, test_rows, 3, three_gates, "train: row 3 is given twice");
  check_refused (0, NULL, 2, test_rows, 3, three_gates, "train: at least one is needed");
  check_refused (2, right_side, 2, test_rows, 0, NULL, "gates: at least one is needed");
  check_refused (2, right_side, 2, test_rows, 2, bad_gate,
                 "gates: number 2 has a value that is not finite");

  none = rsc_experiment_settings_new (line, FALSE, 0.0, &error);
  g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
  g_assert_null (none);
  g_clear_error (&error);
  none = rsc_experiment_settings_new_random (line, FALSE, 3, 1.0, 5, 0.1, 1, &error);
  g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
  g_assert_null (none);
  g_clear_error (&error);
  none = rsc_experiment_settings_new_random (line, FALSE, 0, 0.5, 5, 0.1, 1, &error);
  g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
  g_assert_null (none);
  g_clear_error (&error);

  none = rsc_experiment_settings_new_random (line, FALSE, 1000000, 0.5, 1000000, 0.1, 1, &error);
  g_assert_error (error, RSC_ERROR, RSC_ERROR_LIMIT);
  g_assert_null (none);
  g_clear_error (&error);

  result = rsc_experiment_run (empty, 1, NULL, NULL, NULL, &error);
  g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
  g_assert_null (result);
  g_clear_error (&error);
  /* One error stops the other repeats too and is the one that is told. */
  add_both (idle);
  g_assert_true (
    rsc_experiment_settings_add_repeat (idle, 2, right_side, 0, NULL, 1, left_gate, NULL));
  add_both (idle);
  result = rsc_experiment_run (idle, 2, NULL, NULL, NULL, &error);
  g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
  g_assert_null (result);
  g_assert_cmpstr (error->message, ==,
                   "repeat 2: gates: none of them is active on any training row");
  g_clear_error (&error);
}

/* What the patterns may take is what was allowed, no less and no more. */
static void
test_memory (void)
{
  g_autoptr (RscExperimentSettings) settings = make_settings ();
  g_autoptr (RscExperiment) all = NULL;
  g_autoptr (GError) error = NULL;
  const double bytes = rsc_arrangement_count_bytes (5, 1, 2.0);

  add_both (settings);
  rsc_experiment_settings_set_bytes_max (settings, (gsize) bytes / 4);
  g_assert_null (rsc_experiment_run (settings, 1, NULL, NULL, NULL, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_LIMIT);
  rsc_experiment_settings_set_bytes_max (settings, (gsize) bytes);
  all = run (settings, 1);
  g_assert_cmpuint (rsc_experiment_get_repeat (all, 0)->n_patterns, ==, 2);
}

/* What the prunings that are under way at once keep is what was allowed, or the run says so: of a
 * walk that ends early there are no values of all widths. */
static void
test_memory_of_states (void)
{
  g_autoptr (RscDataset) parity =
    rsc_gallery_generate (rsc_gallery_find ("parity", NULL), 8, 0.0, 1, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscExperimentSettings) settings =
    rsc_experiment_settings_new_random (parity, TRUE, 2, 0.9, 200, 0.01, 1, &error);
  g_autoptr (RscExperiment) all = NULL;

  g_assert_no_error (error);
  rsc_experiment_settings_set_start (settings, RSC_EXPERIMENT_START_BLOCKS);
  rsc_experiment_settings_set_bytes_max (settings, 50000);
  g_assert_null (rsc_experiment_run (settings, 1, NULL, NULL, NULL, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_LIMIT);
  g_clear_error (&error);
  /* One after the other, and not both at once. */
  rsc_experiment_settings_set_bytes_max (settings, 100000);
  all = run (settings, 1);
  g_assert_cmpuint (rsc_experiment_get_repeat (all, 0)->start_width, >, 20);
  g_assert_null (rsc_experiment_run (settings, 2, NULL, NULL, NULL, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_LIMIT);
  g_assert_nonnull (strstr (error->message, ": pruning "));
}

static void
test_labels (void)
{
  static const double zero_one[] = { 1, 0, 1 };
  static const double three[] = { 1, 0, 2 };
  static const double same[] = { 2, 2, 2 };
  g_autoptr (RscDataset) good = rsc_dataset_new ("good", 3, 1, x, zero_one, NULL, NULL, NULL);
  g_autoptr (RscDataset) many = rsc_dataset_new ("many", 3, 1, x, three, NULL, NULL, NULL);
  g_autoptr (RscDataset) one = rsc_dataset_new ("one", 3, 1, x, same, NULL, NULL, NULL);
  g_autoptr (RscDataset) labelled = rsc_classes_label (good, NULL);
  GError *error = NULL;

  g_assert_cmpfloat (rsc_dataset_get_y (labelled)[0], ==, 1.0);
  g_assert_cmpfloat (rsc_dataset_get_y (labelled)[1], ==, -1.0);
  g_assert_cmpfloat (rsc_dataset_get_x (labelled)[2], ==, -1.0);
  g_assert_null (rsc_classes_label (many, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
  g_clear_error (&error);
  g_assert_null (rsc_classes_label (one, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
  g_clear_error (&error);
}

/* Targets that are no classes: no accuracy, but errors. */
static void
test_regression (void)
{
  static const double values[] = { 0.5, 1, -1, -2, -3, 2, 0 };
  g_autoptr (RscDataset) dataset = rsc_dataset_new ("values", 7, 1, x, values, NULL, NULL, NULL);
  g_autoptr (RscExperimentSettings) settings =
    rsc_experiment_settings_new (dataset, FALSE, 0.01, NULL);
  g_autoptr (RscExperiment) result = NULL;

  add_both (settings);
  result = run (settings, 1);
  g_assert_cmpuint (rsc_experiment_get_curve (result, RSC_EXPERIMENT_ACCURACY, RSC_EXPERIMENT_TRAIN,
                                              RSC_PRUNING_OPTIMAL_LS)
                      ->n,
                    ==, 0);
  g_assert_cmpuint (rsc_experiment_get_curve (result, RSC_EXPERIMENT_ERROR, RSC_EXPERIMENT_TRAIN,
                                              RSC_PRUNING_OPTIMAL_LS)
                      ->n,
                    ==, 2);
}

int
main (int argc, char **argv)
{
  rsc_blas_use_one_thread ();
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/experiment/by-hand", test_by_hand);
  g_test_add_func ("/experiment/padding", test_padding);
  g_test_add_func ("/experiment/quantile", test_quantile);
  g_test_add_func ("/experiment/quantile-of-many", test_quantile_of_many);
  g_test_add_func ("/experiment/gate-on-row", test_gate_on_row);
  g_test_add_func ("/experiment/methods", test_methods);
  g_test_add_func ("/experiment/standardise", test_standardise);
  g_test_add_func ("/experiment/starts", test_starts);
  g_test_add_func ("/experiment/jobs", test_jobs);
  g_test_add_func ("/experiment/cancel", test_cancel);
  g_test_add_func ("/experiment/refused", test_refused);
  g_test_add_func ("/experiment/memory", test_memory);
  g_test_add_func ("/experiment/memory-of-states", test_memory_of_states);
  g_test_add_func ("/experiment/labels", test_labels);
  g_test_add_func ("/experiment/regression", test_regression);
  return g_test_run ();
}
