/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Animations as files: which moments they show, that they are whole or not there, and what they may
 * replace. */
#include "app/report/rsc-movie.h"

#include <glib/gstdio.h>
#include <math.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "movies.h"

#define N_FRAMES 7

static char *folder;
static RscTheme theme;

/* What a movie of a moving bar is told, and is to do. */
typedef struct
{
  double moments[64];
  gsize n;
  gsize cancel_at;
  gsize fail_at;
  const char *appear; /* written when it is cancelled or half done */
  GCancellable *cancellable;
  gboolean look_at_rights; /* of all files: the owner's alone */
} Bar;

static void
check_rights (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf info;

      g_assert_cmpint (g_stat (path, &info), ==, 0);
      g_assert_cmpint (info.st_mode & 0777, ==, 0600);
    }
}

static gboolean
prepare (gpointer user_data, double moment, GCancellable *cancellable, GError **error)
{
  Bar *bar = user_data;

  g_assert_cmpuint (bar->n, <, G_N_ELEMENTS (bar->moments));
  bar->moments[bar->n++] = moment;
  if (bar->n == N_FRAMES / 2 && bar->appear)
    g_assert_true (g_file_set_contents (bar->appear, "mine", -1, NULL));
  if (bar->look_at_rights)
    check_rights ();
  if (bar->n == bar->cancel_at)
    g_cancellable_cancel (bar->cancellable);
  if (bar->n != bar->fail_at)
    return TRUE;
  g_set_error_literal (error, RSC_ERROR, RSC_ERROR_NUMERICAL, "the bar broke");
  return FALSE;
}

static void
draw (const RscTheme *ground, cairo_t *cr, double width, double height, gpointer user_data)
{
  const Bar *bar = user_data;
  const double moment = bar->n > 0 ? bar->moments[bar->n - 1] : 0;

  g_assert_cmpfloat (width, ==, 80);
  rsc_color_set_source (cr, ground->accent);
  cairo_rectangle (cr, 4 + 60 * moment, 4, 12, height - 8);
  cairo_fill (cr);
}

static char *
get_path (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static RscMovie
make_movie (const char *path, RscMovieForm form, Bar *bar)
{
  RscMovie movie = { .path = path,
                     .form = form,
                     .width = 120,
                     .height = 60,
                     .scale = 1.5,
                     .theme = &theme,
                     .prepare = prepare,
                     .draw = draw,
                     .user_data = bar };

  rsc_movie_plan_init (&movie.plan, 0.7, 10);
  return movie;
}

static void
test_plan (void)
{
  static const struct
  {
    double seconds;
    guint rate;
    gsize n_frames;
  } plans[] = { { 12, 25, 300 },   { 0.7, 10, 7 },       { 0.01, 10, 2 },
                { 1, 0, 2 },       { 3, 200, 180 },      { 1e9, 30, RSC_MOVIE_FRAMES_MAX },
                { 1.0 / 3, 3, 2 }, { 10.0 / 3, 30, 100 } };

  for (gsize p = 0; p < G_N_ELEMENTS (plans); p++)
    {
      RscMoviePlan plan;
      double before = -1;

      rsc_movie_plan_init (&plan, plans[p].seconds, plans[p].rate);
      g_assert_cmpuint (plan.n_frames, ==, plans[p].n_frames);
      g_assert_cmpfloat (rsc_movie_plan_get_seconds (&plan), ==,
                         (double) plan.n_frames / plan.rate);
      g_assert_cmpfloat (rsc_movie_plan_get_moment (&plan, 0), ==, 0);
      g_assert_cmpfloat (rsc_movie_plan_get_moment (&plan, plan.n_frames - 1), ==, 1);
      for (gsize k = 0; k < plan.n_frames; k++)
        {
          const double moment = rsc_movie_plan_get_moment (&plan, k);

          g_assert_cmpfloat (moment, >, before);
          g_assert_cmpfloat_with_epsilon (moment * (double) (plan.n_frames - 1), (double) k, 1e-9);
          before = moment;
        }
    }
}

static void
test_form (void)
{
  static const struct
  {
    const char *path;
    int form; /* -1: none */
  } names[] = { { "a.webp", RSC_MOVIE_WEBP },
                { "/x/A.WebM", RSC_MOVIE_WEBM },
                { "b.c.mp4", RSC_MOVIE_MP4 },
                { "frames", -1 },
                { ".webp", -1 },
                { "a.webp/frames", -1 },
                { "a.gif", -1 } };

  for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
    {
      RscMovieForm form = RSC_MOVIE_FRAMES;

      g_assert_cmpint (rsc_movie_form_find (names[k].path, &form), ==, names[k].form >= 0);
      if (names[k].form >= 0)
        g_assert_cmpint ((int) form, ==, names[k].form);
    }
  for (int form = 0; form < RSC_N_MOVIE_FORMS; form++)
    {
      int width = 121, height = 60;
      const gboolean even = form == RSC_MOVIE_WEBM || form == RSC_MOVIE_MP4;

      rsc_movie_form_fit_size ((RscMovieForm) form, &width, &height);
      g_assert_cmpint (width, ==, even ? 122 : 121);
      g_assert_cmpint (height, ==, 60);
    }
}

/* A program that is not there is told, with its package, and nothing is touched. */
static void
test_absence (void)
{
  g_autofree char *before = g_strdup (g_getenv ("PATH"));
  g_autofree char *path = get_path ("x.webm");
  g_autofree char *absence = NULL;
  g_autoptr (GError) error = NULL;
  Bar bar = { .n = 0 };
  RscMovie movie = make_movie (path, RSC_MOVIE_WEBM, &bar);

  g_setenv ("PATH", "/nowhere", TRUE);
  absence = rsc_movie_form_dup_absence (RSC_MOVIE_WEBM);
  g_assert_nonnull (strstr (absence, "install the package ffmpeg"));
  g_assert_null (rsc_movie_form_dup_absence (RSC_MOVIE_WEBP));
  g_assert_null (rsc_movie_form_dup_absence (RSC_MOVIE_FRAMES));
  g_assert_false (rsc_movie_write (&movie, NULL, NULL, NULL, &error));
  g_assert_cmpstr (error->message, ==, absence);
  g_setenv ("PATH", before, TRUE);
  g_assert_cmpuint (bar.n, ==, 0);
  g_assert_cmpuint (count_files (folder), ==, 0);
}

static void
test_webp (void)
{
  g_autofree char *path = get_path ("bar.webp");
  g_autoptr (GError) error = NULL;
  Bar bar = { .n = 0 };
  RscMovie movie = make_movie (path, RSC_MOVIE_WEBP, &bar);
  MovieFacts facts;
  guint first, last;

  rsc_movie_write (&movie, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bar.n, ==, N_FRAMES);
  g_assert_cmpfloat (bar.moments[0], ==, 0);
  g_assert_cmpfloat (bar.moments[N_FRAMES - 1], ==, 1);
  read_webp (path, &facts, &first, &last);
  g_assert_cmpint (facts.width, ==, 120);
  g_assert_cmpint (facts.height, ==, 60);
  g_assert_cmpuint (facts.n_frames, ==, N_FRAMES);
  g_assert_cmpuint (first, !=, last);
  /* Six tenths, and the last frame rests. */
  g_assert_cmpfloat_with_epsilon (facts.seconds, 0.6 + 1.5, 0.002);
  g_assert_cmpuint (count_files (folder), ==, 1);
  g_unlink (path);
}

static void
test_video (void)
{
  static const RscMovieForm forms[] = { RSC_MOVIE_WEBM, RSC_MOVIE_MP4 };
  g_autofree char *absence = rsc_movie_form_dup_absence (RSC_MOVIE_WEBM);

  if (absence)
    {
      g_test_skip (absence);
      return;
    }
  for (gsize k = 0; k < G_N_ELEMENTS (forms); k++)
    {
      g_autofree char *name = g_strconcat ("bar", rsc_movie_form_get_ending (forms[k]), NULL);
      g_autofree char *path = get_path (name);
      g_autoptr (GError) error = NULL;
      Bar bar = { .n = 0 };
      RscMovie movie = make_movie (path, forms[k], &bar);
      MovieFacts facts;

      rsc_movie_write (&movie, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (count_files (folder), ==, 1);
      if (read_video (path, &facts))
        {
          g_assert_cmpint (facts.width, ==, 120);
          g_assert_cmpint (facts.height, ==, 60);
          g_assert_cmpuint (facts.n_frames, ==, N_FRAMES);
          g_assert_cmpfloat_with_epsilon (facts.seconds, 0.7, 0.05);
        }
      g_unlink (path);
    }
}

/* Writes a video through a program of the name of the usual one, which does @script in the test's
 * folder. Returns whether it was written. */
static gboolean
write_through (const char *script, GError **error)
{
  g_autofree char *before = g_strdup (g_getenv ("PATH"));
  g_autofree char *programs = get_path ("programs");
  g_autofree char *program = g_build_filename (programs, "ffmpeg", NULL);
  g_autofree char *text = g_strdup_printf ("#!/bin/sh\ncd '%s'\n%s\n", folder, script);
  g_autofree char *with = g_strconcat (programs, ":", before, NULL);
  g_autofree char *path = get_path ("bar.webm");
  Bar bar = { .n = 0 };
  RscMovie movie = make_movie (path, RSC_MOVIE_WEBM, &bar);
  gboolean done;

  g_assert_cmpint (g_mkdir (programs, 0700), ==, 0);
  g_assert_true (
    g_file_set_contents_full (program, text, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
  g_setenv ("PATH", with, TRUE);
  done = rsc_movie_write (&movie, NULL, NULL, NULL, error);
  g_setenv ("PATH", before, TRUE);
  g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, done);
  g_unlink (path);
  g_unlink (program);
  g_rmdir (programs);
  return done;
}

/* What the script left in a file, a number; the file goes. */
static int
take_number (const char *name)
{
  g_autofree char *path = get_path (name);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_unlink (path);
  return (int) g_ascii_strtoll (text, NULL, 10);
}

/* What the program says is told: its last line, however much it says, and whoever holds on to where
 * it says it. */
static void
test_complaints (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (write_through ("sleep 60 & echo $! > child; echo first >&2;"
                                 " echo 'no such codec' >&2; exit 1",
                                 &error));
  /* Its child is there still: nobody has waited for that. */
  g_assert_cmpint (kill (take_number ("child"), SIGKILL), ==, 0);
  g_assert_error (error, RSC_ERROR, RSC_ERROR_LIMIT);
  g_assert_nonnull (strstr (error->message, "no such codec"));
  g_assert_null (strstr (error->message, "first"));
  g_clear_error (&error);

  /* It closes what it should read, but stays. */
  g_assert_false (write_through ("echo 'had enough' >&2; exec <&-; exec sleep 60", &error));
  g_assert_nonnull (strstr (error->message, "had enough"));
  g_clear_error (&error);

  /* It says more than a pipe holds before it reads anything. */
  g_assert_true (write_through ("for k in 1 2 3 4 5 6; do head -c 50000 /dev/zero | tr '\\0' x >&2;"
                                " done; cat > /dev/null",
                                &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (folder), ==, 0);
}

/* Of a group of its own: the key that interrupts this program is not for the other one. */
static void
test_group (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (write_through ("cut -d ' ' -f 5 /proc/$$/stat > group; cat > /dev/null", &error));
  g_assert_no_error (error);
  g_assert_cmpint (take_number ("group"), !=, (int) getpgrp ());
}

static void
test_frames (void)
{
  g_autofree char *path = get_path ("frames");
  g_autofree char *last = g_build_filename (path, "frame-0007.png", NULL);
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  Bar bar = { .n = 0 };
  RscMovie movie = make_movie (path, RSC_MOVIE_FRAMES, &bar);
  cairo_surface_t *frame;

  rsc_movie_write (&movie, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (path), ==, N_FRAMES);
  frame = cairo_image_surface_create_from_png (last);
  g_assert_cmpint (cairo_image_surface_get_width (frame), ==, 120);
  g_assert_cmpint (cairo_image_surface_get_height (frame), ==, 60);
  cairo_surface_destroy (frame);
  /* Frames are not mixed with what is there, whoever says that it may go. */
  movie.replace = TRUE;
  movie.plan.n_frames = 3;
  g_assert_false (rsc_movie_write (&movie, NULL, NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, "folder with files in it"));
  g_assert_cmpuint (bar.n, ==, N_FRAMES);
  g_assert_cmpuint (count_files (path), ==, N_FRAMES);
  g_assert_cmpuint (count_files (folder), ==, 1);
  for (int k = 1; k <= N_FRAMES; k++)
    {
      g_autofree char *name = g_strdup_printf ("%s/frame-%04d.png", path, k);

      g_assert_cmpint (g_unlink (name), ==, 0);
    }
  g_clear_error (&error);
  /* An empty one is as good as none. */
  bar.n = 0;
  rsc_movie_write (&movie, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (path), ==, 3);
  again = g_strdup_printf ("rm -r '%s'", path);
  g_assert_true (g_spawn_command_line_sync (again, NULL, NULL, NULL, NULL));
}

/* Cancelled or failed at any frame: nothing is left, and what was there stays. */
static void
test_nothing_left (void)
{
  for (int form = 0; form < RSC_N_MOVIE_FORMS; form++)
    for (gsize at = 1; at <= N_FRAMES; at += 3)
      for (int fails = 0; fails < 2; fails++)
        {
          g_autofree char *absence = rsc_movie_form_dup_absence ((RscMovieForm) form);
          g_autofree char *name =
            g_strconcat ("bar", rsc_movie_form_get_ending ((RscMovieForm) form), NULL);
          g_autofree char *path = get_path (name);
          g_autofree char *text = NULL;
          g_autoptr (GCancellable) cancellable = g_cancellable_new ();
          g_autoptr (GError) error = NULL;
          const gboolean had = form != RSC_MOVIE_FRAMES;
          Bar bar = { .cancellable = cancellable };
          RscMovie movie = make_movie (path, (RscMovieForm) form, &bar);

          if (absence)
            continue;
          *(fails ? &bar.fail_at : &bar.cancel_at) = at;
          if (had)
            g_assert_true (g_file_set_contents (path, "mine", -1, NULL));
          movie.replace = had;
          g_assert_false (rsc_movie_write (&movie, NULL, NULL, cancellable, &error));
          if (fails)
            g_assert_error (error, RSC_ERROR, RSC_ERROR_NUMERICAL);
          else
            g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
          g_assert_cmpuint (count_files (folder), ==, had ? 1 : 0);
          if (had)
            {
              g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
              g_assert_cmpstr (text, ==, "mine");
              g_unlink (path);
            }
        }
}

/* A file goes only where that was said, even where it came while the movie was drawn. */
static void
test_replaces (void)
{
  g_autofree char *path = get_path ("bar.webp");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  Bar bar = { .n = 0 };
  RscMovie movie = make_movie (path, RSC_MOVIE_WEBP, &bar);
  MovieFacts facts;

  g_assert_true (g_file_set_contents (path, "mine", -1, NULL));
  g_assert_false (rsc_movie_write (&movie, NULL, NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, "is there already"));
  g_assert_cmpuint (bar.n, ==, 0);
  g_clear_error (&error);
  g_unlink (path);

  bar.appear = path;
  g_assert_false (rsc_movie_write (&movie, NULL, NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, "is there already"));
  g_assert_cmpuint (bar.n, ==, N_FRAMES);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "mine");
  g_assert_cmpuint (count_files (folder), ==, 1);
  g_clear_error (&error);

  bar = (Bar){ .n = 0 };
  movie.replace = TRUE;
  rsc_movie_write (&movie, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  read_webp (path, &facts, NULL, NULL);
  g_assert_cmpuint (facts.n_frames, ==, N_FRAMES);
  g_assert_cmpuint (count_files (folder), ==, 1);
  g_unlink (path);
}

/* Where @path leads through the link @link is what is written; the link stays. */
static void
check_link (RscMovieForm form, gboolean there)
{
  const char *ending = rsc_movie_form_get_ending (form);
  g_autofree char *name = g_strconcat ("far", ending, NULL);
  g_autofree char *name_of_link = g_strconcat ("near", ending, NULL);
  g_autofree char *path = get_path (name);
  g_autofree char *link = get_path (name_of_link);
  g_autofree char *leads = NULL;
  g_autoptr (GError) error = NULL;
  Bar bar = { .n = 0 };
  RscMovie movie = make_movie (link, form, &bar);
  GStatBuf info;

  movie.replace = there;
  if (there)
    {
      g_assert_true (g_file_set_contents (path, "mine", -1, NULL));
      g_assert_cmpint (g_chmod (path, 0640), ==, 0);
    }
  g_assert_cmpint (symlink (name, link), ==, 0);
  rsc_movie_write (&movie, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  leads = g_file_read_link (link, NULL);
  g_assert_cmpstr (leads, ==, name);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_size, >, 100);
  if (there)
    g_assert_cmpint (info.st_mode & 07777, ==, 0640);
  g_assert_cmpuint (count_files (folder), ==, 2);
  g_unlink (link);
  g_unlink (path);
}

static void
test_links (void)
{
  g_autofree char *absence = rsc_movie_form_dup_absence (RSC_MOVIE_WEBM);
  g_autofree char *path = get_path ("ring.webp");
  g_autoptr (GError) error = NULL;
  Bar bar = { .n = 0 };
  RscMovie movie = make_movie (path, RSC_MOVIE_WEBP, &bar);

  for (int there = 0; there < 2; there++)
    {
      check_link (RSC_MOVIE_WEBP, there);
      if (!absence)
        check_link (RSC_MOVIE_MP4, there);
    }
  g_assert_cmpint (symlink ("ring.webp", path), ==, 0);
  g_assert_false (rsc_movie_write (&movie, NULL, NULL, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_LOOP);
  g_assert_cmpuint (bar.n, ==, 0);
  g_unlink (path);
}

/* A file that nobody may write stays, also for root; and while a film grows, nobody reads it who
 * may not read the one that it replaces. */
static void
test_rights (void)
{
  g_autofree char *path = get_path ("bar.webm");
  g_autofree char *absence = rsc_movie_form_dup_absence (RSC_MOVIE_WEBM);
  g_autoptr (GError) error = NULL;
  Bar bar = { .n = 0 };
  RscMovie movie = make_movie (path, RSC_MOVIE_WEBM, &bar);

  if (absence)
    {
      g_test_skip (absence);
      return;
    }
  movie.replace = TRUE;
  g_assert_true (g_file_set_contents (path, "mine", -1, NULL));
  g_assert_cmpint (g_chmod (path, 0444), ==, 0);
  g_assert_false (rsc_movie_write (&movie, NULL, NULL, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ACCES);
  g_assert_cmpuint (bar.n, ==, 0);
  g_clear_error (&error);

  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  bar.look_at_rights = TRUE;
  rsc_movie_write (&movie, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (folder), ==, 1);
  g_unlink (path);
}

static void
test_refuses (void)
{
  g_autofree char *path = get_path ("bar.webp");
  g_autofree char *below = g_build_filename (folder, "no", "bar.webp", NULL);
  Bar bar = { .n = 0 };

  for (int k = 0; k < 3; k++)
    {
      g_autoptr (GError) error = NULL;
      RscMovie movie = make_movie (k == 2 ? below : path, RSC_MOVIE_WEBP, &bar);

      if (k < 2)
        movie.width = k == 0 ? 0 : 16384;
      g_assert_false (rsc_movie_check (&movie, &error));
      g_assert_nonnull (strstr (error->message, k < 2 ? "pixels a side" : "No such file"));
      g_clear_error (&error);
      g_assert_false (rsc_movie_write (&movie, NULL, NULL, NULL, &error));
      g_assert_nonnull (error);
    }
  g_assert_cmpuint (bar.n, ==, 0);
  g_assert_cmpuint (count_files (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  rsc_theme_init (&theme, FALSE);
  folder = g_dir_make_tmp ("reluscope-XXXXXX", NULL);
  g_test_add_func ("/movie/plan", test_plan);
  g_test_add_func ("/movie/form", test_form);
  g_test_add_func ("/movie/absence", test_absence);
  g_test_add_func ("/movie/webp", test_webp);
  g_test_add_func ("/movie/video", test_video);
  g_test_add_func ("/movie/complaints", test_complaints);
  g_test_add_func ("/movie/group", test_group);
  g_test_add_func ("/movie/frames", test_frames);
  g_test_add_func ("/movie/nothing-left", test_nothing_left);
  g_test_add_func ("/movie/replaces", test_replaces);
  g_test_add_func ("/movie/links", test_links);
  g_test_add_func ("/movie/rights", test_rights);
  g_test_add_func ("/movie/refuses", test_refuses);
  result = g_test_run ();
  g_rmdir (folder);
  g_free (folder);
  return result;
}
