/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/program/rsc-ascent.h"
#include "core/program/rsc-peaks.h"
#include "core/program/rsc-pricing-regions.h"

G_BEGIN_DECLS

/**
 * RscPricingStatus:
 * @RSC_PRICING_COMPLETE: nothing is above the threshold but what was found
 * @RSC_PRICING_STOPPED_NODES, @RSC_PRICING_STOPPED_TIME, @RSC_PRICING_STOPPED_MEMORY,
 *   @RSC_PRICING_STOPPED_PEAKS: a limit was reached; the last also where @stops_above was meant
 * @RSC_PRICING_CANCELLED: by the cancellable
 *
 * How a search ended. Its bounds hold in any case.
 */
typedef enum
{
  RSC_PRICING_COMPLETE,
  RSC_PRICING_STOPPED_NODES,
  RSC_PRICING_STOPPED_TIME,
  RSC_PRICING_STOPPED_MEMORY,
  RSC_PRICING_STOPPED_PEAKS,
  RSC_PRICING_CANCELLED
} RscPricingStatus;

/**
 * RscPricingSettings:
 * @threshold: find every local maximum above this; 0: find the maximum
 * @level: where one is above this, leave out those that are above it by less than nine tenths of
 * what the highest found is; 0 for none
 * @nodes_max: cones to bound at most, 0 for no limit
 * @bytes_max: memory for cones at most, 0 for RSC_PRICING_BYTES_MAX. Near it the upper bound waits
 * for the end, so that
 *   only the few cones on one branch are held
 * @stops_above: end a search that will be long, and has not been yet, once something is known to be
 * above @level (RSC_PRICING_STOPPED_PEAKS): what is above it may be found by less, and all has to
 * be searched again then
 * @peaks_max: stop once so many local maxima above the threshold are known, 0 for no limit
 * @deadline: stop at this g_get_monotonic_time(), 0 for none
 * @work_straight: products before the ladder, 0 for rsc_pricing_search_get_work_straight() of the
 * deadline. Until then the upper bound hardly falls; but on the ladder cones are made again
 * @expects_long: one much like this one went on to the ladder: begin there after a small part of
 * @work_straight
 * @by_halves: search one half of the directions, and opposite of what is above the threshold there:
 * h_s is not larger on the other half. Half the work where little is above the threshold, up to
 * twice of it where much is. From the beginning up to six columns; from earlier regions, in any
 * @keep_regions: keep what a search from here can build on (up to a quarter of the memory)
 */
typedef struct
{
  double threshold;
  double level;
  gboolean stops_above;
  gsize nodes_max;
  gsize bytes_max;
  gsize peaks_max;
  gint64 deadline;
  gsize work_straight;
  gboolean expects_long;
  gboolean by_halves;
  gboolean keep_regions;
} RscPricingSettings;

/* What is known while a search runs: the largest h_s is in [@lower, @upper], after @n_nodes cones.
 * From the computing thread, some times a second. */
typedef void (*RscPricingProgressFunc) (double upper,
                                        double lower,
                                        gsize n_nodes,
                                        gpointer user_data);

/* A local maximum was found at @u (r values, unit length); returns its h_s, as exactly as is
 * known. */
typedef double (*RscPricingFoundFunc) (int sign, const double *u, gpointer user_data);

/**
 * RscPricingSearch:
 * @upper: no h_s(u) is above this, rounding included
 * @lower: the largest that was found, or 0
 * @rounding: the part of @upper that is for rounding
 * @n_nodes: cones bounded
 * @is_long: it went on to the ladder
 * @work: row operations, in units of one product
 * @bytes: the most memory held at a time
 *
 * The largest h_s(u) over s = ±1 and unit u by branch and bound over cones of directions, in the
 * coordinates and units of its rows. A ladder of thresholds, each closer to the one asked for, lets
 * the upper bound fall while it runs: on each rung the cones are cut until their bounds are below
 * it. There rows are paired (rsc_pricing_bounder_begin_pairs()).
 */
typedef struct
{
  double upper;
  double lower;
  double rounding;
  gsize n_nodes;
  gboolean is_long;
  gsize work;
  gsize bytes;
} RscPricingSearch;

/**
 * RscPricingFrom:
 * @regions: whose union is all directions, for both signs
 * @bounds: of h_s on each, at the residual at hand
 *
 * What an earlier search knows.
 */
typedef struct
{
  const RscPricingRegions *regions;
  const double *bounds;
} RscPricingFrom;

/* Products without a ladder where @seconds are left (infinity: no deadline): what most searches end
 * within, or where there is less time about a tenth of it, so that what a search is cut off with is
 * worth something. In steps of 2, so that one that begins a moment later makes the same cones. */
gsize rsc_pricing_search_get_work_straight (double seconds);

/* @settings: in the units of the rows. @from: or NULL, where to begin. @regions: or NULL,
 * receives the cones that were closed and those opposite of them, whose union is all, while they
 * take less than a quarter of the memory; otherwise it is left incomplete, and *@is_whole FALSE.
 * Where they have proofs, made ready, they are proved as far as they can be. */
RscPricingStatus rsc_pricing_search_run (RscPricingSearch *search,
                                         const RscPricingRows *rows,
                                         const RscPricingSettings *settings,
                                         const RscPricingFrom *from,
                                         RscPricingRegions *regions,
                                         gboolean *is_whole,
                                         RscAscent *ascent,
                                         RscPricingFoundFunc found,
                                         RscPricingProgressFunc progress,
                                         gpointer user_data,
                                         GCancellable *cancellable);

G_END_DECLS
