/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents in the real window: opened, saved, asked about, copied, recovered. */
#include <glib/gstdio.h>
#include <string.h>

#include "app/model/rsc-file-content.h"
#include "app/window/rsc-window.h"
#include "documents.h"
#include "ui/rsc-desk.h"
#include "ui/rsc-motion.h"
#include "ui/words/rsc-number-reader.h"
#include "widgets.h"
#include "windows.h"

static GtkApplication *application;
static char *folder;

static GFile *
get_file (const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_new_for_path (path);
}

static GFile *
write_file (const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return get_file (name);
}

static RscKeeper *
get_keeper (RscWindow *window)
{
  return rsc_window_files_get_keeper (rsc_window_get_files (window));
}

static double
get_ratio (RscWindow *window)
{
  return rsc_document_get_state (rsc_window_get_document (window))->lambda_ratio;
}

static void
change (RscWindow *window, double ratio)
{
  set_ratio (rsc_window_get_document (window), ratio, RSC_CHANGE_SINGLE);
}

/* λ/λ_max of the document in @file. */
static double
read_ratio (GFile *file)
{
  g_autoptr (RscFileContent) content = rsc_file_content_read (file, NULL, NULL, NULL);

  return content->contents->state->lambda_ratio;
}

static gboolean
is_kept (gpointer window)
{
  return !rsc_keeper_is_saving (get_keeper (window));
}

static void
answer (RscWindow *window, const char *response)
{
  AdwMessageDialog *question = find_question (window);
  gpointer weak = question;

  g_assert_nonnull (question);
  g_object_add_weak_pointer (weak, &weak);
  adw_message_dialog_response (question, response);
  /* A button closes it too; unless its window has gone with it. */
  if (weak)
    {
      g_object_remove_weak_pointer (weak, &weak);
      gtk_window_destroy (GTK_WINDOW (question));
    }
  iterate (50);
}

static gboolean
is_gone (gpointer weak)
{
  return *(gpointer *) weak == NULL;
}

static gboolean
is_read (gpointer window)
{
  return !rsc_jobs_is_busy (rsc_document_get_jobs (rsc_window_get_document (window)),
                            RSC_REQUEST_READ);
}

static gboolean
is_asked (gpointer window)
{
  return find_question (window) != NULL;
}

static void
activate (RscWindow *window, const char *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (window), action, NULL);
}

static void
assert_title (RscWindow *window, const char *title)
{
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, title);
}

/* The mark comes with the first change and goes with undo and with a save. */
static void
test_title (void)
{
  RscWindow *window = show_window (application, "gallery:xor");
  g_autoptr (GFile) file = get_file ("two words");
  g_autoptr (GFile) whole = get_file ("two words.reluscope");

  assert_title (window, "XOR – Reluscope");
  change (window, 0.5);
  assert_title (window, "XOR • – Reluscope");
  rsc_document_revert (rsc_window_get_document (window));
  assert_title (window, "XOR – Reluscope");
  rsc_document_repeat (rsc_window_get_document (window));
  rsc_window_files_save_as (rsc_window_get_files (window), file);
  wait_until (is_kept, window);
  assert_title (window, "two words – Reluscope");
  g_assert_true (g_file_equal (rsc_keeper_get_file (get_keeper (window)), whole));
  g_assert_true (g_file_query_exists (whole, NULL));
  change (window, 0.4);
  assert_title (window, "two words • – Reluscope");
  activate (window, "save");
  wait_until (is_kept, window);
  assert_title (window, "two words – Reluscope");
  close_window (window);
}

static gboolean
has_file (gpointer window)
{
  return rsc_keeper_get_file (get_keeper (window)) != NULL;
}

static RscDesk *
find_desk (GtkWidget *widget)
{
  RscDesk *desk = RSC_IS_DESK (widget) ? RSC_DESK (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !desk;
       child = gtk_widget_get_next_sibling (child))
    desk = find_desk (child);
  return desk;
}

static void
change_layout (RscWindow *window)
{
  rsc_desk_set_share (find_desk (GTK_WIDGET (window)), 0.4);
}

static gboolean
has_no_file (gpointer window)
{
  return !has_file (window);
}

