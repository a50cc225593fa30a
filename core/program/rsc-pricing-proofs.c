/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-pricing-proofs.h"

#include <math.h>
#include <string.h>

#include "core/numerics/rsc-gram.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-pricing-cone-private.h"

/* So many different signs of the weights at most. */
#define SIGNS_MAX 32

/* Proofs that are allocated at a time. */
#define CHUNK 64

/* More numbers of a proof, m r of them, and it is as long as a bound. */
#define NUMBERS_MAX 1024

/* The rounding of the numbers that they are kept in: short ones, for what takes time is to read
 * them. */
#define UNIT 0x1p-24

/* Where the rows together are shorter, as where those of length are fitted exactly, squares of such
 * numbers underflow by more than what rounding counts for: then nothing is proved. */
#define SPREAD_LEAST 0x1p-40

/* Four at a time. */
typedef float Quad __attribute__ ((vector_size (16)));

/* Weights of one choice of signs, as they count at the residual at hand. */
typedef struct
{
  gsize n_proofs;
  signed char *signs; /* m, of the weights where proofs were added */
  Quad *numbers[4];   /* n_quads each: weights, then the linear part, for s = 1 and s = -1, then the
                       * same for the opposite directions */
  double turned[2];   /* what rows that have turned can add */
} Weights;

typedef struct
{
  guint32 next; /* of the chain, or %NONE */
  guint32 ref_count;
  guint16 signs; /* number of its weights */
  guint16 minus; /* 1 for s = -1 */
} Link;

#define NONE G_MAXUINT32

/* Bytes that come from memory at a time. */
#define LINE 64

struct _RscPricingProofs
{
  guint ref_count;
  gsize m;
  gsize r;
  gsize n_quads; /* of m + r numbers */
  gsize stride;  /* Quads of a proof: r × n_quads, c_k of each weight and of the linear part, which
                  * is v_k, then r × r numbers, z of each c_k, and how narrow the cone is */
  gsize bytes_max;
  const RscPricingRows *rows; /* of the residual at hand, borrowed */
  GPtrArray *chunks;          /* Quad, CHUNK × stride each */
  GArray *links;              /* Link, of each proof */
  guint32 unused;             /* the first of a chain of these, or %NONE */
  GPtrArray *weights;
  guint current; /* those of the residual at hand */
  float rounding;
  double *orthogonal; /* r × r */
  double *triangle;   /* r × r */
  double *values;     /* r */
  double
    *generators;    /* r × r: of the cone that was proved last, at whose parts rows are the same */
  double *products; /* m × r: the rows at these */
  float *c;         /* r */
  float *z;         /* r */
  float *other;     /* r */
  gsize *active;    /* r */
};

static void
weights_free (gpointer data)
{
  Weights *self = data;

  g_free (self->signs);
  for (gsize part = 0; part < G_N_ELEMENTS (self->numbers); part++)
    g_free (self->numbers[part]);
  g_free (self);
}

static signed char
get_sign (double weight)
{
  return weight > 0.0 ? 1 : weight < 0.0 ? -1 : 0;
}

static Weights *
weights_new (gsize m, gsize n_quads)
{
  Weights *self = g_new0 (Weights, 1);

  self->signs = g_new (signed char, m + 1);
  for (gsize part = 0; part < G_N_ELEMENTS (self->numbers); part++)
    self->numbers[part] = g_new0 (Quad, n_quads);
  return self;
}

static gboolean
weights_have_signs_of (const Weights *self, const RscPricingRows *rows)
{
  for (gsize i = 0; i < rows->n_rows; i++)
    {
      if (self->signs[i] != get_sign (rows->weights[i]))
        return FALSE;
    }
  return TRUE;
}

/* Rows that have turned add up to their lengths in place of what they took away, or, in place of
 * what they added, nothing. */
static void
weights_set (Weights *self, const RscPricingRows *rows)
{
  const gsize m = rows->n_rows;

  for (gsize part = 0; part < 2; part++)
    {
      const int s = part == 0 ? 1 : -1;
      float *numbers = (float *) self->numbers[part], *opposite = (float *) self->numbers[2 + part];
      double turned = 0.0;

      for (gsize i = 0; i < m; i++)
        {
          const gboolean has_turned = get_sign (rows->weights[i]) != self->signs[i];

          numbers[i] = opposite[i] = has_turned ? 0.0f : (float) (s * rows->weights[i]);
          if (has_turned && s * rows->weights[i] > 0.0)
            turned += rows->norms[i];
        }
      for (gsize k = 0; k < rows->rank; k++)
        {
          numbers[m + k] = (float) (s * rows->linear[k]);
          opposite[m + k] = (float) (s * (rows->linear[k] - rows->sum[k]));
        }
      self->turned[part] = turned;
    }
}

