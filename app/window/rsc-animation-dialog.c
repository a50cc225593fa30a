/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-animation-dialog.h"

#include <adwaita.h>
#include <math.h>

#include "app/window/rsc-animation-job.h"
#include "app/window/rsc-replace-question.h"
#include "app/window/rsc-settings.h"
#include "ui/rsc-label.h"
#include "ui/rsc-look.h"
#include "ui/rsc-name-factory.h"
#include "ui/rsc-number-input.h"
#include "ui/rsc-toasts.h"
#include "ui/words/rsc-animation-words.h"
#include "ui/words/rsc-window-words.h"

/* Of what is chosen, beside what is chosen. */
#define NAME_CHARS 32

/* What plays, in words and in the name of a file. */
static const struct
{
  RscAnimationWord word;
  RscAnimationWord own;
  const char *page;
  const char *file;
} kinds[RSC_N_TRACKS] = {
  [RSC_TRACK_PATH] = { RSC_ANIMATION_OF_PATH, RSC_ANIMATION_PATH, "path", "path" },
  [RSC_TRACK_PRUNING] = { RSC_ANIMATION_OF_PRUNING, RSC_ANIMATION_PRUNING, "pruning", "pruning" },
  [RSC_TRACK_TRAINING] = { RSC_ANIMATION_OF_TRAINING, RSC_ANIMATION_TRAINING, "training",
                           "training" },
  [RSC_TRACK_DOWNHILL] = { RSC_ANIMATION_OF_DOWNHILL, RSC_ANIMATION_TRAINING, "training",
                           "downhill" },
  [RSC_TRACK_WALK] = { RSC_ANIMATION_OF_WALK, RSC_ANIMATION_WIDTHS, "widths", "walk" },
};

typedef struct
{
  GtkWindow *window;
  RscDocument *document;
  GtkWindow *dialog;
  GArray *tracks;   /* RscTrack: those that there is something of */
  GArray *pictures; /* RscAnimationPicture: those of the track */
  AdwComboRow *track;
  AdwComboRow *picture;
  AdwComboRow *form;
  GtkSpinButton *width;
  GtkSpinButton *height;
  GtkSpinButton *text;
  GtkSpinButton *rate;
  GtkSpinButton *seconds;
  GtkSwitch *dark;
  GtkLabel *length;
  GtkWidget *save;
  RscAnimation *animation; /* of the track that is chosen */
} Dialog;

static void
dialog_free (gpointer data)
{
  Dialog *self = data;

  rsc_animation_free (self->animation);
  g_array_unref (self->tracks);
  g_array_unref (self->pictures);
  g_object_unref (self->document);
  g_free (self);
}

/* --- what is chosen --------------------------------------------------------------------------- */

static RscTrack
get_track (const Dialog *self)
{
  return g_array_index (self->tracks, RscTrack, adw_combo_row_get_selected (self->track));
}

static RscAnimationPicture
get_picture (const Dialog *self)
{
  const guint k = adw_combo_row_get_selected (self->picture);

  return k < self->pictures->len ? g_array_index (self->pictures, RscAnimationPicture, k)
                                 : RSC_ANIMATION_PICTURE_BOARD;
}

static RscMovieForm
get_form (const Dialog *self)
{
  return (RscMovieForm) adw_combo_row_get_selected (self->form);
}

static void
read_plan (const Dialog *self, RscMoviePlan *plan)
{
  rsc_movie_plan_init (plan, gtk_spin_button_get_value (self->seconds),
                       (guint) gtk_spin_button_get_value_as_int (self->rate));
}

static void
read_paper (const Dialog *self, RscPaper *paper)
{
  rsc_paper_init (paper);
  paper->width = gtk_spin_button_get_value (self->width);
  paper->height = gtk_spin_button_get_value (self->height);
  paper->scale = 1;
  paper->text = gtk_spin_button_get_value (self->text) / 100.0;
  paper->dark = gtk_switch_get_active (self->dark);
}

