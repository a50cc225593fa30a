/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What moving a target does, as it becomes known. No display. */
#include "app/model/rsc-document-effects.h"

#include "app/model/rsc-document-reasons.h"
#include "documents.h"
#include "problems.h"
#include <gsl/gsl_errno.h>
#include <math.h>

/* Nothing while nobody looks; the effects at once for every point, the range for the chosen one. */
static void
test_order (void)
{
  g_autoptr (RscJobs) jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  g_autoptr (RscOptimalSet) set = set_of_gallery ("checkerboard", RSC_ACTIVATION_RELU, 0.5);
  RscEffects *effects = rsc_effects_new (jobs);
  const gsize *neurons;

  g_assert_true (rsc_optimal_set_is_unique (set));
  rsc_effects_set_source (effects, set, rsc_optimal_set_get_min_norm (set), TRUE);
  g_assert_false (rsc_jobs_is_busy (jobs, RSC_REQUEST_EFFECTS));
  rsc_effects_set_open (effects, TRUE);
  run_request (jobs, RSC_REQUEST_EFFECTS);
  g_assert_nonnull (rsc_effects_get (effects));
  g_assert_cmpint (rsc_effects_get_of (effects), ==, RSC_TARGET_EFFECTS_OF_THE_ONLY);
  g_assert_null (rsc_effects_get_fit (effects));
  g_assert_false (rsc_jobs_is_busy (jobs, RSC_REQUEST_RANGE));

  rsc_effects_set_rows (effects, 2, -1);
  g_assert_cmpfloat (rsc_effects_get_fit (effects)[2], ==,
                     rsc_target_effects_get_leverages (rsc_effects_get (effects))[2]);
  g_assert_true (rsc_effects_is_ranging (effects));
  run_request (jobs, RSC_REQUEST_RANGE);
  g_assert_cmpuint (rsc_effects_get_range (effects)->row, ==, 2);

  /* One that is pointed at goes first; what is known of the chosen one stays. */
  rsc_effects_set_rows (effects, 2, 5);
  g_assert_cmpint (rsc_effects_get_row (effects), ==, 5);
  g_assert_cmpfloat (rsc_effects_get_fit (effects)[5], ==,
                     rsc_target_effects_get_leverages (rsc_effects_get (effects))[5]);
  g_assert_nonnull (rsc_effects_get_range (effects));
  rsc_effects_set_rows (effects, 3, -1);
  g_assert_null (rsc_effects_get_range (effects));
  g_assert_null (rsc_effects_get_network (effects, &neurons));
  /* Who closes the page does not wait for the range. */
  g_assert_true (rsc_effects_is_ranging (effects));
  rsc_effects_set_open (effects, FALSE);
  while (rsc_jobs_deliver (jobs, RSC_REQUEST_RANGE))
    ;
  g_assert_false (rsc_effects_is_ranging (effects));
  g_assert_false (rsc_jobs_is_busy (jobs, RSC_REQUEST_RANGE));
  rsc_effects_set_open (effects, TRUE);
  g_assert_true (rsc_effects_is_ranging (effects));
  rsc_effects_set_drawn (effects, TRUE);
  g_assert_nonnull (rsc_effects_get_network (effects, &neurons));

  /* A row that was just added is none of the set of before. */
  rsc_effects_set_rows (effects, 9, -1);
  g_assert_cmpint (rsc_effects_get_chosen (effects), ==, -1);
  g_assert_false (rsc_effects_is_ranging (effects));
  g_assert_null (rsc_effects_get_network (effects, &neurons));
  rsc_effects_set_rows (effects, 3, -1);
  g_assert_true (rsc_effects_is_ranging (effects));

  /* λ moves: nothing of it holds. Another set: nothing of it is known. */
  rsc_effects_set_source (effects, set, rsc_optimal_set_get_min_norm (set), FALSE);
  g_assert_null (rsc_effects_get_fit (effects));
  g_assert_null (rsc_effects_get_network (effects, &neurons));
  rsc_effects_set_source (effects, NULL, NULL, FALSE);
  g_assert_null (rsc_effects_get (effects));
  g_assert_cmpint (rsc_effects_get_row (effects), ==, -1);
  drop_object (effects);
}

/* Of several optimal networks: the picked one where it is minimal, else the narrowest; no range. */
static void
test_several (void)
{
  g_autoptr (RscJobs) jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  g_autoptr (RscOptimalSet) set = set_of_gallery ("checkerboard", RSC_ACTIVATION_RELU, 0.1);
  RscEffects *effects = rsc_effects_new (jobs);

  rsc_effects_set_open (effects, TRUE);
  rsc_effects_set_rows (effects, 0, -1);
  rsc_effects_set_source (effects, set, rsc_optimal_set_get_interior (set), TRUE);
  run_request (jobs, RSC_REQUEST_EFFECTS);
  g_assert_cmpint (rsc_effects_get_of (effects), ==, RSC_TARGET_EFFECTS_OF_THE_NARROWEST);
  g_assert_false (rsc_effects_is_ranging (effects));
  rsc_effects_set_source (effects, set, rsc_optimal_set_get_vertex (set, 0), TRUE);
  g_assert_null (rsc_effects_get (effects));
  run_request (jobs, RSC_REQUEST_EFFECTS);
  g_assert_cmpint (rsc_effects_get_of (effects), ==, RSC_TARGET_EFFECTS_OF_THE_PICKED);
  g_assert_true (isfinite (rsc_effects_get_objective (effects)));
  drop_object (effects);
}

static gboolean
is_known (gpointer document)
{
  return rsc_effects_get_norms (rsc_document_get_effects (document)) != NULL;
}

/* The first selected point is the chosen one. */
static void
test_document (void)
{
  RscDocument *document = rsc_document_new (TRUE);
  RscEffects *effects = rsc_document_get_effects (document);
  const gsize rows[] = { 4, 6 };

  open_set (document, "checkerboard");
  set_ratio (document, 0.5, RSC_CHANGE_SINGLE);
  wait_idle (document);
  rsc_effects_set_open (effects, TRUE);
  rsc_document_select_train_rows (document, 2, rows);
  g_assert_cmpint (rsc_effects_get_chosen (effects), ==, 4);
  wait_until (is_known, document);
  rsc_document_hover_neuron (document, -1, 7);
  g_assert_cmpint (rsc_effects_get_row (effects), ==, 7);
  g_assert_cmpint (rsc_effects_get_chosen (effects), ==, 4);
  drop_object (document);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/effects/order", test_order);
  g_test_add_func ("/effects/several", test_several);
  g_test_add_func ("/effects/document", test_document);
  return g_test_run ();
}
