/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/pruning/rsc-pruning.h"

#include "core/numerics/rsc-column-factor.h"
#include "core/numerics/rsc-lapack.h"
#include "core/numerics/rsc-lp.h"
#include "core/numerics/rsc-random.h"
#include "core/numerics/rsc-tolerances.h"

#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

/* Two scores closer than this, relative, are a tie: the first neuron is taken, so that rounding does
 * not choose. */
#define TIE 1e-9
/* A point is on a neuron's kink when |x^T u| is below this times ||x||: optimal networks have them at
 * 1e-16, and 1e-9 can be a point beside it. */
#define KINK 1e-12
/* A contribution that a step leaves below this times the largest one has perhaps reached 0 together
 * with the neuron chosen; whether it has, the fit tells. */
#define NEAR_ZERO 1e-9
/* It has if the others can then keep the fit to this, relative to the largest contribution. */
#define KEEPS_FIT 1e-13
/* The norms are corrected by least squares when the fit has drifted by more than this. */
#define DRIFT 1e-15
/* And once more when it is still off by this. */
#define DRIFT_REPEAT 5e-15
/* A step is exact when the fit afterwards is the same up to this times its norm. */
#define EXACT 1e-12
/* Entries of a null vector below this times the largest are rounding. */
#define NULL_ENTRY 1e-13
/* Circuits of the activations are searched exhaustively up to about this many operations. */
#define CIRCUIT_WORK 2e7
/* All states carry their singular values when that takes at most about this many operations. */
#define SINGULAR_WORK 5e8
/* The first minimal state does up to this. */
#define SINGULAR_WORK_ONE 5e8

/* What all states have in common. */
typedef struct
{
  gatomicrefcount ref_count;
  RscDataset *dataset;
  RscDataset *test;
  RscNetwork *network;
  RscOptimalSet *set;
  gsize *set_neurons;
  double lambda;
  gsize n;
  gsize d;
  gsize m;
  double *x;           /* n × d */
  double *columns;     /* m × n: contribution of each neuron of the start, scaled to length 1 */
  guint8 *on;          /* m × n: whether the neuron lets the point through */
  double *lengths;     /* m: what it was scaled by; 0 for a neuron that is 0 at every point */
  double *test_values; /* m × n_test: contributions at the test points, or NULL */
  double *norms;       /* m: ||θ1_i|| |θ2_i| */
  int *signs;          /* m */
  double *fit;         /* n: of the start */
  double fit_norm;     /* ||fit||, or the largest contribution where that is 0 */
  gboolean train_is_class;
  gboolean test_is_class;
  gboolean with_singular;
} Base;

/* A state and what is needed to go on from it. */
typedef struct
{
  RscPruningState state;
  double *factor; /* m: contribution i is factor_i times that of the start */
} FullState;

struct _RscPruning
{
  gatomicrefcount ref_count;
  Base *base;
  GPtrArray *states;
  gssize minimal;
};

/* A walk under way. */
typedef struct
{
  const Base *base;
  GPtrArray *states;
  double *factor; /* m */
  double *goal;   /* n: the fit that exact steps keep */
  double goal_norm;
  double *fit;            /* n: of the state at hand */
  double *summed;         /* m: the factors that it is the fit of */
  gsize n_updates;        /* since it was last summed from scratch */
  double *residual;       /* n: scratch */
  double *z;              /* m + n: scratch */
  RscColumnFactor *basis; /* of independent active columns */
  gboolean *in_basis;     /* m */
  gsize next;             /* columns before it are in the basis or gone */
} Walk;

static const char *const method_names[RSC_N_PRUNING_METHODS] = { "optimal-ls", "magnitude",
                                                                 "gradient", "activation",
                                                                 "random" };

/* ---- the start ----------------------------------------------------------------------------- */

static void
base_unref (Base *base)
{
  if (!g_atomic_ref_count_dec (&base->ref_count))
    return;
  rsc_dataset_unref (base->dataset);
  g_clear_pointer (&base->test, rsc_dataset_unref);
  rsc_network_unref (base->network);
  g_clear_pointer (&base->set, rsc_optimal_set_unref);
  g_free (base->set_neurons);
  g_free (base->x);
  g_free (base->columns);
  g_free (base->on);
  g_free (base->lengths);
  g_free (base->test_values);
  g_free (base->norms);
  g_free (base->signs);
  g_free (base->fit);
  g_free (base);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Base, base_unref)

/* Hidden values of all neurons at the points, m × n_points, 0 where the neuron is off; @on likewise,
 * or NULL. A point on a kink counts as off: the kinks of optimal networks go through data points, and
 * rounding must not decide on which side they are. */
static double *
compute_hidden (const RscNetwork *network, gsize n_points, const double *x, guint8 *on)
{
  const gsize m = rsc_network_get_width (network);
  const gsize d = rsc_network_get_d (network);
  const double *gates = rsc_network_get_gates (network);
  double *values = g_new0 (double, MAX (m * n_points, 1));
  g_autofree double *gate = gates != NULL ? g_new0 (double, MAX (m * n_points, 1)) : NULL;
  g_autofree double *hidden_length = g_new (double, MAX (m, 1));
  g_autofree double *point_length = g_new (double, MAX (n_points, 1));

  if (m == 0 || d == 0)
    return values;
  for (gsize i = 0; i < m; i++)
    hidden_length[i] = cblas_dnrm2 ((int) d, rsc_network_get_hidden (network) + i * d, 1);
  for (gsize p = 0; p < n_points; p++)
    point_length[p] = cblas_dnrm2 ((int) d, x + p * d, 1);
  cblas_dgemm (CblasRowMajor, CblasNoTrans, CblasTrans, (int) m, (int) n_points, (int) d, 1.0,
               rsc_network_get_hidden (network), (int) d, x, (int) d, 0.0, values, (int) n_points);
  if (gates != NULL)
    cblas_dgemm (CblasRowMajor, CblasNoTrans, CblasTrans, (int) m, (int) n_points, (int) d, 1.0,
                 gates, (int) d, x, (int) d, 0.0, gate, (int) n_points);
  for (gsize i = 0; i < m * n_points; i++)
    {
      const double reach = hidden_length[i / n_points] * point_length[i % n_points];
      gboolean open = gate != NULL ? gate[i] >= 0.0 : values[i] > KINK * reach;

      if (!open)
        values[i] = 0.0;
      if (on != NULL)
        on[i] = open;
    }
  return values;
}

static gboolean
is_class (const RscDataset *dataset)
{
  for (gsize i = 0; i < rsc_dataset_get_n (dataset); i++)
    if (fabs (rsc_dataset_get_y (dataset)[i]) != 1.0)
      return FALSE;
  return TRUE;
}

/* f = Σ factor_i c_i at the training points. */
static void
compute_fit (const Base *base, const double *factor, double *f)
{
  g_autofree double *b = g_new (double, MAX (base->m, 1));

  memset (f, 0, base->n * sizeof (double));
  if (base->m == 0)
    return;
  for (gsize i = 0; i < base->m; i++)
    b[i] = factor[i] * base->lengths[i];
  cblas_dgemv (CblasRowMajor, CblasTrans, (int) base->m, (int) base->n, 1.0, base->columns,
               (int) base->n, b, 1, 0.0, f, 1);
}