/* How long it becomes, and whether it can be written. */
static void
update (Dialog *self)
{
  g_autofree char *absence = rsc_movie_form_dup_absence (get_form (self));
  g_autofree char *length = NULL;
  RscMoviePlan plan;

  read_plan (self, &plan);
  length = rsc_animation_words_dup_length (plan.n_frames, rsc_movie_plan_get_seconds (&plan));
  rsc_label_set (self->length, length);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->form), absence ? absence : "");
  gtk_widget_set_sensitive (self->save, absence == NULL);
}

static const char *
get_picture_words (const Dialog *self, RscAnimationPicture picture)
{
  switch (picture)
    {
    case RSC_ANIMATION_PICTURE_FUNCTION:
      return rsc_animation_words_get (RSC_ANIMATION_FUNCTION);
    case RSC_ANIMATION_PICTURE_SET:
      return rsc_animation_words_get (RSC_ANIMATION_SET);
    case RSC_ANIMATION_PICTURE_OWN:
      return rsc_animation_words_get (kinds[get_track (self)].own);
    case RSC_ANIMATION_PICTURE_BOARD:
    case RSC_N_ANIMATION_PICTURES:
    default:
      return rsc_animation_words_get (RSC_ANIMATION_BOARD);
    }
}

/* @picture: chosen, where there is that. */
static void
fill_pictures (Dialog *self, RscAnimationPicture picture)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = 0;

  g_array_set_size (self->pictures, 0);
  for (int k = 0; k < RSC_N_ANIMATION_PICTURES; k++)
    {
      const RscAnimationPicture each = (RscAnimationPicture) k;

      if (!rsc_animation_has_picture (self->animation, each))
        continue;
      if (each == picture)
        chosen = self->pictures->len;
      g_array_append_val (self->pictures, each);
      gtk_string_list_append (names, get_picture_words (self, each));
    }
  adw_combo_row_set_model (self->picture, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->picture, chosen);
}

static void
on_track_selected (Dialog *self)
{
  const RscAnimationPicture picture = get_picture (self);
  g_autofree char *title = rsc_document_state_dup_title (rsc_document_get_state (self->document));

  /* It may have gone while the dialog is open. */
  if (!rsc_animation_can (self->document, get_track (self)))
    {
      gtk_widget_activate_action (GTK_WIDGET (self->window), "win.tell", "s",
                                  rsc_animation_words_get (RSC_ANIMATION_NOTHING));
      gtk_window_close (self->dialog);
      return;
    }
  rsc_animation_free (self->animation);
  self->animation = rsc_animation_new (self->document, get_track (self), title);
  fill_pictures (self, picture);
  gtk_spin_button_set_value (self->seconds, rsc_animation_get_seconds (self->animation));
  update (self);
}

/* --- where it goes ---------------------------------------------------------------------------- */

/* Holds what was chosen, for the dialog is gone by then. */
typedef struct
{
  GtkWindow *window; /* weak */
  RscAnimation *animation;
  RscMovieForm form;
  RscPaper paper;
  RscMoviePlan plan;
  char *path;
} Choice;

static void
choice_free (gpointer data)
{
  Choice *self = data;

  g_clear_weak_pointer (&self->window);
  rsc_animation_free (self->animation);
  g_free (self->path);
  g_free (self);
}

static void
write_to (Choice *self, gboolean replace)
{
  if (self->window)
    rsc_animation_job_start (self->window, g_steal_pointer (&self->animation), self->path,
                             self->form, replace, &self->paper, &self->plan);
}

static void
on_replace (gpointer data)
{
  write_to (data, TRUE);
}

/* The ending says the form, where it is one's. What has none gets it, and a dot in a name is not
 * one. */
static char *
complete_name (const char *path, RscMovieForm *form)
{
  if (*form == RSC_MOVIE_FRAMES || rsc_movie_form_find (path, form))
    return g_strdup (path);
  return g_strconcat (path, rsc_movie_form_get_ending (*form), NULL);
}

