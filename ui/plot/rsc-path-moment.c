/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-path-moment.h"

#include "ui/plot/rsc-function-envelope.h"
#include <math.h>

void
rsc_path_moment_clear (RscPathMoment *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->frame, rsc_path_frame_unref);
  g_clear_pointer (&self->hull, rsc_hull_unref);
  g_clear_pointer (&self->envelope, rsc_envelope_unref);
  self->n_axes = 0;
}

static double
get_end (const RscPath *path, gboolean last)
{
  const gsize n = rsc_path_get_n_points (path);

  return rsc_solution_get_lambda (rsc_path_get_point (path, last ? n - 1 : 0)->solution);
}

void
rsc_path_moment_go_to (RscPathMoment *self,
                       const RscPath *path,
                       double moment,
                       gsize n_axes,
                       const gsize *axis_ids)
{
  double top, bottom, lambda;

  g_return_if_fail (self != NULL && path != NULL);
  g_return_if_fail (rsc_path_get_n_points (path) > 1);
  g_return_if_fail (n_axes <= G_N_ELEMENTS (self->axes));

  top = get_end (path, FALSE);
  bottom = get_end (path, TRUE);
  /* The ends exactly: beyond them there is no path. */
  lambda = moment >= 1 ? bottom : CLAMP (top * pow (bottom / top, moment), bottom, top);
  rsc_path_moment_clear (self);
  self->frame = rsc_path_frame_new (path, lambda);
  g_assert (self->frame != NULL);
  self->n_axes = n_axes;
  /* A neuron that is not in the set keeps its axis. */
  for (gsize k = 0; k < n_axes; k++)
    {
      self->axes[k] = RSC_OPTIMAL_SET_ABSENT;
      for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (self->frame->set); i++)
        if (self->frame->ids[i] == axis_ids[k])
          self->axes[k] = i;
    }
}

gboolean
rsc_path_moment_project (RscPathMoment *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (self != NULL && self->frame != NULL, FALSE);

  if (self->n_axes == 0)
    return TRUE;
  g_clear_pointer (&self->hull, rsc_hull_unref);
  self->hull =
    rsc_optimal_set_project (self->frame->set, self->n_axes, self->axes, cancellable, error);
  return self->hull != NULL;
}

gboolean
rsc_path_moment_find_envelope (RscPathMoment *self,
                               gboolean plane,
                               gsize feature_x,
                               gsize feature_y,
                               const RscFeatureValues *at,
                               GCancellable *cancellable,
                               GError **error)
{
  RscProblem *problem;
  gsize d;

  g_return_val_if_fail (self != NULL && self->frame != NULL, FALSE);

  problem = rsc_solution_get_problem (self->frame->solution);
  d = rsc_dataset_get_d (rsc_problem_get_dataset (problem));
  if (d != 1 && !(plane && d >= 2))
    return TRUE;
  g_clear_pointer (&self->envelope, rsc_envelope_unref);
  self->envelope =
    rsc_function_envelope_new (self->frame->set, feature_x, feature_y, at,
                               d == 1 ? RSC_FUNCTION_ENVELOPE_LINE : RSC_FUNCTION_ENVELOPE_PLANE,
                               d == 1 ? 1 : RSC_FUNCTION_ENVELOPE_PLANE, cancellable, error);
  return self->envelope != NULL;
}
