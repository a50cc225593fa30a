/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-results.h"

G_BEGIN_DECLS

/* What the files of RscResults share: the parts that follow the state, ask for what is missing, and
 * show what comes. */

struct _RscResults
{
  GObject parent_instance;

  RscDocumentState *state;
  RscJobs *jobs;
  RscTimers *timers;
  gboolean playing;

  guint64 serial;     /* of the data and model */
  guint64 tick;       /* of the newest request */
  guint64 solve_tick; /* of the newest solve that was asked for */
  guint64 shown_tick; /* of the newest solve that was shown */
  gboolean busy;
  gboolean solved; /* of the work at hand: only the set is missing */
  gboolean cancelled;
  double fraction;
  double gap;
  double first_effort; /* seconds of a search over all patterns, of each state */
  double effort;       /* and of the state's newest */
  gboolean is_stopped; /* which was not enough */
  GError *error;
  guint rest_timer;

  RscSolution *ahead;
  RscLimit *ahead_limit; /* where that is of λ → 0, or NULL */
  guint ahead_timer;
  guint outdated_timer; /* the results belong to the data or model before the newest change */
  gboolean by_hand;     /* which a hand has made: then they stay on show, however long it takes */
  gboolean late;        /* and it takes so long that this is to be seen */
  /* The solve that is under way is of data before that change: it is shown, and then the next asked
   * for. */
  gboolean again;
  gint64 pushed_at;   /* when */
  gint64 again_since; /* when the first change came that the solve under way knows nothing of */
  guint patience_timer;
  guint lambda_timer;   /* the results are of another λ than the state's */
  gboolean lambda_late; /* for so long that this is to be seen */
  guint path_timer;
  RscDerivedData *deriving; /* what a job finishes now, or NULL */
  guint64 derive_tick;

  RscSolution *solution;
  RscLimit *limit; /* where that is of λ → 0, or NULL */
  RscOptimalSet *set;
  gboolean set_stale;
  RscEnvelope *envelope;
  gsize envelope_x, envelope_y;
  RscFeatureValues *envelope_at;

  RscLabelling *labelling;
  RscShownAxes *axes;
  gboolean moving; /* λ, along the path */
  guint settle_timer;

  RscKnownPath *path;
  guint64 path_serial; /* that the path was asked for, 0 for none yet */
  guint64 path_tick;   /* and by which request */
  RscPathFrame *frame;
};

/* rsc-results.c. */
void rsc_results_emit_changed (RscResults *self, RscDocumentChange parts);
void rsc_results_emit_cleared (RscResults *self);
void rsc_results_emit_derived (RscResults *self, RscDerivedData *derived);
void rsc_results_set_busy (RscResults *self, gboolean busy, RscDocumentChange *parts);

/* rsc-results-requests.c: asking. @parts: what changes with it is added. */
gboolean rsc_results_has_fresh_set (RscResults *self);
/* Grid of the envelope that the function picture needs now, 0 when it needs none. */
void rsc_results_get_envelope_grid (RscResults *self, gsize *nx, gsize *ny);
void rsc_results_push_solve (RscResults *self, RscDocumentChange *parts);
void rsc_results_push_projection (RscResults *self, gsize n_axes, const gsize *axes);
/* On the axes that the state asks for. */
void rsc_results_push_project (RscResults *self);
/* Whether the envelope is over the features of @state; and that it is of these. */
gboolean rsc_results_has_envelope_of (RscResults *self, const RscDocumentState *state);
void rsc_results_mark_envelope (RscResults *self,
                                gsize feature_x,
                                gsize feature_y,
                                RscFeatureValues *at);
/* If the function picture needs an envelope that is not there. */
void rsc_results_push_envelope (RscResults *self);
/* Of the problem that was just solved, once for each data and model. */
void rsc_results_push_path (RscResults *self);
/* The same when a hand has rested for a moment: in a drag every path would be given up at once. */
void rsc_results_push_path_at_rest (RscResults *self);
/* Gives up what is derived of data, or does not. */
void rsc_results_cancel_derived (RscResults *self);
/* Ends what is asked for of the set; and of the path, which is forgotten. */
void rsc_results_cancel_set (RscResults *self);
/* @similar: what comes is of nearly the same data. */
void rsc_results_drop_path (RscResults *self, gboolean similar);

/* rsc-results-show.c: what is on show. */
gboolean rsc_results_can_stay_on_show (RscResults *self,
                                       const RscDocumentState *before,
                                       const RscDocumentState *after);
/* For a moment after a change. */
void rsc_results_keep_outdated (RscResults *self);
RscDocumentChange rsc_results_clear_outdated (RscResults *self);
/* They are what belongs to the state. */
void rsc_results_end_outdated (RscResults *self);
/* Whether they are of the state's λ; where not, for long, this is to be seen. */
void rsc_results_judge_lambda (RscResults *self);
void rsc_results_end_lambda (RscResults *self);
/* Gives up what is under way, of data on the way, and asks for those that the hand has brought them
 * to. */
void rsc_results_ask_again (RscResults *self, RscDocumentChange *parts);
void rsc_results_drop_ahead (RscResults *self);
/* Nothing is on show; and tells it. */
void rsc_results_forget (RscResults *self);
void rsc_results_clear (RscResults *self);
void rsc_results_stop_moving (RscResults *self);
/* Shows @frame (taken) of the path: no solver, no linear program. */
void rsc_results_show_frame (RscResults *self, RscPathFrame *frame);
void rsc_results_take_reply (RscReply *reply, gpointer user_data);
void rsc_results_take_progress (double fraction, double gap, gpointer user_data);

G_END_DECLS
