/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-document.h"
#include "ui/rsc-timeline.h"

G_BEGIN_DECLS

/**
 * RscPathPlayer:
 *
 * Moves λ of a document: gives its player the frame clock's time, shows its path on a timeline with
 * what happens where λ is, and does what the hand does there.
 */
#define RSC_TYPE_PATH_PLAYER (rsc_path_player_get_type ())
G_DECLARE_FINAL_TYPE (RscPathPlayer, rsc_path_player, RSC, PATH_PLAYER, GObject)

RscPathPlayer *rsc_path_player_new (RscDocument *document, RscTimeline *timeline);

/* Lets go of both. */
void rsc_path_player_stop (RscPathPlayer *self);

/* Plays or pauses. From the end of the path it begins again at the other end. */
void rsc_path_player_toggle (RscPathPlayer *self);
/* To the next event as λ falls (1) or rises (-1). */
void rsc_path_player_step (RscPathPlayer *self, int step);
/* To the small end of what is known (1) or to λ_max (-1). */
void rsc_path_player_go_to_end (RscPathPlayer *self, int end);

/* Adds to @widget, which lets go of them before @self goes, the actions path.play, path.step (i)
 * and path.end (i). */
void rsc_path_player_add_actions (RscPathPlayer *self, GtkWidget *widget);

G_END_DECLS
