/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-error.h"
#include "core/data/rsc-gallery.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

static RscDataset *
generate (const char *name, double noise, guint64 seed)
{
  g_autoptr (GError) error = NULL;
  gsize n = 0;
  const RscGalleryItem *item = rsc_gallery_find (name, &n);
  RscDataset *data;

  g_assert_nonnull (item);
  data = rsc_gallery_generate (item, n, noise, seed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rsc_dataset_get_n (data), ==, n);

  return data;
}

static gboolean
same (const RscDataset *a, const RscDataset *b)
{
  gsize n = rsc_dataset_get_n (a);
  gsize d = rsc_dataset_get_d (a);

  g_assert_cmpuint (n, ==, rsc_dataset_get_n (b));
  g_assert_cmpuint (d, ==, rsc_dataset_get_d (b));
  return memcmp (rsc_dataset_get_x (a), rsc_dataset_get_x (b), n * d * sizeof (double)) == 0
         && memcmp (rsc_dataset_get_y (a), rsc_dataset_get_y (b), n * sizeof (double)) == 0;
}

static void
test_items (void)
{
  static const char *const expected[] = { "xor",     "checkerboard", "polygon", "parity", "moons",
                                          "circles", "spiral",       "blobs",   "random", "sine",
                                          "cosine",  "step",         "abs",     "figure1" };
  gsize n_items;
  const RscGalleryItem *items = rsc_gallery_get_items (&n_items);

  g_assert_cmpuint (n_items, ==, G_N_ELEMENTS (expected));
  for (gsize i = 0; i < n_items; i++)
    g_assert_nonnull (rsc_gallery_find (expected[i], NULL));
  for (gsize i = 0; i < n_items; i++)
    {
      const RscGalleryItem *item = &items[i];
      g_autoptr (RscDataset) data = generate (item->name, item->noise_default, 1);
      g_autoptr (RscDataset) again = generate (item->name, item->noise_default, 1);
      g_autoptr (RscDataset) seed = generate (item->name, item->has_noise ? 0.25 : 0.0, 2);
      g_autoptr (RscDataset) quiet = generate (item->name, 0.0, 2);
      gsize n = 0;

      g_assert_true (item == rsc_gallery_find (item->name, &n));
      g_assert_cmpuint (n, ==, item->n_default);
      g_assert_cmpuint (item->d, ==, rsc_dataset_get_d (data));
      g_assert_cmpstr (item->name, ==, rsc_dataset_get_name (data));
      g_assert_true (item->n_min <= item->n_default && item->n_default <= item->n_max);
      g_assert_true (item->lambda_ratio > 0.0 && item->lambda_ratio < 1.0);
      g_assert_true (g_str_has_suffix (item->sentence, "."));
      g_assert_null (strchr (item->sentence, '\n'));
      g_assert_true (same (data, again));
      g_assert_true (item->has_noise || item->noise_default == 0.0);
      g_assert_true (item->has_noise != same (seed, quiet));
      g_assert_true (item->has_seed || same (data, quiet));
      if (item->has_seed)
        {
          g_autoptr (RscDataset) one = generate (item->name, 0.25, 1);

          g_assert_false (same (one, seed));
        }
    }
}

