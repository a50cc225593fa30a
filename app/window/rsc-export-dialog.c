/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-export-dialog.h"

#include <adwaita.h>
#include <math.h>

#include "app/window/rsc-animation-dialog.h"
#include "app/window/rsc-settings.h"
#include "ui/rsc-look.h"
#include "ui/rsc-name-factory.h"
#include "ui/rsc-number-input.h"
#include "ui/rsc-toasts.h"
#include "ui/words/rsc-sharing-words.h"
#include "ui/words/rsc-window-words.h"

/* Points of a picture to the inch: those of the screen that text is measured in. */
#define POINTS_PER_INCH 96.0

/* Of what is chosen, beside what is chosen. */
#define NAME_CHARS 32

typedef struct
{
  RscExport *export;
  char *base;
  GtkWindow *dialog;
  AdwComboRow *kind;
  GtkSpinButton *width;
  GtkSpinButton *height;
  GtkSpinButton *resolution;
  GtkSpinButton *text;
  GtkSwitch *dark;
  GtkSwitch *transparent;
  GtkWidget *looks;
  GtkWidget *resolution_row;
  GtkLabel *pixels;
} Dialog;

static void
dialog_free (gpointer data)
{
  Dialog *self = data;

  rsc_export_free (self->export);
  g_free (self->base);
  g_free (self);
}

static RscExportKind
get_kind (const Dialog *self)
{
  return (RscExportKind) adw_combo_row_get_selected (self->kind);
}

static gboolean
is_picture (RscExportKind kind)
{
  return kind <= RSC_EXPORT_PNG;
}

static void
read_paper (const Dialog *self)
{
  RscPaper *paper = &self->export->paper;

  paper->width = gtk_spin_button_get_value (self->width);
  paper->height = gtk_spin_button_get_value (self->height);
  paper->scale = gtk_spin_button_get_value (self->resolution) / POINTS_PER_INCH;
  paper->text = gtk_spin_button_get_value (self->text) / 100.0;
  paper->dark = gtk_switch_get_active (self->dark);
  paper->transparent = gtk_switch_get_active (self->transparent);
}

/* What there is to choose, and what comes of it. */
static void
update (Dialog *self)
{
  const RscExportKind kind = get_kind (self);
  g_autofree char *pixels = NULL;

  read_paper (self);
  gtk_widget_set_visible (self->looks, is_picture (kind));
  gtk_widget_set_visible (self->resolution_row, kind == RSC_EXPORT_PNG);
  pixels =
    rsc_sharing_words_dup_pixels (ceil (self->export->paper.width * self->export->paper.scale),
                                  ceil (self->export->paper.height * self->export->paper.scale));
  gtk_label_set_label (self->pixels, kind == RSC_EXPORT_PNG ? pixels : "");
}

/* --- copying ---------------------------------------------------------------------------------- */

gboolean
rsc_export_copy (RscExport *export, GError **error)
{
  g_autoptr (GBytes) png = NULL;
  g_autoptr (GBytes) svg = NULL;
  g_autoptr (GdkContentProvider) all = NULL;
  GdkContentProvider *providers[2];

  g_return_val_if_fail (export != NULL, FALSE);

  png = rsc_export_render (export, "picture.png", error);
  svg = png ? rsc_export_render (export, "picture.svg", error) : NULL;
  if (!svg)
    return FALSE;
  /* No pixels beside the files: they would take megabytes for as long as nothing else is copied. */
  providers[0] = gdk_content_provider_new_for_bytes ("image/png", png);
  providers[1] = gdk_content_provider_new_for_bytes ("image/svg+xml", svg);
  all = gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (export->widget), all);
  return TRUE;
}

