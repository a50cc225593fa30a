/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "storm.h"

#include <glib/gstdio.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/files/rsc-file.h"
#include "app/model/rsc-file-reader.h"
#include "app/model/rsc-keeper.h"
#include "documents.h"

/* The document's files, as a window handles them: it is saved, opened, pasted, set aside for a
 * lesson, and a copy of what is not saved is kept, all by jobs that answer late. Beside it stands
 * what has been asked for and told, and that is all that may be known. */

#define N_FILES 3

/* A document and its file. */
typedef struct
{
  GFile *file; /* or NULL */
  RscDocumentState *saved;
  gboolean unsaved;
  GFile *target; /* of the save that is under way, or NULL */
  RscDocumentState *target_state;
} Kept;

struct _StormFiles
{
  Storm *storm;
  char *folder;
  char *copies;
  RscKeeper *keeper;
  RscFileReader *reader;
  Kept here;
  Kept aside;
  gboolean has_aside;
  RscDocumentState *before; /* the state that was set aside */
  GFile *asked;             /* what is read, or NULL */
  char *pasted;             /* instead */
  guint n_saves;            /* that have run */
  guint n_saves_asked;      /* when the file was asked for */
  guint n_touched;          /* files that have become others unseen */
  gboolean told;            /* the file, and whether there are changes, as the keeper told last */
  GFile *told_file;
};

static void
kept_clear (Kept *self)
{
  g_clear_object (&self->file);
  g_clear_pointer (&self->saved, rsc_document_state_unref);
  g_clear_object (&self->target);
  g_clear_pointer (&self->target_state, rsc_document_state_unref);
}

/* @state: what @file has. */
static void
kept_take (Kept *self, GFile *file, RscDocumentState *state)
{
  rsc_document_state_ref (state);
  g_set_object (&self->file, file);
  g_clear_pointer (&self->saved, rsc_document_state_unref);
  self->saved = state;
  self->unsaved = FALSE;
  g_clear_object (&self->target);
  g_clear_pointer (&self->target_state, rsc_document_state_unref);
}

static RscDocumentState *
get_state (Storm *s)
{
  return (RscDocumentState *) rsc_document_get_state (s->document);
}

static gboolean
is_modified (StormFiles *f, const Kept *kept, RscDocumentState *state)
{
  return kept->unsaved || rsc_document_state_compare_edits (kept->saved, state) != 0;
}

/* --- what is in a file ----------------------------------------------------------------------- */

/* What a person edits, whatever else is in the document. */
static char *
dup_edits (const RscDocumentState *state)
{
  g_autoptr (RscContents) contents = rsc_contents_new (state, NULL, NULL, NULL, NULL);

  return rsc_contents_to_text (contents);
}

/* @read is what was made of @state when it was read. What does not go with the data, as a network
 * of others to prune, is not read. */
static void
assert_read_from (const RscDocumentState *read, const RscDocumentState *state)
{
  g_autofree char *one = dup_edits (read);
  g_autofree char *written = dup_edits (state);
  g_autoptr (RscContents) again = rsc_contents_parse (written, -1, "written", NULL);
  g_autofree char *other = again ? dup_edits (again->state) : NULL;

  g_assert_cmpstr (one, ==, other);
}

static void
assert_has (const char *path, const RscDocumentState *state)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RscContents) contents = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  contents = rsc_contents_parse (text, -1, path, &error);
  g_assert_no_error (error);
  assert_read_from (contents->state, state);
}

static GFile *
pick_file (StormFiles *f)
{
  g_autofree char *name = g_strdup_printf ("%d.reluscope", storm_pick (f->storm, N_FILES));
  g_autofree char *path = g_build_filename (f->folder, name, NULL);

  return g_file_new_for_path (path);
}

/* --- what is told ---------------------------------------------------------------------------- */

static void
on_changed (RscKeeper *keeper, gpointer user_data)
{
  StormFiles *f = user_data;

  f->told = rsc_keeper_is_modified (keeper);
  g_set_object (&f->told_file, rsc_keeper_get_file (keeper));
}

/* Of the newest save alone, of the document on show or of the one that was set aside. */
static void
on_saved (RscKeeper *keeper, GFile *file, const GError *error, gpointer user_data)
{
  StormFiles *f = user_data;
  Kept *kept = f->here.target ? &f->here : &f->aside;
  g_autoptr (RscDocumentState) state = g_steal_pointer (&kept->target_state);

  g_assert_nonnull (kept->target);
  g_assert_true (g_file_equal (kept->target, file));
  g_clear_object (&kept->target);
  if (error)
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
      g_assert_cmpuint (f->n_touched, >, 0);
      return;
    }
  assert_has (g_file_peek_path (file), state);
  kept_take (kept, file, state);
}

