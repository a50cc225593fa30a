/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-cells.h"

#include <glib/gi18n.h>
#include <float.h>
#include <math.h>
#include <string.h>

#include "core/program/rsc-cell-set.h"
#include "core/program/rsc-hyperplanes.h"
#include "core/program/rsc-tuples.h"

/* Elementary steps between two looks at the cancellable: a few milliseconds. */
#define WORK_PER_POLL 1000000

/* The arrangement restricted to the hyperplanes chosen so far, in an orthonormal basis of their
 * intersection, and the reflection that leads to the next one. */
typedef struct
{
  gsize n;
  guint32 *rows;
  double *normals;
  double *errors;
  double *reflector;
} Level;

/* A row whose side of the ray at hand only exact arithmetic knows, up to a sign shared by all. */
typedef struct
{
  guint32 row;
  int side;
} Doubt;

typedef struct
{
  gsize m;
  gsize r;
  gsize n_words;
  const double *normals;
  const double *errors;

  RscCellSet cells;

  Level *levels; /* by dimension */
  guint32 *zero; /* hyperplanes that contain the present intersection */
  gsize n_zero;
  double *ray;

  /* The hyperplanes whose intersection is looked at, and what exact arithmetic knows of them. */
  RscExactRows *exact;  /* or NULL */
  const guint32 *ids;   /* m: the row of each hyperplane in @exact */
  guint8 *given;        /* m: whether that row was given exactly */
  RscExactBasis *basis; /* NULL until there is a doubt */
  guint32 *chosen;      /* rows in @exact */
  guint32 *places;      /* the same ones, as numbers of hyperplanes */
  gsize n_chosen;
  gsize n_chosen_rounded; /* of them not given exactly */
  double chosen_error;    /* sum of the errors of their normals */
  GArray *doubts;         /* Doubt */

  gsize *work; /* elementary steps since the last look at the cancellable */
  gboolean stopped;
  RscProgressFunc progress; /* or NULL */
  gpointer progress_data;
  GCancellable *cancellable;
  GError **error;
} Walk;

static RscCells *enumerate (gsize m,
                            gsize r,
                            const double *normals,
                            const double *errors,
                            RscExactRows *exact,
                            const guint32 *ids,
                            gsize *work,
                            RscProgressFunc progress,
                            gpointer progress_data,
                            GCancellable *cancellable,
                            GError **error);

/* Counts steps of work, and looks at the cancellable when there have been many. */
static void
count_work (Walk *walk, gsize steps)
{
  *walk->work += steps;
  if (walk->stopped || *walk->work <= WORK_PER_POLL)
    return;
  *walk->work = 0;
  if (walk->progress != NULL)
    walk->progress (rsc_tuples_get_fraction (walk->m, walk->r - 1, walk->n_chosen, walk->places),
                    NAN, walk->progress_data);
  walk->stopped = g_cancellable_set_error_if_cancelled (walk->cancellable, walk->error);
}

/* u such that I - 2 u u^T / u^T u takes the unit vector @a to ± the last axis; returns 2 / u^T
 * u. */
static double
make_reflector (gsize k, const double *a, double *u)
{
  double square = 0.0;

  memcpy (u, a, k * sizeof (double));
  u[k - 1] += a[k - 1] < 0.0 ? -1.0 : 1.0;
  for (gsize l = 0; l < k; l++)
    square += u[l] * u[l];
  return 2.0 / square;
}

/* out = first k-1 coordinates of (I - beta u u^T) b; returns their length. */
static inline double
reflect_and_drop (gsize k, const double *u, double beta, const double *b, double *out)
{
  double t = 0.0;
  double square = 0.0;

  for (gsize l = 0; l < k; l++)
    t += u[l] * b[l];
  t *= beta;
  for (gsize l = 0; l + 1 < k; l++)
    {
      out[l] = b[l] - t * u[l];
      square += out[l] * out[l];
    }
  return sqrt (square);
}

static void
choose (Walk *walk, guint32 row, double error)
{
  walk->places[walk->n_chosen] = row;
  walk->chosen[walk->n_chosen++] = walk->exact != NULL ? walk->ids[row] : row;
  walk->n_chosen_rounded += walk->given[row] ? 0 : 1;
  walk->chosen_error += error;
}

