/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <gsl/gsl_rng.h>

G_BEGIN_DECLS

/* A Mersenne twister (mt19937) seeded with all 64 bits of @seed, the same on every machine. GSL's
 * own seeding keeps only the low 32 bits and takes 0 for 4357. Free with gsl_rng_free(). */
gsl_rng *rsc_random_new (guint64 seed);

G_END_DECLS
