/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-comparison.h"

#include "core/numerics/rsc-error.h"
#include "core/numerics/rsc-tolerances.h"

#include <glib/gi18n.h>
#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

/* The neurons of one network, equal ones as one. */
typedef struct
{
  gsize n;
  int *signs;
  double *directions; /* n × d */
  double *norms;
  gint8 *sides;    /* gated: n × rows, else NULL */
  gssize *neurons; /* of the set, or -1 */
  gssize *pairs;   /* of the other network, or -1 */
  gsize width;
  gsize *places; /* width: which of these each neuron of the network is */
} Side;

typedef struct
{
  gsize rows;
  gsize d;   /* with a bias, whether a network has one or not */
  double *x; /* rows × d */
} Data;

static void
side_clear (Side *side)
{
  g_free (side->signs);
  g_free (side->directions);
  g_free (side->norms);
  g_free (side->sides);
  g_free (side->neurons);
  g_free (side->pairs);
  g_free (side->places);
}

static void
find_sides (const Data *data, gsize d, const double *gate, gint8 *sides)
{
  for (gsize k = 0; k < data->rows; k++)
    sides[k] = cblas_ddot ((int) d, data->x + k * data->d, 1, gate, 1) >= 0.0;
}

/* Largest entry of the difference of two directions; INFINITY where no norm makes up for it. */
static double
measure_apart (const Data *data,
               int sign_a,
               const double *a,
               const gint8 *sides_a,
               int sign_b,
               const double *b,
               const gint8 *sides_b)
{
  double apart = 0.0;

  if ((sides_a == NULL) != (sides_b == NULL))
    return INFINITY;
  if (sides_a != NULL ? memcmp (sides_a, sides_b, data->rows) != 0 : sign_a != sign_b)
    return INFINITY;
  for (gsize k = 0; k < data->d; k++)
    apart = MAX (apart, fabs (a[k] - (double) (sign_a * sign_b) * b[k]));
  return apart;
}

static const gint8 *
get_sides (const Data *data, const Side *side, gsize i)
{
  return side->sides != NULL ? side->sides + i * data->rows : NULL;
}

static const double *
get_direction (const Data *data, const Side *side, gsize i)
{
  return side->directions + i * data->d;
}

static void
side_init (Side *side, const Data *data, const RscNetwork *network)
{
  const gsize width = rsc_network_get_width (network), d = rsc_network_get_d (network);
  const double *gates = rsc_network_get_gates (network);

  *side = (Side){ .signs = g_new0 (int, width + 1),
                  .directions = g_new0 (double, (width + 1) * data->d),
                  .norms = g_new0 (double, width + 1),
                  .sides = gates != NULL ? g_new0 (gint8, (width + 1) * data->rows) : NULL,
                  .neurons = g_new (gssize, width + 1),
                  .pairs = g_new (gssize, width + 1),
                  .width = width,
                  .places = g_new (gsize, width + 1) };
  for (gsize i = 0; i < width; i++)
    {
      const gsize last = side->n;
      double *direction = side->directions + last * data->d;
      double norm;
      gsize k = 0;

      side->places[i] = RSC_COMPARISON_NONE;
      memset (direction, 0, data->d * sizeof (double));
      side->signs[last] = rsc_network_get_convex (network, i, direction);
      norm = cblas_dnrm2 ((int) data->d, direction, 1);
      if (!(norm > 0.0) || side->signs[last] == 0)
        continue;
      cblas_dscal ((int) data->d, 1.0 / norm, direction, 1);
      if (gates != NULL)
        find_sides (data, d, gates + i * d, side->sides + last * data->rows);
      while (k < last
             && measure_apart (data, side->signs[k], get_direction (data, side, k),
                               get_sides (data, side, k), side->signs[last], direction,
                               get_sides (data, side, last))
                  > RSC_TOLERANCE_MERGE)
        k++;
      side->places[i] = k;
      side->norms[k] += norm;
      side->n += k == last ? 1 : 0;
    }
  for (gsize i = 0; i < side->n; i++)
    side->neurons[i] = side->pairs[i] = -1;
}

/* --- in the set ------------------------------------------------------------------------------ */

