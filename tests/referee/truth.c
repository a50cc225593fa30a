/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "truth.h"
#include <string.h>

/* Between the two lies what quadruple precision decides and double precision may not. */
#define TIE_EXACT 1e-30
#define TIE_DOUBTFUL 1e-13
#define SAME_EXACT 1e-12
#define SAME_DOUBTFUL 1e-6
#define RANK_EXACT 1e-16
#define RANK_DOUBTFUL 1e-7
#define FIT_EXACT 1e-16
#define FIT_DOUBTFUL 1e-8
#define NORM_EXACT 1e-16
#define NORM_DOUBTFUL 3e-8

static void G_GNUC_PRINTF (2, 3) doubt (Truth *self, const char *format, ...)
{
  va_list args;

  if (self->doubt == NULL)
    self->doubt = g_string_new (NULL);
  else if (self->doubt->len > 200)
    return;
  else
    g_string_append (self->doubt, "; ");
  va_start (args, format);
  g_string_append_vprintf (self->doubt, format, args);
  va_end (args);
}

static void
find_ties (Truth *self)
{
  const Optimum *optimum = self->optimum;
  const Program *program = optimum->program;
  gsize d = program->d;
  g_autofree Quad *v = g_new (Quad, d + 1);
  /* λ is so much smaller than the correlations of the targets that their rounding shows. */
  Quad doubtful = (Quad) TIE_DOUBTFUL
                  + (Quad) 1e-16 * quad_norm (program->n, program->y)
                      * quad_norm (program->n, program->row_norms) / optimum->lambda;

  for (guint j = 0; j < program->cells.patterns->len; j++)
    for (int sign = 1; sign >= (program->gated ? 1 : -1); sign -= 2)
      {
        guint32 pattern = g_array_index (program->cells.patterns, guint32, j);
        const Flat *flat;
        Quad norm = program_project (program, pattern, sign, optimum->r, v, &flat);
        Quad below = 1 - norm / optimum->lambda;

        if (below < MAX ((Quad) TIE_EXACT, 100 * optimum->noise))
          {
            Tie tie = { pattern, sign, g_memdup2 (v, d * sizeof (Quad)), norm, 0 };

            g_array_append_val (self->ties, tie);
          }
        else
          {
            self->next = MAX (self->next, norm / optimum->lambda);
            if (below < doubtful)
              doubt (self, "a block is %.2g below lambda", (double) below);
          }
      }
}

static void
merge (Truth *self)
{
  const Program *program = self->optimum->program;
  gsize d = program->d;

  self->directions = g_new (Quad, self->ties->len * d + 1);
  self->signs = g_new (int, self->ties->len + 1);
  self->patterns = g_new (guint32, self->ties->len + 1);
  self->activations = g_new (Quad, self->ties->len * program->n + 1);
  for (guint t = 0; t < self->ties->len; t++)
    {
      Tie *tie = &g_array_index (self->ties, Tie, t);
      gsize same = self->m;
      g_autofree Quad *u = g_new (Quad, d + 1);

      for (gsize k = 0; k < d; k++)
        u[k] = tie->v[k] / tie->norm;
      for (gsize i = 0; i < self->m && same == self->m && !program->gated; i++)
        {
          Quad distance = 0;

          for (gsize k = 0; k < d; k++)
            {
              Quad step = self->directions[i * d + k] - u[k];

              distance += step * step;
            }
          distance = quad_sqrt (distance);
          if (self->signs[i] != tie->sign)
            continue;
          if (distance < (Quad) SAME_EXACT)
            same = i;
          else if (distance < (Quad) SAME_DOUBTFUL)
            doubt (self, "two neurons are %.2g apart", (double) distance);
        }
      tie->neuron = same;
      if (same < self->m)
        continue;
      memcpy (self->directions + self->m * d, u, d * sizeof (Quad));
      self->signs[self->m] = tie->sign;
      self->patterns[self->m] = tie->pattern;
      program_activate (program, tie->pattern, tie->sign, u,
                        self->activations + self->m * program->n);
      self->m++;
    }
}

static void
add_corner (Truth *self, gsize count, const gsize *used, const Quad *norms)
{
  Corner corner = { 0, 0, g_new0 (Quad, self->m + 1) };

  for (gsize k = 0; k < count; k++)
    if (norms[k] > (Quad) NORM_EXACT * self->optimum->penalty)
      {
        corner.support |= 1u << used[k];
        corner.a[used[k]] = norms[k];
        corner.width++;
        if (norms[k] < (Quad) NORM_DOUBTFUL * self->optimum->penalty)
          doubt (self, "a vertex has a norm of %.2g of the sum",
                 (double) (norms[k] / self->optimum->penalty));
      }
  for (guint c = 0; c < self->corners->len; c++)
    if (g_array_index (self->corners, Corner, c).support == corner.support)
      {
        g_free (corner.a);
        return;
      }
  g_array_append_val (self->corners, corner);
}

