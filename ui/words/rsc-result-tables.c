/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-result-tables.h"

#include "ui/words/rsc-neuron-words.h"
#include "ui/words/rsc-path-words.h"
#include "ui/words/rsc-pruning-words.h"
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define DIGITS 6
#define TEXT (-1)
#define WHOLE 0

static gsize
get_number (const gsize *labels, gsize k)
{
  return (labels != NULL ? labels[k] : k) + 1;
}

/* The weights of directions: a column for each feature as it was given, and for the bias. */
static void
add_direction_columns (RscResultTable *table, RscProblem *problem)
{
  RscDataset *source = rsc_dataset_get_source (rsc_problem_get_dataset (problem));
  gboolean bias = rsc_problem_get_bias (problem);
  g_autofree double *zero = g_new0 (double, MAX (rsc_problem_get_d (problem), 1));
  gsize d;
  g_autofree double *weights = rsc_neuron_words_dup_weights (problem, zero, &d);

  rsc_dataset_get_space (rsc_problem_get_dataset (problem), &bias);
  for (gsize k = 0; k < d; k++)
    {
      const gboolean is_bias = bias && k + 1 == d;
      const char *name = is_bias ? _ ("bias") : rsc_dataset_get_feature_name (source, k);
      g_autofree char *key = g_strdup_printf ("direction_%" G_GSIZE_FORMAT, k + 1);
      g_autofree char *title = g_strdup_printf (_ ("u, %s"), name);

      rsc_result_table_add_column (table, key, title, DIGITS);
    }
}

static void
add_direction (RscResultTable *table, RscProblem *problem, const double *direction)
{
  gsize d;
  g_autofree double *weights = rsc_neuron_words_dup_weights (problem, direction, &d);

  for (gsize k = 0; k < d; k++)
    rsc_result_table_add_number (table, weights[k]);
}

RscResultTable *
rsc_result_tables_new_neurons (const RscOptimalSet *set,
                               const double *a,
                               const gsize *labels,
                               gsize n_max)
{
  RscResultTable *table = rsc_result_table_new (_ ("Neurons of the optimal networks"));
  RscProblem *problem;

  g_return_val_if_fail (set != NULL, NULL);

  problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  rsc_result_table_add_column (table, "neuron", _ ("Neuron"), WHOLE);
  rsc_result_table_add_column (table, "sign", _ ("Sign"), WHOLE);
  if (a != NULL)
    rsc_result_table_add_column (table, "norm", _ ("Norm"), DIGITS);
  rsc_result_table_add_column (table, "norm_min", _ ("Least norm"), DIGITS);
  rsc_result_table_add_column (table, "norm_max", _ ("Largest norm"), DIGITS);
  rsc_result_table_add_column (table, "in_support", _ ("Usable"), TEXT);
  add_direction_columns (table, problem);
  for (gsize i = 0; i < MIN (rsc_optimal_set_get_n_neurons (set), n_max); i++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, i);

      rsc_result_table_add_number (table, (double) get_number (labels, i));
      rsc_result_table_add_number (table, neuron->sign);
      if (a != NULL)
        rsc_result_table_add_number (table, a[i]);
      rsc_result_table_add_number (table, neuron->norm_min);
      rsc_result_table_add_number (table, neuron->norm_max);
      rsc_result_table_add_text (table, neuron->in_support ? _ ("yes") : _ ("no"));
      add_direction (table, problem, neuron->direction);
    }
  return table;
}

static void
add_norm_column (RscResultTable *table, gsize number)
{
  g_autofree char *key = g_strdup_printf ("norm_%" G_GSIZE_FORMAT, number);
  g_autofree char *title = g_strdup_printf (_ ("norm of %zu"), number);

  rsc_result_table_add_column (table, key, title, DIGITS);
}

