/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "problems.h"

#include "ui/words/rsc-path-words.h"
#include <gsl/gsl_errno.h>
#include <string.h>

static RscPath *
follow (RscProblem *problem, double ratio_min)
{
  RscPathSettings settings;
  g_autoptr (GError) error = NULL;

  rsc_path_settings_init (&settings);
  settings.ratio_min = ratio_min;
  RscPath *path = rsc_path_new (problem, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return path;
}

/* Each event as a sentence with its place and, where it is one neuron's, the number that names
 * it. */
static void
test_events (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("checkerboard", RSC_ACTIVATION_RELU);
  g_autoptr (RscPath) path = follow (problem, 0.05);
  const gsize n = rsc_path_get_n_ids (path);
  g_autofree gsize *labels = g_new (gsize, n);
  gboolean seen[RSC_PATH_NARROWEST + 1] = { FALSE };

  for (gsize k = 0; k < n; k++)
    labels[k] = 100 + k;
  for (gsize k = 0; k < rsc_path_get_n_events (path); k++)
    {
      const RscPathEvent *event = rsc_path_get_event (path, k);
      g_autofree char *named = rsc_path_words_dup_event (path, event, labels);
      g_autofree char *plain = rsc_path_words_dup_event (path, event, NULL);
      g_autofree char *row = rsc_path_words_dup_row (event);
      const gboolean of_neuron = event->neuron != RSC_PATH_NO_NEURON;

      seen[event->kind] = TRUE;
      g_assert_nonnull (strstr (named, " λₘₐₓ "));
      g_assert_cmpint (strcmp (named, plain) != 0, ==, of_neuron);
      if (of_neuron)
        {
          g_autofree char *name =
            g_strdup_printf ("neuron %" G_GSIZE_FORMAT " ", event->neuron + 101);
          g_assert_nonnull (strstr (named, name));
        }
      if (event->kind == RSC_PATH_NARROWEST)
        {
          g_autofree char *end = g_strdup_printf ("has %" G_GSIZE_FORMAT " neurons", event->width);
          g_assert_true (g_str_has_suffix (named, end));
        }
      g_assert_cmpstr (row, !=, "");
    }
  g_assert_true (seen[RSC_PATH_ENTERS] && seen[RSC_PATH_NON_UNIQUE] && seen[RSC_PATH_NARROWEST]);
  g_autofree char *first = rsc_path_words_dup_event (path, rsc_path_get_event (path, 0), labels);
  g_assert_nonnull (strstr (first, " 1 λₘₐₓ "));

  /* Six kinds, six words. */
  for (int a = RSC_PATH_ENTERS; a <= RSC_PATH_NARROWEST; a++)
    for (int b = RSC_PATH_ENTERS; b < a; b++)
      g_assert_cmpstr (rsc_path_words_get_kind ((RscPathEventKind) a), !=,
                       rsc_path_words_get_kind ((RscPathEventKind) b));
}

static void
test_neuron (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("polygon-6", RSC_ACTIVATION_RELU);
  g_autoptr (RscPath) path = follow (problem, 0.05);
  const double lambda_max = rsc_problem_get_lambda_max (problem);
  g_autoptr (RscPathFrame) frame = rsc_path_frame_new (path, 0.1 * lambda_max);
  g_autofree char *words = rsc_path_words_dup_neuron (path, frame, 0, NULL);
  g_autofree char *alone = rsc_path_words_dup_neuron (path, NULL, 0, NULL);
  g_autofree char *nobody =
    rsc_path_words_dup_neuron (path, frame, rsc_path_get_n_ids (path) + 5, NULL);

  /* The fit is (1 - f) y with 3 of 6 neurons of equal norm: 0 to 0.9 · 2/√3 each, half of it at the
   * least
   * norm. */
  g_assert_true (g_str_has_prefix (words, "Neuron 1 at 0.1 λₘₐₓ: norm "));
  g_assert_nonnull (strstr (words, ", 0 to "));
  g_assert_true (g_str_has_suffix (words, " over the set"));
  g_assert_cmpstr (alone, ==, "Neuron 1");
  g_assert_nonnull (strstr (nobody, "in no optimal network at 0.1 λₘₐₓ"));
}

/* What is said about all networks is said about those of the sampled patterns where they are
 * sampled. */
static void
test_sampled (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) dataset = dataset_of_gallery ("xor", 0, -1);
  g_autofree double *x = rsc_dataset_dup_design (dataset, FALSE);
  g_autoptr (RscArrangement) arrangement = rsc_arrangement_new_sampled (
    rsc_dataset_get_n (dataset), rsc_dataset_get_d (dataset), x, 6, 7, 0, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RscProblem) sampled =
    rsc_problem_new (dataset, FALSE, RSC_ACTIVATION_RELU, arrangement, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RscProblem) all = problem_of_dataset (dataset, FALSE, RSC_ACTIVATION_RELU);
  g_autoptr (RscPath) part = follow (sampled, 0.1);
  g_autoptr (RscPath) whole = follow (all, 0.1);
  g_autofree char *a = rsc_path_words_dup_path (part), *b = rsc_path_words_dup_path (whole);

  g_assert_nonnull (strstr (a, "unique everywhere"));
  g_assert_nonnull (strstr (b, "unique everywhere"));
  g_assert_true (g_str_has_suffix (a, "among the sampled patterns"));
  g_assert_null (strstr (b, "sampled"));
  /* What is counted is said where it is counted. */
  g_autofree char *counted = g_strdup_printf (
    " · %zu neuron%s at the states looked at: one that comes and goes between two of them is not "
    "noticed",
    rsc_path_get_n_ids (whole), rsc_path_get_n_ids (whole) == 1 ? "" : "s");
  g_assert_nonnull (strstr (b, counted));
  g_autofree char *caption = rsc_path_words_dup_caption (whole);
  g_autofree char *seen = g_strdup_printf (" · %zu neuron", rsc_path_get_n_ids (whole));
  g_assert_nonnull (strstr (caption, seen));
  g_assert_null (strstr (caption, "states"));
  g_assert_cmpint (g_utf8_strlen (caption, -1), <, 80);
  RscPathEvent event = { .lambda = 0.5 * rsc_problem_get_lambda_max (all),
                         .kind = RSC_PATH_UNIQUE,
                         .neuron = RSC_PATH_NO_NEURON };
  g_autofree char *c = rsc_path_words_dup_event (part, &event, NULL);
  g_autofree char *d = rsc_path_words_dup_event (whole, &event, NULL);
  g_assert_true (g_str_has_suffix (c, "among the sampled patterns"));
  g_assert_cmpstr (d, ==, "Below 0.5 λₘₐₓ one network alone is optimal");
}

