/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-pricing-regions.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A record: the bound, the sign, the first of its proofs, whether they are those of the opposite
 * region, and what rsc_pricing_cone_write() writes. */
#define FIRST 2
#define SIDE 3
#define HEAD 4

/* In place of the first proof: none so far, and none that can be. */
#define NONE_YET (-1)
#define UNPROVED (-2)

/* Memory is asked for the proofs of the region that is so far on. */
#define AHEAD 6

#define SIDE_OWN 0
#define SIDE_OPPOSITE 1
#define SIDE_TO_COME 2

struct _RscPricingRegions
{
  gsize r;
  gsize stride;
  GArray *records;          /* double, stride each */
  RscPricingProofs *proofs; /* or NULL */
};

RscPricingRegions *
rsc_pricing_regions_new (gsize r, RscPricingProofs *proofs)
{
  RscPricingRegions *self = g_new0 (RscPricingRegions, 1);

  self->r = r;
  self->stride = HEAD + rsc_pricing_cone_get_record_size (r);
  self->records = g_array_new (FALSE, FALSE, sizeof (double));
  self->proofs = proofs != NULL ? rsc_pricing_proofs_ref (proofs) : NULL;
  return self;
}

static double *
get_record (const RscPricingRegions *self, gsize k)
{
  return (double *) (gpointer) self->records->data + k * self->stride;
}

static gsize
get_chain (const RscPricingRegions *self, gsize k)
{
  const double first = get_record (self, k)[FIRST];

  return self->proofs != NULL && first >= 0.0 ? (gsize) first : RSC_PRICING_NO_PROOF;
}

void
rsc_pricing_regions_free (RscPricingRegions *self)
{
  if (self == NULL)
    return;
  for (gsize k = 0; self->proofs != NULL && k < rsc_pricing_regions_get_n (self); k++)
    rsc_pricing_proofs_unref_chain (self->proofs, get_chain (self, k));
  rsc_pricing_proofs_unref (self->proofs);
  g_array_unref (self->records);
  g_free (self);
}

RscPricingProofs *
rsc_pricing_regions_get_proofs (const RscPricingRegions *self)
{
  return self->proofs;
}

gsize
rsc_pricing_regions_get_n (const RscPricingRegions *self)
{
  return self->records->len / self->stride;
}

gsize
rsc_pricing_regions_get_bytes (const RscPricingRegions *self)
{
  return self->records->len * sizeof (double);
}

void
rsc_pricing_regions_add (RscPricingRegions *self, const RscPricingCone *cone)
{
  const gsize k = rsc_pricing_regions_get_n (self);
  double *record;

  g_array_set_size (self->records, (guint) ((k + 1) * self->stride));
  record = get_record (self, k);
  record[0] = rsc_pricing_cone_get_bound (cone);
  record[1] = rsc_pricing_cone_get_sign (cone);
  record[FIRST] = NONE_YET;
  record[SIDE] = SIDE_OWN;
  rsc_pricing_cone_write (cone, record + HEAD);
}

void
rsc_pricing_regions_copy (RscPricingRegions *self,
                          const RscPricingRegions *from,
                          gsize k,
                          double bound)
{
  const gsize n = rsc_pricing_regions_get_n (self);
  double *record;

  g_array_append_vals (self->records, get_record (from, k), (guint) self->stride);
  record = get_record (self, n);
  record[0] = bound;
  if (self->proofs == from->proofs)
    rsc_pricing_proofs_ref_chain (self->proofs, get_chain (self, n));
  else
    {
      record[FIRST] = NONE_YET;
      record[SIDE] = SIDE_OWN;
    }
}

void
rsc_pricing_regions_add_opposite (RscPricingRegions *self, double excess)
{
  const gsize n = rsc_pricing_regions_get_n (self);
  double *record;

  g_array_set_size (self->records, (guint) ((n + 1) * self->stride));
  record = get_record (self, n);
  memcpy (record, get_record (self, n - 1), self->stride * sizeof (double));
  record[0] += excess;
  record[FIRST] = NONE_YET;
  record[SIDE] = self->proofs != NULL ? SIDE_TO_COME : SIDE_OWN;
  rsc_pricing_cone_write_opposite (self->r, record + HEAD);
}

