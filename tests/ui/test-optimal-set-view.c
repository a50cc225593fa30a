/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-optimal-set-view.h"

#include "widgets.h"

static void
test_finalises (void)
{
  assert_finalises (rsc_optimal_set_view_new ());
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/optimal-set-view/finalises", test_finalises);

  return g_test_run ();
}
