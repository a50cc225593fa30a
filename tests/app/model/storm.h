/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-document.h"
#include "app/model/rsc-shown-landscape.h"

G_BEGIN_DECLS

/* A storm: what it does to a document (storm-acts.c, storm-pages.c, storm-looks.c), and what must
 * hold after each action (storm-truth.c, and of the pages storm-known.c, storm-pictures.c and
 * storm-runs.c) and when a reply comes (storm-late.c); and what it does with files
 * (storm-files.c). */

typedef struct _StormFiles StormFiles;

/* What a view has on show: read when it is told, and never behind. */
typedef struct
{
  gpointer data;
  RscSolution *solution;
  RscOptimalSet *set;
  RscHull *hull;
  RscEnvelope *envelope;
  RscNetwork *network;
  RscPath *path;
  gboolean busy;
  gboolean playing;
  gssize selection;
  gssize hover;
  gsize index;
  gboolean active;
  gboolean failed;
} View;

typedef struct
{
  GRand *rand; /* or NULL: */
  const guint8 *bytes;
  gsize n_bytes;
  RscJobs *jobs;
  RscTimers *timers;
  RscDocument *document;
  RscRequestKind last; /* that was worked on */
  guint look;          /* what somebody looks at, */
  guint n_looks;       /* for so many actions more */
  guint n_done;
  guint n_calms;
  guint n_sets;
  gboolean trace;
  gboolean has_files; /* set before it begins: it is saved and opened, and never wide */
  StormFiles *files;  /* or NULL */
  gboolean opened;    /* another document, by one of them */
  View view;
  /* Ends of the walk by widths, where there is one. */
  double *walk_from;
  double *walk_to;
  /* As the page of the certificate has it. */
  RscShownLandscape *landscape;
  /* Results whose numbers have been looked at, of the set that is referenced here. */
  RscOptimalSet *looked_at[RSC_N_REQUESTS];
} Storm;

/* An empty document; @by_hand: with jobs and timers that the storm moves. And frees it. */
void storm_begin (Storm *s, gboolean by_hand);
void storm_end (Storm *s);

/* What the seed, or the bytes, say next: one of @n, a coin, and a number of
 * [0, 1). Without bytes left 0. */
int storm_pick (Storm *s, int n);
gboolean storm_flip (Storm *s);
double storm_draw (Storm *s);

/* Tells of an action, when asked to. */
void storm_tell (Storm *s, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* The step on show is the state's, so that the history has it. @resting: and the other way
 * round. */
void storm_check_steps (Storm *s, gboolean resting);

/* All that must hold now. */
void storm_check (Storm *s);

/* Single kinds of actions. */
void storm_open_gallery (Storm *s);

/* Small integers, repeats, constants, zero targets, one row, no feature. */
void storm_open_table (Storm *s);

/* Of several outputs; and with very many features. */
void storm_open_outputs (Storm *s);
void storm_open_wide (Storm *s);

void storm_change_lambda (Storm *s);

void storm_change_model (Storm *s);

void storm_change_pick (Storm *s);

void storm_play (Storm *s);

void storm_prune (Storm *s);

void storm_go_back (Storm *s);

/* A hand on the points: it moves one on and on, lets go or gives up, adds, deletes, flips. */
void storm_edit_points (Storm *s);

void storm_change_view (Storm *s);
void storm_point_at (Storm *s);

/* Whatever the pages of a window ask for; and each of them. */
void storm_use_pages (Storm *s);
void storm_use_widths (Storm *s);
void storm_use_reasons (Storm *s);
void storm_use_spread (Storm *s);
void storm_use_effects (Storm *s);
void storm_use_pins (Storm *s);
void storm_use_counterpart (Storm *s);
void storm_use_training (Storm *s);
/* How: few runs of few steps; and where it would be many. */
void storm_choose_training (Storm *s);
void storm_train_little (Storm *s);
void storm_use_fit (Storm *s);
void storm_use_experiment (Storm *s);
void storm_choose_output (Storm *s);

/* As rsc_jobs_deliver(); what is of before must change nothing (storm-late.c). */
gboolean storm_deliver (Storm *s, RscRequestKind kind);

/* Whether a search that solves many programs can be asked for. */
gboolean storm_has_few_rows (Storm *s);

/* A job or time; and somebody looks at the pages (storm-looks.c). */
void storm_let_work (Storm *s);
void storm_begin_to_look (Storm *s);
void storm_look_on (Storm *s);

/* Files: saving, opening, setting aside; what is known of them; and at rest the copy of what is not
 * saved. A save has run. */
void storm_begin_files (Storm *s);
void storm_end_files (Storm *s);
void storm_use_files (Storm *s);
void storm_count_save (Storm *s);
void storm_check_files (Storm *s);
void storm_check_files_at_rest (Storm *s);

/* Of the pages: whether the numbers of a kind are still to be looked at, of the set on show (they
 * are then); a reply has come, so they are again; the page of the certificate follows; what is
 * known and drawn belongs to what is on show; and at rest what is wanted is there. */
gboolean storm_is_to_see (Storm *s, RscRequestKind kind);
void storm_doubt (Storm *s);
void storm_follow_landscape (Storm *s);
void storm_check_known (Storm *s);
void storm_check_pictures (Storm *s);
void storm_check_runs (Storm *s);
void storm_check_rest (Storm *s);

/* Everything that was asked for is done. */
void storm_calm (RscDocument *document, RscJobs *jobs, RscTimers *timers);

/* The document comes to rest; then all that must hold of one at rest, and of one that was reached
 * directly, and all changes back and forth again. */
void storm_hold_breath (Storm *s);

/* One action of any kind, or work and time. */
void storm_act (Storm *s);

G_END_DECLS
