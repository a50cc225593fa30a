/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RscCliBar:
 * @name, @index: of the part that is being done; to be set by who does it
 * @n: parts
 *
 * The bar of a long run on a terminal. A plain value.
 */
typedef struct
{
  const char *name;
  gsize index;
  gsize n;
  gboolean terminal;
  gboolean shown;
  gint64 next;
} RscCliBar;

void rsc_cli_bar_init (RscCliBar *self, gsize n);
/* An RscProgressFunc; @user_data: the bar. In one of the threads of a run, never in two at a
 * time. */
void rsc_cli_bar_move (double fraction, double gap, gpointer user_data);
/* Leaves nothing of it. */
void rsc_cli_bar_end (RscCliBar *self);

G_END_DECLS
