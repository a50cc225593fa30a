/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-document.h"
#include "app/model/rsc-effects.h"

G_BEGIN_DECLS

/* What moving the target of one data point does to the network on show: of the first of the
 * selected points, or of the one that is pointed at. Borrowed. */
RscEffects *rsc_document_get_effects (RscDocument *self);

G_END_DECLS
