/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document's pruning: starts, steps, exact ways back, refusals, what ends it. No display. */
#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "app/model/rsc-document.h"
#include "app/model/rsc-pruner-job.h"
#include "ui/words/rsc-pruning-words.h"
#include "documents.h"

static RscDocument *
open_document (const char *name)
{
  RscDocument *document = rsc_document_new (TRUE);

  open_set (document, name);
  wait_idle (document);
  g_assert_nonnull (rsc_document_get_set (document));
  return document;
}

static const RscPruningState *
get_state (RscPruner *pruner)
{
  return rsc_pruning_get_state (rsc_pruner_get_walk (pruner), rsc_pruner_get_index (pruner));
}

static char *
get_sentence (RscDocument *document)
{
  RscPruner *pruner = rsc_document_get_pruner (document);

  return rsc_pruning_words_sentence (rsc_pruner_get_walk (pruner), rsc_pruner_get_index (pruner),
                                     NULL, rsc_pruner_get_set (pruner),
                                     rsc_pruner_get_start (pruner), rsc_pruner_get_method (pruner));
}

static void
assert_says (RscDocument *document, const char *words)
{
  g_autofree char *sentence = get_sentence (document);

  g_test_message ("%s", sentence);
  if (!strstr (sentence, words))
    g_error ("“%s” is not in “%s”", words, sentence);
}

/* To the minimal network of the 12-gon and back: every state of the document is the one before, bit
 * for bit, and leaving gives back the former pick. */
static void
test_steps_are_exact (void)
{
  g_autoptr (RscDocument) document = open_document ("polygon-12");
  RscPruner *pruner = rsc_document_get_pruner (document);
  gsize m = rsc_optimal_set_get_n_neurons (rsc_document_get_set (document));
  g_autofree double *pick = g_memdup2 (
    rsc_picked_network_get_point (rsc_document_get_picked (document)), m * sizeof (double));
  g_autoptr (GPtrArray) points = g_ptr_array_new_with_free_func (g_free);
  gsize last;

  rsc_pruner_prepare (pruner);
  g_assert_false (rsc_pruner_is_active (pruner));
  g_assert_true (memcmp (pick, rsc_picked_network_get_point (rsc_document_get_picked (document)),
                         m * sizeof (double))
                 == 0);
  rsc_pruner_go_to (pruner, 0);
  g_assert_true (rsc_pruner_is_active (pruner));
  g_assert_cmpuint (rsc_picked_network_get_width (rsc_document_get_picked (document)), ==, 12);
  do
    {
      g_assert_cmpuint (rsc_pruner_get_index (pruner), ==, points->len);
      g_assert_nonnull (rsc_picked_network_get_point (rsc_document_get_picked (document)));
      g_assert_cmpuint (rsc_picked_network_get_width (rsc_document_get_picked (document)), ==,
                        get_state (pruner)->width);
      g_assert_cmpfloat (rsc_picked_network_get_fit_change (rsc_document_get_picked (document)), <,
                         1e-12);
      g_ptr_array_add (points,
                       g_memdup2 (rsc_picked_network_get_point (rsc_document_get_picked (document)),
                                  m * sizeof (double)));
      rsc_pruner_step_forward (pruner);
      wait_idle (document);
    }
  while (get_state (pruner)->phase == RSC_PRUNING_EXACT);
  last = points->len - 1;
  g_assert_cmpint (rsc_pruning_get_minimal (rsc_pruner_get_walk (pruner)), ==, (gssize) last);
  while (rsc_pruner_get_index (pruner) > 0)
    {
      gsize n_states = rsc_pruner_get_n_states (pruner);
      gsize k;

      rsc_pruner_step_back (pruner);
      k = rsc_pruner_get_index (pruner);
      g_assert_cmpuint (rsc_pruner_get_n_states (pruner), ==, n_states);
      g_assert_true (memcmp (points->pdata[k],
                             rsc_picked_network_get_point (rsc_document_get_picked (document)),
                             m * sizeof (double))
                     == 0);
    }
  rsc_pruner_leave (pruner);
  g_assert_false (rsc_pruner_is_active (pruner));
  g_assert_true (memcmp (pick, rsc_picked_network_get_point (rsc_document_get_picked (document)),
                         m * sizeof (double))
                 == 0);
  /* There, each step (the last one not exact) and each way back, and out again. */
  g_assert_cmpuint (rsc_history_get_n_changes (rsc_document_get_history (document)), ==,
                    3 + 2 * (last + 1));
}

static void
test_minimal_and_zero (void)
{
  static const struct
  {
    const char *name;
    RscPruningStart start;
    gsize n_start;
    const char *said;
  } cases[] = {
    { "polygon-12", RSC_PRUNING_START_INTERIOR, 12, "the narrowest optimal network has 3." },
    { "checkerboard", RSC_PRUNING_START_INTERIOR, 12, "Minimal with " },
    { "checkerboard", RSC_PRUNING_START_BLOCKS, 64, "Minimal with " },
    { "checkerboard", RSC_PRUNING_START_RANDOM, 12, "Minimal with " },
    { "parity-3", RSC_PRUNING_START_BLOCKS, 128, "Minimal with " },
  };

  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (RscDocument) document = open_document (cases[c].name);
      RscPruner *pruner = rsc_document_get_pruner (document);
      RscOptimalSet *set = rsc_document_get_set (document);
      gboolean is_vertex = FALSE;
      gsize n_trail;
      g_autofree double *trail = NULL;

      rsc_pruner_set_start (pruner, cases[c].start, NULL);
      rsc_pruner_prepare (pruner);
      wait_idle (document);
      g_assert_cmpuint (rsc_pruning_get_start_width (rsc_pruner_get_walk (pruner)), ==,
                        cases[c].n_start);
      assert_says (document, "can go without changing the training fit");
      rsc_pruner_to_minimal (pruner);
      wait_idle (document);
      g_assert_cmpuint (get_state (pruner)->rank, ==, get_state (pruner)->width);
      g_assert_cmpfloat (get_state (pruner)->fit_change, <, 1e-12);
      assert_says (document, cases[c].said);
      /* One of the minimal networks of the set. */
      for (gsize v = 0; v < rsc_optimal_set_get_n_vertices (set); v++)
        {
          double worst = 0;

          for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (set); i++)
            worst = fmax (
              worst, fabs (rsc_optimal_set_get_vertex (set, v)[i]
                           - rsc_picked_network_get_point (rsc_document_get_picked (document))[i]));
          is_vertex = is_vertex || worst < 1e-9;
        }
      g_assert_true (is_vertex);
      trail = rsc_pruner_dup_trail (pruner, &n_trail);
      g_assert_cmpuint (n_trail, ==, rsc_pruner_get_index (pruner) + 1);

      rsc_pruner_to_zero (pruner);
      wait_idle (document);
      g_assert_cmpuint (get_state (pruner)->width, ==, 0);
      g_assert_cmpuint (rsc_picked_network_get_width (rsc_document_get_picked (document)), ==, 0);
      g_assert_cmpfloat (get_state (pruner)->fit_change, >, 0.9);
      assert_says (document, "every prediction is 0");
      /* Known by now: no further computing. */
      rsc_pruner_to_minimal (pruner);
      g_assert_false (rsc_pruner_is_busy (pruner));
      g_assert_cmpint (rsc_pruning_get_minimal (rsc_pruner_get_walk (pruner)), ==,
                       (gssize) rsc_pruner_get_index (pruner));
    }
}

/* Blocks are neurons of their own in pruning alone: the other views see each neuron once. */
static void
test_blocks_are_merged (void)
{
  g_autoptr (RscDocument) document = open_document ("checkerboard");
  RscPruner *pruner = rsc_document_get_pruner (document);

  rsc_pruner_set_start (pruner, RSC_PRUNING_START_BLOCKS, NULL);
  rsc_pruner_prepare (pruner);
  wait_idle (document);
  rsc_pruner_go_to (pruner, 0);
  g_assert_cmpuint (get_state (pruner)->width, ==, 64);
  g_assert_cmpuint (
    rsc_network_get_width (rsc_picked_network_get_network (rsc_document_get_picked (document))), ==,
    12);
  g_assert_cmpfloat (rsc_picked_network_get_fit_change (rsc_document_get_picked (document)), <,
                     1e-12);
  rsc_pruner_step_forward (pruner);
  wait_idle (document);
  assert_says (document, "are the same neuron");
  g_assert_cmpuint (
    rsc_network_get_width (rsc_picked_network_get_network (rsc_document_get_picked (document))), ==,
    12);
}

