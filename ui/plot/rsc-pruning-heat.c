/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-pruning-heat.h"

#include <math.h>

/* Up to this many cells are rectangles, sharp at any scale; more are one image. */
#define CELLS_MAX 8000
/* Pixels of that image per unit of length, and in all on one side. */
#define IMAGE_DENSITY 2.0
#define IMAGE_MAX 4096.0

void
rsc_pruning_heat_draw_bands (gconstpointer layout, RscText *text)
{
  const RscPruningLayout *self = layout;
  const RscPruningScene *scene = &self->scene;
  const RscTheme *theme = &self->theme;
  cairo_t *cr = text->cr;
  gssize shown[2] = { scene->model.hovered, scene->model.selected };

  for (int k = 0; k < 2; k++)
    if (shown[k] >= 0 && (gsize) shown[k] < self->m)
      {
        double x = rsc_pruning_layout_get_column_x (self, (double) shown[k]);
        double w = MAX (rsc_pruning_layout_get_column_x (self, (double) shown[k] + 1.0) - x, 2.0);
        cairo_rectangle (cr, x, self->columns.y, w, self->columns.height);
        rsc_color_set_source (cr, k == 0 ? rsc_color_with_alpha (theme->foreground, 0.09)
                                         : rsc_color_with_alpha (theme->accent, 0.2));
        cairo_fill (cr);
      }
}

static void
draw_label (const RscPruningLayout *self,
            const RscPruningScene *scene,
            gsize i,
            gboolean turned,
            const RscTheme *theme,
            RscText *text)
{
  g_autofree char *name = rsc_pruning_scene_dup_name (scene, i);
  gboolean going = rsc_pruning_scene_is_going (scene, i),
           gone = rsc_pruning_scene_is_gone (scene, i);
  RscColor color = rsc_theme_get_neuron_color (theme, rsc_pruning_scene_get_label (scene, i));
  double x = rsc_pruning_layout_get_column_x (self, (double) i + 0.5);
  double y = self->heat.y - 0.25 * self->em;

  if (gone)
    color = rsc_color_with_alpha (theme->muted, 0.55);
  rsc_text_set_style (text, RSC_PRUNING_LABEL_SCALE, going || (gssize) i == scene->model.selected);
  if (turned)
    rsc_text_draw_upwards (text, name, x, y, 0.0, 0.5, color);
  else
    rsc_text_draw (text, name, x, y, 0.5, 1.0, color);
}

void
rsc_pruning_heat_draw_labels (gconstpointer layout, RscText *text)
{
  const RscPruningLayout *self = layout;
  const RscPruningScene *scene = &self->scene;
  const RscTheme *theme = &self->theme;
  double cell = self->heat.width / (double) self->m, line, widest = 0.0;
  gsize step = 1;
  g_autofree gboolean *done = g_new0 (gboolean, self->m);

  if (self->labels < 0.9 * self->em)
    return;
  rsc_text_set_style (text, RSC_PRUNING_LABEL_SCALE, TRUE);
  rsc_text_measure (text, "0", NULL, &line);
  for (gsize i = 0; i < self->m; i += MAX (self->m / 64, 1))
    {
      double w;
      g_autofree char *name = rsc_pruning_scene_dup_name (scene, i);
      rsc_text_measure (text, name, &w, NULL);
      widest = MAX (widest, w);
    }
  gboolean turned = cell < widest + 0.2 * self->em && cell >= 0.8 * line && widest <= self->labels;
  double need = turned ? 0.8 * line : widest + 0.25 * self->em;
  while (cell * (double) step < need && step < self->m)
    step++;
  for (int pass = 0; pass < 2; pass++)
    for (gsize i = 0; i < self->m; i++)
      {
        gboolean important = rsc_pruning_scene_is_going (scene, i)
                             || (gssize) i == scene->model.selected
                             || (gssize) i == scene->model.hovered;
        if (pass == 0 ? !important : important || i % step != 0)
          continue;
        gboolean near = FALSE;
        for (gsize k = i > step - 1 ? i - (step - 1) : 0; k < MIN (i + step, self->m); k++)
          near = near || done[k];
        if (near)
          continue;
        done[i] = TRUE;
        draw_label (self, scene, i, turned, theme, text);
      }
}

