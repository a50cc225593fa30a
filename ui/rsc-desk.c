/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-desk.h"

#include "ui/rsc-desk-handle.h"
#include "ui/rsc-desk-layout.h"
#include "ui/rsc-desk-tabs.h"

/* A key moves the line between the rows by so many pixels. */
#define STEP 24

/* What tabs take of the narrowest window; more of them scroll. */
#define TABS_MAX 860

struct _RscDesk
{
  GtkWidget parent_instance;

  RscDeskLayout layout;
  GtkWidget *handle; /* of the line between the rows */
  int held;          /* where the line was when a hand took it, or -1 */
  guint n_used;
  RscDeskPage *alone;
  gboolean updating;
  guint arrange_source;
};

enum
{
  PROP_0,
  PROP_ALONE,
  N_PROPS
};

enum
{
  ARRANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscDesk, rsc_desk, GTK_TYPE_WIDGET)

static void
page_free (gpointer data)
{
  RscDeskPage *page = data;

  g_free (page->name);
  g_free (page);
}

static RscDeskPage *
find_page (RscDesk *self, const char *name)
{
  for (guint k = 0; name && k < self->layout.pages->len; k++)
    if (g_str_equal (rsc_desk_layout_get_page (&self->layout, k)->name, name))
      return rsc_desk_layout_get_page (&self->layout, k);
  return NULL;
}

/* How many pages used after @page compete with it for the same columns. */
static guint
count_later (RscDesk *self, const RscDeskPage *page)
{
  guint n = 0;

  for (guint k = 0; k < self->layout.pages->len; k++)
    n += rsc_desk_layout_has_tab (&self->layout, rsc_desk_layout_get_page (&self->layout, k))
         && rsc_desk_layout_get_page (&self->layout, k)->used > page->used;
  return n;
}

/* --- what is on show -------------------------------------------------------------------------- */

static void
arrange (RscDesk *self)
{
  for (guint k = 0; k < self->layout.pages->len; k++)
    {
      RscDeskPage *page = rsc_desk_layout_get_page (&self->layout, k);

      page->shown = self->alone ? page == self->alone
                    : rsc_desk_layout_has_tab (&self->layout, page)
                      ? count_later (self, page) < self->layout.columns
                      : TRUE;
    }
  /* What goes makes room before others come. */
  self->updating = TRUE;
  for (int shown = 0; shown < 2; shown++)
    for (guint k = 0; k < self->layout.pages->len; k++)
      {
        RscDeskPage *page = rsc_desk_layout_get_page (&self->layout, k);

        if (page->shown != shown)
          continue;
        gtk_widget_set_child_visible (page->widget, page->shown);
        gtk_accessible_update_state (GTK_ACCESSIBLE (page->widget), GTK_ACCESSIBLE_STATE_HIDDEN,
                                     !page->shown, -1);
        gtk_widget_set_visible (page->tab, rsc_desk_layout_has_tab (&self->layout, page));
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (page->tab), page->shown);
        if (page->shown)
          rsc_desk_tabs_reveal (RSC_DESK_TABS (self->layout.tabs), page->tab);
      }
  self->updating = FALSE;
  gtk_widget_set_child_visible (self->layout.tabs, self->alone == NULL);
  gtk_widget_set_child_visible (self->handle, self->alone == NULL && self->layout.rows);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static gboolean
on_arrange (gpointer user_data)
{
  RscDesk *self = RSC_DESK (user_data);

  self->arrange_source = 0;
  rsc_desk_layout_choose (&self->layout, gtk_widget_get_width (GTK_WIDGET (self)),
                          gtk_widget_get_height (GTK_WIDGET (self)), &self->layout.rows,
                          &self->layout.columns);
  arrange (self);
  return G_SOURCE_REMOVE;
}

/* --- layout ----------------------------------------------------------------------------------- */

/* Where the line between the rows is. */
static int
get_line (RscDesk *self)
{
  return rsc_desk_layout_get_line (&self->layout, gtk_widget_get_width (GTK_WIDGET (self)),
                                   gtk_widget_get_height (GTK_WIDGET (self)));
}

