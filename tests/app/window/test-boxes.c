/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each panel on 1280 × 800 with text twice as large, as for a lecture: all of it can be read. The
 * first argument is the language. */
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "app/model/rsc-document-compare.h"
#include "app/model/rsc-document-reasons.h"
#include "app/window/rsc-function-panel.h"
#include "app/window/rsc-glossary-pane.h"
#include "app/window/rsc-pruning-panel.h"
#include "app/window/rsc-start-pane.h"
#include "app/window/rsc-training-panel.h"
#include "app/window/rsc-uniqueness-panel.h"
#include "boxes.h"
#include "documents.h"
#include "ui/rsc-desk.h"
#include "ui/rsc-look.h"
#include "ui/words/rsc-sharing-words.h"
#include "ui/words/rsc-window-words.h"
#include "widgets.h"
#include "windows.h"

#define WIDTH 1280
#define HEIGHT 800

static GtkApplication *application;

/* Names as long as people write them. */
static const char table[] =
  "Mean annual household electricity consumption (kWh per person),Distance to the nearest railway "
  "station in kilometres,Wahrscheinlichkeit der Verlängerung des Vertrages\n"
  "912.5,3.25,0.41\n3120,0.8,0.93\n1804.75,11.5,0.17\n2250,7,0.62\n1375,21.125,0.3\n";

/* What of them may be cut short: a tooltip has it whole. */
static const char *const no_names[] = { NULL };
static const char *const names[] = { "Mean annual", "Distance to", "Wahrscheinlichkeit", NULL };

static void
look_at_page (RscWindow *window, const char *name, const char *const *cut)
{
  RscDesk *desk = RSC_DESK (find_child (GTK_WIDGET (window), RSC_TYPE_DESK));

  rsc_desk_show_page (desk, name);
  wait_idle (rsc_window_get_document (window));
  iterate (100);
  wait_for_frames (GTK_WIDGET (window));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), <=, WIDTH);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (window)), <=, HEIGHT);
  g_assert_cmpuint (check_boxes (GTK_WIDGET (window), name, cut), >, 20);
}

static void
look_at_pages (RscWindow *window, const char *const *cut)
{
  RscDesk *desk = RSC_DESK (find_child (GTK_WIDGET (window), RSC_TYPE_DESK));

  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  wait_idle (rsc_window_get_document (window));
  for (guint k = 0; k < rsc_desk_get_n_pages (desk); k++)
    look_at_page (window, gtk_widget_get_name (rsc_desk_get_page (desk, k)), cut);
}

static void
press (RscWindow *window, GType panel, const char *label)
{
  GtkWidget *button = find_button (find_child (GTK_WIDGET (window), panel), _ (label));

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  wait_idle (rsc_window_get_document (window));
}

static void
test_gallery (void)
{
  RscWindow *window = show_window (application, "gallery:checkerboard");

  look_at_pages (window, no_names);
  press (window, RSC_TYPE_FUNCTION_PANEL, "Envelope");
  look_at_page (window, "function", no_names);
  close_window (window);
}

/* A point and a neuron are chosen, and each page has done what it does: they say most then. */
static void
test_busy (void)
{
  RscWindow *window = show_window (application, "gallery:sine");
  RscDocument *document = rsc_window_get_document (window);
  RscDocumentState *after;
  RscTrainingChoice *choice;
  const gsize row = 1;

  wait_idle (document);
  after = edit (document);
  choice = rsc_training_choice_copy (after->training);
  choice->settings.method = RSC_TRAINING_LBFGS;
  choice->width = 8;
  choice->n_seeds = 2;
  rsc_document_state_set_training (after, choice);
  rsc_document_apply (document, "Train", RSC_CHANGE_SINGLE, after);
  rsc_document_pin (document);
  rsc_document_select_neuron (document, 1);
  rsc_document_select_train_rows (document, 1, &row);
  press (window, RSC_TYPE_TRAINING_PANEL, "Train");
  press (window, RSC_TYPE_UNIQUENESS_PANEL, "Least Move");
  press (window, RSC_TYPE_PRUNING_PANEL, "To minimal");
  look_at_pages (window, no_names);
  close_window (window);
}

static gboolean
is_open (gpointer window)
{
  iterate (5);
  return strstr (gtk_window_get_title (window), "boxes-") != NULL;
}

static void
test_long_names (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "boxes-XXXXXX.csv", NULL);
  RscWindow *window = rsc_window_new (application);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;

  close (g_mkstemp (path));
  g_file_set_contents (path, table, -1, &error);
  g_assert_no_error (error);
  file = g_file_new_for_path (path);
  gtk_window_present (GTK_WINDOW (window));
  rsc_window_open_file (window, file);
  wait_until (is_open, window);
  look_at_pages (window, names);
  close_window (window);
  g_remove (path);
}

