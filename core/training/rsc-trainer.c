/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/rsc-trainer.h"

#include "core/numerics/rsc-random.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/training/rsc-training-objective.h"
#include "core/training/rsc-training-schedule.h"

#include <gsl/gsl_cblas.h>
#include <gsl/gsl_multimin.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

/* States that are kept at most: where there would be more, every other one goes. */
#define STATES_MAX 1000
/* And fewer where weights are many: values of all states together. */
#define STATE_VALUES_MAX (1 << 24)
#define STATES_MIN 50
/* Of so many, those of the octaves are a part: 4 of each of 64 at most. */
#define STATES_OF_OCTAVES 600

/* Adam's, as published: how fast it forgets, and what its divisor is at least. */
#define FIRST_DECAY 0.9
#define SECOND_DECAY 0.999
#define SMALLEST 1e-8

/* The first step of a search along a line (GSL's own example). */
#define LINE_STEP 0.1
/* Each step across a kink is this much shorter than the one before. */
#define LINE_ESCAPE_SHRINK 0.9

struct _RscTrainer
{
  RscDataset *dataset;
  RscTrainingSettings settings;
  RscTrainingObjective *objective;
  RscTrainingSchedule schedule;
  gsize size;
  gsize n_steps;
  RscTrainingStatus status;
  double value; /* F in units, over all rows, where it was looked at last */
  double gradient_norm;
  double *parameters;
  double *gradient;
  double best_value;
  double *best;   /* the parameters of the least value */
  double *first;  /* v, or Adam's mean of gradients */
  double *second; /* Adam's mean of their squares */
  gsize n_means;  /* steps that Adam's means have seen */
  gsl_rng *rng;
  gsize *order; /* n rows, shuffled for every epoch */
  gsize position;
  gsl_multimin_fdfminimizer *minimizer;
  gsl_multimin_function_fdf line;
  GPtrArray *states;
  RscTrainingState
    *tail; /* after the newest step that was asked for and is none of these, or NULL */
  gsize stride;
  gsize states_max;
};

/* ---- what is kept -------------------------------------------------------------------------- */

static RscTrainingState *
make_state (const RscTrainer *self)
{
  return rsc_training_state_new (
    self->n_steps, self->value * rsc_training_objective_get_unit (self->objective),
    self->gradient_norm, self->schedule.step_size,
    rsc_training_objective_dup_network (self->objective, self->parameters));
}

/* Whether a step stays among those that are kept: every so many, and of the first ones, in which
 * most happens, some of every octave (those of three binary digits: 1 … 8, 10, 12, 14, 16, 20 …)
 * where there is room for that. */
static gboolean
is_kept (const RscTrainer *self, gsize step)
{
  if (step % self->stride == 0)
    return TRUE;
  if (self->states_max < STATES_OF_OCTAVES)
    return FALSE;
  while (step >= 8 && step % 2 == 0)
    step /= 2;
  return step < 8;
}

static void
keep_state (RscTrainer *self)
{
  if (!is_kept (self, self->n_steps))
    return;
  if (self->states->len == self->states_max)
    {
      self->stride *= 2;
      for (guint k = self->states->len; k-- > 0;)
        if (!is_kept (self, ((RscTrainingState *) g_ptr_array_index (self->states, k))->step))
          g_ptr_array_remove_index (self->states, k);
      if (!is_kept (self, self->n_steps))
        return;
    }
  g_ptr_array_add (self->states, make_state (self));
}

/* ---- a method's step ----------------------------------------------------------------------- */

static void
step_descent (RscTrainer *self)
{
  cblas_daxpy ((int) self->size, -self->schedule.step_size, self->gradient, 1, self->parameters, 1);
}

static void
step_momentum (RscTrainer *self)
{
  cblas_dscal ((int) self->size, self->settings.momentum, self->first, 1);
  cblas_daxpy ((int) self->size, 1.0, self->gradient, 1, self->first, 1);
  cblas_daxpy ((int) self->size, -self->schedule.step_size, self->first, 1, self->parameters, 1);
}

static void
step_adam (RscTrainer *self)
{
  self->n_means++;
  const double bias_first = 1.0 - pow (FIRST_DECAY, (double) self->n_means);
  const double bias_second = 1.0 - pow (SECOND_DECAY, (double) self->n_means);

  for (gsize i = 0; i < self->size; i++)
    {
      const double g = self->gradient[i];

      self->first[i] = FIRST_DECAY * self->first[i] + (1.0 - FIRST_DECAY) * g;
      self->second[i] = SECOND_DECAY * self->second[i] + (1.0 - SECOND_DECAY) * g * g;
      self->parameters[i] -= self->schedule.step_size * (self->first[i] / bias_first)
                             / (sqrt (self->second[i] / bias_second) + SMALLEST);
    }
}

/* ---- a quasi-Newton step ------------------------------------------------------------------- */

static double
line_value (const gsl_vector *at, void *user_data)
{
  RscTrainer *self = user_data;

  return rsc_training_objective_evaluate (self->objective, at->data, 0, NULL, NULL);
}

static void
line_both (const gsl_vector *at, void *user_data, double *value, gsl_vector *gradient)
{
  RscTrainer *self = user_data;

  *value = rsc_training_objective_evaluate (self->objective, at->data, 0, NULL, gradient->data);
}

static void
line_gradient (const gsl_vector *at, void *user_data, gsl_vector *gradient)
{
  double value;

  line_both (at, user_data, &value, gradient);
}

/* The minimiser copies the parameters. */
static void
restart_lines (RscTrainer *self)
{
  gsl_vector_view at = gsl_vector_view_array (self->parameters, self->size);

  gsl_multimin_fdfminimizer_set (self->minimizer, &self->line, &at.vector, LINE_STEP,
                                 RSC_TOLERANCE_LINE);
}

static void
step_lines (RscTrainer *self)
{
  if (gsl_multimin_fdfminimizer_iterate (self->minimizer) == GSL_SUCCESS)
    {
      memcpy (self->parameters, gsl_multimin_fdfminimizer_x (self->minimizer)->data,
              self->size * sizeof (double));
    }
  else
    {
      /* At a kink: nothing lower along the line. A plain step crosses it, shorter every time, and
       * what was learnt of
       * the curvature on the other side is forgotten. */
      step_descent (self);
      self->schedule.step_size *= LINE_ESCAPE_SHRINK;
      if (self->schedule.step_size < RSC_TOLERANCE_LINE_ESCAPE)
        self->status = RSC_TRAINING_SETTLED;
      restart_lines (self);
    }
}

/* ---- stepping ------------------------------------------------------------------------------ */

static void
forget_means (RscTrainer *self)
{
  memset (self->first, 0, self->size * sizeof (double));
  memset (self->second, 0, self->size * sizeof (double));
  self->n_means = 0;
}

/* The objective over all rows at the parameters, and what follows from it. */
static void
look (RscTrainer *self)
{
  self->value =
    rsc_training_objective_evaluate (self->objective, self->parameters, 0, NULL, self->gradient);
  self->gradient_norm = cblas_dnrm2 ((int) self->size, self->gradient, 1);
  if (self->settings.method == RSC_TRAINING_LBFGS)
    return;
  switch (rsc_training_schedule_look (&self->schedule, self->value))
    {
    case RSC_TRAINING_GO_BACK:
      memcpy (self->parameters, self->best, self->size * sizeof (double));
      forget_means (self);
      self->value = rsc_training_objective_evaluate (self->objective, self->parameters, 0, NULL,
                                                     self->gradient);
      self->gradient_norm = cblas_dnrm2 ((int) self->size, self->gradient, 1);
      break;
    case RSC_TRAINING_END:
      self->status = RSC_TRAINING_SETTLED;
      break;
    case RSC_TRAINING_LOST:
      self->status = RSC_TRAINING_DIVERGED;
      break;
    case RSC_TRAINING_GO_ON:
    default:
      break;
    }
  if (self->value < self->best_value)
    {
      self->best_value = self->value;
      memcpy (self->best, self->parameters, self->size * sizeof (double));
    }
}

