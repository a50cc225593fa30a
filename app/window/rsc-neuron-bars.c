/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-neuron-bars.h"

static RscSelection *
get_selection (gpointer panel)
{
  return rsc_document_get_selection (rsc_panel_get_document (panel));
}

static gssize
get_label (RscBarsView *view, int k)
{
  const RscSignedBarsModel *model = rsc_bars_view_get_model (view);

  return k >= 0 && (gsize) k < model->n ? (gssize) model->labels[k] : -1;
}

static gssize
find_bar (const RscSignedBarsModel *model, gssize label)
{
  for (gsize k = 0; label >= 0 && k < model->n; k++)
    if (model->labels[k] == (gsize) label)
      return (gssize) k;
  return -1;
}

static void
on_hovered (RscBarsView *view, int k, gpointer user_data)
{
  rsc_selection_hover (get_selection (user_data), get_label (view, k), -1);
}

static void
on_chosen (RscBarsView *view, int k, gpointer user_data)
{
  rsc_selection_select (get_selection (user_data), get_label (view, k));
}

void
rsc_neuron_bars_connect (RscBarsView *view, RscPanel *panel)
{
  g_return_if_fail (RSC_IS_BARS_VIEW (view) && RSC_IS_PANEL (panel));

  g_signal_connect (view, "hovered", G_CALLBACK (on_hovered), panel);
  g_signal_connect (view, "chosen", G_CALLBACK (on_chosen), panel);
}

void
rsc_neuron_bars_update (RscBarsView *view, RscPanel *panel)
{
  g_return_if_fail (RSC_IS_BARS_VIEW (view) && RSC_IS_PANEL (panel));

  RscSelection *selection = get_selection (panel);
  const RscSignedBarsModel *model = rsc_bars_view_get_model (view);

  rsc_bars_view_set_emphasis (view, find_bar (model, rsc_selection_get_selected (selection)),
                              find_bar (model, rsc_selection_get_hovered (selection)));
}
