/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-path-ranges.h"

#include "core/set/rsc-set-axes.h"
#include "ui/plot/rsc-function-envelope.h"
#include "ui/plot/rsc-function-reach.h"
#include <math.h>
#include <string.h>

/* Points of the path that the function is looked at. */
#define SAMPLES 40
/* Nodes of the grids that it is looked at on. */
#define NODES_LINE 121
#define NODES_PLANE 19
/* Multiplications of an envelope that a sample has time for. */
#define ENVELOPE_WORK 2e5
/* Multiplications that choosing the axes takes at most. */
#define MEASURE_WORK 1e6
/* On the plane the envelope of one sample in so many. */
#define ENVELOPE_STEP 5

/* What a neuron's norm counts beside how much wider it makes what is seen of the set: where no
 * neuron chosen before it is in the set, and elsewhere. */
#define SHARE_ALONE 0.5
#define SHARE 0.1

/* @columns: for each space and each column. */
typedef struct
{
  double norm_max;
  RscOptimalSetRange *columns; /* 2 × d */
} Reach;

struct _RscPathRanges
{
  gatomicrefcount ref_count;
  RscPath *path;
  gsize feature_x;
  gsize feature_y;
  RscFeatureValues *at;
  gsize d;
  gsize n_ids;
  Reach *reaches;
  gsize dimension; /* the largest of a set */
  gsize n_axes;
  gsize axes[3];
  double value[2];
  double width; /* of the envelope on the plane; NaN where it is not known */
  double fit[2];
};

static void
add_neuron (RscPathRanges *self, gsize id, const RscNeuron *neuron)
{
  Reach *reach = &self->reaches[id];
  double norm = neuron->norm_max;

  reach->norm_max = fmax (reach->norm_max, norm);
  for (gsize k = 0; k < self->d; k++)
    for (int space = 0; space < 2; space++)
      {
        RscOptimalSetRange *range = &reach->columns[(gsize) space * self->d + k];
        double value = neuron->direction[k] * (space == RSC_SPACE_CONVEX ? norm : sqrt (norm));

        range->low = fmin (range->low, value);
        range->high = fmax (range->high, value);
      }
}

static void
read_points (RscPathRanges *self)
{
  for (gsize k = 0; k < rsc_path_get_n_points (self->path); k++)
    {
      const RscPathPoint *point = rsc_path_get_point (self->path, k);
      RscDataset *dataset = rsc_problem_get_dataset (rsc_path_get_problem (self->path));
      const double *fit = rsc_solution_get_fit (point->solution);

      self->dimension = MAX (self->dimension, rsc_optimal_set_get_dimension (point->set));
      for (gsize i = 0; i < point->n_neurons; i++)
        add_neuron (self, point->ids[i], rsc_optimal_set_get_neuron (point->set, i));
      for (gsize i = 0; i < rsc_dataset_get_n (dataset); i++)
        rsc_function_reach_cover (self->fit, fit[i]);
    }
}

static void
look_at_function (RscPathRanges *self, const RscPathPoint *point, gboolean sparse)
{
  RscDataset *dataset = rsc_problem_get_dataset (rsc_path_get_problem (self->path));
  gsize features = rsc_dataset_get_d (dataset);
  gboolean plane = features >= 2;
  gsize nx = plane ? NODES_PLANE : NODES_LINE, ny = plane ? NODES_PLANE : 1;
  g_autoptr (RscNetwork) network =
    rsc_optimal_set_dup_network (point->set, rsc_optimal_set_get_min_norm (point->set));

  rsc_function_reach_add_network (self->value, network, dataset, RSC_FUNCTION_VALUE,
                                  self->feature_x, self->feature_y, self->at);
  double work = (double) (nx * ny) * (double) rsc_optimal_set_get_n_neurons (point->set)
                * (double) rsc_optimal_set_get_n_vertices (point->set);
  if ((plane && sparse) || rsc_optimal_set_is_unique (point->set) || work > ENVELOPE_WORK
      || !rsc_optimal_set_get_vertices_listed (point->set))
    return;
  g_autoptr (RscEnvelope) envelope = rsc_function_envelope_new (
    point->set, self->feature_x, self->feature_y, self->at, nx, ny, NULL, NULL);
  if (envelope != NULL && !plane)
    rsc_function_reach_add_envelope (self->value, envelope);
  for (gsize k = 0; envelope != NULL && plane && k < nx * ny; k++)
    if (isfinite (envelope->upper[k] - envelope->lower[k]))
      self->width =
        fmax (isnan (self->width) ? 0.0 : self->width, envelope->upper[k] - envelope->lower[k]);
}

