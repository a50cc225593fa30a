/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "judge.h"
#include "core/set/rsc-envelope.h"
#include <math.h>

#define VERTICES_CHECKED 40
#define SAMPLES 2

/* ---- networks taken from the set ------------------------------------------------------------ */

static void
check_point (Judge *self, const char *name, const double *a)
{
  g_autoptr (RscNetwork) network = rsc_optimal_set_dup_network (self->set, a);

  judge_network (self, name, network);
}

static void
check_points (Judge *self)
{
  RscOptimalSet *set = self->set;

  for (gsize k = 0; k < MIN (VERTICES_CHECKED, rsc_optimal_set_get_n_vertices (set)); k++)
    {
      g_autofree char *name = g_strdup_printf ("vertex %" G_GSIZE_FORMAT, k + 1);

      check_point (self, name, rsc_optimal_set_get_vertex (set, k));
    }
  check_point (self, "the narrowest", rsc_optimal_set_get_narrowest (set));
  check_point (self, "that of least norm", rsc_optimal_set_get_min_norm (set));
  check_point (self, "the interior one", rsc_optimal_set_get_interior (set));
  check_point (self, "the solver's", rsc_optimal_set_get_solver_point (set));
  for (guint64 seed = 1; seed <= SAMPLES; seed++)
    {
      g_autofree double *a = g_new0 (double, rsc_optimal_set_get_n_neurons (set) + 1);

      rsc_optimal_set_sample (set, seed, a);
      check_point (self, "a sample", a);
    }
}

/* ---- the set ------------------------------------------------------------------------------- */

static void
compare (Judge *self, const char *what, gsize said, gsize right)
{
  if (said != right)
    judge_complain (self, "%s: %" G_GSIZE_FORMAT ", right is %" G_GSIZE_FORMAT, what, said, right);
}

/* The neuron of the truth with this sign and direction; m if there is none. */
static gsize
find_neuron (const Judge *self, const RscNeuron *neuron)
{
  const Truth *truth = &self->truth;
  gsize d = self->program.d;
  gsize best = truth->m;
  double least = 1e-5;

  for (gsize i = 0; i < truth->m; i++)
    {
      double distance = 0.0;

      if (truth->signs[i] != neuron->sign)
        continue;
      if (self->program.gated
          && truth->patterns[i]
               != judge_get_mask (rsc_problem_get_arrangement (self->problem), neuron->pattern))
        continue;
      for (gsize k = 0; k < d; k++)
        distance = hypot (distance, (double) (truth->directions[i * d + k] - neuron->direction[k]));
      if (distance < least)
        {
          least = distance;
          best = i;
        }
    }
  return best;
}

static void
check_neurons (Judge *self)
{
  const Truth *truth = &self->truth;
  double sum = (double) self->optimum.penalty;

  for (gsize k = 0; k < rsc_optimal_set_get_n_neurons (self->set); k++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (self->set, k);
      gsize i = find_neuron (self, neuron);
      double least;
      double largest;

      if (i == truth->m)
        {
          judge_complain (self, "neurons: number %" G_GSIZE_FORMAT " is none", k + 1);
          continue;
        }
      if (!truth->complete)
        continue;
      least = (double) truth->least[i];
      largest = (double) truth->largest[i];
      if (fabs (neuron->norm_min - least) > 1e-6 * sum
          || fabs (neuron->norm_max - largest) > 1e-6 * sum)
        judge_complain (self, "range: %.9g to %.9g, right is %.9g to %.9g", neuron->norm_min,
                        neuron->norm_max, least, largest);
    }
}

