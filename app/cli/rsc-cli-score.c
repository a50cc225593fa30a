/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-score.h"

#include "app/files/rsc-json.h"

void
rsc_cli_add_score (JsonBuilder *builder, const char *key, const RscTuningScore *score)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_object (builder);
  rsc_json_add_number (builder, "error", score->error);
  rsc_json_add_number (builder, "accuracy", score->accuracy);
  json_builder_end_object (builder);
}
