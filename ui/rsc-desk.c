/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-desk.h"

/* From this width of the window on the deck shows two pages. */
#define WIDE 1600
/* Two rows of pages are at least so high, each. */
#define ROW 215
/* A page beside another one is at least so wide, where both have tabs. */
#define COLUMN 400
#define GAP 1

typedef struct
{
  GtkWidget *widget;
  GtkWidget *tab;
  char *name;
  RscDeskPlace place;
  guint used; /* the larger, the later */
  gboolean shown;
} Page;

struct _RscDesk
{
  GtkWidget parent_instance;

  GPtrArray *pages; /* of the stage, then of the deck */
  GtkWidget *tabs;
  guint n_used;
  Page *alone;
  gboolean rows; /* stage and deck are two rows */
  guint columns;
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
  Page *page = data;

  g_free (page->name);
  g_free (page);
}

static Page *
get_page (RscDesk *self, guint k)
{
  return g_ptr_array_index (self->pages, k);
}

static Page *
find_page (RscDesk *self, const char *name)
{
  for (guint k = 0; name && k < self->pages->len; k++)
    if (g_str_equal (get_page (self, k)->name, name))
      return get_page (self, k);
  return NULL;
}

static int
measure_width (const Page *page)
{
  int minimum;

  gtk_widget_measure (page->widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

static int
measure_height (const Page *page, int width)
{
  int minimum;

  gtk_widget_measure (page->widget, GTK_ORIENTATION_VERTICAL, width, &minimum, NULL, NULL, NULL);
  return minimum;
}

static int
measure_tabs (RscDesk *self)
{
  int minimum;

  gtk_widget_measure (self->tabs, GTK_ORIENTATION_VERTICAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

/* Whether the page can be on show by its tab, and beside how many others. */
static gboolean
has_tab (RscDesk *self, const Page *page)
{
  return !self->rows || page->place == RSC_DESK_DECK;
}

/* How many pages used after @page compete with it for the same columns. */
static guint
count_later (RscDesk *self, const Page *page)
{
  guint n = 0;

  for (guint k = 0; k < self->pages->len; k++)
    n += has_tab (self, get_page (self, k)) && get_page (self, k)->used > page->used;
  return n;
}

/* --- what is on show -------------------------------------------------------------------------- */

/* Rows and columns for that size. */
static void
choose (RscDesk *self, int width, int height, gboolean *rows, guint *columns)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  int stage_width = 0, n_stage = 0, widest = COLUMN, tallest[2] = { ROW, ROW };

  for (guint k = 0; k < self->pages->len; k++)
    {
      const Page *page = get_page (self, k);
      int least = measure_width (page);

      widest = MAX (widest, least);
      tallest[page->place] = MAX (tallest[page->place], measure_height (page, -1));
      if (page->place == RSC_DESK_STAGE)
        {
          stage_width = MAX (stage_width, least);
          n_stage++;
        }
    }
  *rows = n_stage > 0 && tallest[0] + tallest[1] + measure_tabs (self) + 2 * GAP <= height
          && n_stage * (stage_width + GAP) <= width;
  if (*rows)
    *columns =
      root && gtk_widget_get_width (GTK_WIDGET (root)) >= WIDE && width > 2 * widest ? 2 : 1;
  else
    *columns = (guint) CLAMP ((width + GAP) / (widest + GAP), 1, 2);
}

static void
arrange (RscDesk *self)
{
  for (guint k = 0; k < self->pages->len; k++)
    {
      Page *page = get_page (self, k);

      page->shown = self->alone            ? page == self->alone
                    : has_tab (self, page) ? count_later (self, page) < self->columns
                                           : TRUE;
    }
  /* What goes makes room before others come. */
  self->updating = TRUE;
  for (int shown = 0; shown < 2; shown++)
    for (guint k = 0; k < self->pages->len; k++)
      {
        Page *page = get_page (self, k);

        if (page->shown != shown)
          continue;
        gtk_widget_set_child_visible (page->widget, page->shown);
        gtk_accessible_update_state (GTK_ACCESSIBLE (page->widget), GTK_ACCESSIBLE_STATE_HIDDEN,
                                     !page->shown, -1);
        gtk_widget_set_visible (page->tab, has_tab (self, page));
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (page->tab), page->shown);
      }
  self->updating = FALSE;
  gtk_widget_set_child_visible (self->tabs, self->alone == NULL);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static gboolean
on_arrange (gpointer user_data)
{
  RscDesk *self = RSC_DESK (user_data);

  self->arrange_source = 0;
  choose (self, gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)),
          &self->rows, &self->columns);
  arrange (self);
  return G_SOURCE_REMOVE;
}

/* --- layout ------------------------------------------------------------------------------------- */

static void
place (const Page *page, int x, int y, int width, int height)
{
  GtkAllocation area = { x, y, MAX (width, measure_width (page)), 0 };

  area.height = MAX (height, measure_height (page, area.width));
  gtk_widget_size_allocate (page->widget, &area, -1);
}

/* The pages on show that have a tab, or those that have none, side by side. */
static void
place_row (RscDesk *self, gboolean tabs, int y, int width, int height)
{
  int n = 0, x = 0, i = 0;

  for (guint k = 0; k < self->pages->len; k++)
    n += get_page (self, k)->shown && has_tab (self, get_page (self, k)) == tabs;
  for (guint k = 0; k < self->pages->len; k++)
    {
      const Page *page = get_page (self, k);
      int next;

      if (!page->shown || has_tab (self, page) != tabs)
        continue;
      next = (width + GAP) * ++i / n;
      place (page, x, y, next - GAP - x, height);
      x = next;
    }
}

static void
rsc_desk_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RscDesk *self = RSC_DESK (widget);
  int tabs, y = 0;
  gboolean rows;
  guint columns;

  choose (self, width, height, &rows, &columns);
  if (rows != self->rows || columns != self->columns)
    {
      /* Pages that appear bring themselves up to date, which is nothing to do while sizes are given out. */
      if (!gtk_widget_get_mapped (widget))
        {
          self->rows = rows;
          self->columns = columns;
          arrange (self);
        }
      else if (!self->arrange_source)
        self->arrange_source = g_idle_add_full (G_PRIORITY_HIGH, on_arrange, self, NULL);
    }
  if (self->alone)
    {
      place (self->alone, 0, 0, width, height);
      g_signal_emit (self, signals[ARRANGED], 0);
      return;
    }
  tabs = measure_tabs (self);
  if (self->rows)
    {
      y = (height - tabs - 2 * GAP) / 2;
      place_row (self, FALSE, 0, width, y);
      y += GAP;
    }
  gtk_widget_size_allocate (self->tabs, &(GtkAllocation){ 0, y, width, tabs }, -1);
  y += tabs;
  place_row (self, TRUE, y, width, height - y);
  g_signal_emit (self, signals[ARRANGED], 0);
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

  gtk_widget_measure (self->tabs, orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = 0;
  for (guint k = 0; k < self->pages->len; k++)
    {
      const Page *page = get_page (self, k);
      int tabs = orientation == GTK_ORIENTATION_VERTICAL ? measure_tabs (self) : 0;

      gtk_widget_measure (page->widget, orientation, -1, &least, &wanted, NULL, NULL);
      *minimum = MAX (*minimum, least + tabs);
      *natural = MAX (*natural, 2 * wanted + tabs);
    }
  *natural = MAX (*natural, *minimum);
}

/* --- hands ------------------------------------------------------------------------------------- */

static void
on_tab_toggled (GtkToggleButton *tab, gpointer user_data)
{
  RscDesk *self = RSC_DESK (user_data);

  if (self->updating)
    return;
  /* A click on the tab of what is on show keeps it there, for longer than the one beside it. */
  for (guint k = 0; k < self->pages->len; k++)
    if (get_page (self, k)->tab == GTK_WIDGET (tab))
      get_page (self, k)->used = ++self->n_used;
  arrange (self);
}

static gboolean
on_page_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  RscDesk *self = RSC_DESK (widget);
  int step = g_variant_get_int32 (args), n = (int) self->pages->len, latest = -1;

  for (int k = 0; k < n; k++)
    if (has_tab (self, get_page (self, (guint) k))
        && (latest < 0 || get_page (self, (guint) k)->used > get_page (self, (guint) latest)->used))
      latest = k;
  for (int k = 1; latest >= 0 && k < n; k++)
    {
      Page *page = get_page (self, (guint) ((latest + step * k + n * n) % n));

      if (!has_tab (self, page))
        continue;
      rsc_desk_show_page (self, page->name);
      gtk_widget_child_focus (page->widget, GTK_DIR_TAB_FORWARD);
      break;
    }
  return GDK_EVENT_STOP;
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
  for (guint k = 0; k < self->pages->len; k++)
    gtk_widget_unparent (get_page (self, k)->widget);
  g_ptr_array_set_size (self->pages, 0);
  g_clear_pointer (&self->tabs, gtk_widget_unparent);
  G_OBJECT_CLASS (rsc_desk_parent_class)->dispose (object);
}

