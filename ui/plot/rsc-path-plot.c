/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-path-plot.h"

#include "ui/plot/rsc-text.h"
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define LABEL_SCALE 0.88
#define SMALL_SCALE 0.8
#define TICKS_MAX 16

/* Within this many units of the text size a curve or a mark is under the pointer. */
#define PICK_CURVE 0.6
#define PICK_MARK 0.75

/* Curves between two knots are cut where they are longer than this, and what bends less than that
 * is drawn straight (user units). */
#define CUT_LENGTH 9.0
#define FLATNESS 0.12

/* Marks nearer than this many units of the text size become one. */
#define MARK_DISTANCE 0.85

/* A group of more curves than this has one colour. */
#define COLORS_MAX 12

/* Tubes up to this number are drawn with every care. */
#define TUBES_FINE 8

/* Part of the axis that is kept for what comes, where the axis cannot know. */
#define UNKNOWN_SHARE 0.12

/* A curve that ends on the way has a label when it is higher than this, in units of the text size. */
#define LABEL_PEAK_MIN 0.5
/* Half the length of a tangent, in units of the text size. */
#define TANGENT 2.8

typedef struct
{
  double x, y;
} Point;

/* An area with curves: the frame, or one of the small multiples. */
typedef struct
{
  RscRect rect;
  RscAxis y;
  gsize curve; /* of a small multiple */
} Lane;

/* One stroke: a curve, or curves that coincide. */
typedef struct
{
  gsize lane;
  gsize n;
  const gsize *curves;
  double offset;
  gboolean first; /* of those that are drawn beside each other: they share one tube */
} Track;

typedef struct
{
  char *text;
  gssize id; /* -1: belongs to the whole */
  double x, width;
} Piece;

typedef struct
{
  GArray *pieces; /* Piece */
  gsize curve;
  double from_x, from_y;
  double x, y, width;
  double wanted;
  double peak;
  gboolean inside;
  gboolean strong;
} Label;

typedef struct
{
  int row; /* 0: the set, 1: neurons */
  gsize event;
  gsize n;
  RscPathEventKind kind;
  gssize neuron; /* -1: several, or none */
  double x, y;
  double last;
} Mark;

typedef struct
{
  const RscPathModel *model;
  const RscTheme *theme;
  RscText *text;
  double em;
  double width, height;
  RscPathCurves *curves;
  const char *words;
  RscAxis x;
  gboolean falling;
  gboolean multiples; /* there are some */
  double end;         /* px up to which the path is known */
  gboolean cut;
  RscRect frame;
  RscRect strip;
  double legend_y; /* NaN: no room */
  double rows_y[2];
  double title_y; /* NaN: no room */
  double label_height;
  double labels_width;
  GArray *lanes;
  gsize n_curves_hidden;
  GArray *tracks; /* Track */
  GArray *order;  /* curves by label */
} Layout;

static gsize
get_label (const Layout *self, gsize id)
{
  return self->model->labels != NULL ? self->model->labels[id] : id;
}

static gboolean
is_emphasised (const RscPathModel *model, gsize id)
{
  return (model->selected >= 0 && (gsize) model->selected == id)
         || (model->hovered >= 0 && (gsize) model->hovered == id);
}

static gboolean
has_emphasis (const Layout *self)
{
  for (gsize k = 0; k < rsc_path_curves_get_n (self->curves); k++)
    if (is_emphasised (self->model, rsc_path_curves_get (self->curves, k)->id))
      return TRUE;
  return FALSE;
}

static double
to_px (const Layout *self, double value)
{
  double t = rsc_axis_normalise (&self->x, value);

  return self->frame.x + (self->falling ? 1.0 - t : t) * self->frame.width;
}

static double
from_px (const Layout *self, double px)
{
  double t = (px - self->frame.x) / self->frame.width;

  return rsc_axis_denormalise (&self->x, self->falling ? 1.0 - t : t);
}

static double
lambda_to_px (const Layout *self, double lambda)
{
  return to_px (self, rsc_path_curves_get_x (self->curves, self->model->x, lambda));
}

static double
to_py (const Lane *lane, double value)
{
  return lane->rect.y + (1.0 - rsc_axis_normalise (&lane->y, value)) * lane->rect.height;
}

/* ---- what to say ---------------------------------------------------------------------------- */

/* What to say instead of a picture, or NULL. */
static const char *
get_words (const RscPathModel *model)
{
  if (model->path == NULL)
    return model->complete ? _ ("There is no path.") : _ ("The path has not been followed yet.");
  RscProblem *problem = rsc_path_get_problem (model->path);
  if (!(rsc_problem_get_lambda_max (problem) > 0.0))
    return _ ("λₘₐₓ is 0: the zero network is optimal for every λ, so there is no path.");
  if (!(model->lambda_max > 0.0) || rsc_path_get_n_points (model->path) == 0)
    return _ ("The path has not been followed yet.");
  if (model->y == RSC_PATH_Y_ANGLE && rsc_problem_get_d (problem) != 2)
    return _ ("A direction is an angle only where neurons have two weights, the bias included.");
  return NULL;
}

static const char *
get_x_title (const Layout *self)
{
  switch (self->model->x)
    {
    case RSC_PATH_X_PENALTY:
      return _ ("penalty Σ ||w||");
    case RSC_PATH_X_ERROR:
      return _ ("fit error ||y − ŷ||² / ||y||²");
    case RSC_PATH_X_LAMBDA:
    default:
      return _ ("λ/λₘₐₓ");
    }
}

static char *
dup_y_title (const Layout *self)
{
  RscProblem *problem = rsc_path_get_problem (self->model->path);
  RscDataset *dataset = rsc_problem_get_dataset (problem);
  const gsize feature = rsc_path_curves_get_feature (self->curves);

  switch (self->model->y)
    {
    case RSC_PATH_Y_FEATURE:
      return g_strdup_printf (_ ("weight, %s"), feature < rsc_dataset_get_d (dataset)
                                                  ? rsc_dataset_get_feature_name (dataset, feature)
                                                  : _ ("bias"));
    case RSC_PATH_Y_ANGLE:
      return g_strdup (_ ("direction in degrees"));
    case RSC_PATH_Y_NORM:
    default:
      return g_strdup (_ ("norm ||w||"));
    }
}

/* Three significant digits. */
static char *
dup_number (double value)
{
  char buffer[64];

  g_ascii_formatd (buffer, sizeof buffer, "%.2e", value);
  double rounded = g_ascii_strtod (buffer, NULL);
  RscAxis axis = { 1e-3, 1.0, rounded > 0.0 };
  if (!axis.logarithmic)
    {
      axis.minimum = MIN (rounded, 0.0);
      axis.maximum = rounded < 0.0 ? 0.0 : 1.0;
    }
  return rsc_axis_format_tick (&axis, rounded);
}

/* ---- layout --------------------------------------------------------------------------------- */

static gsize
list_y_ticks (const Layout *self, const RscAxis *axis, double length, double *ticks)
{
  const double room = length / (self->em * LABEL_SCALE * 2.6);
  const gsize max = (gsize) CLAMP (room, length > 2.0 * self->em ? 2.0 : 1.0, 9.0);

  if (self->model->y == RSC_PATH_Y_ANGLE)
    {
      static const double steps[] = { 5.0, 10.0, 15.0, 30.0, 45.0, 90.0, 180.0, 360.0 };

      if (axis->maximum - axis->minimum > 10.0)
        for (gsize s = 0; s < G_N_ELEMENTS (steps); s++)
          {
            double first = ceil (axis->minimum / steps[s] - 1e-9);
            double last = floor (axis->maximum / steps[s] + 1e-9);
            gsize n = 0;

            if (last - first + 1.0 > (double) max || last < first)
              continue;
            for (double k = first; k <= last; k += 1.0)
              ticks[n++] = k * steps[s];
            return n;
          }
    }
  return rsc_axis_get_ticks (axis, max, ticks);
}

/* The ticks whose labels fit side by side. */
static gsize
list_x_ticks (const Layout *self, double *ticks, char ***labels)
{
  const double length = self->frame.width;

  *labels = NULL;
  for (gsize max = (gsize) CLAMP (length / (3.0 * self->em), 1.0, 11.0); max >= 1; max--)
    {
      gsize n = rsc_axis_get_ticks (&self->x, max, ticks);
      double widest = 0.0;
      gboolean fits = TRUE;

      g_clear_pointer (labels, g_strfreev);
      *labels = rsc_axis_dup_labels (&self->x, n, ticks);
      for (gsize k = 0; k < n; k++)
        {
          double w;
          rsc_text_measure (self->text, (*labels)[k], &w, NULL);
          widest = MAX (widest, w);
        }
      for (gsize k = 1; k < n; k++)
        if (fabs (to_px (self, ticks[k]) - to_px (self, ticks[k - 1])) < widest + 0.8 * self->em)
          fits = FALSE;
      if (fits || max == 1)
        return n;
    }
  return 0;
}

static void
set_x_axis (Layout *self)
{
  const RscPathModel *model = self->model;
  const double low = rsc_path_curves_get_lambda_low (self->curves);
  const gboolean more = !model->complete;
  const double last = rsc_path_curves_get_x (self->curves, model->x, low);
  const double ratio = model->ratio_min > 0.0 && model->ratio_min < 1.0 ? model->ratio_min : 1e-3;

  self->falling = model->x != RSC_PATH_X_PENALTY;
  switch (model->x)
    {
    case RSC_PATH_X_PENALTY:
      self->x.minimum = 0.0;
      self->x.maximum = last > 0.0 ? last / (more ? 1.0 - UNKNOWN_SHARE : 1.0) : 1.0;
      break;
    case RSC_PATH_X_ERROR:
      /* The error falls about as λ² in the end: where that will lead is shown from the start. */
      self->x.logarithmic = TRUE;
      self->x.maximum = 1.0;
      self->x.minimum = more ? MIN (ratio * ratio, 0.5 * last) : last;
      self->x.minimum = CLAMP (self->x.minimum, 1e-30, 0.9);
      break;
    case RSC_PATH_X_LAMBDA:
    default:
      self->x.logarithmic = TRUE;
      self->x.maximum = 1.0;
      self->x.minimum = model->ratio_min > 0.0 && model->ratio_min < 1.0 ? model->ratio_min : 1e-3;
      break;
    }
}

static void
set_y_axis (const Layout *self, RscAxis *axis, double low, double high)
{
  axis->logarithmic = FALSE;
  if (self->model->y == RSC_PATH_Y_NORM)
    {
      axis->minimum = 0.0;
      axis->maximum = high > 0.0 ? 1.04 * high : 1.0;
    }
  else
    {
      double ends[2] = { low, high };
      rsc_axis_cover (axis, 2, ends, 0.06);
    }
}

static void
get_curve_range (const RscPathCurve *curve, gboolean tubes, double *low, double *high)
{
  *low = INFINITY;
  *high = -INFINITY;
  for (gsize k = 0; k < curve->n; k++)
    {
      *low = MIN (*low, tubes ? curve->knots[k].low : curve->knots[k].value);
      *high = MAX (*high, tubes ? curve->knots[k].high : curve->knots[k].value);
    }
}

static int
compare_by_label (gconstpointer a, gconstpointer b, gpointer data)
{
  const Layout *self = data;
  const gsize p = *(const gsize *) a, q = *(const gsize *) b;
  const gsize i = rsc_path_curves_get (self->curves, p)->id;
  const gsize k = rsc_path_curves_get (self->curves, q)->id;

  if (get_label (self, i) != get_label (self, k))
    return get_label (self, i) < get_label (self, k) ? -1 : 1;
  return (i > k) - (i < k);
}

static int
compare_by_peak (gconstpointer a, gconstpointer b, gpointer data)
{
  const Layout *self = data;
  const RscPathCurve *p = rsc_path_curves_get (self->curves, *(const gsize *) a);
  const RscPathCurve *q = rsc_path_curves_get (self->curves, *(const gsize *) b);
  const gboolean strong_p = is_emphasised (self->model, p->id);
  const gboolean strong_q = is_emphasised (self->model, q->id);

  if (strong_p != strong_q)
    return strong_p ? -1 : 1;
  if (p->peak != q->peak)
    return p->peak > q->peak ? -1 : 1;
  return (p->id > q->id) - (p->id < q->id);
}

/* The lanes in the frame, and which curve is drawn in which. */
static void
fill_lanes (Layout *self)
{
  const gsize n = rsc_path_curves_get_n (self->curves);

  for (gsize k = 0; k < n; k++)
    g_array_append_val (self->order, k);
  if (!self->multiples)
    {
      Lane lane = { .rect = self->frame };
      double low, high;

      g_array_sort_with_data (self->order, compare_by_label, self);
      rsc_path_curves_get_range (self->curves, self->model->tubes, &low, &high);
      set_y_axis (self, &lane.y, low, high);
      g_array_append_val (self->lanes, lane);
      for (gsize g = 0; g < rsc_path_curves_get_n_groups (self->curves); g++)
        {
          const RscPathGroup *group = rsc_path_curves_get_group (self->curves, g);

          if (self->model->parted)
            for (gsize k = 0; k < group->n; k++)
              {
                const double side = (double) k - 0.5 * (double) (group->n - 1);
                const double step =
                  MIN (1.25 * self->theme->line_width, 1.6 * self->em / (double) group->n);
                Track track = { 0, 1, &group->members[k], side * step, k == 0 };
                g_array_append_val (self->tracks, track);
              }
          else
            {
              Track track = { 0, group->n, group->members, 0.0, TRUE };
              g_array_append_val (self->tracks, track);
            }
        }
      return;
    }

  const double least = 1.7 * self->em;
  const gsize fits = (gsize) CLAMP (self->frame.height / least, 1.0, (double) n);
  if (fits < n)
    {
      g_array_sort_with_data (self->order, compare_by_peak, self);
      g_array_set_size (self->order, (guint) fits);
      self->n_curves_hidden = n - fits;
    }
  g_array_sort_with_data (self->order, compare_by_label, self);
  const double row = self->frame.height / (double) fits;
  for (gsize k = 0; k < fits; k++)
    {
      const gsize c = g_array_index (self->order, gsize, k);
      const double gap = 0.09 * row;
      Lane lane = { .rect = { self->frame.x, self->frame.y + row * (double) k + gap,
                              self->frame.width, row - 2.0 * gap },
                    .curve = c };
      double low, high;

      get_curve_range (rsc_path_curves_get (self->curves, c), self->model->tubes, &low, &high);
      set_y_axis (self, &lane.y, low, high);
      if (self->model->y == RSC_PATH_Y_NORM)
        lane.y.maximum /= 1.04;
      g_array_append_val (self->lanes, lane);
    }
  for (gsize k = 0; k < fits; k++)
    {
      Track track = { k, 1, &g_array_index (self->order, gsize, k), 0.0, TRUE };
      g_array_append_val (self->tracks, track);
    }
}

/* ---- labels --------------------------------------------------------------------------------- */

static void
piece_clear (gpointer data)
{
  g_free (((Piece *) data)->text);
}

static void
label_clear (gpointer data)
{
  g_array_unref (((Label *) data)->pieces);
}

static void
add_piece (const Layout *self, Label *label, char *text, gssize id)
{
  Piece piece = { text, id, label->width, 0.0 };

  rsc_text_measure (self->text, text, &piece.width, NULL);
  label->width += piece.width;
  g_array_append_val (label->pieces, piece);
}

/* "1, 3, 5, 7 ×4", or fewer of the numbers where that is wider than @limit. */
static void
write_label (const Layout *self, Label *label, const Track *track, double limit)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (gsize));

  g_array_append_vals (members, track->curves, (guint) track->n);
  g_array_sort_with_data (members, compare_by_label, (gpointer) self);
  for (gsize shown = MIN (track->n, 12);; shown--)
    {
      label->width = 0.0;
      g_clear_pointer (&label->pieces, g_array_unref);
      label->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
      g_array_set_clear_func (label->pieces, piece_clear);
      for (gsize k = 0; k < shown; k++)
        {
          const gsize id =
            rsc_path_curves_get (self->curves, g_array_index (members, gsize, k))->id;

          if (k > 0)
            add_piece (self, label, g_strdup (", "), -1);
          add_piece (self, label, g_strdup_printf ("%" G_GSIZE_FORMAT, get_label (self, id) + 1),
                     (gssize) id);
        }
      if (shown > 0 && shown < track->n)
        add_piece (self, label, g_strdup (", …"), -1);
      if (track->n > 1)
        add_piece (self, label,
                   g_strdup_printf ("%s×%" G_GSIZE_FORMAT, shown > 0 ? " " : "", track->n), -1);
      if (label->width <= limit || shown <= 1)
        break;
    }
}

static int
compare_wanted (gconstpointer a, gconstpointer b)
{
  const Label *p = a, *q = b;

  if (p->wanted != q->wanted)
    return p->wanted < q->wanted ? -1 : 1;
  return (p->curve > q->curve) - (p->curve < q->curve);
}

static int
compare_label_peaks (gconstpointer a, gconstpointer b)
{
  const Label *p = a, *q = b;

  if (p->strong != q->strong)
    return p->strong ? -1 : 1;
  if (p->peak != q->peak)
    return p->peak > q->peak ? -1 : 1;
  return (p->curve > q->curve) - (p->curve < q->curve);
}

/* Labels move apart until each has a line of its own, all together as little as possible: a least
 * squares fit that keeps their order. */
static void
spread (GArray *labels, double top, double bottom, double step)
{
  const gsize n = labels->len;
  g_autofree double *mean = g_new (double, n + 1);
  g_autofree gsize *size = g_new (gsize, n + 1);
  gsize blocks = 0;

  for (gsize k = 0; k < n; k++)
    {
      mean[blocks] = g_array_index (labels, Label, k).wanted - step * (double) k;
      size[blocks++] = 1;
      while (blocks > 1 && mean[blocks - 2] > mean[blocks - 1])
        {
          const double weight = (double) size[blocks - 2], other = (double) size[blocks - 1];

          mean[blocks - 2] =
            (weight * mean[blocks - 2] + other * mean[blocks - 1]) / (weight + other);
          size[blocks - 2] += size[blocks - 1];
          blocks--;
        }
    }
  const double last = MAX (top, bottom - step * (double) (n > 0 ? n - 1 : 0));
  for (gsize b = 0, k = 0; b < blocks; b++)
    for (gsize i = 0; i < size[b]; i++, k++)
      g_array_index (labels, Label, k).y = CLAMP (mean[b], top, last) + step * (double) k;
}

static gboolean
track_is_emphasised (const Layout *self, const Track *track)
{
  for (gsize k = 0; k < track->n; k++)
    if (is_emphasised (self->model, rsc_path_curves_get (self->curves, track->curves[k])->id))
      return TRUE;
  return FALSE;
}

/* Whether a curve of another neuron goes through the label. */
static gboolean
is_crossed (const Layout *self, const Label *label, double line)
{
  const Lane *lane = &g_array_index (self->lanes, Lane, 0);
  const gsize group = rsc_path_curves_get (self->curves, label->curve)->group;

  for (gsize c = 0; c < rsc_path_curves_get_n (self->curves); c++)
    {
      const RscPathCurve *curve = rsc_path_curves_get (self->curves, c);

      if (curve->group == group)
        continue;
      for (gsize k = 0; k + 1 < curve->n; k++)
        {
          const double x0 = lambda_to_px (self, curve->knots[k].lambda);
          const double x1 = lambda_to_px (self, curve->knots[k + 1].lambda);
          const double y0 = to_py (lane, curve->knots[k].value);
          const double y1 = to_py (lane, curve->knots[k + 1].value);

          if (MAX (x0, x1) >= label->x && MIN (x0, x1) <= label->x + label->width
              && MAX (y0, y1) >= label->y - 0.5 * line && MIN (y0, y1) <= label->y + 0.5 * line)
            return TRUE;
        }
    }
  return FALSE;
}

/* Labels for curves that end on the way: at their highest point, where that is free. */
static void
place_labels_inside (const Layout *self, GArray *labels, double line)
{
  const Lane *lane = &g_array_index (self->lanes, Lane, 0);
  const RscRect f = self->frame;
  const double em = self->em;
  g_autoptr (GArray) wishes = g_array_new (FALSE, TRUE, sizeof (Label));

  for (guint t = 0; t < self->tracks->len; t++)
    {
      const Track *track = &g_array_index (self->tracks, Track, t);
      const RscPathCurve *curve = rsc_path_curves_get (self->curves, track->curves[0]);
      const RscPathKnot *top = &curve->knots[0];

      if (curve->alive)
        continue;
      for (gsize k = 1; k < curve->n; k++)
        if (fabs (curve->knots[k].value) > fabs (top->value))
          top = &curve->knots[k];
      if (self->model->y == RSC_PATH_Y_ANGLE)
        top = &curve->knots[curve->n / 2];
      Label label = { .curve = track->curves[0],
                      .peak = fabs (top->value),
                      .strong = track_is_emphasised (self, track),
                      .inside = TRUE };
      write_label (self, &label, track, 0.2 * f.width);
      const double x = lambda_to_px (self, top->lambda), y = to_py (lane, top->value);
      gboolean below = top->value < 0.0 && self->model->y == RSC_PATH_Y_FEATURE;
      if (y - line < f.y)
        below = TRUE;
      if (y + line > f.y + f.height)
        below = FALSE;
      label.x = CLAMP (x - 0.5 * label.width, f.x + 0.3 * em,
                       MAX (f.x + 0.3 * em, self->end - label.width - 0.3 * em));
      label.y = y + (below ? 0.6 : -0.6) * line + track->offset;
      /* What hardly leaves the axis gives way to the others, until it is asked for. */
      gboolean low = self->model->y != RSC_PATH_Y_ANGLE && !label.strong
                     && fabs (y - to_py (lane, 0.0)) < LABEL_PEAK_MIN * em;
      if (low && is_crossed (self, &label, line))
        label.x = MIN (label.x, MAX (lambda_to_px (self, curve->knots[0].lambda), f.x + 0.3 * em));
      if (low && is_crossed (self, &label, line))
        label_clear (&label);
      else
        g_array_append_val (wishes, label);
    }
  g_array_sort (wishes, compare_label_peaks);
  for (guint k = 0; k < wishes->len; k++)
    {
      Label *label = &g_array_index (wishes, Label, k);
      gboolean room = label->y - 0.5 * line > f.y && label->x + label->width < self->end;

      for (guint j = 0; j < labels->len && room; j++)
        {
          const Label *other = &g_array_index (labels, Label, j);
          room = fabs (other->y - label->y) > line || other->x > label->x + label->width + 0.4 * em
                 || label->x > other->x + other->width + 0.4 * em;
        }
      if (room)
        g_array_append_val (labels, *label);
      else
        label_clear (label);
    }
}

/* Labels at the curves' ends. *@hidden: how many have no line. */
static GArray *
place_labels (const Layout *self, gsize *hidden)
{
  GArray *labels = g_array_new (FALSE, TRUE, sizeof (Label));
  double line;

  g_array_set_clear_func (labels, label_clear);
  *hidden = 0;
  if (self->multiples)
    return labels;
  rsc_text_set_style (self->text, LABEL_SCALE, FALSE);
  rsc_text_measure (self->text, "0", NULL, &line);
  line *= 0.92;

  const Lane *lane = &g_array_index (self->lanes, Lane, 0);
  const double column = self->end + 1.1 * self->em;
  const double limit = MAX (self->width - column - 0.3 * self->em, 1.0);
  for (guint t = 0; t < self->tracks->len; t++)
    {
      const Track *track = &g_array_index (self->tracks, Track, t);
      const RscPathCurve *curve = rsc_path_curves_get (self->curves, track->curves[0]);
      const RscPathKnot *last = &curve->knots[curve->n - 1];

      if (!curve->alive)
        continue;
      Label label = { .curve = track->curves[0],
                      .from_x = self->end,
                      .from_y = to_py (lane, last->value) + track->offset,
                      .x = column,
                      .peak = fabs (last->value),
                      .strong = track_is_emphasised (self, track) };
      label.wanted = label.from_y;
      write_label (self, &label, track, limit);
      g_array_append_val (labels, label);
    }
  const double top = self->frame.y + 0.3 * line;
  const double bottom = self->frame.y + self->frame.height + 0.2 * line;
  const gsize fits = (gsize) MAX ((bottom - top) / line + 1.0, 1.0);
  if (labels->len > fits)
    {
      *hidden = labels->len - MAX (fits - 1, 1);
      g_array_sort (labels, compare_label_peaks);
      g_array_set_size (labels, (guint) (labels->len - *hidden));
    }
  g_array_sort (labels, compare_wanted);
  spread (labels, top, bottom - (*hidden > 0 ? line : 0.0), line);
  place_labels_inside (self, labels, line);
  return labels;
}

static gsize
count_digits (gsize number)
{
  gsize n = 1;

  for (; number >= 10; number /= 10)
    n++;
  return n;
}

/* Room that the labels need: from the widths of their letters, which is much faster than setting each
 * of them. */
static double
measure_labels (const Layout *self)
{
  const double limit = 0.24 * self->width;
  double widest = 0.0, digit, comma, times;

  rsc_text_set_style (self->text, LABEL_SCALE, FALSE);
  rsc_text_measure (self->text, "8", &digit, NULL);
  rsc_text_measure (self->text, ", ", &comma, NULL);
  rsc_text_measure (self->text, " ×", &times, NULL);
  for (guint t = 0; t < self->tracks->len; t++)
    {
      const Track *track = &g_array_index (self->tracks, Track, t);
      double sum = 0.0;

      if (!rsc_path_curves_get (self->curves, track->curves[0])->alive)
        continue;
      for (gsize k = 0; k < track->n && sum < limit; k++)
        sum += digit
                 * (double) count_digits (
                   get_label (self, rsc_path_curves_get (self->curves, track->curves[k])->id) + 1)
               + (k > 0 ? comma : 0.0);
      if (track->n > 1)
        sum += times + digit * (double) count_digits (track->n);
      widest = MAX (widest, MIN (sum, limit));
    }
  return widest;
}

/* Width of the longest number of a neuron, as draw_lane_texts() writes it. */
static double
measure_numbers (const Layout *self)
{
  gsize digits = 2;
  double digit;

  for (gsize k = 0; k < rsc_path_curves_get_n (self->curves); k++)
    digits =
      MAX (digits, count_digits (get_label (self, rsc_path_curves_get (self->curves, k)->id) + 1));
  rsc_text_set_style (self->text, LABEL_SCALE, TRUE);
  rsc_text_measure (self->text, "8", &digit, NULL);
  rsc_text_set_style (self->text, LABEL_SCALE, FALSE);
  return digit * (double) digits;
}

/* ---- layout, continued ---------------------------------------------------------------------- */

static void
layout_clear (Layout *self)
{
  g_clear_pointer (&self->curves, rsc_path_curves_unref);
  g_clear_pointer (&self->lanes, g_array_unref);
  g_clear_pointer (&self->tracks, g_array_unref);
  g_clear_pointer (&self->order, g_array_unref);
}

/* Everything that drawing and picking share. */
static void
layout_init (Layout *self,
             const RscPathModel *model,
             const RscTheme *theme,
             RscText *text,
             double width,
             double height)
{
  const double em = text->size;
  double line, title, ticks[TICKS_MAX], low, high, left, right, widest = 0.0;
  RscAxis y;

  *self = (Layout){ .model = model, .theme = theme, .text = text, .em = em };
  self->width = width;
  self->height = height;
  self->words = get_words (model);
  if (self->words != NULL)
    return;
  if (model->curves != NULL && rsc_path_curves_get_path (model->curves) == model->path
      && rsc_path_curves_get_y (model->curves) == model->y
      && (model->y != RSC_PATH_Y_FEATURE
          || rsc_path_curves_get_feature (model->curves) == model->feature))
    self->curves = rsc_path_curves_ref (model->curves);
  else
    self->curves = rsc_path_curves_new (model->path, model->y, model->feature);
  self->multiples = model->multiples && rsc_path_curves_get_n (self->curves) > 0;
  self->lanes = g_array_new (FALSE, TRUE, sizeof (Lane));
  self->tracks = g_array_new (FALSE, TRUE, sizeof (Track));
  self->order = g_array_new (FALSE, FALSE, sizeof (gsize));
  set_x_axis (self);

  rsc_text_set_style (text, 1.0, FALSE);
  rsc_text_measure (text, "0", NULL, &title);
  rsc_text_set_style (text, LABEL_SCALE, FALSE);
  rsc_text_measure (text, "0", NULL, &line);
  self->label_height = line;

  /* What is left out first where there is little room. */
  const gboolean may_have_events = !model->complete || rsc_path_get_n_events (model->path) > 0;
  const gboolean with_legend = may_have_events && height > 19.0 * em && width > 26.0 * em;
  const gboolean with_title = height > 10.0 * em;
  const double strip = height > 8.0 * em ? 1.05 * em : 0.5 * em;
  double top = 0.3 * em + (with_legend ? 1.35 * em : 0.0) + (may_have_events ? 2.0 : 0.5) * em;
  double bottom = 0.3 * em + strip + 0.4 * em + line + (with_title ? title : 0.0) + 0.3 * em;
  double scale = MIN (1.0, 0.7 * height / (top + bottom));
  top *= scale;
  bottom *= scale;
  self->frame.y = top;
  self->frame.height = MAX (height - top - bottom, 0.0);
  self->legend_y = with_legend ? 0.3 * em + 0.65 * em : NAN;
  self->rows_y[0] = top - 1.5 * em * scale;
  self->rows_y[1] = top - 0.58 * em * scale;
  self->strip = (RscRect){ 0.0, top + self->frame.height + 0.3 * em * scale, 0.0, strip * scale };
  self->title_y = with_title ? height - 0.3 * em - title : NAN;

  if (self->multiples)
    {
      rsc_text_measure (text, "0.888", &right, NULL);
      left = 0.3 * em + title + 0.3 * em + measure_numbers (self) + 0.6 * em;
      right += 0.8 * em;
    }
  else
    {
      rsc_path_curves_get_range (self->curves, model->tubes, &low, &high);
      set_y_axis (self, &y, low, high);
      gsize n = list_y_ticks (self, &y, self->frame.height, ticks);
      g_auto (GStrv) labels = rsc_axis_dup_labels (&y, n, ticks);
      for (gsize k = 0; k < n; k++)
        {
          double w;
          rsc_text_measure (text, labels[k], &w, NULL);
          widest = MAX (widest, w);
        }
      left = 0.3 * em + title + 0.3 * em + MAX (widest, 1.8 * em) + 0.55 * em;
      right = 0.0;
    }
  self->frame.x = MIN (left, 0.4 * width);
  self->frame.width = MAX (width - self->frame.x - 1.4 * em, 0.0);
  fill_lanes (self);
  if (!self->multiples)
    {
      self->labels_width = measure_labels (self);
      right = self->labels_width + 1.6 * em;
    }
  right = MIN (MAX (right, 1.6 * em), 0.4 * width);
  self->frame.width = MAX (width - self->frame.x - right, 0.0);
  for (guint k = 0; k < self->lanes->len; k++)
    g_array_index (self->lanes, Lane, k).rect.width = self->frame.width;
  self->strip.x = self->frame.x;
  self->strip.width = self->frame.width;

  self->end = lambda_to_px (self, rsc_path_curves_get_lambda_low (self->curves));
  const double edge = self->frame.x + self->frame.width;
  if (!isfinite (self->end))
    self->end = self->frame.x;
  self->end = CLAMP (self->end, self->frame.x, edge);
  self->cut = self->end < edge - 1.0;
}

static gboolean
layout_has_room (const Layout *self)
{
  return self->frame.width > 1.0 && self->frame.height > 1.0;
}

/* ---- curves --------------------------------------------------------------------------------- */

static void
append_point (GArray *points, double x, double y)
{
  const Point point = { x, y };

  g_array_append_val (points, point);
}

/* Leaves out what lies on the way between two others. */
static void
simplify (GArray *points)
{
  const gsize n = points->len;

  if (n < 3)
    return;
  g_autofree gboolean *keep = g_new0 (gboolean, n);
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, 2 * sizeof (gsize));
  const Point *p = (const Point *) (gconstpointer) points->data;
  gsize range[2] = { 0, n - 1 };

  keep[0] = keep[n - 1] = TRUE;
  g_array_append_val (stack, range);
  while (stack->len > 0)
    {
      memcpy (range, stack->data + (stack->len - 1) * sizeof range, sizeof range);
      g_array_set_size (stack, stack->len - 1);
      const Point a = p[range[0]], b = p[range[1]];
      const double length = hypot (b.x - a.x, b.y - a.y);
      double worst = FLATNESS;
      gsize found = 0;

      for (gsize k = range[0] + 1; k < range[1]; k++)
        {
          const double far =
            length > 1e-9
              ? fabs ((b.x - a.x) * (p[k].y - a.y) - (b.y - a.y) * (p[k].x - a.x)) / length
              : hypot (p[k].x - a.x, p[k].y - a.y);
          if (far > worst)
            {
              worst = far;
              found = k;
            }
        }
      if (found == 0)
        continue;
      keep[found] = TRUE;
      const gsize first[2] = { range[0], found }, second[2] = { found, range[1] };
      g_array_append_val (stack, first);
      g_array_append_val (stack, second);
    }
  gsize n_kept = 0;
  for (gsize k = 0; k < n; k++)
    if (keep[k])
      g_array_index (points, Point, n_kept++) = g_array_index (points, Point, k);
  g_array_set_size (points, (guint) n_kept);
}

/* Moves a line sideways. */
static void
shift (GArray *points, double offset)
{
  const gsize n = points->len;

  if (offset == 0.0 || n < 2)
    return;
  g_autofree Point *p = g_memdup2 (points->data, n * sizeof (Point));
  for (gsize k = 0; k < n; k++)
    {
      const Point a = p[k > 0 ? k - 1 : 0], b = p[k + 1 < n ? k + 1 : n - 1];
      const double length = hypot (b.x - a.x, b.y - a.y);

      if (length < 1e-9)
        continue;
      g_array_index (points, Point, k).x -= offset * (b.y - a.y) / length;
      g_array_index (points, Point, k).y += offset * (b.x - a.x) / length;
    }
}

typedef enum
{
  LINE_VALUE,
  LINE_LOW,
  LINE_HIGH
} Line;

static double
get_line (const RscPathKnot *knot, Line line)
{
  return line == LINE_VALUE ? knot->value : line == LINE_LOW ? knot->low : knot->high;
}

/* A line of a track on the screen. */
static GArray *
trace (const Layout *self, const Track *track, Line line)
{
  const RscPathCurve *curve = rsc_path_curves_get (self->curves, track->curves[0]);
  const Lane *lane = &g_array_index (self->lanes, Lane, track->lane);
  GArray *points = g_array_new (FALSE, FALSE, sizeof (Point));
  double before = NAN;

  for (gsize k = 0; k < curve->n; k++)
    {
      const RscPathKnot *knot = &curve->knots[k];
      const double x = lambda_to_px (self, knot->lambda);

      if (isnan (x))
        continue;
      if (k > 0 && fabs (x - before) > CUT_LENGTH)
        {
          /* Linear in λ, so bent on other axes. */
          const RscPathKnot *last = knot - 1;
          const int pieces = (int) MIN (ceil (fabs (x - before) / CUT_LENGTH), 40.0);
          for (int i = 1; i < pieces; i++)
            {
              const double lambda =
                last->lambda * pow (knot->lambda / last->lambda, (double) i / pieces);
              const double s = (last->lambda - lambda) / (last->lambda - knot->lambda);
              const double a = get_line (last, line), b = get_line (knot, line);
              append_point (points, lambda_to_px (self, lambda), to_py (lane, a + s * (b - a)));
            }
        }
      append_point (points, x, to_py (lane, get_line (knot, line)));
      before = x;
    }
  simplify (points);
  shift (points, track->offset);
  return points;
}

static void
add_path (cairo_t *cr, const GArray *points)
{
  for (guint k = 0; k < points->len; k++)
    cairo_line_to (cr, g_array_index (points, Point, k).x, g_array_index (points, Point, k).y);
}

/* The curve whose colour a track has: an emphasised one, or the first by label. */
static gsize
get_leader (const Layout *self, const Track *track)
{
  gsize found = track->curves[0];

  for (gsize k = 0; k < track->n; k++)
    {
      const gsize c = track->curves[k];

      if (self->model->selected >= 0
          && rsc_path_curves_get (self->curves, c)->id == (gsize) self->model->selected)
        return c;
      if (self->model->hovered >= 0
          && rsc_path_curves_get (self->curves, c)->id == (gsize) self->model->hovered)
        found = c;
      else if (compare_by_label (&c, &found, (gpointer) self) < 0
               && !is_emphasised (self->model, rsc_path_curves_get (self->curves, found)->id))
        found = c;
    }
  return found;
}

static gboolean
has_tube (const Layout *self, const Track *track)
{
  const RscPathCurve *curve = rsc_path_curves_get (self->curves, track->curves[0]);
  const Lane *lane = &g_array_index (self->lanes, Lane, track->lane);
  const double slack = 1e-3 * (lane->y.maximum - lane->y.minimum);

  if (!self->model->tubes || self->model->y == RSC_PATH_Y_ANGLE)
    return FALSE;
  for (gsize k = 0; k < curve->n; k++)
    if (curve->knots[k].high - curve->knots[k].low > slack)
      return TRUE;
  return FALSE;
}

/* The band that a tube fills. */
static GArray *
trace_tube (const Layout *self, const Track *track)
{
  Track plain = *track;
  plain.offset = 0.0;
  GArray *points = trace (self, &plain, LINE_HIGH);
  g_autoptr (GArray) low = trace (self, &plain, LINE_LOW);

  for (guint k = low->len; k-- > 0;)
    g_array_append_val (points, g_array_index (low, Point, k));
  return points;
}

static double
get_tube_height (const Layout *self, const Track *track)
{
  const RscPathCurve *curve = rsc_path_curves_get (self->curves, track->curves[0]);
  double widest = 0.0;

  for (gsize k = 0; k < curve->n; k++)
    widest = MAX (widest, curve->knots[k].high - curve->knots[k].low);
  return widest;
}

static int
compare_tubes (gconstpointer a, gconstpointer b, gpointer data)
{
  const double p = get_tube_height (data, a), q = get_tube_height (data, b);

  if (p != q)
    return p > q ? -1 : 1;
  return 0;
}

static void
draw_tubes (const Layout *self, cairo_t *cr)
{
  const gboolean emphasis = has_emphasis (self);
  g_autoptr (GArray) tubes = g_array_new (FALSE, FALSE, sizeof (Track));

  for (guint t = 0; t < self->tracks->len; t++)
    if (has_tube (self, &g_array_index (self->tracks, Track, t))
        && (g_array_index (self->tracks, Track, t).first
            || track_is_emphasised (self, &g_array_index (self->tracks, Track, t))))
      g_array_append_val (tubes, g_array_index (self->tracks, Track, t));
  /* The widest first: the others stay visible on it. */
  g_array_sort_with_data (tubes, compare_tubes, (gpointer) self);
  const double base =
    self->multiples ? 0.3 : CLAMP (0.5 / sqrt ((double) MAX (tubes->len, 1)), 0.07, 0.24);

  cairo_save (cr);
  cairo_rectangle (cr, self->frame.x, self->frame.y, self->frame.width, self->frame.height);
  cairo_clip (cr);
  cairo_set_line_width (cr, 0.5 * self->theme->line_width);
  /* Soft edges need no fine ones, and many of them are slow. */
  if (tubes->len > TUBES_FINE)
    cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  for (guint t = 0; t < tubes->len; t++)
    {
      const Track *track = &g_array_index (tubes, Track, t);
      const gsize id = rsc_path_curves_get (self->curves, get_leader (self, track))->id;
      const gboolean strong = track_is_emphasised (self, track);
      const RscColor color = rsc_theme_get_neuron_color (self->theme, get_label (self, id));
      const double alpha = strong ? MAX (base, 0.3) : emphasis ? 0.35 * base : base;
      g_autoptr (GArray) points = trace_tube (self, track);

      cairo_new_path (cr);
      add_path (cr, points);
      cairo_close_path (cr);
      rsc_color_set_source (cr, rsc_color_with_alpha (color, alpha));
      cairo_fill_preserve (cr);
      rsc_color_set_source (cr, rsc_color_with_alpha (color, strong ? 0.8 : emphasis ? 0.2 : 0.45));
      cairo_stroke (cr);
    }
  cairo_restore (cr);
  cairo_new_path (cr);
}

static void
stroke_track (const Layout *self,
              const Track *track,
              const GArray *points,
              double alpha,
              double scale,
              cairo_t *cr)
{
  const gboolean strong = track_is_emphasised (self, track);

  cairo_set_line_width (cr, scale * self->theme->line_width);
  /* Each of several neurons on one curve has its share of it. */
  if (track->n > 1 && track->n <= COLORS_MAX && !strong)
    {
      const double piece = 0.75 * self->em;
      const double dash[2] = { piece, piece * (double) (track->n - 1) };
      g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (gsize));

      g_array_append_vals (members, track->curves, (guint) track->n);
      g_array_sort_with_data (members, compare_by_label, (gpointer) self);
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
      for (gsize k = 0; k < track->n; k++)
        {
          const gsize id =
            rsc_path_curves_get (self->curves, g_array_index (members, gsize, k))->id;

          add_path (cr, points);
          cairo_set_dash (cr, dash, 2, -piece * (double) k);
          rsc_color_set_source (
            cr, rsc_color_with_alpha (
                  rsc_theme_get_neuron_color (self->theme, get_label (self, id)), alpha));
          cairo_stroke (cr);
        }
      cairo_set_dash (cr, NULL, 0, 0.0);
      return;
    }
  const gsize label =
    get_label (self, rsc_path_curves_get (self->curves, get_leader (self, track))->id);
  add_path (cr, points);
  rsc_theme_set_neuron_dash (self->theme, cr, label);
  rsc_color_set_source (
    cr, rsc_color_with_alpha (rsc_theme_get_neuron_color (self->theme, label), alpha));
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0.0);
}

static void
draw_curves (const Layout *self, cairo_t *cr)
{
  const gboolean emphasis = has_emphasis (self);

  cairo_save (cr);
  /* Half a stroke beyond, for curves along the edge. */
  cairo_rectangle (cr, self->frame.x, self->frame.y - self->theme->line_width, self->frame.width,
                   self->frame.height + 2.0 * self->theme->line_width);
  cairo_clip (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (int pass = 0; pass < 2; pass++)
    for (guint t = 0; t < self->tracks->len; t++)
      {
        const Track *track = &g_array_index (self->tracks, Track, t);
        const gboolean strong = track_is_emphasised (self, track);

        if ((pass == 1) != strong)
          continue;
        g_autoptr (GArray) points = trace (self, track, LINE_VALUE);
        stroke_track (self, track, points, emphasis && !strong ? 0.35 : 1.0, strong ? 1.8 : 1.15,
                      cr);
      }
  cairo_restore (cr);
  cairo_new_path (cr);
}

static void
draw_labels (const Layout *self, cairo_t *cr)
{
  const gboolean emphasis = has_emphasis (self);
  gsize hidden;
  g_autoptr (GArray) labels = place_labels (self, &hidden);
  const double em = self->em;

  for (guint k = 0; k < labels->len; k++)
    {
      const Label *label = &g_array_index (labels, Label, k);
      const double alpha = emphasis && !label->strong ? 0.45 : 1.0;
      const gsize id = rsc_path_curves_get (self->curves, label->curve)->id;

      if (label->inside)
        {
          rsc_color_set_source (cr, rsc_color_with_alpha (self->theme->background, 0.75));
          cairo_rectangle (cr, label->x - 0.15 * em, label->y - 0.45 * self->label_height,
                           label->width + 0.3 * em, 0.9 * self->label_height);
          cairo_fill (cr);
        }
      else
        {
          rsc_color_set_source (
            cr, rsc_color_with_alpha (
                  rsc_theme_get_neuron_color (self->theme, get_label (self, id)), 0.6 * alpha));
          cairo_set_line_width (cr, 0.55 * self->theme->line_width);
          cairo_move_to (cr, label->from_x + 0.15 * em, label->from_y);
          cairo_line_to (cr, label->from_x + 0.3 * em, label->from_y);
          cairo_line_to (cr, label->x - 0.35 * em, label->y);
          cairo_line_to (cr, label->x - 0.15 * em, label->y);
          cairo_stroke (cr);
        }
      for (guint p = 0; p < label->pieces->len; p++)
        {
          const Piece *piece = &g_array_index (label->pieces, Piece, p);
          RscColor color = self->theme->muted;

          if (piece->id >= 0)
            color = rsc_theme_get_neuron_color (self->theme, get_label (self, (gsize) piece->id));
          rsc_text_set_style (self->text, LABEL_SCALE,
                              piece->id >= 0 && is_emphasised (self->model, (gsize) piece->id));
          rsc_text_draw (self->text, piece->text, label->x + piece->x, label->y, 0.0, 0.5,
                         rsc_color_with_alpha (color, alpha));
        }
    }
  if (hidden > 0)
    {
      g_autofree char *more = g_strdup_printf ("+%" G_GSIZE_FORMAT, hidden);
      const double x = self->end + 1.1 * em;

      rsc_text_set_style (self->text, SMALL_SCALE, FALSE);
      rsc_text_draw (self->text, more, x - 0.1 * em,
                     self->frame.y + self->frame.height + 0.2 * self->label_height, 0.0, 0.5,
                     self->theme->muted);
    }
}

/* ---- events --------------------------------------------------------------------------------- */

/* What a mark of several events shows. */
static int
get_rank (RscPathEventKind kind)
{
  switch (kind)
    {
    case RSC_PATH_NON_UNIQUE:
    case RSC_PATH_ENTERS:
      return 3;
    case RSC_PATH_UNIQUE:
    case RSC_PATH_LEAVES:
      return 2;
    case RSC_PATH_NARROWEST:
    case RSC_PATH_FACE:
    default:
      return 1;
    }
}

static GArray *
list_marks (const Layout *self)
{
  GArray *marks = g_array_new (FALSE, TRUE, sizeof (Mark));
  gssize open[2] = { -1, -1 };

  for (gsize k = 0; k < rsc_path_get_n_events (self->model->path); k++)
    {
      const RscPathEvent *event = rsc_path_get_event (self->model->path, k);
      const double x = lambda_to_px (self, event->lambda);
      const int row = event->kind == RSC_PATH_ENTERS || event->kind == RSC_PATH_LEAVES
                          || event->kind == RSC_PATH_FACE
                        ? 1
                        : 0;
      const gssize neuron = event->neuron == RSC_PATH_NO_NEURON ? -1 : (gssize) event->neuron;

      if (isnan (x) || x < self->frame.x - 0.5 || x > self->frame.x + self->frame.width + 0.5)
        continue;
      if (open[row] >= 0)
        {
          Mark *mark = &g_array_index (marks, Mark, open[row]);

          if (x - mark->x < MARK_DISTANCE * self->em)
            {
              mark->n++;
              mark->last = x;
              if (get_rank (event->kind) > get_rank (mark->kind))
                {
                  mark->kind = event->kind;
                  mark->event = k;
                }
              if (mark->neuron != neuron)
                mark->neuron = -1;
              continue;
            }
        }
      Mark mark = { row, k, 1, event->kind, neuron, x, self->rows_y[row], x };
      open[row] = (gssize) marks->len;
      g_array_append_val (marks, mark);
    }
  return marks;
}

static RscColor
get_event_color (const Layout *self, RscPathEventKind kind, gssize neuron)
{
  if (neuron >= 0)
    return rsc_theme_get_neuron_color (self->theme, get_label (self, (gsize) neuron));
  if (kind == RSC_PATH_ENTERS || kind == RSC_PATH_LEAVES || kind == RSC_PATH_FACE)
    return self->theme->muted;
  return rsc_theme_get_sequential (self->theme, 0.72);
}

/* A shape for each kind, so that none is told by colour alone. */
static void
draw_shape (const Layout *self,
            RscPathEventKind kind,
            double x,
            double y,
            double r,
            RscColor color,
            cairo_t *cr)
{
  rsc_color_set_source (cr, color);
  cairo_set_line_width (cr, MAX (0.75 * self->theme->line_width, 0.8));
  cairo_new_path (cr);
  switch (kind)
    {
    case RSC_PATH_ENTERS:
      cairo_move_to (cr, x, y - r);
      cairo_line_to (cr, x + r, y + 0.8 * r);
      cairo_line_to (cr, x - r, y + 0.8 * r);
      cairo_close_path (cr);
      cairo_fill (cr);
      break;
    case RSC_PATH_LEAVES:
      cairo_move_to (cr, x, y + r);
      cairo_line_to (cr, x + r, y - 0.8 * r);
      cairo_line_to (cr, x - r, y - 0.8 * r);
      cairo_close_path (cr);
      cairo_fill (cr);
      break;
    case RSC_PATH_FACE:
      cairo_move_to (cr, x, y - 0.85 * r);
      cairo_line_to (cr, x + 0.6 * r, y);
      cairo_line_to (cr, x, y + 0.85 * r);
      cairo_line_to (cr, x - 0.6 * r, y);
      cairo_close_path (cr);
      cairo_stroke (cr);
      break;
    case RSC_PATH_NON_UNIQUE:
      cairo_arc (cr, x, y, 0.85 * r, 0.0, 2.0 * G_PI);
      cairo_fill (cr);
      break;
    case RSC_PATH_UNIQUE:
      cairo_arc (cr, x, y, 0.75 * r, 0.0, 2.0 * G_PI);
      cairo_stroke (cr);
      break;
    case RSC_PATH_NARROWEST:
    default:
      cairo_move_to (cr, x - 0.8 * r, y - 0.8 * r);
      cairo_line_to (cr, x + 0.8 * r, y - 0.8 * r);
      cairo_line_to (cr, x - 0.8 * r, y + 0.8 * r);
      cairo_line_to (cr, x + 0.8 * r, y + 0.8 * r);
      cairo_close_path (cr);
      cairo_fill (cr);
      break;
    }
}

static const char *
get_kind_word (RscPathEventKind kind)
{
  switch (kind)
    {
    case RSC_PATH_ENTERS:
      return _ ("enters");
    case RSC_PATH_LEAVES:
      return _ ("leaves");
    case RSC_PATH_FACE:
      return _ ("kink at a data point");
    case RSC_PATH_NON_UNIQUE:
      return _ ("several optima below");
    case RSC_PATH_UNIQUE:
      return _ ("unique below");
    case RSC_PATH_NARROWEST:
    default:
      return _ ("narrowest width changes");
    }
}

static void
draw_events (const Layout *self, cairo_t *cr)
{
  g_autoptr (GArray) marks = list_marks (self);
  const double em = self->em;
  const gboolean emphasis = has_emphasis (self);

  for (guint k = 0; k < marks->len; k++)
    {
      const Mark *mark = &g_array_index (marks, Mark, k);
      const gboolean strong =
        mark->neuron >= 0 && is_emphasised (self->model, (gsize) mark->neuron);
      const double alpha = emphasis && !strong && mark->row == 1 ? 0.4 : 1.0;

      draw_shape (self, mark->kind, mark->x, mark->y, em * (strong ? 0.42 : 0.32),
                  rsc_color_with_alpha (get_event_color (self, mark->kind, mark->neuron), alpha),
                  cr);
      if (mark->n > 1)
        {
          g_autofree char *count = g_strdup_printf ("%" G_GSIZE_FORMAT, mark->n);
          double room = self->frame.x + self->frame.width - mark->x, w;

          for (guint j = k + 1; j < marks->len; j++)
            if (g_array_index (marks, Mark, j).row == mark->row)
              {
                room = g_array_index (marks, Mark, j).x - mark->x;
                break;
              }
          rsc_text_set_style (self->text, 0.72, FALSE);
          rsc_text_measure (self->text, count, &w, NULL);
          if (room > w + 0.9 * em)
            rsc_text_draw (self->text, count, mark->x + 0.42 * em, mark->y, 0.0, 0.5,
                           self->theme->muted);
        }
    }
}

/* Which shape means what, for the kinds that there are. */
static void
draw_event_legend (const Layout *self, cairo_t *cr)
{
  const double em = self->em;
  double x = self->frame.x;
  guint seen = 0;

  if (isnan (self->legend_y))
    return;
  for (gsize k = 0; k < rsc_path_get_n_events (self->model->path); k++)
    seen |= 1u << rsc_path_get_event (self->model->path, k)->kind;
  rsc_text_set_style (self->text, SMALL_SCALE, FALSE);
  for (int kind = RSC_PATH_ENTERS; kind <= RSC_PATH_NARROWEST; kind++)
    {
      const char *word = get_kind_word ((RscPathEventKind) kind);
      double w;

      if (!(seen & (1u << kind)))
        continue;
      rsc_text_measure (self->text, word, &w, NULL);
      if (x + w + 1.2 * em > self->width - 0.3 * em)
        break;
      draw_shape (self, (RscPathEventKind) kind, x + 0.35 * em, self->legend_y, 0.3 * em,
                  get_event_color (self, (RscPathEventKind) kind, -1), cr);
      rsc_text_draw (self->text, word, x + 0.9 * em, self->legend_y, 0.0, 0.5, self->theme->muted);
      x += w + 2.0 * em;
    }
}

/* ---- axes, strip ---------------------------------------------------------------------------- */

static gsize
get_largest_dimension (const Layout *self)
{
  gsize largest = 0;

  for (gsize k = 0; k < rsc_path_curves_get_n_stretches (self->curves); k++)
    largest = MAX (largest, rsc_path_curves_get_stretch (self->curves, k)->dimension);
  return largest;
}

static RscColor
get_dimension_color (const Layout *self, gsize dimension, gsize largest)
{
  if (dimension == 0)
    return self->theme->background;
  const double t = largest > 1 ? (double) (dimension - 1) / (double) (largest - 1) : 0.35;
  return rsc_theme_get_sequential (self->theme, 0.25 + 0.6 * t);
}

static RscColor
get_contrast (const Layout *self, RscColor ground)
{
  const double light = 0.299 * ground.red + 0.587 * ground.green + 0.114 * ground.blue;
  const gboolean dark = light < 0.55;

  return dark == self->theme->dark ? self->theme->foreground : self->theme->background;
}

/* Black on light, white on dark, in either theme. */
static void
get_stretch_px (const Layout *self, const RscPathStretch *stretch, double *x0, double *x1)
{
  *x0 = CLAMP (lambda_to_px (self, stretch->lambda_high), self->frame.x, self->end);
  *x1 = CLAMP (lambda_to_px (self, stretch->lambda_low), self->frame.x, self->end);
}

/* Where several networks are optimal the ground has a tint. */
static void
draw_ground (const Layout *self, cairo_t *cr)
{
  RscColor color = rsc_theme_get_sequential (self->theme, 0.5);

  for (gsize k = 0; k < rsc_path_curves_get_n_stretches (self->curves); k++)
    {
      const RscPathStretch *stretch = rsc_path_curves_get_stretch (self->curves, k);
      double x0, x1;

      if (stretch->dimension == 0)
        continue;
      get_stretch_px (self, stretch, &x0, &x1);
      cairo_rectangle (cr, x0, self->frame.y, x1 - x0, self->frame.height);
    }
  rsc_color_set_source (cr, rsc_color_with_alpha (color, 0.07));
  cairo_fill (cr);
}

static void
draw_strip (const Layout *self, cairo_t *cr)
{
  const RscRect s = self->strip;
  const gsize largest = get_largest_dimension (self);
  const double em = self->em;

  if (!(s.height > 0.5))
    return;
  rsc_text_set_style (self->text, SMALL_SCALE, FALSE);
  for (gsize k = 0; k < rsc_path_curves_get_n_stretches (self->curves); k++)
    {
      const RscPathStretch *stretch = rsc_path_curves_get_stretch (self->curves, k);
      const RscColor color = get_dimension_color (self, stretch->dimension, largest);
      double x0, x1, w;

      get_stretch_px (self, stretch, &x0, &x1);
      if (stretch->dimension == 0)
        continue;
      rsc_color_set_source (cr, color);
      cairo_rectangle (cr, x0, s.y, x1 - x0, s.height);
      cairo_fill (cr);
      g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT, stretch->dimension);
      rsc_text_measure (self->text, number, &w, NULL);
      if (x1 - x0 > w + 0.5 * em && s.height > 0.8 * em)
        rsc_text_draw (self->text, number, 0.5 * (x0 + x1), s.y + 0.5 * s.height, 0.5, 0.5,
                       get_contrast (self, color));
    }
  rsc_color_set_source (cr, self->theme->muted);
  cairo_set_line_width (cr, MAX (0.55 * self->theme->line_width, 0.5));
  cairo_rectangle (cr, s.x, s.y, s.width, s.height);
  cairo_stroke (cr);
  if (s.height > 0.8 * em)
    rsc_text_draw (self->text, _ ("dim"), s.x - 0.5 * em, s.y + 0.5 * s.height, 1.0, 0.5,
                   self->theme->muted);
}

/* Squares for the dimensions there are, right of the title of the axis. */
static void
draw_dimension_legend (const Layout *self, double from, cairo_t *cr)
{
  const double em = self->em;
  const gsize largest = get_largest_dimension (self);
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (gsize));
  double y = self->title_y + 0.62 * em, x, w, total;

  if (largest == 0)
    return;
  for (gsize dimension = 0; dimension <= largest; dimension++)
    for (gsize k = 0; k < rsc_path_curves_get_n_stretches (self->curves); k++)
      if (rsc_path_curves_get_stretch (self->curves, k)->dimension == dimension)
        {
          g_array_append_val (seen, dimension);
          break;
        }
  /* The first and the last ones where there are many. */
  while (seen->len > 6)
    g_array_remove_index (seen, seen->len / 2);
  rsc_text_set_style (self->text, SMALL_SCALE, FALSE);
  rsc_text_measure (self->text, _ ("dimension"), &w, NULL);
  total = w;
  for (guint k = 0; k < seen->len; k++)
    {
      g_autofree char *number =
        g_strdup_printf ("%" G_GSIZE_FORMAT, g_array_index (seen, gsize, k));
      rsc_text_measure (self->text, number, &w, NULL);
      total += w + 1.75 * em;
    }
  x = self->width - 0.5 * em - total;
  if (x < from)
    return;
  rsc_text_draw (self->text, _ ("dimension"), x, y, 0.0, 0.5, self->theme->muted);
  rsc_text_measure (self->text, _ ("dimension"), &w, NULL);
  x += w;
  for (guint k = 0; k < seen->len; k++)
    {
      const gsize dimension = g_array_index (seen, gsize, k);
      g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT, dimension);

      x += 0.65 * em;
      cairo_rectangle (cr, x, y - 0.38 * em, 0.75 * em, 0.75 * em);
      rsc_color_set_source (cr, get_dimension_color (self, dimension, largest));
      cairo_fill_preserve (cr);
      rsc_color_set_source (cr, self->theme->muted);
      cairo_set_line_width (cr, 0.5);
      cairo_stroke (cr);
      x += 1.1 * em;
      rsc_text_draw (self->text, number, x, y, 0.0, 0.5, self->theme->muted);
      rsc_text_measure (self->text, number, &w, NULL);
      x += w;
    }
}

static void
draw_lane_texts (const Layout *self, cairo_t *cr)
{
  const gboolean emphasis = has_emphasis (self);
  const double em = self->em;

  for (guint k = 0; k < self->lanes->len; k++)
    {
      const Lane *lane = &g_array_index (self->lanes, Lane, k);
      const gsize id = rsc_path_curves_get (self->curves, lane->curve)->id;
      const gboolean strong = is_emphasised (self->model, id);
      const double alpha = emphasis && !strong ? 0.45 : 1.0;
      g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT, get_label (self, id) + 1);
      g_autofree char *top = dup_number (lane->y.maximum);

      rsc_text_set_style (self->text, LABEL_SCALE, TRUE);
      rsc_text_draw (self->text, number, self->frame.x - 0.5 * em,
                     lane->rect.y + 0.5 * lane->rect.height, 1.0, 0.5,
                     rsc_color_with_alpha (
                       rsc_theme_get_neuron_color (self->theme, get_label (self, id)), alpha));
      rsc_text_set_style (self->text, 0.72, FALSE);
      rsc_text_draw (self->text, top, self->frame.x + self->frame.width + 0.4 * em, lane->rect.y,
                     0.0, 0.25, rsc_color_with_alpha (self->theme->muted, alpha));
    }
}