/* Puts the line at a height where it can be. */
static void
move_line (RscDesk *self, double y)
{
  const int height = gtk_widget_get_height (GTK_WIDGET (self));
  const int room = height - rsc_desk_layout_measure_tabs (&self->layout) - 2 * RSC_DESK_GAP;

  if (!self->layout.rows || self->alone || room <= 0)
    return;
  self->layout.share = CLAMP (y / room, 0.0, 1.0);
  self->layout.share = (double) get_line (self) / room;
  rsc_desk_handle_set_share (RSC_DESK_HANDLE (self->handle), self->layout.share);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
rsc_desk_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RscDesk *self = RSC_DESK (widget);
  int tabs, y = 0;
  gboolean rows;
  guint columns;

  rsc_desk_layout_choose (&self->layout, width, height, &rows, &columns);
  if (rows != self->layout.rows || columns != self->layout.columns)
    {
      /* Pages that appear bring themselves up to date, which is nothing to do while sizes are given
       * out. */
      if (!gtk_widget_get_mapped (widget))
        {
          self->layout.rows = rows;
          self->layout.columns = columns;
          arrange (self);
        }
      else if (!self->arrange_source)
        self->arrange_source = g_idle_add_full (G_PRIORITY_HIGH, on_arrange, self, NULL);
    }
  if (self->alone)
    {
      rsc_desk_layout_place (self->alone, 0, 0, width, height);
      g_signal_emit (self, signals[ARRANGED], 0);
      return;
    }
  tabs = rsc_desk_layout_measure_tabs (&self->layout);
  if (self->layout.rows)
    {
      y = rsc_desk_layout_get_line (&self->layout, width, height);
      rsc_desk_layout_place_row (&self->layout, FALSE, 0, width, y);
      y += RSC_DESK_GAP;
    }
  gtk_widget_size_allocate (self->layout.tabs, &(GtkAllocation){ 0, y, width, tabs }, -1);
  if (self->layout.rows)
    gtk_widget_size_allocate (self->handle,
                              &(GtkAllocation){ 0, y - RSC_DESK_HANDLE_SIZE / 2 - RSC_DESK_GAP,
                                                width, RSC_DESK_HANDLE_SIZE },
                              -1);
  y += tabs;
  rsc_desk_layout_place_row (&self->layout, TRUE, y, width, height - y);
  g_signal_emit (self, signals[ARRANGED], 0);
}

/* What the tabs take of the width at least. Where there is height for two rows it is what these
 * need, also while all pages have tabs in one: whoever gives more or less room for what is needed,
 * as a flap that folds, would never be done if that changed with the room. */
