/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/files/rsc-saved-problem.h"

#include <float.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "app/files/rsc-saved-outputs.h"
#include "app/files/rsc-saved-reading.h"
#include "core/numerics/rsc-tolerances.h"

/* Gates that a person would wait for, and noise that a number holds. */
#define SAMPLES_MAX 1000000000
#define NOISE_MAX 1e6

static const char
  *const activations[] = { [RSC_ACTIVATION_RELU] = "relu", [RSC_ACTIVATION_GATED] = "gated", NULL };
/* The window offers these two. */
static const char
  *const patterns[] = { [RSC_PATTERNS_ALL] = "all", [RSC_PATTERNS_SAMPLED] = "sampled", NULL };

/* --- data ------------------------------------------------------------------------------------- */

/* Takes any finite value and names of any length, as the reader of tables does: what it has read
 * can be saved, so it must be read again, even where nothing can be fitted to it. */
static RscDataset *
read_data (const RscSaved *saved, const RscSavedProblem *self, GError **error)
{
  g_autofree char *name = g_strdup ("");
  g_autofree char *target = NULL;
  g_auto (GStrv) features = NULL;
  g_autofree double *x = NULL;
  g_autofree double *y = NULL;
  g_autoptr (RscDataset) dataset = NULL;
  g_autoptr (RscReading) reading = NULL;
  gsize n = 0, n_y = 0, d = 0;
  gboolean is_empty;

  if (!rsc_saved_read_string (saved, "data.name", &name, error)
      || !rsc_saved_read_strings (saved, "data.features", &features, error)
      || !rsc_saved_read_string (saved, "data.target", &target, error)
      || !rsc_saved_read_rows (saved, "data.x", &n, &d, &x, error)
      || !rsc_saved_read_numbers (saved, "data.y", FALSE, &n_y, &y, error))
    return NULL;
  is_empty = n == 0 && n_y == 0 && features;
  if (is_empty)
    d = MIN (g_strv_length (features), RSC_COLUMNS_MAX);
  else if (n == 0 || n != n_y)
    {
      rsc_saved_fail (saved, "data", error, _ ("“x” and “y” must have the same number of rows"));
      return NULL;
    }
  else if (d > RSC_COLUMNS_MAX || (features && g_strv_length (features) != d))
    {
      rsc_saved_fail (saved, "data.features", error, _ ("each column of “x” must have one name"));
      return NULL;
    }
  dataset = is_empty
              ? rsc_dataset_new_empty (name, d, (const char *const *) features, target)
              : rsc_dataset_new (name, n, d, x, y, (const char *const *) features, target, error);
  if (!dataset || !rsc_saved_reading_read (saved, n, d, self->edited, &reading, error))
    return NULL;
  if (self->drawn && !is_empty)
    {
      g_autoptr (RscDataset) begun =
        rsc_dataset_new_empty (name, d, (const char *const *) features, target);

      return rsc_dataset_new_edited (begun, n, g_steal_pointer (&x), g_steal_pointer (&y), NULL);
    }
  if (reading)
    reading->edited = self->edited;
  if (reading)
    {
      RscDataset *read = rsc_dataset_new_with_reading (dataset, reading);

      rsc_dataset_unref (dataset);
      dataset = read;
    }
  return rsc_saved_outputs_read (saved, "data", NULL, &dataset, error) ? g_steal_pointer (&dataset)
                                                                       : NULL;
}

/* Test points of another file, in the columns of @source. */
static gboolean
read_held (const RscSaved *saved, RscSavedProblem *self, GError **error)
{
  RscDataset *source = self->source;
  g_autofree char *name = g_strdup ("");
  g_autofree const char **features = NULL;
  g_autofree double *x = NULL;
  g_autofree double *y = NULL;
  g_autoptr (RscDataset) dataset = NULL;
  RscReading *reading;
  gsize n = 0, n_y = 0, d = 0;

  g_clear_pointer (&self->held, rsc_dataset_unref);
  if (!rsc_saved_has (saved, "test"))
    return TRUE;
  if (!rsc_saved_read_string (saved, "test.name", &name, error)
      || !rsc_saved_read_rows (saved, "test.x", &n, &d, &x, error)
      || !rsc_saved_read_numbers (saved, "test.y", FALSE, &n_y, &y, error))
    return FALSE;
  if (n == 0 || n != n_y)
    return rsc_saved_fail (saved, "test", error,
                           _ ("“x” and “y” must have the same number of rows"));
  if (!source || d != rsc_dataset_get_d (source))
    return rsc_saved_fail (saved, "test.x", error, _ ("the columns must be those of the data"));
  features = g_new0 (const char *, d + 1);
  for (gsize k = 0; k < d; k++)
    features[k] = rsc_dataset_get_feature_name (source, k);
  dataset =
    rsc_dataset_new (name, n, d, x, y, features, rsc_dataset_get_target_name (source), error);
  if (!dataset)
    return FALSE;
  reading = rsc_dataset_get_reading (source);
  self->held =
    reading ? rsc_dataset_new_with_reading (dataset, reading) : g_steal_pointer (&dataset);
  return rsc_saved_outputs_read (saved, "test", source, &self->held, error);
}

