/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Optimal networks by their number of neurons, and walks from one to another, as they become known.
 * No display. */
#include <gsl/gsl_errno.h>
#include <math.h>

#include "documents.h"
#include "problems.h"

/* The 12-gon's networks of at most m neurons fall into so many pieces. */
static void
test_pieces (void)
{
  static const gsize known[][2] = { { 3, 4 }, { 4, 4 }, { 5, 4 }, { 6, 1 }, { 7, 13 }, { 8, 1 } };
  g_autoptr (RscJobs) jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  g_autoptr (RscOptimalSet) set = set_of_gallery ("polygon-12", RSC_ACTIVATION_RELU, 0.1);
  RscWidths *widths = rsc_widths_new (jobs);
  gsize n_pieces;

  rsc_widths_set_source (widths, set, FALSE);
  rsc_widths_set_wanted (widths, TRUE);
  g_assert_true (rsc_widths_is_stale (widths));
  g_assert_false (rsc_widths_is_busy (widths));
  rsc_widths_set_source (widths, set, TRUE);
  g_assert_false (rsc_widths_is_stale (widths));
  g_assert_true (rsc_widths_is_busy (widths));
  g_assert_cmpuint (rsc_widths_get_m (widths), ==, 0);
  g_assert_cmpuint (rsc_widths_get_limit (widths), ==, 0);
  g_assert_null (rsc_widths_get_pieces (widths, &n_pieces));
  g_assert_cmpuint (n_pieces, ==, 0);
  g_assert_cmpint (rsc_widths_get_caption (widths), ==, RSC_WIDTHS_CAPTION_NONE);
  run_request (jobs, RSC_REQUEST_COMPLEX);
  g_assert_false (rsc_widths_is_busy (widths));
  g_assert_cmpint (rsc_widths_get_caption (widths), ==, RSC_WIDTHS_CAPTION_LEVEL);
  for (gsize k = 0; k < G_N_ELEMENTS (known); k++)
    {
      const gsize *pieces;
      guint seen = 0;

      rsc_widths_set_m (widths, known[k][0]);
      g_assert_cmpuint (rsc_widths_get_m (widths), ==, known[k][0]);
      g_assert_cmpuint (rsc_widths_get_limit (widths), ==, known[k][0]);
      pieces = rsc_widths_get_pieces (widths, &n_pieces);
      g_assert_cmpuint (n_pieces, ==, known[k][1]);
      for (gsize v = 0; v < rsc_optimal_set_get_n_vertices (set); v++)
        if (rsc_optimal_set_get_vertex_width (set, v) <= known[k][0])
          {
            g_assert_cmpuint (pieces[v], <, n_pieces);
            seen |= 1u << pieces[v];
          }
      g_assert_cmpuint (seen, ==, (1u << n_pieces) - 1);
    }
  /* Within what the picture goes over; at all 12 neurons there is no limit. */
  rsc_widths_set_m (widths, 1);
  g_assert_cmpuint (rsc_widths_get_m (widths), ==, 3);
  rsc_widths_set_m (widths, 7);
  rsc_widths_set_wanted (widths, FALSE);
  g_assert_cmpuint (rsc_widths_get_limit (widths), ==, 0);
  g_assert_cmpuint (rsc_widths_get_m (widths), ==, 7);
  rsc_widths_set_wanted (widths, TRUE);
  g_assert_cmpuint (rsc_widths_get_limit (widths), ==, 7);
  g_assert_false (rsc_widths_is_busy (widths));

  /* Of another set nothing is known, and what was asked for is not waited for. */
  g_autoptr (RscOptimalSet) other = set_of_gallery ("polygon-8", RSC_ACTIVATION_RELU, 0.1);
  rsc_widths_set_source (widths, other, TRUE);
  g_assert_null (rsc_widths_get_complex (widths));
  rsc_widths_set_source (widths, NULL, TRUE);
  g_assert_false (rsc_jobs_is_busy (jobs, RSC_REQUEST_COMPLEX));
  while (rsc_jobs_deliver (jobs, RSC_REQUEST_COMPLEX))
    ;
  g_assert_null (rsc_widths_get_complex (widths));
  rsc_widths_set_source (widths, other, TRUE);
  run_request (jobs, RSC_REQUEST_COMPLEX);
  /* Of the 8-gon 10 pieces have at most 5 neurons. */
  rsc_widths_set_m (widths, 5);
  rsc_widths_get_pieces (widths, &n_pieces);
  g_assert_cmpuint (n_pieces, ==, 10);
  drop_object (widths);
}

/* Two of the 12-gon's networks with 3 neurons. */
static void
find_narrow (RscOptimalSet *set, const double *ends[2])
{
  gsize n = 0;

  for (gsize v = 0; v < rsc_optimal_set_get_n_vertices (set) && n < 2; v++)
    if (rsc_optimal_set_get_vertex_width (set, v) == 3)
      ends[n++] = rsc_optimal_set_get_vertex (set, v);
  g_assert_cmpuint (n, ==, 2);
}

