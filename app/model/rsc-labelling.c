/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-labelling.h"

#include "core/numerics/rsc-tolerances.h"

#include <math.h>
#include <string.h>

/* Neurons that move further than this between two neighbouring sets are other neurons. */
#define COSINE_MIN 0.9
/* Gates do not move at all. */
#define COSINE_MIN_GATE (1 - 1e-9)

/* What is remembered of a neuron under its label; @sign is 0 for a label that nobody has. */
typedef struct
{
  int sign;
  gboolean gated;
  gsize d;
  double *key;
} Entry;

typedef struct
{
  gsize i;
  gsize candidate;
  double cosine;
} Match;

struct _RscLabelling
{
  GArray *entries; /* by label */
  gsize n;
  gsize *labels;
  gsize *ids;
  gsize *order;
  GArray *id_labels;   /* by identity along the path */
  gsize n_points_seen; /* of the path */
  gboolean met;        /* the path has reached a set on show */
  gboolean fresh;      /* the next set is of another model */
};

static void
entry_clear (gpointer data)
{
  g_clear_pointer (&((Entry *) data)->key, g_free);
}

static const double *
get_key (const RscNeuron *neuron)
{
  return neuron->gate ? neuron->gate : neuron->direction;
}

static double
cosine (gsize d, const double *a, const double *b)
{
  double product = 0;

  for (gsize k = 0; k < d; k++)
    product += a[k] * b[k];
  return product;
}

static gsize
set_get_d (const RscOptimalSet *set)
{
  return rsc_problem_get_d (rsc_solution_get_problem (rsc_optimal_set_get_solution (set)));
}

static Entry *
get_entry (RscLabelling *self, gsize label)
{
  if (label >= self->entries->len)
    g_array_set_size (self->entries, (guint) label + 1);
  return &g_array_index (self->entries, Entry, label);
}

static void
remember (RscLabelling *self, gsize label, const RscNeuron *neuron, gsize d)
{
  Entry *entry = get_entry (self, label);

  g_free (entry->key);
  entry->sign = neuron->sign;
  entry->gated = neuron->gate != NULL;
  entry->d = d;
  entry->key = g_memdup2 (get_key (neuron), d * sizeof (double));
}

/* How surely @neuron is the one remembered as @entry, or -1. Gates have any length. */
static double
compare (const Entry *entry, const RscNeuron *neuron, gsize d)
{
  const double *key = get_key (neuron);
  double c;

  if (entry->sign != neuron->sign || entry->d != d || entry->gated != (neuron->gate != NULL))
    return -1;
  c = cosine (d, entry->key, key);
  if (!entry->gated)
    return c > COSINE_MIN ? c : -1;
  c /= sqrt (cosine (d, entry->key, entry->key) * cosine (d, key, key));
  return c > COSINE_MIN_GATE ? c : -1;
}

static int
by_cosine (gconstpointer a, gconstpointer b)
{
  double p = ((const Match *) a)->cosine, q = ((const Match *) b)->cosine;

  return (p < q) - (p > q);
}

static gsize
find_free (const RscLabelling *self)
{
  for (gsize label = 0; label < self->entries->len; label++)
    if (g_array_index (self->entries, Entry, label).sign == 0)
      return label;
  return self->entries->len;
}