static void
count_motion (GObject *window)
{
  const guint n = GPOINTER_TO_UINT (g_object_get_data (window, "n-motion"));

  g_object_set_data (window, "n-motion", GUINT_TO_POINTER (n + 1));
}

/* What one window saves, another opens: all of it, and how the window was laid out. */
static void
test_round_trip (void)
{
  RscWindow *window = show_window (application, "gallery:checkerboard");
  RscWindow *other;
  g_autoptr (GFile) file = get_file ("round.reluscope");
  g_autoptr (RscContents) before = NULL;
  g_autoptr (RscContents) after = NULL;
  g_autofree char *text_before = NULL;
  g_autofree char *text_after = NULL;
  RscDocumentState *state;

  wait_idle (rsc_window_get_document (window));
  change (window, 0.2);
  state = edit (rsc_window_get_document (window));
  state->camera.yaw = 0.123;
  state->kinks = RSC_FUNCTION_KINKS_NONE;
  rsc_document_apply (rsc_window_get_document (window), "Look", RSC_CHANGE_SINGLE, state);
  wait_idle (rsc_window_get_document (window));
  rsc_document_select_neuron (rsc_window_get_document (window), 3);
  /* It has been drawn, and can be animated. */
  wait_for_frames (GTK_WIDGET (window));
  g_action_group_change_action_state (G_ACTION_GROUP (window), "side-panel",
                                      g_variant_new_boolean (FALSE));
  change_layout (window);
  g_action_group_activate_action (G_ACTION_GROUP (window), "page",
                                  g_variant_new_string ("pruning"));
  wait_for_frames (GTK_WIDGET (window));
  before = rsc_keeper_dup_contents (get_keeper (window));
  rsc_keeper_save (get_keeper (window), file);
  wait_until (is_kept, window);

  /* Not what new windows are like. */
  g_action_group_change_action_state (G_ACTION_GROUP (window), "side-panel",
                                      g_variant_new_boolean (TRUE));

  other = show_window (application, "gallery:xor");
  rsc_motion_connect (other, G_CALLBACK (count_motion));
  rsc_window_open_file (other, file);
  wait_until (has_file, other);
  wait_idle (rsc_window_get_document (other));
  /* Whether things move is the desktop's to say, to all windows. */
  g_assert_null (g_object_get_data (G_OBJECT (other), "n-motion"));
  wait_for_frames (GTK_WIDGET (other));
  after = rsc_keeper_dup_contents (get_keeper (other));
  g_assert_false (after->layout.side_panel);
  g_assert_cmpfloat (after->layout.share, ==, 0.4);
  g_assert_cmpint (rsc_document_get_selected_neuron (rsc_window_get_document (other)), ==, 3);
  text_before = rsc_contents_to_text (before);
  text_after = rsc_contents_to_text (after);
  g_assert_cmpstr (text_after, ==, text_before);
  g_assert_false (rsc_keeper_is_modified (get_keeper (other)));
  assert_title (other, "round – Reluscope");
  close_window (other);
  close_window (window);
}

/* A window with changes asks, and does as it is told. */
static void
test_close (void)
{
  RscWindow *window = show_window (application, "gallery:xor");
  gpointer weak = window;
  g_autoptr (GFile) file = get_file ("closed.reluscope");
  g_autoptr (GFile) place = NULL;

  g_object_add_weak_pointer (G_OBJECT (window), &weak);
  change (window, 0.5);
  gtk_window_close (GTK_WINDOW (window));
  answer (window, "cancel");
  g_assert_nonnull (weak);
  gtk_window_close (GTK_WINDOW (window));
  /* A second wish to close asks no second time. */
  gtk_window_close (GTK_WINDOW (window));
  answer (window, "cancel");
  g_assert_null (find_question (window));

  rsc_keeper_save (get_keeper (window), file);
  wait_until (is_kept, window);
  change (window, 0.25);
  gtk_window_close (GTK_WINDOW (window));
  answer (window, "save");
  wait_until (is_gone, &weak);
  g_assert_cmpfloat (read_ratio (file), ==, 0.25);

  weak = window = show_window (application, "gallery:xor");
  g_object_add_weak_pointer (G_OBJECT (window), &weak);
  change (window, 0.5);
  gtk_window_close (GTK_WINDOW (window));
  answer (window, "discard");
  wait_until (is_gone, &weak);

  /* Without a change it just closes. */
  weak = window = show_window (application, "gallery:xor");
  g_object_add_weak_pointer (G_OBJECT (window), &weak);
  gtk_window_close (GTK_WINDOW (window));
  wait_until (is_gone, &weak);
}

