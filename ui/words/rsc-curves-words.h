/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the picture of curves over the number of neurons says. */

/* Instead of a picture without a point. */
const char *rsc_curves_words_nothing (void);

/* Titles of the axes; that of the values holds unless a model has its own. */
const char *rsc_curves_words_widths (void);
const char *rsc_curves_words_values (void);

/* What is measured: the part that is classified correctly, or else the mean squared error;
 * @held_out: on the held-out points alone. */
const char *rsc_curves_words_measure (gboolean accuracy, gboolean held_out);

/* What solid lines are, and dashed ones. */
const char *rsc_curves_words_line (gboolean dashed);

/* Of entries of a legend: "and 12 more". */
char *rsc_curves_words_dup_more (gsize n);

G_END_DECLS
