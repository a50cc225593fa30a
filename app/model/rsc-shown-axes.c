/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-shown-axes.h"

#include "app/model/rsc-engine.h"

#include <string.h>

struct _RscShownAxes
{
  gsize n_axes;
  gsize axes[3];
  gsize shown_labels[3];
  RscHull *hull;
  gboolean hull_stale;

  /* The neurons that the axes are meant to show; RSC_LABEL_NONE: not found yet. @keys: who chose
   * them. */
  gsize n_wanted;
  gsize wanted[3];
  RscNeuronKeys *keys;
  /* Nobody chose them, and they come of a set of one network, which has no box to keep. */
  gboolean loose;
};

static gboolean
has_label (const RscShownAxes *self, gsize label)
{
  for (gsize k = 0; k < self->n_wanted; k++)
    if (self->wanted[k] == label)
      return TRUE;
  return FALSE;
}

static void
add_label (RscShownAxes *self, gsize label)
{
  if (self->n_wanted < 3 && !has_label (self, label))
    self->wanted[self->n_wanted++] = label;
}

static void
drop_loose (RscShownAxes *self)
{
  if (self->loose)
    self->n_wanted = 0;
  self->loose = FALSE;
}

/* Finds the neurons that a person has chosen in the set on show; once found they are known by
 * label, at every λ. */
static void
find_chosen (RscShownAxes *self,
             const RscLabelling *labelling,
             const RscOptimalSet *set,
             RscNeuronKeys *keys)
{
  if (!rsc_neuron_keys_equal (keys, self->keys))
    {
      g_clear_pointer (&self->keys, rsc_neuron_keys_unref);
      self->keys = keys ? rsc_neuron_keys_ref (keys) : NULL;
      self->n_wanted = keys ? MIN (rsc_neuron_keys_get_n (keys), 3) : 0;
      self->loose = FALSE;
      for (gsize k = 0; k < self->n_wanted; k++)
        self->wanted[k] = RSC_LABEL_NONE;
    }
  for (gsize k = 0; keys && k < self->n_wanted; k++)
    if (self->wanted[k] == RSC_LABEL_NONE)
      {
        gssize i = rsc_neuron_keys_lookup (keys, k, set);
        gsize label = i >= 0 ? rsc_labelling_get_labels (labelling)[i] : RSC_LABEL_NONE;

        if (!has_label (self, label))
          self->wanted[k] = label;
      }
}

RscShownAxes *
rsc_shown_axes_new (void)
{
  return g_new0 (RscShownAxes, 1);
}

void
rsc_shown_axes_free (RscShownAxes *self)
{
  rsc_shown_axes_clear (self);
  g_free (self);
}

void
rsc_shown_axes_clear (RscShownAxes *self)
{
  rsc_shown_axes_forget (self);
  rsc_shown_axes_set_hull (self, NULL, FALSE);
  self->n_axes = 0;
}

void
rsc_shown_axes_forget (RscShownAxes *self)
{
  self->n_wanted = 0;
  self->loose = FALSE;
  g_clear_pointer (&self->keys, rsc_neuron_keys_unref);
}

void
rsc_shown_axes_rest (RscShownAxes *self, const RscOptimalSet *set)
{
  if (!self->keys && self->n_wanted > 0 && rsc_optimal_set_get_dimension (set) == 0)
    self->loose = TRUE;
}

gsize
rsc_shown_axes_get (const RscShownAxes *self, const gsize **axes)
{
  if (axes)
    *axes = self->axes;
  return self->n_axes;
}

const gsize *
rsc_shown_axes_get_labels (const RscShownAxes *self)
{
  return self->shown_labels;
}

gboolean
rsc_shown_axes_are (const RscShownAxes *self, gsize n, const gsize *labels)
{
  return n == self->n_axes && memcmp (labels, self->shown_labels, n * sizeof labels[0]) == 0;
}

RscHull *
rsc_shown_axes_get_hull (const RscShownAxes *self)
{
  return self->hull;
}

gboolean
rsc_shown_axes_is_hull_stale (const RscShownAxes *self)
{
  return self->hull_stale;
}

void
rsc_shown_axes_set_hull (RscShownAxes *self, RscHull *hull, gboolean stale)
{
  if (hull)
    rsc_hull_ref (hull);
  g_clear_pointer (&self->hull, rsc_hull_unref);
  self->hull = hull;
  self->hull_stale = stale;
}