gboolean
rsc_pricing_proofs_are_short (const RscPricingRows *rows)
{
  return rows->rank > 0 && rows->n_rows * rows->rank <= NUMBERS_MAX;
}

RscPricingProofs *
rsc_pricing_proofs_new (const RscPricingRows *rows, gsize bytes_max)
{
  RscPricingProofs *self = g_new0 (RscPricingProofs, 1);
  const gsize r = self->r = rows->rank;

  self->ref_count = 1;
  self->m = rows->n_rows;
  self->n_quads = (self->m + r + 3) / 4;
  self->stride = r * self->n_quads + (r * r + 1 + 3) / 4;
  self->bytes_max = bytes_max;
  self->chunks = g_ptr_array_new_with_free_func (g_free);
  self->links = g_array_new (FALSE, FALSE, sizeof (Link));
  self->unused = NONE;
  self->weights = g_ptr_array_new_with_free_func (weights_free);
  self->orthogonal = g_new (double, r *r + 1);
  self->triangle = g_new (double, r *r + 1);
  self->values = g_new (double, r + 1);
  self->generators = g_new0 (double, r *r + 1);
  self->products = g_new0 (double, self->m *r + 1);
  self->c = g_new (float, r + 1);
  self->z = g_new (float, r + 1);
  self->other = g_new (float, r + 1);
  self->active = g_new (gsize, r + 1);
  return self;
}

RscPricingProofs *
rsc_pricing_proofs_ref (RscPricingProofs *self)
{
  self->ref_count++;
  return self;
}

void
rsc_pricing_proofs_unref (RscPricingProofs *self)
{
  if (self == NULL || --self->ref_count > 0)
    return;
  g_ptr_array_unref (self->chunks);
  g_array_unref (self->links);
  g_ptr_array_unref (self->weights);
  g_free (self->orthogonal);
  g_free (self->triangle);
  g_free (self->values);
  g_free (self->generators);
  g_free (self->products);
  g_free (self->c);
  g_free (self->z);
  g_free (self->other);
  g_free (self->active);
  g_free (self);
}

gsize
rsc_pricing_proofs_get_bytes (const RscPricingProofs *self)
{
  return self->chunks->len * CHUNK * self->stride * sizeof (Quad)
         + self->links->len * sizeof (Link);
}

gboolean
rsc_pricing_proofs_begin (RscPricingProofs *self, const RscPricingRows *rows)
{
  guint found = G_MAXUINT, vacant = self->weights->len;

  self->rows = rows;
  for (guint k = 0; k < self->weights->len && found == G_MAXUINT; k++)
    {
      const Weights *weights = self->weights->pdata[k];

      if (weights_have_signs_of (weights, rows))
        found = k;
      else if (weights->n_proofs == 0)
        vacant = k;
    }
  if (found == G_MAXUINT)
    {
      Weights *weights;

      if (vacant == SIGNS_MAX)
        return FALSE;
      found = vacant;
      if (vacant == self->weights->len)
        g_ptr_array_add (self->weights, weights_new (self->m, self->n_quads));
      weights = self->weights->pdata[vacant];
      for (gsize i = 0; i < self->m; i++)
        weights->signs[i] = get_sign (rows->weights[i]);
    }
  self->current = found;
  for (guint k = 0; k < self->weights->len; k++)
    weights_set (self->weights->pdata[k], rows);
  /* Of sums of m + r products of short numbers, a linear part of at most four times the spread
   * among them, and what the rows leave out. */
  self->rounding =
    rows->spread >= SPREAD_LEAST
      ? (float) ((UNIT * (double) (self->m + 5 * self->r + 32) * rows->spread + rows->cut_off)
                 * (1.0 + UNIT))
      : INFINITY;
  return TRUE;
}

/* ---- what there is ---- */

static Link *
get_link (const RscPricingProofs *self, gsize k)
{
  return &g_array_index (self->links, Link, k);
}

