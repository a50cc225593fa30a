/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/pruning/rsc-experiment-settings.h"

#include "core/numerics/rsc-number-words.h"
#include "core/numerics/rsc-random.h"
#include "core/numerics/rsc-tolerances.h"

#include <glib/gi18n.h>
#include <gsl/gsl_randist.h>
#include <math.h>

/* Bytes that drawn rows and gates may take. */
#define MAX_SIZE 2e9

#define ALL_METHODS ((1u << RSC_N_PRUNING_METHODS) - 1)

struct _RscExperimentSettings
{
  gatomicrefcount ref_count;
  RscDataset *dataset;
  gboolean bias;
  gboolean standardise;
  gsize d; /* with the bias */
  double lambda_per_row;
  GPtrArray *splits; /* RscExperimentSplit */
  guint methods;
  RscExperimentStart start;
  double tolerance;
  guint64 seed;
  gsize bytes_max;
};

static const char *const start_names[RSC_N_EXPERIMENT_STARTS] = { "solver", "interior", "blocks" };

static void
split_free (gpointer data)
{
  RscExperimentSplit *split = data;

  g_free (split->train);
  g_free (split->test);
  g_free (split->gates);
  g_free (split);
}

static gboolean
check_rows (const char *key, gsize n, gsize n_rows, const gsize *rows, GError **error)
{
  g_autofree gboolean *seen = g_new0 (gboolean, n);

  for (gsize i = 0; i < n_rows; i++)
    {
      if (rows[i] >= n)
        {
          g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                       _ ("%s: row %zu is not among the data, whose rows are 0 to "
                          "%zu"),
                       key, rows[i], n - 1);
          return FALSE;
        }
      if (seen[rows[i]])
        {
          g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT, _ ("%s: row %zu is given twice"), key,
                       rows[i]);
          return FALSE;
        }
      seen[rows[i]] = TRUE;
    }
  return TRUE;
}

RscExperimentSettings *
rsc_experiment_settings_new (RscDataset *dataset,
                             gboolean bias,
                             double lambda_per_row,
                             GError **error)
{
  RscExperimentSettings *self;

  g_return_val_if_fail (dataset != NULL, NULL);

  if (!(lambda_per_row > 0.0 && isfinite (lambda_per_row)))
    {
      g_autofree char *number = rsc_number_words_dup (lambda_per_row, 6);

      g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                   _ ("lambda_per_row: a positive number is needed, not %s"), number);
      return NULL;
    }
  if (rsc_dataset_get_d (dataset) == 0 && !bias)
    {
      g_set_error (error, RSC_ERROR, RSC_ERROR_DATA,
                   _ ("%s: there is neither a feature nor a bias to fit with"),
                   rsc_dataset_get_name (dataset));
      return NULL;
    }
  self = g_new0 (RscExperimentSettings, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->dataset = rsc_dataset_ref (dataset);
  self->bias = bias;
  self->d = rsc_dataset_get_d (dataset) + (bias ? 1 : 0);
  self->lambda_per_row = lambda_per_row;
  self->splits = g_ptr_array_new_with_free_func (split_free);
  self->methods = ALL_METHODS;
  self->start = RSC_EXPERIMENT_START_BLOCKS;
  self->tolerance = RSC_TOLERANCE_GAP;
  self->seed = 1;
  return self;
}

