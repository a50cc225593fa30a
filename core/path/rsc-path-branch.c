/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/path/rsc-path-branch.h"

#include "core/numerics/rsc-gram.h"
#include "core/numerics/rsc-lapack.h"
#include "core/numerics/rsc-tolerances.h"

#include <math.h>
#include <string.h>

/* |x^T u| below this times ||x|| is on the kink, as in the optimal set. */
#define KINK 1e-9
/* A neuron whose norm is below this share of the sum is not in the basis. */
#define NEGLIGIBLE 1e-9
/* Rows on a kink are independent when their parts orthogonal to each other are above this. */
#define INDEPENDENT 1e-8
/* Residual of the equations, relative to λ, that Newton's method aims at, and that it may end with. */
#define RESIDUAL_TARGET 1e-14
#define RESIDUAL_LIMIT 1e-11
#define MAX_STEPS 15
/* A direction turns by at most this in a Newton step: more is too far to trust. */
#define TURN_MAX 0.5
/* Conditions may be violated by this, relative to their scale: rounding. */
#define SLACK 1e-12
/* Share of RSC_TOLERANCE_EVENT on each side of the end found. */
#define BRACKET_SHARE 0.45
#define MAX_ROUNDS 16
#define MAX_SECANTS 40

typedef struct
{
  int sign;
  gboolean in_basis;
  gsize n_free;  /* dimension of the face */
  double *basis; /* n_free × d, orthonormal: the face */
  gsize n_kinks;
  guint32 *kinks; /* rows on the kink */
  double *spans;  /* n_kinks × d, rows of the pseudo-inverse of the kink rows */
  gint8 *sides;   /* n */
  double *images; /* n_free × n: columns of M_k */
  double norm;    /* a_k */
  double *u;      /* n_free: û_k */
  double *w;      /* d: the direction in the space of the data */
} Neuron;

struct _RscPathBranch
{
  RscOptimalSet *set;
  RscPricer *pricer; /* borrowed */
  gboolean gated;
  gsize n;
  gsize d;
  gsize n_blocks;
  const double *x;
  const double *y;
  double *lengths; /* n: ||x_i|| */
  int exponent;    /* of λ */
  double lambda;   /* scaled, where the state is */
  gsize n_neurons;
  Neuron *neurons;
  gsize n_unknowns;
  gboolean *known; /* n_blocks: the block belongs to one of the neurons */
  double *r;
  double *columns; /* n_unknowns × n */
  double *gram;
  double *matrix;
  double *rhs;
  int *pivots;
  double *tangents; /* d × d */
  double *v;
  /* The state that searches start from. */
  double start_lambda;
  double *start; /* norms and directions */
};

/* A condition that does not hold: of a neuron, or of a block. */
typedef enum
{
  CONDITION_NONE,
  CONDITION_NORM,
  CONDITION_SIDE,
  CONDITION_MULTIPLIER,
  CONDITION_CORRELATION,
  CONDITION_BLOCK
} ConditionKind;

typedef struct
{
  ConditionKind kind;
  gsize neuron; /* or block */
  gsize row;    /* data point, or index in the kinks */
} Condition;

typedef struct
{
  Condition condition;
  double value;
} Violation;

static inline void
add (gsize n, double factor, const double *a, double *b)
{
  for (gsize k = 0; k < n; k++)
    b[k] += factor * a[k];
}

/* Appends the part of @q orthogonal to the @count rows of @basis, at length 1; FALSE if it is shorter
 * than @limit. */
static gboolean
append_orthogonal (gsize d, double *basis, gsize count, const double *q, double limit)
{
  double *out = basis + count * d;
  double length;

  memcpy (out, q, d * sizeof (double));
  for (int pass = 0; pass < 2; pass++)
    for (gsize j = 0; j < count; j++)
      add (d, -rsc_gram_dot_short (d, basis + j * d, out), basis + j * d, out);
  length = sqrt (rsc_gram_dot_short (d, out, out));
  if (!(length > limit))
    return FALSE;
  for (gsize k = 0; k < d; k++)
    out[k] /= length;
  return TRUE;
}