static void
unchoose (Walk *walk, guint32 row, double error)
{
  walk->n_chosen--;
  walk->n_chosen_rounded -= walk->given[row] ? 0 : 1;
  walk->chosen_error -= error;
}

/* The side of @row at the flat of the chosen hyperplanes, by exact arithmetic. */
static int
get_exact_side (Walk *walk, guint32 row, gsize coordinate, gsize *first)
{
  if (walk->basis == NULL)
    walk->basis = rsc_exact_basis_new (walk->exact);
  rsc_exact_basis_set (walk->basis, walk->n_chosen, walk->chosen);
  return rsc_exact_basis_get_side (walk->basis, walk->ids[row], coordinate, first);
}

static gboolean
can_be_exact (const Walk *walk, guint32 row)
{
  return walk->n_chosen_rounded == 0 && walk->given[row];
}

/* Whether @row contains the flat of the chosen hyperplanes: @sine is that of its angle to the last
 * of them within the flat of the others, @error bounds the rounding of both. */
static gboolean
is_coincident (Walk *walk, guint32 row, double sine, double error)
{
  gsize first = 0;

  if (sine > rsc_hyperplanes_get_sure (error))
    return FALSE;
  if (!can_be_exact (walk, row))
    return sine <= rsc_hyperplanes_get_close (error);
  get_exact_side (walk, row, 0, &first);
  return first == rsc_exact_rows_get_d (walk->exact);
}

static inline void
normalise (gsize k, double length, double *a)
{
  if (length > DBL_MIN)
    {
      for (gsize l = 0; l < k; l++)
        a[l] /= length;
      return;
    }
  /* Rounding left nothing of it: any direction, and the error says so. */
  memset (a, 0, k * sizeof (double));
  a[0] = 1.0;
}

/* The error of a normal that was made from two with these errors and is of this length before it is
 * normalised. */
static inline double
add_errors (double a, double b, double length)
{
  return MIN (1.0, (a + b + 2.0 * DBL_EPSILON) / MAX (length, DBL_MIN));
}

/* More than r-1 hyperplanes meet in the ray: the cells around it are those of these hyperplanes in
 * the orthogonal complement of the ray. */
static void
add_degenerate_ray (Walk *walk, gsize ray_dimension)
{
  gsize r = walk->r;
  gsize n_zero = walk->n_zero;
  g_autofree double *reflector = g_new (double, r);
  g_autofree double *normals = g_new (double, n_zero *(r - 1));
  g_autofree double *errors = g_new (double, n_zero);
  g_autofree guint32 *ids = g_new (guint32, n_zero);
  g_autofree guint32 *nodes = NULL;
  g_autoptr (RscCells) cells = NULL;
  double *v = walk->ray;
  double beta;

  for (gsize k = ray_dimension + 1; k <= r; k++)
    {
      const double *u = walk->levels[k].reflector;
      double square = 0.0;
      double t = 0.0;

      v[k - 1] = 0.0;
      for (gsize l = 0; l < k; l++)
        {
          square += u[l] * u[l];
          t += u[l] * v[l];
        }
      for (gsize l = 0; l < k; l++)
        v[l] -= 2.0 * t / square * u[l];
    }

  beta = make_reflector (r, v, reflector);
  for (gsize i = 0; i < n_zero; i++)
    {
      double *out = normals + i * (r - 1);
      double length = reflect_and_drop (r, reflector, beta, walk->normals + walk->zero[i] * r, out);

      normalise (r - 1, length, out);
      errors[i] = add_errors (walk->errors[walk->zero[i]], walk->chosen_error, length);
      ids[i] = walk->exact != NULL ? walk->ids[walk->zero[i]] : 0;
    }

  cells = enumerate (n_zero, r - 1, normals, errors, walk->exact, ids, walk->work, NULL, NULL,
                     walk->cancellable, walk->error);
  if (cells == NULL)
    {
      walk->stopped = TRUE;
      return;
    }

  nodes = g_new (guint32, cells->n_cells);
  for (gsize c = 0; c < cells->n_cells; c++)
    {
      const guint64 *bits = cells->bits + c * cells->n_words;

      for (gsize i = 0; i < n_zero; i++)
        {
          guint32 row = walk->zero[i];

          if (rsc_pattern_is_active (bits, i) != rsc_pattern_is_active (walk->cells.current, row))
            rsc_cell_set_flip (&walk->cells, row);
        }
      nodes[c] = rsc_cell_set_add (&walk->cells);
    }
  for (gsize e = 0; e + 1 < cells->n_cells; e++)
    rsc_cell_set_join_pair (&walk->cells, nodes[cells->edges[2 * e]],
                            nodes[cells->edges[2 * e + 1]]);
  count_work (walk, cells->n_cells * n_zero);
}

