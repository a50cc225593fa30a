/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "optimum.h"
#include <string.h>

/* Relative gap to stop at: above the rounding of its terms. */
#define GAP 1e-27
#define NOISE 1e-22
/* Columns nearer than this to a span count as in it here, where any independent subset will do:
 * above what the rounding of a start makes of dependent ones. */
#define DEPENDENT 1e-12
#define ROUNDS_MAX 200
#define NEWTON_MAX 12

/* ---- the best norms of given atoms --------------------------------------------------------- */

static void
compute_residual (const Program *program, GPtrArray *atoms, Quad *fit, Quad *r)
{
  memset (fit, 0, program->n * sizeof (Quad));
  for (guint k = 0; k < atoms->len; k++)
    {
      const Atom *atom = g_ptr_array_index (atoms, k);

      for (gsize i = 0; i < program->n; i++)
        fit[i] += atom->norm * atom->c[i];
    }
  for (gsize i = 0; i < program->n; i++)
    r[i] = program->y[i] - fit[i];
}

/* Removes atoms from @passive (and sets their norm to 0) until the rest has positive norms, moving
 * from the present norms along @wish - norms. TRUE when nothing stopped the move. */
static gboolean
move_until_wall (GPtrArray *passive, const Quad *wish)
{
  Quad step = 1;
  guint stop = G_MAXUINT;

  for (guint k = 0; k < passive->len; k++)
    {
      const Atom *atom = g_ptr_array_index (passive, k);

      if (wish[k] <= 0 && atom->norm - wish[k] > 0 && atom->norm / (atom->norm - wish[k]) < step)
        {
          step = atom->norm / (atom->norm - wish[k]);
          stop = k;
        }
      else if (wish[k] <= 0 && atom->norm == 0)
        {
          step = 0;
          stop = k;
        }
    }
  for (guint k = 0; k < passive->len; k++)
    {
      Atom *atom = g_ptr_array_index (passive, k);

      atom->norm += step * (wish[k] - atom->norm);
    }
  if (stop == G_MAXUINT)
    return TRUE;
  ((Atom *) g_ptr_array_index (passive, stop))->norm = 0;
  g_ptr_array_remove_index (passive, stop);
  return FALSE;
}

static void
basis_of (const Program *program, GPtrArray *passive, QuadBasis *basis)
{
  quad_basis_init (basis, program->n, passive->len + 1);
  for (guint k = 0; k < passive->len; k++)
    quad_basis_add (basis, ((Atom *) g_ptr_array_index (passive, k))->c, 0);
}

/* Norms that minimise 1/2 ||Σ a c - y||² + λ Σ a on the passive atoms alone. */
static void
minimise_passive (const Program *program, Quad lambda, GPtrArray *passive)
{
  gboolean done = FALSE;

  while (!done && passive->len > 0)
    {
      QuadBasis basis;
      g_autofree Quad *wish = g_new0 (Quad, passive->len + 1);
      g_autofree Quad *one = g_new0 (Quad, passive->len + 1);

      basis_of (program, passive, &basis);
      /* R a = Q^T y - λ R^-T 1 */
      for (guint k = 0; k < passive->len; k++)
        one[k] = 1;
      quad_basis_solve_transposed (&basis, one);
      for (guint k = 0; k < passive->len; k++)
        wish[k] = quad_dot (program->n, basis.q + k * program->n, program->y) - lambda * one[k];
      quad_basis_solve_upper (&basis, wish);
      done = move_until_wall (passive, wish);
      quad_basis_clear (&basis);
    }
}

/* @atom takes over from a combination of the passive ones along the dependence of its activation:
 * the fit stays, the penalty falls. */
