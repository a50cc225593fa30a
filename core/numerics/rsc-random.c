/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-random.h"

gsl_rng *
rsc_random_new (guint64 seed)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  /* All bits of the seed, mixed: 32 of them are kept. */
  gsl_rng_set (rng, (unsigned long) (rsc_random_mix (seed) >> 32));

  return rng;
}