static void
on_copy (Dialog *self)
{
  const RscExportKind kind = get_kind (self);
  g_autoptr (GError) error = NULL;
  const char *said = rsc_sharing_words_get (RSC_SHARING_COPIED_PICTURE);

  if (!rsc_number_input_settle (GTK_WIDGET (self->dialog)))
    return;
  read_paper (self);
  if (is_picture (kind))
    rsc_export_copy (self->export, &error);
  else
    {
      g_autoptr (GBytes) bytes =
        rsc_export_render (self->export, rsc_export_get_ending (kind), &error);

      if (bytes)
        {
          g_autofree char *text =
            g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

          gdk_clipboard_set_text (gtk_widget_get_clipboard (self->export->widget), text);
        }
      said = rsc_sharing_words_get (RSC_SHARING_COPIED_TABLE);
    }
  gtk_widget_activate_action (self->export->widget, "win.tell", "s", error ? error->message : said);
  gtk_window_close (self->dialog);
}

/* --- saving ----------------------------------------------------------------------------------- */

/* Holds the export, for the dialog is gone by then. */
typedef struct
{
  RscExport *export;
  RscExportKind kind;
} Chooser;

static void
on_chosen (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Chooser *self = user_data;
  g_autoptr (GFile) file =
    response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  if (file)
    {
      g_autofree char *path = g_file_get_path (file);

      rsc_settings_keep_folder (file);
      if (path)
        rsc_export_to (g_steal_pointer (&self->export), path, rsc_export_get_ending (self->kind));
      else
        gtk_widget_activate_action (self->export->widget, "win.tell", "s",
                                    rsc_window_words_get_local_only ());
    }
  rsc_export_free (self->export);
  g_free (self);
  g_object_unref (dialog);
}

static void
on_save (Dialog *self)
{
  if (!rsc_number_input_settle (GTK_WIDGET (self->dialog)))
    return;

  const RscExportKind kind = get_kind (self);
  const char *ending = rsc_export_get_ending (kind);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
    rsc_window_words_get (RSC_WINDOW_EXPORT_PICTURE),
    GTK_WINDOW (gtk_widget_get_root (self->export->widget)), GTK_FILE_CHOOSER_ACTION_SAVE,
    rsc_window_words_get (RSC_WINDOW_EXPORT), rsc_window_words_get (RSC_WINDOW_CANCEL));
  g_autofree char *proposal = g_strconcat (self->base, ending, NULL);
  g_autofree char *pattern = g_strconcat ("*", ending, NULL);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  Chooser *chooser = g_new0 (Chooser, 1);

  read_paper (self);
  gtk_file_filter_set_name (filter, rsc_export_get_kind_name (kind));
  gtk_file_filter_add_pattern (filter, pattern);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), proposal);
  rsc_settings_go_to_last_folder (GTK_FILE_CHOOSER (dialog));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  chooser->export = g_steal_pointer (&self->export);
  chooser->kind = kind;
  g_signal_connect (dialog, "response", G_CALLBACK (on_chosen), chooser);
  gtk_window_destroy (self->dialog);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* --- animation -------------------------------------------------------------------------------- */

static gboolean
can_animate (const Dialog *self)
{
  gboolean can = self->export->document == NULL;

  for (int k = 0; k < RSC_N_TRACKS && !can; k++)
    can = rsc_animation_can (self->export->document, (RscTrack) k);
  return can;
}

/* In place of this dialog. */
static void
on_animation (Dialog *self)
{
  g_autoptr (GtkWidget) widget = g_object_ref (self->export->widget);
  g_autoptr (RscDocument) document =
    self->export->document ? g_object_ref (self->export->document) : NULL;
  g_autofree char *page = g_strdup (self->export->page);

  gtk_window_destroy (self->dialog);
  if (document)
    rsc_animation_dialog_show (GTK_WINDOW (gtk_widget_get_root (widget)), document, page);
  else
    gtk_widget_activate_action (widget, "share.animation", NULL);
}

/* --- the dialog ------------------------------------------------------------------------------- */

static void
fill_kinds (Dialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const int n = rsc_export_has_numbers (self->export) ? RSC_N_EXPORT_KINDS : RSC_EXPORT_CSV;

  for (int kind = 0; kind < n; kind++)
    gtk_string_list_append (names, rsc_export_get_kind_name ((RscExportKind) kind));
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (names));
  rsc_name_factory_use (GTK_WIDGET (self->kind), NAME_CHARS);
}