/* A neuron that cannot go stays, with the reason; one that can goes. */
static void
test_target (void)
{
  g_autoptr (RscDocument) document = open_document ("polygon-12");
  RscPruner *pruner = rsc_document_get_pruner (document);
  gsize index;
  gsize n_states;

  rsc_pruner_prepare (pruner);
  rsc_pruner_remove (pruner, 5);
  wait_idle (document);
  g_assert_cmpuint (rsc_pruner_get_index (pruner), ==, 1);
  g_assert_null (rsc_pruner_get_message (pruner));
  g_assert_cmpfloat (get_state (pruner)->norms[5], ==, 0);
  g_assert_cmpint (get_state (pruner)->removed, ==, 5);
  assert_says (document, "Neuron 6’s activations are a combination of those of ");

  rsc_pruner_to_minimal (pruner);
  wait_idle (document);
  index = rsc_pruner_get_index (pruner);
  n_states = rsc_pruner_get_n_states (pruner);
  for (gsize i = 0; i < 12; i++)
    {
      rsc_pruner_remove (pruner, i);
      wait_idle (document);
      g_assert_nonnull (rsc_pruner_get_message (pruner));
      if (i == 5)
        g_test_message ("%s", rsc_pruner_get_message (pruner));
      g_assert_cmpuint (rsc_pruner_get_index (pruner), ==, index);
      g_assert_cmpuint (rsc_pruner_get_n_states (pruner), ==, n_states);
    }
  /* The next step takes the reason away. */
  rsc_pruner_step_back (pruner);
  g_assert_null (rsc_pruner_get_message (pruner));
}

/* Data, model, λ and pick end it; another view of the same does not. */
static void
test_ends (void)
{
  g_autoptr (RscDocument) document = open_document ("checkerboard");
  RscPruner *pruner = rsc_document_get_pruner (document);
  RscDocumentState *after;

  rsc_pruner_to_minimal (pruner);
  wait_idle (document);
  g_assert_true (rsc_pruner_is_active (pruner));
  after = rsc_document_state_copy (rsc_document_get_state (document));
  after->camera.yaw += 1;
  rsc_document_apply (document, "Turn", RSC_CHANGE_SINGLE, after);
  rsc_document_toggle_axis (document, 4);
  wait_idle (document);
  g_assert_true (rsc_pruner_is_active (pruner));
  g_assert_cmpuint (rsc_picked_network_get_width (rsc_document_get_picked (document)), ==,
                    get_state (pruner)->width);

  set_ratio (document, 0.2, RSC_CHANGE_SINGLE);
  wait_idle (document);
  g_assert_false (rsc_pruner_is_active (pruner));
  g_assert_null (rsc_pruner_get_walk (pruner));

  rsc_pruner_to_minimal (pruner);
  wait_idle (document);
  g_assert_true (rsc_pruner_is_active (pruner));
  rsc_document_pick (document, RSC_PICK_INTERIOR);
  g_assert_false (rsc_pruner_is_active (pruner));
  g_assert_cmpuint (rsc_picked_network_get_width (rsc_document_get_picked (document)), ==, 12);

  rsc_pruner_to_minimal (pruner);
  wait_idle (document);
  after = rsc_document_state_copy (rsc_document_get_state (document));
  after->bias = FALSE;
  rsc_document_apply (document, "No bias", RSC_CHANGE_SINGLE, after);
  wait_idle (document);
  g_assert_false (rsc_pruner_is_active (pruner));
}

static const char *
get_newest_change (RscDocument *document)
{
  RscHistory *history = rsc_document_get_history (document);

  return rsc_history_get_change (history, rsc_history_get_n_changes (history) - 1)->name;
}