RscExperimentSettings *
rsc_experiment_settings_new_random (RscDataset *dataset,
                                    gboolean bias,
                                    gsize n_repeats,
                                    double train_fraction,
                                    gsize n_gates,
                                    double lambda_per_row,
                                    guint64 seed,
                                    GError **error)
{
  g_autoptr (RscExperimentSettings) self =
    rsc_experiment_settings_new (dataset, bias, lambda_per_row, error);
  g_autofree gsize *rows = NULL;
  g_autofree double *gates = NULL;
  gsl_rng *rng;
  gsize n;
  gsize n_train;
  double size;

  if (self == NULL)
    return NULL;
  n = rsc_dataset_get_n (dataset);
  if (n < 2)
    {
      g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                   _ ("%s: a single point cannot be split into training and test data"),
                   rsc_dataset_get_name (dataset));
      return NULL;
    }
  if (!(train_fraction > 0.0 && train_fraction < 1.0))
    {
      g_autofree char *number = rsc_number_words_dup (train_fraction, 6);

      g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                   _ ("train_fraction: a number between 0 and 1 is needed, not %s"), number);
      return NULL;
    }
  if (n_repeats == 0 || n_gates == 0)
    {
      g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT, _ ("%s: at least one is needed"),
                   n_repeats == 0 ? "repeats" : "gates");
      return NULL;
    }

  size = (double) n_repeats
         * ((double) n * sizeof (gsize) + (double) n_gates * (double) self->d * sizeof (double));
  if (size > MAX_SIZE)
    {
      g_autofree char *needed = rsc_number_words_dup (size / 1e9, 2);
      g_autofree char *most = rsc_number_words_dup (MAX_SIZE / 1e9, 2);

      g_set_error (error, RSC_ERROR, RSC_ERROR_LIMIT,
                   _ ("repeats: %zu of them with %zu gates take %s GB, at most %s: take fewer"),
                   n_repeats, n_gates, needed, most);
      return NULL;
    }

  n_train = CLAMP ((gsize) floor (train_fraction * (double) n + 0.5), 1, n - 1);
  rows = g_new (gsize, n);
  gates = g_new (double, n_gates * self->d);
  self->seed = seed;
  rng = rsc_random_new (seed);
  for (gsize r = 0; r < n_repeats; r++)
    {
      for (gsize i = 0; i < n; i++)
        rows[i] = i;
      gsl_ran_shuffle (rng, rows, n, sizeof (gsize));
      for (gsize i = 0; i < n_gates * self->d; i++)
        gates[i] = gsl_ran_gaussian (rng, 1.0);
      /* Rows and gates are as they have to be. */
      rsc_experiment_settings_add_repeat (self, n_train, rows, n - n_train, rows + n_train, n_gates,
                                          gates, NULL);
    }
  gsl_rng_free (rng);
  return g_steal_pointer (&self);
}

RscExperimentSettings *
rsc_experiment_settings_ref (RscExperimentSettings *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_experiment_settings_unref (RscExperimentSettings *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  rsc_dataset_unref (self->dataset);
  g_ptr_array_unref (self->splits);
  g_free (self);
}

gboolean
rsc_experiment_settings_add_repeat (RscExperimentSettings *self,
                                    gsize n_train,
                                    const gsize *train,
                                    gsize n_test,
                                    const gsize *test,
                                    gsize n_gates,
                                    const double *gates,
                                    GError **error)
{
  RscExperimentSplit *split;
  gsize n;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (n_train == 0 || train != NULL, FALSE);
  g_return_val_if_fail (n_test == 0 || test != NULL, FALSE);
  g_return_val_if_fail (n_gates == 0 || gates != NULL, FALSE);

  n = rsc_dataset_get_n (self->dataset);
  if (n_train == 0 || n_gates == 0)
    {
      g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT, _ ("%s: at least one is needed"),
                   n_train == 0 ? "train" : "gates");
      return FALSE;
    }
  if (!check_rows ("train", n, n_train, train, error)
      || !check_rows ("test", n, n_test, test, error))
    return FALSE;
  for (gsize i = 0; i < n_gates * self->d; i++)
    if (!isfinite (gates[i]))
      {
        g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                     _ ("gates: number %zu has a value that is not finite"), i / self->d + 1);
        return FALSE;
      }
  split = g_new0 (RscExperimentSplit, 1);
  split->n_train = n_train;
  split->n_test = n_test;
  split->n_gates = n_gates;
  split->train = g_memdup2 (train, n_train * sizeof (gsize));
  split->test = g_memdup2 (test, n_test * sizeof (gsize));
  split->gates = g_memdup2 (gates, n_gates * self->d * sizeof (double));
  g_ptr_array_add (self->splits, split);
  return TRUE;
}

