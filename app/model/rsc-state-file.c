/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-state-file.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/files/rsc-saved-problem.h"
#include "app/model/rsc-state-network.h"
#include "app/model/rsc-state-pins.h"
#include "app/model/rsc-state-training.h"
#include "core/numerics/rsc-tolerances.h"

/* Turns that a hand can make; beyond, an angle has no digits left. */
#define ANGLE_MAX 1e6

/* Numbers that pruning keeps of a network, one for each neuron and row: 800 MB. */
#define ACTIVATIONS_MAX 1e8

/* Features, also of data without a point. */
static gsize
get_d (const RscDocumentState *state)
{
  const RscDataset *shown = rsc_document_state_get_shown (state);

  return shown ? rsc_dataset_get_d (shown) : 0;
}

/* Words of the file: never translated, never changed. */
static const char *const picks[] = {
  [RSC_PICK_MIN_NORM] = "min-norm",
  [RSC_PICK_INTERIOR] = "interior",
  [RSC_PICK_NARROWEST] = "narrowest",
  [RSC_PICK_VERTEX] = "vertex",
  [RSC_PICK_RANDOM] = "random",
  [RSC_PICK_POINT] = "point",
  NULL,
};
static const char *const spaces[] = {
  [RSC_SPACES_CONVEX] = "convex",
  [RSC_SPACES_NONCONVEX] = "nonconvex",
  [RSC_SPACES_BOTH] = "both",
  NULL,
};
static const char *const modes[] = {
  [RSC_FUNCTION_VALUE] = "value",     [RSC_FUNCTION_ENVELOPE] = "envelope",
  [RSC_FUNCTION_SLICE] = "slice",     [RSC_FUNCTION_FIT] = "fit",
  [RSC_FUNCTION_CLASSES] = "classes", NULL,
};
static const char *const kinks[] = {
  [RSC_FUNCTION_KINKS_ALL] = "all",
  [RSC_FUNCTION_KINKS_SELECTED] = "selected",
  [RSC_FUNCTION_KINKS_NONE] = "none",
  NULL,
};
static const char *const path_xs[] = {
  [RSC_PATH_X_LAMBDA] = "lambda",
  [RSC_PATH_X_PENALTY] = "penalty",
  [RSC_PATH_X_ERROR] = "error",
  NULL,
};
static const char *const path_ys[] = {
  [RSC_PATH_Y_NORM] = "norm",
  [RSC_PATH_Y_FEATURE] = "feature",
  [RSC_PATH_Y_ANGLE] = "angle",
  NULL,
};
static const char *const starts[] = {
  [RSC_PRUNING_START_INTERIOR] = "interior", [RSC_PRUNING_START_BLOCKS] = "blocks",
  [RSC_PRUNING_START_RANDOM] = "random",     [RSC_PRUNING_START_PICKED] = "picked",
  [RSC_PRUNING_START_NETWORK] = "network",   NULL,
};
static const char *const rules[] = {
  [RSC_PRUNING_RULE_PAPER] = "paper",
  [RSC_PRUNING_RULE_FEWEST] = "fewest",
  NULL,
};
static const char *const methods[] = {
  [RSC_PRUNING_OPTIMAL_LS] = "optimal-ls", [RSC_PRUNING_MAGNITUDE] = "magnitude",
  [RSC_PRUNING_GRADIENT] = "gradient",     [RSC_PRUNING_ACTIVATION] = "activation",
  [RSC_PRUNING_RANDOM] = "random",         NULL,
};

/* A member of the object at @path. Free with g_free(). */
static char *
join (const char *path, const char *key)
{
  return g_strconcat (path, ".", key, NULL);
}

/* --- neurons by name -------------------------------------------------------------------------- */

