/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loaded into the program that the monkey plays with (LD_PRELOAD). On a signal it gives memory that
 * nobody uses back to the system and writes down how much is in use; a warning gets the places in
 * the code that led to it. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <execinfo.h>
#include <fcntl.h>
#include <gtk/gtk.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MEASURE SIGUSR2
/* Bytes in use by the program, one number a line. */
#define FILE_VARIABLE "MONKEY_MEMORY"
#define N_FRAMES 40

/* GTK 4.8's own, with no say of a program's: a press that a menu or a header bar takes over makes
 * it lose count of a style (up to 4.18); a popover whose window has just been made smaller looks
 * for its monitor, and a tooltip for its surface, where there is none any more. */
static const char *const known[] = {
  "Broken accounting of active state for widget",
  "gdk_monitor_get_geometry: assertion 'GDK_IS_MONITOR (monitor)' failed",
  "gdk_surface_get_device_position: assertion 'GDK_IS_SURFACE (surface)' failed",
};

/* Its path bar, too, draws the buttons for what it has no room for before they have a place: a
 * program with nothing but a file dialog says so. Any other widget of which it is said is ours. */
static gboolean
is_of_path_bar (const char *message)
{
  static const char drawn[] = "Trying to snapshot GtkButton ";
  const char *end = " without a current allocation";
  GtkWidget *button, *parent;
  char *rest;

  if (!g_str_has_prefix (message, drawn))
    return FALSE;
  button = GSIZE_TO_POINTER (g_ascii_strtoull (message + strlen (drawn), &rest, 16));
  if (!g_str_has_prefix (rest, end))
    return FALSE;
  parent = gtk_widget_get_parent (button);
  return parent != NULL && g_str_equal (G_OBJECT_TYPE_NAME (parent), "GtkPathBar");
}

/* Whether GTK itself called its function @name. */
static gboolean
is_called_by_gtk (const char *name)
{
  void *frames[N_FRAMES];
  const int n = backtrace (frames, N_FRAMES);
  Dl_info info;

  for (int i = 0; i + 1 < n; i++)
    if (dladdr (frames[i], &info) && g_strcmp0 (info.dli_sname, name) == 0)
      return dladdr (frames[i + 1], &info) && strstr (info.dli_fname, "/libgtk-4.so") != NULL;
  return FALSE;
}

/* A file dialog that is answered while nothing in it has the focus asks whether NULL is in the
 * entry for a name. */
static gboolean
is_of_no_focus (const char *message)
{
  return g_str_equal (message, "gtk_widget_is_ancestor: assertion 'GTK_IS_WIDGET (widget)' failed")
         && is_called_by_gtk ("gtk_widget_is_ancestor");
}

static gboolean
is_known (const char *message)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_has_prefix (message, known[i]))
      return TRUE;
  return is_of_path_bar (message) || is_of_no_focus (message);
}

static void *
measure (void *unused)
{
  const char *path = g_getenv (FILE_VARIABLE);
  sigset_t set;
  int signal_number;

  sigemptyset (&set);
  sigaddset (&set, MEASURE);
  while (sigwait (&set, &signal_number) == 0)
    {
      struct mallinfo2 info;
      FILE *file;

      malloc_trim (0);
      info = mallinfo2 ();
      file = fopen (path, "a");
      if (!file)
        continue;
      fprintf (file, "%zu\n", info.uordblks + info.hblkhd);
      fclose (file);
    }
  return NULL;
}

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  void *frames[N_FRAMES];

  for (gsize k = 0; k < n_fields; k++)
    if (g_str_equal (fields[k].key, "MESSAGE") && is_known (fields[k].value))
      return G_LOG_WRITER_HANDLED;
  g_log_writer_default (level, fields, n_fields, user_data);
  if (level & (G_LOG_LEVEL_WARNING | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR))
    backtrace_symbols_fd (frames, backtrace (frames, N_FRAMES), STDERR_FILENO);
  return G_LOG_WRITER_HANDLED;
}

/* Before any other thread, which all leave the signal to the one that waits for it. */
__attribute__ ((constructor)) static void
begin (void)
{
  pthread_t thread;
  sigset_t set;

  if (!g_getenv (FILE_VARIABLE))
    return;
  sigemptyset (&set);
  sigaddset (&set, MEASURE);
  pthread_sigmask (SIG_BLOCK, &set, NULL);
  if (pthread_create (&thread, NULL, measure, NULL) == 0)
    pthread_detach (thread);
  g_log_set_writer_func (write_log, NULL, NULL);
}
