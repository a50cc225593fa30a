/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-import-page.h"

#include "widgets.h"

static const char flowers[] = "id,length,width,species,seen\n"
                              "a1,1,2,setosa,2020-01-01\n"
                              "b7,2,?,versicolor,2020-01-02\n"
                              "c3,3,1,virginica,2020-01-03\n"
                              "d9,4,4,setosa,2020-01-04\n"
                              "e2,5,3,versicolor,2020-01-05\n"
                              "f5,6,1,virginica,2020-01-06\n";

/* Tries what a person chooses, at once. */
static void
on_changed (RscImportPage *page)
{
  g_autoptr (GError) error = NULL;
  RscImportTrial *trial =
    rsc_import_trial_new (rsc_import_page_get_table (page),
                          rsc_import_draft_copy (rsc_import_page_get_draft (page)), NULL, &error);

  g_assert_null (rsc_import_page_get_dataset (page));
  g_assert_no_error (error);
  rsc_import_page_take (page, trial);
}

static GtkWidget *
new_page (const char *text)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, -1, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscTable) table = rsc_table_read (stream, "f.csv", NULL, NULL, NULL, &error);
  RscImportTrial *trial;
  GtkWidget *page;

  g_assert_no_error (error);
  trial = rsc_import_trial_new (table, rsc_import_draft_new (table), NULL, &error);
  g_assert_no_error (error);
  page = rsc_import_page_new (trial, TRUE);
  g_signal_connect (page, "changed", G_CALLBACK (on_changed), NULL);
  return page;
}

/* Under a label, alone or with a button beside it; NULL without one. */
static GtkWidget *
get_choice (GtkWidget *label)
{
  GtkWidget *next = gtk_widget_get_next_sibling (label);

  if (next && GTK_IS_BOX (next))
    next = gtk_widget_get_first_child (next);
  return next && GTK_IS_DROP_DOWN (next) ? next : NULL;
}

/* The label above a choice. */
static gboolean
is_caption (GtkWidget *widget, gconstpointer caption)
{
  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), caption)
         && get_choice (widget);
}

static GtkWidget *
find_choice (GtkWidget *page, const char *caption)
{
  GtkWidget *label = find_widget (page, is_caption, caption);

  g_assert_nonnull (label);
  return get_choice (label);
}

static void
choose (GtkWidget *page, const char *caption, guint k)
{
  GtkWidget *down = find_choice (page, caption);

  g_assert_true (gtk_widget_get_mapped (down));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (down), k);
}

static gboolean
is_use (GtkWidget *widget, gconstpointer name)
{
  GtkWidget *child =
    GTK_IS_CHECK_BUTTON (widget) ? gtk_check_button_get_child (GTK_CHECK_BUTTON (widget)) : NULL;

  return GTK_IS_LABEL (child) && g_str_equal (gtk_label_get_text (GTK_LABEL (child)), name);
}

static GtkCheckButton *
find_use (GtkWidget *page, const char *name)
{
  return GTK_CHECK_BUTTON (find_widget (page, is_use, name));
}

static gboolean
is_check (GtkWidget *widget, gconstpointer label)
{
  return GTK_IS_CHECK_BUTTON (widget)
         && g_strcmp0 (gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)), label) == 0;
}

static const RscReading *
get_reading (GtkWidget *page)
{
  return rsc_dataset_get_reading (rsc_import_page_get_dataset (RSC_IMPORT_PAGE (page)));
}

/* A page is filled so that it can be taken as it is, and says how it reads. */
static void
test_suggestion (void)
{
  GtkWidget *page = new_page (flowers);
  GtkWindow *window = show_widget (page, 700, 480);

  g_assert_nonnull (find_label (page, "target species: setosa +1, every other class −1"));
  g_assert_nonnull (find_label (page, "virginica"));
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (find_use (page, "seen"))));
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (find_use (page, "id"))));
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (find_use (page, "species"))));
  g_assert_true (gtk_check_button_get_active (find_use (page, "width")));
  g_assert_false (gtk_check_button_get_active (find_use (page, "seen")));
  g_assert_cmpuint (get_reading (page)->n_used, ==, 5);
  gtk_window_destroy (window);
}

