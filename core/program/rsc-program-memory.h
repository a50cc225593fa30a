/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes that a convex program keeps of @n rows of length @d, whatever its patterns; @is_over_all:
 * of ReLU networks over all patterns, with what a search over all directions knows of each row. 0
 * where that is less than the program itself takes, which is not counted. What the patterns take:
 * rsc_arrangement_count_bytes(). */
double rsc_program_memory_count_rows (gsize n, gsize d, gboolean is_over_all);

G_END_DECLS
