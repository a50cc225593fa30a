/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-glossary-pane.h"

#include "app/files/rsc-glossary.h"
#include "ui/rsc-formula-view.h"
#include "ui/rsc-linked-text.h"
#include "ui/words/rsc-lesson-words.h"

#define FILE_PATH "/org/reluscope/Reluscope/glossary.json"

struct _RscGlossaryPane
{
  GtkWidget parent_instance;

  GPtrArray *terms;
  GPtrArray *named; /* that the list is of until something is searched for, or NULL */
  GPtrArray *way;   /* terms that were shown, the one on show last; NULL for the list */

  GtkEditable *search;
  GtkScrolledWindow *scrolled;
  GtkWidget *page;
  GtkLabel *name;
  GtkLabel *text;
  RscFormulaView *formula;
  GtkLabel *source;
  GtkLabel *also;
  GtkListBox *list;
};

enum
{
  CLOSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscGlossaryPane, rsc_glossary_pane, GTK_TYPE_WIDGET)

static void
fill_page (RscGlossaryPane *self, const RscTermEntry *term)
{
  g_autofree char *source = term->source ? rsc_lesson_words_dup_source (term->source) : NULL;
  g_autoptr (GString) also = g_string_new (NULL);

  gtk_label_set_label (self->name, term->name);
  rsc_linked_text_set (self->text, term->text);
  rsc_formula_view_set_formula (self->formula, term->formula);
  gtk_widget_set_visible (GTK_WIDGET (self->formula), term->formula != NULL);
  gtk_label_set_label (self->source, source ? source : "");
  gtk_widget_set_visible (GTK_WIDGET (self->source), source != NULL);
  for (gsize k = 0; term->also[k]; k++)
    g_string_append_printf (also, "%s[[%s|%s]]", k > 0 ? ", " : "", term->also[k],
                            rsc_glossary_find (self->terms, term->also[k])->name);
  {
    g_autofree char *words = rsc_lesson_words_dup_also (also->str);

    rsc_linked_text_set (self->also, words);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->also), term->also[0] != NULL);
}

static void
update (RscGlossaryPane *self)
{
  const RscTermEntry *term =
    self->way->len > 0 ? g_ptr_array_index (self->way, self->way->len - 1) : NULL;

  gtk_widget_set_visible (self->page, term != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->list), term == NULL);
  if (term)
    fill_page (self, term);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
}

static void
go_to (RscGlossaryPane *self, const RscTermEntry *term)
{
  g_ptr_array_add (self->way, (gpointer) term);
  update (self);
}

/* --- what a hand does ------------------------------------------------------------------------- */

static void
on_back (GtkButton *button, gpointer user_data)
{
  RscGlossaryPane *self = RSC_GLOSSARY_PANE (user_data);

  if (self->way->len > 1)
    {
      g_ptr_array_set_size (self->way, (int) self->way->len - 1);
      update (self);
    }
  else
    g_signal_emit (self, signals[CLOSE], 0);
}

static void
on_search (GtkSearchEntry *search, gpointer user_data)
{
  RscGlossaryPane *self = RSC_GLOSSARY_PANE (user_data);

  gtk_list_box_invalidate_filter (self->list);
  if (*gtk_editable_get_text (self->search)
      && (self->way->len == 0 || g_ptr_array_index (self->way, self->way->len - 1)))
    go_to (self, NULL);
}

static void
on_row (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  RscGlossaryPane *self = RSC_GLOSSARY_PANE (user_data);

  go_to (self, g_ptr_array_index (self->terms, gtk_list_box_row_get_index (row)));
}

static gboolean
on_link (GtkLabel *label, const char *address, gpointer user_data)
{
  RscGlossaryPane *self = RSC_GLOSSARY_PANE (user_data);
  const char *id = rsc_linked_text_get_term (address);
  const RscTermEntry *term = id ? rsc_glossary_find (self->terms, id) : NULL;

  if (term)
    go_to (self, term);
  /* No other program knows these addresses. */
  return id != NULL;
}

static gboolean
matches (GtkListBoxRow *row, gpointer user_data)
{
  RscGlossaryPane *self = RSC_GLOSSARY_PANE (user_data);
  const char *words = gtk_editable_get_text (self->search);
  gpointer term = g_ptr_array_index (self->terms, gtk_list_box_row_get_index (row));

  if (self->named && *words == '\0')
    return g_ptr_array_find (self->named, term, NULL);
  return rsc_glossary_matches (term, words);
}

