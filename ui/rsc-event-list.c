/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-event-list.h"

#include <math.h>

#include "ui/words/rsc-path-event-words.h"

#define SHAPE_SIZE 12

struct _RscEventList
{
  RscListPopover parent_instance;

  gconstpointer problem; /* of the path; only compared */
};

G_DEFINE_FINAL_TYPE (RscEventList, rsc_event_list, RSC_TYPE_LIST_POPOVER)

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
rsc_event_list_class_init (RscEventListClass *klass)
{
}

static void
rsc_event_list_init (RscEventList *self)
{
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_TOP);
}

RscEventList *
rsc_event_list_new (GtkWidget *parent)
{
  return RSC_EVENT_LIST (rsc_list_popover_new (RSC_TYPE_EVENT_LIST, parent));
}

static void
fill (RscListPopover *self, const RscPath *path, const gsize *events, gsize n, const gsize *labels)
{
  rsc_list_popover_clear (self);
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
          rsc_list_popover_add (self, same[0], create_row ((RscPathEventKind) kind, where, what),
                                spoken);
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
      rsc_list_popover_choose (RSC_LIST_POPOVER (self), events[0]);
      return;
    }
  fill (RSC_LIST_POPOVER (self), path, events, n, labels);
  box = rsc_path_marks_get (marks, k)->box;
  rsc_list_popover_open (
    RSC_LIST_POPOVER (self),
    &(GdkRectangle){ (int) box.x, (int) box.y, (int) ceil (box.width), (int) ceil (box.height) });
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
