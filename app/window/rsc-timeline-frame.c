/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-timeline-frame.h"

/* Beside the line, from the edges of the desk, before there is a path, and from those of the window. */
#define INSET 56
#define MARGIN 24

struct _RscTimelineFrame
{
  GObject parent_instance;

  RscDesk *desk;
  RscPathPanel *path_panel;
  RscTimeline *timeline;
  double left; /* insets of the path's axis in the desk */
  double right;
};

G_DEFINE_FINAL_TYPE (RscTimelineFrame, rsc_timeline_frame, G_TYPE_OBJECT)

static void
update (RscTimelineFrame *self)
{
  const char *name = gtk_widget_get_name (GTK_WIDGET (self->path_panel));
  const double width = gtk_widget_get_width (GTK_WIDGET (self->timeline));
  graphene_rect_t desk, panel;
  double left, right;

  if (!gtk_widget_compute_bounds (GTK_WIDGET (self->desk), GTK_WIDGET (self->timeline), &desk)
      || width <= 0)
    return;
  if (rsc_desk_spans (self->desk, name)
      && rsc_path_panel_get_extent (self->path_panel, &left, &right)
      && gtk_widget_compute_bounds (GTK_WIDGET (self->path_panel), GTK_WIDGET (self->desk), &panel))
    {
      self->left = (double) panel.origin.x + left;
      self->right = (double) (desk.size.width - panel.origin.x) - right;
    }
  else if (rsc_desk_is_shown (self->desk, name) && !rsc_desk_spans (self->desk, name))
    {
      rsc_timeline_set_margins (self->timeline, MARGIN, MARGIN);
      return;
    }
  rsc_timeline_set_margins (self->timeline, (double) desk.origin.x + self->left,
                            width - (double) (desk.origin.x + desk.size.width) + self->right);
}

static void
rsc_timeline_frame_dispose (GObject *object)
{
  rsc_timeline_frame_stop (RSC_TIMELINE_FRAME (object));
  G_OBJECT_CLASS (rsc_timeline_frame_parent_class)->dispose (object);
}

static void
rsc_timeline_frame_class_init (RscTimelineFrameClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rsc_timeline_frame_dispose;
}

static void
rsc_timeline_frame_init (RscTimelineFrame *self)
{
  self->left = self->right = INSET;
}

RscTimelineFrame *
rsc_timeline_frame_new (RscDesk *desk, RscPathPanel *path_panel, RscTimeline *timeline)
{
  RscTimelineFrame *self = g_object_new (RSC_TYPE_TIMELINE_FRAME, NULL);

  self->desk = desk;
  self->path_panel = path_panel;
  self->timeline = timeline;
  g_signal_connect_swapped (desk, "arranged", G_CALLBACK (update), self);
  g_signal_connect_swapped (path_panel, "extent-changed", G_CALLBACK (update), self);
  return self;
}

void
rsc_timeline_frame_stop (RscTimelineFrame *self)
{
  if (!self->desk)
    return;
  g_signal_handlers_disconnect_by_data (self->desk, self);
  g_signal_handlers_disconnect_by_data (self->path_panel, self);
  self->desk = NULL;
}