double
rsc_pricing_regions_get_bound (const RscPricingRegions *self, gsize k)
{
  return get_record (self, k)[0];
}

double
rsc_pricing_regions_get_raw (const RscPricingRegions *self, gsize k)
{
  const double *record = get_record (self, k);

  return record[0] - rsc_pricing_cone_read_base_slack (self->r, record + HEAD);
}

double
rsc_pricing_regions_get_slack (const RscPricingRegions *self, gsize k)
{
  return rsc_pricing_cone_read_slack (self->r, get_record (self, k) + HEAD);
}

int
rsc_pricing_regions_get_sign (const RscPricingRegions *self, gsize k)
{
  return get_record (self, k)[1] > 0.0 ? 1 : -1;
}

const double *
rsc_pricing_regions_get_generators (const RscPricingRegions *self, gsize k)
{
  return get_record (self, k) + HEAD;
}

void
rsc_pricing_regions_leave_unproved (RscPricingRegions *self, gsize k)
{
  rsc_pricing_proofs_unref_chain (self->proofs, get_chain (self, k));
  get_record (self, k)[FIRST] = UNPROVED;
}

void
rsc_pricing_regions_add_proof (RscPricingRegions *self, gsize k, const RscPricingCone *cone)
{
  double *record = get_record (self, k);
  gsize first;

  if (record[FIRST] == UNPROVED)
    return;
  first = rsc_pricing_proofs_add (self->proofs, cone, get_chain (self, k));
  if (first == RSC_PRICING_NO_PROOF)
    rsc_pricing_regions_leave_unproved (self, k);
  else
    record[FIRST] = (double) first;
}

void
rsc_pricing_regions_share_proofs (RscPricingRegions *self)
{
  for (gsize k = 1; k < rsc_pricing_regions_get_n (self); k++)
    {
      double *record = get_record (self, k);
      const double *of = get_record (self, k - 1);

      if (record[SIDE] != SIDE_TO_COME)
        continue;
      record[FIRST] = of[FIRST];
      record[SIDE] = of[SIDE] == SIDE_OPPOSITE ? SIDE_OWN : SIDE_OPPOSITE;
      rsc_pricing_proofs_ref_chain (self->proofs, get_chain (self, k));
    }
}

gboolean
rsc_pricing_regions_is_proved (const RscPricingRegions *self, gsize k, double level)
{
  const gsize first = get_chain (self, k);

  if (k + AHEAD < rsc_pricing_regions_get_n (self))
    {
      const gsize later = get_chain (self, k + AHEAD);

      if (later != RSC_PRICING_NO_PROOF)
        rsc_pricing_proofs_fetch (self->proofs, later);
    }
  return first != RSC_PRICING_NO_PROOF
         && rsc_pricing_proofs_hold (self->proofs, first,
                                     get_record (self, k)[SIDE] == SIDE_OPPOSITE, level);
}

static int
compare_bounds (const void *a, const void *b)
{
  const double p = *(const double *) a, q = *(const double *) b;

  return (p > q) - (p < q);
}

void
rsc_pricing_regions_sort (RscPricingRegions *self)
{
  const gsize n = rsc_pricing_regions_get_n (self);

  /* An array that never held anything has no place in memory, which qsort does not take. */
  if (n > 1)
    qsort (self->records->data, n, self->stride * sizeof (double), compare_bounds);
}

void
rsc_pricing_regions_drop_last (RscPricingRegions *self)
{
  g_array_set_size (self->records, (guint) ((rsc_pricing_regions_get_n (self) - 1) * self->stride));
}

RscPricingCone *
rsc_pricing_regions_take_last (RscPricingRegions *self, RscPricingBounder *bounder)
{
  const gsize k = rsc_pricing_regions_get_n (self) - 1;
  const double *record = get_record (self, k);
  RscPricingCone *cone =
    rsc_pricing_cone_new_written (bounder, record[1] > 0.0 ? 1 : -1, record[0], record + HEAD);

  rsc_pricing_regions_drop_last (self);
  return cone;
}
