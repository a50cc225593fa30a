/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-state-pins.h"

#include <glib/gi18n.h>

#include "app/model/rsc-state-network.h"

/* Words of the file: never translated, never changed. */
static const char *const shown[] = {
  [RSC_SHOWN_NETWORK] = "f",
  [RSC_SHOWN_SUM] = "sum",
  [RSC_SHOWN_EFFECT] = "effect",
  [RSC_SHOWN_DIFFERENCE] = "difference",
  NULL,
};

/* Networks go by their number, from 1 as for a person. */
static char *
dup_path (gsize k)
{
  return g_strdup_printf ("compare.networks.%" G_GSIZE_FORMAT, k + 1);
}

static gboolean
read_pins (const RscSaved *saved, RscDocumentState *state, GError **error)
{
  g_auto (GStrv) names = NULL;
  g_autofree double *ratios = NULL;
  g_autoptr (RscPins) pins = rsc_pins_new ();
  gsize n_names, n = 0;
  guint64 chosen = 0;

  if (!rsc_saved_read_strings (saved, "compare.names", &names, error)
      || !rsc_saved_read_numbers (saved, "compare.ratios", FALSE, &n, &ratios, error))
    return FALSE;
  n_names = names ? g_strv_length (names) : 0;
  if (n_names != n)
    return rsc_saved_fail (saved, "compare", error, _ ("its lists are not equally long"));
  if (n > RSC_PINS_MAX)
    return rsc_saved_fail (saved, "compare.names", error, _ ("there are too many of them"));
  if (!rsc_saved_read_integer (saved, "compare.chosen", 0, n, &chosen, error))
    return FALSE;
  for (gsize k = 0; k < n; k++)
    {
      g_autofree char *path = dup_path (k);
      g_autoptr (RscNetwork) network = NULL;

      if (!(ratios[k] >= 0.0 && ratios[k] <= 1.0))
        return rsc_saved_fail (saved, "compare.ratios", error,
                               _ ("there is a number out of range"));
      if (!rsc_saved_has (saved, path))
        return rsc_saved_fail (saved, path, error, _ ("this is missing"));
      if (!rsc_state_network_read (saved, path, state, &network, error))
        return FALSE;
      /* One that was pinned with other data goes. */
      if (network)
        {
          RscPins *more = rsc_pins_new_with (pins, names[k], network, ratios[k]);

          rsc_pins_unref (pins);
          pins = more;
        }
      if (chosen == k + 1)
        chosen = network ? pins->n : 0;
    }
  rsc_document_state_set_pins (state, rsc_pins_new_chosen (pins, (gssize) chosen - 1));
  return TRUE;
}

gboolean
rsc_state_pins_read (const RscSaved *saved, RscDocumentState *state, GError **error)
{
  guint which = state->shown;
  double ratio = 0.0;

  if (!read_pins (saved, state, error)
      || !rsc_saved_read_number (saved, "compare.lambda_ratio", 0, 1, &ratio, error)
      || !rsc_saved_read_word (saved, "function.shown", shown, &which, error))
    return FALSE;
  if (rsc_saved_has (saved, "compare.lambda_ratio"))
    state->pinned_ratio = ratio;
  state->shown = (RscShownFunction) which;
  return TRUE;
}

static void
write_pins (const RscPins *pins, RscSaved *saved)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autofree double *ratios = g_new0 (double, pins->n + 1);
  g_auto (GStrv) list = NULL;

  for (gsize k = 0; k < pins->n; k++)
    {
      g_autofree char *path = dup_path (k);

      g_strv_builder_add (names, pins->pins[k].name);
      ratios[k] = pins->pins[k].ratio;
      rsc_state_network_write (saved, path, pins->pins[k].network);
    }
  list = g_strv_builder_end (names);
  rsc_saved_write_strings (saved, "compare.names", (const char *const *) list);
  rsc_saved_write_numbers (saved, "compare.ratios", pins->n, ratios);
  rsc_saved_write_integer (saved, "compare.chosen", (guint64) (pins->chosen + 1));
}

void
rsc_state_pins_write (const RscDocumentState *state, RscSaved *saved)
{
  /* Of one that was removed nothing may stay. */
  rsc_saved_remove (saved, "compare.networks");
  rsc_saved_remove (saved, "compare.names");
  rsc_saved_remove (saved, "compare.ratios");
  rsc_saved_remove (saved, "compare.chosen");
  if (state->pins->n > 0)
    write_pins (state->pins, saved);
  if (state->pinned_ratio >= 0.0)
    rsc_saved_write_number (saved, "compare.lambda_ratio", state->pinned_ratio);
  else
    rsc_saved_remove (saved, "compare.lambda_ratio");
  if (state->shown != RSC_SHOWN_NETWORK)
    rsc_saved_write_string (saved, "function.shown", shown[state->shown]);
  else
    rsc_saved_remove (saved, "function.shown");
}
