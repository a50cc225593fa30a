/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-manual.h"

static void
check (GString *page, const char *expected)
{
  g_assert_cmpstr (page->str, ==, expected);
  g_string_free (page, TRUE);
}

/* What roff would take for its own stays what it is. */
static void
test_escapes (void)
{
  GString *page = g_string_new (NULL);

  rsc_manual_append_escaped (page, ".\\n -x ~^`'");
  g_string_append_c (page, '\n');
  rsc_manual_append_escaped (page, "'a.b");
  check (page, "\\&.\\en \\-x \\(ti\\(ha\\(ga\\(aq\n\\&\\(aqa.b");
}

static void
test_headings (void)
{
  GString *page = g_string_new (NULL);

  rsc_manual_append_title (page, "a-b", "2026-11-27", "A \"b\" 1");
  rsc_manual_append_section (page, "NAME");
  check (page, ".TH \"A\\-B\" \"1\" \"2026-11-27\" \"A \\(dqb\\(dq 1\"\n.SH \"NAME\"\n");
}

/* Paragraphs are parted, but not from their heading; lines with blanks before them stay. */
static void
test_text (void)
{
  GString *page = g_string_new (NULL);

  rsc_manual_append_section (page, "A");
  rsc_manual_append_text (page, "one,\n  two\nthree\n\nfour");
  check (page, ".SH \"A\"\none,\n.RS 4\n.nf\ntwo\n.fi\n.RE\nthree\n.PP\nfour\n");
}

static void
test_items (void)
{
  GString *page = g_string_new (NULL);

  rsc_manual_append_item (page, "--n", "N", "points");
  rsc_manual_append_item (page, "--dark", NULL, "on dark");
  rsc_manual_append_lines (page, "  a -o b\n\n  c\n");
  check (page, ".TP\n\\fB\\-\\-n\\fR \\fIN\\fR\npoints\n.TP\n\\fB\\-\\-dark\\fR\non dark\n"
               ".PP\n.RS 4\n.nf\na \\-o b\nc\n.fi\n.RE\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/manual/escapes", test_escapes);
  g_test_add_func ("/manual/headings", test_headings);
  g_test_add_func ("/manual/text", test_text);
  g_test_add_func ("/manual/items", test_items);
  return g_test_run ();
}