/* The cells around the ray in walk->ray (coordinates of the given dimension); the current cell has
 * the signs of all hyperplanes that do not contain it, and zeros for the others. */
static void
add_ray (Walk *walk, gsize ray_dimension)
{
  gsize n_cells;
  guint32 node;

  if (walk->n_zero + 1 > walk->r)
    {
      add_degenerate_ray (walk, ray_dimension);
    }
  else
    {
      /* In general position all sign vectors occur: in Gray code order, each is a neighbour of the
       * one before. */
      n_cells = (gsize) 1 << walk->n_zero;
      node = rsc_cell_set_add (&walk->cells);
      for (gsize c = 1; c < n_cells; c++)
        {
          guint32 next;

          rsc_cell_set_flip (&walk->cells, walk->zero[__builtin_ctzll (c)]);
          next = rsc_cell_set_add (&walk->cells);
          rsc_cell_set_join_pair (&walk->cells, node, next);
          node = next;
        }
      count_work (walk, n_cells * (walk->n_words + 1));
    }
  count_work (walk, walk->m);
}

/* Sets the bits of the rows in doubt: their sides are known up to a sign that they share, which a
 * row tells whose side is sure. Where there is none, any sign will do: with each cell its
 * reflection is found. */
static void
settle_doubts (Walk *walk, gsize p)
{
  const Level *level = &walk->levels[2];
  const double *a = level->normals + 2 * p;
  const gsize d = rsc_exact_rows_get_d (walk->exact);
  double surest = 0.0;
  gsize witness = level->n, coordinate = d;
  int turn = 1;

  for (gsize q = 0; q < level->n; q++)
    {
      const double *b = level->normals + 2 * q;
      const double cross = a[0] * b[1] - a[1] * b[0];

      if (q != p && fabs (cross) > rsc_hyperplanes_get_sure (level->errors[p] + level->errors[q])
          && fabs (cross) > fabs (surest))
        {
          surest = cross;
          witness = q;
        }
    }
  for (gsize k = 0; k < walk->doubts->len; k++)
    {
      Doubt *doubt = &g_array_index (walk->doubts, Doubt, k);

      if (coordinate == d)
        get_exact_side (walk, doubt->row, 0, &coordinate);
      doubt->side = get_exact_side (walk, doubt->row, coordinate, NULL);
    }
  if (witness < level->n)
    turn = get_exact_side (walk, level->rows[witness], coordinate, NULL) * (surest > 0.0 ? 1 : -1);
  for (gsize k = 0; k < walk->doubts->len; k++)
    {
      const Doubt *doubt = &g_array_index (walk->doubts, Doubt, k);

      if (doubt->side * turn > 0)
        rsc_cell_set_flip (&walk->cells, doubt->row);
    }
}

/* The rays of an arrangement of lines in the plane. */
static void
visit_plane (Walk *walk, gssize last)
{
  const Level *level = &walk->levels[2];
  gsize n_zero = walk->n_zero;

  for (gsize p = 0; p < level->n && !walk->stopped; p++)
    {
      const double *a = level->normals + 2 * p;
      gboolean seen = FALSE;

      if ((gssize) level->rows[p] <= last)
        continue;

      rsc_cell_set_reset (&walk->cells);
      choose (walk, level->rows[p], level->errors[p]);
      g_array_set_size (walk->doubts, 0);
      walk->n_zero = n_zero;
      walk->zero[walk->n_zero++] = level->rows[p];
      for (gsize q = 0; q < level->n; q++)
        {
          const double *b = level->normals + 2 * q;
          const double cross = a[0] * b[1] - a[1] * b[0];
          const double error = level->errors[p] + level->errors[q];

          if (q == p)
            continue;
          if (fabs (cross) > rsc_hyperplanes_get_sure (error))
            {
              if (cross > 0.0)
                rsc_cell_set_flip (&walk->cells, level->rows[q]);
            }
          else if (is_coincident (walk, level->rows[q], fabs (cross), error))
            {
              seen = q < p;
              if (seen)
                break;
              walk->zero[walk->n_zero++] = level->rows[q];
            }
          else if (can_be_exact (walk, level->rows[q]))
            {
              const Doubt doubt = { level->rows[q], 0 };

              g_array_append_val (walk->doubts, doubt);
            }
          else if (cross > 0.0)
            rsc_cell_set_flip (&walk->cells, level->rows[q]);
        }
      if (!seen)
        {
          if (walk->doubts->len > 0)
            settle_doubts (walk, p);
          walk->ray[0] = -a[1];
          walk->ray[1] = a[0];
          add_ray (walk, 2);
        }
      unchoose (walk, level->rows[p], level->errors[p]);
    }
  walk->n_zero = n_zero;
}