static gboolean
stay_busy (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* A window that is told to close does not wait for a moment in which there is nothing to draw. */
static void
test_close_busy (void)
{
  RscWindow *window = show_window (application, "gallery:xor");
  gpointer weak = window;
  const guint busy = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE - 10, stay_busy, NULL, NULL);

  g_object_add_weak_pointer (G_OBJECT (window), &weak);
  change (window, 0.5);
  gtk_window_close (GTK_WINDOW (window));
  answer (window, "discard");
  for (int k = 0; weak && k < 1000; k++)
    g_main_context_iteration (NULL, FALSE);
  g_source_remove (busy);
  g_assert_null (weak);
}

/* A window closes only once the save that is under way has ended, and asks where there are changes
 * since. */
static void
test_close_saving (void)
{
  RscWindow *window = show_window (application, "gallery:xor");
  gpointer weak = window;
  g_autoptr (GFile) file = get_file ("late.reluscope");
  g_autoptr (GFile) again = get_file ("later.reluscope");

  g_object_add_weak_pointer (G_OBJECT (window), &weak);
  change (window, 0.5);
  rsc_keeper_save (get_keeper (window), file);
  change (window, 0.25);
  gtk_window_close (GTK_WINDOW (window));
  g_assert_null (find_question (window));
  wait_until (is_asked, window);
  answer (window, "cancel");
  g_assert_nonnull (weak);
  g_assert_true (rsc_keeper_is_modified (get_keeper (window)));
  activate (window, "save");
  wait_until (is_kept, window);

  g_assert_false (rsc_keeper_is_modified (get_keeper (window)));
  rsc_keeper_save (get_keeper (window), again);
  gtk_window_close (GTK_WINDOW (window));
  g_assert_true (rsc_keeper_is_saving (get_keeper (window)));
  wait_until (is_gone, &weak);
  g_assert_cmpfloat (read_ratio (again), ==, 0.25);
}

/* Where the answer is to save and that fails, the window stays, with its reason. */
static void
test_close_fails (void)
{
  RscWindow *window = show_window (application, "gallery:xor");
  g_autoptr (GFile) file = get_file ("fixed.reluscope");
  g_autofree char *path = g_file_get_path (file);

  rsc_keeper_save (get_keeper (window), file);
  wait_until (is_kept, window);
  g_assert_cmpint (g_chmod (path, 0400), ==, 0);
  change (window, 0.5);
  gtk_window_close (GTK_WINDOW (window));
  answer (window, "save");
  wait_until (is_kept, window);
  iterate (100);
  g_assert_true (rsc_keeper_is_modified (get_keeper (window)));
  assert_title (window, "fixed • – Reluscope");
  close_window (window);
}

/* Opening asks first; a broken, foreign or newer file changes nothing. */
static void
test_open (void)
{
  RscWindow *window = show_window (application, "gallery:xor");
  g_autoptr (GFile) good = write_file (
    "good.reluscope", "{\"schema\": \"reluscope-document\", \"version\": 1, \"lambda_ratio\": 0.7,"
                      " \"gallery\": {\"set\": \"polygon\", \"n\": 6}}");
  g_autoptr (GFile) newer =
    write_file ("newer.reluscope", "{\"schema\": \"reluscope-document\", \"version\": 99}");
  g_autoptr (GFile) broken = write_file ("broken.reluscope", "{\"schema\": \"reluscope-doc");
  g_autoptr (GFile) data = write_file ("data.csv", "a,b\n1,2\n2,3\n3,1\n");

  change (window, 0.5);
  rsc_window_open_file (window, newer);
  wait_until (is_read, window);
  rsc_window_open_file (window, broken);
  wait_until (is_read, window);
  iterate (20);
  g_assert_null (find_question (window));
  g_assert_cmpfloat (get_ratio (window), ==, 0.5);
  assert_title (window, "XOR • – Reluscope");

  rsc_window_open_file (window, good);
  wait_until (is_asked, window);
  answer (window, "cancel");
  g_assert_cmpfloat (get_ratio (window), ==, 0.5);
  rsc_window_open_file (window, good);
  wait_until (is_asked, window);
  answer (window, "discard");
  wait_until (has_file, window);
  g_assert_cmpfloat (get_ratio (window), ==, 0.7);
  assert_title (window, "good – Reluscope");
  g_assert_false (rsc_document_revert (rsc_window_get_document (window)));

  /* Changes of a document that has a file are asked about also before data, which begin a document
   * of their own and
   * can be undone. */
  change (window, 0.6);
  rsc_window_open_file (window, data);
  wait_until (is_asked, window);
  answer (window, "cancel");
  rsc_document_revert (rsc_window_get_document (window));
  rsc_window_open_file (window, data);
  wait_until (has_no_file, window);
  assert_title (window, "data.csv – Reluscope");
  g_assert_null (rsc_keeper_get_file (get_keeper (window)));
  g_assert_true (rsc_document_revert (rsc_window_get_document (window)));
  assert_title (window, "Regular polygon • – Reluscope");
  close_window (window);
}