static Base *
base_new (RscDataset *dataset,
          RscDataset *test,
          RscNetwork *network,
          double lambda,
          RscOptimalSet *set,
          const gsize *set_neurons,
          GError **error)
{
  const gsize m = rsc_network_get_width (network);
  const gsize n = rsc_dataset_get_n (dataset);
  const gsize d = rsc_network_get_d (network);
  const gboolean bias = rsc_network_get_bias (network);
  const double *output = rsc_network_get_output (network);
  g_autoptr (Base) base = NULL;
  g_autofree double *factor = NULL;
  double largest = 0.0;

  if (rsc_dataset_get_d (dataset) + (bias ? 1 : 0) != d)
    {
      g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                   "The network takes %" G_GSIZE_FORMAT " features and the data have "
                   "%" G_GSIZE_FORMAT ".",
                   d - (bias ? 1 : 0), rsc_dataset_get_d (dataset));
      return NULL;
    }
  if (test != NULL && rsc_dataset_get_d (test) != rsc_dataset_get_d (dataset))
    {
      g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                   "The test data have %" G_GSIZE_FORMAT " features and the training data "
                   "%" G_GSIZE_FORMAT ".",
                   rsc_dataset_get_d (test), rsc_dataset_get_d (dataset));
      return NULL;
    }

  base = g_new0 (Base, 1);
  g_atomic_ref_count_init (&base->ref_count);
  base->dataset = rsc_dataset_ref (dataset);
  base->test = test != NULL ? rsc_dataset_ref (test) : NULL;
  base->network = rsc_network_ref (network);
  base->set = set != NULL ? rsc_optimal_set_ref (set) : NULL;
  base->set_neurons =
    set_neurons != NULL ? g_memdup2 (set_neurons, MAX (m, 1) * sizeof (gsize)) : NULL;
  base->lambda = lambda;
  base->n = n;
  base->d = d;
  base->m = m;
  base->x = rsc_dataset_dup_design (dataset, bias);
  base->on = g_new0 (guint8, MAX (m * n, 1));
  base->columns = compute_hidden (network, n, base->x, base->on);
  base->lengths = g_new0 (double, MAX (m, 1));
  base->norms = g_new0 (double, MAX (m, 1));
  base->signs = g_new0 (int, MAX (m, 1));
  base->fit = g_new0 (double, n);
  base->train_is_class = is_class (dataset);
  base->test_is_class = test != NULL && is_class (test);
  base->with_singular = (double) n * (double) m * (double) m * (double) MIN (n, m) <= SINGULAR_WORK;
  factor = g_new0 (double, MAX (m, 1));
  for (gsize i = 0; i < m; i++)
    {
      double *column = base->columns + i * n;
      double length = cblas_dnrm2 ((int) n, column, 1);

      base->norms[i] =
        cblas_dnrm2 ((int) d, rsc_network_get_hidden (network) + i * d, 1) * fabs (output[i]);
      base->signs[i] = output[i] < 0.0 ? -1 : 1;
      base->lengths[i] = length * fabs (output[i]);
      if (!isfinite (base->norms[i]) || !isfinite (base->lengths[i]))
        {
          g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                       "Neuron %" G_GSIZE_FORMAT " of the network is too large for these data.",
                       i + 1);
          return NULL;
        }
      for (gsize p = 0; p < n; p++)
        column[p] = length > 0.0 ? base->signs[i] * (column[p] / length) : 0.0;
      if (base->lengths[i] == 0.0)
        memset (column, 0, n * sizeof (double));
      factor[i] = base->norms[i] > 0.0 ? 1.0 : 0.0;
      largest = MAX (largest, base->lengths[i]);
    }
  if (test != NULL)
    {
      const gsize n_test = rsc_dataset_get_n (test);
      g_autofree double *x = rsc_dataset_dup_design (test, bias);

      base->test_values = compute_hidden (network, n_test, x, NULL);
      for (gsize i = 0; i < m; i++)
        cblas_dscal ((int) n_test, output[i], base->test_values + i * n_test, 1);
    }
  compute_fit (base, factor, base->fit);
  base->fit_norm = cblas_dnrm2 ((int) n, base->fit, 1);
  if (base->fit_norm == 0.0)
    base->fit_norm = largest;
  return g_steal_pointer (&base);
}

/* ---- states -------------------------------------------------------------------------------- */

static void
full_state_unref (FullState *full)
{
  RscPruningState *state = &full->state;

  if (!g_atomic_ref_count_dec (&state->ref_count))
    return;
  g_free (state->beta);
  g_free (state->norms);
  g_free (state->signs);
  g_free (state->singular);
  rsc_network_unref (state->network);
  g_free (full->factor);
  g_free (full);
}

static FullState *
get_full (GPtrArray *states, gsize k)
{
  return g_ptr_array_index (states, k);
}

static RscNetwork *
build_network (const Base *base, const double *factor, gsize width)
{
  const gsize d = base->d;
  const double *hidden = rsc_network_get_hidden (base->network);
  const double *output = rsc_network_get_output (base->network);
  const double *gates = rsc_network_get_gates (base->network);
  g_autofree double *new_hidden = g_new (double, MAX (width * d, 1));
  g_autofree double *new_output = g_new (double, MAX (width, 1));
  g_autofree double *new_gates = gates != NULL ? g_new (double, MAX (width * d, 1)) : NULL;
  gsize count = 0;

  for (gsize i = 0; i < base->m; i++)
    {
      double root = sqrt (fabs (factor[i]));

      if (factor[i] == 0.0)
        continue;
      for (gsize j = 0; j < d; j++)
        new_hidden[count * d + j] = root * hidden[i * d + j];
      new_output[count] = (factor[i] < 0.0 ? -root : root) * output[i];
      if (gates != NULL)
        memcpy (new_gates + count * d, gates + i * d, d * sizeof (double));
      count++;
    }
  g_assert (count == width);
  return rsc_network_new (width, d, rsc_network_get_bias (base->network), new_hidden, new_output,
                          new_gates);
}

static void
score (const RscDataset *dataset,
       gboolean classes,
       const double *f,
       double *error,
       double *accuracy)
{
  const gsize n = rsc_dataset_get_n (dataset);
  const double *y = rsc_dataset_get_y (dataset);
  double sum = 0.0;
  gsize right = 0;

  for (gsize i = 0; i < n; i++)
    {
      sum += (f[i] - y[i]) * (f[i] - y[i]);
      right += (f[i] > 0.0) - (f[i] < 0.0) == y[i];
    }
  *error = sum / (double) n;
  *accuracy = classes ? (double) right / (double) n : NAN;
}

/* Singular values of the active columns, each of length 1. NULL when there are none or LAPACK could
 * not finish. */
static double *
compute_singular (const Base *base, const double *factor, gsize *n_singular)
{
  const int n = (int) base->n;
  g_autofree double *copy = g_new (double, MAX (base->n * base->m, 1));
  g_autofree double *singular = NULL;
  int width = 0;
  int lwork = -1;
  int info = 0;
  const int one = 1;
  double query = 0.0;
  double unused = 0.0;

  *n_singular = 0;
  for (gsize i = 0; i < base->m; i++)
    if (factor[i] != 0.0)
      {
        memcpy (copy + (gsize) width * base->n, base->columns + i * base->n,
                base->n * sizeof (double));
        width++;
      }
  if (width == 0)
    return NULL;
  singular = g_new0 (double, MIN (n, width));
  dgesvd_ ("N", "N", &n, &width, copy, &n, singular, &unused, &one, &unused, &one, &query, &lwork,
           &info, 1, 1);
  lwork = (int) query;
  g_autofree double *work = g_new (double, MAX (lwork, 1));
  dgesvd_ ("N", "N", &n, &width, copy, &n, singular, &unused, &one, &unused, &one, work, &lwork,
           &info, 1, 1);
  if (info != 0)
    return NULL;
  *n_singular = (gsize) MIN (n, width);
  return g_steal_pointer (&singular);
}

/* Sets singular values, and the rank where @decide. */
static void
add_singular (const Base *base, FullState *full, gboolean decide)
{
  RscPruningState *state = &full->state;

  state->singular = compute_singular (base, full->factor, &state->n_singular);
  if (state->singular == NULL)
    return;
  if (decide)
    {
      state->rank = 0;
      while (state->rank < state->n_singular
             && state->singular[state->rank] > RSC_TOLERANCE_RANK * state->singular[0])
        state->rank++;
    }
  state->rank_gap = state->rank > 0 && state->rank < state->n_singular
                      ? state->singular[state->rank] / state->singular[state->rank - 1]
                      : 0.0;
}

