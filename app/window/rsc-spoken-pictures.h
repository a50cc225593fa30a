/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/model/rsc-document.h"

G_BEGIN_DECLS

/**
 * RscSpokenPictures:
 *
 * Keeps the descriptions of a window's pictures for a screen reader: what each of them shows, with
 * the numbers that stand beside it. They are told when the document has come to rest, since nobody
 * listens to every frame.
 */
typedef struct _RscSpokenPictures RscSpokenPictures;

/* Describes every picture below @root. Both must outlive it. */
RscSpokenPictures *rsc_spoken_pictures_new (GtkWidget *root, RscDocument *document);
void rsc_spoken_pictures_free (RscSpokenPictures *self);

/* What the picture @area says of @document, or NULL for a widget that is none. Free with
 * g_free(). */
char *rsc_spoken_pictures_dup (GtkWidget *area, RscDocument *document);

G_END_DECLS
