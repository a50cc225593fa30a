/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-problem.h"

G_BEGIN_DECLS

#define CASE_FEATURES_MAX 7

/**
 * Case:
 * @features: n × n_features, row-major
 * @ratio: of λ_max; 0 where @lambda is given instead
 *
 * A small problem with all that is needed to ask for it again on the command line.
 */
typedef struct
{
  const char *family;
  guint64 seed;
  gsize n;
  gsize n_features;
  double *features;
  double *targets;
  gboolean bias;
  gboolean gated;
  double ratio;
  double lambda;
} Case;

/* The families, NULL at the end. */
const char *const *case_get_families (void);

/* Problem @seed of @family: the same on every machine. */
void case_init (Case *self, const char *family, guint64 seed);
/* From a CSV file: the last column is y; at most CASE_FEATURES_MAX features. */
gboolean case_init_from_file (Case *self, const char *path, GError **error);
void case_copy (Case *self, const Case *other);
void case_clear (Case *self);

gsize case_get_d (const Case *self); /* with the bias column */
double *case_dup_design (const Case *self);
/* Whether a problem of the product's can be made of it, all patterns. */
RscProblem *case_make_problem (const Case *self, GError **error);

char *case_dup_csv (const Case *self);
/* The options of `reluscope-cli optimal-set FILE`. */
char *case_dup_options (const Case *self);

/* Random numbers of the generator's own: uniform in [0, 1), and in {0, …, count - 1}. */
double case_random (guint64 *state);
gsize case_random_below (guint64 *state, gsize count);

G_END_DECLS