/* Takes @beta. The rank is left for later where singular values are not computed. */
static FullState *
full_state_new (const Base *base,
                const FullState *start,
                const double *factor,
                const double *fit,
                RscPruningPhase phase,
                gssize removed,
                gsize n_removed,
                double *beta,
                double t)
{
  FullState *full = g_new0 (FullState, 1);
  RscPruningState *state = &full->state;
  const gsize m = base->m;
  const double *y = rsc_dataset_get_y (base->dataset);
  g_autofree double *difference = g_new (double, base->n);
  double loss;

  g_atomic_ref_count_init (&state->ref_count);
  full->factor = g_memdup2 (factor, MAX (m, 1) * sizeof (double));
  state->phase = phase;
  state->removed = removed;
  state->n_removed = n_removed;
  state->beta = beta;
  state->t = t;
  state->norms = g_new0 (double, MAX (m, 1));
  state->signs = g_new0 (int, MAX (m, 1));
  for (gsize i = 0; i < m; i++)
    {
      state->norms[i] = base->norms[i] * fabs (factor[i]);
      state->signs[i] = factor[i] < 0.0 ? -base->signs[i] : base->signs[i];
      state->penalty += state->norms[i];
      state->width += factor[i] != 0.0;
    }
  state->network = build_network (base, factor, state->width);

  score (base->dataset, base->train_is_class, fit, &state->train_error, &state->train_accuracy);
  for (gsize p = 0; p < base->n; p++)
    difference[p] = fit[p] - y[p];
  loss = cblas_dnrm2 ((int) base->n, difference, 1);
  state->objective = 0.5 * loss * loss + base->lambda * state->penalty;
  if (start != NULL)
    {
      double first = start->state.objective;

      for (gsize p = 0; p < base->n; p++)
        difference[p] = fit[p] - base->fit[p];
      state->fit_change =
        base->fit_norm > 0.0 ? cblas_dnrm2 ((int) base->n, difference, 1) / base->fit_norm : 0.0;
      state->objective_change = first > 0.0 ? (state->objective - first) / first : 0.0;
    }
  state->test_error = NAN;
  state->test_accuracy = NAN;
  if (base->test != NULL)
    {
      const gsize n_test = rsc_dataset_get_n (base->test);
      g_autofree double *g = g_new0 (double, n_test);

      if (m > 0)
        cblas_dgemv (CblasRowMajor, CblasTrans, (int) m, (int) n_test, 1.0, base->test_values,
                     (int) n_test, factor, 1, 0.0, g, 1);
      score (base->test, base->test_is_class, g, &state->test_error, &state->test_accuracy);
    }
  state->rank_gap = base->with_singular ? 0.0 : NAN;
  if (base->with_singular)
    add_singular (base, full, TRUE);
  return full;
}

/* Ranks of the states from @first on, where they were not found from singular values: backwards,
 * for a column that an exact step took away alone depends on the others, and columns that went
 * together are offered to a factorisation of those that stayed. O(n r) for each column offered. */
static void
fill_ranks (const Base *base, GPtrArray *states, gsize first)
{
  g_autoptr (RscColumnFactor) factor = NULL;

  if (base->with_singular || first >= states->len)
    return;
  factor = rsc_column_factor_new (base->n);
  for (gsize k = states->len; k-- > first;)
    {
      FullState *full = get_full (states, k);
      const RscPruningState *after = k + 1 < states->len ? &get_full (states, k + 1)->state : NULL;
      const double *factor_after = after != NULL ? get_full (states, k + 1)->factor : NULL;

      if (after == NULL || after->phase != RSC_PRUNING_EXACT || after->n_removed != 1)
        for (gsize i = 0; i < base->m; i++)
          if (full->factor[i] != 0.0 && (factor_after == NULL || factor_after[i] == 0.0))
            rsc_column_factor_offer (factor, i, base->columns + i * base->n, NULL);
      full->state.rank = rsc_column_factor_get_n_columns (factor);
    }
}

