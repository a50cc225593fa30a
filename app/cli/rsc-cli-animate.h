/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/cli/rsc-cli-options.h"
#include "core/path/rsc-path.h"

G_BEGIN_DECLS

/* Whether the frames could go to --animate: a file that ends in .webp, .webm or .mp4, a folder, or
 * a name that is free. Touches nothing: asked before the path is followed. */
gboolean rsc_cli_animate_check (const RscCliOptions *options, GError **error);

/* Writes slides with the function, the optimal set and the path at equal steps of log λ: as one
 * animated file, or as frame-0001.png, frame-0002.png, … into the folder, which is made if need be.
 * Each file is written whole or not at all. Progress goes to standard error when that is a
 * terminal. */
gboolean rsc_cli_animate (const RscCliOptions *options,
                          RscPath *path,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS
