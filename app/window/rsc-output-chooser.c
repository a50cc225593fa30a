/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-output-chooser.h"

#include <math.h>

#include "app/model/rsc-document-outputs.h"
#include "ui/rsc-name-factory.h"
#include "ui/rsc-tip.h"
#include "ui/words/rsc-classes-words.h"

struct _RscOutputChooser
{
  RscPanel parent_instance;

  GtkWidget *box; /* hidden in place of the panel, which would hear of nothing then */
  GtkLabel *title;
  GtkDropDown *outputs;
  GtkWidget *spinner;
  GtkLabel *shared;
  GtkLabel *status;
};

G_DEFINE_FINAL_TYPE (RscOutputChooser, rsc_output_chooser, RSC_TYPE_PANEL)

/* Whether they are listed already: what is listed stays, and open with it. */
static gboolean
are_listed (RscOutputChooser *self, const RscOutputs *outputs)
{
  GListModel *list = gtk_drop_down_get_model (self->outputs);

  if (!list || g_list_model_get_n_items (list) != outputs->n)
    return FALSE;
  for (guint k = 0; k < outputs->n; k++)
    if (!g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (list), k), outputs->names[k]))
      return FALSE;
  return TRUE;
}

static void
update_list (RscOutputChooser *self)
{
  gsize shown = 0;
  const RscOutputs *outputs = rsc_document_state_get_outputs (rsc_panel_get_state (self), &shown);
  const gssize wanted = rsc_document_get_wanted_output (rsc_panel_get_document (self));

  gtk_widget_set_visible (self->box, outputs != NULL);
  if (!outputs)
    return;
  gtk_label_set_label (self->title, rsc_classes_words_get_title (outputs->is_classes));
  if (!are_listed (self, outputs))
    {
      g_autoptr (GtkStringList) list = gtk_string_list_new ((const char *const *) outputs->names);

      gtk_drop_down_set_model (self->outputs, G_LIST_MODEL (list));
    }
  gtk_drop_down_set_selected (self->outputs, (guint) (wanted >= 0 ? (gsize) wanted : shown));
  gtk_widget_set_visible (self->spinner, wanted >= 0);
}

static char *
dup_status (RscOutputNetworks *networks, gsize n)
{
  gsize done = 0, right, counted, test_right = 0, test_counted = 0;

  for (gsize k = 0; k < n; k++)
    {
      const RscOutputStatus status = rsc_output_networks_get_status (networks, k);
      const RscOutputs *outputs = rsc_output_networks_get_outputs (networks, NULL);

      if (status == RSC_OUTPUT_FAILED || status == RSC_OUTPUT_OPEN)
        return rsc_classes_words_dup_none (outputs->names[k],
                                           rsc_output_networks_get_error (networks, k));
      done += status == RSC_OUTPUT_CERTIFIED;
    }
  if (done == n && rsc_output_networks_count (networks, FALSE, &right, &counted))
    {
      rsc_output_networks_count (networks, TRUE, &test_right, &test_counted);
      return rsc_classes_words_dup_accuracies (right, counted, test_right, test_counted);
    }
  return rsc_classes_words_dup_progress (done, n);
}

static void
update_words (RscOutputChooser *self)
{
  RscOutputNetworks *networks = rsc_document_get_output_networks (rsc_panel_get_document (self));
  gsize shown = 0;
  const RscOutputs *outputs = rsc_document_state_get_outputs (rsc_panel_get_state (self), &shown);
  g_autofree char *shared = NULL;
  g_autofree char *status = NULL;
  double lambda, lambda_max;

  if (!outputs)
    return;
  lambda = rsc_output_networks_get_lambda (networks);
  lambda_max = rsc_output_networks_get_lambda_max (networks, shown);
  shared =
    rsc_classes_words_dup_shared (outputs->n, lambda, lambda > lambda_max ? lambda_max : NAN);
  status = dup_status (networks, outputs->n);
  gtk_label_set_label (self->shared, shared);
  gtk_label_set_label (self->status, status ? status : "");
  gtk_widget_set_visible (GTK_WIDGET (self->status), status != NULL);
  rsc_tip_set (GTK_WIDGET (self->status),
               outputs->is_classes ? rsc_classes_words_get_accuracy_tip () : NULL);
}

static void
rsc_output_chooser_update (RscPanel *panel, guint parts)
{
  RscOutputChooser *self = RSC_OUTPUT_CHOOSER (panel);

  if (!(parts & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_OUTPUTS)))
    return;
  rsc_panel_begin_update (self);
  update_list (self);
  update_words (self);
  rsc_panel_end_update (self);
}

static void
on_output (GtkDropDown *drop_down, GParamSpec *pspec, gpointer user_data)
{
  const guint k = gtk_drop_down_get_selected (drop_down);

  if (rsc_panel_is_updating (user_data) || k == GTK_INVALID_LIST_POSITION)
    return;
  rsc_document_choose_output (rsc_panel_get_document (user_data), k);
}

static void
rsc_output_chooser_class_init (RscOutputChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  RSC_PANEL_CLASS (klass)->update = rsc_output_chooser_update;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reluscope/Reluscope/ui/rsc-output-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, RscOutputChooser, box);
  gtk_widget_class_bind_template_child (widget_class, RscOutputChooser, title);
  gtk_widget_class_bind_template_child (widget_class, RscOutputChooser, outputs);
  gtk_widget_class_bind_template_child (widget_class, RscOutputChooser, spinner);
  gtk_widget_class_bind_template_child (widget_class, RscOutputChooser, shared);
  gtk_widget_class_bind_template_child (widget_class, RscOutputChooser, status);
  gtk_widget_class_bind_template_callback (widget_class, on_output);
}

static void
rsc_output_chooser_init (RscOutputChooser *self)
{
  rsc_panel_begin_update (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  rsc_name_factory_use (GTK_WIDGET (self->outputs), 24);
  rsc_panel_end_update (self);
}
