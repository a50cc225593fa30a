/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RscDataPager:
 *
 * Which of many features a table shows, and buttons to those before and after them. Signal "turned"
 * (step): -1 or 1.
 */
#define RSC_TYPE_DATA_PAGER (rsc_data_pager_get_type ())
G_DECLARE_FINAL_TYPE (RscDataPager, rsc_data_pager, RSC, DATA_PAGER, GtkWidget)

GtkWidget *rsc_data_pager_new (void);

/* The table shows @n features from @first on, of @d. */
void rsc_data_pager_set_page (RscDataPager *self, gsize first, gsize n, gsize d);

G_END_DECLS