/* A save whose document goes is written all the same. */
static void
leave_save (StormFiles *f)
{
  if (f->here.target)
    f->n_touched++;
}

static void
open_contents (StormFiles *f, RscContents *contents, GFile *file)
{
  leave_save (f);
  kept_take (&f->here, file, contents->state);
  f->here.unsaved = !file;
  f->storm->opened = TRUE;
  rsc_keeper_open (f->keeper, contents, file, file != NULL, NULL);
}

static void
on_read (GFile *file, RscFileContent *content, const GError *error, gpointer user_data)
{
  StormFiles *f = user_data;
  g_autoptr (GFile) asked = g_steal_pointer (&f->asked);
  g_autofree char *pasted = g_steal_pointer (&f->pasted);

  storm_tell (f->storm, "read: %s", error ? error->message : "done");
  g_assert_true (asked ? file && g_file_equal (file, asked) : pasted && !file);
  if (!content)
    return;
  g_assert_nonnull (content->contents);
  if (pasted)
    {
      g_autoptr (RscContents) again = rsc_contents_parse (pasted, -1, "pasted", NULL);

      assert_read_from (content->contents->state, again->state);
    }
  else if (f->n_saves == f->n_saves_asked)
    assert_has (g_file_peek_path (file), content->contents->state);
  open_contents (f, content->contents, file);
}

/* --- what is done ---------------------------------------------------------------------------- */

static void
save (StormFiles *f)
{
  g_autoptr (GFile) file = f->here.file && storm_flip (f->storm) ? NULL : pick_file (f);
  GFile *target = file ? file : f->here.file;

  if (!get_state (f->storm)->train)
    return;
  storm_tell (f->storm, "save");
  g_clear_object (&f->aside.target);
  g_clear_pointer (&f->aside.target_state, rsc_document_state_unref);
  g_set_object (&f->here.target, target);
  g_clear_pointer (&f->here.target_state, rsc_document_state_unref);
  f->here.target_state = rsc_document_state_ref (get_state (f->storm));
  rsc_keeper_save (f->keeper, file);
}

static void
open_file (StormFiles *f)
{
  g_autoptr (GFile) file = pick_file (f);

  storm_tell (f->storm, "open");
  g_clear_pointer (&f->pasted, g_free);
  g_set_object (&f->asked, file);
  f->n_saves_asked = f->n_saves;
  rsc_file_reader_read (f->reader, file, NULL);
}

static void
paste (StormFiles *f)
{
  storm_tell (f->storm, "paste");
  if (!get_state (f->storm)->train)
    return;
  g_clear_object (&f->asked);
  g_free (f->pasted);
  f->pasted = dup_edits (f->here.saved->train ? f->here.saved : get_state (f->storm));
  rsc_file_reader_parse (f->reader, f->pasted, "pasted");
}

static void
give_up_reading (StormFiles *f)
{
  storm_tell (f->storm, "give up reading");
  g_assert_cmpint (rsc_file_reader_cancel (f->reader), ==, f->asked || f->pasted);
  g_clear_object (&f->asked);
  g_clear_pointer (&f->pasted, g_free);
}

/* Another program writes to the file. */
static void
touch (StormFiles *f)
{
  g_autoptr (GFile) file = pick_file (f);
  const struct timespec times[] = { { 1000 + ++f->n_touched, 0 }, { 1000 + f->n_touched, 0 } };

  storm_tell (f->storm, "touch");
  (void) !utimensat (AT_FDCWD, g_file_peek_path (file), times, 0);
}

static void
start_afresh (StormFiles *f)
{
  storm_tell (f->storm, "start afresh");
  leave_save (f);
  kept_take (&f->here, NULL, get_state (f->storm));
  rsc_keeper_start_afresh (f->keeper);
}

static void
set_aside (StormFiles *f)
{
  g_autoptr (RscContents) contents = rsc_keeper_dup_contents (f->keeper);

  storm_tell (f->storm, "set aside");
  f->aside = f->here;
  f->has_aside = TRUE;
  f->before = rsc_document_state_ref (get_state (f->storm));
  f->here = (Kept){ .saved = rsc_document_state_ref (contents->state) };
  f->storm->opened = TRUE;
  rsc_keeper_set_aside (f->keeper, contents);
}

static void
bring_back (StormFiles *f)
{
  storm_tell (f->storm, "bring back");
  leave_save (f);
  kept_clear (&f->here);
  f->here = f->aside;
  f->aside = (Kept){ 0 };
  f->has_aside = FALSE;
  rsc_keeper_bring_back (f->keeper);
  g_assert_cmpuint (rsc_document_state_compare_edits (get_state (f->storm), f->before), ==, 0);
  g_clear_pointer (&f->before, rsc_document_state_unref);
}

