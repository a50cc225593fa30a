/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-data-rows.h"

#include <string.h>

#include "ui/rsc-data-row.h"

struct _RscDataRows
{
  GObject parent_instance;

  RscDataset *dataset; /* or NULL */
  guint8 *held;        /* n, or NULL */
  gsize n;
  gsize *order;     /* row at each position */
  gsize *positions; /* position of each row */
  int column;
  gboolean descending;
  guint8 *selected; /* n */
  gsize n_selected;
  GHashTable *alive; /* row → its object while somebody holds it */
};

enum
{
  VALUES_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);
static void selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RscDataRows,
                               rsc_data_rows,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                 G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                        selection_model_init))

/* --- the list --------------------------------------------------------------------------------- */

static GType
get_item_type (GListModel *list)
{
  return RSC_TYPE_DATA_ROW;
}

static guint
get_n_items (GListModel *list)
{
  return (guint) RSC_DATA_ROWS (list)->n;
}

/* The same object as long as somebody holds it: a view that sees it again keeps what it shows of
 * it. */
static gpointer
get_item (GListModel *list, guint position)
{
  RscDataRows *self = RSC_DATA_ROWS (list);
  RscDataRow *row;

  if (position >= self->n)
    return NULL;
  row = g_hash_table_lookup (self->alive, GSIZE_TO_POINTER (self->order[position]));
  return row ? g_object_ref (row) : rsc_data_row_new (self->order[position], self->alive);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* --- the selection ---------------------------------------------------------------------------- */

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  RscDataRows *self = RSC_DATA_ROWS (model);

  return position < self->n && self->selected[self->order[position]];
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  RscDataRows *self = RSC_DATA_ROWS (model);
  GtkBitset *set = gtk_bitset_new_empty ();

  for (gsize p = position; p < MIN (self->n, (gsize) position + n_items); p++)
    if (self->selected[self->order[p]])
      gtk_bitset_add (set, (guint) p);
  return set;
}

/* Sets the rows of @mask to what they are in @wanted, both by position, and tells of the places
 * between the first and the last that changed. */
static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *wanted, GtkBitset *mask)
{
  RscDataRows *self = RSC_DATA_ROWS (model);
  GtkBitsetIter iter;
  guint first = G_MAXUINT, last = 0, position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, mask, &position);
       more && position < self->n; more = gtk_bitset_iter_next (&iter, &position))
    {
      const guint8 now = gtk_bitset_contains (wanted, position);
      guint8 *was = &self->selected[self->order[position]];

      if (*was == now)
        continue;
      *was = now;
      self->n_selected += now ? 1 : (gsize) -1;
      first = MIN (first, position);
      last = position;
    }
  if (first <= last)
    gtk_selection_model_selection_changed (model, first, last - first + 1);
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  /* The interface does all the others by this one. */
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->set_selection = set_selection;
}

/* --- the order -------------------------------------------------------------------------------- */

static double
get_key (RscDataRows *self, gsize row)
{
  if (self->column == RSC_DATA_ORDER_ROW)
    return (double) row;
  if (self->column == RSC_DATA_ORDER_PART)
    return rsc_data_rows_is_held (self, row);
  return rsc_data_rows_get_value (self, row, (gsize) self->column);
}

/* A key beside each row is read in a line; the rows themselves lie anywhere. */
typedef struct
{
  double key;
  gsize row;
} Keyed;

static void
merge (const Keyed *from, Keyed *to, gsize start, gsize middle, gsize end)
{
  gsize a = start, b = middle;

  for (gsize k = start; k < end; k++)
    to[k] = b >= end || (a < middle && from[a].key <= from[b].key) ? from[a++] : from[b++];
}