/* Takes @states, whose entries from @first on are new. */
static RscPruning *
pruning_new (Base *base, GPtrArray *states, gsize first)
{
  RscPruning *self = g_new0 (RscPruning, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_atomic_ref_count_inc (&base->ref_count);
  self->base = base;
  self->states = states;
  fill_ranks (base, states, first);
  self->minimal = -1;
  for (gsize k = 0; k < states->len && self->minimal < 0; k++)
    {
      FullState *full = get_full (states, k);

      if (full->state.rank != full->state.width)
        continue;
      self->minimal = (gssize) k;
      if (k >= first && full->state.singular == NULL
          && (double) base->n * (double) full->state.width * (double) full->state.width
               <= SINGULAR_WORK_ONE)
        add_singular (base, full, FALSE);
    }
  return self;
}

static RscPruning *
start_new (Base *base)
{
  g_autofree double *factor = g_new0 (double, MAX (base->m, 1));
  GPtrArray *states = g_ptr_array_new_with_free_func ((GDestroyNotify) full_state_unref);

  for (gsize i = 0; i < base->m; i++)
    factor[i] = base->norms[i] > 0.0 ? 1.0 : 0.0;
  g_ptr_array_add (
    states, full_state_new (base, NULL, factor, base->fit, RSC_PRUNING_START, -1, 0, NULL, NAN));
  return pruning_new (base, states, 0);
}

/* ---- a walk -------------------------------------------------------------------------------- */

static void
walk_clear (Walk *walk)
{
  g_free (walk->factor);
  g_free (walk->goal);
  g_free (walk->fit);
  g_free (walk->summed);
  g_free (walk->residual);
  g_free (walk->z);
  g_free (walk->in_basis);
  g_clear_pointer (&walk->basis, rsc_column_factor_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

/* From the last of @states, which the walk adds to. */
static void
walk_init (Walk *walk, const Base *base, GPtrArray *states)
{
  gsize anchor = states->len - 1;

  memset (walk, 0, sizeof *walk);
  walk->base = base;
  walk->states = states;
  walk->factor = g_memdup2 (get_full (states, anchor)->factor, MAX (base->m, 1) * sizeof (double));
  walk->goal = g_new (double, base->n);
  walk->fit = g_new (double, base->n);
  walk->residual = g_new (double, base->n);
  walk->z = g_new (double, base->m + base->n + 1);
  walk->in_basis = g_new0 (gboolean, MAX (base->m, 1));
  walk->basis = rsc_column_factor_new (base->n);
  /* The fit before the first of the exact steps, so that drift does not add up over calls. */
  while (get_full (states, anchor)->state.phase == RSC_PRUNING_EXACT)
    anchor--;
  compute_fit (base, get_full (states, anchor)->factor, walk->goal);
  walk->goal_norm = cblas_dnrm2 ((int) base->n, walk->goal, 1);
  walk->summed = g_memdup2 (walk->factor, MAX (base->m, 1) * sizeof (double));
  compute_fit (base, walk->factor, walk->fit);
}

static double
get_length (const Walk *walk, gsize i)
{
  return walk->factor[i] * walk->base->lengths[i];
}

static const double *
get_column (const Walk *walk, gsize i)
{
  return walk->base->columns + i * walk->base->n;
}

static double
get_scale (const Walk *walk)
{
  double scale = 0.0;

  for (gsize i = 0; i < walk->base->m; i++)
    scale = MAX (scale, fabs (get_length (walk, i)));
  return scale;
}

static gboolean
walk_offer (Walk *walk, gsize i, double *z)
{
  if (!rsc_column_factor_offer (walk->basis, i, get_column (walk, i), z))
    return FALSE;
  walk->in_basis[i] = TRUE;
  return TRUE;
}

static void
walk_drop (Walk *walk, gsize i)
{
  if (!walk->in_basis[i])
    return;
  rsc_column_factor_remove (walk->basis, (gsize) rsc_column_factor_find (walk->basis, i));
  walk->in_basis[i] = FALSE;
}

/* Offers every active column. */
static void
walk_complete (Walk *walk)
{
  for (gsize i = 0; i < walk->base->m; i++)
    if (walk->factor[i] != 0.0 && !walk->in_basis[i])
      walk_offer (walk, i, NULL);
  walk->next = walk->base->m;
}

/* Goes on to the first active column that depends on those before it. FALSE when there is none. */
static gboolean
find_dependent (Walk *walk, double *null_vector)
{
  for (; walk->next < walk->base->m; walk->next++)
    {
      if (walk->factor[walk->next] == 0.0 || walk->in_basis[walk->next]
          || walk_offer (walk, walk->next, walk->z))
        continue;
      memset (null_vector, 0, walk->base->m * sizeof (double));
      for (gsize k = 0; k < rsc_column_factor_get_n_columns (walk->basis); k++)
        null_vector[rsc_column_factor_get_id (walk->basis, k)] = -walk->z[k];
      null_vector[walk->next] = 1.0;
      return TRUE;
    }
  return FALSE;
}

/* Each column may be far enough from those before it, and all together still be dependent. */
static gboolean
find_weak (Walk *walk, double *null_vector)
{
  const gsize r = rsc_column_factor_get_n_columns (walk->basis);
  g_autofree double *singular = g_new0 (double, MAX (r, 1));
  g_autofree double *last = g_new0 (double, MAX (r, 1));

  if (r < 2 || !rsc_column_factor_get_singular (walk->basis, singular, NULL)
      || singular[r - 1] > RSC_TOLERANCE_RANK * singular[0]
      || !rsc_column_factor_get_singular (walk->basis, singular, last))
    return FALSE;
  memset (null_vector, 0, walk->base->m * sizeof (double));
  for (gsize k = 0; k < r; k++)
    null_vector[rsc_column_factor_get_id (walk->basis, k)] = last[k];
  return TRUE;
}

/* argmax |β_i| for the null vector @v of the columns of length 1, so β_i = v_i / length_i. */
static gsize
choose_largest (const Walk *walk, const double *v)
{
  const double scale = get_scale (walk);
  gsize best = 0;
  double most = -1.0;

  for (gsize i = 0; i < walk->base->m; i++)
    {
      double beta;

      if (v[i] == 0.0 || walk->factor[i] == 0.0)
        continue;
      if (walk->base->lengths[i] == 0.0)
        return i;
      beta = fabs (v[i]) / (fabs (get_length (walk, i)) / scale);
      if (beta > most * (1.0 + TIE))
        {
          most = beta;
          best = i;
        }
    }
  return best;
}

/* Sets small entries to 0. */
static void
clean_null_vector (const Walk *walk, double *v)
{
  double largest = 0.0;

  for (gsize i = 0; i < walk->base->m; i++)
    largest = MAX (largest, fabs (v[i]));
  for (gsize i = 0; i < walk->base->m; i++)
    if (fabs (v[i]) <= NULL_ENTRY * largest)
      v[i] = 0.0;
}

/* Brings walk->fit up to the factors. A step changes those of at most n + 1 neurons, so what it changes
 * is added, and only every m/n times all is summed anew: O(n²) for each step on the average, whatever
 * the width is. */
static void
update_fit (Walk *walk)
{
  const Base *base = walk->base;

  walk->n_updates++;
  if (walk->n_updates * base->n >= base->m)
    {
      compute_fit (base, walk->factor, walk->fit);
      walk->n_updates = 0;
    }
  else
    for (gsize i = 0; i < base->m; i++)
      if (walk->factor[i] != walk->summed[i])
        cblas_daxpy ((int) base->n, (walk->factor[i] - walk->summed[i]) * base->lengths[i],
                     base->columns + i * base->n, 1, walk->fit, 1);
  memcpy (walk->summed, walk->factor, base->m * sizeof (double));
}

/* Brings the fit back to the goal, where it has drifted, by changing the basis' columns. */
static void
correct_drift (Walk *walk, double scale)
{
  const Base *base = walk->base;

  update_fit (walk);
  for (guint round = 0; round < 3; round++)
    {
      for (gsize p = 0; p < base->n; p++)
        walk->residual[p] = walk->goal[p] - walk->fit[p];
      if (cblas_dnrm2 ((int) base->n, walk->residual, 1)
          <= (round == 0 ? DRIFT : DRIFT_REPEAT) * MAX (walk->goal_norm, scale))
        return;
      rsc_column_factor_solve (walk->basis, walk->residual, walk->z, NULL);
      for (gsize k = 0; k < rsc_column_factor_get_n_columns (walk->basis); k++)
        {
          gsize i = rsc_column_factor_get_id (walk->basis, k);
          double change = walk->z[k] / base->lengths[i];

          /* Never across 0: a neuron does not leave, nor turn its sign, by a correction. */
          if (fabs (change) < 0.5 * fabs (walk->factor[i]))
            walk->factor[i] += change;
        }
      update_fit (walk);
    }
}

static void
push (Walk *walk, RscPruningPhase phase, gsize removed, gsize n_removed, double *beta, double t)
{
  g_ptr_array_add (walk->states,
                   full_state_new (walk->base, get_full (walk->states, 0), walk->factor, walk->fit,
                                   phase, (gssize) removed, n_removed, beta, t));
}

/* One step of Algorithm 1 along the null vector @v (of the columns of length 1), in which @removed
 * leaves: w_i ← w_i (1 - β_i/β_removed). Neurons that reach 0 with it leave too. The basis is
 * completed by the columns up to @limit. */
static void
take_exact_step (Walk *walk, double *v, gsize removed, gsize limit)
{
  const Base *base = walk->base;
  const double scale = get_scale (walk);
  const double pivot = v[removed] / (get_length (walk, removed) / MAX (scale, G_MINDOUBLE));
  double *beta = g_new0 (double, base->m);
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autofree double *small = g_new0 (double, base->n);
  double largest = 0.0;
  gsize n_removed = 1;
  gboolean clear;

  beta[removed] = 1.0;
  if (base->lengths[removed] > 0.0)
    for (gsize i = 0; i < base->m; i++)
      if (i != removed && v[i] != 0.0 && walk->factor[i] != 0.0)
        beta[i] = (v[i] / (get_length (walk, i) / scale)) / pivot;
  for (gsize i = 0; i < base->m; i++)
    largest = MAX (largest, fabs (beta[i]));

  for (gsize i = 0; i < base->m; i++)
    if (i != removed && beta[i] != 0.0)
      {
        double rest = get_length (walk, i) * (1.0 - beta[i]);

        if (beta[i] < 1.0 && fabs (rest) > NEAR_ZERO * scale)
          continue;
        cblas_daxpy ((int) base->n, rest, get_column (walk, i), 1, small, 1);
        g_array_append_val (near, i);
      }
  clear = cblas_dnrm2 ((int) base->n, small, 1) <= KEEPS_FIT * scale;

  walk_drop (walk, removed);
  for (gsize k = 0; k < near->len; k++)
    walk_drop (walk, g_array_index (near, gsize, k));
  for (gsize i = 0; i < base->m; i++)
    walk->factor[i] *= 1.0 - beta[i];
  walk->factor[removed] = 0.0;
  for (gsize k = 0; k < near->len; k++)
    walk->factor[g_array_index (near, gsize, k)] = 0.0;
  for (gsize i = 0; i < limit; i++)
    if (walk->factor[i] != 0.0 && !walk->in_basis[i])
      walk_offer (walk, i, NULL);
  if (!clear)
    {
      rsc_column_factor_solve (walk->basis, small, walk->z, walk->residual);
      clear = cblas_dnrm2 ((int) base->n, walk->residual, 1) <= KEEPS_FIT * scale;
    }
  for (gsize k = 0; k < near->len; k++)
    {
      gsize i = g_array_index (near, gsize, k);
      const double before = get_full (walk->states, walk->states->len - 1)->factor[i];

      if (clear || beta[i] >= 1.0)
        {
          beta[i] = 1.0;
          n_removed++;
          continue;
        }
      walk->factor[i] = before * (1.0 - beta[i]);
      if (i < limit)
        walk_offer (walk, i, NULL);
    }
  correct_drift (walk, scale);

  for (gsize p = 0; p < base->n; p++)
    small[p] = walk->fit[p] - walk->goal[p];
  if (cblas_dnrm2 ((int) base->n, small, 1) <= EXACT * MAX (walk->goal_norm, base->fit_norm))
    {
      push (walk, RSC_PRUNING_EXACT, removed, n_removed, beta, pivot < 0.0 ? -largest : largest);
      return;
    }
  /* The activations were dependent only up to the tolerance: a correction, and told as one. */
  memcpy (walk->goal, walk->fit, base->n * sizeof (double));
  walk->goal_norm = cblas_dnrm2 ((int) base->n, walk->goal, 1);
  for (gsize i = 0; i < base->m; i++)
    beta[i] = -beta[i];
  push (walk, RSC_PRUNING_APPROXIMATE, removed, n_removed, beta, NAN);
}

/* ---- rules --------------------------------------------------------------------------------- */

/* The null vectors of the columns outside a complete basis, one after another in @vectors (m each):
 * 1 at that column, minus its coordinates at the basis. Returns their number. */
static gsize
list_null_vectors (Walk *walk, double **vectors)
{
  const gsize m = walk->base->m;
  const gsize r = rsc_column_factor_get_n_columns (walk->basis);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree double *v = g_new (double, m);
  gsize count = 0;

  for (gsize i = 0; i < m; i++)
    {
      if (walk->factor[i] == 0.0 || walk->in_basis[i])
        continue;
      memset (v, 0, m * sizeof (double));
      rsc_column_factor_solve (walk->basis, get_column (walk, i), walk->z, NULL);
      for (gsize k = 0; k < r; k++)
        v[rsc_column_factor_get_id (walk->basis, k)] = -walk->z[k];
      v[i] = 1.0;
      clean_null_vector (walk, v);
      g_array_append_vals (all, v, (guint) m);
      count++;
    }
  *vectors = (double *) g_array_free (g_steal_pointer (&all), FALSE);
  return count;
}

static gsize
count_touched (gsize m, const double *v)
{
  gsize count = 0;

  for (gsize i = 0; i < m; i++)
    count += v[i] != 0.0;
  return count;
}

/* The combination x (p values) of p null vectors whose entries vanish at the p - 1 neurons @rows; FALSE when
 * these do not determine it. Elimination with full pivoting. */
static gboolean
vanish_at (gsize p, gsize m, const double *vectors, const gsize *rows, double *a, double *x)
{
  gsize order[64];

  g_assert (p <= G_N_ELEMENTS (order));
  for (gsize j = 0; j < p; j++)
    {
      order[j] = j;
      for (gsize i = 0; i + 1 < p; i++)
        a[i * p + j] = vectors[j * m + rows[i]];
    }
  for (gsize k = 0; k + 1 < p; k++)
    {
      gsize row = k, column = k;

      for (gsize i = k; i + 1 < p; i++)
        for (gsize j = k; j < p; j++)
          if (fabs (a[i * p + j]) > fabs (a[row * p + column]))
            {
              row = i;
              column = j;
            }
      if (fabs (a[row * p + column]) < RSC_TOLERANCE_RANK)
        return FALSE;
      for (gsize j = 0; j < p; j++)
        {
          double swap = a[k * p + j];
          a[k * p + j] = a[row * p + j];
          a[row * p + j] = swap;
        }
      for (gsize i = 0; i + 1 < p; i++)
        {
          double swap = a[i * p + k];
          a[i * p + k] = a[i * p + column];
          a[i * p + column] = swap;
        }
      gsize swap = order[k];
      order[k] = order[column];
      order[column] = swap;
      for (gsize i = k + 1; i + 1 < p; i++)
        {
          double ratio = a[i * p + k] / a[k * p + k];
          for (gsize j = k; j < p; j++)
            a[i * p + j] -= ratio * a[k * p + j];
        }
    }
  x[order[p - 1]] = 1.0;
  for (gsize k = p - 1; k-- > 0;)
    {
      double sum = a[k * p + p - 1];

      for (gsize j = k + 1; j + 1 < p; j++)
        sum += a[k * p + j] * x[order[j]];
      x[order[k]] = -sum / a[k * p + k];
    }
  return TRUE;
}

/* The null vector of the neurons that @v touches, from a factorisation of their columns alone. FALSE
 * unless they are a circuit. */
static gboolean
sharpen_circuit (const Walk *walk, double *v)
{
  g_autoptr (RscColumnFactor) factor = rsc_column_factor_new (walk->base->n);
  g_autofree double *z = g_new (double, walk->base->m);
  gsize left = count_touched (walk->base->m, v);

  for (gsize i = 0; i < walk->base->m; i++)
    {
      if (v[i] == 0.0)
        continue;
      left--;
      if (rsc_column_factor_offer (factor, i, get_column (walk, i), z))
        continue;
      if (left > 0)
        return FALSE;
      for (gsize k = 0; k < rsc_column_factor_get_n_columns (factor); k++)
        {
          if (fabs (z[k]) <= RSC_TOLERANCE_RANK)
            return FALSE;
          v[rsc_column_factor_get_id (factor, k)] = -z[k];
        }
      v[i] = 1.0;
      return TRUE;
    }
  return FALSE;
}

/* A null vector that touches few neurons. Where there are not too many circuits (minimal dependent
 * sets), the smallest of all: each is the null vector that vanishes at some p - 1 neurons, p the
 * dimension of the null space. Otherwise the smallest of those that add one column to the basis of the first
 * independent columns. */
static gboolean
find_fewest (Walk *walk, double *null_vector, GCancellable *cancellable)
{
  const gsize m = walk->base->m;
  g_autofree double *vectors = NULL;
  g_autofree gsize *active = g_new (gsize, MAX (m, 1));
  gsize n_active = 0;
  gsize p;
  gsize best = G_MAXSIZE;
  double work;

  walk_complete (walk);
  p = list_null_vectors (walk, &vectors);
  if (p == 0)
    return FALSE;
  for (gsize j = 0; j < p; j++)
    if (count_touched (m, vectors + j * m) < best)
      {
        best = count_touched (m, vectors + j * m);
        memcpy (null_vector, vectors + j * m, m * sizeof (double));
      }
  for (gsize i = 0; i < m; i++)
    if (walk->factor[i] != 0.0)
      active[n_active++] = i;

  work = (double) p * (double) p * (double) p + (double) (p * n_active);
  for (gsize k = 0; k + 1 < p && work <= CIRCUIT_WORK; k++)
    work *= (double) (n_active - k) / (double) (k + 1);
  if (p >= 2 && p <= 64 && work <= CIRCUIT_WORK)
    {
      g_autofree gsize *choice = g_new (gsize, p);
      g_autofree gsize *rows = g_new (gsize, p);
      g_autofree double *a = g_new (double, p *p);
      g_autofree double *x = g_new (double, p);
      g_autofree double *v = g_new (double, m);
      gsize k;

      for (k = 0; k + 1 < p; k++)
        choice[k] = k;
      do
        {
          for (k = 0; k + 1 < p; k++)
            rows[k] = active[choice[k]];
          if (vanish_at (p, m, vectors, rows, a, x))
            {
              double largest = 0.0;

              memset (v, 0, m * sizeof (double));
              for (gsize j = 0; j < p; j++)
                cblas_daxpy ((int) m, x[j], vectors + j * m, 1, v, 1);
              for (gsize i = 0; i < m; i++)
                largest = MAX (largest, fabs (v[i]));
              for (gsize i = 0; i < m; i++)
                if (fabs (v[i]) <= RSC_TOLERANCE_RANK * largest)
                  v[i] = 0.0;
              if (count_touched (m, v) < best && sharpen_circuit (walk, v))
                {
                  best = count_touched (m, v);
                  memcpy (null_vector, v, m * sizeof (double));
                }
            }
          for (k = p - 1; k-- > 0 && choice[k] == n_active - (p - 1) + k;)
            ;
          if (k < p)
            {
              choice[k]++;
              for (gsize j = k + 1; j + 1 < p; j++)
                choice[j] = choice[j - 1] + 1;
            }
        }
      while (k < p && !g_cancellable_is_cancelled (cancellable));
    }
  return TRUE;
}

/* The norm cannot fall below @least, a linear program's number; rounded down. */
static char *
format_bound (double least)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.3g", least);
  if (g_ascii_strtod (text, NULL) > least * (1.0 + TIE))
    g_ascii_formatd (text, sizeof text, "%.3g", least * (1.0 - 5e-3));
  return g_strdup (text);
}

/* Makes @v a null vector to working precision by changing it at the basis. */
static void
sharpen_null_vector (Walk *walk, double *v)
{
  const Base *base = walk->base;

  memset (walk->residual, 0, base->n * sizeof (double));
  for (gsize i = 0; i < base->m; i++)
    if (v[i] != 0.0)
      cblas_daxpy ((int) base->n, v[i], get_column (walk, i), 1, walk->residual, 1);
  rsc_column_factor_solve (walk->basis, walk->residual, walk->z, NULL);
  for (gsize k = 0; k < rsc_column_factor_get_n_columns (walk->basis); k++)
    v[rsc_column_factor_get_id (walk->basis, k)] -= walk->z[k];
  clean_null_vector (walk, v);
}

/* The null vector that changes the neurons least, relative to their norms, when the target goes: least
 * Σ β_i² with β = 1 there. It will do if no β_i is above 1, and is far cheaper than a linear program. @a: r ×
 * n_active, coordinates of the contributions' directions at an orthonormal basis; @x: their lengths. TRUE if it
 * will do. */
static gboolean
find_gentle (Walk *walk,
             gsize n_active,
             const gsize *active,
             gsize at,
             const double *a,
             const double *x,
             double *v)
{
  const int r = (int) rsc_column_factor_get_n_columns (walk->basis);
  const int columns = (int) n_active;
  g_autofree double *scaled = g_new (double, (gsize) r *n_active);
  g_autofree double *gram = g_new0 (double, (gsize) r *(gsize) r);
  g_autofree double *u = g_new (double, r);
  g_autofree double *beta = g_new0 (double, n_active);
  int info = 0;
  double most = 0.0;

  for (gsize k = 0; k < (gsize) r; k++)
    for (gsize c = 0; c < n_active; c++)
      scaled[k * n_active + c] = a[k * n_active + c] * x[c];
  /* β = e - S^T (S S^T)^{-1} S e, e the target's unit vector: its projection on the null space. */
  cblas_dsyrk (CblasRowMajor, CblasUpper, CblasNoTrans, r, columns, 1.0, scaled, columns, 0.0, gram,
               r);
  dpotrf_ ("L", &r, gram, &r, &info, 1);
  if (info != 0)
    return FALSE;
  cblas_dcopy (r, scaled + at, columns, u, 1);
  cblas_dtrsv (CblasRowMajor, CblasUpper, CblasTrans, CblasNonUnit, r, gram, r, u, 1);
  cblas_dtrsv (CblasRowMajor, CblasUpper, CblasNoTrans, CblasNonUnit, r, gram, r, u, 1);
  cblas_dgemv (CblasRowMajor, CblasTrans, r, columns, -1.0, scaled, columns, u, 1, 0.0, beta, 1);
  beta[at] += 1.0;
  if (!(beta[at] > RSC_TOLERANCE_RANK))
    return FALSE;
  for (gsize c = 0; c < n_active; c++)
    v[active[c]] = (get_length (walk, active[c]) < 0.0 ? -1.0 : 1.0) * x[c] * beta[c] / beta[at];
  sharpen_null_vector (walk, v);
  for (gsize c = 0; c < n_active; c++)
    {
      beta[c] = (get_length (walk, active[c]) < 0.0 ? -1.0 : 1.0) * v[active[c]] / x[c];
      if (c != at)
        most = MAX (most, beta[c]);
    }
  return beta[at] > 0.5 && most <= beta[at] * (1.0 - NEAR_ZERO);
}

/* Whether a network of the same neurons with the same fit can do without @target. If so, @v is a
 * null vector of the columns of length 1 for a step that ends with norm 0 there: the one that changes the
 * others least, or else towards a network that keeps as much as possible of every other neuron. If not, *@reason. FALSE with
 * neither: @error. */
static gboolean
find_target (Walk *walk,
             gsize target,
             double *v,
             char **reason,
             GCancellable *cancellable,
             GError **error)
{
  const Base *base = walk->base;
  const gsize m = base->m;
  g_autofree double *vectors = NULL;
  g_autofree gsize *active = g_new (gsize, MAX (m, 1));
  double strength = 0.0;
  double sum = 0.0;
  double least = 0.0;
  gsize n_active = 0;
  gsize at = 0;
  gsize p;
  gsize r;

  if (walk->factor[target] == 0.0)
    {
      *reason = g_strdup ("This neuron has gone already.");
      return FALSE;
    }
  memset (v, 0, m * sizeof (double));
  if (base->lengths[target] == 0.0)
    {
      v[target] = 1.0;
      return TRUE;
    }
  walk_complete (walk);
  p = list_null_vectors (walk, &vectors);
  for (gsize j = 0; j < p; j++)
    strength = MAX (strength, fabs (vectors[j * m + target]));
  if (strength <= RSC_TOLERANCE_RANK)
    {
      *reason = g_strdup ("This neuron's activations are independent of the others'.");
      return FALSE;
    }

  /* x_i: share of neuron i in the sum of the contributions' lengths. */
  r = rsc_column_factor_get_n_columns (walk->basis);
  for (gsize i = 0; i < m; i++)
    if (walk->factor[i] != 0.0 && base->lengths[i] > 0.0)
      {
        if (i == target)
          at = n_active;
        active[n_active++] = i;
      }
  const double scale = get_scale (walk);
  for (gsize c = 0; c < n_active; c++)
    sum += fabs (get_length (walk, active[c])) / scale;
  g_autofree double *a = g_new0 (double, (r + 1) * (n_active + 2));
  g_autofree double *b = g_new0 (double, (r + 1) * (n_active + 2));
  g_autofree double *rhs = g_new0 (double, r + 1);
  g_autofree double *cost = g_new0 (double, n_active + 2);
  g_autofree double *x = g_new (double, n_active);
  g_autofree double *goal = g_new (double, n_active + 2);
  g_autofree double *rotated = g_new (double, r);
  for (gsize c = 0; c < n_active; c++)
    {
      double length = get_length (walk, active[c]);

      x[c] = fabs (length) / scale / sum;
      rsc_column_factor_rotate (walk->basis, get_column (walk, active[c]), rotated);
      for (gsize k = 0; k < r; k++)
        {
          a[k * n_active + c] = length < 0.0 ? -rotated[k] : rotated[k];
          rhs[k] += a[k * n_active + c] * x[c];
        }
    }
  if (find_gentle (walk, n_active, active, at, a, x, v))
    return TRUE;
  memset (v, 0, m * sizeof (double));
  cost[at] = 1.0;
  {
    g_autoptr (RscLp) lp = rsc_lp_new (r, n_active, a, rhs);

    if (!rsc_lp_minimise (lp, cost, &least, goal, cancellable, error))
      return FALSE;
  }
  if (least > RSC_TOLERANCE_SUPPORT)
    {
      g_autofree char *bound =
        format_bound (least * sum * scale * base->norms[target] / base->lengths[target]);

      *reason =
        g_strdup_printf ("Every network with this fit made of these neurons uses this one: its "
                         "norm is at least %s.",
                         bound);
      return FALSE;
    }

  /* x = τ x_now + s with s >= 0 and nothing at the target, τ <= 1 as large as possible. */
  for (gsize k = 0; k < r; k++)
    for (gsize c = 0; c < n_active; c++)
      if (c != at)
        {
          b[k * (n_active + 2) + c] = a[k * n_active + c];
          b[k * (n_active + 2) + n_active] += a[k * n_active + c] * x[c];
        }
  b[r * (n_active + 2) + n_active] = 1.0;
  b[r * (n_active + 2) + n_active + 1] = 1.0;
  rhs[r] = 1.0;
  memset (cost, 0, (n_active + 2) * sizeof (double));
  cost[n_active] = -1.0;
  {
    g_autoptr (RscLp) lp = rsc_lp_new (r + 1, n_active + 2, b, rhs);
    g_autofree double *point = g_new0 (double, n_active + 2);

    /* Where rounding hides that there is such a point, the vertex of the first program will do. */
    if (rsc_lp_minimise (lp, cost, NULL, point, cancellable, NULL))
      for (gsize c = 0; c < n_active; c++)
        goal[c] = point[n_active] * x[c] + point[c];
    /* With τ = 0 some others must go with the target. Which, the largest shares there say. */
    if (point[n_active] <= RSC_TOLERANCE_SUPPORT)
      {
        g_autofree double *mean = g_memdup2 (goal, n_active * sizeof (double));
        gsize count = 1;

        memset (cost, 0, (n_active + 2) * sizeof (double));
        for (gsize c = 0; c < n_active; c++)
          {
            if (c == at || mean[c] > RSC_TOLERANCE_SUPPORT)
              continue;
            cost[c] = -1.0;
            if (rsc_lp_minimise (lp, cost, NULL, point, cancellable, NULL))
              {
                for (gsize i = 0; i < n_active; i++)
                  mean[i] += point[n_active] * x[i] + point[i];
                count++;
              }
            cost[c] = 0.0;
          }
        for (gsize c = 0; c < n_active; c++)
          goal[c] = mean[c] / (double) count;
      }
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
  }
  goal[at] = 0.0;
  for (gsize c = 0; c < n_active; c++)
    v[active[c]] = (get_length (walk, active[c]) < 0.0 ? -1.0 : 1.0) * (x[c] - goal[c]);

  /* The linear program's rounding is larger than ours. */
  sharpen_null_vector (walk, v);
  return TRUE;
}

/* ---- removing what is independent ---------------------------------------------------------- */

/* The neuron whose best least-squares correction costs least leaves: with H = (C^T C)^{-1} of the columns
 * of length 1, removing column j costs |length_j| / √H_jj and the others become length_i - length_j H_ij / H_jj.
 * None turns its sign: |H_ij length_j / (H_jj length_i)| <= cost_j / cost_i <= 1 by Cauchy-Schwarz. */
static void
take_least_squares_step (Walk *walk)
{
  const Base *base = walk->base;
  const gsize r = rsc_column_factor_get_n_columns (walk->basis);
  const double scale = get_scale (walk);
  g_autofree double *diagonal = g_new (double, r);
  g_autofree double *column = g_new (double, r);
  double *beta = g_new0 (double, base->m);
  double least = INFINITY;
  gsize best = 0;
  gsize removed;
  gsize n_removed = 0;

  rsc_column_factor_get_inverse_diagonal (walk->basis, diagonal);
  for (gsize k = 0; k < r; k++)
    {
      gsize i = rsc_column_factor_get_id (walk->basis, k);
      double cost = fabs (get_length (walk, i)) / scale / sqrt (diagonal[k]);
      gboolean first = i < rsc_column_factor_get_id (walk->basis, best);

      if (cost < least * (1.0 - TIE) || (first && cost <= least * (1.0 + TIE)))
        {
          least = cost;
          best = k;
        }
    }
  removed = rsc_column_factor_get_id (walk->basis, best);
  rsc_column_factor_get_inverse_column (walk->basis, best, column);
  for (gsize k = 0; k < r; k++)
    {
      gsize i = rsc_column_factor_get_id (walk->basis, k);

      beta[i] = k == best ? -1.0
                          : -(column[k] / column[best])
                              * (get_length (walk, removed) / get_length (walk, i));
    }
  for (gsize i = 0; i < base->m; i++)
    if (beta[i] != 0.0)
      {
        if (1.0 + beta[i] <= NEAR_ZERO)
          {
            beta[i] = -1.0;
            walk_drop (walk, i);
            walk->factor[i] = 0.0;
            n_removed++;
          }
        else
          walk->factor[i] *= 1.0 + beta[i];
      }
  update_fit (walk);
  push (walk, RSC_PRUNING_APPROXIMATE, removed, n_removed, beta, NAN);
}

/* sqrt Σ_k (w_k ∂L/∂w_k)² for L = 1/2 ||f - y||², with what is off left out. */
static double
get_gradient_score (const Walk *walk, gsize i)
{
  const Base *base = walk->base;
  g_autofree double *w = g_new (double, base->d + 1);
  g_autofree double *gradient = g_new0 (double, base->d + 1);

  rsc_network_get_convex (base->network, i, w);
  for (gsize p = 0; p < base->n; p++)
    if (base->on[i * base->n + p])
      cblas_daxpy ((int) base->d, walk->residual[p], base->x + p * base->d, 1, gradient, 1);
  for (gsize k = 0; k < base->d; k++)
    gradient[k] *= walk->factor[i] * w[k];
  return cblas_dnrm2 ((int) base->d, gradient, 1);
}

/* Removes one neuron and changes nothing else. */
static void
take_baseline_step (Walk *walk, RscPruningMethod method, const gsize *order)
{
  const Base *base = walk->base;
  double least = INFINITY;
  gssize removed = -1;

  if (method == RSC_PRUNING_GRADIENT)
    {
      for (gsize p = 0; p < base->n; p++)
        walk->residual[p] = walk->fit[p] - rsc_dataset_get_y (base->dataset)[p];
    }
  for (gsize k = 0; k < base->m; k++)
    {
      gsize i = method == RSC_PRUNING_RANDOM ? order[k] : k;
      double value;

      if (walk->factor[i] == 0.0)
        continue;
      if (method == RSC_PRUNING_MAGNITUDE)
        value = base->norms[i] * fabs (walk->factor[i]);
      else if (method == RSC_PRUNING_GRADIENT)
        value = get_gradient_score (walk, i);
      else if (method == RSC_PRUNING_ACTIVATION)
        value = fabs (get_length (walk, i));
      else
        value = 0.0;
      if (removed < 0 || value < least * (1.0 - TIE))
        {
          removed = (gssize) i;
          least = value;
        }
    }
  g_assert (removed >= 0);
  walk->factor[removed] = 0.0;
  update_fit (walk);
  push (walk, RSC_PRUNING_APPROXIMATE, (gsize) removed, 1, NULL, NAN);
}

/* ---- public -------------------------------------------------------------------------------- */

RscPruning *
rsc_pruning_new (RscDataset *dataset,
                 RscDataset *test,
                 RscNetwork *network,
                 double lambda,
                 const gsize *set_neurons,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (Base) base = NULL;

  g_return_val_if_fail (dataset != NULL && network != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  base = base_new (dataset, test, network, lambda, NULL, set_neurons, error);
  return base != NULL ? start_new (base) : NULL;
}

/* Each neuron of the set in as many equal parts as it has blocks, or whole. */
static RscPruning *
new_from_set (RscOptimalSet *set,
              const double *a,
              gboolean split,
              RscDataset *test,
              GCancellable *cancellable,
              GError **error)
{
  RscSolution *solution = rsc_optimal_set_get_solution (set);
  RscProblem *problem = rsc_solution_get_problem (solution);
  const gsize n_neurons = rsc_optimal_set_get_n_neurons (set);
  const gsize d = rsc_problem_get_d (problem);
  const gboolean gated = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED;
  g_autoptr (GArray) neurons = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr (GArray) signs = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GArray) w = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) gates = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (RscNetwork) network = NULL;
  g_autoptr (Base) base = NULL;
  double largest = 0.0;
  double sum = 0.0;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  for (gsize i = 0; i < n_neurons; i++)
    largest = MAX (largest, a[i]);
  for (gsize i = 0; i < n_neurons && largest > 0.0; i++)
    sum += MAX (a[i], 0.0) / largest;
  for (gsize i = 0; i < n_neurons; i++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, i);
      const gsize parts = split ? MAX (neuron->n_blocks, 1) : 1;

      if (!(a[i] > 0.0) || a[i] / largest <= RSC_TOLERANCE_SUPPORT * sum)
        continue;
      for (gsize part = 0; part < parts; part++)
        {
          for (gsize k = 0; k < d; k++)
            {
              double value = a[i] / (double) parts * neuron->direction[k];
              g_array_append_val (w, value);
            }
          if (gated)
            g_array_append_vals (gates, neuron->gate, (guint) d);
          g_array_append_val (neurons, i);
          g_array_append_val (signs, neuron->sign);
        }
    }
  network = rsc_network_new_from_convex (neurons->len, d, rsc_problem_get_bias (problem),
                                         (double *) w->data, (int *) signs->data,
                                         gated ? (double *) gates->data : NULL);
  if (rsc_network_get_width (network) != neurons->len)
    {
      g_set_error_literal (error, RSC_ERROR, RSC_ERROR_NUMERICAL,
                           "A norm of the network is too small for a number.");
      return NULL;
    }
  base = base_new (rsc_problem_get_dataset (problem), test, network,
                   rsc_solution_get_lambda (solution), set, (gsize *) neurons->data, error);
  return base != NULL ? start_new (base) : NULL;
}

