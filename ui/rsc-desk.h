/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/rsc-desk-layout.h"

G_BEGIN_DECLS

/**
 * RscDesk:
 *
 * Lays out the pages of a window: a stage above and below it a deck of pages with tabs, of which
 * two stand side by side in a window from 1600 px on. Where two rows do not fit, stage and deck are
 * one row of pages, as many side by side as fit, and all of them have tabs. Those used last are on
 * show. One page can take the whole place. What is not on show is neither drawn nor mapped. The
 * line between the two rows can be moved, by a drag or by Up and Down; both rows keep the height
 * that they need.
 *
 * Property "alone" (string, or NULL): the name of the page that is on show alone. Signal
 * "arranged": sizes have been given out, perhaps to other pages.
 */
#define RSC_TYPE_DESK (rsc_desk_get_type ())
G_DECLARE_FINAL_TYPE (RscDesk, rsc_desk, RSC, DESK, GtkWidget)

GtkWidget *rsc_desk_new (void);

/* Adds @page, a widget that is nobody's child, behind those of its place. @name: for the functions
 * below;
 * @title: on its tab. */
void rsc_desk_add (RscDesk *self,
                   RscDeskPlace place,
                   GtkWidget *page,
                   const char *name,
                   const char *title);

/* Brings a page on show, in place of the one used longest ago. An unknown name does nothing. */
void rsc_desk_show_page (RscDesk *self, const char *name);

/* Brings on show what is on the next tab, @step 1, or the one before, -1, round and round; with the
 * focus where that is on the desk or nowhere. */
void rsc_desk_step_page (RscDesk *self, int step);

/* @name: or NULL for all of them again. */
void rsc_desk_set_alone (RscDesk *self, const char *name);
const char *rsc_desk_get_alone (RscDesk *self);

/* The part of the height of both rows that the stage is meant to have, from 0 to 1. */
double rsc_desk_get_share (RscDesk *self);
void rsc_desk_set_share (RscDesk *self, double share);

/* The name of the page that has @widget in it, or NULL. */
const char *rsc_desk_find (RscDesk *self, GtkWidget *widget);

/* The pages in the order of their tabs. */
guint rsc_desk_get_n_pages (RscDesk *self);
GtkWidget *rsc_desk_get_page (RscDesk *self, guint k);

/* Whether that page is on show, and whether it is as wide as the desk. */
gboolean rsc_desk_is_shown (RscDesk *self, const char *name);
gboolean rsc_desk_spans (RscDesk *self, const char *name);
/* Whether one page alone is on show in the row that this page is of: as wide as the desk. */
gboolean rsc_desk_has_one_place (RscDesk *self, const char *name);

G_END_DECLS