static void
assert_point (RscDocument *document, const double *wanted, double reach)
{
  const double *point = rsc_picked_network_get_point (rsc_document_get_picked (document));

  g_assert_nonnull (point);
  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (rsc_document_get_set (document)); i++)
    g_assert_cmpfloat (fabs (point[i] - wanted[i]), <=, reach);
}

/* Removals, the start and how steps are chosen are changes like others, each with its reason, and
 * each way back is exact. */
static void
test_history (void)
{
  g_autoptr (RscDocument) document = open_document ("checkerboard");
  RscPruner *pruner = rsc_document_get_pruner (document);
  RscHistory *history = rsc_document_get_history (document);
  gsize m = rsc_optimal_set_get_n_neurons (rsc_document_get_set (document));
  g_autoptr (GPtrArray) points = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  gsize first = rsc_history_get_n_changes (history);
  gsize n;

  for (int k = 0; k < 9; k++)
    {
      const double *point = rsc_picked_network_get_point (rsc_document_get_picked (document));

      g_ptr_array_add (points, g_memdup2 (point, m * sizeof (double)));
      switch (k)
        {
        case 0:
          rsc_pruner_step_forward (pruner);
          break;
        case 1:
          rsc_pruner_remove (pruner, 8);
          break;
        case 2:
          rsc_pruner_step_back (pruner);
          break;
        case 3:
          rsc_pruner_to_minimal (pruner);
          break;
        case 4:
          rsc_pruner_set_method (pruner, RSC_PRUNING_MAGNITUDE);
          break;
        case 5:
          rsc_pruner_to_zero (pruner);
          break;
        case 6:
          rsc_pruner_go_to (pruner, 0);
          break;
        case 7:
          rsc_pruner_leave (pruner);
          break;
        default:
          rsc_pruner_set_start (pruner, RSC_PRUNING_START_PICKED, NULL);
          break;
        }
      wait_idle (document);
      g_test_message ("%s", get_newest_change (document));
      g_ptr_array_add (names, g_strdup (get_newest_change (document)));
      g_assert_cmpuint (rsc_history_get_n_changes (history), ==, first + (gsize) k + 1);
    }
  g_assert_true (g_str_has_prefix (names->pdata[0], "Remove neuron"));
  g_assert_cmpstr (names->pdata[1], ==, "Remove neurons 9 and 12");
  g_assert_true (g_str_has_prefix (names->pdata[2], "Go back to "));
  g_assert_cmpstr (names->pdata[4], ==, "Choose the method of pruning");
  g_assert_cmpstr (names->pdata[5], ==, "Prune to 0 neurons");
  g_assert_cmpstr (names->pdata[6], ==, "Go to the start of pruning");
  g_assert_cmpstr (names->pdata[7], ==, "Leave pruning");
  g_assert_cmpstr (names->pdata[8], ==, "Choose the start of pruning");

  n = names->len;
  for (int round = 0; round < 2; round++)
    {
      for (gsize k = n; k-- > 0;)
        {
          g_assert_true (rsc_document_revert (document));
          assert_point (document, points->pdata[k], 0);
          g_assert_cmpint (rsc_pruner_is_active (pruner), ==, k > 0 && k < 8);
          g_assert_cmpint (rsc_pruner_get_method (pruner), ==,
                           k > 4 ? RSC_PRUNING_MAGNITUDE : RSC_PRUNING_OPTIMAL_LS);
          g_assert_cmpint (rsc_pruner_get_start (pruner), ==, RSC_PRUNING_START_INTERIOR);
          g_assert_cmpuint (rsc_history_get_n_changes (history), ==, first + k);
        }
      for (gsize k = 0; k < n; k++)
        {
          g_assert_cmpstr (rsc_history_get_repeatable (history)->name, ==, names->pdata[k]);
          g_assert_true (rsc_document_repeat (document));
          if (k + 1 < n)
            assert_point (document, points->pdata[k + 1], 0);
        }
      g_assert_cmpint (rsc_pruner_get_start (pruner), ==, RSC_PRUNING_START_PICKED);
      wait_idle (document);
    }
}

