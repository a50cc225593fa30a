/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/path/rsc-path-frame.h"
#include "ui/plot/rsc-path-ranges.h"

G_BEGIN_DECLS

/**
 * RscKnownPath:
 *
 * The solution path of a document as far as it is known. It grows while it is being computed; until
 * its end every λ from λ_max down to its reach has a frame at once.
 */
typedef struct _RscKnownPath RscKnownPath;

RscKnownPath *rsc_known_path_new (void);
void rsc_known_path_free (RscKnownPath *self);

/* Other data or another model: nothing is known. */
void rsc_known_path_clear (RscKnownPath *self);
/* More of it, or NULL for no more than before; how far it is, in log λ. */
void rsc_known_path_take (RscKnownPath *self, RscPath *path, double fraction);
/* That was all, or what there is before @error (or NULL). */
void rsc_known_path_finish (RscKnownPath *self, const GError *error);

/* Or NULL. */
RscPath *rsc_known_path_get_path (const RscKnownPath *self);
gboolean rsc_known_path_is_complete (const RscKnownPath *self);
double rsc_known_path_get_fraction (const RscKnownPath *self);
const GError *rsc_known_path_get_error (const RscKnownPath *self);

/* 0 while nothing is known. */
double rsc_known_path_get_lambda_max (const RscKnownPath *self);
/* The smallest λ/λ_max down to which it is known; 1 while nothing is. */
double rsc_known_path_get_reach (const RscKnownPath *self);
/* λ/λ_max of the next event below (@step = 1) or above (-1) @ratio, or the end; 0, λ → 0, is below
 * the end and stays there. */
double rsc_known_path_get_next_stop (const RscKnownPath *self, double ratio, int step);

/* The frame at @ratio of λ_max, or NULL where the path is not known. */
RscPathFrame *rsc_known_path_make_frame (const RscKnownPath *self, double ratio);
/* Who is who in the exact set of @solution: the frame at its λ, or NULL. */
RscPathFrame *rsc_known_path_make_naming_frame (const RscKnownPath *self, RscSolution *solution);
/* How far the whole path reaches in the pictures of these features, or NULL. Kept until the path
 * grows or others are asked for. */
RscPathRanges *rsc_known_path_get_ranges (RscKnownPath *self,
                                          gsize feature_x,
                                          gsize feature_y,
                                          RscFeatureValues *at);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscKnownPath, rsc_known_path_free)

G_END_DECLS
