/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-options.h"

#include "app/cli/rsc-cli-io.h"
#include "app/cli/rsc-cli-option-table.h"
#include "app/cli/rsc-cli-value.h"
#include "app/files/rsc-memory.h"
#include "app/report/rsc-command-line.h"
#include "app/report/rsc-movie-plan.h"
#include "core/numerics/rsc-error.h"
#include "core/numerics/rsc-tolerances.h"
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Cairo's own limit for the sides of an image. */
#define MAX_PIXELS 32767

#define MAX_DIMENSION 10000
#define DEFAULT_FRAMES 120
#define DEFAULT_RATE 12

static const RscCliOption *const options = rsc_cli_option_table;

static const struct
{
  RscCliOptionId a;
  RscCliOptionId b;
} conflicts[] = {
  { RSC_CLI_OPTION_HEADER, RSC_CLI_OPTION_NO_HEADER },
  { RSC_CLI_OPTION_BIAS, RSC_CLI_OPTION_NO_BIAS },
  { RSC_CLI_OPTION_PATTERNS, RSC_CLI_OPTION_GATES },
  { RSC_CLI_OPTION_LAMBDA, RSC_CLI_OPTION_LAMBDA_RATIO },
  { RSC_CLI_OPTION_TEST, RSC_CLI_OPTION_TEST_FRACTION },
};

static gboolean
parse_pick (RscCliOptions *self, const char *name, const char *text, GError **error)
{
  int choice;

  if (g_str_has_prefix (text, "vertex:"))
    {
      self->pick = RSC_CLI_PICK_VERTEX;
      if (!rsc_cli_parse_size ("--pick vertex:K", text + strlen ("vertex:"), G_MAXINT,
                               &self->vertex, error))
        return FALSE;
      self->vertex--;
      return TRUE;
    }
  if (!rsc_cli_parse_choice (name, text, "min-norm|interior|narrowest|vertex:K|random", &choice,
                             error))
    return FALSE;
  if (choice == RSC_CLI_PICK_VERTEX)
    return rsc_cli_fail (error, _ ("--pick vertex:K takes a number for K, such as vertex:1"));
  self->pick = (RscCliPick) choice;
  return TRUE;
}

/* A word, or else the name of a file. */
static gboolean
parse_start (RscCliOptions *self, const char *name, const char *text, GError **error)
{
  static const char *const words[] = { "interior", "blocks", "random" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (text, words[i]))
      {
        self->start = (RscCliStart) i;
        return TRUE;
      }
  self->start = RSC_CLI_START_FILE;
  return rsc_cli_parse_file (name, text, &self->start_file, error);
}

static gboolean
parse_y (RscCliOptions *self, const char *name, const char *text, GError **error)
{
  static const RscPathY kinds[] = { RSC_PATH_Y_NORM, RSC_PATH_Y_FEATURE, RSC_PATH_Y_ANGLE };
  int choice;

  if (g_str_has_prefix (text, "feature:"))
    {
      self->path_y = RSC_PATH_Y_FEATURE;
      if (!rsc_cli_parse_size ("--y feature:K", text + strlen ("feature:"), G_MAXINT,
                               &self->path_feature, error))
        return FALSE;
      self->path_feature--;
      return TRUE;
    }
  if (!rsc_cli_parse_choice (name, text, "norm|feature:K|angle", &choice, error))
    return FALSE;
  self->path_y = kinds[choice];
  if (self->path_y == RSC_PATH_Y_FEATURE)
    return rsc_cli_fail (error, _ ("--y feature:K takes a number for K, such as feature:1"));
  return TRUE;
}

/* K/N, with K from 1 to N. */
static gboolean
parse_shard (const char *name, const char *text, gsize shard[2], GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, "/", -1);

  if (g_strv_length (parts) != 2)
    return rsc_cli_fail (error, _ ("%s takes K/N, such as 2/8, not “%s”"), name, text);
  return rsc_cli_parse_size (name, parts[1], G_MAXINT, &shard[1], error)
         && rsc_cli_parse_size (name, parts[0], shard[1], &shard[0], error);
}

