/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window without a mouse. */

#include "app/window/rsc-function-panel.h"
#include "app/window/rsc-neuron-row.h"
#include "app/window/rsc-side-panel.h"
#include "documents.h"
#include "ui/rsc-optimal-set-view.h"
#include "ui/rsc-plot-area.h"
#include "ui/rsc-timeline.h"
#include "widgets.h"
#include "windows.h"

/* More than there are controls. */
#define STEPS_MAX 400

static GtkApplication *application;

/* Round the window in one direction until the focus is where it began; TRUE when it comes back,
 * with all that had it. */
static gboolean
go_round (RscWindow *window, GtkDirectionType direction, GHashTable *seen)
{
  GtkWidget *start = gtk_window_get_focus (GTK_WINDOW (window));

  g_assert_nonnull (start);
  for (guint k = 0; k < STEPS_MAX; k++)
    {
      GtkWidget *focus;

      gtk_widget_child_focus (GTK_WIDGET (window), direction);
      focus = gtk_window_get_focus (GTK_WINDOW (window));
      if (focus)
        g_hash_table_add (seen, focus);
      if (focus == start)
        return TRUE;
    }
  return FALSE;
}

/* Whether a hand can do something there that the keyboard must do too. Scrolled windows take the
 * focus to be scrolled themselves. */
static gboolean
is_control (GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_is_sensitive (widget)
         && gtk_widget_get_focusable (widget) && gtk_widget_get_can_focus (widget)
         && (GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_TEXT (widget)
             || GTK_IS_RANGE (widget) || RSC_IS_PLOT_AREA (widget));
}

/* Which of the controls below @widget are not among @seen. */
static void
list_missed (GtkWidget *widget, GHashTable *seen, GString *missed)
{
  if (is_control (widget) && !g_hash_table_contains (seen, widget))
    {
      const char *tooltip = gtk_widget_get_tooltip_text (widget);

      g_string_append_printf (missed, " %s “%s”", G_OBJECT_TYPE_NAME (widget),
                              GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget))
                                ? gtk_button_get_label (GTK_BUTTON (widget))
                              : tooltip ? tooltip
                                        : "");
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    list_missed (child, seen, missed);
}

/* Tab and Shift+Tab go round the whole window: nothing holds them, both meet the same controls, and
 * no control is left out. */
static void
check_round (RscWindow *window, const char *page, int width)
{
  g_autoptr (GHashTable) forward = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) backward = g_hash_table_new (NULL, NULL);
  g_autoptr (GString) missed = g_string_new (NULL);
  GHashTableIter iter;
  gpointer control;

  g_test_message ("%s at %d", page, width);
  if (!gtk_window_get_focus (GTK_WINDOW (window)))
    gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
  g_assert_true (go_round (window, GTK_DIR_TAB_FORWARD, forward));
  g_assert_true (go_round (window, GTK_DIR_TAB_BACKWARD, backward));
  /* The heads and the path are there on every page. */
  g_assert_cmpuint (g_hash_table_size (forward), >, 25);
  g_hash_table_iter_init (&iter, backward);
  while (g_hash_table_iter_next (&iter, &control, NULL))
    if (!g_hash_table_contains (forward, control))
      g_error ("%s at %d: only Shift+Tab meets %s", page, width, G_OBJECT_TYPE_NAME (control));
  g_assert_cmpuint (g_hash_table_size (forward), ==, g_hash_table_size (backward));
  list_missed (GTK_WIDGET (window), forward, missed);
  if (missed->len > 0)
    g_error ("%s at %d: Tab meets no%s", page, width, missed->str);
}

static gboolean
is_trained (gpointer document)
{
  return rsc_training_runs_get_fan (rsc_document_get_training (document)) != NULL;
}

static void
train_a_little (RscDocument *document)
{
  rsc_document_train (document);
  wait_until (is_trained, document);
  rsc_training_runs_stop (rsc_document_get_training (document));
  wait_idle (document);
}

