/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/files/rsc-saved-outputs.h"

#include <glib/gi18n.h>
#include <math.h>

#include "core/data/rsc-reading.h"

/* Free with g_free(). */
static char *
join (const char *path, const char *key)
{
  return g_strconcat (path, ".outputs", key, NULL);
}

/* Each row in at most one class. */
static gboolean
are_classes (gsize n_outputs, gsize n, const double *y)
{
  for (gsize i = 0; i < n; i++)
    {
      gsize count = 0;

      for (gsize k = 0; k < n_outputs; k++)
        count += y[k * n + i] > 0.0;
      if (count > 1)
        return FALSE;
    }
  return TRUE;
}

gboolean
rsc_saved_outputs_read (const RscSaved *saved,
                        const char *path,
                        const RscDataset *like,
                        RscDataset **dataset,
                        GError **error)
{
  g_autofree char *root = join (path, "");
  g_autofree char *names_path = join (path, ".names");
  g_autofree char *classes_path = join (path, ".classes");
  g_autofree char *shown_path = join (path, ".shown");
  g_autofree char *y_path = join (path, ".y");
  g_auto (GStrv) names = NULL;
  g_autofree double *y = NULL;
  g_autoptr (RscOutputs) outputs = NULL;
  const gsize n = rsc_dataset_get_n (*dataset);
  RscReading *reading = rsc_dataset_get_reading (*dataset);
  RscOutputs *own = like ? rsc_dataset_get_outputs (like, NULL) : NULL;
  gboolean is_classes = FALSE;
  guint64 shown = 1;
  gsize n_outputs, n_rows = 0, n_y = 0, chosen = 0;
  RscDataset *whole;

  if (!rsc_saved_has (saved, root) || (like && !own))
    return TRUE;
  if (!rsc_saved_read_strings (saved, names_path, &names, error)
      || !rsc_saved_read_boolean (saved, classes_path, &is_classes, error)
      || !rsc_saved_read_rows (saved, y_path, &n_rows, &n_y, &y, error))
    return FALSE;
  n_outputs = names ? g_strv_length (names) : 0;
  if (n_outputs < 2 || n_rows != n_outputs || (n_y != n && n > 0))
    return rsc_saved_fail (saved, root, error, _ ("its lists are not equally long"));
  if (!rsc_saved_read_integer (saved, shown_path, 1, n_outputs, &shown, error))
    return FALSE;
  for (gsize k = 0; k < n_outputs; k++)
    if (!g_utf8_validate (names[k], -1, NULL) || *names[k] == '\0')
      return rsc_saved_fail (saved, names_path, error, _ ("this is no text"));
  for (gsize k = 0; k < n_outputs * n_y; k++)
    if (!isfinite (y[k]))
      return rsc_saved_fail (saved, y_path, error, _ ("this is no number"));
  if (own
      && (own->n != n_outputs || own->is_classes != is_classes
          || !g_strv_equal ((const char *const *) own->names, (const char *const *) names)))
    return rsc_saved_fail (saved, names_path, error, _ ("these are not the outputs of the data"));
  if (own)
    rsc_dataset_get_outputs (like, &chosen);
  else
    chosen = (gsize) shown - 1;
  if (is_classes && !are_classes (n_outputs, n, y))
    return rsc_saved_fail (saved, y_path, error, _ ("a row is of one class"));
  for (gsize i = 0; i < n; i++)
    if (y[chosen * n + i] != rsc_dataset_get_y (*dataset)[i])
      return rsc_saved_fail (saved, y_path, error, _ ("the targets of the output on show differ"));
  if (reading && reading->n_outputs > 0 && reading->n_outputs != n_outputs)
    return rsc_saved_fail (saved, names_path, error, _ ("these are not the outputs of the data"));
  outputs = rsc_outputs_new ((const char *const *) names, is_classes, n,
                             y ? g_steal_pointer (&y) : g_new0 (double, 1));
  whole = rsc_dataset_new_with_outputs (*dataset, outputs, chosen, reading);
  rsc_dataset_unref (*dataset);
  *dataset = whole;
  return TRUE;
}

void
rsc_saved_outputs_write (const RscDataset *dataset, RscSaved *saved, const char *path)
{
  gsize shown;
  const RscOutputs *outputs = rsc_dataset_get_outputs (dataset, &shown);
  g_autofree char *root = join (path, "");
  g_autofree char *names_path = join (path, ".names");
  g_autofree char *classes_path = join (path, ".classes");
  g_autofree char *shown_path = join (path, ".shown");
  g_autofree char *y_path = join (path, ".y");

  rsc_saved_remove (saved, root);
  if (!outputs)
    return;
  rsc_saved_write_strings (saved, names_path, (const char *const *) outputs->names);
  rsc_saved_write_boolean (saved, classes_path, outputs->is_classes);
  rsc_saved_write_integer (saved, shown_path, shown + 1);
  rsc_saved_write_rows (saved, y_path, outputs->n, outputs->n_rows, outputs->y);
}
