/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A target: takes any bytes, and ends the process where something holds no more that should. The
 * names are those of libFuzzer, which makes bytes for as long as one likes (./dev fuzz); replay.c
 * tries those of the corpus and some others, always the same. */
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

G_END_DECLS
