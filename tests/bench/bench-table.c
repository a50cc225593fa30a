/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A table of a hundred thousand rows in a window: what the main thread does for one frame while it
 * is scrolled, how long an order takes, and how much memory all of it. */

#include <adwaita.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "timing.h"
#include "ui/rsc-data-table.h"

#define ROWS 100000
#define FEATURES 8
#define FRAMES 240

typedef struct
{
  GtkAdjustment *adjustment;
  double step; /* pixels a frame; 0: anywhere */
  guint64 random;
  double begin;
  GArray *frames;
} Scroll;

static double
get_memory (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL)
      || !(line = strstr (text, "VmRSS:")))
    return 0;
  return g_ascii_strtod (line + strlen ("VmRSS:"), NULL) / 1024;
}

static RscDataset *
make_data (void)
{
  g_autofree double *x = g_new (double, ROWS *FEATURES);
  g_autofree double *y = g_new (double, ROWS);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (gsize i = 0; i < (gsize) ROWS * FEATURES; i++)
    x[i] = g_rand_double_range (random, -1, 1);
  for (gsize i = 0; i < ROWS; i++)
    y[i] = g_rand_boolean (random) ? 1 : -1;
  return rsc_dataset_new ("many", ROWS, FEATURES, x, y, NULL, NULL, NULL);
}

static void
on_before_paint (GdkFrameClock *clock, gpointer user_data)
{
  ((Scroll *) user_data)->begin = thread_ms ();
}

static void
on_after_paint (GdkFrameClock *clock, gpointer user_data)
{
  Scroll *scroll = user_data;
  const double all = thread_ms () - scroll->begin;

  g_array_append_val (scroll->frames, all);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Scroll *scroll = user_data;
  const double end = gtk_adjustment_get_upper (scroll->adjustment)
                     - gtk_adjustment_get_page_size (scroll->adjustment);

  scroll->random = scroll->random * 6364136223846793005u + 1442695040888963407u;
  gtk_adjustment_set_value (scroll->adjustment,
                            scroll->step > 0
                              ? gtk_adjustment_get_value (scroll->adjustment) + scroll->step
                              : end * (double) (scroll->random >> 40) / (double) (1 << 24));
  return G_SOURCE_CONTINUE;
}

static void
measure (GtkWidget *table, GtkAdjustment *adjustment, double step, const char *what)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (table);
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (double));
  Scroll scroll = { adjustment, step, 1, 0, frames };
  const double *t;
  guint tick;

  gtk_adjustment_set_value (adjustment, 0);
  g_signal_connect (clock, "before-paint", G_CALLBACK (on_before_paint), &scroll);
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint), &scroll);
  tick = gtk_widget_add_tick_callback (table, on_tick, &scroll, NULL);
  while (frames->len < FRAMES)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_remove_tick_callback (table, tick);
  g_signal_handlers_disconnect_by_data (clock, &scroll);
  record_all ("ms CPU", frames->len, (const double *) (const void *) frames->data, "table/%s",
              what);
  g_array_sort (frames, compare_doubles);
  t = (const double *) (const void *) frames->data;
  printf ("  %-24s median %6.2f ms, 90 %% %6.2f ms, worst %6.2f ms\n", what, t[frames->len / 2],
          t[frames->len * 9 / 10], t[frames->len - 1]);
}

int
main (int argc, char *argv[])
{
  g_autoptr (RscDataset) data = make_data ();
  GtkWidget *table, *window;
  GtkAdjustment *adjustment;
  double before, begin;

  if (!gtk_init_check ())
    return 77;
  adw_init ();
  table = rsc_data_table_new ();
  window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_set_child (GTK_WINDOW (window), table);
  gtk_window_present (GTK_WINDOW (window));
  for (int k = 0; k < 50; k++)
    g_main_context_iteration (NULL, FALSE);
  before = get_memory ();
  begin = thread_ms ();
  rsc_data_table_set_data (RSC_DATA_TABLE (table), data, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  adjustment =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (gtk_widget_get_first_child (table)));
  printf ("%d rows × %d: on show after %.0f ms; memory %.1f MB before, %.1f MB then\n", ROWS,
          FEATURES, thread_ms () - begin, before, get_memory ());
  measure (table, adjustment, 26, "a row a frame");
  measure (table, adjustment, 260, "ten rows a frame");
  measure (table, adjustment, 700, "a page a frame");
  measure (table, adjustment, 0, "anywhere");
  begin = thread_ms ();
  rsc_data_table_sort (RSC_DATA_TABLE (table), 0, FALSE);
  begin = thread_ms () - begin;
  record_value ("ms CPU", begin, "table/an order");
  printf ("  an order takes %.1f ms\n", begin);
  gtk_selection_model_select_all (
    GTK_SELECTION_MODEL (rsc_data_table_get_rows (RSC_DATA_TABLE (table))));
  measure (table, adjustment, 260, "ten rows, all selected");
  printf ("  memory %.1f MB after it\n", get_memory ());
  gtk_window_destroy (GTK_WINDOW (window));
  return EXIT_SUCCESS;
}
