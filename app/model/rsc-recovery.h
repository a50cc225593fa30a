/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RscRecovery:
 *
 * The place of one document's copy for recovery: a file that is there while the document has
 * changes that are not saved, and a lock that is held as long as its program lives. A copy whose
 * lock is free was left behind by a program that has crashed. Reference-counted; any thread.
 */
typedef struct _RscRecovery RscRecovery;

/* Where copies are kept; free with g_free(). */
char *rsc_recovery_dup_folder (void);

/* A place in @folder, which is made. Errors: G_FILE_ERROR. */
RscRecovery *rsc_recovery_new (const char *folder, GError **error);
RscRecovery *rsc_recovery_ref (RscRecovery *self);
/* The last one gives the lock back and, unless it was closed, leaves the copy behind. */
void rsc_recovery_unref (RscRecovery *self);

/* The copies that were left behind in @folder, each locked from now on: RscRecovery, in the order
 * of their names. What else a killed program left there is removed. The caller owns the array. */
GPtrArray *rsc_recovery_list (const char *folder);

const char *rsc_recovery_get_path (const RscRecovery *self);

/* Writes the copy, whole or not at all. Nothing once it is closed. Errors: those of
 * rsc_file_write(). */
gboolean
rsc_recovery_write (RscRecovery *self, const char *text, GCancellable *cancellable, GError **error);
/* There is nothing to recover at present: removes the copy. */
void rsc_recovery_remove (RscRecovery *self);
/* The document is saved or given up: removes the copy for good; what is still being written is
 * waited for. */
void rsc_recovery_close (RscRecovery *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscRecovery, rsc_recovery_unref)

G_END_DECLS
