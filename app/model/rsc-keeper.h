/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-contents.h"
#include "app/model/rsc-document.h"
#include "app/model/rsc-recovery.h"

G_BEGIN_DECLS

/**
 * RscKeeper:
 *
 * Keeps a document: knows its file and whether that has all changes, writes it as a job, and while
 * it has not, a copy for recovery, at most once a second. Turning and zooming is saved but is no
 * change to be saved.
 *
 * RscKeeper::changed tells that the file or whether there are changes has become another;
 * RscKeeper::saved (the GFile, and a GError or NULL) that a save has ended.
 */
#define RSC_TYPE_KEEPER (rsc_keeper_get_type ())
G_DECLARE_FINAL_TYPE (RscKeeper, rsc_keeper, RSC, KEEPER, GObject)

/* How long a change may stay without a copy, in ms, once there is one; and the first time. */
#define RSC_KEEPER_INTERVAL 1000
#define RSC_KEEPER_FIRST 200

/* Fills @layout, which is empty, with how the window is laid out. */
typedef void (*RscLayoutFunc) (RscLayout *layout, gpointer user_data);

/* @document must live longer. @layout: or NULL. No copies are kept. */
RscKeeper *
rsc_keeper_new (RscDocument *document, RscTimers *timers, RscLayoutFunc layout, gpointer user_data);

RscDocument *rsc_keeper_get_document (RscKeeper *self);

/* Keeps copies in this folder from now on. */
void rsc_keeper_set_recovery_folder (RscKeeper *self, const char *folder);

/* The document's file, or NULL before it is saved. */
GFile *rsc_keeper_get_file (RscKeeper *self);
gboolean rsc_keeper_is_modified (RscKeeper *self);
gboolean rsc_keeper_is_saving (RscKeeper *self);

/* Opens @contents as those of the document @file (or NULL). @saved: whether they are what is in it.
 * @copy: the copy for recovery that they come from, which is taken over, or NULL. */
void rsc_keeper_open (RscKeeper *self,
                      RscContents *contents,
                      GFile *file,
                      gboolean saved,
                      RscRecovery *copy);

/* Other data have been opened: what there is belongs to no file, and is no work of a person. */
void rsc_keeper_start_afresh (RscKeeper *self);

/* Sets the document aside, with its file and all of its changes, for another one, @contents, that
 * belongs to no file and is no work of a person, such as a lesson's. A copy for recovery that is to
 * be has what was set aside. Another document that is opened meanwhile, by rsc_keeper_open(), is in
 * its place likewise. And brings it back; without one nothing happens. */
void rsc_keeper_set_aside (RscKeeper *self, RscContents *contents);
void rsc_keeper_bring_back (RscKeeper *self);
gboolean rsc_keeper_has_aside (RscKeeper *self);

/* What is in the document at present. The caller owns it. */
RscContents *rsc_keeper_dup_contents (RscKeeper *self);

/* Writes the document to @file, which becomes its file, whatever is there; with NULL to its own,
 * unless another has written to that since it was opened or saved here (G_IO_ERROR_WRONG_ETAG).
 * RscKeeper::saved tells of the end. */
void rsc_keeper_save (RscKeeper *self, GFile *file);

/* Its window goes: writes nothing any more, and removes the copy for recovery. */
void rsc_keeper_close (RscKeeper *self);

G_END_DECLS
