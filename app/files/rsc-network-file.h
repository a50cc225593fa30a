/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-network.h"

G_BEGIN_DECLS

/* Reads a network for @dataset: where @name ends with ".csv" or ".tsv" a table of weights
 * (rsc_network_csv_parse()), else JSON, as "reluscope-cli solve --json" writes it: an object with
 * the member "network", or that member's value itself,
 *   {"hidden": [[…], …], "output": […]}
 * with a row of weights for each neuron. Arrays as other programs have them are taken, too: biases
 * apart, in "hidden_bias"; "output" as a row or a column; "hidden" turned, with a row for each
 * feature, which is seen from its shape, or where it is square from "transposed": true. Gated
 * networks have "gates", as "hidden". Whether the last column is a bias is told by a member "bias",
 * by "hidden_bias", or else by the number of columns. Where the data are in the space of their rows
 * the weights are those of the features of the file. @name is what messages call it. Errors:
 * RSC_ERROR_DATA, one sentence that begins with @name. */
RscNetwork *rsc_network_file_parse (const char *text,
                                    gssize length,
                                    const char *name,
                                    RscDataset *dataset,
                                    GError **error);

G_END_DECLS
