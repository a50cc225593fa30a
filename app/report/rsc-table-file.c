/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/report/rsc-table-file.h"

#include "app/files/rsc-json.h"
#include <math.h>

char *
rsc_table_file_dup_json (const RscResultTable *table)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (table != NULL, NULL);

  json_builder_begin_object (builder);
  rsc_json_add_string (builder, "schema", "reluscope-table-1");
  rsc_json_add_string (builder, "title", rsc_result_table_get_title (table));
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_array (builder);
  for (gsize k = 0; k < rsc_result_table_get_n_columns (table); k++)
    {
      json_builder_begin_object (builder);
      rsc_json_add_string (builder, "key", rsc_result_table_get_key (table, k));
      rsc_json_add_string (builder, "title", rsc_result_table_get_column_title (table, k));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < rsc_result_table_get_n_rows (table); i++)
    {
      json_builder_begin_array (builder);
      for (gsize k = 0; k < rsc_result_table_get_n_columns (table); k++)
        {
          g_autofree char *text = rsc_result_table_dup_cell (table, i, k);
          const double number = rsc_result_table_get_number (table, i, k);

          if (rsc_result_table_is_text (table, k))
            json_builder_add_string_value (builder, text);
          else if (isfinite (number))
            json_builder_add_double_value (builder, number);
          else
            json_builder_add_null_value (builder);
        }
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  return rsc_json_to_text (node);
}
