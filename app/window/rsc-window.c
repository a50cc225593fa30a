/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-window.h"

#include <glib/gi18n.h>

#include "app/model/rsc-document-work.h"
#include "app/window/rsc-learn.h"
#include "app/window/rsc-pages.h"
#include "app/window/rsc-panel-focus.h"
#include "app/window/rsc-path-player.h"
#include "app/window/rsc-presentation.h"
#include "app/window/rsc-settings.h"
#include "app/window/rsc-shared-menu.h"
#include "app/window/rsc-sharing.h"
#include "app/window/rsc-side-panel.h"
#include "app/window/rsc-spoken-pictures.h"
#include "app/window/rsc-status-line.h"
#include "app/window/rsc-timeline-frame.h"
#include "app/window/rsc-window-files.h"
#include "core/numerics/rsc-error.h"
#include "ui/rsc-desk.h"
#include "ui/rsc-focus.h"
#include "ui/rsc-gallery-row.h"
#include "ui/rsc-motion.h"
#include "ui/rsc-spoken-names.h"
#include "ui/rsc-tip.h"
#include "ui/rsc-toasts.h"
#include "ui/words/rsc-data-words.h"
#include "ui/words/rsc-document-words.h"
#include "ui/words/rsc-window-words.h"

struct _RscWindow
{
  AdwApplicationWindow parent_instance;

  RscDocument *document;
  GSettings *settings;
  RscPathPlayer *player;
  RscTimelineFrame *timeline_frame;
  RscSpokenPictures *spoken;
  RscSharing *sharing;
  RscPresentation *presentation;
  RscWindowFiles *files;
  gsize n_forgotten; /* changes that there is no way back from any more */
  gboolean message_of_document;

  AdwToastOverlay *toasts;
  AdwWindowTitle *title;
  AdwSplitButton *open_button;
  GtkMenuButton *new_button;
  GtkMenuButton *export_button;
  GtkMenuButton *main_button;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  GtkMenuButton *gallery_button;
  GtkPopover *gallery_popover;
  GtkListBox *gallery;
  GtkRevealer *message_revealer;
  GtkLabel *message;
  GtkWidget *sample_button;
  AdwFlap *flap;
  RscDesk *desk;
  RscSidePanel *side_panel;
  RscTimeline *timeline;
  RscStatusLine *status_line;
};

enum
{
  FILE_READ,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscWindow, rsc_window, ADW_TYPE_APPLICATION_WINDOW)

/* --- messages --------------------------------------------------------------------------------- */

static void
show_message (RscWindow *self, const char *text, gboolean can_sample)
{
  gtk_label_set_label (self->message, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->message), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->message_revealer), TRUE);
  gtk_widget_set_visible (self->sample_button, can_sample);
  gtk_revealer_set_reveal_child (self->message_revealer, TRUE);
}

static void
hide_message (RscWindow *self)
{
  self->message_of_document = FALSE;
  gtk_revealer_set_reveal_child (self->message_revealer, FALSE);
}

/* Out of sight it is nothing to read either. */
static void
on_message_gone (RscWindow *self)
{
  if (!gtk_revealer_get_child_revealed (self->message_revealer)
      && !gtk_revealer_get_reveal_child (self->message_revealer))
    gtk_widget_set_visible (GTK_WIDGET (self->message_revealer), FALSE);
}

static void
on_dismiss (GtkButton *button, gpointer user_data)
{
  /* Nothing is waited for behind a person's back. */
  rsc_window_files_cancel (RSC_WINDOW (user_data)->files);
  hide_message (RSC_WINDOW (user_data));
}

static void
on_sample (GtkButton *button, gpointer user_data)
{
  RscWindow *self = RSC_WINDOW (user_data);
  RscDocumentState *after = rsc_document_state_copy (rsc_document_get_state (self->document));

  after->patterns = RSC_PATTERNS_SAMPLED;
  rsc_document_apply (self->document, _ ("Sample patterns"), RSC_CHANGE_SINGLE, after);
}