static gboolean
parse_methods (RscCliOptions *self, const char *name, const char *text, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);

  self->methods = 0;
  for (gsize i = 0; words[i] != NULL; i++)
    {
      RscPruningMethod method;

      if (!rsc_pruning_method_from_string (words[i], &method))
        return rsc_cli_fail (
          error,
          _ ("%s takes some of optimal-ls, magnitude, gradient, activation, random, not “%s”"),
          name, words[i]);
      self->methods |= 1u << method;
    }
  if (self->methods == 0)
    return rsc_cli_fail (error, _ ("%s takes at least one method"), name);
  return TRUE;
}

/* Names with commas between them. */
static gboolean
parse_names (const char *name, const char *text, char ***names, GError **error)
{
  *names = g_strsplit (text, ",", -1);
  for (gsize k = 0; (*names)[k] != NULL; k++)
    {
      g_strstrip ((*names)[k]);
      if (*(*names)[k] == '\0')
        return rsc_cli_fail (error, _ ("%s takes names with commas between them, not “%s”"), name,
                             text);
    }
  return (*names)[0] != NULL || rsc_cli_fail (error, _ ("%s takes at least one name"), name);
}

static gboolean
parse_value (RscCliOptions *self, RscCliOptionId id, const char *text, GError **error)
{
  const char *name = options[id].name;
  int choice = 0;

  switch (id)
    {
    case RSC_CLI_OPTION_N:
      return rsc_cli_parse_size (name, text, G_MAXINT, &self->n, error);
    case RSC_CLI_OPTION_NOISE:
      if (!rsc_cli_parse_number (name, text, &self->noise, error))
        return FALSE;
      return self->noise >= 0.0
             || rsc_cli_fail (error, _ ("%s takes a number that is not negative, not %s"), name,
                              text);
    case RSC_CLI_OPTION_SEED:
      return rsc_cli_parse_whole (name, text, 0, G_MAXUINT64, &self->seed, error);
    case RSC_CLI_OPTION_DECIMAL:
      if (!rsc_cli_parse_choice (name, text, "point|comma", &choice, error))
        return FALSE;
      self->decimal = choice == 0 ? '.' : ',';
      return TRUE;
    case RSC_CLI_OPTION_TARGET:
      self->target = g_strdup (text);
      return TRUE;
    case RSC_CLI_OPTION_TARGET_TYPE:
      if (!rsc_cli_parse_choice (name, text, "regression|classes", &choice, error))
        return FALSE;
      self->target_type = choice == 0 ? RSC_TARGET_TYPE_REGRESSION : RSC_TARGET_TYPE_CLASSES;
      return TRUE;
    case RSC_CLI_OPTION_POSITIVE:
      self->positive = g_strdup (text);
      return TRUE;
    case RSC_CLI_OPTION_CLASSES:
      return parse_names (name, text, &self->classes, error);
    case RSC_CLI_OPTION_DROP:
      return parse_names (name, text, &self->drop, error);
    case RSC_CLI_OPTION_COLUMNS:
      return parse_names (name, text, &self->columns, error);
    case RSC_CLI_OPTION_MISSING:
      if (!rsc_cli_parse_choice (name, text, "drop|mean", &choice, error))
        return FALSE;
      self->missing = choice == 0 ? RSC_MISSING_DROP : RSC_MISSING_MEAN;
      return TRUE;
    case RSC_CLI_OPTION_ACTIVATION:
      if (!rsc_cli_parse_choice (name, text, "relu|gated", &choice, error))
        return FALSE;
      self->activation = choice == 0 ? RSC_ACTIVATION_RELU : RSC_ACTIVATION_GATED;
      return TRUE;
    case RSC_CLI_OPTION_PATTERNS:
      if (g_str_equal (text, "all"))
        return TRUE;
      if (!g_ascii_isdigit (*text))
        return rsc_cli_fail (error, _ ("%s takes “all” or a number of random gates, not “%s”"),
                             name, text);
      return rsc_cli_parse_size (name, text, RSC_PATTERNS_LIMIT, &self->n_samples, error);
    case RSC_CLI_OPTION_GATES:
      return rsc_cli_parse_file (name, text, &self->gates, error);
    case RSC_CLI_OPTION_LAMBDA:
      return rsc_cli_parse_not_negative (name, text, &self->lambda, error);
    case RSC_CLI_OPTION_LAMBDA_RATIO:
      return rsc_cli_parse_positive (name, text, &self->lambda_ratio, error);
    case RSC_CLI_OPTION_TOLERANCE:
      if (!rsc_cli_parse_number (name, text, &self->tolerance, error))
        return FALSE;
      return (self->tolerance > 0.0 && self->tolerance < 1.0)
             || rsc_cli_fail (error, _ ("%s takes a number between 0 and 1, not %s"), name, text);
    case RSC_CLI_OPTION_EFFORT:
      return rsc_cli_parse_not_negative (name, text, &self->effort, error);
    case RSC_CLI_OPTION_MEMORY:
      return rsc_cli_parse_memory (name, text, &self->memory, error);
    case RSC_CLI_OPTION_RATIO_MIN:
    case RSC_CLI_OPTION_EPSILON:
      {
        double *value = id == RSC_CLI_OPTION_EPSILON ? &self->epsilon : &self->ratio_min;

        if (!rsc_cli_parse_number (name, text, value, error))
          return FALSE;
        return (*value > 0.0 && *value < 1.0)
               || rsc_cli_fail (error, _ ("%s takes a number between 0 and 1, not %s"), name, text);
      }
    case RSC_CLI_OPTION_MAX_VERTICES:
      return rsc_cli_parse_size (name, text, G_MAXINT, &self->max_vertices, error);
    case RSC_CLI_OPTION_OF:
      self->of = g_strdup (text);
      return TRUE;
    case RSC_CLI_OPTION_PICK:
      return parse_pick (self, name, text, error);
    case RSC_CLI_OPTION_MODE:
      {
        static const RscFunctionMode modes[] = { RSC_FUNCTION_VALUE, RSC_FUNCTION_ENVELOPE,
                                                 RSC_FUNCTION_SLICE, RSC_FUNCTION_FIT };

        if (!rsc_cli_parse_choice (name, text, "value|envelope|slice|fit", &choice, error))
          return FALSE;
        self->mode = modes[choice];
        return TRUE;
      }
    case RSC_CLI_OPTION_FEATURES:
      return rsc_cli_parse_list (name, text, 2, self->features, &self->n_features, error);
    case RSC_CLI_OPTION_AT:
      if (*text == '\0')
        return rsc_cli_fail (error, _ ("%s takes NAME=VALUE"), name);
      self->at = g_strdup (text);
      return TRUE;
    case RSC_CLI_OPTION_SPACE:
      if (!rsc_cli_parse_choice (name, text, "both|convex|nonconvex", &choice, error))
        return FALSE;
      self->space = (RscCliSpace) choice;
      return TRUE;
    case RSC_CLI_OPTION_AXES:
      return rsc_cli_parse_list (name, text, 3, self->axes, &self->n_axes, error);
    case RSC_CLI_OPTION_COMPARE:
      return rsc_cli_parse_file (name, text, &self->compare, error);
    case RSC_CLI_OPTION_WALK:
      {
        gsize n_ends;

        if (!rsc_cli_parse_list (name, text, 2, self->walk, &n_ends, error))
          return FALSE;
        return n_ends == 2
               || rsc_cli_fail (error, _ ("%s takes two vertices, not “%s”"), name, text);
      }
    case RSC_CLI_OPTION_FEATURE:
      {
        gsize feature;

        if (g_str_equal (text, "norm"))
          return TRUE;
        if (!g_ascii_isdigit (*text))
          return rsc_cli_fail (error, _ ("%s takes a number or “norm”, not “%s”"), name, text);
        if (!rsc_cli_parse_size (name, text, G_MAXINT, &feature, error))
          return FALSE;
        self->feature = (int) feature - 1;
        return TRUE;
      }
    case RSC_CLI_OPTION_X:
      {
        static const RscPathX kinds[] = { RSC_PATH_X_LAMBDA, RSC_PATH_X_PENALTY, RSC_PATH_X_ERROR };

        if (!rsc_cli_parse_choice (name, text, "lambda|penalty|error", &choice, error))
          return FALSE;
        self->path_x = kinds[choice];
        return TRUE;
      }
    case RSC_CLI_OPTION_Y:
      return parse_y (self, name, text, error);
    case RSC_CLI_OPTION_START:
      return parse_start (self, name, text, error);
    case RSC_CLI_OPTION_METHOD:
      return rsc_pruning_method_from_string (text, &self->method)
             || rsc_cli_fail (
               error,
               _ ("%s is one of optimal-ls, magnitude, gradient, activation, random, not “%s”"),
               name, text);
    case RSC_CLI_OPTION_RULE:
      if (!rsc_cli_parse_choice (name, text, "paper|fewest", &choice, error))
        return FALSE;
      self->rule = choice == 0 ? RSC_PRUNING_RULE_PAPER : RSC_PRUNING_RULE_FEWEST;
      return TRUE;
    case RSC_CLI_OPTION_REMOVE:
      if (!rsc_cli_parse_size (name, text, G_MAXINT, &self->remove, error))
        return FALSE;
      self->remove--;
      return TRUE;
    case RSC_CLI_OPTION_UNTIL:
      if (!rsc_cli_parse_choice (name, text, "minimal|zero", &choice, error))
        return FALSE;
      self->until = choice == 0 ? RSC_PRUNING_TO_MINIMAL : RSC_PRUNING_TO_ZERO;
      return TRUE;
    case RSC_CLI_OPTION_TEST:
      return rsc_cli_parse_file (name, text, &self->test, error);
    case RSC_CLI_OPTION_TEST_FRACTION:
    case RSC_CLI_OPTION_VALIDATION:
      {
        double *share = id == RSC_CLI_OPTION_VALIDATION ? &self->validation : &self->test_fraction;

        if (!rsc_cli_parse_number (name, text, share, error))
          return FALSE;
        return (*share > 0.0 && *share < 1.0)
               || rsc_cli_fail (error, _ ("%s takes a number between 0 and 1, not %s"), name, text);
      }
    case RSC_CLI_OPTION_STEP:
      {
        guint64 step = 0;
        const gboolean good = rsc_cli_parse_whole (name, text, 0, G_MAXINT, &step, error);

        self->step = (gsize) step;
        return good;
      }
    case RSC_CLI_OPTION_ANIMATE:
      if (*text == '\0')
        return rsc_cli_fail (error, _ ("%s takes the name of a folder or of a file"), name);
      self->animate = g_strdup (text);
      return TRUE;
    case RSC_CLI_OPTION_FRAMES:
      return rsc_cli_parse_size (name, text, RSC_MOVIE_FRAMES_MAX, &self->frames, error);
    case RSC_CLI_OPTION_RATE:
      return rsc_cli_parse_size (name, text, RSC_MOVIE_RATE_MAX, &self->rate, error);
    case RSC_CLI_OPTION_OUTPUT:
      return rsc_cli_parse_picture (name, text, &self->output, error);
    case RSC_CLI_OPTION_PAGE:
      if (!g_str_has_suffix (text, ".html") || g_str_equal (text, ".html"))
        return rsc_cli_fail (error, _ ("%s takes a file ending in .html, not “%s”"), name, text);
      return rsc_cli_parse_file (name, text, &self->output, error);
    case RSC_CLI_OPTION_WIDTH:
      return rsc_cli_parse_range (name, text, 40, MAX_DIMENSION, &self->width, error);
    case RSC_CLI_OPTION_HEIGHT:
      return rsc_cli_parse_range (name, text, 40, MAX_DIMENSION, &self->height, error);
    case RSC_CLI_OPTION_SCALE:
      return rsc_cli_parse_range (name, text, 0.1, 20, &self->scale, error);
    case RSC_CLI_OPTION_FONT_SIZE:
      return rsc_cli_parse_range (name, text, 1, 500, &self->font_size, error);
    case RSC_CLI_OPTION_DATA:
      return rsc_cli_parse_file (name, text, &self->data, error);
    case RSC_CLI_OPTION_METHODS:
      return parse_methods (self, name, text, error);
    case RSC_CLI_OPTION_SHARD:
      return parse_shard (name, text, self->shard, error);
    case RSC_CLI_OPTION_JOBS:
      return rsc_cli_parse_size (name, text, 1024, &self->jobs, error);
    case RSC_CLI_OPTION_FIGURE:
      return rsc_cli_parse_picture (name, text, &self->figure, error);
    case RSC_CLI_OPTION_WEIGHTS:
      if (!g_str_has_suffix (text, ".csv") && !g_str_has_suffix (text, ".json"))
        return rsc_cli_fail (error, _ ("%s takes a file ending in .csv or .json, not “%s”"), name,
                             text);
      return rsc_cli_parse_file (name, text, &self->weights, error);
    case RSC_CLI_OPTION_JSON:
      return rsc_cli_parse_file (name, text, &self->json, error);
    default:
      return rsc_cli_train_options_parse (&self->train, id, name, text, error);
    }
}