static void
test_choices (void)
{
  GtkWidget *widget = new_page (flowers);
  RscImportPage *page = RSC_IMPORT_PAGE (widget);
  GtkWindow *window = show_widget (widget, 700, 480);
  guint n_changes = 0;

  g_signal_connect_swapped (page, "changed", G_CALLBACK (count_signal), &n_changes);
  /* One against one: the rows of the third class go. */
  choose (widget, "Class −1", 3);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpuint (rsc_dataset_get_n (rsc_import_page_get_dataset (page)), ==, 4);
  g_assert_cmpstr (get_reading (widget)->negative, ==, "virginica");
  /* A class is not set against itself: they change places. */
  choose (widget, "Class −1", 1);
  g_assert_cmpstr (get_reading (widget)->positive, ==, "virginica");
  g_assert_cmpstr (get_reading (widget)->negative, ==, "setosa");
  choose (widget, "Class +1", 0);
  g_assert_cmpstr (get_reading (widget)->positive, ==, "setosa");
  g_assert_cmpstr (get_reading (widget)->negative, ==, "virginica");
  choose (widget, "Class −1", 0);
  g_assert_cmpint (get_reading (widget)->target_kind, ==, RSC_TARGET_AGAINST_REST);

  /* Each of them is an output, and there is nothing to set it against. */
  choose (widget, "Class +1", 3);
  g_assert_cmpuint (get_reading (widget)->n_outputs, ==, 3);
  g_assert_true (rsc_reading_is_every_class (get_reading (widget)));
  g_assert_null (find_label (widget, "Class −1"));
  g_assert_nonnull (find_label (widget, "3 classes, each against the rest"));
  choose (widget, "Class +1", 0);
  g_assert_cmpuint (get_reading (widget)->n_outputs, ==, 0);

  choose (widget, "Missing values", RSC_MISSING_REFUSE);
  g_assert_null (rsc_import_page_get_dataset (page));
  g_assert_nonnull (find_label (widget, "1 of 6 rows has missing values"));
  /* Without the column that lacks a value nothing is missing. */
  gtk_check_button_set_active (find_use (widget, "width"), FALSE);
  g_assert_cmpuint (rsc_dataset_get_d (rsc_import_page_get_dataset (page)), ==, 1);
  choose (widget, "Missing values", RSC_MISSING_DROP);
  /* A target of numbers that are all different has no classes; the species becomes a feature of
   * categories. */
  choose (widget, "Target", 0);
  g_assert_cmpstr (rsc_dataset_get_target_name (rsc_import_page_get_dataset (page)), ==, "length");
  g_assert_false (gtk_widget_get_mapped (find_choice (widget, "Class +1")));
  g_assert_cmpuint (rsc_dataset_get_d (rsc_import_page_get_dataset (page)), ==, 4);
  gtk_window_destroy (window);
}

/* Numbers of few values can be classes. */
static void
test_numbers (void)
{
  GtkWidget *page = new_page ("a,kind\n1,0\n2,1\n3,0\n4,1\n");
  GtkWindow *window = show_widget (page, 700, 480);

  g_assert_cmpstr (get_reading (page)->positive, ==, "1");
  choose (page, "Class +1", 0);
  g_assert_cmpstr (get_reading (page)->positive, ==, "0");
  choose (page, "The target is", 0);
  g_assert_cmpint (get_reading (page)->target_kind, ==, RSC_TARGET_VALUES);
  g_assert_false (gtk_widget_get_mapped (find_choice (page, "Class +1")));
  choose (page, "The target is", 1);
  g_assert_cmpint (get_reading (page)->target_kind, ==, RSC_TARGET_TWO_CLASSES);
  gtk_window_destroy (window);
}

/* The header, the decimal mark and the separator are read anew. */
static void
test_table_choices (void)
{
  GtkWidget *widget = new_page ("1980;y\n1,234;1\n2,345;2\n");
  RscImportPage *page = RSC_IMPORT_PAGE (widget);
  GtkWindow *window = show_widget (widget, 700, 480);

  g_assert_null (rsc_import_page_get_dataset (page));
  g_assert_nonnull (find_label (widget, "can be read in two ways"));
  g_assert_cmpuint (
    gtk_drop_down_get_selected (GTK_DROP_DOWN (find_choice (widget, "Decimal mark"))), ==,
    GTK_INVALID_LIST_POSITION);
  choose (widget, "Decimal mark", 1);
  g_assert_null (rsc_import_page_get_dataset (page));
  g_assert_nonnull (find_label (widget, "names the columns, say so"));
  gtk_check_button_set_active (
    GTK_CHECK_BUTTON (find_widget (widget, is_check, "First row names the columns")), TRUE);
  g_assert_nonnull (rsc_import_page_get_dataset (page));
  g_assert_cmpfloat (rsc_dataset_get_x (rsc_import_page_get_dataset (page))[0], ==, 1.234);
  g_assert_nonnull (find_use (widget, "1980"));
  /* With another separator the rows fall apart, which is said and can be taken back. */
  choose (widget, "Between fields", 0);
  g_assert_null (rsc_import_page_get_dataset (page));
  g_assert_nonnull (find_label (widget, "f.csv:"));
  choose (widget, "Between fields", 1);
  g_assert_nonnull (rsc_import_page_get_dataset (page));
  gtk_window_destroy (window);
}

