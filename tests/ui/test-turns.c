/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which pictures are drawn in a frame, by times that are made up. */
#include "ui/rsc-turns.h"

#define SLOW (2 * RSC_TURNS_FRAME)
#define QUICK (RSC_TURNS_FRAME / 8)

/* Pictures by name; each has changed in every frame. */
static const char *const pictures[] = { "a", "b", "c" };

/* Draws one frame of so many pictures that takes @spent; what is drawn is added to @drawn. */
static void
draw_frame_of (RscTurns *turns, gsize n, gssize first, gint64 spent, GString *drawn)
{
  static const gint64 begin = 1000;

  rsc_turns_begin (turns, begin);
  for (gsize k = 0; k < n; k++)
    if (rsc_turns_ask (turns, pictures[k], (gssize) k == first))
      g_string_append (drawn, pictures[k]);
  g_string_append_c (drawn, ' ');
  rsc_turns_end (turns, begin + spent);
}

static char *
dup_frames (gsize n, gssize first, gint64 spent, guint n_frames)
{
  g_autoptr (RscTurns) turns = rsc_turns_new ();
  GString *drawn = g_string_new (NULL);

  for (guint k = 0; k < n_frames; k++)
    draw_frame_of (turns, n, first, spent, drawn);
  return g_string_free (drawn, FALSE);
}

/* Where one is all that a frame has time for, each comes in its turn; and twice the same. */
static void
test_order (void)
{
  g_autofree char *one = dup_frames (1, -1, SLOW, 3);
  g_autofree char *two = dup_frames (2, -1, SLOW, 6);
  g_autofree char *three = dup_frames (3, -1, SLOW, 9);
  g_autofree char *again = dup_frames (3, -1, SLOW, 9);

  g_assert_cmpstr (one, ==, "a a a ");
  g_assert_cmpstr (two, ==, "a b a b a b ");
  g_assert_cmpstr (three, ==, "a b c a b c a b c ");
  g_assert_cmpstr (again, ==, three);
}

/* What is under the pointer is in every frame, and the others still take turns. */
static void
test_first (void)
{
  g_autofree char *frames = dup_frames (3, 1, SLOW, 6);

  g_assert_cmpstr (frames, ==, "ab bc ab bc ab bc ");
}

/* With time for all of them all are drawn soon, also where some leave; those that are slow then are
 * fewer after two frames and not after one. */
static void
test_time (void)
{
  g_autoptr (RscTurns) turns = rsc_turns_new ();
  GString *drawn = g_string_new (NULL);

  for (guint k = 0; k < 40; k++)
    draw_frame_of (turns, 3, -1, QUICK, drawn);
  g_assert_true (g_str_has_suffix (drawn->str, " abc abc abc "));
  g_assert_false (rsc_turns_are_waited_for (turns));
  g_string_truncate (drawn, 0);
  draw_frame_of (turns, 3, -1, SLOW, drawn);
  draw_frame_of (turns, 3, -1, QUICK, drawn);
  draw_frame_of (turns, 3, -1, SLOW, drawn);
  g_assert_cmpstr (drawn->str, ==, "abc abc abc ");
  draw_frame_of (turns, 3, -1, SLOW, drawn);
  draw_frame_of (turns, 3, -1, SLOW, drawn);
  g_assert_true (rsc_turns_are_waited_for (turns));
  draw_frame_of (turns, 3, -1, SLOW, drawn);
  draw_frame_of (turns, 3, -1, SLOW, drawn);
  g_assert_cmpstr (drawn->str, ==, "abc abc abc abc ab ac b ");
  g_string_free (drawn, TRUE);
}

/* Where one more is too much it is tried less and less often: of a thousand frames few are slow. */
static void
test_patience (void)
{
  g_autoptr (RscTurns) turns = rsc_turns_new ();
  GString *drawn = g_string_new (NULL);
  guint n_slow = 0;

  for (guint k = 0; k < 1000; k++)
    {
      const gsize before = drawn->len;

      /* Two pictures in a frame take so long, one does not. */
      rsc_turns_begin (turns, 0);
      for (gsize i = 0; i < 2; i++)
        if (rsc_turns_ask (turns, pictures[i], FALSE))
          g_string_append (drawn, pictures[i]);
      n_slow += drawn->len - before > 1;
      rsc_turns_end (turns, drawn->len - before > 1 ? SLOW : QUICK);
    }
  g_assert_cmpuint (n_slow, >=, 4);
  g_assert_cmpuint (n_slow, <=, 14);
  g_string_free (drawn, TRUE);
}

/* Who leaves is not waited for, and has no turn. */
static void
test_leave (void)
{
  g_autoptr (RscTurns) turns = rsc_turns_new ();
  GString *drawn = g_string_new (NULL);

  draw_frame_of (turns, 3, -1, SLOW, drawn);
  g_assert_cmpstr (drawn->str, ==, "a ");
  rsc_turns_leave (turns, pictures[1]);
  rsc_turns_begin (turns, 0);
  g_assert_true (rsc_turns_get_due (turns)[0] == pictures[2]);
  g_assert_null (rsc_turns_get_due (turns)[1]);
  rsc_turns_leave (turns, pictures[2]);
  g_assert_null (rsc_turns_get_due (turns)[0]);
  rsc_turns_end (turns, SLOW);
  g_assert_false (rsc_turns_are_waited_for (turns));
  g_string_free (drawn, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/turns/order", test_order);
  g_test_add_func ("/turns/first", test_first);
  g_test_add_func ("/turns/time", test_time);
  g_test_add_func ("/turns/patience", test_patience);
  g_test_add_func ("/turns/leave", test_leave);
  return g_test_run ();
}
