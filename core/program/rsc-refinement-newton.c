/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-refinement-newton.h"

#include "core/numerics/rsc-tolerances.h"

#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

/* Newton steps: near the optimum each gains as many digits as the condition leaves of a double's
 * 16. */
#define STEPS_MAX 12
/* A step that leaves less than this of the error before leads on, slow as it is: far from the
 * optimum Newton's method begins so, and where neurons are all but dependent the error of the start
 * may be less than that of any step but the last ones. A neuron that vanishes loses a third in each
 * step, and is not waited for; but where nothing else helps a norm may be far off and come as
 * slowly. */
#define ERROR_FALLS 0.5
#define ERROR_FALLS_PATIENT 0.75
/* Multiplications that one step may take. */
#define WORK_MAX 3e8
/* Values from which a call of BLAS pays. */
#define BLAS_LEAST 200
/* Of the target, so that what is foreseen is reached. */
#define CHORD_SHARE 0.1
/* Passes of a projection on a face. */
#define FACE_PASSES 12

const guint64 *
rsc_refinement_get_pattern (const RscRefinement *self, gsize block)
{
  return rsc_arrangement_get_pattern (self->arrangement, RSC_BLOCK_PATTERN (block));
}

/* Orthogonalises @v against @count orthonormal rows, twice where that cancels; @products (or NULL)
 * receives what was taken out. Returns the length of the rest. */
double
rsc_refinement_orthogonalise (gsize d,
                              gsize stride,
                              gsize count,
                              const double *rows,
                              double *v,
                              double *products)
{
  double square = rsc_refinement_dot (d, v, v);

  for (gsize j = 0; products != NULL && j < count; j++)
    products[j] = 0.0;
  if (products != NULL && d * count >= BLAS_LEAST)
    {
      g_autofree double *c = g_new (double, count);

      for (int pass = 0; pass < 2; pass++)
        {
          const double before = square;

          cblas_dgemv (CblasRowMajor, CblasNoTrans, (int) count, (int) d, 1.0, rows, (int) stride,
                       v, 1, 0.0, c, 1);
          cblas_dgemv (CblasRowMajor, CblasTrans, (int) count, (int) d, -1.0, rows, (int) stride, c,
                       1, 1.0, v, 1);
          cblas_daxpy ((int) count, 1.0, c, 1, products, 1);
          square = rsc_refinement_dot (d, v, v);
          if (square > RSC_TOLERANCE_KEPT * before)
            break;
        }
      return sqrt (square);
    }
  for (int pass = 0; pass < 2; pass++)
    {
      const double before = square;

      for (gsize j = 0; j < count; j++)
        {
          const double c = rsc_refinement_dot (d, rows + j * stride, v);

          for (gsize k = 0; k < d; k++)
            v[k] -= c * rows[j * stride + k];
          if (products != NULL)
            products[j] += c;
        }
      square = rsc_refinement_dot (d, v, v);
      if (square > RSC_TOLERANCE_KEPT * before)
        break;
    }
  return sqrt (square);
}

/* Independent ones of @rows come first, with their orthonormal basis in @face and the triangle T
 * with x_row_j = Σ_k T_jk face_k, both known for the first @kept already. Returns their number; the
 * others are dropped. */
static gsize
extend_face (RscRefinement *self, guint32 *rows, gsize kept, gsize n_rows)
{
  const gsize d = self->d;

  for (gsize j = kept; j < n_rows && kept < d; j++)
    {
      double *q = self->face + kept * d;
      const double *x = self->x + rows[j] * d;
      const double before = sqrt (rsc_refinement_dot (d, x, x));
      double rest;

      memcpy (q, x, d * sizeof (double));
      rest = rsc_refinement_orthogonalise (d, d, kept, self->face, q, self->triangle + kept * d);
      if (!(rest > RSC_TOLERANCE_DEPENDENT * before))
        continue;
      self->triangle[kept * d + kept] = rest;
      for (gsize k = 0; k < d; k++)
        q[k] /= rest;
      rows[kept++] = rows[j];
    }
  return kept;
}

gsize
rsc_refinement_span_face (RscRefinement *self, guint32 *rows, gsize n_rows)
{
  return extend_face (self, rows, 0, n_rows);
}

static double
find_largest (gsize d, const RscWide *v)
{
  double largest = 0.0;

  for (gsize k = 0; k < d; k++)
    largest = MAX (largest, fabs (v[k].high));
  return largest;
}

/* v ← v - Σ multiplier_j x_row_j with x_row^T v = 0, on the face of the last
 * rsc_refinement_span_face(): each pass solves in doubles for what is left in wide numbers. @scale:
 * the largest entry of what v is made of, whose rounding is left. @multipliers, or NULL: are added
 * to. */
static void
project_on_face (RscRefinement *self,
                 const guint32 *rows,
                 gsize n_rows,
                 double scale,
                 RscWide *v,
                 double *multipliers)
{
  const gsize d = self->d;
  const double *t = self->triangle;
  const double nothing = RSC_TOLERANCE_WIDE * scale;
  double *c = self->shares;
  double least = INFINITY, before;

  for (int pass = 0; n_rows > 0 && pass < FACE_PASSES; pass++)
    {
      double size = 0.0;

      /* T T^T m = X v. */
      for (gsize j = 0; j < n_rows; j++)
        {
          c[j] = rsc_wide_round (rsc_wide_dot (d, self->x + rows[j] * d, v));
          for (gsize k = 0; k < j; k++)
            c[j] -= t[j * d + k] * c[k];
          c[j] /= t[j * d + j];
          size = MAX (size, fabs (c[j]));
        }
      if (!(size < 0.5 * least) || !(size > nothing))
        break;
      before = least;
      least = size;
      for (gsize j = n_rows; j-- > 0;)
        {
          for (gsize k = j + 1; k < n_rows; k++)
            c[j] -= t[k * d + j] * c[k];
          c[j] /= t[j * d + j];
          if (multipliers != NULL)
            multipliers[j] += c[j];
          rsc_wide_add_scaled (d, rsc_wide (-c[j]), self->x + rows[j] * d, v);
        }
      /* The next one would gain as much again. */
      if (before < INFINITY && size * (size / before) <= nothing)
        break;
    }
}

/* r_i x_i of the residual at hand: the blocks have them in common. */
static void
fill_moments (RscRefinement *self)
{
  const gsize n = self->n, d = self->d;

  if (memcmp (self->residual, self->moments_of, n * sizeof (RscWide)) == 0)
    return;
  memcpy (self->moments_of, self->residual, n * sizeof (RscWide));
  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; k < d; k++)
      {
        const double x = self->x[i * d + k];
        const RscWide product = rsc_wide_product (self->residual[i].high, x);

        self->moments[i * d + k] =
          (RscWide){ product.high, product.low + self->residual[i].low * x };
      }
}

/* Z_b^T r */
static void
correlate (RscRefinement *self, gsize block, RscWide *z)
{
  const guint64 *pattern = rsc_refinement_get_pattern (self, block);
  const gsize d = self->d;

  fill_moments (self);
  for (gsize k = 0; k < d; k++)
    z[k] = rsc_wide (0.0);
  for (gsize i = 0; i < self->n; i++)
    if (rsc_pattern_is_active (pattern, i))
      for (gsize k = 0; k < d; k++)
        rsc_wide_accumulate_wide (&z[k], self->moments[i * d + k]);
  for (gsize k = 0; k < d; k++)
    {
      z[k] = rsc_wide_settle (z[k]);
      if (RSC_BLOCK_SIGN (block) < 0)
        z[k] = rsc_wide_negate (z[k]);
    }
}

