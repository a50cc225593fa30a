/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-solver.h"

#include "core/numerics/rsc-gram.h"
#include "core/numerics/rsc-nnqp.h"
#include "core/program/rsc-pricer.h"
#include "core/numerics/rsc-tolerances.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* The method.
 *
 * The dual asks for the point ν nearest to y with h_b(ν) = ||P_{K_b}(Z_b^T ν)|| <= λ for all blocks,
 * and at the optimum ν is the residual r. Each iteration prices all blocks at the residual, which
 * gives the unit directions u_b = v_b / ||v_b||, and takes a step of sequential quadratic
 * programming: with B_b an orthonormal basis of the face of K_b that v_b lies on, orthogonal to u_b,
 *
 *   w_b = a_b u_b + B_b t_b,   a_b >= 0,   t_b free where the block is active already,
 *   min 1/2 ||y - Σ Z_b w_b||² + λ Σ a_b + 1/2 Σ (||v_b|| / a_b^old) ||t_b||²,
 *
 * the last term being the curvature of λ ||w_b||. Its dual is the QP whose constraints are the
 * tangents of h_b and whose Hessian is that of the Lagrangian, so the convergence is quadratic near
 * the solution. The active-set method for the QP keeps its passive columns independent, however large
 * the optimal set is, so the system stays small and solvable.
 *
 * Where a cone cuts the step short, blocks are priced at the multipliers of the step instead of the
 * residual: they tell which face comes next. A step that raises the objective stands only if its
 * multipliers better the dual bound. Otherwise the norms alone are fitted anew on all directions at
 * hand, old and new ones (a fully corrective Frank-Wolfe step), which cannot raise it. If all of that
 * ends short of the gap, λ is lowered step by step from a large one. What decides is the certificate
 * over all blocks, never the size of a step. */

/* Residual of the optimality conditions, relative to λ, below which there is nothing to gain. */
#define RESIDUAL_TARGET 2e-13

/* Once the gap is reached: iterations without a new best residual before the solver stops. */
#define PATIENCE_CONVERGED 3

/* Iterations without a better gap or residual before it gives up. */
#define PATIENCE 60

/* Iterations without a better gap after which the steps may be going round in a circle: two points with
 * different faces, each the step of the other, the one so little above the other that it passes as
 * rounding. From then on no step may raise the objective. */
#define CIRCLE 4

/* Residual below which a point counts as near the solution. */
#define NEAR_RESIDUAL 1e-2

/* Weight of that anchor. */
#define ANCHOR 0.1

/* Where a solve from nothing fails, λ is lowered by this factor at a time, each step solved to this
 * gap only. */
#define CONTINUATION_FACTOR 0.2
#define CONTINUATION_GAP 1e-6

/* Corrections of the multipliers: each gains several digits. */
#define DUAL_PASSES 3

/* Projections between two looks at the cancellable. */
#define PROJECTIONS_PER_POLL 256

/* A feasible point in scaled units. */
typedef struct
{
  gsize n_blocks;
  GArray *blocks; /* gsize */
  GArray *w;      /* double, n_blocks × d */
  double *fit;
  double *r;
  double *nu; /* where to price: r, or the multipliers of the step that led here */
  double penalty;
  double objective;
} Point;

/* A block that was priced: ||v_b|| is near λ or above it, or the block is active. */
typedef struct
{
  gsize block;
  double norm; /* ||v_b|| */
  gsize slot;  /* v and rows at slot × d */
  gsize n_rows;
  double length; /* ||w_b|| of the point at hand, 0 if not active */
  gsize active;  /* index in the point, or G_MAXSIZE */
} Candidate;

/* A column of the quadratic program. */
typedef struct
{
  gsize block;
  double start;     /* first guess of the norm */
  double curvature; /* ||v_b|| / a_b, or 0 when the direction is held */
  gsize slot;       /* rows of the face, when the direction is free */
  gsize n_rows;
  gsize first_free; /* where its t_b begins, n_free of them */
  gsize n_free;
} Atom;

typedef struct
{
  RscProblem *problem;
  RscArrangement *arrangement;
  gboolean gated;
  gsize n;
  gsize d;
  gsize n_all; /* blocks */
  const double *x;
  const double *y;
  double lambda;
  double rounding; /* of ||r|| */
  RscPricer *pricer;
  gboolean owns_pricer;
  RscNnqp *nnqp;
  GCancellable *cancellable;
  double anchor; /* weight of 1/2 Σ (a_b - a_b^old)² in the step */

  GArray *candidates; /* Candidate */
  GArray *slots_v;    /* double, slots × d */
  GArray *slots_rows; /* guint32, slots × d */
  gsize *position;    /* n_all: index in the point plus 1 */

  GArray *atoms;       /* Atom */
  GArray *directions;  /* double, atoms × d */
  GArray *frees;       /* double, free columns × d: the rows of B_b^T */
  GArray *columns;     /* double, n per column */
  GArray *gram;        /* double */
  GArray *c;           /* double */
  GArray *tolerances;  /* double */
  GArray *unknowns;    /* double */
  GArray *corrections; /* double */
  GArray *shifts;      /* double */
  double *image;       /* n */
  double *dual;        /* n: the multipliers ν of the last quadratic program */
  double *basis;       /* (d + 1) × d */

  Point *point;
  Point *step;
  Point *previous;
  Point *best;
  double best_gap;
  double best_residual;
  guint iteration;
  guint max_iterations;
  RscProgressFunc progress; /* or NULL */
  gpointer progress_data;
} Solver;

