/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/files/rsc-memory.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
#include <sys/resource.h>

#include "core/numerics/rsc-number-words.h"

#define UNKNOWN 2000000000.0

/* A share of 0 would be no limit. */
#define LEAST 1000000.0

/* Bytes that are free without taking them from others; INFINITY where the kernel does not say. */
static double
find_available (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/meminfo", &text, NULL, NULL))
    return INFINITY;
  line = strstr (text, "MemAvailable:");
  return line != NULL ? 1024.0 * g_ascii_strtod (line + strlen ("MemAvailable:"), NULL) : INFINITY;
}

static double
find_allowed (void)
{
  struct rlimit limit;

  return getrlimit (RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY
           ? (double) limit.rlim_cur
           : INFINITY;
}

gsize
rsc_memory_get_default (void)
{
  const double known = fmin (find_available (), find_allowed ());

  return (gsize) fmax (isfinite (known) ? 0.5 * known : UNKNOWN, LEAST);
}

gboolean
rsc_memory_parse (const char *text, gsize *bytes)
{
  static const struct
  {
    const char *name;
    double size;
  } units[] = { { "", 1.0 },  { "K", 1e3 },  { "KB", 1e3 }, { "M", 1e6 },  { "MB", 1e6 },
                { "G", 1e9 }, { "GB", 1e9 }, { "T", 1e12 }, { "TB", 1e12 } };
  char *end;

  g_return_val_if_fail (text != NULL && bytes != NULL, FALSE);

  if (!g_ascii_isdigit (*text))
    return FALSE;
  const double value = g_ascii_strtod (text, &end);
  for (gsize k = 0; k < G_N_ELEMENTS (units); k++)
    if (g_ascii_strcasecmp (end, units[k].name) == 0)
      {
        const double size = value * units[k].size;

        if (!(size >= 1.0 && size < 9e18))
          return FALSE;
        *bytes = (gsize) size;
        return TRUE;
      }
  return FALSE;
}

char *
rsc_memory_dup_words (double bytes)
{
  g_autofree char *giga = rsc_number_words_dup (bytes / 1e9, 2);
  g_autofree char *mega = rsc_number_words_dup (bytes / 1e6, 2);

  return bytes >= 1e9 ? g_strdup_printf (_ ("%s GB"), giga) : g_strdup_printf (_ ("%s MB"), mega);
}
