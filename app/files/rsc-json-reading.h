/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-dataset.h"
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Adds how @dataset was read, an object "reading" with the names of its features and its target;
 * nothing where it came from no file. @text: the same in words. */
void rsc_json_add_reading (JsonBuilder *builder, RscDataset *dataset, const char *text);

G_END_DECLS
