/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-slice-zeros.h"

#include "core/numerics/rsc-tolerances.h"
#include <math.h>

/* A part of the picture that this few switches meet is cut along them; one that more meet is
 * quartered, until it is this small: there they meet in a point, and make few pieces. */
#define SWITCHES_MAX 24
#define DEPTH_MAX 9

/* Quarters are not equal: what has a symmetry has switches along its middle. */
#define SPLIT 0.48531

/* Of a line through a corner of a piece rounding leaves this much, in its own unit. */
#define ON_LINE 1e-9

typedef struct
{
  double x, y;
} Vertex;

/* On the unit square: active where a u + b v + c >= 0, adds va u + vb v + vc there. */
typedef RscSliceNeuron Neuron;

typedef struct
{
  const Neuron *neurons;
  double x_min, y_min, w, h;
  double rounding; /* what it leaves of 0 where neurons cancel */
  GArray *zeros;
} Contour;

/* An affine function of (u, v). */
typedef struct
{
  double a, b, c;
} Affine;

static void
add_neuron (Affine *f, const Neuron *s, double sign)
{
  f->a += sign * s->va;
  f->b += sign * s->vb;
  f->c += sign * s->vc;
}

static double
at (const Affine *f, Vertex p)
{
  return f->a * p.x + f->b * p.y + f->c;
}

static double
get_side (const Neuron *s, Vertex p)
{
  return s->a * p.x + s->b * p.y + s->c;
}

/* Splits a convex polygon by the switch of @s; a side that is not there stays empty. */
static void
split_polygon (const GArray *polygon, const Neuron *s, GArray *plus, GArray *minus)
{
  double largest = 0.0;

  for (guint k = 0; k < polygon->len; k++)
    largest = MAX (largest, fabs (get_side (s, g_array_index (polygon, Vertex, k))));
  double slack = 1e-12 * largest;
  for (guint k = 0; k < polygon->len; k++)
    {
      Vertex p = g_array_index (polygon, Vertex, k);
      Vertex q = g_array_index (polygon, Vertex, (k + 1) % polygon->len);
      double fp = get_side (s, p), fq = get_side (s, q);
      if (fp >= -slack)
        g_array_append_val (plus, p);
      if (fp <= slack)
        g_array_append_val (minus, p);
      if ((fp > slack && fq < -slack) || (fp < -slack && fq > slack))
        {
          double t = fp / (fp - fq);
          Vertex r = { p.x + t * (q.x - p.x), p.y + t * (q.y - p.y) };
          g_array_append_val (plus, r);
          g_array_append_val (minus, r);
        }
    }
  if (plus->len < 3)
    g_array_set_size (plus, 0);
  if (minus->len < 3)
    g_array_set_size (minus, 0);
}

static void
append_segment (const Contour *self, Vertex p, Vertex q)
{
  RscSegment segment = { self->x_min + self->w * p.x, self->y_min + self->h * p.y,
                         self->x_min + self->w * q.x, self->y_min + self->h * q.y };

  g_array_append_val (self->zeros, segment);
}

/* What is below @self's rounding is neither side. */
static int
get_sign (const Contour *self, double value)
{
  return (value > self->rounding) - (value < -self->rounding);
}

/* Where f, affine on the piece, goes from one sign to the other. Where it only comes down to 0, at
 * a corner or along an edge, it does not. */
static void
cut_piece (const Contour *self, const GArray *piece, const Affine *f)
{
  gboolean has[3] = { FALSE, FALSE, FALSE };
  Vertex first = { 0.0, 0.0 }, last = first;
  int n_ends = 0;

  for (guint j = 0; j < piece->len; j++)
    {
      Vertex p = g_array_index (piece, Vertex, j);
      Vertex q = g_array_index (piece, Vertex, (j + 1) % piece->len);
      const double fp = at (f, p), fq = at (f, q);
      const int sign = get_sign (self, fp);
      double t = 0.0;

      has[1 + sign] = TRUE;
      if (sign * get_sign (self, fq) < 0)
        t = fp / (fp - fq);
      else if (sign != 0)
        continue;
      Vertex end = { p.x + t * (q.x - p.x), p.y + t * (q.y - p.y) };
      if (n_ends++ == 0)
        first = last = end;
      else if (hypot (end.x - first.x, end.y - first.y)
               > hypot (last.x - first.x, last.y - first.y))
        last = end;
    }
  if (has[0] && has[2] && n_ends > 1)
    append_segment (self, first, last);
}

/* f on the other side of the edge from @p to @q: each neuron that switches there, by the side that
 * @centre is on. Returns whether there is one, and in @is_active the side of the first. */
