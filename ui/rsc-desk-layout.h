/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RSC_DESK_GAP 1

/**
 * RscDeskPlace:
 * @RSC_DESK_STAGE: above, always on show where there is room
 * @RSC_DESK_DECK: below, one of the pages that tabs choose, or two in a wide window
 */
typedef enum
{
  RSC_DESK_STAGE,
  RSC_DESK_DECK
} RscDeskPlace;

typedef struct
{
  GtkWidget *widget;
  GtkWidget *tab;
  char *name;
  RscDeskPlace place;
  guint used; /* the larger, the later */
  gboolean shown;
} RscDeskPage;

/**
 * RscDeskLayout: where the pages of a desk stand.
 * @pages: RscDeskPage, of the stage, then of the deck
 * @share: of the height of both rows that the stage is meant to have
 * @rows: stage and deck are two rows
 */
typedef struct
{
  GPtrArray *pages;
  GtkWidget *tabs;
  double share;
  gboolean rows;
  guint columns;
} RscDeskLayout;

RscDeskPage *rsc_desk_layout_get_page (const RscDeskLayout *self, guint k);

/* Whether there is height enough for two rows of pages. */
gboolean rsc_desk_layout_has_height (const RscDeskLayout *self, int height);

/* The width that the pages of the stage need side by side; 0 without one. */
int rsc_desk_layout_measure_stage (const RscDeskLayout *self);

/* The least height of the tabs. */
int rsc_desk_layout_measure_tabs (const RscDeskLayout *self);

/* Whether the page can be on show by its tab. */
gboolean rsc_desk_layout_has_tab (const RscDeskLayout *self, const RscDeskPage *page);

/* Rows and columns for that size. */
void rsc_desk_layout_choose (const RscDeskLayout *self,
                             int width,
                             int height,
                             gboolean *rows,
                             guint *columns);

/* Gives a page this area, or what it needs. */
void rsc_desk_layout_place (const RscDeskPage *page, int x, int y, int width, int height);

/* The pages on show that have a tab, or those that have none, side by side. */
void
rsc_desk_layout_place_row (const RscDeskLayout *self, gboolean tabs, int y, int width, int height);

/* Height of the stage: as meant, but both rows keep what they need. */
int rsc_desk_layout_get_line (const RscDeskLayout *self, int width, int height);

G_END_DECLS
