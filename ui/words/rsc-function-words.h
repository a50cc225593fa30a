/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-dataset.h"

G_BEGIN_DECLS

/**
 * RscFunctionNotice: what is said where a picture of the function shows nothing, or nothing of
 * interest.
 * @RSC_FUNCTION_NO_DATA: there are no points
 * @RSC_FUNCTION_NOT_SOLVED: there is no network that fits the data
 * @RSC_FUNCTION_RANGE_UNKNOWN: the envelope is not computed
 * @RSC_FUNCTION_SAME: the envelope has no width on the picture
 * @RSC_FUNCTION_ZERO: the network is 0 on the picture
 * @RSC_FUNCTION_NO_POINTS: there are features, but no points; @RSC_FUNCTION_TO_DRAW: and the pen is
 * on
 * @RSC_FUNCTION_UPDATING: the network is that of the data or λ before the last change
 */
typedef enum
{
  RSC_FUNCTION_NO_DATA,
  RSC_FUNCTION_NOT_SOLVED,
  RSC_FUNCTION_RANGE_UNKNOWN,
  RSC_FUNCTION_SAME,
  RSC_FUNCTION_ZERO,
  RSC_FUNCTION_NO_POINTS,
  RSC_FUNCTION_TO_DRAW,
  RSC_FUNCTION_UPDATING
} RscFunctionNotice;

const char *rsc_function_words_notice (RscFunctionNotice notice);

/* Name of the picture of f itself: with more than two features it is the fit on the data. */
const char *rsc_function_words_page (gsize n_features);

/* Titles of the scale beside a map: of f, and of the width of the envelope. */
const char *rsc_function_words_value (void);
const char *rsc_function_words_width (void);
/* And of a change of f. */
const char *rsc_function_words_change_value (void);

/* Title of the scale of f where the points have the same colours. Free with g_free(). */
char *rsc_function_words_value_and (const char *target);

/* Before the colours of classes: what they are. Free with g_free(). */
char *rsc_function_words_classes (const char *target);

/* Titles of the axes where predictions are shown against the target. Free with g_free(). */
char *rsc_function_words_actual (const char *target);
char *rsc_function_words_predicted (const char *target);

/* What holds still in a slice: the @n_others other features and where, by name when they are few;
 * of many that are not all at the mean first those that are not. @values: NaN: at the mean. Free
 * with g_free(). */
#define RSC_FUNCTION_WORDS_NAMES 3
char *rsc_function_words_slice (gsize n_others, const char *const *names, const double *values);

/**
 * RscFunctionPlace: what is under the pointer.
 * @point, @n_points: row of the data, or -1, and how many rows are there
 * @row: its place in the file or table that the data are from, where some rows are held out;
 * counted from 0
 * @x, @y: the place; @value: f there; @low, @high: of f over all optimal networks there. NaN: not
 * known
 * @neuron: whose kink is there (from 0), or -1
 * @change: @value is that of a change of f
 */
typedef struct
{
  gssize point;
  gsize n_points;
  double x, y;
  double value;
  double low, high;
  gssize neuron;
  gsize row;
  gboolean change;
} RscFunctionPlace;

/* Free with g_free(). */
char *rsc_function_words_place (RscDataset *dataset, const RscFunctionPlace *place);

/* How far pruning took the function from its start: on the data, and over the picture (NaN: there
 * is none), beside targets of size @scale. Free with g_free(). */
char *rsc_function_words_change (double on_data, double elsewhere, double scale);

/* That the picked network fits the data as every optimal one, to within @change. Free with
 * g_free(). */
char *rsc_function_words_fit (double change);

/* Of @n features that are not on the axes only the first @shown can be moved. */
char *rsc_function_words_dup_held (gsize shown, gsize n);

G_END_DECLS
