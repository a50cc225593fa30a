/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-pricing-regions.h"

#include <stdlib.h>
#include <string.h>

/* A record: the bound, the sign, and what rsc_pricing_cone_write() writes. */
#define HEAD 2

struct _RscPricingRegions
{
  gsize r;
  gsize stride;
  GArray *records; /* double, stride each */
};

RscPricingRegions *
rsc_pricing_regions_new (gsize r)
{
  RscPricingRegions *self = g_new0 (RscPricingRegions, 1);

  self->r = r;
  self->stride = HEAD + rsc_pricing_cone_get_record_size (r);
  self->records = g_array_new (FALSE, FALSE, sizeof (double));
  return self;
}

void
rsc_pricing_regions_free (RscPricingRegions *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->records);
  g_free (self);
}

static double *
get_record (const RscPricingRegions *self, gsize k)
{
  return (double *) (gpointer) self->records->data + k * self->stride;
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
  rsc_pricing_cone_write (cone, record + HEAD);
}

void
rsc_pricing_regions_copy (RscPricingRegions *self,
                          const RscPricingRegions *from,
                          gsize k,
                          double bound)
{
  const gsize n = rsc_pricing_regions_get_n (self);

  g_array_append_vals (self->records, get_record (from, k), (guint) self->stride);
  get_record (self, n)[0] = bound;
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
