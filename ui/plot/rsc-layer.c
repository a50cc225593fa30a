/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-layer.h"

struct _RscPicture
{
  RscTheme theme;
  double width, height;
  gpointer layout;
  GDestroyNotify layout_free;
  gsize n_layers;
  const RscLayer *layers;
};

RscPicture *
rsc_picture_new (const RscTheme *theme,
                 double width,
                 double height,
                 gpointer layout,
                 GDestroyNotify layout_free,
                 gsize n_layers,
                 const RscLayer *layers)
{
  RscPicture *self;

  g_return_val_if_fail (theme != NULL, NULL);
  g_return_val_if_fail (layers != NULL || n_layers == 0, NULL);

  self = g_new (RscPicture, 1);
  *self = (RscPicture){ *theme, width, height, layout, layout_free, n_layers, layers };
  return self;
}

void
rsc_picture_free (RscPicture *self)
{
  if (self == NULL)
    return;
  if (self->layout_free != NULL)
    self->layout_free (self->layout);
  g_free (self);
}

gpointer
rsc_picture_get_layout (const RscPicture *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->layout;
}

double
rsc_picture_get_width (const RscPicture *self)
{
  g_return_val_if_fail (self != NULL, 0.0);

  return self->width;
}

double
rsc_picture_get_height (const RscPicture *self)
{
  g_return_val_if_fail (self != NULL, 0.0);

  return self->height;
}

void
rsc_picture_draw (const RscPicture *self, RscLayers layers, cairo_t *cr)
{
  RscText text;

  g_return_if_fail (self != NULL);
  g_return_if_fail (cr != NULL);

  if (!(self->width >= 1.0) || !(self->height >= 1.0))
    return;
  rsc_theme_begin_picture (&self->theme, cr, self->width, self->height, layers & RSC_LAYERS_STILL);
  rsc_text_init (&text, &self->theme, cr);
  for (gsize k = 0; k < self->n_layers; k++)
    if (self->layers[k].kind & layers)
      {
        cairo_save (cr);
        cairo_new_path (cr);
        self->layers[k].draw (self->layout, &text);
        cairo_restore (cr);
      }
  rsc_text_clear (&text);
  cairo_restore (cr);
  cairo_new_path (cr);
}

void
rsc_picture_draw_whole (RscPicture *self, cairo_t *cr)
{
  g_autoptr (RscPicture) picture = self;

  if (picture != NULL)
    rsc_picture_draw (picture, RSC_LAYERS_ALL, cr);
}

void
rsc_picture_pick (const RscPicture *self, double x, double y, gpointer hit)
{
  g_return_if_fail (self != NULL);

  if (!(self->width >= 1.0) || !(self->height >= 1.0))
    return;
  for (gsize k = self->n_layers; k-- > 0;)
    if (self->layers[k].pick != NULL && self->layers[k].pick (self->layout, x, y, hit))
      return;
}

cairo_t *
rsc_picture_create_measuring (void)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);
  return cr;
}
