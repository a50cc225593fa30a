/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-keeper.h"

G_BEGIN_DECLS

/* What the files of RscKeeper share. */

/* Which version of a file is known here. Shared with the jobs that write to it, one of which may be
 * given up for a newer one after it has written. */
typedef struct
{
  GMutex mutex; /* held while the file is written, so never taken by the main thread */
  char *etag;   /* or NULL */
} RscKeeperVersion;

RscKeeperVersion *rsc_keeper_version_new (const char *etag);
void rsc_keeper_version_unref (RscKeeperVersion *self);

/* A document that has given its place to another one. */
typedef struct
{
  RscHistory *history;
  RscNeuronKeys *selected; /* or NULL */
  char *folder;
  GFile *file;
  RscKeeperVersion *version;
  RscDocumentState *saved;
  gboolean unsaved;
  gboolean modified;
  char *kept;
  guint64 saving;
  GFile *target;
  RscKeeperVersion *target_version;
  RscDocumentState *target_state;
  RscRecovery *recovery; /* or NULL */
  guint64 copying;
} RscKeeperAside;

struct _RscKeeper
{
  GObject parent_instance;

  RscDocument *document; /* lives longer */
  RscTimers *timers;
  char *folder;
  RscLayoutFunc layout;
  gpointer user_data;

  GFile *file;
  RscKeeperVersion *version;
  RscDocumentState *saved; /* what the file has */
  gboolean unsaved;        /* no file has it, whatever the state */
  char *kept;
  gboolean modified;

  guint64 saving; /* tick, or 0 */
  GFile *target;
  RscKeeperVersion *target_version;
  RscDocumentState *target_state;

  RscRecovery *recovery; /* or NULL */
  guint64 copying;       /* tick, or 0 */
  gboolean changed;      /* since the copy was begun */
  gint64 copied_at;
  guint timer;
  RscKeeperAside *aside; /* or NULL */
};

/* rsc-keeper.c */

/* Writes a copy for recovery of what is there now. */
void rsc_keeper_copy (RscKeeper *self);
void rsc_keeper_update_modified (RscKeeper *self);
void rsc_keeper_forget_saving (RscKeeper *self);

/* rsc-keeper-aside.c */

/* The save that was under way when the document was set aside has ended; or the copy. */
void rsc_keeper_take_saved_aside (RscKeeperAside *aside, const GError *error);
void rsc_keeper_take_copied_aside (RscKeeperAside *aside);
/* What is left of it, its document gone. */
void rsc_keeper_aside_free (RscKeeperAside *aside);

G_END_DECLS
