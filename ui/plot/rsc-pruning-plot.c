/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-pruning-plot.h"

#include "ui/plot/rsc-pruning-bars.h"
#include "ui/plot/rsc-pruning-heat.h"
#include "ui/plot/rsc-pruning-layout.h"
#include "ui/plot/rsc-pruning-singular.h"
#include "ui/words/rsc-pruning-labels.h"
#include <math.h>

/* The title names this many neurons. */
#define NAMES_MAX 6

static double
get_extent (double value)
{
  return isfinite (value) ? CLAMP (value, 1.0, 1e5) : 1.0;
}

static void
draw_title (const RscPruningLayout *self,
            const RscPruningScene *scene,
            const RscTheme *theme,
            RscText *text)
{
  const RscPruningState *state = scene->state;
  gsize k = MIN (scene->model->state, rsc_pruning_get_n_states (scene->model->pruning) - 1);
  if (!self->title)
    return;
  g_autofree char *change = rsc_pruning_layout_dup_number (state->fit_change);
  g_autoptr (GString) names = g_string_new (NULL);
  gsize count = 0;
  for (gsize i = 0; i < self->m; i++)
    if (rsc_pruning_scene_is_going (scene, i) && count++ < NAMES_MAX)
      {
        g_autofree char *name = rsc_pruning_scene_dup_name (scene, i);
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
      }
  if (count > NAMES_MAX)
    g_string_append (names, "\u2026");
  g_autofree char *words = rsc_pruning_labels_title (state, k, count, names->str, change);
  double end = self->singular.width > 0.0 && self->singular.y < 3.0 * self->em
                 ? self->singular.x + self->singular.width
                 : self->heat.x + self->heat.width;
  double room = MAX (end - 0.4 * self->em, 1.0), w;
  rsc_text_set_style (text, 0.95, TRUE);
  rsc_text_measure (text, words, &w, NULL);
  /* What is also told elsewhere goes before anything is cut. */
  for (char *cut; w > room && (cut = g_utf8_strrchr (words, -1, 0xb7)) != NULL;)
    {
      *cut = '\0';
      g_strchomp (words);
      rsc_text_measure (text, words, &w, NULL);
    }
  rsc_text_set_limit (text, room);
  rsc_text_draw (text, words, 0.4 * self->em, 0.35 * self->em, 0.0, 0.0, theme->foreground);
  rsc_text_set_limit (text, 0.0);
}

void
rsc_pruning_plot_draw (const RscPruningModel *model,
                       const RscTheme *theme,
                       cairo_t *cr,
                       double width,
                       double height)
{
  RscText text;

  g_return_if_fail (model != NULL);
  g_return_if_fail (theme != NULL);
  g_return_if_fail (cr != NULL);

  if (!(width >= 1.0) || !(height >= 1.0))
    return;
  width = get_extent (width);
  height = get_extent (height);
  rsc_theme_begin_picture (theme, cr, width, height, TRUE);
  rsc_text_init (&text, theme, cr);
  const char *words = rsc_pruning_labels_instead (model->pruning);
  if (words != NULL)
    rsc_text_draw_sentence (&text, words, 0.5 * width, 0.5 * height, 0.9 * width, theme->muted);
  else
    {
      RscPruningScene scene;
      RscPruningLayout layout;
      rsc_pruning_scene_init (&scene, model);
      rsc_pruning_layout_init (&layout, theme, width, height, scene.n, scene.m);
      if (layout.heat.width > 1.0 && layout.heat.height > 1.0)
        {
          rsc_pruning_heat_draw_bands (&layout, &scene, theme, cr);
          rsc_pruning_heat_draw (&layout, &scene, theme, cr);
          rsc_pruning_layout_draw_scale (&layout, layout.heat, rsc_pruning_labels_activations (),
                                         NULL, theme, &text);
          rsc_pruning_heat_draw_labels (&layout, &scene, theme, &text);
          rsc_pruning_bars_draw_beta (&layout, &scene, theme, &text);
          rsc_pruning_bars_draw_norms (&layout, &scene, theme, &text);
        }
      rsc_pruning_singular_draw (&layout, &scene, theme, &text);
      draw_title (&layout, &scene, theme, &text);
    }
  rsc_text_clear (&text);
  cairo_restore (cr);
  cairo_new_path (cr);
}

void
rsc_pruning_plot_pick (const RscPruningModel *model,
                       const RscTheme *theme,
                       double width,
                       double height,
                       double px,
                       double py,
                       RscPruningHit *hit)
{
  RscPruningScene scene;
  RscPruningLayout layout;

  g_return_if_fail (model != NULL);
  g_return_if_fail (theme != NULL);
  g_return_if_fail (hit != NULL);

  *hit = (RscPruningHit){ FALSE, -1, -1 };
  if (!(width >= 1.0) || !(height >= 1.0) || rsc_pruning_labels_instead (model->pruning) != NULL)
    return;
  width = get_extent (width);
  height = get_extent (height);
  rsc_pruning_scene_init (&scene, model);
  rsc_pruning_layout_init (&layout, theme, width, height, scene.n, scene.m);
  const RscRect *columns = &layout.columns;
  if (!(columns->width > 1.0) || !(px >= columns->x) || !(px < columns->x + columns->width)
      || !(py >= columns->y) || !(py < columns->y + columns->height))
    return;
  hit->inside = TRUE;
  double i = (px - columns->x) / columns->width * (double) scene.m;
  hit->neuron = (gssize) MIN ((gsize) i, scene.m - 1);
  const RscRect *heat = &layout.heat;
  if (scene.n > 0 && py >= heat->y && py < heat->y + heat->height)
    hit->point =
      (gssize) MIN ((gsize) ((py - heat->y) / heat->height * (double) scene.n), scene.n - 1);
}
