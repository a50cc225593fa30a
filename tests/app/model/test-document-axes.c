/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_errno.h>
#include <math.h>

#include "app/model/rsc-document.h"
#include "documents.h"

/* Picks, vertices and a drag: always a point of the set, always the same fit. */
static void
test_pick_and_drag (void)
{
  g_autoptr (RscDocument) document = new_watched_document (TRUE);
  static const RscPick picks[] = { RSC_PICK_MIN_NORM, RSC_PICK_INTERIOR, RSC_PICK_NARROWEST,
                                   RSC_PICK_RANDOM };
  RscPolytope *polytope;
  RscOptimalSet *set;
  g_autofree double *dragged = NULL;
  gsize m;

  open_set (document, "checkerboard");
  wait_idle (document);
  set = rsc_document_get_set (document);
  polytope = rsc_optimal_set_get_polytope (set);
  m = rsc_optimal_set_get_n_neurons (set);
  for (gsize k = 0; k < G_N_ELEMENTS (picks); k++)
    {
      rsc_document_pick (document, picks[k]);
      g_assert_cmpfloat (
        rsc_polytope_get_violation (
          polytope, rsc_picked_network_get_point (rsc_document_get_picked (document))),
        <, 1e-9);
      g_assert_cmpfloat (rsc_picked_network_get_fit_change (rsc_document_get_picked (document)), <,
                         1e-9);
    }
  rsc_document_pick (document, RSC_PICK_NARROWEST);
  g_assert_cmpuint (rsc_picked_network_get_width (rsc_document_get_picked (document)), ==, 8);

  for (gsize k = 0; k < 16; k++)
    {
      rsc_document_step_vertex (document, 1);
      g_assert_cmpint (rsc_picked_network_get_vertex (rsc_document_get_picked (document)), ==,
                       (gssize) k);
      g_assert_cmpuint (rsc_picked_network_get_width (rsc_document_get_picked (document)), ==,
                        rsc_optimal_set_get_vertex_width (set, k));
    }
  rsc_document_step_vertex (document, 1);
  g_assert_cmpint (rsc_picked_network_get_vertex (rsc_document_get_picked (document)), ==, 0);

  for (int k = 0; k <= 60; k++)
    {
      double wish[3] = { 4.0 * k / 60, 2.0, 3.0 - 3.0 * k / 60 };

      rsc_document_drag_point (document, wish);
      g_assert_cmpfloat (
        rsc_polytope_get_violation (
          polytope, rsc_picked_network_get_point (rsc_document_get_picked (document))),
        <, 1e-9);
      g_assert_cmpfloat (rsc_picked_network_get_fit_change (rsc_document_get_picked (document)), <,
                         1e-9);
    }

  /* The state remembers the point by its neurons: undoing and looking it up again gives the same.
   */
  dragged = g_memdup2 (rsc_picked_network_get_point (rsc_document_get_picked (document)),
                       m * sizeof (double));
  rsc_document_pick (document, RSC_PICK_INTERIOR);
  g_assert_true (rsc_document_revert (document));
  for (gsize i = 0; i < m; i++)
    g_assert_cmpfloat_with_epsilon (
      rsc_picked_network_get_point (rsc_document_get_picked (document))[i], dragged[i], 1e-8);
}

static void
test_axes (void)
{
  g_autoptr (RscDocument) document = new_watched_document (TRUE);
  const gsize *axes;

  open_set (document, "checkerboard");
  wait_idle (document);
  rsc_document_toggle_axis (document, 1);
  iterate (200);
  g_assert_cmpuint (rsc_shown_axes_get (rsc_document_get_shown_axes (document), &axes), ==, 2);
  g_assert_cmpuint (axes[0], ==, 0);
  g_assert_cmpuint (axes[1], ==, 2);
  g_assert_cmpuint (rsc_shown_axes_get_hull (rsc_document_get_shown_axes (document))->n_axes, ==,
                    2);
  rsc_document_toggle_axis (document, 0);
  iterate (200);
  rsc_document_toggle_axis (document, 2);
  iterate (200);
  g_assert_cmpuint (rsc_shown_axes_get (rsc_document_get_shown_axes (document), &axes), ==, 1);
  g_assert_cmpuint (axes[0], ==, 2);
  rsc_document_toggle_axis (document, 5);
  iterate (200);
  g_assert_cmpuint (rsc_shown_axes_get (rsc_document_get_shown_axes (document), &axes), ==, 2);
}

/* Too many patterns: a sentence with the way out, and sampling works. */
/* Labels of the axes on show, in order. */
static void
get_axis_labels (RscDocument *document, gsize labels[3])
{
  const gsize *axes;
  gsize n = rsc_shown_axes_get (rsc_document_get_shown_axes (document), &axes);

  for (gsize k = 0; k < 3; k++)
    labels[k] =
      k < n ? rsc_shown_axes_get_labels (rsc_document_get_shown_axes (document))[k] : G_MAXSIZE;
  /* Where the neuron is in the set, it is the one that is called so. */
  for (gsize k = 0; k < n; k++)
    if (axes[k] != RSC_OPTIMAL_SET_ABSENT)
      g_assert_cmpuint (rsc_labelling_get_labels (rsc_document_get_labelling (document))[axes[k]],
                        ==, labels[k]);
    else
      g_assert_cmpint (rsc_labelling_find (rsc_document_get_labelling (document), labels[k]), <, 0);
}

