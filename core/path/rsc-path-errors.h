/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/path/rsc-path.h"

G_BEGIN_DECLS

/**
 * RscPathErrors:
 * @n: points of the path, in order of falling λ
 * @n_train: training points
 * @lambda_max: of the path
 * @lambda: n
 * @train: mean squared error on the training points, the same for every optimal network
 * @test: that on the test points of the optimal network of least ||a||_2; NaN without test points
 * @narrowest_test: of the narrowest optimal network
 * @width: m*(λ), its neurons; @proved: whether no optimal network over the path's patterns has
 * fewer
 *
 * How training and test error go along the optimal path, over λ and over the number of neurons that
 * an optimum needs: where training error goes to 0 and m* to its largest, the test error may rise
 * and fall again.
 */
typedef struct
{
  gsize n;
  gsize n_train;
  double lambda_max;
  double *lambda;
  double *train;
  double *test;
  double *narrowest_test;
  gsize *width;
  gboolean *proved;
} RscPathErrors;

/* @test: with the columns of the training data, or NULL. O(n (rows × neurons × d)). */
RscPathErrors *rsc_path_errors_new (RscPath *path, RscDataset *test);
void rsc_path_errors_free (RscPathErrors *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscPathErrors, rsc_path_errors_free)

G_END_DECLS
