/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* dladdr() */
#endif

#include "core/numerics/rsc-blas.h"

#include <dlfcn.h>
#include <string.h>

/* The binary links two libraries that have cblas_*: the fast one must answer. */
static void
test_library (void)
{
  static const char *const names[] = { "cblas_dgemm", "cblas_ddot", "cblas_dnrm2", "dpotrf_" };

  for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
    {
      void *address = dlsym (RTLD_DEFAULT, names[k]);
      Dl_info info;

      g_assert_nonnull (address);
      g_assert_cmpint (dladdr (address, &info), !=, 0);
      g_assert_nonnull (strstr (info.dli_fname, "openblas"));
    }
}

static void
test_one_thread (void)
{
  rsc_blas_use_one_thread ();
  g_assert_cmpint (rsc_blas_get_n_threads (), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/blas/library", test_library);
  g_test_add_func ("/blas/one-thread", test_one_thread);
  return g_test_run ();
}
