/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-document-state.h"

#include <glib/gi18n.h>

#include "core/data/rsc-reading.h"
#include "ui/words/rsc-edit-words.h"

/* A CSV starts here: most sets show several neurons at this λ. */
#define LAMBDA_RATIO_DEFAULT 0.1
#define N_SAMPLES_DEFAULT 1000
#define TRAIN_FRACTION_DEFAULT 0.7

static void
reset_for_other_data (RscDocumentState *self)
{
  RscCamera camera;

  rsc_camera_init (&camera);
  self->camera = camera;
  self->mode = RSC_FUNCTION_VALUE;
  self->feature = RSC_FEATURE_NORM;
  self->feature_x = 0;
  self->feature_y = 1;
  g_clear_pointer (&self->at, rsc_feature_values_unref);
  self->path_y = RSC_PATH_Y_NORM;
  self->path_feature = 0;
  self->m = 0;
  self->shown = RSC_SHOWN_NETWORK;
  self->pinned_ratio = -1.0;
  rsc_document_state_set_pins (self, rsc_pins_new ());
  rsc_document_state_set_axes (self, NULL);
  rsc_document_state_set_pick (self, RSC_PICK_MIN_NORM, 0, NULL);
}

void
rsc_document_state_get_preparation (const RscDocumentState *self, RscPreparation *preparation)
{
  *preparation =
    (RscPreparation){ self->split, self->train_fraction, self->split_seed, self->standardise };
}

/* Train and test from the source. */
static RscDerivedData *
derive (RscDocumentState *self, RscDataset *source, GError **error)
{
  RscPreparation preparation;

  rsc_document_state_get_preparation (self, &preparation);
  return rsc_derived_data_new_quick (source, self->held, &preparation, error);
}

/* The same; without held-out rows where there are too few, without test points that the units of
 * these have no number for, or without both. */
static RscDerivedData *
derive_as_can_be (RscDocumentState *self, RscDataset *source)
{
  g_autoptr (RscDataset) held = NULL;
  RscDerivedData *derived = derive (self, source, NULL);

  if (derived)
    return derived;
  held = g_steal_pointer (&self->held);
  if (held)
    derived = derive (self, source, NULL);
  if (derived)
    return derived;
  self->split = FALSE;
  self->held = g_steal_pointer (&held);
  derived = derive (self, source, NULL);
  if (derived || !self->held)
    return derived;
  g_clear_pointer (&self->held, rsc_dataset_unref);
  return derive (self, source, NULL);
}

static void
take_data (RscDocumentState *self, RscDataset *source, RscDataset *train, RscDataset *test)
{
  rsc_dataset_ref (source);
  if (train)
    rsc_dataset_ref (train);
  if (test)
    rsc_dataset_ref (test);
  g_clear_pointer (&self->source, rsc_dataset_unref);
  g_clear_pointer (&self->train, rsc_dataset_unref);
  g_clear_pointer (&self->test, rsc_dataset_unref);
  self->source = source;
  self->train = train;
  self->test = test;
  g_clear_pointer (&self->unfinished, rsc_derived_data_unref);
  rsc_document_state_set_rows (self, self->rows);
}

static gboolean
is_in_space (const RscDataset *dataset)
{
  return rsc_dataset_get_space (dataset, NULL) != NULL;
}

/* What has numbers in the units of the features says nothing in others. */
static void
leave_units (RscDocumentState *self)
{
  g_clear_pointer (&self->at, rsc_feature_values_unref);
  rsc_document_state_set_pins (self, rsc_pins_new ());
}

/* The directions that a row space is seen in are others for other rows. */
static void
leave_directions (RscDocumentState *self)
{
  self->feature_x = 0;
  self->feature_y = 1;
  self->path_feature = 0;
  self->feature = RSC_FEATURE_NORM;
  leave_units (self);
}

/* Takes @derived, where there is one: not of numbers that no preparation can hold. */
static void
take_derived (RscDocumentState *self, RscDataset *source, RscDerivedData *derived)
{
  const gboolean whole = derived && derived->whole;

  if ((derived && !whole) || (derived && derived->train && is_in_space (derived->train))
      || (self->train && is_in_space (self->train)))
    leave_directions (self);
  take_data (self, source, whole ? derived->train : NULL, whole ? derived->test : NULL);
  if (derived && !whole)
    self->unfinished = g_steal_pointer (&derived);
  g_clear_pointer (&derived, rsc_derived_data_unref);
}

