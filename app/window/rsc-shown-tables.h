/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-document.h"
#include "ui/rsc-plot-area.h"
#include "ui/words/rsc-result-table.h"

G_BEGIN_DECLS

/* The numbers that a picture of the window draws; NULL where it draws none at present. Free with
 * rsc_result_table_free(). */
RscResultTable *rsc_shown_tables_new (RscPlotArea *area, RscDocument *document);

/* Whether such a picture ever draws numbers. */
gboolean rsc_shown_tables_has (RscPlotArea *area);

G_END_DECLS
