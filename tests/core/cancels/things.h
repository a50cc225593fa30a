/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-table.h"
#include "core/program/rsc-generation.h"
#include "core/program/rsc-solver.h"
#include "core/set/rsc-complex.h"
#include "core/set/rsc-equal-fit.h"
#include "core/set/rsc-set-sample.h"
#include "core/training/rsc-trainer.h"
#include "digests.h"

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
  RscOptimalSet *unlisted;   /* the same, of which not all vertices are known */
  RscOptimalSet *polygon;    /* many vertices, pieces by width */
  RscOptimalSet *unique;     /* one network */
  RscComplex *complex;       /* of @polygon */
  RscSetSample *sample;      /* of @set */
  RscNetwork *trained;       /* at the λ of @set, some steps from anywhere */
  RscDataset *moved;         /* of @unique, with another target */
  RscEqualFit *fit;          /* of @trained */
  RscDataset *wide;          /* more features than rows */
  char *text;                /* a table */
  RscTable *table;           /* of @text */
  RscDataset *like;          /* of @table */
};

/* Training that has not begun. */
RscTrainer *things_make_trainer (const Things *self);
RscNetwork *things_get_trained (RscTrainer *trainer);

/* Jobs on data; on sets; on paths, prunings and trainings. */
extern const JobTable jobs_of_data;
extern const JobTable jobs_of_sets;
extern const JobTable jobs_of_networks;

G_END_DECLS