gboolean
rsc_document_state_take_derived (RscDocumentState *self, RscDerivedData *derived)
{
  RscPreparation preparation;

  rsc_document_state_get_preparation (self, &preparation);
  if (!self->unfinished || !derived->whole
      || !rsc_derived_data_is_of (derived, self->source, self->held, &preparation))
    return FALSE;
  take_derived (self, self->source, rsc_derived_data_ref (derived));
  return TRUE;
}

void
rsc_document_state_finish (RscDocumentState *self)
{
  if (self->unfinished)
    take_derived (self, self->source, rsc_derived_data_finish (self->unfinished, NULL, NULL));
}

gboolean
rsc_document_state_has_data (const RscDocumentState *self)
{
  return self->train || self->unfinished;
}

RscDataset *
rsc_document_state_get_shown (const RscDocumentState *self)
{
  return self->train ? self->train : self->unfinished ? NULL : self->source;
}

/* Data of which nothing is known but what they are, and perhaps what is @derived of them. */
static void
take_plain_data (RscDocumentState *self, GFile *file, RscDataset *dataset, RscDerivedData *derived)
{
  RscPreparation preparation;

  /* Of other data. */
  g_clear_pointer (&self->held, rsc_dataset_unref);
  rsc_document_state_get_preparation (self, &preparation);
  rsc_document_state_set_rows (self, NULL);
  take_derived (self, dataset,
                derived && rsc_derived_data_is_of (derived, dataset, NULL, &preparation)
                  ? rsc_derived_data_ref (derived)
                  : derive_as_can_be (self, dataset));
  g_set_object (&self->file, file);
  self->edited = FALSE;
  self->drawn = FALSE;
  self->item = NULL;
  self->n = 0;
  self->noise = 0;
  self->seed = 0;
}

static void
reset_for_other_settings (RscDocumentState *self)
{
  self->bias = TRUE;
  self->lambda_ratio = LAMBDA_RATIO_DEFAULT;
  reset_for_other_data (self);
}