RscResultTable *
rsc_result_tables_new_vertices (const RscOptimalSet *set, const gsize *labels, gsize n_max)
{
  RscResultTable *table =
    rsc_result_table_new (_ ("Minimal networks: the vertices of the optimal set"));
  gsize m;

  g_return_val_if_fail (set != NULL, NULL);

  m = rsc_optimal_set_get_n_neurons (set);
  rsc_result_table_add_column (table, "vertex", _ ("Vertex"), WHOLE);
  rsc_result_table_add_column (table, "width", _ ("Neurons"), WHOLE);
  for (gsize i = 0; i < m; i++)
    add_norm_column (table, get_number (labels, i));
  for (gsize v = 0; v < MIN (rsc_optimal_set_get_n_vertices (set), n_max); v++)
    {
      const double *a = rsc_optimal_set_get_vertex (set, v);

      rsc_result_table_add_number (table, (double) (v + 1));
      rsc_result_table_add_number (table, (double) rsc_optimal_set_get_vertex_width (set, v));
      for (gsize i = 0; i < m; i++)
        rsc_result_table_add_number (table, a[i]);
    }
  return table;
}

RscResultTable *
rsc_result_tables_new_fit (const RscDataset *dataset,
                           const RscNetwork *network,
                           const double *fit,
                           gsize n_max)
{
  RscResultTable *table = rsc_result_table_new (_ ("Training points and their predictions"));
  g_autofree double *f = NULL;
  gsize n, d;

  g_return_val_if_fail (dataset != NULL, NULL);
  g_return_val_if_fail (network != NULL || fit != NULL, NULL);

  n = rsc_dataset_get_n (dataset);
  d = rsc_dataset_get_d (dataset);
  if (network != NULL)
    {
      f = g_new (double, MAX (n, 1));
      rsc_network_predict (network, n, rsc_dataset_get_x (dataset), f);
      fit = f;
    }
  rsc_result_table_add_column (table, "row", _ ("Row"), WHOLE);
  for (gsize k = 0; k < d; k++)
    rsc_result_table_add_column (table, rsc_dataset_get_feature_name (dataset, k),
                                 rsc_dataset_get_feature_name (dataset, k), DIGITS);
  rsc_result_table_add_column (table, rsc_dataset_get_target_name (dataset),
                               rsc_dataset_get_target_name (dataset), DIGITS);
  rsc_result_table_add_column (table, "fit", _ ("Prediction"), DIGITS);
  for (gsize i = 0; i < MIN (n, n_max); i++)
    {
      rsc_result_table_add_number (table, (double) (i + 1));
      for (gsize k = 0; k < d; k++)
        rsc_result_table_add_number (table, rsc_dataset_get_x (dataset)[i * d + k]);
      rsc_result_table_add_number (table, rsc_dataset_get_y (dataset)[i]);
      rsc_result_table_add_number (table, fit[i]);
    }
  return table;
}

static void
add_point_columns (RscResultTable *table)
{
  rsc_result_table_add_column (table, "lambda", "λ", DIGITS);
  rsc_result_table_add_column (table, "lambda_ratio", "λ/λ_max", DIGITS);
  rsc_result_table_add_column (table, "objective", _ ("Objective"), DIGITS);
  rsc_result_table_add_column (table, "relative_gap", _ ("Relative gap"), 2);
  rsc_result_table_add_column (table, "width", _ ("Neurons"), WHOLE);
  rsc_result_table_add_column (table, "narrowest_width", _ ("Narrowest"), WHOLE);
  rsc_result_table_add_column (table, "dimension", _ ("Dimension"), WHOLE);
}

static void
add_point (RscResultTable *table, const RscPathPoint *point, double top)
{
  const double lambda = rsc_solution_get_lambda (point->solution);

  rsc_result_table_add_number (table, lambda);
  rsc_result_table_add_number (table, lambda / top);
  rsc_result_table_add_number (table, rsc_solution_get_objective (point->solution));
  rsc_result_table_add_number (table, rsc_solution_get_relative_gap (point->solution));
  rsc_result_table_add_number (table, (double) rsc_optimal_set_count_width (
                                        point->set, rsc_optimal_set_get_min_norm (point->set)));
  rsc_result_table_add_number (table, (double) rsc_optimal_set_get_narrowest_width (point->set));
  rsc_result_table_add_number (table, (double) rsc_optimal_set_get_dimension (point->set));
}

