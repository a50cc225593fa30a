/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-manual.h"

#include <string.h>

void
rsc_manual_append_escaped (GString *page, const char *text)
{
  /* A dot or an apostrophe begins a request, at the start of a line alone. */
  if (*text == '.' || *text == '\'')
    g_string_append (page, "\\&");
  for (const char *c = text; *c != '\0'; c++)
    switch (*c)
      {
      case '\\':
        g_string_append (page, "\\e");
        break;
      case '-':
        /* The sign that is typed, not a hyphen: lines are copied from manual pages. */
        g_string_append (page, "\\-");
        break;
      case '~':
        g_string_append (page, "\\(ti");
        break;
      case '^':
        g_string_append (page, "\\(ha");
        break;
      case '`':
        g_string_append (page, "\\(ga");
        break;
      case '\'':
        g_string_append (page, "\\(aq");
        break;
      default:
        g_string_append_c (page, *c);
      }
}

/* As an argument of a macro, between quotes. */
static void
append_argument (GString *page, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "\"", -1);

  g_string_append (page, " \"");
  for (gsize k = 0; parts[k]; k++)
    {
      if (k > 0)
        g_string_append (page, "\\(dq");
      rsc_manual_append_escaped (page, parts[k]);
    }
  g_string_append_c (page, '"');
}

void
rsc_manual_append_title (GString *page, const char *name, const char *date, const char *source)
{
  g_autofree char *upper = g_ascii_strup (name, -1);

  g_return_if_fail (page != NULL);

  g_string_append (page, ".TH");
  append_argument (page, upper);
  append_argument (page, "1");
  /* As it is: a date is no words. */
  g_string_append_printf (page, " \"%s\"", date);
  append_argument (page, source);
  g_string_append (page, "\n");
}

void
rsc_manual_append_section (GString *page, const char *title)
{
  g_string_append (page, ".SH");
  append_argument (page, title);
  g_string_append_c (page, '\n');
}

void
rsc_manual_append_subsection (GString *page, const char *title)
{
  g_string_append (page, ".SS");
  append_argument (page, title);
  g_string_append_c (page, '\n');
}

void
rsc_manual_append_usage (GString *page, const char *typed, const char *meant)
{
  if (typed)
    {
      g_string_append (page, "\\fB");
      rsc_manual_append_escaped (page, typed);
      g_string_append (page, "\\fR");
    }
  if (typed && meant)
    g_string_append_c (page, ' ');
  if (meant)
    {
      g_string_append (page, "\\fI");
      rsc_manual_append_escaped (page, meant);
      g_string_append (page, "\\fR");
    }
  g_string_append_c (page, '\n');
}

static void
append_line (GString *page, const char *line)
{
  rsc_manual_append_escaped (page, line);
  g_string_append_c (page, '\n');
}

/* @as_it_is: whether the line before was one that stays. */
static void
append_paragraph (GString *page, const char *paragraph)
{
  g_auto (GStrv) lines = g_strsplit (paragraph, "\n", -1);
  gboolean as_it_is = FALSE;

  for (gsize k = 0; lines[k]; k++)
    {
      const gboolean stays = *lines[k] == ' ';

      if (*lines[k] == '\0')
        continue;
      if (stays != as_it_is)
        g_string_append (page, stays ? ".RS 4\n.nf\n" : ".fi\n.RE\n");
      as_it_is = stays;
      append_line (page, stays ? lines[k] + strspn (lines[k], " ") : lines[k]);
    }
  if (as_it_is)
    g_string_append (page, ".fi\n.RE\n");
}

/* Whether the last line is a heading, below which a paragraph begins anyway. */
static gboolean
ends_with_heading (const GString *page)
{
  const char *end = page->len > 1 ? g_strrstr_len (page->str, (gssize) page->len - 1, "\n") : NULL;
  const char *line = end ? end + 1 : page->str;

  return g_str_has_prefix (line, ".SH ") || g_str_has_prefix (line, ".SS ");
}

void
rsc_manual_append_text (GString *page, const char *text)
{
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n\n", -1);

  for (gsize k = 0; paragraphs[k]; k++)
    {
      if (*paragraphs[k] == '\0')
        continue;
      if (!ends_with_heading (page))
        g_string_append (page, ".PP\n");
      append_paragraph (page, paragraphs[k]);
    }
}

void
rsc_manual_append_lines (GString *page, const char *lines)
{
  g_auto (GStrv) each = g_strsplit (lines, "\n", -1);

  g_string_append (page, ".PP\n.RS 4\n.nf\n");
  for (gsize k = 0; each[k]; k++)
    if (*each[k] != '\0')
      append_line (page, each[k] + strspn (each[k], " "));
  g_string_append (page, ".fi\n.RE\n");
}

void
rsc_manual_append_item (GString *page, const char *typed, const char *meant, const char *text)
{
  g_string_append (page, ".TP\n");
  rsc_manual_append_usage (page, typed, meant);
  append_paragraph (page, text);
}