/* The residual of all neurons. */
static void
fill_residual (RscRefinement *self)
{
  for (gsize i = 0; i < self->n; i++)
    self->residual[i] = rsc_wide (self->y[i]);
  for (guint l = 0; l < self->neurons->len; l++)
    {
      const RscRefinedNeuron *neuron = g_ptr_array_index (self->neurons, l);
      const guint64 *pattern = rsc_refinement_get_pattern (self, neuron->block);
      const double sign = RSC_BLOCK_SIGN (neuron->block);

      for (gsize i = 0; i < self->n; i++)
        {
          if (!rsc_pattern_is_active (pattern, i))
            continue;
          for (gsize k = 0; k < self->d; k++)
            rsc_wide_accumulate (&self->residual[i], neuron->w[k],
                                 -sign * self->x[i * self->d + k]);
        }
    }
  for (gsize i = 0; i < self->n; i++)
    self->residual[i] = rsc_wide_settle (self->residual[i]);
}

/* The length of a vector where its first 16 digits do. */
static double
measure_length (gsize d, const RscWide *v)
{
  double square = 0.0;

  for (gsize k = 0; k < d; k++)
    square += v[k].high * v[k].high;
  return sqrt (square);
}

/* How much the conditions of a neuron lack, relative to λ: in the numbers of w, and in what it does
 * on the data, where a feature of small units counts as much as any. */
static double
measure_force (const RscRefinement *self, const RscRefinedNeuron *neuron, double length)
{
  const gsize d = self->d;
  double moved = 0.0, own = 0.0;

  for (gsize i = 0; i < self->n; i++)
    {
      double force = 0.0, value = 0.0;

      for (gsize k = 0; k < d; k++)
        {
          force += self->x[i * d + k] * neuron->force[k].high;
          value += self->x[i * d + k] * neuron->w[k].high;
        }
      moved += force * force;
      own += value * value;
    }
  moved = own > 0.0 ? sqrt (moved / own) * length : 0.0;
  length = measure_length (d, neuron->force);
  return MAX (length, moved) / self->lambda;
}

/* The directions in which a neuron can move, on the face of the last rsc_refinement_span_face():
 * along itself, then across. */
static void
fill_basis (RscRefinement *self, RscRefinedNeuron *neuron, double length)
{
  const gsize d = self->d;
  gsize m = neuron->n_rows;

  neuron->n_basis = 0;
  for (gsize e = 0; e < d + 1 && m < d; e++)
    {
      double *q = self->face + m * d;
      double rest;

      if (e == 0)
        for (gsize k = 0; k < d; k++)
          q[k] = neuron->w[k].high / length;
      else
        {
          memset (q, 0, d * sizeof (double));
          q[e - 1] = 1.0;
        }
      rest = rsc_refinement_orthogonalise (d, d, m, self->face, q, NULL);
      if (!(rest > RSC_TOLERANCE_FACE_BASIS))
        continue;
      for (gsize k = 0; k < d; k++)
        q[k] /= rest;
      rsc_refinement_orthogonalise (d, d, m, self->face, q, NULL);
      memcpy (neuron->basis + neuron->n_basis++ * d, q, d * sizeof (double));
      m++;
    }
}

/* Each neuron on its face, from which rounding and what a step is off by may have taken it: before
 * the residual is made of them, or it would be that of other neurons, and a step would go into
 * that. */
static void
put_on_faces (RscRefinement *self)
{
  for (guint l = 0; l < self->neurons->len; l++)
    {
      RscRefinedNeuron *neuron = g_ptr_array_index (self->neurons, l);

      neuron->n_rows = rsc_refinement_span_face (self, neuron->rows, neuron->n_rows);
      project_on_face (self, neuron->rows, neuron->n_rows, find_largest (self->d, neuron->w),
                       neuron->w, NULL);
    }
}

/* What each neuron's conditions lack; returns the largest, relative to λ. */
static double
fill_forces (RscRefinement *self)
{
  const gsize d = self->d;
  double worst = 0.0;

  for (guint l = 0; l < self->neurons->len; l++)
    {
      RscRefinedNeuron *neuron = g_ptr_array_index (self->neurons, l);
      const RscWide length = rsc_wide_length (d, neuron->w);
      const RscWide share = rsc_wide_divide (rsc_wide (self->lambda), length);

      neuron->n_rows = rsc_refinement_span_face (self, neuron->rows, neuron->n_rows);
      correlate (self, neuron->block, neuron->force);
      project_on_face (self, neuron->rows, neuron->n_rows, find_largest (d, neuron->force),
                       neuron->force, NULL);
      for (gsize k = 0; k < d; k++)
        neuron->force[k] =
          rsc_wide_subtract (neuron->force[k], rsc_wide_multiply (share, neuron->w[k]));
      worst = MAX (worst, measure_force (self, neuron, length.high));
    }
  return worst;
}

