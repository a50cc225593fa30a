/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first step at which something happens. */
#include "core/numerics/rsc-step-search.h"

#include <gio/gio.h>
#include <math.h>

/* It happens from @from on, but not between @gap[0] and @gap[1]; from @broken on nothing is known.
 * */
typedef struct
{
  double from;
  double gap[2];
  double broken;
  gsize n;
} Event;

static int
happens (double step, gpointer user_data, GError **error)
{
  Event *event = user_data;

  event->n++;
  if (step >= event->broken)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "broken");
      return -1;
    }
  return step >= event->from && !(step > event->gap[0] && step < event->gap[1]);
}

static void
test_found (void)
{
  for (double from = 0.0012; from < 9.0; from *= 1.37)
    {
      Event event = { from, { 0.0, 0.0 }, INFINITY, 0 };
      double below, above;

      g_assert_true (rsc_step_search (happens, &event, 1e-3, 10.0, 1e-3, &below, &above, NULL));
      if (above == 0.0)
        {
          /* The last double that is looked at is below the event. */
          g_assert_cmpfloat (2.0 * below, >, 10.0);
          continue;
        }
      g_assert_cmpfloat (below, <, from);
      g_assert_cmpfloat (above, >=, from);
      g_assert_cmpfloat (above - below, <=, 1e-3 * above);
      g_assert_cmpuint (event.n, <=, 14 + 10);
    }
}

/* At the least step already: nothing smaller is looked at, and none is said to be without it. */
static void
test_least (void)
{
  Event event = { 1e-9, { 0.0, 0.0 }, INFINITY, 0 };
  double below = 7.0, above = 7.0;

  g_assert_true (rsc_step_search (happens, &event, 1e-3, 10.0, 1e-3, &below, &above, NULL));
  g_assert_cmpfloat (above, ==, 1e-3);
  g_assert_cmpfloat (below, ==, 0.0);
  g_assert_cmpuint (event.n, ==, 1);
}

static void
test_none (void)
{
  Event event = { 11.0, { 0.0, 0.0 }, INFINITY, 0 };
  Event broken = { 11.0, { 0.0, 0.0 }, 0.5, 0 };
  g_autoptr (GError) error = NULL;
  double below, above;

  g_assert_true (rsc_step_search (happens, &event, 1e-3, 10.0, 1e-3, &below, &above, NULL));
  g_assert_cmpfloat (above, ==, 0.0);
  g_assert_cmpfloat (below, ==, 1e-3 * 8192.0);
  g_assert_false (rsc_step_search (happens, &broken, 1e-3, 10.0, 1e-3, &below, &above, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

/* What comes and goes between two steps is missed: the next one is found. */
static void
test_gap (void)
{
  Event event = { 0.0011, { 0.0019, 3.0 }, INFINITY, 0 };
  double below, above;

  g_assert_true (rsc_step_search (happens, &event, 1e-3, 10.0, 1e-3, &below, &above, NULL));
  g_assert_cmpfloat (above, >=, 3.0);
  g_assert_cmpfloat (below, <, 3.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/step-search/found", test_found);
  g_test_add_func ("/step-search/least", test_least);
  g_test_add_func ("/step-search/none", test_none);
  g_test_add_func ("/step-search/gap", test_gap);
  return g_test_run ();
}
