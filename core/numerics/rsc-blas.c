/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-blas.h"

/* <cblas.h> of OpenBLAS declares these too, but cannot be included beside GSL's. */
void openblas_set_num_threads (int n_threads);
int openblas_get_num_threads (void);

void
rsc_blas_use_one_thread (void)
{
  /* The matrices are small. Between two calls OpenBLAS's threads spin, and take the cores from the
   * thread that draws the window while something is dragged. */
  openblas_set_num_threads (1);
}

int
rsc_blas_get_n_threads (void)
{
  return openblas_get_num_threads ();
}
