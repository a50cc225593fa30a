/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-neuron-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "core/data/rsc-row-space.h"
#include "core/numerics/rsc-number-words.h"
#include "core/numerics/rsc-tolerances.h"
#include "ui/words/rsc-data-words.h"

/* Entries of a direction for which a row has room. */
#define DIRECTION_MAX 4
/* And its help. */
#define WEIGHTS_MAX 16
/* And bits of a gate's pattern. */
#define GATE_MAX 10

char *
rsc_neuron_words_dup_name (gsize number)
{
  return g_strdup_printf (_ ("Neuron %zu"), number);
}

char *
rsc_neuron_words_dup_axis (gsize number)
{
  return g_strdup_printf (_ ("Neuron %zu on an axis"), number);
}

double *
rsc_neuron_words_dup_weights (RscProblem *problem, const double *direction, gsize *d)
{
  const gsize inner = rsc_problem_get_d (problem);
  const gboolean bias = rsc_problem_get_bias (problem);
  RscRowSpace *space = rsc_dataset_get_space (rsc_problem_get_dataset (problem), NULL);
  double *weights;

  *d = space != NULL ? rsc_row_space_get_d (space) + (bias ? 1 : 0) : inner;
  if (space == NULL)
    return g_memdup2 (direction, inner * sizeof (double));
  weights = g_new (double, *d);
  rsc_row_space_leave (space, direction, weights);
  if (bias)
    weights[*d - 1] = direction[inner - 1];
  return weights;
}

char *
rsc_neuron_words_dup_direction (int sign, gsize d, const double *weights)
{
  const char *between = rsc_number_words_get_between ();
  GString *text = g_string_new (sign > 0 ? "+ (" : "− (");

  for (gsize k = 0; k < MIN (d, DIRECTION_MAX); k++)
    {
      g_autofree char *entry = rsc_number_words_dup_fixed (weights[k], 2, 0);

      g_string_append_printf (text, "%s%s", k > 0 ? between : "", entry);
    }
  if (d > DIRECTION_MAX)
    g_string_append_printf (text, "%s…", between);
  g_string_append_c (text, ')');
  return g_string_free (text, FALSE);
}

/* Whether the gate of @neuron is open on that row. */
static gboolean
is_open (const RscNeuron *neuron, RscProblem *problem, gsize row)
{
  const gsize d = rsc_problem_get_d (problem);
  const double *z = rsc_problem_get_x (problem);
  double product = 0;

  for (gsize k = 0; k < d; k++)
    product += z[row * d + k] * neuron->gate[k];
  return product >= 0;
}

/* What the groups become where each is split by the bits of a row: their number. @group: of each of
 * the @m neurons, or -1; changed where @keep. */
static gssize
split (gsize m,
       gsize n,
       const guint8 *bits,
       gsize row,
       gssize n_groups,
       gssize *group,
       gboolean keep)
{
  g_autofree gssize *other = g_new (gssize, n_groups);
  g_autofree gint8 *first = g_new (gint8, n_groups);
  gssize n_after = n_groups;

  for (gssize g = 0; g < n_groups; g++)
    {
      other[g] = -1;
      first[g] = -1;
    }
  for (gsize i = 0; i < m; i++)
    {
      const gssize g = group[i];
      const gint8 bit = (gint8) bits[i * n + row];

      if (g < 0)
        continue;
      if (first[g] < 0)
        first[g] = bit;
      if (bit == first[g])
        continue;
      if (other[g] < 0)
        other[g] = n_after++;
      if (keep)
        group[i] = other[g];
    }
  return n_after;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const gsize p = *(const gsize *) a, q = *(const gsize *) b;

  return (p > q) - (p < q);
}

/* At most GATE_MAX rows that tell the gates of the set apart: one after the other the row that
 * tells most of those apart that are alike so far. Their number; in order in @rows. O(m n (d +
 * GATE_MAX)). */
static gsize
choose_rows (const RscOptimalSet *set, RscProblem *problem, gsize rows[GATE_MAX])
{
  const gsize n = rsc_problem_get_n (problem), m = rsc_optimal_set_get_n_neurons (set);
  g_autofree guint8 *bits = g_new0 (guint8, m * n);
  g_autofree gssize *group = g_new (gssize, MAX (m, 1));
  gsize n_rows = 0;
  gssize n_groups = 1;

  for (gsize i = 0; i < m; i++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, i);

      group[i] = neuron->gate ? 0 : -1;
      for (gsize row = 0; neuron->gate && row < n; row++)
        bits[i * n + row] = is_open (neuron, problem, row) ? 1 : 0;
    }
  while (n_rows < GATE_MAX)
    {
      gssize most = n_groups;
      gsize best = 0;

      for (gsize row = 0; row < n; row++)
        {
          const gssize after = split (m, n, bits, row, n_groups, group, FALSE);

          if (after > most)
            {
              most = after;
              best = row;
            }
        }
      if (most == n_groups)
        break;
      n_groups = split (m, n, bits, best, n_groups, group, TRUE);
      rows[n_rows++] = best;
    }
  qsort (rows, n_rows, sizeof rows[0], compare_rows);
  return n_rows;
}

