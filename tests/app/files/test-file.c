/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one writer, and readers of hostile JSON. */
#include <glib/gstdio.h>
#include <string.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/files/rsc-file.h"
#include "app/files/rsc-json-reader.h"
#include "core/numerics/rsc-error.h"

typedef struct
{
  char *folder;
  char *path; /* of a file in it that is not there yet */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("rsc-file-XXXXXX", NULL);
  g_assert_nonnull (self->folder);
  self->path = g_build_filename (self->folder, "a.txt", NULL);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir))
    n++;
  return n;
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  {
    g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name (dir)))
      {
        g_autofree char *path = g_build_filename (self->folder, name, NULL);

        g_remove (path);
      }
  }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

static void
write_text (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rsc_file_write (path, text, -1, NULL, &error));
  g_assert_no_error (error);
}

static void
assert_text (const char *path, const char *text)
{
  g_autofree char *found = NULL;

  g_assert_true (g_file_get_contents (path, &found, NULL, NULL));
  g_assert_cmpstr (found, ==, text);
}

static void
test_write (Fixture *self, gconstpointer data)
{
  write_text (self->path, "one");
  assert_text (self->path, "one");
  write_text (self->path, "two, longer");
  assert_text (self->path, "two, longer");
  write_text (self->path, "");
  assert_text (self->path, "");
  g_assert_cmpuint (count_files (self->folder), ==, 1);
}