/* Which neuron of the set each is. */
static void
find_in_set (Side *side, const Data *data, const RscOptimalSet *set)
{
  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  const gsize m = rsc_optimal_set_get_n_neurons (set), d = rsc_problem_get_d (problem);
  g_autofree double *direction = g_new0 (double, data->d);
  g_autofree gint8 *sides = g_new0 (gint8, data->rows + 1);

  for (gsize k = 0; k < m; k++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, k);

      memcpy (direction, neuron->direction, d * sizeof (double));
      if (neuron->gate != NULL)
        find_sides (data, d, neuron->gate, sides);
      for (gsize i = 0; i < side->n; i++)
        if (side->neurons[i] < 0
            && measure_apart (data, side->signs[i], get_direction (data, side, i),
                              get_sides (data, side, i), neuron->sign, direction,
                              neuron->gate != NULL ? sides : NULL)
                 <= RSC_TOLERANCE_MERGE)
          side->neurons[i] = (gssize) k;
    }
}

/* Its norms in the set; NULL where it is none of the set's. */
static double *
dup_point (const Side *side, const Data *data, const RscOptimalSet *set, const double *y)
{
  const gsize m = rsc_optimal_set_get_n_neurons (set);
  const double *fit = rsc_solution_get_fit (rsc_optimal_set_get_solution (set));
  g_autofree double *point = g_new0 (double, m + 1);
  g_autofree double *rest = g_memdup2 (fit, MAX (data->rows, 1) * sizeof (double));

  for (gsize i = 0; i < side->n; i++)
    {
      if (side->neurons[i] < 0)
        return NULL;
      point[side->neurons[i]] += side->norms[i];
    }
  for (gsize k = 0; k < m; k++)
    cblas_daxpy ((int) data->rows, -point[k], rsc_optimal_set_get_neuron (set, k)->activation, 1,
                 rest, 1);
  return cblas_dnrm2 ((int) data->rows, rest, 1)
             <= RSC_TOLERANCE_MISFIT * cblas_dnrm2 ((int) data->rows, y, 1)
           ? g_steal_pointer (&point)
           : NULL;
}

static void
place (RscComparison *self, Side *sides, const Data *data, RscOptimalSet *set, const double *y)
{
  const gsize m = rsc_optimal_set_get_n_neurons (set);
  double square = 0.0;

  for (int k = 0; k < 2; k++)
    {
      find_in_set (&sides[k], data, set);
      self->points[k] = dup_point (&sides[k], data, set, y);
    }
  if (self->points[0] == NULL || self->points[1] == NULL)
    return;
  for (gsize i = 0; i < m; i++)
    square += (self->points[1][i] - self->points[0][i]) * (self->points[1][i] - self->points[0][i]);
  self->distance = sqrt (square);
}

/* --- neuron by neuron ------------------------------------------------------------------------ */

typedef struct
{
  gsize a;
  gsize b;
  double cosine;
} Pair;

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const Pair *p = a, *q = b;

  if (p->cosine != q->cosine)
    return p->cosine > q->cosine ? -1 : 1;
  if (p->b != q->b)
    return p->b < q->b ? -1 : 1;
  return p->a < q->a ? -1 : p->a > q->a;
}

/* The nearest two of all first. */
static void
pair (Side *a, Side *b, const Data *data)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (Pair));

  for (gsize i = 0; i < a->n; i++)
    for (gsize k = 0; k < b->n; k++)
      {
        const double *p = get_direction (data, a, i), *q = get_direction (data, b, k);
        const double apart = measure_apart (data, a->signs[i], p, get_sides (data, a, i),
                                            b->signs[k], q, get_sides (data, b, k));
        const double turn = a->sides != NULL ? a->signs[i] * b->signs[k] : 1.0;
        const Pair found = { i, k, turn * cblas_ddot ((int) data->d, p, 1, q, 1) };

        if (apart < INFINITY && found.cosine >= RSC_PAIR_COSINE_MIN)
          g_array_append_val (pairs, found);
      }
  g_array_sort (pairs, compare_pairs);
  for (guint k = 0; k < pairs->len; k++)
    {
      const Pair *found = &g_array_index (pairs, Pair, k);

      if (a->pairs[found->a] >= 0 || b->pairs[found->b] >= 0)
        continue;
      a->pairs[found->a] = (gssize) found->b;
      b->pairs[found->b] = (gssize) found->a;
    }
}

