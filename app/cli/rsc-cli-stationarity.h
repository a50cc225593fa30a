/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/rsc-stationarity.h"
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Adds class, stationary, residual, by_settling and settles_to to the object that is open in
 * @builder. */
void rsc_cli_add_class (JsonBuilder *builder, const RscStationarity *stationarity);

/* The class, in words of the program's language. Not to be freed. */
const char *rsc_cli_get_class_name (RscStationarityClass klass);

G_END_DECLS
