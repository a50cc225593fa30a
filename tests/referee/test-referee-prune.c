/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parts.h"
#include "sweep.h"

int
main (int argc, char **argv)
{
  sweep_init (&argc, &argv);
  sweep_add ("prune", 60, part_prune);
  sweep_add_named ("prune", part_prune);
  return g_test_run ();
}
