/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-solver.h"
#include "kkt.h"
#include "problems.h"

G_BEGIN_DECLS

/* Solves and asserts that all went well; @warm_start may be NULL. */
RscSolution *solve_at (RscProblem *problem, double lambda, RscSolution *warm_start);

/* What kkt.h measures is below @tolerance; @stride as there. */
void check_optimal (RscSolution *solution, gsize stride, double tolerance);

G_END_DECLS