/* Completes @count orthonormal rows to d of them. */
static void
complete_basis (gsize d, double *basis, gsize count, double *unit)
{
  while (count < d)
    {
      gsize pivot = 0;
      double largest = -1.0;

      for (gsize k = 0; k < d; k++)
        {
          double rest = 1.0;

          for (gsize j = 0; j < count; j++)
            rest -= basis[j * d + k] * basis[j * d + k];
          if (rest > largest)
            {
              largest = rest;
              pivot = k;
            }
        }
      memset (unit, 0, d * sizeof (double));
      unit[pivot] = 1.0;
      if (!append_orthogonal (d, basis, count, unit, 0.0))
        return;
      count++;
    }
}

/* ---- structure ----------------------------------------------------------------------------- */

/* Rows of the pseudo-inverse of the kink rows: c_i = spans_i^T q for q in their span. */
static gboolean
find_spans (RscPathBranch *self, Neuron *neuron)
{
  const gsize d = self->d, m = neuron->n_kinks;
  g_autofree double *gram = g_new (double, m *m + 1);
  g_autofree double *inverse = g_new0 (double, m *m + 1);
  g_autofree int *pivots = g_new (int, m + 1);
  const int order = (int) m;
  int info = 0;

  neuron->spans = g_new0 (double, m *d + 1);
  if (m == 0)
    return TRUE;
  for (gsize i = 0; i < m; i++)
    {
      inverse[i * (m + 1)] = 1.0;
      for (gsize j = 0; j < m; j++)
        gram[i * m + j] =
          rsc_gram_dot_short (d, self->x + neuron->kinks[i] * d, self->x + neuron->kinks[j] * d);
    }
  dgesv_ (&order, &order, gram, &order, pivots, inverse, &order, &info);
  if (info != 0)
    return FALSE;
  for (gsize i = 0; i < m; i++)
    for (gsize j = 0; j < m; j++)
      add (d, inverse[i * m + j], self->x + neuron->kinks[j] * d, neuron->spans + i * d);
  return TRUE;
}

/* The face of a neuron from its sides, kinks and direction w. FALSE where the kinks are dependent. */
static gboolean
build_face (RscPathBranch *self, Neuron *neuron)
{
  const gsize n = self->n, d = self->d;
  g_autofree double *frame = g_new0 (double, (d + 1) * d + 1);
  g_autofree double *unit = g_new (double, d + 1);

  for (gsize i = 0; i < neuron->n_kinks; i++)
    {
      const guint32 row = neuron->kinks[i];

      for (gsize k = 0; k < d; k++)
        unit[k] = self->x[row * d + k] / self->lengths[row];
      if (i + 1 >= d || !append_orthogonal (d, frame, i, unit, INDEPENDENT))
        return FALSE;
    }
  complete_basis (d, frame, neuron->n_kinks, unit);
  g_free (neuron->basis);
  g_free (neuron->images);
  g_free (neuron->spans);
  neuron->spans = NULL;
  neuron->n_free = d - neuron->n_kinks;
  neuron->basis = g_memdup2 (frame + neuron->n_kinks * d, neuron->n_free * d * sizeof (double));
  neuron->images = g_new0 (double, neuron->n_free *n + 1);
  for (gsize l = 0; l < neuron->n_free; l++)
    {
      neuron->u[l] = rsc_gram_dot_short (d, neuron->basis + l * d, neuron->w);
      for (gsize i = 0; i < n; i++)
        if (neuron->sides[i] > 0)
          neuron->images[l * n + i] =
            neuron->sign * rsc_gram_dot_short (d, self->x + i * d, neuron->basis + l * d);
    }
  return find_spans (self, neuron);
}

static gboolean
fill_neuron (RscPathBranch *self, const RscNeuron *from, double norm, Neuron *neuron)
{
  const gsize n = self->n, d = self->d;
  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (self->set));
  const guint64 *pattern =
    rsc_arrangement_get_pattern (rsc_problem_get_arrangement (problem), from->pattern);

  neuron->sign = from->sign;
  neuron->norm = norm;
  neuron->sides = g_new0 (gint8, n + 1);
  neuron->kinks = g_new (guint32, n + 1);
  neuron->u = g_new0 (double, d + 1);
  neuron->w = g_memdup2 (from->direction, d * sizeof (double));
  for (gsize i = 0; i < n; i++)
    {
      const double value = rsc_gram_dot_short (d, self->x + i * d, from->direction);

      if (self->gated)
        neuron->sides[i] = rsc_pattern_is_active (pattern, i) ? 1 : -1;
      else if (fabs (value) > KINK * self->lengths[i])
        neuron->sides[i] = value > 0.0 ? 1 : -1;
      else if (self->lengths[i] > 0.0)
        neuron->kinks[neuron->n_kinks++] = (guint32) i;
    }
  return build_face (self, neuron);
}

