/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/model/rsc-animation.h"
#include "app/report/rsc-movie.h"
#include "ui/rsc-plot-area.h"

G_BEGIN_DECLS

/* Draws and writes @animation (taken) in a thread, at a size in pixels, and shows over @window how
 * far that is, where it can be cancelled; closing either window cancels it, too. What came of it is
 * told by the action win.tell of @window. The program does not end before nothing is left of what
 * was cancelled. @paper: text and ground; @replace: see RscMovie. Returns the window of the
 * progress, which GTK owns, or NULL where it cannot be written, and that is told. */
GtkWindow *rsc_animation_job_start (GtkWindow *window,
                                    RscAnimation *animation,
                                    const char *path,
                                    RscMovieForm form,
                                    gboolean replace,
                                    const RscPaper *paper,
                                    const RscMoviePlan *plan);

G_END_DECLS
