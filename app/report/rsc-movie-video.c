/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For sigtimedwait() and memfd_create(). */
#define _GNU_SOURCE

#include "app/report/rsc-movie-video.h"

#include "core/numerics/rsc-error.h"
#include "ui/words/rsc-animation-words.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

/* What the program may complain of, in bytes; and how much of its end is looked at. */
#define COMPLAINTS_MAX 65536
#define COMPLAINT_MAX 4096

struct _RscMovieVideo
{
  GSubprocess *program;
  int complaints; /* its standard error */
  int width;
  int height;
};

/* Cairo's pixels are numbers, whose bytes lie as the machine has them. */
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
#define PIXELS "bgr0"
#else
#define PIXELS "0rgb"
#endif

/* In an order that the program asks for: what comes, what becomes of it, where to. Colours as on a
 * screen (BT.709), halved in both directions as players want them. */
static GPtrArray *
list_arguments (const char *path, RscMovieForm form, int width, int height, guint rate)
{
  static const char *const first[] = { "-nostdin", "-hide_banner", "-loglevel", "error", "-y",
                                       "-f",       "rawvideo",     "-pix_fmt",  PIXELS };
  static const char *const colours[] = { "-vf",
                                         "scale=out_color_matrix=bt709:out_range=tv",
                                         "-pix_fmt",
                                         "yuv420p",
                                         "-colorspace",
                                         "bt709",
                                         "-color_primaries",
                                         "bt709",
                                         "-color_trc",
                                         "bt709",
                                         "-color_range",
                                         "tv" };
  static const char *const webm[] = { "-c:v",    "libvpx-vp9", "-crf", "18",        "-b:v",
                                      "0",       "-deadline",  "good", "-cpu-used", "4",
                                      "-row-mt", "1",          "-f",   "webm" };
  static const char *const mp4[] = { "-c:v",      "libx264",    "-crf",  "16",
                                     "-preset",   "medium",     "-tune", "animation",
                                     "-movflags", "+faststart", "-f",    "mp4" };
  const char *const *made = form == RSC_MOVIE_WEBM ? webm : mp4;
  const gsize n_made = form == RSC_MOVIE_WEBM ? G_N_ELEMENTS (webm) : G_N_ELEMENTS (mp4);
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (list, g_strdup (RSC_MOVIE_VIDEO_PROGRAM));
  for (gsize k = 0; k < G_N_ELEMENTS (first); k++)
    g_ptr_array_add (list, g_strdup (first[k]));
  g_ptr_array_add (list, g_strdup ("-video_size"));
  g_ptr_array_add (list, g_strdup_printf ("%dx%d", width, height));
  g_ptr_array_add (list, g_strdup ("-framerate"));
  g_ptr_array_add (list, g_strdup_printf ("%u", rate));
  g_ptr_array_add (list, g_strdup ("-i"));
  g_ptr_array_add (list, g_strdup ("pipe:0"));
  for (gsize k = 0; k < G_N_ELEMENTS (colours); k++)
    g_ptr_array_add (list, g_strdup (colours[k]));
  for (gsize k = 0; k < n_made; k++)
    g_ptr_array_add (list, g_strdup (made[k]));
  /* A name that begins with a dash is no option. */
  g_ptr_array_add (list, g_strconcat ("file:", path, NULL));
  g_ptr_array_add (list, NULL);
  return list;
}

/* Memory that the program's complaints go to. A pipe that nobody empties would stop it, and one
 * that a child of it keeps open would never end; this does neither, and takes no more than its
 * size. Returns a descriptor, or -1 with errno. */
static int
open_complaints (void)
{
  const int fd = memfd_create ("complaints", MFD_CLOEXEC | MFD_ALLOW_SEALING);

  if (fd >= 0 && ftruncate (fd, COMPLAINTS_MAX) == 0
      && fcntl (fd, F_ADD_SEALS, F_SEAL_GROW | F_SEAL_SHRINK) == 0)
    return fd;
  if (fd >= 0)
    close (fd);
  return -1;
}

/* In the other program, of the process @data. The interrupt key is for this one, which then ends
 * the other: that does not end by itself, as if something had failed. But where this one is killed
 * it goes along, or it would make its file anew once that has been taken away. (The thread that
 * starts it is there until it has been waited for.) */
static void
depend (gpointer data)
{
  (void) setpgid (0, 0);
  (void) prctl (PR_SET_PDEATHSIG, SIGKILL);
  /* It may have been killed before that was said. */
  if (getppid () != GPOINTER_TO_INT (data))
    _exit (1);
}

static GSubprocess *
start (const char *const *arguments, int complaints, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  const int copy = fcntl (complaints, F_DUPFD_CLOEXEC, 3);

  if (copy < 0)
    {
      g_set_error_literal (error, G_FILE_ERROR, (int) g_file_error_from_errno (errno),
                           g_strerror (errno));
      return NULL;
    }
  g_subprocess_launcher_take_stderr_fd (launcher, copy);
  g_subprocess_launcher_set_child_setup (launcher, depend, GINT_TO_POINTER (getpid ()), NULL);
  return g_subprocess_launcher_spawnv (launcher, arguments, error);
}

