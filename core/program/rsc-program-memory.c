/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-program-memory.h"

#include "core/numerics/rsc-tolerances.h"

/* How often a row is kept, measured: as it is, exactly, whitened, in programs and their pricing;
 * and with what a search knows of it. */
#define ROW_COPIES 14
#define ROW_COPIES_SEARCHED 25
#define ROWS_LEAST 1e7

double
rsc_program_memory_count_rows (gsize n, gsize d, gboolean is_over_all)
{
  const double copies =
    is_over_all && d <= RSC_SEARCH_DIMENSION_MAX ? ROW_COPIES_SEARCHED : ROW_COPIES;
  const double bytes = copies * sizeof (double) * (double) n * (double) d;

  return bytes > ROWS_LEAST ? bytes : 0.0;
}
