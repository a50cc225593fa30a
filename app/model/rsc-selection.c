/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-selection.h"

#include <string.h>

struct _RscSelection
{
  GObject parent_instance;

  gssize selected;
  gssize hovered;
  gssize hovered_point;
  gsize n_columns;
  double *hovered_switch; /* n_columns, or NULL */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscSelection, rsc_selection, G_TYPE_OBJECT)

/* @g: copied, or NULL. */
static gboolean
set_switch (RscSelection *self, gsize n_columns, const double *g)
{
  if (g == NULL ? self->hovered_switch == NULL
                : self->hovered_switch != NULL && self->n_columns == n_columns
                    && memcmp (g, self->hovered_switch, n_columns * sizeof *g) == 0)
    return FALSE;
  g_free (self->hovered_switch);
  self->hovered_switch = g != NULL ? g_memdup2 (g, n_columns * sizeof *g) : NULL;
  self->n_columns = n_columns;
  return TRUE;
}

static void
set (RscSelection *self,
     gssize selected,
     gssize hovered,
     gssize point,
     gsize n_columns,
     const double *g)
{
  guint parts = 0;

  if (self->selected != selected)
    parts |= RSC_SELECTION_SELECTED;
  if (self->hovered != hovered || self->hovered_point != point)
    parts |= RSC_SELECTION_HOVERED;
  if (set_switch (self, n_columns, g))
    parts |= RSC_SELECTION_HOVERED;
  self->selected = selected;
  self->hovered = hovered;
  self->hovered_point = point;
  if (parts)
    g_signal_emit (self, signals[CHANGED], 0, parts);
}

static void
rsc_selection_finalize (GObject *object)
{
  g_free (RSC_SELECTION (object)->hovered_switch);
  G_OBJECT_CLASS (rsc_selection_parent_class)->finalize (object);
}

static void
rsc_selection_class_init (RscSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rsc_selection_finalize;
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
  set (self, MAX (label, -1), self->hovered, self->hovered_point, self->n_columns,
       self->hovered_switch);
}

void
rsc_selection_hover (RscSelection *self, gssize label, gssize point)
{
  g_return_if_fail (RSC_IS_SELECTION (self));
  set (self, self->selected, MAX (label, -1), MAX (point, -1), 0, NULL);
}

void
rsc_selection_hover_switch (RscSelection *self, gssize label, gsize n_columns, const double *g)
{
  g_return_if_fail (RSC_IS_SELECTION (self));
  g_return_if_fail (n_columns > 0 && g != NULL);
  set (self, self->selected, MAX (label, -1), -1, n_columns, g);
}

const double *
rsc_selection_get_hovered_switch (RscSelection *self, gsize *n_columns)
{
  g_return_val_if_fail (RSC_IS_SELECTION (self), NULL);
  *n_columns = self->n_columns;
  return self->hovered_switch;
}

void
rsc_selection_clear (RscSelection *self)
{
  g_return_if_fail (RSC_IS_SELECTION (self));
  set (self, -1, -1, -1, 0, NULL);
}
