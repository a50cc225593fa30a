/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pixels.h"
#include "core/set/rsc-envelope.h"
#include "problems.h"
#include "ui/plot/rsc-distribution-plot.h"
#include "ui/plot/rsc-text.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#define WIDTH 520
#define HEIGHT 340

typedef struct
{
  RscOptimalSet *set;
  RscSetSample *sample;
  RscScalar scalar;
  RscDistribution *distribution;
} Case;

static void
case_clear (Case *self)
{
  rsc_distribution_unref (self->distribution);
  rsc_set_sample_unref (self->sample);
  rsc_optimal_set_unref (self->set);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Case, case_clear)

static Case
make (const char *name, gsize n, RscScalar scalar)
{
  Case self = { .set = set_of_gallery (name, RSC_ACTIVATION_RELU, 0.1), .scalar = scalar };

  self.sample = rsc_set_sample_new (self.set, 1, 4, n, NULL, NULL);
  self.distribution = rsc_distribution_new (self.sample, &scalar, NULL, NULL);
  g_assert_nonnull (self.distribution);
  return self;
}

/* The picture, and all that it writes in one string with a line for each. */
static cairo_surface_t *
draw (const Case *self, double picked, int width, int height, double font, GString *words)
{
  const RscDistributionModel model = { .distribution = self->distribution, .picked = picked };
  RscTheme theme;
  cairo_t *cr = pixels_begin (width, height);
  GArray *boxes = rsc_text_record (cr);

  rsc_theme_init (&theme, FALSE);
  rsc_theme_scale (&theme, font);
  rsc_distribution_plot_draw (&model, &theme, cr, width, height);
  for (guint k = 0; k < boxes->len; k++)
    {
      const RscTextBox *box = &g_array_index (boxes, RscTextBox, k);

      /* There is a limit to what fits. */
      g_assert_false (width >= 300 && (box->clipped || box->shortened));
      for (guint i = 0; i < k; i++)
        {
          const RscTextBox *other = &g_array_index (boxes, RscTextBox, i);

          g_assert_true (
            box->x + box->width < other->x + 1.0 || other->x + other->width < box->x + 1.0
            || box->y + box->height < other->y + 1.0 || other->y + other->height < box->y + 1.0);
        }
      if (words != NULL)
        g_string_append_printf (words, "%s\n", box->words);
    }
  return pixels_end (cr, width, height, TRUE);
}

static void
assert_says (const Case *self, const char *words)
{
  g_autoptr (GString) text = g_string_new (NULL);

  cairo_surface_destroy (draw (self, NAN, WIDTH, HEIGHT, 1.0, text));
  if (strstr (text->str, words) == NULL)
    g_error ("“%s” is not in “%s”", words, text->str);
}

static void
test_words (void)
{
  static const struct
  {
    int width, height;
  } sizes[] = { { 120, 60 }, { 300, 200 }, { 460, 270 }, { 1240, 640 } };
  g_auto (Case) norm = make ("polygon-12", 1000, (RscScalar){ .kind = RSC_SCALAR_NORM });
  g_auto (Case) short_walks = make ("polygon-12", 8, (RscScalar){ .kind = RSC_SCALAR_NORM });
  g_auto (Case) one = make ("xor", 8, (RscScalar){ .kind = RSC_SCALAR_NORM, .neuron = 2 });

  assert_says (&norm, "norm of neuron 1: 0 to ");
  assert_says (&norm, "over the optimal networks; none is beyond");
  assert_says (&norm, "least\n");
  assert_says (&one, "there is one optimal network");
  g_assert_true (rsc_distribution_is_mixed (norm.distribution));
  g_assert_false (rsc_distribution_is_mixed (short_walks.distribution));
  for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++)
    for (double font = 1.0; font < 1.8; font += 0.5)
      {
        const double picked = norm.distribution->high;

        cairo_surface_destroy (draw (&norm, picked, sizes[k].width, sizes[k].height, font, NULL));
        cairo_surface_destroy (draw (&one, NAN, sizes[k].width, sizes[k].height, font, NULL));
      }
}

/* Whether a dark line goes from the top to the bottom. */
static gboolean
is_end (cairo_surface_t *surface, int x)
{
  for (int y = HEIGHT / 4; y < HEIGHT * 3 / 4; y++)
    if ((pixels_get (surface, x, y) & 0xff) > 0x80)
      return FALSE;
  return TRUE;
}

/* The colour of column @k of @n at a height, beside the lines of the grid. */
static guint32
look (cairo_surface_t *surface, gsize k, gsize n, double height)
{
  int left = 0, right = WIDTH - 1;

  while (left < right && !is_end (surface, left))
    left++;
  while (right > left && !is_end (surface, right))
    right--;
  g_assert_cmpint (right - left, >, WIDTH / 2);
  const double pitch = (right - left) / (double) n, middle = left + (k + 0.5) * pitch;
  const guint32 one = pixels_get (surface, middle - 0.2 * pitch, height);
  const guint32 other = pixels_get (surface, middle + 0.2 * pitch, height);
  return MAX (one, other);
}

