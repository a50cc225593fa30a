/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A data set as a table. */
#include "core/data/rsc-dataset.h"
#include "core/data/rsc-field.h"

#include <string.h>

/* Bytes gathered before they are written. */
#define WRITE_CHUNK 65536

/* Of column @k, the target last. */
static const char *
get_name (const RscDataset *self, gsize k)
{
  return k < rsc_dataset_get_d (self) ? rsc_dataset_get_feature_name (self, k)
                                      : rsc_dataset_get_target_name (self);
}

static void
append_name (GString *out, const char *name)
{
  g_string_append_c (out, '"');
  for (const char *p = name; *p; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

/* Reads as a name wherever it stands. */
static gboolean
is_plain_name (const char *name)
{
  RscFieldShape shape;

  rsc_field_scan (name, strlen (name), &shape);
  return shape.kind == RSC_FIELD_TEXT && strpbrk (name, ",;|\t\"#%/=") == NULL
         && name[strcspn (name, " ")] == '\0';
}

static void
append_header (const RscDataset *self, GString *out)
{
  /* Names that are numbers would read as a row; in quotes they are a header. */
  const gsize d = rsc_dataset_get_d (self);
  gboolean is_plain = TRUE;

  for (gsize k = 0; k <= d; k++)
    is_plain = is_plain && is_plain_name (get_name (self, k));
  for (gsize k = 0; k <= d; k++)
    {
      if (k > 0)
        g_string_append_c (out, ',');
      if (is_plain)
        g_string_append (out, get_name (self, k));
      else
        append_name (out, get_name (self, k));
    }
  g_string_append_c (out, '\n');
}

gboolean
rsc_dataset_write_csv (const RscDataset *self,
                       GOutputStream *stream,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GString) out = NULL;
  const double *x, *y;
  gsize n, d;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), FALSE);

  out = g_string_sized_new (WRITE_CHUNK + 1024);
  append_header (self, out);
  n = rsc_dataset_get_n (self);
  d = rsc_dataset_get_d (self);
  x = rsc_dataset_get_x (self);
  y = rsc_dataset_get_y (self);
  for (gsize i = 0; i < n; i++)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      for (gsize k = 0; k < d; k++)
        {
          g_string_append (out, g_ascii_formatd (number, sizeof number, "%.17g", x[i * d + k]));
          g_string_append_c (out, ',');
        }
      g_string_append (out, g_ascii_formatd (number, sizeof number, "%.17g", y[i]));
      g_string_append_c (out, '\n');
      if (out->len >= WRITE_CHUNK || i + 1 == n)
        {
          /* Not every stream looks. */
          if (g_cancellable_set_error_if_cancelled (cancellable, error)
              || !g_output_stream_write_all (stream, out->str, out->len, NULL, cancellable, error))
            return FALSE;
          g_string_truncate (out, 0);
        }
    }
  if (n == 0)
    return g_output_stream_write_all (stream, out->str, out->len, NULL, cancellable, error);

  return TRUE;
}
