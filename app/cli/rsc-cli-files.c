/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-files.h"

#include "app/cli/rsc-cli-io.h"
#include "app/files/rsc-json.h"
#include "app/files/rsc-network-csv.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *option;
  const char *path; /* or NULL */
} Output;

#define N_OUTPUTS 4

static void
list_outputs (const RscCliOptions *options, Output outputs[N_OUTPUTS])
{
  outputs[0] = (Output){ "--json", options->json };
  outputs[1] = (Output){ "-o", options->output };
  outputs[2] = (Output){ "--figure", options->figure };
  outputs[3] = (Output){ "--weights", options->weights };
}

gboolean
rsc_cli_check_input (const RscCliOptions *options, const char *input, GError **error)
{
  Output outputs[N_OUTPUTS];

  list_outputs (options, outputs);
  for (gsize k = 0; k < N_OUTPUTS; k++)
    if (outputs[k].path != NULL && rsc_file_is_same (outputs[k].path, input))
      return rsc_cli_fail (error,
                           _ ("%s %s would replace an input of this command: take another name"),
                           outputs[k].option, outputs[k].path);
  return TRUE;
}

gboolean
rsc_cli_check_files (const RscCliOptions *options, guint groups, GError **error)
{
  const char *const files[] = { options->gates,         options->test,
                                options->start_file,    options->train.start,
                                options->train.network, options->train.equal_fit,
                                options->compare };
  Output outputs[N_OUTPUTS];

  if ((groups & (RSC_CLI_GROUP_MODEL | RSC_CLI_GROUP_RUNS)) != 0)
    for (guint i = 0; i < options->operands->len; i++)
      if (!rsc_cli_check_input (options, g_ptr_array_index (options->operands, i), error))
        return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    if (files[i] != NULL && !rsc_cli_check_input (options, files[i], error))
      return FALSE;

  list_outputs (options, outputs);
  for (gsize k = 1; k < N_OUTPUTS; k++)
    for (gsize l = 0; l < k; l++)
      if (outputs[k].path != NULL && outputs[l].path != NULL
          && rsc_file_is_same (outputs[k].path, outputs[l].path))
        return rsc_cli_fail (error, _ ("%s and %s name the same file: %s"), outputs[l].option,
                             outputs[k].option, outputs[k].path);
  return TRUE;
}

gboolean
rsc_cli_write_picture (const char *path,
                       double width,
                       double height,
                       double scale,
                       const RscTheme *theme,
                       RscPlotDrawFunc draw,
                       gpointer user_data,
                       GError **error)
{
  g_autoptr (GBytes) picture =
    rsc_plot_file_render (path, width, height, scale, theme, draw, user_data, error);

  return picture != NULL
         && rsc_file_write (path, g_bytes_get_data (picture, NULL),
                            (gssize) g_bytes_get_size (picture), NULL, error);
}

gboolean
rsc_cli_check_figure (const RscCliOptions *options, GError **error)
{
  if (options->output == NULL)
    return rsc_cli_fail (error, _ ("a figure needs -o OUT.svg, OUT.pdf or OUT.png"));
  return rsc_file_check_writable (options->output, error);
}

void
rsc_cli_init_theme (const RscCliOptions *options, RscTheme *theme)
{
  rsc_theme_init (theme, rsc_cli_options_has (options, RSC_CLI_OPTION_DARK));
  if (options->font_size > 0.0)
    rsc_theme_scale (theme, options->font_size / theme->font_size);
}

gboolean
rsc_cli_write_figure (const RscCliOptions *options,
                      double default_width,
                      double default_height,
                      RscPlotDrawFunc draw,
                      gpointer model,
                      GCancellable *cancellable,
                      GError **error)
{
  RscTheme theme;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  rsc_cli_init_theme (options, &theme);
  return rsc_cli_write_picture (options->output,
                                options->width > 0.0 ? options->width : default_width,
                                options->height > 0.0 ? options->height : default_height,
                                options->scale, &theme, draw, model, error);
}

gboolean
rsc_cli_check_outputs (const RscCliOptions *options, GError **error)
{
  return (options->json == NULL || rsc_file_check_writable (options->json, error))
         && (options->weights == NULL || rsc_file_check_writable (options->weights, error));
}

gboolean
rsc_cli_write_weights (const RscCliOptions *options,
                       const RscNetwork *network,
                       RscDataset *dataset,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autofree char *text = NULL;

  if (options->weights == NULL)
    return TRUE;
  if (g_str_has_suffix (options->weights, ".csv"))
    text = rsc_network_csv_write (network, dataset, error);
  else
    text = rsc_json_dup_network (network, dataset);
  return text != NULL && rsc_file_write (options->weights, text, -1, cancellable, error);
}