/* Of two windows with one file the second that saves asks, and closes when that is answered. */
static void
test_two_windows (void)
{
  RscWindow *window = show_window (application, "gallery:xor");
  RscWindow *other = show_window (application, "gallery:xor");
  gpointer weak = other;
  g_autoptr (GFile) file = get_file ("both.reluscope");
  g_autofree char *uri = g_file_get_uri (file);
  guint n;

  g_object_add_weak_pointer (G_OBJECT (other), &weak);
  rsc_keeper_save (get_keeper (window), file);
  wait_until (is_kept, window);
  rsc_window_open_file (other, file);
  wait_until (has_file, other);
  /* The program itself opens no second one. */
  n = g_list_length (gtk_application_get_windows (application));
  g_action_group_activate_action (G_ACTION_GROUP (application), "open-uri",
                                  g_variant_new_string (uri));
  g_assert_cmpuint (g_list_length (gtk_application_get_windows (application)), ==, n);
  change (window, 0.5);
  activate (window, "save");
  wait_until (is_kept, window);
  change (other, 0.25);
  gtk_window_close (GTK_WINDOW (other));
  answer (other, "save");
  wait_until (is_asked, other);
  answer (other, "cancel");
  g_assert_nonnull (weak);
  g_assert_true (rsc_keeper_is_modified (get_keeper (other)));
  g_assert_cmpfloat (read_ratio (file), ==, 0.5);

  gtk_window_close (GTK_WINDOW (other));
  answer (other, "save");
  wait_until (is_asked, other);
  answer (other, "replace");
  wait_until (is_gone, &weak);
  g_assert_cmpfloat (read_ratio (file), ==, 0.25);
  close_window (window);
}

static gboolean
has_data (gpointer window)
{
  return !rsc_document_get_state (rsc_window_get_document (window))->item;
}

/* Other data in place of work that is in no file are a change of it: undo brings it back, and
 * closing asks. */
static void
test_unsaved_work (void)
{
  RscWindow *window = show_window (application, "gallery:xor");
  g_autoptr (GFile) data = write_file ("dropped.csv", "a,b\n1,2\n2,3\n3,1\n");

  change (window, 0.5);
  rsc_window_open_file (window, data);
  wait_until (has_data, window);
  assert_title (window, "dropped.csv • – Reluscope");
  gtk_window_close (GTK_WINDOW (window));
  answer (window, "cancel");
  g_assert_true (rsc_document_revert (rsc_window_get_document (window)));
  g_assert_cmpfloat (get_ratio (window), ==, 0.5);
  assert_title (window, "XOR • – Reluscope");
  close_window (window);
}

/* Flipping through the gallery asks nothing; where there are changes, or a file, it is a change
 * like others. */
static void
test_gallery (void)
{
  RscWindow *window = show_window (application, "gallery:xor");
  g_autoptr (GFile) file = get_file ("gallery.reluscope");
  g_autoptr (GFile) again = get_file ("flipped.reluscope");
  gsize n;
  const RscGalleryItem *item = rsc_gallery_find ("polygon", &n);

  g_assert_true (rsc_window_open_gallery (window, item, n, NULL));
  assert_title (window, "Regular polygon – Reluscope");
  change (window, 0.5);
  item = rsc_gallery_find ("xor", &n);
  g_assert_true (rsc_window_open_gallery (window, item, n, NULL));
  assert_title (window, "XOR • – Reluscope");
  item = rsc_gallery_find ("polygon", &n);
  g_assert_true (rsc_window_open_gallery (window, item, n, NULL));
  rsc_keeper_save (get_keeper (window), file);
  wait_until (is_kept, window);
  item = rsc_gallery_find ("xor", &n);
  g_assert_true (rsc_window_open_gallery (window, item, n, NULL));
  assert_title (window, "gallery • – Reluscope");
  g_assert_true (rsc_document_revert (rsc_window_get_document (window)));
  assert_title (window, "gallery – Reluscope");
  close_window (window);

  /* Also of one that is being saved for the first time. */
  window = show_window (application, "gallery:xor");
  rsc_keeper_save (get_keeper (window), again);
  g_assert_true (rsc_window_open_gallery (window, rsc_gallery_find ("polygon", &n), 8, NULL));
  wait_until (is_kept, window);
  assert_title (window, "flipped • – Reluscope");
  g_assert_true (rsc_document_revert (rsc_window_get_document (window)));
  assert_title (window, "flipped – Reluscope");
  close_window (window);
}

static gboolean
has_changed_ratio (gpointer window)
{
  return get_ratio (window) == 0.31;
}

static gboolean
has_copied (gpointer window)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (window);

  return gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard),
                                                "application/x-reluscope");
}

/* The whole document goes over the clipboard; what is no document is refused. */
static void
test_clipboard (void)
{
  RscWindow *window = show_window (application, "gallery:polygon-8");
  RscWindow *other = show_window (application, "gallery:xor");
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (window));
  g_autoptr (RscContents) before = NULL;
  g_autoptr (RscContents) after = NULL;
  g_autofree char *text_before = NULL;
  g_autofree char *text_after = NULL;

  change (window, 0.31);
  activate (window, "copy-document");
  /* It is written while the window lives on: a document may be large. */
  g_assert_false (has_copied (window));
  wait_until (has_copied, window);
  activate (other, "paste-document");
  wait_until (has_changed_ratio, other);
  before = rsc_keeper_dup_contents (get_keeper (window));
  after = rsc_keeper_dup_contents (get_keeper (other));
  text_before = rsc_contents_to_text (before);
  text_after = rsc_contents_to_text (after);
  g_assert_cmpstr (text_after, ==, text_before);
  /* It is in no file. */
  g_assert_true (rsc_keeper_is_modified (get_keeper (other)));

  /* A long one is read while the window lives on. */
  change (other, 0.5);
  {
    g_autofree char *blanks = g_strnfill (1 << 20, ' ');
    g_autofree char *text_long = g_strconcat (text_before, blanks, NULL);

    rsc_window_files_paste (rsc_window_get_files (other), text_long);
    g_assert_false (has_changed_ratio (other));
    wait_until (is_asked, other);
    answer (other, "discard");
    wait_until (has_changed_ratio, other);
  }

  gdk_clipboard_set_text (clipboard, "x1,y\n1,2\n");
  activate (other, "paste-document");
  iterate (200);
  g_assert_cmpfloat (get_ratio (other), ==, 0.31);
  g_assert_null (find_question (other));
  close_window (other);
  close_window (window);
}

/* A program that owns the clipboard and never answers. */
typedef GdkContentProvider SilentProvider;
typedef GdkContentProviderClass SilentProviderClass;

static GType silent_provider_get_type (void);
G_DEFINE_TYPE (SilentProvider, silent_provider, GDK_TYPE_CONTENT_PROVIDER)

static GdkContentFormats *
silent_provider_ref_formats (GdkContentProvider *provider)
{
  const char *text = "text/plain;charset=utf-8";

  return gdk_content_formats_new (&text, 1);
}

static void
silent_provider_write (GdkContentProvider *provider,
                       const char *mime_type,
                       GOutputStream *stream,
                       int priority,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  *(gboolean *) g_object_get_data (G_OBJECT (provider), "asked") = TRUE;
  g_object_set_data_full (G_OBJECT (provider), "stream", g_object_ref (stream), g_object_unref);
}

