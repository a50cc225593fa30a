/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RscPieceList:
 *
 * Pieces of the optimal networks, each with its colour in the picture of the set and a line of
 * words. Signal:
 * - chosen (int): a click on a piece, or Return
 */
#define RSC_TYPE_PIECE_LIST (rsc_piece_list_get_type ())
G_DECLARE_FINAL_TYPE (RscPieceList, rsc_piece_list, RSC, PIECE_LIST, GtkWidget)

GtkWidget *rsc_piece_list_new (void);

void rsc_piece_list_clear (RscPieceList *self);
/* Adds piece @k, in the colour of that number. */
void rsc_piece_list_append (RscPieceList *self, gsize k, const char *words);
/* The same in no colour, as line @at of all; "chosen" then has @number. */
void rsc_piece_list_insert_plain (RscPieceList *self, gsize at, int number, const char *words);
/* A line that is no piece, and does not count as one. */
void rsc_piece_list_append_note (RscPieceList *self, const char *words);
gsize rsc_piece_list_get_n (RscPieceList *self);
/* Marks piece @k, or none for -1. */
void rsc_piece_list_set_current (RscPieceList *self, gssize k);

G_END_DECLS
