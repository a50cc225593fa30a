/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random keys, clicks, drags, sizes and actions on the real window, with fatal warnings: what a cat
 * on the keyboard does. The events go through the X server, as a hand's do.
 *
 * test-storm-window [EVENTS [SEED]]; STORM_TRACE=1 tells every event on stderr. */
#include <dlfcn.h>
#include <gdk/x11/gdkx.h>
#include <gsl/gsl_errno.h>
#include <stdlib.h>
#include <X11/keysym.h>

#include "documents.h"
#include "windows.h"

#define EVENTS 500
#define SEED 1
/* What a person would do to get out, after so many events. */
#define CALM 50

/* GTK 4.8's own, with no say of a program's: a press that a menu or a header bar takes over makes
 * it lose count of a style (up to 4.18); a popover whose window has just been made smaller looks
 * for its monitor, and a tooltip for its surface, where there is none any more. */
static const char *const known[] = {
  "Broken accounting of active state for widget",
  "gdk_monitor_get_geometry: assertion 'GDK_IS_MONITOR (monitor)' failed",
  "gdk_surface_get_device_position: assertion 'GDK_IS_SURFACE (surface)' failed",
};

static guint n_events = EVENTS;
static guint seed = SEED;

/* The X server's own way to say that a key went down: an extension that is there wherever xdotool
 * is. */
typedef int (*FakeKey) (Display *display, unsigned int code, int down, unsigned long delay);
typedef int (*FakeButton) (Display *display, unsigned int button, int down, unsigned long delay);
typedef int (*FakeMotion) (Display *display, int screen, int x, int y, unsigned long delay);

typedef struct
{
  GtkApplication *application;
  RscWindow *window;
  GRand *rand;
  Display *display;
  FakeKey fake_key;
  FakeButton fake_button;
  FakeMotion fake_motion;
  guint n_done;
  gboolean trace;
} Storm;