static void
check_vertices (Judge *self)
{
  const Truth *truth = &self->truth;
  g_autofree gsize *said = g_new0 (gsize, truth->m + 1);
  g_autofree gsize *right = g_new0 (gsize, truth->m + 1);
  gsize count = rsc_optimal_set_get_n_vertices (self->set);

  if (!rsc_optimal_set_get_vertices_complete (self->set))
    {
      if (!self->claims_only)
        judge_complain (self, "vertices: %" G_GSIZE_FORMAT " and more, right are %u", count,
                        truth->corners->len);
      return;
    }
  compare (self, "vertices", count, truth->corners->len);
  for (guint c = 0; c < truth->corners->len; c++)
    right[g_array_index (truth->corners, Corner, c).width]++;
  for (gsize k = 0; k < count; k++)
    said[MIN (truth->m, rsc_optimal_set_get_vertex_width (self->set, k))]++;
  for (gsize width = 0; width <= truth->m && count == truth->corners->len; width++)
    if (said[width] != right[width])
      judge_complain (self, "vertices: %zu of width %zu, right are %zu", said[width], width,
                      right[width]);
}

/* Of an approximate set only what it calls unique, proved or complete can be wrong. */
static void
compare_claims (Judge *self)
{
  const Truth *truth = &self->truth;
  RscOptimalSet *set = self->set;
  gsize narrowest = rsc_optimal_set_get_narrowest_width (set);
  gboolean proved = rsc_optimal_set_get_narrowest_proved (set);

  if (rsc_optimal_set_is_unique (set) && truth->dimension > 0)
    judge_complain (self, "unique: said, the dimension is %zu", truth->dimension);
  check_vertices (self);
  if (proved ? narrowest != truth->narrowest : narrowest < truth->narrowest)
    judge_complain (self, "narrowest: %" G_GSIZE_FORMAT "%s, right is %" G_GSIZE_FORMAT, narrowest,
                    proved ? " proved" : "", truth->narrowest);
}

/* A point of least length: no vertex lies nearer along its direction. */
static void
check_least_norm (Judge *self, const gsize *neuron_of)
{
  const double *a = rsc_optimal_set_get_min_norm (self->set);
  gsize m = rsc_optimal_set_get_n_neurons (self->set);
  Quad square = 0;

  for (gsize k = 0; k < m; k++)
    square += (Quad) a[k] * a[k];
  for (guint c = 0; c < self->truth.corners->len; c++)
    {
      const Corner *corner = &g_array_index (self->truth.corners, Corner, c);
      Quad along = 0;

      for (gsize k = 0; k < m; k++)
        along += a[k] * corner->a[neuron_of[k]];
      if (along < square * (1 - (Quad) 1e-5))
        {
          judge_complain (self, "least-norm: a vertex is nearer by %.2g",
                          (double) (1 - along / square));
          return;
        }
    }
}

static void
check_interior (Judge *self, const gsize *neuron_of)
{
  const double *a = rsc_optimal_set_get_interior (self->set);

  for (gsize k = 0; k < rsc_optimal_set_get_n_neurons (self->set); k++)
    if ((self->truth.support & (1u << neuron_of[k])) && !(a[k] > 0.0))
      judge_complain (self, "interior: neuron %" G_GSIZE_FORMAT " is used and not active", k + 1);
}

/* Least and largest prediction over the vertices, at some points; ReLU alone: of gates only the
 * pattern is given. */
