/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "movies.h"

#include <stdio.h>
#include <webp/demux.h>

static guint
sum_pixels (const guint8 *pixels, gsize n)
{
  guint sum = 2166136261u;

  for (gsize k = 0; k < n; k++)
    sum = (sum ^ pixels[k]) * 16777619u;
  return sum;
}

void
read_webp (const char *path, MovieFacts *facts, guint *first, guint *last)
{
  g_autofree char *bytes = NULL;
  WebPData data = { 0 };
  WebPAnimDecoder *decoder;
  WebPAnimInfo info;
  guint8 *pixels;
  int time = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &data.size, NULL));
  data.bytes = (const guint8 *) bytes;
  decoder = WebPAnimDecoderNew (&data, NULL);
  g_assert_nonnull (decoder);
  g_assert_true (WebPAnimDecoderGetInfo (decoder, &info));
  *facts = (MovieFacts){ (int) info.canvas_width, (int) info.canvas_height, 0, 0 };
  while (WebPAnimDecoderHasMoreFrames (decoder))
    {
      guint sum;

      g_assert_true (WebPAnimDecoderGetNext (decoder, &pixels, &time));
      sum = sum_pixels (pixels, (gsize) 4 * info.canvas_width * info.canvas_height);
      if (facts->n_frames++ == 0 && first)
        *first = sum;
      if (last)
        *last = sum;
    }
  g_assert_cmpuint (facts->n_frames, ==, info.frame_count);
  facts->seconds = time / 1000.0;
  WebPAnimDecoderDelete (decoder);
}

gboolean
read_video (const char *path, MovieFacts *facts)
{
  g_autofree char *program = g_find_program_in_path ("ffprobe");
  const char *arguments[] = { "ffprobe",
                              "-v",
                              "error",
                              "-count_frames",
                              "-select_streams",
                              "v:0",
                              "-show_entries",
                              "stream=width,height,nb_read_frames:format=duration",
                              "-of",
                              "csv=p=0",
                              path,
                              NULL };
  g_autofree char *out = NULL;
  int status;

  if (program == NULL)
    return FALSE;
  g_assert_true (g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                               &out, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  g_strdelimit (out, "\n", ' ');
  g_assert_cmpint (
    sscanf (out, "%d,%d,%u %lf", &facts->width, &facts->height, &facts->n_frames, &facts->seconds),
    ==, 4);
  return TRUE;
}

guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  g_assert_nonnull (dir);
  while (g_dir_read_name (dir))
    n++;
  return n;
}
