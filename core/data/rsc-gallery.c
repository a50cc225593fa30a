/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-gallery.h"

#include "core/numerics/rsc-number-words.h"
#include "core/numerics/rsc-error.h"
#include "core/numerics/rsc-random.h"
#include <glib/gi18n.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

/* Where a generator writes: x has n × d places, y has n. */
typedef struct
{
  gsize n;
  gsize d;
  double *x;
  double *y;
} Points;

typedef void (*FillFunc) (Points *points, gsl_rng *rng, double noise);

#define MAX_POINTS 1000

/* (cos, sin) of 2π i/n. Reduced to the first half quadrant in whole numbers, so that points which
 * mirror each other have exactly the same coordinates up to sign. */
static void
get_corner (gsize i, gsize n, double *c, double *s)
{
  gsize quadrant = 4 * i / n;
  gsize rest = 4 * i - quadrant * n; /* of n parts of a right angle */
  gboolean swap = 2 * rest > n;
  double angle = M_PI_2 * (double) (swap ? n - rest : rest) / (double) n;
  double a = swap ? sin (angle) : cos (angle);
  double b = swap ? cos (angle) : sin (angle);

  if (2 * rest == n)
    a = b = M_SQRT1_2;
  switch (quadrant % 4)
    {
    case 0:
      *c = a;
      *s = b;
      break;
    case 1:
      *c = -b;
      *s = a;
      break;
    case 2:
      *c = -a;
      *s = -b;
      break;
    default:
      *c = b;
      *s = -a;
      break;
    }
}

static double
get_noise (gsl_rng *rng, double noise)
{
  /* The tables of the ziggurat leave no room for differences between mathematical libraries. */
  return noise > 0.0 ? noise * gsl_ran_gaussian_ziggurat (rng, 1.0) : 0.0;
}

static void
add_noise (Points *points, gsl_rng *rng, double noise)
{
  for (gsize i = 0; i < points->n * points->d; i++)
    points->x[i] += get_noise (rng, noise);
}

/* Position of point @i of @n on [0, 1], ends included. */
static double
get_position (gsize i, gsize n)
{
  return n > 1 ? (double) i / (double) (n - 1) : 0.5;
}

static void
fill_xor (Points *points, gsl_rng *rng, double noise)
{
  for (gsize i = 0; i < points->n; i++)
    {
      points->x[2 * i] = (i & 1) ? 1.0 : -1.0;
      points->x[2 * i + 1] = (i & 2) ? 1.0 : -1.0;
      points->y[i] = points->x[2 * i] * points->x[2 * i + 1];
    }
}

static void
fill_checkerboard (Points *points, gsl_rng *rng, double noise)
{
  for (gsize i = 0; i < points->n; i++)
    {
      points->x[2 * i] = (double) (i / 3) - 1.0;
      points->x[2 * i + 1] = (double) (i % 3) - 1.0;
      points->y[i] = (i / 3 + i % 3) % 2 == 0 ? 1.0 : -1.0;
    }
}

static void
fill_polygon (Points *points, gsl_rng *rng, double noise)
{
  for (gsize i = 0; i < points->n; i++)
    {
      get_corner (i, points->n, &points->x[2 * i], &points->x[2 * i + 1]);
      points->y[i] = 1.0;
    }
}

static void
fill_parity (Points *points, gsl_rng *rng, double noise)
{
  for (gsize i = 0; i < points->n; i++)
    {
      points->y[i] = 1.0;
      for (gsize k = 0; k < points->d; k++)
        {
          points->x[i * points->d + k] = (i >> k & 1) ? 1.0 : -1.0;
          points->y[i] *= points->x[i * points->d + k];
        }
    }
}

static void
fill_moons (Points *points, gsl_rng *rng, double noise)
{
  gsize n_upper = points->n - points->n / 2;

  for (gsize i = 0; i < points->n; i++)
    {
      gboolean upper = i < n_upper;
      double angle =
        M_PI
        * (upper ? get_position (i, n_upper) : get_position (i - n_upper, points->n - n_upper));

      points->x[2 * i] = upper ? cos (angle) : 1.0 - cos (angle);
      points->x[2 * i + 1] = upper ? sin (angle) : 0.5 - sin (angle);
      points->y[i] = upper ? 1.0 : -1.0;
    }
  add_noise (points, rng, noise);
}

static void
fill_circles (Points *points, gsl_rng *rng, double noise)
{
  gsize n_outer = points->n - points->n / 2;

  for (gsize i = 0; i < points->n; i++)
    {
      gboolean outer = i < n_outer;
      double c;
      double s;

      get_corner (outer ? i : i - n_outer, outer ? n_outer : points->n - n_outer, &c, &s);
      points->x[2 * i] = outer ? c : 0.5 * c;
      points->x[2 * i + 1] = outer ? s : 0.5 * s;
      points->y[i] = outer ? -1.0 : 1.0;
    }
  add_noise (points, rng, noise);
}

