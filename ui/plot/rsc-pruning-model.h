/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/pruning/rsc-pruning.h"

G_BEGIN_DECLS

/**
 * RscPruningModel: what the picture shows. Borrowed pointers; a plain value.
 * @pruning: or NULL
 * @state: which of its states; the picture tells how it was reached and what it is
 * @labels: for each neuron of the start the number that names and colours it (from 0), or NULL for
 * its index in the start
 * @selected, @hovered: neurons of the start, or -1
 *
 * One column for each neuron, the same in all parts: the activation matrix (data × neurons) as a
 * heat map, β as signed bars with the removed neuron marked, norms before and after; beside them
 * the singular values with the rank gap.
 */
typedef struct
{
  RscPruning *pruning;
  gsize state;
  const gsize *labels;
  gssize selected;
  gssize hovered;
} RscPruningModel;

void rsc_pruning_model_init (RscPruningModel *self);

/**
 * RscPruningScene: the state on show with what it came from. Borrows from its model.
 * @before: the state before, or NULL for the start
 * @n, @m: points of the data, neurons of the start
 */
typedef struct
{
  RscPruningModel model;
  const RscPruningState *state;
  const RscPruningState *before;
  gsize n, m;
} RscPruningScene;

/* @model has a pruning. */
void rsc_pruning_scene_init (RscPruningScene *self, const RscPruningModel *model);

/* Whether the step on show removed neuron @i of the start; whether an earlier one did. */
gboolean rsc_pruning_scene_is_going (const RscPruningScene *self, gsize i);
gboolean rsc_pruning_scene_is_gone (const RscPruningScene *self, gsize i);

/* The number that names and colours neuron @i, and its name: "4"; where several neurons of the
 * start have one number, "4a", "4b". Free the name with g_free(). */
gsize rsc_pruning_scene_get_label (const RscPruningScene *self, gsize i);
char *rsc_pruning_scene_dup_name (const RscPruningScene *self, gsize i);

/* What is somewhere in the picture. */
typedef struct
{
  gboolean inside;
  gssize neuron; /* of the start, or -1 */
  gssize point;  /* row of the data, or -1 */
} RscPruningHit;

G_END_DECLS
