/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/path/rsc-path.h"
#include "core/program/rsc-generation.h"
#include "core/set/rsc-optimal-set.h"

G_BEGIN_DECLS

/* Data, problems and sets that tests start from. They assert that all went well; free what they
 * return. */

/* A data set of the gallery with seed 1; @n 0 and @noise negative: those of its own. */
RscDataset *dataset_of_gallery (const char *name, gsize n, double noise);

/* A file of tests/data/bench, one of tests/data/hard, and words that one could hold. */
RscDataset *dataset_of_file (const char *name);
RscDataset *dataset_of_hard_case (const char *name);
RscDataset *dataset_of_text (const char *text);
/* 90 points with four features: more patterns than are listed, all of which are searched soon. */
RscDataset *dataset_to_search (void);

/* The problem with all patterns. */
RscProblem *problem_of_dataset (RscDataset *dataset, gboolean bias, RscActivation activation);
/* The same of @x (n × d, row-major) and @y (n). */
RscProblem *problem_of_arrays (gsize n,
                               gsize d,
                               const double *x,
                               const double *y,
                               gboolean bias,
                               RscActivation activation);

/* The same of a data set of the gallery, with a bias where the gallery has one; and of a file, with
 * a bias. */
RscProblem *problem_of_gallery (const char *name, RscActivation activation);
RscProblem *problem_of_file (const char *name, RscActivation activation);
RscProblem *problem_of_text (const char *text, gboolean bias);

/* All patterns, searched to the end as they are needed, however long that takes here. */
RscGeneration *generation_of_dataset (RscDataset *dataset, gboolean bias);

/* The optimal set at @lambda; and at @ratio λ_max. */
RscOptimalSet *set_at (RscProblem *problem, double lambda);
RscOptimalSet *set_of_problem (RscProblem *problem, double ratio);
RscOptimalSet *set_of_gallery (const char *name, RscActivation activation, double ratio);

/* The path of a data set of the gallery, ReLU, as it comes. */
RscPath *path_of_gallery (const char *name);

G_END_DECLS
