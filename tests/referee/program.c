/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "optimum.h"
#include <string.h>

/* Beside lengths of 1: zero, with what unlike scales take of the 34 digits. */
#define ZERO 1e-24

static void
flat_clear (gpointer data)
{
  g_free (((Flat *) data)->basis);
}

/* Where the rows @rows vanish. */
static void
flat_init (Flat *self, const Program *program, guint32 rows)
{
  gsize d = program->d;
  QuadBasis basis;
  guint32 spanned = 0;
  gsize rank;

  quad_basis_init (&basis, d, d);
  for (gsize i = 0; i < program->n; i++)
    if ((rows & (1u << i)) && !(cells_close (&program->cells, spanned) & (1u << i)))
      {
        quad_basis_add (&basis, program->x + i * d, 0);
        spanned |= 1u << i;
      }
  rank = basis.rank;
  self->rows = rows;
  self->dimension = d - rank;
  self->basis = g_new0 (Quad, d * d + 1);
  while (basis.rank < d)
    {
      gsize best = 0;
      Quad most = -1;
      g_autofree Quad *axis = g_new0 (Quad, d);

      for (gsize k = 0; k < d; k++)
        {
          memset (axis, 0, d * sizeof (Quad));
          axis[k] = 1;
          Quad distance = quad_basis_distance (&basis, axis);
          if (distance > most)
            {
              most = distance;
              best = k;
            }
        }
      memset (axis, 0, d * sizeof (Quad));
      axis[best] = 1;
      quad_basis_add (&basis, axis, 0);
    }
  memcpy (self->basis, basis.q + rank * d, (d - rank) * d * sizeof (Quad));
  quad_basis_clear (&basis);
}

/* Every closed set of rows that leaves a dimension, each once. */
static void
find_flats (Program *self, guint32 rows, gsize rank, gsize first, GHashTable *seen)
{
  Flat flat;

  rows = cells_close (&self->cells, rows);
  if (!g_hash_table_add (seen, GUINT_TO_POINTER (rows)))
    return;
  flat_init (&flat, self, rows);
  g_array_append_val (self->flats, flat);
  for (gsize i = first; i < self->n && rank + 1 < self->d; i++)
    if (!(rows & (1u << i)))
      find_flats (self, rows | (1u << i), rank + 1, i + 1, seen);
}

void
program_init (Program *self, gsize n, gsize d, const double *x, const double *y, gboolean gated)
{
  *self = (Program){ .n = n, .d = d, .gated = gated };
  self->x = g_new (Quad, n * d + 1);
  self->y = g_new (Quad, n + 1);
  self->row_norms = g_new (Quad, n + 1);
  for (gsize i = 0; i < n * d; i++)
    self->x[i] = x[i];
  for (gsize i = 0; i < n; i++)
    {
      self->y[i] = y[i];
      self->row_norms[i] = quad_norm (d, self->x + i * d);
    }
  cells_init (&self->cells, n, d, x);
  self->flats = g_array_new (FALSE, FALSE, sizeof (Flat));
  g_array_set_clear_func (self->flats, flat_clear);
  if (!gated)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

      find_flats (self, 0, 0, 0, seen);
    }
}

void
program_clear (Program *self)
{
  cells_clear (&self->cells);
  g_clear_pointer (&self->flats, g_array_unref);
  g_clear_pointer (&self->x, g_free);
  g_clear_pointer (&self->y, g_free);
  g_clear_pointer (&self->row_norms, g_free);
}

/* Whether v, of norm @length, lies in the cone of @pattern; @on: rows known to vanish. */
static gboolean
is_in_cone (const Program *self, guint32 pattern, guint32 on, const Quad *v, Quad length)
{
  for (gsize i = 0; i < self->n; i++)
    {
      Quad value;

      if (on & (1u << i))
        continue;
      value = quad_dot (self->d, self->x + i * self->d, v);
      if (!(pattern & (1u << i)))
        value = -value;
      if (value < -(Quad) ZERO * self->row_norms[i] * length)
        return FALSE;
    }
  return TRUE;
}

