/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/cli/rsc-cli-command.h"
#include "core/program/rsc-solution.h"
#include "core/set/rsc-equal-fit.h"

G_BEGIN_DECLS

/* From DATA and the network of --equal-fit to its set, and the certified optimum at the same λ. */
RscEqualFit *rsc_cli_load_equal_fit (const RscCliOptions *options,
                                     RscSolution **optimum,
                                     GCancellable *cancellable,
                                     GError **error);

/* The neurons that show most of it. Returns their number. */
gsize rsc_cli_choose_axes_of_fit (RscEqualFit *set, gsize axes[3]);

/* "optimal-set --equal-fit". */
RscCliExit
rsc_cli_equal_fit (const RscCliOptions *options, GCancellable *cancellable, GError **error);
/* "figure optimal-set --equal-fit". */
RscCliExit
rsc_cli_figure_equal_fit (const RscCliOptions *options, GCancellable *cancellable, GError **error);

G_END_DECLS
