/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program that exports what a window exports, by what that calls, is killed at random moments:
 * each file and folder is the older or the newer, whole, and what was half done goes with the next
 * write. No display.
 * “test-kills-of-exports N” does it N times. */
#include <glib/gstdio.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/files/rsc-file.h"
#include "app/report/rsc-figure.h"
#include "app/report/rsc-movie.h"
#include "app/report/rsc-report.h"
#include "app/report/rsc-table-file.h"
#include "core/numerics/rsc-random.h"
#include "killed.h"
#include "problems.h"
#include "ui/words/rsc-result-tables.h"

#define KILLS 6
/* Each has two that take turns. */
#define VERSIONS 2

#define WIDTH 64
#define HEIGHT 48
#define N_FRAMES 5

/* What is rendered first and then written. */
static const char *const rendered[] = { "picture.svg", "picture.png", "table.csv", "table.json",
                                        "report.html" };
#define N_RENDERED G_N_ELEMENTS (rendered)

typedef struct
{
  RscTheme theme;
  GBytes *bytes[VERSIONS][N_RENDERED];
  gboolean has_video;
} Exports;

/* ---- what is exported ---- */

static char *
dup_arguments (const char *command, gpointer user_data)
{
  return g_strdup ("data.csv");
}

static GBytes *
take_text (char *text)
{
  return g_bytes_new_take (text, strlen (text));
}

static GBytes *
render_report (RscOptimalSet *set, const char *name)
{
  const RscReport report = {
    .name = name, .set = set, .a = rsc_optimal_set_get_min_norm (set), .arguments = dup_arguments
  };

  return take_text (rsc_report_write (&report, NULL, NULL, NULL, NULL));
}

static void
exports_init (Exports *self)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("polygon-8", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscResultTable) table = rsc_result_tables_new_neurons (set, NULL, NULL, 100);
  g_autofree char *absence = rsc_movie_form_dup_absence (RSC_MOVIE_MP4);

  rsc_theme_init (&self->theme, FALSE);
  self->has_video = absence == NULL;
  for (gsize v = 0; v < VERSIONS; v++)
    {
      const double *a =
        v == 0 ? rsc_optimal_set_get_min_norm (set) : rsc_optimal_set_get_narrowest (set);
      g_autoptr (RscFigure) figure = rsc_figure_new_function (set, a, NULL, NULL);
      g_autoptr (RscResultTable) other = rsc_result_tables_new_vertices (set, NULL, 100);
      RscResultTable *own = v == 0 ? table : other;

      for (gsize k = 0; k < 2; k++)
        self->bytes[v][k] = rsc_plot_file_render (rendered[k], 300, 200, 1, &self->theme,
                                                  rsc_figure_draw, figure, NULL);
      self->bytes[v][2] = take_text (rsc_result_table_dup_csv (own));
      self->bytes[v][3] = take_text (rsc_table_file_dup_json (own));
      self->bytes[v][4] = render_report (set, v == 0 ? "old" : "new");
    }
}

static void
exports_clear (Exports *self)
{
  for (gsize v = 0; v < VERSIONS; v++)
    for (gsize k = 0; k < N_RENDERED; k++)
      g_bytes_unref (self->bytes[v][k]);
}

/* A bar that moves, high or low. */
typedef struct
{
  double moment;
  gsize version;
} Bar;

static gboolean
prepare (gpointer user_data, double moment, GCancellable *cancellable, GError **error)
{
  ((Bar *) user_data)->moment = moment;
  return TRUE;
}

static void
draw (const RscTheme *theme, cairo_t *cr, double width, double height, gpointer user_data)
{
  const Bar *bar = user_data;

  rsc_color_set_source (cr, theme->accent);
  cairo_rectangle (cr, 0.8 * width * bar->moment, 0.0, 0.2 * width,
                   height / (double) (1 + bar->version));
  cairo_fill (cr);
}