/* Every page, in the narrowest window and in one that shows two pages of the deck. */
static void
test_round (void)
{
  static const char *const names[] = { "function",   "optimal-set", "path",
                                       "pruning",    "certificate", "widths",
                                       "uniqueness", "sensitivity", "training" };
  static const int sizes[][2] = { { 1280, 800 }, { 900, 600 }, { 1600, 900 } };

  for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      RscWindow *window = rsc_window_new (application);

      gtk_window_set_default_size (GTK_WINDOW (window), sizes[s][0], sizes[s][1]);
      gtk_window_present (GTK_WINDOW (window));
      rsc_window_open_argument (window, NULL, "gallery:checkerboard", NULL);
      wait_path (rsc_window_get_document (window));
      for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
        {
          gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", names[k]);
          /* Its transport is for networks that are there. */
          if (g_str_equal (names[k], "training"))
            train_a_little (rsc_window_get_document (window));
          iterate (400);
          /* But for the shadow. */
          g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), >, sizes[s][0] - 20);
          g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), <=, sizes[s][0]);
          check_round (window, names[k], sizes[s][0]);
        }
      close_window (window);
    }
}

/* What the key does on @widget or on what it stands in; FALSE where nothing is bound to it. */
static gboolean
press (GtkWidget *widget, guint key, GdkModifierType modifiers)
{
  for (; widget; widget = gtk_widget_get_parent (widget))
    {
      g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

      for (guint k = 0; k < g_list_model_get_n_items (controllers); k++)
        {
          g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, k);

          for (guint i = 0; GTK_IS_SHORTCUT_CONTROLLER (controller)
                            && i < g_list_model_get_n_items (G_LIST_MODEL (controller));
               i++)
            {
              g_autoptr (GtkShortcut) shortcut =
                g_list_model_get_item (G_LIST_MODEL (controller), i);
              GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

              if (GTK_IS_KEYVAL_TRIGGER (trigger)
                  && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key
                  && gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == modifiers
                  && gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget,
                                                   gtk_shortcut_get_arguments (shortcut)))
                return TRUE;
            }
        }
    }
  return FALSE;
}

/* The panel of the window that has the focus. */
static GtkWidget *
get_panel (RscWindow *window)
{
  GtkWidget *widget = gtk_window_get_focus (GTK_WINDOW (window));

  while (widget && !RSC_IS_PANEL (widget) && !RSC_IS_TIMELINE (widget))
    widget = gtk_widget_get_parent (widget);
  return widget;
}

/* F6 goes from panel to panel on show, and Shift+F6 back, from the picture of one to that of
 * another. */
static void
test_panels (void)
{
  RscWindow *window = show_window (application, "gallery:xor");
  g_autoptr (GPtrArray) panels = g_ptr_array_new ();
  GtkWidget *start;

  wait_path (rsc_window_get_document (window));
  start = get_panel (window);
  g_assert_true (RSC_IS_FUNCTION_PANEL (start));
  do
    {
      g_ptr_array_add (panels, get_panel (window));
      g_assert_true (press (gtk_window_get_focus (GTK_WINDOW (window)), GDK_KEY_F6, 0));
      g_assert_nonnull (get_panel (window));
      g_assert_true (gtk_widget_get_mapped (get_panel (window)));
      g_assert_true (RSC_IS_SIDE_PANEL (get_panel (window))
                     || RSC_IS_PLOT_AREA (gtk_window_get_focus (GTK_WINDOW (window))));
    }
  while (get_panel (window) != start && panels->len < 10);
  /* Function, set, path, timeline, side panel: the page behind the path is not on show. */
  g_assert_cmpuint (panels->len, ==, 5);
  for (guint k = panels->len; k-- > 0;)
    {
      g_assert_true (
        press (gtk_window_get_focus (GTK_WINDOW (window)), GDK_KEY_F6, GDK_SHIFT_MASK));
      g_assert_true (get_panel (window) == g_ptr_array_index (panels, k));
    }
  close_window (window);
}