/* Whether @word is the option, with what follows '=' or the two characters of a short one in
 * *@value, or NULL. */
static gboolean
is_named (RscCliOptionId id, const char *word, const char **value)
{
  const char *name = options[id].name;
  const gsize length = strlen (name);

  *value = NULL;
  if (strncmp (word, name, length) != 0)
    return FALSE;
  if (word[length] == '\0')
    return TRUE;
  if (word[1] == '-' && word[length] != '=')
    return FALSE;
  *value = word + length + (word[1] == '-' ? 1 : 0);
  return TRUE;
}

/* Several options can have one name; that of the command's own groups is meant. */
static RscCliOptionId
find_option (const char *word, guint groups, const char **value)
{
  RscCliOptionId found = RSC_CLI_N_OPTIONS;

  for (RscCliOptionId id = 0; id < RSC_CLI_N_OPTIONS; id++)
    if (is_named (id, word, value))
      {
        if (rsc_cli_option_is_taken (id, groups))
          return id;
        if (found == RSC_CLI_N_OPTIONS)
          found = id;
      }
  if (found != RSC_CLI_N_OPTIONS)
    {
      is_named (found, word, value);
      return found;
    }
  *value = NULL;
  const RscCliOptionId output = rsc_cli_option_is_taken (RSC_CLI_OPTION_PAGE, groups)
                                  ? RSC_CLI_OPTION_PAGE
                                  : RSC_CLI_OPTION_OUTPUT;
  if (g_str_equal (word, "--output"))
    return output;
  if (g_str_has_prefix (word, "--output="))
    {
      *value = word + strlen ("--output=");
      return output;
    }
  return g_str_equal (word, "-h") ? RSC_CLI_OPTION_HELP : RSC_CLI_N_OPTIONS;
}