/* With the neuron of A and of B that it is, or -1. */
typedef struct
{
  RscComparedNeuron neuron;
  gssize places[2];
} Entry;

/* Of what is nearly parallel without cancellation; a gated neuron may be turned round. */
static double
measure_angle (const Data *data, const RscComparedNeuron *neuron, const double *direction)
{
  const double turn =
    cblas_ddot ((int) data->d, neuron->direction, 1, direction, 1) < 0.0 ? -1.0 : 1.0;
  double square = 0.0;

  for (gsize k = 0; k < data->d; k++)
    square +=
      (neuron->direction[k] - turn * direction[k]) * (neuron->direction[k] - turn * direction[k]);
  return 2.0 * asin (fmin (0.5 * sqrt (square), 1.0));
}

/* Neuron @i of @of, which is network @k, and the one of the other network that is paired with
 * it. */
static void
entry_init (Entry *entry, const Data *data, const Side *of, gsize i, const Side *other, int k)
{
  RscComparedNeuron *neuron = &entry->neuron;
  const gssize found = of->pairs[i];

  neuron->sign = of->signs[i];
  neuron->direction = g_memdup2 (get_direction (data, of, i), data->d * sizeof (double));
  neuron->norms[k] = of->norms[i];
  neuron->norms[1 - k] = found >= 0 ? other->norms[found] : 0.0;
  neuron->angle = NAN;
  if (found >= 0)
    neuron->angle = measure_angle (data, neuron, get_direction (data, other, (gsize) found));
  neuron->neuron = of->neurons[i];
  entry->places[k] = (gssize) i;
  entry->places[1 - k] = found;
}

/* Those of the set go first, in its order; the others stay in theirs. */
static int
compare_entries (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const gsize i = (gsize) ((const Entry *) a)->neuron.neuron;
  const gsize k = (gsize) ((const Entry *) b)->neuron.neuron;

  return i < k ? -1 : i > k;
}

static void
fill_neurons (RscComparison *self, const Side *sides, const Data *data)
{
  g_autofree Entry *entries = g_new0 (Entry, sides[0].n + sides[1].n + 1);
  gsize n = 0;

  for (gsize i = 0; i < sides[1].n; i++)
    entry_init (&entries[n++], data, &sides[1], i, &sides[0], 1);
  for (gsize i = 0; i < sides[0].n; i++)
    if (sides[0].pairs[i] < 0)
      entry_init (&entries[n++], data, &sides[0], i, &sides[1], 0);
  g_qsort_with_data (entries, (int) n, sizeof entries[0], compare_entries, NULL);
  self->n_neurons = n;
  self->neurons = g_new0 (RscComparedNeuron, n + 1);
  for (int k = 0; k < 2; k++)
    {
      g_autofree gsize *numbers = g_new0 (gsize, sides[k].n + 1);

      for (gsize i = 0; i < n; i++)
        if (entries[i].places[k] >= 0)
          numbers[entries[i].places[k]] = i;
      self->widths[k] = sides[k].width;
      self->neuron_of[k] = g_new (gsize, sides[k].width + 1);
      for (gsize i = 0; i < sides[k].width; i++)
        self->neuron_of[k][i] = sides[k].places[i] == RSC_COMPARISON_NONE
                                  ? RSC_COMPARISON_NONE
                                  : numbers[sides[k].places[i]];
    }
  for (gsize i = 0; i < n; i++)
    self->neurons[i] = entries[i].neuron;
}

/* --- the whole ------------------------------------------------------------------------------- */

static gboolean
goes_with (const RscNetwork *network, RscDataset *dataset, GError **error)
{
  const gsize features = rsc_network_get_d (network) - (rsc_network_get_bias (network) ? 1 : 0);

  if (features == rsc_dataset_get_d (dataset))
    return TRUE;
  g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
               _ ("The number of features is %zu for the network and %zu in the data."), features,
               rsc_dataset_get_d (dataset));
  return FALSE;
}

