/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-function-plot.h"

#include "ui/plot/rsc-slice.h"
#include "ui/plot/rsc-text.h"
#include <glib/gi18n.h>
#include <math.h>

/* Room around the data, as a fraction of their range: networks that agree on the data show their
 * differences outside as well. */
#define FEATURE_MARGIN 0.25

/* Distance in units of the text size within which something is under the pointer. */
#define PICK_POINT 0.8
#define PICK_LINE 0.5

/* Nodes along each side of the heat map. The map is affine between switches, so it can be coarse:
 * the zero contour and the switches are drawn exactly on top. */
#define RASTER_MIN 40
#define RASTER_MAX 128
/* Multiplications allowed for one map, a few milliseconds. */
#define RASTER_WORK 2.0e6

/* Exact contours cost about m³; beyond this many switches the map's own nodes are contoured. */
#define EXACT_SWITCHES_MAX 48

typedef struct
{
  RscFunctionMode mode;
  gboolean plane;      /* two features: a map with a colour bar */
  RscNetwork *network; /* NULL when it does not fit the data */
  RscEnvelope *envelope;
  gsize d;
  gsize feature_x;
  gsize feature_y;
  double *mean;
  RscSlice *slice;
  GArray *graph;
  RscNetwork *before;
  RscSlice *before_slice;
  GArray *before_graph;
  double *predicted;
  double *test_predicted;
  RscAxis x;
  RscAxis y;
  char *x_title;
  char *y_title;
  char *note;
  RscRect frame;
  RscRect bar;
} Layout;

static gsize
get_neuron_id (const RscFunctionModel *model, gsize i)
{
  return model->neuron_ids != NULL ? model->neuron_ids[i] : i;
}

static gboolean
is_emphasised (const RscFunctionModel *model, gsize id)
{
  return (model->selected >= 0 && (gsize) model->selected == id)
         || (model->hovered >= 0 && (gsize) model->hovered == id);
}

/* Whether the picked network has an emphasised neuron: the others are dimmed then. */
static gboolean
has_emphasis (const RscFunctionModel *model, const Layout *layout)
{
  if (layout->slice != NULL)
    for (gsize i = 0; i < layout->slice->m; i++)
      if (is_emphasised (model, get_neuron_id (model, i)))
        return TRUE;
  return FALSE;
}

static gboolean
fits_data (RscNetwork *network, const RscDataset *dataset)
{
  return network != NULL
         && rsc_network_get_d (network)
              == rsc_dataset_get_d (dataset) + (rsc_network_get_bias (network) ? 1 : 0);
}

static double *
dup_predictions (RscNetwork *network, const RscDataset *dataset)
{
  double *f = g_new0 (double, rsc_dataset_get_n (dataset));

  rsc_network_predict (network, rsc_dataset_get_n (dataset), rsc_dataset_get_x (dataset), f);
  return f;
}

static void
append_values (GArray *values, gsize n, const double *v)
{
  if (n > 0)
    g_array_append_vals (values, v, (guint) n);
}

static RscDataset *
get_test (const RscFunctionModel *model)
{
  if (model->test != NULL && rsc_dataset_get_d (model->test) == rsc_dataset_get_d (model->dataset))
    return model->test;
  return NULL;
}

static void
append_graph (GArray *values, const GArray *graph)
{
  for (guint k = 0; k < graph->len; k++)
    {
      RscSegment s = g_array_index (graph, RscSegment, k);
      g_array_append_val (values, s.y0);
      g_array_append_val (values, s.y1);
    }
}

static gboolean
has_fixed_values (const RscFunctionModel *model)
{
  return isfinite (model->value_low) && isfinite (model->value_high)
         && model->value_low <= model->value_high;
}

/* Makes the values that would move the range the fixed ones. */
static void
fix_values (GArray *values, guint n_data, const RscFunctionModel *model)
{
  if (!has_fixed_values (model))
    return;
  g_array_set_size (values, n_data);
  g_array_append_val (values, model->value_low);
  g_array_append_val (values, model->value_high);
}

/* One feature: the vertical range covers everything that is drawn. */
static void
layout_graph (Layout *self, const RscFunctionModel *model)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  RscDataset *test = get_test (model);

  append_values (values, rsc_dataset_get_n (model->dataset), rsc_dataset_get_y (model->dataset));
  if (test != NULL)
    append_values (values, rsc_dataset_get_n (test), rsc_dataset_get_y (test));
  const guint n_data = values->len;
  if (self->envelope != NULL)
    {
      append_values (values, self->envelope->nx, self->envelope->lower);
      append_values (values, self->envelope->nx, self->envelope->upper);
    }
  if (self->slice != NULL && self->mode == RSC_FUNCTION_VALUE)
    {
      self->graph = rsc_slice_list_graph (self->slice, self->x.minimum, self->x.maximum);
      append_graph (values, self->graph);
      if (self->before_slice != NULL)
        {
          self->before_graph =
            rsc_slice_list_graph (self->before_slice, self->x.minimum, self->x.maximum);
          append_graph (values, self->before_graph);
        }
    }
  fix_values (values, n_data, model);
  rsc_axis_cover (&self->y, values->len, (const double *) values->data, 0.1);
}

static void
layout_fit (Layout *self, const RscFunctionModel *model)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  RscDataset *test = get_test (model);
  const char *target = rsc_dataset_get_target_name (model->dataset);

  append_values (values, rsc_dataset_get_n (model->dataset), rsc_dataset_get_y (model->dataset));
  if (test != NULL)
    append_values (values, rsc_dataset_get_n (test), rsc_dataset_get_y (test));
  const guint n_data = values->len;
  if (self->network != NULL)
    {
      self->predicted = dup_predictions (self->network, model->dataset);
      append_values (values, rsc_dataset_get_n (model->dataset), self->predicted);
      if (test != NULL)
        {
          self->test_predicted = dup_predictions (self->network, test);
          append_values (values, rsc_dataset_get_n (test), self->test_predicted);
        }
    }
  fix_values (values, n_data, model);
  rsc_axis_cover (&self->x, values->len, (const double *) values->data, 0.08);
  self->y = self->x;
  self->x_title = g_strdup_printf (_ ("actual %s"), target);
  self->y_title = g_strdup_printf (_ ("predicted %s"), target);
}

