/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-document.h"
#include "app/model/rsc-picked-network.h"

G_BEGIN_DECLS

struct _RscDocument
{
  GObject parent_instance;

  RscTimers *timers;
  RscJobs *jobs;
  RscHistory *history;
  RscResults *results;
  RscPickedNetwork *picked;
  RscPruner *pruner;
  RscSelection *selection;
  RscPlayer *player;

  gboolean pruned;           /* the picked network is the pruner's */
  gboolean giving_source;    /* what the pruner tells then is known */
  RscPruningChoice *pruning; /* that it was seen with last */
  RscNeuronKeys *awaited;    /* to be selected when there is a set, or NULL */
  gboolean playing;
  gboolean play_recorded; /* this play is in the history */
  /* While the parts are brought in step, what they tell is told in one signal. */
  guint held;
  RscDocumentChange told;
};

/* Makes @after (taken) the state, from which it differs in the rows that are selected alone, and tells. */
void rsc_document_exchange (RscDocument *self, RscDocumentState *after);

G_END_DECLS
