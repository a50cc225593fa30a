/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What memory the process holds after 100 and after 1000 solves: each prepares data, lists their
 * patterns, solves at a λ of its own and finds the optimal set with its vertices, as the window
 * does; then λ dragged through one engine a thousand times. What is freed is given back to the
 * system before it is measured, so that growth is what is kept. */

#include "app/model/rsc-document-state.h"
#include "app/model/rsc-engine.h"
#include "core/numerics/rsc-blas.h"
#include "timing.h"

#include <gsl/gsl_errno.h>
#include <malloc.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EARLY 100
#define LATE 1000

/* kB that the process holds in memory. */
static double
get_resident (void)
{
  g_autofree char *text = NULL;
  const char *line;

  malloc_trim (0);
  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL)
      || (line = strstr (text, "VmRSS:")) == NULL)
    return NAN;
  return g_ascii_strtod (line + strlen ("VmRSS:"), NULL);
}

/* kB of all that is allocated. */
static double
get_allocated (void)
{
  const struct mallinfo2 info = mallinfo2 ();

  return (double) (info.uordblks + info.hblkhd) / 1024.0;
}

static void
on_reply (RscReply *reply, gpointer user_data)
{
  guint *n_sets = user_data;

  *n_sets += reply->set != NULL;
  rsc_reply_free (reply);
}

static void
solve (RscEngine *engine, const RscDocumentState *state, double ratio, guint64 tick)
{
  g_autoptr (RscRequest) request = rsc_request_new (RSC_REQUEST_SOLVE, tick, tick);
  guint n_sets = 0;

  request->dataset = rsc_dataset_ref (state->train);
  request->bias = TRUE;
  request->activation = RSC_ACTIVATION_RELU;
  request->patterns = RSC_PATTERNS_ALL;
  request->lambda_ratio = ratio;
  request->feature_y = 1;
  rsc_engine_run (engine, request, on_reply, &n_sets, NULL, NULL, NULL);
  g_assert_cmpuint (n_sets, >, 0);
}

static void
measure (const char *name, gboolean anew)
{
  static const char *const data[] = { "moons", "spiral", "checkerboard", "circles" };
  g_autoptr (RscEngine) kept = rsc_engine_new ();
  g_autoptr (GPtrArray) states =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rsc_document_state_unref);
  double resident[2], allocated[2];

  for (gsize k = 0; k < G_N_ELEMENTS (data); k++)
    {
      gsize n;
      const RscGalleryItem *item = rsc_gallery_find (data[k], &n);
      RscDocumentState *state = rsc_document_state_new ();

      g_ptr_array_add (states, state);
      if (!rsc_document_state_set_gallery (state, item, MIN (n, 30), item->noise_default, 1, NULL))
        exit (EXIT_FAILURE);
    }
  for (guint64 k = 1; k <= LATE; k++)
    {
      const double ratio = 0.05 * pow (10.0, (double) (k % 37) / 37.0);
      g_autoptr (RscEngine) fresh = anew ? rsc_engine_new () : NULL;

      solve (anew ? fresh : kept, g_ptr_array_index (states, anew ? k % states->len : 0), ratio, k);
      g_clear_pointer (&fresh, rsc_engine_free);
      if (k == EARLY || k == LATE)
        {
          resident[k == LATE] = get_resident ();
          allocated[k == LATE] = get_allocated ();
        }
    }
  record_value ("kB", resident[1], "memory/%s, held after %d solves", name, LATE);
  record_value ("kB", resident[1] - resident[0], "memory/%s, held more than after %d", name, EARLY);
  record_value ("kB", allocated[1] - allocated[0], "memory/%s, allocated more than after %d", name,
                EARLY);
  printf ("%s: after %d solves %.0f kB held and %.0f allocated, after %d solves %.0f and %.0f\n",
          name, EARLY, resident[0], allocated[0], LATE, resident[1], allocated[1]);
  fflush (stdout);
}

int
main (void)
{
  rsc_blas_use_one_thread ();
  gsl_set_error_handler_off ();
  measure ("each from nothing", TRUE);
  measure ("λ dragged in one engine", FALSE);
  return EXIT_SUCCESS;
}
