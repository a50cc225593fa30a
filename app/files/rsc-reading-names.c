/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/files/rsc-reading-names.h"

const char *const rsc_reading_target_kinds[] = { "values", "two-classes", "against-rest",
                                                 "against-one", NULL };
const char *const rsc_reading_encodings[] = { "UTF-8", "UTF-16", "Latin-1", NULL };
const char *const rsc_reading_headers[] = { "none", "names", "numbers", NULL };
const char *const rsc_reading_missing[] = { "refuse", "drop", "mean", NULL };
const char *const rsc_reading_roles[] = { "feature", "target",   "empty",   "counts",
                                          "labels",  "constant", "dropped", NULL };
