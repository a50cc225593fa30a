/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-glossary-pane.h"

#include "app/files/rsc-glossary.h"
#include "app/window/rsc-lesson-shelf.h"
#include "app/window/rsc-places.h"
#include "documents.h"
#include "ui/plot/rsc-formula.h"
#include "widgets.h"
#include "windows.h"

static GtkApplication *application;

/* Every formula of the glossary and of the lessons can be drawn. */
static void
test_formulas (void)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data ("/org/reluscope/Reluscope/glossary.json",
                                                      G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_auto (GStrv) names = rsc_lesson_shelf_dup_names ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) terms = rsc_glossary_parse (
    g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), "glossary", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (terms->len, >, 30);
  for (guint k = 0; k < terms->len; k++)
    {
      const RscTermEntry *term = g_ptr_array_index (terms, k);
      g_autoptr (RscFormula) formula =
        term->formula ? rsc_formula_parse (term->formula, &error) : NULL;

      if (error)
        g_error ("%s: %s", term->id, error->message);
    }
  for (gsize k = 0; names[k]; k++)
    {
      g_autoptr (RscLesson) lesson = rsc_lesson_shelf_load (names[k]);

      for (gsize i = 0; i < rsc_lesson_get_n_steps (lesson); i++)
        {
          const RscLessonStep *step = rsc_lesson_get_step (lesson, i);
          g_autoptr (RscFormula) formula =
            step->formula ? rsc_formula_parse (step->formula, &error) : NULL;

          if (error)
            g_error ("%s, step %zu: %s", names[k], i + 1, error->message);
          for (const char *at = strstr (step->text, "[["); at; at = strstr (at + 2, "[["))
            {
              g_autofree char *id = g_strndup (at + 2, strcspn (at + 2, "|]"));

              if (!rsc_glossary_find (terms, id))
                g_error ("%s, step %zu: there is no term “%s”", names[k], i + 1, id);
            }
        }
    }
}

/* From a number of the status line to its term, through links, by a search, and
 * all the way back. */
static void
test_way (void)
{
  RscWindow *window = show_window (application, "gallery:xor");
  GtkWidget *pane, *back, *search;
  gboolean handled = FALSE;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.glossary", "s", "none");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.glossary", "s", "dimension");
  pane = find_child (GTK_WIDGET (window), RSC_TYPE_GLOSSARY_PANE);
  g_assert_true (gtk_widget_get_mapped (pane));
  g_assert_nonnull (find_label (pane, "Dimension"));
  g_assert_nonnull (find_label (pane, "In the paper: Cor. 4.1"));
  back = rsc_places_find (pane, "back_button");
  g_signal_emit_by_name (rsc_places_find (pane, "also"), "activate-link", "term:support", &handled);
  g_assert_true (handled);
  g_assert_nonnull (find_label (pane, "Support"));
  search = rsc_places_find (pane, "search");
  gtk_editable_set_text (GTK_EDITABLE (search), "staircase");
  for (int k = 0; k < 200 && !gtk_widget_get_mapped (rsc_places_find (pane, "list")); k++)
    iterate (20);
  g_assert_true (gtk_widget_get_mapped (rsc_places_find (pane, "list")));
  g_signal_emit_by_name (back, "clicked");
  g_assert_nonnull (find_label (pane, "Support"));
  g_signal_emit_by_name (back, "clicked");
  g_assert_nonnull (find_label (pane, "Dimension"));
  g_signal_emit_by_name (back, "clicked");
  g_assert_false (gtk_widget_get_mapped (pane));
  close_window (window);
}

/* What has the focus is explained by that term. */
static void
assert_explained (RscWindow *window, GtkWidget *word, const char *term)
{
  GtkWidget *pane = find_child (GTK_WIDGET (window), RSC_TYPE_GLOSSARY_PANE);

  g_assert_nonnull (word);
  while (!gtk_widget_get_mapped (word))
    iterate (20);
  g_assert_true (gtk_widget_grab_focus (word));
  gtk_window_set_focus_visible (GTK_WINDOW (window), TRUE);
  g_test_message ("%s: %s", gtk_buildable_get_buildable_id (GTK_BUILDABLE (word)), term);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.explain", NULL);
  g_assert_true (gtk_widget_get_mapped (pane));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (rsc_places_find (pane, "name"))), ==, term);
}

/* Every number of the status line says what it is to the keyboard too, and is a link to who hears
 * the window; anything else that has the focus leads to its own term or that of its page. */
static void
test_keys (void)
{
  static const char *const words[][2] = {
    { "certificate", "Duality gap" }, { "width", "Width" },         { "narrowest", "Narrowest" },
    { "uniqueness", "p-unique" },     { "dimension", "Dimension" }, { "vertices", "Minimal" },
  };
  static const char *const pages[][3] = {
    { "sensitivity", "sensitivity/points", "Leverage" },
    { "distribution", "distribution/view", "Distribution" },
  };
  RscWindow *window = show_window (application, "gallery:checkerboard");
  GtkWidget *pane, *button, *part;

  wait_idle (rsc_window_get_document (window));
  for (gsize k = 0; k < G_N_ELEMENTS (words); k++)
    {
      g_autofree char *place = g_strconcat ("status_line/", words[k][0], NULL);
      GtkWidget *word = rsc_places_find (GTK_WIDGET (window), place);

      while (!gtk_widget_get_mapped (word))
        iterate (20);
      g_assert_true (gtk_widget_grab_focus (word));
      g_assert_true (gtk_widget_is_focus (word));
      g_signal_emit_by_name (word, "activate-current-link");
      pane = find_child (GTK_WIDGET (window), RSC_TYPE_GLOSSARY_PANE);
      g_assert_true (gtk_widget_get_mapped (pane));
      g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (rsc_places_find (pane, "name"))), ==,
                       words[k][1]);
      gtk_widget_activate_action (GTK_WIDGET (window), "win.glossary", "s", "block");
      assert_explained (window, word, words[k][1]);
    }
  assert_explained (window, rsc_places_find (GTK_WIDGET (window), "timeline/track"), "λ");
  /* Of a button that names no term: that of its page. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "pruning");
  button = rsc_places_find (GTK_WIDGET (window), "pruning/forward_button");
  assert_explained (window, button, "Pruning");
  for (gsize k = 0; k < G_N_ELEMENTS (pages); k++)
    {
      gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", pages[k][0]);
      button = rsc_places_find (GTK_WIDGET (window), pages[k][1]);
      assert_explained (window, button, pages[k][2]);
    }
  /* Of a part of a page that is called as another page is: that of the page it is on. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "training");
  part = rsc_places_find (GTK_WIDGET (window), "training/widths");
  g_assert_nonnull (part);
  gtk_stack_set_visible_child (GTK_STACK (gtk_widget_get_parent (part)), part);
  assert_explained (window, part, "Training");
  close_window (window);
}

int
main (int argc, char **argv)
{
  application = begin_windows (&argc, &argv);
  g_test_add_func ("/glossary-pane/formulas", test_formulas);
  g_test_add_func ("/glossary-pane/way", test_way);
  g_test_add_func ("/glossary-pane/keys", test_keys);
  return run_windows (application);
}
