/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-reading.h"

G_BEGIN_DECLS

/* How a file was read, in plain words. */

/* "150 rows; features sepal_length … petal_width; target species: setosa −1, versicolor +1; row
 * numbers left out; header in line 1": what is not as in any table is said too. Free with
 * g_free(). */
char *rsc_reading_words_dup (const RscReading *reading);

/* Its part about the target: "target species: setosa −1, versicolor +1". Free with g_free(). */
char *rsc_reading_words_dup_target (const RscReading *reading);

G_END_DECLS
