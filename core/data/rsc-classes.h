/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-dataset.h"

G_BEGIN_DECLS

/* More labels than this are numbers. */
#define RSC_CLASSES_MAX 7

/* Whether the targets name classes, and which: they do when all are whole numbers, at most
 * RSC_CLASSES_MAX different ones, and there are one or two of them (±1, 0 and 1), or they are −1, 0
 * and 1, or each stands in two rows on average. Everything else is values. @labels: the classes in
 * increasing order. Returns how many they are, 0 for values. O(n). */
gsize rsc_classes_list (const RscDataset *dataset, double labels[RSC_CLASSES_MAX]);

/* Whether all targets are +1 or -1: the sign of a prediction is then its class. O(n). */
gboolean rsc_classes_are_signs (const RscDataset *dataset);

/* Two classes that points to be drawn can be of: those of @dataset where it has two, the one that
 * it has and its counterpart (−1 and +1, 0 and 1), or −1 and +1 where it is NULL or without a row.
 * FALSE, with −1 and +1, where its targets are no two classes. O(n). */
gboolean rsc_classes_find_two (const RscDataset *dataset, double classes[2]);

/* The data set with its two classes as targets: the smaller becomes -1, the larger +1. Errors:
 * RSC_ERROR_DATA when the targets are not two different numbers. */
RscDataset *rsc_classes_label (RscDataset *dataset, GError **error);

G_END_DECLS
