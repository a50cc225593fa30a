/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-picture-tables.h"

#include <glib/gi18n.h>

#define DIGITS 6
#define TEXT (-1)
#define WHOLE 0

/* Columns of a histogram. */
#define BINS 40

RscResultTable *
rsc_picture_tables_begin_curves (const char *title, const char *y_title)
{
  RscResultTable *table =
    rsc_result_table_new (title != NULL ? title : _ ("Against the number of neurons"));

  rsc_result_table_add_column (table, "curve", _ ("Curve"), TEXT);
  rsc_result_table_add_column (table, "points", _ ("Points"), TEXT);
  rsc_result_table_add_column (table, "width", _ ("Neurons"), WHOLE);
  rsc_result_table_add_column (table, "value", y_title != NULL ? y_title : _ ("Value"), DIGITS);
  rsc_result_table_add_column (table, "low", _ ("Lower quartile"), DIGITS);
  rsc_result_table_add_column (table, "high", _ ("Upper quartile"), DIGITS);
  return table;
}

void
rsc_picture_tables_add_curve (RscResultTable *table,
                              const char *label,
                              gboolean dashed,
                              double width,
                              double value,
                              double low,
                              double high)
{
  rsc_result_table_add_text (table, label);
  rsc_result_table_add_text (table, dashed ? _ ("dashed") : _ ("solid"));
  rsc_result_table_add_number (table, width);
  rsc_result_table_add_number (table, value);
  rsc_result_table_add_number (table, low);
  rsc_result_table_add_number (table, high);
}

RscResultTable *
rsc_picture_tables_new_training (gsize n_runs, RscTraining *const *runs, const guint64 *seeds)
{
  RscResultTable *table = rsc_result_table_new (_ ("States of the training"));

  rsc_result_table_add_column (table, "seed", _ ("Seed"), WHOLE);
  rsc_result_table_add_column (table, "step", _ ("Step"), WHOLE);
  rsc_result_table_add_column (table, "objective", _ ("Objective"), 8);
  rsc_result_table_add_column (table, "gradient_norm", _ ("Gradient"), 3);
  rsc_result_table_add_column (table, "step_size", _ ("Step size"), 3);
  for (gsize r = 0; r < n_runs; r++)
    for (gsize k = 0; k < rsc_training_get_n_states (runs[r]); k++)
      {
        const RscTrainingState *state = rsc_training_get_state (runs[r], k);

        rsc_result_table_add_number (table, (double) seeds[r]);
        rsc_result_table_add_number (table, (double) state->step);
        rsc_result_table_add_number (table, state->objective);
        rsc_result_table_add_number (table, state->gradient_norm);
        rsc_result_table_add_number (table, state->step_size);
      }
  return table;
}

RscResultTable *
rsc_picture_tables_new_distribution (const RscDistribution *distribution)
{
  RscResultTable *table = rsc_result_table_new (_ ("Distribution over the optimal networks"));
  const gsize n_bins = rsc_distribution_is_single (distribution) ? 1 : BINS;
  const double step = (distribution->high - distribution->low) / (double) n_bins;
  gsize counts[BINS] = { 0 };

  rsc_result_table_add_column (table, "low", _ ("From"), DIGITS);
  rsc_result_table_add_column (table, "high", _ ("To"), DIGITS);
  rsc_result_table_add_column (table, "count", _ ("Networks drawn"), WHOLE);
  rsc_distribution_count (distribution, n_bins, counts);
  for (gsize k = 0; k < n_bins; k++)
    {
      rsc_result_table_add_number (table, distribution->low + (double) k * step);
      rsc_result_table_add_number (
        table, k + 1 == n_bins ? distribution->high : distribution->low + (double) (k + 1) * step);
      rsc_result_table_add_number (table, (double) counts[k]);
    }
  return table;
}

RscResultTable *
rsc_picture_tables_new_bars (const char *x_title,
                             const char *y_title,
                             gsize n,
                             const gsize *labels,
                             const double *values)
{
  RscResultTable *table = rsc_result_table_new (y_title != NULL ? y_title : _ ("Bars"));

  rsc_result_table_add_column (table, "number", x_title != NULL ? x_title : _ ("Number"), WHOLE);
  rsc_result_table_add_column (table, "value", y_title != NULL ? y_title : _ ("Value"), DIGITS);
  for (gsize k = 0; k < n; k++)
    {
      rsc_result_table_add_number (table, (double) ((labels != NULL ? labels[k] : k) + 1));
      rsc_result_table_add_number (table, values[k]);
    }
  return table;
}