gboolean
rsc_state_file_read_keys (const RscSaved *saved,
                          const char *path,
                          RscNeuronKeys **keys,
                          GError **error)
{
  g_autofree char *signs_path = join (path, "signs");
  g_autofree char *directions_path = join (path, "directions");
  g_autofree char *values_path = join (path, "values");
  g_autofree double *signs = NULL;
  g_autofree double *directions = NULL;
  g_autofree double *values = NULL;
  g_autofree int *whole = NULL;
  gsize n = 0, n_rows = 0, n_values = 0, d = 0;

  if (!rsc_saved_has (saved, path))
    return TRUE;
  if (!rsc_saved_read_numbers (saved, signs_path, FALSE, &n, &signs, error)
      || !rsc_saved_read_rows (saved, directions_path, &n_rows, &d, &directions, error)
      || !rsc_saved_read_numbers (saved, values_path, FALSE, &n_values, &values, error))
    return FALSE;
  if (n_rows != n || n_values != n)
    return rsc_saved_fail (saved, path, error, _ ("its lists are not equally long"));
  whole = g_new0 (int, MAX (n, 1));
  for (gsize k = 0; k < n; k++)
    {
      if (fabs (signs[k]) != 1)
        return rsc_saved_fail (saved, signs_path, error, _ ("a sign is 1 or -1"));
      whole[k] = signs[k] > 0 ? 1 : -1;
    }
  g_clear_pointer (keys, rsc_neuron_keys_unref);
  *keys = rsc_neuron_keys_new_from_values (n, d, whole, directions, values);
  return TRUE;
}

void
rsc_state_file_write_keys (RscSaved *saved, const char *path, const RscNeuronKeys *keys)
{
  g_autofree char *signs_path = join (path, "signs");
  g_autofree char *directions_path = join (path, "directions");
  g_autofree char *values_path = join (path, "values");
  g_autofree double *signs = NULL;
  gsize n;

  if (!keys)
    {
      rsc_saved_remove (saved, path);
      return;
    }
  n = rsc_neuron_keys_get_n (keys);
  signs = g_new0 (double, MAX (n, 1));
  for (gsize k = 0; k < n; k++)
    signs[k] = rsc_neuron_keys_get_signs (keys)[k];
  rsc_saved_write_numbers (saved, signs_path, n, signs);
  rsc_saved_write_rows (saved, directions_path, n, rsc_neuron_keys_get_d (keys),
                        rsc_neuron_keys_get_directions (keys));
  rsc_saved_write_numbers (saved, values_path, n, rsc_neuron_keys_get_values (keys));
}

/* --- pruning ---------------------------------------------------------------------------------- */

static gboolean
read_steps (const RscSaved *saved, RscPruningRecord **record, GError **error)
{
  g_autofree double *removed = NULL;
  g_autofree double *sizes = NULL;
  g_autofree gsize *neurons = NULL;
  gsize n = 0, n_sizes = 0, n_columns = 0;
  guint64 index = 0;

  if (!rsc_saved_has (saved, "pruning.steps"))
    return TRUE;
  if (!rsc_saved_read_numbers (saved, "pruning.steps.removed", FALSE, &n, &removed, error)
      || !rsc_saved_read_rows (saved, "pruning.steps.sizes", &n_sizes, &n_columns, &sizes, error)
      || !rsc_saved_read_integer (saved, "pruning.steps.shown", 0, n, &index, error))
    return FALSE;
  if (n != n_sizes || (n > 0 && n_columns != 2))
    return rsc_saved_fail (saved, "pruning.steps", error, _ ("its lists are not equally long"));
  neurons = g_new0 (gsize, MAX (n, 1));
  for (gsize k = 0; k < n; k++)
    {
      /* From 1 in the file, as for a person. */
      if (!(removed[k] >= 1 && removed[k] <= G_MAXUINT32 && removed[k] == floor (removed[k])))
        return rsc_saved_fail (saved, "pruning.steps.removed", error,
                               _ ("there is no neuron of this number"));
      neurons[k] = (gsize) removed[k] - 1;
    }
  *record = rsc_pruning_record_new (n, neurons, sizes, index);
  return TRUE;
}

