/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-envelope.h"

G_BEGIN_DECLS

/* Points of an envelope: of one feature, and each way of two. */
#define RSC_FUNCTION_ENVELOPE_LINE 401
#define RSC_FUNCTION_ENVELOPE_PLANE 61

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
