/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-path-marks.h"
#include "ui/rsc-list-popover.h"

G_BEGIN_DECLS

/**
 * RscEventList:
 *
 * What a stack of event marks stands for, in a popover: a row for each λ and kind, with its
 * neurons.
 *
 * The key of a row: the index of its first event
 */
#define RSC_TYPE_EVENT_LIST (rsc_event_list_get_type ())
G_DECLARE_FINAL_TYPE (RscEventList, rsc_event_list, RSC, EVENT_LIST, RscListPopover)

/* A popover of @parent, which unparents it. */
RscEventList *rsc_event_list_new (GtkWidget *parent);

/* A click on mark @k: where all events of its stack are at one λ the first of them is chosen at
 * once, and otherwise they are listed above the mark. @marks: of @path, in the pixels of the
 * parent. @labels: see rsc_path_event_words_dup_what(). */
void rsc_event_list_activate (RscEventList *self,
                              const RscPath *path,
                              const RscPathMarks *marks,
                              gsize k,
                              const gsize *labels);

/* Another path is on show, or NULL: closes the list unless it is the same one, known further. */
void rsc_event_list_set_path (RscEventList *self, const RscPath *path);

G_END_DECLS