static void
check_envelope (Judge *self)
{
  const Truth *truth = &self->truth;
  const Case *subject = self->subject;
  gsize d = self->program.d;
  guint64 state = subject->seed;
  double x[CASE_FEATURES_MAX];
  double size = 0.0;
  double lower;
  double upper;

  if (subject->gated)
    return;
  for (gsize i = 0; i < subject->n * subject->n_features; i++)
    size = MAX (size, fabs (subject->features[i]));
  for (int point = 0; point < 2; point++)
    {
      g_autoptr (GError) error = NULL;
      Quad least = 0;
      Quad largest = 0;
      Quad scale = 0;

      for (gsize k = 0; k < subject->n_features; k++)
        x[k] = size * (2.0 * case_random (&state) - 1.0);
      if (!rsc_optimal_set_get_envelope (self->set, 1, x, &lower, &upper, NULL, &error))
        {
          judge_error (self, "envelope", error);
          return;
        }
      for (guint c = 0; c < truth->corners->len; c++)
        {
          const Corner *corner = &g_array_index (truth->corners, Corner, c);
          Quad f = 0;

          for (gsize i = 0; i < truth->m; i++)
            {
              Quad value = subject->bias ? truth->directions[i * d + d - 1] : 0;

              for (gsize k = 0; k < subject->n_features; k++)
                value += truth->directions[i * d + k] * x[k];
              if (value > 0)
                {
                  f += truth->signs[i] * corner->a[i] * value;
                  scale = MAX (scale, corner->a[i] * value);
                }
            }
          least = c == 0 ? f : MIN (least, f);
          largest = c == 0 ? f : MAX (largest, f);
        }
      if (quad_abs (least - lower) > (Quad) 1e-6 * scale
          || quad_abs (largest - upper) > (Quad) 1e-6 * scale)
        judge_complain (self, "envelope: %.9g to %.9g, right is %.9g to %.9g", lower, upper,
                        (double) least, (double) largest);
    }
}

/* What needs each neuron's place in the truth. */
static void
check_inside (Judge *self)
{
  gsize m = rsc_optimal_set_get_n_neurons (self->set);
  g_autofree gsize *neuron_of = g_new (gsize, m + 1);

  for (gsize k = 0; k < m; k++)
    {
      neuron_of[k] = find_neuron (self, rsc_optimal_set_get_neuron (self->set, k));
      if (neuron_of[k] == self->truth.m)
        return;
    }
  check_least_norm (self, neuron_of);
  check_interior (self, neuron_of);
  check_envelope (self);
}

static void
compare_sets (Judge *self)
{
  const Truth *truth = &self->truth;
  RscOptimalSet *set = self->set;

  compare (self, "ties", rsc_optimal_set_get_n_equicorrelated (set), truth->ties->len);
  compare (self, "neurons", rsc_optimal_set_get_n_neurons (set), truth->m);
  check_neurons (self);
  if (!truth->complete)
    return;
  compare (self, "support", rsc_optimal_set_get_n_support (set),
           (gsize) __builtin_popcount (truth->support));
  compare (self, "dimension", rsc_optimal_set_get_dimension (set), truth->dimension);
  if (!rsc_optimal_set_is_unique (set) && truth->dimension == 0)
    judge_complain (self, "unique: not said");
  compare_claims (self);
  check_inside (self);
}

/* Units and λ in which nothing has to be withdrawn. */
static gboolean
is_ordinary (const Judge *self)
{
  const Case *subject = self->subject;

  if (subject->ratio < 1e-3)
    return FALSE;
  for (gsize i = 0; i < subject->n * subject->n_features; i++)
    if (subject->features[i] != 0.0
        && (fabs (subject->features[i]) < 1e-2 || fabs (subject->features[i]) > 1e2))
      return FALSE;
  return TRUE;
}

void
judge_make_set (Judge *self)
{
  g_autoptr (GError) error = NULL;

  self->set = rsc_optimal_set_new (self->solution, NULL, NULL, NULL, NULL, &error);
  judge_error (self, "set", error);
  truth_init (&self->truth, &self->optimum);
  self->has_truth = TRUE;
  if (self->truth.doubt != NULL && self->doubt == NULL)
    self->doubt = g_strdup (self->truth.doubt->str);
}

void
judge_set (Judge *self)
{
  judge_make_set (self);
  if (self->set == NULL)
    return;
  check_points (self);
  if (self->doubt != NULL)
    return;
  if (!rsc_optimal_set_is_trusted (self->set) && !self->claims_only && is_ordinary (self))
    judge_complain (self, "withdrawn: in ordinary units");
  if (!self->claims_only && rsc_optimal_set_is_trusted (self->set))
    compare_sets (self);
  else if (self->truth.complete)
    compare_claims (self);
}