static gboolean
cross_edge (const Contour *self,
            Vertex p,
            Vertex q,
            Vertex centre,
            const gsize *crossing,
            gsize n,
            Affine *f,
            gboolean *is_active)
{
  gboolean found = FALSE;

  for (gsize k = 0; k < n; k++)
    {
      const Neuron *s = &self->neurons[crossing[k]];
      const double norm = hypot (s->a, s->b);
      const gboolean active = get_side (s, centre) >= 0.0;

      if (fabs (get_side (s, p)) > ON_LINE * norm || fabs (get_side (s, q)) > ON_LINE * norm)
        continue;
      if (!found)
        *is_active = active;
      found = TRUE;
      add_neuron (f, s, active ? -1.0 : 1.0);
    }
  return found;
}

/* An edge along which f is 0 on this side: part of the contour where its sign changes there, drawn
 * by the side that is below 0, or by the one that has 0 there where a gated network jumps. */
static void
cut_edge (const Contour *self, Vertex p, Vertex q, Vertex centre, const Affine *f, const Affine *g)
{
  const Vertex middle = { 0.5 * (p.x + q.x), 0.5 * (p.y + q.y) };
  const Vertex mirrored = { 2.0 * middle.x - centre.x, 2.0 * middle.y - centre.y };
  const int sign = get_sign (self, at (f, centre));
  const int jump = get_sign (self, at (g, middle));
  const int other = jump != 0 ? jump : get_sign (self, at (g, mirrored));

  if (get_sign (self, at (f, p)) == 0 && get_sign (self, at (f, q)) == 0 && sign * other < 0
      && (sign < 0 || jump != 0))
    append_segment (self, p, q);
}

/* The stretches of the edge from @p to @q where the functions of its two sides have opposite signs:
 * a gated network jumps over 0 there. */
static void
cut_jump (const Contour *self, Vertex p, Vertex q, const Affine *f, const Affine *g)
{
  double cuts[4] = { 0.0, 1.0, 1.0, 1.0 };
  int n = 1;
  const Affine *sides[2] = { f, g };

  for (int s = 0; s < 2; s++)
    {
      double fp = at (sides[s], p), fq = at (sides[s], q);
      if ((fp >= 0.0) != (fq >= 0.0))
        cuts[n++] = fp / (fp - fq);
    }
  if (n == 3 && cuts[1] > cuts[2])
    {
      double t = cuts[1];
      cuts[1] = cuts[2];
      cuts[2] = t;
    }
  cuts[n] = 1.0;
  for (int k = 0; k < n; k++)
    {
      double t = 0.5 * (cuts[k] + cuts[k + 1]);
      Vertex m = { p.x + t * (q.x - p.x), p.y + t * (q.y - p.y) };
      Vertex a = { p.x + cuts[k] * (q.x - p.x), p.y + cuts[k] * (q.y - p.y) };
      Vertex b = { p.x + cuts[k + 1] * (q.x - p.x), p.y + cuts[k + 1] * (q.y - p.y) };

      if (cuts[k + 1] - cuts[k] > ON_LINE
          && get_sign (self, at (f, m)) * get_sign (self, at (g, m)) < 0)
        append_segment (self, a, b);
    }
}

/* The edges of a piece. Jumps are taken from the active side of one of the switches there. */
static void
cut_edges (const Contour *self,
           const GArray *piece,
           Vertex centre,
           const Affine *f,
           const gsize *crossing,
           gsize n)
{
  for (guint j = 0; j < piece->len; j++)
    {
      Vertex p = g_array_index (piece, Vertex, j);
      Vertex q = g_array_index (piece, Vertex, (j + 1) % piece->len);
      Affine g = *f;
      gboolean is_active = FALSE;

      if (!(hypot (p.x - q.x, p.y - q.y) > ON_LINE))
        continue;
      if (cross_edge (self, p, q, centre, crossing, n, &g, &is_active) && is_active)
        cut_jump (self, p, q, f, &g);
      cut_edge (self, p, q, centre, f, &g);
    }
}