/* Over another λ, other data and another pick too the steps come back, to where the same set is
 * again. */
static void
test_history_over_others (void)
{
  g_autoptr (RscDocument) document = open_document ("checkerboard");
  RscPruner *pruner = rsc_document_get_pruner (document);
  gsize m = rsc_optimal_set_get_n_neurons (rsc_document_get_set (document));
  g_autofree double *point = NULL;
  gsize index;

  wait_path (document);
  rsc_pruner_to_minimal (pruner);
  wait_idle (document);
  index = rsc_pruner_get_index (pruner);
  point = g_memdup2 (rsc_picked_network_get_point (rsc_document_get_picked (document)),
                     m * sizeof (double));
  for (int k = 0; k < 4; k++)
    {
      switch (k)
        {
        case 0:
          set_ratio (document, 0.2, RSC_CHANGE_SINGLE);
          break;
        case 1:
          open_set (document, "moons-8");
          break;
        case 2:
          rsc_document_pick (document, RSC_PICK_NARROWEST);
          break;
        default:
          {
            RscDocumentState *after = rsc_document_state_copy (rsc_document_get_state (document));

            after->activation = RSC_ACTIVATION_GATED;
            rsc_document_apply (document, "Gated", RSC_CHANGE_SINGLE, after);
          }
          break;
        }
      wait_idle (document);
      g_assert_false (rsc_pruner_is_active (pruner));
      g_assert_true (rsc_document_revert (document));
      wait_idle (document);
      g_test_message ("back from %d", k);
      g_assert_true (rsc_pruner_is_active (pruner));
      g_assert_cmpuint (rsc_pruner_get_index (pruner), ==, index);
      assert_point (document, point, 1e-9);
      /* And it goes on from there. */
      rsc_pruner_step_back (pruner);
      g_assert_cmpuint (rsc_pruner_get_index (pruner), ==, index - 1);
      g_assert_true (rsc_document_revert (document));
    }
}

/* Every gallery set from every start to nothing: the exact steps keep the fit, every state has its
 * words, and every one can be shown. */
static void
test_every_set (void)
{
  gsize n_items;
  const RscGalleryItem *items = rsc_gallery_get_items (&n_items);
  guint n_at_once = 0, n_jobs = 0;

  for (gsize k = 0; k < n_items; k++)
    {
      g_autoptr (RscDocument) document = open_document (items[k].name);
      RscPruner *pruner = rsc_document_get_pruner (document);

      for (guint start = 0; start < RSC_PRUNING_START_NETWORK; start++)
        {
          rsc_pruner_set_start (pruner, (RscPruningStart) start, NULL);
          rsc_pruner_set_rule (pruner,
                               start % 2 == 0 ? RSC_PRUNING_RULE_PAPER : RSC_PRUNING_RULE_FEWEST);
          rsc_pruner_set_method (pruner, (RscPruningMethod) (start % RSC_N_PRUNING_METHODS));
          rsc_pruner_to_zero (pruner);
          if (rsc_pruner_is_busy (pruner))
            n_jobs++;
          else
            n_at_once++;
          wait_idle (document);
          g_assert_null (rsc_pruner_get_message (pruner));
          g_assert_cmpuint (get_state (pruner)->width, ==, 0);
          for (gsize i = 0; i < rsc_pruner_get_n_states (pruner); i++)
            {
              rsc_pruner_go_to (pruner, i);
              if (i == 0 || get_state (pruner)->phase == RSC_PRUNING_EXACT)
                g_assert_cmpfloat (get_state (pruner)->fit_change, <=, 1e-12);
              if (i == 0)
                assert_says (document, "Start: ");
              else
                assert_says (document,
                             get_state (pruner)->width == 0 ? "every prediction is 0" : "euron");
              g_assert_nonnull (
                rsc_picked_network_get_network (rsc_document_get_picked (document)));
            }
        }
    }
  /* What is done at once is no more than a frame; the rest is a job's. */
  g_assert_cmpuint (n_at_once, >, 0);
  g_assert_cmpuint (n_jobs, >, 0);
}

