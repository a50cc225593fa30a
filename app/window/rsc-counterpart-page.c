/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-counterpart-page.h"

#include "app/model/rsc-document-compare.h"
#include "app/window/rsc-set-absence.h"
#include "ui/rsc-cone-price-view.h"
#include "ui/words/rsc-counterpart-words.h"
#include "ui/words/rsc-pattern-words.h"

struct _RscCounterpartPage
{
  RscPanel parent_instance;

  RscConePriceView *view;
  GtkLabel *absence;
  GtkLabel *facts;
  GtkButton *find_button;
  GtkButton *stop_button;
  GtkProgressBar *progress;
};

G_DEFINE_FINAL_TYPE (RscCounterpartPage, rsc_counterpart_page, RSC_TYPE_PANEL)

static RscCounterpart *
get_counterpart (gpointer panel)
{
  return rsc_document_get_counterpart (rsc_panel_get_document (panel));
}

static void
update_view (RscCounterpartPage *self)
{
  const RscConePrice *price = rsc_counterpart_get_price (get_counterpart (self));
  const GError *error = rsc_counterpart_get_error (get_counterpart (self));
  g_autofree char *without_set = rsc_set_absence_dup_words (rsc_panel_get_document (self));
  const char *text = "";

  rsc_cone_price_view_set_price (self->view, price,
                                 price ? rsc_pattern_words_scope (price->last) : NULL);
  if (without_set)
    text = without_set;
  else if (error)
    text = error->message;
  else if (!price && rsc_counterpart_is_pricing (get_counterpart (self)))
    text = rsc_counterpart_words_get (RSC_COUNTERPART_WAITING);
  else if (!price)
    text = rsc_counterpart_words_get (rsc_counterpart_is_possible (get_counterpart (self))
                                        ? RSC_COUNTERPART_ASK
                                        : RSC_COUNTERPART_IMPOSSIBLE);
  gtk_label_set_label (self->absence, text);
  gtk_widget_set_visible (GTK_WIDGET (self->absence), *text != '\0');
}

static void
update_facts (RscCounterpartPage *self)
{
  RscCounterpart *counterpart = get_counterpart (self);
  g_autofree char *text = NULL;

  if (rsc_counterpart_is_possible (counterpart))
    text =
      rsc_counterpart_words_dup_facts (rsc_counterpart_get_set (counterpart, RSC_ACTIVATION_RELU),
                                       rsc_counterpart_get_set (counterpart, RSC_ACTIVATION_GATED));
  gtk_label_set_label (self->facts, text ? text : "");
}

static void
update_controls (RscCounterpartPage *self)
{
  RscCounterpart *counterpart = get_counterpart (self);
  const gboolean pricing = rsc_counterpart_is_pricing (counterpart);
  const double fraction = rsc_counterpart_get_progress (counterpart);

  gtk_widget_set_visible (GTK_WIDGET (self->find_button), !pricing);
  gtk_widget_set_sensitive (GTK_WIDGET (self->find_button),
                            rsc_counterpart_is_possible (counterpart)
                              && !rsc_counterpart_get_price (counterpart));
  gtk_widget_set_visible (GTK_WIDGET (self->stop_button), pricing);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), pricing);
  gtk_progress_bar_set_fraction (self->progress, CLAMP (fraction, 0.0, 1.0));
}

static void
rsc_counterpart_page_update (RscPanel *panel, guint parts)
{
  RscCounterpartPage *self = RSC_COUNTERPART_PAGE (panel);

  if (!(parts
        & (RSC_DOCUMENT_COMPARED | RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_DATA | RSC_DOCUMENT_MODEL
           | RSC_DOCUMENT_BUSY | RSC_DOCUMENT_ERROR)))
    return;
  update_view (self);
  update_facts (self);
  update_controls (self);
}

static void
rsc_counterpart_page_open (RscPanel *panel, gboolean open)
{
  rsc_counterpart_set_wanted (get_counterpart (panel), open);
}

static void
on_find (GtkButton *button, gpointer user_data)
{
  rsc_counterpart_find_price (get_counterpart (user_data));
}

static void
on_stop (GtkButton *button, gpointer user_data)
{
  rsc_counterpart_stop (get_counterpart (user_data));
}

static void
rsc_counterpart_page_class_init (RscCounterpartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  RSC_PANEL_CLASS (klass)->update = rsc_counterpart_page_update;
  RSC_PANEL_CLASS (klass)->open = rsc_counterpart_page_open;
  g_type_ensure (RSC_TYPE_CONE_PRICE_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/reluscope/Reluscope/ui/rsc-counterpart-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RscCounterpartPage, view);
  gtk_widget_class_bind_template_child (widget_class, RscCounterpartPage, absence);
  gtk_widget_class_bind_template_child (widget_class, RscCounterpartPage, facts);
  gtk_widget_class_bind_template_child (widget_class, RscCounterpartPage, find_button);
  gtk_widget_class_bind_template_child (widget_class, RscCounterpartPage, stop_button);
  gtk_widget_class_bind_template_child (widget_class, RscCounterpartPage, progress);
  gtk_widget_class_bind_template_callback (widget_class, on_find);
  gtk_widget_class_bind_template_callback (widget_class, on_stop);
}

static void
rsc_counterpart_page_init (RscCounterpartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

RscPlotArea *
rsc_counterpart_page_get_view (RscCounterpartPage *self)
{
  g_return_val_if_fail (RSC_IS_COUNTERPART_PAGE (self), NULL);
  return RSC_PLOT_AREA (self->view);
}