static void
fill_spiral (Points *points, gsl_rng *rng, double noise)
{
  gsize n_first = points->n - points->n / 2;

  for (gsize i = 0; i < points->n; i++)
    {
      gboolean first = i < n_first;
      double t =
        first ? get_position (i, n_first) : get_position (i - n_first, points->n - n_first);
      double radius = (first ? 1.0 : -1.0) * (0.2 + 0.8 * t);
      double angle = 1.5 * M_PI * t;

      points->x[2 * i] = radius * cos (angle);
      points->x[2 * i + 1] = radius * sin (angle);
      points->y[i] = first ? 1.0 : -1.0;
    }
  add_noise (points, rng, noise);
}

static void
fill_blobs (Points *points, gsl_rng *rng, double noise)
{
  gsize n_first = points->n - points->n / 2;

  for (gsize i = 0; i < points->n; i++)
    {
      double side = i < n_first ? 1.0 : -1.0;

      points->x[2 * i] = side;
      points->x[2 * i + 1] = side;
      points->y[i] = side;
    }
  add_noise (points, rng, noise);
}

static void
fill_random (Points *points, gsl_rng *rng, double noise)
{
  for (gsize i = 0; i < points->n; i++)
    {
      points->x[2 * i] = get_noise (rng, 1.0);
      points->x[2 * i + 1] = get_noise (rng, 1.0);
      points->y[i] = get_noise (rng, 1.0);
    }
}

static double
sine (double x)
{
  /* π is rounded: its multiples have a sine of 0. */
  return x == rint (x) ? 0.0 : sin (M_PI * x);
}

static double
cosine (double x)
{
  return fabs (x) == 0.5 ? 0.0 : cos (M_PI * x);
}

static double
step (double x)
{
  return x < 0.0 ? -1.0 : 1.0;
}

/* Points evenly spaced on [-1, 1]. */
static void
fill_function (Points *points, gsl_rng *rng, double noise, double (*function) (double))
{
  for (gsize i = 0; i < points->n; i++)
    {
      points->x[i] = ((double) (2 * i) - (double) (points->n - 1)) / (double) (points->n - 1);
      points->y[i] = function (points->x[i]) + get_noise (rng, noise);
    }
}

static void
fill_sine (Points *points, gsl_rng *rng, double noise)
{
  fill_function (points, rng, noise, sine);
}

static void
fill_cosine (Points *points, gsl_rng *rng, double noise)
{
  fill_function (points, rng, noise, cosine);
}

static void
fill_step (Points *points, gsl_rng *rng, double noise)
{
  fill_function (points, rng, noise, step);
}

static void
fill_abs (Points *points, gsl_rng *rng, double noise)
{
  fill_function (points, rng, noise, fabs);
}

/* The data of Figure 1 of Mishkin and Pilanci (2023). */
static void
fill_figure1 (Points *points, gsl_rng *rng, double noise)
{
  static const double rows[4][3] = {
    { 0.63646364637098052, 0.54195222041029334, -0.8288625737460672 },
    { 0.31659545116581611, -0.32238911615896015, -0.19458090666932473 },
    { -0.097167318670457276, -1.5259304065189514, 0.65732710403963346 },
    { -1.1921661041016585, -0.67108967517410945, 1.426014771194924 },
  };

  for (gsize i = 0; i < 4; i++)
    {
      points->x[2 * i] = rows[i][0];
      points->x[2 * i + 1] = rows[i][1];
      points->y[i] = rows[i][2];
    }
}

