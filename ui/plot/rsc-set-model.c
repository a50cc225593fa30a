/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-set-model.h"

#include <string.h>

void
rsc_optimal_set_model_init (RscOptimalSetModel *self)
{
  g_return_if_fail (self != NULL);

  *self = (RscOptimalSetModel){ 0 };
  self->feature = RSC_FEATURE_NORM;
  self->space = RSC_SPACE_CONVEX;
  rsc_camera_init (&self->camera);
  self->hovered_dot = -1;
  self->hovered = -1;
}

gsize
rsc_optimal_set_model_get_n_neurons (const RscOptimalSetModel *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->set    ? rsc_optimal_set_get_n_neurons (self->set)
         : self->open ? self->open->n_neurons
                      : 0;
}

gboolean
rsc_optimal_set_model_shows_ghost (const RscOptimalSetModel *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->ghost && self->ghost->n_points > 0 && self->ghost->n_axes == self->n_axes
         && (!self->set || self->feature == RSC_FEATURE_NORM);
}

/* Values for each neuron, @rows of them; NULL where there is no set. */
static gpointer
dup_values (const RscOptimalSetModel *self, gconstpointer values, gsize rows, gsize size)
{
  if (!(self->set || self->open) || !values || rows == 0)
    return NULL;
  return g_memdup2 (values, rows * rsc_optimal_set_model_get_n_neurons (self) * size);
}

void
rsc_optimal_set_model_copy (RscOptimalSetModel *self, const RscOptimalSetModel *from)
{
  g_return_if_fail (self != NULL && from != NULL);

  *self = *from;
  if (!(self->set || self->open) || !self->trail)
    self->n_trail = 0;
  if (self->set)
    rsc_optimal_set_ref (self->set);
  if (self->hull)
    rsc_hull_ref (self->hull);
  if (self->complex)
    rsc_complex_ref (self->complex);
  if (self->open)
    rsc_set_open_ref (self->open);
  if (self->ghost)
    rsc_hull_ref (self->ghost);
  self->ghost_words = g_strdup (from->ghost_words);
  self->point = dup_values (from, from->point, 1, sizeof (double));
  self->labels = dup_values (from, from->labels, 1, sizeof (gsize));
  self->trail = dup_values (from, from->trail, self->n_trail, sizeof (double));
  self->bar_labels = from->n_bar_labels > 0
                       ? g_memdup2 (from->bar_labels, from->n_bar_labels * sizeof (gsize))
                       : NULL;
}

void
rsc_optimal_set_model_clear (RscOptimalSetModel *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->set, rsc_optimal_set_unref);
  g_clear_pointer (&self->hull, rsc_hull_unref);
  g_clear_pointer (&self->complex, rsc_complex_unref);
  g_clear_pointer (&self->open, rsc_set_open_unref);
  g_clear_pointer (&self->ghost, rsc_hull_unref);
  g_free ((gpointer) self->ghost_words);
  g_free ((gpointer) self->point);
  g_free ((gpointer) self->labels);
  g_free ((gpointer) self->trail);
  g_free ((gpointer) self->bar_labels);
  rsc_optimal_set_model_init (self);
}

void
rsc_optimal_set_model_take_point (RscOptimalSetModel *self, const double *point)
{
  g_return_if_fail (self != NULL);

  point = dup_values (self, point, 1, sizeof (double));
  g_free ((gpointer) self->point);
  self->point = point;
}

/* Numbers in the trail. */
static gsize
count_trail (const RscOptimalSetModel *self)
{
  return self->trail ? self->n_trail * rsc_optimal_set_model_get_n_neurons (self) : 0;
}

static gboolean
same_trail (const RscOptimalSetModel *a, const RscOptimalSetModel *b)
{
  const gsize n = count_trail (a);

  return n == count_trail (b) && (n == 0 || memcmp (a->trail, b->trail, n * sizeof (double)) == 0);
}

static gboolean
same_labels (const RscOptimalSetModel *a, const RscOptimalSetModel *b)
{
  const gsize n = rsc_optimal_set_model_get_n_neurons (a);

  if (n == 0 || !a->labels || !b->labels)
    return a->labels == b->labels;
  return memcmp (a->labels, b->labels, n * sizeof (gsize)) == 0;
}

static gboolean
same_bars (const RscOptimalSetModel *a, const RscOptimalSetModel *b)
{
  return a->bars == b->bars && memcmp (a->bar_ranges, b->bar_ranges, sizeof a->bar_ranges) == 0
         && a->n_bar_labels == b->n_bar_labels
         && (a->n_bar_labels == 0
             || memcmp (a->bar_labels, b->bar_labels, a->n_bar_labels * sizeof (gsize)) == 0);
}

void
rsc_optimal_set_model_take_trail (RscOptimalSetModel *self, const double *trail, gsize n)
{
  g_return_if_fail (self != NULL);

  trail = dup_values (self, trail, n, sizeof (double));
  g_free ((gpointer) self->trail);
  self->trail = trail;
  self->n_trail = trail ? n : 0;
}

gboolean
rsc_optimal_set_model_is_same_but_for_trail (const RscOptimalSetModel *a,
                                             const RscOptimalSetModel *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->set == b->set && a->hull == b->hull && a->open == b->open && a->complex == b->complex
         && a->limit == b->limit && a->ghost == b->ghost
         && g_strcmp0 (a->ghost_words, b->ghost_words) == 0 && a->n_axes == b->n_axes
         && memcmp (a->axes, b->axes, a->n_axes * sizeof a->axes[0]) == 0
         && memcmp (a->axis_labels, b->axis_labels, a->n_axes * sizeof a->axis_labels[0]) == 0
         && memcmp (a->ranges, b->ranges, sizeof a->ranges) == 0 && a->feature == b->feature
         && a->space == b->space && a->camera.yaw == b->camera.yaw
         && a->camera.pitch == b->camera.pitch && a->camera.zoom == b->camera.zoom
         && a->hovered == b->hovered && a->stale == b->stale && same_bars (a, b)
         && a->pruned == b->pruned && (a->n_trail > 1) == (b->n_trail > 1) && same_labels (a, b);
}

gboolean
rsc_optimal_set_model_is_same_but_for_point (const RscOptimalSetModel *a,
                                             const RscOptimalSetModel *b)
{
  return rsc_optimal_set_model_is_same_but_for_trail (a, b) && same_trail (a, b);
}
