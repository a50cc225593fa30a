/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-document.h"

G_BEGIN_DECLS

/**
 * RscAnimationPicture: what is drawn of what plays; its own picture is that of the path, the
 * pruning, the training or the widths. The board is all of them.
 */
typedef enum
{
  RSC_ANIMATION_PICTURE_BOARD,
  RSC_ANIMATION_PICTURE_FUNCTION,
  RSC_ANIMATION_PICTURE_SET,
  RSC_ANIMATION_PICTURE_OWN,
  RSC_N_ANIMATION_PICTURES
} RscAnimationPicture;

/**
 * RscAnimation:
 *
 * What a track of a document's clock plays, drawn away from the window: any moment of it, at any
 * size and in any theme, as the views are set at present. It keeps the immutable results that it is
 * drawn from, so that it asks nothing of the document any more and can be drawn by another thread,
 * whatever becomes of that. Axes and colours are those of the whole, and stand still.
 */
typedef struct _RscAnimation RscAnimation;

/* Whether there is something of @track to play. */
gboolean rsc_animation_can (RscDocument *document, RscTrack track);

/* Of a track that can be played, from its beginning to as far as it is known. @title: of the data,
 * for the line over the pictures. */
RscAnimation *rsc_animation_new (RscDocument *document, RscTrack track, const char *title);
void rsc_animation_free (RscAnimation *self);

/* How long the clock takes for it at speed 1; of a pruning, as long as each step needs to be
 * seen. */
double rsc_animation_get_seconds (const RscAnimation *self);

/* Where the frame of @moment (0 to 1) goes, when the next ones are @step away: to the nearest
 * moment at which something happens (an event of the path, a state of a pruning, the end of a leg,
 * a stop of a walk), where that belongs to this frame, so that what happens is seen as it is. The
 * ends stay. */
double rsc_animation_find_moment (const RscAnimation *self, double moment, double step);

/* Whether there is such a picture: without a set on show there is none of it. */
gboolean rsc_animation_has_picture (const RscAnimation *self, RscAnimationPicture picture);
/* At first the board. */
void rsc_animation_set_picture (RscAnimation *self, RscAnimationPicture picture);

/* Goes to @moment, 0 to 1: it is drawn from now on. Errors: cancelled, and those of projections and
 * envelopes. */
gboolean
rsc_animation_go_to (RscAnimation *self, double moment, GCancellable *cancellable, GError **error);

/* An RscPlotDrawFunc: @animation is the RscAnimation, at a moment; fills @width and @height. */
void rsc_animation_draw (const RscTheme *theme,
                         cairo_t *cr,
                         double width,
                         double height,
                         gpointer animation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscAnimation, rsc_animation_free)

G_END_DECLS
