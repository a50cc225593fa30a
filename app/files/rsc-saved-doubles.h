/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Tables with more values than this, their rows counted, are written so: as JSON the tables of a
 * document together would be too many values to be read again. */
#define RSC_SAVED_DOUBLES_MIN ((gsize) 250000)

/* A table of @n rows of @d numbers as {"rows", "columns", "doubles"}: the numbers row after row,
 * each in eight bytes, the least first (IEEE 754), in base 64. O(n d). */
JsonNode *rsc_saved_doubles_new_node (gsize n, gsize d, const double *values);

/* What is in such a @node; NULL where it is none, or has a number that is not finite. Free with
 * g_free(). */
double *rsc_saved_doubles_read (JsonNode *node, gsize *n, gsize *d);

G_END_DECLS
