/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-path-words.h"

#include "core/numerics/rsc-number-words.h"
#include "ui/words/rsc-data-words.h"
#include "ui/words/rsc-pattern-words.h"
#include <glib/gi18n.h>
#include <math.h>

static gsize
get_number (const RscPath *path, gsize id, const gsize *labels)
{
  return labels != NULL && id < rsc_path_get_n_ids (path) ? labels[id] + 1 : id + 1;
}

static double
get_lambda_max (const RscPath *path)
{
  return rsc_problem_get_lambda_max (rsc_path_get_problem (path));
}

RscSolution *
rsc_path_words_get_least_certain (const RscPath *path)
{
  const gsize n_points = rsc_path_get_n_points (path);

  for (gsize k = 0; k < n_points; k++)
    {
      RscSolution *solution = rsc_path_get_point (path, k)->solution;

      if (!rsc_solution_is_over_all (solution))
        return solution;
    }
  /* A state between them, where an event was looked for. */
  if (rsc_path_get_uncertain (path) != NULL)
    return rsc_path_get_uncertain (path);
  return n_points > 0 ? rsc_path_get_point (path, n_points - 1)->solution : NULL;
}

/* What claims along the path hold for, to add to them. */
const char *
rsc_path_words_get_scope (const RscPath *path)
{
  RscSolution *solution = rsc_path_words_get_least_certain (path);

  return solution != NULL ? rsc_pattern_words_scope (solution) : "";
}

const char *
rsc_path_words_get_scope_at (const RscPath *path, double lambda)
{
  return rsc_path_is_over_all_at (path, lambda) ? "" : rsc_path_words_get_scope (path);
}

const char *
rsc_path_words_get_kind (RscPathEventKind kind)
{
  switch (kind)
    {
    case RSC_PATH_ENTERS:
      return _ ("enters");
    case RSC_PATH_LEAVES:
      return _ ("leaves");
    case RSC_PATH_FACE:
      return _ ("kink at a data point");
    case RSC_PATH_NON_UNIQUE:
      return _ ("several optima below");
    case RSC_PATH_UNIQUE:
      return _ ("unique below");
    case RSC_PATH_NARROWEST:
    default:
      return _ ("narrowest width changes");
    }
}

char *
rsc_path_words_dup_row (const RscPathEvent *event)
{
  switch (event->kind)
    {
    case RSC_PATH_ENTERS:
      return g_strdup (_ ("a neuron enters"));
    case RSC_PATH_LEAVES:
      return g_strdup (_ ("a neuron leaves"));
    case RSC_PATH_FACE:
      return g_strdup (_ ("a kink meets or leaves a data point"));
    case RSC_PATH_NON_UNIQUE:
      return g_strdup (_ ("more than one optimal network below"));
    case RSC_PATH_NARROWEST:
      return g_strdup_printf (g_dngettext (NULL, "%zu neuron is enough below",
                                           "%zu neurons are enough below", event->width),
                              event->width);
    case RSC_PATH_UNIQUE:
    default:
      return g_strdup (_ ("one optimal network below"));
    }
}

char *
rsc_path_words_dup_event (const RscPath *path, const RscPathEvent *event, const gsize *labels)
{
  const gsize number = get_number (path, event->neuron, labels);
  g_autofree char *ratio = rsc_number_words_dup (event->lambda / get_lambda_max (path), 6);

  switch (event->kind)
    {
    case RSC_PATH_ENTERS:
      return g_strdup_printf (_ ("At %s λₘₐₓ neuron %zu enters"), ratio, number);
    case RSC_PATH_LEAVES:
      return g_strdup_printf (_ ("At %s λₘₐₓ neuron %zu leaves"), ratio, number);
    case RSC_PATH_FACE:
      return g_strdup_printf (_ ("At %s λₘₐₓ the kink of neuron %zu meets or leaves a data point"),
                              ratio, number);
    case RSC_PATH_NON_UNIQUE:
      return g_strdup_printf (_ ("Below %s λₘₐₓ more than one network is optimal"), ratio);
    case RSC_PATH_UNIQUE:
      return g_strdup_printf (_ ("Below %s λₘₐₓ one network alone is optimal%s"), ratio,
                              rsc_path_words_get_scope_at (path, event->lambda));
    case RSC_PATH_NARROWEST:
    default:
      return g_strdup_printf (
        g_dngettext (NULL, "Below %s λₘₐₓ the narrowest optimal network%s has %zu neuron",
                     "Below %s λₘₐₓ the narrowest optimal network%s has %zu neurons", event->width),
        ratio, rsc_path_words_get_scope_at (path, event->lambda), event->width);
    }
}