static void
test_scales (void)
{
  GtkWidget *one = new_page ("a,b,y\n1,2,1\n3,4,2\n5,7,3\n");
  GtkWidget *two = new_page ("a,b,y\n1,2000,1\n3,40000,2\n5,7000,3\n");
  GtkWindow *first = show_widget (one, 700, 480);
  GtkWindow *second = show_widget (two, 700, 480);

  g_assert_false (rsc_import_page_get_standardise (RSC_IMPORT_PAGE (one)));
  g_assert_true (rsc_import_page_get_standardise (RSC_IMPORT_PAGE (two)));
  gtk_window_destroy (first);
  gtk_window_destroy (second);
}

/* Of many columns the first are shown, and the target. */
static void
test_many_columns (void)
{
  g_autoptr (GString) text = g_string_new ("");
  GtkWidget *page;
  GtkWindow *window;

  for (int i = 0; i < 3; i++)
    for (int k = 0; k <= 3000; k++)
      g_string_append_printf (text, i == 0 ? "c%d%s" : "%d%s", i == 0 ? k : i * k,
                              k < 3000 ? "," : "\n");
  page = new_page (text->str);
  window = show_widget (page, 700, 480);
  g_assert_nonnull (find_use (page, "c29"));
  g_assert_null (find_use (page, "c30"));
  g_assert_nonnull (find_use (page, "c3000"));
  g_assert_nonnull (find_label (page, "2970 more columns"));
  gtk_window_destroy (window);
  assert_finalises (new_page (flowers));
}

static gboolean
is_more (GtkWidget *widget, gconstpointer name)
{
  return GTK_IS_CHECK_BUTTON (widget)
         && g_strcmp0 (gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)), name) == 0;
}

/* Other columns are targets too: they are no features then, until they are none again. */
static void
test_targets (void)
{
  GtkWidget *widget = new_page ("a,u,v\n1,2,3\n2,5,1\n3,1,4\n");
  RscImportPage *page = RSC_IMPORT_PAGE (widget);
  GtkWindow *window = show_widget (widget, 700, 480);
  GtkWidget *more = find_child (widget, GTK_TYPE_MENU_BUTTON);
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (more)));

  g_assert_true (gtk_widget_get_visible (more));
  gtk_menu_button_popup (GTK_MENU_BUTTON (more));
  wait_for_frames (widget);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_widget (popover, is_more, "u")), TRUE);
  g_assert_cmpuint (get_reading (widget)->n_outputs, ==, 2);
  g_assert_cmpuint (rsc_dataset_get_d (rsc_import_page_get_dataset (page)), ==, 1);
  g_assert_cmpstr (rsc_dataset_get_target_name (rsc_import_page_get_dataset (page)), ==, "v");
  g_assert_nonnull (find_label (widget, "2 targets: u, v"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_widget (popover, is_more, "u")), FALSE);
  g_assert_cmpuint (get_reading (widget)->n_outputs, ==, 0);
  g_assert_cmpuint (rsc_dataset_get_d (rsc_import_page_get_dataset (page)), ==, 2);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (more));
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);
  g_test_add_func ("/import-page/suggestion", test_suggestion);
  g_test_add_func ("/import-page/choices", test_choices);
  g_test_add_func ("/import-page/numbers", test_numbers);
  g_test_add_func ("/import-page/table-choices", test_table_choices);
  g_test_add_func ("/import-page/scales", test_scales);
  g_test_add_func ("/import-page/many-columns", test_many_columns);

  g_test_add_func ("/import-page/targets", test_targets);
  return g_test_run ();
}