static gboolean
read_pruning (const RscSaved *saved, RscDocumentState *state, GError **error)
{
  g_autoptr (RscPruningChoice) plain = rsc_pruning_choice_new ();
  g_autoptr (RscNetwork) network = NULL;
  g_autoptr (RscPruningRecord) record = NULL;
  guint start = plain->start, rule = plain->rule, method = plain->method;
  guint64 seed = plain->seed;

  if (!rsc_saved_read_word (saved, "pruning.start", starts, &start, error)
      || !rsc_saved_read_integer (saved, "pruning.seed", 0, G_MAXUINT64, &seed, error)
      || !rsc_saved_read_word (saved, "pruning.rule", rules, &rule, error)
      || !rsc_saved_read_word (saved, "pruning.method", methods, &method, error)
      || !rsc_state_network_read (saved, "pruning.network", state, &network, error)
      || !read_steps (saved, &record, error))
    return FALSE;
  if (network
      && (double) rsc_network_get_width (network) * (double) rsc_dataset_get_n (state->source)
           > ACTIVATIONS_MAX)
    return rsc_saved_fail (saved, "pruning.network", error,
                           _ ("it has too many neurons for these data"));
  if (start != RSC_PRUNING_START_NETWORK)
    g_clear_pointer (&network, rsc_network_unref);
  else if (!rsc_saved_has (saved, "pruning.network"))
    return rsc_saved_fail (saved, "pruning.network", error, _ ("this is missing"));
  else if (!network)
    {
      start = RSC_PRUNING_START_INTERIOR;
      g_clear_pointer (&record, rsc_pruning_record_unref);
    }
  g_clear_pointer (&plain, rsc_pruning_choice_unref);
  plain = rsc_pruning_choice_new_full (start, network, seed, rule, method, NULL, 0, 0);
  rsc_document_state_set_pruning (state, record ? rsc_pruning_choice_new_recorded (plain, record)
                                                : g_steal_pointer (&plain));
  return TRUE;
}

static void
write_pruning (RscSaved *saved, const RscPruningChoice *choice)
{
  g_autoptr (RscPruningRecord) record = rsc_pruning_choice_dup_record (choice);
  g_autofree double *removed = NULL;

  rsc_saved_write_string (saved, "pruning.start", starts[choice->start]);
  rsc_saved_write_integer (saved, "pruning.seed", choice->seed);
  rsc_saved_write_string (saved, "pruning.rule", rules[choice->rule]);
  rsc_saved_write_string (saved, "pruning.method", methods[choice->method]);
  rsc_state_network_write (saved, "pruning.network", choice->network);
  if (!record)
    {
      rsc_saved_remove (saved, "pruning.steps");
      return;
    }
  removed = g_new0 (double, MAX (record->n_steps, 1));
  for (gsize k = 0; k < record->n_steps; k++)
    removed[k] = (double) record->removed[k] + 1;
  rsc_saved_write_numbers (saved, "pruning.steps.removed", record->n_steps, removed);
  rsc_saved_write_rows (saved, "pruning.steps.sizes", record->n_steps, 2, record->sizes);
  rsc_saved_write_integer (saved, "pruning.steps.shown", record->index);
}

/* --- pictures --------------------------------------------------------------------------------- */

/* Weights that a picture can show of a neuron: the bias is one also where it has been switched off
 * since. */
static gsize
get_n_weights (const RscDocumentState *state)
{
  return get_d (state) + 1;
}

/* Features and weights go by their number, from 1 as for a person. */
static gboolean
read_index (const RscSaved *saved, const char *path, gsize n, gsize *index, GError **error)
{
  guint64 number = *index + 1;

  if (!rsc_saved_read_integer (saved, path, 1, n, &number, error))
    return FALSE;
  *index = number - 1;
  return TRUE;
}

static gboolean
read_places (const RscSaved *saved, RscDocumentState *state, GError **error)
{
  gsize d = get_d (state);
  g_autofree double *at = NULL;
  gsize n = 0;

  if (!rsc_saved_read_numbers (saved, "function.at", TRUE, &n, &at, error))
    return FALSE;
  if (n > 0 && n != d)
    return rsc_saved_fail (saved, "function.at", error, _ ("each feature must have one place"));
  for (gsize k = 0; k < n; k++)
    if (!isnan (at[k]))
      rsc_document_state_hold_feature (state, k, at[k]);
  return TRUE;
}

