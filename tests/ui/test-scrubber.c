/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-scrubber.h"

#include <math.h>

#include "widgets.h"

/* Half of the knob, and the line around it: nothing but the knob reaches there. */
#define MARGIN 9

typedef struct
{
  double ratio;
  guint n_scrubbed;
  guint n_settled;
} Heard;

static void
on_scrubbed (RscScrubber *scrubber, double ratio, Heard *heard)
{
  heard->ratio = ratio;
  heard->n_scrubbed++;
}

static void
on_settled (RscScrubber *scrubber, Heard *heard)
{
  heard->n_settled++;
}

/* λ_max at the left end, falling in log λ; the hand is held at the ends. */
static void
test_scrub (void)
{
  GtkWidget *scrubber = rsc_scrubber_new ();
  GtkWindow *window = show_widget (scrubber, 318, 24);
  GtkEventController *drag = find_controller (scrubber, GTK_TYPE_GESTURE_DRAG);
  double width = gtk_widget_get_width (scrubber);
  Heard heard = { 0, 0, 0 };

  g_signal_connect (scrubber, "scrubbed", G_CALLBACK (on_scrubbed), &heard);
  g_signal_connect (scrubber, "settled", G_CALLBACK (on_settled), &heard);
  rsc_scrubber_set_path (RSC_SCRUBBER (scrubber), 1e-4, 1, 0, NULL);
  g_signal_emit_by_name (drag, "drag-begin", (double) MARGIN, 12.0);
  g_assert_cmpfloat (heard.ratio, ==, 1);
  g_signal_emit_by_name (drag, "drag-begin", 0.5 * width, 12.0);
  g_assert_cmpfloat_with_epsilon (log10 (heard.ratio), -2, 1e-9);
  g_signal_emit_by_name (drag, "drag-begin", width - MARGIN, 12.0);
  g_assert_cmpfloat_with_epsilon (log10 (heard.ratio), -4, 1e-9);
  g_signal_emit_by_name (drag, "drag-begin", -50.0, 12.0);
  g_assert_cmpfloat (heard.ratio, ==, 1);
  g_signal_emit_by_name (drag, "drag-begin", 2 * width, 12.0);
  g_assert_cmpfloat_with_epsilon (log10 (heard.ratio), -4, 1e-9);
  g_assert_cmpuint (heard.n_scrubbed, ==, 5);
  g_assert_cmpuint (heard.n_settled, ==, 0);
  g_signal_emit_by_name (drag, "drag-end", 0.0, 0.0);
  g_assert_cmpuint (heard.n_settled, ==, 1);
  /* It moves nothing by itself. */
  g_assert_cmpfloat (rsc_scrubber_get_ratio (RSC_SCRUBBER (scrubber)), ==, 1);
  gtk_window_destroy (window);
}

static void
test_speech (void)
{
  GtkWidget *scrubber = g_object_ref_sink (rsc_scrubber_new ());

  rsc_scrubber_set_path (RSC_SCRUBBER (scrubber), 1e-3, 0.5, 0, NULL);
  rsc_scrubber_set_ratio (RSC_SCRUBBER (scrubber), 0.01);
  gtk_test_accessible_assert_role (scrubber, GTK_ACCESSIBLE_ROLE_SLIDER);
  gtk_test_accessible_assert_property (scrubber, GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, -3.0);
  gtk_test_accessible_assert_property (scrubber, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 0.0);
  gtk_test_accessible_assert_property (scrubber, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, -2.0);
  g_object_unref (scrubber);
}

/* First and last column with a pixel of that colour; -1 without one. */
static void
find_columns (cairo_surface_t *surface, guint32 color, int *first, int *last)
{
  *first = *last = -1;
  for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
    for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
      if (get_pixel (surface, x, y) == color)
        {
          *first = *first < 0 ? x : *first;
          *last = x;
        }
}

/* The knob at λ, a mark at each event, dots where the path is not known. */
static void
test_picture (void)
{
  static const double marks[] = { 0.5, 0.5, 0.1, 1e-5 };
  GtkWidget *scrubber = rsc_scrubber_new ();
  GtkWindow *window = show_widget (scrubber, 318, 24);
  int width = gtk_widget_get_width (scrubber), height = gtk_widget_get_height (scrubber);
  int middle = height / 2, first, last;
  double span = width - 2 * MARGIN;
  RscTheme theme;
  cairo_surface_t *surface;

  rsc_theme_init (&theme, FALSE);
  rsc_scrubber_set_path (RSC_SCRUBBER (scrubber), 1e-3, 0.03, G_N_ELEMENTS (marks), marks);
  rsc_scrubber_set_ratio (RSC_SCRUBBER (scrubber), 0.03);
  surface = draw_widget (scrubber);
  find_columns (surface, pack_color (theme.accent), &first, &last);
  g_assert_cmpfloat (fabs (0.5 * (first + last + 1) - (MARGIN + span * log (0.03) / log (1e-3))), <,
                     1.0);
  find_columns (surface, pack_color (theme.foreground), &first, &last);
  g_assert_cmpint (first, ==, (int) floor (MARGIN + span * log (0.5) / log (1e-3)));
  /* What lies beyond the right end is shown there. */
  g_assert_cmpint (last, ==, width - MARGIN);
  int mark = (int) floor (MARGIN + span / 3);
  g_assert_cmphex (get_pixel (surface, mark, middle - 5), ==, pack_color (theme.foreground));
  g_assert_cmphex (get_pixel (surface, mark - 2, middle - 5), ==, 0xffffff);
  g_assert_cmphex (get_pixel (surface, mark + 2, middle - 5), ==, 0xffffff);
  /* The known part is whole, the rest has gaps. */
  int gaps[2] = { 0, 0 };
  for (int x = MARGIN; x < width - MARGIN; x++)
    gaps[x > MARGIN + span * log (0.03) / log (1e-3) + MARGIN] +=
      get_pixel (surface, x, middle) == 0xffffff;
  g_assert_cmpint (gaps[0], <, 2 * MARGIN);
  g_assert_cmpint (gaps[1], >, 20);
  cairo_surface_destroy (surface);

  /* Without a path nothing stands out. */
  gtk_widget_set_sensitive (scrubber, FALSE);
  surface = draw_widget (scrubber);
  g_assert_cmpint (count_pixels (surface, pack_color (theme.accent), 3), ==, 0);
  g_assert_cmpint (count_pixels (surface, pack_color (theme.muted), 3), >, 10);
  cairo_surface_destroy (surface);
  gtk_window_destroy (window);
}

static void
test_finalises (void)
{
  assert_finalises (rsc_scrubber_new ());
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/scrubber/scrub", test_scrub);
  g_test_add_func ("/scrubber/speech", test_speech);
  g_test_add_func ("/scrubber/picture", test_picture);
  g_test_add_func ("/scrubber/finalises", test_finalises);

  return g_test_run ();
}
