/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-selection.h"

struct _RscSelection
{
  GObject parent_instance;

  gssize selected;
  gssize hovered;
  gssize hovered_point;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscSelection, rsc_selection, G_TYPE_OBJECT)

static void
set (RscSelection *self, gssize selected, gssize hovered, gssize point)
{
  guint parts = 0;

  if (self->selected != selected)
    parts |= RSC_SELECTION_SELECTED;
  if (self->hovered != hovered || self->hovered_point != point)
    parts |= RSC_SELECTION_HOVERED;
  self->selected = selected;
  self->hovered = hovered;
  self->hovered_point = point;
  if (parts)
    g_signal_emit (self, signals[CHANGED], 0, parts);
}

static void
rsc_selection_class_init (RscSelectionClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", RSC_TYPE_SELECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
rsc_selection_init (RscSelection *self)
{
  self->selected = -1;
  self->hovered = -1;
  self->hovered_point = -1;
}

RscSelection *
rsc_selection_new (void)
{
  return g_object_new (RSC_TYPE_SELECTION, NULL);
}

gssize
rsc_selection_get_selected (RscSelection *self)
{
  g_return_val_if_fail (RSC_IS_SELECTION (self), -1);
  return self->selected;
}

gssize
rsc_selection_get_hovered (RscSelection *self)
{
  g_return_val_if_fail (RSC_IS_SELECTION (self), -1);
  return self->hovered;
}

gssize
rsc_selection_get_hovered_point (RscSelection *self)
{
  g_return_val_if_fail (RSC_IS_SELECTION (self), -1);
  return self->hovered_point;
}

void
rsc_selection_select (RscSelection *self, gssize label)
{
  g_return_if_fail (RSC_IS_SELECTION (self));
  set (self, MAX (label, -1), self->hovered, self->hovered_point);
}

void
rsc_selection_hover (RscSelection *self, gssize label, gssize point)
{
  g_return_if_fail (RSC_IS_SELECTION (self));
  set (self, self->selected, MAX (label, -1), MAX (point, -1));
}

void
rsc_selection_clear (RscSelection *self)
{
  g_return_if_fail (RSC_IS_SELECTION (self));
  set (self, -1, -1, -1);
}