/* What pricing a point tells. */
typedef struct
{
  double norm_max;
  double relative_gap;
  double residual; /* of the optimality conditions, relative to λ */
} Price;

static double
distance (gsize n, const double *a, const double *b)
{
  double sum = 0.0;

  for (gsize k = 0; k < n; k++)
    sum += (a[k] - b[k]) * (a[k] - b[k]);
  return sqrt (sum);
}

static Point *
point_new (gsize n)
{
  Point *self = g_new0 (Point, 1);

  self->blocks = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->w = g_array_new (FALSE, FALSE, sizeof (double));
  self->fit = g_new0 (double, n + 1);
  self->r = g_new0 (double, n + 1);
  self->nu = g_new0 (double, n + 1);
  return self;
}

static void
point_free (Point *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->blocks);
  g_array_unref (self->w);
  g_free (self->fit);
  g_free (self->r);
  g_free (self->nu);
  g_free (self);
}

static void
point_clear (Point *self)
{
  self->n_blocks = 0;
  g_array_set_size (self->blocks, 0);
  g_array_set_size (self->w, 0);
}

static void
point_copy (Point *self, const Point *from, gsize n)
{
  point_clear (self);
  self->n_blocks = from->n_blocks;
  g_array_append_vals (self->blocks, from->blocks->data, from->blocks->len);
  g_array_append_vals (self->w, from->w->data, from->w->len);
  memcpy (self->fit, from->fit, n * sizeof (double));
  memcpy (self->r, from->r, n * sizeof (double));
  memcpy (self->nu, from->nu, n * sizeof (double));
  self->penalty = from->penalty;
  self->objective = from->objective;
}

static inline gsize
point_block (const Point *self, gsize k)
{
  return g_array_index (self->blocks, gsize, k);
}

static inline double *
point_w (const Point *self, gsize k, gsize d)
{
  return (double *) self->w->data + k * d;
}

/* Adds w to the block's, or appends the block. Blocks of a point are few. */
static void
point_add (Point *self, gsize d, gsize block, const double *w, double factor)
{
  gsize k = 0;

  while (k < self->n_blocks && point_block (self, k) != block)
    k++;
  if (k == self->n_blocks)
    {
      g_array_append_val (self->blocks, block);
      g_array_set_size (self->w, (guint) ((k + 1) * d));
      memset (point_w (self, k, d), 0, d * sizeof (double));
      self->n_blocks++;
    }
  for (gsize l = 0; l < d; l++)
    point_w (self, k, d)[l] += factor * w[l];
}

/* Z_b u */
static void
apply_block (const Solver *self, gsize block, const double *u, double *image)
{
  const guint64 *pattern =
    rsc_arrangement_get_pattern (self->arrangement, RSC_BLOCK_PATTERN (block));
  const double sign = RSC_BLOCK_SIGN (block);
  const gsize d = self->d;

  for (gsize i = 0; i < self->n; i++)
    image[i] =
      rsc_pattern_is_active (pattern, i) ? sign * rsc_gram_dot_short (d, self->x + i * d, u) : 0.0;
}

/* Drops zero blocks, then fit, residual, penalty and objective. */
static void
evaluate (Solver *self, Point *point)
{
  const gsize n = self->n, d = self->d;
  gsize kept = 0;

  memset (point->fit, 0, n * sizeof (double));
  point->penalty = 0.0;
  for (gsize k = 0; k < point->n_blocks; k++)
    {
      double *w = point_w (point, k, d);
      const double length = sqrt (rsc_gram_dot_short (d, w, w));

      if (!(length > 0.0))
        continue;
      point->penalty += length;
      apply_block (self, point_block (point, k), w, self->image);
      for (gsize i = 0; i < n; i++)
        point->fit[i] += self->image[i];
      if (kept != k)
        {
          g_array_index (point->blocks, gsize, kept) = point_block (point, k);
          memcpy (point_w (point, kept, d), w, d * sizeof (double));
        }
      kept++;
    }
  point->n_blocks = kept;
  g_array_set_size (point->blocks, (guint) kept);
  g_array_set_size (point->w, (guint) (kept * d));

  for (gsize i = 0; i < n; i++)
    point->r[i] = self->y[i] - point->fit[i];
  memcpy (point->nu, point->r, n * sizeof (double));
  point->objective =
    0.5 * rsc_gram_dot_short (n, point->r, point->r) + self->lambda * point->penalty;
}

/* Prices every block at the point's residual: candidates are the active blocks and those with
 * ||v_b|| near λ or above. A block is left out when its bound at an earlier residual r0 rules it
 * out: ||v_b(r)|| <= ||v_b(r0)|| + ||Z_b^T (r - r0)||, for a projection on a cone does not expand. */