RscPruning *
rsc_pruning_new_from_set (RscOptimalSet *set,
                          const double *a,
                          RscDataset *test,
                          GCancellable *cancellable,
                          GError **error)
{
  g_return_val_if_fail (set != NULL, NULL);
  g_return_val_if_fail (a != NULL || rsc_optimal_set_get_n_neurons (set) == 0, NULL);

  return new_from_set (set, a, FALSE, test, cancellable, error);
}

RscPruning *
rsc_pruning_new_from_blocks (RscOptimalSet *set,
                             const double *a,
                             RscDataset *test,
                             GCancellable *cancellable,
                             GError **error)
{
  g_return_val_if_fail (set != NULL, NULL);
  g_return_val_if_fail (a != NULL || rsc_optimal_set_get_n_neurons (set) == 0, NULL);

  return new_from_set (set, a, TRUE, test, cancellable, error);
}

RscPruning *
rsc_pruning_ref (RscPruning *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_pruning_unref (RscPruning *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->states);
  base_unref (self->base);
  g_free (self);
}

void
rsc_pruning_move_init (RscPruningMove *self)
{
  g_return_if_fail (self != NULL);

  memset (self, 0, sizeof *self);
  self->method = RSC_PRUNING_OPTIMAL_LS;
  self->rule = RSC_PRUNING_RULE_PAPER;
  self->until = RSC_PRUNING_ONE_STEP;
}

