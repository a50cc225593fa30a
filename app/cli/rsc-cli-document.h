/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/cli/rsc-cli-options.h"

G_BEGIN_DECLS

/* Where DATA of a command of these groups is a document of the window: reads it, so that its data,
 * preparation, model and λ stand where no option says otherwise. Errors: one sentence that names
 * the file. */
gboolean rsc_cli_document_take (RscCliOptions *options, guint groups, GError **error);

/* How the data are split and scaled: as the options say, or else the document. @with_test: whether
 * test points are asked for; those of a document are left out of the training points in any
 * case. */
void rsc_cli_document_prepare (const RscCliOptions *options,
                               gboolean with_test,
                               RscPreparation *preparation);

/* Of sampled patterns. */
guint64 rsc_cli_document_get_pattern_seed (const RscCliOptions *options);

G_END_DECLS