/* The matrix of Newton's method J^T J with J = Q R: its columns are Z q for the directions q of all
 * neurons and, for q across, the curvature sqrt(λ/||w||). @triangle: R^T by rows, total × total, of
 * the @kept columns; each of the direction @basis_of of the neuron @neuron_of, divided by
 * @scale. */
typedef struct
{
  gsize total;
  gsize kept;
  double pivot; /* least length of what a column keeps beside those before */
  double *triangle;
  double *scale;
  gsize *neuron_of;
  gsize *basis_of;
} Jacobian;

static void
jacobian_clear (Jacobian *self)
{
  g_clear_pointer (&self->triangle, g_free);
  g_clear_pointer (&self->neuron_of, g_free);
}

/* Where the neurons are now. Columns along neurons that depend on those before are left out: norms
 * can be traded there. */
static void
jacobian_fill (Jacobian *jacobian, RscRefinement *self)
{
  const gsize n = self->n, d = self->d;
  const guint count = self->neurons->len;
  gsize total = 0, kept = 0;

  for (guint l = 0; l < count; l++)
    {
      RscRefinedNeuron *neuron = g_ptr_array_index (self->neurons, l);

      neuron->n_rows = rsc_refinement_span_face (self, neuron->rows, neuron->n_rows);
      fill_basis (self, neuron, measure_length (d, neuron->w));
      total += neuron->n_basis;
    }
  const gsize rows = n + total;
  double *q;

  jacobian_clear (jacobian);
  jacobian->total = total;
  jacobian->pivot = 1.0;
  jacobian->triangle = g_new (double, total *total + total + total * rows + 1);
  jacobian->scale = jacobian->triangle + total * total;
  q = jacobian->scale + total;
  jacobian->neuron_of = g_new (gsize, 2 * total + 1);
  jacobian->basis_of = jacobian->neuron_of + total;
  /* Across first: these are independent by their curvature. */
  for (int along = 0; along < 2; along++)
    for (guint l = 0; l < count; l++)
      {
        const RscRefinedNeuron *neuron = g_ptr_array_index (self->neurons, l);
        const guint64 *pattern = rsc_refinement_get_pattern (self, neuron->block);
        const double length = measure_length (d, neuron->w);

        for (gsize e = along ? 0 : 1; e < (along ? MIN (1, neuron->n_basis) : neuron->n_basis); e++)
          {
            double *column = q + kept * rows;
            double before, rest;

            memset (column, 0, rows * sizeof (double));
            for (gsize i = 0; i < n; i++)
              if (rsc_pattern_is_active (pattern, i))
                column[i] = RSC_BLOCK_SIGN (neuron->block)
                            * rsc_refinement_dot (d, self->x + i * d, neuron->basis + e * d);
            if (!along)
              column[n + kept] = sqrt (self->lambda / length);
            before = sqrt (rsc_refinement_dot (n + kept + 1, column, column));
            if (!(before > 0.0))
              continue;
            for (gsize i = 0; i < n + kept + 1; i++)
              column[i] /= before;
            rest = rsc_refinement_orthogonalise (n + kept + 1, rows, kept, q, column,
                                                 jacobian->triangle + kept * total);
            if (!(rest > (along ? RSC_TOLERANCE_REFINED_DEPENDENT : RSC_TOLERANCE_REFINED_COLUMN)))
              continue;
            for (gsize i = 0; i < n + kept + 1; i++)
              column[i] /= rest;
            jacobian->pivot = MIN (jacobian->pivot, rest);
            jacobian->triangle[kept * total + kept] = rest;
            jacobian->scale[kept] = before;
            jacobian->neuron_of[kept] = l;
            jacobian->basis_of[kept++] = e;
          }
      }
  jacobian->kept = kept;
}

