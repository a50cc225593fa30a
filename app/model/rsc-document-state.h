/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-derived-data.h"
#include "app/model/rsc-neuron-keys.h"
#include "app/model/rsc-pins.h"
#include "app/model/rsc-pruning-choice.h"
#include "app/model/rsc-training-choice.h"
#include "core/data/rsc-gallery.h"
#include "core/data/rsc-row-set.h"
#include "ui/plot/rsc-camera.h"
#include "ui/plot/rsc-function-plot.h"
#include "ui/plot/rsc-optimal-set-plot.h"
#include "ui/plot/rsc-path-plot.h"

G_BEGIN_DECLS

/**
 * RscPick:
 * @RSC_PICK_POINT: the network that was dragged to
 * @RSC_PICK_VERTEX: a vertex of the set
 * @RSC_PICK_RANDOM: drawn with the pick's seed
 *
 * How one network is chosen from the optimal set.
 */
typedef enum
{
  RSC_PICK_MIN_NORM,
  RSC_PICK_INTERIOR,
  RSC_PICK_NARROWEST,
  RSC_PICK_VERTEX,
  RSC_PICK_RANDOM,
  RSC_PICK_POINT,
} RscPick;

typedef enum
{
  RSC_SPACES_CONVEX,
  RSC_SPACES_NONCONVEX,
  RSC_SPACES_BOTH
} RscSpaces;

/**
 * RscShownFunction:
 * @RSC_SHOWN_NETWORK: the picked network
 * @RSC_SHOWN_SUM: what neurons that make up for each other add up to
 * @RSC_SHOWN_EFFECT: how it moves with the target of a point
 * @RSC_SHOWN_DIFFERENCE: the picked network less the pinned one
 *
 * Which function is drawn, where it is known; else the first.
 */
typedef enum
{
  RSC_SHOWN_NETWORK,
  RSC_SHOWN_SUM,
  RSC_SHOWN_EFFECT,
  RSC_SHOWN_DIFFERENCE
} RscShownFunction;

/**
 * RscDocumentState:
 * @item, @n, @noise, @seed: gallery set, or @item is NULL
 * @file: where the data were read from, or NULL for a gallery set
 * @source: the data as read or generated, and as a hand has edited them since; without a row where
 * all are still to be drawn, or deleted: there is nothing to train on then
 * @edited: whether a hand has. The gallery set that they came from is known still, to start again
 * @drawn: the data were begun without a point
 * @rows: rows of @source that are selected. They are no part of what is compared: to select is no
 * change, but a way back to other data finds those selected that were
 * @held: test points of another file, with the columns and the reading of @source, or NULL: then
 * @split may hold rows of
 * @source out
 * @train, @test: derived: what is fitted, NULL where there is nothing, and the test points or NULL
 * @unfinished: what is derived so far, where the rest takes a job: then @train and @test are NULL
 * until it has come; else NULL
 * @lambda_ratio: λ/λ_max, in (0, 1], or 0 for λ → 0
 * @lambda_over: λ of all outputs where it is above the λ_max of the one that is fitted, so that
 * @lambda_ratio is 1; else 0
 * @axes: neurons on the axes, or NULL for the widest ranges
 * @feature: which weight the axes show, or RSC_FEATURE_NORM
 * @feature_x, @feature_y, @at: features on the axes of the function's picture, and where the others
 * are held, or NULL for their mean
 * @path_x, @path_y, @path_feature, @tubes, @parted, @multiples, @tangents: the picture of the path
 * @point: norms of the picked network for RSC_PICK_POINT and RSC_PICK_VERTEX, else NULL
 * @pruning: how a pruning starts and goes on; while it has steps, the one on show is the picked
 * network. A change of data, model, λ or pick ends them
 * @training: how networks are trained
 * @m: the number of neurons that was chosen on the page of widths; 0 while none is
 * @shown: which function is drawn
 * @pins: networks to compare with
 * @pinned_ratio: λ/λ_max whose set is drawn behind the one on show, or negative for none
 *
 * Everything that a person can change, and nothing that follows from it. Immutable once applied to
 * a document: copy with rsc_document_state_copy(), edit the copy, apply it.
 */
