/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/files/rsc-json-uniqueness.h"

#include "app/files/rsc-json.h"

static void
add_integers (JsonBuilder *builder, const char *key, gsize n, const gsize *values)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (gsize k = 0; k < n; k++)
    json_builder_add_int_value (builder, (gint64) values[k]);
  json_builder_end_array (builder);
}

void
rsc_json_add_dependence (JsonBuilder *builder, const RscDependence *dependence)
{
  json_builder_set_member_name (builder, "dependence");
  if (dependence == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  add_integers (builder, "neurons", dependence->n_neurons, dependence->neurons);
  rsc_json_add_numbers (builder, "alpha", dependence->n_neurons, dependence->alpha);
  rsc_json_add_boolean (builder, "fewest", dependence->fewest);
  rsc_json_add_number (builder, "residual", dependence->residual);
  json_builder_end_object (builder);
}

void
rsc_json_add_general_position (JsonBuilder *builder, const RscGeneralPosition *position)
{
  static const char *const kinds[] = { "zero", "equal", "parallel", "line" };

  json_builder_set_member_name (builder, "general_position");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "coincidences");
  json_builder_begin_array (builder);
  for (guint c = 0; c < position->coincidences->len; c++)
    {
      const RscCoincidence *coincidence = g_ptr_array_index (position->coincidences, c);

      json_builder_begin_object (builder);
      rsc_json_add_string (builder, "kind", kinds[coincidence->kind]);
      add_integers (builder, "rows", coincidence->n, coincidence->rows);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  rsc_json_add_boolean (builder, "lines_checked", position->lines_checked);
  rsc_json_add_boolean (builder, "complete", position->complete);
  json_builder_end_object (builder);
}

void
rsc_json_add_left_out (JsonBuilder *builder, gsize n, const RscLeftOut *outs, gboolean complete)
{
  json_builder_set_member_name (builder, "leave_one_out");
  json_builder_begin_array (builder);
  for (gsize k = 0; k < n; k++)
    {
      json_builder_begin_object (builder);
      rsc_json_add_integer (builder, "row", outs[k].row);
      rsc_json_add_boolean (builder, "trusted", outs[k].trusted);
      rsc_json_add_boolean (builder, "unique", outs[k].unique);
      rsc_json_add_integer (builder, "dimension", outs[k].dimension);
      rsc_json_add_integer (builder, "support_size", outs[k].n_support);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  rsc_json_add_boolean (builder, "leave_one_out_complete", complete);
}

void
rsc_json_add_target_move (JsonBuilder *builder, const RscTargetMove *move)
{
  json_builder_set_member_name (builder, "least_move");
  if (move->step == 0.0)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  rsc_json_add_integer (builder, "row", move->row);
  rsc_json_add_number (builder, "step", move->step);
  rsc_json_add_number (builder, "below", move->below);
  json_builder_end_object (builder);
}
