/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-optimal-set-plot.h"

#include "ui/plot/rsc-set-body.h"
#include "ui/plot/rsc-set-bars.h"
#include "ui/plot/rsc-set-box.h"
#include "ui/plot/rsc-set-complex.h"
#include "ui/plot/rsc-set-counts.h"
#include "ui/plot/rsc-set-flat.h"
#include "ui/plot/rsc-set-ghost.h"
#include "ui/plot/rsc-set-marker.h"
#include "ui/plot/rsc-set-open-draw.h"
#include "ui/plot/rsc-set-trail.h"
#include <math.h>

/* Within this many units of the text size a corner or the marker is under the pointer. */
#define PICK_RADIUS 0.95
/* Of the body behind networks of few neurons. */
#define BEHIND_ALPHA 0.5

/* One space, or both of a pair. */
typedef struct
{
  RscOptimalSetModel model;
  RscTheme theme;
  double width, height;
  const char *words; /* instead of a picture, or NULL: then there are no spaces */
  gsize n;
  RscSetLayout spaces[2]; /* or these as bars */
  RscSetBars bars[2];
  RscRect rects[2];
} Scene;

typedef void (*DrawSpace) (const Scene *scene, const RscSetLayout *space, RscText *text);

static void
draw_spaces (const Scene *self, RscText *text, DrawSpace draw)
{
  for (gsize s = 0; s < self->n; s++)
    {
      cairo_save (text->cr);
      cairo_translate (text->cr, self->rects[s].x, self->rects[s].y);
      cairo_rectangle (text->cr, 0.0, 0.0, self->rects[s].width, self->rects[s].height);
      cairo_clip (text->cr);
      draw (self, &self->spaces[s], text);
      cairo_restore (text->cr);
    }
}

static void
draw_words (gconstpointer layout, RscText *text)
{
  const Scene *self = layout;

  rsc_text_draw_sentence (text, self->words, 0.5 * self->width, 0.5 * self->height,
                          0.9 * self->width, self->theme.muted);
}

static void
draw_cube (const RscSetLayout *self,
           const RscOptimalSetModel *model,
           const RscTheme *theme,
           RscText *text)
{
  cairo_t *cr = text->cr;
  g_autoptr (GArray) edges = rsc_set_outline_list_edges (self->hull);
  RscPlacing placing;

  if (!(self->radius > 1.0))
    return;
  cairo_save (cr);
  cairo_rectangle (cr, self->area.x, self->area.y, self->area.width, self->area.height);
  cairo_clip (cr);
  rsc_placing_init (&placing, text, self->area);
  rsc_set_box_draw (self, model, theme, text, &placing);
  if (rsc_set_layout_is_curved (self))
    rsc_set_body_draw_curved (self, theme, cr, edges);
  else
    rsc_set_body_draw_flat (self, theme, cr, edges);
  rsc_set_counts_draw_inside (self, theme, cr);
  rsc_set_counts_draw (self, theme, text, &placing);
  rsc_placing_clear (&placing);
  cairo_restore (cr);
}

static void
draw_body (const Scene *scene, const RscSetLayout *space, RscText *text)
{
  const RscTheme *theme = &scene->theme;

  if (space->heading != NULL)
    {
      double width = scene->rects[space - scene->spaces].width;

      rsc_text_set_style (text, 1.0, TRUE);
      rsc_text_draw (text, space->heading, 0.5 * width, 0.45 * space->em, 0.5, 0.0,
                     theme->foreground);
      rsc_text_set_style (text, 1.0, FALSE);
    }
  /* What needs more neurons is no more than a shape behind. */
  const gboolean few = rsc_set_complex_is_shown (&scene->model);
  if (few)
    cairo_push_group (text->cr);
  if (space->n == 1)
    rsc_set_flat_draw_line (space, &scene->model, theme, text);
  else if (space->n == 2)
    rsc_set_flat_draw_polygon (space, theme, text);
  else
    draw_cube (space, &scene->model, theme, text);
  if (!few)
    return;
  cairo_pop_group_to_source (text->cr);
  cairo_paint_with_alpha (text->cr, BEHIND_ALPHA);
  cairo_save (text->cr);
  if (rsc_set_layout_clip_to_body (space, text->cr))
    rsc_set_complex_draw (space, &scene->model, theme, text->cr);
  cairo_restore (text->cr);
}

static void
draw_open (const Scene *scene, const RscSetLayout *space, RscText *text)
{
  if (scene->model.open != NULL)
    rsc_set_open_draw (space, scene->model.open, &scene->theme, text,
                       scene->rects[space - scene->spaces].width);
}

static void
draw_ghost (const Scene *scene, const RscSetLayout *space, RscText *text)
{
  rsc_set_ghost_draw (space, &scene->model, &scene->theme, text->cr);
}