static gboolean
check (const RscCliOptions *self, guint groups, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (conflicts); i++)
    if (rsc_cli_options_has (self, conflicts[i].a) && rsc_cli_options_has (self, conflicts[i].b))
      return rsc_cli_fail (error, _ ("%s and %s exclude each other"), options[conflicts[i].a].name,
                           options[conflicts[i].b].name);
  if ((groups & RSC_CLI_GROUP_PRUNE) != 0 && self->method != RSC_PRUNING_OPTIMAL_LS)
    {
      static const RscCliOptionId exact[] = { RSC_CLI_OPTION_RULE, RSC_CLI_OPTION_REMOVE };

      for (gsize i = 0; i < G_N_ELEMENTS (exact); i++)
        if (rsc_cli_options_has (self, exact[i]))
          return rsc_cli_fail (error, _ ("%s goes with --method optimal-ls"),
                               options[exact[i]].name);
      if (self->until == RSC_PRUNING_TO_MINIMAL)
        return rsc_cli_fail (error, _ ("--until minimal goes with --method optimal-ls"));
    }
  if ((groups & RSC_CLI_GROUP_ANIMATE) != 0 && self->animate == NULL)
    for (RscCliOptionId id = 0; id < RSC_CLI_N_OPTIONS; id++)
      if ((options[id].groups & RSC_CLI_GROUP_ANIMATE) != 0 && rsc_cli_options_has (self, id))
        return rsc_cli_fail (error, _ ("%s goes with --animate"), options[id].name);
  if ((self->animate != NULL || (self->output != NULL && g_str_has_suffix (self->output, ".png")))
      && self->scale * MAX (self->width, self->height) > MAX_PIXELS)
    return rsc_cli_fail (error, _ ("a PNG has at most %d pixels on a side: take a smaller --scale"),
                         MAX_PIXELS);
  return TRUE;
}

