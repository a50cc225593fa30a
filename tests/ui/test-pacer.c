/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two pictures of one window in turn, by a clock on which every frame is slow. */
#include "ui/rsc-pacer.h"

#include "layered-area.h"
#include "widgets.h"

static gint64
get_slow (gpointer user_data)
{
  gint64 *now = user_data;

  return *now += G_TIME_SPAN_SECOND;
}

typedef struct
{
  GtkWindow *window;
  GtkWidget *box;
  LayeredArea *areas[2];
  RscPacer *pacer;
  gint64 now;
  void (*queue) (RscPlotArea *area); /* how it changes */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->queue = data ? rsc_plot_area_queue_still : rsc_plot_area_queue_layout;
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  for (int k = 0; k < 2; k++)
    {
      self->areas[k] = g_object_new (LAYERED_TYPE_AREA, NULL);
      gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->areas[k]));
    }
  self->window = show_widget (self->box, 600, 200);
  self->pacer = rsc_pacer_get (self->box);
  g_assert_true (rsc_pacer_get (GTK_WIDGET (self->areas[0])) == self->pacer);
  rsc_pacer_set_clock (self->pacer, get_slow, &self->now);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gpointer weak = self->pacer;

  g_object_add_weak_pointer (weak, &weak);
  gtk_window_destroy (self->window);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (weak);
}

/* Both have changed. */
static void
change (Fixture *self)
{
  for (int k = 0; k < 2; k++)
    {
      self->areas[k]->state++;
      self->queue (RSC_PLOT_AREA (self->areas[k]));
    }
}