/* A start, a walk, what is told of both, and where on it a network is. */
static void
test_walk (void)
{
  g_autoptr (RscJobs) jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  g_autoptr (RscOptimalSet) set = set_of_gallery ("polygon-12", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscOptimalSet) other = set_of_gallery ("polygon-8", RSC_ACTIVATION_RELU, 0.1);
  RscWidths *widths = rsc_widths_new (jobs);
  const RscComplexWalk *walk;
  const double *ends[2];
  double between[12];
  g_autofree double *trail = NULL;
  guint64 serial;
  gsize n_stops;

  find_narrow (set, ends);
  rsc_widths_set_source (widths, set, TRUE);
  rsc_widths_set_start (widths, ends[0]);
  g_assert_false (rsc_widths_has_start (widths));
  rsc_widths_set_wanted (widths, TRUE);
  run_request (jobs, RSC_REQUEST_COMPLEX);
  /* Without a start there is nowhere to walk from. */
  rsc_widths_walk_to (widths, ends[1]);
  g_assert_false (rsc_widths_is_busy (widths));
  rsc_widths_set_start (widths, ends[1]);
  rsc_widths_walk_to (widths, ends[0]);
  g_assert_true (rsc_widths_is_busy (widths));
  rsc_widths_set_start (widths, ends[0]);
  g_assert_false (rsc_jobs_is_busy (jobs, RSC_REQUEST_WALK));
  g_assert_true (rsc_widths_has_start (widths));
  g_assert_cmpint (rsc_widths_get_caption (widths), ==, RSC_WIDTHS_CAPTION_START);
  g_assert_cmpfloat (rsc_widths_find_place (widths, ends[0], 0), ==, -1);
  g_assert_null (rsc_widths_dup_trail (widths, &n_stops));
  serial = rsc_widths_get_walk_serial (widths);
  rsc_widths_walk_to (widths, ends[1]);
  run_request (jobs, RSC_REQUEST_WALK);
  g_assert_cmpint (rsc_widths_get_caption (widths), ==, RSC_WIDTHS_CAPTION_WALK);
  g_assert_cmpuint (rsc_widths_get_walk_serial (widths), ==, serial + 1);
  walk = rsc_widths_get_walk (widths);
  /* The pieces of 3 to 5 neurons are one with 6. */
  g_assert_cmpuint (walk->m, ==, 6);
  g_assert_cmpuint (walk->n_stops, >, 1);
  g_assert_true (rsc_widths_is_walk_shown (widths));
  trail = rsc_widths_dup_trail (widths, &n_stops);
  g_assert_cmpmem (trail, n_stops * 12 * sizeof (double), walk->stops,
                   walk->n_stops * 12 * sizeof (double));

  g_assert_cmpfloat (rsc_widths_find_place (widths, ends[0], -1), ==, 0);
  g_assert_cmpfloat (rsc_widths_find_place (widths, ends[1], 0), ==, (double) (n_stops - 1));
  for (gsize k = 0; k + 1 < n_stops; k++)
    {
      for (gsize i = 0; i < 12; i++)
        between[i] = 0.75 * trail[k * 12 + i] + 0.25 * trail[(k + 1) * 12 + i];
      g_assert_cmpfloat_with_epsilon (rsc_widths_find_place (widths, between, -1),
                                      (double) k + 0.25, 1e-9);
      g_assert_cmpfloat (rsc_widths_find_place (widths, between, (double) k + 0.25), ==,
                         (double) k + 0.25);
      g_assert_cmpfloat_with_epsilon (rsc_widths_find_place (widths, between, 100.0),
                                      (double) k + 0.25, 1e-9);
    }
  g_assert_cmpfloat (rsc_widths_find_place (widths, rsc_optimal_set_get_interior (set), 0.5), ==,
                     -1);

  /* Who looks at something else sees no walk. */
  rsc_widths_set_wanted (widths, FALSE);
  g_assert_false (rsc_widths_is_walk_shown (widths));
  g_assert_null (rsc_widths_dup_trail (widths, &n_stops));
  rsc_widths_set_wanted (widths, TRUE);
  rsc_widths_set_m (widths, 6);
  g_assert_cmpint (rsc_widths_get_caption (widths), ==, RSC_WIDTHS_CAPTION_LEVEL);
  rsc_widths_drop_walk (widths);
  g_assert_null (rsc_widths_get_walk (widths));
  g_assert_false (rsc_widths_has_start (widths));
  g_assert_cmpuint (rsc_widths_get_walk_serial (widths), ==, serial + 2);

  /* From a network to itself there is nothing to play. */
  rsc_widths_set_start (widths, ends[0]);
  rsc_widths_walk_to (widths, ends[0]);
  run_request (jobs, RSC_REQUEST_WALK);
  g_assert_cmpuint (rsc_widths_get_walk (widths)->n_stops, ==, 1);
  g_assert_false (rsc_widths_is_walk_shown (widths));
  g_assert_null (rsc_widths_dup_trail (widths, &n_stops));
  rsc_widths_walk_to (widths, ends[1]);
  rsc_widths_drop_walk (widths);
  g_assert_false (rsc_widths_is_busy (widths));
  g_assert_cmpint (rsc_widths_get_caption (widths), ==, RSC_WIDTHS_CAPTION_LEVEL);

  /* With its set a start goes, and that is told until something else is asked for. */
  rsc_widths_set_start (widths, ends[0]);
  rsc_widths_walk_to (widths, ends[1]);
  rsc_widths_set_source (widths, other, TRUE);
  g_assert_false (rsc_jobs_is_busy (jobs, RSC_REQUEST_WALK));
  g_assert_false (rsc_widths_has_start (widths));
  g_assert_cmpint (rsc_widths_get_caption (widths), ==, RSC_WIDTHS_CAPTION_LOST);
  rsc_widths_set_m (widths, 6);
  g_assert_cmpint (rsc_widths_get_caption (widths), ==, RSC_WIDTHS_CAPTION_NONE);
  drop_object (widths);
}

