/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-network.h"

G_BEGIN_DECLS

/* Reads a network for @dataset from the JSON that "reluscope-cli solve --json" writes: an object with
 * the member "network", or that member's value itself: {"hidden": [[…], …], "output": […]}, with "gates"
 * as "hidden" for a gated network. Whether the last column is a bias is told by a member "bias" or
 * else by the number of columns. @name is what messages call it. Errors: RSC_ERROR_DATA, one sentence
 * that begins with @name. */
RscNetwork *rsc_network_file_parse (const char *text,
                                    gssize length,
                                    const char *name,
                                    RscDataset *dataset,
                                    GError **error);

G_END_DECLS
