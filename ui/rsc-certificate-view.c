/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-certificate-view.h"

#include <math.h>
#include <string.h>

/* Pixels of a small step. */
#define SMALL_STEP 4.0

struct _RscCertificateView
{
  RscPlotArea parent_instance;

  RscCertificateModel model;
  gsize *labels;
  double *pointed;
  double *room; /* for the direction of a hit */
  gssize peak;  /* that was pointed at last, or -1: gates can share a direction */
};

enum
{
  HOVERED,
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscCertificateView, rsc_certificate_view, RSC_TYPE_PLOT_AREA)

static gsize
get_d (const RscCertificateModel *model)
{
  return model->landscape ? rsc_problem_get_d (rsc_landscape_get_problem (model->landscape)) : 0;
}

static void
clear_model (RscCertificateView *self)
{
  g_clear_pointer (&self->model.landscape, rsc_landscape_unref);
  g_clear_pointer (&self->model.network, rsc_network_unref);
  g_clear_pointer (&self->labels, g_free);
  g_clear_pointer (&self->pointed, g_free);
  rsc_certificate_model_init (&self->model);
}

static RscPicture *
get_picture (RscCertificateView *self)
{
  return rsc_plot_area_get_picture (RSC_PLOT_AREA (self));
}

/* --- hands ------------------------------------------------------------------------------------ */

static void
hover (RscCertificateView *self, const RscCertificateHit *hit)
{
  self->peak = hit->peak;
  g_signal_emit (self, signals[HOVERED], 0, hit);
}

static void
pick (RscCertificateView *self, double x, double y, RscCertificateHit *hit)
{
  RscPicture *picture = get_picture (self);

  *hit = (RscCertificateHit){ .neuron = -1, .peak = -1 };
  if (picture)
    rsc_certificate_plot_find (picture, x, y, self->room, hit);
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, gpointer user_data)
{
  RscCertificateView *self = RSC_CERTIFICATE_VIEW (user_data);
  RscCertificateHit hit;

  pick (self, x, y, &hit);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), hit.neuron >= 0 ? "pointer" : NULL);
  hover (self, &hit);
}

static void
let_go (RscCertificateView *self)
{
  const RscCertificateHit hit = { .neuron = -1, .peak = -1 };

  hover (self, &hit);
}

static void
on_leave (GtkEventControllerMotion *controller, gpointer user_data)
{
  let_go (RSC_CERTIFICATE_VIEW (user_data));
}

static void
on_released (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  RscCertificateView *self = RSC_CERTIFICATE_VIEW (user_data);
  RscCertificateHit hit;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  pick (self, x, y, &hit);
  g_signal_emit (self, signals[ACTIVATED], 0, &hit);
}

/* --- keys ------------------------------------------------------------------------------------- */

static gboolean
is_pointed (RscCertificateView *self, gsize k)
{
  RscCorrelation peak;

  rsc_correlations_get (rsc_landscape_get_peaks (self->model.landscape), k, &peak);
  return self->pointed && peak.sign == self->model.pointed_sign
         && memcmp (peak.direction, self->pointed, get_d (&self->model) * sizeof (double)) == 0;
}

/* The peak that is pointed at, or -1. */
static gssize
find_pointed (RscCertificateView *self)
{
  const gsize n = rsc_correlations_get_n (rsc_landscape_get_peaks (self->model.landscape));

  if (self->peak >= 0 && (gsize) self->peak < n && is_pointed (self, (gsize) self->peak))
    return self->peak;
  for (gsize k = 0; k < n; k++)
    if (is_pointed (self, k))
      return (gssize) k;
  return -1;
}

/* Where what is pointed at is; FALSE where nothing is. */
static gboolean
get_pointed_place (RscCertificateView *self, double *x, double *y)
{
  RscPicture *picture = get_picture (self);
  const gssize k = find_pointed (self);
  RscCertificateHit hit;

  if (!picture || !self->pointed)
    return FALSE;
  return k >= 0 ? rsc_certificate_plot_get_peak (picture, (gsize) k, NULL, &hit, x, y)
                : rsc_certificate_plot_get_place (picture, self->model.pointed_sign, self->pointed,
                                                  x, y);
}

/* Whether place a comes before b, left to right, or along the other axis. */
static gboolean
comes_before (gboolean upright, double ax, double ay, double bx, double by)
{
  const double a = upright ? ay : ax, b = upright ? by : bx;

  return a != b ? a < b : (upright ? ax < bx : ay < by);
}

