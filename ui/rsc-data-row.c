/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-data-row.h"

struct _RscDataRow
{
  GObject parent_instance;

  gsize row;
  GHashTable *alive; /* or NULL */
};

G_DEFINE_FINAL_TYPE (RscDataRow, rsc_data_row, G_TYPE_OBJECT)

static void
rsc_data_row_finalize (GObject *object)
{
  RscDataRow *self = RSC_DATA_ROW (object);

  if (self->alive)
    {
      g_hash_table_remove (self->alive, GSIZE_TO_POINTER (self->row));
      g_hash_table_unref (self->alive);
    }
  G_OBJECT_CLASS (rsc_data_row_parent_class)->finalize (object);
}

static void
rsc_data_row_class_init (RscDataRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rsc_data_row_finalize;
}

static void
rsc_data_row_init (RscDataRow *self)
{
}

RscDataRow *
rsc_data_row_new (gsize row, GHashTable *alive)
{
  RscDataRow *self = g_object_new (RSC_TYPE_DATA_ROW, NULL);

  self->row = row;
  if (alive)
    {
      self->alive = g_hash_table_ref (alive);
      g_hash_table_insert (alive, GSIZE_TO_POINTER (row), self);
    }
  return self;
}

gsize
rsc_data_row_get (RscDataRow *self)
{
  g_return_val_if_fail (RSC_IS_DATA_ROW (self), 0);
  return self->row;
}
