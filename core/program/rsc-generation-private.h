/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-generation.h"
#include "core/program/rsc-pricing.h"
#include "core/program/rsc-solver.h"

G_BEGIN_DECLS

struct _RscGeneration
{
  RscDataset *dataset;
  gboolean bias;
  RscGenerationSettings settings;
  gsize n;
  gsize d;
  double *lengths; /* n: ||x_i|| */
  double *columns; /* d: lengths of the columns of X */
  RscPricing *pricing;
  RscPatternSet patterns;
  double lambda_max;
  double lambda_max_bound;
  double bound_lambda;        /* of the last solve, 0 for none */
  double bound;               /* the best dual objective over all patterns known there */
  RscProblem *problem;        /* of the patterns, NULL when they have changed */
  RscSolver *solver;          /* of it */
  RscPricingResult *searched; /* the last search, or NULL */
  RscPricingResult *known;    /* the last that the next can begin from, which can be the same */
  RscPeaks *tops;             /* where ascents ended last, without patterns, or NULL */
  RscGenerationSolutionFunc solution_func;
  gpointer solution_data;
  guint64 seed; /* of the starts drawn next */
  gint64 end;   /* for all that follows, or 0 */
  gboolean is_stopped;
  gboolean is_rough; /* whether a solve ends at the tolerance, and goes to no last digit */
};

/* The patterns of the peaks above @threshold. *@highest: the highest of those that are new. */
gboolean rsc_generation_add_peaks (RscGeneration *self,
                                   const RscPeaks *peaks,
                                   double threshold,
                                   gsize *n_new,
                                   double *highest,
                                   GCancellable *cancellable,
                                   GError **error);

/* All patterns around the unit vector @u. *@all: set to FALSE where they are too many. */
gboolean rsc_generation_add_around (RscGeneration *self,
                                    const double *u,
                                    gsize *n_new,
                                    gboolean *all,
                                    GCancellable *cancellable,
                                    GError **error);

/* The patterns of a solution, and, where its data are others, those around its directions. */
gboolean rsc_generation_add_solution (RscGeneration *self,
                                      RscSolution *solution,
                                      GCancellable *cancellable,
                                      GError **error);

/* Goes on with @dataset, the same rows with other targets, of which λ_max is known to be in
 * [@lambda_max, @lambda_max_bound]: patterns, and what was searched, stay. */
void rsc_generation_take_dataset (RscGeneration *self,
                                  RscDataset *dataset,
                                  double lambda_max,
                                  double lambda_max_bound);

/* The tolerance of the solves to come, and whether they end there. */
void rsc_generation_set_rough (RscGeneration *self, double tolerance, gboolean is_rough);

void rsc_generation_forget_patterns (RscGeneration *self);

gboolean rsc_generation_ensure_problem (RscGeneration *self, GError **error);

/* Σ |r_i| ||x_i||, which no ||v_b|| is above, nor any change of one by a change @r of the
 * residual. */
double rsc_generation_measure_spread (const RscGeneration *self, const double *r);

gboolean rsc_generation_is_searchable (const RscGeneration *self);

G_END_DECLS