static void tell (Storm *s, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
tell (Storm *s, const char *format, ...)
{
  va_list args;
  g_autofree char *text = NULL;

  if (!s->trace)
    return;
  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("%u: %s\n", s->n_done, text);
}

static int
pick (Storm *s, int n)
{
  return g_rand_int_range (s->rand, 0, n);
}

static void
let_happen (Storm *s, guint milliseconds)
{
  XFlush (s->display);
  iterate (milliseconds);
}

/* --- events ---------------------------------------------------------------------------------- */

static void
fake (Storm *s, KeySym symbol, int down)
{
  KeyCode code = XKeysymToKeycode (s->display, symbol);

  if (code)
    s->fake_key (s->display, code, down, 0);
}

static void
press (Storm *s, KeySym symbol, gboolean control, gboolean shift)
{
  if (control)
    fake (s, XK_Control_L, True);
  if (shift)
    fake (s, XK_Shift_L, True);
  fake (s, symbol, True);
  fake (s, symbol, False);
  if (shift)
    fake (s, XK_Shift_L, False);
  if (control)
    fake (s, XK_Control_L, False);
}

static void
press_some_key (Storm *s)
{
  static const struct
  {
    KeySym symbol;
    gboolean control, shift;
  } keys[] = {
    { XK_Tab, FALSE, FALSE },       { XK_Tab, FALSE, FALSE },    { XK_Tab, FALSE, TRUE },
    { XK_Left, FALSE, FALSE },      { XK_Right, FALSE, FALSE },  { XK_Up, FALSE, FALSE },
    { XK_Down, FALSE, FALSE },      { XK_Home, FALSE, FALSE },   { XK_End, FALSE, FALSE },
    { XK_Prior, FALSE, FALSE },     { XK_Next, FALSE, FALSE },   { XK_Return, FALSE, FALSE },
    { XK_space, FALSE, FALSE },     { XK_space, FALSE, FALSE },  { XK_Escape, FALSE, FALSE },
    { XK_F1, FALSE, FALSE },        { XK_F6, FALSE, FALSE },     { XK_F9, FALSE, FALSE },
    { XK_F10, FALSE, FALSE },       { XK_F11, FALSE, FALSE },    { XK_question, TRUE, TRUE },
    { XK_slash, TRUE, TRUE },       { XK_g, TRUE, FALSE },       { XK_z, TRUE, FALSE },
    { XK_z, TRUE, TRUE },           { XK_n, TRUE, FALSE },       { XK_o, TRUE, FALSE },
    { XK_1, FALSE, FALSE },         { XK_5, FALSE, FALSE },      { XK_period, FALSE, FALSE },
    { XK_comma, FALSE, FALSE },     { XK_minus, FALSE, FALSE },  { XK_plus, FALSE, FALSE },
    { XK_BackSpace, FALSE, FALSE }, { XK_Delete, FALSE, FALSE }, { XK_a, TRUE, FALSE },
    { XK_x, FALSE, FALSE },         { XK_e, FALSE, FALSE },      { XK_Menu, FALSE, FALSE },
  };
  int k = pick (s, G_N_ELEMENTS (keys));

  tell (s, "key %s%s%s", keys[k].control ? "Control " : "", keys[k].shift ? "Shift " : "",
        XKeysymToString (keys[k].symbol));
  press (s, keys[k].symbol, keys[k].control, keys[k].shift);
}

static void
move_somewhere (Storm *s)
{
  int x = pick (s, 1280), y = pick (s, 800);

  tell (s, "point at %d, %d", x, y);
  s->fake_motion (s->display, -1, x, y, 0);
}

static void
click (Storm *s)
{
  static const unsigned int buttons[] = { 1, 1, 1, 1, 1, 1, 3, 4, 5 };
  unsigned int button = buttons[pick (s, G_N_ELEMENTS (buttons))];

  move_somewhere (s);
  let_happen (s, 3);
  tell (s, "button %u", button);
  s->fake_button (s->display, button, True, 0);
  if (button == 1 && pick (s, 3) == 0)
    {
      for (int k = 0; k < 4; k++)
        {
          move_somewhere (s);
          let_happen (s, 5);
        }
    }
  s->fake_button (s->display, button, False, 0);
}

static void
resize (Storm *s)
{
  static const int widths[] = { 360, 480, 640, 900, 1280 };
  static const int heights[] = { 300, 480, 600, 800 };
  int width = widths[pick (s, G_N_ELEMENTS (widths))];
  int height = heights[pick (s, G_N_ELEMENTS (heights))];

  tell (s, "%d x %d", width, height);
  gtk_window_set_default_size (GTK_WINDOW (s->window), width, height);
}

/* An action of the window, with a value of its type. */
static void
activate_action (Storm *s)
{
  GActionGroup *group = G_ACTION_GROUP (s->window);
  g_auto (GStrv) names = g_action_group_list_actions (group);
  guint n = g_strv_length (names);
  const char *name;
  const GVariantType *type;
  GVariant *value = NULL;
  GVariant *hint;

  if (n == 0)
    return;
  name = names[pick (s, (int) n)];
  type = g_action_group_get_action_parameter_type (group, name);
  hint = g_action_group_get_action_state (group, name);
  if (type && g_variant_type_equal (type, G_VARIANT_TYPE_INT32))
    value = g_variant_new_int32 (pick (s, 2) ? 1 : -1);
  else if (type && g_variant_type_equal (type, G_VARIANT_TYPE_BOOLEAN))
    value = g_variant_new_boolean (pick (s, 2));
  else if (type && hint && g_variant_is_of_type (hint, type))
    value = g_variant_ref (hint);
  else if (type)
    {
      g_clear_pointer (&hint, g_variant_unref);
      return;
    }
  g_clear_pointer (&hint, g_variant_unref);
  tell (s, "action %s", name);
  g_action_group_activate_action (group, name, value);
}

/* What the data menu and the gallery do, without their clicks. */
static void
open_something (Storm *s)
{
  static const char *const names[] = { "gallery:xor",       "gallery:checkerboard",
                                       "gallery:moons-12",  "gallery:sine-8",
                                       "gallery:polygon-8", "gallery:parity-3",
                                       "gallery:spiral-20", "gallery:abs-6" };
  const char *name = names[pick (s, G_N_ELEMENTS (names))];
  g_autoptr (GError) error = NULL;

  tell (s, "open %s", name);
  rsc_window_open_argument (s->window, NULL, name, &error);
  g_assert_no_error (error);
}

/* Away with dialogs, menus and further windows. */
static void
get_out (Storm *s)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

  tell (s, "get out");
  s->fake_button (s->display, 1, False, 0);
  press (s, XK_Escape, FALSE, FALSE);
  let_happen (s, 20);
  for (GList *link = toplevels; link; link = link->next)
    if (GTK_IS_WINDOW (link->data) && link->data != (gpointer) s->window
        && gtk_widget_get_visible (link->data))
      gtk_window_close (link->data);
  let_happen (s, 20);
}