static void
measure (RscComparison *self, RscDataset *dataset, const Side *sides, RscNetwork *a, RscNetwork *b)
{
  const gsize n = rsc_dataset_get_n (dataset);
  const double *y = rsc_dataset_get_y (dataset);
  g_autofree double *f = g_new0 (double, 2 * n + 1);

  rsc_network_predict (a, n, rsc_dataset_get_x (dataset), f);
  rsc_network_predict (b, n, rsc_dataset_get_x (dataset), f + n);
  for (gsize i = 0; i < n; i++)
    self->fit_change = MAX (self->fit_change, fabs (f[n + i] - f[i]));
  for (int k = 0; k < 2; k++)
    {
      for (gsize i = 0; i < n; i++)
        self->squared_error[k] += (f[(gsize) k * n + i] - y[i]) * (f[(gsize) k * n + i] - y[i]);
      for (gsize i = 0; i < sides[k].n; i++)
        self->penalty[k] += self->lambda * sides[k].norms[i];
      self->objective[k] = 0.5 * self->squared_error[k] + self->penalty[k];
    }
}

RscComparison *
rsc_comparison_new (RscDataset *dataset,
                    RscNetwork *a,
                    RscNetwork *b,
                    double lambda,
                    RscOptimalSet *set,
                    GError **error)
{
  g_return_val_if_fail (dataset != NULL && a != NULL && b != NULL && lambda >= 0.0, NULL);

  RscComparison *self;
  Data data = { rsc_dataset_get_n (dataset), rsc_dataset_get_d (dataset) + 1, NULL };
  Side sides[2];

  if (!goes_with (a, dataset, error) || !goes_with (b, dataset, error))
    return NULL;
  data.x = rsc_dataset_dup_design (dataset, TRUE);
  self = g_new0 (RscComparison, 1);
  self->lambda = lambda;
  self->d = data.d;
  self->distance = NAN;
  side_init (&sides[0], &data, a);
  side_init (&sides[1], &data, b);
  pair (&sides[0], &sides[1], &data);
  if (set != NULL)
    place (self, sides, &data, set, rsc_dataset_get_y (dataset));
  measure (self, dataset, sides, a, b);
  fill_neurons (self, sides, &data);
  side_clear (&sides[0]);
  side_clear (&sides[1]);
  g_free (data.x);
  return self;
}

void
rsc_comparison_free (RscComparison *self)
{
  g_return_if_fail (self != NULL);

  for (gsize k = 0; k < self->n_neurons; k++)
    g_free (self->neurons[k].direction);
  g_free (self->neurons);
  g_free (self->neuron_of[0]);
  g_free (self->neuron_of[1]);
  g_free (self->points[0]);
  g_free (self->points[1]);
  g_free (self);
}

RscNetwork *
rsc_comparison_dup_difference (RscNetwork *a, RscNetwork *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, NULL);

  const gsize d = rsc_network_get_d (b), n_a = rsc_network_get_width (a),
              n_b = rsc_network_get_width (b), n = n_a + n_b;
  const double *gates_a = rsc_network_get_gates (a), *gates_b = rsc_network_get_gates (b);
  const gboolean gated = gates_a != NULL || gates_b != NULL;
  g_autofree double *hidden = NULL;
  g_autofree double *output = NULL;
  g_autofree double *gates = NULL;

  /* A network without neurons is of every kind. */
  if (rsc_network_get_d (a) != d || rsc_network_get_bias (a) != rsc_network_get_bias (b)
      || (gated && ((n_a > 0 && gates_a == NULL) || (n_b > 0 && gates_b == NULL))))
    return NULL;
  hidden = g_new0 (double, n *d + 1);
  output = g_new0 (double, n + 1);
  memcpy (hidden, rsc_network_get_hidden (b), n_b * d * sizeof (double));
  memcpy (hidden + n_b * d, rsc_network_get_hidden (a), n_a * d * sizeof (double));
  for (gsize i = 0; i < n; i++)
    output[i] = i < n_b ? rsc_network_get_output (b)[i] : -rsc_network_get_output (a)[i - n_b];
  if (gated)
    {
      gates = g_new0 (double, n *d + 1);
      if (n_b > 0)
        memcpy (gates, gates_b, n_b * d * sizeof (double));
      if (n_a > 0)
        memcpy (gates + n_b * d, gates_a, n_a * d * sizeof (double));
    }
  return rsc_network_new (n, d, rsc_network_get_bias (b), hidden, output, gates);
}