static gboolean
price (Solver *self, Price *result, GError **error)
{
  const gsize d = self->d;
  const double threshold = self->lambda * (1.0 - 1e-7);
  const Point *point = self->point;
  const int step = self->gated ? 2 : 1;
  gsize projections = 0;
  double t, apart;
  long double product = 0.0L, square = 0.0L, gap;

  if (!rsc_pricer_sweep (self->pricer, point->nu, self->cancellable, error))
    return FALSE;
  g_array_set_size (self->candidates, 0);
  g_array_set_size (self->slots_v, 0);
  g_array_set_size (self->slots_rows, 0);
  for (gsize k = 0; k < point->n_blocks; k++)
    self->position[point_block (point, k)] = k + 1;

  result->norm_max = 0.0;
  result->residual = 0.0;
  for (gsize index = 0; index < self->n_all; index++)
    {
      const gsize block = index * (gsize) step;
      const double *z = rsc_pricer_get_correlation (self->pricer, RSC_BLOCK_PATTERN (block));
      const gsize active = self->position[block];
      const double length = sqrt (rsc_gram_dot_short (d, z, z));
      Candidate candidate;
      const guint32 *rows;
      double *v;
      gsize slot = self->candidates->len;

      if (active == 0
          && (length < threshold || rsc_pricer_get_bound (self->pricer, block) < threshold))
        continue;
      if (projections++ % PROJECTIONS_PER_POLL == 0
          && g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;

      g_array_set_size (self->slots_v, (guint) ((slot + 1) * d));
      g_array_set_size (self->slots_rows, (guint) ((slot + 1) * d));
      v = (double *) self->slots_v->data + slot * d;
      candidate.norm = rsc_pricer_project_again (self->pricer, block, active > 0 ? 0.0 : threshold,
                                                 v, &rows, &candidate.n_rows);
      result->norm_max = MAX (result->norm_max, candidate.norm);
      if (active == 0 && candidate.norm < threshold)
        continue;

      memcpy ((guint32 *) self->slots_rows->data + slot * d, rows,
              candidate.n_rows * sizeof (guint32));
      candidate.block = block;
      candidate.slot = slot;
      candidate.length = 0.0;
      candidate.active = G_MAXSIZE;
      if (active > 0)
        {
          const double *w = point_w (point, active - 1, d);
          double mismatch = 0.0;

          candidate.active = active - 1;
          candidate.length = sqrt (rsc_gram_dot_short (d, w, w));
          for (gsize k = 0; k < d; k++)
            {
              const double e = v[k] / self->lambda - w[k] / candidate.length;

              mismatch += e * e;
            }
          result->residual = MAX (result->residual, sqrt (mismatch));
        }
      g_array_append_val (self->candidates, candidate);
    }
  for (gsize k = 0; k < point->n_blocks; k++)
    self->position[point_block (point, k)] = 0;

  /* As in the certificate, but ν need not be the residual. */
  t = result->norm_max > self->lambda ? self->lambda / result->norm_max : 1.0;
  for (gsize i = 0; i < self->n; i++)
    {
      const long double e = point->r[i] - (long double) t * point->nu[i];

      square += e * e;
      product += (long double) point->fit[i] * point->nu[i];
    }
  gap = 0.5L * square + ((long double) self->lambda * point->penalty - t * product);
  result->relative_gap = gap > 0.0L ? (double) (gap / point->objective) : 0.0;
  result->residual = MAX (result->residual, (result->norm_max - self->lambda) / self->lambda);
  /* A step that was cut short: ν is not the residual, beyond its rounding. */
  apart = distance (self->n, point->r, point->nu) - self->rounding;
  result->residual = MAX (result->residual, apart / self->lambda);
  return TRUE;
}

/* Rows of @basis: an orthonormal basis of the face's directions orthogonal to u. Returns how many:
 * the rows of the face and u are independent, for u is orthogonal to the rows. */
static gsize
face_basis (Solver *self, const guint32 *rows, gsize n_rows, const double *u, GArray *basis)
{
  const gsize d = self->d;
  gsize m = 0, added = 0;

  for (gsize l = 0; l < n_rows + 1 + d && m < d; l++)
    {
      double *q = self->basis + m * d;
      double norm;

      if (l < n_rows)
        memcpy (q, self->x + rows[l] * d, d * sizeof (double));
      else if (l == n_rows)
        memcpy (q, u, d * sizeof (double));
      else
        {
          double largest = -1.0;
          gsize pivot = 0;

          for (gsize k = 0; k < d; k++)
            {
              double rest = 1.0;

              for (gsize j = 0; j < m; j++)
                rest -= self->basis[j * d + k] * self->basis[j * d + k];
              if (rest > largest)
                {
                  largest = rest;
                  pivot = k;
                }
            }
          memset (q, 0, d * sizeof (double));
          q[pivot] = 1.0;
        }
      norm = sqrt (rsc_gram_dot_short (d, q, q));
      for (gsize k = 0; k < d; k++)
        q[k] /= norm;
      for (int pass = 0; pass < 2; pass++)
        {
          for (gsize j = 0; j < m; j++)
            {
              const double c = rsc_gram_dot_short (d, self->basis + j * d, q);

              for (gsize k = 0; k < d; k++)
                q[k] -= c * self->basis[j * d + k];
            }
        }
      norm = sqrt (rsc_gram_dot_short (d, q, q));
      if (!(norm > 1e-13))
        continue;
      for (gsize k = 0; k < d; k++)
        q[k] /= norm;
      m++;
      if (l > n_rows)
        {
          g_array_append_vals (basis, q, (guint) d);
          added++;
        }
    }
  return added;
}

static void
add_atom (Solver *self,
          gsize block,
          const double *direction,
          double start,
          double curvature,
          gsize slot,
          gsize n_rows)
{
  Atom atom = { block, start, curvature, slot, n_rows, 0, 0 };
  const double length = sqrt (rsc_gram_dot_short (self->d, direction, direction));

  if (!(length > 0.0))
    return;
  g_array_append_val (self->atoms, atom);
  for (gsize k = 0; k < self->d; k++)
    {
      const double value = direction[k] / length;

      g_array_append_val (self->directions, value);
    }
}

static void
clear_atoms (Solver *self)
{
  g_array_set_size (self->atoms, 0);
  g_array_set_size (self->directions, 0);
}

static inline double *
atom_direction (const Solver *self, gsize k)
{
  return (double *) self->directions->data + k * self->d;
}

/* The multipliers ν = y - Σ x_i column_i of the solved program. Where λ is tiny so is ν, and what is
 * left of that difference is rounding. So ν is then corrected in its own units until it meets
 * column_i^T ν = λ (+ curvature) on the passive unknowns: the unknowns would change in digits that
 * they do not have, and what changes is kept apart from them in @shifts. */
static void
refine_dual (Solver *self, gsize n_free)
{
  const gsize n = self->n, total = self->unknowns->len, m = self->atoms->len;
  const double *columns = (const double *) self->columns->data;
  const double *x = (const double *) self->unknowns->data;
  double *correction = (double *) self->corrections->data;
  double *shift = (double *) self->shifts->data;
  double *nu = self->dual;

  memcpy (nu, self->y, n * sizeof (double));
  for (gsize i = 0; i < total; i++)
    {
      shift[i] = 0.0;
      for (gsize l = 0; x[i] != 0.0 && l < n; l++)
        nu[l] -= x[i] * columns[i * n + l];
    }
  for (int pass = 0; pass < DUAL_PASSES; pass++)
    {
      for (gsize i = 0; i < total; i++)
        {
          correction[i] = 0.0;
          if (x[i] != 0.0)
            correction[i] =
              rsc_gram_dot_short (n, columns + i * n, nu) - (i >= n_free ? self->lambda : 0.0);
        }
      for (gsize k = 0; k < m; k++)
        {
          const Atom *atom = &g_array_index (self->atoms, Atom, k);
          const gsize i = n_free + k;

          for (gsize l = atom->first_free; l < atom->first_free + atom->n_free; l++)
            correction[l] -= atom->curvature * (x[l] + shift[l]);
          if (x[i] != 0.0)
            correction[i] += self->anchor * (atom->start - x[i] - shift[i]);
        }
      rsc_nnqp_refine (self->nnqp, correction, correction);
      for (gsize i = 0; i < total; i++)
        {
          shift[i] += correction[i];
          for (gsize l = 0; correction[i] != 0.0 && l < n; l++)
            nu[l] -= correction[i] * columns[i * n + l];
        }
    }
}

/* Solves the quadratic program on the atoms; the outcome is in unknowns: first the free t of all
 * atoms, then the norms. FALSE when that cannot be done, or when cancelled. */
static gboolean
solve_atoms (Solver *self)
{
  const gsize n = self->n, d = self->d, m = self->atoms->len;
  gsize n_free = 0, total;
  const double y_norm = sqrt (rsc_gram_dot_short (n, self->y, self->y));
  double *columns, *gram, *c, *tolerances, *x, *correction;

  g_array_set_size (self->frees, 0);
  for (gsize k = 0; k < m; k++)
    {
      Atom *atom = &g_array_index (self->atoms, Atom, k);

      atom->first_free = n_free;
      atom->n_free = 0;
      if (atom->curvature > 0.0)
        atom->n_free = face_basis (self, (const guint32 *) self->slots_rows->data + atom->slot * d,
                                   atom->n_rows, atom_direction (self, k), self->frees);
      n_free += atom->n_free;
    }
  total = n_free + m;
  g_array_set_size (self->columns, (guint) (total * n));
  g_array_set_size (self->gram, (guint) (total * total));
  g_array_set_size (self->c, (guint) total);
  g_array_set_size (self->tolerances, (guint) total);
  g_array_set_size (self->unknowns, (guint) total);
  g_array_set_size (self->corrections, (guint) total);
  g_array_set_size (self->shifts, (guint) total);
  columns = (double *) self->columns->data;
  gram = (double *) self->gram->data;
  c = (double *) self->c->data;
  tolerances = (double *) self->tolerances->data;
  x = (double *) self->unknowns->data;
  correction = (double *) self->corrections->data;

  for (gsize k = 0; k < m; k++)
    {
      const Atom *atom = &g_array_index (self->atoms, Atom, k);

      if (g_cancellable_is_cancelled (self->cancellable))
        return FALSE;
      for (gsize l = atom->first_free; l < atom->first_free + atom->n_free; l++)
        {
          apply_block (self, atom->block, (double *) self->frees->data + l * d, columns + l * n);
          x[l] = 0.0;
        }
      apply_block (self, atom->block, atom_direction (self, k), columns + (n_free + k) * n);
      x[n_free + k] = atom->start;
    }
  if (!rsc_gram_compute (n, total, columns, gram, self->cancellable))
    return FALSE;
  for (gsize k = 0; k < m; k++)
    {
      const Atom *atom = &g_array_index (self->atoms, Atom, k);

      for (gsize l = atom->first_free; l < atom->first_free + atom->n_free; l++)
        gram[l * total + l] += atom->curvature;
      gram[(n_free + k) * (total + 1)] += self->anchor;
    }
  for (gsize i = 0; i < total; i++)
    {
      c[i] = rsc_gram_dot_short (n, columns + i * n, self->y) - (i >= n_free ? self->lambda : 0.0);
      tolerances[i] = 1e-13 * self->lambda + 4e-16 * y_norm * sqrt (gram[i * total + i]);
    }
  for (gsize k = 0; k < m; k++)
    c[n_free + k] += self->anchor * g_array_index (self->atoms, Atom, k).start;
  if (!rsc_nnqp_solve (self->nnqp, total, n_free, gram, c, tolerances, x, self->cancellable))
    return FALSE;

  /* Iterative refinement with the residual taken from the columns, not from their products. */
  for (int pass = 0; pass < 2; pass++)
    {
      double step = 1.0;

      memcpy (self->image, self->y, n * sizeof (double));
      for (gsize i = 0; i < total; i++)
        {
          if (x[i] != 0.0)
            {
              for (gsize l = 0; l < n; l++)
                self->image[l] -= x[i] * columns[i * n + l];
            }
        }
      for (gsize i = 0; i < total; i++)
        {
          correction[i] = 0.0;
          if (x[i] != 0.0)
            correction[i] = rsc_gram_dot_short (n, columns + i * n, self->image)
                            - (i >= n_free ? self->lambda : 0.0);
        }
      for (gsize k = 0; k < m; k++)
        {
          const Atom *atom = &g_array_index (self->atoms, Atom, k);

          for (gsize l = atom->first_free; l < atom->first_free + atom->n_free; l++)
            correction[l] -= atom->curvature * x[l];
          if (x[n_free + k] != 0.0)
            correction[n_free + k] += self->anchor * (atom->start - x[n_free + k]);
        }
      rsc_nnqp_refine (self->nnqp, correction, correction);
      for (gsize i = n_free; i < total; i++)
        {
          if (x[i] + correction[i] < 0.0)
            step = MIN (step, x[i] / -correction[i]);
        }
      for (gsize i = 0; i < total; i++)
        {
          x[i] += step * correction[i];
          if (i >= n_free)
            x[i] = MAX (x[i], 0.0);
        }
      if (step < 1.0)
        break;
    }
  refine_dual (self, n_free);
  return TRUE;
}

/* The point of the unknowns, each block put back into its cone. */
static void
collect (Solver *self, Point *point)
{
  const gsize d = self->d, m = self->atoms->len;
  const double *x = (const double *) self->unknowns->data;
  const gsize n_free = self->unknowns->len - m;

  point_clear (point);
  for (gsize k = 0; k < m; k++)
    {
      const Atom *atom = &g_array_index (self->atoms, Atom, k);

      if (!(x[n_free + k] > 0.0))
        continue;
      point_add (point, d, atom->block, atom_direction (self, k), x[n_free + k]);
      for (gsize l = atom->first_free; l < atom->first_free + atom->n_free; l++)
        point_add (point, d, atom->block, (double *) self->frees->data + l * d, x[l]);
    }
  if (n_free > 0)
    {
      for (gsize k = 0; k < point->n_blocks && !g_cancellable_is_cancelled (self->cancellable); k++)
        rsc_pricer_project_point (self->pricer, point_block (point, k), point_w (point, k, d));
    }
  evaluate (self, point);

  /* Where the cones cut the step short, the step's multipliers tell which face comes next, and the
   * residual of the shortened step would ask for the same step again. Where they do not, the
   * multipliers are the residual without its rounding. */
  memcpy (point->nu, self->dual, self->n * sizeof (double));
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *p = a, *q = b;

  if (p->norm != q->norm)
    return p->norm > q->norm ? -1 : 1;
  return (p->block > q->block) - (p->block < q->block);
}

/* Atoms of the step: the active blocks with free directions, blocks of the same direction joined,
 * and violators that differ enough from everything taken before. */
static void
choose_atoms (Solver *self, double spread, gsize max_new)
{
  const gsize d = self->d;
  gsize n_active = 0, n_new = 0;

  clear_atoms (self);
  for (gsize i = 0; i < self->candidates->len; i++)
    {
      const Candidate *candidate = &g_array_index (self->candidates, Candidate, i);
      const double *v = (double *) self->slots_v->data + candidate->slot * d;
      gboolean joined = FALSE;

      if (candidate->active == G_MAXSIZE || !(candidate->norm > 0.0))
        continue;
      for (gsize k = 0; k < self->atoms->len && !joined; k++)
        {
          Atom *atom = &g_array_index (self->atoms, Atom, k);
          const double *u = atom_direction (self, k);
          double difference = 0.0;

          if ((atom->block & 1u) != (candidate->block & 1u) || self->gated)
            continue;
          for (gsize l = 0; l < d; l++)
            difference = MAX (difference, fabs (u[l] - v[l] / candidate->norm));
          if (difference > 1e-10)
            continue;
          joined = TRUE;
          atom->start += candidate->length;
          atom->curvature = candidate->norm / atom->start;
        }
      if (!joined)
        add_atom (self, candidate->block, v, candidate->length, candidate->norm / candidate->length,
                  candidate->slot, candidate->n_rows);
    }
  n_active = self->atoms->len;

  g_array_sort (self->candidates, compare_candidates);
  for (gsize i = 0; i < self->candidates->len && n_new < max_new; i++)
    {
      const Candidate *candidate = &g_array_index (self->candidates, Candidate, i);
      const double *v = (double *) self->slots_v->data + candidate->slot * d;
      gboolean near = FALSE;

      if (candidate->norm <= self->lambda * (1.0 + 1e-14)
          || g_cancellable_is_cancelled (self->cancellable))
        break;
      if (candidate->active != G_MAXSIZE)
        continue;
      for (gsize k = 0; k < self->atoms->len && !near; k++)
        {
          const Atom *atom = &g_array_index (self->atoms, Atom, k);
          const double *u = atom_direction (self, k);
          const double limit = k < n_active ? 1e-10 : spread;
          double square = 0.0;

          if (self->gated || (atom->block & 1u) != (candidate->block & 1u))
            continue;
          for (gsize l = 0; l < d; l++)
            {
              const double e = u[l] - v[l] / candidate->norm;

              square += e * e;
            }
          near = square < limit * limit;
        }
      if (near)
        continue;
      add_atom (self, candidate->block, v, 0.0, 0.0, candidate->slot, candidate->n_rows);
      n_new++;
    }
}

/* The directions of the point itself, so that a step cannot do worse than stay. */
static void
add_point_atoms (Solver *self, const Point *point, double start)
{
  const gsize d = self->d;

  for (gsize k = 0; k < point->n_blocks; k++)
    {
      const double *w = point_w (point, k, d);

      add_atom (self, point_block (point, k), w, start * sqrt (rsc_gram_dot_short (d, w, w)), 0.0,
                0, 0);
    }
}

/* The blocks of a solution of other data, found anew: each direction under its own pattern here,
 * left out when that is not among the problem's patterns. */
static void
adopt_point (Solver *self, RscSolution *other)
{
  const gsize n = self->n, d = self->d, m = rsc_solution_get_n_blocks (other);
  const gsize n_words = rsc_arrangement_get_n_words (self->arrangement);
  const gsize n_patterns = rsc_arrangement_get_n_patterns (self->arrangement);
  RscProblem *problem = rsc_solution_get_problem (other);
  const int shift =
    rsc_pricer_get_x_exponent (self->pricer) - rsc_pricer_get_y_exponent (self->pricer);
  g_autofree guint64 *wanted = g_new0 (guint64, m * n_words + 1);

  if (rsc_problem_get_d (problem) != d
      || rsc_problem_get_activation (problem) != RSC_ACTIVATION_RELU || self->gated)
    return;
  for (gsize k = 0; k < m; k++)
    {
      for (gsize i = 0; i < n; i++)
        {
          if (rsc_gram_dot_short (d, self->x + i * d, rsc_solution_get_w (other, k)) >= 0.0)
            wanted[k * n_words + i / 64] |= (guint64) 1 << (i % 64);
        }
    }
  for (gsize j = 0; j < n_patterns; j++)
    {
      const guint64 *pattern = rsc_arrangement_get_pattern (self->arrangement, j);

      for (gsize k = 0; k < m; k++)
        {
          if (pattern[0] == wanted[k * n_words]
              && memcmp (pattern, wanted + k * n_words, n_words * sizeof (guint64)) == 0)
            point_add (self->point, d,
                       RSC_BLOCK (j, RSC_BLOCK_SIGN (rsc_solution_get_block (other, k))),
                       rsc_solution_get_w (other, k), ldexp (1.0, shift));
        }
    }
  for (gsize k = 0; k < self->point->n_blocks; k++)
    rsc_pricer_project_point (self->pricer, point_block (self->point, k),
                              point_w (self->point, k, d));
}

static void
start_point (Solver *self, RscSolution *warm_start)
{
  const int shift =
    rsc_pricer_get_x_exponent (self->pricer) - rsc_pricer_get_y_exponent (self->pricer);

  if (warm_start != NULL && rsc_solution_get_problem (warm_start) == self->problem)
    {
      for (gsize k = 0; k < rsc_solution_get_n_blocks (warm_start); k++)
        point_add (self->point, self->d, rsc_solution_get_block (warm_start, k),
                   rsc_solution_get_w (warm_start, k), ldexp (1.0, shift));
    }
  else if (warm_start != NULL)
    adopt_point (self, warm_start);
  evaluate (self, self->point);
}

static void
solver_clear (Solver *self)
{
  if (self->owns_pricer)
    rsc_pricer_free (self->pricer);
  g_clear_pointer (&self->nnqp, rsc_nnqp_free);
  g_free (self->position);
  g_free (self->image);
  g_free (self->dual);
  g_free (self->basis);
  g_array_unref (self->candidates);
  g_array_unref (self->slots_v);
  g_array_unref (self->slots_rows);
  g_array_unref (self->atoms);
  g_array_unref (self->directions);
  g_array_unref (self->frees);
  g_array_unref (self->columns);
  g_array_unref (self->gram);
  g_array_unref (self->c);
  g_array_unref (self->tolerances);
  g_array_unref (self->unknowns);
  g_array_unref (self->corrections);
  g_array_unref (self->shifts);
  point_free (self->point);
  point_free (self->step);
  point_free (self->previous);
  point_free (self->best);
}

static void
solver_init (Solver *self,
             RscProblem *problem,
             RscPricer *pricer,
             double lambda,
             GCancellable *cancellable)
{
  memset (self, 0, sizeof *self);
  self->problem = problem;
  self->arrangement = rsc_problem_get_arrangement (problem);
  self->gated = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED;
  self->n = rsc_problem_get_n (problem);
  self->d = rsc_problem_get_d (problem);
  self->n_all = rsc_problem_get_n_blocks (problem);
  self->owns_pricer = pricer == NULL;
  self->pricer = pricer != NULL ? pricer : rsc_pricer_new (problem);
  self->x = rsc_pricer_get_x (self->pricer);
  self->y = rsc_pricer_get_y (self->pricer);
  self->lambda = ldexp (
    lambda, -(rsc_pricer_get_x_exponent (self->pricer) + rsc_pricer_get_y_exponent (self->pricer)));
  self->rounding =
    4.0 * DBL_EPSILON * sqrt ((double) self->n * rsc_gram_dot_short (self->n, self->y, self->y));
  self->nnqp = rsc_nnqp_new ();
  self->cancellable = cancellable;
  self->position = g_new0 (gsize, 2 * rsc_arrangement_get_n_patterns (self->arrangement) + 1);
  self->image = g_new0 (double, self->n + 1);
  self->dual = g_new0 (double, self->n + 1);
  self->basis = g_new0 (double, (self->d + 1) * self->d + 1);
  self->candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  self->slots_v = g_array_new (FALSE, FALSE, sizeof (double));
  self->slots_rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->atoms = g_array_new (FALSE, FALSE, sizeof (Atom));
  self->directions = g_array_new (FALSE, FALSE, sizeof (double));
  self->frees = g_array_new (FALSE, FALSE, sizeof (double));
  self->columns = g_array_new (FALSE, FALSE, sizeof (double));
  self->gram = g_array_new (FALSE, FALSE, sizeof (double));
  self->c = g_array_new (FALSE, FALSE, sizeof (double));
  self->tolerances = g_array_new (FALSE, FALSE, sizeof (double));
  self->unknowns = g_array_new (FALSE, FALSE, sizeof (double));
  self->corrections = g_array_new (FALSE, FALSE, sizeof (double));
  self->shifts = g_array_new (FALSE, FALSE, sizeof (double));
  self->point = point_new (self->n);
  self->step = point_new (self->n);
  self->previous = point_new (self->n);
  self->best = point_new (self->n);
}

static void
swap_points (Point **a, Point **b)
{
  Point *c = *a;

  *a = *b;
  *b = c;
}

typedef enum
{
  STEP_NONE,    /* no step can be computed */
  STEP_DESCENT, /* the objective did not rise */
  STEP_ON_TRIAL /* it did: the step stands only if the dual bound at its multipliers is better */
} Step;

/* One step from the priced point. @cautious: only one that does not raise the objective. @circling: nor
 * by what could be rounding. */
static Step
take_step (Solver *self,
           const Price *priced,
           double spread,
           gsize max_new,
           gboolean cautious,
           gboolean circling)
{
  const double before = self->point->objective;
  /* A rise far below the gap is rounding, and no reason to stop. */
  const double slack = 1e-3 * priced->relative_gap + 1e-14;
  gboolean solved;

  /* Stabilised SQP: near the solution the norms are tied to the present ones by a term that vanishes
   * with the residual. Where the optimal set is large, the step would otherwise jump between its
   * vertices, and curvature from one vertex is wrong at the next. */
  self->anchor = 0.0;
  if (priced->residual < NEAR_RESIDUAL && self->point->penalty > 0.0)
    self->anchor = ANCHOR * self->lambda * priced->residual * (double) self->point->n_blocks
                   / self->point->penalty;
  choose_atoms (self, spread, max_new);
  solved = solve_atoms (self);
  self->anchor = 0.0;
  if (solved)
    {
      collect (self, self->step);
      if (self->step->objective <= before * (1.0 + (circling ? 1e-14 : slack)))
        {
          swap_points (&self->point, &self->step);
          return STEP_DESCENT;
        }
      if (!cautious && !circling && priced->residual < 10.0 * NEAR_RESIDUAL)
        {
          swap_points (&self->point, &self->step);
          swap_points (&self->previous, &self->step);
          return STEP_ON_TRIAL;
        }
    }

  /* Norms alone, on the old directions, the step's and the new ones. */
  for (gsize k = 0; k < self->atoms->len; k++)
    {
      Atom *atom = &g_array_index (self->atoms, Atom, k);

      atom->curvature = 0.0;
      atom->start = 0.0;
    }
  if (solved)
    add_point_atoms (self, self->step, 0.0);
  add_point_atoms (self, self->point, 1.0);
  if (!solve_atoms (self))
    return STEP_NONE;
  collect (self, self->step);
  if (!(self->step->objective <= before * (1.0 + slack)))
    return STEP_NONE;
  swap_points (&self->point, &self->step);
  return STEP_DESCENT;
}

/* Steps from the point until the gap is reached and the residual is as small as it gets, or nothing
 * helps any more; the best point is in @best. FALSE only when cancelled. */
static gboolean
descend (Solver *self, double tolerance, GError **error)
{
  double previous_dual = -INFINITY, spread = 0.2;
  guint stagnant = 0;
  Step step = STEP_DESCENT;

  self->best_gap = INFINITY;
  self->best_residual = INFINITY;
  point_copy (self->best, self->point, self->n);
  for (;; self->iteration++)
    {
      Price priced;
      double dual;
      gboolean better;

      if (!price (self, &priced, error))
        return FALSE;
      dual = self->point->objective * (1.0 - priced.relative_gap);
      if (step == STEP_ON_TRIAL && !(dual > previous_dual))
        {
          swap_points (&self->point, &self->previous);
          step = STEP_NONE;
          continue;
        }

      better = priced.relative_gap > tolerance
                 ? priced.relative_gap < 0.99 * self->best_gap
                 : self->best_gap > tolerance || priced.residual < 0.8 * self->best_residual;
      if (better)
        {
          self->best_gap = MIN (self->best_gap, priced.relative_gap);
          self->best_residual = priced.residual;
          point_copy (self->best, self->point, self->n);
          stagnant = 0;
          if (self->progress != NULL)
            self->progress (-1.0, self->best_gap, self->progress_data);
        }
      else
        stagnant++;
      if (self->best_gap <= tolerance
          && (self->best_residual <= RESIDUAL_TARGET || stagnant >= PATIENCE_CONVERGED))
        return TRUE;
      if (stagnant >= PATIENCE || self->iteration >= self->max_iterations)
        return TRUE;

      previous_dual = dual;
      step = take_step (self, &priced, spread, 20 + self->n / 2, step == STEP_NONE,
                        stagnant >= CIRCLE && self->best_gap > tolerance);
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (step == STEP_NONE)
        return TRUE;
      spread = MAX (1e-6, spread * 0.7);
    }
}

/* The same once more after a failure: from nothing at a large λ, and down to the λ that is wanted.
 * Keeps the better of both outcomes. */
static gboolean
descend_slowly (Solver *self, double tolerance, double lambda_max, GError **error)
{
  const double wanted = self->lambda;
  const RscProgressFunc progress = self->progress;
  const double gap = self->best_gap, residual = self->best_residual;
  Point *kept = point_new (self->n);
  gboolean done = TRUE;

  point_copy (kept, self->best, self->n);
  point_clear (self->point);
  evaluate (self, self->point);
  self->progress = NULL;
  for (double lambda = CONTINUATION_FACTOR * lambda_max; done && lambda > wanted;
       lambda *= CONTINUATION_FACTOR)
    {
      self->lambda = lambda;
      evaluate (self, self->point);
      done = descend (self, CONTINUATION_GAP, error);
      point_copy (self->point, self->best, self->n);
    }
  self->lambda = wanted;
  self->progress = progress;
  if (done)
    {
      evaluate (self, self->point);
      self->progress = NULL;
      done = descend (self, tolerance, error);
      self->progress = progress;
    }
  if (done && !(self->best_gap < gap))
    {
      swap_points (&self->best, &kept);
      self->best_gap = gap;
      self->best_residual = residual;
    }
  else if (done && progress != NULL)
    progress (-1.0, self->best_gap, self->progress_data);
  point_free (kept);
  return done;
}

void
rsc_solver_settings_init (RscSolverSettings *settings)
{
  g_return_if_fail (settings != NULL);

  settings->tolerance = RSC_TOLERANCE_GAP;
  settings->max_iterations = 1000;
}

RscSolution *
rsc_solver_solve (RscProblem *problem,
                  double lambda,
                  const RscSolverSettings *settings,
                  RscSolution *warm_start,
                  RscProgressFunc progress,
                  gpointer progress_data,
                  GCancellable *cancellable,
                  GError **error)
{
  return rsc_solver_solve_again (problem, NULL, lambda, settings, warm_start, progress,
                                 progress_data, cancellable, error);
}

RscSolution *
rsc_solver_solve_again (RscProblem *problem,
                        RscPricer *pricer,
                        double lambda,
                        const RscSolverSettings *settings,
                        RscSolution *warm_start,
                        RscProgressFunc progress,
                        gpointer progress_data,
                        GCancellable *cancellable,
                        GError **error)
{
  g_return_val_if_fail (problem != NULL, NULL);

  const gint64 begin = g_get_monotonic_time ();
  RscSolverSettings defaults;
  Solver solver;
  RscSolution *solution = NULL;
  gboolean ok;

  rsc_solver_settings_init (&defaults);
  if (settings == NULL)
    settings = &defaults;
  if (!(lambda > 0.0) || !isfinite (lambda))
    {
      g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                   "The regularisation λ must be a positive number, not %g.", lambda);
      return NULL;
    }
  if (lambda >= rsc_problem_get_lambda_max (problem))
    return rsc_solution_new_priced (problem, pricer, lambda, settings->tolerance, 0, NULL, NULL,
                                    NULL, 0, 1e-6 * (double) (g_get_monotonic_time () - begin),
                                    cancellable, error);

  solver_init (&solver, problem, pricer, lambda, cancellable);
  solver.max_iterations = settings->max_iterations;
  solver.progress = progress;
  solver.progress_data = progress_data;
  start_point (&solver, warm_start);
  ok = descend (&solver, settings->tolerance, error);
  if (ok && solver.best_gap > settings->tolerance && solver.iteration < settings->max_iterations)
    ok = descend_slowly (&solver, settings->tolerance,
                         solver.lambda * (rsc_problem_get_lambda_max (problem) / lambda), error);
  if (ok)
    {
      const int shift =
        rsc_pricer_get_y_exponent (solver.pricer) - rsc_pricer_get_x_exponent (solver.pricer);

      for (gsize k = 0; k < solver.best->w->len; k++)
        g_array_index (solver.best->w, double, k) =
          ldexp (g_array_index (solver.best->w, double, k), shift);
      for (gsize i = 0; i < solver.n; i++)
        solver.best->nu[i] = ldexp (solver.best->nu[i], rsc_pricer_get_y_exponent (solver.pricer));
      solution = rsc_solution_new_priced (
        problem, solver.pricer, lambda, settings->tolerance, solver.best->n_blocks,
        (const gsize *) solver.best->blocks->data, (const double *) solver.best->w->data,
        solver.best->nu, solver.iteration, 1e-6 * (double) (g_get_monotonic_time () - begin),
        cancellable, error);
    }
  solver_clear (&solver);
  return solution;
}
