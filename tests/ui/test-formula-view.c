/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-formula-view.h"

#include "ui/rsc-linked-text.h"
#include "widgets.h"

/* Drawn in the colour of text; smaller where it needs more room than there is. */
static void
test_room (void)
{
  GtkWidget *view = rsc_formula_view_new ();
  int natural, least, high, low;
  GtkWindow *window;
  cairo_surface_t *surface;

  rsc_formula_view_set_formula (RSC_FORMULA_VIEW (view), "\\frac{1}{2} \\|X w - y\\|^2 + \\lambda");
  gtk_widget_measure (view, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
  g_assert_cmpint (least, <, natural);
  gtk_widget_measure (view, GTK_ORIENTATION_VERTICAL, natural, &high, NULL, NULL, NULL);
  gtk_widget_measure (view, GTK_ORIENTATION_VERTICAL, least, &low, NULL, NULL, NULL);
  g_assert_cmpint (low, <, high);
  gtk_test_accessible_assert_property (view, GTK_ACCESSIBLE_PROPERTY_LABEL, "1/2 ‖Xw − y‖^2 + λ");
  window = show_widget (view, natural, high);
  surface = draw_widget (view);
  g_assert_cmpint (count_pixels (surface, 0x000000, 0x70), >, 50);
  cairo_surface_destroy (surface);
  gtk_window_destroy (window);
}

static void
test_end (void)
{
  GtkWidget *view = rsc_formula_view_new ();

  rsc_formula_view_set_formula (RSC_FORMULA_VIEW (view), "a^2");
  rsc_formula_view_set_formula (RSC_FORMULA_VIEW (view), "a^2");
  rsc_formula_view_set_formula (RSC_FORMULA_VIEW (view), NULL);
  rsc_formula_view_set_formula (RSC_FORMULA_VIEW (view), "b");
  assert_finalises (view);
}

/* Words that are links into the glossary. */
static void
test_links (void)
{
  g_autofree char *markup = rsc_linked_text_dup_markup ("a < b: [[block]], [[block|blocks]] [[x");
  g_autofree char *plain = rsc_linked_text_dup_plain ("a < b: [[block]], [[p-unique|unique]]");

  g_assert_cmpstr (
    markup, ==,
    "a &lt; b: <a href=\"term:block\">block</a>, <a href=\"term:block\">blocks</a> [[x");
  g_assert_cmpstr (plain, ==, "a < b: block, unique");
  g_assert_cmpstr (rsc_linked_text_get_term ("term:block"), ==, "block");
  g_assert_null (rsc_linked_text_get_term ("https://example.org"));
}

/* All of a label is one link, whatever signs are in it. */
static void
test_one_link (void)
{
  g_autoptr (GtkWidget) label = g_object_ref_sink (gtk_label_new (NULL));

  rsc_linked_text_set_link (GTK_LABEL (label), "1 < [[2]]", "a & b");
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==,
                   "<a href=\"term:a &amp; b\">1 &lt; [[2]]</a>");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, "1 < [[2]]");
  g_assert_null (gtk_test_accessible_check_property (GTK_ACCESSIBLE (label),
                                                     GTK_ACCESSIBLE_PROPERTY_LABEL, "1 < [[2]]"));
}

int
main (int argc, char *argv[])
{
  init_widgets (&argc, &argv);
  g_test_add_func ("/formula-view/room", test_room);
  g_test_add_func ("/formula-view/end", test_end);
  g_test_add_func ("/formula-view/links", test_links);
  g_test_add_func ("/formula-view/one-link", test_one_link);
  return g_test_run ();
}
