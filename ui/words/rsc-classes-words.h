/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Several networks as one classifier in plain words. Free with g_free(). */

/* "0.95: 57 of 60 training points", or of test points. */
char *rsc_classes_words_dup_accuracy (gsize right, gsize n, gboolean test);

/* Over the picture of the classes' regions. */
char *rsc_classes_words_dup_sentence (gsize right, gsize n);

/* It with where the features are held that no axis shows, as rsc_function_words_slice() says it. */
char *rsc_classes_words_dup_slice (const char *sentence, const char *slice);

/* The same to who does not see it, with the names of the classes. */
char *rsc_classes_words_dup_description (gsize n, const char *const *names, const char *sentence);

/* In place of that picture: @done of @n outputs are certified at this λ; the gap of one is too
 * large, or it cannot be solved (@why, or NULL); rows in a space of their own. */
char *rsc_classes_words_dup_waiting (gsize done, gsize n);
char *rsc_classes_words_dup_none (const char *name, const char *why);
const char *rsc_classes_words_get_no_features (void);

/* Over it while it is of another λ than the one that is chosen. */
char *rsc_classes_words_dup_stale (double lambda);

/* Under it: at a place, where @value is the most that a network says and @next_value the next. */
char *rsc_classes_words_dup_place (gsize n_axes,
                                   const char *const *axes,
                                   const double *at,
                                   const char *name,
                                   double value,
                                   const char *next,
                                   double next_value);

/* Of the chooser: λ of all @n outputs, or NaN while it is not known; @above: λ_max of the one on
 * show where that is less, or NaN. */
char *rsc_classes_words_dup_shared (gsize n, double lambda, double above);
/* How far they are; NULL where all are certified. */
char *rsc_classes_words_dup_progress (gsize done, gsize n);
/* Whether they take the points for what they are; no test points: @n_test is 0. */
char *rsc_classes_words_dup_accuracies (gsize right, gsize n, gsize test_right, gsize n_test);
/* What is said of their accuracy at length. */
const char *rsc_classes_words_get_accuracy_tip (void);
/* "Class" or "Output". */
const char *rsc_classes_words_get_title (gboolean is_classes);

G_END_DECLS