/* From λ_max down, where at first none of them is there, the axes stay on the same neurons, and so
 * do their ranges; at rest there are none. */
static void
test_axes_stay (void)
{
  g_autoptr (RscDocument) document = new_watched_document (TRUE);
  gsize before[3], labels[3];
  const gsize *axes;
  RscPlayback playback;
  gboolean was_absent = FALSE;
  RscPathRanges *ranges;

  open_set (document, "checkerboard");
  wait_path (document);
  get_axis_labels (document, before);
  g_assert_cmpuint (rsc_shown_axes_get (rsc_document_get_shown_axes (document), &axes), ==, 3);
  g_assert_null (rsc_results_get_ranges (rsc_document_get_results (document)));

  set_ratio (document, 1, RSC_CHANGE_SINGLE);
  get_axis_labels (document, labels);
  g_assert_cmpmem (labels, sizeof labels, before, sizeof before);
  ranges = rsc_results_get_ranges (rsc_document_get_results (document));
  g_assert_nonnull (ranges);
  g_assert_cmpuint (rsc_shown_axes_get_hull (rsc_document_get_shown_axes (document))->n_points, ==,
                    1);
  g_assert_cmpfloat (rsc_shown_axes_get_hull (rsc_document_get_shown_axes (document))->points[0],
                     ==, 0);
  wait_idle (document);
  iterate (700);
  g_assert_null (rsc_results_get_ranges (rsc_document_get_results (document)));
  get_axis_labels (document, labels);
  g_assert_cmpmem (labels, sizeof labels, before, sizeof before);

  playback = *rsc_player_get_playback (rsc_document_get_player (document));
  playback.playing = TRUE;
  rsc_player_set_playback (rsc_document_get_player (document), RSC_TRACK_PATH, &playback);
  for (int k = 1; k <= 100; k++)
    {
      g_assert_true (play_to (document, pow (2e-3, k / 100.0)));
      get_axis_labels (document, labels);
      g_assert_cmpmem (labels, sizeof labels, before, sizeof before);
      rsc_shown_axes_get (rsc_document_get_shown_axes (document), &axes);
      was_absent = was_absent || axes[0] == RSC_OPTIMAL_SET_ABSENT;
      g_assert_true (rsc_results_get_ranges (rsc_document_get_results (document)) == ranges);
      g_assert_cmpuint (rsc_shown_axes_get_hull (rsc_document_get_shown_axes (document))->n_axes,
                        ==, 3);
    }
  g_assert_true (was_absent);
  playback.playing = FALSE;
  rsc_player_set_playback (rsc_document_get_player (document), RSC_TRACK_PATH, &playback);
  wait_idle (document);
  iterate (700);
  g_assert_null (rsc_results_get_ranges (rsc_document_get_results (document)));
  get_axis_labels (document, labels);
  g_assert_cmpmem (labels, sizeof labels, before, sizeof before);
}

/* Axes that a person has chosen are back when λ is. */
static void
test_chosen_axes_come_back (void)
{
  g_autoptr (RscDocument) document = new_watched_document (TRUE);
  const double way[] = { 0.7, 1, 0.9, 0.4, 2e-3, 0.1 };
  gsize chosen[3], labels[3];
  const gsize *axes;

  open_set (document, "checkerboard");
  wait_path (document);
  rsc_document_toggle_axis (document, 1);
  iterate (200);
  rsc_document_toggle_axis (document, 5);
  iterate (200);
  g_assert_cmpuint (rsc_shown_axes_get (rsc_document_get_shown_axes (document), &axes), ==, 3);
  get_axis_labels (document, chosen);
  for (gsize k = 0; k < G_N_ELEMENTS (way); k++)
    {
      set_ratio (document, way[k], RSC_CHANGE_SINGLE);
      get_axis_labels (document, labels);
      g_assert_cmpmem (labels, sizeof labels, chosen, sizeof chosen);
      wait_idle (document);
      iterate (600);
    }
  get_axis_labels (document, labels);
  g_assert_cmpmem (labels, sizeof labels, chosen, sizeof chosen);
  /* Another choice is another choice. */
  rsc_document_toggle_axis (document, axes[2]);
  iterate (200);
  set_ratio (document, 0.05, RSC_CHANGE_SINGLE);
  get_axis_labels (document, labels);
  g_assert_cmpuint (rsc_shown_axes_get (rsc_document_get_shown_axes (document), &axes), ==, 2);
  g_assert_cmpuint (labels[0], ==, chosen[0]);
  g_assert_cmpuint (labels[1], ==, chosen[1]);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/pick-and-drag", test_pick_and_drag);
  g_test_add_func ("/document/axes", test_axes);
  g_test_add_func ("/document/axes-stay", test_axes_stay);
  g_test_add_func ("/document/chosen-axes-come-back", test_chosen_axes_come_back);

  return g_test_run ();
}