/* The rectangle from @low to @high, cut along its switches. */
static void
cut_along_switches (const Contour *self,
                    Vertex low,
                    Vertex high,
                    const gsize *crossing,
                    gsize n,
                    const Affine *base)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  Vertex corners[4] = { low, { high.x, low.y }, high, { low.x, high.y } };
  GArray *whole = g_array_new (FALSE, FALSE, sizeof (Vertex));

  g_array_append_vals (whole, corners, 4);
  g_ptr_array_add (cells, whole);
  for (gsize k = 0; k < n; k++)
    {
      guint n_cells = cells->len;
      for (guint c = 0; c < n_cells; c++)
        {
          GArray *cell = cells->pdata[c];
          GArray *plus = g_array_new (FALSE, FALSE, sizeof (Vertex));
          GArray *minus = g_array_new (FALSE, FALSE, sizeof (Vertex));
          split_polygon (cell, &self->neurons[crossing[k]], plus, minus);
          if (plus->len > 0 && minus->len > 0)
            {
              g_array_unref (cell);
              cells->pdata[c] = plus;
              g_ptr_array_add (cells, minus);
            }
          else
            {
              g_array_unref (plus);
              g_array_unref (minus);
            }
        }
    }
  for (guint c = 0; c < cells->len; c++)
    {
      const GArray *cell = cells->pdata[c];
      Vertex centre = { 0.0, 0.0 };
      Affine f = *base;

      for (guint j = 0; j < cell->len; j++)
        {
          centre.x += g_array_index (cell, Vertex, j).x / cell->len;
          centre.y += g_array_index (cell, Vertex, j).y / cell->len;
        }
      for (gsize k = 0; k < n; k++)
        if (get_side (&self->neurons[crossing[k]], centre) >= 0.0)
          add_neuron (&f, &self->neurons[crossing[k]], 1.0);
      cut_piece (self, cell, &f);
      cut_edges (self, cell, centre, &f, crossing, n);
    }
}

static void
contour (const Contour *self,
         Vertex low,
         Vertex high,
         const gsize *candidates,
         gsize n_candidates,
         Affine base,
         int depth)
{
  g_autofree gsize *crossing = g_new (gsize, n_candidates + 1);
  const Vertex middle = { 0.5 * (low.x + high.x), 0.5 * (low.y + high.y) };
  const double rx = 0.5 * (high.x - low.x), ry = 0.5 * (high.y - low.y);
  gsize n = 0;

  for (gsize k = 0; k < n_candidates; k++)
    {
      const Neuron *s = &self->neurons[candidates[k]];
      double side = get_side (s, middle), reach = fabs (s->a) * rx + fabs (s->b) * ry;
      if (side - reach >= 0.0)
        add_neuron (&base, s, 1.0);
      else if (side + reach >= 0.0)
        crossing[n++] = candidates[k];
    }
  /* What f can be here: the part that is affine, and each of the others between 0 and all of it. */
  double least = at (&base, middle) - fabs (base.a) * rx - fabs (base.b) * ry;
  double most = at (&base, middle) + fabs (base.a) * rx + fabs (base.b) * ry;
  for (gsize k = 0; k < n; k++)
    {
      const Neuron *s = &self->neurons[crossing[k]];
      double value = s->va * middle.x + s->vb * middle.y + s->vc;
      double reach = fabs (s->va) * rx + fabs (s->vb) * ry;
      least += MIN (value - reach, 0.0);
      most += MAX (value + reach, 0.0);
    }
  if (least > 0.0 || most < 0.0)
    return;
  if (n <= SWITCHES_MAX || depth == DEPTH_MAX)
    {
      cut_along_switches (self, low, high, crossing, n, &base);
      return;
    }
  const Vertex split = { low.x + SPLIT * (high.x - low.x), low.y + SPLIT * (high.y - low.y) };
  contour (self, low, split, crossing, n, base, depth + 1);
  contour (self, (Vertex){ split.x, low.y }, (Vertex){ high.x, split.y }, crossing, n, base,
           depth + 1);
  contour (self, (Vertex){ low.x, split.y }, (Vertex){ split.x, high.y }, crossing, n, base,
           depth + 1);
  contour (self, split, high, crossing, n, base, depth + 1);
}

GArray *
rsc_slice_zeros_list (const RscSlice *slice,
                      double level,
                      double x_min,
                      double x_max,
                      double y_min,
                      double y_max)
{
  g_return_val_if_fail (slice != NULL, NULL);

  g_autofree Neuron *neurons = g_new (Neuron, slice->m + 1);
  g_autofree gsize *all = g_new (gsize, slice->m + 1);
  Contour self = { neurons, x_min, y_min, x_max - x_min, y_max - y_min, fabs (level), NULL };
  Affine base = { 0.0, 0.0, -level };

  for (gsize i = 0; i < slice->m; i++)
    {
      const RscSliceNeuron *s = &slice->neurons[i];

      neurons[i] =
        (Neuron){ s->a * self.w,  s->b * self.h,  s->c + s->a * x_min + s->b * y_min,
                  s->va * self.w, s->vb * self.h, s->vc + s->va * x_min + s->vb * y_min };
      all[i] = i;
      self.rounding += fabs (neurons[i].va) + fabs (neurons[i].vb) + fabs (neurons[i].vc);
    }
  self.rounding *= RSC_TOLERANCE_SLICE;
  self.zeros = g_array_new (FALSE, FALSE, sizeof (RscSegment));
  contour (&self, (Vertex){ 0.0, 0.0 }, (Vertex){ 1.0, 1.0 }, all, slice->m, base, 0);
  return self.zeros;
}
