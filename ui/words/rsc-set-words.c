/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-set-words.h"

#include "core/numerics/rsc-number-words.h"
#include "core/numerics/rsc-tolerances.h"
#include "ui/words/rsc-data-words.h"
#include "ui/words/rsc-neuron-words.h"
#include "ui/words/rsc-pattern-words.h"
#include <glib/gi18n.h>

/* Norms of a vertex that one line names. */
#define VERTEX_NORMS_MAX 8

gboolean
rsc_set_words_is_proved (const RscOptimalSet *set)
{
  RscSolution *solution = rsc_optimal_set_get_solution (set);

  return rsc_solution_get_status (solution) == RSC_SOLUTION_CONVERGED
         && rsc_pattern_words_is_all (solution);
}

static gboolean
is_at_origin (const RscHull *hull)
{
  for (gsize k = 0; k < hull->n_points * hull->n_axes; k++)
    if (hull->points[k] != 0.0)
      return FALSE;
  return TRUE;
}

/* The picture is a point. */
static const char *
get_point (const RscOptimalSet *set, const RscHull *hull, gboolean walked)
{
  if (set == NULL)
    return _ ("A single point.");
  if (rsc_optimal_set_get_n_support (set) == 0)
    return _ ("The only optimal network is zero: it has no neurons.");
  if (rsc_optimal_set_get_dimension (set) > 0)
    {
      if (is_at_origin (hull))
        return hull->n_axes == 1 ? _ ("This neuron is in no optimal network.")
                                 : _ ("These neurons are in no optimal network.");
      return hull->n_axes == 1 ? _ ("This neuron is the same in every optimal network.")
                               : _ ("These neurons are the same in every optimal network.");
    }
  if (!rsc_set_words_is_proved (set))
    return _ ("One point: no other optimal network was found.");
  if (rsc_optimal_set_is_between (set))
    return _ ("Unique at the path's points above and below.");
  return walked ? _ ("The walk began at the only optimal network: each step leaves it.")
                : _ ("Unique: this is the only optimal network.");
}

/* How many vertices are drawn where these are not all; to follow a sentence. */
static char *
dup_known (const RscOptimalSet *set)
{
  gsize n = rsc_optimal_set_get_n_vertices (set);

  if (rsc_optimal_set_get_vertices_complete (set) || n == 0)
    return g_strdup ("");
  return g_strdup_printf (
    g_dngettext (NULL, " %zu of its vertices is drawn.", " %zu of its vertices are drawn.", n), n);
}

/* An eight-, an eleven-, an eighteen-, an eighty-dimensional set; a set of any other dimension. */
static char *
dup_dimensional (gsize n)
{
  gsize first = n;

  while (first >= 1000)
    first /= 1000;
  return g_strdup_printf (first == 8 || first == 11 || first == 18 || first / 10 == 8
                              || first / 100 == 8
                            ? _ ("an %zu-dimensional set")
                            : _ ("a %zu-dimensional set"),
                          n);
}

char *
rsc_set_words_dup_shadow (const RscOptimalSet *set, const RscHull *hull, gboolean walked)
{
  const gsize shown = hull->dimension;

  if (shown == 0)
    return g_strdup (get_point (set, hull, walked));
  if (set == NULL)
    {
      if (shown >= hull->n_axes)
        return NULL;
      return g_strdup (shown == 1
                         ? _ ("These neurons only change together: one degree of freedom.")
                         : _ ("These neurons only change together: two degrees of freedom."));
    }

  const gsize dimension = rsc_optimal_set_get_dimension (set);
  const char *doubt = rsc_optimal_set_is_trusted (set)
                        ? ""
                        : /* its dimension is not certain */ _ (", as far as can be told");
  g_autofree char *known = dup_known (set);
  if (shown >= dimension)
    return g_strdup_printf (_ ("The whole set: %zu-dimensional%s.%s"), shown, doubt, known);
  g_autofree char *whole = dup_dimensional (dimension);
  if (shown < hull->n_axes)
    return g_strdup_printf (
      /* of "a 5-dimensional set" */
      _ ("%zu-D shadow of %s%s: these neurons only change together.%s"), shown, whole, doubt,
      known);
  return g_strdup_printf (_ ("%zu-D shadow of %s%s.%s"), shown, whole, doubt, known);
}

const char *
rsc_set_words_get_longest_shadow (void)
{
  return _ ("2-D shadow of an 18-dimensional set: these neurons only change together.");
}