static void
silent_provider_class_init (SilentProviderClass *klass)
{
  klass->ref_formats = silent_provider_ref_formats;
  klass->write_mime_type_async = silent_provider_write;
}

static void
silent_provider_init (SilentProvider *self)
{
}

/* What is asked of it outlives no window. */
static void
test_silent_clipboard (void)
{
  RscWindow *window = show_window (application, "gallery:xor");
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (window));
  g_autoptr (GdkContentProvider) silent = g_object_new (silent_provider_get_type (), NULL);
  gboolean is_asked = FALSE;

  g_object_set_data (G_OBJECT (silent), "asked", &is_asked);
  gdk_clipboard_set_content (clipboard, silent);
  activate (window, "paste-document");
  iterate (50);
  g_assert_true (is_asked);
  close_window (window);
  gdk_clipboard_set_content (clipboard, NULL);
}

static gboolean
has_copy (gpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (data, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    if (g_str_has_suffix (name, ".reluscope"))
      return TRUE;
  return FALSE;
}

/* The copy of a window that is no more is opened in another one, which is not saved. */
static void
test_recover (void)
{
  g_autofree char *copies = g_build_filename (folder, "copies", NULL);
  RscWindow *window = show_window (application, "gallery:polygon-8");
  RscWindow *other;
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) left = NULL;

  rsc_window_keep_copies (window, copies);
  change (window, 0.31);
  wait_until (has_copy, copies);
  /* As after kill -9: closing removes it, so it is put there again. */
  {
    g_autoptr (GDir) dir = g_dir_open (copies, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name (dir)))
      if (g_str_has_suffix (name, ".reluscope"))
        path = g_build_filename (copies, name, NULL);
  }
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  close_window (window);
  g_assert_false (has_copy (copies));
  g_assert_true (g_file_set_contents (path, text, -1, NULL));

  left = rsc_recovery_list (copies);
  g_assert_cmpuint (left->len, ==, 1);
  other = show_window (application, "gallery:xor");
  rsc_window_recover (other, g_ptr_array_index (left, 0));
  wait_until (has_changed_ratio, other);
  assert_title (other, "Regular polygon • – Reluscope");
  g_assert_true (has_copy (copies));
  close_window (other);
  g_assert_false (has_copy (copies));
}

/* Where that is wished, the program starts with the document that was opened or saved last. */
static void
test_reopen (void)
{
  g_autoptr (GSettings) settings = g_settings_new ("org.reluscope.Reluscope");
  g_autoptr (GFile) file = get_file ("last.reluscope");
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *last = NULL;

  g_assert_false (g_settings_get_boolean (settings, "reopen-last"));
  for (int k = 0; k < 3; k++)
    {
      RscWindow *window;

      g_assert_null (gtk_application_get_windows (application));
      g_application_activate (G_APPLICATION (application));
      window = RSC_WINDOW (gtk_application_get_windows (application)->data);
      if (k == 0)
        {
          assert_title (window, "Checkerboard – Reluscope");
          rsc_window_files_save_as (rsc_window_get_files (window), file);
          wait_until (has_file, window);
          last = g_settings_get_string (settings, "last-document");
          g_assert_cmpstr (last, ==, uri);
        }
      else if (k == 1)
        {
          wait_until (has_file, window);
          assert_title (window, "last – Reluscope");
          /* It may have gone since. */
          g_assert_true (g_file_delete (file, NULL, NULL));
        }
      else
        {
          assert_title (window, "Checkerboard – Reluscope");
        }
      g_settings_set_boolean (settings, "reopen-last", TRUE);
      close_window (window);
    }
  g_settings_reset (settings, "reopen-last");
}

static guint n_fields;
static char *told;

static void
on_tell (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_assert_null (told);
  told = g_variant_dup_string (parameter, NULL);
}