RscCliOptions *
rsc_cli_options_parse (const char *const *args, const char *command, guint groups, GError **error)
{
  g_autoptr (RscCliOptions) self = g_new0 (RscCliOptions, 1);
  gboolean only_operands = FALSE;

  self->operands = g_ptr_array_new_with_free_func (g_free);
  self->seed = 1;
  self->tolerance = RSC_TOLERANCE_GAP;
  self->effort = RSC_SEARCH_EFFORT;
  self->memory = rsc_memory_get_default ();
  self->ratio_min = RSC_PATH_RATIO_MIN;
  self->epsilon = RSC_PATH_EPSILON;
  self->max_vertices = RSC_VERTICES_MAX;
  self->feature = RSC_FEATURE_NORM;
  self->scale = 1.0;
  self->validation = 0.5;
  self->frames = DEFAULT_FRAMES;
  self->rate = DEFAULT_RATE;
  rsc_cli_train_options_init (&self->train);
  self->methods = (1u << RSC_N_PRUNING_METHODS) - 1;

  for (gsize i = 0; args[i] != NULL; i++)
    {
      const char *word = args[i];
      const char *value;
      RscCliOptionId id;

      if (only_operands || word[0] != '-' || word[1] == '\0')
        {
          g_ptr_array_add (self->operands, g_strdup (word));
          continue;
        }
      if (g_str_equal (word, "--"))
        {
          only_operands = TRUE;
          continue;
        }

      id = find_option (word, groups, &value);
      if (id == RSC_CLI_N_OPTIONS)
        {
          rsc_cli_fail (error, _ ("unknown option %s: see reluscope-cli %s --help"), word, command);
          return NULL;
        }
      if (!rsc_cli_option_is_taken (id, groups))
        {
          rsc_cli_fail (error, _ ("%s is no option of “%s”: see reluscope-cli %s --help"),
                        options[id].name, command, command);
          return NULL;
        }
      if (rsc_cli_options_has (self, id))
        {
          rsc_cli_fail (error, _ ("%s is given twice"), options[id].name);
          return NULL;
        }
      self->given[id] = TRUE;
      if (id == RSC_CLI_OPTION_HELP || id == RSC_CLI_OPTION_VERSION)
        return g_steal_pointer (&self);
      if (options[id].value == NULL)
        {
          self->typed[id] = g_strdup ("");
          if (value != NULL)
            {
              rsc_cli_fail (error, _ ("%s takes no value"), options[id].name);
              return NULL;
            }
          continue;
        }
      if (value == NULL)
        value = args[i + 1] != NULL ? args[++i] : NULL;
      if (value == NULL)
        {
          rsc_cli_fail (error, _ ("%s takes a value: %s"), options[id].name, _ (options[id].value));
          return NULL;
        }
      self->typed[id] = g_strdup (value);
      if (!parse_value (self, id, value, error))
        return NULL;
    }

  if (self->train.equal_fit != NULL && (groups & RSC_CLI_GROUP_PRUNE) != 0)
    {
      if (rsc_cli_options_has (self, RSC_CLI_OPTION_START))
        {
          rsc_cli_fail (error, _ ("--equal-fit FILE is a start: leave --start away"));
          return NULL;
        }
      self->start = RSC_CLI_START_FILE;
      self->start_file = g_strdup (self->train.equal_fit);
    }
  if (!check (self, groups, error)
      || !rsc_cli_train_options_check (&self->train, self->given, groups, error))
    return NULL;
  if (!rsc_cli_options_has (self, RSC_CLI_OPTION_UNTIL))
    self->until =
      self->method == RSC_PRUNING_OPTIMAL_LS ? RSC_PRUNING_TO_MINIMAL : RSC_PRUNING_TO_ZERO;
  return g_steal_pointer (&self);
}

