/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-cone-price-plot.h"

#include "ui/plot/rsc-axis.h"
#include "ui/words/rsc-cone-price-words.h"
#include <math.h>

/* Beyond this many times its height a picture has its parts side by side. */
#define WIDE 1.3
/* Room over the highest line. */
#define HEAD 1.1

enum
{
  OBJECTIVE,
  PRICE,
  N_PARTS
};

typedef struct
{
  RscConePriceModel model;
  RscTheme theme;
  double width, height, em;
  char *sentence;
  double top;
  gboolean has_room;
  RscAxis x;
  RscAxis y[N_PARTS];
  RscRect frame[N_PARTS];
} Layout;

static const char *
get_title (gsize part)
{
  return part == OBJECTIVE ? rsc_cone_price_words_get_objective_axis ()
                           : rsc_cone_price_words_get_price_axis ();
}

static RscColor
get_color (const Layout *self, RscActivation kind)
{
  return rsc_theme_get_neuron_color (&self->theme, kind == RSC_ACTIVATION_RELU ? 0 : 1);
}

/* The bounds of the price in hundredths of the objective. */
static void
get_shares (const RscConePricePoint *point, double *low, double *high)
{
  const double whole = point->objective[RSC_ACTIVATION_RELU];

  rsc_cone_price_bound (point, low, high);
  *low = whole > 0.0 ? 100.0 * *low / whole : 0.0;
  *high = whole > 0.0 ? 100.0 * *high / whole : 0.0;
}

/* λ_max is that of ReLU, which the sentence counts from too. */
static double
get_ratio (const RscConePrice *price, gsize k)
{
  const double base = price->lambda_max[RSC_ACTIVATION_RELU];

  return (base > 0.0 ? base : price->points[0].lambda) / price->points[k].lambda;
}

static double
get_x (const Layout *self, gsize part, gsize k)
{
  const double value = get_ratio (self->model.price, k);

  return self->frame[part].x + rsc_axis_normalise (&self->x, value) * self->frame[part].width;
}

static double
get_y (const Layout *self, gsize part, double value)
{
  return self->frame[part].y
         + (1.0 - rsc_axis_normalise (&self->y[part], value)) * self->frame[part].height;
}

static void
draw_head (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;
  const double em = self->em;
  const double height = rsc_text_measure_sentence (text, self->sentence, self->width - 1.6 * em);
  double x = self->frame[0].x;

  rsc_text_draw_sentence (text, self->sentence, 0.5 * self->width, 0.4 * em + 0.5 * height,
                          self->width - 1.6 * em, self->theme.foreground);
  for (RscActivation kind = 0; kind < 2 && self->has_room; kind++)
    {
      const char *words = rsc_cone_price_words_get_activation (kind);
      double w;

      rsc_text_measure (text, words, &w, NULL);
      rsc_color_set_source (text->cr, get_color (self, kind));
      cairo_set_line_width (text->cr, 1.6 * self->theme.line_width);
      cairo_move_to (text->cr, x, 0.4 * em + height + 0.9 * em);
      cairo_rel_line_to (text->cr, 1.6 * em, 0.0);
      cairo_stroke (text->cr);
      rsc_text_draw (text, words, x + 2.0 * em, 0.4 * em + height + 0.9 * em, 0.0, 0.5,
                     self->theme.foreground);
      x += w + 3.4 * em;
    }
}

static void
draw_frames (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;

  for (gsize part = 0; part < N_PARTS && self->has_room; part++)
    rsc_axes_draw (&self->x, &self->y[part], rsc_cone_price_words_get_lambda_axis (),
                   get_title (part), &self->theme, text->cr, self->frame[part]);
}

static void
draw_objectives (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;
  const RscConePrice *price = self->model.price;

  for (RscActivation kind = 0; kind < 2 && self->has_room; kind++)
    {
      for (gsize k = 0; k < price->n; k++)
        cairo_line_to (text->cr, get_x (self, OBJECTIVE, k),
                       get_y (self, OBJECTIVE, price->points[k].objective[kind]));
      rsc_color_set_source (text->cr, get_color (self, kind));
      cairo_set_line_width (text->cr, 1.6 * self->theme.line_width);
      cairo_set_line_join (text->cr, CAIRO_LINE_JOIN_ROUND);
      cairo_stroke (text->cr);
    }
}

