/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-import.h"

G_BEGIN_DECLS

/* What messages call standard input and output. */
#define RSC_FILE_STDIN_NAME "standard input"
#define RSC_FILE_STDOUT_NAME "standard output"

/* First in every main: opens the standard descriptors that were closed (as by "<&-"), so that no
 * other file gets their numbers. Reading and writing them fails then, as it should. */
void rsc_file_open_standard (void);

/* Reads a table of data, or the data set that @choices (or NULL) make of it; "-" is standard input.
 * Errors name the file as it was given. @problem: what it is that fails, or NULL. */
RscTable *rsc_file_read_table (const char *path,
                               const RscImportChoices *choices,
                               RscImportProblem *problem,
                               GCancellable *cancellable,
                               GError **error);
RscDataset *rsc_file_read_csv (const char *path,
                               const RscImportChoices *choices,
                               RscImportProblem *problem,
                               GCancellable *cancellable,
                               GError **error);

/* The one writer. Writes @text to @path whole or not at all, and durably; "-" is standard output.
 * Until it is whole the file has no name, so nothing is left behind when the process is killed; but
 * for the moment in which it takes another's place, and then the next write into the folder that
 * takes one's place removes it.
 * Goes through links, keeps the mode of what it replaces, and refuses a file that nobody may write.
 * What is no regular file (a device, a pipe) is written to in place. @length: -1 for a string.
 * Errors: one sentence that names @path; cancelled. */
gboolean rsc_file_write (const char *path,
                         const char *text,
                         gssize length,
                         GCancellable *cancellable,
                         GError **error);

/* For what grows while it is written, as a film: a hidden file, or folder, of @mode beside @target,
 * under a name of its own, and *@lock, a descriptor that keeps it until it is closed. Where the
 * process is killed before it has given it the name of @target or discarded it, the next write here
 * removes it. NULL: *@code is why, as errno has it. Free with g_free(). */
char *rsc_file_reserve (const char *target, gboolean as_folder, int mode, int *lock, int *code);

/* Writes all of @text (@length bytes) to a descriptor, as such a lock is. Returns an errno;
 * ECANCELED where it was told to stop. */
int rsc_file_fill (int fd, const char *text, gsize length, GCancellable *cancellable);

/* Removes a file, or a folder and the files in it. */
void rsc_file_discard (const char *path);

/* Removes from @folder what a process that was killed in that moment has left, and nothing of one
 * that lives. O(entries). */
void rsc_file_remove_unfinished (const char *folder);

/* For what has to be written in another way. Where a name leads: through links, also one that leads
 * to nothing yet. A file is written there, so that the link stays. NULL: the links go round in a
 * circle. Free with g_free(). */
char *rsc_file_follow_links (const char *path);
/* Why what has the name may not be replaced, as errno has it, or 0. Root may write anything; a file
 * that nobody may write was put so on purpose. */
int rsc_file_find_lock (const char *path);
/* Always FALSE: the sentence on the errno @code of @path. */
gboolean rsc_file_fail (GError **error, const char *path, int code);

/* Which version of it @file has, as long as its file system tells them apart; NULL where there is
 * none. Blocks. Free with g_free(). */
char *rsc_file_dup_etag (GFile *file, GCancellable *cancellable);

/* Whether @path could be written, without touching it: asked before a long computation. */
gboolean rsc_file_check_writable (const char *path, GError **error);

/* Whether two names lead to one regular file, or would once it is written. "-" is none. */
gboolean rsc_file_is_same (const char *a, const char *b);

G_END_DECLS
