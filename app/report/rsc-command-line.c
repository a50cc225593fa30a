/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/report/rsc-command-line.h"

#include <string.h>

void
rsc_command_line_append_word (GString *line, const char *word)
{
  g_autofree char *quoted = NULL;
  gboolean plain = *word != '\0';

  for (const char *p = word; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("-_./,:=+%@", *p) == NULL)
      plain = FALSE;
  if (!plain)
    quoted = g_shell_quote (word);
  g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "", plain ? word : quoted);
}

void
rsc_command_line_append_number (GString *line, const char *option, double value)
{
  static const char *const formats[] = { "%.6g", "%.12g", "%.15g", "%.16g", "%.17g" };
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  for (gsize k = 0; k < G_N_ELEMENTS (formats); k++)
    if (g_ascii_strtod (g_ascii_formatd (buffer, sizeof buffer, formats[k], value), NULL) == value)
      break;
  rsc_command_line_append_word (line, option);
  rsc_command_line_append_word (line, buffer);
}

void
rsc_command_line_append_integer (GString *line, const char *option, guint64 value)
{
  rsc_command_line_append_word (line, option);
  g_string_append_printf (line, " %" G_GUINT64_FORMAT, value);
}
