/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Time that a test moves: order, repeats, cancelling from within. */
#include "app/model/rsc-timers.h"

typedef struct
{
  RscTimers *timers;
  GString *said;
  guint id;
  guint n_left;
} Fixture;

static gboolean
say_a (gpointer data)
{
  g_string_append_c (((Fixture *) data)->said, 'a');
  return G_SOURCE_REMOVE;
}

static gboolean
say_b (gpointer data)
{
  Fixture *f = data;

  g_string_append_c (f->said, 'b');
  return --f->n_left > 0;
}

static gboolean
cancel_other (gpointer data)
{
  Fixture *f = data;

  g_string_append_c (f->said, 'c');
  rsc_timers_cancel (f->timers, &f->id);
  return G_SOURCE_REMOVE;
}

static gboolean
cancel_itself (gpointer data)
{
  Fixture *f = data;

  g_string_append_c (f->said, 'd');
  rsc_timers_cancel (f->timers, &f->id);
  return G_SOURCE_CONTINUE;
}

static gboolean
add_another (gpointer data)
{
  Fixture *f = data;

  g_string_append_c (f->said, 'e');
  rsc_timers_add (f->timers, 5, say_a, f);
  return G_SOURCE_REMOVE;
}

static void
test_by_hand (void)
{
  g_autoptr (RscTimers) timers = rsc_timers_new (TRUE);
  g_autoptr (GString) said = g_string_new (NULL);
  Fixture f = { timers, said, 0, 3 };
  guint gone = 0;

  rsc_timers_add (timers, 20, say_a, &f);
  rsc_timers_add (timers, 10, say_b, &f);
  rsc_timers_advance (timers, 9);
  g_assert_cmpstr (said->str, ==, "");
  g_assert_cmpint (rsc_timers_get_now (timers), ==, 9000);
  /* b again at 20, but a has waited for that longer. */
  rsc_timers_advance (timers, 11);
  g_assert_cmpstr (said->str, ==, "bab");
  rsc_timers_advance (timers, 100);
  g_assert_cmpstr (said->str, ==, "babb");

  g_string_truncate (said, 0);
  rsc_timers_cancel (timers, &gone);
  f.id = rsc_timers_add (timers, 20, say_a, &f);
  rsc_timers_add (timers, 10, cancel_other, &f);
  rsc_timers_advance (timers, 100);
  g_assert_cmpstr (said->str, ==, "c");
  g_assert_cmpuint (f.id, ==, 0);
  f.id = rsc_timers_add (timers, 10, cancel_itself, &f);
  rsc_timers_advance (timers, 100);
  g_assert_cmpstr (said->str, ==, "cd");
  /* What is added on the way is still due within the same advance. */
  rsc_timers_add (timers, 10, add_another, &f);
  rsc_timers_advance (timers, 15);
  g_assert_cmpstr (said->str, ==, "cdea");
}

static void
test_main_loop (void)
{
  g_autoptr (RscTimers) timers = rsc_timers_new (FALSE);
  g_autoptr (GString) said = g_string_new (NULL);
  Fixture f = { timers, said, 0, 1 };

  f.id = rsc_timers_add (timers, 1, say_b, &f);
  rsc_timers_cancel (timers, &f.id);
  g_assert_cmpuint (f.id, ==, 0);
  rsc_timers_add (timers, 1, say_a, &f);
  while (said->len == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (said->str, ==, "a");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/timers/by-hand", test_by_hand);
  g_test_add_func ("/timers/main-loop", test_main_loop);

  return g_test_run ();
}