static void
look_at_functions (RscPathRanges *self)
{
  RscDataset *dataset = rsc_problem_get_dataset (rsc_path_get_problem (self->path));
  gsize n = rsc_path_get_n_points (self->path);
  gsize features = rsc_dataset_get_d (dataset);
  gsize samples = MIN (n, SAMPLES);

  if (features == 0 || self->feature_x >= features
      || (features >= 2 && (self->feature_y >= features || self->feature_y == self->feature_x)))
    return;
  for (gsize s = 0; s < samples; s++)
    look_at_function (
      self, rsc_path_get_point (self->path, samples > 1 ? s * (n - 1) / (samples - 1) : 0),
      s % ENVELOPE_STEP != 0 && s + 1 < samples);
}

/* The part of the path in log λ that point @k is the nearest of. */
static double
get_stretch (const RscPath *path, gsize k)
{
  gsize last = rsc_path_get_n_points (path) - 1;
  double above = rsc_solution_get_lambda (rsc_path_get_point (path, k > 0 ? k - 1 : 0)->solution);
  double below = rsc_solution_get_lambda (rsc_path_get_point (path, MIN (k + 1, last))->solution);

  return 0.5 * log (above / below);
}

/* How much each neuron of the set of a point would add to what the @n neurons @axes of it show,
 * where there is time to find out; else how far it ranges. */
static double *
dup_widths (const RscPathRanges *self, const RscPathPoint *point, gsize n, const gsize *axes)
{
  const gsize m = rsc_optimal_set_get_n_neurons (point->set);
  const double k = (double) rsc_optimal_set_get_dimension (point->set);
  double *widths = g_new (double, MAX (m, 1));

  if ((double) m * k * k * (double) rsc_path_get_n_points (self->path) <= MEASURE_WORK)
    rsc_set_axes_measure (point->set, n, axes, widths);
  else
    for (gsize i = 0; i < m; i++)
      {
        const RscNeuron *neuron = rsc_optimal_set_get_neuron (point->set, i);

        widths[i] = neuron->norm_max - neuron->norm_min;
      }
  return widths;
}

/* Adds to @shown what each neuron tells of point @k, beside the @n neurons @ids. */
static void
add_shown (const RscPathRanges *self, gsize k, gsize n, const gsize *ids, double *shown)
{
  const RscPathPoint *point = rsc_path_get_point (self->path, k);
  g_autofree double *widths = NULL;
  double stretch = get_stretch (self->path, k);
  double share = SHARE_ALONE;
  double largest = 0.0;
  gsize axes[3] = { G_MAXSIZE, G_MAXSIZE, G_MAXSIZE };

  for (gsize i = 0; i < point->n_neurons; i++)
    {
      largest = fmax (largest, rsc_optimal_set_get_neuron (point->set, i)->norm_max);
      for (gsize j = 0; j < n; j++)
        if (ids[j] == point->ids[i])
          {
            share = SHARE;
            axes[j] = i;
          }
    }
  widths = dup_widths (self, point, n, axes);
  for (gsize i = 0; i < point->n_neurons && largest > 0.0; i++)
    shown[point->ids[i]] +=
      stretch * (widths[i] + share * rsc_optimal_set_get_neuron (point->set, i)->norm_max)
      / largest;
}

