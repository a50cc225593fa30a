/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-path-curves.h"

#include "core/path/rsc-sensitivity.h"
#include <math.h>

/* Curves are one when they differ by less than this times their peak, everywhere. */
#define SAME_CURVE 1e-5
/* And no less than this times the largest peak of all: what cannot be told apart in any picture. */
#define SAME_PICTURE 1e-7
/* A curve that the line through its last two knots would leave above this share of its last value
 * ends there: it does not go to zero. Such a line is not drawn further than this times their
 * distance. */
#define TAKES_OVER 0.5
#define EXTEND_MAX 2.0

struct _RscPathCurves
{
  gatomicrefcount ref_count;
  RscPath *path;
  RscPathY y;
  gsize feature;
  GArray *curves;    /* RscPathCurve */
  GArray *groups;    /* RscPathGroup */
  GArray *stretches; /* RscPathStretch */
  RscPathScale scale;
  double **slopes; /* points × neurons of the point, NULL before it is asked for */
};

static void
curve_clear (gpointer data)
{
  g_free (((RscPathCurve *) data)->knots);
}

static void
group_clear (gpointer data)
{
  g_free (((RscPathGroup *) data)->members);
}

/* ---- curves -------------------------------------------------------------------------------- */

/* The knot of neuron @j at a point of the path; @before: the one before, or NULL. */
static RscPathKnot
make_knot (const RscPathCurves *self, const RscPathPoint *point, gsize j, const RscPathKnot *before)
{
  const RscNeuron *neuron = rsc_optimal_set_get_neuron (point->set, j);
  const double a = rsc_optimal_set_get_min_norm (point->set)[j];
  RscPathKnot knot = { rsc_solution_get_lambda (point->solution), a, MIN (neuron->norm_min, a),
                       MAX (neuron->norm_max, a) };

  if (self->y == RSC_PATH_Y_FEATURE)
    {
      const double u = neuron->direction[self->feature];
      const double low = u * knot.low, high = u * knot.high;

      knot.value = u * a;
      knot.low = MIN (low, high);
      knot.high = MAX (low, high);
    }
  else if (self->y == RSC_PATH_Y_ANGLE)
    {
      double angle = atan2 (neuron->direction[1], neuron->direction[0]) * 180.0 / G_PI;

      if (before != NULL)
        angle -= 360.0 * round ((angle - before->value) / 360.0);
      knot.value = knot.low = knot.high = angle;
    }
  return knot;
}

/* λ of the event of this kind and neuron in [@low, @high], or NaN. */
static double
find_event (const RscPath *path, RscPathEventKind kind, gsize id, double low, double high)
{
  const gsize n = rsc_path_get_n_events (path);

  for (gsize k = 0; k < n; k++)
    {
      const RscPathEvent *event = rsc_path_get_event (path, k);

      if (event->kind == kind && event->neuron == id && event->lambda >= low
          && event->lambda <= high)
        return event->lambda;
    }
  return NAN;
}

/* A line through two knots, further on. */
static double
extend (double lambda, double l0, double v0, double l1, double v1)
{
  return v0 + (v0 - v1) * (lambda - l0) / (l0 - l1);
}

/* The curve's end at @lambda, where the neuron enters or leaves; @next is its nearest knot and
 * @second the one beyond, or NULL. A weight goes through zero there, unless another neuron takes
 * its place: then it ends on the way it was on. A direction does so always. */
static RscPathKnot
make_end (const RscPathCurves *self,
          double lambda,
          const RscPathKnot *next,
          const RscPathKnot *second)
{
  RscPathKnot knot = { lambda, 0.0, 0.0, 0.0 };

  if (self->y == RSC_PATH_Y_ANGLE)
    {
      knot = *next;
      knot.lambda = lambda;
    }
  else if (second != NULL
           && fabs (lambda - next->lambda) <= EXTEND_MAX * fabs (next->lambda - second->lambda))
    {
      const double l0 = next->lambda, l1 = second->lambda;
      const double value = extend (lambda, l0, next->value, l1, second->value);

      if (fabs (value) > TAKES_OVER * fabs (next->value)
          && fabs (next->value) > TAKES_OVER * fabs (second->value))
        {
          knot.value = value;
          knot.low = MIN (value, extend (lambda, l0, next->low, l1, second->low));
          knot.high = MAX (value, extend (lambda, l0, next->high, l1, second->high));
          if (self->y == RSC_PATH_Y_NORM)
            knot.low = MAX (knot.low, 0.0);
        }
    }
  return knot;
}

static void
collect_curves (RscPathCurves *self)
{
  const gsize n_ids = rsc_path_get_n_ids (self->path);
  const gsize d = rsc_problem_get_d (rsc_path_get_problem (self->path));
  g_autofree GArray **knots = g_new0 (GArray *, n_ids + 1);
  g_autofree gsize *first = g_new0 (gsize, n_ids + 1);
  g_autofree gsize *last = g_new0 (gsize, n_ids + 1);

  if (self->y == RSC_PATH_Y_ANGLE && d != 2)
    return;
  for (gsize k = 0; k < self->scale.n_points; k++)
    {
      const RscPathPoint *point = rsc_path_get_point (self->path, k);

      for (gsize j = 0; j < point->n_neurons; j++)
        {
          const gsize id = point->ids[j];
          const RscPathKnot *before = NULL;

          if (id >= n_ids)
            continue;
          if (knots[id] == NULL)
            knots[id] = g_array_new (FALSE, FALSE, sizeof (RscPathKnot));
          else
            before = &g_array_index (knots[id], RscPathKnot, knots[id]->len - 1);
          RscPathKnot knot = make_knot (self, point, j, before);
          if (before == NULL)
            first[id] = k;
          g_array_append_val (knots[id], knot);
          last[id] = k;
        }
    }
  for (gsize id = 0; id < n_ids; id++)
    {
      if (knots[id] == NULL)
        continue;
      RscPathCurve curve = { .id = id, .alive = last[id] + 1 == self->scale.n_points };
      const RscPathKnot *known = (const RscPathKnot *) (gpointer) knots[id]->data;
      const gsize n = knots[id]->len;
      RscPathKnot start = { NAN, 0.0, 0.0, 0.0 }, end = start;

      if (first[id] > 0)
        {
          const double above = self->scale.lambda[first[id] - 1];
          double from = find_event (self->path, RSC_PATH_ENTERS, id, known[0].lambda, above);

          /* A weight grows from zero; for a direction nothing is known before. */
          if (isnan (from) && self->y != RSC_PATH_Y_ANGLE)
            from = above;
          if (from > known[0].lambda)
            start = make_end (self, from, &known[0], n > 1 ? &known[1] : NULL);
        }
      if (!curve.alive)
        {
          const double below = self->scale.lambda[last[id] + 1];
          double to = find_event (self->path, RSC_PATH_LEAVES, id, below, known[n - 1].lambda);

          if (isnan (to) && self->y != RSC_PATH_Y_ANGLE)
            to = below;
          if (to < known[n - 1].lambda)
            end = make_end (self, to, &known[n - 1], n > 1 ? &known[n - 2] : NULL);
        }
      if (!isnan (end.lambda))
        g_array_append_val (knots[id], end);
      if (!isnan (start.lambda))
        g_array_prepend_val (knots[id], start);
      curve.n = knots[id]->len;
      curve.knots = (RscPathKnot *) (gpointer) g_array_free (knots[id], FALSE);
      for (gsize k = 0; k < curve.n; k++)
        {
          const RscPathKnot *knot = &curve.knots[k];
          curve.peak =
            MAX (curve.peak, MAX (fabs (knot->value), MAX (fabs (knot->low), fabs (knot->high))));
        }
      g_array_append_val (self->curves, curve);
    }
}

static gboolean
is_near (double a, double b, double slack)
{
  return fabs (a - b) <= slack;
}

static gboolean
is_same (const RscPathCurve *a, const RscPathCurve *b, double picture)
{
  const double slack = MAX (SAME_CURVE * MAX (a->peak, b->peak), SAME_PICTURE * picture);

  if (a->n != b->n)
    return FALSE;
  for (gsize k = 0; k < a->n; k++)
    {
      const RscPathKnot *p = &a->knots[k], *q = &b->knots[k];

      if (!is_near (p->lambda, q->lambda, SAME_CURVE * p->lambda)
          || !is_near (p->value, q->value, slack) || !is_near (p->low, q->low, slack)
          || !is_near (p->high, q->high, slack))
        return FALSE;
    }
  return TRUE;
}

static void
collect_groups (RscPathCurves *self)
{
  double picture = 0.0;

  for (guint k = 0; k < self->curves->len; k++)
    picture = MAX (picture, g_array_index (self->curves, RscPathCurve, k).peak);
  for (guint k = 0; k < self->curves->len; k++)
    {
      RscPathCurve *curve = &g_array_index (self->curves, RscPathCurve, k);
      guint g = 0;

      for (; g < self->groups->len; g++)
        {
          const RscPathGroup *group = &g_array_index (self->groups, RscPathGroup, g);
          if (is_same (&g_array_index (self->curves, RscPathCurve, group->members[0]), curve,
                       picture))
            break;
        }
      if (g == self->groups->len)
        {
          const RscPathGroup empty = { 0 };
          g_array_append_val (self->groups, empty);
        }
      RscPathGroup *group = &g_array_index (self->groups, RscPathGroup, g);
      group->members = g_renew (gsize, group->members, group->n + 1);
      group->members[group->n++] = k;
      curve->group = g;
    }
}

