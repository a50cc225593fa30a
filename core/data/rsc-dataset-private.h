/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For rsc-dataset.c and rsc-preparation.c alone. */
#pragma once

#include "core/data/rsc-dataset.h"

G_BEGIN_DECLS

/* rsc_dataset_new_in_space(); NULL when cancelled. */
RscDataset *rsc_dataset_enter_space (RscDataset *source,
                                     RscRowSpace *space,
                                     gboolean bias,
                                     GCancellable *cancellable);

G_END_DECLS
