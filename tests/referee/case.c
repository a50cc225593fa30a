/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case.h"
#include "core/data/rsc-import.h"
#include "core/numerics/rsc-tolerances.h"
#include <math.h>
#include <string.h>

/* ---- random numbers ------------------------------------------------------------------------ */

static guint64
next (guint64 *state)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

double
case_random (guint64 *state)
{
  return (double) (next (state) >> 11) * 0x1p-53;
}

gsize
case_random_below (guint64 *state, gsize count)
{
  return (gsize) (next (state) % count);
}

/* About normal, with three decimals: short in a CSV, and the same whatever the machine's logarithm
 * says. */
static double
draw (guint64 *state)
{
  double sum = -6.0;

  for (int k = 0; k < 12; k++)
    sum += case_random (state);
  return round (sum * 1000.0) / 1000.0;
}

static double
draw_integer (guint64 *state, int reach)
{
  return (double) case_random_below (state, (gsize) (2 * reach + 1)) - reach;
}

/* ---- families ------------------------------------------------------------------------------ */

static const char *const families[] = {
  "gauss",     "integers",      "grid",       "repeats", "collinear", "repeated-features",
  "symmetric", "unlike-scales", "far-scales", "units",   NULL
};

static const double ratios[] = { 0.99999, 0.99, 0.9,  0.6666, 0.5,  0.3,  0.2,  0.1,
                                 0.1,     0.05, 0.03, 0.01,   1e-3, 1e-4, 1e-5, 1e-6 };

const char *const *
case_get_families (void)
{
  return families;
}

static void
fill_gauss (Case *self, guint64 *state)
{
  for (gsize i = 0; i < self->n * self->n_features; i++)
    self->features[i] = draw (state);
  for (gsize i = 0; i < self->n; i++)
    self->targets[i] = draw (state);
}

static void
fill_integers (Case *self, guint64 *state)
{
  int reach = 1 + (int) case_random_below (state, 4);

  for (gsize i = 0; i < self->n * self->n_features; i++)
    self->features[i] = draw_integer (state, reach);
  for (gsize i = 0; i < self->n; i++)
    self->targets[i] = draw_integer (state, 3);
}

/* Rows on a small grid in order, so that many lie on lines; targets ±1. */
static void
fill_grid (Case *self, guint64 *state)
{
  gsize side = self->n_features == 1 ? self->n : self->n_features == 2 ? 3 : 2;
  gsize first = case_random_below (state, 3);

  for (gsize i = 0; i < self->n; i++)
    {
      gsize rest = i + first;

      for (gsize k = 0; k < self->n_features; k++)
        {
          self->features[i * self->n_features + k] =
            (double) (rest % side) - (double) (side - 1) / 2.0;
          rest /= side;
        }
      self->targets[i] = case_random_below (state, 2) ? 1.0 : -1.0;
    }
}

/* Some rows again, with the same or another target; and their opposites, multiples, and zero
 * rows. */
static void
fill_repeats (Case *self, guint64 *state)
{
  gsize d = self->n_features;

  if (case_random_below (state, 2))
    fill_gauss (self, state);
  else
    fill_integers (self, state);
  for (gsize i = 1; i < self->n; i++)
    {
      gsize from = case_random_below (state, i);
      gsize kind = case_random_below (state, 8);
      double factor = kind == 0 ? 1.0 : kind == 1 ? -1.0 : kind == 2 ? 2.0 : kind == 3 ? 0.0 : NAN;

      for (gsize k = 0; k < d && !isnan (factor); k++)
        self->features[i * d + k] = factor * self->features[from * d + k] + 0.0;
      if (!isnan (factor) && case_random_below (state, 2))
        self->targets[i] = self->targets[from];
    }
}

static void
fill_collinear (Case *self, guint64 *state)
{
  gsize d = self->n_features;
  double base[CASE_FEATURES_MAX];
  double along[CASE_FEATURES_MAX];

  for (gsize k = 0; k < d; k++)
    {
      base[k] = draw_integer (state, 2);
      along[k] = draw_integer (state, 2);
    }
  for (gsize i = 0; i < self->n; i++)
    {
      double t = draw_integer (state, 4);

      for (gsize k = 0; k < d; k++)
        self->features[i * d + k] = base[k] + t * along[k];
      self->targets[i] = case_random_below (state, 2) ? draw (state) : draw_integer (state, 2);
    }
  /* One point off the line, in half of them. */
  if (case_random_below (state, 2))
    self->features[case_random_below (state, self->n * d)] += 1.0;
}

