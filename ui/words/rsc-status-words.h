/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-optimal-set.h"

G_BEGIN_DECLS

/* What is known about the set on show, as short terms for one line. All are freed with g_free();
 * NULL where there is nothing to say. Claims over fewer than all patterns say so. */

/* @solution: or NULL before there is one. */
char *rsc_status_words_certificate (RscSolution *solution);

/* What is on show is of the data, or of the λ, before a change that is still being solved. */
const char *rsc_status_words_get_updating (gboolean of_data);

/* The same of a frame between two points of a path. */
char *rsc_status_words_frame_certificate (RscSolution *solution);

/* The picked network: its width, of how many neurons that the optimal networks have together (0:
 * not known), and whether pruning has left the optimal set with it. */
char *rsc_status_words_width (gsize width, gsize n_neurons, gboolean optimal);
/* The same where it is one of training. */
char *rsc_status_words_trained (gsize width);

char *rsc_status_words_narrowest (const RscOptimalSet *set);

/* @unique: whether the path is unique there, for a frame between its points; not looked at
 * otherwise. */
char *rsc_status_words_uniqueness (const RscOptimalSet *set, gboolean unique);
/* NULL where that is 0, or not known (-1). */
char *rsc_status_words_dimension (gssize dimension);
char *rsc_status_words_vertices (const RscOptimalSet *set);

/* How far work is: a @fraction of it, or negative; the gap now, or NaN. */
char *rsc_status_words_solving (double fraction, double gap);
char *rsc_status_words_set (double fraction);
char *rsc_status_words_pruning (double fraction);
const char *rsc_status_words_get_training (void);
const char *rsc_status_words_get_walk (void);
const char *rsc_status_words_get_judging (void);
const char *rsc_status_words_get_equal_fit (void);
char *rsc_status_words_reasons (double fraction);
char *rsc_status_words_price (double fraction);
char *rsc_status_words_path (double fraction);

/* Tips of the button that ends it. */
typedef enum
{
  RSC_STATUS_CANCEL_SOLVING,
  RSC_STATUS_CANCEL_PRUNING,
  RSC_STATUS_CANCEL_TRAINING,
  RSC_STATUS_CANCEL_WALK,
  RSC_STATUS_CANCEL_JUDGING,
  RSC_STATUS_CANCEL_EQUAL_FIT,
  RSC_STATUS_CANCEL_REASONS,
  RSC_STATUS_CANCEL_PRICE,
  RSC_STATUS_CANCEL_PATH
} RscStatusCancel;

const char *rsc_status_words_get_cancel (RscStatusCancel what);

/* What a button goes on with: a solve or the path that was cancelled, or a search over all patterns
 * that ended by its time. */
typedef enum
{
  RSC_STATUS_GO_ON_SOLVE,
  RSC_STATUS_GO_ON_PATH,
  RSC_STATUS_GO_ON_SEARCH
} RscStatusGoOn;

/* The button, and its tip. @seconds: that the search has. */
const char *rsc_status_words_get_go_on (RscStatusGoOn what);
char *rsc_status_words_dup_go_on_tip (RscStatusGoOn what, double seconds);

/* A solve was cancelled, and how to go on. */
const char *rsc_status_words_cancelled (void);

/* "= 0.05", beside λ/λ_max. Free with g_free(). */
char *rsc_status_words_lambda (double lambda);

G_END_DECLS
