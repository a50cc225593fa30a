/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-document.h"
#include "ui/rsc-plot-area.h"

G_BEGIN_DECLS

/**
 * RscExperimentPage:
 *
 * The paper's pruning experiment on the document's data: random halves, one to train and one to
 * test, pruned by every method; accuracy or error against width as median and quartiles. It runs
 * when asked to, in threads of its own, and is cancelled when the data, the model or λ change.
 */
#define RSC_TYPE_EXPERIMENT_PAGE (rsc_experiment_page_get_type ())
G_DECLARE_FINAL_TYPE (RscExperimentPage, rsc_experiment_page, RSC, EXPERIMENT_PAGE, GtkWidget)

void rsc_experiment_page_set_document (RscExperimentPage *self, RscDocument *document);
/* The picture, to export it. */
RscPlotArea *rsc_experiment_page_get_area (RscExperimentPage *self);
gboolean rsc_experiment_page_is_running (RscExperimentPage *self);

G_END_DECLS