static void
rsc_desk_finalize (GObject *object)
{
  g_ptr_array_unref (RSC_DESK (object)->pages);
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

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Up, GDK_CONTROL_MASK, on_page_key, "i",
                                -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Down, GDK_CONTROL_MASK, on_page_key, "i",
                                1);
}

static void
rsc_desk_init (RscDesk *self)
{
  self->pages = g_ptr_array_new_with_free_func (page_free);
  self->rows = TRUE;
  self->columns = 1;
  self->tabs = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->tabs, "tabs");
  gtk_widget_set_parent (self->tabs, GTK_WIDGET (self));
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
  guint at = self->pages->len;
  Page *page;

  g_return_if_fail (RSC_IS_DESK (self));
  g_return_if_fail (GTK_IS_WIDGET (widget) && gtk_widget_get_parent (widget) == NULL);
  g_return_if_fail (name != NULL && find_page (self, name) == NULL);

  while (place == RSC_DESK_STAGE && at > 0 && get_page (self, at - 1)->place == RSC_DESK_DECK)
    at--;
  page = g_new0 (Page, 1);
  page->widget = widget;
  page->name = g_strdup (name);
  page->place = place;
  page->tab = gtk_toggle_button_new_with_label (title);
  gtk_widget_add_css_class (page->tab, "flat");
  g_signal_connect (page->tab, "toggled", G_CALLBACK (on_tab_toggled), self);
  g_ptr_array_insert (self->pages, (int) at, page);
  gtk_box_insert_child_after (GTK_BOX (self->tabs), page->tab,
                              at > 0 ? get_page (self, at - 1)->tab : NULL);
  gtk_widget_insert_after (widget, GTK_WIDGET (self),
                           at > 0 ? get_page (self, at - 1)->widget : NULL);
  /* At first the first ones are on show. */
  self->n_used = self->pages->len;
  for (guint k = 0; k < self->pages->len; k++)
    get_page (self, k)->used = self->n_used - k;
  /* The tabs stand between the rows, for the keyboard too. */
  for (guint k = 0; k < self->pages->len; k++)
    if (get_page (self, k)->place == RSC_DESK_STAGE)
      gtk_widget_insert_after (self->tabs, GTK_WIDGET (self), get_page (self, k)->widget);
  arrange (self);
}