char *
rsc_set_words_dup_one (const RscOptimalSet *set, gboolean walked)
{
  RscHull point = { .n_axes = 2 };

  return g_strdup (get_point (set, &point, walked));
}

const char *
rsc_set_words_get_absence (const RscOptimalSet *set, gsize n_axes)
{
  if (set == NULL)
    return _ ("Nothing solved yet.");
  if (rsc_optimal_set_get_n_neurons (set) == 0)
    return _ ("The only optimal network is zero: it has no neurons.");
  if (n_axes == 0)
    return _ ("Choose one to three neurons as axes.");
  return _ ("The optimal set is being worked out.");
}

static int
compare_labels (gconstpointer a, gconstpointer b, gpointer labels)
{
  gsize p = ((const gsize *) labels)[*(const gsize *) a];
  gsize q = ((const gsize *) labels)[*(const gsize *) b];

  return (p > q) - (p < q);
}

char *
rsc_set_words_dup_vertex (const RscOptimalSet *set, gsize vertex, const gsize *labels)
{
  g_return_val_if_fail (set != NULL, NULL);
  g_return_val_if_fail (vertex < rsc_optimal_set_get_n_vertices (set), NULL);

  const double *a = rsc_optimal_set_get_vertex (set, vertex);
  gsize m = rsc_optimal_set_get_n_neurons (set), shown = 0;
  gsize width = rsc_optimal_set_get_vertex_width (set, vertex);
  g_autofree gsize *order = g_new (gsize, MAX (m, 1));
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < m; i++)
    order[i] = i;
  if (labels != NULL)
    g_qsort_with_data (order, (int) m, sizeof *order, compare_labels, (gpointer) labels);
  g_string_append_printf (
    text,
    g_dngettext (NULL, "Vertex %zu: %zu neuron, norm ", "Vertex %zu: %zu neurons, norms ", width),
    vertex + 1, width);
  for (gsize k = 0; k < m; k++)
    {
      gsize i = order[k];

      if (!(a[i] > 0))
        continue;
      if (shown == VERTEX_NORMS_MAX)
        {
          g_string_append (text, ", …");
          break;
        }
      g_autofree char *norm = rsc_number_words_dup (a[i], 3);
      g_string_append_printf (text, "%s%" G_GSIZE_FORMAT ": %s", shown > 0 ? ", " : "",
                              (labels != NULL ? labels[i] : i) + 1, norm);
      shown++;
    }
  return g_string_free (text, FALSE);
}

static void
get_widths (const RscOptimalSet *set, gsize n, const gsize *vertices, gsize *least, gsize *most)
{
  *least = G_MAXSIZE;
  *most = 0;
  for (gsize k = 0; k < n; k++)
    {
      gsize width = rsc_optimal_set_get_vertex_width (set, vertices[k]);

      *least = MIN (*least, width);
      *most = MAX (*most, width);
    }
}

/* "8 neurons", "8 to 9 neurons" */
static char *
dup_widths (const RscOptimalSet *set, gsize n, const gsize *vertices)
{
  gsize least, most;

  get_widths (set, n, vertices, &least, &most);
  if (least == most)
    return rsc_set_words_dup_width (least);
  return g_strdup_printf (_ ("%zu to %zu neurons"), least, most);
}

char *
rsc_set_words_dup_vertices_at (const RscOptimalSet *set,
                               gsize n,
                               const gsize *vertices,
                               gboolean inside,
                               const gsize *labels)
{
  g_return_val_if_fail (set != NULL && n > 0, NULL);

  if (n == 1)
    {
      g_autofree char *words = rsc_set_words_dup_vertex (set, vertices[0], labels);

      return inside ? g_strdup_printf (_ ("Inside the shadow: %s"), words)
                    : g_steal_pointer (&words);
    }

  g_autofree char *widths = dup_widths (set, n, vertices);
  g_autoptr (GString) numbers = g_string_new (NULL);
  for (gsize k = 0; k < n; k++)
    {
      if (k == VERTEX_NORMS_MAX)
        {
          g_string_append (numbers, ", …");
          break;
        }
      g_string_append_printf (numbers, "%s%" G_GSIZE_FORMAT, k > 0 ? ", " : "", vertices[k] + 1);
    }
  return g_strdup_printf (
    inside ? _ ("Inside the shadow: %zu vertices fall together here, %s: numbers %s")
           : _ ("%zu vertices fall together here, %s: numbers %s"),
    n, widths, numbers->str);
}

