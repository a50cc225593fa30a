/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-envelope.h"

G_BEGIN_DECLS

/* The envelope on a function picture's own range (see rsc_function_plot_get_range()); else as
 * rsc_envelope_new(). */
RscEnvelope *rsc_function_envelope_new (const RscOptimalSet *set,
                                        gsize feature_x,
                                        gsize feature_y,
                                        const RscFeatureValues *at,
                                        gsize nx,
                                        gsize ny,
                                        GCancellable *cancellable,
                                        GError **error);

G_END_DECLS