typedef struct
{
  gatomicrefcount ref_count;

  const RscGalleryItem *item;
  gsize n;
  double noise;
  guint64 seed;
  GFile *file;
  RscDataset *source;
  gboolean edited;
  gboolean drawn;
  RscDataset *held;
  RscRowSet *rows;
  gboolean standardise;
  gboolean split;
  double train_fraction;
  guint64 split_seed;
  RscDataset *train;
  RscDataset *test;
  RscDerivedData *unfinished;

  gboolean bias;
  RscActivation activation;
  RscPatternsKind patterns;
  gsize n_samples;
  guint64 pattern_seed;

  double lambda_ratio;
  double lambda_over;

  RscNeuronKeys *axes;
  int feature;
  RscSpaces spaces;
  RscCamera camera;
  RscFunctionMode mode;
  RscFunctionKinks kinks;
  gsize feature_x;
  gsize feature_y;
  RscFeatureValues *at;

  RscPathX path_x;
  RscPathY path_y;
  gsize path_feature;
  gboolean tubes;
  gboolean parted;
  gboolean multiples;
  gboolean tangents;

  RscPick pick;
  guint64 pick_seed;
  RscNeuronKeys *point;

  RscPruningChoice *pruning;
  RscTrainingChoice *training;
  gsize m;

  RscShownFunction shown;
  RscPins *pins;
  double pinned_ratio;
} RscDocumentState;

/**
 * RscDocumentChange: which parts of the document changed. The first six are parts of the state, the
 * others follow from it or are shared by the views.
 */
typedef enum
{
  RSC_DOCUMENT_DATA = 1 << 0,
  RSC_DOCUMENT_MODEL = 1 << 1,
  RSC_DOCUMENT_LAMBDA = 1 << 2,
  RSC_DOCUMENT_AXES = 1 << 3,
  RSC_DOCUMENT_VIEW = 1 << 4,
  RSC_DOCUMENT_PICK = 1 << 5,
  RSC_DOCUMENT_RESULTS = 1 << 6,
  RSC_DOCUMENT_NETWORK = 1 << 7,
  RSC_DOCUMENT_BUSY = 1 << 8,
  RSC_DOCUMENT_SELECTION = 1 << 9,
  RSC_DOCUMENT_HOVER = 1 << 10,
  RSC_DOCUMENT_ERROR = 1 << 11,
  RSC_DOCUMENT_PATH = 1 << 12,       /* more of the path is known */
  RSC_DOCUMENT_PLAYBACK = 1 << 13,   /* playing, speed, loop, direction */
  RSC_DOCUMENT_PRUNING = 1 << 14,    /* the choice, the walk or the step on show */
  RSC_DOCUMENT_ROWS = 1 << 15,       /* rows that are selected */
  RSC_DOCUMENT_TRAINING = 1 << 16,   /* the choice, the runs or the step on show */
  RSC_DOCUMENT_WIDTHS = 1 << 17,     /* pieces by number of neurons, which number, the walk */
  RSC_DOCUMENT_FIT = 1 << 18,        /* the set of equal fit, whether it is on show */
  RSC_DOCUMENT_REASONS = 1 << 19,    /* why the optimum is unique, or is not */
  RSC_DOCUMENT_SPREAD = 1 << 20,     /* the distribution of a number, and which */
  RSC_DOCUMENT_EFFECTS = 1 << 21,    /* what moving a target does */
  RSC_DOCUMENT_PINS = 1 << 22,       /* networks and the λ that are compared with, or which is */
  RSC_DOCUMENT_COMPARED = 1 << 23,   /* what comparing them has come to */
  RSC_DOCUMENT_OUTPUTS = 1 << 24,    /* what is known of the other outputs */
  RSC_DOCUMENT_EXPERIMENT = 1 << 25, /* whether it runs, what came of it */
  RSC_DOCUMENT_ALL = (1 << 26) - 1,
} RscDocumentChange;

#define RSC_DOCUMENT_STATE_PARTS                                                          \
  (RSC_DOCUMENT_DATA | RSC_DOCUMENT_MODEL | RSC_DOCUMENT_LAMBDA | RSC_DOCUMENT_AXES       \
   | RSC_DOCUMENT_VIEW | RSC_DOCUMENT_PICK | RSC_DOCUMENT_PRUNING | RSC_DOCUMENT_TRAINING \
   | RSC_DOCUMENT_WIDTHS | RSC_DOCUMENT_PINS)

/* No data yet; every setting at its default. */
RscDocumentState *rsc_document_state_new (void);
RscDocumentState *rsc_document_state_copy (const RscDocumentState *self);
RscDocumentState *rsc_document_state_ref (RscDocumentState *self);
void rsc_document_state_unref (RscDocumentState *self);

/* Parts in which the two differ, as a set of RscDocumentChange. */
RscDocumentChange rsc_document_state_compare (const RscDocumentState *a, const RscDocumentState *b);

/* The same, where turning and zooming counts for nothing, nor what only follows from the rest. */
RscDocumentChange rsc_document_state_compare_edits (const RscDocumentState *a,
                                                    const RscDocumentState *b);

/* Editing a copy. Another set brings its own bias and λ with it and resets what names its neurons
 * or features; another n, noise or seed of the same set keeps all settings. */
gboolean rsc_document_state_set_gallery (RscDocumentState *self,
                                         const RscGalleryItem *item,
                                         gsize n,
                                         double noise,
                                         guint64 seed,
                                         GError **error);
