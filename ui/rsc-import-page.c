/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-import-page.h"

#include <string.h>

#include "core/data/rsc-preparation.h"
#include "ui/rsc-import-preview.h"
#include "ui/rsc-label.h"
#include "ui/rsc-name-factory.h"
#include "ui/words/rsc-import-words.h"
#include "ui/words/rsc-reading-words.h"

/* Numbers of more different values are no classes. */
#define CLASSES_OF_NUMBERS_MAX 10

/* From so many columns on they are searched. */
#define SEARCH_MIN 12

/* As the page lists them. */
static const char separators[] = { ',', ';', '\t', ' ', '|' };
static const char decimals[] = { '.', ',' };

/* Of a column or a class that is chosen: three choices stand side by side. */
#define NAME_CHARS 18

struct _RscImportPage
{
  GtkBox parent_instance;

  RscImportPreview *preview;
  GtkDropDown *target;
  GtkMenuButton *more;
  GtkBox *more_list;
  GtkDropDown *kind;
  GtkDropDown *positive;
  GtkDropDown *negative;
  GtkDropDown *missing;
  GtkDropDown *separator;
  GtkDropDown *decimal;
  GtkWidget *kind_place;
  GtkWidget *positive_place;
  GtkWidget *negative_place;
  GtkWidget *missing_place;
  GtkCheckButton *header;
  GtkCheckButton *standardise;
  GtkImage *sign;
  GtkLabel *sentence;

  RscImportTrial *trial;
  RscImportDraft *draft; /* as the controls have it */
  GArray *targets;       /* gsize: column of each choice of the target */
  gboolean can_standardise;
  gboolean is_filling;
  gboolean is_waiting; /* for what comes of the draft */
};

enum
{
  CHANGED,
  READY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscImportPage, rsc_import_page, GTK_TYPE_BOX)

/* --- from the trial --------------------------------------------------------------------------- */

static gboolean
has_missing (const RscTable *table)
{
  for (gsize k = 0; k < rsc_table_get_n_columns (table); k++)
    {
      const RscColumn *column = rsc_table_get_column (table, k);

      if (column->type != RSC_COLUMN_EMPTY && column->n_filled < rsc_table_get_n_rows (table))
        return TRUE;
    }
  return FALSE;
}

static guint
find_char (const char *list, gsize n, char c)
{
  const char *found = memchr (list, c, n);

  return found != NULL ? (guint) (found - list) : GTK_INVALID_LIST_POSITION;
}

static guint
find_class (char **classes, const char *name)
{
  for (guint k = 0; classes != NULL && name != NULL && classes[k] != NULL; k++)
    if (g_str_equal (classes[k], name))
      return k;
  return GTK_INVALID_LIST_POSITION;
}

/* Lists @names, @first before them and @last after them (or NULL); what is listed already stays,
 * and open with it. */
static void
set_names (GtkDropDown *down, const char *first, char **names, const char *last)
{
  GListModel *old = gtk_drop_down_get_model (down);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint n;

  if (first != NULL)
    gtk_string_list_append (list, first);
  for (; names != NULL && *names != NULL; names++)
    {
      g_autofree char *name = rsc_field_dup_printable (*names, strlen (*names));

      gtk_string_list_append (list, name);
    }
  if (last != NULL)
    gtk_string_list_append (list, last);
  n = g_list_model_get_n_items (G_LIST_MODEL (list));
  if (old != NULL && g_list_model_get_n_items (old) == n)
    {
      guint k = 0;

      while (k < n
             && g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (old), k),
                             gtk_string_list_get_string (list, k)))
        k++;
      if (k == n)
        return;
    }
  gtk_drop_down_set_model (down, G_LIST_MODEL (list));
}

