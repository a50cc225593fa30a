/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-look.h"

#include "ui/rsc-function-view.h"
#include "ui/rsc-label.h"
#include "widgets.h"

static void
set_dpi (int dpi)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", dpi * 1024, NULL);
}

/* Text and lines of a picture are as large as the desktop's text, at once and with the window
 * open. */
static void
test_font_scale (void)
{
  GtkWidget *view = rsc_function_view_new ();
  GtkWindow *window = show_widget (view, 300, 300);
  RscTheme usual;

  set_dpi (96);
  usual = *rsc_plot_area_get_theme (RSC_PLOT_AREA (view));
  set_dpi (144);
  g_assert_cmpfloat (rsc_look_get_scale (), ==, 1.5);
  g_assert_cmpfloat (rsc_plot_area_get_theme (RSC_PLOT_AREA (view))->font_size, ==,
                     1.5 * usual.font_size);
  g_assert_cmpfloat (rsc_plot_area_get_theme (RSC_PLOT_AREA (view))->line_width, ==,
                     1.5 * usual.line_width);
  /* What no desktop means is not followed. */
  set_dpi (1000);
  g_assert_cmpfloat (rsc_look_get_scale (), ==, 4.0);
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-xft-dpi");
  g_assert_cmpfloat (rsc_plot_area_get_theme (RSC_PLOT_AREA (view))->font_size, ==,
                     usual.font_size);
  gtk_window_destroy (window);
}

static gboolean
is_told (GtkWidget *label)
{
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean told = FALSE;

  g_signal_emit_by_name (label, "query-tooltip", 0, 0, FALSE, tooltip, &told);
  return told;
}

/* A caption has further lines while text is enlarged; where the pointer rests on it nothing comes
 * that is there already, and all of it where it is cut. */
static void
test_caption (void)
{
  GtkWidget *label = gtk_label_new ("Each of the neurons that touch λ is a point of this picture.");
  GtkWindow *window;

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  rsc_label_keep_whole (GTK_LABEL (label), TRUE);
  window = show_widget (label, 900, 300);
  g_assert_true (gtk_widget_get_has_tooltip (label));
  draw_frame (label, 900, 300);
  g_assert_false (is_told (label));
  draw_frame (label, 150, 300);
  g_assert_true (is_told (label));
  rsc_look_set_presenting (1.5);
  draw_frame (label, 200, 300);
  g_assert_false (is_told (label));
  rsc_look_set_presenting (1);
  draw_frame (label, 200, 300);
  g_assert_true (is_told (label));
  gtk_window_destroy (window);
}

/* A presentation enlarges the window's own text and every picture; asking twice is asking once. */
static void
test_presenting (void)
{
  GtkWidget *view = rsc_function_view_new ();
  GtkWidget *label = gtk_label_new ("Neurons");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWindow *window;
  double size;
  int height, large;

  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), view);
  window = show_widget (box, 300, 300);
  size = rsc_plot_area_get_theme (RSC_PLOT_AREA (view))->font_size;
  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  for (int k = 0; k < 3; k++)
    {
      /* Twice is once; and another factor is of the system's size, not of the one before. */
      const double factor = k < 2 ? 2 : RSC_LOOK_PRESENTING;

      rsc_look_set_presenting (factor);
      g_assert_cmpfloat_with_epsilon (rsc_plot_area_get_theme (RSC_PLOT_AREA (view))->font_size,
                                      factor * size, 1e-12);
    }
  wait_for_frames (view);
  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, -1, &large, NULL, NULL, NULL);
  g_assert_cmpint (large, >=, height * 4 / 3);
  rsc_look_set_presenting (1);
  g_assert_cmpfloat (rsc_plot_area_get_theme (RSC_PLOT_AREA (view))->font_size, ==, size);
  gtk_window_destroy (window);
}

/* The contrast that the desktop asks for; this test's whole desktop asks for it. */
static void
test_high_contrast (void)
{
  GtkWidget *view = rsc_function_view_new ();
  GtkWindow *window = show_widget (view, 300, 300);

  for (int dark = 0; dark < 2; dark++)
    {
      RscTheme theme;

      set_dark (dark);
      rsc_theme_init (&theme, dark);
      rsc_theme_set_high_contrast (&theme);
      g_assert_true (rsc_plot_area_get_theme (RSC_PLOT_AREA (view))->high_contrast);
      g_assert_cmpfloat (rsc_plot_area_get_theme (RSC_PLOT_AREA (view))->foreground.red, ==,
                         dark ? 1.0 : 0.0);
      g_assert_cmpfloat (rsc_plot_area_get_theme (RSC_PLOT_AREA (view))->line_width, ==,
                         theme.line_width);
    }
  set_dark (FALSE);
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  g_setenv ("ADW_DEBUG_HIGH_CONTRAST", "1", TRUE);
  init_widgets (&argc, &argv);

  g_test_add_func ("/look/caption", test_caption);
  g_test_add_func ("/look/font-scale", test_font_scale);
  g_test_add_func ("/look/presenting", test_presenting);
  g_test_add_func ("/look/high-contrast", test_high_contrast);

  return g_test_run ();
}