/* Unique, narrow and empty: said, and still usable. */
static void
test_not_prunable (void)
{
  g_autoptr (RscDocument) document = open_document ("xor");
  RscPruner *pruner = rsc_document_get_pruner (document);

  rsc_pruner_prepare (pruner);
  assert_says (document, "minimal already");
  rsc_pruner_to_minimal (pruner);
  wait_idle (document);
  g_assert_cmpuint (rsc_pruner_get_index (pruner), ==, 0);
  rsc_pruner_step_forward (pruner);
  wait_idle (document);
  g_assert_cmpuint (get_state (pruner)->width, ==, 3);
  g_assert_cmpint (get_state (pruner)->phase, ==, RSC_PRUNING_APPROXIMATE);
  assert_says (document, "No exact step is left");

  /* λ_max: the zero network. */
  set_ratio (document, 1.0, RSC_CHANGE_SINGLE);
  wait_idle (document);
  rsc_pruner_prepare (pruner);
  wait_idle (document);
  g_assert_null (rsc_pruner_get_message (pruner));
  g_assert_nonnull (rsc_pruner_get_walk (pruner));
  assert_says (document, "nothing to prune");
  rsc_pruner_step_forward (pruner);
  rsc_pruner_to_zero (pruner);
  wait_idle (document);
  g_assert_cmpuint (rsc_pruner_get_index (pruner), ==, 0);
}

/* A network that is not optimal: both layers are scaled, the fit stays, the penalty may not. */
static void
test_any_network (void)
{
  const double hidden[] = { 1, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 0, 3, 3, 0 };
  const double output[] = { 1, -0.5, 2, 1, 1, 1 };
  g_autoptr (RscDocument) document = open_document ("xor");
  RscPruner *pruner = rsc_document_get_pruner (document);
  g_autoptr (RscNetwork) network = rsc_network_new (6, 3, TRUE, hidden, output, NULL);
  g_autofree double *before = g_new (double, 4);
  g_autofree double *after = g_new (double, 4);
  const double *x = rsc_dataset_get_x (rsc_document_get_train (document));

  rsc_pruner_set_start (pruner, RSC_PRUNING_START_NETWORK, network);
  rsc_pruner_to_minimal (pruner);
  wait_idle (document);
  g_assert_null (rsc_pruner_get_message (pruner));
  g_assert_true (rsc_pruner_is_active (pruner));
  g_assert_cmpuint (get_state (pruner)->width, <=, 4);
  rsc_network_predict (network, 4, x, before);
  rsc_network_predict (rsc_picked_network_get_network (rsc_document_get_picked (document)), 4, x,
                       after);
  for (gsize i = 0; i < 4; i++)
    g_assert_cmpfloat (fabs (before[i] - after[i]), <, 1e-12);
  /* It has no place in the set. */
  g_assert_null (rsc_picked_network_get_point (rsc_document_get_picked (document)));
  assert_says (document, "no exact step is left");
}

/* Halfway between two states the fit is the same and the norms are their mean. */
static void
test_position (void)
{
  g_autoptr (RscDocument) document = open_document ("checkerboard");
  RscPruner *pruner = rsc_document_get_pruner (document);
  gsize m = rsc_optimal_set_get_n_neurons (rsc_document_get_set (document));
  g_autofree double *a = g_new (double, m);
  g_autofree double *b = g_new (double, m);
  gsize n_trail;

  rsc_pruner_prepare (pruner);
  rsc_pruner_set_animated (pruner, TRUE);
  rsc_pruner_step_forward (pruner);
  wait_idle (document);
  g_assert_cmpuint (rsc_pruner_get_index (pruner), ==, 1);
  g_assert_cmpfloat (rsc_pruner_get_position (pruner), ==, 0);
  memcpy (a, rsc_picked_network_get_point (rsc_document_get_picked (document)),
          m * sizeof (double));
  rsc_pruner_set_position (pruner, 1);
  memcpy (b, rsc_picked_network_get_point (rsc_document_get_picked (document)),
          m * sizeof (double));
  rsc_pruner_set_position (pruner, 0.5);
  for (gsize i = 0; i < m; i++)
    g_assert_cmpfloat (fabs (rsc_picked_network_get_point (rsc_document_get_picked (document))[i]
                             - (a[i] + b[i]) / 2),
                       <, 1e-13);
  g_assert_cmpfloat (rsc_picked_network_get_fit_change (rsc_document_get_picked (document)), <,
                     1e-12);
  g_free (rsc_pruner_dup_trail (pruner, &n_trail));
  g_assert_cmpuint (n_trail, ==, 2);
  rsc_pruner_set_animated (pruner, FALSE);
  g_assert_cmpfloat (rsc_pruner_get_position (pruner), ==, 1);
}

/* Another method forgets what an earlier one did after the state on show, and nothing before. */
static void
test_settings (void)
{
  g_autoptr (RscDocument) document = open_document ("checkerboard");
  RscPruner *pruner = rsc_document_get_pruner (document);
  gsize minimal;

  rsc_pruner_to_zero (pruner);
  wait_idle (document);
  rsc_pruner_to_minimal (pruner);
  minimal = rsc_pruner_get_index (pruner);
  rsc_pruner_set_method (pruner, RSC_PRUNING_MAGNITUDE);
  g_assert_cmpuint (rsc_pruner_get_n_states (pruner), ==, minimal + 1);
  g_assert_cmpuint (rsc_pruner_get_index (pruner), ==, minimal);
  rsc_pruner_step_forward (pruner);
  wait_idle (document);
  g_assert_null (get_state (pruner)->beta);
  assert_says (document, "has the smallest norm and goes");
  rsc_pruner_to_zero (pruner);
  wait_idle (document);
  g_assert_cmpuint (get_state (pruner)->width, ==, 0);
  rsc_pruner_go_to (pruner, 0);
  rsc_pruner_set_rule (pruner, RSC_PRUNING_RULE_FEWEST);
  g_assert_cmpuint (rsc_pruner_get_n_states (pruner), ==, 1);
  rsc_pruner_to_zero (pruner);
  wait_idle (document);
  g_assert_cmpuint (get_state (pruner)->width, ==, 0);
}

static void
test_curves (void)
{
  g_autoptr (RscDocument) document = open_document ("checkerboard");
  RscPruner *pruner = rsc_document_get_pruner (document);
  RscPruningCurves *curves;

  rsc_pruner_prepare (pruner);
  rsc_pruner_request_curves (pruner);
  wait_idle (document);
  curves = rsc_pruner_get_curves (pruner);
  g_assert_nonnull (curves);
  g_assert_true (curves->accuracy);
  g_assert_false (curves->has_test);
  for (guint method = 0; method < RSC_N_PRUNING_METHODS; method++)
    {
      gsize n = curves->n[method];

      g_assert_cmpuint (n, >, 1);
      g_assert_cmpfloat (curves->width[method][0], ==, 12);
      g_assert_cmpfloat (curves->width[method][n - 1], ==, 0);
      g_assert_cmpfloat (curves->train[method][0], ==, 1);
    }
  /* They are those of the walk's start, whatever step is on show. */
  rsc_pruner_to_minimal (pruner);
  g_assert_true (rsc_pruner_get_curves (pruner) == curves);
  rsc_pruner_set_start (pruner, RSC_PRUNING_START_RANDOM, NULL);
  g_assert_null (rsc_pruner_get_curves (pruner));
}

/* Long enough for a thread: cancelled, everything is as before; commands meanwhile wait their
 * turn. */
static void
test_thread (void)
{
  g_autoptr (RscDocument) document = open_document ("parity-4");
  RscPruner *pruner = rsc_document_get_pruner (document);
  gsize n_states;

  rsc_pruner_set_start (pruner, RSC_PRUNING_START_BLOCKS, NULL);
  rsc_pruner_prepare (pruner);
  wait_idle (document);
  n_states = rsc_pruner_get_n_states (pruner);
  g_assert_cmpuint (n_states, ==, 1);
  rsc_pruner_to_zero (pruner);
  g_assert_true (rsc_pruner_is_busy (pruner));
  rsc_pruner_cancel (pruner);
  g_assert_false (rsc_pruner_is_busy (pruner));
  iterate (200);
  g_assert_cmpuint (rsc_pruner_get_n_states (pruner), ==, n_states);
  g_assert_false (rsc_pruner_is_active (pruner));

  rsc_pruner_to_minimal (pruner);
  rsc_pruner_step_forward (pruner);
  wait_idle (document);
  g_assert_cmpint ((gssize) rsc_pruner_get_index (pruner), ==,
                   rsc_pruning_get_minimal (rsc_pruner_get_walk (pruner)) + 1);
  /* The document goes while something runs. */
  rsc_pruner_to_zero (pruner);
}

/* Steps to zero and steps taken again stop where the memory is used. */
static void
test_full (void)
{
  g_autoptr (RscDocument) document = open_document ("checkerboard");
  RscOptimalSet *set = rsc_document_get_set (document);
  const gsize m = rsc_optimal_set_get_n_neurons (set);
  g_autoptr (RscPrunerJob) job = g_new0 (RscPrunerJob, 1);

  job->command = RSC_PRUNER_ZERO;
  job->set = rsc_optimal_set_ref (set);
  job->point = g_memdup2 (rsc_optimal_set_get_interior (set), m * sizeof (double));
  g_autoptr (RscPruning) whole = rsc_pruner_job_walk (job, NULL, NULL, NULL, NULL);
  const gsize n = rsc_pruning_get_n_states (whole);
  job->bytes_max = n * m * 3 * sizeof (double);
  g_autoptr (RscPruning) part = rsc_pruner_job_walk (job, NULL, NULL, NULL, NULL);
  job->command = RSC_PRUNER_REPLAY;
  job->record = rsc_pruning_record_new_for_walk (whole, n, n - 1);
  g_autoptr (RscPruning) again = rsc_pruner_job_walk (job, NULL, NULL, NULL, NULL);
  job->bytes_max = 0;
  g_autoptr (RscPruning) all = rsc_pruner_job_walk (job, NULL, NULL, NULL, NULL);

  g_assert_false (rsc_pruning_is_full (whole));
  g_assert_cmpuint (rsc_pruning_get_n_states (all), ==, n);
  g_assert_true (rsc_pruning_is_full (part));
  g_assert_true (rsc_pruning_is_full (again));
  g_assert_cmpuint (rsc_pruning_get_n_states (part), <, n);
  g_assert_cmpuint (rsc_pruning_get_n_states (part), ==, rsc_pruning_get_n_states (again));
  g_autofree char *text = rsc_pruning_words_dup_full (part);
  g_autofree char *words =
    g_strdup_printf ("Pruning stopped after %zu steps, at width %zu: the memory that it may take "
                     "is used.",
                     rsc_pruning_get_n_states (part) - 1,
                     rsc_pruning_get_state (part, rsc_pruning_get_n_states (part) - 1)->width);
  g_assert_cmpstr (text, ==, words);
}

int
main (int argc, char *argv[])
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pruner/steps-are-exact", test_steps_are_exact);
  g_test_add_func ("/pruner/minimal-and-zero", test_minimal_and_zero);
  g_test_add_func ("/pruner/blocks-are-merged", test_blocks_are_merged);
  g_test_add_func ("/pruner/target", test_target);
  g_test_add_func ("/pruner/ends", test_ends);
  g_test_add_func ("/pruner/history", test_history);
  g_test_add_func ("/pruner/history-over-others", test_history_over_others);
  g_test_add_func ("/pruner/every-set", test_every_set);
  g_test_add_func ("/pruner/not-prunable", test_not_prunable);
  g_test_add_func ("/pruner/any-network", test_any_network);
  g_test_add_func ("/pruner/position", test_position);
  g_test_add_func ("/pruner/settings", test_settings);
  g_test_add_func ("/pruner/curves", test_curves);
  g_test_add_func ("/pruner/full", test_full);
  g_test_add_func ("/pruner/thread", test_thread);
  return g_test_run ();
}
