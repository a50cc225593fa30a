/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-pruning-view.h"

#include "problems.h"
#include "widgets.h"

/* From the middle of the 12-gon's set down to a minimal network: twelve neurons, seven at the
 * end. */
static RscPruning *
make_walk (void)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("polygon-12", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscPruning) start =
    rsc_pruning_new_from_set (set, rsc_optimal_set_get_interior (set), NULL, NULL, &error);
  RscPruningMove move;
  RscPruning *walk;

  g_assert_no_error (error);
  rsc_pruning_move_init (&move);
  move.until = RSC_PRUNING_TO_MINIMAL;
  walk = rsc_pruning_go_on (start, 0, &move, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return walk;
}

typedef struct
{
  int neuron, point;
  int removed;
  int selected;
  int step;
} Heard;

static void
on_hovered (RscPruningView *view, int neuron, int point, Heard *heard)
{
  heard->neuron = neuron;
  heard->point = point;
}

static void
on_removed (RscPruningView *view, int neuron, Heard *heard)
{
  heard->removed = neuron;
}

static void
on_selected (RscPruningView *view, int neuron, Heard *heard)
{
  heard->selected = neuron;
}

static void
on_step (RscPruningView *view, int step, Heard *heard)
{
  heard->step = step;
}

static GtkWidget *
make_view (Heard *heard)
{
  GtkWidget *view = rsc_pruning_view_new ();

  *heard = (Heard){ -2, -2, -2, -2, 0 };
  g_signal_connect (view, "hovered", G_CALLBACK (on_hovered), heard);
  g_signal_connect (view, "neuron-removed", G_CALLBACK (on_removed), heard);
  g_signal_connect (view, "neuron-selected", G_CALLBACK (on_selected), heard);
  g_signal_connect (view, "step", G_CALLBACK (on_step), heard);
  return view;
}

/* Arrows step and go from neuron to neuron that is left, round and round; Delete asks for a
 * removal. */
static void
test_keys (void)
{
  static const struct
  {
    guint key;
    int step;
  } steps[] = { { GDK_KEY_Left, -1 },    { GDK_KEY_KP_Left, -1 }, { GDK_KEY_Right, 1 },
                { GDK_KEY_KP_Right, 1 }, { GDK_KEY_Home, -2 },    { GDK_KEY_KP_Home, -2 },
                { GDK_KEY_End, 2 },      { GDK_KEY_KP_End, 2 } };
  g_autoptr (RscPruning) walk = make_walk ();
  const RscPruningState *last;
  RscPruningModel model;
  Heard heard;
  GtkWidget *view = g_object_ref_sink (make_view (&heard));
  int first = -1, final = -1, n_left = 0;

  for (guint k = 0; k < G_N_ELEMENTS (steps); k++)
    {
      heard.step = 0;
      g_assert_true (press_key (view, steps[k].key));
      g_assert_cmpint (heard.step, ==, steps[k].step);
    }
  /* Without a walk there is nobody to select or to remove. */
  g_assert_false (press_key (view, GDK_KEY_Down));
  g_assert_false (press_key (view, GDK_KEY_Delete));
  g_assert_cmpint (heard.selected, ==, -2);

  rsc_pruning_model_init (&model);
  model.pruning = walk;
  model.state = rsc_pruning_get_n_states (walk) - 1;
  last = rsc_pruning_get_state (walk, model.state);
  for (int i = 0; i < 12; i++)
    if (last->norms[i] != 0)
      {
        first = first < 0 ? i : first;
        final = i;
        n_left++;
      }
  g_assert_cmpint (n_left, ==, 7);
  rsc_pruning_view_set_model (RSC_PRUNING_VIEW (view), &model);
  g_assert_true (press_key (view, GDK_KEY_Down));
  g_assert_cmpint (heard.selected, ==, first);
  g_assert_true (press_key (view, GDK_KEY_Up));
  g_assert_cmpint (heard.selected, ==, final);
  g_assert_false (press_key (view, GDK_KEY_Delete));
  g_assert_cmpint (heard.removed, ==, -2);
  model.selected = final;
  rsc_pruning_view_set_model (RSC_PRUNING_VIEW (view), &model);
  g_assert_true (press_key (view, GDK_KEY_Down));
  g_assert_cmpint (heard.selected, ==, first);
  g_assert_false (press_key (view, GDK_KEY_Return));
  g_assert_cmpint (heard.removed, ==, -2);
  g_assert_true (press_key (view, GDK_KEY_Delete));
  g_assert_cmpint (heard.removed, ==, final);
  for (int k = 0, at = first; k < n_left; k++)
    {
      model.selected = at;
      rsc_pruning_view_set_model (RSC_PRUNING_VIEW (view), &model);
      g_assert_true (press_key (view, GDK_KEY_Down));
      g_assert_cmpint (heard.selected, ==, k + 1 < n_left ? MAX (heard.selected, at + 1) : first);
      g_assert_true (last->norms[heard.selected] != 0);
      at = heard.selected;
    }
  g_object_unref (view);
}

