/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sweep.h"
#include "repeats.h"
#include <gsl/gsl_errno.h>
#include <locale.h>
#include <string.h>

typedef struct
{
  const char *part;
  const char *family;
  gsize count;
  SweepFunc func;
} Sweep;

char *
sweep_dup_report (const Judge *judge)
{
  g_autofree char *options = case_dup_options (judge->subject);
  g_autofree char *csv = case_dup_csv (judge->subject);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text,
                          "%s, seed %" G_GUINT64_FORMAT ": reluscope-cli COMMAND FILE.csv %s\n%s",
                          judge->subject->family, judge->subject->seed, options, csv);
  for (guint k = 0; k < judge->complaints->len; k++)
    g_string_append_printf (text, "! %s\n", (char *) g_ptr_array_index (judge->complaints, k));
  return g_string_free (text, FALSE);
}

/* How many failures of @key are known. */
static gsize
get_allowed (const char *key)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "referee", "known", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gsize allowed = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (g_str_has_prefix (*line, key) && (*line)[strlen (key)] == ':')
      allowed = (gsize) g_ascii_strtoull (*line + strlen (key) + 1, NULL, 10);
  return allowed;
}

static void
run (gconstpointer data)
{
  const Sweep *sweep = data;
  g_autofree char *key = g_strdup_printf ("%s/%s", sweep->part, sweep->family);
  gsize allowed = get_allowed (key);
  gsize failures = 0;
  gsize doubts = 0;

  for (guint64 seed = 1; seed <= sweep->count; seed++)
    {
      Case subject;
      Judge judge;

      case_init (&subject, sweep->family, seed);
      judge_init (&judge, &subject);
      if (judge.problem != NULL)
        sweep->func (&judge);
      doubts += judge.doubt != NULL;
      if (judge.complaints->len > 0)
        {
          g_autofree char *report = sweep_dup_report (&judge);

          failures++;
          g_test_message ("%s", report);
        }
      judge_clear (&judge);
      case_clear (&subject);
    }
  g_test_message ("%zu cases, %zu too close for double precision, %zu fail, %zu known",
                  sweep->count, doubts, failures, allowed);
  /* A referee that mostly shrugs is none. */
  if (failures > allowed || 5 * doubts > 2 * sweep->count)
    g_test_fail ();
}

void
sweep_add_family (const char *part, const char *family, gsize count, SweepFunc func)
{
  g_autofree char *path = g_strdup_printf ("/referee/%s/%s", part, family);
  Sweep *sweep = g_new (Sweep, 1);

  *sweep = (Sweep){ part, family, TEST_REPEATS (count), func };
  g_test_add_data_func_full (path, sweep, run, g_free);
}

void
sweep_add (const char *part, gsize count, SweepFunc func)
{
  for (const char *const *family = case_get_families (); *family != NULL; family++)
    sweep_add_family (part, *family, count, func);
}

typedef struct
{
  Case subject;
  char *file;
  SweepFunc func;
} Named;

static void
named_free (gpointer data)
{
  Named *self = data;

  case_clear (&self->subject);
  g_free (self->file);
  g_free (self);
}

static void
run_named (gconstpointer data)
{
  const Named *self = data;
  g_autofree char *key = g_strdup_printf ("named/%s", self->file);
  gsize allowed = get_allowed (key);
  Judge judge;

  judge_init (&judge, &self->subject);
  if (judge.problem != NULL)
    self->func (&judge);
  if (judge.complaints->len > 0)
    {
      g_autofree char *report = sweep_dup_report (&judge);

      g_test_message ("%s", report);
      if (allowed == 0)
        g_test_fail ();
    }
  if (judge.doubt != NULL)
    g_test_message ("too close for double precision: %s", judge.doubt);
  judge_clear (&judge);
}

static Named *
named_new (char **words, SweepFunc func)
{
  Named *self = g_new0 (Named, 1);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "referee", "cases", words[1], NULL);
  g_autoptr (GError) error = NULL;
  double value = g_ascii_strtod (words[5], NULL);

  case_init_from_file (&self->subject, path, &error);
  g_assert_no_error (error);
  self->file = g_strdup (words[1]);
  self->func = func;
  self->subject.family = self->file;
  self->subject.bias = g_str_equal (words[2], "bias");
  self->subject.gated = g_str_equal (words[3], "gated");
  if (g_str_equal (words[4], "ratio"))
    self->subject.ratio = value;
  else
    self->subject.lambda = value;
  return self;
}

void
sweep_add_named (const char *part, SweepFunc func)
{
  g_autofree char *list = g_test_build_filename (G_TEST_DIST, "referee", "cases", "list", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (list, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) words = g_strsplit (*line, " ", -1);
      g_autofree char *path = NULL;

      if (g_strv_length (words) != 6 || !g_str_equal (words[0], part))
        continue;
      path = g_strdup_printf ("/referee/%s/named/%s/%s/%s/%s-%s", part, words[1], words[2],
                              words[3], words[4], words[5]);
      g_test_add_data_func_full (path, named_new (words, func), run_named, named_free);
    }
}

void
sweep_init (int *argc, char ***argv)
{
  setlocale (LC_ALL, "");
  gsl_set_error_handler_off ();
  g_test_init (argc, argv, NULL);
}