/* Identity of each neuron of @set: that of the frame's nearest one. */
static void
find_ids (const RscOptimalSet *set, const RscPathFrame *frame, gsize *ids)
{
  gsize m = rsc_optimal_set_get_n_neurons (set);
  gsize d = set_get_d (set);
  double least;
  gsize n;
  g_autoptr (GArray) matches = NULL;
  g_autofree gboolean *taken = NULL;

  for (gsize i = 0; i < m; i++)
    ids[i] = RSC_PATH_NO_NEURON;
  if (!frame || set_get_d (frame->set) != d)
    return;
  if (set == frame->set)
    {
      memcpy (ids, frame->ids, m * sizeof (gsize));
      return;
    }
  /* Beyond the end of the path another neuron may have come where one of its end has left. */
  least = rsc_solution_get_lambda (rsc_optimal_set_get_solution (set))
              < frame->lambda * (1 - RSC_TOLERANCE_LAMBDA)
            ? COSINE_MIN
            : 0;
  n = rsc_optimal_set_get_n_neurons (frame->set);
  matches = g_array_new (FALSE, FALSE, sizeof (Match));
  taken = g_new0 (gboolean, MAX (n, 1));
  for (gsize j = 0; j < n; j++)
    {
      const RscNeuron *there = rsc_optimal_set_get_neuron (frame->set, j);
      Entry entry = { there->sign, there->gate != NULL, d, (double *) get_key (there) };

      for (gsize i = 0; i < m; i++)
        {
          Match match = { i, j, compare (&entry, rsc_optimal_set_get_neuron (set, i), d) };

          if (match.cosine > least)
            g_array_append_val (matches, match);
        }
    }
  g_array_sort (matches, by_cosine);
  for (guint k = 0; k < matches->len; k++)
    {
      const Match *match = &g_array_index (matches, Match, k);

      if (ids[match->i] == RSC_PATH_NO_NEURON && !taken[match->candidate])
        {
          ids[match->i] = frame->ids[match->candidate];
          taken[match->candidate] = TRUE;
        }
    }
}

/* Gives a label to every neuron of @neurons that has none: the one that is remembered of it, when
 * no other neuron of them has it and it is not @barred (by label, or NULL), or a new one. @shown:
 * they are those of the set on show. */
static void
label_the_rest (RscLabelling *self,
                gsize m,
                const RscNeuron **neurons,
                gsize d,
                gsize *labels,
                const gboolean *barred,
                gboolean shown)
{
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (Match));
  gsize n = self->entries->len;
  g_autofree gboolean *taken = g_new0 (gboolean, MAX (n, 1));

  for (gsize label = 0; label < n; label++)
    taken[label] = barred && barred[label];
  for (gsize i = 0; i < m; i++)
    if (labels[i] != RSC_LABEL_NONE && labels[i] < n)
      taken[labels[i]] = TRUE;
  for (gsize label = 0; label < n; label++)
    for (gsize i = 0; i < m && !taken[label]; i++)
      if (labels[i] == RSC_LABEL_NONE)
        {
          Match match = { i, label,
                          compare (&g_array_index (self->entries, Entry, label), neurons[i], d) };

          if (match.cosine > 0)
            g_array_append_val (matches, match);
        }
  g_array_sort (matches, by_cosine);
  for (guint k = 0; k < matches->len; k++)
    {
      const Match *match = &g_array_index (matches, Match, k);

      if (labels[match->i] == RSC_LABEL_NONE && !taken[match->candidate])
        {
          labels[match->i] = match->candidate;
          taken[match->candidate] = TRUE;
        }
    }
  for (gsize i = 0; i < m; i++)
    {
      if (labels[i] == RSC_LABEL_NONE)
        labels[i] = find_free (self);
      /* Elsewhere on the path it may point elsewhere: the next set is near the one on show. */
      if (shown || labels[i] >= self->entries->len
          || g_array_index (self->entries, Entry, labels[i]).sign == 0)
        remember (self, labels[i], neurons[i], d);
    }
}

static void
forget_set (RscLabelling *self)
{
  g_clear_pointer (&self->labels, g_free);
  g_clear_pointer (&self->ids, g_free);
  g_clear_pointer (&self->order, g_free);
  self->n = 0;
}

static int
by_label (gconstpointer a, gconstpointer b, gpointer labels)
{
  gsize p = ((const gsize *) labels)[*(const gsize *) a];
  gsize q = ((const gsize *) labels)[*(const gsize *) b];

  return (p > q) - (p < q);
}

static void
sort_set (RscLabelling *self)
{
  for (gsize i = 0; i < self->n; i++)
    self->order[i] = i;
  g_qsort_with_data (self->order, (int) self->n, sizeof (gsize), by_label, self->labels);
}

