/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state of a document written and read again: everything that a person edits comes back. No
 * display. */
#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "app/model/rsc-document.h"
#include "app/model/rsc-state-file.h"
#include "core/numerics/rsc-error.h"
#include "documents.h"

static char *
dup_text (const RscDocumentState *state)
{
  g_autoptr (RscSaved) saved = rsc_saved_new ();

  rsc_state_file_write (state, saved);
  return rsc_saved_to_text (saved);
}

static RscDocumentState *
read_text (const char *text, GError **error)
{
  g_autoptr (RscSaved) saved = rsc_saved_parse (text, -1, "a.reluscope", error);

  return saved ? rsc_state_file_read (saved, error) : NULL;
}

static double
random_number (void)
{
  return ldexp (g_test_rand_double_range (-1, 1), g_test_rand_int_range (-60, 60));
}

static int
random_of (int n)
{
  return g_test_rand_int_range (0, n);
}

static RscNeuronKeys *
random_keys (gsize n, gsize d)
{
  g_autofree int *signs = g_new0 (int, MAX (n, 1));
  g_autofree double *directions = g_new0 (double, MAX (n * d, 1));
  g_autofree double *values = g_new0 (double, MAX (n, 1));

  for (gsize k = 0; k < n; k++)
    {
      signs[k] = random_of (2) ? 1 : -1;
      values[k] = fabs (random_number ());
    }
  for (gsize k = 0; k < n * d; k++)
    directions[k] = g_test_rand_double_range (-1, 1);
  return rsc_neuron_keys_new_from_values (n, d, signs, directions, values);
}

static RscDataset *
random_dataset (void)
{
  gsize n = (gsize) g_test_rand_int_range (2, 20), d = (gsize) random_of (5);
  g_autofree double *x = g_new0 (double, MAX (n * d, 1));
  g_autofree double *y = g_new0 (double, n);
  static const char *const names[] = { "größe", "a b", "\"q\"", "x\\1" };

  for (gsize i = 0; i < n * d; i++)
    x[i] = random_number ();
  for (gsize i = 0; i < n; i++)
    y[i] = random_of (2) ? random_number () : -0.0;
  return rsc_dataset_new ("data, mine.csv", n, d, x, y, random_of (2) ? names : NULL,
                          random_of (2) ? "цель" : NULL, NULL);
}

static RscNetwork *
random_network (gsize d, gboolean bias)
{
  gsize m = (gsize) random_of (4), width = d + (gsize) (bias ? 1 : 0);
  g_autofree double *hidden = g_new0 (double, MAX (m * width, 1));
  g_autofree double *output = g_new0 (double, MAX (m, 1));

  for (gsize i = 0; i < m * width; i++)
    hidden[i] = random_number ();
  for (gsize i = 0; i < m; i++)
    output[i] = random_number ();
  return rsc_network_new (m, width, bias, hidden, output, random_of (2) ? hidden : NULL);
}

static void
fill_training (RscDocumentState *state, gsize d)
{
  RscTrainingChoice *choice = rsc_training_choice_new ();
  RscTrainingBegin begin = random_of (state->train ? RSC_N_TRAINING_BEGINS : 3);
  g_autoptr (RscNetwork) network =
    begin == RSC_TRAINING_BEGIN_NETWORK ? random_network (d, random_of (2)) : NULL;

  rsc_training_choice_set_begin (choice, begin, network);
  choice->settings.method = random_of (4);
  choice->settings.step_size = random_of (2) ? g_test_rand_double_range (0, 2) : 0;
  choice->settings.constant = random_of (2);
  choice->settings.batch_size = (gsize) random_of (9);
  choice->width = (gsize) random_of (50) + 1;
  choice->scale = g_test_rand_double_range (0, 3);
  choice->perturbation = g_test_rand_double_range (0, 1);
  choice->seed = (guint64) random_of (1000);
  choice->n_seeds = (gsize) random_of (RSC_TRAINING_SEEDS_MAX) + 1;
  state->m = (gsize) random_of (20);
  rsc_document_state_set_training (state, choice);
}