RscPathBranch *
rsc_path_branch_new (RscOptimalSet *set, RscPricer *pricer)
{
  RscSolution *solution = rsc_optimal_set_get_solution (set);
  RscProblem *problem = rsc_solution_get_problem (solution);
  RscArrangement *arrangement = rsc_problem_get_arrangement (problem);
  /* The activations of a vertex are independent. */
  const double *a = rsc_optimal_set_is_unique (set) || rsc_optimal_set_get_n_vertices (set) == 0
                      ? rsc_optimal_set_get_solver_point (set)
                      : rsc_optimal_set_get_vertex (set, 0);
  const int shift = rsc_pricer_get_x_exponent (pricer) - rsc_pricer_get_y_exponent (pricer);
  g_autoptr (RscPathBranch) self = g_new0 (RscPathBranch, 1);
  double total = 0.0;

  self->set = rsc_optimal_set_ref (set);
  self->pricer = pricer;
  self->gated = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED;
  self->n = rsc_problem_get_n (problem);
  self->d = rsc_problem_get_d (problem);
  self->n_blocks = 2 * rsc_arrangement_get_n_patterns (arrangement);
  self->x = rsc_pricer_get_x (pricer);
  self->y = rsc_pricer_get_y (pricer);
  self->exponent = -(rsc_pricer_get_x_exponent (pricer) + rsc_pricer_get_y_exponent (pricer));
  self->lambda = ldexp (rsc_solution_get_lambda (solution), self->exponent);
  self->lengths = g_new (double, self->n + 1);
  for (gsize i = 0; i < self->n; i++)
    self->lengths[i] =
      sqrt (rsc_gram_dot_short (self->d, self->x + i * self->d, self->x + i * self->d));
  self->n_neurons = rsc_optimal_set_get_n_support (set);
  if (self->n_neurons == 0)
    return NULL;
  self->neurons = g_new0 (Neuron, self->n_neurons);
  self->known = g_new0 (gboolean, self->n_blocks + 1);
  for (gsize k = 0; k < self->n_neurons; k++)
    total += a[k];
  /* Blocks that reach λ without being in use are watched like all others: where a neuron enters so
   * slowly that it is not seen yet, theirs are the first to tell that this branch has ended. */
  for (gsize k = 0; k < self->n_neurons; k++)
    {
      const RscNeuron *from = rsc_optimal_set_get_neuron (set, k);

      for (gsize i = 0; i < from->n_blocks; i++)
        self->known[from->blocks[i]] = TRUE;
      if (!fill_neuron (self, from, ldexp (a[k], shift), &self->neurons[k]))
        return NULL;
      self->neurons[k].in_basis = a[k] > NEGLIGIBLE * total;
      if (self->neurons[k].in_basis)
        self->n_unknowns += self->neurons[k].n_free;
      else
        self->neurons[k].norm = 0.0;
    }
  const gsize size = self->n_neurons * self->d;
  self->r = g_new (double, self->n + 1);
  self->columns = g_new (double, size * self->n + 1);
  self->gram = g_new (double, size *size + 1);
  self->matrix = g_new (double, size *size + 1);
  self->rhs = g_new (double, size + 1);
  self->pivots = g_new (int, size + 1);
  self->tangents = g_new (double, (self->d + 1) * (self->d + 1));
  self->v = g_new (double, self->d + 1);
  self->start = g_new (double, self->n_neurons *(self->d + 1) + 1);
  return g_steal_pointer (&self);
}

void
rsc_path_branch_free (RscPathBranch *self)
{
  if (self == NULL)
    return;
  for (gsize k = 0; self->neurons != NULL && k < self->n_neurons; k++)
    {
      g_free (self->neurons[k].basis);
      g_free (self->neurons[k].kinks);
      g_free (self->neurons[k].spans);
      g_free (self->neurons[k].sides);
      g_free (self->neurons[k].images);
      g_free (self->neurons[k].u);
      g_free (self->neurons[k].w);
    }
  g_free (self->neurons);
  g_free (self->lengths);
  g_free (self->known);
  g_free (self->r);
  g_free (self->columns);
  g_free (self->gram);
  g_free (self->matrix);
  g_free (self->rhs);
  g_free (self->pivots);
  g_free (self->tangents);
  g_free (self->v);
  g_free (self->start);
  rsc_optimal_set_unref (self->set);
  g_free (self);
}