RscLabelling *
rsc_labelling_new (void)
{
  RscLabelling *self = g_new0 (RscLabelling, 1);

  self->entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  g_array_set_clear_func (self->entries, entry_clear);
  self->id_labels = g_array_new (FALSE, FALSE, sizeof (gsize));
  return self;
}

void
rsc_labelling_free (RscLabelling *self)
{
  forget_set (self);
  g_array_unref (self->entries);
  g_array_unref (self->id_labels);
  g_free (self);
}

void
rsc_labelling_clear (RscLabelling *self)
{
  rsc_labelling_clear_path (self, FALSE);
  forget_set (self);
  g_array_set_size (self->entries, 0);
}

void
rsc_labelling_clear_path (RscLabelling *self, gboolean similar)
{
  g_array_set_size (self->id_labels, 0);
  self->n_points_seen = 0;
  self->met = FALSE;
  self->fresh = TRUE;
  for (gsize i = 0; i < self->n; i++)
    self->ids[i] = RSC_PATH_NO_NEURON;
  /* What is not on show any more is free for others. */
  for (gsize label = 0; label < self->entries->len; label++)
    if (!similar || rsc_labelling_find (self, label) < 0)
      {
        Entry *entry = &g_array_index (self->entries, Entry, label);

        entry_clear (entry);
        memset (entry, 0, sizeof *entry);
      }
}

/* The numbers of a fresh model are 0 to m - 1, in the order that those have which its neurons were
 * given. */
static gboolean
renumber (RscLabelling *self, const RscNeuron **neurons, gsize d, gsize n_before)
{
  gboolean moved = n_before > self->n;

  for (gsize k = 0; k < self->n; k++)
    {
      gsize i = self->order[k];

      moved = moved || (self->labels[i] != k && n_before > 0);
      self->labels[i] = k;
    }
  g_array_set_size (self->entries, 0);
  for (gsize i = 0; i < self->n; i++)
    remember (self, self->labels[i], neurons[i], d);
  return moved;
}

gboolean
rsc_labelling_take_set (RscLabelling *self, const RscOptimalSet *set, const RscPathFrame *frame)
{
  gsize m = rsc_optimal_set_get_n_neurons (set);
  gsize n_before = self->entries->len;
  gboolean fresh = self->fresh;
  g_autofree const RscNeuron **neurons = g_new0 (const RscNeuron *, MAX (m, 1));
  g_autofree gboolean *barred = NULL;

  forget_set (self);
  self->n = m;
  self->labels = g_new (gsize, MAX (m, 1));
  self->ids = g_new (gsize, MAX (m, 1));
  self->order = g_new (gsize, MAX (m, 1));
  find_ids (set, frame, self->ids);
  for (gsize i = 0; i < m; i++)
    {
      gsize id = self->ids[i];

      neurons[i] = rsc_optimal_set_get_neuron (set, i);
      self->labels[i] =
        id < self->id_labels->len ? g_array_index (self->id_labels, gsize, id) : RSC_LABEL_NONE;
    }
  /* Where the path says who is who, what it does not name is none of those that it names. */
  if (frame)
    {
      barred = g_new0 (gboolean, MAX (self->entries->len, 1));
      for (guint id = 0; id < self->id_labels->len; id++)
        barred[g_array_index (self->id_labels, gsize, id)] = TRUE;
    }
  label_the_rest (self, m, neurons, set_get_d (set), self->labels, barred, TRUE);
  sort_set (self);
  self->fresh = FALSE;
  /* Where the path was first, its identities have the numbers that they have. */
  return fresh && self->id_labels->len == 0 && renumber (self, neurons, set_get_d (set), n_before);
}

