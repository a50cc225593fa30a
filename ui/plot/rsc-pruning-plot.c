/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-pruning-plot.h"

#include "core/numerics/rsc-number-words.h"
#include "ui/plot/rsc-pruning-bars.h"
#include "ui/plot/rsc-pruning-heat.h"
#include "ui/plot/rsc-pruning-layout.h"
#include "ui/plot/rsc-pruning-singular.h"
#include "ui/words/rsc-pruning-labels.h"
#include <math.h>

/* The title names this many neurons. */
#define NAMES_MAX 6

/* Nothing, where there is no room, stays nothing. */
static double
get_extent (double value)
{
  return !(value >= 1.0) ? 0.0 : isfinite (value) ? MIN (value, 1e5) : 1.0;
}

static void
draw_title (gconstpointer layout, RscText *text)
{
  const RscPruningLayout *self = layout;
  const RscPruningScene *scene = &self->scene;
  const RscTheme *theme = &self->theme;
  const RscPruningState *state = scene->state;
  gsize k = MIN (scene->model.state, rsc_pruning_get_n_states (scene->model.pruning) - 1);
  if (!self->title)
    return;
  g_autofree char *change = rsc_number_words_dup (state->fit_change, 2);
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

static void
draw_heat_title (gconstpointer layout, RscText *text)
{
  const RscPruningLayout *self = layout;

  rsc_pruning_layout_draw_scale (self, self->heat, rsc_pruning_labels_activations (), NULL,
                                 &self->theme, text);
}

static void
draw_words (gconstpointer layout, RscText *text)
{
  const RscPruningLayout *self = layout;

  rsc_text_draw_sentence (text, self->words, 0.5 * self->width, 0.5 * self->height,
                          0.9 * self->width, self->theme.muted);
}

static const RscLayer word_layers[] = { { RSC_LAYERS_STILL, draw_words, NULL } };

static const RscLayer layers[] = {
  { RSC_LAYERS_STILL, rsc_pruning_heat_draw_bands, rsc_pruning_layout_pick },
  { RSC_LAYERS_STILL, rsc_pruning_heat_draw, NULL },
  { RSC_LAYERS_STILL, draw_heat_title, NULL },
  { RSC_LAYERS_STILL, rsc_pruning_heat_draw_labels, NULL },
  { RSC_LAYERS_STILL, rsc_pruning_bars_draw_beta, NULL },
  { RSC_LAYERS_STILL, rsc_pruning_bars_draw_norms, NULL },
  { RSC_LAYERS_STILL, rsc_pruning_singular_draw, NULL },
  { RSC_LAYERS_STILL, draw_title, NULL },
};

/* Where there is no room for columns. */
static const RscLayer small_layers[] = {
  { RSC_LAYERS_STILL, rsc_pruning_singular_draw, NULL },
  { RSC_LAYERS_STILL, draw_title, NULL },
};

static void
layout_free (gpointer data)
{
  rsc_pruning_layout_clear (data);
  g_free (data);
}

RscPicture *
rsc_pruning_plot_new (const RscPruningModel *model,
                      const RscTheme *theme,
                      cairo_t *cr,
                      double width,
                      double height)
{
  RscPruningLayout *layout;
  RscText text;

  g_return_val_if_fail (model != NULL, NULL);
  g_return_val_if_fail (theme != NULL, NULL);
  g_return_val_if_fail (cr != NULL, NULL);

  width = get_extent (width);
  height = get_extent (height);
  layout = g_new (RscPruningLayout, 1);
  rsc_pruning_layout_init (layout, model, theme, width, height);
  if (layout->words != NULL)
    return rsc_picture_new (theme, width, height, layout, layout_free, G_N_ELEMENTS (word_layers),
                            word_layers);
  if (!(layout->heat.width > 1.0) || !(layout->heat.height > 1.0))
    return rsc_picture_new (theme, width, height, layout, layout_free, G_N_ELEMENTS (small_layers),
                            small_layers);
  rsc_text_init (&text, theme, cr);
  rsc_pruning_layout_widen (layout, rsc_pruning_bars_measure (layout, &text));
  rsc_text_clear (&text);
  rsc_pruning_heat_lay_out (layout);
  return rsc_picture_new (theme, width, height, layout, layout_free, G_N_ELEMENTS (layers), layers);
}

void
rsc_pruning_plot_set_emphasis (RscPicture *picture, gssize selected, gssize hovered)
{
  RscPruningLayout *layout = rsc_picture_get_layout (picture);

  g_return_if_fail (layout != NULL);

  layout->scene.model.selected = selected;
  layout->scene.model.hovered = hovered;
}

void
rsc_pruning_plot_find (const RscPicture *picture, double px, double py, RscPruningHit *hit)
{
  g_return_if_fail (picture != NULL);
  g_return_if_fail (hit != NULL);

  *hit = (RscPruningHit){ FALSE, -1, -1 };
  rsc_picture_pick (picture, px, py, hit);
}

void
rsc_pruning_plot_draw (const RscPruningModel *model,
                       const RscTheme *theme,
                       cairo_t *cr,
                       double width,
                       double height)
{
  if (width >= 1.0 && height >= 1.0)
    rsc_picture_draw_whole (rsc_pruning_plot_new (model, theme, cr, width, height), cr);
}
