/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-data-experiment.h"
#include "app/model/rsc-document.h"

G_BEGIN_DECLS

/* The pruning experiment on the data at hand. Borrowed. */
RscDataExperiment *rsc_document_get_experiment (RscDocument *self);

G_END_DECLS