static void
draw_trail (const Scene *scene, const RscSetLayout *space, RscText *text)
{
  if (scene->model.trail != NULL && rsc_set_layout_clip_to_body (space, text->cr))
    rsc_set_trail_draw (space, &scene->model, &scene->theme, text->cr);
}

static void
draw_hovered (const Scene *scene, const RscSetLayout *space, RscText *text)
{
  rsc_set_marker_draw_hovered (space, &scene->model, &scene->theme, text);
}

static void
draw_marker (const Scene *scene, const RscSetLayout *space, RscText *text)
{
  rsc_set_marker_draw (space, &scene->theme, text->cr);
}

static void
draw_bodies (gconstpointer layout, RscText *text)
{
  draw_spaces (layout, text, draw_body);
}

static void
draw_opens (gconstpointer layout, RscText *text)
{
  draw_spaces (layout, text, draw_open);
}

static void
draw_ghosts (gconstpointer layout, RscText *text)
{
  draw_spaces (layout, text, draw_ghost);
}

static void
draw_trails (gconstpointer layout, RscText *text)
{
  draw_spaces (layout, text, draw_trail);
}

static void
draw_hovered_dots (gconstpointer layout, RscText *text)
{
  draw_spaces (layout, text, draw_hovered);
}

static void
draw_markers (gconstpointer layout, RscText *text)
{
  draw_spaces (layout, text, draw_marker);
}

static void
put_sentence (const Scene *self, const char *sentence, double em, RscText *text)
{
  const double room = MAX (self->width - 1.6 * em, 1.0);

  if (sentence == NULL)
    return;
  rsc_text_set_style (text, 1.0, FALSE);
  rsc_text_draw_sentence (text, sentence, 0.5 * self->width,
                          self->height - 0.5 * em
                            - 0.5 * rsc_text_measure_sentence (text, sentence, room),
                          room, self->theme.foreground);
}

/* One sentence for both spaces. */
static void
draw_sentence (gconstpointer layout, RscText *text)
{
  const Scene *self = layout;

  put_sentence (self, self->spaces[0].sentence, self->spaces[0].em, text);
}

/* The space at a place, in whose coordinates it then is. */
static const RscSetLayout *
find_space (const Scene *self, double *x, double *y)
{
  gsize s = self->n - 1;

  if (self->n == 2)
    {
      const RscRect *r = &self->rects[1];
      s = *x >= r->x && *y >= r->y && *x < r->x + r->width && *y < r->y + r->height ? 1 : 0;
    }
  *x -= self->rects[s].x;
  *y -= self->rects[s].y;
  return &self->spaces[s];
}

static gboolean
pick_corner (gconstpointer layout, double x, double y, gpointer hit)
{
  const RscSetLayout *space = find_space (layout, &x, &y);
  RscOptimalSetHit *set_hit = hit;
  double best = INFINITY, p[3];

  set_hit->space = space->space;
  for (gsize k = 0; k < space->dots.n; k++)
    {
      rsc_set_layout_project_values (space, space->corners + k * space->n, p);
      double distance = hypot (p[0] - x, p[1] - y);
      /* Of two corners at one place the nearer to the viewer. */
      double score = distance - 0.1 * space->em * p[2];
      if (distance <= PICK_RADIUS * space->em && score < best)
        {
          best = score;
          set_hit->dot = (gssize) k;
        }
    }
  return set_hit->dot >= 0;
}

/* A corner below the marker is found as well. */
static gboolean
pick_marker (gconstpointer layout, double x, double y, gpointer hit)
{
  const RscSetLayout *space = find_space (layout, &x, &y);
  RscOptimalSetHit *set_hit = hit;
  double p[3];

  if (space->has_marker)
    {
      rsc_set_layout_project_values (space, space->marker, p);
      set_hit->on_marker = hypot (p[0] - x, p[1] - y) <= PICK_RADIUS * space->em;
    }
  return FALSE;
}

static const RscLayer layers[] = {
  { RSC_LAYERS_STILL, draw_bodies, pick_corner },   { RSC_LAYERS_STILL, draw_opens, NULL },
  { RSC_LAYERS_STILL, draw_ghosts, NULL },          { RSC_LAYERS_STILL, draw_sentence, NULL },
  { RSC_LAYERS_MOVING, draw_trails, NULL },         { RSC_LAYERS_MOVING, draw_hovered_dots, NULL },
  { RSC_LAYERS_MOVING, draw_markers, pick_marker },
};

static void
draw_bar_frames (gconstpointer layout, RscText *text)
{
  const Scene *self = layout;

  for (gsize s = 0; s < self->n; s++)
    {
      cairo_save (text->cr);
      cairo_translate (text->cr, self->rects[s].x, self->rects[s].y);
      rsc_set_bars_draw_frame (&self->bars[s], &self->theme, text);
      cairo_restore (text->cr);
    }
}