void rsc_document_state_set_file (RscDocumentState *self, GFile *file, RscDataset *dataset);
/* @derived: what a job has made of @dataset, taken where it goes with the preparation; or NULL. */
void rsc_document_state_set_derived_file (RscDocumentState *self,
                                          GFile *file,
                                          RscDataset *dataset,
                                          RscDerivedData *derived);
/* The same file, read differently: settings stay where they go with the data. */
void rsc_document_state_set_reading (RscDocumentState *self,
                                     GFile *file,
                                     RscDataset *dataset,
                                     RscDerivedData *derived);
/* Lets data be standardised that are taken next: before one of the functions above. */
void rsc_document_state_standardise_next (RscDocumentState *self);
/* Data to be drawn, which may be without a row. */
void rsc_document_state_set_drawn (RscDocumentState *self, RscDataset *dataset);
/* The same data as a hand has edited them (rsc-data-edit.h), with the same features. Where they are
 * too few to hold some out none are. @rows: selected then. */
void rsc_document_state_edit_data (RscDocumentState *self, RscDataset *edited, RscRowSet *rows);
/* The data of @other, and what is derived and selected of them. */
void rsc_document_state_take_data (RscDocumentState *self, const RscDocumentState *other);
/* Whether both have the same data but for what a hand has done. */
gboolean rsc_document_state_is_same_drawing (const RscDocumentState *a, const RscDocumentState *b);
/* Whether there is a gallery set to start again from, which a hand has edited; and that set as it
 * was made, with the same settings. */
gboolean rsc_document_state_can_start_again (const RscDocumentState *self);
gboolean rsc_document_state_start_again (RscDocumentState *self, GError **error);
/* Whether it is a set of the gallery as that comes: its sentence is true of it. */
gboolean rsc_document_state_is_as_it_comes (const RscDocumentState *self);
/* Takes what is missing of @train and @test from @derived, which is of the same data. FALSE, and
 * nothing changed, where nothing is missing or it is of others. */
gboolean rsc_document_state_take_derived (RscDocumentState *self, RscDerivedData *derived);
/* Finds what is missing itself: for jobs. */
void rsc_document_state_finish (RscDocumentState *self);
/* Whether there is something to fit, known already or being worked out. */
gboolean rsc_document_state_has_data (const RscDocumentState *self);
/* What pictures have the features of: the train data; where there is nothing to fit the data
 * without a row; and NULL while that is worked out. Borrowed. */
RscDataset *rsc_document_state_get_shown (const RscDocumentState *self);
/* Rows that are not there are left out. */
void rsc_document_state_set_rows (RscDocumentState *self, RscRowSet *rows);
void rsc_document_state_get_preparation (const RscDocumentState *self, RscPreparation *preparation);
/* Test points of another file, in the columns of the data, which then are all for training; or NULL
 * for none. FALSE, and nothing changed, where the units of the data have no number for them. */
gboolean rsc_document_state_set_held (RscDocumentState *self, RscDataset *held, GError **error);
gboolean rsc_document_state_set_preparation (RscDocumentState *self,
                                             gboolean standardise,
                                             gboolean split,
                                             double train_fraction,
                                             guint64 split_seed,
                                             GError **error);
/* Fits output @k of the data, at the same λ as before: @lambda_ratio of its own λ_max, and
 * @lambda_over as above. What names neurons of another output does not survive. */
void rsc_document_state_set_output (RscDocumentState *self,
                                    gsize k,
                                    double lambda_ratio,
                                    double lambda_over);
/* The outputs of the data, or NULL for one alone; *@output (or NULL): which is fitted. */
RscOutputs *rsc_document_state_get_outputs (const RscDocumentState *self, gsize *output);
void rsc_document_state_set_axes (RscDocumentState *self, RscNeuronKeys *axes);
/* Holds feature @k of the function's picture at @value; NaN: at its mean. */
void rsc_document_state_hold_feature (RscDocumentState *self, gsize k, double value);
void rsc_document_state_set_pick (RscDocumentState *self,
                                  RscPick pick,
                                  guint64 seed,
                                  RscNeuronKeys *point);

/* @pruning: taken. */
void rsc_document_state_set_pruning (RscDocumentState *self, RscPruningChoice *pruning);
/* The picked network is no step of a pruning any more. */
void rsc_document_state_end_pruning (RscDocumentState *self);

/* @training: taken. */
void rsc_document_state_set_training (RscDocumentState *self, RscTrainingChoice *training);

/* @pins: taken. */
void rsc_document_state_set_pins (RscDocumentState *self, RscPins *pins);

/* Name of the data for a person, "Checkerboard (edited)", or NULL. Free with g_free(). */
char *rsc_document_state_dup_title (const RscDocumentState *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscDocumentState, rsc_document_state_unref)

G_END_DECLS
