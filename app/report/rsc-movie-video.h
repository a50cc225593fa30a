/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/report/rsc-movie-form.h"
#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RscMovieVideo:
 *
 * A video on its way through the program ffmpeg, which is given the pixels of one frame after the
 * other. For one thread.
 */
typedef struct _RscMovieVideo RscMovieVideo;

/* Of RSC_MOVIE_WEBM or RSC_MOVIE_MP4 to the file @path, which is made. @width, @height: even.
 * Errors: that the program is not there, or does not start. */
RscMovieVideo *rsc_movie_video_new (const char *path,
                                    RscMovieForm form,
                                    int width,
                                    int height,
                                    guint rate,
                                    GError **error);
/* What is not finished ends; the file is the caller's to remove. */
void rsc_movie_video_free (RscMovieVideo *self);

/* The next frame, opaque pixels of its size (CAIRO_FORMAT_RGB24). Errors: cancelled, and what the
 * program said. */
gboolean rsc_movie_video_add (RscMovieVideo *self,
                              cairo_surface_t *frame,
                              GCancellable *cancellable,
                              GError **error);

/* Waits until the file is whole. Errors: the same. */
gboolean rsc_movie_video_finish (RscMovieVideo *self, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscMovieVideo, rsc_movie_video_free)

G_END_DECLS
