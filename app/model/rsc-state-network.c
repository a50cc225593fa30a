/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-state-network.h"

#include <glib/gi18n.h>
#include <math.h>

#include "core/numerics/rsc-tolerances.h"

/* Features, also of data without a point. */
static gsize
get_d (const RscDocumentState *state)
{
  const RscDataset *shown = rsc_document_state_get_shown (state);

  return shown ? rsc_dataset_get_d (shown) : 0;
}

gboolean
rsc_state_network_read (const RscSaved *saved,
                        const char *path,
                        const RscDocumentState *state,
                        RscNetwork **network,
                        GError **error)
{
  g_autofree char *bias_path = g_strconcat (path, ".bias", NULL);
  g_autofree char *hidden_path = g_strconcat (path, ".hidden", NULL);
  g_autofree char *output_path = g_strconcat (path, ".output", NULL);
  g_autofree char *gates_path = g_strconcat (path, ".gates", NULL);
  g_autofree double *hidden = NULL;
  g_autofree double *output = NULL;
  g_autofree double *gates = NULL;
  gboolean bias = state->bias;
  gsize m = 0, n_rows = 0, n_gates = 0, d = 0, d_gates = 0;

  if (!rsc_saved_has (saved, path))
    return TRUE;
  if (!rsc_saved_read_boolean (saved, bias_path, &bias, error)
      || !rsc_saved_read_rows (saved, hidden_path, &n_rows, &d, &hidden, error)
      || !rsc_saved_read_numbers (saved, output_path, FALSE, &m, &output, error)
      || !rsc_saved_read_rows (saved, gates_path, &n_gates, &d_gates, &gates, error))
    return FALSE;
  if (m == 0 && n_rows == 0)
    d = get_d (state) + (gsize) (bias ? 1 : 0);
  if (n_rows != m || (gates && m > 0 && (n_gates != m || d_gates != d)))
    return rsc_saved_fail (saved, path, error, _ ("its lists are not equally long"));
  /* It was given for the data before. */
  if (!state->source || d != get_d (state) + (gsize) (bias ? 1 : 0))
    return TRUE;
  for (gsize i = 0; i < m * d; i++)
    if (fabs (hidden[i]) > RSC_MAGNITUDE_MAX || (gates && fabs (gates[i]) > RSC_MAGNITUDE_MAX))
      return rsc_saved_fail (saved, path, error, _ ("there is a number out of range"));
  for (gsize i = 0; i < m; i++)
    if (fabs (output[i]) > RSC_MAGNITUDE_MAX)
      return rsc_saved_fail (saved, path, error, _ ("there is a number out of range"));
  *network = rsc_network_new (m, d, bias, hidden, output, gates);
  return TRUE;
}

void
rsc_state_network_write (RscSaved *saved, const char *path, const RscNetwork *network)
{
  g_autofree char *bias_path = g_strconcat (path, ".bias", NULL);
  g_autofree char *hidden_path = g_strconcat (path, ".hidden", NULL);
  g_autofree char *output_path = g_strconcat (path, ".output", NULL);
  g_autofree char *gates_path = g_strconcat (path, ".gates", NULL);

  gsize m, d;

  if (!network)
    {
      rsc_saved_remove (saved, path);
      return;
    }
  m = rsc_network_get_width (network);
  d = rsc_network_get_d (network);
  rsc_saved_write_boolean (saved, bias_path, rsc_network_get_bias (network));
  rsc_saved_write_rows (saved, hidden_path, m, d, rsc_network_get_hidden (network));
  rsc_saved_write_numbers (saved, output_path, m, rsc_network_get_output (network));
  if (rsc_network_get_gates (network))
    rsc_saved_write_rows (saved, gates_path, m, d, rsc_network_get_gates (network));
  else
    rsc_saved_remove (saved, gates_path);
}
