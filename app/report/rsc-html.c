/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/report/rsc-html.h"

#include <math.h>
#include <string.h>

/* Both colour schemes have text of contrast 7 or more on their ground. */
static const char style[] =
  ":root{color-scheme:light dark;--ground:#fff;--text:#22202a;--muted:#5e5c66;--line:#d5d3dc;"
  "--band:#f6f5f8}"
  "@media (prefers-color-scheme:dark){:root{--ground:#1e1e21;--text:#f2f1f4;--muted:#b8b6bf;"
  "--line:#46454d;--band:#28282c}}"
  "*{box-sizing:border-box}"
  "body{margin:0 auto;max-width:70rem;padding:2rem 1.5rem 4rem;background:var(--ground);"
  "color:var(--text);font:1rem/1.5 Cantarell,\"Noto Sans\",\"DejaVu Sans\",sans-serif}"
  "h1{margin:0;font-size:1.9rem;line-height:1.2}"
  "h2{margin:3rem 0 .5rem;padding-top:1.5rem;border-top:1px solid var(--line);font-size:1.35rem}"
  "p{max-width:46rem;margin:.6rem 0}.muted{color:var(--muted)}"
  "figure{margin:1.2rem 0}figure svg{display:block;max-width:100%;height:auto}"
  ".dark{display:none}"
  "@media (prefers-color-scheme:dark){.light{display:none}.dark{display:block}}"
  ".wide{overflow-x:auto;margin:1.2rem 0}"
  "table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.9rem}"
  "caption{text-align:left;padding:.2rem 0 .5rem;font-weight:bold}"
  "caption span{font-weight:normal;color:var(--muted)}"
  "th,td{padding:.25rem .8rem;border-bottom:1px solid var(--line);text-align:left;"
  "vertical-align:top;white-space:nowrap}"
  "th{color:var(--muted);font-weight:normal}"
  "tbody tr:nth-child(even){background:var(--band)}"
  ".number{text-align:right}"
  ".facts{font-size:1rem}.facts td{white-space:normal}.facts thead{display:none}"
  "pre{margin:.4rem 0;padding:.6rem .8rem;background:var(--band);border:1px solid var(--line);"
  "border-radius:6px;overflow-x:auto;font:.85rem/1.5 \"DejaVu Sans Mono\",monospace;"
  "user-select:all}"
  "a{color:inherit}"
  "@media print{body{max-width:none;padding:0}h2{break-after:avoid}figure,tr{break-inside:avoid}"
  "pre{white-space:pre-wrap}.wide{overflow:visible}}";

void
rsc_html_append_text (GString *page, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (page, escaped);
}

void
rsc_html_append_element (GString *page, const char *tag, const char *text)
{
  const gsize length = strcspn (tag, " ");

  g_string_append_printf (page, "<%s>", tag);
  rsc_html_append_text (page, text);
  g_string_append_printf (page, "</%.*s>\n", (int) length, tag);
}

static void
append_cell (GString *page, const RscResultTable *table, gsize row, gsize column)
{
  g_autofree char *text = rsc_result_table_dup_cell (table, row, column);
  const double number = rsc_result_table_get_number (table, row, column);
  g_autofree char *exact = rsc_result_table_dup_exact (table, row, column);

  if (rsc_result_table_is_text (table, column) || isnan (number))
    {
      rsc_html_append_element (page, "td", text);
      return;
    }
  g_string_append_printf (page, "<td class=\"number\"><data value=\"%s\">", exact);
  rsc_html_append_text (page, text);
  g_string_append (page, "</data></td>\n");
}

void
rsc_html_append_table (GString *page, const RscResultTable *table, const char *note)
{
  const gsize n_columns = rsc_result_table_get_n_columns (table);
  gboolean facts =
    n_columns == 2 && rsc_result_table_is_text (table, 0) && rsc_result_table_is_text (table, 1);

  g_string_append_printf (page, "<div class=\"wide\" tabindex=\"0\"><table%s>\n<caption>",
                          facts ? " class=\"facts\"" : "");
  rsc_html_append_text (page, rsc_result_table_get_title (table));
  if (note != NULL)
    {
      g_string_append_c (page, ' ');
      rsc_html_append_element (page, "span", note);
    }
  g_string_append (page, "</caption>\n<thead><tr>\n");
  for (gsize k = 0; k < n_columns; k++)
    {
      g_autofree char *key = g_markup_escape_text (rsc_result_table_get_key (table, k), -1);
      g_autofree char *tag =
        g_strdup_printf ("th scope=\"col\"%s data-key=\"%s\"",
                         rsc_result_table_is_text (table, k) ? "" : " class=\"number\"", key);

      rsc_html_append_element (page, tag, rsc_result_table_get_column_title (table, k));
    }
  g_string_append (page, "</tr></thead>\n<tbody>\n");
  for (gsize i = 0; i < rsc_result_table_get_n_rows (table); i++)
    {
      g_string_append (page, "<tr>");
      for (gsize k = 0; k < n_columns; k++)
        append_cell (page, table, i, k);
      g_string_append (page, "</tr>\n");
    }
  g_string_append (page, "</tbody></table></div>\n");
}

