/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-command.h"
#include "app/cli/rsc-cli-io.h"
#include "app/cli/rsc-cli-model.h"
#include "app/files/rsc-json.h"
#include <glib/gi18n.h>

/* Characters of a sentence on one line of the list. */
#define WIDTH_SENTENCE 60

static char *
list_as_json (gsize n_items, const RscGalleryItem *items)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  json_builder_begin_object (builder);
  rsc_json_add_string (builder, "schema", "reluscope-gallery-1");
  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < n_items; i++)
    {
      json_builder_begin_object (builder);
      rsc_json_add_string (builder, "name", items[i].name);
      rsc_json_add_string (builder, "title", items[i].title);
      rsc_json_add_string (builder, "sentence", items[i].sentence);
      rsc_json_add_integer (builder, "n", items[i].n_default);
      rsc_json_add_integer (builder, "n_min", items[i].n_min);
      rsc_json_add_integer (builder, "n_max", items[i].n_max);
      rsc_json_add_integer (builder, "features", items[i].d);
      rsc_json_add_boolean (builder, "bias", items[i].bias);
      rsc_json_add_number (builder, "lambda_ratio", items[i].lambda_ratio);
      rsc_json_add_number (builder, "noise", items[i].noise_default);
      rsc_json_add_boolean (builder, "has_noise", items[i].has_noise);
      rsc_json_add_boolean (builder, "has_seed", items[i].has_seed);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  return rsc_json_to_text (node);
}

/* Breaks @text at blanks into lines of at most @width characters. */
static GStrv
wrap (const char *text, glong width)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autoptr (GString) lines = g_string_new (NULL);
  glong column = 0;

  for (gsize i = 0; words[i] != NULL; i++)
    {
      glong length = g_utf8_strlen (words[i], -1);

      if (i > 0)
        {
          gboolean fits = column + 1 + length <= width;

          g_string_append_c (lines, fits ? ' ' : '\n');
          column = fits ? column + 1 : 0;
        }
      g_string_append (lines, words[i]);
      column += length;
    }
  return g_strsplit (lines->str, "\n", -1);
}

static char *
list_as_text (gsize n_items, const RscGalleryItem *items)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  const char *const titles[] = { _ ("name"),    _ ("points"),      _ ("bias"),
                                 _ ("λ/λ_max"), _ ("what to see"), NULL };
  GString *text = g_string_new (NULL);

  g_ptr_array_add (rows, g_strdupv ((char **) titles));
  for (gsize i = 0; i < n_items; i++)
    {
      g_autofree char *points = g_strdup_printf ("%" G_GSIZE_FORMAT, items[i].n_default);
      g_autofree char *ratio = rsc_cli_format (items[i].lambda_ratio, 6);
      g_auto (GStrv) lines = wrap (items[i].sentence, WIDTH_SENTENCE);

      for (gsize k = 0; lines[k] != NULL; k++)
        {
          const char *const first[] = {
            items[i].name, points, items[i].bias ? _ ("yes") : _ ("no"), ratio, lines[k], NULL
          };
          const char *const other[] = { "", "", "", "", lines[k], NULL };

          g_ptr_array_add (rows, g_strdupv ((char **) (k == 0 ? first : other)));
        }
    }
  rsc_cli_append_table (text, rows, "lrlrl");
  return g_string_free (text, FALSE);
}

RscCliExit
rsc_cli_gallery_list (const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  gsize n_items;
  const RscGalleryItem *items = rsc_gallery_get_items (&n_items);
  g_autofree char *text = NULL;

  if (options->json != NULL)
    {
      g_autofree char *json = list_as_json (n_items, items);

      if (!rsc_file_write (options->json, json, -1, cancellable, error))
        return RSC_CLI_BAD_INPUT;
      if (g_str_equal (options->json, "-"))
        return RSC_CLI_DONE;
    }
  text = list_as_text (n_items, items);
  return rsc_file_write ("-", text, -1, cancellable, error) ? RSC_CLI_DONE : RSC_CLI_BAD_INPUT;
}

RscCliExit
rsc_cli_gallery_export (const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  const char *path = g_ptr_array_index (options->operands, 1);
  g_autoptr (RscDataset) dataset = NULL;
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  GMemoryOutputStream *memory = G_MEMORY_OUTPUT_STREAM (stream);

  dataset = rsc_cli_load_gallery (options, g_ptr_array_index (options->operands, 0), NULL, error);
  if (dataset == NULL || !rsc_file_check_writable (path, error)
      || !rsc_dataset_write_csv (dataset, stream, cancellable, error))
    return RSC_CLI_BAD_INPUT;
  if (!rsc_file_write (path, g_memory_output_stream_get_data (memory),
                       (gssize) g_memory_output_stream_get_data_size (memory), cancellable, error))
    return RSC_CLI_BAD_INPUT;
  return RSC_CLI_DONE;
}
