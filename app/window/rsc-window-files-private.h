/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-file-reader.h"
#include "app/window/rsc-recent-files.h"
#include "app/window/rsc-window-files.h"
#include "ui/words/rsc-document-words.h"

G_BEGIN_DECLS

/* What the files of RscWindowFiles share. */

/* What is to be done as soon as nothing is lost by it. */
typedef struct
{
  gboolean close;
  gboolean discard; /* what is lost by it has been given up */
  GFile *file;      /* or NULL */
  RscContents *contents;
  gboolean pasted;
  RscDataset *dataset;
} Wish;

struct _RscWindowFiles
{
  GtkWindow *window;
  RscDocument *document;
  const RscWindowFilesFuncs *funcs;
  RscTimers *timers;
  RscFileReader *reader;
  RscKeeper *keeper;
  RscRecentFiles *recent;
  RscRecovery *recovering;  /* the copy that is being read, or NULL */
  Wish *wish;               /* waits for an answer, or NULL */
  GtkNativeDialog *chooser; /* while it is open */
  GtkWindow *question;      /* likewise */
  guint fulfilling;         /* a source, or 0 */
};

/* Does what waits, now that nothing is lost by it; or gives it up. */
void rsc_window_files_fulfil (RscWindowFiles *self);
/* Soon: a window that closes must free neither the jobs nor the dialog that tell it something. Asks again where there
 * are changes that nobody has given up. */
void rsc_window_files_fulfil_later (RscWindowFiles *self);
void rsc_window_files_forget_wish (RscWindowFiles *self);
void rsc_window_files_tell (RscWindowFiles *self, const char *text);

/* rsc-window-saving.c */

/* Shows a dialog to open a file; what is chosen is opened. */
void rsc_window_files_show_open_dialog (RscWindowFiles *self);
/* Shows a dialog to save to; or saves where the document has a file. */
void rsc_window_files_show_save_dialog (RscWindowFiles *self);
void rsc_window_files_save (RscWindowFiles *self);
/* Shows @dialog, which asks about what is not saved or is there already. */
void rsc_window_files_show_question (RscWindowFiles *self,
                                     AdwMessageDialog *dialog,
                                     const char *fallback,
                                     GCallback on_response);
/* RscKeeper::saved */
void rsc_window_files_on_saved (RscKeeper *keeper, const GError *error, gpointer user_data);

G_END_DECLS
