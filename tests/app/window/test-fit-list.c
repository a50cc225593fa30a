/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The set of equal fit in the window: the way to it, its picture, its list, and back. */
#include <string.h>

#include "app/window/rsc-fit-list.h"
#include "app/window/rsc-optimal-set-panel.h"
#include "app/window/rsc-pruning-settings.h"
#include "app/window/rsc-status-line.h"
#include "app/window/rsc-training-controls.h"
#include "app/window/rsc-window.h"
#include "documents.h"
#include "ui/rsc-certificate-view.h"
#include "ui/rsc-optimal-set-view.h"
#include "ui/words/rsc-equal-fit-words.h"
#include "widgets.h"
#include "windows.h"

static GtkApplication *application;

static gboolean
has_fit (gpointer document)
{
  return rsc_shown_fit_get_set (rsc_document_get_fit (document)) != NULL;
}

static gboolean
has_set (gpointer view)
{
  RscLandscape *landscape = rsc_certificate_view_get_model (view)->landscape;

  return landscape && rsc_landscape_get_set (landscape);
}

static gboolean
has_no_set (gpointer view)
{
  return rsc_certificate_view_get_model (view)->landscape && !has_set (view);
}

static void
test_window (void)
{
  RscWindow *window = show_window (application, "gallery:polygon-8");
  RscDocument *document = rsc_window_get_document (window);
  RscShownFit *fit = rsc_document_get_fit (document);
  GtkWidget *panel = find_child (GTK_WIDGET (window), RSC_TYPE_OPTIMAL_SET_PANEL);
  GtkWidget *list = find_child (GTK_WIDGET (window), RSC_TYPE_FIT_LIST);
  RscOptimalSetView *view =
    RSC_OPTIMAL_SET_VIEW (find_child (GTK_WIDGET (window), RSC_TYPE_OPTIMAL_SET_VIEW));
  RscDocumentState *after;
  RscTrainingChoice *choice;
  GtkWidget *button, *check, *tools, *settings;
  const gsize *axes = NULL;
  gsize n_axes;

  wait_idle (document);
  g_assert_nonnull (list);
  g_assert_false (gtk_widget_get_visible (list));
  after = edit (document);
  choice = rsc_training_choice_copy (after->training);
  choice->settings.method = RSC_TRAINING_LBFGS;
  choice->width = 20;
  choice->n_seeds = 1;
  rsc_document_state_set_training (after, choice);
  rsc_document_apply (document, "Train", RSC_CHANGE_SINGLE, after);
  rsc_document_train (document);
  wait_idle (document);
  button = find_button (panel, "Equal fit");
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_visible (button));
  /* The page of training has the same button. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "training");
  tools = find_child (GTK_WIDGET (window), RSC_TYPE_TRAINING_CONTROLS);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (tools, "Equal fit")), TRUE);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
  wait_until (has_fit, document);
  wait_idle (document);
  iterate (50);
  g_assert_true (rsc_optimal_set_view_get_model (view)->open == rsc_shown_fit_get_open (fit));
  g_assert_null (rsc_optimal_set_view_get_model (view)->set);
  g_assert_nonnull (rsc_optimal_set_view_get_model (view)->point);
  g_assert_nonnull (find_label (panel, rsc_equal_fit_words_get_title (TRUE)));
  g_assert_true (gtk_widget_get_visible (list));

  /* A neuron of the list goes off an axis. */
  n_axes = rsc_shown_fit_get_axes (fit, &axes);
  g_assert_cmpuint (n_axes, >, 1);
  check = NULL;
  for (GtkWidget *row = gtk_widget_get_first_child (find_child (list, GTK_TYPE_LIST_BOX));
       row && !check; row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *found = find_child (row, GTK_TYPE_CHECK_BUTTON);

      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (found)))
        check = found;
    }
  g_assert_nonnull (check);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  wait_idle (document);
  g_assert_cmpuint (rsc_shown_fit_get_axes (fit, &axes), ==, n_axes - 1);

  /* Pruning starts from the network on show, which is none of the optimal set. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "pruning");
  settings = find_child (GTK_WIDGET (window), RSC_TYPE_PRUNING_SETTINGS);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_child (settings, GTK_TYPE_DROP_DOWN)),
                              RSC_PRUNING_START_PICKED);
  wait_idle (document);
  g_assert_cmpint (rsc_pruner_get_start (rsc_document_get_pruner (document)), ==,
                   RSC_PRUNING_START_NETWORK);
  /* It is called what it is, and "File…" is the way to another one. */
  {
    GtkDropDown *start = GTK_DROP_DOWN (find_child (settings, GTK_TYPE_DROP_DOWN));
    g_autofree char *name = rsc_equal_fit_words_dup_trained (
      rsc_training_runs_get_fan (rsc_document_get_training (document))
        ->seeds[rsc_training_runs_get_run (rsc_document_get_training (document))],
      rsc_training_runs_get_state (rsc_document_get_training (document))->step);

    g_assert_cmpuint (gtk_drop_down_get_selected (start), ==, RSC_PRUNING_START_NETWORK + 1);
    g_assert_cmpstr (gtk_string_object_get_string (gtk_drop_down_get_selected_item (start)), ==,
                     name);
  }
  /* Nothing is said of the optimal set meanwhile. */
  g_assert_nonnull (find_label (GTK_WIDGET (window), rsc_equal_fit_words_get_pick ()));
  g_assert_nonnull (find_label (GTK_WIDGET (window), "-dimensional"));
  g_assert_null (find_label (find_child (GTK_WIDGET (window), RSC_TYPE_STATUS_LINE), "narrowest"));
  g_assert_true (rsc_pruner_get_network (rsc_document_get_pruner (document))
                 == rsc_training_runs_get_state (rsc_document_get_training (document))->network);

  /* The certificate is that of the network on show, whose residual nobody says to be an optimum's,
   * and after that of the set again. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "certificate");
  wait_until (has_no_set, find_child (GTK_WIDGET (window), RSC_TYPE_CERTIFICATE_VIEW));
  rsc_training_runs_leave (rsc_document_get_training (document));
  wait_until (has_set, find_child (GTK_WIDGET (window), RSC_TYPE_CERTIFICATE_VIEW));
  rsc_training_runs_step (rsc_document_get_training (document), 2);
  wait_idle (document);

  /* Back to the optimal set. */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), FALSE);
  wait_idle (document);
  g_assert_true (rsc_optimal_set_view_get_model (view)->set == rsc_document_get_set (document));
  g_assert_null (rsc_optimal_set_view_get_model (view)->open);
  g_assert_false (gtk_widget_get_visible (list));
  close_window (window);
}

int
main (int argc, char **argv)
{
  application = begin_windows (&argc, &argv);
  g_test_add_func ("/fit-list/window", test_window);
  return run_windows (application);
}