static void
on_after_paint (GdkFrameClock *frames, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* One frame, whether or not anything asks for it. */
static void
draw_one_frame (Fixture *self)
{
  GdkFrameClock *frames = gtk_widget_get_frame_clock (self->box);
  gboolean painted = FALSE;
  const gulong id = g_signal_connect (frames, "after-paint", G_CALLBACK (on_after_paint), &painted);

  gdk_frame_clock_request_phase (frames, GDK_FRAME_CLOCK_PHASE_PAINT);
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (frames, id);
}

/* While something moves each frame draws one of them, and none is more than a frame late; at rest
 * both show what there is. */
static void
test_turns (Fixture *self, gconstpointer data)
{
  rsc_pacer_set_moving (self->pacer, TRUE);
  g_assert_true (rsc_pacer_is_moving (self->pacer));
  for (int k = 0; k < 12; k++)
    {
      const guint a = self->areas[0]->n_still, b = self->areas[1]->n_still;

      change (self);
      draw_one_frame (self);
      g_assert_cmpuint (self->areas[0]->n_still + self->areas[1]->n_still, ==, a + b + 1);
      if (k == 0)
        continue;
      for (int l = 0; l < 2; l++)
        g_assert_cmpuint (self->areas[l]->drawn, >=, self->areas[l]->state - 1);
    }
  rsc_pacer_set_moving (self->pacer, FALSE);
  g_assert_false (rsc_pacer_is_moving (self->pacer));
  draw_one_frame (self);
  for (int l = 0; l < 2; l++)
    g_assert_cmpuint (self->areas[l]->drawn, ==, self->areas[l]->state);
  /* And from then on at once. */
  change (self);
  draw_one_frame (self);
  for (int l = 0; l < 2; l++)
    g_assert_cmpuint (self->areas[l]->drawn, ==, self->areas[l]->state);
}

/* What waits is drawn in a frame of its own, where nothing else changes any more. */
static void
test_catches_up (Fixture *self, gconstpointer data)
{
  rsc_pacer_set_moving (self->pacer, TRUE);
  change (self);
  while (self->areas[0]->drawn != self->areas[0]->state
         || self->areas[1]->drawn != self->areas[1]->state)
    g_main_context_iteration (NULL, TRUE);
}

/* The one under the pointer is in every frame, and the other one does not starve. */
static void
test_pointer (Fixture *self, gconstpointer data)
{
  GtkWidget *under = GTK_WIDGET (self->areas[1]);

  rsc_pacer_set_moving (self->pacer, TRUE);
  gtk_widget_set_state_flags (under, GTK_STATE_FLAG_PRELIGHT, FALSE);
  for (int k = 0; k < 6; k++)
    {
      change (self);
      draw_one_frame (self);
      g_assert_cmpuint (self->areas[1]->drawn, ==, self->areas[1]->state);
    }
  g_assert_cmpuint (self->areas[0]->drawn, >=, self->areas[0]->state - 1);
}

/* Another size or another look is drawn at once: what was on the screen does not fit it. Nor does
 * one that goes keep its turn. */
static void
test_at_once (Fixture *self, gconstpointer data)
{
  rsc_pacer_set_moving (self->pacer, TRUE);
  change (self);
  draw_one_frame (self);
  set_dark (TRUE);
  change (self);
  draw_one_frame (self);
  for (int l = 0; l < 2; l++)
    g_assert_cmpuint (self->areas[l]->drawn, ==, self->areas[l]->state);
  set_dark (FALSE);
  draw_one_frame (self);
  change (self);
  draw_one_frame (self);
  gtk_box_remove (GTK_BOX (self->box), GTK_WIDGET (self->areas[1]));
  change (&(Fixture){ .areas = { self->areas[0], self->areas[0] }, .queue = self->queue });
  draw_one_frame (self);
  g_assert_cmpuint (self->areas[0]->drawn, ==, self->areas[0]->state);
}

/* Where only what moves has changed no picture waits for another. */
static void
test_moving (Fixture *self, gconstpointer data)
{
  rsc_pacer_set_moving (self->pacer, TRUE);
  for (int k = 0; k < 4; k++)
    {
      const guint still[] = { self->areas[0]->n_still, self->areas[1]->n_still };
      const guint moving[] = { self->areas[0]->n_moving, self->areas[1]->n_moving };

      for (int l = 0; l < 2; l++)
        gtk_widget_queue_draw (GTK_WIDGET (self->areas[l]));
      draw_one_frame (self);
      for (int l = 0; l < 2; l++)
        {
          g_assert_cmpuint (self->areas[l]->n_still, ==, still[l]);
          g_assert_cmpuint (self->areas[l]->n_moving, ==, moving[l] + 1);
        }
    }
}

/* One that has nothing to show any more goes in its turn; as it comes back it waits for none, for
 * nothing would be there meanwhile. */
static void
test_empty (Fixture *self, gconstpointer data)
{
  LayeredArea *waiting, *other;

  rsc_pacer_set_moving (self->pacer, TRUE);
  change (self);
  draw_one_frame (self);
  waiting = self->areas[self->areas[0]->drawn == self->areas[0]->state];
  other = self->areas[waiting == self->areas[0]];
  g_assert_cmpuint (waiting->drawn, <, waiting->state);
  g_assert_cmpuint (other->drawn, ==, other->state);
  waiting->empty = TRUE;
  change (self);
  draw_one_frame (self);
  draw_one_frame (self);
  g_assert_null (rsc_plot_area_get_picture (RSC_PLOT_AREA (waiting)));
  g_assert_cmpuint (waiting->drawn, <, waiting->state);
  g_assert_cmpuint (other->drawn, ==, other->state);
  waiting->empty = FALSE;
  change (self);
  draw_one_frame (self);
  g_assert_cmpuint (waiting->drawn, ==, waiting->state);
  draw_one_frame (self);
  g_assert_cmpuint (other->drawn, ==, other->state);
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add ("/pacer/turns", Fixture, NULL, set_up, test_turns, tear_down);
  g_test_add ("/pacer/turns-of-still-layers", Fixture, "still", set_up, test_turns, tear_down);
  g_test_add ("/pacer/moving", Fixture, NULL, set_up, test_moving, tear_down);
  g_test_add ("/pacer/empty", Fixture, NULL, set_up, test_empty, tear_down);
  g_test_add ("/pacer/catches-up", Fixture, NULL, set_up, test_catches_up, tear_down);
  g_test_add ("/pacer/pointer", Fixture, NULL, set_up, test_pointer, tear_down);
  g_test_add ("/pacer/at-once", Fixture, NULL, set_up, test_at_once, tear_down);
  return g_test_run ();
}