static void
fill_pruning (RscDocumentState *state, gsize d)
{
  RscPruningStart start = random_of (state->train ? 5 : 4);
  g_autoptr (RscNetwork) network =
    start == RSC_PRUNING_START_NETWORK ? random_network (d, random_of (2)) : NULL;
  g_autoptr (RscPruningChoice) choice =
    rsc_pruning_choice_new_full (start, network, (guint64) random_of (100), random_of (2),
                                 random_of (RSC_N_PRUNING_METHODS), NULL, 0, 0);
  gsize removed[6];
  double sizes[12];

  for (gsize k = 0; k < 6; k++)
    {
      removed[k] = (gsize) random_of (30);
      sizes[2 * k] = random_number ();
      sizes[2 * k + 1] = random_number ();
    }
  if (random_of (2))
    {
      gsize n = (gsize) random_of (7);
      g_autoptr (RscPruningRecord) record =
        rsc_pruning_record_new (n, removed, sizes, (gsize) random_of ((int) n + 1));

      rsc_document_state_set_pruning (state, rsc_pruning_choice_new_recorded (choice, record));
    }
  else
    {
      rsc_document_state_set_pruning (state, g_steal_pointer (&choice));
    }
}

static void
fill_pins (RscDocumentState *state, gsize d)
{
  /* A network goes with data alone. */
  for (int k = state->train ? random_of (4) : 0; k > 0; k--)
    {
      g_autoptr (RscNetwork) network = random_network (d, random_of (2));
      g_autofree char *name = g_strdup_printf ("pin %d", random_of (100));

      rsc_document_state_set_pins (
        state, rsc_pins_new_with (state->pins, name, network, g_test_rand_double_range (0, 1)));
    }
  rsc_document_state_set_pins (
    state, rsc_pins_new_chosen (state->pins, random_of ((int) state->pins->n + 1) - 1));
  state->pinned_ratio = random_of (2) ? -1.0 : g_test_rand_double_range (0, 1);
  state->shown = random_of (4);
}

