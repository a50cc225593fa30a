/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parts.h"
#include "sweep.h"

int
main (int argc, char **argv)
{
  sweep_init (&argc, &argv);
  sweep_add ("sets", 120, part_sets);
  return g_test_run ();
}
