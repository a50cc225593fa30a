/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/path/rsc-path-frame.h"

G_BEGIN_DECLS

/* What happens along a solution path, several events at a time. All strings are freed with
 * g_free(). @labels: for each id of the path the number that names it (from 0), or NULL for the
 * id. */

/* What happens at @lambda in one sentence: "4 neurons leave here; 4 are enough from here on"; where
 * nothing does, what holds there and what comes next. @complete: nothing more of the path is being
 * followed. NULL without a path. Cost: O(events + log points). */
char *rsc_path_event_words_dup_here (const RscPath *path, gboolean complete, double lambda);

/* @n events of one kind, as λ falls, that share a mark: what they are, with their place or how far
 * they reach, and their neurons. */
char *rsc_path_event_words_dup_mark (const RscPath *path,
                                     const gsize *events,
                                     gsize n,
                                     const gsize *labels);

/* The same as an entry of a list: where, and what with its neurons. They have one λ. */
char *rsc_path_event_words_dup_place (const RscPath *path, gsize event);
char *rsc_path_event_words_dup_what (const RscPath *path,
                                     const gsize *events,
                                     gsize n,
                                     const gsize *labels);

/* Whether two events have one λ, so that a step stops at both at once. */
gboolean rsc_path_event_words_are_together (const RscPath *path, gsize a, gsize b);

G_END_DECLS