/* GTK's dialog for files is its own: in 4.8 it sorts a list that it does not have yet. */
static gboolean
is_choosing_file (void)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

  for (GList *link = toplevels; link; link = link->next)
    if (GTK_IS_FILE_CHOOSER (link->data) && gtk_widget_get_visible (link->data))
      return TRUE;
  return FALSE;
}

static void
act (Storm *s)
{
  int k = pick (s, 100);

  s->n_done++;
  if (k < 45)
    press_some_key (s);
  else if (k < 75)
    click (s);
  else if (k < 85)
    move_somewhere (s);
  else if (k < 92)
    activate_action (s);
  else if (k < 97)
    resize (s);
  else
    open_something (s);
  let_happen (s, (guint) pick (s, 20));
}

static gboolean
find_server (Storm *s)
{
  void *library = dlopen ("libXtst.so.6", RTLD_NOW);
  GdkDisplay *display = gdk_display_get_default ();

  if (!library || !GDK_IS_X11_DISPLAY (display))
    return FALSE;
  s->display = gdk_x11_display_get_xdisplay (display);
  s->fake_key = (FakeKey) dlsym (library, "XTestFakeKeyEvent");
  s->fake_button = (FakeButton) dlsym (library, "XTestFakeButtonEvent");
  s->fake_motion = (FakeMotion) dlsym (library, "XTestFakeMotionEvent");
  return s->fake_key && s->fake_button && s->fake_motion;
}

static gboolean
is_known (const char *message)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_has_prefix (message, known[i]))
      return TRUE;
  return FALSE;
}

/* GTK logs in both of GLib's ways. */
static gboolean
is_fatal (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  return !is_known (message);
}

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  for (gsize k = 0; k < n_fields; k++)
    if (g_str_equal (fields[k].key, "MESSAGE") && is_known (fields[k].value))
      return G_LOG_WRITER_HANDLED;
  return g_log_writer_default (level, fields, n_fields, user_data);
}

static void
test_window (void)
{
  Storm s = { 0 };
  RscDocument *document;

  if (!find_server (&s))
    {
      g_test_skip ("the X server takes no events from here");
      return;
    }
  g_test_log_set_fatal_handler (is_fatal, NULL);
  s.trace = g_getenv ("STORM_TRACE") != NULL;
  s.rand = g_rand_new_with_seed (seed);
  s.application = make_application ();
  s.window = show_window (s.application, "gallery:checkerboard");
  document = rsc_window_get_document (s.window);
  let_happen (&s, 300);
  while (s.n_done < n_events)
    {
      act (&s);
      if (pick (&s, CALM) == 0 || is_choosing_file ())
        get_out (&s);
      /* The window itself stays: closing is no part of it. */
      g_assert_true (rsc_window_get_document (s.window) == document);
    }
  get_out (&s);
  wait_idle (document);
  g_test_message ("%u events, %" G_GSIZE_FORMAT " changes", s.n_done,
                  rsc_history_get_n_changes (rsc_document_get_history (document)));
  close_window (s.window);
  g_object_unref (s.application);
  g_rand_free (s.rand);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  gtk_test_init (&argc, &argv, NULL);
  g_log_set_writer_func (write_log, NULL, NULL);

  if (argc > 1)
    n_events = (guint) strtoul (argv[1], NULL, 10);
  if (argc > 2)
    seed = (guint) strtoul (argv[2], NULL, 10);
  g_test_add_func ("/storm/window", test_window);

  return g_test_run ();
}
