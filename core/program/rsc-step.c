/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-step.h"

#include <math.h>
#include <string.h>

#include "core/numerics/rsc-gram.h"
#include "core/numerics/rsc-nnqp.h"
#include "core/numerics/rsc-span.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-polish.h"

/* A quadratic program of more memory is not tried: with directions held it is smaller by the
 * dimension of the faces. */
#define STEP_BYTES_MAX 2e9

/* Off the nodes of the grid of norms. */
#define NORM_SHIFT 0.37

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

struct _RscStep
{
  RscCandidates *candidates;
  RscPricer *pricer;
  RscNnqp *nnqp;
  gboolean gated;
  gsize n;
  gsize d;
  const double *x;
  const double *y;
  double *scales; /* d: lengths of the columns of X */

  GArray *atoms;       /* Atom */
  GArray *directions;  /* double, atoms × d */
  GArray *frees;       /* double, free columns × d: the rows of B_b^T */
  GArray *columns;     /* double, n per column */
  GArray *gram;        /* double */
  GArray *c;           /* double */
  GArray *tolerances;  /* double */
  GArray *weights;     /* double */
  GArray *targets;     /* double */
  GArray *unknowns;    /* double: first the free t of all atoms, then the norms */
  GArray *corrections; /* double */
  GArray *shifts;      /* double */
  double *image;       /* n */
  double *dual;        /* n: the multipliers ν of the last quadratic program */
  double *basis;       /* (d + 1) × d */
};

RscStep *
rsc_step_new (RscCandidates *candidates)
{
  RscStep *self = g_new0 (RscStep, 1);
  RscPricer *pricer = candidates->pricer;
  RscProblem *problem = rsc_pricer_get_problem (pricer);

  self->candidates = candidates;
  self->pricer = pricer;
  self->nnqp = rsc_nnqp_new ();
  self->gated = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED;
  self->n = rsc_problem_get_n (problem);
  self->d = rsc_problem_get_d (problem);
  self->x = rsc_pricer_get_x (pricer);
  self->y = rsc_pricer_get_y (pricer);
  self->scales = g_new0 (double, self->d + 1);
  for (gsize k = 0; k < self->d; k++)
    {
      for (gsize i = 0; i < self->n; i++)
        self->scales[k] += self->x[i * self->d + k] * self->x[i * self->d + k];
      self->scales[k] = sqrt (self->scales[k]);
    }
  self->atoms = g_array_new (FALSE, FALSE, sizeof (Atom));
  self->directions = g_array_new (FALSE, FALSE, sizeof (double));
  self->frees = g_array_new (FALSE, FALSE, sizeof (double));
  self->columns = g_array_new (FALSE, FALSE, sizeof (double));
  self->gram = g_array_new (FALSE, FALSE, sizeof (double));
  self->c = g_array_new (FALSE, FALSE, sizeof (double));
  self->tolerances = g_array_new (FALSE, FALSE, sizeof (double));
  self->weights = g_array_new (FALSE, FALSE, sizeof (double));
  self->targets = g_array_new (FALSE, FALSE, sizeof (double));
  self->unknowns = g_array_new (FALSE, FALSE, sizeof (double));
  self->corrections = g_array_new (FALSE, FALSE, sizeof (double));
  self->shifts = g_array_new (FALSE, FALSE, sizeof (double));
  self->image = g_new0 (double, self->n + 1);
  self->dual = g_new0 (double, self->n + 1);
  self->basis = g_new0 (double, (self->d + 1) * self->d + 1);
  return self;
}

void
rsc_step_free (RscStep *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->nnqp, rsc_nnqp_free);
  g_array_unref (self->atoms);
  g_array_unref (self->directions);
  g_array_unref (self->frees);
  g_array_unref (self->columns);
  g_array_unref (self->gram);
  g_array_unref (self->c);
  g_array_unref (self->tolerances);
  g_array_unref (self->weights);
  g_array_unref (self->targets);
  g_array_unref (self->unknowns);
  g_array_unref (self->corrections);
  g_array_unref (self->shifts);
  g_free (self->scales);
  g_free (self->image);
  g_free (self->dual);
  g_free (self->basis);
  g_free (self);
}

/* Rows of @basis: an orthonormal basis of the face's directions orthogonal to u. Returns how many:
 * the rows of the face and u are independent, for u is orthogonal to the rows. */
