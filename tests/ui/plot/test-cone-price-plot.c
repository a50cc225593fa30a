/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pixels.h"
#include "problems.h"
#include "ui/plot/rsc-cone-price-plot.h"
#include "ui/plot/rsc-text.h"

#include <gsl/gsl_errno.h>
#include <string.h>

/* What the picture writes, a line for each text; none of them is cut or in another. */
static char *
read_picture (const RscConePrice *price, int width, int height)
{
  const RscConePriceModel model = { price, " here" };
  GString *words = g_string_new (NULL);
  RscTheme theme;
  cairo_t *cr = pixels_begin (width, height);
  GArray *boxes = rsc_text_record (cr);

  rsc_theme_init (&theme, FALSE);
  rsc_cone_price_plot_draw (&model, &theme, cr, width, height);
  for (guint k = 0; k < boxes->len; k++)
    {
      const RscTextBox *box = &g_array_index (boxes, RscTextBox, k);

      g_assert_false (box->clipped || box->shortened);
      for (guint i = 0; i < k; i++)
        {
          const RscTextBox *other = &g_array_index (boxes, RscTextBox, i);

          g_assert_true (
            box->x + box->width < other->x + 1.0 || other->x + other->width < box->x + 1.0
            || box->y + box->height < other->y + 1.0 || other->y + other->height < box->y + 1.0);
        }
      g_string_append_printf (words, "%s\n", box->words);
    }
  cairo_surface_destroy (pixels_end (cr, width, height, TRUE));
  return g_string_free (words, FALSE);
}

static void
test_words (void)
{
  static const struct
  {
    int width, height;
  } sizes[] = { { 900, 480 }, { 500, 560 }, { 1240, 640 } };
  g_autoptr (RscProblem) dear = problem_of_gallery ("xor", RSC_ACTIVATION_RELU);
  g_autoptr (RscProblem) cheap = problem_of_gallery ("polygon-6", RSC_ACTIVATION_RELU);
  g_autoptr (RscConePrice) price = rsc_cone_price_new (dear, 9, 0.01, NULL, NULL, NULL, NULL, NULL);
  g_autoptr (RscConePrice) none = rsc_cone_price_new (cheap, 9, 0.01, NULL, NULL, NULL, NULL, NULL);

  for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++)
    {
      g_autofree char *words = read_picture (price, sizes[k].width, sizes[k].height);
      g_autofree char *other = read_picture (none, sizes[k].width, sizes[k].height);

      g_assert_nonnull (strstr (words, "lower here at 0.01 λ_max"));
      g_assert_nonnull (strstr (words, "gated ReLU\n"));
      g_assert_nonnull (strstr (words, "price, %\n"));
      g_assert_nonnull (strstr (other, "cost nothing here"));
    }
}

/* The two objectives are two lines where they differ, and one where they do not. */
static void
test_lines (void)
{
  static const char *const names[] = { "xor", "polygon-6" };

  for (int k = 0; k < 2; k++)
    {
      g_autoptr (RscProblem) problem = problem_of_gallery (names[k], RSC_ACTIVATION_RELU);
      g_autoptr (RscConePrice) price =
        rsc_cone_price_new (problem, 9, 0.01, NULL, NULL, NULL, NULL, NULL);
      const RscConePriceModel model = { price, "" };
      cairo_surface_t *surface;
      RscTheme theme;
      int n_relu = 0;
      cairo_t *cr = pixels_begin (900, 480);

      rsc_theme_init (&theme, FALSE);
      rsc_cone_price_plot_draw (&model, &theme, cr, 900, 480);
      surface = pixels_end (cr, 900, 480, TRUE);
      const guint32 relu = pixels_pack (rsc_theme_get_neuron_color (&theme, 0));
      for (int x = 60; x < 450; x++)
        for (int y = 90; y < 440; y++)
          n_relu += pixels_are_close (pixels_get (surface, x, y), relu, 3);
      /* Gated ReLU is drawn over it. */
      if (k == 0)
        g_assert_cmpint (n_relu, >, 150);
      else
        g_assert_cmpint (n_relu, <, 60);
      cairo_surface_destroy (surface);
    }
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cone-price-plot/words", test_words);
  g_test_add_func ("/cone-price-plot/lines", test_lines);
  return g_test_run ();
}