static void
on_chosen (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Choice *self = user_data;
  g_autoptr (GFile) file =
    response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *typed = file ? g_file_get_path (file) : NULL;

  g_object_unref (dialog);
  if (file)
    rsc_settings_keep_folder (file);
  if (file && !typed && self->window)
    gtk_widget_activate_action (GTK_WIDGET (self->window), "win.tell", "s",
                                rsc_window_words_get_local_only ());
  if (!typed)
    {
      choice_free (self);
      return;
    }
  self->path = complete_name (typed, &self->form);
  /* The chooser has asked about the name that was typed, not about the one with the ending. */
  if (self->window && self->form != RSC_MOVIE_FRAMES && !g_str_equal (self->path, typed)
      && g_file_test (self->path, G_FILE_TEST_EXISTS))
    {
      rsc_replace_question_ask (GTK_WIDGET (self->window), self->path, on_replace, self,
                                choice_free);
      return;
    }
  write_to (self, g_file_test (self->path, G_FILE_TEST_EXISTS));
  choice_free (self);
}

static void
on_save (Dialog *self)
{
  if (!rsc_number_input_settle (GTK_WIDGET (self->dialog)))
    return;

  const RscMovieForm form = get_form (self);
  const char *ending = rsc_movie_form_get_ending (form);
  const RscDocumentState *state = rsc_document_get_state (self->document);
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
    rsc_animation_words_get (RSC_ANIMATION_TITLE), self->window, GTK_FILE_CHOOSER_ACTION_SAVE,
    rsc_window_words_get (RSC_WINDOW_EXPORT), rsc_window_words_get (RSC_WINDOW_CANCEL));
  g_autofree char *title = rsc_document_state_dup_title (state);
  g_autofree char *base =
    rsc_window_words_dup_file_name (title, kinds[get_track (self)].file,
                                    get_track (self) == RSC_TRACK_PATH ? -1 : state->lambda_ratio);
  g_autofree char *proposal = g_strconcat (base, ending, NULL);
  Choice *choice = g_new0 (Choice, 1);

  if (form != RSC_MOVIE_FRAMES)
    {
      g_autofree char *pattern = g_strconcat ("*", ending, NULL);
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

      gtk_file_filter_set_name (filter, rsc_animation_words_get (RSC_ANIMATION_WEBP + form));
      gtk_file_filter_add_pattern (filter, pattern);
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
    }
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), proposal);
  rsc_settings_go_to_last_folder (GTK_FILE_CHOOSER (chooser));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_set_weak_pointer (&choice->window, self->window);
  choice->form = form;
  read_paper (self, &choice->paper);
  read_plan (self, &choice->plan);
  rsc_animation_set_picture (self->animation, get_picture (self));
  choice->animation = g_steal_pointer (&self->animation);
  g_signal_connect (chooser, "response", G_CALLBACK (on_chosen), choice);
  gtk_window_destroy (self->dialog);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* --- the dialog ------------------------------------------------------------------------------- */

/* Those that there is something of; which of them @name or the clock means is chosen. */
static void
fill_tracks (Dialog *self, const char *name)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const RscTrack playing = rsc_player_get_track (rsc_document_get_player (self->document));
  guint chosen = 0;
  gboolean named = FALSE;

  for (int k = 0; k < RSC_N_TRACKS; k++)
    {
      const RscTrack track = (RscTrack) k;
      const gboolean meant = g_strcmp0 (name, kinds[k].page) == 0;

      if (!rsc_animation_can (self->document, track))
        continue;
      /* Of training the walk downhill from it, where there is one. */
      if (meant || (track == playing && !named))
        chosen = self->tracks->len;
      named = named || meant;
      g_array_append_val (self->tracks, track);
      gtk_string_list_append (names, rsc_animation_words_get (kinds[k].word));
    }
  adw_combo_row_set_model (self->track, G_LIST_MODEL (names));
  rsc_name_factory_use (GTK_WIDGET (self->track), NAME_CHARS);
  rsc_name_factory_use (GTK_WIDGET (self->picture), NAME_CHARS);
  rsc_name_factory_use (GTK_WIDGET (self->form), NAME_CHARS);
  adw_combo_row_set_selected (self->track, chosen);
}

static RscAnimationPicture
find_picture (const Dialog *self, const char *name)
{
  if (g_strcmp0 (name, "function") == 0)
    return RSC_ANIMATION_PICTURE_FUNCTION;
  if (g_strcmp0 (name, "optimal-set") == 0)
    return RSC_ANIMATION_PICTURE_SET;
  return g_strcmp0 (name, kinds[get_track (self)].page) == 0 ? RSC_ANIMATION_PICTURE_OWN
                                                             : RSC_ANIMATION_PICTURE_BOARD;
}