/* States 0 to @k, shared. */
static GPtrArray *
share_states (const RscPruning *self, gsize k)
{
  GPtrArray *states = g_ptr_array_new_with_free_func ((GDestroyNotify) full_state_unref);

  for (gsize i = 0; i <= k; i++)
    {
      FullState *full = get_full (self->states, i);

      g_atomic_ref_count_inc (&full->state.ref_count);
      g_ptr_array_add (states, full);
    }
  return states;
}

/* Exact steps by the rule of @move. FALSE with @error. *@done: as far as was asked for. */
static gboolean
walk_exactly (Walk *walk,
              const RscPruningMove *move,
              gboolean *done,
              RscProgressFunc progress,
              gpointer progress_data,
              GCancellable *cancellable,
              GError **error)
{
  const gsize m = walk->base->m;
  g_autofree double *v = g_new0 (double, MAX (m, 1));
  const gsize first = walk->states->len;

  *done = FALSE;
  if (move->rule == RSC_PRUNING_RULE_TARGET)
    {
      g_autofree char *reason = NULL;

      if (!find_target (walk, move->target, v, &reason, cancellable, error))
        {
          if (reason != NULL)
            g_set_error_literal (error, RSC_ERROR, RSC_ERROR_ARGUMENT, reason);
          return FALSE;
        }
      take_exact_step (walk, v, move->target, m);
      *done = move->until == RSC_PRUNING_ONE_STEP;
      /* Further steps begin with the first columns again. */
      g_clear_pointer (&walk->basis, rsc_column_factor_free);
      walk->basis = rsc_column_factor_new (walk->base->n);
      memset (walk->in_basis, 0, m * sizeof (gboolean));
      walk->next = 0;
    }
  while (!*done)
    {
      gboolean fewest = move->rule == RSC_PRUNING_RULE_FEWEST;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!(fewest ? find_fewest (walk, v, cancellable) : find_dependent (walk, v))
          && !find_weak (walk, v))
        return TRUE;
      clean_null_vector (walk, v);
      take_exact_step (walk, v, choose_largest (walk, v), fewest ? m : MIN (walk->next + 1, m));
      if (progress != NULL)
        progress ((double) (walk->states->len - first) / (double) m, NAN, progress_data);
      *done = move->until == RSC_PRUNING_ONE_STEP;
    }
  return TRUE;
}

