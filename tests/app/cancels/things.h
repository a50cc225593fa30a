/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-derived-data.h"
#include "app/model/rsc-document.h"
#include "app/model/rsc-pruner-job.h"
#include "digests.h"

G_BEGIN_DECLS

struct _Things
{
  gboolean large;
  RscDocument *document; /* with a path, a pruning, a training, a walk downhill; how f moves with a
                             target is shown */
  RscDocument *walked;   /* with a walk through the set */
  RscSolution *solution; /* of the document's set */
  RscOptimalSet *unlisted;     /* of it, of which not all vertices are known */
  RscPruning *walk;            /* to zero */
  RscEqualFit *fit;            /* of a trained network */
  RscDerivedData *derived;     /* quickly, of more features than rows */
  char *text;                  /* longer than is written at once */
  char *given;                 /* folder of what is read */
  char *folder;                /* of what is written */
  guint64 films[RSC_N_TRACKS]; /* digests of them, where they are known */
  guint n_stopped;             /* films */
};

/* The path of what is read. */
char *things_dup_given (const Things *self, const char *name);

/* A file in the folder for what is written, which has nothing else, with something in it. */
char *things_put_old (const Things *self, const char *name);

/* Where it was written the bytes count and it goes; else it is as it was, and nothing is beside
 * it. */
void things_take_written (const Things *self, const char *path, gboolean done, JobResult *result);

/* Adds all bytes of a file. */
void digest_file (JobResult *result, const char *path);
void digest_text (JobResult *result, const char *text, gsize length);
gboolean digest_hull (JobResult *result, const RscHull *hull);

/* Jobs on files; of the engine and of those that bring their work with them; of pictures, reports
 * and films. */
extern const JobTable jobs_of_files;
extern const JobTable jobs_of_models;
extern const JobTable jobs_of_pictures;

G_END_DECLS
