/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-pruning-numbers.h"

#include <math.h>

#include "ui/rsc-label.h"
#include "ui/rsc-tip.h"
#include "ui/words/rsc-pruning-numbers-words.h"

/* As long as a number with a power of ten is. */
#define VALUE_CHARS 7

struct _RscPruningNumbers
{
  GtkWidget parent_instance;

  GtkLabel *values[RSC_N_PRUNING_NUMBERS];
  GtkWidget *cells[RSC_N_PRUNING_NUMBERS];
};

G_DEFINE_FINAL_TYPE (RscPruningNumbers, rsc_pruning_numbers, GTK_TYPE_WIDGET)

static void
rsc_pruning_numbers_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rsc_pruning_numbers_parent_class)->dispose (object);
}

static void
rsc_pruning_numbers_class_init (RscPruningNumbersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rsc_pruning_numbers_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
rsc_pruning_numbers_init (RscPruningNumbers *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_box_layout_set_homogeneous (layout, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pruning-cells");
  for (guint k = 0; k < RSC_N_PRUNING_NUMBERS; k++)
    {
      g_autofree char *help = rsc_pruning_numbers_words_help ((RscPruningNumber) k, NULL);
      GtkWidget *name = gtk_label_new (rsc_pruning_numbers_words_name ((RscPruningNumber) k));

      self->cells[k] = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      self->values[k] = GTK_LABEL (gtk_label_new ("–"));
      gtk_label_set_ellipsize (self->values[k], PANGO_ELLIPSIZE_END);
      /* A number is not cut where two pages are side by side. */
      gtk_label_set_width_chars (self->values[k], VALUE_CHARS);
      gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (GTK_WIDGET (self->values[k]), "numeric");
      gtk_widget_add_css_class (name, "dim-label");
      gtk_widget_add_css_class (name, "name");
      rsc_tip_set (self->cells[k], help);
      gtk_accessible_update_relation (GTK_ACCESSIBLE (self->values[k]),
                                      GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, name, NULL, -1);
      gtk_box_append (GTK_BOX (self->cells[k]), GTK_WIDGET (self->values[k]));
      gtk_box_append (GTK_BOX (self->cells[k]), name);
      gtk_widget_set_parent (self->cells[k], GTK_WIDGET (self));
    }
}

GtkWidget *
rsc_pruning_numbers_new (void)
{
  return g_object_new (RSC_TYPE_PRUNING_NUMBERS, NULL);
}

void
rsc_pruning_numbers_set_state (RscPruningNumbers *self, const RscPruningState *state)
{
  g_autofree char *help = NULL;

  g_return_if_fail (RSC_IS_PRUNING_NUMBERS (self));

  for (guint k = 0; k < RSC_N_PRUNING_NUMBERS; k++)
    {
      g_autofree char *value = rsc_pruning_numbers_words_value ((RscPruningNumber) k, state);

      rsc_label_set (self->values[k], value);
    }
  if (!state)
    return;
  help = rsc_pruning_numbers_words_help (RSC_PRUNING_NUMBER_OBJECTIVE, state);
  rsc_tip_set (self->cells[RSC_PRUNING_NUMBER_OBJECTIVE], help);
  gtk_widget_set_visible (self->cells[RSC_PRUNING_NUMBER_TEST], !isnan (state->test_error));
}
