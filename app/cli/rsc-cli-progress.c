/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-progress.h"

#include "core/numerics/rsc-number-words.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>
#include <unistd.h>

static void
on_progress (double fraction, double gap, gpointer user_data)
{
  RscCliProgress *progress = user_data;
  gint64 now = g_get_monotonic_time ();

  if (now < progress->next)
    return;
  progress->next = now + G_USEC_PER_SEC / 10;
  progress->shown = TRUE;
  fprintf (stderr, "\r%s", progress->what);
  if (fraction >= 0.0)
    fprintf (stderr, " %3d %%", (int) (100.0 * CLAMP (fraction, 0.0, 1.0) + 0.5));
  if (isfinite (gap))
    {
      g_autofree char *number = rsc_number_words_dup (gap, 2);

      fprintf (stderr, _ (", relative gap %s"), number);
    }
  fputs ("\033[K", stderr);
  fflush (stderr);
}

RscProgressFunc
rsc_cli_progress_start (RscCliProgress *progress, const char *what)
{
  progress->what = what;
  progress->shown = FALSE;
  /* Nothing flashes by for what is done at once. */
  progress->next = g_get_monotonic_time () + G_USEC_PER_SEC / 2;
  return isatty (STDERR_FILENO) ? on_progress : NULL;
}

void
rsc_cli_progress_end (RscCliProgress *progress)
{
  if (progress->shown)
    fputs ("\r\033[K", stderr);
}