static void
add_cross (cairo_t *cr, RscRect rect)
{
  cairo_move_to (cr, rect.x, rect.y);
  cairo_line_to (cr, rect.x + rect.width, rect.y + rect.height);
  cairo_move_to (cr, rect.x, rect.y + rect.height);
  cairo_line_to (cr, rect.x + rect.width, rect.y);
}

static RscColor
get_cell_color (const RscPruningScene *scene, const RscTheme *theme, gsize i, double t)
{
  if (rsc_pruning_scene_is_gone (scene, i))
    return theme->grid;
  /* A root keeps the weak ones in sight beside the strong; the sign and the order stay. */
  return rsc_theme_get_diverging (theme, copysign (sqrt (fabs (t)), t));
}

static void
draw_cells (const RscPruningLayout *self,
            const RscPruningScene *scene,
            const double *c,
            double scale,
            const RscTheme *theme,
            cairo_t *cr)
{
  double h = self->heat.height / (double) self->n;

  cairo_save (cr);
  /* Neighbours share edges: smoothed ones would leave seams. */
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  for (gsize i = 0; i < self->m; i++)
    {
      double x = rsc_pruning_layout_get_column_x (self, (double) i),
             w = rsc_pruning_layout_get_column_x (self, (double) i + 1.0) - x;
      for (gsize k = 0; k < self->n; k++)
        {
          rsc_color_set_source (cr, get_cell_color (scene, theme, i, c[k * self->m + i] / scale));
          cairo_rectangle (cr, x, self->heat.y + (double) k * h, w, h);
          cairo_fill (cr);
        }
    }
  cairo_restore (cr);
}

/* One pixel for a cell or, where there are more cells than can be seen, for the largest of
 * several. */
static void
draw_image (const RscPruningLayout *self,
            const RscPruningScene *scene,
            const double *c,
            double scale,
            const RscTheme *theme,
            cairo_t *cr)
{
  gsize w = MIN (self->m, (gsize) CLAMP (IMAGE_DENSITY * self->heat.width, 1.0, IMAGE_MAX));
  gsize h = MIN (self->n, (gsize) CLAMP (IMAGE_DENSITY * self->heat.height, 1.0, IMAGE_MAX));
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) w, (int) h);
  unsigned char *data = cairo_image_surface_get_data (image);
  int stride = cairo_image_surface_get_stride (image);
  guint32 colors[257];

  if (data == NULL)
    {
      cairo_surface_destroy (image);
      return;
    }
  for (int k = 0; k < 257; k++)
    {
      double t = (k - 128) / 128.0;
      RscColor color =
        k == 256 ? theme->grid : rsc_theme_get_diverging (theme, copysign (sqrt (fabs (t)), t));
      colors[k] = ((guint32) lround (color.red * 255.0) << 16)
                  | ((guint32) lround (color.green * 255.0) << 8)
                  | (guint32) lround (color.blue * 255.0);
    }
  for (gsize y = 0; y < h; y++)
    {
      guint32 *row = (guint32 *) (void *) (data + (gsize) stride * y);
      gsize k0 = y * self->n / h, k1 = MAX ((y + 1) * self->n / h, k0 + 1);
      for (gsize x = 0; x < w; x++)
        {
          gsize i0 = x * self->m / w, i1 = MAX ((x + 1) * self->m / w, i0 + 1);
          double most = 0.0;
          gboolean gone = TRUE;
          for (gsize i = i0; i < i1; i++)
            gone = gone && rsc_pruning_scene_is_gone (scene, i);
          for (gsize k = k0; k < k1; k++)
            for (gsize i = i0; i < i1; i++)
              if (fabs (c[k * self->m + i]) > fabs (most))
                most = c[k * self->m + i];
          double t = CLAMP (most / scale, -1.0, 1.0);
          row[x] = colors[gone ? 256 : MIN (128 + (int) lround (127.0 * t), 255)];
        }
    }
  cairo_surface_mark_dirty (image);
  cairo_save (cr);
  cairo_rectangle (cr, self->heat.x, self->heat.y, self->heat.width, self->heat.height);
  cairo_clip (cr);
  cairo_translate (cr, self->heat.x, self->heat.y);
  cairo_scale (cr, self->heat.width / (double) w, self->heat.height / (double) h);
  cairo_set_source_surface (cr, image, 0.0, 0.0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (image);
}