/* Merging from the bottom up keeps equal rows in order. */
static gsize *
dup_sorted (RscDataRows *self, const gsize *order)
{
  const double sign = self->descending ? -1.0 : 1.0;
  g_autofree Keyed *items = g_new (Keyed, MAX (self->n, 1));
  g_autofree Keyed *spare = g_new (Keyed, MAX (self->n, 1));
  gsize *sorted = g_new (gsize, MAX (self->n, 1));

  for (gsize p = 0; p < self->n; p++)
    items[p] = (Keyed){ sign * get_key (self, order[p]), order[p] };
  for (gsize width = 1; width < self->n; width *= 2)
    {
      Keyed *other = items;

      for (gsize start = 0; start < self->n; start += 2 * width)
        merge (items, spare, start, MIN (start + width, self->n), MIN (start + 2 * width, self->n));
      items = spare;
      spare = other;
    }
  for (gsize p = 0; p < self->n; p++)
    sorted[p] = items[p].row;
  return sorted;
}

/* Takes @order, of self->n rows, in place of the one of @n_before, and tells where they differ. */
static void
take_order (RscDataRows *self, gsize *order, gsize n_before)
{
  g_autofree gsize *before = self->order;
  const gsize least = MIN (n_before, self->n);
  gsize first = 0, behind = 0;

  while (first < least && before[first] == order[first])
    first++;
  while (behind < least - first && before[n_before - 1 - behind] == order[self->n - 1 - behind])
    behind++;
  self->order = order;
  self->positions = g_renew (gsize, self->positions, MAX (self->n, 1));
  for (gsize p = 0; p < self->n; p++)
    self->positions[order[p]] = p;
  if (n_before != self->n || first < self->n)
    g_list_model_items_changed (G_LIST_MODEL (self), (guint) first,
                                (guint) (n_before - first - behind),
                                (guint) (self->n - first - behind));
}

/* --- the object ------------------------------------------------------------------------------- */

static void
rsc_data_rows_finalize (GObject *object)
{
  RscDataRows *self = RSC_DATA_ROWS (object);

  g_hash_table_unref (self->alive);
  g_clear_pointer (&self->dataset, rsc_dataset_unref);
  g_free (self->held);
  g_free (self->order);
  g_free (self->positions);
  g_free (self->selected);
  G_OBJECT_CLASS (rsc_data_rows_parent_class)->finalize (object);
}

