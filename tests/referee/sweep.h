/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "judge.h"

G_BEGIN_DECLS

/* Looks at one case through a judge that knows patterns and λ_max already. */
typedef void (*SweepFunc) (Judge *judge);

/* What the judge of one case complains of, as a replay: CSV, options, complaints. */
char *sweep_dup_report (const Judge *judge);

/* A test of its own for each family, /@part/FAMILY: @count cases (see repeats.h) from seed 1 on.
 * Fails when more of them fail than the ledger tests/referee/known allows ("PART/FAMILY: COUNT",
 * faults that are known and not repaired yet); a case that fails is printed so that it can be given
 * to the command line. @part: static. */
void sweep_add (const char *part, gsize count, SweepFunc func);
/* One family only. */
void sweep_add_family (const char *part, const char *family, gsize count, SweepFunc func);

/* A test of its own for each line of tests/referee/cases/list: "PART FILE bias|no-bias relu|gated
 * ratio|lambda VALUE", problems that were wrong once. The ledger's key is named/FILE. */
void sweep_add_named (const char *part, SweepFunc func);

/* main() of each part. */
void sweep_init (int *argc, char ***argv);

G_END_DECLS