static const RscGalleryItem items[] = {
  { .name = "checkerboard",
    .title = N_ ("Checkerboard"),
    .sentence =
      N_ ("Twelve neurons can appear, and the optimal networks form a three-dimensional "
          "polytope: drag a point through it and the fit of the nine squares stays the same."),
    .d = 2,
    .bias = TRUE,
    .lambda_ratio = 0.1,
    .several = TRUE,
    .n_default = 9,
    .n_min = 9,
    .n_max = 9 },
  { .name = "polygon",
    .title = N_ ("Regular polygon"),
    .sentence =
      N_ ("All targets are 1; with 12 corners the optimal networks form a five-dimensional "
          "set in which three neurons are enough, but some minimal networks need seven."),
    .d = 2,
    .lambda_ratio = 0.1,
    .several = TRUE,
    .n_default = 12,
    .n_min = 3,
    .n_max = 24 },
  { .name = "parity",
    .title = N_ ("Parity"),
    .sentence =
      N_ ("The product of three signs: sixteen neurons can appear, four are enough, and the set of "
          "optimal networks has dimension eight."),
    .d = 3,
    .bias = TRUE,
    .lambda_ratio = 0.1,
    .several = TRUE,
    .n_default = 8,
    .n_min = 4,
    .n_max = 16 },
  { .name = "xor",
    .title = N_ ("XOR"),
    .sentence =
      N_ ("The smallest set that no line separates: its optimal network is unique, with one "
          "neuron for each of the four points."),
    .d = 2,
    .lambda_ratio = 0.1,
    .n_default = 4,
    .n_min = 4,
    .n_max = 4 },
  { .name = "figure1",
    .title = N_ ("Figure 1 of the paper"),
    .sentence =
      N_ ("The optimal network of these four points is unique, so the set is a single point; "
          "the checkerboard has a set that is really there."),
    .d = 2,
    .lambda_ratio = 0.0151923,
    .n_default = 4,
    .n_min = 4,
    .n_max = 4 },
  { .name = "moons",
    .title = N_ ("Two moons"),
    .sentence =
      N_ ("Two interlocking classes: with seed 1 eighteen neurons can appear and the set has "
          "dimension six; every minimal network in it uses twelve of them."),
    .d = 2,
    .bias = TRUE,
    .lambda_ratio = 0.006,
    .several = TRUE,
    .n_default = 30,
    .n_min = 4,
    .n_max = MAX_POINTS,
    .noise_default = 0.1,
    .has_noise = TRUE,
    .has_seed = TRUE },
  { .name = "circles",
    .title = N_ ("Circles"),
    .sentence = N_ (
      "The optimal networks form a segment: each end cuts the outer circle off with a different "
      "half of twelve neurons, and a constant is in both."),
    .d = 2,
    .bias = TRUE,
    .lambda_ratio = 0.1,
    .several = TRUE,
    .n_default = 24,
    .n_min = 6,
    .n_max = MAX_POINTS,
    .noise_default = 0.0,
    .has_noise = TRUE,
    .has_seed = TRUE },
  { .name = "spiral",
    .title = N_ ("Spiral"),
    .sentence =
      N_ ("Sixteen neurons can appear and the set has dimension five; every minimal network in it "
          "uses eleven of them."),
    .d = 2,
    .bias = TRUE,
    .lambda_ratio = 0.02,
    .several = TRUE,
    .n_default = 30,
    .n_min = 4,
    .n_max = MAX_POINTS,
    .noise_default = 0.0,
    .has_noise = TRUE,
    .has_seed = TRUE },
  { .name = "blobs",
    .title = N_ ("Blobs"),
    .sentence =
      N_ ("Two clouds of points: with seed 1 the optimum is unique, one neuron for each side."),
    .d = 2,
    .bias = TRUE,
    .lambda_ratio = 0.1,
    .n_default = 30,
    .n_min = 2,
    .n_max = MAX_POINTS,
    .noise_default = 0.5,
    .has_noise = TRUE,
    .has_seed = TRUE },
  { .name = "random",
    .title = N_ ("Random points"),
    .sentence =
      N_ ("Points without any symmetry, and still the optimal networks form a quadrilateral: "
          "with seed 1 eight neurons can appear, and each corner has six."),
    .d = 2,
    .lambda_ratio = 0.004,
    .several = TRUE,
    .n_default = 10,
    .n_min = 1,
    .n_max = MAX_POINTS,
    .has_seed = TRUE },
  { .name = "sine",
    .title = N_ ("Sine"),
    .sentence = N_ (
      "Eight neurons can appear, and the optimal networks form a quadrilateral whose corners all "
      "have six."),
    .d = 1,
    .bias = TRUE,
    .lambda_ratio = 0.01,
    .several = TRUE,
    .n_default = 20,
    .n_min = 2,
    .n_max = MAX_POINTS,
    .noise_default = 0.0,
    .has_noise = TRUE,
    .has_seed = TRUE },
  { .name = "cosine",
    .title = N_ ("Cosine"),
    .sentence = N_ ("Fourteen neurons can appear, every minimal network uses nine, and the set has "
                    "dimension five; at twice this λ four neurons are the only optimum."),
    .d = 1,
    .bias = TRUE,
    .lambda_ratio = 0.005,
    .several = TRUE,
    .n_default = 20,
    .n_min = 2,
    .n_max = MAX_POINTS,
    .noise_default = 0.0,
    .has_noise = TRUE,
    .has_seed = TRUE },
  { .name = "step",
    .title = N_ ("Step function"),
    .sentence = N_ ("Four neurons make the jump a steep ramp, and the optimum is unique."),
    .d = 1,
    .bias = TRUE,
    .lambda_ratio = 0.001,
    .n_default = 20,
    .n_min = 2,
    .n_max = MAX_POINTS,
    .noise_default = 0.0,
    .has_noise = TRUE,
    .has_seed = TRUE },
  { .name = "abs",
    .title = N_ ("Absolute value"),
    .sentence =
      N_ ("Two ramps and a constant, and the optimum is unique; at a tenth of this λ only the two "
          "ramps are left."),
    .d = 1,
    .bias = TRUE,
    .lambda_ratio = 0.1,
    .n_default = 11,
    .n_min = 2,
    .n_max = MAX_POINTS,
    .noise_default = 0.0,
    .has_noise = TRUE,
    .has_seed = TRUE },
};

