/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/files/rsc-memory.h"
#include "app/model/rsc-shown-fit.h"
#include "documents.h"

#include <gsl/gsl_errno.h>
#include <math.h>

/* What the program may take, in place of half of what is free. */
static gsize memory = 1000000000;

gsize
rsc_memory_get_default (void)
{
  return memory;
}

/* Three rows, two neurons that are alike on them but for their norm and one that is 0 on all: one
 * direction is bounded, the other is not. */
static RscDataset *
make_data (void)
{
  const double x[] = { 0, 1, 2 }, y[] = { 0, 0, 1 };

  return rsc_dataset_new ("a", 3, 1, x, y, NULL, NULL, NULL);
}

static RscNetwork *
make_network (double turn)
{
  const double hidden[] = { 1, -1, 2, -2, -1, -5 - turn }, output[] = { 1, 0.5, 1 };

  return rsc_network_new (3, 2, TRUE, hidden, output, NULL);
}

static void
do_jobs (RscJobs *jobs)
{
  while (rsc_jobs_run (jobs, RSC_REQUEST_EQUAL_FIT))
    ;
  while (rsc_jobs_deliver (jobs, RSC_REQUEST_EQUAL_FIT))
    ;
}

static void
count (guint *n)
{
  ++*n;
}

/* It is computed while it is wanted, of the network that it is given, on the axes that a person
 * has chosen. */
static void
test_parts (void)
{
  g_autoptr (RscDataset) dataset = make_data ();
  g_autoptr (RscNetwork) network = make_network (0);
  g_autoptr (RscNetwork) turned = make_network (0.1);
  RscJobs *jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  g_autoptr (RscShownFit) fit = rsc_shown_fit_new (jobs);
  const gsize *axes = NULL;
  RscEqualFit *set;
  guint n = 0;

  g_signal_connect_swapped (fit, "changed", G_CALLBACK (count), &n);
  g_assert_true (rsc_shown_fit_set_source (fit, dataset, network, 0.1));
  g_assert_false (rsc_shown_fit_set_source (fit, dataset, network, 0.1));
  g_assert_true (rsc_shown_fit_has_source (fit));
  do_jobs (jobs);
  g_assert_false (rsc_shown_fit_is_active (fit));
  g_assert_null (rsc_shown_fit_get_set (fit));
  rsc_shown_fit_set_wanted (fit, TRUE);
  g_assert_true (rsc_shown_fit_is_stale (fit));
  do_jobs (jobs);
  g_assert_true (rsc_shown_fit_is_active (fit));
  g_assert_false (rsc_shown_fit_is_stale (fit));
  set = rsc_shown_fit_get_set (fit);
  g_assert_nonnull (set);
  /* Two of the three neurons are one. */
  g_assert_cmpuint (rsc_equal_fit_get_n_neurons (set), ==, 2);
  g_assert_false (rsc_polyhedron_is_bounded (rsc_equal_fit_get_points (set)));
  g_assert_cmpuint (rsc_shown_fit_get_open (fit)->n_arrows, >, 0);
  g_assert_cmpuint (rsc_shown_fit_get_axes (fit, &axes), ==, 2);
  g_assert_cmpuint (rsc_shown_fit_get_hull (fit)->n_axes, ==, 2);

  /* One neuron off the axes; the last one stays. */
  rsc_shown_fit_toggle_axis (fit, 0);
  do_jobs (jobs);
  g_assert_cmpuint (rsc_shown_fit_get_axes (fit, &axes), ==, 1);
  g_assert_cmpuint (axes[0], ==, 1);
  g_assert_true (rsc_shown_fit_get_set (fit) == set);
  rsc_shown_fit_toggle_axis (fit, 1);
  do_jobs (jobs);
  g_assert_cmpuint (rsc_shown_fit_get_axes (fit, &axes), ==, 1);

  /* While the network goes on the set of a moment ago stays, and so do the axes. */
  rsc_shown_fit_set_source (fit, dataset, turned, 0.1);
  g_assert_true (rsc_shown_fit_is_stale (fit));
  g_assert_true (rsc_shown_fit_get_set (fit) == set);
  do_jobs (jobs);
  g_assert_true (rsc_equal_fit_get_network (rsc_shown_fit_get_set (fit)) == turned);
  g_assert_cmpuint (rsc_shown_fit_get_axes (fit, &axes), ==, 1);
  rsc_shown_fit_set_source (fit, NULL, NULL, 0);
  g_assert_null (rsc_shown_fit_get_set (fit));
  g_assert_false (rsc_shown_fit_is_active (fit));
  g_assert_true (rsc_shown_fit_is_wanted (fit));
  g_assert_cmpuint (n, >, 5);
  g_object_run_dispose (G_OBJECT (fit));
  rsc_jobs_free (jobs);
}

