/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/path/rsc-path.h"
#include "core/program/rsc-generation.h"
#include "core/program/rsc-solver.h"
#include "core/pruning/rsc-pruning.h"
#include "core/set/rsc-complex.h"
#include "core/set/rsc-set-sample.h"
#include "core/training/rsc-trainer.h"
#include "jobs.h"

G_BEGIN_DECLS

struct _Things
{
  gboolean large;
  RscDataset *plane;   /* two features */
  RscDataset *space;   /* three features, two classes */
  RscProblem *problem; /* of the plane, all patterns */
  RscProblem *few;     /* of fewer points */
  RscSolver *solver;
  RscGeneration *generation; /* of the space */
  RscOptimalSet *set;        /* several dimensions */
  RscOptimalSet *polygon;    /* many vertices, pieces by width */
  RscOptimalSet *unique;     /* one network */
  RscComplex *complex;       /* of @polygon */
  RscSetSample *sample;      /* of @set */
  RscNetwork *trained;       /* at the λ of @set, some steps from anywhere */
  char *text;                /* a table */
};

/* Training that has not begun. */
RscTrainer *things_make_trainer (const Things *self);
RscNetwork *things_get_trained (RscTrainer *trainer);

/* Add to a result; FALSE where there is none. */
void digest_values (JobResult *result, gsize n, const double *values);
void digest_size (JobResult *result, gsize value);
gboolean digest_solution (JobResult *result, RscSolution *solution);
gboolean digest_set (JobResult *result, RscOptimalSet *set);
void digest_network (JobResult *result, RscNetwork *network);
gboolean digest_path (JobResult *result, RscPath *path);
gboolean digest_pruning (JobResult *result, RscPruning *pruning);

/* Jobs on sets; on paths, prunings and trainings. */
gboolean find_set (Things *things, GCancellable *cancellable, JobResult *result, GError **error);
gboolean
find_vertices (Things *things, GCancellable *cancellable, JobResult *result, GError **error);
gboolean project (Things *things, GCancellable *cancellable, JobResult *result, GError **error);
gboolean
find_complex (Things *things, GCancellable *cancellable, JobResult *result, GError **error);
gboolean
walk_complex (Things *things, GCancellable *cancellable, JobResult *result, GError **error);
gboolean
find_dependence (Things *things, GCancellable *cancellable, JobResult *result, GError **error);
gboolean
find_envelope (Things *things, GCancellable *cancellable, JobResult *result, GError **error);
gboolean
find_landscape (Things *things, GCancellable *cancellable, JobResult *result, GError **error);
gboolean
find_target_move (Things *things, GCancellable *cancellable, JobResult *result, GError **error);
gboolean
leave_one_out (Things *things, GCancellable *cancellable, JobResult *result, GError **error);
gboolean draw_sample (Things *things, GCancellable *cancellable, JobResult *result, GError **error);
gboolean distribute (Things *things, GCancellable *cancellable, JobResult *result, GError **error);
gboolean find_widest (Things *things, GCancellable *cancellable, JobResult *result, GError **error);
gboolean tune (Things *things, GCancellable *cancellable, JobResult *result, GError **error);
gboolean
find_equal_fit (Things *things, GCancellable *cancellable, JobResult *result, GError **error);
gboolean follow_path (Things *things, GCancellable *cancellable, JobResult *result, GError **error);
gboolean
follow_path_over_all (Things *things, GCancellable *cancellable, JobResult *result, GError **error);
gboolean
find_effects (Things *things, GCancellable *cancellable, JobResult *result, GError **error);
gboolean
find_target_range (Things *things, GCancellable *cancellable, JobResult *result, GError **error);
gboolean prune (Things *things, GCancellable *cancellable, JobResult *result, GError **error);
gboolean
prune_to_fewest (Things *things, GCancellable *cancellable, JobResult *result, GError **error);
gboolean find_curves (Things *things, GCancellable *cancellable, JobResult *result, GError **error);
gboolean
run_experiment (Things *things, GCancellable *cancellable, JobResult *result, GError **error);
gboolean train (Things *things, GCancellable *cancellable, JobResult *result, GError **error);
gboolean
find_stationarity (Things *things, GCancellable *cancellable, JobResult *result, GError **error);
gboolean settle (Things *things, GCancellable *cancellable, JobResult *result, GError **error);
gboolean descend (Things *things, GCancellable *cancellable, JobResult *result, GError **error);
gboolean run_tuning (Things *things, GCancellable *cancellable, JobResult *result, GError **error);

G_END_DECLS