char *
rsc_set_words_dup_dot (const RscOptimalSet *set, gsize n, const gsize *vertices)
{
  g_return_val_if_fail (set != NULL && n > 0, NULL);

  g_autofree char *widths = dup_widths (set, n, vertices);
  if (n == 1)
    return g_steal_pointer (&widths);
  return g_strdup_printf (_ ("%zu vertices, %s"), n, widths);
}

char *
rsc_set_words_dup_count (gsize n)
{
  return g_strdup_printf ("×%" G_GSIZE_FORMAT, n);
}

char *
rsc_set_words_dup_bar (const RscOptimalSet *set, gsize i, gsize number, double norm)
{
  g_return_val_if_fail (set != NULL && i < rsc_optimal_set_get_n_neurons (set), NULL);

  const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, i);
  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  g_autofree char *value = rsc_number_words_dup (norm, 3);
  gsize d;
  g_autofree double *weights = rsc_neuron_words_dup_weights (problem, neuron->direction, &d);
  g_autofree char *direction = rsc_neuron_words_dup_direction (neuron->sign, d, weights);

  return g_strdup_printf (_ ("Neuron %zu: norm %s, %s"), number, value, direction);
}

char *
rsc_set_words_dup_several (gboolean below, double edge)
{
  g_autofree char *ratio = rsc_number_words_dup (edge, 3);

  return below ? g_strdup_printf (_ ("Several optima below %s λₘₐₓ"), ratio)
               : g_strdup_printf (_ ("Several optima above %s λₘₐₓ"), ratio);
}

const char *
rsc_set_words_get_several_change (void)
{
  return _ ("Go to several optima");
}

char *
rsc_set_words_dup_none (const RscOptimalSet *set, double edge)
{
  g_return_val_if_fail (set != NULL, NULL);

  g_autofree char *ratio = rsc_number_words_dup (edge, 3);
  return g_strdup_printf (_ ("Unique at every λ down to %s λₘₐₓ%s."), ratio,
                          rsc_pattern_words_scope (rsc_optimal_set_get_solution (set)));
}

char *
rsc_set_words_dup_corner (const RscHull *hull, gsize corner)
{
  g_return_val_if_fail (hull != NULL && corner < hull->n_points, NULL);

  GString *text = g_string_new (_ ("A corner of the projection: "));
  for (gsize k = 0; k < hull->n_axes; k++)
    {
      g_autofree char *value = rsc_number_words_dup (hull->points[corner * hull->n_axes + k], 3);

      g_string_append_printf (text, "%s%s", k > 0 ? ", " : "", value);
    }
  return g_string_free (text, FALSE);
}

const char *
rsc_set_words_get_hint (const RscOptimalSet *set, const RscHull *hull)
{
  if (set == NULL)
    return NULL;
  if (rsc_optimal_set_get_n_neurons (set) == 0)
    return _ ("The zero network is the only optimal one");
  if (hull == NULL || rsc_optimal_set_is_unique (set))
    return NULL;
  return hull->n_axes == 3 ? _ ("Drag the marker or click a vertex · drag beside them to rotate")
                           : _ ("Drag the marker or click a vertex");
}

const char *
rsc_set_words_get_hint_help (void)
{
  return _ (
    "Left and Right move the marker along the first axis, Up and Down along the second, with Ctrl "
    "along the third; with Shift they rotate. The wheel, + and − zoom, Home shows all. Page Up and "
    "Page Down go from vertex to vertex.");
}

const char *
rsc_set_words_get_computing (void)
{
  return _ ("Computing the set at this λ…");
}

char *
rsc_set_words_dup_vertices (const RscOptimalSet *set, gssize vertex)
{
  if (set == NULL)
    return g_strdup (_ ("Vertex"));

  gsize n = rsc_optimal_set_get_n_vertices (set);
  const char *more = rsc_optimal_set_get_vertices_listed (set) ? "" : "+";
  if (vertex >= 0)
    return g_strdup_printf (_ ("Vertex %zd of %zu%s"), vertex + 1, n, more);
  return g_strdup_printf (g_dngettext (NULL, "%zu%s vertex", "%zu%s vertices", n), n, more);
}

const char *
rsc_set_words_get_space (gboolean convex)
{
  return convex ? _ ("Convex") : _ ("Non-convex");
}