/* ---- Newton's method ----------------------------------------------------------------------- */

static void
save (RscPathBranch *self)
{
  const gsize stride = self->d + 1;

  self->start_lambda = self->lambda;
  for (gsize k = 0; k < self->n_neurons; k++)
    {
      self->start[k * stride] = self->neurons[k].norm;
      memcpy (self->start + k * stride + 1, self->neurons[k].u, self->d * sizeof (double));
    }
}

static void
restore (RscPathBranch *self)
{
  const gsize stride = self->d + 1;

  self->lambda = self->start_lambda;
  for (gsize k = 0; k < self->n_neurons; k++)
    {
      self->neurons[k].norm = self->start[k * stride];
      memcpy (self->neurons[k].u, self->start + k * stride + 1, self->d * sizeof (double));
    }
}

/* M_k t */
static void
apply (const RscPathBranch *self, const Neuron *neuron, const double *t, double *image)
{
  memset (image, 0, self->n * sizeof (double));
  for (gsize l = 0; l < neuron->n_free; l++)
    add (self->n, t[l], neuron->images + l * self->n, image);
}

/* Rows: an orthonormal basis whose first one is û. */
static void
find_tangents (RscPathBranch *self, const Neuron *neuron)
{
  const gsize m = neuron->n_free;

  memcpy (self->tangents, neuron->u, m * sizeof (double));
  complete_basis (m, self->tangents, 1, self->v);
}

/* Fills columns and the residual r; returns the error of the equations relative to λ; @rhs: what each
 * unknown's equation lacks. */
static double
linearise (RscPathBranch *self, double lambda)
{
  const gsize n = self->n;
  double worst = 0.0;
  gsize c = 0;

  memcpy (self->r, self->y, n * sizeof (double));
  for (gsize k = 0; k < self->n_neurons; k++)
    {
      Neuron *neuron = &self->neurons[k];

      if (!neuron->in_basis)
        continue;
      find_tangents (self, neuron);
      for (gsize l = 0; l < neuron->n_free; l++)
        apply (self, neuron, self->tangents + l * neuron->n_free, self->columns + (c + l) * n);
      add (n, -neuron->norm, self->columns + c * n, self->r);
      c += neuron->n_free;
    }
  c = 0;
  for (gsize k = 0; k < self->n_neurons; k++)
    {
      const Neuron *neuron = &self->neurons[k];

      if (!neuron->in_basis)
        continue;
      for (gsize l = 0; l < neuron->n_free; l++, c++)
        {
          self->rhs[c] =
            rsc_gram_dot_short (n, self->columns + c * n, self->r) - (l == 0 ? lambda : 0.0);
          worst = MAX (worst, fabs (self->rhs[c]) / lambda);
        }
    }
  return worst;
}

/* One Newton step; FALSE where the system is singular or the step too long. */
static gboolean
step (RscPathBranch *self, double lambda)
{
  const gsize size = self->n_unknowns;
  const int order = (int) size, one = 1;
  gsize c = 0;
  int info = 0;

  rsc_gram_compute (self->n, size, self->columns, self->gram, NULL);
  for (gsize k = 0; k < self->n_neurons; k++)
    {
      const Neuron *neuron = &self->neurons[k];

      for (gsize l = 0; neuron->in_basis && l < neuron->n_free; l++, c++)
        {
          /* Column-major: the unknown c is a column. */
          for (gsize row = 0; row < size; row++)
            self->matrix[c * size + row] =
              (l == 0 ? 1.0 : neuron->norm) * self->gram[row * size + c];
          if (l > 0)
            self->matrix[c * (size + 1)] += lambda;
        }
    }
  dgesv_ (&order, &one, self->matrix, &order, self->pivots, self->rhs, &order, &info);
  if (info != 0)
    return FALSE;
  c = 0;
  for (gsize k = 0; k < self->n_neurons; k++)
    {
      Neuron *neuron = &self->neurons[k];
      const gsize m = neuron->n_free;
      double square = 0.0, length;

      if (!neuron->in_basis)
        continue;
      for (gsize l = 0; l < m; l++)
        {
          if (!isfinite (self->rhs[c + l]))
            return FALSE;
          if (l > 0)
            square += self->rhs[c + l] * self->rhs[c + l];
        }
      if (square > TURN_MAX * TURN_MAX)
        return FALSE;
      find_tangents (self, neuron);
      neuron->norm += self->rhs[c];
      for (gsize l = 1; l < m; l++)
        add (m, self->rhs[c + l], self->tangents + l * m, neuron->u);
      length = sqrt (rsc_gram_dot_short (m, neuron->u, neuron->u));
      for (gsize l = 0; l < m; l++)
        neuron->u[l] /= length;
      c += m;
    }
  return TRUE;
}