static gboolean
read_function (const RscSaved *saved, RscDocumentState *state, GError **error)
{
  gsize d = get_d (state);
  guint mode = state->mode, shown = state->kinks;

  if (!rsc_saved_read_word (saved, "function.mode", modes, &mode, error)
      || !rsc_saved_read_word (saved, "function.kinks", kinks, &shown, error)
      || !read_index (saved, "function.x", MAX (d, 1), &state->feature_x, error)
      || !read_index (saved, "function.y", MAX (d, 2), &state->feature_y, error))
    return FALSE;
  if (state->feature_x == state->feature_y)
    return rsc_saved_fail (saved, "function.y", error, _ ("this is the feature of “x”"));
  state->mode = mode;
  state->kinks = shown;
  return read_places (saved, state, error);
}

static gboolean
read_set (const RscSaved *saved, RscDocumentState *state, GError **error)
{
  gsize feature = 0;
  guint shown = state->spaces;
  g_autoptr (RscNeuronKeys) axes = NULL;

  if (!rsc_state_file_read_keys (saved, "set.axes", &axes, error)
      || !rsc_saved_read_word (saved, "set.spaces", spaces, &shown, error)
      || !read_index (saved, "set.weight", get_n_weights (state), &feature, error)
      || !rsc_saved_read_number (saved, "set.camera.yaw", -ANGLE_MAX, ANGLE_MAX, &state->camera.yaw,
                                 error)
      || !rsc_saved_read_number (saved, "set.camera.pitch", -ANGLE_MAX, ANGLE_MAX,
                                 &state->camera.pitch, error)
      || !rsc_saved_read_number (saved, "set.camera.zoom", RSC_CAMERA_ZOOM_MIN, RSC_CAMERA_ZOOM_MAX,
                                 &state->camera.zoom, error))
    return FALSE;
  if (axes)
    rsc_document_state_set_axes (state, axes);
  state->spaces = shown;
  state->feature = rsc_saved_has (saved, "set.weight") ? (int) feature : RSC_FEATURE_NORM;
  return TRUE;
}

static gboolean
read_path (const RscSaved *saved, RscDocumentState *state, GError **error)
{
  guint x = state->path_x, y = state->path_y;

  if (!rsc_saved_read_word (saved, "path.x", path_xs, &x, error)
      || !rsc_saved_read_word (saved, "path.y", path_ys, &y, error)
      || !read_index (saved, "path.weight", get_n_weights (state), &state->path_feature, error)
      || !rsc_saved_read_boolean (saved, "path.tubes", &state->tubes, error)
      || !rsc_saved_read_boolean (saved, "path.parted", &state->parted, error)
      || !rsc_saved_read_boolean (saved, "path.multiples", &state->multiples, error)
      || !rsc_saved_read_boolean (saved, "path.tangents", &state->tangents, error))
    return FALSE;
  state->path_x = x;
  state->path_y = y;
  return TRUE;
}

static gboolean
read_pick (const RscSaved *saved, RscDocumentState *state, GError **error)
{
  guint pick = state->pick;
  guint64 seed = state->pick_seed;
  g_autoptr (RscNeuronKeys) point = NULL;

  if (!rsc_saved_read_word (saved, "pick.kind", picks, &pick, error)
      || !rsc_saved_read_integer (saved, "pick.seed", 0, G_MAXUINT64, &seed, error)
      || !rsc_state_file_read_keys (saved, "pick.point", &point, error))
    return FALSE;
  if (pick == RSC_PICK_POINT || pick == RSC_PICK_VERTEX)
    {
      if (!point)
        return rsc_saved_fail (saved, "pick.point", error, _ ("this is missing"));
    }
  else
    {
      g_clear_pointer (&point, rsc_neuron_keys_unref);
    }
  rsc_document_state_set_pick (state, pick, seed, point);
  return TRUE;
}