static void
draw_bars (gconstpointer layout, RscText *text)
{
  const Scene *self = layout;

  for (gsize s = 0; s < self->n; s++)
    {
      cairo_save (text->cr);
      cairo_translate (text->cr, self->rects[s].x, self->rects[s].y);
      rsc_set_bars_draw (&self->bars[s], &self->model, &self->theme, text->cr);
      cairo_restore (text->cr);
    }
}

static void
draw_bar_sentence (gconstpointer layout, RscText *text)
{
  const Scene *self = layout;

  put_sentence (self, self->bars[0].sentence, self->bars[0].em, text);
}

static gboolean
pick_bar (gconstpointer layout, double x, double y, gpointer hit)
{
  const Scene *self = layout;
  RscOptimalSetHit *set_hit = hit;

  for (gsize s = 0; s < self->n; s++)
    {
      const RscRect *r = &self->rects[s];

      if (x < r->x || y < r->y || x >= r->x + r->width || y >= r->y + r->height)
        continue;
      set_hit->space = self->bars[s].space;
      set_hit->neuron = rsc_set_bars_find (&self->bars[s], x - r->x, y - r->y);
    }
  return set_hit->neuron >= 0;
}

static const RscLayer bar_layers[] = {
  { RSC_LAYERS_STILL, draw_bar_frames, NULL },
  { RSC_LAYERS_STILL, draw_bar_sentence, NULL },
  { RSC_LAYERS_MOVING, draw_bars, pick_bar },
};

static const RscLayer word_layers[] = { { RSC_LAYERS_STILL, draw_words, NULL } };

static void
scene_free (gpointer data)
{
  Scene *self = data;

  for (gsize s = 0; s < self->n; s++)
    {
      rsc_set_layout_clear (&self->spaces[s]);
      rsc_set_bars_clear (&self->bars[s]);
    }
  g_free (self);
}

static gboolean
shows_bars (const RscOptimalSetModel *model)
{
  return model->bars && model->set != NULL && rsc_optimal_set_get_dimension (model->set) == 0
         && rsc_optimal_set_get_n_support (model->set) > 0;
}

RscPicture *
rsc_optimal_set_plot_new (const RscOptimalSetModel *model,
                          gboolean pair,
                          const RscTheme *theme,
                          cairo_t *cr,
                          double width,
                          double height)
{
  Scene *self;

  g_return_val_if_fail (model != NULL, NULL);
  g_return_val_if_fail (theme != NULL, NULL);
  g_return_val_if_fail (cr != NULL, NULL);

  self = g_new0 (Scene, 1);
  self->model = *model;
  self->theme = *theme;
  self->width = width;
  self->height = height;
  self->words = shows_bars (model) ? NULL : rsc_set_layout_get_words (model);
  if (self->words != NULL)
    return rsc_picture_new (theme, width, height, self, scene_free, G_N_ELEMENTS (word_layers),
                            word_layers);
  self->n = pair ? 2 : 1;
  for (gsize s = 0; s < self->n; s++)
    {
      RscOptimalSetModel half = *model;

      if (pair)
        half.space = s == 0 ? RSC_SPACE_CONVEX : RSC_SPACE_NONCONVEX;
      self->rects[s] = pair ? rsc_optimal_set_plot_get_pair_rect (half.space, width, height)
                            : (RscRect){ 0.0, 0.0, width, height };
      if (shows_bars (model))
        rsc_set_bars_init (&self->bars[s], &half, theme, cr, self->rects[s].width,
                           self->rects[s].height);
      else
        rsc_set_layout_init (&self->spaces[s], &half, theme, cr, self->rects[s].width,
                             self->rects[s].height);
    }
  if (shows_bars (model))
    return rsc_picture_new (theme, width, height, self, scene_free, G_N_ELEMENTS (bar_layers),
                            bar_layers);
  return rsc_picture_new (theme, width, height, self, scene_free, G_N_ELEMENTS (layers), layers);
}

void
rsc_optimal_set_plot_set_point (RscPicture *picture, const double *point)
{
  Scene *self = rsc_picture_get_layout (picture);

  self->model.point = point;
  for (gsize s = 0; s < self->n && !shows_bars (&self->model); s++)
    rsc_set_layout_move_marker (&self->spaces[s], &self->model);
}

gboolean
rsc_optimal_set_plot_set_trail (RscPicture *picture, const double *trail, gsize n)
{
  Scene *self = rsc_picture_get_layout (picture);
  gboolean fits = TRUE;

  self->model.trail = trail;
  self->model.n_trail = n;
  for (gsize s = 0; s < self->n && !shows_bars (&self->model); s++)
    fits = rsc_set_layout_holds_trail (&self->spaces[s], &self->model) && fits;
  return fits;
}

