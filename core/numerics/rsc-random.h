/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <gsl/gsl_rng.h>

G_BEGIN_DECLS

/* The finaliser of SplitMix64 (Steele, Lea and Flood 2014): a well mixed number for every z, the
 * same on every machine. */
static inline guint64
rsc_random_mix (guint64 z)
{
  z += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/* A number of [-1, 1) from rsc_random_mix (z). */
static inline double
rsc_random_mix_signed (guint64 z)
{
  return (double) (rsc_random_mix (z) >> 11) * 0x1p-52 - 1.0;
}

/* A Mersenne twister (mt19937) that all 64 bits of @seed have a say in, the same on every machine.
 * GSL's own seeding keeps only the low 32 bits and takes 0 for 4357. Free with gsl_rng_free(). */
gsl_rng *rsc_random_new (guint64 seed);

G_END_DECLS