void
rsc_shown_axes_take (RscShownAxes *self,
                     const RscLabelling *labelling,
                     const RscOptimalSet *set,
                     RscNeuronKeys *keys,
                     gsize n_axes,
                     const gsize *axes,
                     RscHull *hull)
{
  gboolean several = rsc_optimal_set_get_dimension (set) > 0;

  g_return_if_fail (n_axes <= 3);

  find_chosen (self, labelling, set, keys);
  if (several)
    drop_loose (self);
  else if (!keys && self->n_wanted == 0)
    self->loose = TRUE;
  rsc_shown_axes_set_hull (self, hull, FALSE);
  self->n_axes = n_axes;
  for (gsize k = 0; k < n_axes; k++)
    {
      self->axes[k] = axes[k];
      if (axes[k] != RSC_OPTIMAL_SET_ABSENT)
        self->shown_labels[k] = rsc_labelling_get_labels (labelling)[axes[k]];
      /* Axes that nobody has chosen are on show: they stay when λ moves. */
      if (!keys && (several || self->loose))
        add_label (self, self->shown_labels[k]);
    }
}

void
rsc_shown_axes_keep (RscShownAxes *self,
                     const RscLabelling *labelling,
                     const RscOptimalSet *set,
                     RscNeuronKeys *keys,
                     const RscPathRanges *ranges)
{
  gsize n_labels = rsc_labelling_get_n_ids (labelling);
  gsize ids[3];
  gsize wanted;

  find_chosen (self, labelling, set, keys);
  wanted = ranges && !keys ? rsc_path_ranges_get_axes (ranges, ids) : 0;
  if (wanted > 0)
    drop_loose (self);
  for (gsize k = 0; k < wanted && self->n_wanted < wanted; k++)
    if (ids[k] < n_labels)
      add_label (self, rsc_labelling_get_id_labels (labelling)[ids[k]]);
  self->n_axes = 0;
  for (gsize k = 0; k < self->n_wanted; k++)
    if (self->wanted[k] != RSC_LABEL_NONE)
      {
        gssize i = rsc_labelling_find (labelling, self->wanted[k]);

        self->shown_labels[self->n_axes] = self->wanted[k];
        self->axes[self->n_axes++] = i >= 0 ? (gsize) i : RSC_OPTIMAL_SET_ABSENT;
      }
  rsc_shown_axes_set_hull (self, NULL, FALSE);
  if (self->n_axes > 0 && rsc_optimal_set_get_vertices_listed (set))
    self->hull = rsc_optimal_set_project (set, self->n_axes, self->axes, NULL, NULL);
}

gsize
rsc_shown_axes_choose (RscShownAxes *self,
                       const RscLabelling *labelling,
                       const RscOptimalSet *set,
                       RscNeuronKeys *keys,
                       gsize axes[3])
{
  g_autoptr (RscNeuronKeys) hint = NULL;
  gsize n = 0;

  find_chosen (self, labelling, set, keys);
  if (rsc_optimal_set_get_dimension (set) > 0)
    drop_loose (self);
  for (gsize k = 0; k < self->n_wanted; k++)
    {
      gssize i =
        self->wanted[k] != RSC_LABEL_NONE ? rsc_labelling_find (labelling, self->wanted[k]) : -1;

      if (i >= 0)
        axes[n++] = (gsize) i;
    }
  if (keys && n > 0)
    return n;
  hint = n > 0 ? rsc_neuron_keys_new (set, n, axes, NULL) : NULL;
  return rsc_engine_resolve_axes (set, NULL, hint, axes);
}

gboolean
rsc_shown_axes_are_unused (const RscShownAxes *self)
{
  for (gsize k = 0; k < self->n_axes; k++)
    if (self->axes[k] != RSC_OPTIMAL_SET_ABSENT)
      return FALSE;
  return self->n_axes > 0;
}

gboolean
rsc_shown_axes_choose_again (RscShownAxes *self,
                             const RscLabelling *labelling,
                             const RscOptimalSet *set)
{
  gsize axes[3];
  gsize n = rsc_engine_resolve_axes (set, NULL, NULL, axes);

  if (n == 0)
    return FALSE;
  self->n_wanted = 0;
  self->loose = FALSE;
  for (gsize k = 0; k < n; k++)
    add_label (self, rsc_labelling_get_labels (labelling)[axes[k]]);
  return TRUE;
}

RscNeuronKeys *
rsc_shown_axes_dup_keys (const RscShownAxes *self, const RscOptimalSet *set)
{
  gsize present[3];
  gsize n = 0;

  for (gsize k = 0; k < self->n_axes; k++)
    if (self->axes[k] != RSC_OPTIMAL_SET_ABSENT)
      present[n++] = self->axes[k];
  return n > 0 ? rsc_neuron_keys_new (set, n, present, NULL) : NULL;
}

gboolean
rsc_shown_axes_follow (const RscShownAxes *self, RscNeuronKeys *keys)
{
  return rsc_neuron_keys_equal (keys, self->keys);
}
