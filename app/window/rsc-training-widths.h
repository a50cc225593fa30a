/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-training-survey.h"
#include "ui/rsc-curves-view.h"

G_BEGIN_DECLS

/* Shows the excess of a survey over @optimum (log₁₀) against the width in @view: the middle half of
 * the seeds, the best and the worst. Nothing for NULL. */
void rsc_training_widths_show (RscCurvesView *view,
                               const RscTrainingSurvey *survey,
                               RscSolution *optimum);

G_END_DECLS