/* The next peak that way from what is pointed at, round and round. */
static gssize
find_next (RscCertificateView *self, gboolean upright, int step)
{
  RscPicture *picture = get_picture (self);
  const gsize n =
    picture ? rsc_correlations_get_n (rsc_landscape_get_peaks (self->model.landscape)) : 0;
  double from_x = 0, from_y = 0, next_x = 0, next_y = 0, first_x = 0, first_y = 0, x, y;
  gboolean from = picture && get_pointed_place (self, &from_x, &from_y);
  gssize next = -1, first = -1;
  RscCertificateHit hit;

  for (gsize k = 0; k < n; k++)
    {
      if (!rsc_certificate_plot_get_peak (picture, k, NULL, &hit, &x, &y))
        continue;
      if (first < 0
          || (step > 0 ? comes_before (upright, x, y, first_x, first_y)
                       : comes_before (upright, first_x, first_y, x, y)))
        {
          first = (gssize) k;
          first_x = x;
          first_y = y;
        }
      if (!from
          || !(step > 0 ? comes_before (upright, from_x, from_y, x, y)
                        : comes_before (upright, x, y, from_x, from_y)))
        continue;
      if (next < 0
          || (step > 0 ? comes_before (upright, x, y, next_x, next_y)
                       : comes_before (upright, next_x, next_y, x, y)))
        {
          next = (gssize) k;
          next_x = x;
          next_y = y;
        }
    }
  return next >= 0 ? next : first;
}

static gboolean
on_move (GtkWidget *widget, GVariant *parameter, gpointer user_data)
{
  RscCertificateView *self = RSC_CERTIFICATE_VIEW (widget);
  RscPicture *picture;
  RscCertificateHit hit;
  gboolean upright;
  double x, y;
  gssize k;
  int step;

  g_variant_get (parameter, "(bi)", &upright, &step);
  if (!self->model.landscape || !(picture = get_picture (self)))
    return FALSE;
  k = find_next (self, upright, step);
  if (k < 0 || !rsc_certificate_plot_get_peak (picture, (gsize) k, self->room, &hit, &x, &y))
    return FALSE;
  hover (self, &hit);
  return TRUE;
}

/* Over all directions, peak or not. */
static gboolean
on_nudge (GtkWidget *widget, GVariant *parameter, gpointer user_data)
{
  RscCertificateView *self = RSC_CERTIFICATE_VIEW (widget);
  RscPicture *picture;
  RscCertificateHit hit;
  gboolean upright;
  double x, y;
  int step;

  g_variant_get (parameter, "(bi)", &upright, &step);
  if (!self->model.landscape || !(picture = get_picture (self))
      || !get_pointed_place (self, &x, &y))
    return FALSE;
  rsc_certificate_plot_find_direction (picture, upright ? x : x + SMALL_STEP * step,
                                       upright ? y + SMALL_STEP * step : y, self->room, &hit);
  if (hit.inside)
    hover (self, &hit);
  return hit.inside;
}

static gboolean
on_select (GtkWidget *widget, GVariant *parameter, gpointer user_data)
{
  RscCertificateView *self = RSC_CERTIFICATE_VIEW (widget);
  RscPicture *picture = self->model.landscape ? get_picture (self) : NULL;
  const gssize k = picture ? find_pointed (self) : -1;
  RscCertificateHit hit;
  double x, y;

  if (k < 0 || !rsc_certificate_plot_get_peak (picture, (gsize) k, self->room, &hit, &x, &y))
    return FALSE;
  g_signal_emit (self, signals[ACTIVATED], 0, &hit);
  return TRUE;
}

/* What is pointed at first; after that Escape is the window's. */
static gboolean
on_let_go (GtkWidget *widget, GVariant *parameter, gpointer user_data)
{
  RscCertificateView *self = RSC_CERTIFICATE_VIEW (widget);

  if (!self->pointed)
    return FALSE;
  let_go (self);
  return TRUE;
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    gboolean upright;
    int step;
  } keys[] = {
    { GDK_KEY_Left, FALSE, -1 },    { GDK_KEY_KP_Left, FALSE, -1 }, { GDK_KEY_Right, FALSE, 1 },
    { GDK_KEY_KP_Right, FALSE, 1 }, { GDK_KEY_Up, TRUE, -1 },       { GDK_KEY_KP_Up, TRUE, -1 },
    { GDK_KEY_Down, TRUE, 1 },      { GDK_KEY_KP_Down, TRUE, 1 },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (keys); k++)
    {
      gtk_widget_class_add_binding (widget_class, keys[k].key, 0, on_move, "(bi)", keys[k].upright,
                                    keys[k].step);
      gtk_widget_class_add_binding (widget_class, keys[k].key, GDK_SHIFT_MASK, on_nudge, "(bi)",
                                    keys[k].upright, keys[k].step);
    }
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, on_select, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, on_select, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_let_go, NULL);
  rsc_plot_area_class_add_path_keys (widget_class);
}

/* --- object ----------------------------------------------------------------------------------- */

