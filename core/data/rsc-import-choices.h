/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-reading.h"

G_BEGIN_DECLS

typedef enum
{
  RSC_TARGET_TYPE_AUTO, /* texts are classes, 0 and 1 alone too */
  RSC_TARGET_TYPE_REGRESSION,
  RSC_TARGET_TYPE_CLASSES
} RscTargetType;

/**
 * RscImportChoices:
 * @target: name or number of a column, NULL for the last that is used
 * @target_column: the same, counted from 1; 0 for none
 * @targets: names or numbers of two or more columns (NULL-terminated), each of which is an output,
 * in place of @target; or NULL
 * @more_targets: for each column whether it is an output besides @target_column; or NULL
 * @used: for each column whether it is a feature, in place of @drop and @features; or NULL
 * @drop: @features: names or numbers of columns (NULL-terminated), or NULL: what is left out, and
 * what alone
 *   is used
 * @positive: the class that is +1, NULL: the last of two in their order
 * @every_class: of a target of more than two classes each is an output, against the rest; @positive
 * then says which is fitted first
 * @classes: NULL, one class against the rest, or two classes (NULL-terminated)
 * @table: as rsc_table_read() takes it
 *
 * What a person chooses about a file. Borrowed strings; all zero chooses nothing.
 */
typedef struct
{
  const char *target;
  gsize target_column;
  const char *const *targets;
  const gboolean *more_targets;
  const char *const *drop;
  const char *const *features;
  const gboolean *used;
  RscTargetType target_type;
  gboolean every_class;
  const char *positive;
  const char *const *classes;
  RscMissing missing;
  RscTableChoices table;
} RscImportChoices;

G_END_DECLS