/* What is typed is not taken, and a sentence names it, what is asked for, and what is left. */
static void
assert_refused (GtkSpinButton *spin, const char *typed)
{
  static const GActionEntry entries[] = {
    { .name = "tell", .parameter_type = "s", .activate = on_tell },
  };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  const double before = gtk_spin_button_get_value (spin);
  g_autofree char *quoted = g_strdup_printf ("“%s” is no ", typed);

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (spin), "win", G_ACTION_GROUP (actions));
  gtk_editable_set_text (GTK_EDITABLE (spin), typed);
  /* What digits alone can be typed in is not told of letters. */
  gboolean can = g_str_equal (gtk_editable_get_text (GTK_EDITABLE (spin)), typed);
  gtk_spin_button_update (spin);
  g_assert_cmpfloat (gtk_spin_button_get_value (spin), ==, before);
  if (can)
    {
      g_assert_nonnull (told);
      g_assert_true (g_str_has_prefix (told, quoted));
      g_assert_nonnull (strstr (told, ": it stays "));
    }
  g_clear_pointer (&told, g_free);
  gtk_widget_insert_action_group (GTK_WIDGET (spin), "win", NULL);
}

/* Decimals with a point or a comma, whatever the locale; whole numbers with neither. */
static void
check_fields (GtkWidget *widget)
{
  static const char *const decimals[] = { "0.25", "0,25", " 2.5e-1 ", "1/4" };

  if (GTK_IS_SPIN_BUTTON (widget))
    {
      GtkSpinButton *spin = GTK_SPIN_BUTTON (widget);

      n_fields++;
      assert_refused (spin, "abc");
      assert_refused (spin, "");
      assert_refused (spin, "1e12");
      assert_refused (spin, "-1e12");
      if (gtk_adjustment_get_lower (gtk_spin_button_get_adjustment (spin)) > 0)
        assert_refused (spin, "0");
      if (gtk_spin_button_get_digits (spin) == 0)
        {
          assert_refused (spin, "1,000");
          assert_refused (spin, "100/3");
        }
      else
        for (gsize k = 0; k < G_N_ELEMENTS (decimals); k++)
          {
            gtk_spin_button_set_value (spin, 0.5);
            gtk_editable_set_text (GTK_EDITABLE (spin), decimals[k]);
            gtk_spin_button_update (spin);
            g_assert_cmpfloat (gtk_spin_button_get_value (spin), ==, 0.25);
          }
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    check_fields (child);
}

static gboolean
is_spin (GtkWidget *widget, gconstpointer tip)
{
  return GTK_IS_SPIN_BUTTON (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), tip) == 0;
}

static void
test_typed_numbers (void)
{
  RscWindow *window = show_window (application, "gallery:blobs");
  g_autofree char *column = g_strnfill (3000, '\n');
  g_autofree char *refusal = rsc_number_reader_dup_refusal (column, FALSE, 0, 1, 0.5);

  /* Whatever is pasted, a sentence of some lines. */
  g_assert_null (strchr (refusal, '\n'));
  g_assert_cmpuint (strlen (refusal), <, 200);
  check_fields (GTK_WIDGET (window));
  g_assert_cmpuint (n_fields, >=, 6);
  close_window (window);
}

static gboolean
is_save (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "suggested-action");
}

/* The button that saves, pressed while a field holds what is not taken, goes no further: that is
 * said, and the field has the focus and all of the value that stays marked. */
static void
check_save (GtkWidget *dialog, GtkWidget *spin)
{
  GtkWidget *save = find_widget (dialog, is_save, NULL);
  const double before = gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin));
  g_autofree char *shown = g_strdup (gtk_editable_get_text (GTK_EDITABLE (spin)));
  int start, end;

  /* A click leaves the focus where it is: else the field would be settled by then. */
  g_assert_false (gtk_widget_get_focus_on_click (save));
  gtk_widget_grab_focus (spin);
  gtk_editable_set_text (GTK_EDITABLE (spin), "broad");
  g_signal_emit_by_name (save, "clicked");
  g_assert_true (gtk_widget_get_mapped (dialog));
  g_assert_cmpfloat (gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin)), ==, before);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (spin)), ==, shown);
  g_assert_true (gtk_widget_get_state_flags (spin) & GTK_STATE_FLAG_FOCUS_WITHIN);
  g_assert_true (gtk_editable_get_selection_bounds (GTK_EDITABLE (spin), &start, &end));
  g_assert_cmpint (end - start, ==, g_utf8_strlen (shown, -1));
  while (!find_label (dialog, "“broad” is no "))
    g_main_context_iteration (NULL, TRUE);
}

