/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/data/rsc-gallery.h"

G_BEGIN_DECLS

/* A row of the list of gallery sets: a thumbnail of the points, the title and what the set is
 * for. */
GtkWidget *rsc_gallery_row_new (const RscGalleryItem *item);

/* All of them, in the order of the gallery, each with its name and what it is for a screen
 * reader. */
void rsc_gallery_row_fill (GtkListBox *list);

/* Rows of the list before those of the sets: empty pictures to draw in. */
#define RSC_GALLERY_DRAWINGS 2

/* How many features the points of row @k of them have. */
int rsc_gallery_row_get_drawing (int k);

G_END_DECLS
