/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/files/rsc-json-sensitivity.h"

#include "app/files/rsc-json.h"

#include <math.h>

/* Rows of @n_columns numbers. */
static void
add_rows (JsonBuilder *builder, const char *key, gsize n, gsize n_columns, const double *values)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (gsize i = 0; i < n; i++)
    {
      json_builder_begin_array (builder);
      for (gsize j = 0; j < n_columns; j++)
        json_builder_add_double_value (builder, values[i * n_columns + j]);
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
}

static void
add_end (JsonBuilder *builder, const char *key, double end, gboolean open)
{
  if (!open)
    {
      rsc_json_add_number (builder, key, end);
      return;
    }
  json_builder_set_member_name (builder, key);
  json_builder_add_null_value (builder);
}

void
rsc_json_add_sensitivity (JsonBuilder *builder,
                          const RscTargetEffects *effects,
                          const char *of,
                          const RscTargetRange *ranges)
{
  const RscOptimalSet *set = rsc_target_effects_get_set (effects);
  const gsize n = rsc_problem_get_n (rsc_solution_get_problem (rsc_optimal_set_get_solution (set)));
  const gsize m = rsc_optimal_set_get_n_neurons (set);
  g_autofree double *norms = g_new0 (double, n *m + 1);
  g_autofree double *fit = g_new0 (double, n *n + 1);
  g_autofree double *objective = g_new0 (double, n + 1);

  for (gsize i = 0; i < n; i++)
    objective[i] = rsc_target_effects_find (effects, i, norms + i * m, fit + i * n);
  json_builder_set_member_name (builder, "sensitivity");
  json_builder_begin_object (builder);
  rsc_json_add_string (builder, "of", of);
  rsc_json_add_numbers (builder, "norms", m, rsc_target_effects_get_norms (effects));
  rsc_json_add_number (builder, "degrees_of_freedom", rsc_target_effects_get_degrees (effects));
  rsc_json_add_numbers (builder, "leverages", n, rsc_target_effects_get_leverages (effects));
  rsc_json_add_numbers (builder, "objective_by_target", n, objective);
  add_rows (builder, "fit_by_target", n, n, fit);
  add_rows (builder, "norms_by_target", n, m, norms);
  if (ranges != NULL)
    {
      json_builder_set_member_name (builder, "ranges");
      json_builder_begin_array (builder);
      for (gsize i = 0; i < n; i++)
        {
          json_builder_begin_object (builder);
          add_end (builder, "low", ranges[i].low, ranges[i].low_open);
          add_end (builder, "high", ranges[i].high, ranges[i].high_open);
          json_builder_end_object (builder);
        }
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
}