RscPruning *
rsc_pruning_go_on (const RscPruning *self,
                   gsize k,
                   const RscPruningMove *move,
                   RscProgressFunc progress,
                   gpointer progress_data,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GPtrArray) states = NULL;
  g_auto (Walk) walk = { 0 };
  g_autofree gsize *order = NULL;
  const Base *base;
  gboolean done = FALSE;

  g_return_val_if_fail (self != NULL && move != NULL, NULL);
  g_return_val_if_fail (k < self->states->len, NULL);
  g_return_val_if_fail (move->method < RSC_N_PRUNING_METHODS, NULL);

  base = self->base;
  g_return_val_if_fail (move->rule != RSC_PRUNING_RULE_TARGET || move->target < base->m, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  states = share_states (self, k);
  walk_init (&walk, base, states);
  if (move->method == RSC_PRUNING_OPTIMAL_LS)
    {
      if (!walk_exactly (&walk, move, &done, progress, progress_data, cancellable, error))
        return NULL;
      done = done || move->until == RSC_PRUNING_TO_MINIMAL;
      if (!done)
        rsc_column_factor_invert (walk.basis);
    }
  if (move->method == RSC_PRUNING_RANDOM)
    {
      gsl_rng *rng = rsc_random_new (move->seed);

      order = g_new (gsize, MAX (base->m, 1));
      for (gsize i = 0; i < base->m; i++)
        order[i] = i;
      for (gsize i = base->m; i > 1; i--)
        {
          gsize j = gsl_rng_uniform_int (rng, i);
          gsize swap = order[i - 1];

          order[i - 1] = order[j];
          order[j] = swap;
        }
      gsl_rng_free (rng);
    }
  while (!done && get_full (states, states->len - 1)->state.width > 0)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (move->method == RSC_PRUNING_OPTIMAL_LS)
        take_least_squares_step (&walk);
      else
        take_baseline_step (&walk, move->method, order);
      if (progress != NULL)
        progress ((double) (states->len - k) / (double) MAX (base->m, 1), NAN, progress_data);
      done = move->until != RSC_PRUNING_TO_ZERO;
    }
  return pruning_new (self->base, g_steal_pointer (&states), k + 1);
}