/* One after the other, so that there is something to see along all of the path. */
static void
choose_axes (RscPathRanges *self)
{
  g_autofree double *shown = g_new (double, MAX (self->n_ids, 1));

  while (self->n_axes < MIN (self->n_ids, MIN (3, MAX (self->dimension + 1, 2))))
    {
      gsize best = G_MAXSIZE;

      memset (shown, 0, self->n_ids * sizeof (double));
      for (gsize k = 0; k < rsc_path_get_n_points (self->path); k++)
        add_shown (self, k, self->n_axes, self->axes, shown);
      for (gsize j = 0; j < self->n_axes; j++)
        shown[self->axes[j]] = 0.0;
      /* Of neurons that symmetry makes equal the first. */
      for (gsize id = 0; id < self->n_ids; id++)
        if (shown[id] > 0.0 && (best == G_MAXSIZE || shown[id] > shown[best] * (1.0 + 1e-6)))
          best = id;
      if (best == G_MAXSIZE)
        break;
      self->axes[self->n_axes++] = best;
    }
}

RscPathRanges *
rsc_path_ranges_new (RscPath *path, gsize feature_x, gsize feature_y, RscFeatureValues *at)
{
  g_return_val_if_fail (path != NULL, NULL);

  RscPathRanges *self = g_new0 (RscPathRanges, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->path = rsc_path_ref (path);
  self->feature_x = feature_x;
  self->feature_y = feature_y;
  self->at = at ? rsc_feature_values_ref (at) : NULL;
  self->d = rsc_problem_get_d (rsc_path_get_problem (path));
  self->n_ids = rsc_path_get_n_ids (path);
  self->reaches = g_new0 (Reach, MAX (self->n_ids, 1));
  for (gsize id = 0; id < self->n_ids; id++)
    self->reaches[id].columns = g_new0 (RscOptimalSetRange, 2 * self->d + 1);
  rsc_function_reach_init (self->value);
  rsc_function_reach_init (self->fit);
  self->width = NAN;
  read_points (self);
  choose_axes (self);
  look_at_functions (self);
  return self;
}

RscPathRanges *
rsc_path_ranges_ref (RscPathRanges *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_path_ranges_unref (RscPathRanges *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (gsize id = 0; id < self->n_ids; id++)
    g_free (self->reaches[id].columns);
  g_free (self->reaches);
  g_clear_pointer (&self->at, rsc_feature_values_unref);
  rsc_path_unref (self->path);
  g_free (self);
}

gboolean
rsc_path_ranges_match (const RscPathRanges *self,
                       const RscPath *path,
                       gsize feature_x,
                       gsize feature_y,
                       const RscFeatureValues *at)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->path == path && self->feature_x == feature_x && self->feature_y == feature_y
         && rsc_feature_values_equal (self->at, at);
}

RscOptimalSetRange
rsc_path_ranges_get_axis (const RscPathRanges *self, gsize id, int feature, RscSpace space)
{
  RscOptimalSetRange range = { 0.0, 0.0 };

  g_return_val_if_fail (self != NULL, range);
  if (id >= self->n_ids)
    return range;
  if (feature >= 0)
    return self->reaches[id].columns[(gsize) space * self->d + MIN ((gsize) feature, self->d - 1)];
  range.high = self->reaches[id].norm_max;
  if (space == RSC_SPACE_NONCONVEX)
    range.high = sqrt (range.high);
  return range;
}

void
rsc_path_ranges_get_values (const RscPathRanges *self,
                            RscFunctionMode mode,
                            double *low,
                            double *high)
{
  gsize features;
  const double *range;
  const double width[2] = { 0.0, self->width };

  g_return_if_fail (self != NULL && low != NULL && high != NULL);
  features = rsc_dataset_get_d (rsc_problem_get_dataset (rsc_path_get_problem (self->path)));
  range = mode == RSC_FUNCTION_FIT                         ? self->fit
          : mode == RSC_FUNCTION_ENVELOPE && features >= 2 ? width
                                                           : self->value;
  *low = *high = NAN;
  if (isfinite (range[0]) && isfinite (range[1]))
    {
      *low = range[0];
      *high = range[1];
    }
}

gsize
rsc_path_ranges_get_axes (const RscPathRanges *self, gsize ids[3])
{
  g_return_val_if_fail (self != NULL && ids != NULL, 0);
  memcpy (ids, self->axes, self->n_axes * sizeof ids[0]);
  return self->n_axes;
}