/* Shrinks the frame so that units are equally long both ways, when the ranges allow it. */
static void
equalise (Layout *self)
{
  double wx = self->x.maximum - self->x.minimum, wy = self->y.maximum - self->y.minimum;
  double ratio = wx / wy;
  RscRect *f = &self->frame;

  if (!(ratio > 1.0 / 3.0 && ratio < 3.0) || f->width <= 0.0 || f->height <= 0.0)
    return;
  double unit = MIN (f->width / wx, f->height / wy);
  double width = unit * wx, height = unit * wy;
  f->x += 0.5 * (f->width - width);
  f->y += 0.5 * (f->height - height);
  f->width = width;
  f->height = height;
}

static char *
dup_slice_note (const Layout *self, const RscDataset *dataset)
{
  GString *names = g_string_new (NULL);
  gsize n_others = 0;

  for (gsize k = 0; k < self->d; k++)
    if (k != self->feature_x && k != self->feature_y)
      {
        n_others++;
        if (n_others <= 3)
          g_string_append_printf (names, "%s%s", n_others > 1 ? ", " : "",
                                  rsc_dataset_get_feature_name (dataset, k));
      }
  char *note;
  if (n_others > 3)
    note = g_strdup_printf (_ ("The other %" G_GSIZE_FORMAT " features at their mean"), n_others);
  else
    note = g_strdup_printf (_ ("%s at the mean"), names->str);
  g_string_free (names, TRUE);
  return note;
}

/* Everything that drawing and picking share. model->dataset is not NULL. */
static void
layout_init (Layout *self,
             const RscFunctionModel *model,
             const RscTheme *theme,
             cairo_t *cr,
             double width,
             double height)
{
  RscDataset *dataset = model->dataset;
  double em = CLAMP (theme->font_size, 1.0, 500.0);

  *self = (Layout){ 0 };
  self->mode = rsc_function_model_get_effective_mode (model);
  self->d = rsc_dataset_get_d (dataset);
  self->network = fits_data (model->network, dataset) ? model->network : NULL;
  self->feature_x = self->d > 0 ? MIN (model->feature_x, self->d - 1) : 0;
  self->feature_y = self->d > 1 ? MIN (model->feature_y, self->d - 1) : G_MAXSIZE;
  if (self->d > 1 && self->feature_y == self->feature_x)
    self->feature_y = self->feature_x == 0 ? 1 : 0;

  double left = 0.0, top = 0.0, right = 0.0;
  if (self->mode == RSC_FUNCTION_FIT)
    layout_fit (self, model);
  else
    {
      self->plane = self->d >= 2;
      self->mean = rsc_dataset_dup_mean (dataset);
      if (self->network != NULL)
        self->slice = rsc_slice_new (self->network, self->feature_x, self->feature_y, self->mean);
      if (self->network != NULL && fits_data (model->before, dataset))
        {
          self->before = model->before;
          self->before_slice =
            rsc_slice_new (self->before, self->feature_x, self->feature_y, self->mean);
        }
      if (model->envelope != NULL
          && (self->plane ? model->envelope->ny >= 2 : model->envelope->ny == 1)
          && model->envelope->nx >= 2)
        self->envelope = model->envelope;
      rsc_function_plot_get_range (dataset, self->feature_x, &self->x.minimum, &self->x.maximum);
      self->x_title = g_strdup (rsc_dataset_get_feature_name (dataset, self->feature_x));
      if (self->plane)
        {
          rsc_function_plot_get_range (dataset, self->feature_y, &self->y.minimum,
                                       &self->y.maximum);
          self->y_title = g_strdup (rsc_dataset_get_feature_name (dataset, self->feature_y));
          right = MIN (5.4 * em, 0.3 * width);
          if (self->d > 2)
            {
              self->note = dup_slice_note (self, dataset);
              top = MIN (1.5 * em, 0.2 * height);
            }
        }
      else
        {
          self->y_title = g_strdup (rsc_dataset_get_target_name (dataset));
          layout_graph (self, model);
        }
    }

  self->frame = rsc_axes_layout (&self->x, &self->y, self->x_title, self->y_title, theme, cr,
                                 MAX (width - left - right, 0.0), MAX (height - top, 0.0));
  self->frame.x += left;
  self->frame.y += top;
  if (self->plane || self->mode == RSC_FUNCTION_FIT)
    equalise (self);
  if (self->plane)
    {
      double bar_width = MIN (1.0 * em, 0.25 * right);
      self->bar = (RscRect){ self->frame.x + self->frame.width + MIN (0.9 * em, 0.2 * right),
                             self->frame.y, bar_width, self->frame.height };
    }
}

static void
layout_clear (Layout *self)
{
  g_free (self->mean);
  g_clear_pointer (&self->slice, rsc_slice_free);
  g_clear_pointer (&self->graph, g_array_unref);
  g_clear_pointer (&self->before_slice, rsc_slice_free);
  g_clear_pointer (&self->before_graph, g_array_unref);
  g_free (self->predicted);
  g_free (self->test_predicted);
  g_free (self->x_title);
  g_free (self->y_title);
  g_free (self->note);
}

static double
to_px (const Layout *self, double x)
{
  double t = rsc_axis_normalise (&self->x, x);
  return self->frame.x + CLAMP (t, -1e4, 1e4) * self->frame.width;
}

static double
to_py (const Layout *self, double y)
{
  double t = rsc_axis_normalise (&self->y, y);
  return self->frame.y + (1.0 - CLAMP (t, -1e4, 1e4)) * self->frame.height;
}

static void
clip_to_frame (const Layout *self, cairo_t *cr)
{
  cairo_rectangle (cr, self->frame.x, self->frame.y, self->frame.width, self->frame.height);
  cairo_clip (cr);
}

/* The least of 1, 1.2, 1.5, 2, … × 10^k that is not below: colours and labels then hold still while
 * a point is dragged. */
static double
round_up (double value)
{
  static const double steps[] = { 1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0 };

  if (!(value > 1e-300) || !isfinite (value))
    return 1.0;
  double power = pow (10.0, floor (log10 (value)));
  for (gsize k = 0; k < G_N_ELEMENTS (steps); k++)
    if (value <= steps[k] * power * (1.0 + 1e-9))
      return steps[k] * power;
  return value;
}

static guint32
pack_color (RscColor c)
{
  return 0xff000000u | ((guint32) lround (c.red * 255.0) << 16)
         | ((guint32) lround (c.green * 255.0) << 8) | (guint32) lround (c.blue * 255.0);
}

/* Values on nx × ny nodes (the outer ones on the rectangle's sides, y increasing) as a smooth map. */
static void
draw_map (const Layout *self,
          const RscTheme *theme,
          cairo_t *cr,
          RscRect rect,
          gsize nx,
          gsize ny,
          const double *values,
          double largest,
          gboolean diverging)
{
  enum
  {
    N_COLORS = 512
  };
  guint32 colors[N_COLORS];
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) nx, (int) ny);

  if (cairo_surface_status (image) != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (image);
      return;
    }
  for (int k = 0; k < N_COLORS; k++)
    {
      double t = (double) k / (N_COLORS - 1);
      colors[k] = pack_color (diverging ? rsc_theme_get_diverging (theme, 2.0 * t - 1.0)
                                        : rsc_theme_get_sequential (theme, t));
    }
  cairo_surface_flush (image);
  unsigned char *data = cairo_image_surface_get_data (image);
  int stride = cairo_image_surface_get_stride (image);
  for (gsize j = 0; j < ny; j++)
    {
      guint32 *row = (guint32 *) (void *) (data + (ny - 1 - j) * (gsize) stride);
      for (gsize i = 0; i < nx; i++)
        {
          double t = values[j * nx + i] / largest;
          if (diverging)
            t = 0.5 * (t + 1.0);
          t = isnan (t) ? (diverging ? 0.5 : 0.0) : CLAMP (t, 0.0, 1.0);
          row[i] = colors[(int) (t * (N_COLORS - 1) + 0.5)];
        }
    }
  cairo_surface_mark_dirty (image);

  /* The middles of the outer pixels lie on the sides. */
  cairo_save (cr);
  clip_to_frame (self, cr);
  cairo_translate (cr, rect.x, rect.y);
  cairo_scale (cr, rect.width / (double) (nx - 1), rect.height / (double) (ny - 1));
  cairo_set_source_surface (cr, image, -0.5, -0.5);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BILINEAR);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_rectangle (cr, 0.0, 0.0, (double) (nx - 1), (double) (ny - 1));
  cairo_fill (cr);
  cairo_restore (cr);
  cairo_surface_destroy (image);
}

/* The scale has room of a fixed width beside the frame: a common power of ten stands above it. */
static void
draw_bar (const Layout *self,
          const RscTheme *theme,
          RscText *text,
          double minimum,
          double maximum,
          gboolean diverging,
          const char *title)
{
  cairo_t *cr = text->cr;
  double em = text->size;
  RscRect bar = self->bar;
  double ticks[9];
  double largest = MAX (fabs (minimum), fabs (maximum));
  int power = largest > 0.0 ? (int) floor (log10 (largest) + 1e-9) : 0;
  if (power >= -2 && power <= 3)
    power = 0;
  double unit = pow (10.0, power);
  RscAxis axis = { minimum / unit, maximum / unit, FALSE };

  if (!(bar.height > 2.0) || !(bar.width > 1.0))
    return;

  cairo_pattern_t *gradient = cairo_pattern_create_linear (0.0, bar.y + bar.height, 0.0, bar.y);
  for (int k = 0; k <= 24; k++)
    {
      double t = k / 24.0;
      RscColor c = diverging ? rsc_theme_get_diverging (theme, 2.0 * t - 1.0)
                             : rsc_theme_get_sequential (theme, t);
      cairo_pattern_add_color_stop_rgb (gradient, t, c.red, c.green, c.blue);
    }
  cairo_rectangle (cr, bar.x, bar.y, bar.width, bar.height);
  cairo_set_source (cr, gradient);
  cairo_fill (cr);
  cairo_pattern_destroy (gradient);

  rsc_color_set_source (cr, theme->muted);
  cairo_set_line_width (cr, MAX (0.55 * theme->line_width, 0.5));
  cairo_rectangle (cr, bar.x, bar.y, bar.width, bar.height);
  gsize max = (gsize) CLAMP (bar.height / (2.4 * em), 2.0, 9.0);
  gsize n = rsc_axis_get_ticks (&axis, max, ticks);
  g_auto (GStrv) labels = rsc_axis_dup_labels (&axis, n, ticks);
  for (gsize k = 0; k < n; k++)
    {
      double py = bar.y + (1.0 - rsc_axis_normalise (&axis, ticks[k])) * bar.height;
      cairo_move_to (cr, bar.x + bar.width, py);
      cairo_line_to (cr, bar.x + bar.width + 0.25 * em, py);
    }
  cairo_stroke (cr);

  rsc_text_set_style (text, 0.88, FALSE);
  double widest = 0.0, line_height;
  for (gsize k = 0; k < n; k++)
    {
      double w, py = bar.y + (1.0 - rsc_axis_normalise (&axis, ticks[k])) * bar.height;
      rsc_text_measure (text, labels[k], &w, NULL);
      widest = MAX (widest, w);
      rsc_text_draw (text, labels[k], bar.x + bar.width + 0.4 * em, py, 0.0, 0.5, theme->muted);
    }
  rsc_text_measure (text, "0", NULL, &line_height);
  if (power != 0)
    {
      /* "1×10⁻⁵" without the 1. */
      RscAxis powers = { 0.0, unit, FALSE };
      g_autofree char *label = rsc_axis_format_tick (&powers, unit);
      const char *factor = label[0] == '1' ? label + 1 : label;
      rsc_text_draw (text, factor, bar.x, MAX (bar.y - 0.15 * em, line_height), 0.0, 1.0,
                     theme->muted);
    }
  if (title != NULL)
    {
      double w;
      rsc_text_set_style (text, 1.0, FALSE);
      rsc_text_measure (text, title, &w, NULL);
      if (w > bar.height)
        rsc_text_set_style (text, MAX (0.6, bar.height / MAX (w, 1.0)), FALSE);
      rsc_text_draw_upwards (text, title, bar.x + bar.width + 0.65 * em + widest,
                             bar.y + 0.5 * bar.height, 0.5, 0.0, theme->foreground);
    }
}

/* A sentence on a plate of the background's colour at the top of the frame. */
static void
draw_notice (const Layout *self, const RscTheme *theme, RscText *text, const char *sentence)
{
  double em = text->size, w, h;
  double width = MAX (self->frame.width - 1.6 * em, 1.0);

  rsc_text_set_style (text, 1.0, FALSE);
  rsc_text_measure (text, sentence, &w, NULL);
  w = MIN (w, width);
  h = rsc_text_measure_sentence (text, sentence, width);
  double cx = self->frame.x + 0.5 * self->frame.width, cy = self->frame.y + 0.7 * em + 0.5 * h;
  rsc_color_set_source (text->cr, rsc_color_with_alpha (theme->background, 0.85));
  cairo_rectangle (text->cr, cx - 0.5 * w - 0.5 * em, cy - 0.5 * h - 0.25 * em, w + em,
                   h + 0.5 * em);
  cairo_fill (text->cr);
  rsc_text_draw_sentence (text, sentence, cx, cy, width, theme->foreground);
}

/* Circles in the colour of the sign of the target. */
static void
draw_points (const Layout *self,
             const RscTheme *theme,
             cairo_t *cr,
             gsize n,
             const double *x,
             gsize x_stride,
             const double *y,
             gsize y_stride,
             const double *target,
             gboolean hollow,
             gssize hovered)
{
  double em = CLAMP (theme->font_size, 1.0, 500.0);
  double radius = 0.42 * em * (n > 150 ? MAX (sqrt (150.0 / (double) n), 0.32) : 1.0);
  double cell = radius;
  gsize columns = (gsize) (MAX (self->frame.width, 0.0) / cell) + 1;
  gsize rows = (gsize) (MAX (self->frame.height, 0.0) / cell) + 1;
  g_autofree guint8 *covered = NULL;
  gboolean outline = n <= 3000;

  /* A crowd is told by squares, one for each place and sign. */
  if (n > 3000 && columns < 20000 && rows < 20000)
    covered = g_new0 (guint8, columns * rows);

  cairo_save (cr);
  for (gsize i = 0; i < n; i++)
    {
      double px = to_px (self, x[i * x_stride]), py = to_py (self, y[i * y_stride]);
      gboolean positive = target[i] > 0.0;
      RscColor color = positive          ? theme->positive
                       : target[i] < 0.0 ? theme->negative
                                         : theme->muted;
      if (!isfinite (px) || !isfinite (py) || px < self->frame.x - 1.0
          || px > self->frame.x + self->frame.width + 1.0 || py < self->frame.y - 1.0
          || py > self->frame.y + self->frame.height + 1.0)
        continue;
      if (covered != NULL)
        {
          gsize cx = MIN ((gsize) (MAX (px - self->frame.x, 0.0) / cell), columns - 1);
          gsize cy = MIN ((gsize) (MAX (py - self->frame.y, 0.0) / cell), rows - 1);
          guint8 bit = positive ? 1 : 2;
          if (covered[cy * columns + cx] & bit)
            continue;
          covered[cy * columns + cx] |= bit;
          if (hovered != (gssize) i)
            {
              rsc_color_set_source (cr, color);
              cairo_rectangle (cr, px - 0.8 * radius, py - 0.8 * radius, 1.6 * radius,
                               1.6 * radius);
              cairo_fill (cr);
              continue;
            }
        }
      double r = radius * (hovered == (gssize) i ? 1.35 : 1.0);
      cairo_new_path (cr);
      cairo_arc (cr, px, py, r, 0.0, 2.0 * G_PI);
      if (hollow)
        {
          rsc_color_set_source (cr, rsc_color_with_alpha (theme->background, 0.9));
          cairo_set_line_width (cr, 0.34 * em);
          cairo_stroke_preserve (cr);
          rsc_color_set_source (cr, color);
          cairo_set_line_width (cr, 0.17 * em);
          cairo_stroke (cr);
        }
      else
        {
          /* Discs on discs: cheaper than strokes around a disc. */
          cairo_new_path (cr);
          if (outline)
            {
              cairo_arc (cr, px, py, r + 0.16 * em, 0.0, 2.0 * G_PI);
              rsc_color_set_source (cr, theme->dark ? theme->foreground : theme->background);
              cairo_fill (cr);
              cairo_arc (cr, px, py, r + 0.035 * em, 0.0, 2.0 * G_PI);
              rsc_color_set_source (cr, theme->dark ? theme->background : theme->foreground);
              cairo_fill (cr);
            }
          cairo_arc (cr, px, py, outline ? r - 0.035 * em : r, 0.0, 2.0 * G_PI);
          rsc_color_set_source (cr, color);
          cairo_fill (cr);
        }
      if (hovered == (gssize) i)
        {
          cairo_arc (cr, px, py, r + 0.35 * em, 0.0, 2.0 * G_PI);
          rsc_color_set_source (cr, theme->accent);
          cairo_set_line_width (cr, 0.17 * em);
          cairo_stroke (cr);
        }
    }
  cairo_restore (cr);
}

static void
draw_data (const Layout *self, const RscFunctionModel *model, const RscTheme *theme, cairo_t *cr)
{
  RscDataset *sets[2] = { get_test (model), model->dataset };

  for (int s = 0; s < 2; s++)
    {
      if (sets[s] == NULL)
        continue;
      gsize n = rsc_dataset_get_n (sets[s]), d = rsc_dataset_get_d (sets[s]);
      const double *x = rsc_dataset_get_x (sets[s]), *y = rsc_dataset_get_y (sets[s]);
      gssize hovered = s == 1 ? model->hovered_point : -1;
      if (self->mode == RSC_FUNCTION_FIT)
        {
          const double *f = s == 1 ? self->predicted : self->test_predicted;
          if (f != NULL)
            draw_points (self, theme, cr, n, y, 1, f, 1, y, s == 0, hovered);
        }
      else if (self->plane)
        draw_points (self, theme, cr, n, x + self->feature_x, d, x + self->feature_y, d, y, s == 0,
                     hovered);
      else
        draw_points (self, theme, cr, n, x + self->feature_x, d, y, 1, y, s == 0, hovered);
    }
}

typedef struct
{
  gsize id;
  double x0, y0, x1, y1; /* user units, shifted to the active side */
  double nx, ny;         /* unit normal, towards the active side */
} SwitchLine;

/* Neurons that switch on the same line lie side by side: on its two sides when they look apart,
 * stacked when they look the same way. */
static GArray *
list_switch_lines (const Layout *self, const RscFunctionModel *model, double line_width)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (SwitchLine));
  g_autoptr (GArray) bare = g_array_new (FALSE, FALSE, sizeof (SwitchLine));

  for (gsize i = 0; self->slice != NULL && i < self->slice->m; i++)
    {
      RscSegment s;
      SwitchLine line;
      if (!rsc_slice_clip_switch (self->slice, i, self->x.minimum, self->x.maximum, self->y.minimum,
                                  self->y.maximum, &s))
        continue;
      line.id = get_neuron_id (model, i);
      line.x0 = to_px (self, s.x0);
      line.y0 = to_py (self, s.y0);
      line.x1 = to_px (self, s.x1);
      line.y1 = to_py (self, s.y1);
      double dx = line.x1 - line.x0, dy = line.y1 - line.y0, length = hypot (dx, dy);
      if (!(length > 0.5))
        continue;
      /* Left of the walk in data coordinates, whose y points up. */
      line.nx = dy / length;
      line.ny = -dx / length;
      int n_below = 0;
      for (guint k = 0; k < bare->len; k++)
        {
          SwitchLine *other = &g_array_index (bare, SwitchLine, k);
          if (hypot (other->x0 - line.x0, other->y0 - line.y0) < 1.0
              && hypot (other->x1 - line.x1, other->y1 - line.y1) < 1.0)
            n_below++;
        }
      g_array_append_val (bare, line);
      double shift = (n_below + 0.5) * line_width;
      line.x0 += shift * line.nx;
      line.x1 += shift * line.nx;
      line.y0 += shift * line.ny;
      line.y1 += shift * line.ny;
      g_array_append_val (lines, line);
    }
  return lines;
}

/* Short strokes that point to the active side, at both ends or all along. */
static void
add_hatches (cairo_t *cr, const SwitchLine *line, double em, gboolean all_along)
{
  double dx = line->x1 - line->x0, dy = line->y1 - line->y0, length = hypot (dx, dy);
  double ux = dx / length, uy = dy / length;
  double spacing = (all_along ? 0.75 : 0.42) * em;
  int n = all_along ? (int) MIN (length / spacing, 400.0) : 3;

  for (int end = 0; end < (all_along ? 1 : 2); end++)
    for (int k = 0; k < n; k++)
      {
        double t = 0.5 * em + k * spacing;
        if (end == 1)
          t = length - t;
        if (t < 0.0 || t > length || (!all_along && 2.0 * t > length && end == 0))
          continue;
        double x = line->x0 + t * ux, y = line->y0 + t * uy;
        cairo_move_to (cr, x, y);
        cairo_line_to (cr, x + 0.48 * em * (line->nx + 0.35 * ux),
                       y + 0.48 * em * (line->ny + 0.35 * uy));
      }
}

