/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/rsc-random.h"

gsl_rng *
rsc_random_new (guint64 seed)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  guint64 z = seed + G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  /* The finaliser of SplitMix64 spreads every bit of the seed over the 32 that are kept. */
  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  z ^= z >> 31;
  gsl_rng_set (rng, (unsigned long) (z >> 32));

  return rng;
}