/* The same feature twice, its opposite, or its double. */
static void
fill_repeated_features (Case *self, guint64 *state)
{
  gsize d = self->n_features;
  static const double factors[] = { 1.0, -1.0, 2.0, 0.5 };

  if (case_random_below (state, 2))
    fill_gauss (self, state);
  else
    fill_integers (self, state);
  if (d > 1)
    {
      double factor = factors[case_random_below (state, 4)];

      for (gsize i = 0; i < self->n; i++)
        self->features[i * d + d - 1] = factor * self->features[i * d];
    }
}

/* Closed under a sign change, a quarter turn, or an exchange of features; targets too. */
static void
fill_symmetric (Case *self, guint64 *state)
{
  gsize d = self->n_features;
  gsize kind = case_random_below (state, 3);
  gsize orbit = kind == 1 && d >= 2 ? 4 : 2;
  gboolean fine = case_random_below (state, 2) == 1;
  gboolean turned = case_random_below (state, 2) == 1;

  for (gsize i = 0; i < self->n; i += orbit)
    {
      double target = fine ? draw (state) : draw_integer (state, 2);

      for (gsize k = 0; k < d; k++)
        self->features[i * d + k] = fine ? draw (state) : draw_integer (state, 2);
      self->targets[i] = target;
      for (gsize j = 1; j < orbit && i + j < self->n; j++)
        {
          const double *from = self->features + (i + j - 1) * d;
          double *to = self->features + (i + j) * d;

          memcpy (to, from, d * sizeof (double));
          if (orbit == 4)
            {
              to[0] = -from[1];
              to[1] = from[0];
            }
          else if (kind == 2 && d >= 2)
            {
              to[0] = from[1];
              to[1] = from[0];
            }
          else
            for (gsize k = 0; k < d; k++)
              to[k] = -from[k];
          self->targets[i + j] = turned ? -self->targets[i + j - 1] : target;
        }
    }
}

static void
fill_unlike_scales (Case *self, guint64 *state, int decades)
{
  gsize d = self->n_features;

  if (case_random_below (state, 2))
    fill_gauss (self, state);
  else
    fill_integers (self, state);
  for (gsize k = 0; k < d; k++)
    {
      double scale = pow (10.0, draw_integer (state, decades));

      for (gsize i = 0; i < self->n; i++)
        self->features[i * d + k] *= scale;
    }
}

static void
fill_units (Case *self, guint64 *state)
{
  gsize d = self->n_features;
  double scale = pow (10.0, draw_integer (state, 6));
  double target_scale = pow (10.0, draw_integer (state, 6));

  fill_integers (self, state);
  for (gsize i = 0; i < self->n * d; i++)
    self->features[i] *= scale;
  for (gsize i = 0; i < self->n; i++)
    self->targets[i] *= target_scale;
}

void
case_init (Case *self, const char *family, guint64 seed)
{
  guint64 state = seed * 1000003 + g_str_hash (family);

  next (&state);
  *self = (Case){ .family = family, .seed = seed };
  self->n_features = 1 + case_random_below (&state, 3);
  self->bias = self->n_features < 3 && case_random_below (&state, 2);
  self->n = 2 + case_random_below (&state, case_get_d (self) == 3 ? 6 : 7);
  self->gated = case_random_below (&state, 2) == 1;
  self->ratio = ratios[case_random_below (&state, G_N_ELEMENTS (ratios))];
  self->features = g_new0 (double, self->n * self->n_features + 1);
  self->targets = g_new0 (double, self->n + 1);
  if (g_str_equal (family, "gauss"))
    fill_gauss (self, &state);
  else if (g_str_equal (family, "integers"))
    fill_integers (self, &state);
  else if (g_str_equal (family, "grid"))
    fill_grid (self, &state);
  else if (g_str_equal (family, "repeats"))
    fill_repeats (self, &state);
  else if (g_str_equal (family, "collinear"))
    fill_collinear (self, &state);
  else if (g_str_equal (family, "repeated-features"))
    fill_repeated_features (self, &state);
  else if (g_str_equal (family, "symmetric"))
    fill_symmetric (self, &state);
  else if (g_str_equal (family, "unlike-scales"))
    fill_unlike_scales (self, &state, 4);
  else if (g_str_equal (family, "far-scales"))
    fill_unlike_scales (self, &state, 9);
  else if (g_str_equal (family, "units"))
    fill_units (self, &state);
  else
    g_assert_not_reached ();
}