void
rsc_cli_options_free (RscCliOptions *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->operands, g_ptr_array_unref);
  for (RscCliOptionId id = 0; id < RSC_CLI_N_OPTIONS; id++)
    g_free (self->typed[id]);
  if (self->document != NULL)
    rsc_saved_problem_clear (self->document);
  g_free (self->document);
  g_free (self->target);
  g_free (self->positive);
  g_strfreev (self->classes);
  g_strfreev (self->drop);
  g_strfreev (self->columns);
  g_free (self->gates);
  g_free (self->animate);
  g_free (self->at);
  g_free (self->compare);
  g_free (self->of);
  g_free (self->start_file);
  g_free (self->test);
  g_free (self->output);
  g_free (self->data);
  g_free (self->figure);
  rsc_cli_train_options_clear (&self->train);
  g_free (self->weights);
  g_free (self->json);
  g_free (self);
}

char *
rsc_cli_options_dup_words (const RscCliOptions *self, guint groups, const char *data)
{
  GString *text = g_string_new (NULL);

  for (guint k = 0; k < self->operands->len; k++)
    {
      const char *word = k == 0 && data != NULL ? data : g_ptr_array_index (self->operands, k);
      g_autofree char *guarded =
        *word == '-' && word[1] != '\0' ? g_strconcat ("./", word, NULL) : g_strdup (word);

      rsc_command_line_append_word (text, guarded);
    }
  for (RscCliOptionId id = 0; id < RSC_CLI_N_OPTIONS; id++)
    if (self->typed[id] != NULL && id != RSC_CLI_OPTION_PAGE
        && rsc_cli_option_is_taken (id, groups))
      {
        rsc_command_line_append_word (text, options[id].name);
        if (options[id].value != NULL)
          rsc_command_line_append_word (text, self->typed[id]);
      }
  return g_string_free (text, FALSE);
}