static void
shuffle (RscTrainer *self)
{
  gsl_ran_shuffle (self->rng, self->order, rsc_training_objective_get_n (self->objective),
                   sizeof (gsize));
  self->position = 0;
}

/* The gradient of the next mini-batch. */
static void
draw_batch (RscTrainer *self)
{
  const gsize n = rsc_training_objective_get_n (self->objective);
  const gsize count = MIN (self->settings.batch_size, n - self->position);

  rsc_training_objective_evaluate (self->objective, self->parameters, count,
                                   self->order + self->position, self->gradient);
  self->position += count;
}

static void
step (RscTrainer *self)
{
  const gboolean in_batches = self->rng != NULL;
  gboolean is_epoch = TRUE;

  if (in_batches)
    draw_batch (self);
  switch (self->settings.method)
    {
    case RSC_TRAINING_DESCENT:
      step_descent (self);
      break;
    case RSC_TRAINING_MOMENTUM:
      step_momentum (self);
      break;
    case RSC_TRAINING_ADAM:
      step_adam (self);
      break;
    case RSC_TRAINING_LBFGS:
    default:
      step_lines (self);
      break;
    }
  self->n_steps++;
  if (in_batches)
    {
      is_epoch = self->position == rsc_training_objective_get_n (self->objective);
      if (is_epoch)
        shuffle (self);
    }
  if (is_epoch)
    look (self);
  else if (is_kept (self, self->n_steps))
    {
      self->value =
        rsc_training_objective_evaluate (self->objective, self->parameters, 0, NULL, NULL);
      if (!isfinite (self->value))
        look (self);
    }
  if (!isfinite (self->value))
    self->status = RSC_TRAINING_DIVERGED;
  else if (is_epoch && self->status == RSC_TRAINING_RUNNING
           && self->gradient_norm <= self->settings.tolerance)
    self->status = RSC_TRAINING_CONVERGED;
  keep_state (self);
}

/* ---- public -------------------------------------------------------------------------------- */

double
rsc_trainer_count_bytes (gsize n, gsize d, gsize m)
{
  const double weights = (double) m * (double) (d + 1);

  /* Rows twice, what the neurons say at them, the vectors of a method, and the states. */
  return sizeof (double)
         * (2.0 * (double) n * (double) d + (double) n * (double) m + 6.0 * weights
            + MIN (STATES_MAX * weights, MAX (STATE_VALUES_MAX, STATES_MIN * weights)));
}

