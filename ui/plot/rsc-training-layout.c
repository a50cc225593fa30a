/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-training-layout.h"

#include "ui/words/rsc-training-words.h"
#include <math.h>

/* Columns of this many units have their least and their largest value. */
#define COLUMN 1.5
/* A frame that is lower, in units of the text size, has a short title. */
#define TITLE_ROOM 6.0
/* No share is told apart below. */
#define EXCESS_MIN 1e-16
/* What is thrown farther up than all starts, by so much, leaves the picture. */
#define ROOM_ABOVE 10.0
#define DECADES_MIN 2.0

/* The next larger number of steps that reads well: the picture does not move with every step. */
static double
round_up (double n)
{
  static const double firsts[] = { 1, 1.5, 2, 3, 4, 5, 6, 8, 10 };
  const double power = pow (10.0, floor (log10 (MAX (n, 1.0))));

  for (gsize k = 0; k < G_N_ELEMENTS (firsts); k++)
    if (firsts[k] * power >= n)
      return firsts[k] * power;
  return 10.0 * power;
}

static void
choose_steps (RscTrainingLayout *self)
{
  gsize last = 1;

  for (gsize k = 0; k < self->model.n_runs; k++)
    last = MAX (last, rsc_training_get_end (self->model.runs[k])->step);
  self->steps = (RscAxis){ 0.0, round_up ((double) MAX (last, 10)), FALSE };
}

static void
choose_values (RscTrainingLayout *self)
{
  const RscTrainingModel *model = &self->model;
  double low = INFINITY, high = 0.0, first = 0.0;

  for (gsize k = 0; k < model->n_runs; k++)
    for (gsize i = 0; i < rsc_training_get_n_states (model->runs[k]); i++)
      {
        const double value =
          rsc_training_model_get_value (model, rsc_training_get_state (model->runs[k], i));

        if (!isfinite (value))
          continue;
        if (i == 0)
          first = fmax (first, value);
        high = fmax (high, value);
        low = fmin (low, fmax (value, EXCESS_MIN));
      }
  for (gsize i = 0; i < model->n_distances && rsc_training_model_has_excess (model); i++)
    if (isfinite (model->distances[i]))
      {
        high = fmax (high, model->distances[i]);
        first = fmax (first, model->distances[0]);
        low = fmin (low, fmax (model->distances[i], EXCESS_MIN));
      }
  for (gsize i = 0; i < model->n_walk; i++)
    if (isfinite (model->walk[i]))
      low = fmin (low, fmax (rsc_training_model_get_value_of (model, model->walk[i]), EXCESS_MIN));
  if (first > 0.0)
    high = fmin (high, ROOM_ABOVE * first);
  if (!(high > 0.0) || !isfinite (low))
    low = high = 1.0;
  low = floor (log10 (low));
  high = fmax (ceil (log10 (high)), low + DECADES_MIN);
  self->values = (RscAxis){ pow (10.0, low), pow (10.0, high), TRUE };
}

/* Of each column the first, the least, the largest and the last value, in that order where they
 * differ: a line through these covers what a line through all covers. */
static void
lay_out_curve (RscTrainingLayout *self, gsize k)
{
  const RscTraining *run = self->model.runs[k];
  const gsize n = rsc_training_get_n_states (run);
  RscTrainingCurve *curve = &self->curves[k];
  double *points = g_new (double, 2 * MAX (n, 1));
  gsize count = 0, begin = 0;

  for (gsize i = 0; i <= n; i++)
    {
      const double column =
        i < n
          ? floor (rsc_training_layout_get_x (self, rsc_training_get_state (run, i)->step) / COLUMN)
          : INFINITY;
      gsize least, largest;

      if (i == 0
          || column
               == floor (rsc_training_layout_get_x (self, rsc_training_get_state (run, begin)->step)
                         / COLUMN))
        continue;
      least = largest = begin;
      for (gsize j = begin; j < i; j++)
        {
          const double value =
            rsc_training_model_get_value (&self->model, rsc_training_get_state (run, j));

          if (value
              < rsc_training_model_get_value (&self->model, rsc_training_get_state (run, least)))
            least = j;
          if (value
              > rsc_training_model_get_value (&self->model, rsc_training_get_state (run, largest)))
            largest = j;
        }
      const gsize picked[] = { begin, MIN (least, largest), MAX (least, largest), i - 1 };
      for (gsize j = 0; j < G_N_ELEMENTS (picked); j++)
        {
          const RscTrainingState *state = rsc_training_get_state (run, picked[j]);

          if (j > 0 && picked[j] == picked[j - 1])
            continue;
          points[2 * count] = rsc_training_layout_get_x (self, state->step);
          points[2 * count + 1] =
            rsc_training_layout_get_y (self, rsc_training_model_get_value (&self->model, state));
          count++;
        }
      begin = i;
    }
  curve->n = count;
  curve->points = points;
}