static void
fill_targets (RscImportPage *self)
{
  const RscTable *table = self->trial->table;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  g_array_set_size (self->targets, 0);
  for (gsize k = 0; k < rsc_table_get_n_columns (table); k++)
    if (rsc_import_can_use (table, k))
      {
        g_array_append_val (self->targets, k);
        g_ptr_array_add (names, rsc_import_preview_dup_name (table, k));
      }
  gtk_drop_down_set_enable_search (self->target, names->len >= SEARCH_MIN);
  g_ptr_array_add (names, NULL);
  set_names (self->target, NULL, (char **) names->pdata, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->more), self->targets->len > 2);
}

static gboolean
is_category (RscImportPage *self)
{
  const gsize k = self->draft->target;

  return k < self->draft->n_columns
         && rsc_table_get_column (self->trial->table, k)->type == RSC_COLUMN_CATEGORY;
}

/* Whether the target has classes as things stand. */
static gboolean
has_classes (RscImportPage *self)
{
  const RscDataset *dataset = self->trial->dataset;

  if (self->trial->classes == NULL || self->draft->target_type == RSC_TARGET_TYPE_REGRESSION)
    return FALSE;
  if (is_category (self) || self->draft->target_type == RSC_TARGET_TYPE_CLASSES)
    return TRUE;
  return dataset != NULL && rsc_dataset_get_reading (dataset)->target_kind != RSC_TARGET_VALUES;
}

/* Whether other columns are targets too. */
static gboolean
has_more (RscImportPage *self)
{
  for (gsize k = 0; k < self->draft->n_columns; k++)
    if (self->draft->more[k])
      return TRUE;
  return FALSE;
}

static void
fill_classes (RscImportPage *self)
{
  char **classes = self->trial->classes;
  const guint n = classes != NULL ? g_strv_length (classes) : 0;
  const gboolean any = has_classes (self) && !has_more (self);
  const gboolean every = self->draft->every_class && n > 2;
  guint negative;

  gtk_widget_set_visible (self->kind_place, n > 0 && !is_category (self)
                                              && n <= CLASSES_OF_NUMBERS_MAX && !has_more (self)
                                              && n < rsc_table_get_n_rows (self->trial->table));
  gtk_drop_down_set_selected (self->kind, any ? 1 : 0);
  gtk_widget_set_visible (self->positive_place, any);
  gtk_widget_set_visible (self->negative_place, any && n > 2 && !every);
  if (!any)
    return;
  set_names (self->positive, NULL, classes, n > 2 ? rsc_import_words_get (RSC_IMPORT_EVERY) : NULL);
  set_names (self->negative, rsc_import_words_get (RSC_IMPORT_REST), classes, NULL);
  /* Of two the last is +1 where nobody has chosen. */
  gtk_drop_down_set_selected (self->positive, every ? n
                                              : self->draft->positive != NULL
                                                ? find_class (classes, self->draft->positive)
                                                : n - 1);
  negative = find_class (classes, self->draft->negative);
  gtk_drop_down_set_selected (self->negative,
                              negative == GTK_INVALID_LIST_POSITION ? 0 : negative + 1);
}

static void
fill_table_choices (RscImportPage *self)
{
  const RscTable *table = self->trial->table;
  const RscTableChoices *chosen = &self->draft->table;
  const char separator =
    chosen->separator != 0 ? chosen->separator : rsc_table_get_dialect (table)->separator;
  const char decimal = chosen->decimal != 0 ? chosen->decimal : rsc_table_get_decimal (table);

  gtk_check_button_set_active (self->header, chosen->header == RSC_HEADER_AUTO
                                               ? rsc_table_get_header (table) != RSC_HEADER_NONE
                                               : chosen->header == RSC_HEADER_YES);
  gtk_drop_down_set_selected (self->separator,
                              find_char (separators, sizeof separators, separator));
  /* Where nothing says which it is, none is. */
  gtk_drop_down_set_selected (self->decimal, self->trial->problem == RSC_IMPORT_PROBLEM_DECIMAL
                                               ? GTK_INVALID_LIST_POSITION
                                               : find_char (decimals, sizeof decimals, decimal));
}