static void
exchange (const Program *program, GPtrArray *passive, const QuadBasis *basis, Atom *atom)
{
  g_autofree Quad *beta = g_new0 (Quad, passive->len + 1);
  Quad step = -1;
  guint stop = 0;

  quad_basis_solve (basis, atom->c, beta);
  for (guint k = 0; k < passive->len; k++)
    {
      const Atom *other = g_ptr_array_index (passive, k);

      if (beta[k] > 0 && (step < 0 || other->norm / beta[k] < step))
        {
          step = other->norm / beta[k];
          stop = k;
        }
    }
  if (step < 0)
    return;
  for (guint k = 0; k < passive->len; k++)
    ((Atom *) g_ptr_array_index (passive, k))->norm -= step * beta[k];
  ((Atom *) g_ptr_array_index (passive, stop))->norm = 0;
  g_ptr_array_remove_index (passive, stop);
  atom->norm += step;
  g_ptr_array_add (passive, atom);
}

/* The best norms of all atoms, an independent set of them positive (Lawson and Hanson's method). */
static void
minimise_norms (const Program *program, Quad lambda, GPtrArray *atoms)
{
  g_autoptr (GPtrArray) passive = g_ptr_array_new ();
  g_autofree Quad *fit = g_new (Quad, program->n + 1);
  g_autofree Quad *r = g_new (Quad, program->n + 1);

  for (guint k = 0; k < atoms->len; k++)
    {
      Atom *atom = g_ptr_array_index (atoms, k);
      QuadBasis basis;

      if (!(atom->norm > 0))
        continue;
      basis_of (program, passive, &basis);
      if (quad_basis_distance (&basis, atom->c) > (Quad) DEPENDENT)
        g_ptr_array_add (passive, atom);
      else
        atom->norm = 0;
      quad_basis_clear (&basis);
    }
  for (guint round = 0; round < 10 * atoms->len + 20; round++)
    {
      Quad most = lambda * (1 + (Quad) 1e-28);
      Atom *best = NULL;
      QuadBasis basis;

      minimise_passive (program, lambda, passive);
      compute_residual (program, atoms, fit, r);
      for (guint k = 0; k < atoms->len; k++)
        {
          Atom *atom = g_ptr_array_index (atoms, k);
          Quad correlation = quad_dot (program->n, atom->c, r);

          if (correlation > most && !g_ptr_array_find (passive, atom, NULL))
            {
              most = correlation;
              best = atom;
            }
        }
      if (best == NULL)
        break;
      basis_of (program, passive, &basis);
      if (quad_basis_distance (&basis, best->c) > (Quad) DEPENDENT)
        g_ptr_array_add (passive, best);
      else
        exchange (program, passive, &basis, best);
      quad_basis_clear (&basis);
    }
  for (guint k = atoms->len; k-- > 0;)
    if (!(((Atom *) g_ptr_array_index (atoms, k))->norm > 0))
      g_ptr_array_remove_index (atoms, k);
}

/* ---- Newton's method on the faces ---------------------------------------------------------- */

/* A neuron w = B z that stays on its flat. */
typedef struct
{
  guint32 pattern;
  int sign;
  gsize k;
  Quad *basis; /* k × d */
  Quad *z;     /* k */
  Quad *zb;    /* n × k: Z B */
} Face;

static void
face_free (gpointer data)
{
  Face *self = data;

  g_free (self->basis);
  g_free (self->z);
  g_free (self->zb);
  g_free (self);
}

