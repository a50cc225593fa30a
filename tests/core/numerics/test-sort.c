/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-random.h"
#include "core/numerics/rsc-sort.h"

typedef struct
{
  guint32 key;
  guint32 place;
} Item;

static int
compare_items (const void *a, const void *b, gpointer n_calls)
{
  const Item *p = a;
  const Item *q = b;

  (*(gsize *) n_calls)++;
  return (p->key > q->key) - (p->key < q->key);
}

static Item *
random_items (gsize n, guint32 n_keys)
{
  gsl_rng *rng = rsc_random_new (n);
  Item *items = g_new (Item, n + 1);

  for (gsize i = 0; i < n; i++)
    {
      items[i].key = (guint32) gsl_rng_uniform_int (rng, n_keys);
      items[i].place = (guint32) i;
    }
  gsl_rng_free (rng);
  return items;
}

/* Lengths around those of the runs: every item is there once, in order, and equal ones as before.
 */
static void
test_order (void)
{
  const gsize lengths[] = { 0, 1, 2, 100, 8191, 8192, 8193, 16384, 16385, 24577, 100003 };

  for (gsize l = 0; l < G_N_ELEMENTS (lengths); l++)
    for (guint32 n_keys = 1; n_keys <= 1000000; n_keys *= 100)
      {
        gsize n = lengths[l];
        gsize n_calls = 0;
        g_autofree Item *given = random_items (n, n_keys);
        g_autofree Item *items = random_items (n, n_keys);
        g_autoptr (GError) error = NULL;

        g_assert_true (rsc_sort (items, n, sizeof (Item), compare_items, &n_calls, NULL, &error));
        g_assert_no_error (error);
        for (gsize i = 0; i < n; i++)
          {
            g_assert_cmpuint (items[i].place, <, n);
            g_assert_cmpuint (given[items[i].place].key, ==, items[i].key);
            if (i > 0)
              g_assert_true (
                items[i - 1].key < items[i].key
                || (items[i - 1].key == items[i].key && items[i - 1].place < items[i].place));
          }
      }
}

typedef struct
{
  gsize n_calls;
  gsize cancel_at;
  GCancellable *cancellable;
} Counter;

static int
compare_and_cancel (const void *a, const void *b, gpointer user_data)
{
  Counter *counter = user_data;

  if (++counter->n_calls == counter->cancel_at)
    g_cancellable_cancel (counter->cancellable);
  return compare_items (a, b, &(gsize){ 0 });
}

/* However late it is cancelled, at most one run more is compared. */
static void
test_cancel (void)
{
  gsize n = 100000;
  g_autofree Item *items = random_items (n, 1000000);
  Counter whole = { 0, 0, NULL };

  g_assert_true (rsc_sort (items, n, sizeof (Item), compare_and_cancel, &whole, NULL, NULL));
  for (gsize tenth = 1; tenth < 10; tenth++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      Counter counter = { 0, tenth * whole.n_calls / 10, cancellable };
      g_autofree Item *again = random_items (n, 1000000);

      g_assert_false (
        rsc_sort (again, n, sizeof (Item), compare_and_cancel, &counter, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpuint (counter.n_calls - counter.cancel_at, <, 8192 * 13);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sort/order", test_order);
  g_test_add_func ("/sort/cancel", test_cancel);
  return g_test_run ();
}
