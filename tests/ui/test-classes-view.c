/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-classes-view.h"

#include "widgets.h"

#include <string.h>

enum
{
  N = 2
};

static const char *const names[] = { "right", "up", NULL };

/* Networks that say x1 and x2 where these are positive, and two points. @d: features. */
static void
fill (RscClassesView *view, gsize d, const char *notice)
{
  static const double hidden[N][3] = { { 1, 0, 0 }, { 0, 1, 0 } };
  static const double flat[N][2] = { { 1, 0 }, { -1, 0 } };
  static const double one = 1.0, x[] = { 2, 0.5, 0.5, 2 };
  RscNetwork *networks[N];
  RscDataset *datasets[N];
  RscClassesModel model;

  for (gsize k = 0; k < N; k++)
    {
      const double y[] = { k == 0 ? 1 : -1, k == 1 ? 1 : -1 };

      networks[k] = rsc_network_new (1, d + 1, TRUE, d == 2 ? hidden[k] : flat[k], &one, NULL);
      datasets[k] = rsc_dataset_new ("points", 2, d, x, y, NULL, NULL, NULL);
    }
  rsc_classes_model_init (&model);
  model.n = N;
  model.names = names;
  model.networks = networks;
  model.datasets = datasets;
  model.notice = notice;
  rsc_classes_view_set_model (view, &model, NULL);
  for (gsize k = 0; k < N; k++)
    {
      rsc_network_unref (networks[k]);
      rsc_dataset_unref (datasets[k]);
    }
}

static void
note (RscClassesView *view, const RscClassesHit *hit, RscClassesHit *noted)
{
  *noted = *hit;
}

/* What is under the pointer is what the networks say there. */
static void
test_pointing (void)
{
  GtkWidget *widget = rsc_classes_view_new ();
  RscClassesView *view = RSC_CLASSES_VIEW (widget);
  RscClassesHit hit = { .point = -2 };
  GtkWindow *window = NULL;
  gsize seen[N] = { 0 };

  g_signal_connect (view, "hovered", G_CALLBACK (note), &hit);
  for (gsize d = 1; d <= 2; d++)
    {
      fill (view, d, d == 1 ? "notice" : NULL);
      if (!window)
        window = show_widget (widget, 420, 320);
      wait_for_frames (widget);
      for (int x = 120; x < 400; x += 40)
        {
          point_at (widget, x, 180);
          g_assert_true (hit.inside);
          if (d == 2)
            {
              const double says[] = { MAX (hit.x, 0), MAX (hit.y, 0) };

              g_assert_cmpfloat_with_epsilon (hit.value, MAX (says[0], says[1]), 1e-12);
              g_assert_cmpfloat (says[hit.most], >=, says[hit.next]);
              seen[hit.most]++;
            }
        }
      point_at (widget, 2, 2);
      g_assert_false (hit.inside);
    }
  g_autofree char *words = rsc_classes_view_dup_words (view);
  g_assert_nonnull (strstr (words, "2 classes: right, up."));
  g_assert_nonnull (strstr (words, "all 2 training points"));
  g_assert_cmpuint (seen[0], >, 0);
  g_assert_cmpuint (seen[1], >, 0);
  rsc_classes_view_set_model (view, NULL, "nothing yet");
  g_assert_null (rsc_classes_view_get_model (view));
  wait_for_frames (widget);
  point_at (widget, 200, 180);
  g_assert_false (hit.inside);
  gtk_window_destroy (window);
}

static void
test_finalises (void)
{
  GtkWidget *widget = rsc_classes_view_new ();

  fill (RSC_CLASSES_VIEW (widget), 2, NULL);
  assert_finalises (widget);
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);
  g_test_add_func ("/classes-view/pointing", test_pointing);
  g_test_add_func ("/classes-view/finalises", test_finalises);
  return g_test_run ();
}