/* A network that is picked anywhere in the set, a vertex as one; and the walk as it is played. */
static void
test_document (void)
{
  RscDocument *document = new_watched_document (TRUE);
  const RscPickedNetwork *picked = rsc_document_get_picked (document);
  RscPlayer *player = rsc_document_get_player (document);
  RscWidths *widths = rsc_document_get_widths (document);
  const RscComplexWalk *walk;
  RscOptimalSet *set;
  const double *ends[2];
  double middle[12];

  rsc_document_show_walk (document, 0);
  open_set (document, "polygon-12");
  /* The set is not there yet. */
  rsc_document_pick_point (document, middle);
  g_assert_cmpint (rsc_document_get_state (document)->pick, !=, RSC_PICK_POINT);
  set_ratio (document, 0.1, RSC_CHANGE_SINGLE);
  wait_idle (document);
  set = rsc_document_get_set (document);
  find_narrow (set, ends);
  for (gsize i = 0; i < 12; i++)
    middle[i] = 0.5 * (ends[0][i] + ends[1][i]);
  rsc_document_pick_point (document, middle);
  g_assert_cmpint (rsc_document_get_state (document)->pick, ==, RSC_PICK_POINT);
  for (gsize i = 0; i < 12; i++)
    g_assert_cmpfloat_with_epsilon (rsc_picked_network_get_point (picked)[i], middle[i], 1e-12);
  rsc_document_pick_point (document, ends[0]);
  g_assert_cmpint (rsc_document_get_state (document)->pick, ==, RSC_PICK_VERTEX);
  g_assert_cmpuint (rsc_picked_network_get_width (picked), ==, 3);

  rsc_widths_set_wanted (widths, TRUE);
  wait_until (has_complex_of_widths, rsc_document_get_widths (document));
  rsc_document_show_walk (document, 0);
  rsc_document_start_walk (document);
  rsc_document_pick_point (document, ends[1]);
  rsc_document_walk_here (document);
  wait_until (has_walk_of_widths, rsc_document_get_widths (document));
  walk = rsc_widths_get_walk (widths);
  rsc_document_show_walk (document, 0.5);
  g_assert_cmpint (rsc_document_get_state (document)->pick, ==, RSC_PICK_POINT);
  g_assert_true (rsc_document_is_on_walk (document));
  g_assert_cmpfloat (rsc_player_get_position (player, RSC_TRACK_WALK), ==, 0.5 * RSC_WALK_SECONDS);
  for (gsize i = 0; i < 12; i++)
    g_assert_cmpfloat_with_epsilon (rsc_picked_network_get_point (picked)[i],
                                    0.5 * (walk->stops[i] + walk->stops[12 + i]), 1e-12);
  rsc_document_show_walk (document, 0);
  g_assert_cmpint (rsc_document_get_state (document)->pick, ==, RSC_PICK_VERTEX);
  g_assert_cmpint (rsc_picked_network_get_vertex (picked), ==, walk->vertices[0]);
  rsc_document_pick (document, RSC_PICK_INTERIOR);
  g_assert_false (rsc_document_is_on_walk (document));
  g_object_unref (document);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/widths/pieces", test_pieces);
  g_test_add_func ("/widths/walk", test_walk);
  g_test_add_func ("/widths/document", test_document);
  return g_test_run ();
}