static float *
get_numbers (const RscPricingProofs *self, gsize k)
{
  return (float *) ((Quad *) self->chunks->pdata[k / CHUNK] + k % CHUNK * self->stride);
}

/* A place for one, or %NONE. */
static guint32
take_place (RscPricingProofs *self)
{
  guint32 k = self->unused;

  if (k != NONE)
    {
      self->unused = get_link (self, k)->next;
      return k;
    }
  k = self->links->len;
  if (k % CHUNK == 0)
    {
      if (rsc_pricing_proofs_get_bytes (self) + CHUNK * self->stride * sizeof (Quad)
          > self->bytes_max)
        return NONE;
      g_ptr_array_add (self->chunks, g_new0 (Quad, CHUNK * self->stride));
    }
  g_array_set_size (self->links, k + 1);
  return k;
}

static void
leave_place (RscPricingProofs *self, guint32 k)
{
  get_link (self, k)->next = self->unused;
  self->unused = k;
}

void
rsc_pricing_proofs_ref_chain (RscPricingProofs *self, gsize first)
{
  if (first != RSC_PRICING_NO_PROOF)
    get_link (self, first)->ref_count++;
}

void
rsc_pricing_proofs_unref_chain (RscPricingProofs *self, gsize first)
{
  if (first == RSC_PRICING_NO_PROOF || --get_link (self, first)->ref_count > 0)
    return;
  for (guint32 k = (guint32) first, next; k != NONE; k = next)
    {
      const Link *link = get_link (self, k);
      Weights *weights = self->weights->pdata[link->signs];

      next = link->next;
      weights->n_proofs--;
      leave_place (self, k);
    }
}

/* ---- making one ---- */

static inline gboolean
has_bit (const guint64 *bits, gsize i)
{
  return (bits[i / 64] >> i % 64 & 1u) != 0;
}

/* How much of row @i of H is in what carries the bound. */
static double
get_share (const RscPricingCone *cone, gsize i)
{
  double sum = 0.0;

  for (gsize j = 0; j < cone->n_points; j++)
    {
      if (has_bit (cone->gates + j * cone->n_words, i))
        sum += cone->weights[j];
    }
  return CLAMP (sum, 0.0, 1.0);
}

/* Into @matrix (r × r), in row k z of c_k alone: the shortest z with z·v_j = c_j for all j that
 * carry the maximiser; rows of 0 for the others. FALSE where they depend on each other. */
static gboolean
find_shortest (RscPricingProofs *self, const RscPricingCone *cone, float *matrix)
{
  const gsize r = self->r;
  double *orthogonal = self->orthogonal, *triangle = self->triangle; /* V = triangle orthogonal */
  double *y = self->values;
  gsize n = 0;
  double largest = 0.0;

  for (gsize k = 0; k < r; k++)
    largest = MAX (largest, cone->t[k]);
  for (gsize k = 0; k < r; k++)
    {
      double *next = orthogonal + n * r;
      double length;

      if (!(cone->t[k] > RSC_TOLERANCE_CARRIES * largest))
        continue;
      memcpy (next, cone->generators + k * r, r * sizeof (double));
      for (gsize j = 0; j < n; j++)
        {
          const double part = rsc_gram_dot_short (r, orthogonal + j * r, next);

          triangle[n * r + j] = part;
          for (gsize l = 0; l < r; l++)
            next[l] -= part * orthogonal[j * r + l];
        }
      length = sqrt (rsc_gram_dot_short (r, next, next));
      if (!(length > 0.0))
        return FALSE;
      triangle[n * r + n] = length;
      for (gsize l = 0; l < r; l++)
        next[l] /= length;
      self->active[n++] = k;
    }
  for (gsize l = 0; l < r * r; l++)
    matrix[l] = 0.0f;
  for (gsize k = 0; k < n; k++)
    {
      float *z = matrix + self->active[k] * r;

      for (gsize j = k; j < n; j++)
        {
          double rest = j == k ? 1.0 : 0.0;

          for (gsize i = k; i < j; i++)
            rest -= triangle[j * r + i] * y[i];
          y[j] = rest / triangle[j * r + j];
          for (gsize l = 0; l < r; l++)
            z[l] += (float) (y[j] * orthogonal[j * r + l]);
        }
    }
  return n > 0;
}