gboolean
case_init_from_file (Case *self, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  const RscImportChoices as_numbers = { .target_type = RSC_TARGET_TYPE_REGRESSION };
  g_autoptr (RscDataset) dataset = rsc_import_read_file (file, &as_numbers, NULL, NULL, error);

  *self = (Case){ .family = "file" };
  if (dataset == NULL)
    return FALSE;
  self->n = rsc_dataset_get_n (dataset);
  self->n_features = rsc_dataset_get_d (dataset);
  g_assert_cmpuint (self->n_features, <=, CASE_FEATURES_MAX);
  self->features =
    g_memdup2 (rsc_dataset_get_x (dataset), (self->n * self->n_features) * sizeof (double));
  self->targets = g_memdup2 (rsc_dataset_get_y (dataset), self->n * sizeof (double));
  return TRUE;
}

void
case_copy (Case *self, const Case *other)
{
  *self = *other;
  self->features =
    g_memdup2 (other->features, (other->n * other->n_features + 1) * sizeof (double));
  self->targets = g_memdup2 (other->targets, (other->n + 1) * sizeof (double));
}

void
case_clear (Case *self)
{
  g_clear_pointer (&self->features, g_free);
  g_clear_pointer (&self->targets, g_free);
}

/* ---- what is made of one ------------------------------------------------------------------- */

gsize
case_get_d (const Case *self)
{
  return self->n_features + (self->bias ? 1 : 0);
}

double *
case_dup_design (const Case *self)
{
  gsize d = case_get_d (self);
  double *x = g_new (double, self->n *d + 1);

  for (gsize i = 0; i < self->n; i++)
    {
      for (gsize k = 0; k < self->n_features; k++)
        x[i * d + k] = self->features[i * self->n_features + k];
      if (self->bias)
        x[i * d + d - 1] = 1.0;
    }
  return x;
}

RscProblem *
case_make_problem (const Case *self, GError **error)
{
  g_autofree double *x = case_dup_design (self);
  g_autoptr (RscArrangement) arrangement = NULL;
  g_autoptr (RscDataset) dataset = NULL;

  dataset = rsc_dataset_new ("case", self->n, self->n_features, self->features, self->targets, NULL,
                             NULL, error);
  if (dataset == NULL)
    return NULL;
  arrangement = rsc_arrangement_new_all (self->n, case_get_d (self), x, RSC_PATTERNS_LIMIT, NULL,
                                         NULL, NULL, error);
  if (arrangement == NULL)
    return NULL;
  return rsc_problem_new (dataset, self->bias,
                          self->gated ? RSC_ACTIVATION_GATED : RSC_ACTIVATION_RELU, arrangement,
                          NULL, error);
}

char *
case_dup_csv (const Case *self)
{
  GString *text = g_string_new (NULL);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  for (gsize k = 0; k < self->n_features; k++)
    g_string_append_printf (text, "x%" G_GSIZE_FORMAT ",", k + 1);
  g_string_append (text, "y\n");
  for (gsize i = 0; i < self->n; i++)
    {
      for (gsize k = 0; k < self->n_features; k++)
        g_string_append_printf (
          text, "%s,",
          g_ascii_dtostr (number, sizeof number, self->features[i * self->n_features + k]));
      g_string_append_printf (text, "%s\n",
                              g_ascii_dtostr (number, sizeof number, self->targets[i]));
    }
  return g_string_free (text, FALSE);
}

char *
case_dup_options (const Case *self)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_dtostr (number, sizeof number, self->ratio > 0.0 ? self->ratio : self->lambda);
  return g_strdup_printf ("%s --activation %s --%s %s", self->bias ? "--bias" : "--no-bias",
                          self->gated ? "gated" : "relu",
                          self->ratio > 0.0 ? "lambda-ratio" : "lambda", number);
}