gboolean
rsc_cli_options_has (const RscCliOptions *self, RscCliOptionId id)
{
  return self->given[id];
}

void
rsc_cli_options_append_help (GString *text, guint groups)
{
  const int column = 27;

  for (RscCliOptionId k = 0; k < RSC_CLI_N_OPTIONS; k++)
    {
      /* --help and --version come last. */
      RscCliOptionId id = (k + RSC_CLI_OPTION_N) % RSC_CLI_N_OPTIONS;
      g_autofree char *left = NULL;
      g_auto (GStrv) lines = NULL;

      if (!rsc_cli_option_is_taken (id, groups))
        continue;
      left = g_strdup_printf ("  %s%s%s", options[id].name, options[id].value != NULL ? " " : "",
                              options[id].value != NULL ? _ (options[id].value) : "");
      lines = g_strsplit (_ (options[id].help), "\n", -1);
      /* What would touch its explanation has a line of its own. */
      const gboolean is_long = g_utf8_strlen (left, -1) + 1 > column;
      if (is_long)
        g_string_append_printf (text, "%s\n", left);
      for (gsize i = 0; lines[i] != NULL; i++)
        {
          const char *first = i == 0 && !is_long ? left : "";

          g_string_append_printf (text, "%s%*s%s\n", first,
                                  column - (int) g_utf8_strlen (first, -1), "", lines[i]);
        }
    }
}
