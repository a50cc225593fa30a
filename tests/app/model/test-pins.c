/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Networks that are pinned and compared with the one on show, in a document. No display. */
#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "app/model/rsc-document-compare.h"
#include "app/model/rsc-state-file.h"
#include "core/numerics/rsc-error.h"
#include "documents.h"

static const RscPins *
get_pins (RscDocument *document)
{
  return rsc_document_get_state (document)->pins;
}

static void
choose_ratio (RscDocument *document, double ratio)
{
  set_ratio (document, ratio, RSC_CHANGE_SINGLE);
  wait_idle (document);
}

/* Pin, rename, choose, remove: each one change that can be undone. */
static void
test_pins (void)
{
  RscDocument *document = new_watched_document (TRUE);
  RscCompared *compared = rsc_document_get_compared (document);
  RscNetwork *first;

  g_assert_false (rsc_document_pin (document));
  open_set (document, "polygon-8");
  wait_idle (document);
  choose_ratio (document, 0.1);
  g_assert_null (rsc_compared_get (compared));
  rsc_document_pick_vertex (document, 0);
  first = rsc_picked_network_get_network (rsc_document_get_picked (document));
  g_assert_true (rsc_document_pin (document));
  g_assert_cmpuint (get_pins (document)->n, ==, 1);
  g_assert_cmpint (get_pins (document)->chosen, ==, 0);
  g_assert_true (get_pins (document)->pins[0].network == first);
  g_assert_cmpstr (get_pins (document)->pins[0].name, ==, "Vertex 1");
  g_assert_cmpfloat (get_pins (document)->pins[0].ratio, ==, 0.1);
  g_assert_cmpfloat (rsc_compared_get (compared)->distance, ==, 0.0);

  /* Another network is B; A stays. */
  rsc_document_pick_vertex (document, 3);
  g_assert_cmpfloat (rsc_compared_get (compared)->distance, >, 0.1);
  g_assert_cmpfloat (rsc_compared_get (compared)->fit_change, <=, 1e-12);
  g_assert_nonnull (rsc_compared_get_difference (compared, NULL));
  rsc_document_pick (document, RSC_PICK_INTERIOR);
  g_assert_true (rsc_document_pin (document));
  g_assert_cmpstr (get_pins (document)->pins[1].name, ==, "Interior");
  g_assert_cmpint (get_pins (document)->chosen, ==, 1);
  rsc_document_choose_pin (document, 0);
  g_assert_true (rsc_pins_get_chosen (get_pins (document))->network == first);
  g_assert_cmpfloat (rsc_compared_get (compared)->distance, >, 0.0);

  g_assert_false (rsc_document_rename_pin (document, 1, "  "));
  g_assert_true (rsc_document_rename_pin (document, 1, " the middle "));
  g_assert_cmpstr (get_pins (document)->pins[1].name, ==, "the middle");
  rsc_document_revert (document);
  g_assert_cmpstr (get_pins (document)->pins[1].name, ==, "Interior");
  rsc_document_repeat (document);
  g_assert_cmpstr (get_pins (document)->pins[1].name, ==, "the middle");

  /* Without the difference there is nothing of it to draw. */
  rsc_document_draw (document, RSC_SHOWN_DIFFERENCE);
  rsc_document_remove_pin (document, 0);
  g_assert_cmpuint (get_pins (document)->n, ==, 1);
  g_assert_cmpint (get_pins (document)->chosen, ==, 0);
  g_assert_cmpint (rsc_document_get_state (document)->shown, ==, RSC_SHOWN_DIFFERENCE);
  rsc_document_remove_pin (document, 0);
  g_assert_cmpint (get_pins (document)->chosen, ==, -1);
  g_assert_cmpint (rsc_document_get_state (document)->shown, ==, RSC_SHOWN_NETWORK);
  g_assert_null (rsc_compared_get (compared));
  rsc_document_revert (document);
  g_assert_cmpint (rsc_document_get_state (document)->shown, ==, RSC_SHOWN_DIFFERENCE);
  g_assert_nonnull (rsc_compared_get (compared));
  g_object_unref (document);
}

/* Pinned at another λ; and what stays of it with other data. */
static void
test_other_lambda (void)
{
  RscDocument *document = new_watched_document (TRUE);
  RscCompared *compared = rsc_document_get_compared (document);
  RscDocumentState *after;
  const RscComparison *comparison;

  open_set (document, "polygon-8");
  wait_idle (document);
  choose_ratio (document, 0.3);
  rsc_document_pin (document);
  choose_ratio (document, 0.1);
  comparison = rsc_compared_get (compared);
  g_assert_null (comparison->points[0]);
  g_assert_nonnull (comparison->points[1]);
  g_assert_cmpfloat (comparison->objective[0], >, comparison->objective[1]);
  g_assert_cmpfloat (comparison->penalty[0], <, comparison->penalty[1]);
  g_autofree gsize *labels = rsc_document_dup_compared_labels (document);
  for (gsize k = 0; k < comparison->n_neurons; k++)
    for (gsize i = 0; i < k; i++)
      g_assert_cmpuint (labels[i], !=, labels[k]);

  /* Of the same data without a bias, and with one. */
  after = edit (document);
  after->bias = TRUE;
  rsc_document_apply (document, "bias", RSC_CHANGE_SINGLE, after);
  wait_idle (document);
  g_assert_nonnull (rsc_compared_get (compared));
  g_assert_null (rsc_compared_get_difference (compared, NULL));
  open_set (document, "checkerboard");
  wait_idle (document);
  g_assert_cmpuint (get_pins (document)->n, ==, 0);
  rsc_document_revert (document);
  wait_idle (document);
  g_assert_cmpuint (get_pins (document)->n, ==, 1);
  g_object_unref (document);
}

static gboolean
is_walked (gpointer data)
{
  return rsc_compared_get_walk_width (rsc_document_get_compared (data), NULL) > 0;
}

/* The walk of least width is looked for while somebody looks. */
static void
test_walk (void)
{
  RscDocument *document = new_watched_document (TRUE);
  RscCompared *compared = rsc_document_get_compared (document);
  gsize narrow[2], n = 0;
  gboolean proved;

  open_set (document, "polygon-12");
  wait_idle (document);
  choose_ratio (document, 0.1);
  RscOptimalSet *set = rsc_document_get_set (document);
  for (gsize k = 0; k < rsc_optimal_set_get_n_vertices (set) && n < 2; k++)
    if (rsc_optimal_set_get_vertex_width (set, k) == 3)
      narrow[n++] = k;
  rsc_document_pick_vertex (document, narrow[0]);
  rsc_document_pin (document);
  rsc_document_pick_vertex (document, narrow[1]);
  wait_idle (document);
  g_assert_false (rsc_compared_is_busy (compared));
  rsc_compared_set_wanted (compared, TRUE);
  g_assert_true (rsc_compared_is_busy (compared));
  wait_until (is_walked, document);
  /* Of the 12-gon 4 pieces of 3 to 5 neurons are one with 6. */
  g_assert_cmpuint (rsc_compared_get_walk_width (compared, &proved), ==, 6);
  g_assert_true (proved);
  rsc_document_pick (document, RSC_PICK_INTERIOR);
  g_assert_cmpuint (rsc_compared_get_walk_width (compared, NULL), ==, 0);
  rsc_compared_set_wanted (compared, FALSE);
  g_assert_false (rsc_compared_is_busy (compared));
  g_object_unref (document);
}

/* In the file of the document, all of it; and not what a file says wrongly. */
static void
test_file (void)
{
  static const char *const wrong[] = {
    "{\"compare\": {\"names\": [\"a\"]}}",
    "{\"compare\": {\"names\": [\"a\"], \"ratios\": [2]}}",
    "{\"compare\": {\"names\": [\"a\"], \"ratios\": [0.1]}}",
    "{\"compare\": {\"lambda_ratio\": -1}}",
    "{\"compare\": {\"chosen\": 1}}",
    "{\"function\": {\"shown\": \"g\"}}",
  };
  RscDocument *document = new_watched_document (TRUE);

  open_set (document, "polygon-8");
  wait_idle (document);
  choose_ratio (document, 0.1);
  rsc_document_pin (document);
  rsc_document_pick (document, RSC_PICK_INTERIOR);
  rsc_document_pin (document);
  rsc_document_rename_pin (document, 1, "ü, “b”");
  rsc_document_choose_pin (document, 0);
  rsc_document_draw (document, RSC_SHOWN_DIFFERENCE);
  RscDocumentState *state = edit (document);
  state->pinned_ratio = 0.25;
  g_autoptr (RscSaved) saved = rsc_saved_new ();
  rsc_state_file_write (state, saved);
  g_autofree char *text = rsc_saved_to_text (saved);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscSaved) again = rsc_saved_parse (text, -1, "a.reluscope", &error);
  g_autoptr (RscDocumentState) back = rsc_state_file_read (again, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (back->pins->n, ==, 2);
  g_assert_cmpint (back->pins->chosen, ==, 0);
  g_assert_cmpstr (back->pins->pins[1].name, ==, "ü, “b”");
  g_assert_cmpfloat (back->pins->pins[0].ratio, ==, 0.1);
  g_assert_cmpfloat (back->pinned_ratio, ==, 0.25);
  g_assert_cmpint (back->shown, ==, RSC_SHOWN_DIFFERENCE);
  for (gsize k = 0; k < 2; k++)
    {
      const RscNetwork *a = state->pins->pins[k].network, *b = back->pins->pins[k].network;
      const gsize size = rsc_network_get_width (a) * sizeof (double);

      g_assert_cmpmem (rsc_network_get_hidden (a), size * rsc_network_get_d (a),
                       rsc_network_get_hidden (b), size * rsc_network_get_d (b));
      g_assert_cmpmem (rsc_network_get_output (a), size, rsc_network_get_output (b), size);
    }
  /* Of what was removed nothing stays in a file that is written again. */
  rsc_document_state_set_pins (state, rsc_pins_new ());
  state->pinned_ratio = -1.0;
  rsc_state_file_write (state, again);
  g_autofree char *without = rsc_saved_to_text (again);
  g_assert_null (strstr (without, "networks"));
  g_assert_null (strstr (without, "ratios"));
  rsc_document_state_unref (state);
  g_object_unref (document);

  for (gsize k = 0; k < G_N_ELEMENTS (wrong); k++)
    {
      g_autoptr (RscSaved) bad = NULL;
      g_autofree char *whole = NULL;
      g_autoptr (GError) reason = NULL;

      whole = g_strdup_printf ("{\"schema\": \"reluscope-document\", \"version\": 1, "
                               "\"gallery\": {\"set\": \"polygon\", \"n\": 8}, %s",
                               strchr (wrong[k] + 1, '"'));
      bad = rsc_saved_parse (whole, -1, "a.reluscope", &reason);
      g_assert_no_error (reason);
      g_assert_null (rsc_state_file_read (bad, &reason));
      g_assert_error (reason, RSC_ERROR, RSC_ERROR_DATA);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();

  g_test_add_func ("/pins/pins", test_pins);
  g_test_add_func ("/pins/other-lambda", test_other_lambda);
  g_test_add_func ("/pins/walk", test_walk);
  g_test_add_func ("/pins/file", test_file);
  return g_test_run ();
}
