/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-event-list.h"

#include <math.h>

#include "ui/words/rsc-path-event-words.h"

#define SHAPE_SIZE 12

struct _RscEventList
{
  GtkPopover parent_instance;

  GtkListBox *rows;
  GArray *firsts;        /* gsize; of each row */
  gconstpointer problem; /* of the path; only compared */
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscEventList, rsc_event_list, GTK_TYPE_POPOVER)

static void
draw_shape (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (area)), &color);
  gdk_cairo_set_source_rgba (cr, &color);
  rsc_path_marks_draw_shape (cr, (RscPathEventKind) GPOINTER_TO_INT (user_data), 0.5 * width,
                             0.5 * height, 0.4 * SHAPE_SIZE, 1.2);
}

static GtkWidget *
create_row (RscPathEventKind kind, const char *place, const char *what)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *shape = gtk_drawing_area_new ();
  GtkWidget *where = gtk_label_new (place);
  GtkWidget *words = gtk_label_new (what);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (shape), SHAPE_SIZE);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (shape), SHAPE_SIZE);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (shape), draw_shape, GINT_TO_POINTER (kind),
                                  NULL);
  gtk_widget_set_valign (shape, GTK_ALIGN_CENTER);
  gtk_label_set_xalign (GTK_LABEL (where), 1);
  gtk_label_set_width_chars (GTK_LABEL (where), 13);
  gtk_widget_add_css_class (where, "numeric");
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (words), 46);
  gtk_box_append (GTK_BOX (row), where);
  gtk_box_append (GTK_BOX (row), shape);
  gtk_box_append (GTK_BOX (row), words);
  return row;
}

static void
on_row_activated (GtkListBox *box, GtkListBoxRow *row, gpointer user_data)
{
  RscEventList *self = RSC_EVENT_LIST (user_data);
  const guint k = (guint) gtk_list_box_row_get_index (row);

  if (k >= self->firsts->len)
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, (int) g_array_index (self->firsts, gsize, k));
}

static void
rsc_event_list_finalize (GObject *object)
{
  g_array_unref (RSC_EVENT_LIST (object)->firsts);
  G_OBJECT_CLASS (rsc_event_list_parent_class)->finalize (object);
}

static void
rsc_event_list_class_init (RscEventListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rsc_event_list_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", RSC_TYPE_EVENT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
rsc_event_list_init (RscEventList *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->firsts = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->rows = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->rows, GTK_SELECTION_NONE);
  g_signal_connect (self->rows, "row-activated", G_CALLBACK (on_row_activated), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->rows));
  gtk_popover_set_child (GTK_POPOVER (self), scrolled);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_TOP);
  gtk_widget_add_css_class (GTK_WIDGET (self), "events");
}

RscEventList *
rsc_event_list_new (GtkWidget *parent)
{
  RscEventList *self = g_object_new (RSC_TYPE_EVENT_LIST, NULL);

  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  return self;
}

static void
fill (RscEventList *self, const RscPath *path, const gsize *events, gsize n, const gsize *labels)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->rows, 0)))
    gtk_list_box_remove (self->rows, GTK_WIDGET (row));
  g_array_set_size (self->firsts, 0);
  for (gsize from = 0, to; from < n; from = to)
    {
      g_autofree char *where = rsc_path_event_words_dup_place (path, events[from]);

      for (to = from + 1;
           to < n && rsc_path_event_words_are_together (path, events[from], events[to]);)
        to++;
      for (int kind = RSC_PATH_ENTERS; kind <= RSC_PATH_NARROWEST; kind++)
        {
          g_autofree gsize *same = g_new (gsize, to - from);
          g_autofree char *what = NULL;
          g_autofree char *spoken = NULL;
          gsize n_same = 0;

          for (gsize k = from; k < to; k++)
            if ((int) rsc_path_get_event (path, events[k])->kind == kind)
              same[n_same++] = events[k];
          if (n_same == 0)
            continue;
          what = rsc_path_event_words_dup_what (path, same, n_same, labels);
          spoken = g_strdup_printf ("%s: %s", where, what);
          g_array_append_val (self->firsts, same[0]);
          gtk_list_box_append (self->rows, create_row ((RscPathEventKind) kind, where, what));
          gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_list_box_get_row_at_index (
                                            self->rows, (int) self->firsts->len - 1)),
                                          GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
        }
    }
}

void
rsc_event_list_activate (RscEventList *self,
                         const RscPath *path,
                         const RscPathMarks *marks,
                         gsize k,
                         const gsize *labels)
{
  g_autofree gsize *events = NULL;
  gsize n;
  RscRect box;

  g_return_if_fail (RSC_IS_EVENT_LIST (self));
  g_return_if_fail (k < rsc_path_marks_get_n (marks));

  events = rsc_path_marks_dup_stack (marks, k, &n);
  if (rsc_path_event_words_are_together (path, events[0], events[n - 1]))
    {
      g_signal_emit (self, signals[CHOSEN], 0, (int) events[0]);
      return;
    }
  fill (self, path, events, n, labels);
  box = rsc_path_marks_get (marks, k)->box;
  gtk_popover_set_pointing_to (
    GTK_POPOVER (self),
    &(GdkRectangle){ (int) box.x, (int) box.y, (int) ceil (box.width), (int) ceil (box.height) });
  gtk_popover_popup (GTK_POPOVER (self));
}

void
rsc_event_list_set_path (RscEventList *self, const RscPath *path)
{
  gconstpointer problem = path ? rsc_path_get_problem (path) : NULL;

  g_return_if_fail (RSC_IS_EVENT_LIST (self));

  if (problem == self->problem)
    return;
  self->problem = problem;
  gtk_popover_popdown (GTK_POPOVER (self));
}
