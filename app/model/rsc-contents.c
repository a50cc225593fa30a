/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-contents.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "app/files/rsc-saved.h"
#include "app/model/rsc-state-file.h"
#include "core/numerics/rsc-error.h"

void
rsc_layout_clear (RscLayout *self)
{
  g_clear_pointer (&self->alone, g_free);
  g_clear_pointer (&self->pages, g_strfreev);
  g_clear_pointer (&self->hidden, g_strfreev);
}

RscContents *
rsc_contents_new (const RscDocumentState *state,
                  RscNeuronKeys *selected,
                  const RscLayout *layout,
                  const char *origin,
                  const char *kept)
{
  RscContents *self = g_new0 (RscContents, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->state = rsc_document_state_ref ((RscDocumentState *) state);
  self->selected = selected ? rsc_neuron_keys_ref (selected) : NULL;
  self->has_layout = layout != NULL;
  if (layout)
    {
      self->layout.side_panel = layout->side_panel;
      self->layout.share = layout->share;
      self->layout.alone = g_strdup (layout->alone);
      self->layout.pages = g_strdupv (layout->pages);
      self->layout.presentation = layout->presentation;
      self->layout.hidden = g_strdupv (layout->hidden);
    }
  self->origin = g_strdup (origin);
  self->kept = g_strdup (kept);
  return self;
}

RscContents *
rsc_contents_ref (RscContents *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_contents_unref (RscContents *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  rsc_document_state_unref (self->state);
  g_clear_pointer (&self->selected, rsc_neuron_keys_unref);
  rsc_layout_clear (&self->layout);
  g_free (self->origin);
  g_free (self->etag);
  g_free (self->kept);
  g_free (self);
}

static gboolean
read_layout (const RscSaved *saved, RscContents *self, GError **error)
{
  self->has_layout = rsc_saved_has (saved, "layout");
  self->layout.side_panel = TRUE;
  self->layout.share = NAN;
  return rsc_saved_read_boolean (saved, "layout.side_panel", &self->layout.side_panel, error)
         && rsc_saved_read_number (saved, "layout.stage_share", 0, 1, &self->layout.share, error)
         && rsc_saved_read_string (saved, "layout.alone", &self->layout.alone, error)
         && rsc_saved_read_strings (saved, "layout.pages", &self->layout.pages, error)
         && rsc_saved_read_boolean (saved, "layout.presentation", &self->layout.presentation, error)
         && rsc_saved_read_strings (saved, "layout.hidden", &self->layout.hidden, error);
}

static void
write_layout (RscSaved *saved, const RscLayout *layout)
{
  rsc_saved_write_boolean (saved, "layout.side_panel", layout->side_panel);
  if (!isnan (layout->share))
    rsc_saved_write_number (saved, "layout.stage_share", layout->share);
  if (layout->alone)
    rsc_saved_write_string (saved, "layout.alone", layout->alone);
  else
    rsc_saved_remove (saved, "layout.alone");
  if (layout->pages)
    rsc_saved_write_strings (saved, "layout.pages", (const char *const *) layout->pages);
  if (layout->presentation || rsc_saved_has (saved, "layout.presentation"))
    rsc_saved_write_boolean (saved, "layout.presentation", layout->presentation);
  if (layout->hidden && layout->hidden[0])
    rsc_saved_write_strings (saved, "layout.hidden", (const char *const *) layout->hidden);
  else
    rsc_saved_remove (saved, "layout.hidden");
}

RscContents *
rsc_contents_parse (const char *text, gssize length, const char *name, GError **error)
{
  g_autoptr (RscSaved) saved = rsc_saved_parse (text, length, name, error);
  g_autoptr (RscDocumentState) state = NULL;
  g_autoptr (RscContents) self = NULL;
  g_auto (GStrv) hidden = NULL;

  if (!saved || !(state = rsc_state_file_read (saved, error)))
    return NULL;
  self = rsc_contents_new (state, NULL, NULL, NULL, NULL);
  /* Controls that a lesson hides; they stay in the file until there are some. */
  if (!rsc_state_file_read_keys (saved, "selection", &self->selected, error)
      || !read_layout (saved, self, error)
      || !rsc_saved_read_string (saved, "recovery.uri", &self->origin, error)
      || !rsc_saved_read_string (saved, "recovery.etag", &self->etag, error)
      || !rsc_saved_read_strings (saved, "hidden", &hidden, error))
    return NULL;
  /* Escapes can spell half a character, which could not be written again. */
  if ((self->origin && !g_utf8_validate (self->origin, -1, NULL))
      || (self->etag && !g_utf8_validate (self->etag, -1, NULL)))
    {
      rsc_saved_fail (saved, "recovery", error, _ ("this is no text"));
      return NULL;
    }
  /* The data are in the state. */
  rsc_saved_remove (saved, "data.x");
  rsc_saved_remove (saved, "data.y");
  rsc_saved_remove (saved, "test");
  rsc_saved_remove (saved, "recovery");
  self->kept = rsc_saved_to_text (saved);
  if (!self->kept || !g_utf8_validate (self->kept, -1, NULL))
    {
      g_set_error (error, RSC_ERROR, RSC_ERROR_DATA,
                   _ ("%s: this file has text with half a character in it"), name);
      return NULL;
    }
  return g_steal_pointer (&self);
}

gboolean
rsc_contents_check_text (const char *text, const char *name, GError **error)
{
  const gsize length = strlen (text);
  g_autoptr (RscContents) again = NULL;

  if (length > RSC_SAVED_BYTES_MAX)
    g_set_error (error, RSC_ERROR, RSC_ERROR_DATA, _ ("%s: this file is larger than any document"),
                 name);
  else
    again = rsc_contents_parse (text, (gssize) length, name, error);
  if (!again)
    g_prefix_error (error, "%s ", _ ("Not saved, as it could not be opened again:"));
  return again != NULL;
}

char *
rsc_contents_to_text (const RscContents *self)
{
  /* It has been read once. */
  g_autoptr (RscSaved) saved =
    self->kept ? rsc_saved_parse (self->kept, -1, "", NULL) : rsc_saved_new ();

  g_return_val_if_fail (saved != NULL, NULL);

  rsc_state_file_write (self->state, saved);
  rsc_state_file_write_keys (saved, "selection", self->selected);
  if (self->has_layout)
    write_layout (saved, &self->layout);
  if (!rsc_saved_has (saved, "hidden"))
    rsc_saved_write_strings (saved, "hidden", (const char *const[]){ NULL });
  if (self->origin)
    rsc_saved_write_string (saved, "recovery.uri", self->origin);
  if (self->origin && self->etag)
    rsc_saved_write_string (saved, "recovery.etag", self->etag);
  return rsc_saved_to_text (saved);
}

static void
write_text (GTask *task, gpointer source, gpointer contents, GCancellable *cancellable)
{
  g_task_return_pointer (task, rsc_contents_to_text (contents), g_free);
}

void
rsc_contents_to_text_async (RscContents *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (self != NULL);

  task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_task_data (task, rsc_contents_ref (self), (GDestroyNotify) rsc_contents_unref);
  g_task_run_in_thread (task, write_text);
}

char *
rsc_contents_to_text_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
