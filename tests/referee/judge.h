/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case.h"
#include "core/set/rsc-optimal-set.h"
#include "truth.h"

G_BEGIN_DECLS

/**
 * Judge:
 * @complaints: sentences, each begins with the word of its kind
 * @doubt: what double precision may decide otherwise, or NULL: then only networks and gaps are
 * compared A set that the product does not trust itself is held to its networks, to no more than
 * the excess it states, and to what it still claims; in ordinary units none may be.
 * @problem: what the product makes of it; NULL where it refused, or where what follows is another
 * problem
 * @claims_only: compare no more than what is called unique, proved or complete
 * @set: what the product says, or NULL
 *
 * One case: what the product says beside what holds.
 */
typedef struct
{
  const Case *subject;
  GPtrArray *complaints;
  char *doubt;
  RscProblem *problem;
  RscSolution *solution;
  RscOptimalSet *set;
  Program program;
  Optimum optimum;
  Truth truth;
  gboolean has_optimum;
  gboolean has_truth;
  gboolean claims_only;
} Judge;

/* Poses the problem to both; compares patterns and λ_max. */
void judge_init (Judge *self, const Case *subject);
void judge_clear (Judge *self);

void G_GNUC_PRINTF (2, 3) judge_complain (Judge *self, const char *format, ...);

/* Complains if there is an @error; @what was asked for. */
void judge_error (Judge *self, const char *what, const GError *error);
/* Pattern @j as the referee writes it. */
guint32 judge_get_mask (const RscArrangement *arrangement, gsize j);

/* λ of the case: 0 when λ_max is 0. */
double judge_get_lambda (Judge *self);
/* Solves at @lambda and checks the certificate. @tolerance: or 0 for the product's own.
 * @warm_start: or NULL. FALSE: nothing more can be compared. */
gboolean judge_solve (Judge *self, double lambda, double tolerance, RscSolution *warm_start);
/* The referee's optimum at @lambda alone. FALSE when it was not found. */
gboolean judge_find_optimum (Judge *self, double lambda);
/* Complains of a solution whose gap is not what it says, @name. Its λ must be that of the
 * optimum. */
void judge_certificate (Judge *self, const char *name, const RscSolution *solution);
/* The optimal set there and the truth, not compared; complains of errors only. */
void judge_make_set (Judge *self);
/* And compared, with the networks that are taken from it. */
void judge_set (Judge *self);
/* Forgets what belongs to one λ; complaints stay. */
void judge_reset (Judge *self);
/* Everything about one case. */
void judge_all (Judge *self);

/* Objective of a network by its weights alone, and how far its fit is from the optimum's, relative
 * to the targets. */
Quad judge_evaluate_network (const Judge *self, const RscNetwork *network, Quad *fit_change);
/* Complains of a network that is not optimal to 1e-8. */
void judge_network (Judge *self, const char *name, const RscNetwork *network);

G_END_DECLS