static Face *
face_new (const Program *program, const Atom *atom, const Quad *r)
{
  gsize d = program->d;
  Face *self = g_new0 (Face, 1);
  g_autofree Quad *v = g_new (Quad, d + 1);
  g_autofree Quad *column = g_new (Quad, program->n + 1);
  g_autofree Quad *w = g_new0 (Quad, d + 1);
  const Flat *flat = NULL;
  Quad length;

  self->pattern = atom->pattern;
  self->sign = atom->sign;
  program_project (program, atom->pattern, atom->sign, r, v, &flat);
  self->k = flat != NULL ? flat->dimension : d;
  self->basis = g_new0 (Quad, d * d + 1);
  if (flat != NULL)
    memcpy (self->basis, flat->basis, flat->dimension * d * sizeof (Quad));
  else
    for (gsize k = 0; k < d; k++)
      self->basis[k * d + k] = 1;
  self->z = g_new (Quad, d + 1);
  for (gsize k = 0; k < self->k; k++)
    self->z[k] = atom->norm * quad_dot (d, self->basis + k * d, atom->u);
  length = quad_norm (self->k, self->z);
  /* A direction that says nothing of the flat: v itself. */
  if (!(length > atom->norm / 2))
    for (gsize k = 0; k < self->k; k++)
      self->z[k] = atom->norm * quad_dot (d, self->basis + k * d, v) / quad_norm (d, v);
  self->zb = g_new0 (Quad, program->n * d + 1);
  for (gsize k = 0; k < self->k; k++)
    for (gsize i = 0; i < program->n; i++)
      {
        Quad value = quad_dot (d, program->x + i * d, self->basis + k * d);

        if ((atom->pattern & (1u << i)) && !(flat != NULL && (flat->rows & (1u << i))))
          self->zb[i * d + k] = atom->sign * value;
      }
  return self;
}

static Quad
evaluate_faces (const Program *program, Quad lambda, GPtrArray *faces, Quad *r)
{
  Quad penalty = 0;

  memcpy (r, program->y, program->n * sizeof (Quad));
  for (guint f = 0; f < faces->len; f++)
    {
      const Face *face = g_ptr_array_index (faces, f);

      for (gsize i = 0; i < program->n; i++)
        r[i] -= quad_dot (face->k, face->zb + i * program->d, face->z);
      penalty += quad_norm (face->k, face->z);
    }
  return quad_dot (program->n, r, r) / 2 + lambda * penalty;
}

/* One damped step; FALSE when it does not help any more. */
static gboolean
step_newton (const Program *program, Quad lambda, GPtrArray *faces)
{
  gsize d = program->d;
  gsize n = program->n;
  gsize size = 0;
  g_autofree Quad *r = g_new (Quad, n + 1);
  Quad before = evaluate_faces (program, lambda, faces, r);
  Quad change = 0;
  Quad whole = 0;

  for (guint f = 0; f < faces->len; f++)
    size += ((Face *) g_ptr_array_index (faces, f))->k;
  g_autofree Quad *h = g_new0 (Quad, size * size + 1);
  g_autofree Quad *g = g_new0 (Quad, size + 1);
  gsize row = 0;
  for (guint f = 0; f < faces->len; f++)
    {
      const Face *face = g_ptr_array_index (faces, f);
      Quad length = quad_norm (face->k, face->z);

      for (gsize k = 0; k < face->k; k++, row++)
        {
          gsize column = 0;

          g[row] = -lambda * face->z[k] / length;
          for (gsize i = 0; i < n; i++)
            g[row] += face->zb[i * d + k] * r[i];
          for (guint e = 0; e < faces->len; e++)
            {
              const Face *other = g_ptr_array_index (faces, e);

              for (gsize l = 0; l < other->k; l++, column++)
                {
                  Quad value = 0;

                  for (gsize i = 0; i < n; i++)
                    value += face->zb[i * d + k] * other->zb[i * d + l];
                  if (e == f)
                    value += lambda / length
                             * ((Quad) (k == l) - face->z[k] * face->z[l] / (length * length));
                  h[row * size + column] = value;
                }
            }
        }
    }
  if (!quad_solve (size, h, g, (Quad) 1e-26))
    return FALSE;
  for (gsize k = 0; k < size; k++)
    change += g[k] * g[k];
  for (int halving = 0; halving < 30; halving++)
    {
      Quad step = 1;
      Quad after;
      gboolean kept = TRUE;

      for (int k = 0; k < halving; k++)
        step /= 2;
      row = 0;
      whole = 0;
      for (guint f = 0; f < faces->len; f++)
        {
          Face *face = g_ptr_array_index (faces, f);
          Quad along = 0;

          for (gsize k = 0; k < face->k; k++)
            {
              along += face->z[k] * (face->z[k] + step * g[row]);
              whole += face->z[k] * face->z[k];
              face->z[k] += step * g[row++];
            }
          kept = kept && along > 0;
        }
      after = evaluate_faces (program, lambda, faces, r);
      /* So near to the end the objective shows no more. */
      if (kept && (change < (Quad) 1e-18 * whole || after <= before * (1 + (Quad) 1e-31)))
        return change > (Quad) 1e-62 * whole;
      row = 0;
      for (guint f = 0; f < faces->len; f++)
        {
          Face *face = g_ptr_array_index (faces, f);

          for (gsize k = 0; k < face->k; k++)
            face->z[k] -= step * g[row++];
        }
    }
  return FALSE;
}

