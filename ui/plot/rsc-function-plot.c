/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-function-plot.h"

#include "ui/plot/rsc-function-graph.h"
#include "ui/plot/rsc-function-hand.h"
#include "ui/plot/rsc-function-layout.h"
#include "ui/plot/rsc-function-map.h"
#include "ui/plot/rsc-function-plane.h"
#include "ui/plot/rsc-function-points.h"
#include "ui/plot/rsc-function-probe.h"
#include "ui/plot/rsc-function-slopes.h"
#include "ui/plot/rsc-function-switch.h"
#include <math.h>

static void
draw_words (gconstpointer layout, RscText *text)
{
  const RscFunctionLayout *self = layout;

  rsc_text_draw_sentence (text, self->words, 0.5 * self->width, 0.5 * self->height,
                          0.9 * self->width, self->theme.muted);
}

static const RscLayer word_layers[] = { { RSC_LAYERS_STILL, draw_words, NULL } };

static const RscLayer fit_layers[] = {
  { RSC_LAYERS_STILL, rsc_function_layout_draw_axes, rsc_function_layout_pick },
  { RSC_LAYERS_STILL, rsc_function_points_draw_diagonal, NULL },
  { RSC_LAYERS_STILL, rsc_function_points_draw_strip, NULL },
  { RSC_LAYERS_STILL, rsc_function_layout_draw_frame, NULL },
  { RSC_LAYERS_STILL, rsc_function_points_draw, rsc_function_points_pick },
  { RSC_LAYERS_STILL, rsc_function_points_draw_marked, NULL },
  { RSC_LAYERS_STILL, rsc_function_layout_draw_notice, NULL },
  { RSC_LAYERS_MOVING, rsc_function_slopes_draw, NULL },
  { RSC_LAYERS_MOVING, rsc_function_switch_draw, NULL },
};

static const RscLayer plane_layers[] = {
  { RSC_LAYERS_STILL, rsc_function_layout_draw_axes, rsc_function_layout_pick },
  { RSC_LAYERS_STILL, rsc_function_plane_draw_note, NULL },
  { RSC_LAYERS_STILL, rsc_function_map_draw, NULL },
  { RSC_LAYERS_STILL, rsc_function_map_draw_bar, NULL },
  { RSC_LAYERS_STILL, rsc_function_map_draw_legend, NULL },
  { RSC_LAYERS_STILL, rsc_function_plane_draw_lines, rsc_function_plane_pick },
  { RSC_LAYERS_STILL, rsc_function_plane_draw_zeros, NULL },
  { RSC_LAYERS_STILL, rsc_function_layout_draw_frame, NULL },
  { RSC_LAYERS_STILL, rsc_function_layout_draw_veil, NULL },
  { RSC_LAYERS_STILL, rsc_function_points_draw, rsc_function_points_pick },
  { RSC_LAYERS_STILL, rsc_function_points_draw_marked, NULL },
  { RSC_LAYERS_STILL, rsc_function_layout_draw_notice, NULL },
  { RSC_LAYERS_MOVING, rsc_function_slopes_draw, NULL },
  { RSC_LAYERS_MOVING, rsc_function_switch_draw, NULL },
  { RSC_LAYERS_MOVING, rsc_function_probe_draw, NULL },
  { RSC_LAYERS_MOVING, rsc_function_hand_draw, NULL },
};

static const RscLayer graph_layers[] = {
  { RSC_LAYERS_STILL, rsc_function_layout_draw_axes, rsc_function_layout_pick },
  { RSC_LAYERS_STILL, rsc_function_graph_draw_band, NULL },
  { RSC_LAYERS_STILL, rsc_function_points_draw_strip, NULL },
  { RSC_LAYERS_STILL, rsc_function_graph_draw_curve, NULL },
  { RSC_LAYERS_STILL, rsc_function_layout_draw_frame, NULL },
  { RSC_LAYERS_STILL, rsc_function_graph_draw_kinks, rsc_function_graph_pick },
  { RSC_LAYERS_STILL, rsc_function_layout_draw_veil, NULL },
  { RSC_LAYERS_STILL, rsc_function_points_draw, rsc_function_points_pick },
  { RSC_LAYERS_STILL, rsc_function_points_draw_marked, NULL },
  { RSC_LAYERS_STILL, rsc_function_layout_draw_notice, NULL },
  { RSC_LAYERS_MOVING, rsc_function_slopes_draw, NULL },
  { RSC_LAYERS_MOVING, rsc_function_switch_draw, NULL },
  { RSC_LAYERS_MOVING, rsc_function_probe_draw, NULL },
  { RSC_LAYERS_MOVING, rsc_function_hand_draw, NULL },
};