char *
rsc_set_words_dup_axis_title (const RscOptimalSet *set, gboolean convex, gsize number, int feature)
{
  const char *letter = convex ? "w" : "\u03b8";
  g_autofree char *index = rsc_number_words_dup_subscript (number);

  if (set == NULL)
    return g_strdup_printf (_ ("neuron %zu"), number);
  if (feature < 0)
    return g_strdup_printf ("||%s%s||", letter, index);

  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  RscDataset *dataset = rsc_problem_get_dataset (problem);
  return g_strdup_printf ("%s%s, %s", letter, index,
                          rsc_data_words_get_weight (dataset, (gsize) feature));
}

char *
rsc_set_words_dup_absent_axis (gboolean convex, gsize number)
{
  g_autofree char *index = rsc_number_words_dup_subscript (number);

  return g_strdup_printf ("%s%s = 0", convex ? "w" : "\u03b8", index);
}

const char *
rsc_set_words_get_unused_axes (void)
{
  return _ ("The neurons on these axes are not used here: their norms are 0.");
}

const char *
rsc_set_words_get_choose_axes (void)
{
  return _ ("Choose axes again");
}

char *
rsc_set_words_dup_bars_title (const RscOptimalSet *set, gboolean convex, int feature)
{
  const char *letter = convex ? "w" : "\u03b8";

  g_return_val_if_fail (set != NULL, NULL);
  if (feature < 0)
    return g_strdup_printf ("||%s||", letter);

  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  return g_strdup_printf (
    "%s, %s", letter,
    rsc_data_words_get_weight (rsc_problem_get_dataset (problem), (gsize) feature));
}

char *
rsc_set_words_dup_width (gsize width)
{
  return g_strdup_printf (g_dngettext (NULL, "%zu neuron", "%zu neurons", (gulong) width), width);
}

/* Which patterns a claim is about, to follow it; "" where it is about all. */
static const char *
get_scope (const RscOptimalSet *set)
{
  return rsc_pattern_words_scope (rsc_optimal_set_get_solution (set));
}

char *
rsc_set_words_dup_uniqueness (const RscOptimalSet *set)
{
  g_return_val_if_fail (set != NULL, NULL);

  gsize dimension = rsc_optimal_set_get_dimension (set);
  if (!rsc_optimal_set_is_trusted (set))
    return g_strdup_printf (_ ("%zu as far as can be told"), dimension);
  if (dimension == 0)
    return g_strdup_printf (_ ("0: the optimal network is unique%s"), get_scope (set));
  return g_strdup_printf (_ ("%zu: the optimal network is not unique"), dimension);
}

char *
rsc_set_words_dup_narrowest (const RscOptimalSet *set)
{
  g_return_val_if_fail (set != NULL, NULL);

  g_autofree char *width = rsc_set_words_dup_width (rsc_optimal_set_get_narrowest_width (set));
  if (!rsc_optimal_set_get_narrowest_proved (set))
    return g_strdup_printf (_ ("%s, not proved to be the fewest"), width);
  return g_strdup_printf (_ ("%s, proved: no optimal network%s has fewer"), width, get_scope (set));
}

char *
rsc_set_words_dup_caution (const RscOptimalSet *set)
{
  g_return_val_if_fail (set != NULL, NULL);

  RscSolution *solution = rsc_optimal_set_get_solution (set);
  g_autofree char *error = rsc_number_words_dup (rsc_optimal_set_get_error (set), 2);
  g_autofree char *excess = rsc_number_words_dup (MAX (rsc_optimal_set_get_excess (set), 0.0), 2);
  g_autofree char *misfit = rsc_number_words_dup (rsc_optimal_set_get_misfit (set), 2);
  /* Its networks are as good as can be told, but not whether they are all that there are. */
  if (!rsc_optimal_set_is_trusted (set) && rsc_optimal_set_get_excess (set) <= RSC_TOLERANCE_EXCESS
      && rsc_optimal_set_get_misfit (set) <= RSC_TOLERANCE_MISFIT)
    return g_strdup_printf (_ ("the set is an approximation: the residual on which it stands is "
                               "known only to %s of λ, so "
                               "neurons may be missing or too many"),
                            error);
  if (!rsc_optimal_set_is_trusted (set))
    return g_strdup_printf (
      _ ("the set is an approximation: its networks are up to %s of the objective worse than the "
         "certified optimum, and miss its fit by up to %s of the targets"),
      excess, misfit);
  if (!rsc_solution_is_solved (solution))
    return g_strdup (_ ("the set is that of the approximate solution; the optimal one may differ"));
  if (rsc_optimal_set_get_n_doubtful (set) > 0)
    return g_strdup (
      _ ("some of its neurons touch λ only to the rounding of the data; without them the set is "
         "smaller"));
  return NULL;
}
