/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Several networks as one classifier in plain words. Free with g_free(). */

/* "0.95: 57 of 60 training points", or of test points. */
char *rsc_classes_words_dup_accuracy (gsize right, gsize n, gboolean test);

/* Over the picture of the classes' regions. */
char *rsc_classes_words_dup_sentence (gsize right, gsize n);

G_END_DECLS
