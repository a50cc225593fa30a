/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parts.h"
#include "sweep.h"

int
main (int argc, char **argv)
{
  sweep_init (&argc, &argv);
  sweep_add ("certificate", 40, part_certificate);
  sweep_add_named ("certificate", part_certificate);
  return g_test_run ();
}