static void
layout_free (gpointer data)
{
  rsc_function_layout_clear (data);
  g_free (data);
}

/* Lays out what the kind of picture needs besides, and says what it is made of. */
static const RscLayer *
choose_layers (RscFunctionLayout *layout, RscText *text, gsize *n_layers)
{
  if (layout->words == NULL && layout->plane && layout->frame.width > 1.0
      && layout->frame.height > 1.0)
    rsc_function_map_lay_out (layout);
  rsc_function_layout_fit_notice (layout, text);
  if (layout->words != NULL)
    {
      *n_layers = G_N_ELEMENTS (word_layers);
      return word_layers;
    }
  if (!(layout->frame.width > 1.0) || !(layout->frame.height > 1.0))
    {
      *n_layers = 0;
      return NULL;
    }
  if (layout->mode == RSC_FUNCTION_FIT)
    {
      *n_layers = G_N_ELEMENTS (fit_layers);
      return fit_layers;
    }
  if (layout->plane)
    {
      rsc_function_plane_lay_out (layout);
      *n_layers = G_N_ELEMENTS (plane_layers);
      return plane_layers;
    }
  rsc_function_graph_lay_out (layout);
  *n_layers = G_N_ELEMENTS (graph_layers);
  return graph_layers;
}

RscPicture *
rsc_function_plot_new (const RscFunctionModel *model,
                       const RscTheme *theme,
                       cairo_t *cr,
                       double width,
                       double height)
{
  RscFunctionLayout *layout;
  const RscLayer *layers;
  gsize n_layers;
  RscText text;

  g_return_val_if_fail (model != NULL, NULL);
  g_return_val_if_fail (theme != NULL, NULL);
  g_return_val_if_fail (cr != NULL, NULL);

  layout = g_new (RscFunctionLayout, 1);
  rsc_function_layout_init (layout, model, theme, cr, width, height);
  rsc_text_init (&text, theme, cr);
  layers = choose_layers (layout, &text, &n_layers);
  rsc_text_clear (&text);
  return rsc_picture_new (theme, width, height, layout, layout_free, n_layers, layers);
}

void
rsc_function_plot_set_emphasis (RscPicture *picture,
                                gssize selected,
                                gssize hovered,
                                gssize hovered_point)
{
  RscFunctionLayout *layout = rsc_picture_get_layout (picture);

  g_return_if_fail (layout != NULL);

  layout->model.selected = selected;
  layout->model.hovered = hovered;
  layout->model.hovered_point = hovered_point;
}

void
rsc_function_plot_set_switch (RscPicture *picture, gsize n_switch, const double *switch_at)
{
  RscFunctionLayout *layout = rsc_picture_get_layout (picture);

  g_return_if_fail (layout != NULL);

  layout->model.n_switch = n_switch;
  layout->model.switch_at = switch_at;
}

void
rsc_function_plot_set_slopes (RscPicture *picture, const double *slopes)
{
  RscFunctionLayout *layout = rsc_picture_get_layout (picture);

  g_return_if_fail (layout != NULL);

  layout->model.slopes = slopes;
}

void
rsc_function_plot_find (const RscPicture *picture, double px, double py, RscFunctionHit *hit)
{
  g_return_if_fail (picture != NULL);
  g_return_if_fail (hit != NULL);

  *hit = (RscFunctionHit){
    .neuron = -1, .point = -1, .x = NAN, .y = NAN, .value = NAN, .low = NAN, .high = NAN
  };
  rsc_picture_pick (picture, px, py, hit);
}

void
rsc_function_plot_draw (const RscFunctionModel *model,
                        const RscTheme *theme,
                        cairo_t *cr,
                        double width,
                        double height)
{
  if (width >= 1.0 && height >= 1.0)
    rsc_picture_draw_whole (rsc_function_plot_new (model, theme, cr, width, height), cr);
}