static void
write_pictures (const RscDocumentState *state, RscSaved *saved)
{
  gsize d = get_d (state);
  g_autofree double *at = g_new0 (double, MAX (d, 1));

  rsc_saved_write_string (saved, "function.mode", modes[state->mode]);
  rsc_saved_write_string (saved, "function.kinks", kinks[state->kinks]);
  rsc_saved_write_integer (saved, "function.x", state->feature_x + 1);
  rsc_saved_write_integer (saved, "function.y", state->feature_y + 1);
  for (gsize k = 0; k < d; k++)
    at[k] = rsc_feature_values_get (state->at, k);
  if (state->at)
    rsc_saved_write_numbers (saved, "function.at", d, at);
  else
    rsc_saved_remove (saved, "function.at");
  rsc_state_file_write_keys (saved, "set.axes", state->axes);
  rsc_saved_write_string (saved, "set.spaces", spaces[state->spaces]);
  if (state->feature == RSC_FEATURE_NORM)
    rsc_saved_remove (saved, "set.weight");
  else
    rsc_saved_write_integer (saved, "set.weight", (guint64) state->feature + 1);
  rsc_saved_write_number (saved, "set.camera.yaw", state->camera.yaw);
  rsc_saved_write_number (saved, "set.camera.pitch", state->camera.pitch);
  rsc_saved_write_number (saved, "set.camera.zoom", state->camera.zoom);
  rsc_saved_write_string (saved, "path.x", path_xs[state->path_x]);
  rsc_saved_write_string (saved, "path.y", path_ys[state->path_y]);
  rsc_saved_write_integer (saved, "path.weight", state->path_feature + 1);
  rsc_saved_write_boolean (saved, "path.tubes", state->tubes);
  rsc_saved_write_boolean (saved, "path.parted", state->parted);
  rsc_saved_write_boolean (saved, "path.multiples", state->multiples);
  rsc_saved_write_boolean (saved, "path.tangents", state->tangents);
}

/* --- the whole -------------------------------------------------------------------------------- */

/* Selected rows go by their number, from 1 as for a person. */
static gboolean
read_rows (const RscSaved *saved, RscDocumentState *state, GError **error)
{
  g_autofree double *numbers = NULL;
  g_autofree gsize *rows = NULL;
  g_autoptr (RscRowSet) set = NULL;
  gsize n = 0;

  if (!rsc_saved_read_numbers (saved, "data.selected", FALSE, &n, &numbers, error))
    return FALSE;
  rows = g_new (gsize, MAX (n, 1));
  for (gsize i = 0; i < n; i++)
    {
      if (!state->source || numbers[i] != floor (numbers[i]) || numbers[i] < 1
          || numbers[i] > (double) rsc_dataset_get_n (state->source))
        return rsc_saved_fail (saved, "data.selected", error, _ ("there is no such row"));
      rows[i] = (gsize) numbers[i] - 1;
    }
  set = rsc_row_set_new (n, rows);
  rsc_document_state_set_rows (state, set);
  return TRUE;
}

static void
write_rows (const RscDocumentState *state, RscSaved *saved)
{
  g_autofree double *numbers = g_new (double, MAX (state->rows->n, 1));

  for (gsize i = 0; i < state->rows->n; i++)
    numbers[i] = (double) state->rows->rows[i] + 1;
  if (state->rows->n > 0)
    rsc_saved_write_numbers (saved, "data.selected", state->rows->n, numbers);
  else
    rsc_saved_remove (saved, "data.selected");
}

