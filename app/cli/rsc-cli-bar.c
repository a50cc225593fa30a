/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-bar.h"

#include <stdio.h>
#include <unistd.h>

#define BAR 30

void
rsc_cli_bar_init (RscCliBar *self, gsize n)
{
  *self = (RscCliBar){ .n = n, .terminal = isatty (STDERR_FILENO) };
  /* Nothing flashes by for what is done at once. */
  self->next = g_get_monotonic_time () + G_USEC_PER_SEC / 2;
}

void
rsc_cli_bar_move (double fraction, double gap, gpointer user_data)
{
  RscCliBar *bar = user_data;
  const gint64 now = g_get_monotonic_time ();
  const double done = ((double) bar->index + fraction) / (double) bar->n;
  char text[BAR + 1];

  if (!bar->terminal || now < bar->next)
    return;
  bar->next = now + G_USEC_PER_SEC / 10;
  bar->shown = TRUE;
  for (int k = 0; k < BAR; k++)
    text[k] = k < (int) (done * BAR) ? '#' : '-';
  text[BAR] = '\0';
  fprintf (stderr, "\r[%s] %3d %%  %s\033[K", text, (int) (100.0 * done + 0.5), bar->name);
  fflush (stderr);
}

void
rsc_cli_bar_end (RscCliBar *self)
{
  if (self->shown)
    fputs ("\r\033[K", stderr);
  self->shown = FALSE;
}
