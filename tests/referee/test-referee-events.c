/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parts.h"
#include "sweep.h"

int
main (int argc, char **argv)
{
  sweep_init (&argc, &argv);
  sweep_add ("events", 40, part_events);
  sweep_add_named ("events", part_events);
  return g_test_run ();
}