/* Columns are as high as their share: at the height of each pixel the columns that are higher are
 * coloured there, and no other. */
static void
test_columns (void)
{
  g_auto (Case) self = make ("polygon-12", 1000, (RscScalar){ .kind = RSC_SCALAR_NORM });
  cairo_surface_t *surface = draw (&self, NAN, WIDTH, HEIGHT, 1.0, NULL);
  gsize counts[40], least = 0, most = 0;

  rsc_distribution_count (self.distribution, 40, counts);
  for (gsize k = 1; k < 40; k++)
    {
      most = counts[k] > counts[most] ? k : most;
      least = counts[k] < counts[least] ? k : least;
    }
  g_assert_cmpuint (counts[least], <, counts[most] / 4);
  const guint32 inside = look (surface, most, 40, 0.5 * HEIGHT);
  const guint32 outside = look (surface, least, 40, 0.5 * HEIGHT);
  g_assert_false (pixels_are_close (inside, outside, 8));
  for (gsize k = 1; k < 39; k++)
    {
      /* What is less than half the highest, and what is more than two thirds of it. */
      if (counts[k] * 10 < counts[most] * 4)
        g_assert_false (pixels_are_close (look (surface, k, 40, 0.5 * HEIGHT), inside, 8));
      if (counts[k] * 10 > counts[most] * 8)
        g_assert_true (pixels_are_close (look (surface, k, 40, 0.5 * HEIGHT), inside, 8));
    }
  cairo_surface_destroy (surface);
}

/* Walks that have not mixed look otherwise, and the mark of the picked network moves. */
static void
test_marks (void)
{
  g_auto (Case) self = make ("polygon-12", 1000, (RscScalar){ .kind = RSC_SCALAR_NORM });
  g_auto (Case) bad = make ("polygon-12", 8, (RscScalar){ .kind = RSC_SCALAR_NORM });
  const double middle = 0.5 * self.distribution->high;
  cairo_surface_t *none = draw (&self, NAN, WIDTH, HEIGHT, 1.0, NULL);
  cairo_surface_t *one = draw (&self, middle, WIDTH, HEIGHT, 1.0, NULL);
  cairo_surface_t *other = draw (&self, 1.2 * middle, WIDTH, HEIGHT, 1.0, NULL);
  cairo_surface_t *pale = draw (&bad, NAN, WIDTH, HEIGHT, 1.0, NULL);
  gsize counts[40], most = 0;

  g_assert_cmpint (pixels_count_differences (none, one, 0, 0, WIDTH, HEIGHT), >, HEIGHT / 2);
  g_assert_cmpint (pixels_count_differences (one, other, 0, 0, WIDTH, HEIGHT), >, HEIGHT);
  rsc_distribution_count (bad.distribution, 40, counts);
  for (gsize k = 1; k < 40; k++)
    most = counts[k] > counts[most] ? k : most;
  g_assert_false (
    pixels_are_close (look (pale, most, 40, 0.6 * HEIGHT), look (none, 8, 40, 0.8 * HEIGHT), 4));
  cairo_surface_destroy (none);
  cairo_surface_destroy (one);
  cairo_surface_destroy (other);
  cairo_surface_destroy (pale);
}

/* An accuracy takes few values: a column about each. */
static void
test_accuracy (void)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("checkerboard", RSC_ACTIVATION_RELU, 0.1);
  double x[2 * 12], y[12], lower[12], upper[12];
  gsize n = 0;

  /* Places where the optimal networks do not agree on the sign. */
  for (double a = -1.5; a <= 1.5 && n < 12; a += 0.05)
    for (double b = -1.5; b <= 1.5 && n < 12; b += 0.05)
      {
        x[2 * n] = a;
        x[2 * n + 1] = b;
        rsc_optimal_set_get_envelope (set, 1, x + 2 * n, lower + n, upper + n, NULL, NULL);
        if (lower[n] < -1e-3 && upper[n] > 1e-3)
          {
            y[n] = n % 2 == 0 ? 1.0 : -1.0;
            n++;
          }
      }
  g_assert_cmpuint (n, ==, 12);
  g_autoptr (RscDataset) points = rsc_dataset_new ("points", n, 2, x, y, NULL, NULL, NULL);
  g_auto (Case) self =
    make ("checkerboard", 200, (RscScalar){ .kind = RSC_SCALAR_ACCURACY, .points = points });
  g_assert_false (rsc_distribution_is_single (self.distribution));
  assert_says (&self, "accuracy on 12 test points: ");
  cairo_surface_destroy (draw (&self, NAN, WIDTH, HEIGHT, 1.0, NULL));
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/distribution-plot/words", test_words);
  g_test_add_func ("/distribution-plot/columns", test_columns);
  g_test_add_func ("/distribution-plot/marks", test_marks);
  g_test_add_func ("/distribution-plot/accuracy", test_accuracy);
  return g_test_run ();
}