/* It is said in the window, and in a dialog over it. */
static void
test_refused_numbers (void)
{
  static const struct
  {
    const char *action;
    guint n_least;
  } dialogs[] = { { "share.export", 4 }, { "share.animation", 5 } };
  RscWindow *window = show_window (application, "gallery:xor");
  RscDocument *document = rsc_window_get_document (window);
  RscDesk *desk = RSC_DESK (find_child (GTK_WIDGET (window), RSC_TYPE_DESK));
  RscDocumentState *after = rsc_document_state_copy (rsc_document_get_state (document));
  GtkWidget *spin;

  after->patterns = RSC_PATTERNS_SAMPLED;
  rsc_document_apply (document, "sample", RSC_CHANGE_SINGLE, after);
  wait_path (document);
  wait_idle (document);
  spin = find_widget (GTK_WIDGET (window), is_spin, "Number of random gates");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 70);
  gtk_editable_set_text (GTK_EDITABLE (spin), "0");
  gtk_spin_button_update (GTK_SPIN_BUTTON (spin));
  g_assert_cmpfloat (gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin)), ==, 70);
  while (!find_label (GTK_WIDGET (window), "“0” is no whole number from 1 to 1000000: it stays 70"))
    g_main_context_iteration (NULL, TRUE);

  wait_path (document);
  wait_idle (document);
  gtk_widget_child_focus (rsc_desk_get_page (desk, 0), GTK_DIR_TAB_FORWARD);
  for (gsize k = 0; k < G_N_ELEMENTS (dialogs); k++)
    {
      GtkWidget *dialog = NULL;

      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), dialogs[k].action, NULL));
      iterate (200);
      g_autoptr (GList) all = gtk_window_list_toplevels ();
      for (GList *l = all; l; l = l->next)
        if (l->data != window && gtk_widget_get_mapped (l->data))
          dialog = l->data;
      g_assert_nonnull (dialog);
      spin = find_child (dialog, GTK_TYPE_SPIN_BUTTON);
      gtk_editable_set_text (GTK_EDITABLE (spin), "wide");
      gtk_spin_button_update (GTK_SPIN_BUTTON (spin));
      while (!find_label (dialog, "“wide” is no "))
        g_main_context_iteration (NULL, TRUE);
      n_fields = 0;
      check_fields (dialog);
      g_assert_cmpuint (n_fields, >=, dialogs[k].n_least);
      check_save (dialog, spin);
      gtk_window_close (GTK_WINDOW (dialog));
      iterate (100);
    }
  close_window (window);
}

int
main (int argc, char *argv[])
{
  g_autofree char *schemas =
    g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "..", "..", "resources", NULL);
  int status;

  /* Nothing of the person who tests. */
  folder = g_dir_make_tmp ("reluscope-XXXXXX", NULL);
  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_setenv ("GSETTINGS_SCHEMA_DIR", schemas, TRUE);
  application = begin_windows (&argc, &argv);
  g_test_add_func ("/window-files/title", test_title);
  g_test_add_func ("/window-files/round-trip", test_round_trip);
  g_test_add_func ("/window-files/silent-clipboard", test_silent_clipboard);
  g_test_add_func ("/window-files/close", test_close);
  g_test_add_func ("/window-files/close-busy", test_close_busy);
  g_test_add_func ("/window-files/close-saving", test_close_saving);
  g_test_add_func ("/window-files/close-fails", test_close_fails);
  g_test_add_func ("/window-files/two-windows", test_two_windows);
  g_test_add_func ("/window-files/unsaved-work", test_unsaved_work);
  g_test_add_func ("/window-files/open", test_open);
  g_test_add_func ("/window-files/gallery", test_gallery);
  g_test_add_func ("/window-files/clipboard", test_clipboard);
  g_test_add_func ("/window-files/recover", test_recover);
  g_test_add_func ("/window-files/reopen", test_reopen);
  g_test_add_func ("/window-files/typed-numbers", test_typed_numbers);
  g_test_add_func ("/window-files/refused-numbers", test_refused_numbers);
  status = run_windows (application);
  g_free (folder);
  return status;
}