/* Restricts the arrangement of dimension @k to each of its hyperplanes in turn. An intersection is
 * visited only through its smallest hyperplanes in increasing order, so exactly once. */
static void
visit (Walk *walk, gsize k, gssize last)
{
  const Level *level = &walk->levels[k];
  Level *child = &walk->levels[k - 1];
  gsize n_zero = walk->n_zero;

  if (k == 2)
    {
      visit_plane (walk, last);
      return;
    }

  for (gsize p = 0; p < level->n && !walk->stopped; p++)
    {
      double beta;
      gboolean seen = FALSE;

      if ((gssize) level->rows[p] <= last)
        continue;

      beta = make_reflector (k, level->normals + p * k, level->reflector);
      choose (walk, level->rows[p], level->errors[p]);
      child->n = 0;
      walk->n_zero = n_zero;
      walk->zero[walk->n_zero++] = level->rows[p];
      for (gsize q = 0; q < level->n && !seen; q++)
        {
          double *out = child->normals + child->n * (k - 1);
          double length;

          if (q == p)
            continue;
          length = reflect_and_drop (k, level->reflector, beta, level->normals + q * k, out);
          if (is_coincident (walk, level->rows[q], length, level->errors[p] + level->errors[q]))
            {
              seen = q < p;
              walk->zero[walk->n_zero++] = level->rows[q];
              continue;
            }
          normalise (k - 1, length, out);
          child->rows[child->n] = level->rows[q];
          child->errors[child->n] = add_errors (level->errors[p], level->errors[q], length);
          child->n++;
        }
      count_work (walk, level->n * k);
      if (!seen)
        visit (walk, k - 1, (gssize) level->rows[p]);
      unchoose (walk, level->rows[p], level->errors[p]);
    }
  walk->n_zero = n_zero;
}

static void
walk_clear (Walk *walk)
{
  rsc_cell_set_clear (&walk->cells);
  for (gsize k = 0; k <= walk->r; k++)
    {
      g_free (walk->levels[k].rows);
      g_free (walk->levels[k].normals);
      g_free (walk->levels[k].errors);
      g_free (walk->levels[k].reflector);
    }
  g_free (walk->levels);
  g_free (walk->given);
  g_free (walk->chosen);
  g_free (walk->places);
  rsc_exact_basis_free (walk->basis);
  g_array_unref (walk->doubts);
  g_free (walk->zero);
  g_free (walk->ray);
}

static void
walk_init (Walk *walk,
           gsize m,
           gsize r,
           const double *normals,
           const double *errors,
           RscExactRows *exact,
           const guint32 *ids)
{
  Level *top;

  memset (walk, 0, sizeof *walk);
  walk->m = m;
  walk->r = r;
  walk->n_words = (m + 63) / 64;
  walk->normals = normals;
  walk->errors = errors;
  rsc_cell_set_init (&walk->cells, m);
  walk->levels = g_new0 (Level, r + 1);
  for (gsize k = 2; k <= r; k++)
    {
      walk->levels[k].rows = g_new (guint32, m);
      walk->levels[k].normals = g_new (double, m *k);
      walk->levels[k].errors = g_new (double, m);
      walk->levels[k].reflector = g_new (double, k);
    }
  walk->exact = exact;
  walk->ids = ids;
  walk->given = g_new0 (guint8, m);
  for (gsize i = 0; exact != NULL && i < m; i++)
    walk->given[i] = rsc_exact_rows_is_given (exact, ids[i]) ? 1 : 0;
  walk->chosen = g_new (guint32, r + 1);
  walk->places = g_new (guint32, r + 1);
  walk->doubts = g_array_new (FALSE, FALSE, sizeof (Doubt));
  walk->zero = g_new (guint32, m);
  walk->ray = g_new (double, r);

  if (r < 2)
    return;
  top = &walk->levels[r];
  top->n = m;
  memcpy (top->normals, normals, m * r * sizeof (double));
  memcpy (top->errors, errors, m * sizeof (double));
  for (gsize i = 0; i < m; i++)
    top->rows[i] = (guint32) i;
}

