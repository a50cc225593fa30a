/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is said of editing data by hand. Free with g_free(). */

/**
 * RscEdit: what a hand does to points. Each is the name of a change.
 */
typedef enum
{
  RSC_EDIT_ADD,
  RSC_EDIT_MOVE,
  RSC_EDIT_DELETE,
  RSC_EDIT_SET_TARGET, /* or class */
  RSC_EDIT_FLIP,
  RSC_EDIT_DUPLICATE,
  RSC_EDIT_SET_VALUE,
  RSC_EDIT_PASTE,
  RSC_N_EDITS
} RscEdit;

/* The name of such a change of @n points: "Delete 3 points". */
char *rsc_edit_words_dup_change (RscEdit edit, gsize n);

const char *rsc_edit_words_get_start_again (void);

/* What the pen beside the picture is for; not @possible: why it is not to be had. */
const char *rsc_edit_words_get_pen (gboolean possible);
/* A class of points, by its number. */
char *rsc_edit_words_dup_class (double target);
/* What a hand does with the pen: a click adds points with these targets. NaN: their height is their
 * target. */
char *rsc_edit_words_dup_hint (double target, double other);

/* The name of data that a hand has changed. */
char *rsc_edit_words_dup_edited (const char *name);

G_END_DECLS