static RscDocumentState *
random_state (void)
{
  RscDocumentState *state = rsc_document_state_new ();
  gsize n_items, d;
  const RscGalleryItem *items = rsc_gallery_get_items (&n_items);
  const RscGalleryItem *item = &items[random_of ((int) n_items)];
  static const RscPick picks[] = { RSC_PICK_MIN_NORM, RSC_PICK_INTERIOR, RSC_PICK_NARROWEST,
                                   RSC_PICK_VERTEX,   RSC_PICK_RANDOM,   RSC_PICK_POINT };
  RscPick pick = picks[random_of (6)];
  g_autoptr (RscNeuronKeys) point = NULL;
  g_autoptr (RscNeuronKeys) axes = NULL;

  if (random_of (3))
    g_assert_true (rsc_document_state_set_gallery (
      state, item, item->n_default, item->has_noise ? g_test_rand_double_range (0, 0.3) : 0,
      (guint64) g_test_rand_int () << 32, NULL));
  else if (random_of (8))
    {
      g_autoptr (RscDataset) dataset = random_dataset ();
      g_autoptr (GFile) file = g_file_new_for_path ("/nowhere/data.csv");

      rsc_document_state_set_file (state, file, dataset);
    }
  d = state->train ? rsc_dataset_get_d (state->train) : 0;
  /* What leaves the range of a number is no state. */
  if (!rsc_document_state_set_preparation (state, random_of (2), random_of (2),
                                           g_test_rand_double_range (0.2, 0.8),
                                           (guint64) random_of (1000), NULL))
    g_assert_true (rsc_document_state_set_preparation (state, FALSE, FALSE, 0.5, 1, NULL));
  if (state->source && rsc_dataset_get_n (state->source) > 0 && random_of (3) == 0)
    {
      /* The same points, as if they were others of another file. */
      g_autoptr (RscDataset) held = rsc_dataset_ref (state->source);

      rsc_document_state_set_held (state, held, NULL);
    }
  state->bias = random_of (2);
  state->activation = random_of (2);
  state->patterns = random_of (2);
  state->n_samples = (gsize) g_test_rand_int_range (1, 100000);
  state->pattern_seed = (guint64) random_of (1000);
  state->lambda_ratio = g_test_rand_double_range (1e-12, 1);
  point = pick == RSC_PICK_POINT || pick == RSC_PICK_VERTEX
            ? random_keys ((gsize) random_of (5), d + (gsize) (state->bias ? 1 : 0))
            : NULL;
  rsc_document_state_set_pick (state, pick, (guint64) random_of (1000), point);
  axes = random_of (2) ? random_keys ((gsize) g_test_rand_int_range (1, 4), d + 1) : NULL;
  rsc_document_state_set_axes (state, axes);
  state->feature = random_of ((int) d + 1) - 1;
  state->spaces = random_of (3);
  state->camera.yaw = g_test_rand_double_range (-10, 10);
  state->camera.pitch = g_test_rand_double_range (-10, 10);
  state->camera.zoom = g_test_rand_double_range (0.2, 20);
  state->mode = random_of (4);
  state->kinks = random_of (3);
  if (d > 1)
    {
      state->feature_x = (gsize) random_of ((int) d);
      state->feature_y = (state->feature_x + 1) % d;
    }
  if (d > 0 && random_of (2))
    rsc_document_state_hold_feature (state, (gsize) random_of ((int) d), random_number ());
  state->path_x = random_of (3);
  state->path_y = random_of (3);
  state->path_feature = (gsize) random_of ((int) d + 1);
  state->tubes = random_of (2);
  state->parted = random_of (2);
  state->multiples = random_of (2);
  state->tangents = random_of (2);
  fill_pruning (state, d);
  fill_training (state, d);
  fill_pins (state, d);
  return state;
}

static void
assert_same_data (RscDataset *a, RscDataset *b)
{
  gsize n, d;

  g_assert_true ((a == NULL) == (b == NULL));
  if (!a)
    return;
  n = rsc_dataset_get_n (a);
  d = rsc_dataset_get_d (a);
  g_assert_cmpuint (rsc_dataset_get_n (b), ==, n);
  g_assert_cmpuint (rsc_dataset_get_d (b), ==, d);
  g_assert_cmpmem (rsc_dataset_get_x (a), n * d * sizeof (double), rsc_dataset_get_x (b),
                   n * d * sizeof (double));
  g_assert_cmpmem (rsc_dataset_get_y (a), n * sizeof (double), rsc_dataset_get_y (b),
                   n * sizeof (double));
  g_assert_cmpstr (rsc_dataset_get_name (a), ==, rsc_dataset_get_name (b));
  g_assert_cmpstr (rsc_dataset_get_target_name (a), ==, rsc_dataset_get_target_name (b));
  for (gsize k = 0; k < d; k++)
    g_assert_cmpstr (rsc_dataset_get_feature_name (a, k), ==, rsc_dataset_get_feature_name (b, k));
}

static void
assert_same_network (const RscNetwork *a, const RscNetwork *b)
{
  gsize size;

  g_assert_true ((a == NULL) == (b == NULL));
  if (!a)
    return;
  size = rsc_network_get_width (a) * rsc_network_get_d (a) * sizeof (double);
  g_assert_cmpuint (rsc_network_get_width (a), ==, rsc_network_get_width (b));
  g_assert_true (rsc_network_get_bias (a) == rsc_network_get_bias (b));
  g_assert_cmpmem (rsc_network_get_hidden (a), size, rsc_network_get_hidden (b), size);
  g_assert_true (!rsc_network_get_gates (a) == !rsc_network_get_gates (b)
                 || rsc_network_get_width (a) == 0);
}