/* One step dz of Newton's method, J^T J dz = force. @z: scratch, d values for each neuron.
 * @step: as many. FALSE when a neuron would vanish: it is taken out. */
static gboolean
find_step (RscRefinement *self, const Jacobian *jacobian, double *z, RscWide *step)
{
  const gsize d = self->d, total = jacobian->total, kept = jacobian->kept;
  const double *triangle = jacobian->triangle;

  /* R^T R z = force. */
  for (gsize j = 0; j < kept; j++)
    {
      const RscRefinedNeuron *neuron = g_ptr_array_index (self->neurons, jacobian->neuron_of[j]);

      z[j] =
        rsc_wide_round (rsc_wide_dot (d, neuron->basis + jacobian->basis_of[j] * d, neuron->force))
        / jacobian->scale[j];
      for (gsize k = 0; k < j; k++)
        z[j] -= triangle[j * total + k] * z[k];
      z[j] /= triangle[j * total + j];
    }
  for (gsize j = kept; j-- > 0;)
    {
      z[j] /= triangle[j * total + j];
      for (gsize k = 0; k < j; k++)
        z[k] -= triangle[j * total + k] * z[j];
    }
  memset (step, 0, self->neurons->len * d * sizeof (RscWide));
  for (gsize j = 0; j < kept; j++)
    {
      const gsize l = jacobian->neuron_of[j], e = jacobian->basis_of[j];
      const RscRefinedNeuron *neuron = g_ptr_array_index (self->neurons, l);
      const double moved = z[j] / jacobian->scale[j];

      if (e == 0 && !(measure_length (d, neuron->w) + moved > 0.0))
        {
          g_ptr_array_remove_index (self->neurons, (guint) l);
          return FALSE;
        }
      rsc_wide_add_scaled (d, rsc_wide (moved), neuron->basis + e * d, step + l * d);
    }
  return TRUE;
}

static double
get_work (const RscRefinement *self)
{
  double total = 0.0;

  for (guint l = 0; l < self->neurons->len; l++)
    total += (double) self->d
             - (double) ((RscRefinedNeuron *) g_ptr_array_index (self->neurons, l))->n_rows;
  return 2.0 * total * total * ((double) self->n + total);
}

/* Newton's method until it gains nothing any more; the best residual stays. */
void
rsc_refinement_refine (RscRefinement *self)
{
  const gsize n = self->n, d = self->d;
  const gsize weights = self->neurons->len * d;
  g_autofree RscWide *best = g_new (RscWide, n + 2 * weights + 1);
  RscWide *step = best + n;
  double *z = (double *) (step + weights);
  Jacobian jacobian = { .pivot = 1.0 };
  double least = INFINITY, before = INFINITY;
  guint slow = 0;
  const double falls = self->patient ? ERROR_FALLS_PATIENT : ERROR_FALLS;

  self->error = INFINITY;
  for (guint steps = 0; steps < STEPS_MAX + 2 * self->neurons->len;)
    {
      if (get_work (self) > WORK_MAX)
        break;
      put_on_faces (self);
      fill_residual (self);
      const double error = fill_forces (self);
      if (error < least)
        memcpy (best, self->residual, n * sizeof (RscWide));
      slow = error < falls * before ? 0 : slow + 1;
      least = MIN (least, error);
      /* What is left moves norms that all but make up for each other by 1 / pivot² of it. */
      const double target = RSC_TOLERANCE_REFINED_TARGET * jacobian.pivot * jacobian.pivot;
      if (least < target || slow > (least < RSC_TOLERANCE_REFINED_TARGET ? 0 : 3))
        break;
      steps++;
      /* Two steps with the matrix of before gain the square of what the last one did, and cost less
       * than a new one. */
      const double gain = error / before;
      if (!(before < INFINITY && gain * gain * error < CHORD_SHARE * target))
        jacobian_fill (&jacobian, self);
      before = error;
      if (!find_step (self, &jacobian, z, step))
        {
          least = before = INFINITY;
          continue;
        }
      for (guint l = 0; l < self->neurons->len; l++)
        {
          RscRefinedNeuron *neuron = g_ptr_array_index (self->neurons, l);

          for (gsize k = 0; k < d; k++)
            neuron->w[k] = rsc_wide_add (neuron->w[k], step[l * d + k]);
        }
    }
  jacobian_clear (&jacobian);
  if (least < INFINITY)
    {
      memcpy (self->residual, best, n * sizeof (RscWide));
      self->error = least;
    }
}