/* --- object ----------------------------------------------------------------------------------- */

static void
fill_list (RscGlossaryPane *self)
{
  g_autoptr (GBytes) bytes =
    g_resources_lookup_data (FILE_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GError) error = NULL;

  g_return_if_fail (bytes != NULL);
  self->terms = rsc_glossary_parse (g_bytes_get_data (bytes, NULL),
                                    (gssize) g_bytes_get_size (bytes), "glossary.json", &error);
  if (!self->terms)
    g_error ("%s", error->message);
  for (guint k = 0; k < self->terms->len; k++)
    {
      const RscTermEntry *term = g_ptr_array_index (self->terms, k);
      GtkWidget *label = gtk_label_new (term->name);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "lesson-row");
      gtk_list_box_append (self->list, label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (label)),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, term->name, -1);
    }
  gtk_list_box_set_filter_func (self->list, matches, self, NULL);
}

static void
rsc_glossary_pane_dispose (GObject *object)
{
  RscGlossaryPane *self = RSC_GLOSSARY_PANE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rsc_glossary_pane_parent_class)->dispose (object);
}

static void
rsc_glossary_pane_finalize (GObject *object)
{
  RscGlossaryPane *self = RSC_GLOSSARY_PANE (object);

  g_clear_pointer (&self->way, g_ptr_array_unref);
  g_clear_pointer (&self->named, g_ptr_array_unref);
  g_clear_pointer (&self->terms, g_ptr_array_unref);
  G_OBJECT_CLASS (rsc_glossary_pane_parent_class)->finalize (object);
}

static void
rsc_glossary_pane_class_init (RscGlossaryPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rsc_glossary_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = rsc_glossary_pane_finalize;
  signals[CLOSE] = g_signal_new ("close", RSC_TYPE_GLOSSARY_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  g_type_ensure (RSC_TYPE_FORMULA_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reluscope/Reluscope/ui/rsc-glossary-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, RscGlossaryPane, search);
  gtk_widget_class_bind_template_child (widget_class, RscGlossaryPane, scrolled);
  gtk_widget_class_bind_template_child (widget_class, RscGlossaryPane, page);
  gtk_widget_class_bind_template_child (widget_class, RscGlossaryPane, name);
  gtk_widget_class_bind_template_child (widget_class, RscGlossaryPane, text);
  gtk_widget_class_bind_template_child (widget_class, RscGlossaryPane, formula);
  gtk_widget_class_bind_template_child (widget_class, RscGlossaryPane, source);
  gtk_widget_class_bind_template_child (widget_class, RscGlossaryPane, also);
  gtk_widget_class_bind_template_child (widget_class, RscGlossaryPane, list);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_bind_template_callback (widget_class, on_search);
  gtk_widget_class_bind_template_callback (widget_class, on_row);
  gtk_widget_class_bind_template_callback (widget_class, on_link);
}

static void
rsc_glossary_pane_init (RscGlossaryPane *self)
{
  self->way = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_list (self);
  update (self);
}

/* Takes @named, or NULL: the list is of all. @term: or NULL for the list. */
static void
begin (RscGlossaryPane *self, GPtrArray *named, const RscTermEntry *term)
{
  g_clear_pointer (&self->named, g_ptr_array_unref);
  self->named = named;
  g_ptr_array_set_size (self->way, 0);
  gtk_editable_set_text (self->search, "");
  gtk_list_box_invalidate_filter (self->list);
  go_to (self, term);
}

gboolean
rsc_glossary_pane_show (RscGlossaryPane *self, const char *id)
{
  const RscTermEntry *term;

  g_return_val_if_fail (RSC_IS_GLOSSARY_PANE (self) && id != NULL, FALSE);

  term = rsc_glossary_find (self->terms, id);
  if (!term && *id)
    return FALSE;
  begin (self, NULL, term);
  return TRUE;
}

gboolean
rsc_glossary_pane_explain (RscGlossaryPane *self, const char *text)
{
  GPtrArray *named;

  g_return_val_if_fail (RSC_IS_GLOSSARY_PANE (self) && text != NULL, FALSE);

  named = rsc_glossary_find_named (self->terms, text);
  if (named->len == 0)
    {
      g_ptr_array_unref (named);
      return FALSE;
    }
  begin (self, named, named->len == 1 ? g_ptr_array_index (named, 0) : NULL);
  return TRUE;
}
