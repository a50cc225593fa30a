/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parts.h"
#include "sweep.h"
#include "shrink.h"
#include "core/numerics/rsc-error.h"
#include <gsl/gsl_errno.h>
#include <locale.h>
#include <string.h>

/* Long sweeps outside of the test suite, and single cases from a file. */

static char *part;
static char *family;
static gint64 seed = 1;
static int count = 100;
static gboolean verbose;
static char *file;
static gboolean bias;
static gboolean gated;
static double ratio;
static double lambda;
static char *folder;

static const GOptionEntry entries[] = {
  { "part", 0, 0, G_OPTION_ARG_STRING, &part, "sets, certificate, invariants, prune or events",
    "NAME" },
  { "family", 0, 0, G_OPTION_ARG_STRING, &family, "Only this family", "NAME" },
  { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "The first problem", "S" },
  { "count", 0, 0, G_OPTION_ARG_INT, &count, "Problems of each family", "N" },
  { "verbose", 0, 0, G_OPTION_ARG_NONE, &verbose, "Show every problem", NULL },
  { "file", 0, 0, G_OPTION_ARG_FILENAME, &file, "One problem from a CSV file", "FILE" },
  { "bias", 0, 0, G_OPTION_ARG_NONE, &bias, "With a bias (of --file)", NULL },
  { "gated", 0, 0, G_OPTION_ARG_NONE, &gated, "Gated ReLU (of --file)", NULL },
  { "lambda-ratio", 0, 0, G_OPTION_ARG_DOUBLE, &ratio, "λ / λ_max (of --file)", "R" },
  { "lambda", 0, 0, G_OPTION_ARG_DOUBLE, &lambda, "λ (of --file)", "L" },
  { "save", 0, 0, G_OPTION_ARG_FILENAME, &folder, "Write failing problems, made small, as CSV",
    "FOLDER" },
  { NULL }
};

static const struct
{
  const char *name;
  SweepFunc func;
} parts[] = { { "sets", part_sets },
              { "certificate", part_certificate },
              { "invariants", part_invariants },
              { "prune", part_prune },
              { "events", part_events } };

static SweepFunc look = part_sets;

static gboolean
find_part (void)
{
  for (gsize k = 0; k < G_N_ELEMENTS (parts); k++)
    if (g_str_equal (parts[k].name, part))
      {
        look = parts[k].func;
        return TRUE;
      }
  g_printerr ("No part is called %s\n", part);
  return FALSE;
}

static void
show_truth (const Judge *judge)
{
  const Truth *truth = &judge->truth;
  const Program *program = &judge->program;

  g_print ("p* %.17g, gap %.1g, noise %.1g, next %.17g\n", (double) judge->optimum.objective,
           (double) judge->optimum.gap, (double) judge->optimum.noise, (double) truth->next);
  g_print ("patterns %u, ties %u, neurons %zu", program->cells.patterns->len, truth->ties->len,
           truth->m);
  if (truth->complete)
    g_print (", support %d, dimension %zu, vertices %u, narrowest %zu",
             __builtin_popcount (truth->support), truth->dimension, truth->corners->len,
             truth->narrowest);
  g_print ("\n");
  for (gsize i = 0; i < truth->m; i++)
    {
      g_print ("  %c (", truth->signs[i] > 0 ? '+' : '-');
      for (gsize k = 0; k < program->d; k++)
        g_print ("%s%.9g", k > 0 ? ", " : "", (double) truth->directions[i * program->d + k]);
      g_print (") ");
      for (gsize k = 0; k < program->n; k++)
        g_print ("%d", (truth->patterns[i] >> k) & 1);
      if (truth->complete)
        g_print (" %.9g to %.9g", (double) truth->least[i], (double) truth->largest[i]);
      g_print ("\n");
    }
}

/* Writes the smallest case found that fails in the same way, and what it says. */
static void
save (const Case *subject)
{
  Case small;
  Judge judge;
  g_autofree char *name = g_strdup_printf ("%s%s%s-%" G_GUINT64_FORMAT, part != NULL ? part : "",
                                           part != NULL ? "-" : "", subject->family, subject->seed);
  g_autofree char *path = g_strdup_printf ("%s/%s.csv", folder, name);
  g_autofree char *csv = NULL;
  g_autofree char *options = NULL;

  case_copy (&small, subject);
  shrink_case (&small, look);
  judge_init (&judge, &small);
  if (judge.problem != NULL)
    look (&judge);
  csv = case_dup_csv (&small);
  options = case_dup_options (&small);
  g_file_set_contents (path, csv, -1, NULL);
  g_print ("saved %s.csv %s:", name, options);
  for (guint k = 0; k < judge.complaints->len; k++)
    g_print (" %s;", (char *) g_ptr_array_index (judge.complaints, k));
  g_print ("\n");
  judge_clear (&judge);
  case_clear (&small);
}

/* TRUE when there is nothing to complain of. */
static gboolean
try_case (const Case *subject, gboolean loud, gboolean *doubtful)
{
  Judge judge;
  gboolean good;

  judge_init (&judge, subject);
  if (judge.problem != NULL)
    look (&judge);
  good = judge.complaints->len == 0;
  *doubtful = judge.doubt != NULL;
  if (!good || loud)
    {
      g_autofree char *options = case_dup_options (subject);
      g_autofree char *csv = case_dup_csv (subject);

      g_print ("%s %" G_GUINT64_FORMAT ": %s\n%s", subject->family, subject->seed, options, csv);
      for (guint k = 0; k < judge.complaints->len; k++)
        g_print ("  ! %s\n", (char *) g_ptr_array_index (judge.complaints, k));
      if (judge.doubt != NULL)
        g_print ("  ? %s\n", judge.doubt);
      if (loud && judge.has_truth)
        show_truth (&judge);
    }
  judge_clear (&judge);
  if (!good && folder != NULL)
    save (subject);
  return good;
}

static int
try_file (void)
{
  g_autoptr (GError) error = NULL;
  Case subject;
  gboolean doubtful;
  gboolean good;

  if (!case_init_from_file (&subject, file, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  subject.bias = bias;
  subject.gated = gated;
  subject.ratio = lambda > 0.0 ? 0.0 : ratio > 0.0 ? ratio : 0.1;
  subject.lambda = lambda;
  good = try_case (&subject, TRUE, &doubtful);
  case_clear (&subject);
  return good ? 0 : 1;
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  int all_failures = 0;

  setlocale (LC_ALL, "");
  gsl_set_error_handler_off ();
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  if (part != NULL && !find_part ())
    return 2;
  if (file != NULL)
    return try_file ();
  for (const char *const *name = case_get_families (); *name != NULL; name++)
    {
      int failures = 0;
      int doubts = 0;
      gint64 start = g_get_monotonic_time ();

      if (family != NULL && !g_str_equal (family, *name))
        continue;
      for (int k = 0; k < count; k++)
        {
          Case subject;
          gboolean doubtful;

          case_init (&subject, *name, (guint64) (seed + k));
          failures += !try_case (&subject, verbose, &doubtful);
          doubts += doubtful;
          case_clear (&subject);
        }
      g_print ("%s: %d problems, %d fail, %d doubtful, %.1f s\n", *name, count, failures, doubts,
               (double) (g_get_monotonic_time () - start) * 1e-6);
      all_failures += failures;
    }
  return all_failures > 0 ? 1 : 0;
}
