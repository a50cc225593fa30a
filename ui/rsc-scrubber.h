/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RscScrubber:
 *
 * Where λ is on the solution path: λ_max at the left end, falling in log λ to the right. What is not
 * computed yet is dotted; events have marks.
 *
 * Signals:
 * - "scrubbed" (double): λ/λ_max under the hand
 * - "settled": the hand has left
 */
#define RSC_TYPE_SCRUBBER (rsc_scrubber_get_type ())
G_DECLARE_FINAL_TYPE (RscScrubber, rsc_scrubber, RSC, SCRUBBER, GtkWidget)

GtkWidget *rsc_scrubber_new (void);

/* @ratio_min: right end. @reach: down to where the path is known; 1 for nothing. @marks: @n_marks
 * λ/λ_max of events, falling; copied. */
void rsc_scrubber_set_path (RscScrubber *self,
                            double ratio_min,
                            double reach,
                            gsize n_marks,
                            const double *marks);

/* In (0, 1]; a λ outside the ends is shown at the end. */
void rsc_scrubber_set_ratio (RscScrubber *self, double ratio);
double rsc_scrubber_get_ratio (RscScrubber *self);

G_END_DECLS
