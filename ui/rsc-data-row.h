/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RscDataRow:
 *
 * One row of a table of data, as a list model hands it out: nothing but its number, counted from 0.
 * Made when it is asked for and gone with the last who holds it.
 */
#define RSC_TYPE_DATA_ROW (rsc_data_row_get_type ())
G_DECLARE_FINAL_TYPE (RscDataRow, rsc_data_row, RSC, DATA_ROW, GObject)

/* @alive: has it under its number as long as it lives, without holding it; or NULL. */
RscDataRow *rsc_data_row_new (gsize row, GHashTable *alive);

gsize rsc_data_row_get (RscDataRow *self);

G_END_DECLS