char *
rsc_path_words_dup_neuron (const RscPath *path,
                           const RscPathFrame *frame,
                           gsize id,
                           const gsize *labels)
{
  const gsize number = get_number (path, id, labels);
  const gsize n = frame != NULL ? rsc_optimal_set_get_n_neurons (frame->set) : 0;

  if (frame == NULL)
    return g_strdup_printf (_ ("Neuron %zu"), number);

  g_autofree char *ratio = rsc_number_words_dup (frame->lambda / get_lambda_max (path), 3);
  for (gsize i = 0; i < n; i++)
    if (frame->ids[i] == id)
      {
        const RscNeuron *neuron = rsc_optimal_set_get_neuron (frame->set, i);
        g_autofree char *norm =
          rsc_number_words_dup (rsc_optimal_set_get_min_norm (frame->set)[i], 4);
        g_autofree char *range = rsc_number_words_dup_range (neuron->norm_min, neuron->norm_max, 3);

        /* What rounding alone keeps apart is one value. */
        if (neuron->norm_max - neuron->norm_min > 1e-6 * neuron->norm_max)
          return g_strdup_printf (_ ("Neuron %zu at %s λₘₐₓ: norm %s, %s over the set"), number,
                                  ratio, norm, range);
        return g_strdup_printf (_ ("Neuron %zu at %s λₘₐₓ: norm %s"), number, ratio, norm);
      }
  return g_strdup_printf (_ ("Neuron %zu: in no optimal network at %s λₘₐₓ"), number, ratio);
}

/* Where it ends and why, where that is before the end that was asked for. */
static void
append_end (GString *text, const RscPath *path)
{
  const gsize n_points = rsc_path_get_n_points (path);
  const RscPathStatus status = rsc_path_get_status (path);

  if ((status != RSC_PATH_FULL && status != RSC_PATH_TOLERANCE_MISSED) || n_points == 0)
    return;
  g_autofree char *ratio = rsc_number_words_dup (
    rsc_solution_get_lambda (rsc_path_get_point (path, n_points - 1)->solution)
      / get_lambda_max (path),
    3);
  g_string_append_printf (text,
                          status == RSC_PATH_FULL
                            ? _ (" · ends at %s λₘₐₓ: the memory that it may take is used")
                            : _ (" · ends at %s λₘₐₓ: the tolerance was missed there"),
                          ratio);
}

/* @brief: without the condition under which neurons are counted. */
static char *
dup_path (const RscPath *path, gboolean brief)
{
  const gsize n_events = rsc_path_get_n_events (path);
  const gsize n_jumps = rsc_path_get_n_jumps (path);
  const gsize n_pieces = rsc_path_get_n_pieces (path);
  gboolean all_unique = TRUE, none_unique = TRUE;
  GString *text = g_string_new (NULL);

  for (gsize k = 0; k < n_pieces; k++)
    {
      const RscPathPiece *piece = rsc_path_get_piece (path, k);

      all_unique = all_unique && piece->unique;
      none_unique = none_unique && !piece->unique;
    }
  g_string_append_printf (text, g_dngettext (NULL, "%zu event", "%zu events", n_events), n_events);
  append_end (text, path);
  if (n_pieces == 2 && rsc_path_get_piece (path, 0)->unique)
    {
      g_autofree char *low =
        rsc_number_words_dup (rsc_path_get_piece (path, 0)->lambda_low / get_lambda_max (path), 3);

      g_string_append_printf (text, _ (" · unique, so continuous, down to %s λₘₐₓ"), low);
    }
  else if (n_pieces > 0)
    g_string_append (text, all_unique    ? _ (" · unique everywhere, so continuous")
                           : none_unique ? _ (" · nowhere unique")
                                         : _ (" · unique, so continuous, on parts of it"));
  if (n_jumps > 0)
    g_string_append_printf (text,
                            g_dngettext (NULL, " · minimal networks jump at %zu λ",
                                         " · minimal networks jump at %zu λ", n_jumps),
                            n_jumps);
  if (brief)
    g_string_append_printf (
      text,
      g_dngettext (NULL, " · %zu neuron seen", " · %zu neurons seen", rsc_path_get_n_ids (path)),
      rsc_path_get_n_ids (path));
  /* What comes and goes between two states is in neither. */
  else
    g_string_append_printf (
      text,
      g_dngettext (NULL,
                   " · %zu neuron at the states looked at: one that comes and "
                   "goes between two of them is not noticed",
                   " · %zu neurons at the states looked at: one that comes and "
                   "goes between two of them is not noticed",
                   rsc_path_get_n_ids (path)),
      rsc_path_get_n_ids (path));
  if (*rsc_path_words_get_scope (path) != '\0')
    g_string_append_printf (text, " ·%s", rsc_path_words_get_scope (path));
  return g_string_free (text, FALSE);
}