RscResultTable *
rsc_picture_tables_new_classes (gsize n,
                                const char *const *names,
                                RscNetwork *const *networks,
                                RscDataset *const *datasets)
{
  RscResultTable *table = rsc_result_table_new (_ ("Training points and their classes"));
  RscDataset *first;
  g_autofree double *values = NULL;
  gsize n_rows, d;

  g_return_val_if_fail (n >= 1, table);

  first = datasets[0];
  n_rows = rsc_dataset_get_n (first);
  d = rsc_dataset_get_d (first);
  values = g_new (double, MAX (n * n_rows, 1));
  rsc_result_table_add_column (table, "row", _ ("Row"), WHOLE);
  for (gsize k = 0; k < d; k++)
    rsc_result_table_add_column (table, rsc_dataset_get_feature_name (first, k),
                                 rsc_dataset_get_feature_name (first, k), DIGITS);
  rsc_result_table_add_column (table, "class", _ ("Class"), TEXT);
  for (gsize k = 0; k < n; k++)
    {
      g_autofree char *key = g_strdup_printf ("value_%zu", k + 1);

      rsc_result_table_add_column (table, key, names[k], DIGITS);
      rsc_network_predict (networks[k], n_rows, rsc_dataset_get_x (first), values + k * n_rows);
    }
  rsc_result_table_add_column (table, "taken_for", _ ("Taken for"), TEXT);
  for (gsize i = 0; i < n_rows; i++)
    {
      const char *name = "";
      gsize most = 0;

      rsc_result_table_add_number (table, (double) (i + 1));
      for (gsize k = 0; k < d; k++)
        rsc_result_table_add_number (table, rsc_dataset_get_x (first)[i * d + k]);
      for (gsize k = 0; k < n; k++)
        if (rsc_dataset_get_y (datasets[k])[i] > 0.0)
          name = names[k];
      rsc_result_table_add_text (table, name);
      for (gsize k = 0; k < n; k++)
        {
          rsc_result_table_add_number (table, values[k * n_rows + i]);
          if (values[k * n_rows + i] > values[most * n_rows + i])
            most = k;
        }
      rsc_result_table_add_text (table, names[most]);
    }
  return table;
}

RscResultTable *
rsc_picture_tables_new_cone_price (const RscConePrice *price)
{
  RscResultTable *table = rsc_result_table_new (_ ("What the cone constraints cost"));

  rsc_result_table_add_column (table, "lambda", "λ", DIGITS);
  rsc_result_table_add_column (table, "lambda_ratio", "λ/λ_max", DIGITS);
  rsc_result_table_add_column (table, "objective_relu", _ ("Objective of ReLU"), 8);
  rsc_result_table_add_column (table, "objective_gated", _ ("Objective of gated ReLU"), 8);
  rsc_result_table_add_column (table, "price_low", _ ("Price, at least"), DIGITS);
  rsc_result_table_add_column (table, "price_high", _ ("Price, at most"), DIGITS);
  rsc_result_table_add_column (table, "width_relu", _ ("Neurons of ReLU"), WHOLE);
  rsc_result_table_add_column (table, "width_gated", _ ("Neurons of gated ReLU"), WHOLE);
  for (gsize k = 0; k < price->n; k++)
    {
      const RscConePricePoint *point = price->points + k;
      double low, high;

      rsc_cone_price_bound (point, &low, &high);
      rsc_result_table_add_number (table, point->lambda);
      rsc_result_table_add_number (table, point->lambda / price->lambda_max[RSC_ACTIVATION_RELU]);
      rsc_result_table_add_number (table, point->objective[RSC_ACTIVATION_RELU]);
      rsc_result_table_add_number (table, point->objective[RSC_ACTIVATION_GATED]);
      rsc_result_table_add_number (table, low);
      rsc_result_table_add_number (table, high);
      rsc_result_table_add_number (table, (double) point->width[RSC_ACTIVATION_RELU]);
      rsc_result_table_add_number (table, (double) point->width[RSC_ACTIVATION_GATED]);
    }
  return table;
}
