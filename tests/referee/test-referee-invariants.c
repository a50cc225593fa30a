/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parts.h"
#include "sweep.h"

int
main (int argc, char **argv)
{
  sweep_init (&argc, &argv);
  sweep_add ("invariants", 40, part_invariants);
  sweep_add_named ("invariants", part_invariants);
  return g_test_run ();
}