/* ---- dimension ----------------------------------------------------------------------------- */

/* Where between points @k - 1 and @k the dimension changes: at a change of uniqueness, or else at
 * the event there; between the points where no event is known. */
static double
find_change (const RscPathCurves *self, gsize k)
{
  const double high = self->scale.lambda[k - 1], low = self->scale.lambda[k];
  double found = NAN;

  for (gsize e = 0; e < rsc_path_get_n_events (self->path); e++)
    {
      const RscPathEvent *event = rsc_path_get_event (self->path, e);

      if (!(event->lambda <= high && event->lambda >= low) || event->kind == RSC_PATH_FACE)
        continue;
      if (event->kind == RSC_PATH_NON_UNIQUE || event->kind == RSC_PATH_UNIQUE)
        return event->lambda;
      if (isnan (found))
        found = event->lambda;
    }
  return isnan (found) ? sqrt (high * low) : found;
}

static void
collect_stretches (RscPathCurves *self)
{
  for (gsize k = 0; k < self->scale.n_points; k++)
    {
      const RscPathPoint *point = rsc_path_get_point (self->path, k);
      const gsize dimension = rsc_optimal_set_get_dimension (point->set);

      if (self->stretches->len > 0)
        {
          RscPathStretch *before =
            &g_array_index (self->stretches, RscPathStretch, self->stretches->len - 1);

          before->lambda_low = self->scale.lambda[k];
          if (before->dimension == dimension)
            continue;
          before->lambda_low = find_change (self, k);
          const RscPathStretch stretch = { before->lambda_low, self->scale.lambda[k], dimension };
          g_array_append_val (self->stretches, stretch);
        }
      else
        {
          const RscPathStretch stretch = { self->scale.lambda[k], self->scale.lambda[k],
                                           dimension };
          g_array_append_val (self->stretches, stretch);
        }
    }
}

/* ---- public -------------------------------------------------------------------------------- */

