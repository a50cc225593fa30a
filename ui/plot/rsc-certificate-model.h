/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-correlation-profile.h"
#include "core/set/rsc-correlations.h"

G_BEGIN_DECLS

/**
 * RscCertificateModel:
 * @set: all networks that are optimal
 * @profile: h over all directions, for ReLU and two columns; or NULL: bars are drawn
 * @correlations: the largest of it, where there is no profile
 * @labels: the number of each neuron of the set, from 0, or NULL for their own order
 * @hovered: a neuron to bring out, or -1
 *
 * What the picture of a certificate shows. A plain value that borrows what it points to.
 */
typedef struct
{
  RscOptimalSet *set;
  const RscCorrelationProfile *profile;
  const RscCorrelations *correlations;
  const gsize *labels;
  gssize hovered;
} RscCertificateModel;

void rsc_certificate_model_init (RscCertificateModel *self);

/* What its program needs for that picture: one of the two is made, for rsc_correlation_profile_free() and
 * rsc_correlations_free(). Errors: cancelled. */
gboolean rsc_certificate_model_compute (RscOptimalSet *set,
                                        RscCorrelationProfile **profile,
                                        RscCorrelations **correlations,
                                        GCancellable *cancellable,
                                        GError **error);

gsize rsc_certificate_model_get_label (const RscCertificateModel *self, gsize neuron);

/* The largest that is shown, as a share of λ. */
double rsc_certificate_model_get_maximum (const RscCertificateModel *self);

G_END_DECLS