RscDocumentState *
rsc_document_state_new (void)
{
  RscDocumentState *self = g_new0 (RscDocumentState, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->train_fraction = TRAIN_FRACTION_DEFAULT;
  self->split_seed = 1;
  self->bias = TRUE;
  self->activation = RSC_ACTIVATION_RELU;
  self->patterns = RSC_PATTERNS_ALL;
  self->n_samples = N_SAMPLES_DEFAULT;
  self->pattern_seed = 1;
  self->lambda_ratio = LAMBDA_RATIO_DEFAULT;
  self->path_x = RSC_PATH_X_LAMBDA;
  self->tubes = TRUE;
  self->spaces = RSC_SPACES_BOTH; /* as in Figure 1 of the paper */
  self->pruning = rsc_pruning_choice_new ();
  self->training = rsc_training_choice_new ();
  self->rows = rsc_row_set_new (0, NULL);
  reset_for_other_data (self);
  return self;
}

RscDocumentState *
rsc_document_state_copy (const RscDocumentState *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  RscDocumentState *copy = g_new0 (RscDocumentState, 1);

  *copy = *self;
  g_atomic_ref_count_init (&copy->ref_count);
  if (copy->file)
    g_object_ref (copy->file);
  if (copy->source)
    rsc_dataset_ref (copy->source);
  if (copy->held)
    rsc_dataset_ref (copy->held);
  if (copy->train)
    rsc_dataset_ref (copy->train);
  if (copy->test)
    rsc_dataset_ref (copy->test);
  if (copy->unfinished)
    rsc_derived_data_ref (copy->unfinished);
  if (copy->axes)
    rsc_neuron_keys_ref (copy->axes);
  if (copy->point)
    rsc_neuron_keys_ref (copy->point);
  if (copy->at)
    rsc_feature_values_ref (copy->at);
  rsc_pruning_choice_ref (copy->pruning);
  rsc_training_choice_ref (copy->training);
  rsc_row_set_ref (copy->rows);
  rsc_pins_ref (copy->pins);
  return copy;
}

RscDocumentState *
rsc_document_state_ref (RscDocumentState *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_document_state_unref (RscDocumentState *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_object (&self->file);
  g_clear_pointer (&self->source, rsc_dataset_unref);
  g_clear_pointer (&self->held, rsc_dataset_unref);
  g_clear_pointer (&self->train, rsc_dataset_unref);
  g_clear_pointer (&self->test, rsc_dataset_unref);
  g_clear_pointer (&self->unfinished, rsc_derived_data_unref);
  g_clear_pointer (&self->axes, rsc_neuron_keys_unref);
  g_clear_pointer (&self->point, rsc_neuron_keys_unref);
  g_clear_pointer (&self->at, rsc_feature_values_unref);
  g_clear_pointer (&self->pruning, rsc_pruning_choice_unref);
  g_clear_pointer (&self->training, rsc_training_choice_unref);
  g_clear_pointer (&self->rows, rsc_row_set_unref);
  g_clear_pointer (&self->pins, rsc_pins_unref);
  g_free (self);
}

RscDocumentChange
rsc_document_state_compare (const RscDocumentState *a, const RscDocumentState *b)
{
  RscDocumentChange parts = 0;

  /* Datasets are immutable, so equal pointers are equal data. */
  if (a->item != b->item || a->n != b->n || a->noise != b->noise || a->seed != b->seed
      || a->file != b->file || a->source != b->source || a->held != b->held
      || a->edited != b->edited || a->drawn != b->drawn || a->standardise != b->standardise
      || a->split != b->split || a->train_fraction != b->train_fraction
      || a->split_seed != b->split_seed || a->train != b->train || a->test != b->test)
    parts |= RSC_DOCUMENT_DATA;
  if (a->bias != b->bias || a->activation != b->activation || a->patterns != b->patterns
      || a->n_samples != b->n_samples || a->pattern_seed != b->pattern_seed)
    parts |= RSC_DOCUMENT_MODEL;
  if (a->lambda_ratio != b->lambda_ratio || a->lambda_over != b->lambda_over)
    parts |= RSC_DOCUMENT_LAMBDA;
  if (!rsc_neuron_keys_equal (a->axes, b->axes))
    parts |= RSC_DOCUMENT_AXES;
  if (a->feature != b->feature || a->spaces != b->spaces || a->camera.yaw != b->camera.yaw
      || a->camera.pitch != b->camera.pitch || a->camera.zoom != b->camera.zoom
      || a->mode != b->mode || a->kinks != b->kinks || a->feature_x != b->feature_x
      || a->feature_y != b->feature_y || !rsc_feature_values_equal (a->at, b->at)
      || a->path_x != b->path_x || a->path_y != b->path_y || a->path_feature != b->path_feature
      || a->tubes != b->tubes || a->parted != b->parted || a->multiples != b->multiples
      || a->tangents != b->tangents || a->shown != b->shown)
    parts |= RSC_DOCUMENT_VIEW;
  if (a->pick != b->pick || a->pick_seed != b->pick_seed
      || !rsc_neuron_keys_equal (a->point, b->point))
    parts |= RSC_DOCUMENT_PICK;
  if (!rsc_pruning_choice_equal (a->pruning, b->pruning))
    parts |= RSC_DOCUMENT_PRUNING;
  if (!rsc_training_choice_equal (a->training, b->training))
    parts |= RSC_DOCUMENT_TRAINING;
  if (a->m != b->m)
    parts |= RSC_DOCUMENT_WIDTHS;
  if (!rsc_pins_equal (a->pins, b->pins) || a->pinned_ratio != b->pinned_ratio)
    parts |= RSC_DOCUMENT_PINS;
  return parts;
}

RscDocumentChange
rsc_document_state_compare_edits (const RscDocumentState *a, const RscDocumentState *b)
{
  RscDocumentState turned = *b;

  turned.camera = a->camera;
  if (a->source == b->source && a->held == b->held && (a->unfinished || b->unfinished))
    {
      turned.train = a->train;
      turned.test = a->test;
    }
  return rsc_document_state_compare (a, &turned);
}

static gboolean
has_same_features (RscDataset *a, RscDataset *b)
{
  const gsize d = rsc_dataset_get_d (a);

  if (rsc_dataset_get_d (b) != d)
    return FALSE;
  for (gsize k = 0; k < d; k++)
    if (!g_str_equal (rsc_dataset_get_feature_name (a, k), rsc_dataset_get_feature_name (b, k)))
      return FALSE;
  return TRUE;
}

gboolean
rsc_document_state_set_gallery (RscDocumentState *self,
                                const RscGalleryItem *item,
                                gsize n,
                                double noise,
                                guint64 seed,
                                GError **error)
{
  g_return_val_if_fail (item != NULL, FALSE);

  g_autoptr (RscDataset) source = rsc_gallery_generate (item, n, noise, seed, error);
  g_autoptr (RscDataset) held = self->held ? rsc_dataset_ref (self->held) : NULL;
  RscDerivedData *derived;
  gboolean other = item != self->item;

  if (!source)
    return FALSE;
  if (held && (other || !has_same_features (held, source)))
    g_clear_pointer (&self->held, rsc_dataset_unref);
  derived = derive (self, source, error);
  if (!derived)
    {
      if (held && !self->held)
        self->held = g_steal_pointer (&held);
      return FALSE;
    }
  /* Parity has another number of features for another n: nothing named by feature survives. */
  if (!self->train || rsc_dataset_get_d (self->train) != rsc_dataset_get_d (derived->train))
    reset_for_other_data (self);
  rsc_document_state_set_rows (self, NULL);
  take_derived (self, source, derived);
  g_clear_object (&self->file);
  self->edited = FALSE;
  self->drawn = FALSE;
  self->item = item;
  self->n = n;
  self->noise = noise;
  self->seed = seed;
  if (other)
    {
      reset_for_other_data (self);
      self->bias = item->bias;
      self->lambda_ratio = item->lambda_ratio;
    }
  return TRUE;
}

static gboolean
has_same_classes (RscDataset *a, RscDataset *b)
{
  const RscReading *p = rsc_dataset_get_reading (a), *q = rsc_dataset_get_reading (b);

  return p && q && p->target_kind == q->target_kind && g_strcmp0 (p->positive, q->positive) == 0
         && g_strcmp0 (p->negative, q->negative) == 0;
}

void
rsc_document_state_set_reading (RscDocumentState *self,
                                GFile *file,
                                RscDataset *dataset,
                                RscDerivedData *derived)
{
  gboolean same = self->source && has_same_features (self->source, dataset);
  g_autoptr (RscDataset) held = same && self->held ? rsc_dataset_ref (self->held) : NULL;

  take_plain_data (self, file, dataset, derived);
  if (!same)
    reset_for_other_data (self);
  /* A class may be another number now: then they are to be read again. */
  if (held && has_same_classes (held, dataset))
    rsc_document_state_set_held (self, held, NULL);
}

void
rsc_document_state_standardise_next (RscDocumentState *self)
{
  /* Other units. */
  if (!self->standardise)
    leave_units (self);
  self->standardise = TRUE;
}

void
rsc_document_state_set_file (RscDocumentState *self, GFile *file, RscDataset *dataset)
{
  rsc_document_state_set_derived_file (self, file, dataset, NULL);
}

void
rsc_document_state_set_derived_file (RscDocumentState *self,
                                     GFile *file,
                                     RscDataset *dataset,
                                     RscDerivedData *derived)
{
  take_plain_data (self, file, dataset, derived);
  reset_for_other_settings (self);
}

void
rsc_document_state_set_drawn (RscDocumentState *self, RscDataset *dataset)
{
  take_plain_data (self, NULL, dataset, NULL);
  reset_for_other_settings (self);
  self->drawn = TRUE;
}

void
rsc_document_state_edit_data (RscDocumentState *self, RscDataset *edited, RscRowSet *rows)
{
  g_return_if_fail (self->source != NULL);
  g_return_if_fail (rsc_dataset_get_d (edited) == rsc_dataset_get_d (self->source));

  take_derived (self, edited, derive_as_can_be (self, edited));
  self->edited = TRUE;
  rsc_document_state_set_rows (self, rows);
}

void
rsc_document_state_take_data (RscDocumentState *self, const RscDocumentState *other)
{
  RscDataset *held = other->held ? rsc_dataset_ref (other->held) : NULL;

  take_data (self, other->source, other->train, other->test);
  if (other->unfinished)
    self->unfinished = rsc_derived_data_ref (other->unfinished);
  g_clear_pointer (&self->held, rsc_dataset_unref);
  self->held = held;
  self->edited = other->edited;
  self->split = other->split;
  rsc_document_state_set_rows (self, other->rows);
}

gboolean
rsc_document_state_is_same_drawing (const RscDocumentState *a, const RscDocumentState *b)
{
  return a->source == b->source
         || (a->source && b->source && a->item == b->item && a->file == b->file
             && a->drawn == b->drawn && (a->edited || b->edited)
             && rsc_dataset_get_d (a->source) == rsc_dataset_get_d (b->source));
}

gboolean
rsc_document_state_can_start_again (const RscDocumentState *self)
{
  return self->item != NULL && self->edited;
}

gboolean
rsc_document_state_is_as_it_comes (const RscDocumentState *self)
{
  const RscGalleryItem *item = self->item;

  return item && !self->edited && self->n == item->n_default
         && (self->noise == item->noise_default || !item->has_noise)
         && (self->seed == 1 || !item->has_seed) && !self->standardise && !self->split
         && !self->held && self->bias == item->bias && self->activation == RSC_ACTIVATION_RELU
         && self->patterns == RSC_PATTERNS_ALL && self->lambda_ratio == item->lambda_ratio;
}

gboolean
rsc_document_state_start_again (RscDocumentState *self, GError **error)
{
  g_return_val_if_fail (rsc_document_state_can_start_again (self), FALSE);

  return rsc_document_state_set_gallery (self, self->item, self->n, self->noise, self->seed, error);
}

void
rsc_document_state_set_rows (RscDocumentState *self, RscRowSet *rows)
{
  const gsize n = self->source ? rsc_dataset_get_n (self->source) : 0;
  RscRowSet *there = rows ? rsc_row_set_new_below (rows, n) : rsc_row_set_new (0, NULL);

  rsc_row_set_unref (self->rows);
  self->rows = there;
}

gboolean
rsc_document_state_set_held (RscDocumentState *self, RscDataset *held, GError **error)
{
  RscDataset *before = self->held;
  RscDerivedData *derived;

  g_return_val_if_fail (self->source != NULL, FALSE);
  g_return_val_if_fail (!held || rsc_dataset_get_d (held) == rsc_dataset_get_d (self->source),
                        FALSE);

  self->held = held;
  derived = derive (self, self->source, error);
  if (!derived)
    {
      self->held = before;
      return FALSE;
    }
  if (held)
    rsc_dataset_ref (held);
  g_clear_pointer (&before, rsc_dataset_unref);
  take_derived (self, self->source, derived);
  return TRUE;
}

gboolean
rsc_document_state_set_preparation (RscDocumentState *self,
                                    gboolean standardise,
                                    gboolean split,
                                    double train_fraction,
                                    guint64 split_seed,
                                    GError **error)
{
  RscDerivedData *derived;

  /* Other units. */
  if (standardise != self->standardise)
    leave_units (self);
  self->standardise = standardise;
  self->split = split;
  self->train_fraction = train_fraction;
  self->split_seed = split_seed;
  if (!self->source)
    return TRUE;
  derived = derive (self, self->source, error);
  if (!derived)
    return FALSE;
  take_derived (self, self->source, derived);
  return TRUE;
}

void
rsc_document_state_set_axes (RscDocumentState *self, RscNeuronKeys *axes)
{
  if (axes)
    rsc_neuron_keys_ref (axes);
  g_clear_pointer (&self->axes, rsc_neuron_keys_unref);
  self->axes = axes;
}

void
rsc_document_state_hold_feature (RscDocumentState *self, gsize k, double value)
{
  const RscDataset *shown = rsc_document_state_get_shown (self);

  g_return_if_fail (shown != NULL && k < rsc_dataset_get_d (shown));

  RscFeatureValues *at =
    rsc_feature_values_new_with (self->at, rsc_dataset_get_d (shown), k, value);

  g_clear_pointer (&self->at, rsc_feature_values_unref);
  self->at = at;
}

void
rsc_document_state_set_pick (RscDocumentState *self,
                             RscPick pick,
                             guint64 seed,
                             RscNeuronKeys *point)
{
  if (point)
    rsc_neuron_keys_ref (point);
  g_clear_pointer (&self->point, rsc_neuron_keys_unref);
  self->pick = pick;
  self->pick_seed = seed;
  self->point = point;
}

void
rsc_document_state_set_pruning (RscDocumentState *self, RscPruningChoice *pruning)
{
  rsc_pruning_choice_unref (self->pruning);
  self->pruning = pruning;
}

void
rsc_document_state_end_pruning (RscDocumentState *self)
{
  if (rsc_pruning_choice_has_steps (self->pruning))
    rsc_document_state_set_pruning (self, rsc_pruning_choice_new_ended (self->pruning));
}

void
rsc_document_state_set_training (RscDocumentState *self, RscTrainingChoice *training)
{
  rsc_training_choice_unref (self->training);
  self->training = training;
}

void
rsc_document_state_set_pins (RscDocumentState *self, RscPins *pins)
{
  g_clear_pointer (&self->pins, rsc_pins_unref);
  self->pins = pins;
}

char *
rsc_document_state_dup_title (const RscDocumentState *self)
{
  const char *name = self->item     ? _ (self->item->title)
                     : self->source ? rsc_dataset_get_name (self->source)
                                    : NULL;

  /* What was drawn from the first point on is no other than it was. */
  return name && self->edited && !self->drawn ? rsc_edit_words_dup_edited (name) : g_strdup (name);
}