void
rsc_pruning_heat_lay_out (RscPruningLayout *self)
{
  const RscPruningScene *scene = &self->scene;
  gsize n = scene->n, m = scene->m;
  gsize k = MIN (scene->model.state, rsc_pruning_get_n_states (scene->model.pruning) - 1);
  double *c = g_new0 (double, MAX (n * m, 1));

  self->scale = 0.0;
  rsc_pruning_get_activations (scene->model.pruning, k, c);
  if (scene->before != NULL)
    {
      g_autofree double *before = g_new0 (double, MAX (n * m, 1));
      rsc_pruning_get_activations (scene->model.pruning, k - 1, before);
      for (gsize i = 0; i < m; i++)
        if (rsc_pruning_scene_is_going (scene, i))
          for (gsize r = 0; r < n; r++)
            c[r * m + i] = before[r * m + i];
    }
  for (gsize r = 0; r < n * m; r++)
    if (isfinite (c[r]))
      self->scale = MAX (self->scale, fabs (c[r]));
    else
      c[r] = 0.0;
  if (!(self->scale > 0.0))
    self->scale = 1.0;
  self->activations = c;
}

void
rsc_pruning_heat_draw (gconstpointer layout, RscText *text)
{
  const RscPruningLayout *self = layout;
  const RscPruningScene *scene = &self->scene;
  const RscTheme *theme = &self->theme;
  cairo_t *cr = text->cr;
  double cell = self->heat.width / (double) self->m;

  if (self->n * self->m <= CELLS_MAX)
    draw_cells (self, scene, self->activations, self->scale, theme, cr);
  else
    draw_image (self, scene, self->activations, self->scale, theme, cr);

  /* Columns that have gone are crossed out where that can be seen; lines keep the others apart. */
  cairo_set_line_width (cr, MAX (0.5 * theme->line_width, 0.5));
  if (cell >= 0.5 * self->em)
    {
      for (gsize i = 0; i < self->m && cell >= 1.1 * self->em; i++)
        if (rsc_pruning_scene_is_gone (scene, i))
          add_cross (cr, (RscRect){ rsc_pruning_layout_get_column_x (self, (double) i),
                                    self->heat.y, cell, self->heat.height });
      rsc_color_set_source (cr, rsc_color_with_alpha (theme->muted, 0.4));
      cairo_stroke (cr);
      for (gsize i = 1; i < self->m; i++)
        {
          cairo_move_to (cr, rsc_pruning_layout_get_column_x (self, (double) i), self->heat.y);
          cairo_line_to (cr, rsc_pruning_layout_get_column_x (self, (double) i),
                         self->heat.y + self->heat.height);
        }
      rsc_color_set_source (cr, theme->background);
      cairo_stroke (cr);
    }
  rsc_color_set_source (cr, theme->muted);
  cairo_rectangle (cr, self->heat.x, self->heat.y, self->heat.width, self->heat.height);
  cairo_stroke (cr);

  gssize framed[2] = { scene->model.hovered, scene->model.selected };
  for (int k = 0; k < 2; k++)
    if (framed[k] >= 0 && (gsize) framed[k] < self->m)
      {
        cairo_rectangle (cr, rsc_pruning_layout_get_column_x (self, (double) framed[k]),
                         self->heat.y, MAX (cell, 1.5), self->heat.height);
        rsc_color_set_source (cr, k == 0 ? theme->muted : theme->foreground);
        cairo_set_line_width (cr, (k == 0 ? 0.8 : 1.2) * theme->line_width);
        cairo_stroke (cr);
      }
  for (gsize i = 0; i < self->m; i++)
    if (rsc_pruning_scene_is_going (scene, i))
      {
        RscRect column = { rsc_pruning_layout_get_column_x (self, (double) i), self->heat.y,
                           MAX (cell, 1.0), self->heat.height };
        rsc_color_set_source (cr, theme->accent);
        cairo_set_line_width (cr, 1.3 * theme->line_width);
        if (cell >= 1.1 * self->em)
          add_cross (cr, column);
        cairo_rectangle (cr, column.x, column.y, column.width, column.height);
        cairo_stroke (cr);
      }
}