/* What is picked has the fit of the network and as much of a neuron as the hand has gone to. */
static void
test_pick (void)
{
  g_autoptr (RscDataset) dataset = make_data ();
  g_autoptr (RscNetwork) network = make_network (0);
  g_autoptr (RscNetwork) picked = NULL;
  RscJobs *jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  g_autoptr (RscShownFit) fit = rsc_shown_fit_new (jobs);
  const gsize *axes = NULL;
  g_autofree double *a = NULL;
  double wish[3] = { 0, 0, 0 };
  gsize idle = 0;

  rsc_shown_fit_set_wanted (fit, TRUE);
  rsc_shown_fit_set_source (fit, dataset, network, 0.1);
  do_jobs (jobs);
  g_assert_cmpuint (rsc_shown_fit_get_axes (fit, &axes), ==, 2);
  g_assert_null (rsc_shown_fit_dup_network (fit));
  for (gsize k = 0; k < 2; k++)
    {
      wish[k] = rsc_shown_fit_get_point (fit)[axes[k]];
      /* The one that is 0 on all rows. */
      if (rsc_equal_fit_get_neuron (rsc_shown_fit_get_set (fit), axes[k])->length == 0)
        {
          wish[k] += 1.5;
          idle = axes[k];
        }
    }
  rsc_shown_fit_pick (fit, wish);
  g_assert_true (rsc_shown_fit_is_picked (fit));
  picked = rsc_shown_fit_dup_network (fit);
  a = g_new0 (double, 2);
  g_assert_true (rsc_equal_fit_get_norms (rsc_shown_fit_get_set (fit), picked, a));
  g_assert_cmpfloat_with_epsilon (
    a[idle], rsc_equal_fit_get_start (rsc_shown_fit_get_set (fit))[idle] + 1.5, 1e-6);
  g_assert_cmpfloat (rsc_equal_fit_get_misfit (rsc_shown_fit_get_set (fit), a), <, 1e-10);
  rsc_shown_fit_pick (fit, NULL);
  g_assert_false (rsc_shown_fit_is_picked (fit));
  g_object_run_dispose (G_OBJECT (fit));
  rsc_jobs_free (jobs);
}

static gboolean
is_over (gpointer runs)
{
  return rsc_training_runs_get_fan (runs) && !rsc_training_runs_is_busy (runs);
}

/* In a document it is the set of the network that was trained; a network of it that is picked is
 * the one on show; pruning goes through it, and what is picked elsewhere ends all that. */
static void
test_document (void)
{
  g_autoptr (RscDocument) document = rsc_document_new (TRUE);
  RscTrainingRuns *runs = rsc_document_get_training (document);
  RscShownFit *fit = rsc_document_get_fit (document);
  RscPruner *pruner = rsc_document_get_pruner (document);
  RscTrainingChoice *choice;
  RscDocumentState *after;
  RscEqualFit *set;
  g_autofree char *name = NULL;
  g_autofree double *point = NULL;
  g_autofree double *trail = NULL;
  double wish[3] = { 0, 0, 0 };
  gsize n;

  open_set (document, "polygon-8");
  wait_idle (document);
  after = edit (document);
  choice = rsc_training_choice_copy (after->training);
  choice->settings.method = RSC_TRAINING_LBFGS;
  choice->width = 20;
  choice->n_seeds = 1;
  rsc_document_state_set_training (after, choice);
  rsc_document_apply (document, "Train", RSC_CHANGE_SINGLE, after);
  rsc_shown_fit_set_wanted (fit, TRUE);
  wait_idle (document);
  g_assert_false (rsc_shown_fit_has_source (fit));
  rsc_document_train (document);
  wait_until (is_over, runs);
  wait_idle (document);
  set = rsc_shown_fit_get_set (fit);
  g_assert_nonnull (set);
  g_assert_true (rsc_equal_fit_get_network (set) == rsc_training_runs_get_state (runs)->network);
  name = rsc_document_dup_fit_name (document);
  g_assert_cmpint (g_str_has_prefix (name, "seed 1 at step "), ==, TRUE);
  point = rsc_document_dup_fit_point (document);
  g_assert_nonnull (point);
  g_assert_cmpfloat (rsc_equal_fit_get_misfit (set, point), <, 1e-9);

  rsc_shown_fit_pick (fit, wish);
  g_assert_true (rsc_shown_fit_is_picked (fit));
  g_clear_pointer (&point, g_free);
  point = rsc_document_dup_fit_point (document);
  g_assert_nonnull (point);
  g_assert_cmpfloat (rsc_equal_fit_get_misfit (set, point), <, 1e-9);
  g_assert_true (rsc_picked_network_get_network (rsc_document_get_picked (document))
                 != rsc_training_runs_get_state (runs)->network);

  /* From there it is pruned. */
  rsc_pruner_set_start (pruner, RSC_PRUNING_START_NETWORK,
                        rsc_training_runs_get_state (runs)->network);
  rsc_pruner_step_forward (pruner);
  wait_idle (document);
  rsc_pruner_step_forward (pruner);
  wait_idle (document);
  g_assert_true (rsc_pruner_is_active (pruner));
  g_assert_false (rsc_shown_fit_is_picked (fit));
  set = rsc_shown_fit_get_set (fit);
  g_assert_nonnull (set);
  trail = rsc_document_dup_fit_trail (document, &n);
  g_assert_cmpuint (n, ==, 3);
  for (gsize k = 0; k < n; k++)
    g_assert_cmpfloat (
      rsc_equal_fit_get_misfit (set, trail + k * rsc_equal_fit_get_n_neurons (set)), <, 1e-8);

  /* The optimal set is another one. */
  rsc_pruner_set_start (pruner, RSC_PRUNING_START_INTERIOR, NULL);
  rsc_document_pick (document, RSC_PICK_NARROWEST);
  wait_idle (document);
  g_assert_false (rsc_shown_fit_has_source (fit));
  g_assert_false (rsc_shown_fit_is_active (fit));
  g_assert_null (rsc_shown_fit_get_set (fit));
}