static void
rsc_data_rows_class_init (RscDataRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rsc_data_rows_finalize;
  signals[VALUES_CHANGED] = g_signal_new ("values-changed", RSC_TYPE_DATA_ROWS, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rsc_data_rows_init (RscDataRows *self)
{
  self->column = RSC_DATA_ORDER_ROW;
  self->alive = g_hash_table_new (NULL, NULL);
  self->order = g_new (gsize, 1);
  self->positions = g_new (gsize, 1);
  self->selected = g_new (guint8, 1);
}

RscDataRows *
rsc_data_rows_new (void)
{
  return g_object_new (RSC_TYPE_DATA_ROWS, NULL);
}

void
rsc_data_rows_set_data (RscDataRows *self, RscDataset *dataset, const guint8 *held)
{
  const gsize n_before = self->n;
  g_autofree gsize *order = NULL;

  g_return_if_fail (RSC_IS_DATA_ROWS (self));

  if (dataset)
    rsc_dataset_ref (dataset);
  g_clear_pointer (&self->dataset, rsc_dataset_unref);
  self->dataset = dataset;
  self->n = dataset ? rsc_dataset_get_n (dataset) : 0;
  g_free (self->held);
  self->held = held && self->n > 0 ? g_memdup2 (held, self->n) : NULL;
  /* A column that is not there any more orders nothing. */
  if (!dataset || self->column > (int) rsc_dataset_get_d (dataset))
    {
      self->column = RSC_DATA_ORDER_ROW;
      self->descending = FALSE;
    }

  self->selected = g_renew (guint8, self->selected, MAX (self->n, 1));
  if (self->n > n_before)
    memset (self->selected + n_before, 0, self->n - n_before);
  self->n_selected = 0;
  for (gsize i = 0; i < self->n; i++)
    self->n_selected += self->selected[i];

  /* Rows of before stand as they stood, new ones behind them: equal ones are not shuffled. */
  order = g_new (gsize, MAX (self->n, 1));
  for (gsize p = 0, k = 0; p < n_before; p++)
    if (self->order[p] < self->n)
      order[k++] = self->order[p];
  for (gsize i = n_before; i < self->n; i++)
    order[i] = i;
  take_order (self, dup_sorted (self, order), n_before);
  g_signal_emit (self, signals[VALUES_CHANGED], 0);
}

RscDataset *
rsc_data_rows_get_dataset (RscDataRows *self)
{
  g_return_val_if_fail (RSC_IS_DATA_ROWS (self), NULL);
  return self->dataset;
}

gboolean
rsc_data_rows_is_held (RscDataRows *self, gsize row)
{
  g_return_val_if_fail (RSC_IS_DATA_ROWS (self), FALSE);
  return self->held && row < self->n && self->held[row];
}

gboolean
rsc_data_rows_has_held (RscDataRows *self)
{
  g_return_val_if_fail (RSC_IS_DATA_ROWS (self), FALSE);
  return self->held != NULL;
}

void
rsc_data_rows_sort (RscDataRows *self, int column, gboolean descending)
{
  g_return_if_fail (RSC_IS_DATA_ROWS (self));
  g_return_if_fail (column >= RSC_DATA_ORDER_PART);
  g_return_if_fail (column < 0
                    || (self->dataset && column <= (int) rsc_dataset_get_d (self->dataset)));

  self->column = column;
  self->descending = descending;
  take_order (self, dup_sorted (self, self->order), self->n);
}

int
rsc_data_rows_get_order (RscDataRows *self, gboolean *descending)
{
  g_return_val_if_fail (RSC_IS_DATA_ROWS (self), RSC_DATA_ORDER_ROW);
  *descending = self->descending;
  return self->column;
}

double
rsc_data_rows_get_value (RscDataRows *self, gsize row, gsize column)
{
  gsize d;

  g_return_val_if_fail (RSC_IS_DATA_ROWS (self), 0);
  g_return_val_if_fail (row < self->n && column <= rsc_dataset_get_d (self->dataset), 0);

  d = rsc_dataset_get_d (self->dataset);
  return column < d ? rsc_dataset_get_x (self->dataset)[row * d + column]
                    : rsc_dataset_get_y (self->dataset)[row];
}

gsize
rsc_data_rows_get_row (RscDataRows *self, guint position)
{
  g_return_val_if_fail (RSC_IS_DATA_ROWS (self), 0);
  g_return_val_if_fail (position < self->n, 0);
  return self->order[position];
}

guint
rsc_data_rows_get_position (RscDataRows *self, gsize row)
{
  g_return_val_if_fail (RSC_IS_DATA_ROWS (self), 0);
  g_return_val_if_fail (row < self->n, 0);
  return (guint) self->positions[row];
}

void
rsc_data_rows_set_selected (RscDataRows *self, const gsize *rows, gsize n)
{
  g_autoptr (GtkBitset) wanted = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) all = NULL;

  g_return_if_fail (RSC_IS_DATA_ROWS (self));

  for (gsize k = 0; k < n; k++)
    if (rows[k] < self->n)
      gtk_bitset_add (wanted, (guint) self->positions[rows[k]]);
  all = gtk_bitset_new_range (0, (guint) self->n);
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self), wanted, all);
}

gsize *
rsc_data_rows_dup_selected (RscDataRows *self, gsize *n)
{
  gsize *rows;

  g_return_val_if_fail (RSC_IS_DATA_ROWS (self), NULL);
  g_return_val_if_fail (n != NULL, NULL);

  rows = g_new (gsize, MAX (self->n_selected, 1));
  *n = 0;
  for (gsize i = 0; i < self->n && *n < self->n_selected; i++)
    if (self->selected[i])
      rows[(*n)++] = i;
  return rows;
}

gsize
rsc_data_rows_get_n_selected (RscDataRows *self)
{
  g_return_val_if_fail (RSC_IS_DATA_ROWS (self), 0);
  return self->n_selected;
}
