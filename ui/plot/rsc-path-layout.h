/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-axis.h"
#include "ui/plot/rsc-path-model.h"
#include "ui/plot/rsc-text.h"
#include "ui/plot/rsc-theme.h"

G_BEGIN_DECLS

/* Sizes that the parts of the picture share: text of labels and of what is small, ticks of an
 * axis. */
#define RSC_PATH_LABEL_SCALE 0.88
#define RSC_PATH_SMALL_SCALE 0.8
#define RSC_PATH_TICKS_MAX 16

/* An area with curves: the frame, or one of the small multiples. */
typedef struct
{
  RscRect rect;
  RscAxis y;
  gsize curve; /* of a small multiple */
} RscPathLane;

/* One stroke: a curve, or curves that coincide. */
typedef struct
{
  gsize lane;
  gsize n;
  const gsize *curves;
  double offset;
  gboolean first; /* of those that are drawn beside each other: they share one tube */
} RscPathTrack;

/* See rsc-path-marks.h. */
typedef struct _RscPathMarks RscPathMarks;

/**
 * RscPathLayout: where everything of one picture of a path stands. What drawing and picking share.
 * Only the cursor of @model, its λ and what is picked there, may change afterwards.
 * @words: what to say instead of a picture, or NULL; then nothing else is set
 */
typedef struct
{
  RscPathModel model;
  RscTheme theme;
  double em;
  double width, height;
  RscPathCurves *curves;
  const char *words;
  RscAxis x;
  gboolean falling;
  gboolean multiples; /* there are some */
  double end;         /* px up to which the path is known */
  gboolean cut;
  RscRect frame;
  RscRect strip;
  double legend_y;    /* NaN: no room */
  RscRect marks_area; /* above the frame, for the marks */
  double title_y;     /* NaN: no room */
  double label_height;
  double labels_width;
  GArray *lanes;
  gsize n_curves_hidden;
  double missing;         /* height that they need besides */
  GArray *tracks;         /* RscPathTrack */
  GArray *order;          /* curves by label */
  GArray *labels;         /* see rsc-path-labels.h */
  gsize n_numbers_hidden; /* neurons whose number is not among the labels */
  GArray *unnumbered;     /* curves of the legend below @height, or NULL; see rsc-path-legend.h */
  gsize legend_columns;
  double legend_column, legend_scale;
  RscRect more;        /* of the words that say how many are left out; empty: none are */
  RscPathMarks *marks; /* taken; freed by @marks_free */
  GDestroyNotify marks_free;
  GPtrArray *lines; /* see rsc-path-lines.h */
} RscPathLayout;

/* Works out what the layers share; each of them adds its own (labels, marks, lines). Borrows what
 * @model points to; @text is for measuring. Free with rsc_path_layout_clear(). */
void rsc_path_layout_init (RscPathLayout *self,
                           const RscPathModel *model,
                           const RscTheme *theme,
                           RscText *text,
                           double width,
                           double height);

void rsc_path_layout_clear (RscPathLayout *self);

gboolean rsc_path_layout_has_room (const RscPathLayout *self);

/* What names and colours the neuron @id. */
gsize rsc_path_layout_get_label (const RscPathLayout *self, gsize id);

/* Whether the neuron @id is selected or hovered; and whether any is. */
gboolean rsc_path_layout_is_emphasised (const RscPathModel *model, gsize id);

gboolean rsc_path_layout_has_emphasis (const RscPathLayout *self);

gboolean rsc_path_layout_track_is_emphasised (const RscPathLayout *self, const RscPathTrack *track);

/* The curve whose colour a track has: an emphasised one, or the first by label. */
gsize rsc_path_layout_get_leader (const RscPathLayout *self, const RscPathTrack *track);

/* For g_array_sort_with_data(): indices of curves, with the layout. */
int rsc_path_layout_compare_by_label (gconstpointer a, gconstpointer b, gpointer data);

/* A value on the axis of the path, or λ, in pixels from the left; and back. */
double rsc_path_layout_to_px (const RscPathLayout *self, double value);

double rsc_path_layout_from_px (const RscPathLayout *self, double px);

double rsc_path_layout_lambda_to_px (const RscPathLayout *self, double lambda);

double rsc_path_layout_to_py (const RscPathLane *lane, double value);

/* The ticks whose labels fit side by side. */
gsize rsc_path_layout_list_x_ticks (const RscPathLayout *self,
                                    RscText *text,
                                    double *ticks,
                                    char ***labels);

gsize rsc_path_layout_list_y_ticks (const RscPathLayout *self,
                                    const RscAxis *axis,
                                    double length,
                                    double *ticks);

/* Significant digits that tell places on the axis of the path apart, at least three. */
int rsc_path_layout_get_digits (const RscPathLayout *self);

G_END_DECLS