static void
test_sizes (void)
{
  gsize n_items;
  const RscGalleryItem *items = rsc_gallery_get_items (&n_items);

  for (gsize i = 0; i < n_items; i++)
    {
      const RscGalleryItem *item = &items[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (RscDataset) least = rsc_gallery_generate (item, item->n_min, 0.0, 0, &error);
      g_autoptr (RscDataset) most = rsc_gallery_generate (item, item->n_max, 0.0, 0, &error);
      double noises[] = { -0.1, 11.0, NAN, INFINITY };

      g_assert_no_error (error);
      g_assert_cmpuint (rsc_dataset_get_n (least), ==, item->n_min);
      g_assert_cmpuint (rsc_dataset_get_n (most), ==, item->n_max);
      g_assert_null (rsc_gallery_generate (item, item->n_min - 1, 0.0, 0, &error));
      g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
      g_clear_error (&error);
      g_assert_null (rsc_gallery_generate (item, item->n_max + 1, 0.0, 0, &error));
      g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
      for (gsize k = 0; k < G_N_ELEMENTS (noises); k++)
        {
          g_clear_error (&error);
          g_assert_null (rsc_gallery_generate (item, item->n_default, noises[k], 0, &error));
          g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
        }
    }
}

static void
test_find (void)
{
  g_autoptr (GError) error = NULL;
  const RscGalleryItem *item;
  gsize n = 77;

  g_assert_null (rsc_gallery_find ("", &n));
  g_assert_null (rsc_gallery_find ("poly", &n));
  g_assert_null (rsc_gallery_find ("polygon-", &n));
  g_assert_null (rsc_gallery_find ("polygon-x", &n));
  g_assert_null (rsc_gallery_find ("polygon--8", &n));
  g_assert_null (rsc_gallery_find ("polygon-8 ", &n));
  g_assert_null (rsc_gallery_find ("-8", &n));
  g_assert_null (rsc_gallery_find ("polygon-99999999999999999999", &n));
  g_assert_cmpuint (n, ==, 77);
  g_assert_cmpstr (rsc_gallery_find ("polygon-8", &n)->name, ==, "polygon");
  g_assert_cmpuint (n, ==, 8);
  g_assert_cmpstr (rsc_gallery_find ("parity-2", &n)->name, ==, "parity");
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpstr (rsc_gallery_find ("moons-50", &n)->name, ==, "moons");
  g_assert_cmpuint (n, ==, 50);

  item = rsc_gallery_find ("polygon-99", &n);
  g_assert_null (rsc_gallery_generate (item, n, 0.0, 0, &error));
  g_assert_cmpstr (error->message, ==, "“polygon” takes 3 to 24 points.");
  g_clear_error (&error);
  item = rsc_gallery_find ("xor-5", &n);
  g_assert_null (rsc_gallery_generate (item, n, 0.0, 0, &error));
  g_assert_cmpstr (error->message, ==, "“xor” always has 4 points.");
  g_clear_error (&error);
  item = rsc_gallery_find ("parity-70", &n);
  g_assert_null (rsc_gallery_generate (item, n, 0.0, 0, &error));
  g_assert_cmpstr (error->message, ==, "Parity takes 2, 3 or 4 bits, which is 4, 8 or 16 points.");
  g_clear_error (&error);
  g_assert_null (rsc_gallery_generate (item, 6, 0.0, 0, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
}

static void
test_polygon (void)
{
  for (guint n = 3; n <= 24; n++)
    {
      g_autofree char *name = g_strdup_printf ("polygon-%u", n);
      g_autoptr (RscDataset) data = generate (name, 0.0, 0);
      const double *x = rsc_dataset_get_x (data);

      for (gsize i = 0; i < n; i++)
        {
          double angle = 2.0 * G_PI * (double) i / n;

          g_assert_cmpfloat_with_epsilon (x[2 * i], cos (angle), 4e-15);
          g_assert_cmpfloat_with_epsilon (x[2 * i + 1], sin (angle), 4e-15);
          g_assert_cmpfloat (rsc_dataset_get_y (data)[i], ==, 1.0);
          /* Mirrored in the first axis, exactly. */
          g_assert_cmpfloat (x[2 * i], ==, x[2 * ((n - i) % n)]);
          g_assert_cmpfloat (x[2 * i + 1], ==, -x[2 * ((n - i) % n) + 1]);
          if (n % 2 == 0)
            {
              gsize opposite = (i + n / 2) % n;

              g_assert_cmpfloat (x[2 * i], ==, -x[2 * opposite]);
              g_assert_cmpfloat (x[2 * i + 1], ==, -x[2 * opposite + 1]);
            }
        }
    }
}

static void
test_exact_sets (void)
{
  g_autoptr (RscDataset) xor = generate ("xor", 0.0, 0);
  g_autoptr (RscDataset) board = generate ("checkerboard", 0.0, 0);
  g_autoptr (RscDataset) figure = generate ("figure1", 0.0, 0);
  guint seen[16] = { 0 };

  for (gsize i = 0; i < 4; i++)
    {
      const double *x = rsc_dataset_get_x (xor) + 2 * i;

      g_assert_cmpfloat (rsc_dataset_get_y (xor)[i], ==, x[0] * x[1]);
      seen[(x[0] > 0.0) + 2 * (x[1] > 0.0)]++;
    }
  for (gsize i = 0; i < 4; i++)
    g_assert_cmpuint (seen[i], ==, 1);

  memset (seen, 0, sizeof seen);
  for (gsize i = 0; i < 9; i++)
    {
      const double *x = rsc_dataset_get_x (board) + 2 * i;

      g_assert_cmpfloat (rsc_dataset_get_y (board)[i], ==,
                         fmod (fabs (x[0] + x[1]), 2.0) == 0.0 ? 1.0 : -1.0);
      seen[(gsize) (3.0 * (x[0] + 1.0) + x[1] + 1.0)]++;
    }
  for (gsize i = 0; i < 9; i++)
    g_assert_cmpuint (seen[i], ==, 1);

  for (gsize bits = 2; bits <= 4; bits++)
    {
      g_autofree char *name = g_strdup_printf ("parity-%u", (guint) bits);
      g_autoptr (RscDataset) parity = generate (name, 0.0, 0);

      g_assert_cmpuint (rsc_dataset_get_d (parity), ==, bits);
      g_assert_cmpuint (rsc_dataset_get_n (parity), ==, 1u << bits);
      memset (seen, 0, sizeof seen);
      for (gsize i = 0; i < 1u << bits; i++)
        {
          double product = 1.0;
          gsize code = 0;

          for (gsize k = 0; k < bits; k++)
            {
              double x = rsc_dataset_get_x (parity)[i * bits + k];

              g_assert_cmpfloat (fabs (x), ==, 1.0);
              product *= x;
              code = 2 * code + (x > 0.0);
            }
          g_assert_cmpfloat (rsc_dataset_get_y (parity)[i], ==, product);
          seen[code]++;
        }
      for (gsize i = 0; i < 1u << bits; i++)
        g_assert_cmpuint (seen[i], ==, 1);
    }

  g_assert_cmpfloat (rsc_dataset_get_x (figure)[3], ==, -0.32238911615896015);
  g_assert_cmpfloat (rsc_dataset_get_y (figure)[3], ==, 1.426014771194924);
}

static void
test_classes (void)
{
  static const char *const names[] = { "moons-7", "circles-7", "spiral-7", "blobs-7" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (RscDataset) data = generate (names[i], 0.0, 0);
      double sum = 0.0;

      for (gsize k = 0; k < 7; k++)
        {
          g_assert_cmpfloat (fabs (rsc_dataset_get_y (data)[k]), ==, 1.0);
          sum += rsc_dataset_get_y (data)[k];
        }
      /* Four of one class, three of the other. */
      g_assert_cmpfloat (fabs (sum), ==, 1.0);
    }
}

static void
test_functions (void)
{
  g_autoptr (RscDataset) sine = generate ("sine-5", 0.0, 0);
  g_autoptr (RscDataset) cosine = generate ("cosine-5", 0.0, 0);
  g_autoptr (RscDataset) step = generate ("step-5", 0.0, 0);
  g_autoptr (RscDataset) abs = generate ("abs-5", 0.0, 0);
  const double x[] = { -1.0, -0.5, 0.0, 0.5, 1.0 };
  const double expected[4][5] = { { 0.0, -1.0, 0.0, 1.0, 0.0 },
                                  { -1.0, 0.0, 1.0, 0.0, -1.0 },
                                  { -1.0, -1.0, 1.0, 1.0, 1.0 },
                                  { 1.0, 0.5, 0.0, 0.5, 1.0 } };
  const RscDataset *sets[] = { sine, cosine, step, abs };

  for (gsize s = 0; s < 4; s++)
    for (gsize i = 0; i < 5; i++)
      {
        g_assert_cmpfloat (rsc_dataset_get_x (sets[s])[i], ==, x[i]);
        /* Also 0 is 0, and no rounding of π. */
        g_assert_cmpfloat (rsc_dataset_get_y (sets[s])[i], ==, expected[s][i]);
      }
}

static void
test_noise (void)
{
  /* The noise has the standard deviation that it is given: 1000 points, 5 of its deviations. */
  static const char *const names[] = { "blobs-1000", "moons-1000", "sine-1000" };

  for (gsize s = 0; s < G_N_ELEMENTS (names); s++)
    {
      g_autoptr (RscDataset) quiet = generate (names[s], 0.0, 3);
      g_autoptr (RscDataset) loud = generate (names[s], 0.2, 3);
      gboolean on_target = rsc_dataset_get_d (quiet) == 1;
      gsize count = on_target ? 1000 : 2000;
      const double *a = on_target ? rsc_dataset_get_y (quiet) : rsc_dataset_get_x (quiet);
      const double *b = on_target ? rsc_dataset_get_y (loud) : rsc_dataset_get_x (loud);
      double mean = 0.0;
      double square = 0.0;

      for (gsize i = 0; i < count; i++)
        {
          mean += (b[i] - a[i]) / (double) count;
          square += (b[i] - a[i]) * (b[i] - a[i]) / (double) count;
        }
      g_assert_cmpfloat_with_epsilon (mean, 0.0, 5.0 * 0.2 / sqrt ((double) count));
      g_assert_cmpfloat_with_epsilon (sqrt (square), 0.2, 5.0 * 0.2 / sqrt (2.0 * (double) count));
    }
}

static void
test_same_everywhere (void)
{
  g_autoptr (RscDataset) data = generate ("random", 0.0, 1);

  g_assert_cmpfloat (rsc_dataset_get_x (data)[0], ==, 0.52486393217170635);
  g_assert_cmpfloat (rsc_dataset_get_y (data)[9], ==, 0.55959292385743731);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gallery/items", test_items);
  g_test_add_func ("/gallery/sizes", test_sizes);
  g_test_add_func ("/gallery/find", test_find);
  g_test_add_func ("/gallery/polygon", test_polygon);
  g_test_add_func ("/gallery/exact-sets", test_exact_sets);
  g_test_add_func ("/gallery/classes", test_classes);
  g_test_add_func ("/gallery/functions", test_functions);
  g_test_add_func ("/gallery/noise", test_noise);
  g_test_add_func ("/gallery/same-everywhere", test_same_everywhere);

  return g_test_run ();
}
