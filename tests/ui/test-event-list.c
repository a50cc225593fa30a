/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-event-list.h"

#include "problems.h"
#include "ui/plot/rsc-timeline-plot.h"
#include "ui/words/rsc-path-event-words.h"
#include "widgets.h"

static void
on_chosen (RscListPopover *list, int event, int *chosen)
{
  *chosen = event;
}

/* A stack whose events happen at once is one to go to; of others there is a line for each place and
 * kind, which are told by their first event. It goes with its parent, and closes where the problem
 * is another. */
static void
test_stacks (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("checkerboard", RSC_ACTIVATION_RELU);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscPath) path = rsc_path_new (problem, NULL, NULL, NULL, NULL, &error);
  GtkWidget *parent = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  RscEventList *list = rsc_event_list_new (parent);
  GtkWindow *window = show_widget (parent, 400, 300);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);
  RscPathModel model;
  RscTheme theme;
  gpointer weak = list;
  guint n_alone = 0, n_several = 0;
  int chosen = -1;

  g_assert_no_error (error);
  g_object_add_weak_pointer (weak, &weak);
  g_signal_connect (list, "chosen", G_CALLBACK (on_chosen), &chosen);
  rsc_theme_init (&theme, FALSE);
  rsc_path_model_init (&model);
  model.path = path;
  model.lambda_max = rsc_problem_get_lambda_max (problem);
  model.ratio_min = 1e-3;
  model.complete = TRUE;
  rsc_event_list_set_path (list, path);
  /* All in little room, then with room between them. */
  for (double width = 60; width < 4000; width *= 8)
    {
      g_autoptr (RscPicture) picture =
        rsc_timeline_plot_new (&model, 0.1, 10, width - 10, &theme, cr, width, 100);
      const RscPathMarks *marks = rsc_timeline_plot_get_marks (picture);

      for (gsize k = 0; k < rsc_path_marks_get_n (marks); k++)
        {
          gsize n;
          g_autofree gsize *events = rsc_path_marks_dup_stack (marks, k, &n);
          const gboolean together =
            rsc_path_event_words_are_together (path, events[0], events[n - 1]);

          chosen = -1;
          rsc_event_list_activate (list, path, marks, k, NULL);
          if (together)
            {
              g_assert_cmpint (chosen, ==, (int) events[0]);
              n_alone++;
              continue;
            }
          g_assert_cmpint (chosen, ==, -1);
          g_assert_cmpuint (rsc_list_popover_get_n (RSC_LIST_POPOVER (list)), >, 1);
          g_assert_cmpuint (rsc_list_popover_get_n (RSC_LIST_POPOVER (list)), <=, n);
          g_assert_cmpuint (rsc_list_popover_get_key (RSC_LIST_POPOVER (list), 0), ==, events[0]);
          n_several++;
        }
    }
  g_assert_cmpuint (n_alone, >, 0);
  g_assert_cmpuint (n_several, >, 0);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  gtk_popover_popdown (GTK_POPOVER (list));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  gtk_widget_unparent (GTK_WIDGET (list));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (weak);
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/event-list/stacks-and-finalises", test_stacks);
  return g_test_run ();
}
