/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* CPU time of the process in milliseconds: what a busy machine does not change much. */
double cpu_ms (void);

/* The same of the calling thread alone; and wall time. */
double thread_ms (void);
double wall_ms (void);

/* Milliseconds of ten million dependent multiply-adds: the yardstick of this machine at this hour,
 * so that runs can be compared. */
double measure_yardstick (void);

/* For qsort(). */
int compare_doubles (const void *a, const void *b);

/**
 * Record:
 * @series, @x: what a measure belongs to whose growth is of interest, and where on it: the slope of
 * log measure over log x is found for each series; or NULL
 *
 * How a measure is written for bench.py, beside what a person reads.
 */
typedef struct
{
  const char *name; /* PROGRAM/WHAT, the same in every run */
  const char *unit; /* "ms CPU", "ms", "kB", …; less is better, except of "count" and "gap" */
  const char *series;
  double x;
} Record;

/* A line of JSON with @samples in the order in which they were taken, added to the file that the
 * variable BENCH_RECORDS of the environment names; without it nothing is written. */
void record_samples (const Record *record, gsize n, const double *samples);

/* One sample of a measure of this name. */
void record_value (const char *unit, double value, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* @n of them. */
void record_all (const char *unit, gsize n, const double *samples, const char *format, ...)
  G_GNUC_PRINTF (4, 5);

G_END_DECLS