void
rsc_desk_show_page (RscDesk *self, const char *name)
{
  Page *page;

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
rsc_desk_set_alone (RscDesk *self, const char *name)
{
  Page *page;

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

  for (guint k = 0; widget && k < self->pages->len; k++)
    {
      const Page *page = get_page (self, k);

      if (widget == page->widget || gtk_widget_is_ancestor (widget, page->widget))
        return page->name;
    }
  return NULL;
}

guint
rsc_desk_get_n_pages (RscDesk *self)
{
  g_return_val_if_fail (RSC_IS_DESK (self), 0);
  return self->pages->len;
}

GtkWidget *
rsc_desk_get_page (RscDesk *self, guint k)
{
  g_return_val_if_fail (RSC_IS_DESK (self), NULL);
  g_return_val_if_fail (k < self->pages->len, NULL);
  return get_page (self, k)->widget;
}

gboolean
rsc_desk_is_shown (RscDesk *self, const char *name)
{
  const Page *page;

  g_return_val_if_fail (RSC_IS_DESK (self), FALSE);

  page = find_page (self, name);
  return page && page->shown;
}

gboolean
rsc_desk_spans (RscDesk *self, const char *name)
{
  const Page *page;
  guint n = 0;

  g_return_val_if_fail (RSC_IS_DESK (self), FALSE);

  page = find_page (self, name);
  for (guint k = 0; page && k < self->pages->len; k++)
    n += get_page (self, k)->shown && has_tab (self, get_page (self, k)) == has_tab (self, page);
  return page && page->shown && n == 1;
}