void
rsc_experiment_settings_set_methods (RscExperimentSettings *self, guint methods)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (methods != 0 && (methods & ~ALL_METHODS) == 0);

  self->methods = methods;
}

void
rsc_experiment_settings_set_standardise (RscExperimentSettings *self, gboolean standardise)
{
  g_return_if_fail (self != NULL);

  self->standardise = standardise;
}

void
rsc_experiment_settings_set_start (RscExperimentSettings *self, RscExperimentStart start)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (start < RSC_N_EXPERIMENT_STARTS);

  self->start = start;
}

void
rsc_experiment_settings_set_tolerance (RscExperimentSettings *self, double tolerance)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (tolerance > 0.0 && tolerance < 1.0);

  self->tolerance = tolerance;
}

void
rsc_experiment_settings_set_seed (RscExperimentSettings *self, guint64 seed)
{
  g_return_if_fail (self != NULL);

  self->seed = seed;
}

void
rsc_experiment_settings_set_bytes_max (RscExperimentSettings *self, gsize bytes_max)
{
  g_return_if_fail (self != NULL);

  self->bytes_max = bytes_max;
}

RscDataset *
rsc_experiment_settings_get_dataset (const RscExperimentSettings *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->dataset;
}

gboolean
rsc_experiment_settings_get_bias (const RscExperimentSettings *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->bias;
}

double
rsc_experiment_settings_get_lambda_per_row (const RscExperimentSettings *self)
{
  g_return_val_if_fail (self != NULL, NAN);

  return self->lambda_per_row;
}

gsize
rsc_experiment_settings_get_n_repeats (const RscExperimentSettings *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->splits->len;
}

gboolean
rsc_experiment_settings_has_method (const RscExperimentSettings *self, RscPruningMethod method)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (method < RSC_N_PRUNING_METHODS, FALSE);

  return (self->methods >> method & 1u) != 0;
}

RscExperimentStart
rsc_experiment_settings_get_start (const RscExperimentSettings *self)
{
  g_return_val_if_fail (self != NULL, RSC_EXPERIMENT_START_BLOCKS);

  return self->start;
}

double
rsc_experiment_settings_get_tolerance (const RscExperimentSettings *self)
{
  g_return_val_if_fail (self != NULL, NAN);

  return self->tolerance;
}

gboolean
rsc_experiment_settings_get_standardise (const RscExperimentSettings *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->standardise;
}

gsize
rsc_experiment_settings_get_d (const RscExperimentSettings *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->d;
}

guint64
rsc_experiment_settings_get_seed (const RscExperimentSettings *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->seed;
}

gsize
rsc_experiment_settings_get_bytes_max (const RscExperimentSettings *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->bytes_max;
}

const RscExperimentSplit *
rsc_experiment_settings_get_split (const RscExperimentSettings *self, gsize k)
{
  g_return_val_if_fail (self != NULL && k < self->splits->len, NULL);

  return g_ptr_array_index (self->splits, k);
}

const char *
rsc_experiment_start_to_string (RscExperimentStart start)
{
  g_return_val_if_fail (start < RSC_N_EXPERIMENT_STARTS, NULL);

  return start_names[start];
}

gboolean
rsc_experiment_start_from_string (const char *text, RscExperimentStart *start)
{
  g_return_val_if_fail (text != NULL && start != NULL, FALSE);

  for (RscExperimentStart k = 0; k < RSC_N_EXPERIMENT_STARTS; k++)
    if (g_str_equal (start_names[k], text))
      {
        *start = k;
        return TRUE;
      }
  return FALSE;
}
