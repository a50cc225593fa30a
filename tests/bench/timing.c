/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "timing.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double
read_clock (clockid_t id)
{
  struct timespec t;

  clock_gettime (id, &t);
  return 1e3 * (double) t.tv_sec + 1e-6 * (double) t.tv_nsec;
}

double
cpu_ms (void)
{
  return read_clock (CLOCK_PROCESS_CPUTIME_ID);
}

double
thread_ms (void)
{
  return read_clock (CLOCK_THREAD_CPUTIME_ID);
}

double
wall_ms (void)
{
  return read_clock (CLOCK_MONOTONIC);
}

double
measure_yardstick (void)
{
  double best = INFINITY;

  for (int k = 0; k < 5; k++)
    {
      const double begin = cpu_ms ();
      volatile double seed = 0.5;
      double value = seed;

      for (int i = 0; i < 10000000; i++)
        value = value * 0.999999 + 1e-6;
      seed = value;
      best = MIN (best, cpu_ms () - begin);
    }
  record_value ("ms CPU", best, "yardstick");
  return best;
}

int
compare_doubles (const void *a, const void *b)
{
  const double p = *(const double *) a, q = *(const double *) b;

  return (p > q) - (p < q);
}

/* Names have no quotes and no control characters. */
void
record_samples (const Record *record, gsize n, const double *samples)
{
  const char *path = g_getenv ("BENCH_RECORDS");
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autoptr (GString) line = g_string_new (NULL);
  FILE *file;

  if (path == NULL)
    return;
  g_string_printf (line, "{\"name\": \"%s\", \"unit\": \"%s\", ", record->name, record->unit);
  if (record->series != NULL)
    g_string_append_printf (line, "\"series\": \"%s\", \"x\": %s, ", record->series,
                            g_ascii_dtostr (number, sizeof number, record->x));
  g_string_append (line, "\"samples\": [");
  for (gsize k = 0; k < n; k++)
    g_string_append_printf (line, "%s%s", k > 0 ? ", " : "",
                            g_ascii_dtostr (number, sizeof number, samples[k]));
  g_string_append (line, "]}\n");
  file = fopen (path, "a");
  if (file == NULL || fputs (line->str, file) < 0 || fclose (file) != 0)
    {
      perror (path);
      exit (EXIT_FAILURE);
    }
}

void
record_value (const char *unit, double value, const char *format, ...)
{
  g_autofree char *name = NULL;
  va_list arguments;

  va_start (arguments, format);
  name = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  record_samples (&(Record){ .name = name, .unit = unit }, 1, &value);
}

void
record_all (const char *unit, gsize n, const double *samples, const char *format, ...)
{
  g_autofree char *name = NULL;
  va_list arguments;

  va_start (arguments, format);
  name = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  record_samples (&(Record){ .name = name, .unit = unit }, n, samples);
}