static void
assert_same_state (const RscDocumentState *a, const RscDocumentState *b)
{
  g_autoptr (RscDocumentState) copy = rsc_document_state_copy (b);

  assert_same_data (a->source, b->source);
  assert_same_data (a->held, b->held);
  assert_same_data (a->train, b->train);
  assert_same_data (a->test, b->test);
  assert_same_network (a->pruning->network, b->pruning->network);
  assert_same_network (a->training->network, b->training->network);
  g_assert_cmpuint (a->pins->n, ==, b->pins->n);
  rsc_document_state_set_pins (copy, rsc_pins_new ());
  for (gsize k = 0; k < a->pins->n; k++)
    {
      const RscPin *pin = &b->pins->pins[k];

      assert_same_network (a->pins->pins[k].network, pin->network);
      rsc_document_state_set_pins (
        copy, rsc_pins_new_with (copy->pins, pin->name, a->pins->pins[k].network, pin->ratio));
    }
  rsc_document_state_set_pins (copy, rsc_pins_new_chosen (copy->pins, b->pins->chosen));
  /* The rest is compared by what the document itself takes for a change. */
#define SHARE(field, ref, unref)         \
  g_clear_pointer (&copy->field, unref); \
  copy->field = a->field ? ref (a->field) : NULL
  SHARE (source, rsc_dataset_ref, rsc_dataset_unref);
  SHARE (held, rsc_dataset_ref, rsc_dataset_unref);
  SHARE (train, rsc_dataset_ref, rsc_dataset_unref);
  SHARE (test, rsc_dataset_ref, rsc_dataset_unref);
  g_set_object (&copy->file, a->file);
  if (a->pruning->network)
    {
      g_autoptr (RscPruningRecord) record = rsc_pruning_choice_dup_record (copy->pruning);
      g_autoptr (RscPruningChoice) choice =
        rsc_pruning_choice_new_full (copy->pruning->start, a->pruning->network, copy->pruning->seed,
                                     copy->pruning->rule, copy->pruning->method, NULL, 0, 0);

      rsc_document_state_set_pruning (copy, record
                                              ? rsc_pruning_choice_new_recorded (choice, record)
                                              : g_steal_pointer (&choice));
    }
  if (a->training->network)
    {
      RscTrainingChoice *choice = rsc_training_choice_copy (copy->training);

      rsc_training_choice_set_begin (choice, choice->begin, a->training->network);
      rsc_document_state_set_training (copy, choice);
    }
  g_assert_cmphex (rsc_document_state_compare (a, copy), ==, 0);
}

/* Any state comes back whole, and its text to the letter. */
static void
test_round_trip (void)
{
  for (int trial = 0; trial < 600; trial++)
    {
      g_autoptr (RscDocumentState) state = random_state ();
      g_autofree char *text = dup_text (state);
      g_autofree char *again = NULL;
      g_autoptr (RscDocumentState) back = NULL;
      g_autoptr (GError) error = NULL;

      back = read_text (text, &error);
      g_assert_no_error (error);
      assert_same_state (state, back);
      again = dup_text (back);
      g_assert_cmpstr (again, ==, text);
    }
}

/* A text that has been spoilt anywhere is refused in one sentence, or gives a state that can be
 * written. */
