/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-function-panel.h"

#include "documents.h"
#include "ui/rsc-function-view.h"
#include "widgets.h"
#include "windows.h"

static GtkApplication *application;

/* The picture has the data and the picked network of the document, at this λ and at another. */
static void
test_follows (void)
{
  RscWindow *window = show_window (application, "gallery:sine");
  RscDocument *document = rsc_window_get_document (window);
  GtkWidget *panel = find_child (GTK_WIDGET (window), RSC_TYPE_FUNCTION_PANEL);
  RscFunctionView *view = RSC_FUNCTION_VIEW (find_child (panel, RSC_TYPE_FUNCTION_VIEW));

  wait_idle (document);
  for (int k = 0; k < 2; k++)
    {
      const RscFunctionModel *model = rsc_function_view_get_model (view);

      g_assert_true (model->dataset == rsc_document_get_state (document)->train);
      g_assert_nonnull (model->network);
      g_assert_true (model->network
                     == rsc_picked_network_get_network (rsc_document_get_picked (document)));
      set_ratio (document, 0.5, RSC_CHANGE_SINGLE);
      wait_idle (document);
    }
  close_window (window);
}

int
main (int argc, char **argv)
{
  application = begin_windows (&argc, &argv);
  g_test_add_func ("/function-panel/follows", test_follows);
  return run_windows (application);
}