/* What is under the pointer is what the picture says is there. */
static void
test_pointer (void)
{
  g_autoptr (RscPruning) walk = make_walk ();
  RscPruningModel model;
  Heard heard;
  GtkWidget *view = make_view (&heard);
  GtkWindow *window = show_widget (view, 480, 360);
  double width = gtk_widget_get_width (view), height = gtk_widget_get_height (view);
  g_autoptr (RscPicture) picture = NULL;
  cairo_t *cr;
  int n_hits = 0, n_removed = 0, first_x = 0, first_y = 0;
  RscPruningHit first_hit = { .neuron = -1 };

  point_at (view, 0.5 * width, 0.5 * height);
  g_assert_cmpint (heard.neuron, ==, -1);
  click_at (view, 0.5 * width, 0.5 * height);
  g_assert_cmpint (heard.removed, ==, -2);
  rsc_pruning_model_init (&model);
  model.pruning = walk;
  rsc_pruning_view_set_model (RSC_PRUNING_VIEW (view), &model);
  cr = rsc_picture_create_measuring ();
  picture = rsc_pruning_plot_new (&model, rsc_plot_area_get_theme (RSC_PLOT_AREA (view)), cr, width,
                                  height);
  cairo_destroy (cr);
  for (int y = 5; y < height; y += 19)
    for (int x = 5; x < width; x += 19)
      {
        RscPruningHit hit;

        rsc_pruning_plot_find (picture, x, y, &hit);
        point_at (view, x, y);
        g_assert_cmpint (heard.neuron, ==, hit.neuron);
        g_assert_cmpint (heard.point, ==, hit.point);
        heard.selected = -2;
        click_at (view, x, y);
        g_assert_cmpint (heard.selected, ==, hit.neuron >= 0 ? hit.neuron : -2);
        n_removed += heard.removed != -2;
        if (hit.point >= 0 && n_hits++ == 0)
          {
            first_hit = hit;
            first_x = x;
            first_y = y;
          }
      }
  g_assert_cmpint (n_hits, >, 20);
  g_assert_cmpint (n_removed, ==, 0);
  /* A second click takes the selection back. */
  model.selected = first_hit.neuron;
  rsc_pruning_view_set_model (RSC_PRUNING_VIEW (view), &model);
  click_at (view, first_x, first_y);
  g_assert_cmpint (heard.selected, ==, -1);
  g_assert_true (gtk_widget_has_focus (view));
  leave (view);
  g_assert_cmpint (heard.neuron, ==, -1);
  g_assert_cmpint (heard.point, ==, -1);
  gtk_window_destroy (window);
}

static void
test_holds_references (void)
{
  RscPruning *walk = make_walk ();
  gsize labels[12];
  RscPruningModel model;
  RscPruningView *view = g_object_ref_sink (RSC_PRUNING_VIEW (rsc_pruning_view_new ()));
  int minimum;

  for (gsize k = 0; k < 12; k++)
    labels[k] = 20 + k;
  rsc_pruning_model_init (&model);
  model.pruning = walk;
  model.labels = labels;
  rsc_pruning_view_set_model (view, &model);
  rsc_pruning_unref (walk);
  labels[3] = 0;
  g_assert_cmpuint (rsc_pruning_get_start_width (rsc_pruning_view_get_model (view)->pruning), ==,
                    12);
  g_assert_cmpuint (rsc_pruning_view_get_model (view)->labels[3], ==, 23);
  gtk_widget_measure (GTK_WIDGET (view), GTK_ORIENTATION_VERTICAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, ==, 110);
  g_object_unref (view);
}

static void
test_finalises (void)
{
  g_autoptr (RscPruning) walk = make_walk ();
  GtkWidget *view = rsc_pruning_view_new ();
  RscPruningModel model;

  rsc_pruning_model_init (&model);
  model.pruning = walk;
  rsc_pruning_view_set_model (RSC_PRUNING_VIEW (view), &model);
  assert_finalises (view);
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/pruning-view/keys", test_keys);
  g_test_add_func ("/pruning-view/pointer", test_pointer);
  g_test_add_func ("/pruning-view/holds-references", test_holds_references);
  g_test_add_func ("/pruning-view/finalises", test_finalises);

  return g_test_run ();
}