static void
draw_axes (const Layout *self, cairo_t *cr)
{
  const RscTheme *theme = self->theme;
  const RscRect f = self->frame;
  const double em = self->em, foot = self->strip.y + self->strip.height;
  double x_ticks[TICKS_MAX], y_ticks[TICKS_MAX], widest = 0.0;
  gsize n_y = 0;
  g_auto (GStrv) x_labels = NULL;
  g_auto (GStrv) y_labels = NULL;
  g_autofree char *y_title = dup_y_title (self);

  cairo_save (cr);
  rsc_text_set_style (self->text, LABEL_SCALE, FALSE);
  const gsize n_x = list_x_ticks (self, x_ticks, &x_labels);
  cairo_set_line_width (cr, MAX (0.55 * theme->line_width, 0.5));
  rsc_color_set_source (cr, theme->grid);
  for (gsize k = 0; k < n_x; k++)
    {
      const double x = to_px (self, x_ticks[k]);
      cairo_move_to (cr, x, f.y);
      cairo_line_to (cr, x, f.y + f.height);
    }
  if (!self->multiples)
    {
      const Lane *lane = &g_array_index (self->lanes, Lane, 0);

      n_y = list_y_ticks (self, &lane->y, f.height, y_ticks);
      y_labels = rsc_axis_dup_labels (&lane->y, n_y, y_ticks);
      for (gsize k = 0; k < n_y; k++)
        {
          cairo_move_to (cr, f.x, to_py (lane, y_ticks[k]));
          cairo_line_to (cr, f.x + f.width, to_py (lane, y_ticks[k]));
        }
    }
  else
    for (guint k = 0; k < self->lanes->len; k++)
      {
        const Lane *lane = &g_array_index (self->lanes, Lane, k);
        cairo_move_to (cr, f.x, lane->rect.y + lane->rect.height);
        cairo_line_to (cr, f.x + f.width, lane->rect.y + lane->rect.height);
      }
  cairo_stroke (cr);

  rsc_color_set_source (cr, theme->muted);
  for (gsize k = 0; k < n_x; k++)
    {
      const double x = to_px (self, x_ticks[k]);
      cairo_move_to (cr, x, foot);
      cairo_line_to (cr, x, foot + 0.3 * em);
    }
  for (gsize k = 0; k < n_y; k++)
    {
      const double y = to_py (&g_array_index (self->lanes, Lane, 0), y_ticks[k]);
      cairo_move_to (cr, f.x, y);
      cairo_line_to (cr, f.x - 0.3 * em, y);
    }
  /* Small ticks tell that the axis is logarithmic. */
  if (self->x.logarithmic && f.width > 16.0 * em)
    for (double decade = floor (log10 (self->x.minimum)); decade < 0.5; decade += 1.0)
      for (int m = 2; m < 10; m++)
        {
          const double value = m * pow (10.0, decade), x = to_px (self, value);
          if (value < self->x.minimum || value > self->x.maximum)
            continue;
          cairo_move_to (cr, x, foot);
          cairo_line_to (cr, x, foot + 0.15 * em);
        }
  cairo_stroke (cr);

  for (gsize k = 0; k < n_x; k++)
    rsc_text_draw (self->text, x_labels[k], to_px (self, x_ticks[k]), foot + 0.38 * em, 0.5, 0.0,
                   theme->muted);
  for (gsize k = 0; k < n_y; k++)
    {
      double w;
      rsc_text_draw (self->text, y_labels[k], f.x - 0.5 * em,
                     to_py (&g_array_index (self->lanes, Lane, 0), y_ticks[k]), 1.0, 0.5,
                     theme->muted);
      rsc_text_measure (self->text, y_labels[k], &w, NULL);
      widest = MAX (widest, w);
    }

  rsc_text_set_style (self->text, 1.0, FALSE);
  rsc_text_set_limit (self->text, f.height);
  rsc_text_draw_upwards (self->text, y_title, 0.3 * em, f.y + 0.5 * f.height, 0.5, 0.0,
                         theme->foreground);
  if (!isnan (self->title_y))
    {
      double w, from = f.x + 0.5 * f.width;

      rsc_text_set_limit (self->text, f.width);
      rsc_text_measure (self->text, get_x_title (self), &w, NULL);
      rsc_text_draw (self->text, get_x_title (self), f.x + 0.5 * f.width, self->title_y, 0.5, 0.0,
                     theme->foreground);
      rsc_text_set_limit (self->text, 0.0);
      from += 0.5 * w + em;
      if (self->n_curves_hidden > 0)
        {
          const gsize n = rsc_path_curves_get_n (self->curves);
          g_autofree char *words =
            g_strdup_printf (_ ("the %" G_GSIZE_FORMAT " largest of %" G_GSIZE_FORMAT),
                             n - self->n_curves_hidden, n);

          rsc_text_set_style (self->text, SMALL_SCALE, FALSE);
          rsc_text_set_limit (self->text, MAX (0.5 * (f.width - w) - em, 1.0));
          rsc_text_draw (self->text, words, f.x, self->title_y + 0.62 * em, 0.0, 0.5, theme->muted);
          rsc_text_set_limit (self->text, 0.0);
        }
      draw_dimension_legend (self, from, cr);
    }
  rsc_text_set_limit (self->text, 0.0);
  cairo_restore (cr);
}

static void
stroke_frame (const Layout *self, cairo_t *cr)
{
  cairo_rectangle (cr, self->frame.x, self->frame.y, self->frame.width, self->frame.height);
  rsc_color_set_source (cr, self->theme->muted);
  cairo_set_line_width (cr, MAX (0.55 * self->theme->line_width, 0.5));
  cairo_stroke (cr);
}

/* The part that is not known is hatched. */
static void
draw_unknown (const Layout *self, cairo_t *cr)
{
  const double em = self->em, right = self->frame.x + self->frame.width;
  const RscRect areas[2] = { { self->end, self->frame.y, right - self->end, self->frame.height },
                             { self->end, self->strip.y, right - self->end, self->strip.height } };

  if (!self->cut)
    return;
  for (int a = 0; a < 2; a++)
    {
      const RscRect r = areas[a];

      cairo_save (cr);
      cairo_rectangle (cr, r.x, r.y, r.width, r.height);
      cairo_clip (cr);
      rsc_color_set_source (cr, rsc_color_with_alpha (self->theme->grid, 0.45));
      cairo_paint (cr);
      rsc_color_set_source (cr, rsc_color_with_alpha (self->theme->muted, 0.22));
      cairo_set_line_width (cr, 0.5 * self->theme->line_width);
      for (double x = r.x - r.height; x < r.x + r.width; x += 0.8 * em)
        {
          cairo_move_to (cr, x, r.y + r.height);
          cairo_line_to (cr, x + r.height, r.y);
        }
      cairo_stroke (cr);
      cairo_restore (cr);
    }
}

static void
draw_unknown_words (const Layout *self, cairo_t *cr)
{
  const double em = self->em;
  /* Right of the labels at the ends of what is known. */
  const double left = self->end + (self->labels_width > 0.0 ? self->labels_width + 1.3 * em : 0.0);
  const double room = self->frame.x + self->frame.width - left;
  const char *words = self->model->complete ? _ ("not known") : _ ("not computed yet");
  double w, h;

  if (!self->cut)
    return;
  rsc_text_set_style (self->text, 1.0, FALSE);
  rsc_text_measure (self->text, words, &w, &h);
  if (room < w + 1.5 * em || self->frame.height < 3.0 * h)
    return;
  const double x = left + 0.5 * room, y = self->frame.y + 1.4 * em;
  rsc_color_set_source (cr, rsc_color_with_alpha (self->theme->background, 0.85));
  cairo_rectangle (cr, x - 0.5 * w - 0.5 * em, y - 0.5 * h - 0.2 * em, w + em, h + 0.4 * em);
  cairo_fill (cr);
  rsc_text_draw (self->text, words, x, y, 0.5, 0.5, self->theme->muted);
}

/* Where paths of minimal networks must jump. */
static void
draw_jumps (const Layout *self, cairo_t *cr)
{
  const double dash[2] = { 0.3 * self->em, 0.3 * self->em };

  cairo_save (cr);
  cairo_set_dash (cr, dash, 2, 0.0);
  cairo_set_line_width (cr, MAX (0.75 * self->theme->line_width, 0.8));
  rsc_color_set_source (cr, self->theme->muted);
  for (gsize k = 0; k < rsc_path_get_n_jumps (self->model->path); k++)
    {
      const double x = lambda_to_px (self, rsc_path_get_jump (self->model->path, k)->lambda);

      if (!(x >= self->frame.x && x <= self->frame.x + self->frame.width))
        continue;
      cairo_move_to (cr, x, self->frame.y);
      cairo_line_to (cr, x, self->frame.y + self->frame.height);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_notice (const Layout *self, const char *sentence, cairo_t *cr)
{
  const double em = self->em, width = MAX (self->frame.width - 1.6 * em, 1.0);
  double w, h;

  rsc_text_set_style (self->text, 1.0, FALSE);
  rsc_text_measure (self->text, sentence, &w, NULL);
  w = MIN (w, width);
  h = rsc_text_measure_sentence (self->text, sentence, width);
  const double x = self->frame.x + 0.5 * self->frame.width;
  const double y = self->frame.y + 0.5 * self->frame.height;
  rsc_color_set_source (cr, rsc_color_with_alpha (self->theme->background, 0.85));
  cairo_rectangle (cr, x - 0.5 * w - 0.5 * em, y - 0.5 * h - 0.25 * em, w + em, h + 0.5 * em);
  cairo_fill (cr);
  rsc_text_draw_sentence (self->text, sentence, x, y, width, self->theme->foreground);
}

static void
draw_still (const Layout *self, cairo_t *cr)
{
  draw_ground (self, cr);
  draw_unknown (self, cr);
  draw_axes (self, cr);
  draw_tubes (self, cr);
  draw_jumps (self, cr);
  draw_strip (self, cr);
  stroke_frame (self, cr);
  draw_curves (self, cr);
  draw_unknown_words (self, cr);
  draw_event_legend (self, cr);
  draw_events (self, cr);
  if (self->multiples)
    draw_lane_texts (self, cr);
  else
    draw_labels (self, cr);
  if (rsc_path_curves_get_n (self->curves) == 0 && rsc_path_get_n_points (self->model->path) > 1)
    draw_notice (self, _ ("No neuron is ever used: the zero network stays optimal."), cr);
}

/* ---- cursor --------------------------------------------------------------------------------- */

/* Where the cursor is, or NaN. */
static double
get_cursor_px (const Layout *self)
{
  const double lambda = self->model->lambda;
  double value;

  if (!(lambda > 0.0))
    return NAN;
  value = self->model->x == RSC_PATH_X_LAMBDA
            ? lambda / self->model->lambda_max
            : rsc_path_curves_get_x (self->curves, self->model->x, lambda);
  const double x = to_px (self, value);
  if (!(x >= self->frame.x - 0.5 && x <= self->frame.x + self->frame.width + 0.5))
    return NAN;
  return x;
}

/* Tangents of the curves where the cursor is: of equal length, under the cursor's marks. */
static void
draw_tangents (const Layout *self, cairo_t *cr, double x)
{
  const double lambda = self->model->lambda, em = self->em;
  const gboolean some = has_emphasis (self);
  g_autofree double *slopes = g_new (double, rsc_path_curves_get_n (self->curves) + 1);

  if (!self->model->tangents || self->model->x != RSC_PATH_X_LAMBDA
      || self->model->y != RSC_PATH_Y_NORM
      || !rsc_path_curves_get_slopes (self->curves, lambda, slopes))
    return;
  cairo_save (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (guint t = 0; t < self->tracks->len; t++)
    {
      const Track *track = &g_array_index (self->tracks, Track, t);
      const gsize leader = get_leader (self, track);
      const RscPathCurve *curve = rsc_path_curves_get (self->curves, leader);
      const Lane *lane = &g_array_index (self->lanes, Lane, track->lane);
      RscPathKnot knot;

      if (!isfinite (slopes[leader]) || (some && !track_is_emphasised (self, track))
          || !rsc_path_curve_interpolate (curve, lambda, &knot))
        continue;
      /* d||w||/d log λ on the screen, where λ falls to the right. */
      const double step = 1e-3;
      const double dx = to_px (self, lambda * exp (-step) / self->model->lambda_max)
                        - to_px (self, lambda / self->model->lambda_max);
      const double dy =
        to_py (lane, knot.value - step * lambda * slopes[leader]) - to_py (lane, knot.value);
      const double length = hypot (dx, dy);
      const double y = to_py (lane, knot.value) + track->offset;
      if (!(length > 0.0) || !isfinite (length))
        continue;
      cairo_rectangle (cr, self->frame.x, lane->rect.y - 0.3 * em, self->frame.width,
                       lane->rect.height + 0.6 * em);
      cairo_save (cr);
      cairo_clip (cr);
      for (int pass = 0; pass < 2; pass++)
        {
          cairo_move_to (cr, x - TANGENT * em * dx / length, y - TANGENT * em * dy / length);
          cairo_line_to (cr, x + TANGENT * em * dx / length, y + TANGENT * em * dy / length);
          rsc_color_set_source (
            cr, pass == 0 ? rsc_color_with_alpha (self->theme->background, 0.85)
                          : rsc_theme_get_neuron_color (self->theme, get_label (self, curve->id)));
          cairo_set_line_width (cr, (pass == 0 ? 3.6 : 1.7) * self->theme->line_width);
          cairo_stroke (cr);
        }
      cairo_restore (cr);
    }
  cairo_restore (cr);
}

static void
draw_cursor (const Layout *self, cairo_t *cr)
{
  const RscTheme *theme = self->theme;
  const double x = get_cursor_px (self), em = self->em;
  const double foot = self->strip.y + self->strip.height;

  if (isnan (x))
    return;
  rsc_color_set_source (cr, theme->accent);
  cairo_set_line_width (cr, MAX (0.8 * theme->line_width, 1.0));
  cairo_move_to (cr, x, self->frame.y);
  cairo_line_to (cr, x, foot + 0.2 * em);
  cairo_stroke (cr);
  draw_tangents (self, cr, x);

  for (guint t = 0; t < self->tracks->len; t++)
    {
      const Track *track = &g_array_index (self->tracks, Track, t);
      const gsize leader = get_leader (self, track);
      const RscPathCurve *curve = rsc_path_curves_get (self->curves, leader);
      const Lane *lane = &g_array_index (self->lanes, Lane, track->lane);
      const double radius = em * (track_is_emphasised (self, track) ? 0.36 : 0.26);
      RscPathKnot knot;

      if (!rsc_path_curve_interpolate (curve, self->model->lambda, &knot))
        continue;
      const double y = to_py (lane, knot.value) + track->offset;
      cairo_arc (cr, x, y, radius + 0.1 * em, 0.0, 2.0 * G_PI);
      rsc_color_set_source (cr, theme->background);
      cairo_fill (cr);
      cairo_arc (cr, x, y, radius, 0.0, 2.0 * G_PI);
      rsc_color_set_source (cr, rsc_theme_get_neuron_color (theme, get_label (self, curve->id)));
      cairo_fill (cr);
    }

  /* The handle carries the value. */
  g_autofree char *value = dup_number (self->model->lambda / self->model->lambda_max);
  double w, h;
  if (self->model->x != RSC_PATH_X_LAMBDA)
    {
      char *sentence = g_strdup_printf (_ ("λ = %s λₘₐₓ"), value);
      g_free (value);
      value = sentence;
    }
  rsc_text_set_style (self->text, LABEL_SCALE, TRUE);
  rsc_text_measure (self->text, value, &w, &h);
  w += 0.9 * em;
  h += 0.15 * em;
  const double left = CLAMP (x - 0.5 * w, 1.0, MAX (self->width - w - 1.0, 1.0));
  const double top = foot + 0.25 * em, r = 0.35 * em;
  cairo_new_path (cr);
  cairo_move_to (cr, x - 0.35 * em, top + 0.02 * em);
  cairo_line_to (cr, x, top - 0.35 * em);
  cairo_line_to (cr, x + 0.35 * em, top + 0.02 * em);
  cairo_close_path (cr);
  cairo_new_sub_path (cr);
  cairo_arc (cr, left + w - r, top + r, r, -G_PI_2, 0.0);
  cairo_arc (cr, left + w - r, top + h - r, r, 0.0, G_PI_2);
  cairo_arc (cr, left + r, top + h - r, r, G_PI_2, G_PI);
  cairo_arc (cr, left + r, top + r, r, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
  rsc_color_set_source (cr, theme->accent);
  cairo_fill (cr);
  rsc_text_draw (self->text, value, left + 0.5 * w, top + 0.5 * h, 0.5, 0.5, theme->background);
}

/* ---- public --------------------------------------------------------------------------------- */

void
rsc_path_model_init (RscPathModel *self)
{
  g_return_if_fail (self != NULL);

  *self = (RscPathModel){ 0 };
  self->ratio_min = 1e-3;
  self->tubes = TRUE;
  self->selected = -1;
  self->hovered = -1;
  self->lambda = NAN;
}

void
rsc_path_plot_draw (const RscPathModel *model,
                    const RscTheme *theme,
                    cairo_t *cr,
                    double width,
                    double height)
{
  RscText text;
  Layout layout;

  g_return_if_fail (model != NULL);
  g_return_if_fail (theme != NULL);
  g_return_if_fail (cr != NULL);

  if (!(width >= 1.0) || !(height >= 1.0))
    return;
  rsc_theme_begin_picture (theme, cr, width, height, model->layers != RSC_PATH_LAYERS_CURSOR);
  rsc_text_init (&text, theme, cr);
  layout_init (&layout, model, theme, &text, width, height);
  if (layout.words != NULL)
    {
      if (model->layers != RSC_PATH_LAYERS_CURSOR)
        rsc_text_draw_sentence (&text, layout.words, 0.5 * width, 0.5 * height, 0.9 * width,
                                theme->muted);
    }
  else if (layout_has_room (&layout))
    {
      if (model->layers != RSC_PATH_LAYERS_CURSOR)
        draw_still (&layout, cr);
      if (model->layers != RSC_PATH_LAYERS_STILL)
        draw_cursor (&layout, cr);
    }
  layout_clear (&layout);
  rsc_text_clear (&text);
  cairo_restore (cr);
  cairo_new_path (cr);
}

static double
get_distance (const GArray *points, double px, double py)
{
  double best = INFINITY;

  for (guint k = 0; k + 1 < points->len; k++)
    {
      const Point a = g_array_index (points, Point, k), b = g_array_index (points, Point, k + 1);
      const double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
      const double t =
        length > 0.0 ? CLAMP (((px - a.x) * dx + (py - a.y) * dy) / length, 0.0, 1.0) : 0.0;

      best = MIN (best, hypot (px - a.x - t * dx, py - a.y - t * dy));
    }
  return best;
}

static gssize
pick_label (const Layout *self, double px, double py)
{
  gsize hidden;
  g_autoptr (GArray) labels = place_labels (self, &hidden);

  for (guint k = 0; k < labels->len; k++)
    {
      const Label *label = &g_array_index (labels, Label, k);

      if (fabs (py - label->y) > 0.5 * self->label_height || px < label->x - 0.4 * self->em
          || px > label->x + label->width + 0.2 * self->em)
        continue;
      for (guint p = 0; p < label->pieces->len; p++)
        {
          const Piece *piece = &g_array_index (label->pieces, Piece, p);

          if (piece->id >= 0 && px <= label->x + piece->x + piece->width + 0.25 * self->em)
            return piece->id;
        }
      return (gssize) rsc_path_curves_get (self->curves, label->curve)->id;
    }
  return -1;
}

static gssize
pick_curve (const Layout *self, double px, double py, double lambda)
{
  double best = PICK_CURVE * self->em, thinnest = INFINITY;
  gssize found = -1;

  for (guint t = 0; t < self->tracks->len; t++)
    {
      const Track *track = &g_array_index (self->tracks, Track, t);
      const Lane *lane = &g_array_index (self->lanes, Lane, track->lane);

      if (self->multiples
          && (py < lane->rect.y - 2.0 || py > lane->rect.y + lane->rect.height + 2.0))
        continue;
      g_autoptr (GArray) points = trace (self, track, LINE_VALUE);
      const double distance = get_distance (points, px, py);
      if (distance < best)
        {
          best = distance;
          found = (gssize) rsc_path_curves_get (self->curves, get_leader (self, track))->id;
        }
    }
  if (found >= 0 || isnan (lambda))
    return found;
  /* Not on a line: the thinnest tube around, or the strip of its own. */
  for (guint t = 0; t < self->tracks->len; t++)
    {
      const Track *track = &g_array_index (self->tracks, Track, t);
      const Lane *lane = &g_array_index (self->lanes, Lane, track->lane);
      const RscPathCurve *curve = rsc_path_curves_get (self->curves, get_leader (self, track));
      RscPathKnot knot;

      if (!has_tube (self, track) || !rsc_path_curve_interpolate (curve, lambda, &knot))
        continue;
      const double top = to_py (lane, knot.high), bottom = to_py (lane, knot.low);
      if (py >= top && py <= bottom && bottom - top < thinnest)
        {
          thinnest = bottom - top;
          found = (gssize) curve->id;
        }
    }
  return found;
}

void
rsc_path_plot_pick (const RscPathModel *model,
                    const RscTheme *theme,
                    double width,
                    double height,
                    double px,
                    double py,
                    RscPathHit *hit)
{
  RscText text;
  Layout layout;

  g_return_if_fail (model != NULL);
  g_return_if_fail (theme != NULL);
  g_return_if_fail (hit != NULL);

  *hit = (RscPathHit){ .neuron = -1, .event = -1, .lambda = NAN };
  if (!(width >= 1.0) || !(height >= 1.0))
    return;
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  cairo_t *cr = cairo_create (surface);
  rsc_text_init (&text, theme, cr);
  layout_init (&layout, model, theme, &text, width, height);
  if (layout.words == NULL && layout_has_room (&layout))
    {
      const RscRect f = layout.frame;
      const double em = layout.em;

      hit->inside = px >= f.x && px <= f.x + f.width && py >= f.y && py <= f.y + f.height;
      hit->lambda = rsc_path_curves_get_lambda (layout.curves, model->x, from_px (&layout, px));

      g_autoptr (GArray) marks = list_marks (&layout);
      double best = PICK_MARK * em;
      for (guint k = 0; k < marks->len; k++)
        {
          const Mark *mark = &g_array_index (marks, Mark, k);
          const double distance = hypot (px - CLAMP (px, mark->x, mark->last), py - mark->y);
          if (distance < best)
            {
              best = distance;
              hit->event = (gssize) mark->event;
            }
        }
      if (hit->event < 0)
        hit->neuron = pick_label (&layout, px, py);
      if (hit->event < 0 && hit->neuron < 0 && px >= f.x - 0.5 * em
          && px <= f.x + f.width + 0.5 * em && py >= f.y - 0.5 * em
          && py <= f.y + f.height + 0.5 * em)
        hit->neuron = pick_curve (&layout, px, py, hit->lambda);
    }
  layout_clear (&layout);
  rsc_text_clear (&text);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}