static void
say (RscImportPage *self)
{
  const RscImportTrial *trial = self->trial;
  const char *way = rsc_import_words_get_way_out (trial->problem);
  g_autofree char *text = NULL;

  if (trial->dataset != NULL)
    text = rsc_reading_words_dup (rsc_dataset_get_reading (trial->dataset));
  else
    text = g_strdup_printf ("%s%s%s", trial->error->message, way != NULL ? "\n" : "",
                            way != NULL ? way : "");
  rsc_label_set (self->sentence, text);
  gtk_image_set_from_icon_name (self->sign, trial->dataset != NULL ? "object-select-symbolic"
                                                                   : "dialog-warning-symbolic");
  if (trial->dataset != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->sign), "warning");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->sign), "warning");
  gtk_widget_set_visible (GTK_WIDGET (self->standardise),
                          self->can_standardise && trial->dataset != NULL
                            && rsc_preparation_is_suggested (trial->dataset));
}

void
rsc_import_page_take (RscImportPage *self, RscImportTrial *trial)
{
  g_return_if_fail (RSC_IS_IMPORT_PAGE (self) && trial != NULL);

  self->is_filling = TRUE;
  g_clear_pointer (&self->trial, rsc_import_trial_free);
  g_clear_pointer (&self->draft, rsc_import_draft_free);
  self->trial = trial;
  self->draft = rsc_import_draft_copy (trial->draft);
  self->is_waiting = FALSE;
  rsc_import_preview_set (self->preview, trial->table, self->draft);
  fill_targets (self);
  for (guint t = 0; t < self->targets->len; t++)
    if (g_array_index (self->targets, gsize, t) == self->draft->target)
      gtk_drop_down_set_selected (self->target, t);
  fill_classes (self);
  gtk_widget_set_visible (self->missing_place, has_missing (trial->table));
  gtk_drop_down_set_selected (self->missing, self->draft->missing);
  fill_table_choices (self);
  say (self);
  self->is_filling = FALSE;
  g_signal_emit (self, signals[READY], 0);
}

/* --- from the hand ---------------------------------------------------------------------------- */

static void
change (RscImportPage *self)
{
  self->is_waiting = TRUE;
  g_signal_emit (self, signals[READY], 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_target (RscImportPage *self)
{
  const guint at = gtk_drop_down_get_selected (self->target);

  if (self->is_filling || at >= self->targets->len)
    return;
  rsc_import_draft_set_target (self->draft, self->trial->table,
                               g_array_index (self->targets, gsize, at));
  change (self);
}

static void
on_more_toggled (GtkCheckButton *button, gpointer user_data)
{
  RscImportPage *self = RSC_IMPORT_PAGE (user_data);
  const gsize k = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (button), "column"));

  rsc_import_draft_set_more (self->draft, self->trial->table, k,
                             gtk_check_button_get_active (button));
  change (self);
}

/* Only when it is opened: a table may have thousands of columns. */
static void
fill_more (RscImportPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->more_list))) != NULL)
    gtk_box_remove (self->more_list, child);
  for (guint t = 0; t < self->targets->len; t++)
    {
      const gsize k = g_array_index (self->targets, gsize, t);
      g_autofree char *name = rsc_import_preview_dup_name (self->trial->table, k);
      GtkWidget *button;

      if (k == self->draft->target)
        continue;
      button = gtk_check_button_new_with_label (name);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (button), self->draft->more[k]);
      g_object_set_data (G_OBJECT (button), "column", GSIZE_TO_POINTER (k));
      g_signal_connect (button, "toggled", G_CALLBACK (on_more_toggled), self);
      gtk_box_append (self->more_list, button);
    }
}

