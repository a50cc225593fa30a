/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-dialect.h"
#include "core/data/rsc-field.h"

G_BEGIN_DECLS

/* Different texts that a column of categories may have. */
#define RSC_LEVELS_MAX 100

/* From so many rows on, texts that are all different name the rows. */
#define RSC_DIFFERENT_MIN 5

/* What stands in the way of reading a file without a choice: the way out depends on it. */
typedef enum
{
  RSC_IMPORT_PROBLEM_NONE,
  RSC_IMPORT_PROBLEM_OTHER,
  RSC_IMPORT_PROBLEM_HEADER,  /* the first row is read as data, but a field of it is no number */
  RSC_IMPORT_PROBLEM_DECIMAL, /* a mark can part decimals or groups */
  RSC_IMPORT_PROBLEM_MISSING,
  RSC_IMPORT_PROBLEM_MISSING_TARGET,
  RSC_IMPORT_PROBLEM_CLASSES, /* more than two */
  RSC_IMPORT_PROBLEM_COLUMN,  /* a column of dates or of texts that are no categories */
  RSC_IMPORT_PROBLEM_MEMORY   /* it takes more than it may */
} RscImportProblem;

typedef enum
{
  RSC_HEADER_AUTO,
  RSC_HEADER_YES,
  RSC_HEADER_NO
} RscHeaderChoice;

/**
 * RscTableChoices:
 * @decimal: '.' or ',', or 0 to find it
 * @separator: one that RscDialect has, or 0 to find it
 * @bytes_max: memory that the table and its numbers may take, 0 for no limit
 *
 * What a person chooses about how a text is read. All zero finds everything.
 */
typedef struct
{
  RscHeaderChoice header;
  char decimal;
  char separator;
  gsize bytes_max;
} RscTableChoices;

typedef enum
{
  RSC_HEADER_NONE,
  RSC_HEADER_NAMES,
  RSC_HEADER_NUMBERS /* column numbers: 0, 1, 2, … */
} RscHeaderKind;

typedef enum
{
  RSC_COLUMN_NUMBER,
  RSC_COLUMN_CATEGORY,
  RSC_COLUMN_DATE,
  RSC_COLUMN_EMPTY, /* no row has anything in it */
  RSC_COLUMN_COUNT, /* counts the rows, and nobody named it */
  RSC_COLUMN_LABELS /* names the rows, and nobody named it */
} RscColumnType;

/**
 * RscColumn:
 * @name: of the header, not empty, or NULL
 * @type: what its fields are, but for those that are wrong
 * @n_filled: rows that have something in it
 * @n_levels: of categories: different texts; RSC_LEVELS_MAX + 1 where there are more
 * @levels: n_levels texts in the order of their bytes, numbers in theirs
 * @counts: the rows of each level
 */
typedef struct
{
  char *name;
  RscColumnType type;
  gsize n_filled;
  gsize n_levels;
  char **levels;
  gsize *counts;
} RscColumn;

/**
 * RscTable:
 *
 * The rows and columns of a text, each column with its type; how they are written was found from
 * all rows. Fields stay where they are in the text. Immutable, reference-counted.
 */
typedef struct _RscTable RscTable;

/* Reads @stream. @choices: or NULL. @problem: what it is that fails; may be NULL. Every
 * error of the input is one sentence "NAME:LINE:COLUMN: …": LINE counts the lines of the file from
 * 1 (comments and empty lines too), COLUMN counts characters from 1 and is where the field starts.
 * In a row with too few fields it is just past the end of the line. A quoted field ends on the line
 * where it starts.
 *
 * The first row is a header where no field of it is a number above numbers, and a field is a name
 * above numbers (or, where all columns are texts, none of its texts comes again); or all its fields
 * are quoted and those below are not; or it counts columns from 0 as pandas writes them. A header
 * that is one field short leaves a first column of row names, as R writes them.
 *
 * O(bytes). Errors: RSC_ERROR_DATA, G_IO_ERROR; RSC_ERROR_LIMIT as rsc_data_text_read(). */
RscTable *rsc_table_read (GInputStream *stream,
                          const char *name,
                          const RscTableChoices *choices,
                          RscImportProblem *problem,
                          GCancellable *cancellable,
                          GError **error);

/* Reads the same text once more. */
RscTable *rsc_table_read_again (const RscTable *self,
                                const RscTableChoices *choices,
                                GCancellable *cancellable,
                                GError **error);
RscTable *rsc_table_ref (RscTable *self);
void rsc_table_unref (RscTable *self);

const RscDataText *rsc_table_get_text (const RscTable *self);
const RscDialect *rsc_table_get_dialect (const RscTable *self);
/* What was chosen when it was read. */
const RscTableChoices *rsc_table_get_choices (const RscTable *self);
char rsc_table_get_decimal (const RscTable *self);
gsize rsc_table_get_n_rows (const RscTable *self); /* the header not counted */
gsize rsc_table_get_n_columns (const RscTable *self);
const RscColumn *rsc_table_get_column (const RscTable *self, gsize k);
RscHeaderKind rsc_table_get_header (const RscTable *self);
/* Of the header; 0 where there is none. */
gsize rsc_table_get_header_line (const RscTable *self);

/* A number whose digits stand in groups, as it is written, and what it is; NULL where there is
 * none. Free with g_free(). */
char *rsc_table_dup_grouped (const RscTable *self, double *value);
/* A number whose point was taken for a decimal one, as it is written, though nothing in the file
 * says that its digits are not in groups; NULL where there is none. Free with g_free(). */
char *rsc_table_dup_pointed (const RscTable *self);
/* FALSE with the error set where a mark can part decimals as well as groups, and nothing says
 * which. @problem: or NULL. */
gboolean rsc_table_check_decimal (const RscTable *self, RscImportProblem *problem, GError **error);
gboolean rsc_table_has_lookalikes (const RscTable *self);

/* The fields of row @i: as many as there are columns. Each is borrowed from the text. O(bytes of
 * the row). */
void rsc_table_get_row (const RscTable *self, gsize i, RscField *fields);

typedef enum
{
  RSC_CELL_NUMBER,
  RSC_CELL_MISSING,
  RSC_CELL_TEXT /* or a number that is none with this decimal mark, or too large */
} RscCellKind;

/* What @field is in a column of @type; *@value is set for a number. */
RscCellKind rsc_table_read_cell (const RscTable *self,
                                 RscColumnType type,
                                 const RscField *field,
                                 double *value);

/* Sets the error for @field, of row @i, where a number was expected. Always returns FALSE. */
gboolean rsc_table_fail_number (const RscTable *self,
                                gsize i,
                                const RscField *field,
                                RscImportProblem *problem,
                                GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscTable, rsc_table_unref)

G_END_DECLS