static void
fill_forms (Dialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (int form = 0; form < RSC_N_MOVIE_FORMS; form++)
    gtk_string_list_append (names, rsc_animation_words_get (RSC_ANIMATION_WEBP + form));
  adw_combo_row_set_model (self->form, G_LIST_MODEL (names));
}

static void
find_children (Dialog *self, GtkBuilder *builder)
{
  static const char *const spins[] = { "width", "height", "text", "rate", "seconds" };

  self->dialog = GTK_WINDOW (gtk_builder_get_object (builder, "dialog"));
  self->track = ADW_COMBO_ROW (gtk_builder_get_object (builder, "track"));
  self->picture = ADW_COMBO_ROW (gtk_builder_get_object (builder, "picture"));
  self->form = ADW_COMBO_ROW (gtk_builder_get_object (builder, "form"));
  self->width = GTK_SPIN_BUTTON (gtk_builder_get_object (builder, "width"));
  self->height = GTK_SPIN_BUTTON (gtk_builder_get_object (builder, "height"));
  self->text = GTK_SPIN_BUTTON (gtk_builder_get_object (builder, "text"));
  self->rate = GTK_SPIN_BUTTON (gtk_builder_get_object (builder, "rate"));
  self->seconds = GTK_SPIN_BUTTON (gtk_builder_get_object (builder, "seconds"));
  for (gsize k = 0; k < G_N_ELEMENTS (spins); k++)
    g_signal_connect (gtk_builder_get_object (builder, spins[k]), "input",
                      G_CALLBACK (rsc_number_input_parse), NULL);
  self->dark = GTK_SWITCH (gtk_builder_get_object (builder, "dark"));
  self->length = GTK_LABEL (gtk_builder_get_object (builder, "length"));
  self->save = GTK_WIDGET (gtk_builder_get_object (builder, "save"));
}

GtkWindow *
rsc_animation_dialog_show (GtkWindow *window, RscDocument *document, const char *name)
{
  g_autoptr (GtkBuilder) builder = NULL;
  gboolean can = FALSE;
  Dialog *self;

  g_return_val_if_fail (GTK_IS_WINDOW (window), NULL);
  g_return_val_if_fail (RSC_IS_DOCUMENT (document), NULL);

  for (int k = 0; k < RSC_N_TRACKS; k++)
    can = can || rsc_animation_can (document, (RscTrack) k);
  if (!can)
    {
      gtk_widget_activate_action (GTK_WIDGET (window), "win.tell", "s",
                                  rsc_animation_words_get (RSC_ANIMATION_NOTHING));
      return NULL;
    }
  builder = gtk_builder_new_from_resource ("/org/reluscope/Reluscope/ui/rsc-animation-dialog.ui");
  self = g_new0 (Dialog, 1);
  self->window = window;
  self->document = g_object_ref (document);
  self->tracks = g_array_new (FALSE, FALSE, sizeof (RscTrack));
  self->pictures = g_array_new (FALSE, FALSE, sizeof (RscAnimationPicture));
  find_children (self, builder);
  rsc_toasts_serve (ADW_TOAST_OVERLAY (gtk_builder_get_object (builder, "toasts")), self->dialog);
  g_object_set_data_full (G_OBJECT (self->dialog), "rsc-animation", self, dialog_free);
  fill_tracks (self, name);
  fill_forms (self);
  on_track_selected (self);
  fill_pictures (self, find_picture (self, name));
  g_signal_connect_swapped (self->track, "notify::selected", G_CALLBACK (on_track_selected), self);
  g_signal_connect_swapped (self->form, "notify::selected", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->rate, "value-changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->seconds, "value-changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (on_save), self);
  g_signal_connect_swapped (gtk_builder_get_object (builder, "cancel"), "clicked",
                            G_CALLBACK (gtk_window_close), self->dialog);
  gtk_window_set_transient_for (self->dialog, window);
  gtk_window_set_default_widget (self->dialog, self->save);
  rsc_look_widen (self->dialog);
  gtk_window_present (self->dialog);
  return self->dialog;
}