static RscPicture *
rsc_certificate_view_lay_out (RscPlotArea *area,
                              const RscTheme *theme,
                              cairo_t *cr,
                              double width,
                              double height)
{
  RscCertificateView *self = RSC_CERTIFICATE_VIEW (area);

  return self->model.landscape ? rsc_certificate_plot_new (&self->model, theme, cr, width, height)
                               : NULL;
}

static void
rsc_certificate_view_finalize (GObject *object)
{
  clear_model (RSC_CERTIFICATE_VIEW (object));
  g_free (RSC_CERTIFICATE_VIEW (object)->room);
  G_OBJECT_CLASS (rsc_certificate_view_parent_class)->finalize (object);
}

static void
rsc_certificate_view_class_init (RscCertificateViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rsc_certificate_view_finalize;
  RSC_PLOT_AREA_CLASS (klass)->lay_out = rsc_certificate_view_lay_out;
  add_keys (GTK_WIDGET_CLASS (klass));

  signals[HOVERED] = g_signal_new ("hovered", RSC_TYPE_CERTIFICATE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[ACTIVATED] = g_signal_new ("activated", RSC_TYPE_CERTIFICATE_VIEW, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
rsc_certificate_view_init (RscCertificateView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  rsc_certificate_model_init (&self->model);
  self->peak = -1;
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect (click, "released", G_CALLBACK (on_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
rsc_certificate_view_new (void)
{
  return g_object_new (RSC_TYPE_CERTIFICATE_VIEW, NULL);
}

static gboolean
are_same_labels (const RscCertificateModel *a, const RscCertificateModel *b)
{
  const gsize n = a->landscape ? rsc_landscape_get_n_neurons (a->landscape) : 0;

  if (!a->labels || !b->labels)
    return a->labels == b->labels;
  return memcmp (a->labels, b->labels, n * sizeof (gsize)) == 0;
}

static gboolean
is_same_direction (const RscCertificateModel *a, const RscCertificateModel *b)
{
  if (!a->pointed || !b->pointed)
    return a->pointed == b->pointed;
  return a->pointed_sign == b->pointed_sign
         && memcmp (a->pointed, b->pointed, get_d (a) * sizeof (double)) == 0;
}

/* Of a model whose landscape is the view's own. */
static void
take_emphasis (RscCertificateView *self, const RscCertificateModel *model)
{
  double *pointed =
    model->pointed ? g_memdup2 (model->pointed, get_d (&self->model) * sizeof (double)) : NULL;

  g_free (self->pointed);
  self->pointed = pointed;
  self->model.pointed = pointed;
  self->model.pointed_sign = model->pointed_sign;
  self->model.selected = model->selected;
  self->model.hovered = model->hovered;
}

/* Only a moving layer shows it. */
static void
take_network (RscCertificateView *self, RscNetwork *network)
{
  RscPicture *picture = self->model.landscape ? get_picture (self) : NULL;

  if (network == self->model.network)
    return;
  if (network)
    rsc_network_ref (network);
  if (picture)
    rsc_certificate_plot_set_network (picture, network);
  g_clear_pointer (&self->model.network, rsc_network_unref);
  self->model.network = network;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
rsc_certificate_view_set_model (RscCertificateView *self, const RscCertificateModel *model)
{
  RscCertificateModel copy = *model;
  gsize *labels = NULL;

  g_return_if_fail (RSC_IS_CERTIFICATE_VIEW (self));

  if (self->model.landscape == model->landscape && are_same_labels (&self->model, model))
    {
      RscPicture *picture = get_picture (self);

      take_network (self, model->network);
      if (self->model.selected == model->selected && self->model.hovered == model->hovered
          && is_same_direction (&self->model, model))
        return;
      take_emphasis (self, model);
      if (picture)
        rsc_certificate_plot_set_emphasis (picture, self->model.selected, self->model.hovered,
                                           self->model.pointed_sign, self->pointed);
      gtk_widget_queue_draw (GTK_WIDGET (self));
      return;
    }
  if (copy.landscape)
    rsc_landscape_ref (copy.landscape);
  if (copy.landscape && copy.labels)
    labels = g_memdup2 (copy.labels,
                        MAX (rsc_landscape_get_n_neurons (copy.landscape), 1) * sizeof (gsize));
  rsc_plot_area_queue_layout (RSC_PLOT_AREA (self));
  clear_model (self);
  self->model.landscape = copy.landscape;
  self->model.network = copy.network ? rsc_network_ref (copy.network) : NULL;
  self->peak = -1;
  self->labels = labels;
  self->model.labels = labels;
  self->room = g_renew (double, self->room, MAX (get_d (&copy), 1));
  take_emphasis (self, &copy);
}

const RscCertificateModel *
rsc_certificate_view_get_model (RscCertificateView *self)
{
  return &self->model;
}