RscPathCurves *
rsc_path_curves_new_outline (RscPath *path)
{
  g_return_val_if_fail (path != NULL, NULL);

  RscPathCurves *self = g_new0 (RscPathCurves, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->path = rsc_path_ref (path);
  self->curves = g_array_new (FALSE, FALSE, sizeof (RscPathCurve));
  g_array_set_clear_func (self->curves, curve_clear);
  self->groups = g_array_new (FALSE, FALSE, sizeof (RscPathGroup));
  g_array_set_clear_func (self->groups, group_clear);
  self->stretches = g_array_new (FALSE, FALSE, sizeof (RscPathStretch));
  rsc_path_scale_init (&self->scale, path);
  self->slopes = g_new0 (double *, self->scale.n_points + 1);
  collect_stretches (self);
  return self;
}

RscPathCurves *
rsc_path_curves_new (RscPath *path, RscPathY y, gsize feature)
{
  RscPathCurves *self = rsc_path_curves_new_outline (path);

  g_return_val_if_fail (self != NULL, NULL);

  self->y = y;
  self->feature = MIN (feature, rsc_problem_get_d (rsc_path_get_problem (path)) - 1);
  collect_curves (self);
  collect_groups (self);
  return self;
}

RscPathCurves *
rsc_path_curves_ref (RscPathCurves *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_path_curves_unref (RscPathCurves *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  rsc_path_unref (self->path);
  g_array_unref (self->curves);
  g_array_unref (self->groups);
  g_array_unref (self->stretches);
  for (gsize k = 0; k < self->scale.n_points; k++)
    g_free (self->slopes[k]);
  g_free (self->slopes);
  rsc_path_scale_clear (&self->scale);
  g_free (self);
}

RscPath *
rsc_path_curves_get_path (const RscPathCurves *self)
{
  return self->path;
}

RscPathY
rsc_path_curves_get_y (const RscPathCurves *self)
{
  return self->y;
}

gsize
rsc_path_curves_get_feature (const RscPathCurves *self)
{
  return self->feature;
}

gsize
rsc_path_curves_get_n (const RscPathCurves *self)
{
  return self->curves->len;
}

const RscPathCurve *
rsc_path_curves_get (const RscPathCurves *self, gsize k)
{
  g_return_val_if_fail (k < self->curves->len, NULL);

  return &g_array_index (self->curves, RscPathCurve, k);
}

gsize
rsc_path_curves_get_n_groups (const RscPathCurves *self)
{
  return self->groups->len;
}

const RscPathGroup *
rsc_path_curves_get_group (const RscPathCurves *self, gsize k)
{
  g_return_val_if_fail (k < self->groups->len, NULL);

  return &g_array_index (self->groups, RscPathGroup, k);
}

gsize
rsc_path_curves_get_n_stretches (const RscPathCurves *self)
{
  return self->stretches->len;
}

const RscPathStretch *
rsc_path_curves_get_stretch (const RscPathCurves *self, gsize k)
{
  g_return_val_if_fail (k < self->stretches->len, NULL);

  return &g_array_index (self->stretches, RscPathStretch, k);
}

void
rsc_path_curves_get_range (const RscPathCurves *self, gboolean tubes, double *low, double *high)
{
  *low = INFINITY;
  *high = -INFINITY;
  for (guint c = 0; c < self->curves->len; c++)
    {
      const RscPathCurve *curve = &g_array_index (self->curves, RscPathCurve, c);

      for (gsize k = 0; k < curve->n; k++)
        {
          const RscPathKnot *knot = &curve->knots[k];

          *low = MIN (*low, tubes ? knot->low : knot->value);
          *high = MAX (*high, tubes ? knot->high : knot->value);
        }
    }
  if (*low > *high)
    *low = *high = 0.0;
}

gboolean
rsc_path_curve_interpolate (const RscPathCurve *curve, double lambda, RscPathKnot *knot)
{
  gsize low = 0, high = curve->n;

  if (high == 0 || !(lambda <= curve->knots[0].lambda)
      || !(lambda >= curve->knots[curve->n - 1].lambda))
    return FALSE;
  while (high - low > 1)
    {
      const gsize middle = low + (high - low) / 2;

      if (curve->knots[middle].lambda >= lambda)
        low = middle;
      else
        high = middle;
    }
  *knot = curve->knots[low];
  if (low + 1 < curve->n)
    {
      const RscPathKnot *next = &curve->knots[low + 1];
      const double s = CLAMP ((knot->lambda - lambda) / (knot->lambda - next->lambda), 0.0, 1.0);

      knot->value += s * (next->value - knot->value);
      knot->low += s * (next->low - knot->low);
      knot->high += s * (next->high - knot->high);
    }
  knot->lambda = lambda;
  return TRUE;
}

double
rsc_path_curves_get_lambda_low (const RscPathCurves *self)
{
  return self->scale.n_points > 0 ? self->scale.lambda[self->scale.n_points - 1] : NAN;
}

static const double *
ensure_slopes (RscPathCurves *self, gsize k)
{
  if (self->slopes[k] == NULL)
    {
      self->slopes[k] = g_new (double, rsc_path_get_point (self->path, k)->n_neurons + 1);
      rsc_path_get_tangents (self->path, k, self->slopes[k]);
    }
  return self->slopes[k];
}

/* NaN where the neuron is not there, or the tangent does not exist. */
static double
get_slope (RscPathCurves *self, gsize k, gsize id)
{
  const RscPathPoint *point = rsc_path_get_point (self->path, k);

  for (gsize i = 0; i < point->n_neurons; i++)
    if (point->ids[i] == id)
      return ensure_slopes (self, k)[i];
  return NAN;
}

gboolean
rsc_path_curves_get_slopes (RscPathCurves *self, double lambda, double *slopes)
{
  gboolean found = FALSE;

  g_return_val_if_fail (self != NULL && slopes != NULL, FALSE);
  for (guint c = 0; c < self->curves->len; c++)
    slopes[c] = NAN;
  if (!rsc_path_scale_is_known (&self->scale, lambda))
    return FALSE;
  const gsize above = rsc_path_scale_find_point (&self->scale, lambda),
              below = MIN (above + 1, self->scale.n_points - 1);
  const double width = self->scale.lambda[above] - self->scale.lambda[below];
  const double weight = width > 0.0 ? (self->scale.lambda[above] - lambda) / width : 0.0;
  for (guint c = 0; c < self->curves->len; c++)
    {
      const gsize id = g_array_index (self->curves, RscPathCurve, c).id;
      const double a = weight < 1.0 ? get_slope (self, above, id) : NAN;
      const double b = weight > 0.0 ? get_slope (self, below, id) : NAN;

      /* Beside a place where it does not exist, that of the nearer point. */
      slopes[c] = isfinite (a) && isfinite (b) ? (1.0 - weight) * a + weight * b
                  : weight < 0.5               ? a
                                               : b;
      found = found || isfinite (slopes[c]);
    }
  return found;
}

double
rsc_path_curves_get_x (const RscPathCurves *self, RscPathX x, double lambda)
{
  return rsc_path_scale_get_x (&self->scale, x, lambda);
}

double
rsc_path_curves_get_lambda (const RscPathCurves *self, RscPathX x, double value)
{
  return rsc_path_scale_get_lambda (&self->scale, x, value);
}
