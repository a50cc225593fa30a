/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-polish.h"

#include <string.h>

#include "core/numerics/rsc-gram.h"

/* Corrections of the unknowns. */
#define UNKNOWN_PASSES 2

/* Corrections of the multipliers: each gains several digits. */
#define DUAL_PASSES 3

void
rsc_polish_unknowns (RscNnqp *nnqp,
                     const RscQuadratic *program,
                     double *x,
                     double *correction,
                     double *image)
{
  const gsize n = program->n, n_free = program->n_free, total = program->total;
  const double *columns = program->columns;

  for (int pass = 0; pass < UNKNOWN_PASSES; pass++)
    {
      double step = 1.0;

      memcpy (image, program->y, n * sizeof (double));
      for (gsize i = 0; i < total; i++)
        {
          if (x[i] != 0.0)
            {
              for (gsize l = 0; l < n; l++)
                image[l] -= x[i] * columns[i * n + l];
            }
        }
      for (gsize i = 0; i < total; i++)
        {
          correction[i] = 0.0;
          if (x[i] != 0.0)
            correction[i] = rsc_gram_dot_short (n, columns + i * n, image)
                            - (i >= n_free ? program->lambda : 0.0)
                            + program->weights[i] * (program->targets[i] - x[i]);
        }
      rsc_nnqp_refine (nnqp, correction, correction);
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
}

void
rsc_polish_dual (RscNnqp *nnqp,
                 const RscQuadratic *program,
                 const double *x,
                 double *correction,
                 double *shift,
                 double *nu)
{
  const gsize n = program->n, n_free = program->n_free, total = program->total;
  const double *columns = program->columns;

  memcpy (nu, program->y, n * sizeof (double));
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
              rsc_gram_dot_short (n, columns + i * n, nu) - (i >= n_free ? program->lambda : 0.0);
          /* The free unknowns are all passive, also one that happens to be 0. */
          if (i < n_free || x[i] != 0.0)
            correction[i] += program->weights[i] * (program->targets[i] - x[i] - shift[i]);
        }
      rsc_nnqp_refine (nnqp, correction, correction);
      for (gsize i = 0; i < total; i++)
        {
          shift[i] += correction[i];
          for (gsize l = 0; correction[i] != 0.0 && l < n; l++)
            nu[l] -= correction[i] * columns[i * n + l];
        }
    }
}
