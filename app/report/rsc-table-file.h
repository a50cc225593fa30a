/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/words/rsc-result-table.h"

G_BEGIN_DECLS

/* A table as JSON: schema, title, columns (key, title) and rows, each a list in the order of the
 * columns; null for an empty cell. Free with g_free(). */
char *rsc_table_file_dup_json (const RscResultTable *table);

G_END_DECLS