RscResultTable *
rsc_result_tables_new_points (const RscPath *path, gsize n_max)
{
  RscResultTable *table = rsc_result_table_new (_ ("States of the path"));
  double top;

  g_return_val_if_fail (path != NULL, NULL);

  top = rsc_problem_get_lambda_max (rsc_path_get_problem (path));
  add_point_columns (table);
  for (gsize k = 0; k < MIN (rsc_path_get_n_points (path), n_max); k++)
    add_point (table, rsc_path_get_point (path, k), top);
  return table;
}

RscResultTable *
rsc_result_tables_new_path (const RscPath *path, const gsize *labels, gsize n_max)
{
  RscResultTable *table = rsc_result_table_new (_ ("States of the path"));
  g_autofree double *norms = NULL;
  gsize n_ids;
  double top;

  g_return_val_if_fail (path != NULL, NULL);

  top = rsc_problem_get_lambda_max (rsc_path_get_problem (path));
  n_ids = rsc_path_get_n_ids (path);
  norms = g_new (double, MAX (n_ids, 1));
  add_point_columns (table);
  for (gsize id = 0; id < n_ids; id++)
    add_norm_column (table, get_number (labels, id));
  for (gsize k = 0; k < MIN (rsc_path_get_n_points (path), n_max); k++)
    {
      const RscPathPoint *point = rsc_path_get_point (path, k);
      const double *a = rsc_optimal_set_get_min_norm (point->set);

      add_point (table, point, top);
      memset (norms, 0, n_ids * sizeof (double));
      for (gsize i = 0; i < point->n_neurons; i++)
        norms[point->ids[i]] = a[i];
      for (gsize id = 0; id < n_ids; id++)
        rsc_result_table_add_number (table, norms[id]);
    }
  return table;
}

RscResultTable *
rsc_result_tables_new_events (const RscPath *path, const gsize *labels, gsize n_max)
{
  RscResultTable *table = rsc_result_table_new (_ ("What happens as λ falls"));
  double top;

  g_return_val_if_fail (path != NULL, NULL);

  top = rsc_problem_get_lambda_max (rsc_path_get_problem (path));
  rsc_result_table_add_column (table, "lambda", "λ", DIGITS);
  rsc_result_table_add_column (table, "lambda_ratio", "λ/λ_max", DIGITS);
  rsc_result_table_add_column (table, "neuron", _ ("Neuron"), WHOLE);
  rsc_result_table_add_column (table, "kind", _ ("Event"), TEXT);
  for (gsize k = 0; k < MIN (rsc_path_get_n_events (path), n_max); k++)
    {
      const RscPathEvent *event = rsc_path_get_event (path, k);
      g_autofree char *row = rsc_path_words_dup_row (event);

      rsc_result_table_add_number (table, event->lambda);
      rsc_result_table_add_number (table, event->lambda / top);
      rsc_result_table_add_number (table, event->neuron == RSC_PATH_NO_NEURON
                                            ? NAN
                                            : (double) get_number (labels, event->neuron));
      rsc_result_table_add_text (table, row);
    }
  return table;
}

