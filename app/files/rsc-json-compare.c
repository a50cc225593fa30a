/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/files/rsc-json-compare.h"

#include "app/files/rsc-json.h"

#include <math.h>

static void
add_neuron (JsonBuilder *builder,
            const RscComparedNeuron *neuron,
            const RscDataset *dataset,
            gsize d)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "sign");
  json_builder_add_int_value (builder, neuron->sign);
  /* The bias stands last, 0 without one; a space of the rows has its own coordinates. */
  if (rsc_dataset_get_space (dataset, NULL) != NULL)
    rsc_json_add_weights (builder, "direction", dataset, d, neuron->direction);
  else
    rsc_json_add_numbers (builder, "direction", d, neuron->direction);
  rsc_json_add_numbers (builder, "norms", 2, neuron->norms);
  rsc_json_add_number (builder, "angle", neuron->angle);
  json_builder_set_member_name (builder, "neuron");
  if (neuron->neuron >= 0)
    json_builder_add_int_value (builder, neuron->neuron);
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);
}

void
rsc_json_add_comparison (JsonBuilder *builder,
                         const RscComparison *comparison,
                         const RscOptimalSet *set,
                         const RscComplexWalk *walk)
{
  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));

  json_builder_set_member_name (builder, "compare");
  json_builder_begin_object (builder);
  rsc_json_add_numbers (builder, "objectives", 2, comparison->objective);
  rsc_json_add_numbers (builder, "squared_errors", 2, comparison->squared_error);
  rsc_json_add_numbers (builder, "penalties", 2, comparison->penalty);
  rsc_json_add_number (builder, "fit_change", comparison->fit_change);
  json_builder_set_member_name (builder, "in_set");
  json_builder_begin_array (builder);
  for (int k = 0; k < 2; k++)
    json_builder_add_boolean_value (builder, comparison->points[k] != NULL);
  json_builder_end_array (builder);
  rsc_json_add_number (builder, "distance", comparison->distance);
  if (walk != NULL)
    {
      rsc_json_add_integer (builder, "walk_width", walk->m);
      rsc_json_add_boolean (builder, "walk_proved", walk->proved);
    }
  json_builder_set_member_name (builder, "neurons");
  json_builder_begin_array (builder);
  for (gsize k = 0; k < comparison->n_neurons; k++)
    add_neuron (builder, &comparison->neurons[k], rsc_problem_get_dataset (problem), comparison->d);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}
