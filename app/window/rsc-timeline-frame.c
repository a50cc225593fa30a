/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-timeline-frame.h"

/* Beside a line that is as wide as the window, or while the path's axis is not known; on the left
 * with room for the words of its rows. */
#define LEFT 76
#define RIGHT 28

struct _RscTimelineFrame
{
  GObject parent_instance;

  RscDesk *desk;
  RscPathPanel *path_panel;
  RscTimeline *timeline;
  double left, right; /* of the path's axis, from the sides of the desk when it was last seen */
};

G_DEFINE_FINAL_TYPE (RscTimelineFrame, rsc_timeline_frame, G_TYPE_OBJECT)

/* Where the path takes its turn with other pages in a place as wide as the desk, the line keeps to
 * the path's axis whichever of them is on show: a λ stays where it is from tab to tab. */
static void
update (RscTimelineFrame *self)
{
  const char *name = gtk_widget_get_name (GTK_WIDGET (self->path_panel));
  const double width = gtk_widget_get_width (GTK_WIDGET (self->timeline));
  graphene_rect_t panel, desk;
  double left, right;

  if (!rsc_desk_has_one_place (self->desk, name)
      || !gtk_widget_compute_bounds (GTK_WIDGET (self->desk), GTK_WIDGET (self->timeline), &desk))
    {
      rsc_timeline_set_margins (self->timeline, LEFT, RIGHT);
      return;
    }
  const double begin = (double) desk.origin.x, end = begin + (double) desk.size.width;
  if (rsc_desk_spans (self->desk, name)
      && rsc_path_panel_get_extent (self->path_panel, &left, &right)
      && gtk_widget_compute_bounds (GTK_WIDGET (self->path_panel), GTK_WIDGET (self->timeline),
                                    &panel))
    {
      self->left = (double) panel.origin.x + left - begin;
      self->right = end - (double) panel.origin.x - right;
    }
  rsc_timeline_set_margins (self->timeline, begin + self->left, width - end + self->right);
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
  self->left = LEFT;
  self->right = RIGHT;
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
