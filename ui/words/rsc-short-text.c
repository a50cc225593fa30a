/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-short-text.h"

char *
rsc_short_text_dup (const char *text, gsize letters)
{
  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (letters >= 3, NULL);

  const gsize n = (gsize) g_utf8_strlen (text, -1), last = (letters - 1) / 2;
  if (n <= letters)
    return g_strdup (text);
  g_autofree char *first = g_utf8_substring (text, 0, (glong) (letters - 1 - last));
  return g_strconcat (first, "\u2026", g_utf8_offset_to_pointer (text, (glong) (n - last)), NULL);
}

char *
rsc_short_text_dup_line (const char *text, gsize letters)
{
  g_autofree char *cut = rsc_short_text_dup (text, letters);
  GString *line = g_string_new (NULL);

  for (const char *at = cut; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar letter = g_utf8_get_char (at);

      g_string_append_unichar (
        line, g_unichar_isspace (letter) || g_unichar_iscntrl (letter) ? ' ' : letter);
    }
  return g_string_free (line, FALSE);
}
