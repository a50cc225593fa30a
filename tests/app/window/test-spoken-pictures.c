/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a screen reader is told of the pictures follows what they show, and agrees with the words
 * beside them. */

#include "app/window/rsc-neuron-row.h"
#include "app/window/rsc-pruning-panel.h"
#include "documents.h"
#include "ui/rsc-certificate-view.h"
#include "ui/rsc-curves-view.h"
#include "ui/rsc-function-view.h"
#include "ui/rsc-optimal-set-view.h"
#include "ui/rsc-path-view.h"
#include "ui/rsc-pruning-view.h"
#include "ui/rsc-timeline-track.h"
#include "ui/words/rsc-pruning-labels.h"
#include "widgets.h"
#include "windows.h"

/* More than a picture waits before it speaks. */
#define REST 600

static GtkApplication *application;

/* What the picture of this type says, or "". Free with g_free(). */
static char *
hear (RscWindow *window, GType type)
{
  GtkWidget *picture = find_child (GTK_WIDGET (window), type);

  g_assert_nonnull (picture);
  if (!gtk_test_accessible_has_property (GTK_ACCESSIBLE (picture),
                                         GTK_ACCESSIBLE_PROPERTY_DESCRIPTION))
    return g_strdup ("");
  return gtk_test_accessible_check_property (GTK_ACCESSIBLE (picture),
                                             GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "");
}

static void
assert_hears (RscWindow *window, GType type, const char *text)
{
  g_autofree char *said = hear (window, type);

  if (!strstr (said, text))
    g_error ("%s says “%s”, without “%s”", g_type_name (type), said, text);
}

