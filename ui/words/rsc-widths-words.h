/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-complex-walk.h"

G_BEGIN_DECLS

/* The optimal networks by their number of neurons in plain words. Strings that are not constant are
 * freed with g_free(). */

/* The networks with at most so many neurons, up to order and splitting: "4 pieces", "one piece";
 * where that is not known: "4 pieces found". */
char *rsc_widths_words_dup_pieces (const RscComplexLevel *level);

/* Those of them that are isolated, and the pieces as numbers: "4", or "4 found" where that is not
 * known. */
char *rsc_widths_words_dup_isolated (const RscComplexLevel *level);
char *rsc_widths_words_dup_count (const RscComplexLevel *level);

/* The same in the space of weights: "12·7! = 60480 points, 1 family"; no networks: "none". */
char *rsc_widths_words_dup_weights (const RscComplexLevel *level);

/* The isolated points alone, short: "12·7!"; NULL where there are none. */
char *rsc_widths_words_dup_points (const RscComplexLevel *level);

/* The pieces in all there, as a number for a picture: "60481", "1.4×10⁹", "4 found". */
char *rsc_widths_words_dup_total (const RscComplexLevel *level);

/**
 * RscWidthsPiece: the vertices of a piece
 * @n_vertices: how many
 * @least, @largest: their neurons
 * @vertex: one of the least, which stands for it
 */
typedef struct
{
  gsize n_vertices;
  gsize least;
  gsize largest;
  gsize vertex;
} RscWidthsPiece;

/* What a list of them is called. */
const char *rsc_widths_words_get_pieces (void);

/* Piece @k (from 0) of @complex among the networks with at most @m neurons, in a list; one network
 * alone by its neurons, under the numbers that @labels (from 0, or NULL) gives them. And how many
 * more there are. */
char *rsc_widths_words_dup_piece (const RscComplex *complex,
                                  const RscWidthsPiece *piece,
                                  gsize k,
                                  gsize m,
                                  const gsize *labels);
char *rsc_widths_words_dup_more (gsize n);

/* All of the networks with at most @m neurons in one line. */
char *rsc_widths_words_dup_level (const RscComplex *complex, gsize m);

/* "3 to 7 neurons", of the minimal networks, and what is not known of it. */
char *rsc_widths_words_dup_range (const RscComplex *complex);

/* "all connected from 8 neurons on", over which patterns, or that it is only known from where at
 * the latest.*/
char *rsc_widths_words_dup_connected (const RscComplex *complex);

/* The same as a sentence of its own over the picture. */
char *rsc_widths_words_dup_sentence (const RscComplex *complex);

/* "min (m* + M*, n + 1) = 10", what the theorem says of that. */
char *rsc_widths_words_dup_bound (const RscComplex *complex);

/* How many neurons it takes to get from the one network to the other: "not connected with 7
 * neurons, connected with 8". */
char *rsc_widths_words_dup_walk (const RscComplex *complex, const RscComplexWalk *walk);

/* The same and the steps that it takes, on the page. */
char *rsc_widths_words_dup_walked (const RscComplex *complex, const RscComplexWalk *walk);
/* What choosing a number of neurons is called in the history. */
const char *rsc_widths_words_get_change (void);
/* What the picture of the set shows of it. */
char *rsc_widths_words_dup_limit (gsize m);
/* Where a walk begins is known. */
const char *rsc_widths_words_get_start_hint (void);
/* What the button does. */
const char *rsc_widths_words_get_play (gboolean playing);
const char *rsc_widths_words_get_play_tip (gboolean playing);
/* While it is worked out. */
const char *rsc_widths_words_get_waiting (void);
/* All of the picture for who does not see it, with @m marked. */
char *rsc_widths_words_dup_description (const RscComplex *complex, gsize m);

/* The picture: title of its axis, what its two staircases are, and marks under the axis: m*, M*
 * ("m* ≤ 7" where that is not known), and from where on
 * the theorem says that all is connected. */
const char *rsc_widths_words_get_axis (void);
const char *rsc_widths_words_get_lower (gboolean several, gboolean proved);
const char *rsc_widths_words_get_upper (void);
char *rsc_widths_words_dup_least (const RscComplex *complex);
char *rsc_widths_words_dup_largest (const RscComplex *complex);
const char *rsc_widths_words_get_theorem (const RscComplex *complex);

G_END_DECLS