static gsize
face_basis (RscStep *self, const guint32 *rows, gsize n_rows, const double *u, GArray *basis)
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
          memset (q, 0, d * sizeof (double));
          q[rsc_span_find_axis (m, d, self->basis)] = 1.0;
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
      if (!(norm > RSC_TOLERANCE_DEPENDENT))
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
add_atom (RscStep *self,
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
clear_atoms (RscStep *self)
{
  g_array_set_size (self->atoms, 0);
  g_array_set_size (self->directions, 0);
}

static inline double *
atom_direction (const RscStep *self, gsize k)
{
  return (double *) self->directions->data + k * self->d;
}

gboolean
rsc_step_solve (RscStep *self, double lambda, double anchor, GCancellable *cancellable)
{
  const gsize n = self->n, d = self->d, m = self->atoms->len;
  gsize n_free = 0, total;
  const double y_norm = sqrt (rsc_gram_dot_short (n, self->y, self->y));
  double *columns, *gram, *c, *tolerances, *x, *correction, *weights, *targets;

  g_array_set_size (self->frees, 0);
  for (gsize k = 0; k < m; k++)
    {
      Atom *atom = &g_array_index (self->atoms, Atom, k);

      atom->first_free = n_free;
      atom->n_free = 0;
      if (atom->curvature > 0.0)
        atom->n_free =
          face_basis (self, (const guint32 *) self->candidates->rows->data + atom->slot * d,
                      atom->n_rows, atom_direction (self, k), self->frees);
      n_free += atom->n_free;
    }
  total = n_free + m;
  if ((double) total * (double) (total + n) * sizeof (double) > STEP_BYTES_MAX)
    return FALSE;
  g_array_set_size (self->columns, (guint) (total * n));
  g_array_set_size (self->gram, (guint) (total * total));
  g_array_set_size (self->c, (guint) total);
  g_array_set_size (self->tolerances, (guint) total);
  g_array_set_size (self->unknowns, (guint) total);
  g_array_set_size (self->corrections, (guint) total);
  g_array_set_size (self->shifts, (guint) total);
  g_array_set_size (self->weights, (guint) total);
  g_array_set_size (self->targets, (guint) total);
  columns = (double *) self->columns->data;
  gram = (double *) self->gram->data;
  c = (double *) self->c->data;
  tolerances = (double *) self->tolerances->data;
  x = (double *) self->unknowns->data;
  correction = (double *) self->corrections->data;
  weights = (double *) self->weights->data;
  targets = (double *) self->targets->data;

  for (gsize k = 0; k < m; k++)
    {
      const Atom *atom = &g_array_index (self->atoms, Atom, k);

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      for (gsize l = atom->first_free; l < atom->first_free + atom->n_free; l++)
        {
          rsc_pricer_apply (self->pricer, atom->block, (double *) self->frees->data + l * d,
                            columns + l * n);
          x[l] = 0.0;
          weights[l] = atom->curvature;
          targets[l] = 0.0;
        }
      rsc_pricer_apply (self->pricer, atom->block, atom_direction (self, k),
                        columns + (n_free + k) * n);
      x[n_free + k] = atom->start;
      weights[n_free + k] = anchor;
      targets[n_free + k] = atom->start;
    }
  if (!rsc_gram_compute (n, total, columns, gram, cancellable))
    return FALSE;
  for (gsize i = 0; i < total; i++)
    gram[i * (total + 1)] += weights[i];
  for (gsize i = 0; i < total; i++)
    {
      c[i] = rsc_gram_dot_short (n, columns + i * n, self->y) - (i >= n_free ? lambda : 0.0);
      tolerances[i] =
        RSC_TOLERANCE_STEP * lambda + RSC_STEP_ROUNDING * y_norm * sqrt (gram[i * total + i]);
      c[i] += weights[i] * targets[i];
    }
  if (!rsc_nnqp_solve (self->nnqp, total, n_free, gram, c, tolerances, x, cancellable))
    return FALSE;

  const RscQuadratic program = { n, n_free, total, columns, self->y, lambda, weights, targets };

  rsc_polish_unknowns (self->nnqp, &program, x, correction, self->image);
  rsc_polish_dual (self->nnqp, &program, x, correction, (double *) self->shifts->data, self->dual);
  return TRUE;
}

void
rsc_step_collect (const RscStep *self, double lambda, RscPoint *point, GCancellable *cancellable)
{
  const gsize d = self->d, m = self->atoms->len;
  const double *x = (const double *) self->unknowns->data;
  const gsize n_free = self->unknowns->len - m;

  rsc_point_clear (point);
  for (gsize k = 0; k < m; k++)
    {
      const Atom *atom = &g_array_index (self->atoms, Atom, k);

      if (!(x[n_free + k] > 0.0))
        continue;
      rsc_point_add (point, d, atom->block, atom_direction (self, k), x[n_free + k]);
      for (gsize l = atom->first_free; l < atom->first_free + atom->n_free; l++)
        rsc_point_add (point, d, atom->block, (double *) self->frees->data + l * d, x[l]);
    }
  if (n_free > 0)
    {
      for (gsize k = 0; k < point->n_blocks && !g_cancellable_is_cancelled (cancellable); k++)
        rsc_pricer_project_point (self->pricer, rsc_point_get_block (point, k),
                                  rsc_point_get_w (point, k, d));
    }
  rsc_point_evaluate (point, self->pricer, lambda);

  /* Where the cones cut the step short, the step's multipliers tell which face comes next, and the
   * residual of the shortened step would ask for the same step again. Where they do not, the
   * multipliers are the residual without its rounding. */
  memcpy (point->nu, self->dual, self->n * sizeof (double));
}

/* Whether u and v / @norm are the same up to @limit, in the units of the data: a neuron's kink is
 * where the features balance the bias, and where features are small beside the bias that hangs on
 * digits of u that are small beside its length. */
static gboolean
is_near (const RscStep *self, const double *u, const double *v, double norm, double limit)
{
  double square = 0.0, apart = 0.0;

  for (gsize k = 0; k < self->d; k++)
    {
      const double a = self->scales[k] * u[k], b = self->scales[k] * v[k] / norm;

      square += a * a;
      apart += (a - b) * (a - b);
    }
  return apart < limit * limit * square;
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const RscCandidate *p = a, *q = b;

  if (p->key != q->key)
    return p->key > q->key ? -1 : 1;
  return (p->block > q->block) - (p->block < q->block);
}

void
rsc_step_choose (RscStep *self,
                 double lambda,
                 double spread,
                 gsize max_new,
                 GCancellable *cancellable)
{
  RscCandidates *candidates = self->candidates;
  const gsize d = self->d;
  gsize n_active = 0, n_new = 0;

  clear_atoms (self);
  for (gsize i = 0; i < candidates->list->len; i++)
    {
      const RscCandidate *candidate = &g_array_index (candidates->list, RscCandidate, i);
      const double *v = rsc_candidates_get_v (candidates, candidate, d);
      gboolean joined = FALSE;

      if (candidate->active == G_MAXSIZE || !(candidate->norm > 0.0))
        continue;
      for (gsize k = 0; k < self->atoms->len && !joined; k++)
        {
          Atom *atom = &g_array_index (self->atoms, Atom, k);
          const double *u = atom_direction (self, k);

          if ((atom->block & 1u) != (candidate->block & 1u) || self->gated)
            continue;
          if (!is_near (self, u, v, candidate->norm, RSC_TOLERANCE_SAME_DIRECTION))
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

  for (gsize i = 0; i < candidates->list->len; i++)
    {
      RscCandidate *candidate = &g_array_index (candidates->list, RscCandidate, i);

      candidate->key = floor (candidate->norm / (RSC_TOLERANCE_SAME_NORM * lambda) + NORM_SHIFT);
    }
  g_array_sort (candidates->list, compare_candidates);
  for (gsize i = 0; i < candidates->list->len && n_new < max_new; i++)
    {
      const RscCandidate *candidate = &g_array_index (candidates->list, RscCandidate, i);
      const double *v = rsc_candidates_get_v (candidates, candidate, d);
      gboolean near = FALSE;

      if (g_cancellable_is_cancelled (cancellable))
        break;
      if (candidate->norm <= lambda * (1.0 + RSC_TOLERANCE_ABOVE) || candidate->active != G_MAXSIZE)
        continue;
      for (gsize k = 0; k < self->atoms->len && !near; k++)
        {
          const Atom *atom = &g_array_index (self->atoms, Atom, k);
          const double *u = atom_direction (self, k);
          const double limit = k < n_active ? RSC_TOLERANCE_SAME_DIRECTION : spread;

          if (self->gated || (atom->block & 1u) != (candidate->block & 1u))
            continue;
          near = is_near (self, u, v, candidate->norm, limit);
        }
      if (near)
        continue;
      add_atom (self, candidate->block, v, 0.0, 0.0, candidate->slot, candidate->n_rows);
      n_new++;
    }
}

void
rsc_step_add_point (RscStep *self, const RscPoint *point, double start)
{
  const gsize d = self->d;

  for (gsize k = 0; k < point->n_blocks; k++)
    {
      const double *w = rsc_point_get_w (point, k, d);

      add_atom (self, rsc_point_get_block (point, k), w,
                start * sqrt (rsc_gram_dot_short (d, w, w)), 0.0, 0, 0);
    }
}

void
rsc_step_hold_directions (RscStep *self)
{
  for (gsize k = 0; k < self->atoms->len; k++)
    {
      Atom *atom = &g_array_index (self->atoms, Atom, k);

      atom->curvature = 0.0;
      atom->start = 0.0;
    }
}
