/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-path-player.h"

#include "documents.h"
#include "widgets.h"

/* To the ends of the path and from stop to stop; stopped it leaves the document alone and goes. */
static void
test_moves (void)
{
  g_autoptr (RscDocument) document = rsc_document_new (TRUE);
  GtkWidget *timeline = rsc_timeline_new ();
  GtkWindow *window = show_widget (timeline, 600, 80);
  RscPathPlayer *player = rsc_path_player_new (document, RSC_TIMELINE (timeline));
  double end, stop;

  open_set (document, "xor");
  wait_path (document);
  rsc_path_player_go_to_end (player, 1);
  end = rsc_document_get_state (document)->lambda_ratio;
  g_assert_cmpfloat (end, <, 0.01);
  rsc_path_player_step (player, -1);
  stop = rsc_document_get_state (document)->lambda_ratio;
  g_assert_cmpfloat (stop, >, end);
  rsc_path_player_go_to_end (player, -1);
  g_assert_cmpfloat (rsc_document_get_state (document)->lambda_ratio, ==, 1.0);
  rsc_path_player_step (player, 1);
  g_assert_cmpfloat (rsc_document_get_state (document)->lambda_ratio, <=, 1.0);
  rsc_path_player_toggle (player);
  g_assert_true (rsc_player_get_playback (rsc_document_get_player (document))->playing);
  rsc_path_player_toggle (player);
  g_assert_false (rsc_player_get_playback (rsc_document_get_player (document))->playing);
  wait_idle (document);
  rsc_path_player_stop (player);
  g_assert_finalize_object (player);
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/path-player/moves-and-finalises", test_moves);
  return g_test_run ();
}