/* Axes that are changed while the set of a newer network is on its way are axes of that. */
static void
test_late_axes (void)
{
  g_autoptr (RscDataset) dataset = make_data ();
  g_autoptr (RscNetwork) network = make_network (0);
  g_autoptr (RscNetwork) turned = make_network (0.1);
  RscJobs *jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  g_autoptr (RscShownFit) fit = rsc_shown_fit_new (jobs);

  rsc_shown_fit_set_wanted (fit, TRUE);
  rsc_shown_fit_set_source (fit, dataset, network, 0.1);
  do_jobs (jobs);
  rsc_shown_fit_set_source (fit, dataset, turned, 0.1);
  rsc_shown_fit_toggle_axis (fit, 0);
  do_jobs (jobs);
  g_assert_true (rsc_equal_fit_get_network (rsc_shown_fit_get_set (fit)) == turned);
  g_assert_false (rsc_shown_fit_is_stale (fit));
  g_object_run_dispose (G_OBJECT (fit));
  rsc_jobs_free (jobs);
}

/* Two of its neurons are one: an axis of the network before may be none of its set. */
static void
test_fewer_neurons (void)
{
  static const double apart[] = { 1, -1, 2, -1.5, -1, -5 }, merged[] = { 1, -1, 2, -2, 1, -1 };
  static const double output[] = { 1, 0.5, 1 };
  g_autoptr (RscDataset) dataset = make_data ();
  g_autoptr (RscNetwork) network = rsc_network_new (3, 2, TRUE, apart, output, NULL);
  g_autoptr (RscNetwork) turned = rsc_network_new (3, 2, TRUE, merged, output, NULL);
  RscJobs *jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  g_autoptr (RscShownFit) fit = rsc_shown_fit_new (jobs);
  const gsize *axes;
  gsize n;

  rsc_shown_fit_set_wanted (fit, TRUE);
  rsc_shown_fit_set_source (fit, dataset, network, 0.1);
  do_jobs (jobs);
  for (gsize k = 0; k < 2; k++)
    {
      rsc_shown_fit_toggle_axis (fit, k);
      do_jobs (jobs);
    }
  rsc_shown_fit_set_source (fit, dataset, turned, 0.1);
  do_jobs (jobs);
  g_assert_true (rsc_equal_fit_get_network (rsc_shown_fit_get_set (fit)) == turned);
  n = rsc_shown_fit_get_axes (fit, &axes);
  for (gsize k = 0; k < n; k++)
    g_assert_cmpuint (axes[k], <, rsc_equal_fit_get_n_neurons (rsc_shown_fit_get_set (fit)));
  g_object_run_dispose (G_OBJECT (fit));
  rsc_jobs_free (jobs);
}

/* What would take more memory than it may is no set, and it is said why; with more it is one. */
static void
test_memory (void)
{
  g_autoptr (RscDataset) dataset = make_data ();
  g_autoptr (RscNetwork) network = make_network (0);
  g_autoptr (RscNetwork) turned = make_network (0.1);
  RscJobs *jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  g_autoptr (RscShownFit) fit = rsc_shown_fit_new (jobs);

  memory = (gsize) rsc_equal_fit_count_bytes (3, 3) - 1;
  rsc_shown_fit_set_wanted (fit, TRUE);
  rsc_shown_fit_set_source (fit, dataset, network, 0.1);
  do_jobs (jobs);
  g_assert_null (rsc_shown_fit_get_set (fit));
  g_assert_nonnull (strstr (rsc_shown_fit_get_message (fit), "GB of memory"));
  memory = 1 << 20;
  rsc_shown_fit_set_source (fit, dataset, turned, 0.1);
  do_jobs (jobs);
  g_assert_nonnull (rsc_shown_fit_get_set (fit));
  g_assert_null (rsc_shown_fit_get_message (fit));
  drop_object (g_steal_pointer (&fit));
  rsc_jobs_free (jobs);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shown-fit/parts", test_parts);
  g_test_add_func ("/shown-fit/pick", test_pick);
  g_test_add_func ("/shown-fit/document", test_document);
  g_test_add_func ("/shown-fit/late-axes", test_late_axes);
  g_test_add_func ("/shown-fit/memory", test_memory);
  g_test_add_func ("/shown-fit/fewer-neurons", test_fewer_neurons);
  return g_test_run ();
}
