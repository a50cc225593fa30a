/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* CPU time of the process in milliseconds: what a busy machine does not change much. */
double cpu_ms (void);

/* Milliseconds of ten million dependent multiply-adds: the yardstick of this machine at this hour,
 * so that runs can be compared. */
double measure_yardstick (void);

/* For qsort(). */
int compare_doubles (const void *a, const void *b);

G_END_DECLS
