/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of widths: a number of neurons that is chosen there holds in every view, a piece picks
 * its network, and a walk keeps the fit. */
#include <math.h>
#include <string.h>

#include "app/window/rsc-widths-panel.h"
#include "app/window/rsc-window.h"
#include "documents.h"
#include "ui/rsc-optimal-set-view.h"
#include "ui/rsc-piece-list.h"
#include "ui/rsc-widths-view.h"
#include "widgets.h"
#include "windows.h"

static GtkApplication *application;

static RscWidthsView *
get_view (RscWindow *window)
{
  return RSC_WIDTHS_VIEW (find_child (GTK_WIDGET (window), RSC_TYPE_WIDTHS_VIEW));
}

static RscPieceList *
get_list (RscWindow *window)
{
  return RSC_PIECE_LIST (find_child (GTK_WIDGET (window), RSC_TYPE_PIECE_LIST));
}

static RscWidths *
get_widths (RscWindow *window)
{
  return rsc_document_get_widths (rsc_window_get_document (window));
}

static gboolean
is_known (gpointer window)
{
  RscWidths *widths = get_widths (window);

  /* The picture keeps those of the set before until they are. */
  return rsc_widths_get_complex (widths) != NULL && !rsc_widths_is_stale (widths)
         && rsc_widths_view_get_complex (get_view (window)) == rsc_widths_get_complex (widths);
}

static gboolean
is_walked (gpointer window)
{
  return rsc_widths_get_walk (get_widths (window)) != NULL;
}

static RscWindow *
open_page (const char *name)
{
  RscWindow *window = show_window (application, name);

  wait_idle (rsc_window_get_document (window));
  /* Nothing is worked out while nobody looks. */
  g_assert_null (rsc_widths_get_complex (get_widths (window)));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "widths");
  wait_until (is_known, window);
  iterate (50);
  return window;
}

static void
press (RscWindow *window, int step)
{
  RscWidthsView *view = get_view (window);
  const gsize m = rsc_widths_view_get_m (view);

  g_signal_emit_by_name (view, "chosen", (guint64) (m + (gsize) step));
  iterate (20);
}

/* Each row has its number, and no two say the same of their piece. */
static void
assert_rows_differ (RscWindow *window, gsize n)
{
  GtkListBox *box = GTK_LIST_BOX (find_child (GTK_WIDGET (get_list (window)), GTK_TYPE_LIST_BOX));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize k = 0; k < n; k++)
    {
      GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (box, (int) k));
      const char *words = gtk_label_get_label (GTK_LABEL (find_child (row, GTK_TYPE_LABEL)));
      g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT " · ", k + 1);

      g_test_message ("%s", words);
      g_assert_true (g_str_has_prefix (words, number));
      if (strstr (words, "vertices") == NULL)
        g_assert_true (g_hash_table_add (seen, (gpointer) strstr (words, " · ")));
    }
}

