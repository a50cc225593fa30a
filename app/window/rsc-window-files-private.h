/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-file-reader.h"
#include "app/window/rsc-import-dialog.h"
#include "app/window/rsc-recent-files.h"
#include "app/window/rsc-window-files.h"
#include "ui/words/rsc-document-words.h"

G_BEGIN_DECLS

/* What the files of RscWindowFiles share. */

/* Whether what is being read may go with the data on show. */
typedef enum
{
  RSC_SECOND_NOT,
  RSC_SECOND_MAYBE, /* it was dropped on them */
  RSC_SECOND_ONLY
} RscSecond;

/* What is to be done as soon as nothing is lost by it. */
typedef struct
{
  gboolean close;
  gboolean discard; /* what is lost by it has been given up */
  GFile *file;      /* or NULL */
  RscContents *contents;
  gboolean pasted;
  RscDataset *dataset;
  RscDerivedData *derived; /* of @dataset, or NULL */
  gboolean standardise;    /* @dataset */
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
  RscSecond second;         /* what is being read */
  RscRecovery *recovering;  /* the copy that is being read, or NULL */
  Wish *wish;               /* waits for an answer, or NULL */
  GtkNativeDialog *chooser; /* while it is open */
  GtkWindow *question;      /* likewise */
  RscImportDialog *import;  /* likewise */
  GFile *importing;         /* what it is about */
  /* The file whose data are on show is being read again, or the dialog is about it. */
  gboolean is_rereading;
  gboolean preparing; /* data of the dialog's choices are being prepared */
  gboolean standardise,
    replace;        /* what was chosen about them; whether they are those on show, read again */
  guint fulfilling; /* a source, or 0 */
};

/* Does what waits, now that nothing is lost by it; or gives it up. */
void rsc_window_files_fulfil (RscWindowFiles *self);
/* Soon: a window that closes must free neither the jobs nor the dialog that tell it something. Asks
 * again where there are changes that nobody has given up. */
void rsc_window_files_fulfil_later (RscWindowFiles *self);
void rsc_window_files_forget_wish (RscWindowFiles *self);
void rsc_window_files_tell (RscWindowFiles *self, const char *text);

/* Takes @dataset of @file, after asking for what is not saved. @derived: of it, or NULL. */
void rsc_window_files_wish_dataset (RscWindowFiles *self,
                                    GFile *file,
                                    RscDataset *dataset,
                                    RscDerivedData *derived,
                                    gboolean standardise);

/* Reads @file in place of what is being read. */
void rsc_window_files_read (RscWindowFiles *self, GFile *file, RscSecond second);
/* Opens what was dropped as what it is: here, or where there is work here in another window. */
void rsc_window_files_open_dropped (RscWindowFiles *self, GFile *file, RscFileContent *content);

/* rsc-window-second.c */

/* FALSE where @content is nothing that goes with the data on show; else parts of it are taken. */
gboolean rsc_window_files_take_second (RscWindowFiles *self, GFile *file, RscFileContent *content);
void rsc_window_files_remove_test (RscWindowFiles *self);

/* rsc-window-import.c */

/* Takes the data of the dialog's choices, which are prepared now. */
void rsc_window_files_take_prepared (RscWindowFiles *self, GFile *file, RscFileContent *content);

/* Lets a person choose how @file is read. @trial: taken. */
void rsc_window_files_show_import (RscWindowFiles *self, GFile *file, RscImportTrial *trial);
/* Gives up what is being chosen. */
void rsc_window_files_close_import (RscWindowFiles *self);
/* Lets a person choose anew how the file of the data on show is read. */
void rsc_window_files_change_reading (RscWindowFiles *self);
void rsc_window_files_read_again (RscWindowFiles *self, GFile *file);
/* RscFileTriedFunc */
void rsc_window_files_on_tried (RscImportTrial *trial, gpointer user_data);

/* rsc-window-saving.c */

/* Shows a dialog to find the file that the data on show came from. */
void rsc_window_files_show_find_dialog (RscWindowFiles *self);

/* Shows a dialog to open a file that goes with the data on show. */
void rsc_window_files_show_second_dialog (RscWindowFiles *self);

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
void
rsc_window_files_on_saved (RscKeeper *keeper, GFile *file, const GError *error, gpointer user_data);

G_END_DECLS