RscMovieVideo *
rsc_movie_video_new (const char *path,
                     RscMovieForm form,
                     int width,
                     int height,
                     guint rate,
                     GError **error)
{
  g_autofree char *absence = NULL;
  g_autoptr (GPtrArray) arguments = NULL;
  g_autoptr (GSubprocess) program = NULL;
  RscMovieVideo *self;
  int complaints;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (form == RSC_MOVIE_WEBM || form == RSC_MOVIE_MP4, NULL);
  g_return_val_if_fail (width > 0 && width % 2 == 0 && height > 0 && height % 2 == 0, NULL);
  g_return_val_if_fail (rate > 0, NULL);

  absence = rsc_movie_form_dup_absence (form);
  if (absence)
    {
      g_set_error_literal (error, RSC_ERROR, RSC_ERROR_ARGUMENT, absence);
      return NULL;
    }
  arguments = list_arguments (path, form, width, height, rate);
  complaints = open_complaints ();
  if (complaints < 0)
    {
      g_set_error_literal (error, G_FILE_ERROR, (int) g_file_error_from_errno (errno),
                           g_strerror (errno));
      return NULL;
    }
  program = start ((const char *const *) arguments->pdata, complaints, error);
  if (program == NULL)
    {
      close (complaints);
      return NULL;
    }
  self = g_new0 (RscMovieVideo, 1);
  self->complaints = complaints;
  self->program = g_steal_pointer (&program);
  self->width = width;
  self->height = height;
  return self;
}

void
rsc_movie_video_free (RscMovieVideo *self)
{
  if (self == NULL)
    return;
  /* Not before it is gone does nobody write to its file. */
  g_subprocess_force_exit (self->program);
  g_subprocess_wait (self->program, NULL, NULL);
  g_object_unref (self->program);
  close (self->complaints);
  g_free (self);
}

/* What it complained of last, or that it ended; where it is not wanted any more, only that. Always
 * FALSE. */
static gboolean
fail (RscMovieVideo *self, GCancellable *cancellable, GError **error)
{
  char words[COMPLAINT_MAX];
  g_autofree char *message = NULL;
  char *line;
  off_t end;
  ssize_t n;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  /* One that only stopped to read would go on. */
  g_subprocess_force_exit (self->program);
  g_subprocess_wait (self->program, NULL, NULL);
  /* Both write at one place, so this is how far it came. */
  end = lseek (self->complaints, 0, SEEK_CUR);
  n = end > 0 ? pread (self->complaints, words, MIN (sizeof words - 1, (gsize) end),
                       MAX (end - (off_t) sizeof words + 1, 0))
              : 0;
  words[MAX (n, 0)] = '\0';
  g_strchomp (words);
  line = strrchr (words, '\n');
  line = g_utf8_make_valid (line ? line + 1 : words, -1);
  message = rsc_animation_words_dup_failed (*line ? line : RSC_MOVIE_VIDEO_PROGRAM);
  g_free (line);
  g_set_error_literal (error, RSC_ERROR, RSC_ERROR_LIMIT, message);
  return FALSE;
}

/* Where the program has ended, the system would end this one too, as one whose reader is gone. */
static gboolean
write_rows (GOutputStream *stream,
            const unsigned char *data,
            gsize length,
            GCancellable *cancellable,
            GError **error)
{
  const struct timespec at_once = { 0, 0 };
  sigset_t pipe, before;
  gboolean done;

  sigemptyset (&pipe);
  sigaddset (&pipe, SIGPIPE);
  pthread_sigmask (SIG_BLOCK, &pipe, &before);
  done = g_output_stream_write_all (stream, data, length, NULL, cancellable, error);
  if (!sigismember (&before, SIGPIPE))
    {
      while (!done && sigtimedwait (&pipe, NULL, &at_once) > 0)
        ;
      pthread_sigmask (SIG_SETMASK, &before, NULL);
    }
  return done;
}

gboolean
rsc_movie_video_add (RscMovieVideo *self,
                     cairo_surface_t *frame,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (frame != NULL, FALSE);
  g_return_val_if_fail (cairo_image_surface_get_format (frame) == CAIRO_FORMAT_RGB24, FALSE);
  g_return_val_if_fail (cairo_image_surface_get_width (frame) == self->width, FALSE);
  g_return_val_if_fail (cairo_image_surface_get_height (frame) == self->height, FALSE);
  /* Rows of four bytes a pixel lie one after the other. */
  g_return_val_if_fail (cairo_image_surface_get_stride (frame) == 4 * self->width, FALSE);

  cairo_surface_flush (frame);
  if (write_rows (g_subprocess_get_stdin_pipe (self->program), cairo_image_surface_get_data (frame),
                  (gsize) 4 * (gsize) self->width * (gsize) self->height, cancellable, &local))
    return TRUE;
  if (!g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return fail (self, cancellable, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
rsc_movie_video_finish (RscMovieVideo *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!g_output_stream_close (g_subprocess_get_stdin_pipe (self->program), cancellable, error)
      || !g_subprocess_wait (self->program, cancellable, error))
    return FALSE;
  return (g_subprocess_get_if_exited (self->program)
          && g_subprocess_get_exit_status (self->program) == 0)
         || fail (self, cancellable, error);
}
