/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "judge.h"

G_BEGIN_DECLS

/* Makes a failing case smaller while the same kind of complaint stays: rows and features go, values
 * become rounder. @subject is replaced. @func: as in sweeps. */
void shrink_case (Case *subject, void (*func) (Judge *judge));

G_END_DECLS