void
rsc_optimal_set_plot_set_hovered_dot (RscPicture *picture, gssize corner)
{
  Scene *self = rsc_picture_get_layout (picture);

  self->model.hovered_dot = corner;
}

const RscSetDot *
rsc_optimal_set_plot_get_dot (const RscPicture *picture, gssize dot)
{
  const Scene *self;

  g_return_val_if_fail (picture != NULL, NULL);

  self = rsc_picture_get_layout (picture);
  return self->n > 0 && dot >= 0 && (gsize) dot < self->spaces[0].dots.n
           ? &self->spaces[0].dots.dots[dot]
           : NULL;
}

void
rsc_optimal_set_plot_find (const RscPicture *picture, double px, double py, RscOptimalSetHit *hit)
{
  const Scene *self;

  g_return_if_fail (picture != NULL);
  g_return_if_fail (hit != NULL);

  self = rsc_picture_get_layout (picture);
  *hit = (RscOptimalSetHit){ .dot = -1, .neuron = -1, .space = self->model.space };
  rsc_picture_pick (picture, px, py, hit);
}

/* What a drag wishes for where there is no picture: what is. */
static void
keep_point (const RscOptimalSetModel *model, double *wish)
{
  for (gsize k = 0; k < MIN (model->n_axes, 3); k++)
    wish[k] = model->point != NULL && model->axes[k] != RSC_OPTIMAL_SET_ABSENT
                ? MAX (model->point[model->axes[k]], 0.0)
                : 0.0;
}

void
rsc_optimal_set_plot_unproject (const RscPicture *picture,
                                RscSpace space,
                                double px,
                                double py,
                                double *wish)
{
  const Scene *self;
  const RscSetLayout *layout;
  double t[3] = { 0.5, 0.5, 0.5 };

  g_return_if_fail (picture != NULL);
  g_return_if_fail (wish != NULL);

  self = rsc_picture_get_layout (picture);
  if (self->n == 0 || shows_bars (&self->model) || !(self->width >= 1.0) || !(self->height >= 1.0))
    {
      keep_point (&self->model, wish);
      return;
    }
  layout = &self->spaces[self->n == 2 && space == RSC_SPACE_NONCONVEX ? 1 : 0];
  px -= self->rects[layout - self->spaces].x;
  py -= self->rects[layout - self->spaces].y;
  if (layout->n < 3)
    {
      t[0] = layout->frame.width > 0.0 ? (px - layout->frame.x) / layout->frame.width : 0.5;
      t[1] = layout->frame.height > 0.0 ? 1.0 - (py - layout->frame.y) / layout->frame.height : 0.5;
    }
  else if (layout->radius > 0.0)
    {
      double start[3], screen[3];
      for (int k = 0; k < 3; k++)
        start[k] = rsc_axis_normalise (&layout->axis[k], layout->marker[k]);
      rsc_camera_project (&layout->camera, start, screen);
      screen[0] = (px - layout->cx) / layout->radius;
      screen[1] = (layout->cy - py) / layout->radius;
      rsc_camera_unproject (&layout->camera, screen, t);
    }
  for (gsize k = 0; k < layout->n; k++)
    wish[k] = rsc_set_layout_hide_value (layout, k, rsc_axis_denormalise (&layout->axis[k], t[k]));
}

static void
draw_once (const RscOptimalSetModel *model,
           gboolean pair,
           const RscTheme *theme,
           cairo_t *cr,
           double width,
           double height)
{
  rsc_picture_draw_whole (rsc_optimal_set_plot_new (model, pair, theme, cr, width, height), cr);
}

void
rsc_optimal_set_plot_draw (const RscOptimalSetModel *model,
                           const RscTheme *theme,
                           cairo_t *cr,
                           double width,
                           double height)
{
  draw_once (model, FALSE, theme, cr, width, height);
}

void
rsc_optimal_set_plot_draw_pair (const RscOptimalSetModel *model,
                                const RscTheme *theme,
                                cairo_t *cr,
                                double width,
                                double height)
{
  draw_once (model, TRUE, theme, cr, width, height);
}

RscRect
rsc_optimal_set_plot_get_pair_rect (RscSpace space, double width, double height)
{
  gboolean second = space == RSC_SPACE_NONCONVEX;

  width = MAX (width, 0.0);
  height = MAX (height, 0.0);
  /* Whole units, so that the seam is sharp. */
  double half = floor (0.5 * MAX (width, height));
  if (width >= height)
    return (RscRect){ second ? half : 0.0, 0.0, second ? width - half : half, height };
  return (RscRect){ 0.0, second ? half : 0.0, width, second ? height - half : half };
}
