/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-pricing-search.h"

G_BEGIN_DECLS

/* A search while it runs. */
typedef struct
{
  RscPricingSearch *result;
  const RscPricingRows *rows;
  const RscPricingSettings *settings;
  RscPricingBounder *bounder;
  RscAscent *ascent;
  RscPeaks *peaks; /* in the coordinates of the rows */
  RscPricingFoundFunc found;
  RscPricingProgressFunc progress;
  gpointer user_data;
  GCancellable *cancellable;

  const RscPricingFrom *from;
  RscPricingRegions *closed_regions; /* or NULL */
  gboolean has_proofs;               /* they are proved, where they can be */
  gboolean is_whole;                 /* they are complete so far */
  gboolean is_halved;                /* some directions are left to those opposite of them */
  double excess;                     /* which these are above at most */
  double *across;                    /* r × r: the cone that was looked at from there last */
  int across_sign;
  RscPricingRegions *queue;    /* above the rung before, by rising bounds */
  RscPricingRegions *deferred; /* below the rung */
  GPtrArray *stack;            /* RscPricingCone */
  gsize young_end;             /* work until which it is young, on the ladder; 0 before */
  double rung;
  double closed; /* the largest bound of what was closed */
  double exact;  /* the same without rounding */
  double deferred_max;
  double current; /* bound of the cone whose parts are on the stack */
  gsize bytes;
  gsize polled;
  gsize extra_work;   /* of ascents */
  gsize regions_work; /* the part of it that is from regions */
  gint64 reported;
  RscPricingStatus status;
} RscPricingRun;

/* Cones whose bound is not above this are done with. */
double rsc_pricing_run_get_keep (const RscPricingRun *run);

/* Whether the search goes on; its status says why not. O(1), and the clock and the cancellable are
 * looked at every few milliseconds. */
gboolean rsc_pricing_run_poll (RscPricingRun *run);

/* Ascends from @u (r values), which it changes, and tells of what is new. */
void rsc_pricing_run_ascend (RscPricingRun *run, int sign, double *u);

/* Ascends from directions of all over. FALSE when the search is to end. */
gboolean rsc_pricing_run_ascend_from_all_over (RscPricingRun *run);

/* Ascends from the middles of those of @regions where h_s is highest, or, where they are many, of
 * some of them: a small share of the work so far. FALSE when the search is to end. */
gboolean rsc_pricing_run_ascend_from_regions (RscPricingRun *run, const RscPricingRegions *regions);

G_END_DECLS
