/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-linked-text.h"

#include <string.h>

/* The next link of @text: its term and words. NULL without one. */
static const char *
find_link (const char *text, const char **end, char **term, char **words)
{
  const char *start = strstr (text, "[[");
  const char *close = start ? strstr (start, "]]") : NULL;
  g_autofree char *inside = NULL;
  char *bar;

  if (!close)
    return NULL;
  inside = g_strndup (start + 2, (gsize) (close - start - 2));
  bar = strchr (inside, '|');
  *words = g_strdup (bar ? bar + 1 : inside);
  *term = g_strndup (inside, bar ? (gsize) (bar - inside) : strlen (inside));
  *end = close + 2;
  return start;
}

static void
append_escaped (GString *string, const char *text, gssize length, gboolean markup)
{
  g_autofree char *escaped =
    markup ? g_markup_escape_text (text, length) : g_strndup (text, (gsize) length);

  g_string_append (string, escaped);
}

static char *
dup_link (const char *term, const char *words)
{
  return g_markup_printf_escaped ("<a href=\"" RSC_TERM_SCHEME "%s\">%s</a>", term, words);
}

static char *
dup_read (const char *text, gboolean markup)
{
  GString *string = g_string_new (NULL);
  const char *start, *end;
  char *term, *words;

  while ((start = find_link (text, &end, &term, &words)))
    {
      append_escaped (string, text, start - text, markup);
      if (markup)
        {
          g_autofree char *link = dup_link (term, words);

          g_string_append (string, link);
        }
      else
        g_string_append (string, words);
      text = end;
      g_free (term);
      g_free (words);
    }
  append_escaped (string, text, (gssize) strlen (text), markup);
  return g_string_free (string, FALSE);
}

static void
show (GtkLabel *label, const char *markup, const char *plain)
{
  /* What is selected in it stays where it is the same. */
  if (g_strcmp0 (gtk_label_get_label (label), markup) == 0)
    return;
  gtk_label_set_markup (label, markup);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, plain, -1);
}

char *
rsc_linked_text_dup_markup (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);
  return dup_read (text, TRUE);
}

char *
rsc_linked_text_dup_plain (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);
  return dup_read (text, FALSE);
}

void
rsc_linked_text_set (GtkLabel *label, const char *text)
{
  g_autofree char *markup = NULL;
  g_autofree char *plain = NULL;

  g_return_if_fail (GTK_IS_LABEL (label));
  g_return_if_fail (text != NULL);

  markup = rsc_linked_text_dup_markup (text);
  plain = rsc_linked_text_dup_plain (text);
  show (label, markup, plain);
}

void
rsc_linked_text_set_link (GtkLabel *label, const char *text, const char *term)
{
  g_autofree char *markup = NULL;

  g_return_if_fail (GTK_IS_LABEL (label));
  g_return_if_fail (text != NULL);
  g_return_if_fail (term != NULL);

  markup = dup_link (term, text);
  show (label, markup, text);
}

const char *
rsc_linked_text_get_term (const char *address)
{
  g_return_val_if_fail (address != NULL, NULL);
  return g_str_has_prefix (address, RSC_TERM_SCHEME) ? address + strlen (RSC_TERM_SCHEME) : NULL;
}
