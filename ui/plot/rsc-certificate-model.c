/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-certificate-model.h"

void
rsc_certificate_model_init (RscCertificateModel *self)
{
  *self = (RscCertificateModel){ .selected = -1, .hovered = -1 };
}

gsize
rsc_certificate_model_get_label (const RscCertificateModel *self, gsize neuron)
{
  return self->labels != NULL ? self->labels[neuron] : neuron;
}

gboolean
rsc_certificate_model_is_emphasised (const RscCertificateModel *self, gsize neuron)
{
  const gssize label = (gssize) rsc_certificate_model_get_label (self, neuron);

  return label == self->selected || label == self->hovered;
}

gssize
rsc_certificate_model_find_label (const RscCertificateModel *self, gssize label)
{
  const gsize n = self->landscape != NULL ? rsc_landscape_get_n_neurons (self->landscape) : 0;

  for (gsize i = 0; label >= 0 && i < n; i++)
    if (rsc_certificate_model_get_label (self, i) == (gsize) label)
      return (gssize) i;
  return -1;
}
