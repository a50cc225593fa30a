/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-data-row.h"

struct _RscDataRow
{
  GObject parent_instance;

  gsize row;
};

G_DEFINE_FINAL_TYPE (RscDataRow, rsc_data_row, G_TYPE_OBJECT)

static void
rsc_data_row_class_init (RscDataRowClass *klass)
{
}

static void
rsc_data_row_init (RscDataRow *self)
{
}

RscDataRow *
rsc_data_row_new (gsize row)
{
  RscDataRow *self = g_object_new (RSC_TYPE_DATA_ROW, NULL);

  self->row = row;
  return self;
}

gsize
rsc_data_row_get (RscDataRow *self)
{
  g_return_val_if_fail (RSC_IS_DATA_ROW (self), 0);
  return self->row;
}
