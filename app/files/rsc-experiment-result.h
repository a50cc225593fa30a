/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/pruning/rsc-experiment.h"
#include "core/training/rsc-tuning-experiment.h"
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The object of one data set in the JSON of an experiment, @root: itself, or of its list "sets". It
 * must be of @schema and made of these @inputs (the keys "schema" and "inputs"). Borrowed from
 * @root; NULL with an error where it is not there. */
JsonObject *rsc_experiment_result_find (JsonNode *root,
                                        const char *file,
                                        const char *schema,
                                        const char *inputs,
                                        GError **error);

/* What @set says of the repeats that are done, into @known, one for each repeat of @settings; what
 * is known there already stays. Read from JSON that was written the numbers have the same bits.
 * Errors: RSC_ERROR_DATA, "FILE: repeats[K]: …". */
gboolean rsc_experiment_result_read (JsonObject *set,
                                     const char *file,
                                     const RscExperimentSettings *settings,
                                     RscExperimentOutcome *known,
                                     GError **error);
gboolean rsc_tuning_result_read (JsonObject *set,
                                 const char *file,
                                 const RscTuningPlan *plan,
                                 RscTuningRepeat *known,
                                 GError **error);

G_END_DECLS