static void
test_mode (Fixture *self, gconstpointer data)
{
  g_autofree char *fresh = g_build_filename (self->folder, "fresh", NULL);
  g_autoptr (GError) error = NULL;
  const mode_t mask = umask (0027);
  GStatBuf info;

  write_text (fresh, "x");
  umask (mask);
  g_assert_cmpint (g_stat (fresh, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 07777, ==, 0640);

  write_text (self->path, "one");
  g_assert_cmpint (g_chmod (self->path, 0604), ==, 0);
  write_text (self->path, "two");
  g_assert_cmpint (g_stat (self->path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 07777, ==, 0604);

  g_assert_cmpint (g_chmod (self->path, 0444), ==, 0);
  g_assert_false (rsc_file_check_writable (self->path, NULL));
  g_assert_false (rsc_file_write (self->path, "three", -1, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ACCES);
  g_assert_true (g_str_has_prefix (error->message, self->path));
  assert_text (self->path, "two");
}

static void
test_links (Fixture *self, gconstpointer data)
{
  g_autofree char *link = g_build_filename (self->folder, "link", NULL);
  g_autofree char *loop = g_build_filename (self->folder, "loop", NULL);
  g_autoptr (GError) error = NULL;

  /* One that leads to nothing yet, then to a file. */
  g_assert_cmpint (symlink ("a.txt", link), ==, 0);
  for (int k = 0; k < 2; k++)
    {
      const char *text = k == 0 ? "one" : "two";

      write_text (link, text);
      g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
      g_assert_false (g_file_test (self->path, G_FILE_TEST_IS_SYMLINK));
      assert_text (self->path, text);
    }
  g_assert_cmpint (symlink ("loop", loop), ==, 0);
  g_assert_false (rsc_file_write (loop, "x", -1, NULL, &error));
  g_assert_true (g_str_has_prefix (error->message, loop));
  g_assert_true (g_file_test (loop, G_FILE_TEST_IS_SYMLINK));
}

static void
test_failure (Fixture *self, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (self->folder, "no", "a.txt", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (rsc_file_write (nowhere, "x", -1, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_true (g_str_has_prefix (error->message, nowhere));
  g_clear_error (&error);

  write_text (self->path, "old");
  g_cancellable_cancel (cancellable);
  g_assert_false (rsc_file_write (self->path, "new", -1, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_text (self->path, "old");
  g_assert_cmpuint (count_files (self->folder), ==, 1);
}

static gpointer
write_for_ever (gpointer path)
{
  g_autofree char *text = g_strnfill (1 << 22, 'x');

  for (;;)
    rsc_file_write (path, text, 1 << 22, NULL, NULL);
  return NULL;
}

/* Killed while it writes, a process leaves the old file or the new one, and no third. */
static void
test_killed (Fixture *self, gconstpointer data)
{
  for (int k = 0; k < 20; k++)
    {
      g_autofree char *text = NULL;
      gsize length = 0;
      int status = 0;
      pid_t child;

      write_text (self->path, "old");
      child = fork ();
      g_assert_cmpint (child, >=, 0);
      if (child == 0)
        write_for_ever (self->path);
      g_usleep ((gulong) (1000 + 700 * k));
      kill (child, SIGKILL);
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      g_assert_true (g_file_get_contents (self->path, &text, &length, NULL));
      g_assert_true (length == 3 || length == 1 << 22);
      g_assert_cmpuint (count_files (self->folder), <=, 2);
    }
}

static gboolean dies;

/* In place of the one of the system, also for what GLib does. */
int
rename (const char *from, const char *to)
{
  if (dies)
    raise (SIGKILL);
  return renameat (AT_FDCWD, from, AT_FDCWD, to);
}

/* Killed in the moment in which the new file has a name of its own, a process leaves it, and the
 * next write removes it; but nothing of who lives, and nothing that is called like it. */
static void
test_left (Fixture *self, gconstpointer data)
{
  g_autofree char *held = g_build_filename (self->folder, ".reluscope-0123abcd", NULL);
  g_autofree char *others = g_build_filename (self->folder, ".reluscope-notes", NULL);
  g_autofree char *text = NULL;
  int status = 0, fd;
  pid_t child;

  write_text (self->path, "old");
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      dies = TRUE;
      rsc_file_write (self->path, "new", -1, NULL, NULL);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpuint (count_files (self->folder), ==, 2);
  g_assert_true (g_file_get_contents (self->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "old");
  write_text (held, "");
  write_text (others, "");
  fd = g_open (held, O_RDONLY | O_CLOEXEC, 0);
  g_assert_cmpint (flock (fd, LOCK_EX), ==, 0);
  write_text (self->path, "newer");
  g_assert_cmpuint (count_files (self->folder), ==, 3);
  g_assert_cmpint (g_access (held, F_OK) + g_access (others, F_OK), ==, 0);
  close (fd);
  write_text (self->path, "newest");
  g_assert_cmpuint (count_files (self->folder), ==, 2);
}

/* What grew when the process was killed is found by who writes next, a folder with all that is in
 * it; what still grows, or has the name it was for, stays. */
static void
test_grown (Fixture *self, gconstpointer data)
{
  for (int as_folder = 0; as_folder < 2; as_folder++)
    {
      const int mode = as_folder ? 0700 : 0600;
      g_autofree char *mine = NULL;
      g_autofree char *after = NULL;
      int lock, code, status = 0;
      pid_t child = fork ();

      g_assert_cmpint (child, >=, 0);
      if (child == 0)
        {
          g_autofree char *path = rsc_file_reserve (self->path, as_folder, mode, &lock, &code);
          g_autofree char *inside = g_build_filename (path, "frame", NULL);

          if (as_folder)
            g_file_set_contents (inside, "x", 1, NULL);
          raise (SIGKILL);
        }
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      g_assert_cmpuint (count_files (self->folder), ==, 1);
      mine = rsc_file_reserve (self->path, as_folder, mode, &lock, &code);
      g_assert_nonnull (mine);
      g_assert_cmpint (code, ==, 0);
      g_assert_cmpuint (count_files (self->folder), ==, 1);
      g_assert_true (g_file_test (mine, as_folder ? G_FILE_TEST_IS_DIR : G_FILE_TEST_IS_REGULAR));

      rsc_file_remove_unfinished (self->folder);
      g_assert_cmpint (g_access (mine, F_OK), ==, 0);
      g_assert_cmpint (rename (mine, self->path), ==, 0);
      close (lock);
      rsc_file_remove_unfinished (self->folder);
      g_assert_cmpint (g_access (self->path, F_OK), ==, 0);
      rsc_file_discard (self->path);
      g_assert_cmpuint (count_files (self->folder), ==, 0);

      after = rsc_file_reserve ("/proc/self/nowhere/a", as_folder, mode, &lock, &code);
      g_assert_null (after);
      g_assert_cmpint (code, ==, ENOENT);
      g_assert_cmpint (lock, ==, -1);
    }
}

static void
test_same (Fixture *self, gconstpointer data)
{
  g_autofree char *other = g_build_filename (self->folder, "b.txt", NULL);
  g_autofree char *round = g_build_filename (self->folder, ".", "a.txt", NULL);
  g_autofree char *hard = g_build_filename (self->folder, "hard", NULL);
  g_autofree char *soft = g_build_filename (self->folder, "soft", NULL);

  /* Before there is a file. */
  g_assert_true (rsc_file_is_same (self->path, round));
  g_assert_false (rsc_file_is_same (self->path, other));
  g_assert_cmpint (symlink (self->path, soft), ==, 0);
  g_assert_true (rsc_file_is_same (self->path, soft));

  write_text (self->path, "x");
  g_assert_cmpint (link (self->path, hard), ==, 0);
  g_assert_true (rsc_file_is_same (self->path, round));
  g_assert_true (rsc_file_is_same (self->path, soft));
  g_assert_true (rsc_file_is_same (self->path, hard));
  g_assert_false (rsc_file_is_same (self->path, other));
  write_text (other, "x");
  g_assert_false (rsc_file_is_same (self->path, other));
  g_assert_false (rsc_file_is_same ("-", "-"));
  g_assert_false (rsc_file_is_same ("/dev/null", "/dev/null"));
}

static void
test_json_depth (void)
{
  static const char *const opens[] = { "[", "{\"a\":", "[{\"a\":" };

  for (gsize k = 0; k < G_N_ELEMENTS (opens); k++)
    {
      g_autoptr (GString) text = g_string_new ("\n ");
      g_autoptr (GError) error = NULL;

      for (int i = 0; i < 1000000; i++)
        g_string_append (text, opens[k]);
      g_assert_null (rsc_json_parse (text->str, text->len, "deep", &error));
      g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
      g_assert_true (g_str_has_prefix (error->message, "deep:2:"));
      g_assert_nonnull (strstr (error->message, "64 deep"));
    }
}

static void
test_json_text (void)
{
  static const char *const bad[] = { "", "{", "[1,", "{\"a\" 1}", "\xff", "[1] x" };
  /* Brackets in strings nest nothing. */
  g_autofree char *brackets = g_strnfill (1000, '[');
  g_autofree char *good = g_strdup_printf ("{\"\\\"%s\": [[[]]]}", brackets);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = rsc_json_parse (good, strlen (good), "good", &error);

  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
  for (gsize k = 0; k < G_N_ELEMENTS (bad); k++)
    {
      g_assert_null (rsc_json_parse (bad[k], strlen (bad[k]), "bad", &error));
      g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
      g_assert_true (g_str_has_prefix (error->message, "bad:"));
      g_assert_null (strchr (error->message, '\n'));
      g_clear_error (&error);
    }
}

static void
test_json_keys (void)
{
  static const char *const keys[] = { "labels", "seed", "tolerance", NULL };
  static const char *const texts[][2] = {
    { "{\"labels\": 1, \"seed\": 2}", NULL },
    { "{}", NULL },
    { "{\"label\": 1}", "s: unknown key “label”: did you mean “labels”?" },
    { "{\"Seed\": 1}", "s: unknown key “Seed”: did you mean “seed”?" },
    { "{\"entirely\": 1}", "s: unknown key “entirely”: the keys are labels, seed, tolerance" },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (texts); k++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = rsc_json_parse (texts[k][0], strlen (texts[k][0]), "s", &error);

      g_assert_no_error (error);
      g_assert_true (rsc_json_check_keys (json_node_get_object (node), keys, "", "s", &error)
                     == (texts[k][1] == NULL));
      g_assert_cmpstr (error ? error->message : NULL, ==, texts[k][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/file/write", test_write);
  ADD ("/file/mode", test_mode);
  ADD ("/file/links", test_links);
  ADD ("/file/failure", test_failure);
  ADD ("/file/killed", test_killed);
  ADD ("/file/left", test_left);
  ADD ("/file/grown", test_grown);
  ADD ("/file/same", test_same);
  g_test_add_func ("/json/depth", test_json_depth);
  g_test_add_func ("/json/text", test_json_text);
  g_test_add_func ("/json/keys", test_json_keys);
  return g_test_run ();
}