/* Moves the state to @lambda; FALSE where that fails, and the state is then where it was saved. */
static gboolean
move (RscPathBranch *self, double lambda)
{
  double before = G_MAXDOUBLE;

  for (int i = 0; i < MAX_STEPS; i++)
    {
      const double error = linearise (self, lambda);

      if (error <= RESIDUAL_TARGET || (error <= RESIDUAL_LIMIT && error > 0.2 * before))
        {
          self->lambda = lambda;
          for (gsize k = 0; k < self->n_neurons; k++)
            {
              Neuron *neuron = &self->neurons[k];

              if (!neuron->in_basis)
                {
                  double length;

                  for (gsize l = 0; l < neuron->n_free; l++)
                    neuron->u[l] =
                      rsc_gram_dot_short (self->n, neuron->images + l * self->n, self->r);
                  length = sqrt (rsc_gram_dot_short (neuron->n_free, neuron->u, neuron->u));
                  for (gsize l = 0; l < neuron->n_free; l++)
                    neuron->u[l] /= length;
                }
              memset (neuron->w, 0, self->d * sizeof (double));
              for (gsize l = 0; l < neuron->n_free; l++)
                add (self->d, neuron->u[l], neuron->basis + l * self->d, neuron->w);
            }
          return TRUE;
        }
      before = error;
      if (!step (self, lambda))
        break;
    }
  restore (self);
  return FALSE;
}

/* ---- conditions ---------------------------------------------------------------------------- */

/* By how much a condition is violated at the state, relative to its scale; <= 0: it holds. */
static double
measure (RscPathBranch *self, const Condition *condition)
{
  const Neuron *neuron =
    condition->kind == CONDITION_BLOCK ? NULL : &self->neurons[condition->neuron];
  const gsize n = self->n, d = self->d;

  switch (condition->kind)
    {
    case CONDITION_NORM:
      {
        double total = 0.0;

        for (gsize k = 0; k < self->n_neurons; k++)
          total += fabs (self->neurons[k].norm);
        return -neuron->norm / total;
      }
    case CONDITION_SIDE:
      return -neuron->sides[condition->row]
             * rsc_gram_dot_short (d, self->x + condition->row * d, neuron->w)
             / self->lengths[condition->row];
    case CONDITION_MULTIPLIER:
      {
        /* λ u = s Σ_{active} r_i x_i + Σ_{kinks} m_i x_i with m_i between 0 and s r_i. */
        const guint32 row = neuron->kinks[condition->row];
        const double limit = neuron->sign * self->r[row];
        double m;

        for (gsize k = 0; k < d; k++)
          self->v[k] = self->lambda * neuron->w[k];
        for (gsize i = 0; i < n; i++)
          if (neuron->sides[i] > 0)
            add (d, -neuron->sign * self->r[i], self->x + i * d, self->v);
        m = rsc_gram_dot_short (d, neuron->spans + condition->row * d, self->v);
        return MAX (MIN (0.0, limit) - m, m - MAX (0.0, limit)) * self->lengths[row] / self->lambda;
      }
    case CONDITION_CORRELATION:
      {
        /* Outside of the basis ||M^T r|| = λ is a consequence, as far as the set can tell. */
        double square = 0.0;

        for (gsize l = 0; l < neuron->n_free; l++)
          {
            const double p = rsc_gram_dot_short (n, neuron->images + l * n, self->r);

            square += p * p;
          }
        return fabs (sqrt (square) / self->lambda - 1.0) - RSC_TOLERANCE_EQUICORRELATED;
      }
    case CONDITION_BLOCK:
      return rsc_pricer_project_again (self->pricer, condition->neuron, 0.0, self->v, NULL, NULL)
               / self->lambda
             - 1.0;
    case CONDITION_NONE:
    default:
      return 0.0;
    }
}

static void
consider (RscPathBranch *self, GArray *violations, Condition condition)
{
  const Violation violation = { condition, measure (self, &condition) };

  if (violation.value > SLACK)
    g_array_append_val (violations, violation);
}

static void
list_neuron_violations (RscPathBranch *self, GArray *violations)
{
  g_array_set_size (violations, 0);
  for (gsize k = 0; k < self->n_neurons; k++)
    {
      const Neuron *neuron = &self->neurons[k];

      if (neuron->in_basis)
        consider (self, violations, (Condition){ CONDITION_NORM, k, 0 });
      else
        consider (self, violations, (Condition){ CONDITION_CORRELATION, k, 0 });
      if (self->gated)
        continue;
      for (gsize i = 0; i < self->n; i++)
        if (neuron->sides[i] != 0
            && neuron->sides[i] * rsc_gram_dot_short (self->d, self->x + i * self->d, neuron->w)
                 < 0.0)
          consider (self, violations, (Condition){ CONDITION_SIDE, k, i });
      for (gsize i = 0; i < neuron->n_kinks; i++)
        consider (self, violations, (Condition){ CONDITION_MULTIPLIER, k, i });
    }
}

/* The block with the largest ||v_b|| > λ that belongs to none of the neurons. */
static gboolean
list_block_violations (RscPathBranch *self,
                       GArray *violations,
                       GCancellable *cancellable,
                       GError **error)
{
  const gsize jump = self->gated ? 2 : 1;
  double best = self->lambda * (1.0 + SLACK);
  gsize found = G_MAXSIZE;

  if (!rsc_pricer_sweep (self->pricer, self->r, cancellable, error))
    return FALSE;
  for (gsize block = 0; block < self->n_blocks; block += jump)
    {
      double norm;

      if (self->known[block])
        continue;
      norm = rsc_pricer_project_again (self->pricer, block, best, self->v, NULL, NULL);
      if (norm > best)
        {
          best = norm;
          found = block;
        }
    }
  if (found != G_MAXSIZE)
    {
      const Violation violation = { { CONDITION_BLOCK, found, 0 }, best / self->lambda - 1.0 };

      g_array_append_val (violations, violation);
    }
  return TRUE;
}

/* The value of one condition at @lambda. */
static gboolean
measure_at (RscPathBranch *self,
            const Condition *condition,
            double lambda,
            double *value,
            GCancellable *cancellable)
{
  if (!move (self, lambda))
    return FALSE;
  if (condition->kind == CONDITION_BLOCK
      && !rsc_pricer_sweep (self->pricer, self->r, cancellable, NULL))
    return FALSE;
  *value = measure (self, condition);
  return TRUE;
}

/* Where a condition that holds at @good fails, known to fail at @bad: the secant method, kept inside the
 * bracket. */
static gboolean
find_root (RscPathBranch *self,
           const Condition *condition,
           double good,
           double value_good,
           double bad,
           double value_bad,
           double *root,
           GCancellable *cancellable)
{
  double last = bad, value_last = value_bad, before = good, value_before = value_good;

  for (int i = 0; i < MAX_SECANTS; i++)
    {
      double next = last - value_last * (last - before) / (value_last - value_before), value;

      if (!(next > bad && next < good) || i % 8 == 7)
        next = 0.5 * (good + bad);
      if (!measure_at (self, condition, next, &value, cancellable))
        return FALSE;
      if (value > 0.0)
        bad = next;
      else
        good = next;
      *root = next;
      if (fabs (next - last) <= 1e-12 * next || good - bad <= 1e-11 * good || value == 0.0)
        return TRUE;
      before = last;
      value_before = value_last;
      last = next;
      value_last = value;
    }
  return good - bad <= 1e-9 * good;
}

/* Takes row @index off the kink of @neuron, to the side that its multiplier asks for. */
static gboolean
release (RscPathBranch *self, Neuron *neuron, gsize index)
{
  const Condition condition = { CONDITION_MULTIPLIER, (gsize) (neuron - self->neurons), index };
  const guint32 row = neuron->kinks[index];
  const double limit = neuron->sign * self->r[row];
  double m;

  measure (self, &condition);
  m = rsc_gram_dot_short (self->d, neuron->spans + index * self->d, self->v);
  neuron->sides[row] = fabs (m - limit) < fabs (m) ? 1 : -1;
  memmove (neuron->kinks + index, neuron->kinks + index + 1,
           (neuron->n_kinks - index - 1) * sizeof (guint32));
  neuron->n_kinks--;
  if (neuron->in_basis)
    self->n_unknowns++;
  return build_face (self, neuron);
}