GtkWindow *
rsc_export_dialog_show (RscExport *export, const char *base)
{
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource ("/org/reluscope/Reluscope/ui/rsc-export-dialog.ui");
  GObject *save_button = gtk_builder_get_object (builder, "save");
  static const char *const spins[] = { "width", "height", "resolution", "text" };
  Dialog *self = g_new0 (Dialog, 1);
  double width, height;

  self->export = export;
  self->base = g_strdup (base);
  self->dialog = GTK_WINDOW (gtk_builder_get_object (builder, "dialog"));
  self->kind = ADW_COMBO_ROW (gtk_builder_get_object (builder, "kind"));
  self->width = GTK_SPIN_BUTTON (gtk_builder_get_object (builder, "width"));
  self->height = GTK_SPIN_BUTTON (gtk_builder_get_object (builder, "height"));
  self->resolution = GTK_SPIN_BUTTON (gtk_builder_get_object (builder, "resolution"));
  self->text = GTK_SPIN_BUTTON (gtk_builder_get_object (builder, "text"));
  self->dark = GTK_SWITCH (gtk_builder_get_object (builder, "dark"));
  self->transparent = GTK_SWITCH (gtk_builder_get_object (builder, "transparent"));
  self->looks = GTK_WIDGET (gtk_builder_get_object (builder, "looks"));
  self->resolution_row = GTK_WIDGET (gtk_builder_get_object (builder, "resolution_row"));
  self->pixels = GTK_LABEL (gtk_builder_get_object (builder, "pixels"));
  g_object_set_data_full (G_OBJECT (self->dialog), "rsc-export", self, dialog_free);

  rsc_toasts_serve (ADW_TOAST_OVERLAY (gtk_builder_get_object (builder, "toasts")), self->dialog);
  fill_kinds (self);
  rsc_export_get_size (export, &width, &height);
  gtk_spin_button_set_value (self->width, round (width));
  gtk_spin_button_set_value (self->height, round (height));
  for (gsize k = 0; k < G_N_ELEMENTS (spins); k++)
    {
      GObject *spin = gtk_builder_get_object (builder, spins[k]);

      g_signal_connect (spin, "input", G_CALLBACK (rsc_number_input_parse), NULL);
      g_signal_connect_swapped (spin, "value-changed", G_CALLBACK (update), self);
    }
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (update), self);
  g_signal_connect_swapped (save_button, "clicked", G_CALLBACK (on_save), self);
  g_signal_connect_swapped (gtk_builder_get_object (builder, "copy"), "clicked",
                            G_CALLBACK (on_copy), self);
  g_signal_connect_swapped (gtk_builder_get_object (builder, "cancel"), "clicked",
                            G_CALLBACK (gtk_window_close), self->dialog);
  gtk_widget_set_visible (GTK_WIDGET (gtk_builder_get_object (builder, "animate")),
                          can_animate (self));
  g_signal_connect_swapped (gtk_builder_get_object (builder, "animation"), "activated",
                            G_CALLBACK (on_animation), self);
  update (self);
  gtk_window_set_transient_for (self->dialog, GTK_WINDOW (gtk_widget_get_root (export->widget)));
  gtk_window_set_default_widget (self->dialog, GTK_WIDGET (save_button));
  rsc_look_widen (self->dialog);
  gtk_window_present (self->dialog);
  return self->dialog;
}

void
rsc_export_picture (RscPlotArea *area, RscDocument *document, const char *name, gboolean at_lambda)
{
  const RscDocumentState *state = rsc_document_get_state (document);
  g_autofree char *title = rsc_document_state_dup_title (state);
  g_autofree char *base =
    rsc_window_words_dup_file_name (title, name, at_lambda ? state->lambda_ratio : -1);

  RscExport *export = rsc_export_new_picture (area, document);

  export->page = g_strdup (name);
  rsc_export_dialog_show (export, base);
}