static void
test_spoilt (void)
{
  for (int trial = 0; trial < 4000; trial++)
    {
      g_autoptr (RscDocumentState) state = random_state ();
      g_autofree char *text = dup_text (state);
      gsize length = strlen (text);
      g_autoptr (GError) error = NULL;
      g_autoptr (RscDocumentState) back = NULL;
      int n_bytes = g_test_rand_int_range (1, 4);

      for (int i = 0; i < n_bytes; i++)
        text[random_of ((int) length)] = "0123456789-.e\"[]{},:ntx\\"[random_of (24)];
      back = read_text (text, &error);
      if (back)
        {
          g_autofree char *again = dup_text (back);
          g_autoptr (RscDocumentState) third = read_text (again, &error);

          g_assert_no_error (error);
        }
      else
        {
          g_assert_nonnull (error);
          g_assert_null (strchr (error->message, '\n'));
        }
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *member;
    const char *said;
  } cases[] = {
    { "\"pick\": {\"kind\": \"point\"}", "pick.point: this is missing" },
    { "\"pick\": {\"kind\": \"vertex\"}", "pick.point: this is missing" },
    { "\"pick\": {\"kind\": \"best\"}", "one of min-norm" },
    { "\"pick\": {\"kind\": \"point\", \"point\": {\"signs\": [2], \"directions\": [[1]], "
      "\"values\": [1]}}",
      "a sign is 1 or -1" },
    { "\"set\": {\"axes\": {\"signs\": [1], \"directions\": [], \"values\": [1]}}",
      "equally long" },
    { "\"set\": {\"camera\": {\"zoom\": 0}}", "zoom" },
    { "\"set\": {\"camera\": {\"yaw\": 1e300}}", "yaw" },
    { "\"set\": {\"weight\": 9}", "set.weight" },
    { "\"function\": {\"x\": 3}", "function.x" },
    { "\"function\": {\"x\": 2, \"y\": 2}", "function.y" },
    { "\"function\": {\"at\": [1]}", "each feature" },
    { "\"path\": {\"weight\": 0}", "path.weight" },
    { "\"pruning\": {\"start\": \"network\"}", "pruning.network: this is missing" },
    { "\"training\": {\"start\": \"network\"}", "training.network: this is missing" },
    { "\"training\": {\"method\": \"sgd\"}", "training.method" },
    { "\"training\": {\"width\": 0}", "training.width" },
    { "\"training\": {\"seeds\": 21}", "training.seeds" },
    { "\"training\": {\"step\": -1}", "training.step" },
    { "\"pruning\": {\"steps\": {\"removed\": [0], \"sizes\": [[1, 1]]}}", "no neuron" },
    { "\"pruning\": {\"steps\": {\"removed\": [1.5], \"sizes\": [[1, 1]]}}", "no neuron" },
    { "\"pruning\": {\"steps\": {\"removed\": [1], \"sizes\": [[1, 1]], \"shown\": 2}}", "shown" },
    { "\"pruning\": {\"start\": \"network\", \"network\": {\"bias\": false, \"hidden\": [[1, 1]], "
      "\"output\": [1], \"gates\": [[1, 1e200]]}}",
      "pruning.network: there is a number out of range" },
    { "\"function\": {\"x\": 2, \"y\": 1}, \"data\": {\"x\": [[1], [2]], \"y\": [1, 2]}",
      "function.x" },
    { "\"preparation\": {\"split\": true}, \"data\": {\"x\": [[1, 2]], \"y\": [1]}", "" },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autofree char *text = g_strdup_printf (
        "{\"schema\": \"reluscope-document\", \"version\": 1, %s%s}",
        strstr (cases[k].member, "data") ? "" : "\"gallery\": {\"set\": \"xor\"}, ",
        cases[k].member);
      g_autoptr (GError) error = NULL;
      g_autoptr (RscDocumentState) state = read_text (text, &error);

      g_assert_null (state);
      g_assert_nonnull (error);
      g_assert_true (g_str_has_prefix (error->message, "a.reluscope: "));
      g_assert_nonnull (strstr (error->message, cases[k].said));
    }
}

/* A document of many rows whose @part starts from a wide network. Takes nothing; returns the state
 * or NULL. */