static void
draw_switch_lines (const Layout *self,
                   const RscFunctionModel *model,
                   const RscTheme *theme,
                   cairo_t *cr)
{
  double em = CLAMP (theme->font_size, 1.0, 500.0);
  g_autoptr (GArray) lines = list_switch_lines (self, model, theme->line_width);
  gboolean emphasis = has_emphasis (model, self);
  gboolean hatch = lines->len <= 40;

  cairo_save (cr);
  clip_to_frame (self, cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  /* The emphasised lines last, on top. */
  for (int pass = 0; pass < 2; pass++)
    for (guint k = 0; k < lines->len; k++)
      {
        const SwitchLine *line = &g_array_index (lines, SwitchLine, k);
        gboolean strong = is_emphasised (model, line->id);
        if ((pass == 1) != strong)
          continue;
        RscColor color = rsc_theme_get_neuron_color (theme, line->id);
        double alpha = emphasis && !strong ? 0.3 : 1.0;

        cairo_set_dash (cr, NULL, 0, 0.0);
        cairo_move_to (cr, line->x0, line->y0);
        cairo_line_to (cr, line->x1, line->y1);
        rsc_color_set_source (
          cr, rsc_color_with_alpha (theme->background, emphasis && !strong ? 0.15 : 0.55));
        cairo_set_line_width (cr, theme->line_width * (strong ? 3.2 : 2.0));
        cairo_stroke (cr);

        rsc_color_set_source (cr, rsc_color_with_alpha (color, alpha));
        cairo_set_line_width (cr, theme->line_width * (strong ? 1.7 : 0.95));
        rsc_theme_set_neuron_dash (theme, cr, line->id);
        cairo_move_to (cr, line->x0, line->y0);
        cairo_line_to (cr, line->x1, line->y1);
        cairo_stroke (cr);
        cairo_set_dash (cr, NULL, 0, 0.0);
        if (strong || (hatch && !emphasis))
          {
            add_hatches (cr, line, em, strong);
            cairo_set_line_width (cr, theme->line_width * 0.8);
            cairo_stroke (cr);
          }
      }
  cairo_restore (cr);
}

static void
draw_zeros (const Layout *self,
            const RscSlice *slice,
            RscColor color,
            double line_width,
            cairo_t *cr,
            gsize nx,
            gsize ny,
            const double *values)
{
  cairo_save (cr);
  clip_to_frame (self, cr);
  if (slice->m <= EXACT_SWITCHES_MAX)
    {
      g_autoptr (GArray) zeros = rsc_slice_list_zeros (slice, self->x.minimum, self->x.maximum,
                                                       self->y.minimum, self->y.maximum);
      for (guint k = 0; k < zeros->len; k++)
        {
          RscSegment s = g_array_index (zeros, RscSegment, k);
          cairo_move_to (cr, to_px (self, s.x0), to_py (self, s.y0));
          cairo_line_to (cr, to_px (self, s.x1), to_py (self, s.y1));
        }
    }
  else
    {
      /* Marching triangles: each cell in two, so no ambiguous case. */
      for (gsize j = 0; j + 1 < ny; j++)
        for (gsize i = 0; i + 1 < nx; i++)
          for (int half = 0; half < 2; half++)
            {
              gsize ti[3] = { i, i + 1, half == 0 ? i + 1 : i };
              gsize tj[3] = { j, half == 0 ? j : j + 1, j + 1 };
              int n_ends = 0;
              if (half == 1)
                ti[1] = i + 1;
              for (int e = 0; e < 3 && n_ends < 2; e++)
                {
                  int g = (e + 1) % 3;
                  double a = values[tj[e] * nx + ti[e]], b = values[tj[g] * nx + ti[g]];
                  if ((a >= 0.0) == (b >= 0.0))
                    continue;
                  double t = a / (a - b);
                  double u =
                    ((double) ti[e] + t * ((double) ti[g] - (double) ti[e])) / (double) (nx - 1);
                  double v =
                    ((double) tj[e] + t * ((double) tj[g] - (double) tj[e])) / (double) (ny - 1);
                  double px = self->frame.x + u * self->frame.width;
                  double py = self->frame.y + (1.0 - v) * self->frame.height;
                  if (n_ends++ == 0)
                    cairo_move_to (cr, px, py);
                  else
                    cairo_line_to (cr, px, py);
                }
            }
    }
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  rsc_color_set_source (cr, color);
  cairo_set_line_width (cr, line_width);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
stroke_frame (const Layout *self, const RscTheme *theme, cairo_t *cr)
{
  cairo_rectangle (cr, self->frame.x, self->frame.y, self->frame.width, self->frame.height);
  rsc_color_set_source (cr, theme->muted);
  cairo_set_line_width (cr, MAX (0.55 * theme->line_width, 0.5));
  cairo_stroke (cr);
}

static void
draw_plane (const Layout *self, const RscFunctionModel *model, const RscTheme *theme, RscText *text)
{
  cairo_t *cr = text->cr;
  gsize nx = 0, ny = 0;
  g_autofree double *values = NULL;
  double largest = 0.0;
  const char *notice = NULL;

  rsc_axes_draw (&self->x, &self->y, self->x_title, self->y_title, theme, cr, self->frame);
  if (self->note != NULL)
    {
      rsc_text_set_style (text, 0.95, FALSE);
      rsc_text_set_limit (text, self->frame.width);
      rsc_text_draw (text, self->note, self->frame.x + 0.5 * self->frame.width,
                     self->frame.y - 0.35 * text->size, 0.5, 1.0, theme->muted);
      rsc_text_set_limit (text, 0.0);
    }

  if (self->mode == RSC_FUNCTION_ENVELOPE)
    {
      const RscEnvelope *e = self->envelope;
      if (e == NULL)
        notice = _ ("The range over all optimal networks is not known yet.");
      else
        {
          double height = 0.0;
          nx = e->nx;
          ny = e->ny;
          values = g_new (double, nx *ny);
          for (gsize k = 0; k < nx * ny; k++)
            {
              values[k] = MAX (e->upper[k] - e->lower[k], 0.0);
              if (isfinite (values[k]))
                largest = MAX (largest, values[k]);
              if (isfinite (e->upper[k]) && isfinite (e->lower[k]))
                height = MAX (height, MAX (fabs (e->upper[k]), fabs (e->lower[k])));
            }
          /* Rounding is not disagreement. */
          if (largest <= 1e-9 * height || largest == 0.0)
            {
              notice = _ ("All optimal networks are the same function here.");
              for (gsize k = 0; k < nx * ny; k++)
                values[k] = 0.0;
              largest = 1.0;
            }
          if (has_fixed_values (model) && model->value_high > 0.0)
            largest = model->value_high;
          largest = round_up (largest);
          RscRect rect = { to_px (self, e->x_min), to_py (self, e->y_max), 0.0, 0.0 };
          rect.width = to_px (self, e->x_max) - rect.x;
          rect.height = to_py (self, e->y_min) - rect.y;
          if (rect.width > 0.0 && rect.height > 0.0)
            draw_map (self, theme, cr, rect, nx, ny, values, largest, FALSE);
          if (notice == NULL || has_fixed_values (model))
            draw_bar (self, theme, text, 0.0, largest, FALSE,
                      _ ("max \u2212 min over all optimal networks"));
        }
      if (has_emphasis (model, self))
        draw_switch_lines (self, model, theme, cr);
    }
  else if (self->network == NULL)
    notice = _ ("Nothing solved yet.");
  else
    {
      double work = RASTER_WORK / (double) MAX (self->slice->m * (self->d + 1), 1);
      double side = CLAMP (sqrt (work), RASTER_MIN, RASTER_MAX);
      nx = (gsize) CLAMP (self->frame.width / 3.0, 2.0, side);
      ny = (gsize) CLAMP (self->frame.height / 3.0, 2.0, side);
      values = g_new (double, nx *ny);
      g_autofree double *points = g_new (double, nx *ny * self->d);
      for (gsize j = 0; j < ny; j++)
        for (gsize i = 0; i < nx; i++)
          {
            double *p = points + (j * nx + i) * self->d;
            for (gsize k = 0; k < self->d; k++)
              p[k] = self->mean[k];
            p[self->feature_x] = rsc_axis_denormalise (&self->x, (double) i / (double) (nx - 1));
            p[self->feature_y] = rsc_axis_denormalise (&self->y, (double) j / (double) (ny - 1));
          }
      rsc_network_predict (self->network, nx * ny, points, values);
      for (gsize k = 0; k < nx * ny; k++)
        if (isfinite (values[k]))
          largest = MAX (largest, fabs (values[k]));
      /* Neurons that cancel on the whole slice leave rounding: not something to magnify. */
      if (largest <= RSC_SLICE_ROUNDING
                       * rsc_slice_get_scale (self->slice, self->x.minimum, self->x.maximum,
                                              self->y.minimum, self->y.maximum))
        {
          for (gsize k = 0; k < nx * ny; k++)
            values[k] = 0.0;
          largest = 0.0;
          notice = _ ("f is 0 everywhere here.");
        }
      gboolean zero = largest == 0.0;
      if (has_fixed_values (model))
        largest = MAX (fabs (model->value_low), fabs (model->value_high));
      largest = round_up (largest);
      draw_map (self, theme, cr, self->frame, nx, ny, values, largest, TRUE);
      draw_bar (self, theme, text, -largest, largest, TRUE, "f(x)");
      draw_switch_lines (self, model, theme, cr);
      if (!zero)
        draw_zeros (self, self->slice, theme->foreground, 1.15 * theme->line_width, cr, nx, ny,
                    values);
      if (self->before_slice != NULL)
        {
          rsc_network_predict (self->before, nx * ny, points, values);
          draw_zeros (self, self->before_slice, rsc_color_with_alpha (theme->foreground, 0.35),
                      1.15 * theme->line_width, cr, nx, ny, values);
        }
    }
  stroke_frame (self, theme, cr);
  draw_data (self, model, theme, cr);
  if (notice != NULL)
    draw_notice (self, theme, text, notice);
}

static void
draw_band (const Layout *self, const RscTheme *theme, cairo_t *cr)
{
  const RscEnvelope *e = self->envelope;

  if (e == NULL)
    return;
  cairo_save (cr);
  clip_to_frame (self, cr);
  for (gsize i = 0; i < e->nx; i++)
    {
      double x = e->x_min + (e->x_max - e->x_min) * (double) i / (double) (e->nx - 1);
      cairo_line_to (cr, to_px (self, x), to_py (self, e->upper[i]));
    }
  for (gsize i = e->nx; i-- > 0;)
    {
      double x = e->x_min + (e->x_max - e->x_min) * (double) i / (double) (e->nx - 1);
      cairo_line_to (cr, to_px (self, x), to_py (self, e->lower[i]));
    }
  cairo_close_path (cr);
  rsc_color_set_source (cr, theme->envelope);
  cairo_fill_preserve (cr);
  rsc_color_set_source (cr, rsc_color_with_alpha (theme->envelope, 1.6));
  cairo_set_line_width (cr, 0.6 * theme->line_width);
  cairo_stroke (cr);
  cairo_restore (cr);
}

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
list_kinks (const Layout *self, const RscFunctionModel *model, double em)
{
  GArray *kinks = g_array_new (FALSE, FALSE, sizeof (Kink));

  for (gsize i = 0; self->slice != NULL && i < self->slice->m; i++)
    {
      const RscSliceNeuron *s = &self->slice->neurons[i];
      double x = -s->c / s->a;
      if (s->a == 0.0 || !(x >= self->x.minimum && x <= self->x.maximum))
        continue;
      Kink kink = { get_neuron_id (model, i), x, to_px (self, x), 0.0, s->a > 0.0 ? 1 : -1 };
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
draw_kink (const Layout *self,
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
trace_graph (const Layout *self, const GArray *graph, cairo_t *cr)
{
  double last_x = NAN, last_y = NAN;

  for (guint k = 0; k < graph->len; k++)
    {
      RscSegment s = g_array_index (graph, RscSegment, k);
      double x0 = to_px (self, s.x0), y0 = to_py (self, s.y0);
      /* A gated network jumps where a gate switches. */
      if (!(hypot (x0 - last_x, y0 - last_y) < 0.75))
        cairo_move_to (cr, x0, y0);
      last_x = to_px (self, s.x1);
      last_y = to_py (self, s.y1);
      cairo_line_to (cr, last_x, last_y);
    }
}

static void
draw_graph (const Layout *self, const RscFunctionModel *model, const RscTheme *theme, RscText *text)
{
  cairo_t *cr = text->cr;
  double em = text->size;
  gboolean curve = self->slice != NULL && self->mode == RSC_FUNCTION_VALUE;
  gboolean emphasis = has_emphasis (model, self);
  g_autoptr (GArray) kinks = list_kinks (self, model, em);

  rsc_axes_draw (&self->x, &self->y, self->x_title, self->y_title, theme, cr, self->frame);
  draw_band (self, theme, cr);

  if (curve)
    {
      cairo_save (cr);
      clip_to_frame (self, cr);
      for (guint k = 0; k < kinks->len; k++)
        {
          const Kink *kink = &g_array_index (kinks, Kink, k);
          gboolean strong = is_emphasised (model, kink->id);
          RscColor color = rsc_theme_get_neuron_color (theme, kink->id);
          rsc_color_set_source (cr, rsc_color_with_alpha (color, strong     ? 1.0
                                                                 : emphasis ? 0.12
                                                                            : 0.4));
          cairo_set_line_width (cr, theme->line_width * (strong ? 1.0 : 0.55));
          cairo_move_to (cr, kink->px, self->frame.y + self->frame.height);
          cairo_line_to (cr, kink->px, to_py (self, rsc_slice_evaluate (self->slice, kink->x, 0)));
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
      cairo_restore (cr);
    }

  stroke_frame (self, theme, cr);
  if (curve)
    {
      cairo_save (cr);
      clip_to_frame (self, cr);
      for (int pass = 0; pass < 2; pass++)
        for (guint k = 0; k < kinks->len; k++)
          {
            const Kink *kink = &g_array_index (kinks, Kink, k);
            gboolean strong = is_emphasised (model, kink->id);
            if ((pass == 1) != strong)
              continue;
            double alpha = emphasis && !strong ? 0.35 : 1.0;
            draw_kink (self, theme, cr, kink, em, alpha, strong ? 1.35 : 1.0);
            cairo_arc (cr, kink->px, to_py (self, rsc_slice_evaluate (self->slice, kink->x, 0)),
                       em * (strong ? 0.3 : 0.2), 0.0, 2.0 * G_PI);
            rsc_color_set_source (cr, theme->background);
            cairo_fill_preserve (cr);
            rsc_color_set_source (
              cr, rsc_color_with_alpha (rsc_theme_get_neuron_color (theme, kink->id), alpha));
            cairo_set_line_width (cr, theme->line_width);
            cairo_stroke (cr);
          }
      cairo_restore (cr);
    }
  draw_data (self, model, theme, cr);
  if (self->mode == RSC_FUNCTION_ENVELOPE && self->envelope == NULL)
    draw_notice (self, theme, text, _ ("The range over all optimal networks is not known yet."));
  else if (self->mode == RSC_FUNCTION_VALUE && self->network == NULL)
    draw_notice (self, theme, text, _ ("Nothing solved yet."));
}

static void
draw_fit (const Layout *self, const RscFunctionModel *model, const RscTheme *theme, RscText *text)
{
  cairo_t *cr = text->cr;

  rsc_axes_draw (&self->x, &self->y, self->x_title, self->y_title, theme, cr, self->frame);
  cairo_save (cr);
  cairo_move_to (cr, self->frame.x, self->frame.y + self->frame.height);
  cairo_line_to (cr, self->frame.x + self->frame.width, self->frame.y);
  rsc_color_set_source (cr, theme->muted);
  cairo_set_line_width (cr, theme->line_width);
  cairo_stroke (cr);
  cairo_restore (cr);
  stroke_frame (self, theme, cr);
  draw_data (self, model, theme, cr);
  if (self->network == NULL)
    draw_notice (self, theme, text, _ ("Nothing solved yet."));
}

/* Target and height of row i in the picture, in user units. */
static void
get_point (const Layout *self, const RscFunctionModel *model, gsize i, double *px, double *py)
{
  const double *x = rsc_dataset_get_x (model->dataset);
  const double *y = rsc_dataset_get_y (model->dataset);

  if (self->mode == RSC_FUNCTION_FIT)
    {
      *px = to_px (self, y[i]);
      *py = self->predicted != NULL ? to_py (self, self->predicted[i]) : NAN;
    }
  else
    {
      *px = to_px (self, x[i * self->d + self->feature_x]);
      *py = to_py (self, self->plane ? x[i * self->d + self->feature_y] : y[i]);
    }
}

static double
get_distance_to_segment (double px, double py, double x0, double y0, double x1, double y1)
{
  double dx = x1 - x0, dy = y1 - y0;
  double t = ((px - x0) * dx + (py - y0) * dy) / (dx * dx + dy * dy);

  t = CLAMP (t, 0.0, 1.0);
  return hypot (px - x0 - t * dx, py - y0 - t * dy);
}

void
rsc_function_model_init (RscFunctionModel *self)
{
  g_return_if_fail (self != NULL);

  *self = (RscFunctionModel){ 0 };
  self->mode = RSC_FUNCTION_VALUE;
  self->feature_y = 1;
  self->value_low = self->value_high = NAN;
  self->selected = -1;
  self->hovered = -1;
  self->hovered_point = -1;
}

RscFunctionMode
rsc_function_model_get_effective_mode (const RscFunctionModel *self)
{
  g_return_val_if_fail (self != NULL, RSC_FUNCTION_VALUE);

  if (self->dataset == NULL)
    return self->mode;
  gsize d = rsc_dataset_get_d (self->dataset);
  if (d == 0)
    return RSC_FUNCTION_FIT;
  if (d <= 2)
    return self->mode == RSC_FUNCTION_SLICE ? RSC_FUNCTION_VALUE : self->mode;
  return self->mode == RSC_FUNCTION_VALUE ? RSC_FUNCTION_FIT : self->mode;
}

void
rsc_function_plot_get_range (const RscDataset *dataset,
                             gsize feature,
                             double *minimum,
                             double *maximum)
{
  g_return_if_fail (dataset != NULL);
  g_return_if_fail (feature < rsc_dataset_get_d (dataset));

  gsize n = rsc_dataset_get_n (dataset), d = rsc_dataset_get_d (dataset);
  const double *x = rsc_dataset_get_x (dataset);
  double ends[2] = { INFINITY, -INFINITY };
  RscAxis axis = { 0 };

  for (gsize i = 0; i < n; i++)
    {
      ends[0] = MIN (ends[0], x[i * d + feature]);
      ends[1] = MAX (ends[1], x[i * d + feature]);
    }
  rsc_axis_cover (&axis, 2, ends, FEATURE_MARGIN);
  if (minimum != NULL)
    *minimum = axis.minimum;
  if (maximum != NULL)
    *maximum = axis.maximum;
}

void
rsc_function_plot_draw (const RscFunctionModel *model,
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

  rsc_theme_begin_picture (theme, cr, width, height, TRUE);
  rsc_text_init (&text, theme, cr);
  if (model->dataset == NULL)
    rsc_text_draw_sentence (&text, _ ("No data yet."), 0.5 * width, 0.5 * height, 0.9 * width,
                            theme->muted);
  else
    {
      Layout layout;
      layout_init (&layout, model, theme, cr, width, height);
      if (layout.frame.width > 1.0 && layout.frame.height > 1.0)
        {
          if (layout.mode == RSC_FUNCTION_FIT)
            draw_fit (&layout, model, theme, &text);
          else if (layout.plane)
            draw_plane (&layout, model, theme, &text);
          else
            draw_graph (&layout, model, theme, &text);
        }
      layout_clear (&layout);
    }
  rsc_text_clear (&text);
  cairo_restore (cr);
  cairo_new_path (cr);
}

void
rsc_function_plot_pick (const RscFunctionModel *model,
                        const RscTheme *theme,
                        double width,
                        double height,
                        double px,
                        double py,
                        RscFunctionHit *hit)
{
  g_return_if_fail (model != NULL);
  g_return_if_fail (theme != NULL);
  g_return_if_fail (hit != NULL);

  *hit = (RscFunctionHit){ .neuron = -1, .point = -1, .x = NAN, .y = NAN, .value = NAN };
  if (model->dataset == NULL || !(width >= 1.0) || !(height >= 1.0))
    return;

  Layout layout;
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  cairo_t *cr = cairo_create (surface);
  double em = CLAMP (theme->font_size, 1.0, 500.0);
  layout_init (&layout, model, theme, cr, width, height);
  RscRect f = layout.frame;

  if (f.width > 1.0 && f.height > 1.0)
    {
      hit->x = rsc_axis_denormalise (&layout.x, (px - f.x) / f.width);
      hit->y = rsc_axis_denormalise (&layout.y, 1.0 - (py - f.y) / f.height);
      hit->inside = px >= f.x && px <= f.x + f.width && py >= f.y && py <= f.y + f.height;
      if (layout.slice != NULL)
        hit->value = rsc_slice_evaluate (layout.slice, hit->x, layout.plane ? hit->y : 0.0);

      double best = PICK_POINT * em;
      gsize n = rsc_dataset_get_n (model->dataset);
      for (gsize i = 0; i < n; i++)
        {
          double x, y;
          get_point (&layout, model, i, &x, &y);
          double distance = hypot (x - px, y - py);
          if (distance <= best)
            {
              best = distance;
              hit->point = (gssize) i;
            }
        }

      best = PICK_LINE * em;
      if (layout.plane)
        {
          gboolean shown = layout.mode != RSC_FUNCTION_ENVELOPE;
          g_autoptr (GArray) lines = list_switch_lines (&layout, model, theme->line_width);
          for (guint k = 0; shown && k < lines->len; k++)
            {
              const SwitchLine *l = &g_array_index (lines, SwitchLine, k);
              double distance = get_distance_to_segment (px, py, l->x0, l->y0, l->x1, l->y1);
              if (distance < best)
                {
                  best = distance;
                  hit->neuron = (gssize) l->id;
                }
            }
        }
      else if (layout.mode == RSC_FUNCTION_VALUE)
        {
          g_autoptr (GArray) kinks = list_kinks (&layout, model, em);
          for (guint k = 0; k < kinks->len; k++)
            {
              const Kink *kink = &g_array_index (kinks, Kink, k);
              double foot = f.y + f.height - kink->base;
              double on_axis =
                get_distance_to_segment (px, py, kink->px + 0.2 * em * kink->side, foot,
                                         kink->px + 0.2 * em * kink->side, foot - 0.9 * em);
              double on_curve =
                hypot (px - kink->px,
                       py - to_py (&layout, rsc_slice_evaluate (layout.slice, kink->x, 0.0)));
              double distance = MIN (on_axis, on_curve);
              if (distance < best)
                {
                  best = distance;
                  hit->neuron = (gssize) kink->id;
                }
            }
        }
    }
  layout_clear (&layout);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}