/* Tries the independent sets of neurons that begin with @used. */
static void
visit (Truth *self, const QuadBasis *basis, gsize count, gsize *used, gsize first)
{
  const Program *program = self->optimum->program;
  gsize n = program->n;
  Quad length = quad_norm (n, self->optimum->fit);
  Quad distance = quad_basis_distance (basis, self->optimum->fit);

  if (!(length > 0))
    {
      if (count == 0)
        add_corner (self, 0, used, NULL);
      return;
    }
  if (distance < (Quad) FIT_DOUBTFUL)
    {
      g_autofree Quad *norms = g_new0 (Quad, count + 1);
      Quad least = 1;

      quad_basis_solve (basis, self->optimum->fit, norms);
      for (gsize k = 0; k < count; k++)
        least = MIN (least, norms[k] / self->optimum->penalty);
      if (distance > (Quad) FIT_EXACT)
        {
          if (least > -(Quad) FIT_DOUBTFUL)
            doubt (self, "some neurons miss the fit by %.2g", (double) distance);
        }
      else
        {
          if (least >= -(Quad) NORM_EXACT)
            add_corner (self, count, used, norms);
          else if (least > -(Quad) NORM_DOUBTFUL)
            doubt (self, "a basis has a norm of %.2g", (double) least);
          /* The one combination: a larger set adds zeros. */
          return;
        }
    }
  for (gsize i = first; i < self->m; i++)
    {
      QuadBasis larger = { basis->n, basis->rank, basis->capacity, NULL, NULL };

      if (basis->rank == basis->capacity - 1)
        break;
      larger.q = g_memdup2 (basis->q, (basis->capacity * n + 1) * sizeof (Quad));
      larger.r = g_memdup2 (basis->r, basis->capacity * basis->capacity * sizeof (Quad));
      distance = quad_basis_add (&larger, self->activations + i * n, (Quad) RANK_EXACT);
      if (distance > (Quad) RANK_EXACT)
        {
          if (distance < (Quad) RANK_DOUBTFUL)
            doubt (self, "activations are %.2g from dependent", (double) distance);
          used[count] = i;
          visit (self, &larger, count + 1, used, i + 1);
        }
      quad_basis_clear (&larger);
    }
}

static void
summarise (Truth *self)
{
  gsize n = self->optimum->program->n;
  QuadBasis basis;

  self->narrowest = G_MAXSIZE;
  self->least = g_new0 (Quad, self->m + 1);
  self->largest = g_new0 (Quad, self->m + 1);
  for (guint c = 0; c < self->corners->len; c++)
    {
      const Corner *corner = &g_array_index (self->corners, Corner, c);

      self->support |= corner->support;
      self->narrowest = MIN (self->narrowest, corner->width);
      for (gsize i = 0; i < self->m; i++)
        {
          self->least[i] = c == 0 ? corner->a[i] : MIN (self->least[i], corner->a[i]);
          self->largest[i] = MAX (self->largest[i], corner->a[i]);
        }
    }
  for (gsize i = 0; i < self->m; i++)
    if ((self->support & (1u << i))
        && self->largest[i] < (Quad) NORM_DOUBTFUL * self->optimum->penalty)
      doubt (self, "a neuron's norm is at most %.2g of the sum",
             (double) (self->largest[i] / self->optimum->penalty));
  quad_basis_init (&basis, n, self->m + 1);
  for (gsize i = 0; i < self->m; i++)
    if (self->support & (1u << i))
      {
        self->dimension++;
        quad_basis_add (&basis, self->activations + i * n, (Quad) RANK_EXACT);
      }
  self->rank = basis.rank;
  self->dimension -= basis.rank;
  quad_basis_clear (&basis);
}

static void
tie_clear (gpointer data)
{
  g_free (((Tie *) data)->v);
}

static void
corner_clear (gpointer data)
{
  g_free (((Corner *) data)->a);
}

void
truth_init (Truth *self, const Optimum *optimum)
{
  *self = (Truth){ .optimum = optimum };
  self->ties = g_array_new (FALSE, FALSE, sizeof (Tie));
  g_array_set_clear_func (self->ties, tie_clear);
  self->corners = g_array_new (FALSE, FALSE, sizeof (Corner));
  g_array_set_clear_func (self->corners, corner_clear);
  find_ties (self);
  merge (self);
  if (self->m <= TRUTH_NEURONS_MAX)
    {
      QuadBasis basis;
      gsize used[TRUTH_NEURONS_MAX + 1];

      quad_basis_init (&basis, optimum->program->n, optimum->program->n + 1);
      visit (self, &basis, 0, used, 0);
      quad_basis_clear (&basis);
      self->complete = TRUE;
      summarise (self);
    }
}

void
truth_clear (Truth *self)
{
  g_clear_pointer (&self->ties, g_array_unref);
  g_clear_pointer (&self->corners, g_array_unref);
  g_clear_pointer (&self->directions, g_free);
  g_clear_pointer (&self->signs, g_free);
  g_clear_pointer (&self->patterns, g_free);
  g_clear_pointer (&self->activations, g_free);
  g_clear_pointer (&self->least, g_free);
  g_clear_pointer (&self->largest, g_free);
  if (self->doubt != NULL)
    g_string_free (self->doubt, TRUE);
  self->doubt = NULL;
}
