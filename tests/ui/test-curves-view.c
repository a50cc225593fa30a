/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-curves-view.h"

#include <math.h>

#include "widgets.h"

static const double widths[3] = { 1, 2, 3 }, values[3] = { 0.5, 0.75, 1 };

static RscCurvesModel
make_model (const RscCurve *curve)
{
  RscCurvesModel model;

  rsc_curves_model_init (&model);
  model.n_curves = 1;
  model.curves = curve;
  return model;
}

/* Each owner goes once: when another comes, or with the widget. */
static void
test_owner (void)
{
  const RscCurve curve = { "one", 3, widths, values, NULL, NULL, 0, FALSE };
  const RscCurvesModel model = make_model (&curve);
  RscCurvesView *view = g_object_ref_sink (RSC_CURVES_VIEW (rsc_curves_view_new ()));
  guint gone[2] = { 0, 0 };

  rsc_curves_view_set_model (view, &model, &gone[0], (GDestroyNotify) count_signal);
  g_assert_cmpuint (rsc_curves_view_get_model (view)->n_curves, ==, 1);
  g_assert_true (isnan (rsc_curves_view_get_model (view)->marked));
  g_assert_cmpuint (gone[0], ==, 0);
  rsc_curves_view_set_model (view, &model, &gone[1], (GDestroyNotify) count_signal);
  g_assert_cmpuint (gone[0], ==, 1);
  rsc_curves_view_set_marked (view, 2);
  g_assert_cmpfloat (rsc_curves_view_get_model (view)->marked, ==, 2);
  g_assert_cmpuint (gone[1], ==, 0);
  g_object_unref (view);
  g_assert_cmpuint (gone[0], ==, 1);
  g_assert_cmpuint (gone[1], ==, 1);
}

/* The mark is one line in the accent's colour at its width. */
static void
test_marked (void)
{
  const RscCurve curve = { "one", 3, widths, values, NULL, NULL, 0, FALSE };
  const RscCurvesModel model = make_model (&curve);
  GtkWidget *view = rsc_curves_view_new ();
  GtkWindow *window = show_widget (view, 400, 300);
  cairo_surface_t *surface;
  RscTheme theme;
  int n[3];

  rsc_theme_init (&theme, FALSE);
  rsc_curves_view_set_model (RSC_CURVES_VIEW (view), &model, NULL, NULL);
  for (int k = 0; k < 3; k++)
    {
      if (k > 0)
        rsc_curves_view_set_marked (RSC_CURVES_VIEW (view), k == 1 ? 2 : 7);
      surface = draw_widget (view);
      n[k] = count_pixels (surface, pack_color (theme.accent), 3);
      cairo_surface_destroy (surface);
    }
  g_assert_cmpint (n[0], ==, 0);
  g_assert_cmpint (n[1], >, 100);
  /* A width that is not on the axis is not marked. */
  g_assert_cmpint (n[2], ==, 0);
  gtk_window_destroy (window);
}

static void
test_size (void)
{
  GtkWidget *view = g_object_ref_sink (rsc_curves_view_new ());
  int minimum;

  gtk_widget_measure (view, GTK_ORIENTATION_VERTICAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, ==, 110);
  gtk_widget_measure (view, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, ==, 240);
  g_object_unref (view);
}

static void
test_finalises (void)
{
  assert_finalises (rsc_curves_view_new ());
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/curves-view/owner", test_owner);
  g_test_add_func ("/curves-view/marked", test_marked);
  g_test_add_func ("/curves-view/size", test_size);
  g_test_add_func ("/curves-view/finalises", test_finalises);

  return g_test_run ();
}
