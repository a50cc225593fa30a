/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_errno.h>

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  return 2;
}
