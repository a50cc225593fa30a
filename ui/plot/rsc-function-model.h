/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-row-set.h"
#include "core/program/rsc-network.h"
#include "core/set/rsc-envelope.h"
#include "core/set/rsc-optimal-set.h"
#include "ui/plot/rsc-axis.h"

G_BEGIN_DECLS

/**
 * RscFunctionMode:
 * @RSC_FUNCTION_VALUE: 1 feature: the curve with its kinks and the envelope band; 2: heat map;
 * more: see below
 * @RSC_FUNCTION_ENVELOPE: the width of the envelope (2 features), or the band alone
 * @RSC_FUNCTION_SLICE: more than 2 features: heat map over two of them, the others held
 * @RSC_FUNCTION_FIT: predicted against actual (the default for more than 2 features; 0 features
 * too)
 * @RSC_FUNCTION_CLASSES: which class each place is of, where there are several: the picture of
 * rsc-classes-plot.h; here the default
 */
typedef enum
{
  RSC_FUNCTION_VALUE,
  RSC_FUNCTION_ENVELOPE,
  RSC_FUNCTION_SLICE,
  RSC_FUNCTION_FIT,
  RSC_FUNCTION_CLASSES,
} RscFunctionMode;

/**
 * RscFunctionKinks: of which neurons the picture shows where they switch. What is selected or under
 * the pointer counts as selected.
 */
typedef enum
{
  RSC_FUNCTION_KINKS_ALL,
  RSC_FUNCTION_KINKS_SELECTED,
  RSC_FUNCTION_KINKS_NONE
} RscFunctionKinks;

/**
 * RscFunctionHand: what a hand has selected and is about to do.
 * @rows, @test_rows: selected training and test points, or NULL
 * @has_ghost: a click adds a point with target @target at (@x, @y), in the picture's own
 * coordinates
 * @has_marquee: what is in @marquee is selected
 */
typedef struct
{
  RscRowSet *rows;
  RscRowSet *test_rows;
  gboolean has_ghost;
  double x, y;
  double target;
  gboolean has_marquee;
  RscRect marquee;
} RscFunctionHand;

/**
 * RscFunctionModel: what the picture shows. Borrowed pointers; a plain value.
 * @dataset: the training points
 * @test: test points, drawn hollow, or NULL
 * @network: the picked network, or NULL while there is none
 * @before: the network that pruning started from, drawn faintly (one feature: its curve; two: where
 * it is 0), or NULL
 * @change: @network is no fit but a change of one, shown by itself: the points of a curve are on
 * it, and the middle of a map's colours is 0
 * @marked: training points with a square around them, or NULL
 * @neuron_ids: for each neuron of @network the number that names and colours it (from 0), or NULL
 * @envelope: or NULL
 * @value_low, @value_high: what the values shown will reach (of f, or of the width of the envelope
 * where that is the map), so that axis or colours stand still while the network changes; NaN: as
 * this network needs it
 * @x_low, @x_high, @y_low, @y_high: ends of the axes where a hand holds them; NaN: as the data need
 * them
 * @updating: @network belongs to data that have changed since: it is drawn faintly, and said to be
 * so
 * @drawing: the pen is on: points are added with a click
 * @hand: or NULL
 * @feature_x, @feature_y: features on the axes
 * @at: where the others are held, or NULL for their mean
 * @selected, @hovered: such a number, or -1
 * @hovered_point: row of the data, or -1
 * @slopes: for each training point how its prediction moves, shown by arrows; or NULL
 * @n_switch, @switch_at: a neuron that is pointed at elsewhere and need not be in the network:
 * active where x·switch_at > 0, x the features and, where n_switch counts one more, the bias; NULL:
 * none
 * @probe_x, @probe_y: on the axes, a place that is asked about (of one feature @probe_x alone);
 * NaN: none
 */
typedef struct
{
  RscFunctionMode mode;
  RscFunctionKinks kinks;
  RscDataset *dataset;
  RscDataset *test;
  RscNetwork *network;
  RscNetwork *before;
  gboolean change;
  RscRowSet *marked;
  const gsize *neuron_ids;
  RscEnvelope *envelope;
  double value_low;
  double value_high;
  double x_low, x_high;
  double y_low, y_high;
  gboolean updating;
  gboolean drawing;
  const RscFunctionHand *hand;
  gsize feature_x;
  gsize feature_y;
  const RscFeatureValues *at;
  gssize selected;
  gssize hovered;
  gssize hovered_point;
  const double *slopes;
  gsize n_switch;
  const double *switch_at;
  double probe_x, probe_y;
} RscFunctionModel;

void rsc_function_model_init (RscFunctionModel *self);

/* The mode that is really drawn for this data: e.g. VALUE becomes FIT for more than two features.
 */
RscFunctionMode rsc_function_model_get_effective_mode (const RscFunctionModel *self);

/* Shows @change alone, in place of the network: no prediction that could stand against the targets,
 * and without an envelope or a function before it. The mode that this takes is that for the
 * @dataset of @self, which is set before. @neuron_ids: of its neurons, or NULL. Both borrowed. */
void
rsc_function_model_set_change (RscFunctionModel *self, RscNetwork *change, const gsize *neuron_ids);

/* Range of the axes for these features of the data, margin included. */
void rsc_function_plot_get_range (const RscDataset *dataset,
                                  gsize feature,
                                  double *minimum,
                                  double *maximum);

/* The number that names and colours neuron @i of the network; whether the neuron with that number
 * is selected or under the pointer. */
gsize rsc_function_model_get_neuron_id (const RscFunctionModel *self, gsize i);
gboolean rsc_function_model_is_emphasised (const RscFunctionModel *self, gsize id);

/* Whether the picture shows where that neuron switches. */
gboolean rsc_function_model_shows_kink (const RscFunctionModel *self, gsize id);

/* The test points where they have the features of the data, else NULL; borrowed. */
RscDataset *rsc_function_model_get_test (const RscFunctionModel *self);

/* Whether @value_low and @value_high are given. */
gboolean rsc_function_model_has_fixed_values (const RscFunctionModel *self);

/* What is somewhere in the picture. */
typedef struct
{
  gssize neuron;  /* number of the neuron whose line or kink is there, or -1 */
  gssize point;   /* row of the data, or -1 */
  gsize n_points; /* rows at that row's place, itself among them */
  gboolean inside;
  double x, y;      /* data coordinates */
  double value;     /* f there (NaN when it has none) */
  double low, high; /* of f over all optimal networks there (NaN when it is not known) */
} RscFunctionHit;

G_END_DECLS
