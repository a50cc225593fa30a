/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes that a convex program keeps of @n rows of length @d, whatever its patterns: with what a
 * search over all directions knows of each row where @is_relu and all patterns are meant. 0 where
 * that is less than the program itself takes: it is not counted. What the patterns take:
 * rsc_arrangement_count_bytes(). */
double rsc_program_memory_count_rows (gsize n, gsize d, gboolean is_relu);

G_END_DECLS