static int
measure_tabs_width (RscDesk *self, int natural)
{
  const int height = gtk_widget_get_height (GTK_WIDGET (self));

  if (height > 0 && !rsc_desk_layout_has_height (&self->layout, height))
    return MIN (natural, TABS_MAX);
  for (guint k = 0; k < self->layout.pages->len; k++)
    {
      const RscDeskPage *page = rsc_desk_layout_get_page (&self->layout, k);
      int least = 0;

      /* Nothing where it is hidden. */
      if (page->place == RSC_DESK_STAGE)
        gtk_widget_measure (page->tab, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      natural -= least;
    }
  return MIN (MAX (natural, rsc_desk_layout_measure_stage (&self->layout)), TABS_MAX);
}

static void
rsc_desk_measure (GtkWidget *widget,
                  GtkOrientation orientation,
                  int for_size,
                  int *minimum,
                  int *natural,
                  int *minimum_baseline,
                  int *natural_baseline)
{
  RscDesk *self = RSC_DESK (widget);
  int least, wanted;

  gtk_widget_measure (self->layout.tabs, orientation, -1, minimum, natural, NULL, NULL);
  /* As long as the narrowest window has room for them, all tabs have. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (*minimum, measure_tabs_width (self, *natural));
      *natural = 0;
    }
  for (guint k = 0; k < self->layout.pages->len; k++)
    {
      const RscDeskPage *page = rsc_desk_layout_get_page (&self->layout, k);
      int tabs =
        orientation == GTK_ORIENTATION_VERTICAL ? rsc_desk_layout_measure_tabs (&self->layout) : 0;

      gtk_widget_measure (page->widget, orientation, -1, &least, &wanted, NULL, NULL);
      *minimum = MAX (*minimum, least + tabs);
      *natural = MAX (*natural, 2 * wanted + tabs);
    }
  *natural = MAX (*natural, *minimum);
}

/* --- hands ------------------------------------------------------------------------------------ */

static void
on_tab_toggled (GtkToggleButton *tab, gpointer user_data)
{
  RscDesk *self = RSC_DESK (user_data);

  if (self->updating)
    return;
  /* A click on the tab of what is on show keeps it there, for longer than the one beside it. */
  for (guint k = 0; k < self->layout.pages->len; k++)
    if (rsc_desk_layout_get_page (&self->layout, k)->tab == GTK_WIDGET (tab))
      rsc_desk_layout_get_page (&self->layout, k)->used = ++self->n_used;
  arrange (self);
}

/* A hand that comes down on the line, whose events come up to here: in coordinates that stand
 * still. */
static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, gpointer user_data)
{
  RscDesk *self = RSC_DESK (user_data);
  graphene_rect_t line;

  self->held = -1;
  if (!gtk_widget_get_child_visible (self->handle)
      || !gtk_widget_compute_bounds (self->handle, GTK_WIDGET (self), &line)
      || y < (double) line.origin.y || y >= (double) (line.origin.y + line.size.height))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  self->held = get_line (self);
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, gpointer user_data)
{
  RscDesk *self = RSC_DESK (user_data);

  if (self->held < 0)
    return;
  /* Not before it moves: a double click is the line's own. */
  if (dy != 0.0)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  move_line (self, self->held + dy);
}

static void
on_step (RscDeskHandle *handle, int steps, gpointer user_data)
{
  RscDesk *self = RSC_DESK (user_data);

  move_line (self, get_line (self) + STEP * steps);
}

static void
on_reset (RscDeskHandle *handle, gpointer user_data)
{
  RscDesk *self = RSC_DESK (user_data);

  move_line (self, 0.5
                     * (gtk_widget_get_height (GTK_WIDGET (self))
                        - rsc_desk_layout_measure_tabs (&self->layout) - 2 * RSC_DESK_GAP));
}

static void
rsc_desk_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ALONE)
    g_value_set_string (value, rsc_desk_get_alone (RSC_DESK (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rsc_desk_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ALONE)
    rsc_desk_set_alone (RSC_DESK (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rsc_desk_dispose (GObject *object)
{
  RscDesk *self = RSC_DESK (object);

  g_clear_handle_id (&self->arrange_source, g_source_remove);
  self->updating = TRUE;
  self->alone = NULL;
  for (guint k = 0; k < self->layout.pages->len; k++)
    gtk_widget_unparent (rsc_desk_layout_get_page (&self->layout, k)->widget);
  g_ptr_array_set_size (self->layout.pages, 0);
  g_clear_pointer (&self->layout.tabs, gtk_widget_unparent);
  g_clear_pointer (&self->handle, gtk_widget_unparent);
  G_OBJECT_CLASS (rsc_desk_parent_class)->dispose (object);
}

static void
rsc_desk_finalize (GObject *object)
{
  g_ptr_array_unref (RSC_DESK (object)->layout.pages);
  G_OBJECT_CLASS (rsc_desk_parent_class)->finalize (object);
}

static void
rsc_desk_class_init (RscDeskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rsc_desk_get_property;
  object_class->set_property = rsc_desk_set_property;
  object_class->dispose = rsc_desk_dispose;
  object_class->finalize = rsc_desk_finalize;
  widget_class->measure = rsc_desk_measure;
  widget_class->size_allocate = rsc_desk_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "desk");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  properties[PROP_ALONE] =
    g_param_spec_string ("alone", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[ARRANGED] = g_signal_new ("arranged", RSC_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 0);
}

static void
rsc_desk_init (RscDesk *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->layout.pages = g_ptr_array_new_with_free_func (page_free);
  self->layout.rows = TRUE;
  self->layout.columns = 1;
  self->layout.tabs = rsc_desk_tabs_new ();
  gtk_widget_set_parent (self->layout.tabs, GTK_WIDGET (self));
  self->layout.share = 0.5;
  self->held = -1;
  self->handle = rsc_desk_handle_new ();
  rsc_desk_handle_set_share (RSC_DESK_HANDLE (self->handle), self->layout.share);
  gtk_widget_set_parent (self->handle, GTK_WIDGET (self));
  g_signal_connect (self->handle, "step", G_CALLBACK (on_step), self);
  g_signal_connect (self->handle, "reset", G_CALLBACK (on_reset), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
rsc_desk_new (void)
{
  return g_object_new (RSC_TYPE_DESK, NULL);
}

void
rsc_desk_add (RscDesk *self,
              RscDeskPlace place,
              GtkWidget *widget,
              const char *name,
              const char *title)
{
  guint at = self->layout.pages->len;
  RscDeskPage *page;

  g_return_if_fail (RSC_IS_DESK (self));
  g_return_if_fail (GTK_IS_WIDGET (widget) && gtk_widget_get_parent (widget) == NULL);
  g_return_if_fail (name != NULL && find_page (self, name) == NULL);

  while (place == RSC_DESK_STAGE && at > 0
         && rsc_desk_layout_get_page (&self->layout, at - 1)->place == RSC_DESK_DECK)
    at--;
  page = g_new0 (RscDeskPage, 1);
  page->widget = widget;
  page->name = g_strdup (name);
  page->place = place;
  page->tab = gtk_toggle_button_new_with_label (title);
  gtk_widget_add_css_class (page->tab, "flat");
  g_signal_connect (page->tab, "toggled", G_CALLBACK (on_tab_toggled), self);
  g_ptr_array_insert (self->layout.pages, (int) at, page);
  rsc_desk_tabs_insert_after (
    RSC_DESK_TABS (self->layout.tabs), GTK_TOGGLE_BUTTON (page->tab),
    at > 0 ? GTK_TOGGLE_BUTTON (rsc_desk_layout_get_page (&self->layout, at - 1)->tab) : NULL);
  gtk_widget_insert_after (widget, GTK_WIDGET (self),
                           at > 0 ? rsc_desk_layout_get_page (&self->layout, at - 1)->widget
                                  : NULL);
  /* At first the first ones are on show. */
  self->n_used = self->layout.pages->len;
  for (guint k = 0; k < self->layout.pages->len; k++)
    rsc_desk_layout_get_page (&self->layout, k)->used = self->n_used - k;
  /* The tabs stand between the rows, for the keyboard too. */
  for (guint k = 0; k < self->layout.pages->len; k++)
    if (rsc_desk_layout_get_page (&self->layout, k)->place == RSC_DESK_STAGE)
      gtk_widget_insert_after (self->layout.tabs, GTK_WIDGET (self),
                               rsc_desk_layout_get_page (&self->layout, k)->widget);
  /* Above what it lies on. */
  gtk_widget_insert_after (self->handle, GTK_WIDGET (self), self->layout.tabs);
  arrange (self);
}

void
rsc_desk_show_page (RscDesk *self, const char *name)
{
  RscDeskPage *page;

  g_return_if_fail (RSC_IS_DESK (self));

  page = find_page (self, name);
  if (!page)
    return;
  page->used = ++self->n_used;
  if (self->alone && self->alone != page)
    rsc_desk_set_alone (self, NULL);
  else
    arrange (self);
}

void
rsc_desk_step_page (RscDesk *self, int step)
{
  GtkRoot *root;
  int n, latest = -1;

  g_return_if_fail (RSC_IS_DESK (self));
  g_return_if_fail (step == 1 || step == -1);

  n = (int) self->layout.pages->len;
  for (int k = 0; k < n; k++)
    if (rsc_desk_layout_has_tab (&self->layout, rsc_desk_layout_get_page (&self->layout, (guint) k))
        && (latest < 0
            || rsc_desk_layout_get_page (&self->layout, (guint) k)->used
                 > rsc_desk_layout_get_page (&self->layout, (guint) latest)->used))
      latest = k;
  root = gtk_widget_get_root (GTK_WIDGET (self));
  for (int k = 1; latest >= 0 && k < n; k++)
    {
      RscDeskPage *page =
        rsc_desk_layout_get_page (&self->layout, (guint) ((latest + step * k + n * n) % n));
      GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

      if (!rsc_desk_layout_has_tab (&self->layout, page))
        continue;
      rsc_desk_show_page (self, page->name);
      /* A focus outside stays where it is. */
      if (!focus || gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
        gtk_widget_child_focus (page->widget, GTK_DIR_TAB_FORWARD);
      break;
    }
}

void
rsc_desk_set_alone (RscDesk *self, const char *name)
{
  RscDeskPage *page;

  g_return_if_fail (RSC_IS_DESK (self));

  page = find_page (self, name);
  if (page == self->alone)
    return;
  self->alone = page;
  if (page)
    page->used = ++self->n_used;
  arrange (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ALONE]);
}

const char *
rsc_desk_get_alone (RscDesk *self)
{
  g_return_val_if_fail (RSC_IS_DESK (self), NULL);
  return self->alone ? self->alone->name : NULL;
}

const char *
rsc_desk_find (RscDesk *self, GtkWidget *widget)
{
  g_return_val_if_fail (RSC_IS_DESK (self), NULL);

  for (guint k = 0; widget && k < self->layout.pages->len; k++)
    {
      const RscDeskPage *page = rsc_desk_layout_get_page (&self->layout, k);

      if (widget == page->widget || gtk_widget_is_ancestor (widget, page->widget))
        return page->name;
    }
  return NULL;
}

guint
rsc_desk_get_n_pages (RscDesk *self)
{
  g_return_val_if_fail (RSC_IS_DESK (self), 0);
  return self->layout.pages->len;
}

GtkWidget *
rsc_desk_get_page (RscDesk *self, guint k)
{
  g_return_val_if_fail (RSC_IS_DESK (self), NULL);
  g_return_val_if_fail (k < self->layout.pages->len, NULL);
  return rsc_desk_layout_get_page (&self->layout, k)->widget;
}

gboolean
rsc_desk_is_shown (RscDesk *self, const char *name)
{
  const RscDeskPage *page;

  g_return_val_if_fail (RSC_IS_DESK (self), FALSE);

  page = find_page (self, name);
  return page && page->shown;
}

gboolean
rsc_desk_has_one_place (RscDesk *self, const char *name)
{
  const RscDeskPage *page;
  guint n = 0;

  g_return_val_if_fail (RSC_IS_DESK (self), FALSE);

  page = find_page (self, name);
  for (guint k = 0; page && k < self->layout.pages->len; k++)
    n += rsc_desk_layout_get_page (&self->layout, k)->shown
         && rsc_desk_layout_has_tab (&self->layout, rsc_desk_layout_get_page (&self->layout, k))
              == rsc_desk_layout_has_tab (&self->layout, page);
  return n == 1;
}

gboolean
rsc_desk_spans (RscDesk *self, const char *name)
{
  return rsc_desk_is_shown (self, name) && rsc_desk_has_one_place (self, name);
}

double
rsc_desk_get_share (RscDesk *self)
{
  g_return_val_if_fail (RSC_IS_DESK (self), 0.5);
  return self->layout.share;
}

void
rsc_desk_set_share (RscDesk *self, double share)
{
  g_return_if_fail (RSC_IS_DESK (self));
  g_return_if_fail (share >= 0.0 && share <= 1.0);

  self->layout.share = share;
  rsc_desk_handle_set_share (RSC_DESK_HANDLE (self->handle), share);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}
