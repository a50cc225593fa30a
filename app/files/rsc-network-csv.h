/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-network.h"

G_BEGIN_DECLS

/* Networks as tables: a row for each neuron, a column of weights for each feature, by its name,
 * then "bias" where there is one, and "output"; for gated networks a column "gate NAME" for each of
 * the weights, too. Read by the reader of data, so that separators and quotes are found as
 * there. */

/* Reads one for @dataset; columns in any order. Errors: RSC_ERROR_DATA, one sentence that begins
 * with @name. */
RscNetwork *rsc_network_csv_parse (const char *text,
                                   gsize length,
                                   const char *name,
                                   RscDataset *dataset,
                                   GError **error);

/* The text of one for @dataset, with names as of its features. Without neurons it is the header
 * alone. Free with g_free(). Errors:
 * RSC_ERROR_DATA where a feature is called "bias", "output" or as a gate's column. */
char *rsc_network_csv_write (const RscNetwork *network, RscDataset *dataset, GError **error);

G_END_DECLS