gboolean
rsc_pruning_can_remove (const RscPruning *self, gsize k, gsize neuron, char **reason)
{
  g_autoptr (GPtrArray) states = NULL;
  g_auto (Walk) walk = { 0 };
  g_autofree double *v = NULL;
  g_autofree char *why = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (k < self->states->len && neuron < self->base->m, FALSE);

  states = share_states (self, k);
  walk_init (&walk, self->base, states);
  v = g_new (double, self->base->m);
  if (find_target (&walk, neuron, v, &why, NULL, &error))
    {
      if (reason != NULL)
        *reason = NULL;
      return TRUE;
    }
  if (reason != NULL)
    *reason = why != NULL ? g_steal_pointer (&why) : g_strdup (error->message);
  return FALSE;
}

RscDataset *
rsc_pruning_get_dataset (const RscPruning *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->base->dataset;
}

double
rsc_pruning_get_lambda (const RscPruning *self)
{
  g_return_val_if_fail (self != NULL, NAN);

  return self->base->lambda;
}

RscOptimalSet *
rsc_pruning_get_set (const RscPruning *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->base->set;
}

gsize
rsc_pruning_get_start_width (const RscPruning *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->base->m;
}

const gsize *
rsc_pruning_get_set_neurons (const RscPruning *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->base->set_neurons;
}

gsize
rsc_pruning_get_n_states (const RscPruning *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->states->len;
}

const RscPruningState *
rsc_pruning_get_state (const RscPruning *self, gsize k)
{
  g_return_val_if_fail (self != NULL && k < self->states->len, NULL);

  return &get_full (self->states, k)->state;
}

gssize
rsc_pruning_get_minimal (const RscPruning *self)
{
  g_return_val_if_fail (self != NULL, -1);

  return self->minimal;
}

void
rsc_pruning_get_activations (const RscPruning *self, gsize k, double *c)
{
  const Base *base;

  g_return_if_fail (self != NULL && k < self->states->len);
  g_return_if_fail (c != NULL || self->base->m == 0);

  base = self->base;
  for (gsize i = 0; i < base->m; i++)
    {
      double length = get_full (self->states, k)->factor[i] * base->lengths[i];

      for (gsize p = 0; p < base->n; p++)
        c[p * base->m + i] = length * base->columns[i * base->n + p];
    }
}

double *
rsc_pruning_dup_singular (const RscPruning *self, gsize k, gsize *n_singular)
{
  const FullState *full;

  g_return_val_if_fail (self != NULL && k < self->states->len && n_singular != NULL, NULL);

  full = get_full (self->states, k);
  if (full->state.singular == NULL)
    return compute_singular (self->base, full->factor, n_singular);
  *n_singular = full->state.n_singular;
  return g_memdup2 (full->state.singular, full->state.n_singular * sizeof (double));
}

gboolean
rsc_pruning_get_norms_in_set (const RscPruning *self, gsize k, double *a)
{
  const Base *base;

  g_return_val_if_fail (self != NULL && k < self->states->len, FALSE);

  base = self->base;
  if (base->set == NULL)
    return FALSE;
  memset (a, 0, rsc_optimal_set_get_n_neurons (base->set) * sizeof (double));
  for (gsize i = 0; i < base->m; i++)
    a[base->set_neurons[i]] += get_full (self->states, k)->state.norms[i];
  return TRUE;
}

const char *
rsc_pruning_method_to_string (RscPruningMethod method)
{
  g_return_val_if_fail (method < RSC_N_PRUNING_METHODS, NULL);

  return method_names[method];
}

gboolean
rsc_pruning_method_from_string (const char *text, RscPruningMethod *method)
{
  g_return_val_if_fail (text != NULL && method != NULL, FALSE);

  for (gsize i = 0; i < RSC_N_PRUNING_METHODS; i++)
    if (g_str_equal (text, method_names[i]))
      {
        *method = (RscPruningMethod) i;
        return TRUE;
      }
  return FALSE;
}
