/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random actions on a document, with jobs whose replies come when the storm says so and time that
 * it moves: everything is decided by the seed. After every action what is on show must belong to
 * the state, and whenever the storm holds its breath the document comes to rest. No display.
 *
 * test-storm [ACTIONS [SEED]]; STORM_TRACE=1 tells every action on stderr. */
#include "storm.h"

#include <gsl/gsl_errno.h>
#include <stdlib.h>
#include <string.h>

#include "app/model/rsc-document.h"
#include "core/numerics/rsc-error.h"
#include "app/model/rsc-document-data.h"
#include "documents.h"

#define ACTIONS 17500
#define SEED 1
/* A document has so many: the history forgets what is older, and no data at all with it. */
#define ACTIONS_EACH 500
/* The storm holds its breath after about so many actions. */
#define CALM 60

static guint n_actions = ACTIONS; /* ACTIONS_EACH for each seed */
static guint seed_first = SEED;

static void
run_storm (guint seed, guint n)
{
  Storm s = { 0 };

  s.rand = g_rand_new_with_seed (seed);
  s.has_files = seed % 2 == 1;
  storm_begin (&s, TRUE);
  while (s.n_done < n)
    {
      storm_act (&s);
      if (storm_pick (&s, CALM) == 0)
        storm_hold_breath (&s);
    }
  storm_hold_breath (&s);
  g_test_message ("seed %u: %u actions, %u times calm, %u sets compared, %" G_GSIZE_FORMAT
                  " changes",
                  seed, s.n_done, s.n_calms, s.n_sets,
                  rsc_history_get_n_changes (rsc_document_get_history (s.document)));
  storm_end (&s);
}

static void
test_by_hand (void)
{
  for (guint n = 0; n < n_actions; n += ACTIONS_EACH)
    run_storm (seed_first + n / ACTIONS_EACH, MIN (ACTIONS_EACH, n_actions - n));
}

/* The same actions with real threads and the time of the main loop: what comes when is left to the
 * machine, what must hold is not. */
static void
test_threads (void)
{
  Storm s = { 0 };
  guint n = n_actions / 35;

  s.rand = g_rand_new_with_seed (seed_first);
  storm_begin (&s, FALSE);
  while (s.n_done < n)
    {
      int k = storm_pick (&s, 100);

      s.n_done++;
      if (k < 6)
        storm_open_gallery (&s);
      else if (k < 10)
        storm_open_table (&s);
      else if (k < 30)
        storm_change_lambda (&s);
      else if (k < 34)
        storm_change_model (&s);
      else if (k < 44)
        storm_change_pick (&s);
      else if (k < 54)
        storm_play (&s);
      else if (k < 74)
        storm_prune (&s);
      else if (k < 78)
        storm_go_back (&s);
      else if (k < 82)
        storm_edit_points (&s);
      else if (k < 90)
        storm_use_pages (&s);
      else
        iterate ((guint) storm_pick (&s, 12));
      storm_check (&s);
    }
  wait_idle (s.document);
  storm_check (&s);
  storm_end (&s);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);

  if (argc > 1)
    n_actions = (guint) strtoul (argv[1], NULL, 10);
  if (argc > 2)
    seed_first = (guint) strtoul (argv[2], NULL, 10);
  g_test_add_func ("/storm/by-hand", test_by_hand);
  g_test_add_func ("/storm/threads", test_threads);

  return g_test_run ();
}