static void
write_film (const Exports *self,
            const char *folder,
            const char *name,
            RscMovieForm form,
            gboolean replace,
            gsize version)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  Bar bar = { 0.0, version };
  RscMovie movie = { .path = path,
                     .form = form,
                     .replace = replace,
                     .width = WIDTH,
                     .height = HEIGHT,
                     .scale = 1.0,
                     .theme = &self->theme,
                     .prepare = prepare,
                     .draw = draw,
                     .user_data = &bar };

  rsc_movie_plan_init (&movie.plan, 1.0, N_FRAMES);
  rsc_movie_write (&movie, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
write_rendered (const Exports *self, const char *folder, gsize k, gsize version)
{
  g_autofree char *path = g_build_filename (folder, rendered[k], NULL);
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (self->bytes[version][k], &size);

  rsc_file_write (path, data, (gssize) size, NULL, &error);
  g_assert_no_error (error);
}

/* One after the other of round @k, beginning with the item @first: fast ones would hide slow ones
 * from a kill. Films and folders that replace nothing have the number of the round. */
static void
write_all (const Exports *self, const char *folder, guint k, guint first)
{
  const gsize version = k % VERSIONS, n = N_RENDERED + (self->has_video ? 4 : 3);
  g_autofree char *film = g_strdup_printf ("film-%u.webp", k);
  g_autofree char *frames = g_strdup_printf ("frames-%u", k);

  for (gsize i = 0; i < n; i++)
    {
      const gsize item = (first + i) % n;

      if (item < N_RENDERED)
        write_rendered (self, folder, item, version);
      else if (item == N_RENDERED)
        write_film (self, folder, "film.webp", RSC_MOVIE_WEBP, TRUE, version);
      else if (item == N_RENDERED + 1)
        write_film (self, folder, film, RSC_MOVIE_WEBP, FALSE, version);
      else if (item == N_RENDERED + 2)
        write_film (self, folder, frames, RSC_MOVIE_FRAMES, FALSE, version);
      else
        write_film (self, folder, "film.mp4", RSC_MOVIE_MP4, TRUE, version);
    }
}

static int
run_program (const char *folder, const char *parent)
{
  Exports exports;

  if (!killed_follow_parent (parent))
    return 1;
  exports_init (&exports);
  for (guint k = 0;; k++)
    {
      write_all (&exports, folder, k, (guint) getpid ());
      if (k == 0)
        killed_say_written ();
    }
  return 0;
}

/* ---- what is there when it is gone ---- */

static GBytes *
load (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  GBytes *bytes = g_file_load_bytes (file, NULL, NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

/* Which version a file has the bytes of; it has to be one. @known: a folder for each, where it is
 * called @known_name. */
static gsize
find_version (char *const *known, const char *known_name, const char *folder, const char *name)
{
  g_autoptr (GBytes) bytes = load (folder, name);

  for (gsize v = 0; v < VERSIONS; v++)
    {
      g_autoptr (GBytes) whole = load (known[v], known_name);

      if (g_bytes_equal (bytes, whole))
        return v;
    }
  g_error ("%s is torn", name);
}

static void
check_frames (char *const *known, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  gsize version = 0, n = 0;
  const char *frame;

  while ((frame = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inside = g_build_filename (name, frame, NULL);
      g_autofree char *whole = g_build_filename ("frames", frame, NULL);
      const gsize own = find_version (known, whole, folder, inside);

      g_assert_true (n == 0 || own == version);
      version = own;
      n++;
    }
  g_assert_cmpuint (n, ==, N_FRAMES);
}

/* Everything but what is half done, of which the number is returned; what replaces nothing goes. */
static guint
check_left (char *const *known, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n_half = 0, n_whole = 0;
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_prefix (name, ".reluscope-"))
        n_half++;
      else if (g_str_has_prefix (name, "frames-"))
        {
          check_frames (known, folder, name);
          killed_remove_folder (path);
        }
      else if (g_str_has_prefix (name, "film-"))
        {
          find_version (known, "film.webp", folder, name);
          killed_remove_folder (path);
        }
      else
        {
          find_version (known, name, folder, name);
          n_whole++;
        }
    }
  /* The program had written all of them once. */
  g_assert_cmpuint (n_whole, >, N_RENDERED);
  return n_half;
}

static guint
count_half (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_prefix (name, ".reluscope-") ? 1 : 0;
  return n;
}

/* How it would be without a kill. */
static char *
write_known (const Exports *exports, gsize version)
{
  char *folder = g_dir_make_tmp ("reluscope-XXXXXX", NULL);

  for (gsize i = 0; i < N_RENDERED; i++)
    write_rendered (exports, folder, i, version);
  write_film (exports, folder, "film.webp", RSC_MOVIE_WEBP, FALSE, version);
  write_film (exports, folder, "frames", RSC_MOVIE_FRAMES, FALSE, version);
  if (exports->has_video)
    write_film (exports, folder, "film.mp4", RSC_MOVIE_MP4, FALSE, version);
  return folder;
}

/* Returns after how many kills something was half done. */
static guint
kill_often (const char *self, guint n_times)
{
  g_autofree char *folder = g_dir_make_tmp ("reluscope-XXXXXX", NULL);
  gsl_rng *rng = rsc_random_new (4);
  Exports exports;
  char *known[VERSIONS];
  guint n_half = 0;

  exports_init (&exports);
  for (gsize v = 0; v < VERSIONS; v++)
    known[v] = write_known (&exports, v);
  for (guint k = 0; k < n_times; k++)
    {
      killed_run (self, folder, 200000, rng);
      n_half += check_left (known, folder) > 0 ? 1 : 0;
      /* The next write, over what is there. */
      write_rendered (&exports, folder, k % N_RENDERED, k % VERSIONS);
      g_assert_cmpuint (count_half (folder), ==, 0);
    }
  for (gsize v = 0; v < VERSIONS; v++)
    {
      killed_remove_folder (known[v]);
      g_free (known[v]);
    }
  exports_clear (&exports);
  gsl_rng_free (rng);
  killed_remove_folder (folder);
  return n_half;
}

static void
test_kills (gconstpointer self)
{
  kill_often (self, KILLS);
}

/* ---- the program that writes a video ---- */

/* Writes a film through another program, and nothing else. */
static int
run_film (const char *folder, const char *parent)
{
  Exports exports;

  if (!killed_follow_parent (parent))
    return 1;
  rsc_theme_init (&exports.theme, FALSE);
  write_film (&exports, folder, "film.mp4", RSC_MOVIE_MP4, FALSE, 0);
  return 0;
}

/* In place of the usual one: it says who it is and stays. Returns its folder. */
static char *
make_lasting (const char *folder)
{
  char *programs = g_build_filename (folder, "programs", NULL);
  g_autofree char *path = g_build_filename (programs, "ffmpeg", NULL);
  g_autofree char *text = g_strdup_printf (
    "#!/bin/sh\ncd '%s' && echo $$ > number && mv number pid\nexec sleep 60\n", folder);

  g_assert_cmpint (g_mkdir (programs, 0700), ==, 0);
  g_assert_true (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
  return programs;
}

/* One that has ended may be waited for by nobody. */
static gboolean
is_running (const char *pid)
{
  g_autofree char *path = g_build_filename ("/proc", pid, "stat", NULL);
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) && strstr (text, ") Z") == NULL;
}

/* It would go on, and make anew what the next write has taken away. */
static void
test_video_program (gconstpointer self)
{
  g_autofree char *folder = g_dir_make_tmp ("reluscope-XXXXXX", NULL);
  g_autofree char *programs = make_lasting (folder);
  g_autofree char *path = g_strconcat (programs, ":", g_getenv ("PATH"), NULL);
  g_autofree char *parent = g_strdup_printf ("%d", (int) getpid ());
  g_autofree char *said = g_build_filename (folder, "pid", NULL);
  g_autofree char *pid = NULL;
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  const gint64 limit = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND;

  g_subprocess_launcher_setenv (launcher, "PATH", path, TRUE);
  g_autoptr (GSubprocess) program =
    g_subprocess_launcher_spawn (launcher, NULL, self, "--film", folder, parent, NULL);
  g_assert_nonnull (program);
  while (!g_file_get_contents (said, &pid, NULL, NULL))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, limit);
      g_usleep (2000);
    }
  g_strstrip (pid);
  g_assert_true (is_running (pid));
  g_subprocess_force_exit (program);
  g_subprocess_wait (program, NULL, NULL);
  while (is_running (pid))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, limit);
      g_usleep (2000);
    }
  killed_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  if (argc > 3 && g_str_equal (argv[1], "--film"))
    return run_film (argv[2], argv[3]);
  if (killed_is_program (argc, argv))
    return run_program (argv[2], argv[3]);
  if (argc > 1 && g_ascii_isdigit (argv[1][0]))
    {
      const guint n = (guint) atoi (argv[1]);

      g_print ("%u kills, after %u of them something was half done\n", n, kill_often (argv[0], n));
      return 0;
    }
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/kills/exports", argv[0], test_kills);
  g_test_add_data_func ("/kills/video-program", argv[0], test_video_program);
  return g_test_run ();
}