void
storm_use_files (Storm *s)
{
  StormFiles *f = s->files;

  switch (storm_pick (s, 12))
    {
    case 0:
    case 1:
    case 2:
    case 3:
      save (f);
      break;
    case 4:
    case 5:
    case 6:
      open_file (f);
      break;
    case 7:
      paste (f);
      break;
    case 8:
      give_up_reading (f);
      break;
    case 9:
      touch (f);
      break;
    case 10:
      start_afresh (f);
      break;
    default:
      if (f->has_aside)
        bring_back (f);
      else
        set_aside (f);
    }
}

void
storm_count_save (Storm *s)
{
  if (s->files)
    s->files->n_saves++;
}

/* --- what must hold -------------------------------------------------------------------------- */

void
storm_check_files (Storm *s)
{
  StormFiles *f = s->files;
  GFile *file;

  if (!f)
    return;
  file = rsc_keeper_get_file (f->keeper);
  g_assert_true (file == f->here.file
                 || (file && f->here.file && g_file_equal (file, f->here.file)));
  g_assert_cmpint (rsc_keeper_is_saving (f->keeper), ==, f->here.target != NULL);
  g_assert_cmpint (rsc_keeper_has_aside (f->keeper), ==, f->has_aside);
  g_assert_cmpint (rsc_keeper_is_modified (f->keeper), ==,
                   is_modified (f, &f->here, get_state (s)));
  /* No change goes untold. */
  g_assert_cmpint (f->told, ==, rsc_keeper_is_modified (f->keeper));
  g_assert_true (f->told_file == file);
}

/* What is not saved has a copy, as new as can be; what is saved has none. */
static void
check_copies (StormFiles *f)
{
  g_autoptr (GDir) dir = g_dir_open (f->copies, 0, NULL);
  RscDocumentState *state = f->has_aside ? f->before : get_state (f->storm);
  const gboolean wanted = is_modified (f, f->has_aside ? &f->aside : &f->here, state);
  const char *name;
  guint n = 0;

  while (dir && (name = g_dir_read_name (dir)))
    if (g_str_has_suffix (name, ".reluscope"))
      {
        g_autofree char *path = g_build_filename (f->copies, name, NULL);

        n++;
        assert_has (path, state);
      }
  g_assert_cmpuint (n, ==, wanted);
}

void
storm_check_files_at_rest (Storm *s)
{
  StormFiles *f = s->files;

  if (!f)
    return;
  g_assert_null (f->here.target);
  g_assert_null (f->aside.target);
  g_assert_null (f->asked);
  g_assert_null (f->pasted);
  check_copies (f);
}

/* --- beginning and end ----------------------------------------------------------------------- */

/* In memory, where there is such a folder: what is written durably waits for a disk. */
static char *
make_folder (void)
{
  static const char memory[] = "/dev/shm";

  return g_mkdtemp (g_build_filename (g_access (memory, W_OK) == 0 ? memory : g_get_tmp_dir (),
                                      "reluscope-storm-XXXXXX", NULL));
}

void
storm_begin_files (Storm *s)
{
  StormFiles *f = g_new0 (StormFiles, 1);

  s->files = f;
  f->storm = s;
  f->folder = make_folder ();
  g_assert_nonnull (f->folder);
  f->copies = g_build_filename (f->folder, "copies", NULL);
  f->here.saved = rsc_document_state_ref (get_state (s));
  f->keeper = rsc_keeper_new (s->document, s->timers, NULL, NULL);
  rsc_keeper_set_recovery_folder (f->keeper, f->copies);
  f->reader = rsc_file_reader_new (s->jobs, on_read, NULL, f);
  g_signal_connect (f->keeper, "changed", G_CALLBACK (on_changed), f);
  g_signal_connect (f->keeper, "saved", G_CALLBACK (on_saved), f);
}

void
storm_end_files (Storm *s)
{
  StormFiles *f = g_steal_pointer (&s->files);

  if (!f)
    return;
  rsc_file_reader_free (f->reader);
  rsc_keeper_close (f->keeper);
  g_object_unref (f->keeper);
  kept_clear (&f->here);
  kept_clear (&f->aside);
  g_clear_pointer (&f->before, rsc_document_state_unref);
  g_clear_object (&f->asked);
  g_clear_object (&f->told_file);
  rsc_file_discard (f->copies);
  rsc_file_discard (f->folder);
  g_free (f->pasted);
  g_free (f->copies);
  g_free (f->folder);
  g_free (f);
}