static RscCells *
enumerate (gsize m,
           gsize r,
           const double *normals,
           const double *errors,
           RscExactRows *exact,
           const guint32 *ids,
           gsize *work,
           RscProgressFunc progress,
           gpointer progress_data,
           GCancellable *cancellable,
           GError **error)
{
  Walk walk;
  RscCells *self = NULL;

  walk_init (&walk, m, r, normals, errors, exact, ids);
  walk.work = work;
  walk.progress = progress;
  walk.progress_data = progress_data;
  walk.cancellable = cancellable;
  walk.error = error;

  if (r == 1)
    {
      /* A line: its two halves have only the origin between them. */
      if (normals[0] > 0.0)
        rsc_cell_set_flip (&walk.cells, 0);
      rsc_cell_set_add (&walk.cells);
      rsc_cell_set_join (&walk.cells, 0, 1);
    }
  else
    visit (&walk, r, -1);

  if (!walk.stopped)
    {
      gsize n_cells = 2 * walk.cells.n_half;

      /* The cells are connected, and never more than in general position. */
      if (walk.cells.edges->len != 2 * (n_cells - 1)
          || (double) n_cells > rsc_cells_count_general (m, r))
        {
          g_set_error_literal (error, RSC_ERROR, RSC_ERROR_NUMERICAL,
                               _ ("The points are so close to a degenerate position that their "
                                  "activation patterns cannot be told apart; sample them instead "
                                  "(--patterns N)."));
        }
      else
        {
          self = g_new0 (RscCells, 1);
          self->n_words = walk.n_words;
          self->n_cells = n_cells;
          self->bits = g_new (guint64, n_cells * walk.n_words);
          for (gsize k = 0; k < walk.cells.n_half && !walk.stopped; k++)
            {
              for (gsize w = 0; w < walk.n_words; w++)
                {
                  guint64 bits = walk.cells.half[k * walk.n_words + w];

                  self->bits[2 * k * walk.n_words + w] = bits;
                  self->bits[(2 * k + 1) * walk.n_words + w] = ~bits & walk.cells.mask[w];
                }
              count_work (&walk, walk.n_words);
            }
          self->edges =
            (guint32 *) (gpointer) g_array_free (g_steal_pointer (&walk.cells.edges), FALSE);
          if (walk.stopped)
            g_clear_pointer (&self, rsc_cells_free);
        }
    }

  walk_clear (&walk);
  return self;
}

double
rsc_cells_count_general (gsize n, gsize d)
{
  double term = 1.0;
  double sum = 0.0;

  if (n == 0 || d == 0)
    return 1.0;
  /* C(n-1, k) from C(n-1, k-1): the product is divisible, so it is exact while below 2^53. */
  for (gsize k = 0; k < d && k < n; k++)
    {
      if (k > 0)
        {
          if (term * (double) (n - k) < 9007199254740992.0)
            term = term * (double) (n - k) / (double) k;
          else
            term = term / (double) k * (double) (n - k);
        }
      sum += term;
      if (!isfinite (sum))
        return INFINITY;
    }
  return 2.0 * sum;
}

RscCells *
rsc_cells_enumerate (gsize m,
                     gsize r,
                     const double *normals,
                     const double *errors,
                     RscExactRows *exact,
                     const guint32 *rows,
                     RscProgressFunc progress,
                     gpointer progress_data,
                     GCancellable *cancellable,
                     GError **error)
{
  gsize work = 0;

  g_return_val_if_fail (r >= 1 && m >= r, NULL);
  g_return_val_if_fail (r > 1 || m == 1, NULL);

  return enumerate (m, r, normals, errors, exact, rows, &work, progress, progress_data, cancellable,
                    error);
}

void
rsc_cells_free (RscCells *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->bits);
  g_free (self->edges);
  g_free (self);
}
