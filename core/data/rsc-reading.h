/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-table.h"

G_BEGIN_DECLS

/* What becomes of a column. */
typedef enum
{
  RSC_ROLE_FEATURE,
  RSC_ROLE_TARGET,
  RSC_ROLE_EMPTY,    /* left out: no row has anything in it */
  RSC_ROLE_COUNT,    /* left out: counts the rows */
  RSC_ROLE_LABELS,   /* left out: names the rows */
  RSC_ROLE_CONSTANT, /* left out: the same text in every row */
  RSC_ROLE_DROPPED   /* left out: so chosen */
} RscRole;

/* What the numbers of the target are. */
typedef enum
{
  RSC_TARGET_VALUES,       /* those of the file */
  RSC_TARGET_TWO_CLASSES,  /* negative: −1, positive: +1; no other class */
  RSC_TARGET_AGAINST_REST, /* positive: +1, every other class: −1 */
  RSC_TARGET_AGAINST_ONE   /* negative: −1, positive: +1; rows of other classes are left out */
} RscTargetKind;

typedef enum
{
  RSC_MISSING_REFUSE,
  RSC_MISSING_DROP,
  RSC_MISSING_MEAN
} RscMissing;

/**
 * RscReadingColumn:
 * @name: as the header has it, or NULL
 * @levels: of a feature of categories, which are as many features of 0 and 1; NULL for numbers
 * @first: of a feature, its first in the data set
 */
typedef struct
{
  char *name;
  RscRole role;
  char **levels;
  gsize first;
} RscReadingColumn;

/**
 * RscReadingOutput:
 * @name: of the class, or of the column
 * @target, @kind, @negative, @positive: as #RscReading has them of the one that is the target
 */
typedef struct
{
  char *name;
  gsize target;
  RscTargetKind kind;
  char *negative;
  char *positive;
} RscReadingOutput;

/**
 * RscReading:
 * @n_rows: of the file, @n_used: of the data set
 * @n_features: of the data set
 * @separator: as RscDialect has it; 0 where the table has one column
 * @header_line: 0 where there is no header
 * @grouped: a number whose digits stand in groups, as it is written, or NULL; @grouped_value: what
 * it is
 * @pointed: a number whose point was taken for a decimal one though it could part groups, or NULL
 * @target: the column of the target, counted from 0
 * @negative: @positive: names of classes, or NULL
 * @outputs: of data that have several outputs, each of @n_outputs, one of which is the target; or
 * NULL
 * @n_missing: rows that have missing values in columns that are used
 * @n_other: rows of other classes
 * @edited: a hand has edited the rows since, so that how they were read is no more what they are
 *
 * How a file was read: what there is to say about it. Immutable, reference-counted.
 */
typedef struct _RscReading RscReading;

struct _RscReading
{
  gatomicrefcount ref_count;
  gsize n_rows;
  gsize n_used;
  gsize n_features;
  RscEncoding encoding;
  char separator;
  gboolean separator_is_given;
  char decimal;
  char *grouped;
  double grouped_value;
  char *pointed;
  gboolean has_lookalikes;
  gsize n_comments;
  RscHeaderKind header;
  gsize header_line;
  gsize n_columns;
  RscReadingColumn *columns;
  gsize target;
  RscTargetKind target_kind;
  char *negative;
  char *positive;
  gsize n_outputs;
  RscReadingOutput *outputs;
  RscMissing missing;
  gsize n_missing;
  gsize n_other;
  gboolean edited;
};

/* Of nothing that has @n_columns: the rest is to be filled. */
RscReading *rsc_reading_new_empty (gsize n_columns);
/* Of @table, before any column has its role. */
RscReading *rsc_reading_new (const RscTable *table);
RscReading *rsc_reading_ref (RscReading *self);
void rsc_reading_unref (RscReading *self);

/* The same with output @k as the target. Errors: none. O(columns). */
RscReading *rsc_reading_new_output (const RscReading *self, gsize k);
/* Copies @output as one more. O(outputs). */
void rsc_reading_add_output (RscReading *self, const RscReadingOutput *output);
/* Takes those of @other. O(outputs). */
void rsc_reading_share_outputs (RscReading *self, const RscReading *other);
/* Makes output @k the target. */
void rsc_reading_choose_output (RscReading *self, gsize k);
/* Whether they are the classes of one target, each against the rest. */
gboolean rsc_reading_is_every_class (const RscReading *self);

/* The column that is called @name, or else, where @name is a number, the one that it counts from 1.
 * G_MAXSIZE where there is none. */
gsize rsc_reading_find (const RscReading *self, const char *name);

/* What messages call column @k: its name, or "column 3". Free with g_free(). */
char *rsc_reading_dup_name (const RscReading *self, gsize k);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscReading, rsc_reading_unref)

G_END_DECLS
