/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-io.h"

#include "core/numerics/rsc-error.h"
#include <string.h>

gboolean
rsc_cli_fail (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, RSC_ERROR, RSC_ERROR_ARGUMENT, message);
  return FALSE;
}

void
rsc_cli_append_line (GString *text, const char *label, const char *format, ...)
{
  const int pad = (int) MAX (0, 12 - g_utf8_strlen (label, -1));
  va_list args;

  g_string_append_printf (text, "%s%*s", label, pad, "");
  va_start (args, format);
  g_string_append_vprintf (text, format, args);
  va_end (args);
  g_string_append_c (text, '\n');
}

void
rsc_cli_append_table (GString *text, const GPtrArray *rows, const char *align)
{
  gsize n_columns = strlen (align);
  g_autofree glong *widths = g_new0 (glong, n_columns);

  for (gsize i = 0; i < rows->len; i++)
    {
      const char *const *row = g_ptr_array_index (rows, i);

      for (gsize k = 0; k < n_columns; k++)
        widths[k] = MAX (widths[k], g_utf8_strlen (row[k], -1));
    }
  for (gsize i = 0; i < rows->len; i++)
    {
      const char *const *row = g_ptr_array_index (rows, i);

      for (gsize k = 0; k < n_columns; k++)
        {
          int pad = (int) (widths[k] - g_utf8_strlen (row[k], -1));

          if (align[k] == 'r')
            g_string_append_printf (text, "%*s%s", pad, "", row[k]);
          else if (k + 1 < n_columns)
            g_string_append_printf (text, "%s%*s", row[k], pad, "");
          else
            g_string_append (text, row[k]);
          g_string_append (text, k + 1 < n_columns ? "  " : "\n");
        }
    }
}

char *
rsc_cli_format (double value, int digits)
{
  char format[16];
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_snprintf (format, sizeof format, "%%.%dg", digits);
  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, format, value == 0.0 ? 0.0 : value));
}