static void
update_history (RscWindow *self)
{
  RscHistory *history = rsc_document_get_history (self->document);
  const gsize n = rsc_history_get_n_changes (history);
  const gsize n_forgotten = rsc_history_get_n_forgotten (history);
  const RscChange *undo = n > 0 ? rsc_history_get_change (history, n - 1) : NULL;
  const RscChange *redo = rsc_history_get_repeatable (history);
  g_autofree char *redo_tip = rsc_window_words_dup_redo (redo ? redo->name : NULL);
  g_autofree char *undo_tip = NULL;

  /* Before the first data there is nothing to go back to. */
  if (undo && !undo->before->source)
    undo = NULL;
  undo_tip = rsc_window_words_dup_undo (undo ? undo->name : NULL, n_forgotten > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", undo != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo", redo != NULL);
  rsc_tip_set (self->undo_button, undo_tip);
  rsc_tip_set (self->redo_button, redo_tip);
  /* Once: each further edit forgets one more. */
  if (n_forgotten > 0 && self->n_forgotten == 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s",
                                rsc_window_words_get (RSC_WINDOW_FORGOTTEN));
  self->n_forgotten = n_forgotten;
}

static void
on_undo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rsc_document_revert (RSC_WINDOW (widget)->document);
}

static void
on_redo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rsc_document_repeat (RSC_WINDOW (widget)->document);
}

static void
on_step_view (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rsc_document_step_view (RSC_WINDOW (widget)->document, g_variant_get_int32 (parameter));
}

static void
update_title (RscWindow *self)
{
  RscKeeper *keeper = rsc_window_files_get_keeper (self->files);
  g_autofree char *data = rsc_document_state_dup_title (rsc_document_get_state (self->document));
  g_autofree char *name = rsc_window_files_dup_name (self->files);
  g_autofree char *marked = rsc_document_words_dup_title (name, rsc_keeper_is_modified (keeper));
  g_autofree char *whole = rsc_window_words_dup_title (name ? marked : NULL);

  adw_window_title_set_title (self->title, marked);
  rsc_tip_set (GTK_WIDGET (self->title), marked);
  gtk_window_set_title (GTK_WINDOW (self), whole);
  adw_window_title_set_subtitle (self->title, !name                                  ? ""
                                              : rsc_keeper_get_file (keeper) && data ? data
                                                                                     : "Reluscope");
}

/* Its file, or whether that has all changes. */
static void
on_kept (RscKeeper *keeper, gpointer user_data)
{
  update_title (RSC_WINDOW (user_data));
}

static void
on_document_changed (RscDocument *document, guint parts, gpointer user_data)
{
  RscWindow *self = RSC_WINDOW (user_data);
  const RscDocumentState *state = rsc_document_get_state (document);

  if (parts & RSC_DOCUMENT_STATE_PARTS)
    update_history (self);
  if (parts & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_MODEL))
    {
      update_title (self);
      hide_message (self);
    }
  if (parts & RSC_DOCUMENT_ERROR)
    {
      const GError *error = rsc_results_get_error (rsc_document_get_results (document));

      if (error)
        {
          show_message (self, error->message,
                        g_error_matches (error, RSC_ERROR, RSC_ERROR_LIMIT)
                          && state->patterns == RSC_PATTERNS_ALL);
          self->message_of_document = TRUE;
        }
      else if (self->message_of_document)
        hide_message (self);
    }
}

/* --- opening ---------------------------------------------------------------------------------- */

static void
on_gallery_activated (GtkListBox *box, GtkListBoxRow *row, gpointer user_data)
{
  RscWindow *self = RSC_WINDOW (user_data);
  gsize n_items;
  const RscGalleryItem *items = rsc_gallery_get_items (&n_items);
  int index = gtk_list_box_row_get_index (row);
  g_autoptr (GError) error = NULL;

  gtk_popover_popdown (self->gallery_popover);
  if (index >= 0 && index < RSC_GALLERY_DRAWINGS)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.draw", "i",
                                  rsc_gallery_row_get_drawing (index));
      return;
    }
  index -= RSC_GALLERY_DRAWINGS;
  if (index < 0 || (gsize) index >= n_items)
    return;
  if (!rsc_window_open_gallery (self, &items[index], items[index].n_default, &error))
    rsc_window_show_message (self, error->message);
}

/* An empty picture, ready for the hand. */
static void
on_draw (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RscWindow *self = RSC_WINDOW (widget);

  rsc_window_files_open_drawing (self->files, (gsize) g_variant_get_int32 (parameter));
  rsc_panel_focus_enter (rsc_desk_get_page (self->desk, 0));
}

/* --- actions ---------------------------------------------------------------------------------- */

static void
on_show_gallery (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_menu_button_popup (RSC_WINDOW (widget)->gallery_button);
}

