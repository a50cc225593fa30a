/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-landscape.h"

G_BEGIN_DECLS

/**
 * RscCertificateModel:
 * @landscape: h over all directions, or NULL: nothing is shown
 * @labels: the number of each neuron of its set, from 0, or NULL for their own order
 * @selected, @hovered: such a number to bring out, or -1
 * @pointed_sign, @pointed: an output sign and a direction (as many values as the design has
 * columns) that is pointed at; NULL: none is
 * @network: whose neurons are drawn over it, or NULL
 *
 * What the picture of a certificate shows. A plain value that borrows what it points to.
 */
typedef struct
{
  RscLandscape *landscape;
  const gsize *labels;
  gssize selected;
  gssize hovered;
  int pointed_sign;
  const double *pointed;
  RscNetwork *network;
} RscCertificateModel;

void rsc_certificate_model_init (RscCertificateModel *self);

/* The number of neuron @neuron of the set; whether it is selected or pointed at. */
gsize rsc_certificate_model_get_label (const RscCertificateModel *self, gsize neuron);
gboolean rsc_certificate_model_is_emphasised (const RscCertificateModel *self, gsize neuron);

/* The neuron of the set with this number, or -1. */
gssize rsc_certificate_model_find_label (const RscCertificateModel *self, gssize label);

/* What is pointed at, or else the selected neuron, in words: its correlation, v, ρ, where it
 * switches. NULL where there is neither. Free with g_free(). */
char *rsc_certificate_model_dup_words (const RscCertificateModel *self);

/* What is somewhere in the picture. */
typedef struct
{
  gssize neuron;     /* of the set, or -1 */
  gssize peak;       /* number of it among the landscape's peaks, or -1 */
  gboolean inside;   /* whether a direction is there */
  int sign;          /* the one of which h is above 0 there */
  double ratio;      /* h_s(u) / λ */
  double *direction; /* room for it, given by who asks; set where @inside */
} RscCertificateHit;

G_END_DECLS
