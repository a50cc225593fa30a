/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-document-state.h"
#include "app/model/rsc-jobs.h"
#include "core/pruning/rsc-experiment.h"

G_BEGIN_DECLS

/**
 * RscDataExperiment:
 *
 * The pruning experiment on the data of a document, at the λ of the network on show: whether it
 * runs, and what came of it. With other data, another model or another λ both are forgotten.
 *
 * RscDataExperiment::changed: anything of that.
 */
#define RSC_TYPE_DATA_EXPERIMENT (rsc_data_experiment_get_type ())
G_DECLARE_FINAL_TYPE (RscDataExperiment, rsc_data_experiment, RSC, DATA_EXPERIMENT, GObject)

/* @jobs: listens to RSC_REQUEST_EXPERIMENT until it is disposed of, which must be before @jobs are
 * freed; NULL: nothing ever runs. */
RscDataExperiment *rsc_data_experiment_new (RscJobs *jobs);

/* What it is of: @solution is that of @state, or NULL while it is not known. @coming: it is worked
 * on. Begins what waited for it; does not forget what is known. */
void rsc_data_experiment_set_source (RscDataExperiment *self,
                                     RscDocumentState *state,
                                     RscSolution *solution,
                                     gboolean coming);

/* The data, the model or λ are others. */
void rsc_data_experiment_forget (RscDataExperiment *self);

/* Whether there is something to run on: rows for two halves, and a network, if only soon. */
gboolean rsc_data_experiment_can_start (RscDataExperiment *self);

/* @n_repeats random halves with @n_gates random gates each, as soon as the network is known.
 * Forgets the result before. Nothing while it runs, or where it cannot. */
void rsc_data_experiment_start (RscDataExperiment *self, gsize n_repeats, gsize n_gates);
/* Ends it; what is done by then is a result. */
void rsc_data_experiment_cancel (RscDataExperiment *self);

gboolean rsc_data_experiment_is_busy (RscDataExperiment *self);
/* 0 to 1. */
double rsc_data_experiment_get_progress (RscDataExperiment *self);

/* NULL while there is none. Borrowed, as what follows. */
RscExperiment *rsc_data_experiment_get_result (RscDataExperiment *self);
/* Why there is none: RSC_ERROR_…, or G_IO_ERROR_CANCELLED where it was ended before the first
 * half; or NULL. */
const GError *rsc_data_experiment_get_error (RscDataExperiment *self);

G_END_DECLS