static RscDocumentState *
read_wide_network (const char *part, GError **error)
{
  const gsize n = 10000, m = 10001;
  g_autoptr (GString) text =
    g_string_new ("{\"schema\": \"reluscope-document\", \"version\": 1, \"");

  g_string_append (text, part);
  g_string_append (text,
                   "\": {\"start\": \"network\", \"network\": {\"bias\": false, \"hidden\": [[1]");
  for (gsize k = 1; k < m; k++)
    g_string_append (text, ",[1]");
  g_string_append (text, "], \"output\": [1");
  for (gsize k = 1; k < m; k++)
    g_string_append (text, ",1");
  g_string_append (text, "]}}, \"data\": {\"x\": [[1]");
  for (gsize k = 1; k < n; k++)
    g_string_append (text, ",[2]");
  g_string_append (text, "], \"y\": [1");
  for (gsize k = 1; k < n; k++)
    g_string_append (text, ",1");
  g_string_append (text, "]}}");
  return read_text (text->str, error);
}

/* A network whose activations no memory holds is refused before it is pruned; training keeps none
 * of them, and what could be chosen and saved opens again. */
static void
test_wide_network (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDocumentState) trained = NULL;

  g_assert_null (read_wide_network ("pruning", &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
  g_assert_nonnull (strstr (error->message, "too many neurons"));
  g_clear_error (&error);
  trained = read_wide_network ("training", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rsc_network_get_width (trained->training->network), ==, 10001);
}

/* A file of version 1, as it was first written, is read for ever. */
static void
test_version_1 (void)
{
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "data", "document", "version-1.reluscope", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDocumentState) state = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  state = read_text (text, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (state->item->name, ==, "polygon");
  g_assert_cmpuint (state->n, ==, 12);
  g_assert_false (state->bias);
  g_assert_cmpfloat (state->lambda_ratio, ==, 0.1);
  g_assert_cmpint (state->pick, ==, RSC_PICK_INTERIOR);
  g_assert_cmpint (state->spaces, ==, RSC_SPACES_CONVEX);
  g_assert_cmpint (state->kinks, ==, RSC_FUNCTION_KINKS_NONE);
  g_assert_cmpfloat (state->camera.zoom, ==, 1.5);
  g_assert_cmpint (state->path_x, ==, RSC_PATH_X_PENALTY);
  g_assert_true (state->tangents);
  g_assert_cmpint (state->pruning->rule, ==, RSC_PRUNING_RULE_FEWEST);
  g_assert_cmpint (state->pruning->method, ==, RSC_PRUNING_MAGNITUDE);
}

static RscDocument *
open_text (const char *text, RscNeuronKeys *selected)
{
  RscDocument *document = rsc_document_new (TRUE);
  g_autoptr (GError) error = NULL;
  RscDocumentState *state = read_text (text, &error);

  g_assert_no_error (error);
  rsc_document_open (document, state, selected);
  wait_idle (document);
  return document;
}

static void
assert_same_norms (RscDocument *a, RscDocument *b)
{
  RscOptimalSet *set = rsc_document_get_set (a);
  const double *p = rsc_picked_network_get_norms (rsc_document_get_picked (a));
  const double *q = rsc_picked_network_get_norms (rsc_document_get_picked (b));

  g_assert_cmpuint (rsc_optimal_set_get_n_neurons (rsc_document_get_set (b)), ==,
                    rsc_optimal_set_get_n_neurons (set));
  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (set); i++)
    g_assert_cmpfloat_with_epsilon (p[i], q[i], 1e-9);
}

/* A walk of pruning with steps of all kinds is taken again when its document is opened, and is no
 * change. */
