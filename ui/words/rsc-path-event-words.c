/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-path-event-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "core/numerics/rsc-number-words.h"
#include "core/numerics/rsc-tolerances.h"
#include "ui/words/rsc-path-words.h"

#define N_KINDS (RSC_PATH_NARROWEST + 1)
/* More neurons than that are not all named. */
#define NAMES_MAX 16

static char *
dup_ratio (const RscPath *path, double lambda, int digits)
{
  return rsc_number_words_dup (lambda / rsc_problem_get_lambda_max (rsc_path_get_problem (path)),
                               digits);
}

static gboolean
is_at (const RscPathEvent *event, double lambda)
{
  return fabs (event->lambda - lambda) <= RSC_TOLERANCE_EVENT * event->lambda;
}

gboolean
rsc_path_event_words_are_together (const RscPath *path, gsize a, gsize b)
{
  return is_at (rsc_path_get_event (path, a), rsc_path_get_event (path, b)->lambda);
}

/* --- phrases ---------------------------------------------------------------------------------- */

/* "4 neurons enter" */
static char *
dup_neurons (RscPathEventKind kind, gsize n)
{
  if (kind == RSC_PATH_ENTERS)
    return g_strdup_printf (g_dngettext (NULL, "%zu neuron enters", "%zu neurons enter", n), n);
  if (kind == RSC_PATH_LEAVES)
    return g_strdup_printf (g_dngettext (NULL, "%zu neuron leaves", "%zu neurons leave", n), n);
  return n == 1 ? g_strdup (_ ("the kink of a neuron meets or leaves a data point"))
                : g_strdup_printf (_ ("the kinks of %zu neurons meet or leave data points"), n);
}

/* Whether the narrowest network has more neurons below the event than above it. Both widths are
 * proved where there is such an event. */
static gboolean
is_rise (const RscPath *path, const RscPathEvent *event)
{
  gsize above = 0; /* of the zero network, where the path begins */

  for (gsize k = 0; k < rsc_path_get_n_events (path); k++)
    {
      const RscPathEvent *other = rsc_path_get_event (path, k);

      if (other->lambda <= event->lambda || is_at (other, event->lambda))
        break;
      if (other->kind == RSC_PATH_NARROWEST)
        above = other->width;
    }
  return event->width > above;
}

/* "several networks are optimal"; @short: neurons have just been spoken of. */
static char *
dup_set (const RscPath *path, const RscPathEvent *event, gboolean is_short)
{
  const char *scope = rsc_path_words_get_scope_at (path, event->lambda);

  if (event->kind == RSC_PATH_NON_UNIQUE)
    return g_strdup (_ ("several networks are optimal"));
  if (event->kind == RSC_PATH_UNIQUE)
    return g_strdup_printf (_ ("one network alone is optimal%s"), scope);
  if (is_rise (path, event))
    return is_short ? g_strdup_printf (
             g_dngettext (NULL, "%zu is needed%s", "%zu are needed%s", event->width), event->width,
             scope)
                    : g_strdup_printf (g_dngettext (NULL, "%zu neuron is needed%s",
                                                    "%zu neurons are needed%s", event->width),
                                       event->width, scope);
  if (is_short)
    return g_strdup_printf (g_dngettext (NULL, "%zu is enough%s", "%zu are enough%s", event->width),
                            event->width, scope);
  return g_strdup_printf (
    g_dngettext (NULL, "%zu neuron is enough%s", "%zu neurons are enough%s", event->width),
    event->width, scope);
}

/* "a", "a and b", "a, b and c" */
static char *
join (GPtrArray *parts)
{
  GString *text = g_string_new (NULL);

  for (guint k = 0; k < parts->len; k++)
    {
      if (k > 0)
        g_string_append (text, k + 1 < parts->len ? _ (", ") : _ (" and "));
      g_string_append (text, g_ptr_array_index (parts, k));
    }
  return g_string_free (text, FALSE);
}