static void
on_cancel (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RscWindow *self = RSC_WINDOW (widget);
  RscWork work;

  rsc_document_get_work (self->document, &work);
  /* Escape ends what is at work; where only the path is, behind all else, what is selected. */
  if (rsc_window_files_cancel (self->files))
    hide_message (self);
  else if (work.kind == RSC_WORK_NONE || work.kind == RSC_WORK_PATH)
    rsc_selection_select (rsc_document_get_selection (self->document), -1);
  if (work.kind != RSC_WORK_PATH)
    rsc_document_cancel_work (self->document);
}

/* What other parts of the window have to say. */
static void
on_tell (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rsc_toasts_add (RSC_WINDOW (widget)->toasts, g_variant_get_string (parameter, NULL));
}

static void
on_toggle_panel (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rsc_pages_toggle (RSC_WINDOW (widget)->desk, gtk_window_get_focus (GTK_WINDOW (widget)));
}

/* From panel to panel, as they stand from the side to the bottom. */
static void
on_go_panel (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RscWindow *self = RSC_WINDOW (widget);
  g_autoptr (GPtrArray) panels = g_ptr_array_new ();

  g_ptr_array_add (panels, self->side_panel);
  for (guint k = 0; k < rsc_desk_get_n_pages (self->desk); k++)
    g_ptr_array_add (panels, rsc_desk_get_page (self->desk, k));
  g_ptr_array_add (panels, self->timeline);
  rsc_panel_focus_move ((GtkWidget *const *) panels->pdata, panels->len,
                        gtk_window_get_focus (GTK_WINDOW (self)), g_variant_get_int32 (parameter));
}

static gboolean
has_side_panel (RscWindow *self)
{
  return adw_flap_get_reveal_flap (self->flap);
}

static void
on_side_panel (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  RscWindow *self = RSC_WINDOW (user_data);
  gboolean shown = g_variant_get_boolean (value);

  adw_flap_set_reveal_flap (self->flap, shown);
  g_simple_action_set_state (action, value);
  if (self->settings)
    g_settings_set_boolean (self->settings, "side-panel", shown);
}

static void
on_flap_revealed (RscWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "side-panel");

  if (action)
    g_simple_action_set_state (G_SIMPLE_ACTION (action),
                               g_variant_new_boolean (has_side_panel (self)));
}

static void
load_settings (RscWindow *self)
{
  self->settings = rsc_settings_new ();
  if (!self->settings)
    return;
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  adw_flap_set_reveal_flap (self->flap, g_settings_get_boolean (self->settings, "side-panel"));
  rsc_desk_set_share (self->desk, g_settings_get_double (self->settings, "stage-share"));
}

/* --- what its files ask for ------------------------------------------------------------------- */

static void
show_file_message (GtkWindow *window, const char *text)
{
  rsc_window_show_message (RSC_WINDOW (window), text);
}

static void
tell_read (GtkWindow *window, const GError *error)
{
  /* That it is waited for. */
  if (!error)
    hide_message (RSC_WINDOW (window));
  g_signal_emit (window, signals[FILE_READ], 0, error);
}

static void
get_layout (GtkWindow *window, RscLayout *layout)
{
  RscWindow *self = RSC_WINDOW (window);

  layout->side_panel = has_side_panel (self);
  rsc_pages_get_layout (self->desk, layout);
  rsc_presentation_get_layout (self->presentation, layout);
}

static void
set_layout (GtkWindow *window, const RscLayout *layout)
{
  RscWindow *self = RSC_WINDOW (window);

  rsc_motion_reveal_at_once (self->flap, layout->side_panel);
  rsc_pages_set_layout (self->desk, layout);
  rsc_presentation_set_layout (self->presentation, layout);
}

static void
keep_settings (RscWindow *self)
{
  GtkWindow *window = GTK_WINDOW (self);
  int width, height;

  if (!self->settings)
    return;
  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));
  g_settings_set_double (self->settings, "stage-share", rsc_desk_get_share (self->desk));
}

static void
close_window (GtkWindow *window)
{
  keep_settings (RSC_WINDOW (window));
  gtk_window_destroy (window);
}

static gboolean
rsc_window_close_request (GtkWindow *window)
{
  RscWindow *self = RSC_WINDOW (window);

  if (!rsc_window_files_ask_close (self->files))
    return TRUE;
  keep_settings (self);
  return GTK_WINDOW_CLASS (rsc_window_parent_class)->close_request (window);
}

