/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-certificate-model.h"

#include "ui/words/rsc-certificate-words.h"
#include <string.h>

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

/* The peak that is pointed at. */
static gboolean
find_pointed (const RscCertificateModel *self, RscCorrelation *peak)
{
  const RscCorrelations *peaks = rsc_landscape_get_peaks (self->landscape);
  const gsize d = rsc_problem_get_d (rsc_landscape_get_problem (self->landscape));

  for (gsize k = 0; k < rsc_correlations_get_n (peaks); k++)
    {
      rsc_correlations_get (peaks, k, peak);
      if (peak->sign == self->pointed_sign
          && memcmp (peak->direction, self->pointed, d * sizeof (double)) == 0)
        return TRUE;
    }
  return FALSE;
}

static char *
dup_block (const RscCertificateModel *self, gssize label, int sign, const double *u, gsize pattern)
{
  g_autoptr (RscMultipliers) block =
    rsc_multipliers_new (rsc_landscape_get_problem (self->landscape),
                         rsc_landscape_get_residual (self->landscape), sign, u, pattern);

  return rsc_certificate_words_dup_direction (
    self->landscape, label, sign, block->norm / rsc_landscape_get_lambda (self->landscape), u,
    block);
}

char *
rsc_certificate_model_dup_words (const RscCertificateModel *self)
{
  const RscNeuron *neuron;
  RscCorrelation peak;
  gssize i;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->landscape == NULL)
    return NULL;
  if (self->pointed != NULL && find_pointed (self, &peak))
    return dup_block (
      self,
      peak.neuron >= 0 ? (gssize) rsc_certificate_model_get_label (self, (gsize) peak.neuron) : -1,
      peak.sign, peak.direction, (gsize) MAX (peak.pattern, 0));
  if (self->pointed != NULL)
    return rsc_certificate_words_dup_direction (
      self->landscape, -1, self->pointed_sign,
      self->pointed_sign * rsc_landscape_evaluate (self->landscape, self->pointed), self->pointed,
      NULL);
  i = rsc_certificate_model_find_label (self, self->selected);
  if (i < 0)
    return NULL;
  neuron = rsc_optimal_set_get_neuron (rsc_landscape_get_set (self->landscape), (gsize) i);
  return dup_block (self, self->selected, neuron->sign, neuron->direction, neuron->pattern);
}
