/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-picture-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "core/numerics/rsc-number-words.h"
#include "ui/words/rsc-curves-words.h"
#include "ui/words/rsc-data-words.h"
#include "ui/words/rsc-function-words.h"
#include "ui/words/rsc-neuron-words.h"
#include "ui/words/rsc-path-event-words.h"
#include "ui/words/rsc-path-words.h"
#include "ui/words/rsc-pruning-words.h"
#include "ui/words/rsc-set-words.h"

/* Neurons whose norms are named. */
#define NORMS_MAX 8

/* --- the function ----------------------------------------------------------------------------- */

/* Rows that are named one by one. */
#define ROWS_MAX 5

static char *
dup_range (gsize n, const double *values)
{
  double low = INFINITY, high = -INFINITY;

  for (gsize i = 0; i < n; i++)
    {
      low = fmin (low, values[i]);
      high = fmax (high, values[i]);
    }
  return rsc_number_words_dup_range (low, high, 3);
}

static char *
dup_axes (const RscPictureFunction *picture)
{
  g_autofree char *first = NULL, *second = NULL;

  if (picture->n_features > 0)
    first = rsc_data_words_dup_feature (picture->dataset, picture->features[0]);
  if (picture->n_features > 1)
    second = rsc_data_words_dup_feature (picture->dataset, picture->features[1]);
  if (picture->n_features == 0)
    return g_strdup (_ ("Predictions against the target."));
  if (picture->n_features == 1)
    return g_strdup_printf (_ ("Curve of the prediction over %s."), first);
  if (picture->is_width)
    return g_strdup_printf (_ ("Map of the width of the envelope over %s and %s."), first, second);
  return g_strdup_printf (_ ("Map of the prediction over %s and %s."), first, second);
}

/* What stands still while two features are on the axes. */
static void
append_held (GString *text, const RscPictureFunction *picture)
{
  if (picture->n_others > 0)
    g_string_append_printf (text,
                            g_dngettext (NULL, " %zu other feature is held.",
                                         " %zu other features are held.", picture->n_others),
                            picture->n_others);
}

static void
append_predictions (GString *text, const RscPictureFunction *picture)
{
  const gsize n = rsc_dataset_get_n (picture->dataset);
  const gsize width = rsc_network_get_width (picture->network);
  g_autofree double *f = g_new (double, MAX (n, 1));
  g_autofree char *predicted = NULL;
  g_autofree char *actual = dup_range (n, rsc_dataset_get_y (picture->dataset));

  rsc_network_predict (picture->network, n, rsc_dataset_get_x (picture->dataset), f);
  predicted = dup_range (n, f);
  g_string_append_printf (
    text,
    g_dngettext (
      NULL,
      " The picked network has %zu neuron and predicts %s on the data, where the target is %s.",
      " The picked network has %zu neurons and predicts %s on the data, where the target is %s.",
      width),
    width, predicted, actual);
}

static void
append_selected (GString *text, const RscRowSet *selected)
{
  if (!selected || selected->n == 0)
    return;
  if (selected->n > ROWS_MAX)
    {
      g_string_append_printf (
        text,
        g_dngettext (NULL, " %zu point is selected.", " %zu points are selected.", selected->n),
        selected->n);
      return;
    }
  g_string_append (text, g_dngettext (NULL, " Selected: row ", " Selected: rows ", selected->n));
  for (gsize k = 0; k < selected->n; k++)
    g_string_append_printf (text, "%s%zu", k > 0 ? ", " : "", selected->rows[k] + 1);
  g_string_append_c (text, '.');
}