/* What stands over the window, or beside it. */
static void
test_others (void)
{
  static const struct
  {
    const char *name, *word;
    GType (*get_pane) (void); /* or a window */
  } actions[] = { { "share.animation", NULL, NULL },
                  { "share.export", NULL, NULL },
                  { "app.cite", NULL, NULL },
                  { "win.glossary", "envelope", rsc_glossary_pane_get_type },
                  { "win.start", NULL, rsc_start_pane_get_type } };
  RscWindow *window = show_window (application, "gallery:xor");
  RscDesk *desk = RSC_DESK (find_child (GTK_WIDGET (window), RSC_TYPE_DESK));

  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  wait_path (rsc_window_get_document (window));
  wait_idle (rsc_window_get_document (window));
  gtk_widget_child_focus (rsc_desk_get_page (desk, 0), GTK_DIR_TAB_FORWARD);
  for (gsize k = 0; k < G_N_ELEMENTS (actions); k++)
    {
      GtkWidget *other = NULL;

      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), actions[k].name,
                                                 actions[k].word ? "s" : NULL, actions[k].word));
      iterate (300);
      g_autoptr (GList) all = gtk_window_list_toplevels ();
      for (GList *l = all; l; l = l->next)
        if (l->data != window && gtk_widget_get_mapped (l->data))
          other = l->data;
      g_assert_true ((other != NULL) == (actions[k].get_pane == NULL));
      if (!other)
        other = find_child (GTK_WIDGET (window), actions[k].get_pane ());
      g_assert_cmpuint (check_boxes (other, actions[k].name, no_names), >, 3);
      if (GTK_IS_WINDOW (other))
        gtk_window_close (GTK_WINDOW (other));
      iterate (100);
    }
  close_window (window);
}

static gboolean
is_close (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "circular")
         && gtk_widget_get_can_target (gtk_widget_get_parent (widget));
}

/* What is said for a while, in the smallest window with text three times as large. */
static void
test_toasts (void)
{
  const char *said[] = {
    rsc_window_words_get (RSC_WINDOW_FORGOTTEN),
    rsc_sharing_words_get (RSC_SHARING_NOT_READY),
    "/home/students/exercises/regularisation/Wahrscheinlichkeit-der-Vertragsverlängerung.webp",
  };
  RscWindow *window = show_window (application, "gallery:xor");
  GtkWidget *toasts = find_child (GTK_WIDGET (window), ADW_TYPE_TOAST_OVERLAY), *close;
  graphene_rect_t box;

  rsc_look_set_presenting (3);
  gtk_window_set_default_size (GTK_WINDOW (window), 900, 600);
  wait_idle (rsc_window_get_document (window));
  wait_for_frames (toasts);
  for (gsize k = 0; k < G_N_ELEMENTS (said); k++)
    {
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.tell", "s", said[k]));
      while (!(close = find_widget (toasts, is_close, NULL)))
        g_main_context_iteration (NULL, TRUE);
      GtkWidget *label = find_child (gtk_widget_get_last_child (toasts), GTK_TYPE_LABEL);
      const char *text = gtk_label_get_text (GTK_LABEL (label));

      g_assert_true (k < 2 || strchr (text, '\n') != NULL);
      if (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))))
        g_error ("cut: %s", text);
      g_assert_true (
        gtk_widget_compute_bounds (gtk_widget_get_last_child (toasts), GTK_WIDGET (window), &box));
      g_assert_cmpfloat (box.origin.x, >=, 0);
      g_assert_cmpfloat (box.origin.y, >=, 0);
      g_assert_cmpfloat (box.origin.x + box.size.width, <=,
                         gtk_widget_get_width (GTK_WIDGET (window)));
      g_assert_cmpfloat (box.origin.y + box.size.height, <=,
                         gtk_widget_get_height (GTK_WIDGET (window)));
      g_signal_emit_by_name (close, "clicked");
      while (gtk_widget_get_last_child (toasts)
             != adw_toast_overlay_get_child (ADW_TOAST_OVERLAY (toasts)))
        g_main_context_iteration (NULL, TRUE);
    }
  rsc_look_set_presenting (2);
  close_window (window);
}

int
main (int argc, char **argv)
{
  int status;

  g_assert_cmpint (argc, >, 1);
  if (!g_str_equal (argv[1], "en") && !speak (argv[1]))
    {
      g_print ("1..0 # SKIP its words are not built\n");
      return 0;
    }
  application = begin_windows (&argc, &argv);
  rsc_look_set_presenting (2);
  /* Nothing is on its way. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add_func ("/boxes/gallery", test_gallery);
  g_test_add_func ("/boxes/busy", test_busy);
  g_test_add_func ("/boxes/long-names", test_long_names);
  g_test_add_func ("/boxes/others", test_others);
  g_test_add_func ("/boxes/toasts", test_toasts);
  status = run_windows (application);
  rsc_look_set_presenting (1);
  return status;
}