/* A neuron that is picked in a picture comes into view in the list; moving λ scrolls nothing. */
static void
test_list (void)
{
  RscWindow *window = show_window (application, "gallery:checkerboard");
  RscDocument *document = rsc_window_get_document (window);
  GtkWidget *list;
  GtkAdjustment *rows;
  const gsize *order;
  gsize n;

  wait_idle (document);
  iterate (200);
  list = gtk_widget_get_ancestor (find_child (GTK_WIDGET (window), RSC_TYPE_NEURON_ROW),
                                  GTK_TYPE_LIST_VIEW);
  rows = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  order = rsc_labelling_get_order (rsc_document_get_labelling (document));
  n = rsc_optimal_set_get_n_neurons (rsc_document_get_set (document));
  g_assert_cmpfloat (gtk_adjustment_get_value (rows), ==, 0);
  g_assert_cmpfloat (gtk_adjustment_get_upper (rows), >, gtk_adjustment_get_page_size (rows) + 1);

  rsc_document_select_neuron (document, (gssize) order[n - 1]);
  iterate (200);
  g_assert_cmpfloat_with_epsilon (
    gtk_adjustment_get_value (rows),
    gtk_adjustment_get_upper (rows) - gtk_adjustment_get_page_size (rows), 1);
  gtk_adjustment_set_value (rows, 0);
  set_ratio (document, 0.99 * rsc_document_get_state (document)->lambda_ratio, RSC_CHANGE_SINGLE);
  wait_idle (document);
  iterate (200);
  g_assert_cmpfloat (gtk_adjustment_get_value (rows), ==, 0);

  gtk_adjustment_set_value (rows, gtk_adjustment_get_upper (rows));
  order = rsc_labelling_get_order (rsc_document_get_labelling (document));
  rsc_document_select_neuron (document, (gssize) order[0]);
  iterate (200);
  g_assert_cmpfloat (gtk_adjustment_get_value (rows), <, 1);
  close_window (window);
}

/* In the picture of the set arrows move the network along the axes, there and back; with Shift they
 * turn the picture and the network stays. */
static void
test_marker (void)
{
  static const struct
  {
    guint there, back;
    GdkModifierType modifiers;
  } axes[] = {
    { GDK_KEY_Right, GDK_KEY_Left, 0 },
    { GDK_KEY_Up, GDK_KEY_Down, 0 },
    { GDK_KEY_Up, GDK_KEY_Down, GDK_CONTROL_MASK },
  };
  RscWindow *window = show_window (application, "gallery:checkerboard");
  RscDocument *document = rsc_window_get_document (window);
  GtkWidget *view = find_child (GTK_WIDGET (window), RSC_TYPE_OPTIMAL_SET_VIEW);
  const RscOptimalSetModel *model = rsc_optimal_set_view_get_model (RSC_OPTIMAL_SET_VIEW (view));
  RscCamera camera;
  double before;

  wait_idle (document);
  g_assert_nonnull (model->hull);
  g_assert_cmpuint (model->n_axes, ==, G_N_ELEMENTS (axes));
  for (gsize k = 0; k < G_N_ELEMENTS (axes); k++)
    {
      /* Inside, there is room in every direction. */
      rsc_document_pick (document, RSC_PICK_INTERIOR);
      wait_idle (document);
      before = model->point[model->axes[k]];
      g_assert_true (press (view, axes[k].there, axes[k].modifiers));
      wait_idle (document);
      g_assert_cmpfloat (model->point[model->axes[k]], >, before + 1e-6);
      g_assert_true (press (view, axes[k].back, axes[k].modifiers));
      wait_idle (document);
      g_assert_cmpfloat_with_epsilon (model->point[model->axes[k]], before, 1e-9);
    }

  camera = model->camera;
  before = model->point[model->axes[0]];
  g_assert_true (press (view, GDK_KEY_Right, GDK_SHIFT_MASK));
  wait_idle (document);
  g_assert_cmpfloat (model->camera.yaw, !=, camera.yaw);
  g_assert_cmpfloat (model->point[model->axes[0]], ==, before);
  close_window (window);
}

/* Escape deselects where nothing is at work. */
static void
test_escape (void)
{
  RscWindow *window = show_window (application, "gallery:xor");
  RscDocument *document = rsc_window_get_document (window);

  wait_idle (document);
  rsc_selection_select (rsc_document_get_selection (document), 1);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.cancel", NULL));
  g_assert_cmpint (rsc_selection_get_selected (rsc_document_get_selection (document)), ==, -1);
  close_window (window);
}

int
main (int argc, char **argv)
{
  application = begin_windows (&argc, &argv);
  g_test_add_func ("/keyboard/round", test_round);
  g_test_add_func ("/keyboard/panels", test_panels);
  g_test_add_func ("/keyboard/list", test_list);
  g_test_add_func ("/keyboard/marker", test_marker);
  g_test_add_func ("/keyboard/escape", test_escape);
  return run_windows (application);
}