char *
rsc_picture_words_dup_function (const RscPictureFunction *picture)
{
  g_autofree char *axes = NULL;
  GString *text;
  gsize n;

  if (!picture->dataset)
    return g_strdup (rsc_function_words_notice (RSC_FUNCTION_NO_DATA));
  n = rsc_dataset_get_n (picture->dataset);
  axes = dup_axes (picture);
  text = g_string_new (axes);
  append_held (text, picture);
  g_string_append_printf (text, g_dngettext (NULL, " %zu point.", " %zu points.", n), n);
  if (picture->n_test > 0)
    g_string_append_printf (
      text, g_dngettext (NULL, " %zu test point.", " %zu test points.", picture->n_test),
      picture->n_test);
  append_selected (text, picture->selected);
  if (picture->updating)
    {
      g_string_append_printf (text, " %s.", picture->updating);
      return g_string_free (text, FALSE);
    }
  if (picture->network && n > 0)
    append_predictions (text, picture);
  else if (!picture->network)
    g_string_append_printf (text, " %s", rsc_function_words_notice (RSC_FUNCTION_NOT_SOLVED));
  if (isfinite (picture->width))
    {
      g_autofree char *width = rsc_number_words_dup (picture->width, 3);

      g_string_append_printf (
        text, _ (" The optimal networks differ by at most %s in the picture."), width);
    }
  return g_string_free (text, FALSE);
}

/* --- the set ---------------------------------------------------------------------------------- */

/* As the list of neurons has it. */
static void
append_norm (GString *text,
             gboolean first,
             const RscOptimalSet *set,
             gsize neuron,
             const gsize *labels,
             const double *point)
{
  double largest = 0;
  g_autofree char *value = NULL;

  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (set); i++)
    largest = fmax (largest, rsc_optimal_set_get_neuron (set, i)->norm_max);
  value = rsc_neuron_words_dup_norm (point[neuron], largest);
  g_string_append_printf (text, "%s%" G_GSIZE_FORMAT ": %s", first ? "" : ", ", labels[neuron] + 1,
                          value);
}

/* The only network, by the norms of its neurons. */
static void
append_bars (GString *text, const RscOptimalSet *set, const gsize *labels, const double *point)
{
  gsize shown = 0;

  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (set); i++)
    if (rsc_optimal_set_get_neuron (set, i)->in_support)
      {
        if (shown == NORMS_MAX)
          {
            g_string_append (text, ", …");
            break;
          }
        if (shown == 0)
          g_string_append (text, _ (" Norms of neurons "));
        append_norm (text, shown == 0, set, i, labels, point);
        shown++;
      }
  if (shown > 0)
    g_string_append_c (text, '.');
}

static void
append_axes (GString *text,
             const RscOptimalSet *set,
             gsize n_axes,
             const gsize *axes,
             const gsize *labels,
             const double *point)
{
  g_string_append (text, n_axes == 1 ? _ (" Axis: neuron ") : _ (" Axes: neurons "));
  for (gsize k = 0; k < n_axes; k++)
    g_string_append_printf (text, "%s%" G_GSIZE_FORMAT, k > 0 ? ", " : "", labels[axes[k]] + 1);
  g_string_append_c (text, '.');
  if (!point)
    return;
  g_string_append (text, _ (" Picked network, norms "));
  for (gsize k = 0; k < n_axes; k++)
    append_norm (text, k == 0, set, axes[k], labels, point);
  g_string_append_c (text, '.');
}

char *
rsc_picture_words_dup_set (const RscOptimalSet *set,
                           const RscHull *hull,
                           gsize n_axes,
                           const gsize *axes,
                           const gsize *labels,
                           const double *point,
                           gssize vertex,
                           gboolean walked)
{
  g_autofree char *vertices = NULL;
  g_autofree char *shadow = NULL;
  GString *text;

  if (!set || !labels || !(hull || rsc_optimal_set_get_dimension (set) == 0))
    return g_strdup (rsc_set_words_get_absence (set, n_axes));
  if (rsc_optimal_set_get_dimension (set) == 0)
    {
      shadow = rsc_set_words_dup_one (set, walked);
      text = g_string_new (shadow);
      if (point)
        append_bars (text, set, labels, point);
      return g_string_free (text, FALSE);
    }
  shadow = rsc_set_words_dup_shadow (set, hull, walked);
  vertices = rsc_set_words_dup_vertices (set, vertex);
  text = g_string_new (shadow);
  if (vertices && *vertices != '\0')
    g_string_append_printf (text, vertex >= 0 ? _ (" Picked: %s.") : " %s.", vertices);
  append_axes (text, set, n_axes, axes, labels, point);
  return g_string_free (text, FALSE);
}