static void
write_held (const RscSavedProblem *self, RscSaved *saved)
{
  RscDataset *held = self->held;

  rsc_saved_remove (saved, "test");
  if (!held)
    return;
  rsc_saved_write_string (saved, "test.name", rsc_dataset_get_name (held));
  rsc_saved_write_rows (saved, "test.x", rsc_dataset_get_n (held), rsc_dataset_get_d (held),
                        rsc_dataset_get_x (held));
  rsc_saved_write_numbers (saved, "test.y", rsc_dataset_get_n (held), rsc_dataset_get_y (held));
  rsc_saved_outputs_write (held, saved, "test");
}

static void
write_data (const RscSavedProblem *self, RscSaved *saved)
{
  RscDataset *dataset = self->source;
  gsize n = rsc_dataset_get_n (dataset), d = rsc_dataset_get_d (dataset);
  g_autofree const char **features = g_new0 (const char *, d + 1);

  for (gsize k = 0; k < d; k++)
    features[k] = rsc_dataset_get_feature_name (dataset, k);
  rsc_saved_write_string (saved, "data.name", rsc_dataset_get_name (dataset));
  rsc_saved_write_strings (saved, "data.features", features);
  rsc_saved_write_string (saved, "data.target", rsc_dataset_get_target_name (dataset));
  rsc_saved_reading_write (rsc_dataset_get_reading (dataset), saved);
  rsc_saved_write_boolean (saved, "data.edited", self->edited);
  rsc_saved_write_boolean (saved, "data.drawn", self->drawn);
  rsc_saved_outputs_write (dataset, saved, "data");
  /* Last, where they also come back in a document that is written again. */
  rsc_saved_write_rows (saved, "data.x", n, d, rsc_dataset_get_x (dataset));
  rsc_saved_write_numbers (saved, "data.y", n, rsc_dataset_get_y (dataset));
}

static gboolean
are_close (gsize n, const double *a, const double *b)
{
  for (gsize i = 0; i < n; i++)
    if (!(fabs (a[i] - b[i]) <= RSC_TOLERANCE_SAME_DATA * fmax (1.0, fabs (a[i]))))
      return FALSE;
  return TRUE;
}

static gboolean
is_same_data (RscDataset *a, RscDataset *b)
{
  gsize n = rsc_dataset_get_n (a), d = rsc_dataset_get_d (a);

  return rsc_dataset_get_n (b) == n && rsc_dataset_get_d (b) == d
         && are_close (n * d, rsc_dataset_get_x (a), rsc_dataset_get_x (b))
         && are_close (n, rsc_dataset_get_y (a), rsc_dataset_get_y (b));
}

/* The set that the document names, in *@made; FALSE with an error where it cannot be made. */
static gboolean
read_gallery (const RscSaved *saved, RscSavedProblem *self, RscDataset **made, GError **error)
{
  g_autofree char *set = NULL;
  const RscGalleryItem *item;
  guint64 n, seed = 1;
  double noise;

  if (!rsc_saved_read_string (saved, "gallery.set", &set, error))
    return FALSE;
  item = set ? rsc_gallery_find (set, NULL) : NULL;
  if (!item || !g_str_equal (item->name, set))
    {
      /* A set of a newer version: its data are in the file. */
      if (rsc_saved_has (saved, "data"))
        return TRUE;
      return rsc_saved_fail (saved, "gallery.set", error, _ ("the gallery has no such set"));
    }
  n = item->n_default;
  noise = item->noise_default;
  if (!rsc_saved_read_integer (saved, "gallery.n", item->n_min, item->n_max, &n, error)
      || !rsc_saved_read_number (saved, "gallery.noise", 0, NOISE_MAX, &noise, error)
      || !rsc_saved_read_integer (saved, "gallery.seed", 0, G_MAXUINT64, &seed, error))
    return FALSE;
  *made = rsc_gallery_generate (item, n, noise, seed, error);
  if (!*made)
    return FALSE;
  self->item = item;
  self->n = n;
  self->noise = noise;
  self->seed = seed;
  return TRUE;
}

