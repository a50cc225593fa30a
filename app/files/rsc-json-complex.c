/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/files/rsc-json-complex.h"

#include "app/files/rsc-json.h"

#include <math.h>

static void
add_level (JsonBuilder *builder, const RscComplexLevel *level)
{
  json_builder_begin_object (builder);
  rsc_json_add_integer (builder, "m", level->m);
  rsc_json_add_integer (builder, "vertices", level->n_vertices);
  rsc_json_add_integer (builder, "components", level->n_components);
  rsc_json_add_integer (builder, "isolated", level->n_isolated);
  /* A whole number up to 2^53; beyond all numbers null. */
  rsc_json_add_number (builder, "points_in_weight_space", round (exp (level->log_points)));
  rsc_json_add_boolean (builder, "proved", level->proved);
  rsc_json_add_boolean (builder, "vertices_proved", level->vertices_proved);
  json_builder_end_object (builder);
}

void
rsc_json_add_complex (JsonBuilder *builder, const RscComplex *complex)
{
  gboolean least_proved, largest_proved, connected_proved;
  const gsize least = rsc_complex_get_least_width (complex, &least_proved);
  const gsize largest = rsc_complex_get_largest_width (complex, &largest_proved);
  const gsize connected = rsc_complex_get_connected_from (complex, &connected_proved);

  json_builder_set_member_name (builder, "complex");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "widths");
  json_builder_begin_array (builder);
  for (gsize m = least; m <= rsc_complex_get_last_change (complex); m++)
    {
      RscComplexLevel level;

      rsc_complex_get_level (complex, m, &level);
      add_level (builder, &level);
    }
  json_builder_end_array (builder);
  rsc_json_add_integer (builder, "m_star", least);
  rsc_json_add_boolean (builder, "m_star_proved", least_proved);
  rsc_json_add_integer (builder, "M_star", largest);
  rsc_json_add_boolean (builder, "M_star_proved", largest_proved);
  rsc_json_add_integer (builder, "connected_from", connected);
  rsc_json_add_boolean (builder, "connected_from_proved", connected_proved);
  rsc_json_add_integer (builder, "theorem_bound", rsc_complex_get_theorem_bound (complex));
  rsc_json_add_boolean (builder, "complete", rsc_complex_is_complete (complex));
  rsc_json_add_boolean (builder, "edges_complete", rsc_complex_get_edges_complete (complex));
  json_builder_set_member_name (builder, "edges");
  json_builder_begin_array (builder);
  for (gsize e = 0; e < rsc_complex_get_n_edges (complex); e++)
    {
      gsize one, two;
      const gsize width = rsc_complex_get_edge (complex, e, &one, &two);

      json_builder_begin_array (builder);
      json_builder_add_int_value (builder, (gint64) one);
      json_builder_add_int_value (builder, (gint64) two);
      json_builder_add_int_value (builder, (gint64) width);
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

void
rsc_json_add_complex_walk (JsonBuilder *builder,
                           const RscComplex *complex,
                           const RscComplexWalk *walk)
{
  json_builder_set_member_name (builder, "walk");
  json_builder_begin_object (builder);
  rsc_json_add_integer (builder, "m", walk->m);
  rsc_json_add_boolean (builder, "proved", walk->proved);
  json_builder_set_member_name (builder, "stops");
  json_builder_begin_array (builder);
  for (gsize k = 0; k < walk->n_stops; k++)
    {
      const double *a = walk->stops + k * walk->n_neurons;

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "vertex");
      if (walk->vertices[k] >= 0)
        json_builder_add_int_value (builder, walk->vertices[k]);
      else
        json_builder_add_null_value (builder);
      rsc_json_add_integer (builder, "width", rsc_complex_find_used (complex, a, NULL));
      rsc_json_add_numbers (builder, "norms", walk->n_neurons, a);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}
