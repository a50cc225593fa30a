/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-document.h"
#include "ui/rsc-step-list.h"

G_BEGIN_DECLS

/* Makes the rows of @list those of the document's pruning and marks the step on show. *@listed: the
 * walk whose steps the list has, or NULL; becomes the document's, a reference. Steps that two walks
 * share stay as they are. O(steps that are new). */
void rsc_pruning_steps_fill (RscStepList *list, RscDocument *document, RscPruning **listed);

G_END_DECLS
