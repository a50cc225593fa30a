/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-document.h"

G_BEGIN_DECLS

/* What a panel of the optimal set says in the set's place: that there are no data, why they could
 * not be solved, that it was stopped, or that it is being solved. NULL where the set is there, and
 * before the first work on it. Owned by the caller. */
char *rsc_set_absence_dup_words (RscDocument *document);

G_END_DECLS