static void
test_choosing (void)
{
  static const gsize pieces[] = { 4, 4, 4, 1, 13, 1, 1 };
  RscWindow *window = open_page ("gallery:polygon-12");
  RscDocument *document = rsc_window_get_document (window);
  GtkRange *range = GTK_RANGE (
    find_child (find_child (GTK_WIDGET (window), RSC_TYPE_WIDTHS_PANEL), GTK_TYPE_SCALE));

  for (gsize k = 0; k < G_N_ELEMENTS (pieces); k++)
    {
      g_assert_cmpuint (rsc_widths_view_get_m (get_view (window)), ==, 3 + k);
      g_assert_cmpfloat (gtk_range_get_value (range), ==, 3.0 + (double) k);
      g_assert_cmpuint (rsc_widths_get_limit (get_widths (window)), ==, 3 + k);
      g_assert_cmpuint (rsc_piece_list_get_n (get_list (window)), ==, pieces[k]);
      assert_rows_differ (window, pieces[k]);
      press (window, 1);
    }
  gtk_range_set_value (range, 7.0);
  iterate (20);
  g_assert_cmpuint (rsc_widths_view_get_m (get_view (window)), ==, 7);
  /* A part of the document, with a way back. */
  g_assert_cmpuint (rsc_document_get_state (document)->m, ==, 7);
  rsc_history_end_merge (rsc_document_get_history (document));
  gtk_range_set_value (range, 5.0);
  g_assert_true (rsc_document_revert (document));
  iterate (20);
  g_assert_cmpuint (rsc_widths_view_get_m (get_view (window)), ==, 7);
  g_assert_cmpfloat (gtk_range_get_value (range), ==, 7.0);

  /* Each piece picks a network that has no more neurons. */
  for (int k = 0; k < 13; k++)
    {
      g_signal_emit_by_name (get_list (window), "chosen", k);
      iterate (20);
      g_assert_cmpuint (rsc_picked_network_get_width (rsc_document_get_picked (document)), <=, 7);
      const gssize vertex = rsc_picked_network_get_vertex (rsc_document_get_picked (document));
      gsize n_pieces;
      g_assert_cmpint (vertex, >=, 0);
      g_assert_cmpuint (rsc_widths_get_pieces (get_widths (window), &n_pieces)[vertex], ==,
                        (gsize) k);
    }

  /* Another page on show: all of the set is seen again. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "path");
  iterate (50);
  g_assert_cmpuint (rsc_widths_get_limit (get_widths (window)), ==, 0);
  close_window (window);
}

/* From vertex to vertex: the walk's networks become the picked one, and none of them predicts
 * anything else. */
static void
test_walk (void)
{
  RscWindow *window = open_page ("gallery:polygon-12");
  RscDocument *document = rsc_window_get_document (window);
  RscPlayer *player = rsc_document_get_player (document);
  const RscPickedNetwork *picked = rsc_document_get_picked (document);
  gsize first;

  rsc_document_pick_vertex (document, 0);
  iterate (20);
  first = rsc_picked_network_get_width (picked);
  rsc_document_start_walk (document);
  rsc_document_pick_vertex (document, 9);
  iterate (20);
  rsc_document_walk_here (document);
  wait_until (is_walked, window);
  iterate (20);
  const RscComplexWalk *walk = rsc_widths_get_walk (get_widths (window));
  g_assert_cmpuint (walk->m, ==, 8);
  g_assert_cmpuint (walk->n_stops, >, 1);
  g_assert_cmpint (walk->vertices[0], ==, 0);
  g_assert_cmpint (walk->vertices[walk->n_stops - 1], ==, 9);

  rsc_player_toggle (player, RSC_TRACK_WALK);
  for (gsize k = 0; rsc_player_get_playback (player)->playing && k < 1000; k++)
    {
      rsc_player_advance (player, 0.1);
      g_assert_cmpuint (rsc_picked_network_get_width (picked), <=, walk->m);
      g_assert_cmpfloat (rsc_picked_network_get_fit_change (picked), <=, 1e-12);
      g_assert_true (rsc_widths_get_walk (get_widths (window)) == walk);
    }
  g_assert_cmpint (rsc_picked_network_get_vertex (picked), ==, 9);
  rsc_document_show_walk (document, 0.0);
  g_assert_cmpuint (rsc_picked_network_get_width (picked), ==, first);
  g_assert_cmpint (rsc_picked_network_get_vertex (picked), ==, 0);

  /* The buttons of the window play it, step from stop to stop and go to its ends, and the sentence
   * beside them says where it is. */
  const double ratio = rsc_document_get_state (document)->lambda_ratio;
  iterate (20);
  g_assert_nonnull (find_label (GTK_WIDGET (window), "Walk: stop 1 of "));
  gtk_widget_activate_action (GTK_WIDGET (window), "path.step", "i", 1);
  g_assert_cmpfloat (rsc_player_get_position (player, RSC_TRACK_WALK), ==, RSC_WALK_SECONDS);
  g_assert_cmpfloat (rsc_picked_network_get_fit_change (picked), <=, 1e-12);
  iterate (20);
  g_assert_nonnull (find_label (GTK_WIDGET (window), "Walk: stop 2 of "));
  gtk_widget_activate_action (GTK_WIDGET (window), "path.end", "i", 1);
  g_assert_cmpint (rsc_picked_network_get_vertex (picked), ==, 9);
  gtk_widget_activate_action (GTK_WIDGET (window), "path.end", "i", -1);
  g_assert_cmpint (rsc_picked_network_get_vertex (picked), ==, 0);
  gtk_widget_activate_action (GTK_WIDGET (window), "path.play", NULL);
  g_assert_true (rsc_player_get_playback (player)->playing);
  g_assert_cmpint (rsc_player_get_track (player), ==, RSC_TRACK_WALK);
  gtk_widget_activate_action (GTK_WIDGET (window), "path.play", NULL);
  g_assert_false (rsc_player_get_playback (player)->playing);
  g_assert_cmpfloat (rsc_document_get_state (document)->lambda_ratio, ==, ratio);

  /* At another λ there is another set, and no walk in it. */
  RscDocumentState *after = rsc_document_state_copy (rsc_document_get_state (document));
  after->lambda_ratio = 0.3;
  rsc_document_apply (document, "λ", RSC_CHANGE_SINGLE, after);
  wait_idle (document);
  wait_until (is_known, window);
  g_assert_null (rsc_widths_get_walk (get_widths (window)));
  g_assert_false (rsc_widths_has_start (get_widths (window)));
  g_assert_cmpfloat (rsc_player_get_known (player, RSC_TRACK_WALK), ==, 0.0);
  iterate (20);
  g_assert_null (find_label (GTK_WIDGET (window), "Walk: stop"));
  close_window (window);
}

static double
get_place (RscWindow *window)
{
  return rsc_player_get_position (rsc_document_get_player (rsc_window_get_document (window)),
                                  RSC_TRACK_WALK)
         / RSC_WALK_SECONDS;
}

static void
walk_between (RscWindow *window, gsize from, gsize to)
{
  RscDocument *document = rsc_window_get_document (window);

  rsc_document_pick_vertex (document, from);
  rsc_document_start_walk (document);
  rsc_document_pick_vertex (document, to);
  rsc_document_walk_here (document);
  wait_until (is_walked, window);
}

/* Undo, redo and a pick elsewhere hold against a walk that plays, and the place is where the picked
 * network is. */
static void
test_walk_left (void)
{
  RscWindow *window = open_page ("gallery:polygon-12");
  RscDocument *document = rsc_window_get_document (window);
  RscPlayer *player = rsc_document_get_player (document);
  RscHistory *history = rsc_document_get_history (document);
  const RscPickedNetwork *picked = rsc_document_get_picked (document);
  RscPlayback playback = { .playing = TRUE, .speed = 1, .loop = TRUE };

  walk_between (window, 0, 9);
  const double last = (double) rsc_widths_get_walk (get_widths (window))->n_stops - 1;
  g_assert_true (rsc_document_is_on_walk (document));
  g_assert_cmpfloat (get_place (window), ==, last);

  for (int k = 0; k < 3; k++)
    {
      rsc_player_set_playback (player, RSC_TRACK_WALK, &playback);
      rsc_player_advance (player, 0.1);
      rsc_player_advance (player, 0.1);
      g_assert_true (rsc_player_get_playback (player)->playing);
      g_assert_true (rsc_document_is_on_walk (document));
      if (k == 0)
        {
          g_assert_true (rsc_document_revert (document));
          g_assert_cmpint (rsc_picked_network_get_vertex (picked), ==, 9);
          g_assert_cmpfloat (get_place (window), ==, last);
        }
      else if (k == 1)
        {
          /* What is no pick at all is undone too, and stays so. */
          RscDocumentState *after = edit (document);

          after->tubes = !after->tubes;
          rsc_document_apply (document, "Tubes", RSC_CHANGE_SINGLE, after);
          g_assert_true (rsc_player_get_playback (player)->playing);
          g_assert_true (rsc_document_revert (document));
        }
      else
        rsc_document_pick_vertex (document, 5);
      const gsize n_changes = rsc_history_get_n_changes (history);
      const gboolean repeatable = rsc_history_get_repeatable (history) != NULL;
      g_assert_true (repeatable == (k < 2));
      g_assert_false (rsc_player_get_playback (player)->playing);
      rsc_player_advance (player, 0.1);
      g_assert_cmpuint (rsc_history_get_n_changes (history), ==, n_changes);
      g_assert_true ((rsc_history_get_repeatable (history) != NULL) == repeatable);
    }
  g_assert_cmpint (rsc_picked_network_get_vertex (picked), ==, 5);
  g_assert_true (
    rsc_document_is_on_walk (document)
    == (rsc_widths_find_place (get_widths (window), rsc_picked_network_get_point (picked), 0)
        >= 0));

  /* Where a vertex lies that was picked by hand, undone and done again. */
  rsc_document_pick_vertex (document, 0);
  g_assert_cmpfloat (get_place (window), ==, 0);
  rsc_document_show_walk (document, 0.3);
  rsc_document_show_walk (document, 0.4);
  g_assert_cmpfloat_with_epsilon (get_place (window), 0.4, 1e-12);
  /* The place that it is known to be at is exact. */
  g_assert_cmpfloat (
    rsc_widths_find_place (get_widths (window), rsc_picked_network_get_point (picked), 0.4), ==,
    0.4);
  g_assert_true (rsc_document_revert (document));
  g_assert_cmpfloat (get_place (window), ==, 0);
  g_assert_true (rsc_document_repeat (document));
  g_assert_cmpfloat_with_epsilon (get_place (window), 0.4, 1e-6);
  rsc_document_pick (document, RSC_PICK_INTERIOR);
  g_assert_false (rsc_document_is_on_walk (document));

  /* The way back is another walk, as long as this one: it does not begin where this was left. */
  walk_between (window, 9, 0);
  g_assert_cmpfloat ((double) rsc_widths_get_walk (get_widths (window))->n_stops - 1, ==, last);
  g_assert_cmpfloat (get_place (window), ==, last);
  close_window (window);
}

static GtkWidget *
get_part (RscWindow *window, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (
    find_child (GTK_WIDGET (window), RSC_TYPE_WIDTHS_PANEL), RSC_TYPE_WIDTHS_PANEL, name));
}

static const char *
get_caption (RscWindow *window)
{
  return gtk_label_get_label (GTK_LABEL (get_part (window, "caption")));
}

/* The caption tells what was asked for last; a walk can be dropped, and does not go without a
 * word. */
static void
test_caption (void)
{
  RscWindow *window = open_page ("gallery:polygon-12");
  RscDocument *document = rsc_window_get_document (window);
  GtkWidget *drop = get_part (window, "drop_button");

  g_assert_nonnull (strstr (get_caption (window), "At most 3 neurons: 4 pieces"));
  g_assert_false (gtk_widget_get_visible (drop));
  walk_between (window, 0, 9);
  g_assert_nonnull (strstr (get_caption (window), "connected with 8"));
  press (window, 4);
  g_assert_nonnull (strstr (get_caption (window), "At most 7 neurons: 13 pieces"));
  rsc_document_walk_here (document);
  iterate (50);
  g_assert_nonnull (strstr (get_caption (window), "connected with 8"));
  /* The number that is chosen already is one too. */
  press (window, 0);
  g_assert_nonnull (strstr (get_caption (window), "At most 7 neurons: 13 pieces"));

  g_assert_true (gtk_widget_get_visible (drop));
  g_signal_emit_by_name (drop, "clicked");
  g_assert_null (rsc_widths_get_walk (get_widths (window)));
  g_assert_false (rsc_widths_has_start (get_widths (window)));
  g_assert_false (gtk_widget_get_visible (drop));
  g_assert_cmpfloat (rsc_player_get_known (rsc_document_get_player (document), RSC_TRACK_WALK), ==,
                     0);

  walk_between (window, 0, 9);
  set_ratio (document, 0.3, RSC_CHANGE_SINGLE);
  wait_idle (document);
  wait_until (is_known, window);
  iterate (20);
  g_assert_nonnull (strstr (get_caption (window), "choose again where it begins"));
  rsc_document_start_walk (document);
  g_assert_nonnull (strstr (get_caption (window), "Pick another network"));
  close_window (window);
}