/* A band from bound to bound, which is a line where both solves have converged. */
static void
draw_price (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;
  const RscConePrice *price = self->model.price;
  double low, high;

  if (!self->has_room)
    return;
  for (gsize k = 0; k < price->n; k++)
    {
      get_shares (price->points + k, &low, &high);
      cairo_line_to (text->cr, get_x (self, PRICE, k), get_y (self, PRICE, high));
    }
  for (gsize k = price->n; k-- > 0;)
    {
      get_shares (price->points + k, &low, &high);
      cairo_line_to (text->cr, get_x (self, PRICE, k), get_y (self, PRICE, low));
    }
  cairo_close_path (text->cr);
  rsc_color_set_source (text->cr, rsc_color_with_alpha (self->theme.accent, 0.3));
  cairo_fill_preserve (text->cr);
  rsc_color_set_source (text->cr, self->theme.accent);
  cairo_set_line_width (text->cr, 1.6 * self->theme.line_width);
  cairo_set_line_join (text->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (text->cr);
}

static const RscLayer layers[] = {
  { RSC_LAYERS_STILL, draw_head, NULL },
  { RSC_LAYERS_STILL, draw_frames, NULL },
  { RSC_LAYERS_STILL, draw_objectives, NULL },
  { RSC_LAYERS_STILL, draw_price, NULL },
};

static void
layout_free (gpointer data)
{
  Layout *self = data;

  g_free (self->sentence);
  g_free (self);
}

static void
set_axes (Layout *self)
{
  const RscConePrice *price = self->model.price;
  double most = 0.0, dearest = 0.0, low, high;

  for (gsize k = 0; k < price->n; k++)
    {
      most = fmax (most, price->points[k].objective[RSC_ACTIVATION_RELU]);
      get_shares (price->points + k, &low, &high);
      dearest = fmax (dearest, high);
    }
  self->x = (RscAxis){ get_ratio (price, 0), get_ratio (price, price->n - 1), TRUE };
  self->y[OBJECTIVE] = (RscAxis){ 0.0, most > 0.0 ? HEAD * most : 1.0, FALSE };
  /* Below a ten-thousandth there is nothing to see but rounding. */
  self->y[PRICE] = (RscAxis){ 0.0, HEAD * fmax (dearest, 0.01), FALSE };
}

RscPicture *
rsc_cone_price_plot_new (const RscConePriceModel *model,
                         const RscTheme *theme,
                         cairo_t *cr,
                         double width,
                         double height)
{
  Layout *self = g_new0 (Layout, 1);
  RscText text;

  self->model = *model;
  self->theme = *theme;
  self->width = width;
  self->height = height;
  self->em = CLAMP (theme->font_size, 1.0, 500.0);
  self->sentence = rsc_cone_price_words_dup_sentence (model->price, model->scope);
  rsc_text_init (&text, theme, cr);
  self->top = rsc_text_measure_sentence (&text, self->sentence, MAX (width - 1.6 * self->em, 1.0))
              + 2.4 * self->em;
  rsc_text_clear (&text);
  set_axes (self);
  const double room = height - self->top;
  const gboolean beside = width > WIDE * room;
  self->has_room = TRUE;
  for (gsize part = 0; part < N_PARTS; part++)
    {
      const double w = beside ? 0.5 * width : width, h = beside ? room : 0.5 * room;
      RscRect frame =
        rsc_axes_layout (&self->x, &self->y[part], rsc_cone_price_words_get_lambda_axis (),
                         get_title (part), theme, cr, w, h);

      frame.x += part == PRICE && beside ? w : 0.0;
      frame.y += self->top + (part == PRICE && !beside ? h : 0.0);
      self->frame[part] = frame;
      self->has_room =
        self->has_room && frame.width > 4.0 * self->em && frame.height > 3.0 * self->em;
    }
  return rsc_picture_new (theme, width, height, self, layout_free, G_N_ELEMENTS (layers), layers);
}

void
rsc_cone_price_plot_draw (const RscConePriceModel *model,
                          const RscTheme *theme,
                          cairo_t *cr,
                          double width,
                          double height)
{
  rsc_picture_draw_whole (rsc_cone_price_plot_new (model, theme, cr, width, height), cr);
}