/* Rows times generators, m × r. @r: a constant where this is compiled for it. */
static inline __attribute__ ((always_inline)) void
multiply_of (gsize m, gsize r, const double *rows, const double *generators, double *products)
{
  for (gsize i = 0; i < m; i++)
    {
      for (gsize k = 0; k < r; k++)
        {
          double sum = 0.0;

#pragma GCC unroll 8
          for (gsize l = 0; l < r; l++)
            sum += rows[i * r + l] * generators[k * r + l];
          products[i * r + k] = sum;
        }
    }
}

static void
find_products (RscPricingProofs *self, const double *generators)
{
  const double *rows = self->rows->rows;
  const gsize m = self->m, r = self->r;

  if (memcmp (self->generators, generators, r * r * sizeof (double)) == 0)
    return;
  memcpy (self->generators, generators, r * r * sizeof (double));
  switch (r)
    {
    case 3:
      multiply_of (m, 3, rows, generators, self->products);
      break;
    case 4:
      multiply_of (m, 4, rows, generators, self->products);
      break;
    case 5:
      multiply_of (m, 5, rows, generators, self->products);
      break;
    case 6:
      multiply_of (m, 6, rows, generators, self->products);
      break;
    default:
      multiply_of (m, r, rows, generators, self->products);
      break;
    }
}

/* Row @i at the generators, as it counts there: the values, r. */
static void
find_values (const RscPricingProofs *self, const RscPricingCone *cone, gsize i)
{
  const RscPricingRows *rows = self->rows;
  const gsize r = self->r;
  double *values = self->values;
  double low = 0.0, high = 0.0, share;

  for (gsize k = 0; k < r; k++)
    {
      values[k] = self->products[i * r + k];
      low = MIN (low, values[k]);
      high = MAX (high, values[k]);
    }
  if (!(low < 0.0))
    return;
  if (cone->sign * rows->weights[i] > 0.0 && !has_bit (cone->chosen, i))
    {
      for (gsize k = 0; k < r; k++)
        values[k] = MAX (values[k], 0.0);
      return;
    }
  if (cone->sign * rows->weights[i] > 0.0)
    share = has_bit (cone->on, i) ? 1.0 : 0.0;
  else
    share = high > 0.0 ? get_share (cone, i) : 0.0;
  for (gsize k = 0; k < r; k++)
    values[k] *= share;
}

gsize
rsc_pricing_proofs_add (RscPricingProofs *self, const RscPricingCone *cone, gsize next)
{
  const gsize m = self->m, r = self->r, stride = 4 * self->n_quads;
  Weights *weights = self->weights->pdata[self->current];
  guint32 place;
  float *numbers, *matrix;

  if (cone->n_words == 0 || cone->n_points == 0 || (place = take_place (self)) == NONE)
    return RSC_PRICING_NO_PROOF;
  numbers = get_numbers (self, place);
  matrix = numbers + r * stride;
  matrix[r * r] = (float) (cone->narrowness * (1.0 - 2.0 * UNIT));
  if (!(matrix[r * r] > 0.0f) || !find_shortest (self, cone, matrix))
    {
      leave_place (self, place);
      return RSC_PRICING_NO_PROOF;
    }
  find_products (self, cone->generators);
  for (gsize i = 0; i < m; i++)
    {
      find_values (self, cone, i);
      for (gsize k = 0; k < r; k++)
        numbers[k * stride + i] = (float) self->values[k];
    }
  for (gsize k = 0; k < r; k++)
    {
      for (gsize l = 0; l < r; l++)
        numbers[k * stride + m + l] = (float) cone->generators[k * r + l];
    }
  *get_link (self, place) = (Link){ next == RSC_PRICING_NO_PROOF ? NONE : (guint32) next, 1,
                                    (guint16) self->current, cone->sign > 0 ? 0 : 1 };
  weights->n_proofs++;
  return place;
}

/* ---- asking ---- */

static inline float
sum_quad (Quad quad)
{
  return (quad[0] + quad[1]) + (quad[2] + quad[3]);
}

/* @c: r. @r: a constant where this is compiled for it. */
static inline __attribute__ ((always_inline)) void
multiply_quads_of (const RscPricingProofs *self,
                   gsize r,
                   const Quad *quads,
                   const Quad *weights,
                   float *c)
{
  const gsize n = self->n_quads;

  for (gsize j = 0; j < r; j++)
    {
      Quad one = { 0.0f }, two = { 0.0f };

      for (gsize i = 0; i + 1 < n; i += 2)
        {
          one += weights[i] * quads[j * n + i];
          two += weights[i + 1] * quads[j * n + i + 1];
        }
      if (n % 2 != 0)
        one += weights[n - 1] * quads[j * n + n - 1];
      c[j] = sum_quad (one + two) + self->rounding;
    }
}

