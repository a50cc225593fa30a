/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/report/rsc-movie-form.h"
#include "app/report/rsc-movie-plan.h"
#include "core/numerics/rsc-error.h"
#include "ui/plot/rsc-plot-file.h"

G_BEGIN_DECLS

/**
 * RscMovie:
 * @path: the file, or the folder of frames
 * @form: as what it is written
 * @replace: whether a file that is there may go, because somebody said so of this very name. A
 * folder of frames never replaces anything but an empty folder
 * @width, @height: in pixels, see rsc_movie_form_fit_size()
 * @scale: pixels per unit of the theme
 * @theme: its colours; the ground is opaque
 * @plan: which moments
 * @prepare: makes what is drawn next show a moment from 0 to 1; or NULL. Errors end the writing
 * @draw: draws it, as rsc_plot_file_render() has it
 * @user_data: of both
 *
 * An animation to be written. A plain value of borrowed pointers.
 */
typedef struct
{
  const char *path;
  RscMovieForm form;
  gboolean replace;
  int width;
  int height;
  double scale;
  const RscTheme *theme;
  RscMoviePlan plan;
  gboolean (*prepare) (gpointer user_data,
                       double moment,
                       GCancellable *cancellable,
                       GError **error);
  RscPlotDrawFunc draw;
  gpointer user_data;
} RscMovie;

/* Whether it could be written, without touching anything: size, program, folder, and what has the
 * name. Errors: RSC_ERROR_ARGUMENT or what the file system says, in one sentence. */
gboolean rsc_movie_check (const RscMovie *self, GError **error);

/* Draws and writes it, frame after frame, in the calling thread. It grows under another name beside
 * @path, which it has once it is whole: nothing is left of one that fails or is cancelled.
 * @progress: or NULL. Errors: those of rsc_movie_check(), of @prepare and of the program that
 * writes it; cancelled. */
gboolean rsc_movie_write (const RscMovie *self,
                          RscProgressFunc progress,
                          gpointer progress_data,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS
