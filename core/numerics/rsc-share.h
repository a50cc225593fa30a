/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RscShare:
 * @part: from 1 to @n_parts; 0: none of the tasks
 * @n_parts: 0: all of the tasks
 * @first: how many tasks are before the first of this list
 *
 * Which of numbered tasks are done here, where several machines share them: every @n_parts-th. A
 * plain value.
 */
typedef struct
{
  gsize part;
  gsize n_parts;
  gsize first;
} RscShare;

/* Whether task @k of the list, from 0, is done here. @self: or NULL for all. */
static inline gboolean
rsc_share_has (const RscShare *self, gsize k)
{
  return !self || self->n_parts == 0 || (self->first + k) % self->n_parts + 1 == self->part;
}

G_END_DECLS