/* Every "3: 1.94" of the set's picture is in the list of neurons. Returns how many there are. */
static guint
check_list (GtkWidget *widget, const char *said)
{
  guint n = 0;

  if (RSC_IS_NEURON_ROW (widget) && gtk_widget_get_mapped (widget))
    {
      GtkWidget *number = gtk_widget_get_next_sibling (find_child (widget, GTK_TYPE_CHECK_BUTTON));
      GtkWidget *direction = gtk_widget_get_next_sibling (gtk_widget_get_next_sibling (number));
      GtkWidget *norm = gtk_widget_get_next_sibling (direction);
      g_autofree char *prefix = g_strdup_printf (" %s: ", gtk_label_get_label (GTK_LABEL (number)));
      const char *place = strstr (said, prefix);

      if (place)
        {
          const char *value = place + strlen (prefix);
          const gsize length = strcspn (value, ",. \0");
          const char *shown = gtk_label_get_label (GTK_LABEL (norm));

          g_assert_true (g_str_has_prefix (value, shown));
          /* Nothing more than a full stop or a comma follows. */
          g_assert_cmpuint (length, >, 0);
          g_assert_nonnull (strchr (",.", value[strlen (shown)]));
          n++;
        }
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    n += check_list (child, said);
  return n;
}

static void
check_numbers (RscWindow *window, RscDocument *document, guint n_norms)
{
  g_autofree char *set = hear (window, RSC_TYPE_OPTIMAL_SET_VIEW);
  gsize width = rsc_picked_network_get_width (rsc_document_get_picked (document));
  g_autofree char *neurons = g_strdup_printf ("has %" G_GSIZE_FORMAT " neuron", width);

  g_assert_cmpuint (check_list (GTK_WIDGET (window), set), ==, n_norms);
  assert_hears (window, RSC_TYPE_FUNCTION_VIEW, neurons);
}

static void
test_follow (void)
{
  RscWindow *window = show_window (application, "gallery:checkerboard");
  RscDocument *document = rsc_window_get_document (window);

  wait_path (document);
  wait_idle (document);
  iterate (REST);
  check_numbers (window, document, 3);
  assert_hears (window, RSC_TYPE_FUNCTION_VIEW, "over x1 and x2. 9 points.");
  assert_hears (window, RSC_TYPE_OPTIMAL_SET_VIEW, "The whole set: 3-dimensional. 16 vertices.");
  assert_hears (window, RSC_TYPE_PATH_VIEW, "26 events");
  assert_hears (window, RSC_TYPE_PATH_VIEW, "At λ = 0.1 λₘₐₓ: ");
  assert_hears (window, RSC_TYPE_TIMELINE_TRACK, "26 events");

  /* Picked: the vertex, its width, its norms. */
  rsc_document_pick_vertex (document, 3);
  wait_idle (document);
  iterate (REST);
  assert_hears (window, RSC_TYPE_OPTIMAL_SET_VIEW, "Picked: Vertex 4 of 16.");
  check_numbers (window, document, 3);

  /* Another λ: one network, of which every norm is told. */
  set_ratio (document, 0.5, RSC_CHANGE_SINGLE);
  wait_idle (document);
  iterate (REST);
  assert_hears (window, RSC_TYPE_OPTIMAL_SET_VIEW, "Unique: this is the only optimal network.");
  assert_hears (window, RSC_TYPE_PATH_VIEW, "At λ = 0.5 λₘₐₓ: One network is optimal here");
  check_numbers (window, document, 4);
  close_window (window);
}

static void
test_pruning (void)
{
  RscWindow *window = show_window (application, "gallery:checkerboard");
  RscDocument *document = rsc_window_get_document (window);
  RscPruner *pruner = rsc_document_get_pruner (document);
  GtkWidget *sentence;
  g_autofree char *before = NULL;

  wait_path (document);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "pruning");
  while (!rsc_pruner_get_walk (pruner))
    iterate (20);
  iterate (REST);
  assert_hears (window, RSC_TYPE_PRUNING_VIEW, "12 neurons of 12 at the start, step 0. Start: ");
  before = hear (window, RSC_TYPE_FUNCTION_VIEW);
  rsc_pruner_step_forward (pruner);
  while (rsc_pruner_get_n_states (pruner) < 2 || rsc_pruner_is_busy (pruner))
    iterate (20);
  iterate (2 * REST);
  assert_hears (window, RSC_TYPE_PRUNING_VIEW, "of 12 at the start, step 1. ");
  sentence = find_label (find_child (GTK_WIDGET (window), RSC_TYPE_PRUNING_PANEL), "combination");
  g_assert_nonnull (sentence);
  assert_hears (window, RSC_TYPE_PRUNING_VIEW, gtk_label_get_label (GTK_LABEL (sentence)));
  check_numbers (window, document, 3);
  assert_hears (window, RSC_TYPE_FUNCTION_VIEW, "has 11 neurons");
  close_window (window);
}

/* A picture that finds out more while the document stays as it is says so. */
static void
test_renewed (void)
{
  RscWindow *window = show_window (application, "gallery:checkerboard");
  RscCertificateView *view;
  RscCertificateModel model;

  wait_path (rsc_window_get_document (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "certificate");
  wait_idle (rsc_window_get_document (window));
  iterate (REST);
  view = RSC_CERTIFICATE_VIEW (find_child (GTK_WIDGET (window), RSC_TYPE_CERTIFICATE_VIEW));
  assert_hears (window, RSC_TYPE_CERTIFICATE_VIEW, "12 neurons touch it");
  model = *rsc_certificate_view_get_model (view);
  model.landscape = NULL;
  rsc_certificate_view_set_model (view, &model);
  iterate (REST);
  assert_hears (window, RSC_TYPE_CERTIFICATE_VIEW, rsc_pruning_labels_waiting ());
  close_window (window);
}

int
main (int argc, char **argv)
{
  application = begin_windows (&argc, &argv);
  g_test_add_func ("/spoken-pictures/follow", test_follow);
  g_test_add_func ("/spoken-pictures/pruning", test_pruning);
  g_test_add_func ("/spoken-pictures/renewed", test_renewed);
  return run_windows (application);
}
