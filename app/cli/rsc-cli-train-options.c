/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-train-options.h"

#include "app/cli/rsc-cli-io.h"
#include "app/cli/rsc-cli-value.h"
#include <glib/gi18n.h>

#define STEPS_DEFAULT 20000

/* A wider network has more weights than are ever trained here. */
#define WIDTH_MAX 1000000

void
rsc_cli_train_options_init (RscCliTrainOptions *self)
{
  *self = (RscCliTrainOptions){ .n_seeds = 1, .n_steps = STEPS_DEFAULT, .scale = 1.0 };
  rsc_training_settings_init (&self->settings);
}

void
rsc_cli_train_options_clear (RscCliTrainOptions *self)
{
  g_clear_pointer (&self->start, g_free);
  g_clear_pointer (&self->network, g_free);
  g_clear_pointer (&self->equal_fit, g_free);
}

gboolean
rsc_cli_train_options_parse (RscCliTrainOptions *self,
                             RscCliOptionId id,
                             const char *name,
                             const char *text,
                             GError **error)
{
  switch (id)
    {
    case RSC_CLI_OPTION_NEURONS:
      return rsc_cli_parse_size (name, text, WIDTH_MAX, &self->width, error);
    case RSC_CLI_OPTION_SEEDS:
      return rsc_cli_parse_size (name, text, G_MAXINT, &self->n_seeds, error);
    case RSC_CLI_OPTION_TRAIN_METHOD:
      return rsc_training_method_from_string (text, &self->settings.method)
             || rsc_cli_fail (error, _ ("%s is one of gd, momentum, adam, lbfgs, not “%s”"), name,
                              text);
    case RSC_CLI_OPTION_STEPS:
      return rsc_cli_parse_size (name, text, G_MAXINT, &self->n_steps, error);
    case RSC_CLI_OPTION_STEP_SIZE:
      return rsc_cli_parse_positive (name, text, &self->settings.step_size, error);
    case RSC_CLI_OPTION_MOMENTUM:
      if (!rsc_cli_parse_number (name, text, &self->settings.momentum, error))
        return FALSE;
      return (self->settings.momentum > 0.0 && self->settings.momentum < 1.0)
             || rsc_cli_fail (error, _ ("%s takes a number between 0 and 1, not %s"), name, text);
    case RSC_CLI_OPTION_BATCH:
      return rsc_cli_parse_size (name, text, G_MAXINT, &self->settings.batch_size, error);
    case RSC_CLI_OPTION_START_SCALE:
      return rsc_cli_parse_positive (name, text, &self->scale, error);
    case RSC_CLI_OPTION_TRAIN_START:
      self->from_optimum = g_str_equal (text, "optimum");
      if (self->from_optimum || g_str_equal (text, "random"))
        return TRUE;
      return rsc_cli_parse_file (name, text, &self->start, error);
    case RSC_CLI_OPTION_PERTURB:
      return rsc_cli_parse_positive (name, text, &self->perturb, error);
    case RSC_CLI_OPTION_NETWORK:
      return rsc_cli_parse_file (name, text, &self->network, error);
    case RSC_CLI_OPTION_EQUAL_FIT:
      return rsc_cli_parse_file (name, text, &self->equal_fit, error);
    case RSC_CLI_OPTION_DOWNHILL:
      return rsc_cli_parse_size (name, text, WIDTH_MAX, &self->downhill, error);
    default:
      g_assert_not_reached ();
    }
}

gboolean
rsc_cli_train_options_check (RscCliTrainOptions *self,
                             const guint8 *given,
                             guint groups,
                             GError **error)
{
  const RscTrainingMethod method = self->settings.method;
  static const RscCliOptionId of_optima[] = {
    RSC_CLI_OPTION_COMPLEX,       RSC_CLI_OPTION_WALK,       RSC_CLI_OPTION_WHY,
    RSC_CLI_OPTION_LEAVE_ONE_OUT, RSC_CLI_OPTION_LEAST_MOVE, RSC_CLI_OPTION_SENSITIVITY,
    RSC_CLI_OPTION_RANGES,
  };
  const gboolean from_network = self->from_optimum || self->start != NULL;

  if ((groups & RSC_CLI_GROUP_NETWORK) != 0 && self->network == NULL && !given[RSC_CLI_OPTION_HELP])
    return rsc_cli_fail (error, _ ("--network FILE is needed: the network to look at"));
  for (gsize k = 0; self->equal_fit != NULL && k < G_N_ELEMENTS (of_optima); k++)
    if (given[of_optima[k]])
      return rsc_cli_fail (error, _ ("%s is for the optimal set, not for a set of equal fit"),
                           rsc_cli_option_table[of_optima[k]].name);
  if (self->perturb > 0.0 && !from_network)
    return rsc_cli_fail (error, _ ("--perturb goes with --start optimum or --start FILE"));
  if (given[RSC_CLI_OPTION_START_SCALE] && from_network)
    return rsc_cli_fail (error, _ ("--scale goes with --start random"));
  if (given[RSC_CLI_OPTION_MOMENTUM] && method != RSC_TRAINING_MOMENTUM)
    return rsc_cli_fail (error, _ ("--momentum goes with --method momentum"));
  if (method == RSC_TRAINING_LBFGS)
    {
      static const RscCliOptionId steps[] = { RSC_CLI_OPTION_STEP_SIZE, RSC_CLI_OPTION_CONSTANT,
                                              RSC_CLI_OPTION_BATCH };

      for (gsize k = 0; k < G_N_ELEMENTS (steps); k++)
        if (given[steps[k]])
          return rsc_cli_fail (error,
                               _ ("--method lbfgs finds its own steps, over all rows: leave "
                                  "%s away"),
                               rsc_cli_option_table[steps[k]].name);
    }
  self->settings.constant = given[RSC_CLI_OPTION_CONSTANT];
  return TRUE;
}
