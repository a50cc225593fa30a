/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/files/rsc-json-reading.h"

#include "app/files/rsc-json.h"
#include "app/files/rsc-reading-names.h"
#include "core/data/rsc-reading.h"

static void
add_optional (JsonBuilder *builder, const char *key, const char *value)
{
  json_builder_set_member_name (builder, key);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_left_out (JsonBuilder *builder, const RscReading *reading)
{
  json_builder_set_member_name (builder, "left_out");
  json_builder_begin_array (builder);
  for (gsize k = 0; k < reading->n_columns; k++)
    {
      const RscReadingColumn *column = &reading->columns[k];

      if (column->role == RSC_ROLE_FEATURE || column->role == RSC_ROLE_TARGET)
        continue;
      json_builder_begin_object (builder);
      rsc_json_add_integer (builder, "column", k + 1);
      add_optional (builder, "name", column->name);
      rsc_json_add_string (builder, "reason", rsc_reading_roles[column->role]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

void
rsc_json_add_reading (JsonBuilder *builder, RscDataset *read, const char *text)
{
  RscDataset *dataset = rsc_dataset_get_source (read);
  const RscReading *reading = rsc_dataset_get_reading (dataset);
  const char separator[] = { reading != NULL ? reading->separator : '\0', '\0' };
  const char decimal[] = { reading != NULL ? reading->decimal : '\0', '\0' };

  if (reading == NULL)
    return;
  json_builder_set_member_name (builder, "reading");
  json_builder_begin_object (builder);
  rsc_json_add_string (builder, "text", text);
  rsc_json_add_boolean (builder, "edited", reading->edited);
  rsc_json_add_integer (builder, "rows", reading->n_rows);
  rsc_json_add_integer (builder, "rows_used", reading->n_used);
  json_builder_set_member_name (builder, "features");
  json_builder_begin_array (builder);
  for (gsize k = 0; k < rsc_dataset_get_d (dataset); k++)
    json_builder_add_string_value (builder, rsc_dataset_get_feature_name (dataset, k));
  json_builder_end_array (builder);
  rsc_json_add_string (builder, "target", rsc_dataset_get_target_name (dataset));
  rsc_json_add_string (builder, "target_kind", rsc_reading_target_kinds[reading->target_kind]);
  add_optional (builder, "negative", reading->negative);
  add_optional (builder, "positive", reading->positive);
  add_left_out (builder, reading);
  rsc_json_add_string (builder, "missing", rsc_reading_missing[reading->missing]);
  rsc_json_add_integer (builder, "rows_missing", reading->n_missing);
  rsc_json_add_string (builder, "header", rsc_reading_headers[reading->header]);
  rsc_json_add_integer (builder, "header_line", reading->header_line);
  rsc_json_add_string (builder, "separator", separator);
  rsc_json_add_string (builder, "decimal", decimal);
  add_optional (builder, "grouped", reading->grouped);
  add_optional (builder, "pointed", reading->pointed);
  rsc_json_add_string (builder, "encoding", rsc_reading_encodings[reading->encoding]);
  rsc_json_add_integer (builder, "comments", reading->n_comments);
  json_builder_end_object (builder);
}