RscTrainer *
rsc_trainer_new (RscDataset *dataset,
                 double lambda,
                 RscNetwork *start,
                 const RscTrainingSettings *settings)
{
  g_return_val_if_fail (dataset != NULL && start != NULL && settings != NULL, NULL);
  g_return_val_if_fail (lambda >= 0.0, NULL);

  const gsize m = rsc_network_get_width (start), n = rsc_dataset_get_n (dataset);
  RscTrainer *self = g_new0 (RscTrainer, 1);

  self->dataset = rsc_dataset_ref (dataset);
  self->settings = *settings;
  if (settings->step_size <= 0.0)
    self->settings.step_size = rsc_training_method_get_step_size (settings->method);
  self->objective = rsc_training_objective_new (dataset, rsc_network_get_bias (start), lambda, m,
                                                rsc_network_get_gates (start));
  self->size = rsc_training_objective_get_size (self->objective);
  self->parameters = g_new (double, MAX (1, self->size));
  self->gradient = g_new0 (double, MAX (1, self->size));
  self->best = g_new (double, MAX (1, self->size));
  self->first = g_new0 (double, MAX (1, self->size));
  self->second = g_new0 (double, MAX (1, self->size));
  rsc_training_objective_set_parameters (self->objective, start, self->parameters);
  self->value =
    rsc_training_objective_evaluate (self->objective, self->parameters, 0, NULL, self->gradient);
  self->gradient_norm = cblas_dnrm2 ((int) self->size, self->gradient, 1);
  self->best_value = self->value;
  memcpy (self->best, self->parameters, self->size * sizeof (double));
  rsc_training_schedule_init (&self->schedule, self->settings.step_size, self->settings.constant,
                              self->value);
  if (self->settings.batch_size >= n || settings->method == RSC_TRAINING_LBFGS)
    self->settings.batch_size = 0;
  if (self->settings.batch_size > 0)
    {
      self->rng = rsc_random_new (settings->seed);
      self->order = g_new (gsize, n);
      for (gsize i = 0; i < n; i++)
        self->order[i] = i;
      shuffle (self);
    }
  if (settings->method == RSC_TRAINING_LBFGS && self->size > 0)
    {
      self->line =
        (gsl_multimin_function_fdf){ line_value, line_gradient, line_both, self->size, self };
      self->minimizer =
        gsl_multimin_fdfminimizer_alloc (gsl_multimin_fdfminimizer_vector_bfgs2, self->size);
      restart_lines (self);
    }
  self->states = g_ptr_array_new_with_free_func ((GDestroyNotify) rsc_training_state_unref);
  self->stride = 1;
  self->states_max = CLAMP (STATE_VALUES_MAX / MAX (1, self->size), STATES_MIN, STATES_MAX);
  keep_state (self);
  if (!isfinite (self->value))
    self->status = RSC_TRAINING_DIVERGED;
  else if (self->size == 0 || self->gradient_norm <= self->settings.tolerance)
    self->status = RSC_TRAINING_CONVERGED;
  return self;
}

void
rsc_trainer_free (RscTrainer *self)
{
  if (self == NULL)
    return;
  rsc_dataset_unref (self->dataset);
  rsc_training_objective_free (self->objective);
  g_free (self->parameters);
  g_free (self->gradient);
  g_free (self->best);
  g_free (self->first);
  g_free (self->second);
  g_clear_pointer (&self->rng, gsl_rng_free);
  g_free (self->order);
  g_clear_pointer (&self->minimizer, gsl_multimin_fdfminimizer_free);
  g_ptr_array_unref (self->states);
  g_clear_pointer (&self->tail, rsc_training_state_unref);
  g_free (self);
}

gboolean
rsc_trainer_run (RscTrainer *self, gsize n_steps, GCancellable *cancellable)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (gsize k = 0; k < n_steps && self->status == RSC_TRAINING_RUNNING; k++)
    {
      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      step (self);
    }
  return self->status == RSC_TRAINING_RUNNING;
}

RscTraining *
rsc_trainer_dup_training (RscTrainer *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autoptr (GPtrArray) states =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rsc_training_state_unref);
  const RscTrainingState *last = g_ptr_array_index (self->states, self->states->len - 1);

  for (guint k = 0; k < self->states->len; k++)
    g_ptr_array_add (states, rsc_training_state_ref (g_ptr_array_index (self->states, k)));
  if (last->step != self->n_steps)
    {
      /* One state for one step: what is known of it is found again. */
      if (!self->tail || self->tail->step != self->n_steps)
        {
          g_clear_pointer (&self->tail, rsc_training_state_unref);
          self->tail = make_state (self);
          /* Within an epoch the objective was not looked at. */
          self->tail->objective =
            rsc_training_objective_evaluate (self->objective, self->parameters, 0, NULL, NULL)
            * rsc_training_objective_get_unit (self->objective);
        }
      g_ptr_array_add (states, rsc_training_state_ref (self->tail));
    }
  return rsc_training_new (self->dataset, &self->settings, self->status, states);
}