static void
on_kind (RscImportPage *self)
{
  if (self->is_filling)
    return;
  self->draft->target_type = gtk_drop_down_get_selected (self->kind) == 1
                               ? RSC_TARGET_TYPE_CLASSES
                               : RSC_TARGET_TYPE_REGRESSION;
  rsc_import_draft_set_classes (self->draft, NULL, NULL);
  change (self);
}

/* A class cannot be set against itself: the other one becomes what this one was. */
static void
on_classes (RscImportPage *self, GObject *pspec, GtkDropDown *changed)
{
  char **classes = self->trial->classes;
  const guint positive = gtk_drop_down_get_selected (self->positive);
  const guint negative = gtk_drop_down_get_selected (self->negative);
  const guint n = classes != NULL ? g_strv_length (classes) : 0;
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  if (self->is_filling || n == 0 || positive > n)
    return;
  self->draft->every_class = positive == n;
  if (positive == n)
    {
      rsc_import_draft_set_classes (self->draft, classes[0], NULL);
      change (self);
      return;
    }
  one = g_strdup (classes[positive]);
  other = n > 2 && negative > 0 && negative <= n ? g_strdup (classes[negative - 1]) : NULL;
  if (other != NULL && g_str_equal (one, other))
    {
      if (changed == self->positive)
        {
          g_free (other);
          other = g_strdup (self->draft->positive);
        }
      else
        {
          g_free (one);
          one = g_strdup (self->draft->negative != NULL
                            ? self->draft->negative
                            : classes[g_str_equal (other, classes[0]) ? 1 : 0]);
        }
    }
  rsc_import_draft_set_classes (self->draft, one, other);
  change (self);
}

static void
on_missing (RscImportPage *self)
{
  if (self->is_filling)
    return;
  self->draft->missing = (RscMissing) gtk_drop_down_get_selected (self->missing);
  change (self);
}

static void
on_use (RscImportPage *self, guint column)
{
  self->draft->used[column] = !self->draft->used[column];
  change (self);
}

static void
on_header (RscImportPage *self)
{
  if (self->is_filling)
    return;
  self->draft->table.header =
    gtk_check_button_get_active (self->header) ? RSC_HEADER_YES : RSC_HEADER_NO;
  change (self);
}

static void
on_marks (RscImportPage *self)
{
  const guint separator = gtk_drop_down_get_selected (self->separator);
  const guint decimal = gtk_drop_down_get_selected (self->decimal);

  if (self->is_filling)
    return;
  /* What was only found stays to be found. */
  if (separator < sizeof separators
      && (self->draft->table.separator != 0
          || separators[separator] != rsc_table_get_dialect (self->trial->table)->separator))
    self->draft->table.separator = separators[separator];
  if (decimal < sizeof decimals
      && (self->draft->table.decimal != 0 || self->trial->problem == RSC_IMPORT_PROBLEM_DECIMAL
          || decimals[decimal] != rsc_table_get_decimal (self->trial->table)))
    self->draft->table.decimal = decimals[decimal];
  change (self);
}

/* --- the whole -------------------------------------------------------------------------------- */

static void
rsc_import_page_dispose (GObject *object)
{
  RscImportPage *self = RSC_IMPORT_PAGE (object);

  self->is_filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), RSC_TYPE_IMPORT_PAGE);
  g_clear_pointer (&self->trial, rsc_import_trial_free);
  g_clear_pointer (&self->draft, rsc_import_draft_free);
  g_clear_pointer (&self->targets, g_array_unref);
  G_OBJECT_CLASS (rsc_import_page_parent_class)->dispose (object);
}

