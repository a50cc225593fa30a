/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sweep.h"

/* Solutions, sets and the networks taken from them. */

int
main (int argc, char **argv)
{
  sweep_init (&argc, &argv);
  sweep_add ("sets", 120, judge_all);
  return g_test_run ();
}
