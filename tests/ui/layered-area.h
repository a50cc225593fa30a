/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/rsc-plot-area.h"

G_BEGIN_DECLS

/**
 * LayeredArea:
 * @state: of what it is a picture
 * @empty: there is nothing to show
 * @drawn: the state of the still layer that was drawn last
 * @n_laid_out, @n_still, @n_moving: how often it was laid out, and each of its layers drawn
 * @width, @height: for which it was laid out last
 *
 * A picture with a still layer, all of it in the foreground's colour, and a moving one, a corner.
 */
struct _LayeredArea
{
  RscPlotArea parent_instance;

  guint state;
  gboolean empty;
  guint drawn;
  guint n_laid_out, n_still, n_moving;
  double width, height;
};

#define LAYERED_TYPE_AREA (layered_area_get_type ())
G_DECLARE_FINAL_TYPE (LayeredArea, layered_area, LAYERED, AREA, RscPlotArea)

G_END_DECLS
