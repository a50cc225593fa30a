/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Makes every BLAS and LAPACK call of the process run in the thread that makes it, whatever the
 * environment says. Call it first in main(). */
void rsc_blas_use_one_thread (void);

/* The number of threads that a BLAS call may use. */
int rsc_blas_get_n_threads (void);

G_END_DECLS