/* A set that is about to give way is shown pale, and nothing can be asked of it; nor of the list of
 * the one before. */
static void
test_stale (void)
{
  RscWindow *window = open_page ("gallery:polygon-12");
  RscDocument *document = rsc_window_get_document (window);
  RscWidths *widths = get_widths (window);
  RscOptimalSet *set = rsc_optimal_set_ref (rsc_document_get_set (document));

  walk_between (window, 0, 9);
  iterate (20);
  g_assert_false (rsc_widths_is_stale (widths));
  g_assert_cmpfloat (gtk_widget_get_opacity (get_part (window, "view")), ==, 1);
  for (int k = 0; k < 2; k++)
    {
      static const char *names[] = { "list", "start_button", "walk_button", "play_button",
                                     "place" };
      const gboolean resting = k == 1;

      rsc_widths_set_source (widths, set, resting);
      g_assert_true (rsc_widths_is_stale (widths) == !resting);
      g_assert_true ((gtk_widget_get_opacity (get_part (window, "view")) == 1) == resting);
      for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
        g_assert_true (gtk_widget_get_sensitive (get_part (window, names[i])) == resting);
    }

  /* The work was under way when the set became stale. */
  rsc_widths_set_source (widths, NULL, FALSE);
  rsc_widths_set_source (widths, set, TRUE);
  g_assert_true (rsc_widths_is_busy (widths));
  rsc_widths_set_source (widths, set, FALSE);
  while (rsc_widths_is_busy (widths))
    iterate (5);
  g_assert_nonnull (rsc_widths_get_complex (widths));
  g_assert_cmpfloat (gtk_widget_get_opacity (get_part (window, "view")), <, 1);
  g_assert_false (gtk_widget_get_sensitive (get_part (window, "list")));
  rsc_optimal_set_unref (set);
  close_window (window);
}

int
main (int argc, char **argv)
{
  application = begin_windows (&argc, &argv);
  g_test_add_func ("/widths-panel/choosing", test_choosing);
  g_test_add_func ("/widths-panel/walk", test_walk);
  g_test_add_func ("/widths-panel/walk-left", test_walk_left);
  g_test_add_func ("/widths-panel/caption", test_caption);
  g_test_add_func ("/widths-panel/stale", test_stale);
  return run_windows (application);
}
