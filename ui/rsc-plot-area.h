/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/plot/rsc-layer.h"
#include "ui/plot/rsc-plot-file.h"

G_BEGIN_DECLS

/**
 * RscPlotArea:
 *
 * A focusable widget that shows one picture of ui/plot in the colours of the style manager. The
 * picture is laid out once for a state, size and theme, and its still layers are drawn once for
 * these and the scale of the screen; a frame in which only the moving layers change draws these
 * alone.
 */
#define RSC_TYPE_PLOT_AREA (rsc_plot_area_get_type ())
G_DECLARE_DERIVABLE_TYPE (RscPlotArea, rsc_plot_area, RSC, PLOT_AREA, GtkWidget)

/* Signal "renewed": what is shown has changed; see rsc_plot_area_queue_layout(). */

/**
 * RscPlotAreaClass:
 * @lay_out: lays out the picture of what is shown for (0, 0, width, height); what it borrows stays
 * until rsc_plot_area_queue_layout(). NULL: there is nothing to show. @cr: see the pictures' own
 * functions
 * @find_paper_height: or NULL; the height from @height on at which paper of this width shows all
 * @least_height: below it the picture says nothing any more
 */
struct _RscPlotAreaClass
{
  GtkWidgetClass parent_class;

  RscPicture *(
    *lay_out) (RscPlotArea *self, const RscTheme *theme, cairo_t *cr, double width, double height);
  double (*find_paper_height) (RscPlotArea *self,
                               const RscTheme *theme,
                               cairo_t *cr,
                               double width,
                               double height);
  int least_height;
};

/* That of a picture which is wide and low, as on the pages below the stage. */
#define RSC_PLOT_AREA_LOW 110

/* What is shown has changed, or is about to: the picture is let go and laid out anew when it is
 * needed. */
void rsc_plot_area_queue_layout (RscPlotArea *self);

/* The still layers have changed, but not where anything is: the picture stays and is drawn anew. */
void rsc_plot_area_queue_still (RscPlotArea *self);

/* The picture on the screen, to ask what is somewhere or to move what moves (then followed by
 * gtk_widget_queue_draw()); laid out now if needed. NULL where there is nothing to show, or no
 * room. It belongs to @self, until the next rsc_plot_area_queue_layout(). */
RscPicture *rsc_plot_area_get_picture (RscPlotArea *self);

/* How often the still layers were drawn. */
guint rsc_plot_area_get_n_still (RscPlotArea *self);

/* The theme of the screen. */
const RscTheme *rsc_plot_area_get_theme (RscPlotArea *self);

/* Lets the keys of a picture play the path by the actions path.play, path.step and path.end: Space,
 * the arrows, Home and End. For class_init, after the picture's own keys: what they use they
 * keep. */
void rsc_plot_area_class_add_path_keys (GtkWidgetClass *widget_class);

/**
 * RscPaper:
 * @width, @height: in points; 0: as on the screen
 * @scale: pixels per point, of a PNG
 * @text: how many times as large as on the screen text and lines are
 * @dark: white on black
 * @transparent: without a ground
 *
 * What a picture is drawn on that leaves the window.
 */
typedef struct
{
  double width;
  double height;
  double scale;
  double text;
  gboolean dark;
  gboolean transparent;
} RscPaper;

/* As large as on the screen, light, two pixels per point. */
void rsc_paper_init (RscPaper *self);
/* How pictures on it look. */
void rsc_paper_get_theme (const RscPaper *self, RscTheme *theme);

/* The picture as it is shown, on @paper (or NULL: as large as on the screen, light); see
 * rsc_plot_file_render(). */
GBytes *
rsc_plot_area_render (RscPlotArea *self, const char *path, const RscPaper *paper, GError **error);

/* An RscPlotDrawFunc: @area is the RscPlotArea. */
void rsc_plot_area_draw_on_paper (const RscTheme *theme,
                                  cairo_t *cr,
                                  double width,
                                  double height,
                                  gpointer area);

/* Whether what is laid out now is for a file: nobody can point at it. */
gboolean rsc_plot_area_is_on_paper (RscPlotArea *self);

G_END_DECLS
