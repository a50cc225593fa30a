/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For rsc-animation*.c alone. */
#pragma once

#include "app/model/rsc-animation.h"
#include "ui/plot/rsc-optimal-set-plot.h"
#include "ui/plot/rsc-path-model.h"
#include "ui/plot/rsc-path-moment.h"
#include "ui/plot/rsc-pruning-model.h"
#include "ui/plot/rsc-training-model.h"
#include "ui/plot/rsc-widths-plot.h"

G_BEGIN_DECLS

/* What the pictures show at a moment; all owned. */
typedef struct
{
  RscNetwork *network;
  gsize *ids; /* number of each of its neurons, or NULL */
  double *point;
  double *stop;      /* norms in the set of the state or stop that it comes from, or NULL */
  RscNetwork *shown; /* in place of the network, or NULL */
  gsize *shown_ids;  /* number of each of its neurons, or NULL */
  double *trail;
  gsize n_trail;
  char *heading;
  char *numbers;
  char *sentence; /* or NULL */

  /* of the path alone: elsewhere they are the source's */
  RscPathMoment on_path;
  gsize *labels;
  double *picked; /* for each identity */

  gsize index;    /* state of the pruning or the training */
  double place;   /* on the walk downhill, 0 to 1 */
  gboolean later; /* than the beginning */
} RscAnimationMoment;

/* How f moves with a target, as it was looked for last; all owned. */
typedef struct
{
  gboolean known;
  double *of;          /* norms that were asked for, or NULL */
  RscNetwork *network; /* NULL: it has no derivative */
  gsize *neurons;      /* which of the set each of it is */
} RscAnimationEffect;

/* What a kind of animation does; @look: what takes a while and is the same for all moments, once,
 * in the thread that draws, when the set's shadow is there; or NULL. @go_to: the network of a
 * moment and what is said of it; @complete: what else its pictures need and takes a while, or NULL.
 */
typedef struct
{
  void (*look) (RscAnimation *self);
  void (*go_to) (RscAnimation *self, double moment);
  gboolean (*complete) (RscAnimation *self, GCancellable *cancellable, GError **error);
  void (*draw) (const RscAnimation *self, const RscTheme *theme, cairo_t *cr, double w, double h);
} RscAnimationKind;

struct _RscAnimation
{
  const RscAnimationKind *kind;
  RscAnimationPicture picture;
  char *title;
  double seconds;
  GArray *events; /* double: moments at which something happens */

  /* the views */
  RscDocumentState *state;
  RscDataset *dataset;
  RscDataset *test; /* or NULL */

  /* the set at rest, or NULL */
  RscOptimalSet *set;
  gsize *labels; /* of its neurons */
  RscHull *hull;
  RscEnvelope *envelope;
  gsize n_axes;
  gsize axes[3];
  gsize axis_labels[3];

  /* ends of axes and colours, once it has been looked at for them */
  gboolean looked;
  double values[2];
  double change_values[2]; /* where the function is shown that is in place of the network's */
  RscOptimalSetRange ranges[2][3];

  /* the path */
  RscPath *path;
  RscPathCurves *curves;
  RscPathRanges *path_ranges;
  double lambda_max;
  gsize n_ids;
  gsize *id_labels;
  gsize axis_ids[3];
  gboolean bars; /* of optima that are unique all along */
  GArray *bar_labels;
  RscOptimalSetRange bar_ranges[2];

  /* a pruning */
  RscPruning *pruning;
  gsize n_states;
  gsize *start_labels; /* or NULL */
  RscPruningStart start;
  RscPruningMethod method;

  /* a training, and the walk downhill from it */
  RscTrainingFan *fan;
  RscSolution *optimum; /* or NULL */
  GPtrArray *kinds;     /* RscStationarity or NULL */
  RscTrainingWay *way;  /* or NULL */
  gboolean has_trail;
  gsize run;
  gsize index;
  RscTrainingWalk *downhill;

  /* a walk through the set */
  RscComplex *complex;
  gsize m;
  gsize n_stops;
  double *stops; /* n_stops × neurons of the set */

  /* what the function's picture shows in place of the network: of which pinned network, or which
   * sum; of which training point */
  RscShownFunction shown;
  RscNetwork *shown_network;
  gsize *shown_ids;
  gsize shown_row;
  RscAnimationEffect effect;
  gsize free_label;  /* the first that no neuron of a set has */
  char *shown_words; /* where anything is */

  /* the classes, where the function's picture is of them; else NULL */
  RscOutputs *classes;
  RscNetwork **class_networks;
  RscDataset **class_datasets;
  double classes_lambda;
  char *classes_notice; /* or NULL */

  RscAnimationMoment now;
};

void rsc_animation_begin_path (RscAnimation *self, RscDocument *document);
void rsc_animation_begin_pruning (RscAnimation *self, RscDocument *document);
void rsc_animation_begin_training (RscAnimation *self, RscDocument *document);
void rsc_animation_begin_downhill (RscAnimation *self, RscDocument *document);
void rsc_animation_begin_walk (RscAnimation *self, RscDocument *document);

/* For them: an event at @moment. */
void rsc_animation_add_event (RscAnimation *self, double moment);
/* What plays is of another set than the one on show: that is not drawn. */
void rsc_animation_drop_set (RscAnimation *self);
void rsc_animation_clear_moment (RscAnimation *self);

/* The function's picture: what of it is kept; what a moment shows in place of the network, and
 * whether it is the network that is shown; how networks are; the ends of its axis or colours over
 * all moments (FALSE where it was cancelled); and how it is drawn. */
void rsc_animation_take_function (RscAnimation *self, RscDocument *document);
void rsc_animation_free_function (RscAnimation *self);
void rsc_animation_find_shown (RscAnimation *self, GCancellable *cancellable);
gboolean rsc_animation_shows_network (const RscAnimation *self);
RscFunctionMode rsc_animation_get_mode (const RscAnimation *self);
gboolean rsc_animation_find_values (RscAnimation *self, GCancellable *cancellable, GError **error);
void rsc_animation_draw_function (const RscAnimation *self,
                                  const RscTheme *theme,
                                  cairo_t *cr,
                                  double width,
                                  double height);

/* The numbers of the neurons of @network, which is at the norms @a (one for each neuron) of @set;
 * @labels: of the neurons of @set. NULL where it has not those. Free with g_free(). */
gsize *rsc_animation_dup_ids (const RscOptimalSet *set,
                              const gsize *labels,
                              const double *a,
                              const RscNetwork *network);

/* Makes axes hold @trail (@n rows of norms in the set at rest) where it leaves the set's shadow. */
void rsc_animation_hold_trail (RscAnimation *self, const double *trail, gsize n);

G_END_DECLS