/* Where a path ends early it is said where, and why. */
static void
test_end (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("checkerboard", RSC_ACTIVATION_RELU);
  RscPathSettings settings;
  g_autoptr (GError) error = NULL;

  rsc_path_settings_init (&settings);
  settings.bytes_max = 1;
  g_autoptr (RscPath) full = rsc_path_new (problem, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  settings.bytes_max = 0;
  settings.ratio_min = 0.5;
  g_autoptr (RscPath) whole = rsc_path_new (problem, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *ends = rsc_path_words_dup_caption (full);
  g_autofree char *goes = rsc_path_words_dup_caption (whole);

  g_assert_nonnull (strstr (ends, " · ends at 1 λₘₐₓ: the memory that it may take is used"));
  g_assert_null (strstr (goes, "ends at"));
}

static void
test_absence (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("checkerboard", RSC_ACTIVATION_RELU);
  g_autoptr (RscPath) path = follow (problem, 0.9);

  g_assert_cmpstr (rsc_path_words_get_absence (NULL, TRUE, FALSE), ==, "There is no path.");
  g_assert_cmpstr (rsc_path_words_get_absence (NULL, FALSE, FALSE), ==,
                   "The path has not been followed yet.");
  g_assert_null (rsc_path_words_get_absence (path, TRUE, FALSE));
  g_assert_nonnull (strstr (rsc_path_words_get_absence (path, TRUE, TRUE), "two weights"));
}

/* What stands in place of a path, and how far it has come. */
static void
test_progress (void)
{
  g_autofree char *reach = rsc_path_words_dup_reach (0.0123);
  g_autofree char *end = rsc_path_words_dup_end ("no solution");

  g_assert_cmpstr (reach, ==, "Computing the path… down to 0.012 λₘₐₓ");
  g_assert_cmpstr (end, ==, "The path ends early: no solution");
  g_assert_cmpstr (rsc_path_words_get_place (), ==, "The path appears here.");
  g_assert_cmpstr (rsc_path_words_get_computing (), ==, "Computing the path…");
  g_assert_nonnull (strstr (rsc_path_words_get_zero (), "no path to follow"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();

  g_test_add_func ("/path-words/events", test_events);
  g_test_add_func ("/path-words/neuron", test_neuron);
  g_test_add_func ("/path-words/sampled", test_sampled);
  g_test_add_func ("/path-words/absence", test_absence);
  g_test_add_func ("/path-words/end", test_end);
  g_test_add_func ("/path-words/progress", test_progress);
  return g_test_run ();
}