/* Lets go of the rows that are on a kink only within the tolerance of the set: their multipliers are
 * outside of their interval at the very start. */
static gboolean
release_kinks (RscPathBranch *self)
{
  for (gsize round = 0; round <= self->n; round++)
    {
      double worst = SLACK;
      Condition found = { CONDITION_NONE, 0, 0 };

      if (!move (self, self->lambda))
        return FALSE;
      save (self);
      for (gsize k = 0; k < self->n_neurons; k++)
        for (gsize i = 0; i < self->neurons[k].n_kinks; i++)
          {
            const Condition condition = { CONDITION_MULTIPLIER, k, i };
            const double value = measure (self, &condition);

            if (value > worst)
              {
                worst = value;
                found = condition;
              }
          }
      if (found.kind == CONDITION_NONE)
        return TRUE;
      if (!release (self, &self->neurons[found.neuron], found.row))
        return FALSE;
    }
  return FALSE;
}

RscPathBranchEnd
rsc_path_branch_find_end (RscPathBranch *self,
                          double lambda,
                          double *low,
                          double *high,
                          GCancellable *cancellable,
                          GError **error)
{
  const double margin = BRACKET_SHARE * RSC_TOLERANCE_EVENT;
  const double end = ldexp (lambda, self->exponent), top = self->lambda;
  g_autoptr (GArray) violations = g_array_new (FALSE, FALSE, sizeof (Violation));
  double bad = end;
  gboolean shortened = FALSE, culprit_known = FALSE;
  Condition culprit = { CONDITION_NONE, 0, 0 };
  double root = 0.0;

  save (self);
  if (!release_kinks (self))
    return RSC_PATH_BRANCH_UNKNOWN;
  for (int round = 0; round < MAX_ROUNDS; round++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return RSC_PATH_BRANCH_UNKNOWN;
      restore (self);
      if (!move (self, bad))
        {
          bad = 0.5 * (top + bad);
          shortened = TRUE;
          culprit_known = FALSE;
          continue;
        }
      list_neuron_violations (self, violations);
      if (violations->len == 0 && !list_block_violations (self, violations, cancellable, error))
        return RSC_PATH_BRANCH_UNKNOWN;
      if (violations->len == 0)
        {
          double value;

          if (!culprit_known)
            return shortened ? RSC_PATH_BRANCH_UNKNOWN : RSC_PATH_BRANCH_HOLDS;
          /* All holds just above the end: does it really end just below? */
          if (!measure_at (self, &culprit, root * (1.0 - margin), &value, cancellable)
              || !(value > 0.0))
            return RSC_PATH_BRANCH_UNKNOWN;
          *low = ldexp (root * (1.0 - margin), -self->exponent);
          *high = ldexp (root * (1.0 + margin), -self->exponent);
          return RSC_PATH_BRANCH_ENDS;
        }

      /* The condition that seems to fail first. */
      double earliest = 0.0, value_good = 0.0, value_bad = 0.0;
      restore (self);
      if (!move (self, top))
        return RSC_PATH_BRANCH_UNKNOWN;
      for (guint i = 0; i < violations->len; i++)
        {
          const Violation *violation = &g_array_index (violations, Violation, i);
          double value, guess;

          if (violation->condition.kind == CONDITION_BLOCK
              && !rsc_pricer_sweep (self->pricer, self->r, cancellable, error))
            return RSC_PATH_BRANCH_UNKNOWN;
          value = measure (self, &violation->condition);
          /* Some conditions start at zero: where a kink has just met a point. */
          if (value > 0.0)
            value = violation->condition.kind == CONDITION_CORRELATION ? value : 0.0;
          guess = bad + (top - bad) * violation->value / (violation->value - MIN (value, 0.0));
          if (guess > earliest)
            {
              earliest = guess;
              culprit = violation->condition;
              value_good = value;
              value_bad = violation->value;
            }
        }
      if (!(value_good < 0.0)
          || !find_root (self, &culprit, top, value_good, bad, value_bad, &root, cancellable))
        return RSC_PATH_BRANCH_UNKNOWN;
      if (!(root * (1.0 + margin) < top))
        return RSC_PATH_BRANCH_UNKNOWN;
      culprit_known = TRUE;
      bad = root * (1.0 + margin);
    }
  return RSC_PATH_BRANCH_UNKNOWN;
}
