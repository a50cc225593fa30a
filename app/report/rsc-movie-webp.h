/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RscMovieWebp:
 *
 * An animated WebP that grows in memory, compressed so that no difference is seen. It plays over
 * and over, and rests on its last frame for a moment.
 */
typedef struct _RscMovieWebp RscMovieWebp;

/* Errors: RSC_ERROR_LIMIT where there is no memory for it. */
RscMovieWebp *rsc_movie_webp_new (int width, int height, guint rate, GError **error);
void rsc_movie_webp_free (RscMovieWebp *self);

/* The next frame, opaque pixels of its size (CAIRO_FORMAT_RGB24). Frames that are alike become one
 * that is shown longer. Errors: RSC_ERROR_LIMIT. */
gboolean rsc_movie_webp_add (RscMovieWebp *self, cairo_surface_t *frame, GError **error);

/* The bytes of the file. Errors: RSC_ERROR_LIMIT. */
GBytes *rsc_movie_webp_finish (RscMovieWebp *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscMovieWebp, rsc_movie_webp_free)

G_END_DECLS