/* What the events from @first on do that are at one λ: the neurons and the set, each NULL where
 * nothing. Returns how many events that are. */
static gsize
describe (const RscPath *path, gsize first, char **neurons, char **set)
{
  const gsize n = rsc_path_get_n_events (path);
  g_autoptr (GPtrArray) of_neurons = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) of_set = g_ptr_array_new_with_free_func (g_free);
  gsize counts[N_KINDS] = { 0 }, end = first;
  const RscPathEvent *last[N_KINDS] = { NULL };

  for (; end < n && rsc_path_event_words_are_together (path, first, end); end++)
    {
      const RscPathEvent *event = rsc_path_get_event (path, end);

      counts[event->kind]++;
      last[event->kind] = event;
    }
  for (int kind = 0; kind < N_KINDS; kind++)
    if (counts[kind] > 0 && kind <= RSC_PATH_FACE)
      g_ptr_array_add (of_neurons, dup_neurons ((RscPathEventKind) kind, counts[kind]));
    else if (counts[kind] > 0)
      g_ptr_array_add (
        of_set, dup_set (path, last[kind], counts[RSC_PATH_ENTERS] + counts[RSC_PATH_LEAVES] > 0));
  *neurons = of_neurons->len > 0 ? join (of_neurons) : NULL;
  *set = of_set->len > 0 ? join (of_set) : NULL;
  return end - first;
}

static char *
capitalise (char *text)
{
  g_autofree char *old = text;
  g_autofree char *first = g_utf8_substring (text, 0, 1);
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, g_utf8_next_char (text), NULL);
}

/* --- the sentence at the cursor --------------------------------------------------------------- */

static char *
dup_at_event (const RscPath *path, gsize first)
{
  g_autofree char *neurons = NULL;
  g_autofree char *set = NULL;

  describe (path, first, &neurons, &set);
  if (neurons && set)
    return capitalise (g_strdup_printf (_ ("%s here; %s from here on"), neurons, set));
  if (neurons)
    return capitalise (g_strdup_printf (_ ("%s here"), neurons));
  return capitalise (g_strdup_printf (_ ("%s from here on"), set));
}

/* @next: the first event below. */
static char *
dup_between (const RscPath *path, gboolean complete, gsize next, double lambda)
{
  const gsize n = rsc_path_get_n_events (path);
  const double low_end =
    rsc_solution_get_lambda (rsc_path_get_point (path, rsc_path_get_n_points (path) - 1)->solution);
  const double low = next < n ? rsc_path_get_event (path, next)->lambda : low_end;
  const gssize dimension = rsc_path_get_dimension_at (path, lambda);
  g_autofree char *what = NULL;
  g_autofree char *ratio = dup_ratio (path, low, 4);
  g_autofree char *neurons = NULL;
  g_autofree char *set = NULL;

  if (rsc_path_is_unique_at (path, lambda))
    what = g_strdup_printf (_ ("One network is optimal here%s"),
                            rsc_path_words_get_scope_at (path, lambda));
  else if (dimension > 0)
    what = g_strdup_printf (_ ("Several are optimal here, dimension %zd"), dimension);
  else
    what = g_strdup (_ ("Several networks are optimal here"));
  if (next >= n)
    return g_strdup_printf (complete ? _ ("%s; nothing more happens down to %s λₘₐₓ")
                                     : _ ("%s; known down to %s λₘₐₓ so far"),
                            what, ratio);
  describe (path, next, &neurons, &set);
  if (neurons && set)
    return g_strdup_printf (_ ("%s; at %s λₘₐₓ %s, then %s"), what, ratio, neurons, set);
  if (neurons)
    return g_strdup_printf (_ ("%s; at %s λₘₐₓ %s"), what, ratio, neurons);
  return g_strdup_printf (_ ("%s; below %s λₘₐₓ %s"), what, ratio, set);
}

