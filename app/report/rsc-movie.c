/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For renameat2(). */
#define _GNU_SOURCE

#include "app/report/rsc-movie.h"

#include "app/files/rsc-file.h"
#include "app/report/rsc-movie-video.h"
#include "app/report/rsc-movie-webp.h"
#include "ui/words/rsc-animation-words.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* What a movie is while it is written. */
typedef struct
{
  const RscMovie *movie;
  char *target;      /* links followed */
  char *growing;     /* its name until it is whole */
  int lock;          /* of it, or -1 */
  gboolean is_named; /* it has the name of the target */
  RscMovieWebp *webp;
  RscMovieVideo *video;
} Writing;

/* Always FALSE. */
static gboolean
set_words (GError **error, char *words)
{
  g_set_error_literal (error, RSC_ERROR, RSC_ERROR_ARGUMENT, words);
  g_free (words);
  return FALSE;
}

/* --- before ----------------------------------------------------------------------------------- */

static gboolean
is_empty_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);

  return folder != NULL && g_dir_read_name (folder) == NULL;
}

/* What has the name now, and may be replaced. */
static gboolean
check_target (const RscMovie *self, GError **error)
{
  g_autofree char *name = g_filename_display_basename (self->path);
  const gboolean exists = g_file_test (self->path, G_FILE_TEST_EXISTS);
  const gboolean is_folder = g_file_test (self->path, G_FILE_TEST_IS_DIR);
  int code;

  if (!exists)
    return TRUE;
  if (self->form == RSC_MOVIE_FRAMES)
    {
      if (is_folder && is_empty_folder (self->path))
        return TRUE;
      return set_words (error, is_folder ? rsc_animation_words_dup_full (name)
                                         : rsc_animation_words_dup_taken (name));
    }
  if (is_folder)
    return rsc_file_fail (error, self->path, EISDIR);
  if (!self->replace)
    return set_words (error, rsc_animation_words_dup_taken (name));
  code = rsc_file_find_lock (self->path);
  return code == 0 || rsc_file_fail (error, self->path, code);
}

gboolean
rsc_movie_check (const RscMovie *self, GError **error)
{
  g_autofree char *target = NULL;
  g_autofree char *folder = NULL;
  char *absence;
  int most;

  g_return_val_if_fail (self != NULL && self->path != NULL, FALSE);
  g_return_val_if_fail (self->form < RSC_N_MOVIE_FORMS, FALSE);

  most = rsc_movie_form_get_largest_side (self->form);
  if (self->width < 1 || self->height < 1 || self->width > most || self->height > most)
    return set_words (error, rsc_animation_words_dup_side (most));
  absence = rsc_movie_form_dup_absence (self->form);
  if (absence)
    return set_words (error, absence);
  target = rsc_file_follow_links (self->path);
  if (target == NULL)
    return rsc_file_fail (error, self->path, ELOOP);
  folder = g_path_get_dirname (target);
  if (!g_file_test (folder, G_FILE_TEST_EXISTS))
    return rsc_file_fail (error, folder, ENOENT);
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    return rsc_file_fail (error, folder, ENOTDIR);
  if (g_access (folder, W_OK | X_OK) != 0)
    return rsc_file_fail (error, folder, errno);
  return check_target (self, error);
}

/* --- growing ---------------------------------------------------------------------------------- */

/* A hidden file or folder beside the target. Nobody may read the file who may not read what it
 * replaces. */
static gboolean
reserve (Writing *self, GError **error)
{
  const gboolean as_folder = self->movie->form == RSC_MOVIE_FRAMES;
  GStatBuf info;
  const int mode = as_folder                           ? 0777
                   : g_stat (self->target, &info) == 0 ? (int) (info.st_mode & 0777) | S_IWUSR
                                                       : 0666;
  int code;

  self->growing = rsc_file_reserve (self->target, as_folder, mode, &self->lock, &code);
  return self->growing || rsc_file_fail (error, self->movie->path, code);
}

static gboolean
begin (Writing *self, GError **error)
{
  const RscMovie *movie = self->movie;

  self->target = rsc_file_follow_links (movie->path);
  if (self->target == NULL)
    return rsc_file_fail (error, movie->path, ELOOP);
  /* One that grows in memory has no name before it is whole. */
  if (movie->form != RSC_MOVIE_WEBP && !reserve (self, error))
    return FALSE;
  if (movie->form == RSC_MOVIE_WEBP)
    self->webp = rsc_movie_webp_new (movie->width, movie->height, movie->plan.rate, error);
  else if (movie->form != RSC_MOVIE_FRAMES)
    self->video = rsc_movie_video_new (self->growing, movie->form, movie->width, movie->height,
                                       movie->plan.rate, error);
  return self->webp || self->video || movie->form == RSC_MOVIE_FRAMES;
}

static cairo_status_t
write_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  return fwrite (data, 1, length, closure) == length ? CAIRO_STATUS_SUCCESS
                                                     : CAIRO_STATUS_WRITE_ERROR;
}

static gboolean
add_picture (Writing *self, gsize k, cairo_surface_t *frame, GError **error)
{
  g_autofree char *name = g_strdup_printf ("frame-%04" G_GSIZE_FORMAT ".png", k + 1);
  g_autofree char *path = g_build_filename (self->growing, name, NULL);
  FILE *file = g_fopen (path, "wbe");
  gboolean done;

  if (file == NULL)
    return rsc_file_fail (error, self->movie->path, errno);
  done = cairo_surface_write_to_png_stream (frame, write_bytes, file) == CAIRO_STATUS_SUCCESS;
  done = fclose (file) == 0 && done;
  return done || rsc_file_fail (error, self->movie->path, errno ? errno : EIO);
}

static gboolean
add (Writing *self, gsize k, cairo_surface_t *frame, GCancellable *cancellable, GError **error)
{
  if (self->webp)
    return rsc_movie_webp_add (self->webp, frame, error);
  if (self->video)
    return rsc_movie_video_add (self->video, frame, cancellable, error);
  return add_picture (self, k, frame, error);
}

/* --- whole ------------------------------------------------------------------------------------ */

/* Its own name, which nobody else has taken meanwhile. */
static gboolean
give_name (Writing *self, GError **error)
{
  const char *path = self->movie->path;
  g_autofree char *base = g_filename_display_basename (path);
  int code = 0;

  if (self->movie->replace || self->movie->form == RSC_MOVIE_FRAMES)
    code = g_rename (self->growing, self->target) == 0 ? 0 : errno;
  else
    {
      code = renameat2 (AT_FDCWD, self->growing, AT_FDCWD, self->target, RENAME_NOREPLACE) == 0
               ? 0
               : errno;
      /* A file system that cannot promise it. */
      if (code == EINVAL || code == ENOSYS)
        code = g_file_test (self->target, G_FILE_TEST_EXISTS) ? EEXIST
               : g_rename (self->growing, self->target) == 0  ? 0
                                                              : errno;
    }
  self->is_named = code == 0;
  if (code == EEXIST || code == ENOTEMPTY || code == ENOTDIR)
    return set_words (error, rsc_animation_words_dup_taken (base));
  return code == 0 || rsc_file_fail (error, path, code);
}

/* Into the file that is locked. */
static gboolean
write_whole (Writing *self, const char *data, gsize size, GCancellable *cancellable, GError **error)
{
  int code = rsc_file_fill (self->lock, data, size, cancellable);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (code == 0 && fsync (self->lock) != 0)
    code = errno;
  return code == 0 || rsc_file_fail (error, self->movie->path, code);
}

static gboolean
finish (Writing *self, GCancellable *cancellable, GError **error)
{
  GStatBuf info;

  if (self->webp)
    {
      g_autoptr (GBytes) bytes = rsc_movie_webp_finish (self->webp, error);
      gsize size;
      const char *data = bytes ? g_bytes_get_data (bytes, &size) : NULL;

      if (data == NULL)
        return FALSE;
      if (self->movie->replace)
        return rsc_file_write (self->movie->path, data, (gssize) size, cancellable, error);
      if (!reserve (self, error) || !write_whole (self, data, size, cancellable, error))
        return FALSE;
    }
  if (self->video && !rsc_movie_video_finish (self->video, cancellable, error))
    return FALSE;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  /* As what it replaces. */
  if (self->movie->form != RSC_MOVIE_FRAMES && g_stat (self->target, &info) == 0)
    (void) g_chmod (self->growing, info.st_mode & 07777);
  return give_name (self, error);
}

/* Nothing is left of what did not become whole. */
static void
clear (Writing *self)
{
  g_clear_pointer (&self->webp, rsc_movie_webp_free);
  g_clear_pointer (&self->video, rsc_movie_video_free);
  if (self->growing && !self->is_named)
    rsc_file_discard (self->growing);
  if (self->lock >= 0)
    close (self->lock);
  g_free (self->growing);
  g_free (self->target);
}

static gboolean
draw (const RscMovie *self, cairo_surface_t *frame, GError **error)
{
  cairo_t *cr = cairo_create (frame);
  cairo_status_t status;

  rsc_color_set_source (cr, self->theme->background);
  cairo_paint (cr);
  cairo_scale (cr, self->scale, self->scale);
  self->draw (self->theme, cr, self->width / self->scale, self->height / self->scale,
              self->user_data);
  status = cairo_status (cr);
  cairo_destroy (cr);
  return status == CAIRO_STATUS_SUCCESS
         || set_words (error, rsc_animation_words_dup_failed (cairo_status_to_string (status)));
}

gboolean
rsc_movie_write (const RscMovie *self,
                 RscProgressFunc progress,
                 gpointer progress_data,
                 GCancellable *cancellable,
                 GError **error)
{
  Writing writing = { .movie = self, .lock = -1 };
  cairo_surface_t *frame;
  gboolean done;

  g_return_val_if_fail (self != NULL && self->draw != NULL && self->theme != NULL, FALSE);
  g_return_val_if_fail (self->scale > 0, FALSE);

  if (!rsc_movie_check (self, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  done = begin (&writing, error);
  frame = cairo_image_surface_create (CAIRO_FORMAT_RGB24, self->width, self->height);
  for (gsize k = 0; k < self->plan.n_frames && done; k++)
    {
      if (progress)
        progress ((double) k / (double) self->plan.n_frames, NAN, progress_data);
      done = !g_cancellable_set_error_if_cancelled (cancellable, error)
             && (!self->prepare
                 || self->prepare (self->user_data, rsc_movie_plan_get_moment (&self->plan, k),
                                   cancellable, error))
             && draw (self, frame, error) && add (&writing, k, frame, cancellable, error);
    }
  done = done && finish (&writing, cancellable, error);
  cairo_surface_destroy (frame);
  clear (&writing);
  return done;
}