static void
rsc_import_page_class_init (RscImportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (RSC_TYPE_IMPORT_PREVIEW);
  G_OBJECT_CLASS (klass)->dispose = rsc_import_page_dispose;
  signals[CHANGED] = g_signal_new ("changed", RSC_TYPE_IMPORT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[READY] = g_signal_new ("ready", RSC_TYPE_IMPORT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reluscope/Reluscope/ui/rsc-import-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RscImportPage, preview);
  gtk_widget_class_bind_template_child (widget_class, RscImportPage, target);
  gtk_widget_class_bind_template_child (widget_class, RscImportPage, more);
  gtk_widget_class_bind_template_child (widget_class, RscImportPage, more_list);
  gtk_widget_class_bind_template_child (widget_class, RscImportPage, kind);
  gtk_widget_class_bind_template_child (widget_class, RscImportPage, positive);
  gtk_widget_class_bind_template_child (widget_class, RscImportPage, negative);
  gtk_widget_class_bind_template_child (widget_class, RscImportPage, missing);
  gtk_widget_class_bind_template_child (widget_class, RscImportPage, separator);
  gtk_widget_class_bind_template_child (widget_class, RscImportPage, decimal);
  gtk_widget_class_bind_template_child (widget_class, RscImportPage, kind_place);
  gtk_widget_class_bind_template_child (widget_class, RscImportPage, positive_place);
  gtk_widget_class_bind_template_child (widget_class, RscImportPage, negative_place);
  gtk_widget_class_bind_template_child (widget_class, RscImportPage, missing_place);
  gtk_widget_class_bind_template_child (widget_class, RscImportPage, header);
  gtk_widget_class_bind_template_child (widget_class, RscImportPage, standardise);
  gtk_widget_class_bind_template_child (widget_class, RscImportPage, sign);
  gtk_widget_class_bind_template_child (widget_class, RscImportPage, sentence);
  gtk_widget_class_bind_template_callback (widget_class, on_target);
  gtk_widget_class_bind_template_callback (widget_class, fill_more);
  gtk_widget_class_bind_template_callback (widget_class, on_kind);
  gtk_widget_class_bind_template_callback (widget_class, on_classes);
  gtk_widget_class_bind_template_callback (widget_class, on_missing);
  gtk_widget_class_bind_template_callback (widget_class, on_use);
  gtk_widget_class_bind_template_callback (widget_class, on_header);
  gtk_widget_class_bind_template_callback (widget_class, on_marks);
}

static void
rsc_import_page_init (RscImportPage *self)
{
  self->is_filling = TRUE;
  self->targets = g_array_new (FALSE, FALSE, sizeof (gsize));
  gtk_widget_init_template (GTK_WIDGET (self));
  rsc_name_factory_use (GTK_WIDGET (self->target), NAME_CHARS);
  rsc_name_factory_use (GTK_WIDGET (self->positive), NAME_CHARS);
  rsc_name_factory_use (GTK_WIDGET (self->negative), NAME_CHARS);
}

GtkWidget *
rsc_import_page_new (RscImportTrial *trial, gboolean can_standardise)
{
  RscImportPage *self;

  g_return_val_if_fail (trial != NULL, NULL);

  self = g_object_new (RSC_TYPE_IMPORT_PAGE, NULL);
  self->can_standardise = can_standardise;
  rsc_import_page_take (self, trial);
  return GTK_WIDGET (self);
}

RscTable *
rsc_import_page_get_table (RscImportPage *self)
{
  g_return_val_if_fail (RSC_IS_IMPORT_PAGE (self), NULL);

  return self->trial->table;
}

const RscImportDraft *
rsc_import_page_get_draft (RscImportPage *self)
{
  g_return_val_if_fail (RSC_IS_IMPORT_PAGE (self), NULL);

  return self->draft;
}

RscDataset *
rsc_import_page_get_dataset (RscImportPage *self)
{
  g_return_val_if_fail (RSC_IS_IMPORT_PAGE (self), NULL);

  return self->is_waiting ? NULL : self->trial->dataset;
}

gboolean
rsc_import_page_get_standardise (RscImportPage *self)
{
  g_return_val_if_fail (RSC_IS_IMPORT_PAGE (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self->standardise))
         && gtk_check_button_get_active (self->standardise);
}