/* In the order of the items. */
static const FillFunc fills[] = {
  fill_checkerboard, fill_polygon, fill_parity, fill_xor,  fill_figure1, fill_moons, fill_circles,
  fill_spiral,       fill_blobs,   fill_random, fill_sine, fill_cosine,  fill_step,  fill_abs,
};

G_STATIC_ASSERT (G_N_ELEMENTS (items) == G_N_ELEMENTS (fills));

/* The longest standard deviation that a person can mean: the data are of size 1. */
#define NOISE_MAX 10.0

static gboolean
is_parity (const RscGalleryItem *item)
{
  return strcmp (item->name, "parity") == 0;
}

static const RscGalleryItem *
find_exact (const char *name, gsize length)
{
  for (gsize k = 0; k < G_N_ELEMENTS (items); k++)
    if (strlen (items[k].name) == length && strncmp (items[k].name, name, length) == 0)
      return &items[k];

  return NULL;
}

const RscGalleryItem *
rsc_gallery_get_items (gsize *n_items)
{
  g_return_val_if_fail (n_items != NULL, NULL);

  *n_items = G_N_ELEMENTS (items);
  return items;
}

const RscGalleryItem *
rsc_gallery_find (const char *name, gsize *n)
{
  const RscGalleryItem *item;
  const char *dash;
  guint64 number;

  g_return_val_if_fail (name != NULL, NULL);

  item = find_exact (name, strlen (name));
  if (item != NULL)
    {
      if (n != NULL)
        *n = item->n_default;
      return item;
    }

  dash = strrchr (name, '-');
  if (dash == NULL || !g_ascii_string_to_unsigned (dash + 1, 10, 0, G_MAXUINT32, &number, NULL))
    return NULL;
  item = find_exact (name, (gsize) (dash - name));
  if (item != NULL && n != NULL)
    {
      if (is_parity (item))
        *n = number < 32 ? (gsize) 1 << number : G_MAXSIZE;
      else
        *n = (gsize) number;
    }

  return item;
}

RscDataset *
rsc_gallery_generate (const RscGalleryItem *item,
                      gsize n,
                      double noise,
                      guint64 seed,
                      GError **error)
{
  g_autofree double *x = NULL;
  g_autofree double *y = NULL;
  Points points;
  gsl_rng *rng;

  g_return_val_if_fail (item >= items && item < items + G_N_ELEMENTS (items), NULL);

  if (is_parity (item) && (n < item->n_min || n > item->n_max || (n & (n - 1)) != 0))
    {
      g_set_error_literal (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                           _ ("Parity takes 2, 3 or 4 bits, which is 4, 8 or 16 points."));
      return NULL;
    }
  if (n < item->n_min || n > item->n_max)
    {
      if (item->n_min == item->n_max)
        g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT, _ ("“%s” always has %zu points."),
                     item->name, item->n_min);
      else
        g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT, _ ("“%s” takes %zu to %zu points."),
                     item->name, item->n_min, item->n_max);
      return NULL;
    }
  if (!(noise >= 0.0 && noise <= NOISE_MAX))
    {
      g_autofree char *most = rsc_number_words_dup (NOISE_MAX, 6);

      g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT, _ ("The noise must lie between 0 and %s."),
                   most);
      return NULL;
    }

  points.n = n;
  points.d = item->d;
  if (is_parity (item))
    for (points.d = 0; (gsize) 1 << points.d < n;)
      points.d++;
  x = g_new0 (double, n *points.d);
  y = g_new0 (double, n);
  points.x = x;
  points.y = y;

  rng = rsc_random_new (seed);
  fills[item - items](&points, rng, item->has_noise ? noise : 0.0);
  gsl_rng_free (rng);

  return rsc_dataset_new (item->name, n, points.d, x, y, NULL, NULL, error);
}