/* Numbers the identities that the points since the last time brought. */
static void
take_points (RscLabelling *self, const RscPath *path)
{
  gsize n_ids = rsc_path_get_n_ids (path);
  gsize n_points = rsc_path_get_n_points (path);
  gsize first = self->id_labels->len;
  gsize d = rsc_problem_get_d (rsc_path_get_problem (path));
  gsize n = 0;
  g_autofree const RscNeuron **found = NULL;
  g_autofree const RscNeuron **neurons = NULL;
  g_autofree gsize *ids = NULL;
  g_autofree gsize *labels = NULL;
  g_autofree gboolean *barred = NULL;

  if (n_ids <= first)
    {
      self->n_points_seen = n_points;
      return;
    }
  found = g_new0 (const RscNeuron *, n_ids);
  for (gsize k = self->n_points_seen; k < n_points; k++)
    {
      const RscPathPoint *point = rsc_path_get_point (path, k);

      for (gsize i = 0; i < point->n_neurons; i++)
        found[point->ids[i]] = rsc_optimal_set_get_neuron (point->set, i);
    }
  neurons = g_new0 (const RscNeuron *, n_ids);
  ids = g_new (gsize, n_ids);
  labels = g_new (gsize, n_ids);
  for (gsize id = first; id < n_ids; id++)
    if (found[id])
      {
        neurons[n] = found[id];
        labels[n] = RSC_LABEL_NONE;
        ids[n++] = id;
      }
  /* Identities that only an event's bracket has seen have no neuron: they get a number all the
   * same,
   * so that every one of them can be shown. */
  barred = g_new0 (gboolean, MAX (self->entries->len, 1));
  for (guint id = 0; id < first; id++)
    barred[g_array_index (self->id_labels, gsize, id)] = TRUE;
  label_the_rest (self, n, neurons, d, labels, barred, FALSE);
  g_array_set_size (self->id_labels, (guint) n_ids);
  for (gsize k = 0; k < n; k++)
    g_array_index (self->id_labels, gsize, ids[k]) = labels[k];
  for (gsize id = first; id < n_ids; id++)
    if (!found[id])
      {
        gsize label = find_free (self);

        get_entry (self, label)->sign = 2; /* taken, and like no neuron */
        g_array_index (self->id_labels, gsize, id) = label;
      }
  self->n_points_seen = n_points;
}

void
rsc_labelling_take_path (RscLabelling *self,
                         const RscPath *path,
                         const RscOptimalSet *set,
                         const RscPathFrame *frame)
{
  take_points (self, path);
  if (!set || !frame || self->met || rsc_optimal_set_get_n_neurons (set) != self->n)
    return;
  self->met = TRUE;
  find_ids (set, frame, self->ids);
  for (gsize i = 0; i < self->n; i++)
    {
      gsize id = self->ids[i];
      gsize *label;
      gssize other;
      gsize old;

      if (id >= self->id_labels->len)
        continue;
      label = &g_array_index (self->id_labels, gsize, id);
      if (*label == self->labels[i])
        continue;
      old = *label;
      other = rsc_labelling_find_id (self, self->labels[i]);
      *label = self->labels[i];
      if (other >= 0)
        g_array_index (self->id_labels, gsize, other) = old;
      else
        {
          /* A neuron on show that the path does not have keeps its number too. */
          Entry *entry = get_entry (self, old);

          if (rsc_labelling_find (self, old) < 0)
            {
              entry_clear (entry);
              memset (entry, 0, sizeof *entry);
            }
        }
    }
}

const gsize *
rsc_labelling_get_labels (const RscLabelling *self)
{
  return self->labels;
}

gsize
rsc_labelling_get_n (const RscLabelling *self)
{
  return self->n;
}

const gsize *
rsc_labelling_get_order (const RscLabelling *self)
{
  return self->order;
}

gssize
rsc_labelling_find (const RscLabelling *self, gsize label)
{
  for (gsize i = 0; i < self->n; i++)
    if (self->labels[i] == label)
      return (gssize) i;
  return -1;
}

const gsize *
rsc_labelling_get_id_labels (const RscLabelling *self)
{
  return (const gsize *) (const void *) self->id_labels->data;
}

gsize
rsc_labelling_get_n_ids (const RscLabelling *self)
{
  return self->id_labels->len;
}

gssize
rsc_labelling_find_id (const RscLabelling *self, gsize label)
{
  for (guint id = 0; id < self->id_labels->len; id++)
    if (g_array_index (self->id_labels, gsize, id) == label)
      return (gssize) id;
  return -1;
}
