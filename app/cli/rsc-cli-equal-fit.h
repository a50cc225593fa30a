/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/cli/rsc-cli-command.h"
#include "core/program/rsc-solution.h"
#include "core/set/rsc-equal-fit.h"
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* From DATA and the network of --equal-fit to its set, and the certified optimum at the same λ. */
RscEqualFit *rsc_cli_load_equal_fit (const RscCliOptions *options,
                                     RscSolution **optimum,
                                     GCancellable *cancellable,
                                     GError **error);

/* The same at the problem and λ of @optimum, which is solved already. */
RscEqualFit *rsc_cli_load_equal_fit_at (const RscCliOptions *options,
                                        RscSolution *optimum,
                                        GCancellable *cancellable,
                                        GError **error);

/* The keys of the set besides those of its problem, into the object that is open. */
void rsc_cli_add_equal_fit (JsonBuilder *builder, RscEqualFit *set);

/* "optimal-set --equal-fit". */
RscCliExit
rsc_cli_equal_fit (const RscCliOptions *options, GCancellable *cancellable, GError **error);
/* "figure optimal-set --equal-fit". */
RscCliExit
rsc_cli_figure_equal_fit (const RscCliOptions *options, GCancellable *cancellable, GError **error);

G_END_DECLS
