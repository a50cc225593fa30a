/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-table.h"

G_BEGIN_DECLS

/* What the fields of a column are, counted. */
typedef struct
{
  gsize kinds[RSC_N_FIELD_KINDS];
  gsize n_marked; /* numbers with a decimal mark */
  gsize n_quoted;
  double last;        /* number */
  gboolean counts[2]; /* the rows, from 0 and from 1 */
  gboolean increases; /* whole numbers */
} RscColumnScan;

/* What the numbers of a file are, counted. */
typedef struct
{
  gsize n_point; /* can only be read with a decimal point */
  gsize n_comma;
  gsize n_point_or_group;
  gsize n_comma_or_group;
  const char *first_comma; /* field that can be read both ways, or NULL */
  gsize n_lookalikes;
} RscNumberScan;

/* Adds a field of row @i, counted from the first row of the data, to what is known. */
void rsc_column_scan_add (RscColumnScan *column,
                          RscNumberScan *numbers,
                          gsize i,
                          const RscField *field,
                          const RscFieldShape *shape);

/* Fields that are numbers, and fields that are texts of any kind. */
gsize rsc_column_scan_count_texts (const RscColumnScan *self);
gboolean rsc_column_scan_is_numeric (const RscColumnScan *self);
gboolean rsc_column_scan_is_textual (const RscColumnScan *self);

struct _RscTable
{
  gatomicrefcount ref_count;
  RscDataText text;
  RscTableChoices choices;
  RscDialect dialect;
  GPtrArray *rows; /* where each begins; the header is none */
  const char *header_row;
  RscHeaderKind header;
  char decimal;
  gsize width;
  gsize shift; /* of the header */
  RscColumn *columns;
  RscNumberScan numbers;
  gboolean is_ambiguous; /* the decimal mark */
  const char *grouped;   /* field */
  const char *pointed;   /* field */
};

/* Finds what there is to know of the text of @self, which is all that it has. */
gboolean rsc_table_make (RscTable *self,
                         const RscTableChoices *choices,
                         GCancellable *cancellable,
                         GError **error);

/**
 * RscFirstRow:
 * @n: its fields
 * @shift: columns that stand before the one of its first field: 0 or 1
 * @rows: the rows behind it
 *
 * What may be a header.
 */
typedef struct
{
  const RscDataText *text;
  char separator;
  gsize n;
  const RscField *fields;
  gsize shift;
  gsize n_columns;
  const RscColumnScan *columns;
  gsize n_rows;
  gpointer *rows;
} RscFirstRow;

RscHeaderKind rsc_first_row_judge (const RscFirstRow *self);

G_END_DECLS