/* --- the path --------------------------------------------------------------------------------- */

char *
rsc_picture_words_dup_path (const RscPath *path,
                            gboolean complete,
                            const char *y,
                            RscPictureOver over,
                            double lambda)
{
  g_autofree char *absent = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *here = NULL;
  g_autofree char *where = NULL;
  GString *text;

  if (!path || rsc_path_get_n_points (path) == 0)
    return g_strdup (path && complete ? rsc_path_words_get_zero () : rsc_path_words_get_place ());
  text = g_string_new (NULL);
  whole = rsc_path_words_dup_path (path);
  g_string_append_printf (text,
                          over == RSC_PICTURE_OVER_PENALTY
                            ? _ ("Curves of every neuron over the penalty, vertical axis %s: %s.")
                          : over == RSC_PICTURE_OVER_ERROR
                            ? _ ("Curves of every neuron over the fit error, vertical axis %s: %s.")
                            : _ ("Curves of every neuron over λ, vertical axis %s: %s."),
                          y, whole);
  here = isfinite (lambda) ? rsc_path_event_words_dup_here (path, complete, lambda) : NULL;
  if (here)
    {
      where = rsc_path_words_dup_lambda (
        lambda / rsc_problem_get_lambda_max (rsc_path_get_problem (path)), 4);
      g_string_append_printf (text, _ (" At %s: %s."), where, here);
    }
  return g_string_free (text, FALSE);
}

char *
rsc_picture_words_dup_timeline (const RscPath *path, gboolean complete, double ratio_min)
{
  g_autofree char *whole =
    path && complete && rsc_path_get_n_points (path) > 0 ? rsc_path_words_dup_path (path) : NULL;
  g_autofree char *end = rsc_path_words_dup_lambda (ratio_min, 3);

  if (whole)
    return g_strdup_printf (_ ("From λₘₐₓ down to %s: %s."), end, whole);
  return g_strdup_printf (_ ("From λₘₐₓ down to %s."), end);
}

/* --- pruning ---------------------------------------------------------------------------------- */

char *
rsc_picture_words_dup_pruning (const RscPruning *walk, gsize k, const char *sentence)
{
  const RscPruningState *state = rsc_pruning_get_state (walk, k);
  const gsize m = rsc_pruning_get_start_width (walk);
  g_autofree char *left = rsc_pruning_words_width (state->width);

  return g_strdup_printf (
    _ ("Activations, norms and singular values: %s of %zu at the start, step %zu. %s"), left, m, k,
    sentence);
}

/* --- curves ----------------------------------------------------------------------------------- */

char *
rsc_picture_words_dup_curves (const char *title, gsize n_curves)
{
  return g_strdup_printf (g_dngettext (NULL, "%s over the number of neurons, %zu curve.",
                                       "%s over the number of neurons, %zu curves.", n_curves),
                          title, n_curves);
}

char *
rsc_picture_words_dup_curve (const char *label,
                             gboolean dashed,
                             gsize first_width,
                             double first_value,
                             gsize last_width,
                             double last_value)
{
  g_autofree char *first = rsc_number_words_dup (first_value, 3);
  g_autofree char *last = rsc_number_words_dup (last_value, 3);
  g_autofree char *wide = rsc_pruning_words_width (first_width);
  g_autofree char *narrow = rsc_pruning_words_width (last_width);

  if (dashed)
    return g_strdup_printf (_ (" %s, %s: %s with %s, %s with %s."), label,
                            rsc_curves_words_line (TRUE), first, wide, last, narrow);
  return g_strdup_printf (_ (" %s: %s with %s, %s with %s."), label, first, wide, last, narrow);
}

/* --- the gallery ------------------------------------------------------------------------------ */

char *
rsc_picture_words_dup_thumbnail (const char *sentence, gsize n, gsize d)
{
  g_autofree char *points = g_strdup_printf (g_dngettext (NULL, "%zu point", "%zu points", n), n);
  g_autofree char *features =
    g_strdup_printf (g_dngettext (NULL, "%zu feature", "%zu features", d), d);

  return g_strdup_printf (_ ("%s %s, %s."), sentence, points, features);
}
