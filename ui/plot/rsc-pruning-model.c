/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-pruning-model.h"

void
rsc_pruning_model_init (RscPruningModel *self)
{
  g_return_if_fail (self != NULL);

  *self = (RscPruningModel){ 0 };
  self->selected = -1;
  self->hovered = -1;
}

void
rsc_pruning_scene_init (RscPruningScene *self, const RscPruningModel *model)
{
  gsize k = MIN (model->state, rsc_pruning_get_n_states (model->pruning) - 1);

  self->model = *model;
  self->state = rsc_pruning_get_state (model->pruning, k);
  self->before = k > 0 ? rsc_pruning_get_state (model->pruning, k - 1) : NULL;
  self->n = rsc_dataset_get_n (rsc_pruning_get_dataset (model->pruning));
  self->m = rsc_pruning_get_start_width (model->pruning);
}

gboolean
rsc_pruning_scene_is_going (const RscPruningScene *self, gsize i)
{
  return self->before != NULL && self->before->norms[i] != 0.0 && self->state->norms[i] == 0.0;
}

gboolean
rsc_pruning_scene_is_gone (const RscPruningScene *self, gsize i)
{
  return self->state->norms[i] == 0.0 && !rsc_pruning_scene_is_going (self, i);
}

gsize
rsc_pruning_scene_get_label (const RscPruningScene *self, gsize i)
{
  return self->model.labels != NULL ? self->model.labels[i] : i;
}

char *
rsc_pruning_scene_dup_name (const RscPruningScene *self, gsize i)
{
  gsize label = rsc_pruning_scene_get_label (self, i), before = 0, same = 0;

  if (self->model.labels != NULL && self->m <= 512)
    for (gsize k = 0; k < self->m; k++)
      if (self->model.labels[k] == label)
        {
          same++;
          before += k < i;
        }
  if (same > 1 && before < 26)
    return g_strdup_printf ("%" G_GSIZE_FORMAT "%c", label + 1, (char) ('a' + before));
  return g_strdup_printf ("%" G_GSIZE_FORMAT, label + 1);
}