RscResultTable *
rsc_result_tables_new_steps (const RscPruning *walk, const gsize *labels, gsize n_max)
{
  RscResultTable *table = rsc_result_table_new (_ ("Steps of the pruning"));

  g_return_val_if_fail (walk != NULL, NULL);

  rsc_result_table_add_column (table, "step", _ ("Step"), WHOLE);
  rsc_result_table_add_column (table, "phase", _ ("Phase"), TEXT);
  rsc_result_table_add_column (table, "removed", _ ("Removed"), TEXT);
  rsc_result_table_add_column (table, "t", "t", DIGITS);
  rsc_result_table_add_column (table, "width", _ ("Neurons"), WHOLE);
  rsc_result_table_add_column (table, "rank", _ ("Rank"), WHOLE);
  rsc_result_table_add_column (table, "fit_change", _ ("Change of the fit"), 2);
  rsc_result_table_add_column (table, "objective", _ ("Objective"), 8);
  rsc_result_table_add_column (table, "train_error", _ ("Training error"), DIGITS);
  for (gsize k = 0; k < MIN (rsc_pruning_get_n_states (walk), n_max); k++)
    {
      const RscPruningState *state = rsc_pruning_get_state (walk, k);
      g_autofree char *removed = rsc_pruning_words_removed (walk, k, labels);

      rsc_result_table_add_number (table, (double) k);
      rsc_result_table_add_text (table, rsc_pruning_words_phase (state->phase));
      rsc_result_table_add_text (table, k > 0 ? removed : "");
      rsc_result_table_add_number (table, state->t);
      rsc_result_table_add_number (table, (double) state->width);
      rsc_result_table_add_number (table, (double) state->rank);
      rsc_result_table_add_number (table, state->fit_change);
      rsc_result_table_add_number (table, state->objective);
      rsc_result_table_add_number (table, state->train_error);
    }
  return table;
}

RscResultTable *
rsc_result_tables_new_directions (const RscLandscape *landscape, const gsize *labels, gsize n_max)
{
  RscResultTable *table = rsc_result_table_new (_ ("Directions most correlated with the residual"));
  const RscCorrelations *peaks;
  RscProblem *problem;

  g_return_val_if_fail (landscape != NULL, NULL);

  problem = rsc_landscape_get_problem (landscape);
  peaks = rsc_landscape_get_peaks (landscape);
  rsc_result_table_add_column (table, "neuron", _ ("Neuron"), WHOLE);
  rsc_result_table_add_column (table, "sign", _ ("Sign"), WHOLE);
  rsc_result_table_add_column (table, "ratio", _ ("Correlation / λ"), 12);
  add_direction_columns (table, problem);
  for (gsize k = 0; k < MIN (rsc_correlations_get_n (peaks), n_max); k++)
    {
      RscCorrelation peak;

      rsc_correlations_get (peaks, k, &peak);
      rsc_result_table_add_number (
        table, peak.neuron < 0 ? NAN : (double) get_number (labels, (gsize) peak.neuron));
      rsc_result_table_add_number (table, peak.sign);
      rsc_result_table_add_number (table, peak.ratio);
      add_direction (table, problem, peak.direction);
    }
  return table;
}

RscResultTable *
rsc_result_tables_new_levels (const RscComplex *complex, gsize n_max)
{
  RscResultTable *table = rsc_result_table_new (_ ("Optimal networks by their number of neurons"));
  gsize least, last;

  g_return_val_if_fail (complex != NULL, NULL);

  least = rsc_complex_get_least_width (complex, NULL);
  last = rsc_complex_get_last_change (complex);
  rsc_result_table_add_column (table, "m", _ ("At most so many neurons"), WHOLE);
  rsc_result_table_add_column (table, "vertices", _ ("Minimal networks"), WHOLE);
  rsc_result_table_add_column (table, "components", _ ("Pieces"), WHOLE);
  rsc_result_table_add_column (table, "isolated", _ ("Single networks"), WHOLE);
  for (gsize m = least; m <= last && m - least < n_max; m++)
    {
      RscComplexLevel level;

      rsc_complex_get_level (complex, m, &level);
      rsc_result_table_add_number (table, (double) level.m);
      rsc_result_table_add_number (table, (double) level.n_vertices);
      rsc_result_table_add_number (table, (double) level.n_components);
      rsc_result_table_add_number (table, (double) level.n_isolated);
    }
  return table;
}