/* Atoms on the faces that the residual points to, moved to where the objective is least on these
 * faces; as far as they stay in their cones. */
static void
polish (const Program *program, Quad lambda, GPtrArray *atoms, const Quad *r)
{
  g_autoptr (GPtrArray) faces = g_ptr_array_new_with_free_func (face_free);
  g_autoptr (GPtrArray) moved = g_ptr_array_new ();
  gsize d = program->d;
  g_autofree Quad *w = g_new (Quad, d + 1);

  for (guint k = 0; k < atoms->len; k++)
    {
      const Atom *atom = g_ptr_array_index (atoms, k);
      Face *face;
      gboolean merged = FALSE;

      face = face_new (program, atom, r);
      for (guint f = 0; f < faces->len && !merged; f++)
        {
          Face *other = g_ptr_array_index (faces, f);

          if (other->pattern != face->pattern || other->sign != face->sign || other->k != face->k)
            continue;
          for (gsize l = 0; l < face->k; l++)
            other->z[l] += face->z[l];
          merged = TRUE;
        }
      if (merged || face->k == 0)
        face_free (face);
      else
        g_ptr_array_add (faces, face);
    }
  for (int step = 0; step < NEWTON_MAX; step++)
    if (!step_newton (program, lambda, faces))
      break;
  for (guint f = 0; f < faces->len; f++)
    {
      const Face *face = g_ptr_array_index (faces, f);
      Atom *atom;

      memset (w, 0, d * sizeof (Quad));
      for (gsize k = 0; k < face->k; k++)
        for (gsize l = 0; l < d; l++)
          w[l] += face->z[k] * face->basis[k * d + l];
      atom = atom_new (program, face->pattern, face->sign, w);
      if (atom != NULL)
        g_ptr_array_add (moved, atom);
    }
  /* The old ones stay as candidates, should the faces be the wrong ones: the best norms decide. */
  for (guint k = 0; k < atoms->len; k++)
    ((Atom *) g_ptr_array_index (atoms, k))->norm = 0;
  for (guint k = 0; k < moved->len; k++)
    g_ptr_array_insert (atoms, (gint) k, g_ptr_array_index (moved, k));
}

/* ---- all cells ----------------------------------------------------------------------------- */

static int
compare_norms (gconstpointer one, gconstpointer two)
{
  const Atom *a = *(const Atom *const *) one;
  const Atom *b = *(const Atom *const *) two;

  return (a->norm < b->norm) - (a->norm > b->norm);
}

/* max_b ||v_b||, or 0.999 λ if it is below; the blocks above λ are added to @entering as atoms of
 * norm
 * ||v_b||. */
static Quad
price (const Program *program, Quad lambda, const Quad *r, GPtrArray *entering)
{
  gsize d = program->d;
  g_autofree Quad *v = g_new (Quad, d + 1);
  Quad most = (Quad) 0.999 * lambda;

  for (guint j = 0; j < program->cells.patterns->len; j++)
    for (int sign = program->gated ? 1 : -1; sign <= 1; sign += 2)
      {
        guint32 pattern = g_array_index (program->cells.patterns, guint32, j);
        const Flat *flat;
        Quad norm = program_project (program, pattern, sign, r, v, &flat);

        most = MAX (most, norm);
        if (norm > lambda * (1 + (Quad) 1e-30))
          {
            Atom *atom = atom_new (program, pattern, sign, v);

            if (atom != NULL)
              g_ptr_array_add (entering, atom);
          }
      }
  g_ptr_array_sort (entering, compare_norms);
  return most;
}