char *
rsc_path_words_dup_path (const RscPath *path)
{
  return dup_path (path, FALSE);
}

char *
rsc_path_words_dup_caption (const RscPath *path)
{
  return dup_path (path, TRUE);
}

const char *
rsc_path_words_get_absence (const RscPath *path, gboolean complete, gboolean angle)
{
  RscProblem *problem;

  if (path == NULL)
    return complete ? _ ("There is no path.") : _ ("The path has not been followed yet.");
  problem = rsc_path_get_problem (path);
  if (!(rsc_problem_get_lambda_max (problem) > 0.0))
    return _ ("λₘₐₓ is 0: the zero network is optimal for every λ, so there is no path.");
  if (rsc_path_get_n_points (path) == 0)
    return _ ("The path has not been followed yet.");
  if (angle && rsc_problem_get_d (problem) != 2)
    return _ ("A direction is an angle only where neurons have two weights, the bias included.");
  return NULL;
}

const char *
rsc_path_words_get_place (void)
{
  return _ ("The path appears here.");
}

const char *
rsc_path_words_get_computing (void)
{
  return _ ("Computing the path…");
}

const char *
rsc_path_words_get_zero (void)
{
  return _ ("The zero network is optimal for every λ: there is no path to follow.");
}

char *
rsc_path_words_dup_reach (double ratio)
{
  g_autofree char *reach = rsc_number_words_dup (ratio, 2);

  return g_strdup_printf (_ ("Computing the path… down to %s λₘₐₓ"), reach);
}

const char *
rsc_path_words_get_cancelled (void)
{
  return _ ("The path was cancelled. “Follow the path” begins it again.");
}

char *
rsc_path_words_dup_end (const char *reason)
{
  return g_strdup_printf (_ ("The path ends early: %s"), reason);
}

const char *
rsc_path_words_get_unknown (gboolean complete)
{
  return complete ? _ ("not known") : _ ("not computed yet");
}

const char *
rsc_path_words_get_lambda_title (void)
{
  return _ ("λ/λₘₐₓ");
}

const char *
rsc_path_words_get_penalty_title (void)
{
  return _ ("penalty Σ ||w||");
}

const char *
rsc_path_words_get_error_title (void)
{
  return _ ("fit error ||y − ŷ||² / ||y||²");
}

const char *
rsc_path_words_get_norm_title (void)
{
  return _ ("norm ||w||");
}

const char *
rsc_path_words_get_angle_title (void)
{
  return _ ("direction in degrees");
}

char *
rsc_path_words_dup_weight_title (RscDataset *dataset, gsize feature)
{
  return g_strdup_printf (_ ("weight, %s"), rsc_data_words_get_weight (dataset, feature));
}

const char *
rsc_path_words_get_dimension (gboolean narrow)
{
  return narrow ? _ ("dim") : _ ("dimension");
}

const char *
rsc_path_words_get_events (void)
{
  return _ ("events");
}

char *
rsc_path_words_dup_lambda (double ratio, int digits)
{
  g_autofree char *value = rsc_number_words_dup (ratio, digits);

  return g_strdup_printf (_ ("λ = %s λₘₐₓ"), value);
}

char *
rsc_path_words_dup_more (gsize n)
{
  return g_strdup_printf (_ ("+%zu"), n);
}

char *
rsc_path_words_dup_curve (double low, double high, double norm)
{
  g_autofree char *range = rsc_number_words_dup_range (high, low, 3);
  g_autofree char *most = rsc_number_words_dup (norm, 3);

  return isfinite (norm) ? g_strdup_printf (_ ("%s λₘₐₓ, norm at most %s"), range, most)
                         : g_strdup_printf (_ ("%s λₘₐₓ"), range);
}

char *
rsc_path_words_dup_largest (gsize shown, gsize n)
{
  return g_strdup_printf (_ ("the %zu largest of %zu"), shown, n);
}

const char *
rsc_path_words_get_no_neuron (void)
{
  return _ ("No neuron is ever used: the zero network stays optimal.");
}