/* v_b in wide numbers by an active-set method from the guess @active (room for d + 2), which
 * becomes the rows of its face. Returns ||v_b|| / λ - 1; @direction: v_b / ||v_b||. */
double
rsc_refinement_project_block (RscRefinement *self,
                              gsize block,
                              guint32 *active,
                              gsize *n_active,
                              RscWide *direction)
{
  const gsize n = self->n, d = self->d;
  const guint64 *pattern = rsc_refinement_get_pattern (self, block);
  double *multipliers = self->pulls;
  RscWide *z = self->whole;
  gsize n_rows = *n_active;
  /* Rows whose face is known, and those whose part v has lost already. */
  gsize spanned = 0, left = 0;
  RscWide length;
  double scale;

  correlate (self, block, z);
  memcpy (direction, z, d * sizeof (RscWide));
  scale = find_largest (d, z);
  for (gsize round = 0; round < 4 * d + 8 && !self->gated; round++)
    {
      gsize worst = G_MAXSIZE;
      double excess = 0.0;

      n_rows = extend_face (self, active, spanned, n_rows);
      /* Nothing but a row that depends on those at hand is left to add. */
      if (left > 0 && n_rows == left)
        break;
      for (gsize j = left; j < n_rows; j++)
        multipliers[j] = 0.0;
      project_on_face (self, active, n_rows, scale, direction, multipliers);
      spanned = left = n_rows;
      /* z = v + Σ multiplier x: a row of the cone pushes, it does not pull. */
      for (gsize j = 0; j < n_rows; j++)
        {
          const double sign = rsc_pattern_is_active (pattern, active[j]) ? 1.0 : -1.0;
          const double *x = self->x + active[j] * d;
          const double pull =
            sign * multipliers[j] * sqrt (rsc_refinement_dot (d, x, x)) / self->lambda;

          if (pull > RSC_TOLERANCE_FACE_PULL && pull > excess)
            {
              excess = pull;
              worst = j;
            }
        }
      if (worst != G_MAXSIZE)
        {
          active[worst] = active[--n_rows];
          spanned = worst;
          left = 0;
          memcpy (direction, z, d * sizeof (RscWide));
          continue;
        }
      for (gsize i = 0; i < n; i++)
        {
          const double *x = self->x + i * d;
          const double sign = rsc_pattern_is_active (pattern, i) ? 1.0 : -1.0;
          double size = 0.0, value = 0.0;

          for (gsize k = 0; k < d; k++)
            {
              size += fabs (x[k] * direction[k].high);
              value += x[k] * direction[k].high;
            }
          if (sign * value > RSC_TOLERANCE_FACE_FAR * size || !(size > 0.0))
            continue;
          value = -sign * rsc_wide_round (rsc_wide_dot (d, x, direction)) / size;
          if (value > RSC_TOLERANCE_FACE_VIOLATED && value > excess)
            {
              excess = value;
              worst = i;
            }
        }
      if (worst == G_MAXSIZE || n_rows >= d)
        break;
      active[n_rows++] = (guint32) worst;
    }
  *n_active = n_rows;
  length = rsc_wide_length (d, direction);
  if (!(length.high > 0.0))
    return -1.0;
  const RscWide share = rsc_wide_divide (rsc_wide (1.0), length);
  for (gsize k = 0; k < d; k++)
    direction[k] = rsc_wide_multiply (direction[k], share);
  return rsc_wide_round (rsc_wide_subtract (length, rsc_wide (self->lambda))) / self->lambda;
}