static void
rsc_window_dispose (GObject *object)
{
  RscWindow *self = RSC_WINDOW (object);

  g_clear_pointer (&self->spoken, rsc_spoken_pictures_free);
  g_clear_pointer (&self->sharing, rsc_sharing_free);
  g_clear_pointer (&self->presentation, rsc_presentation_free);
  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_pointer (&self->files, rsc_window_files_free);
  if (self->player)
    rsc_path_player_stop (self->player);
  g_clear_object (&self->player);
  if (self->timeline_frame)
    rsc_timeline_frame_stop (self->timeline_frame);
  g_clear_object (&self->timeline_frame);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "path", NULL);
  rsc_shared_menu_clear (self->new_button);
  rsc_shared_menu_clear (self->export_button);
  rsc_shared_menu_clear (self->main_button);
  g_clear_object (&self->document);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (rsc_window_parent_class)->dispose (object);
}

static void
rsc_window_class_init (RscWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rsc_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = rsc_window_close_request;
  /**
   * RscWindow::file-read:
   * @error: (nullable): why it could not be read
   *
   * A file is there, cannot be read, or was given up for another.
   */
  signals[FILE_READ] = g_signal_new ("file-read", RSC_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  g_type_ensure (RSC_TYPE_SIDE_PANEL);
  g_type_ensure (RSC_TYPE_DESK);
  g_type_ensure (RSC_TYPE_TIMELINE);
  g_type_ensure (RSC_TYPE_STATUS_LINE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reluscope/Reluscope/ui/rsc-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RscWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, RscWindow, title);
  gtk_widget_class_bind_template_child (widget_class, RscWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, RscWindow, new_button);
  gtk_widget_class_bind_template_child (widget_class, RscWindow, export_button);
  gtk_widget_class_bind_template_child (widget_class, RscWindow, main_button);
  gtk_widget_class_bind_template_child (widget_class, RscWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, RscWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, RscWindow, gallery_button);
  gtk_widget_class_bind_template_child (widget_class, RscWindow, gallery_popover);
  gtk_widget_class_bind_template_child (widget_class, RscWindow, gallery);
  gtk_widget_class_bind_template_child (widget_class, RscWindow, message_revealer);
  gtk_widget_class_bind_template_child (widget_class, RscWindow, message);
  gtk_widget_class_bind_template_child (widget_class, RscWindow, sample_button);
  gtk_widget_class_bind_template_child (widget_class, RscWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, RscWindow, desk);
  gtk_widget_class_bind_template_child (widget_class, RscWindow, side_panel);
  gtk_widget_class_bind_template_child (widget_class, RscWindow, timeline);
  gtk_widget_class_bind_template_child (widget_class, RscWindow, status_line);
  gtk_widget_class_bind_template_callback (widget_class, on_gallery_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_sample);
  gtk_widget_class_bind_template_callback (widget_class, on_dismiss);
  gtk_widget_class_bind_template_callback (widget_class, on_message_gone);
  gtk_widget_class_install_action (widget_class, "win.gallery", NULL, on_show_gallery);
  gtk_widget_class_install_action (widget_class, "win.draw", "i", on_draw);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, on_undo);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, on_redo);
  gtk_widget_class_install_action (widget_class, "win.step-view", "i", on_step_view);
  gtk_widget_class_install_action (widget_class, "win.cancel", NULL, on_cancel);
  gtk_widget_class_install_action (widget_class, "win.tell", "s", on_tell);
  gtk_widget_class_install_action (widget_class, "win.toggle-panel", NULL, on_toggle_panel);
  gtk_widget_class_install_action (widget_class, "win.go-panel", "i", on_go_panel);
  /* Bindings, not accelerators, so that text entries undo their own typing first. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "win.step-view",
                                       "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, GDK_ALT_MASK, "win.step-view",
                                       "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.cancel", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F11, 0, "win.toggle-panel", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F6, 0, "win.go-panel", "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F6, GDK_SHIFT_MASK, "win.go-panel",
                                       "i", -1);
}

static void
rsc_window_init (RscWindow *self)
{
  static const GActionEntry actions[] = {
    { .name = "side-panel", .state = "true", .change_state = on_side_panel },
  };
  static const RscWindowFilesFuncs files_funcs = { show_file_message, tell_read, get_layout,
                                                   set_layout, close_window };

  gtk_widget_init_template (GTK_WIDGET (self));
  rsc_focus_keep (GTK_WINDOW (self));
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  g_signal_connect_object (self->flap, "notify::reveal-flap", G_CALLBACK (on_flap_revealed), self,
                           G_CONNECT_SWAPPED);
  load_settings (self);
  rsc_gallery_row_fill (self->gallery);

  self->document = rsc_document_new (TRUE);
  self->files = rsc_window_files_new (GTK_WINDOW (self), self->document, &files_funcs);
  adw_split_button_set_menu_model (self->open_button, rsc_window_files_get_recent (self->files));
  g_signal_connect_object (rsc_window_files_get_keeper (self->files), "changed",
                           G_CALLBACK (on_kept), self, 0);
  g_signal_connect (self->document, "changed", G_CALLBACK (on_document_changed), self);
  update_history (self);
  rsc_panel_set_document (RSC_PANEL (self->side_panel), self->document);
  rsc_pages_add (self->desk, self->document);
  rsc_pages_add_actions (self->desk, G_ACTION_MAP (self));
  rsc_pages_add_keys (self->desk, GTK_WIDGET (self));
  self->timeline_frame = rsc_timeline_frame_new (
    self->desk, RSC_PATH_PANEL (rsc_pages_find (self->desk, RSC_TYPE_PATH_PANEL)), self->timeline);
  rsc_panel_set_document (RSC_PANEL (self->status_line), self->document);
  rsc_learn_add (GTK_WINDOW (self), self->desk, self->files);
  self->player = rsc_path_player_new (self->document, self->timeline);
  rsc_path_player_add_actions (self->player, GTK_WIDGET (self));

  rsc_spoken_names_complete (GTK_WIDGET (self));
  self->spoken = rsc_spoken_pictures_new (GTK_WIDGET (self), self->document);
  self->sharing = rsc_sharing_new (GTK_WINDOW (self), self->document, self->files, self->desk);
  self->presentation = rsc_presentation_new (ADW_APPLICATION_WINDOW (self), self->desk);
  /* Space plays from the beginning, whatever is sensitive first. */
  rsc_panel_focus_enter (rsc_desk_get_page (self->desk, 0));
}