static gboolean
read_problem (const RscSaved *saved, RscDocumentState *state, GError **error)
{
  g_auto (RscSavedProblem) problem = { 0 };
  const RscPreparation *preparation = &problem.preparation;
  g_autoptr (GError) local = NULL;

  problem.preparation.standardise = state->standardise;
  problem.preparation.split = state->split;
  problem.preparation.train_fraction = state->train_fraction;
  problem.preparation.seed = state->split_seed;
  problem.bias = state->bias;
  problem.activation = state->activation;
  problem.patterns = state->patterns;
  problem.n_samples = state->n_samples;
  problem.pattern_seed = state->pattern_seed;
  problem.lambda_ratio = state->lambda_ratio;
  if (!rsc_saved_problem_read (saved, &problem, error))
    return FALSE;
  state->item = problem.item;
  state->n = problem.n;
  state->noise = problem.noise;
  state->seed = problem.seed;
  state->source = g_steal_pointer (&problem.source);
  state->held = g_steal_pointer (&problem.held);
  state->edited = problem.edited;
  state->drawn = problem.drawn;
  state->bias = problem.bias;
  state->activation = problem.activation;
  state->patterns = problem.patterns;
  state->n_samples = problem.n_samples;
  state->pattern_seed = problem.pattern_seed;
  state->lambda_ratio = problem.lambda_ratio;
  if (!rsc_document_state_set_preparation (state, preparation->standardise, preparation->split,
                                           preparation->train_fraction, preparation->seed, &local))
    return rsc_saved_fail (saved, "preparation", error, local->message);
  rsc_document_state_finish (state);
  return TRUE;
}

/* More neurons than these are in no picture. */
#define M_MAX 1000000

static gboolean
read_lambda_over (const RscSaved *saved, RscDocumentState *state, GError **error)
{
  double over = 0;

  if (!rsc_saved_read_number (saved, "lambda_over", 0, G_MAXDOUBLE, &over, error))
    return FALSE;
  /* It is above λ_max. */
  state->lambda_over = state->lambda_ratio == 1.0 ? over : 0;
  return TRUE;
}

static gboolean
read_widths (const RscSaved *saved, RscDocumentState *state, GError **error)
{
  guint64 m = 0;

  if (!rsc_saved_read_integer (saved, "widths.m", 1, M_MAX, &m, error))
    return FALSE;
  state->m = (gsize) m;
  return TRUE;
}

static void
write_widths (const RscDocumentState *state, RscSaved *saved)
{
  if (state->m > 0)
    rsc_saved_write_integer (saved, "widths.m", state->m);
  else
    rsc_saved_remove (saved, "widths.m");
}

RscDocumentState *
rsc_state_file_read (const RscSaved *saved, GError **error)
{
  g_autoptr (RscDocumentState) state = rsc_document_state_new ();

  if (!read_problem (saved, state, error) || !read_rows (saved, state, error)
      || !read_function (saved, state, error) || !read_set (saved, state, error)
      || !read_path (saved, state, error) || !read_pick (saved, state, error)
      || !read_pruning (saved, state, error) || !rsc_state_training_read (saved, state, error)
      || !read_widths (saved, state, error) || !rsc_state_pins_read (saved, state, error)
      || !read_lambda_over (saved, state, error))
    return NULL;
  return g_steal_pointer (&state);
}

void
rsc_state_file_write (const RscDocumentState *state, RscSaved *saved)
{
  const RscSavedProblem problem = {
    .item = state->item,
    .n = state->n,
    .noise = state->noise,
    .seed = state->seed,
    .source = state->source,
    .held = state->held,
    .edited = state->edited,
    .drawn = state->drawn,
    .preparation = { state->split, state->train_fraction, state->split_seed, state->standardise },
    .bias = state->bias,
    .activation = state->activation,
    .patterns = state->patterns,
    .n_samples = state->n_samples,
    .pattern_seed = state->pattern_seed,
    .lambda_ratio = state->lambda_ratio,
  };

  rsc_saved_problem_write (&problem, saved);
  write_rows (state, saved);
  rsc_saved_write_string (saved, "pick.kind", picks[state->pick]);
  rsc_saved_write_integer (saved, "pick.seed", state->pick_seed);
  rsc_state_file_write_keys (saved, "pick.point", state->point);
  write_pruning (saved, state->pruning);
  rsc_state_training_write (state->training, saved);
  write_widths (state, saved);
  rsc_state_pins_write (state, saved);
  if (state->lambda_over > 0)
    rsc_saved_write_number (saved, "lambda_over", state->lambda_over);
  else
    rsc_saved_remove (saved, "lambda_over");
  write_pictures (state, saved);
}
