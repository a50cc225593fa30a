/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/data/rsc-dataset.h"

G_BEGIN_DECLS

/**
 * RscThumbnail:
 *
 * A small picture of a data set: target over feature, or the first two features in the colours of
 * the target's sign.
 */
#define RSC_TYPE_THUMBNAIL (rsc_thumbnail_get_type ())
G_DECLARE_FINAL_TYPE (RscThumbnail, rsc_thumbnail, RSC, THUMBNAIL, GtkWidget)

GtkWidget *rsc_thumbnail_new (RscDataset *dataset);

G_END_DECLS