RscWindow *
rsc_window_new (GtkApplication *application)
{
  RscWindow *self = g_object_new (RSC_TYPE_WINDOW, "application", application, NULL);

  rsc_shared_menu_set (self->new_button, application, "new-menu");
  rsc_shared_menu_set (self->export_button, application, "export-menu");
  rsc_shared_menu_set (self->main_button, application, "main-menu");
  return self;
}

RscDocument *
rsc_window_get_document (RscWindow *self)
{
  g_return_val_if_fail (RSC_IS_WINDOW (self), NULL);
  return self->document;
}

gboolean
rsc_window_open_gallery (RscWindow *self, const RscGalleryItem *item, gsize n, GError **error)
{
  g_return_val_if_fail (RSC_IS_WINDOW (self), FALSE);
  return rsc_window_files_open_gallery (self->files, item, n, error);
}

gboolean
rsc_window_open_argument (RscWindow *self, GFile *file, const char *argument, GError **error)
{
  g_autoptr (GError) local = NULL;
  gsize n;

  g_return_val_if_fail (RSC_IS_WINDOW (self), FALSE);

  if (!g_str_has_prefix (argument, "gallery:"))
    {
      rsc_window_open_file (self, file);
      return TRUE;
    }
  const RscGalleryItem *item = rsc_gallery_find (argument + strlen ("gallery:"), &n);
  if (item && rsc_window_open_gallery (self, item, n, &local))
    return TRUE;
  if (!item)
    {
      g_autofree char *message = rsc_data_words_dup_unknown (argument + strlen ("gallery:"));

      g_set_error_literal (&local, RSC_ERROR, RSC_ERROR_ARGUMENT, message);
    }
  rsc_window_show_message (self, local->message);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

void
rsc_window_open_file (RscWindow *self, GFile *file)
{
  g_return_if_fail (RSC_IS_WINDOW (self));

  rsc_window_files_open (self->files, file);
}

void
rsc_window_show_message (RscWindow *self, const char *text)
{
  g_return_if_fail (RSC_IS_WINDOW (self));

  show_message (self, text, FALSE);
  self->message_of_document = FALSE;
}

void
rsc_window_recover (RscWindow *self, RscRecovery *copy)
{
  g_return_if_fail (RSC_IS_WINDOW (self));
  rsc_window_files_recover (self->files, copy);
}

void
rsc_window_keep_copies (RscWindow *self, const char *folder)
{
  g_return_if_fail (RSC_IS_WINDOW (self));
  rsc_keeper_set_recovery_folder (rsc_window_files_get_keeper (self->files), folder);
}

RscWindowFiles *
rsc_window_get_files (RscWindow *self)
{
  g_return_val_if_fail (RSC_IS_WINDOW (self), NULL);
  return self->files;
}