const char *
rsc_training_layout_get_title (const RscTrainingLayout *self)
{
  return rsc_training_model_has_excess (&self->model)
           ? rsc_training_words_get_excess_title (self->frame.height < TITLE_ROOM * self->em)
           : rsc_training_words_get_objective ();
}

void
rsc_training_layout_init (RscTrainingLayout *self,
                          const RscTrainingModel *model,
                          const RscTheme *theme,
                          cairo_t *cr,
                          double width,
                          double height)
{
  const double em = isfinite (theme->font_size) ? CLAMP (theme->font_size, 1.0, 500.0) : 12.0;

  *self = (RscTrainingLayout){
    .model = *model, .theme = *theme, .width = width, .height = height, .em = em
  };
  if (model->n_runs == 0)
    {
      self->words = rsc_training_words_get_hint ();
      return;
    }
  rsc_training_model_find_below (&self->model);
  choose_steps (self);
  choose_values (self);
  /* Where there is little room the cursor says what they are. */
  self->steps_title = height > 15.0 * em ? rsc_training_words_get_steps () : NULL;
  self->frame = rsc_axes_layout (&self->steps, &self->values, self->steps_title,
                                 rsc_training_layout_get_title (self), theme, cr, width, height);
  /* Room for the words at the cursor. */
  if (self->frame.height > 2.0 * em)
    {
      self->frame.y += 0.9 * em;
      self->frame.height -= 0.9 * em;
    }
  /* Beside it, on the same axis of values. */
  if (model->n_walk > 1 && self->frame.width > 12.0 * em)
    {
      self->walk = self->frame;
      self->walk.width = 0.36 * self->frame.width;
      self->frame.width -= self->walk.width + 1.2 * em;
      self->walk.x = self->frame.x + self->frame.width + 1.2 * em;
    }
  self->curves = g_new0 (RscTrainingCurve, model->n_runs);
  for (gsize k = 0; k < model->n_runs; k++)
    lay_out_curve (self, k);
}

void
rsc_training_layout_clear (RscTrainingLayout *self)
{
  for (gsize k = 0; self->curves != NULL && k < self->model.n_runs; k++)
    g_free (self->curves[k].points);
  g_clear_pointer (&self->curves, g_free);
}

double
rsc_training_layout_get_x (const RscTrainingLayout *self, gsize step)
{
  return self->frame.x + self->frame.width * rsc_axis_normalise (&self->steps, (double) step);
}

double
rsc_training_layout_get_y (const RscTrainingLayout *self, double value)
{
  if (isnan (value))
    return NAN;
  value = CLAMP (value, self->values.minimum, self->values.maximum);
  return self->frame.y + self->frame.height * (1.0 - rsc_axis_normalise (&self->values, value));
}

/* The squared distance of (x, y) from the line between two points. */
static double
measure (const double *p, const double *q, double x, double y)
{
  const double u = q[0] - p[0], v = q[1] - p[1], length = u * u + v * v;
  const double t =
    length > 0.0 ? CLAMP (((x - p[0]) * u + (y - p[1]) * v) / length, 0.0, 1.0) : 0.0;
  const double a = x - p[0] - t * u, b = y - p[1] - t * v;

  return a * a + b * b;
}

gssize
rsc_training_layout_find_run (const RscTrainingLayout *self, double x, double y, double reach)
{
  double nearest = reach * reach;
  gssize found = -1;

  for (gsize k = 0; k < self->model.n_runs; k++)
    {
      const RscTrainingCurve *curve = &self->curves[k];

      for (gsize i = 0; i < curve->n; i++)
        {
          const double *p = curve->points + 2 * i;
          const double *q = i + 1 < curve->n ? p + 2 : p;
          const double distance = measure (p, q, x, y);

          if (distance < nearest || (distance <= nearest && k == self->model.run))
            {
              nearest = distance;
              found = (gssize) k;
            }
        }
    }
  return found;
}