char *
rsc_neuron_words_dup_gate (const RscOptimalSet *set, gsize i, gboolean whole)
{
  const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, i);
  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  const gsize n = rsc_problem_get_n (problem);
  gsize rows[GATE_MAX], n_rows, next = 0;
  GString *text;

  if (!neuron->gate)
    return NULL;
  text = g_string_new (NULL);
  if (whole || n <= GATE_MAX)
    {
      for (gsize row = 0; row < n; row++)
        g_string_append_c (text, is_open (neuron, problem, row) ? '1' : '0');
      return g_string_free (text, FALSE);
    }
  n_rows = choose_rows (set, problem, rows);
  if (n_rows == 0)
    /* They are all alike. */
    for (; n_rows < GATE_MAX; n_rows++)
      rows[n_rows] = n_rows;
  for (gsize k = 0; k < n_rows; k++)
    {
      if (rows[k] > next)
        g_string_append (text, "…");
      g_string_append_c (text, is_open (neuron, problem, rows[k]) ? '1' : '0');
      next = rows[k] + 1;
    }
  if (next < n)
    g_string_append (text, "…");
  return g_string_free (text, FALSE);
}

char *
rsc_neuron_words_dup_note (const RscNeuron *neuron)
{
  if (!neuron->in_support)
    return g_strdup (_ ("never used"));
  if (neuron->n_blocks > 1)
    return g_strdup_printf (g_dngettext (NULL, "%zu block", "%zu blocks", neuron->n_blocks),
                            neuron->n_blocks);
  return g_strdup ("");
}

/* The largest number of a column has so many digits, and the others as many decimals as it. */
#define NORM_DIGITS 4
#define NORM_DECIMALS_MAX 5

char *
rsc_neuron_words_dup_norm (double norm, double norm_max)
{
  const double size = fmax (norm_max, fabs (norm));
  const int k = size > 0.0 && isfinite (size) ? (int) floor (log10 (size)) : 0;
  const gboolean plain = k >= -3 && k <= 3;
  const int decimals = plain ? CLAMP (NORM_DIGITS - 1 - k, 0, NORM_DECIMALS_MAX) : NORM_DIGITS - 2;
  const double value = fabs (norm) > RSC_TOLERANCE_SHOWN_ZERO * norm_max ? norm : 0.0;

  /* What is not zero does not read as zero. */
  if (value != 0.0
      && fabs (rsc_number_words_scale_by_power (value, decimals - (plain ? 0 : k))) < 0.5)
    return rsc_number_words_dup (value, 1);
  return rsc_number_words_dup_fixed (value, decimals, plain ? 0 : k);
}

char *
rsc_neuron_words_dup_help (const RscOptimalSet *set, gsize i, gsize number)
{
  const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, i);
  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  g_autofree char *range = rsc_number_words_dup_range (neuron->norm_min, neuron->norm_max, 6);
  g_autofree char *gate = rsc_neuron_words_dup_gate (set, i, TRUE);
  RscDataset *source = rsc_dataset_get_source (rsc_problem_get_dataset (problem));
  gsize d;
  g_autofree double *weights = rsc_neuron_words_dup_weights (problem, neuron->direction, &d);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("Neuron %zu, output %s"), number,
                          neuron->sign > 0 ? "+1" : "−1");
  for (gsize k = 0; k < MIN (d, WEIGHTS_MAX); k++)
    {
      double entry = weights[k];
      g_autofree char *value =
        rsc_number_words_dup (fabs (entry) > RSC_TOLERANCE_SHOWN_ZERO ? entry : 0.0, 6);

      g_string_append_printf (text, "\n%s: %s", rsc_data_words_get_weight (source, k), value);
    }
  if (d > WEIGHTS_MAX)
    g_string_append_printf (
      text,
      g_dngettext (NULL, "\n… and %zu more weight", "\n… and %zu more weights", d - WEIGHTS_MAX),
      d - WEIGHTS_MAX);
  if (gate)
    g_string_append_printf (text, _ ("\ngate, open on the rows with 1: %s"), gate);
  g_string_append_printf (text, _ ("\nnorm over the set: %s"), range);
  if (neuron->n_blocks > 0)
    g_string_append_printf (text,
                            g_dngettext (NULL, "\n%zu block of the convex program",
                                         "\n%zu blocks of the convex program, merged",
                                         neuron->n_blocks),
                            neuron->n_blocks);
  if (!neuron->in_support)
    g_string_append (text,
                     _ ("\nNo optimal network uses it, although its block is at the bound λ"));
  return g_string_free (text, FALSE);
}

char *
rsc_neuron_words_dup_title (const RscOptimalSet *set)
{
  if (set == NULL)
    return g_strdup (_ ("Neurons"));
  return g_strdup_printf (_ ("Neurons (%zu)"), rsc_optimal_set_get_n_neurons (set));
}