static Quad
project_vector (const Program *self, guint32 pattern, const Quad *c, Quad *v, const Flat **flat)
{
  gsize d = self->d;
  Quad best = 0;
  g_autofree Quad *part = g_new (Quad, d + 1);
  g_autofree Quad *candidate = g_new (Quad, d + 1);

  if (self->gated)
    {
      memmove (v, c, d * sizeof (Quad));
      *flat = NULL;
      return quad_norm (d, v);
    }
  memset (v, 0, d * sizeof (Quad));
  *flat = NULL;
  for (guint f = 0; f < self->flats->len; f++)
    {
      const Flat *this = &g_array_index (self->flats, Flat, f);
      Quad length;

      for (gsize k = 0; k < this->dimension; k++)
        part[k] = quad_dot (d, this->basis + k * d, c);
      length = quad_norm (this->dimension, part);
      /* A flat inside of another one that gives the same point says it more exactly. */
      if (!(length > best * (1 - (Quad) 1e-30)) || !(length > 0))
        continue;
      memset (candidate, 0, d * sizeof (Quad));
      for (gsize k = 0; k < this->dimension; k++)
        for (gsize l = 0; l < d; l++)
          candidate[l] += part[k] * this->basis[k * d + l];
      if (!is_in_cone (self, pattern, this->rows, candidate, length))
        continue;
      if (length < best * (1 + (Quad) 1e-28) && *flat != NULL
          && this->dimension >= (*flat)->dimension)
        continue;
      best = MAX (best, length);
      *flat = this;
      memcpy (v, candidate, d * sizeof (Quad));
    }
  return best;
}

Quad
program_project (const Program *self,
                 guint32 pattern,
                 int sign,
                 const Quad *r,
                 Quad *v,
                 const Flat **flat)
{
  g_autofree Quad *c = g_new0 (Quad, self->d + 1);

  for (gsize i = 0; i < self->n; i++)
    if (pattern & (1u << i))
      for (gsize k = 0; k < self->d; k++)
        c[k] += sign * r[i] * self->x[i * self->d + k];
  return project_vector (self, pattern, c, v, flat);
}

Quad
program_get_lambda_max (const Program *self)
{
  g_autofree Quad *v = g_new (Quad, self->d + 1);
  const Flat *flat;
  Quad most = 0;

  for (guint j = 0; j < self->cells.patterns->len; j++)
    for (int sign = self->gated ? 1 : -1; sign <= 1; sign += 2)
      {
        guint32 pattern = g_array_index (self->cells.patterns, guint32, j);
        Quad norm = program_project (self, pattern, sign, self->y, v, &flat);

        most = MAX (most, norm);
      }
  return most;
}

void
program_activate (const Program *self, guint32 pattern, int sign, const Quad *u, Quad *activation)
{
  Quad length = quad_norm (self->d, u);

  for (gsize i = 0; i < self->n; i++)
    {
      Quad value = quad_dot (self->d, self->x + i * self->d, u);
      gboolean active = (pattern & (1u << i)) != 0;

      if (quad_abs (value) <= (Quad) ZERO * self->row_norms[i] * length)
        active = FALSE;
      activation[i] = active ? sign * value : 0;
    }
}

Atom *
atom_new (const Program *program, guint32 pattern, int sign, const Quad *w)
{
  Atom *self = g_new0 (Atom, 1);
  const Flat *flat;

  self->pattern = pattern;
  self->sign = sign;
  self->u = g_new (Quad, program->d + 1);
  self->c = g_new (Quad, program->n + 1);
  self->norm = project_vector (program, pattern, w, self->u, &flat);
  if (!(self->norm > 0))
    {
      atom_free (self);
      return NULL;
    }
  for (gsize k = 0; k < program->d; k++)
    self->u[k] /= self->norm;
  program_activate (program, pattern, sign, self->u, self->c);
  return self;
}

void
atom_free (Atom *self)
{
  g_free (self->u);
  g_free (self->c);
  g_free (self);
}
