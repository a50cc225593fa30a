/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-function-graph.h"

#include <math.h>

typedef struct
{
  gsize id;
  double x; /* data */
  double px;
  double base; /* user units above the axis */
  int side;    /* active to the right: +1 */
} Kink;

static int
compare_kinks (gconstpointer a, gconstpointer b)
{
  const Kink *p = a, *q = b;
  if (p->px != q->px)
    return p->px < q->px ? -1 : 1;
  return (p->id > q->id) - (p->id < q->id);
}

/* Kinks from left to right; those that share a place are stacked. */
static GArray *
list_kinks (const RscFunctionLayout *self, const RscFunctionModel *model, double em)
{
  GArray *kinks = g_array_new (FALSE, FALSE, sizeof (Kink));

  for (gsize i = 0; self->slice != NULL && i < self->slice->m; i++)
    {
      const RscSliceNeuron *s = &self->slice->neurons[i];
      double x = -s->c / s->a;
      if (s->a == 0.0 || !(x >= self->x.minimum && x <= self->x.maximum))
        continue;
      Kink kink = { rsc_function_model_get_neuron_id (model, i), x,
                    rsc_function_layout_to_px (self, x), 0.0, s->a > 0.0 ? 1 : -1 };
      g_array_append_val (kinks, kink);
    }
  g_array_sort (kinks, compare_kinks);
  for (guint k = 1; k < kinks->len; k++)
    {
      Kink *kink = &g_array_index (kinks, Kink, k);
      const Kink *before = &g_array_index (kinks, Kink, k - 1);
      if (kink->px - before->px < 1.0)
        kink->base = before->base + 0.75 * em;
    }
  return kinks;
}

/* A flag on the axis: its mast at the kink, its tip on the active side. */
static void
draw_kink (const RscFunctionLayout *self,
           const RscTheme *theme,
           cairo_t *cr,
           const Kink *kink,
           double em,
           double alpha,
           double scale)
{
  double foot = self->frame.y + self->frame.height - kink->base;
  RscColor color = rsc_color_with_alpha (rsc_theme_get_neuron_color (theme, kink->id), alpha);

  cairo_set_line_width (cr, theme->line_width * scale);
  rsc_color_set_source (cr, color);
  rsc_theme_set_neuron_dash (theme, cr, kink->id);
  cairo_move_to (cr, kink->px, foot);
  cairo_line_to (cr, kink->px, foot - 0.95 * em * scale);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0.0);
  cairo_move_to (cr, kink->px, foot - 0.95 * em * scale);
  cairo_line_to (cr, kink->px + kink->side * 0.55 * em * scale, foot - 0.68 * em * scale);
  cairo_line_to (cr, kink->px, foot - 0.41 * em * scale);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
trace_graph (const RscFunctionLayout *self, const GArray *graph, cairo_t *cr)
{
  double last_x = NAN, last_y = NAN;

  for (guint k = 0; k < graph->len; k++)
    {
      RscSegment s = g_array_index (graph, RscSegment, k);
      double x0 = rsc_function_layout_to_px (self, s.x0),
             y0 = rsc_function_layout_to_py (self, s.y0);
      /* A gated network jumps where a gate switches. */
      if (!(hypot (x0 - last_x, y0 - last_y) < 0.75))
        cairo_move_to (cr, x0, y0);
      last_x = rsc_function_layout_to_px (self, s.x1);
      last_y = rsc_function_layout_to_py (self, s.y1);
      cairo_line_to (cr, last_x, last_y);
    }
}

void
rsc_function_graph_lay_out (RscFunctionLayout *self)
{
  if (self->slice != NULL && self->mode == RSC_FUNCTION_VALUE)
    self->marks = list_kinks (self, &self->model, CLAMP (self->theme.font_size, 1.0, 500.0));
}

void
rsc_function_graph_draw_band (gconstpointer layout, RscText *text)
{
  const RscFunctionLayout *self = layout;
  const RscTheme *theme = &self->theme;
  cairo_t *cr = text->cr;
  const RscEnvelope *e = self->envelope;

  if (e == NULL)
    return;
  cairo_save (cr);
  rsc_function_layout_clip (self, cr);
  for (gsize i = 0; i < e->nx; i++)
    {
      double x = e->x_min + (e->x_max - e->x_min) * (double) i / (double) (e->nx - 1);
      cairo_line_to (cr, rsc_function_layout_to_px (self, x),
                     rsc_function_layout_to_py (self, e->upper[i]));
    }
  for (gsize i = e->nx; i-- > 0;)
    {
      double x = e->x_min + (e->x_max - e->x_min) * (double) i / (double) (e->nx - 1);
      cairo_line_to (cr, rsc_function_layout_to_px (self, x),
                     rsc_function_layout_to_py (self, e->lower[i]));
    }
  cairo_close_path (cr);
  rsc_color_set_source (cr, theme->envelope);
  cairo_fill_preserve (cr);
  rsc_color_set_source (cr, rsc_color_with_alpha (theme->envelope, 1.6));
  cairo_set_line_width (cr, 0.6 * theme->line_width);
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
rsc_function_graph_draw_curve (gconstpointer layout, RscText *text)
{
  const RscFunctionLayout *self = layout;
  const RscFunctionModel *model = &self->model;
  const RscTheme *theme = &self->theme;
  cairo_t *cr = text->cr;
  gboolean emphasis = rsc_function_layout_has_emphasis (self);

  if (self->marks == NULL)
    return;
  rsc_function_layout_clip (self, cr);
  for (guint k = 0; k < self->marks->len; k++)
    {
      const Kink *kink = &g_array_index (self->marks, Kink, k);
      gboolean strong = rsc_function_model_is_emphasised (model, kink->id);
      if (!rsc_function_model_shows_kink (model, kink->id))
        continue;
      RscColor color = rsc_theme_get_neuron_color (theme, kink->id);
      rsc_color_set_source (cr, rsc_color_with_alpha (color, strong ? 1.0 : emphasis ? 0.12 : 0.4));
      cairo_set_line_width (cr, theme->line_width * (strong ? 1.0 : 0.55));
      cairo_move_to (cr, kink->px, self->frame.y + self->frame.height);
      cairo_line_to (
        cr, kink->px,
        rsc_function_layout_to_py (self, rsc_slice_evaluate (self->slice, kink->x, 0)));
      cairo_stroke (cr);
    }
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  if (self->before_graph != NULL)
    {
      trace_graph (self, self->before_graph, cr);
      rsc_color_set_source (cr, theme->muted);
      cairo_set_line_width (cr, 0.9 * theme->line_width);
      cairo_stroke (cr);
    }
  trace_graph (self, self->graph, cr);
  rsc_color_set_source (cr, theme->accent);
  cairo_set_line_width (cr, 1.4 * theme->line_width);
  cairo_stroke (cr);
}

void
rsc_function_graph_draw_kinks (gconstpointer layout, RscText *text)
{
  const RscFunctionLayout *self = layout;
  const RscFunctionModel *model = &self->model;
  const RscTheme *theme = &self->theme;
  cairo_t *cr = text->cr;
  double em = text->size;
  gboolean emphasis = rsc_function_layout_has_emphasis (self);

  if (self->marks == NULL)
    return;
  rsc_function_layout_clip (self, cr);
  /* The emphasised ones last, on top. */
  for (int pass = 0; pass < 2; pass++)
    for (guint k = 0; k < self->marks->len; k++)
      {
        const Kink *kink = &g_array_index (self->marks, Kink, k);
        gboolean strong = rsc_function_model_is_emphasised (model, kink->id);
        if ((pass == 1) != strong || !rsc_function_model_shows_kink (model, kink->id))
          continue;
        double alpha = emphasis && !strong ? 0.35 : 1.0;
        draw_kink (self, theme, cr, kink, em, alpha, strong ? 1.35 : 1.0);
        cairo_arc (cr, kink->px,
                   rsc_function_layout_to_py (self, rsc_slice_evaluate (self->slice, kink->x, 0)),
                   em * (strong ? 0.3 : 0.2), 0.0, 2.0 * G_PI);
        rsc_color_set_source (cr, theme->background);
        cairo_fill_preserve (cr);
        rsc_color_set_source (
          cr, rsc_color_with_alpha (rsc_theme_get_neuron_color (theme, kink->id), alpha));
        cairo_set_line_width (cr, theme->line_width);
        cairo_stroke (cr);
      }
}

gboolean
rsc_function_graph_pick (gconstpointer layout, double px, double py, gpointer hit)
{
  const RscFunctionLayout *self = layout;
  const RscTheme *theme = &self->theme;
  RscFunctionHit *function_hit = hit;
  gssize neuron = -1;
  double em = CLAMP (theme->font_size, 1.0, 500.0);
  double best = RSC_FUNCTION_PICK_LINE * em;

  for (guint k = 0; self->marks != NULL && k < self->marks->len; k++)
    {
      const Kink *kink = &g_array_index (self->marks, Kink, k);
      double foot = self->frame.y + self->frame.height - kink->base;
      double on_axis = rsc_function_layout_get_distance_to_segment (
        px, py, kink->px + 0.2 * em * kink->side, foot, kink->px + 0.2 * em * kink->side,
        foot - 0.9 * em);
      double on_curve = hypot (
        px - kink->px,
        py - rsc_function_layout_to_py (self, rsc_slice_evaluate (self->slice, kink->x, 0.0)));
      double distance = MIN (on_axis, on_curve);
      if (distance < best && rsc_function_model_shows_kink (&self->model, kink->id))
        {
          best = distance;
          neuron = (gssize) kink->id;
        }
    }
  function_hit->neuron = neuron;
  return FALSE;
}
