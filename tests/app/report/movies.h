/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an animated file is, as a program says that plays it: @seconds until its last frame ends. */
typedef struct
{
  int width;
  int height;
  guint n_frames;
  double seconds;
} MovieFacts;

/* Of an animated WebP; asserts that it is one that can be decoded. @first, @last: a frame's
 * checksum each, or NULL. */
void read_webp (const char *path, MovieFacts *facts, guint *first, guint *last);

/* Of a video, asked of ffprobe; FALSE where that is not installed. */
gboolean read_video (const char *path, MovieFacts *facts);

/* How many files and folders @folder has, hidden ones too. */
guint count_files (const char *folder);

G_END_DECLS
