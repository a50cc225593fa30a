/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RscMovieForm:
 * @RSC_MOVIE_WEBP: one file, an animated WebP: every browser plays it
 * @RSC_MOVIE_WEBM: one file, WebM with VP9: browsers and slide programs play it
 * @RSC_MOVIE_MP4: one file, MP4 with H.264: likewise, those too that know no WebM
 * @RSC_MOVIE_FRAMES: a folder of numbered PNG pictures
 *
 * As what an animation is written. WebM and MP4 are made by the program ffmpeg.
 */
typedef enum
{
  RSC_MOVIE_WEBP,
  RSC_MOVIE_WEBM,
  RSC_MOVIE_MP4,
  RSC_MOVIE_FRAMES,
  RSC_N_MOVIE_FORMS
} RscMovieForm;

/* The program that makes videos, and the package that has it. */
#define RSC_MOVIE_VIDEO_PROGRAM "ffmpeg"

/* ".webp"; "" for a folder. */
const char *rsc_movie_form_get_ending (RscMovieForm form);

/* The form that the ending of @path asks for, in either case; FALSE without such an ending. */
gboolean rsc_movie_form_find (const char *path, RscMovieForm *form);

/* Why it cannot be written here, which is the absence of a program, in one sentence with the
 * package that has it; NULL where it can. Free with g_free(). */
char *rsc_movie_form_dup_absence (RscMovieForm form);

/* The size nearest to @width × @height pixels, not below it, that the form can have: videos have
 * even ones. */
void rsc_movie_form_fit_size (RscMovieForm form, int *width, int *height);

/* Pixels a side at most. */
int rsc_movie_form_get_largest_side (RscMovieForm form);

G_END_DECLS
