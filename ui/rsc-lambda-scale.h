/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RscLambdaScale:
 *
 * λ as a fraction of λ_max: a logarithmic slider from 10⁻⁴ to 1 and an entry for an exact value,
 * which may be smaller than the slider's end. Property "ratio" (0 < ratio <= 1) changes, with a
 * notification, at every step of a drag; signal "settled" () when the hand leaves.
 */
#define RSC_TYPE_LAMBDA_SCALE (rsc_lambda_scale_get_type ())
G_DECLARE_FINAL_TYPE (RscLambdaScale, rsc_lambda_scale, RSC, LAMBDA_SCALE, GtkWidget)

GtkWidget *rsc_lambda_scale_new (void);
double rsc_lambda_scale_get_ratio (RscLambdaScale *self);
void rsc_lambda_scale_set_ratio (RscLambdaScale *self, double ratio);

G_END_DECLS