static void
test_pruning (void)
{
  for (int kind = 0; kind < 3; kind++)
    {
      g_autoptr (RscDocument) document = rsc_document_new (TRUE);
      g_autoptr (RscDocument) opened = NULL;
      RscPruner *pruner, *again;
      g_autofree char *text = NULL;
      g_autofree char *text_again = NULL;

      open_set (document, "polygon-12");
      wait_idle (document);
      pruner = rsc_document_get_pruner (document);
      if (kind == 1)
        rsc_pruner_set_start (pruner, RSC_PRUNING_START_BLOCKS, NULL);
      if (kind == 2)
        rsc_pruner_set_start (pruner, RSC_PRUNING_START_RANDOM, NULL);
      rsc_pruner_prepare (pruner);
      wait_idle (document);
      rsc_pruner_set_method (pruner, RSC_PRUNING_MAGNITUDE);
      rsc_pruner_remove (pruner, 4);
      wait_idle (document);
      rsc_pruner_set_rule (pruner, RSC_PRUNING_RULE_FEWEST);
      rsc_pruner_step_forward (pruner);
      wait_idle (document);
      rsc_pruner_to_minimal (pruner);
      wait_idle (document);
      rsc_pruner_step_forward (pruner);
      wait_idle (document);
      rsc_pruner_step_forward (pruner);
      wait_idle (document);
      rsc_pruner_step_back (pruner);
      g_assert_true (rsc_pruner_is_active (pruner));

      text = dup_text (rsc_document_get_state (document));
      opened = open_text (text, NULL);
      again = rsc_document_get_pruner (opened);
      g_assert_true (rsc_pruner_is_active (again));
      g_assert_cmpuint (rsc_pruner_get_index (again), ==, rsc_pruner_get_index (pruner));
      g_assert_cmpuint (rsc_pruner_get_n_states (again), ==, rsc_pruner_get_n_states (pruner));
      assert_same_norms (document, opened);
      g_assert_cmpuint (rsc_history_get_n_changes (rsc_document_get_history (opened)), ==, 0);
      text_again = dup_text (rsc_document_get_state (opened));
      g_assert_cmpstr (text_again, ==, text);

      /* From there on as before: forth, and by undo back to what was opened. */
      rsc_pruner_step_forward (again);
      wait_idle (opened);
      g_assert_cmpuint (rsc_pruner_get_index (again), ==, rsc_pruner_get_index (pruner) + 1);
      g_assert_cmpuint (rsc_history_get_n_changes (rsc_document_get_history (opened)), ==, 1);
      g_assert_true (rsc_document_revert (opened));
      wait_idle (opened);
      g_assert_cmpuint (rsc_pruner_get_index (again), ==, rsc_pruner_get_index (pruner));
      assert_same_norms (document, opened);
    }
}

/* The neuron that was selected is selected again. */
static void
test_selection (void)
{
  g_autoptr (RscDocument) document = rsc_document_new (TRUE);
  g_autoptr (RscDocument) opened = NULL;
  g_autoptr (RscNeuronKeys) key = NULL;
  g_autoptr (RscSaved) saved = rsc_saved_new ();
  g_autoptr (RscNeuronKeys) read = NULL;
  g_autofree char *text = NULL;

  open_set (document, "checkerboard");
  wait_idle (document);
  rsc_document_select_neuron (document, 5);
  key = rsc_document_dup_selected_key (document);
  rsc_state_file_write_keys (saved, "selection", key);
  g_assert_true (rsc_state_file_read_keys (saved, "selection", &read, NULL));
  text = dup_text (rsc_document_get_state (document));
  opened = open_text (text, read);
  g_assert_cmpint (rsc_document_get_selected_neuron (opened), ==, 5);
  /* Other data forget it. */
  rsc_document_open (opened, rsc_document_state_new (), read);
  open_set (opened, "xor");
  wait_idle (opened);
  g_assert_cmpint (rsc_document_get_selected_neuron (opened), ==, -1);
}

int
main (int argc, char *argv[])
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/state-file/round-trip", test_round_trip);
  g_test_add_func ("/state-file/spoilt", test_spoilt);
  g_test_add_func ("/state-file/refused", test_refused);
  g_test_add_func ("/state-file/wide-network", test_wide_network);
  g_test_add_func ("/state-file/version-1", test_version_1);
  g_test_add_func ("/state-file/pruning", test_pruning);
  g_test_add_func ("/state-file/selection", test_selection);
  return g_test_run ();
}