/* Whether c_k <= (z + δ e)·v_k for all k with ||z|| + δ = @level, e in the middle of the cone, and
 * z that of @of, which may be c. */
static inline __attribute__ ((always_inline)) gboolean
reaches_of (const RscPricingProofs *self,
            gsize r,
            const float *numbers,
            const float *of,
            const float *c,
            double level)
{
  const gsize stride = 4 * self->n_quads;
  const float *matrix = numbers + r * stride;
  float *z = self->z;
  float square = 0.0f;
  double length, left, in_doubt;

  for (gsize l = 0; l < r; l++)
    z[l] = 0.0f;
#pragma GCC unroll 8
  for (gsize j = 0; j < r; j++)
    {
#pragma GCC unroll 8
      for (gsize l = 0; l < r; l++)
        z[l] += of[j] * matrix[j * r + l];
    }
#pragma GCC unroll 8
  for (gsize l = 0; l < r; l++)
    square += z[l] * z[l];
  /* Of ||z|| and of z·v_k. */
  length = sqrt ((double) square) * (1.0 + UNIT * (double) (r + 2));
  in_doubt = UNIT * (double) (2 * r + 4) * length;
  left = (level - length) * (double) matrix[r * r] - in_doubt;
#pragma GCC unroll 8
  for (gsize j = 0; j < r; j++)
    {
      const float *generator = numbers + stride * j + self->m;
      float height = 0.0f;

#pragma GCC unroll 8
      for (gsize l = 0; l < r; l++)
        height += generator[l] * z[l];
      if (!((double) c[j] - (double) height <= left))
        return FALSE;
    }
  return level >= length;
}

/* Opposite of the cone, where Σ r_i x_i takes away little or much. */
static inline __attribute__ ((always_inline)) gboolean
holds_of (RscPricingProofs *self,
          gsize r,
          gsize k,
          const Quad *weights,
          const Quad *opposite,
          double level)
{
  const float *numbers = get_numbers (self, k);
  const Quad *quads = (const Quad *) (gconstpointer) numbers;

  multiply_quads_of (self, r, quads, weights, self->c);
  if (opposite == NULL)
    return reaches_of (self, r, numbers, self->c, self->c, level);
  multiply_quads_of (self, r, quads, opposite, self->other);
  return reaches_of (self, r, numbers, self->c, self->other, level)
         || reaches_of (self, r, numbers, self->other, self->other, level);
}

static gboolean
holds (RscPricingProofs *self, gsize k, gboolean is_opposite, double level)
{
  const Link *link = get_link (self, k);
  const Weights *of = self->weights->pdata[link->signs];
  const Quad *weights = of->numbers[link->minus];
  const Quad *opposite = is_opposite ? of->numbers[2 + link->minus] : NULL;
  const double left = level - self->rounding - of->turned[link->minus];

  if (!(left > 0.0))
    return FALSE;
  switch (self->r)
    {
    case 3:
      return holds_of (self, 3, k, weights, opposite, left);
    case 4:
      return holds_of (self, 4, k, weights, opposite, left);
    case 5:
      return holds_of (self, 5, k, weights, opposite, left);
    case 6:
      return holds_of (self, 6, k, weights, opposite, left);
    default:
      return holds_of (self, self->r, k, weights, opposite, left);
    }
}

gboolean
rsc_pricing_proofs_hold (RscPricingProofs *self, gsize first, gboolean is_opposite, double level)
{
  for (guint32 k = (guint32) first; k != NONE; k = get_link (self, k)->next)
    {
      if (!holds (self, k, is_opposite, level))
        return FALSE;
    }
  return TRUE;
}

void
rsc_pricing_proofs_fetch (const RscPricingProofs *self, gsize first)
{
  const char *numbers = (const char *) get_numbers (self, first);

  __builtin_prefetch (get_link (self, first));
  for (gsize k = 0; k < self->stride * sizeof (Quad); k += LINE)
    __builtin_prefetch (numbers + k);
}