char *
rsc_path_event_words_dup_here (const RscPath *path, gboolean complete, double lambda)
{
  const gsize n = path ? rsc_path_get_n_events (path) : 0;
  const gsize n_points = path ? rsc_path_get_n_points (path) : 0;
  gsize next = 0;

  if (n_points == 0)
    return NULL;
  const double end = rsc_solution_get_lambda (rsc_path_get_point (path, n_points - 1)->solution);
  if (lambda < end * (1.0 - RSC_TOLERANCE_EVENT))
    {
      g_autofree char *ratio = dup_ratio (path, end, 2);

      return g_strdup_printf (complete
                                ? _ ("Below the end of the path, which is at %s λₘₐₓ")
                                : _ ("The path is not known here yet: down to %s λₘₐₓ so far"),
                              ratio);
    }
  while (next < n && rsc_path_get_event (path, next)->lambda > lambda
         && !is_at (rsc_path_get_event (path, next), lambda))
    next++;
  if (next < n && is_at (rsc_path_get_event (path, next), lambda))
    return dup_at_event (path, next);
  return dup_between (path, complete, next, lambda);
}

/* --- marks and lists -------------------------------------------------------------------------- */

/* " (1, 2, 3)" or nothing, for events about neurons. */
static void
append_names (GString *text, const RscPath *path, const gsize *events, gsize n, const gsize *labels)
{
  const char *before = " (";

  if (rsc_path_get_event (path, events[0])->kind > RSC_PATH_FACE)
    return;
  for (gsize k = 0; k < n && k < NAMES_MAX; k++)
    {
      const gsize id = rsc_path_get_event (path, events[k])->neuron;

      g_string_append_printf (text, "%s%" G_GSIZE_FORMAT, before,
                              (labels && id < rsc_path_get_n_ids (path) ? labels[id] : id) + 1);
      before = _ (", ");
    }
  g_string_append (text, n > NAMES_MAX ? _ (", …)") : ")");
}

char *
rsc_path_event_words_dup_what (const RscPath *path,
                               const gsize *events,
                               gsize n,
                               const gsize *labels)
{
  const RscPathEvent *last = rsc_path_get_event (path, events[n - 1]);
  g_autofree char *phrase =
    last->kind <= RSC_PATH_FACE ? dup_neurons (last->kind, n) : dup_set (path, last, FALSE);
  GString *text = g_string_new (phrase);

  if (last->kind > RSC_PATH_FACE)
    g_string_append (text, _ (" below"));
  append_names (text, path, events, n, labels);
  return g_string_free (text, FALSE);
}

char *
rsc_path_event_words_dup_place (const RscPath *path, gsize event)
{
  g_autofree char *ratio = dup_ratio (path, rsc_path_get_event (path, event)->lambda, 5);

  return g_strdup_printf (_ ("%s λₘₐₓ"), ratio);
}

char *
rsc_path_event_words_dup_mark (const RscPath *path,
                               const gsize *events,
                               gsize n,
                               const gsize *labels)
{
  const RscPathEvent *first = rsc_path_get_event (path, events[0]);
  g_autofree char *high = NULL;
  g_autofree char *low = NULL;
  g_autofree char *what = NULL;

  if (n == 1)
    return rsc_path_words_dup_event (path, first, labels);
  what = first->kind <= RSC_PATH_FACE
           ? rsc_path_event_words_dup_what (path, events, n, labels)
           : g_strdup_printf (_ ("%s, %zu times"), rsc_path_words_get_kind (first->kind), n);
  high = dup_ratio (path, first->lambda, 5);
  if (rsc_path_event_words_are_together (path, events[0], events[n - 1]))
    return g_strdup_printf (_ ("At %s λₘₐₓ %s"), high, what);
  low = dup_ratio (path, rsc_path_get_event (path, events[n - 1])->lambda, 5);
  return g_strdup_printf (_ ("From %s to %s λₘₐₓ %s"), high, low, what);
}