static void
forget_item (RscSavedProblem *self)
{
  self->item = NULL;
  self->n = 0;
  self->noise = 0;
  self->seed = 0;
}

static gboolean
read_source (const RscSaved *saved, RscSavedProblem *self, GError **error)
{
  g_autoptr (RscDataset) source = NULL;
  g_autoptr (RscDataset) made = NULL;

  forget_item (self);
  if (rsc_saved_has (saved, "gallery") && !read_gallery (saved, self, &made, error))
    return FALSE;
  self->edited = self->drawn = FALSE;
  if (rsc_saved_has (saved, "data")
      && (!rsc_saved_read_boolean (saved, "data.edited", &self->edited, error)
          || !rsc_saved_read_boolean (saved, "data.drawn", &self->drawn, error)
          || !(source = read_data (saved, self, error))))
    return FALSE;
  if (made && source && !self->edited && !is_same_data (made, source))
    forget_item (self);
  g_clear_pointer (&self->source, rsc_dataset_unref);
  self->source = source ? g_steal_pointer (&source) : g_steal_pointer (&made);
  return TRUE;
}

/* --- the whole -------------------------------------------------------------------------------- */

gboolean
rsc_saved_problem_read (const RscSaved *saved, RscSavedProblem *self, GError **error)
{
  guint activation = self->activation, kind = self->patterns;
  guint64 n_samples = self->n_samples;
  RscPreparation *preparation = &self->preparation;

  if (!read_source (saved, self, error) || !read_held (saved, self, error)
      || !rsc_saved_read_boolean (saved, "preparation.standardise", &preparation->standardise,
                                  error)
      || !rsc_saved_read_boolean (saved, "preparation.split", &preparation->split, error)
      || !rsc_saved_read_number (saved, "preparation.train_fraction", DBL_EPSILON, 1 - DBL_EPSILON,
                                 &preparation->train_fraction, error)
      || !rsc_saved_read_integer (saved, "preparation.seed", 0, G_MAXUINT64, &preparation->seed,
                                  error)
      || !rsc_saved_read_boolean (saved, "model.bias", &self->bias, error)
      || !rsc_saved_read_word (saved, "model.activation", activations, &activation, error)
      || !rsc_saved_read_word (saved, "model.patterns", patterns, &kind, error)
      || !rsc_saved_read_integer (saved, "model.samples", 1, SAMPLES_MAX, &n_samples, error)
      || !rsc_saved_read_integer (saved, "model.seed", 0, G_MAXUINT64, &self->pattern_seed, error)
      || !rsc_saved_read_number (saved, "lambda_ratio", 0, 1, &self->lambda_ratio, error))
    return FALSE;
  self->activation = activation;
  self->patterns = kind;
  self->n_samples = n_samples;
  return TRUE;
}

void
rsc_saved_problem_write (const RscSavedProblem *self, RscSaved *saved)
{
  if (self->item)
    {
      rsc_saved_write_string (saved, "gallery.set", self->item->name);
      rsc_saved_write_integer (saved, "gallery.n", self->n);
      rsc_saved_write_number (saved, "gallery.noise", self->noise);
      rsc_saved_write_integer (saved, "gallery.seed", self->seed);
    }
  else
    {
      rsc_saved_remove (saved, "gallery");
    }
  if (self->source)
    write_data (self, saved);
  else
    rsc_saved_remove (saved, "data");
  write_held (self, saved);
  rsc_saved_write_boolean (saved, "preparation.standardise", self->preparation.standardise);
  rsc_saved_write_boolean (saved, "preparation.split", self->preparation.split);
  rsc_saved_write_number (saved, "preparation.train_fraction", self->preparation.train_fraction);
  rsc_saved_write_integer (saved, "preparation.seed", self->preparation.seed);
  rsc_saved_write_boolean (saved, "model.bias", self->bias);
  rsc_saved_write_string (saved, "model.activation", activations[self->activation]);
  rsc_saved_write_string (
    saved, "model.patterns",
    patterns[self->patterns == RSC_PATTERNS_SAMPLED ? RSC_PATTERNS_SAMPLED : RSC_PATTERNS_ALL]);
  rsc_saved_write_integer (saved, "model.samples", self->n_samples);
  rsc_saved_write_integer (saved, "model.seed", self->pattern_seed);
  rsc_saved_write_number (saved, "lambda_ratio", self->lambda_ratio);
}

void
rsc_saved_problem_clear (RscSavedProblem *self)
{
  g_clear_pointer (&self->source, rsc_dataset_unref);
  g_clear_pointer (&self->held, rsc_dataset_unref);
}