/* The picture with every name inside it, and every use of one, begun with @prefix: the names of two
 * pictures of one page would else be the same. */
static void
append_svg (GString *page, const char *svg, const char *prefix)
{
  static const char *const before[] = { "id=\"", "href=\"#", "url(#" };

  while (*svg != '\0')
    {
      gsize length = 0;

      for (gsize k = 0; k < G_N_ELEMENTS (before) && length == 0; k++)
        if (g_str_has_prefix (svg, before[k]))
          length = strlen (before[k]);
      if (length == 0)
        {
          g_string_append_c (page, *svg++);
          continue;
        }
      g_string_append_len (page, svg, (gssize) length);
      g_string_append (page, prefix);
      svg += length;
    }
}

static gboolean
append_picture (GString *page,
                RscFigure *figure,
                gboolean dark,
                const char *prefix,
                const char *description,
                GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *names = g_strdup_printf ("%s%c-", prefix, dark ? 'd' : 'l');
  g_autoptr (GBytes) bytes = NULL;
  const char *start;
  RscTheme theme;

  rsc_theme_init (&theme, dark);
  bytes = rsc_plot_file_render ("figure.svg", rsc_figure_get_width (figure),
                                rsc_figure_get_height (figure), 1.0, &theme, rsc_figure_draw,
                                figure, error);
  if (bytes == NULL)
    return FALSE;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  start = strstr (text, "<svg");
  g_return_val_if_fail (start != NULL, FALSE);
  g_string_append_printf (page, "<div class=\"%s\"><svg role=\"img\" aria-label=\"",
                          dark ? "dark" : "light");
  rsc_html_append_text (page, description);
  g_string_append_c (page, '"');
  append_svg (page, start + strlen ("<svg"), names);
  g_string_append (page, "</div>\n");
  return TRUE;
}

gboolean
rsc_html_append_figure (GString *page,
                        RscFigure *figure,
                        const char *prefix,
                        const char *description,
                        GError **error)
{
  g_string_append (page, "<figure>\n");
  if (!append_picture (page, figure, FALSE, prefix, description, error)
      || !append_picture (page, figure, TRUE, prefix, description, error))
    return FALSE;
  g_string_append (page, "</figure>\n");
  return TRUE;
}

void
rsc_html_append_command (GString *page, const char *command)
{
  g_string_append (page, "<pre><code>");
  rsc_html_append_text (page, command);
  g_string_append (page, "</code></pre>\n");
}

void
rsc_html_append_download (GString *page, const char *text, const char *name, GBytes *file)
{
  gsize size;
  const guchar *data = g_bytes_get_data (file, &size);
  g_autofree char *encoded = g_base64_encode (data, size);

  g_string_append (page, "<p><a download=\"");
  rsc_html_append_text (page, name);
  g_string_append_printf (page, "\" href=\"data:application/octet-stream;base64,%s\">", encoded);
  rsc_html_append_text (page, text);
  g_string_append (page, "</a></p>\n");
}

void
rsc_html_begin_page (GString *page, const char *title, const char *language)
{
  g_string_append_printf (page, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n", language);
  g_string_append (page,
                   "<meta charset=\"utf-8\">\n"
                   "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                   "style-src 'unsafe-inline'; img-src data:\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                   "<meta name=\"generator\" content=\"Reluscope " RSC_VERSION "\">\n");
  rsc_html_append_element (page, "title", title);
  g_string_append_printf (page, "<style>%s</style>\n</head>\n<body>\n", style);
}

void
rsc_html_end_page (GString *page)
{
  g_string_append (page, "</body>\n</html>\n");
}