/* Largest difference between the active blocks' v_b/λ and their directions. */
static Quad
measure_noise (const Program *program, Quad lambda, GPtrArray *atoms, const Quad *r)
{
  g_autofree Quad *v = g_new (Quad, program->d + 1);
  Quad noise = 0;

  for (guint k = 0; k < atoms->len; k++)
    {
      const Atom *atom = g_ptr_array_index (atoms, k);
      const Flat *flat;

      program_project (program, atom->pattern, atom->sign, r, v, &flat);
      for (gsize l = 0; l < program->d; l++)
        v[l] = v[l] / lambda - atom->u[l];
      noise = MAX (noise, quad_norm (program->d, v));
    }
  return noise;
}

static Quad
compute_gap (const Optimum *self, Quad most)
{
  Quad scale = most > self->lambda ? self->lambda / most : 1;
  Quad gap = quad_dot (self->program->n, self->r, self->r) * (1 - scale) * (1 - scale) / 2;

  for (guint k = 0; k < self->atoms->len; k++)
    {
      const Atom *atom = g_ptr_array_index (self->atoms, k);

      gap += atom->norm * (self->lambda - scale * quad_dot (self->program->n, atom->c, self->r));
    }
  return gap;
}

gboolean
optimum_find (Optimum *self, const Program *program, Quad lambda, GPtrArray *start)
{
  gsize n = program->n;

  *self = (Optimum){ .program = program, .lambda = lambda };
  self->fit = g_new0 (Quad, n + 1);
  self->r = g_new0 (Quad, n + 1);
  self->atoms = g_ptr_array_new_with_free_func ((GDestroyNotify) atom_free);
  for (guint k = 0; start != NULL && k < start->len; k++)
    {
      const Atom *atom = g_ptr_array_index (start, k);
      g_autofree Quad *w = g_new (Quad, program->d + 1);

      for (gsize l = 0; l < program->d; l++)
        w[l] = atom->norm * atom->u[l];
      Atom *copy = atom_new (program, atom->pattern, atom->sign, w);
      if (copy != NULL)
        g_ptr_array_add (self->atoms, copy);
    }
  for (guint round = 0; round < ROUNDS_MAX; round++)
    {
      g_autoptr (GPtrArray) entering = g_ptr_array_new ();
      Quad most;

      minimise_norms (program, lambda, self->atoms);
      compute_residual (program, self->atoms, self->fit, self->r);
      self->penalty = 0;
      for (guint k = 0; k < self->atoms->len; k++)
        self->penalty += ((Atom *) g_ptr_array_index (self->atoms, k))->norm;
      self->objective = quad_dot (n, self->r, self->r) / 2 + lambda * self->penalty;
      most = price (program, lambda, self->r, entering);
      self->gap = compute_gap (self, most);
      self->noise = measure_noise (program, lambda, self->atoms, self->r);
      if (quad_abs (self->gap) <= (Quad) GAP * self->objective && self->noise < (Quad) NOISE)
        {
          g_ptr_array_set_free_func (entering, (GDestroyNotify) atom_free);
          return TRUE;
        }
      polish (program, lambda, self->atoms, self->r);
      for (guint k = 0; k < entering->len; k++)
        {
          Atom *atom = g_ptr_array_index (entering, k);

          if (k < 3 * n + 3)
            {
              atom->norm = 0;
              g_ptr_array_add (self->atoms, atom);
            }
          else
            atom_free (atom);
        }
    }
  return FALSE;
}

void
optimum_clear (Optimum *self)
{
  g_clear_pointer (&self->fit, g_free);
  g_clear_pointer (&self->r, g_free);
  g_clear_pointer (&self->atoms, g_ptr_array_unref);
}
