/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-widths-panel.h"

#include <math.h>

#include "app/window/rsc-export-dialog.h"
#include "app/window/rsc-set-absence.h"
#include "ui/rsc-label.h"
#include "ui/rsc-piece-list.h"
#include "ui/rsc-tip.h"
#include "ui/rsc-widths-view.h"
#include "ui/words/rsc-walk-words.h"
#include "ui/words/rsc-widths-words.h"

/* Pieces that the list has. */
#define PIECES_MAX 200
/* Of what does not hold now. */
#define PALE 0.45

struct _RscWidthsPanel
{
  RscPanel parent_instance;

  RscWidthsView *view;
  GtkLabel *absence;
  GtkRange *width;
  RscPieceList *list;
  GtkWidget *start_button;
  GtkWidget *walk_button;
  GtkWidget *drop_button;
  GtkButton *play_button;
  GtkRange *place;
  GtkLabel *caption;

  /* What the list is of */
  RscComplex *listed; /* or NULL */
  gsize m;
  RscWidthsPiece *pieces;
  gsize n_pieces;
};

G_DEFINE_FINAL_TYPE (RscWidthsPanel, rsc_widths_panel, RSC_TYPE_PANEL)

static RscWidths *
get_widths (gpointer panel)
{
  return rsc_document_get_widths (rsc_panel_get_document (panel));
}

/* What there is to say of each piece. The vertex of fewest neurons stands for it. */
static RscWidthsPiece *
dup_pieces (RscWidths *widths, gsize *n_pieces)
{
  RscComplex *complex = rsc_widths_get_complex (widths);
  const gsize *pieces = rsc_widths_get_pieces (widths, n_pieces);
  RscWidthsPiece *words = g_new (RscWidthsPiece, MAX (*n_pieces, 1));

  for (gsize k = 0; k < *n_pieces; k++)
    words[k] = (RscWidthsPiece){ 0, G_MAXSIZE, 0, G_MAXSIZE };
  for (gsize v = 0; pieces && v < rsc_complex_get_n_vertices (complex); v++)
    if (pieces[v] < *n_pieces)
      {
        const gsize width = rsc_complex_get_vertex_width (complex, v);
        RscWidthsPiece *piece = words + pieces[v];

        piece->n_vertices++;
        if (width < piece->least)
          piece->vertex = v;
        piece->least = MIN (piece->least, width);
        piece->largest = MAX (piece->largest, width);
      }
  return words;
}

static void
update_list (RscWidthsPanel *self)
{
  RscDocument *document = rsc_panel_get_document (self);
  RscWidths *widths = get_widths (self);
  RscComplex *complex = rsc_widths_get_complex (widths);
  const gsize m = rsc_widths_get_m (widths);
  /* Of the set that the document shows, which may be another one by now. */
  const gsize *labels = complex && rsc_complex_get_set (complex) == rsc_document_get_set (document)
                          ? rsc_labelling_get_labels (rsc_document_get_labelling (document))
                          : NULL;

  if (self->listed == complex && self->m == m)
    return;
  g_clear_pointer (&self->listed, rsc_complex_unref);
  g_clear_pointer (&self->pieces, g_free);
  self->listed = complex ? rsc_complex_ref (complex) : NULL;
  self->m = m;
  self->pieces = dup_pieces (widths, &self->n_pieces);
  rsc_piece_list_clear (self->list);
  for (gsize k = 0; complex && k < MIN (self->n_pieces, PIECES_MAX); k++)
    {
      g_autofree char *words = rsc_widths_words_dup_piece (complex, self->pieces + k, k, m, labels);

      rsc_piece_list_append (self->list, k, words);
    }
  if (self->n_pieces > PIECES_MAX)
    {
      g_autofree char *words = rsc_widths_words_dup_more (self->n_pieces - PIECES_MAX);
      rsc_piece_list_append_note (self->list, words);
    }
}

/* The piece that the picked network is in, if it is a vertex. */
static void
update_current (RscWidthsPanel *self)
{
  RscDocument *document = rsc_panel_get_document (self);
  const gssize vertex = rsc_picked_network_get_vertex (rsc_document_get_picked (document));
  gsize n_pieces;
  const gsize *pieces = rsc_widths_get_pieces (get_widths (self), &n_pieces);
  const gboolean known =
    pieces && vertex >= 0
    && (gsize) vertex < rsc_complex_get_n_vertices (rsc_widths_get_complex (get_widths (self)));

  rsc_piece_list_set_current (self->list,
                              known && pieces[vertex] != G_MAXSIZE ? (gssize) pieces[vertex] : -1);
}

/* While that of a moving λ is not known, the one before stays, pale; so does the newest of a set
 * that is about to give way. */
static void
update_view (RscWidthsPanel *self)
{
  RscWidths *widths = get_widths (self);
  RscComplex *complex = rsc_widths_get_complex (widths);
  const gboolean passing =
    complex == NULL && rsc_document_get_set (rsc_panel_get_document (self)) != NULL;

  const gboolean holds = complex != NULL && !rsc_widths_is_stale (widths);

  gtk_widget_set_opacity (GTK_WIDGET (self->view), holds ? 1.0 : PALE);
  gtk_widget_set_opacity (GTK_WIDGET (self->list), holds ? 1.0 : PALE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), holds);
  if (passing)
    return;
  rsc_widths_view_set (self->view, complex, rsc_widths_get_m (widths));
  update_list (self);
}

static void
update_width (RscWidthsPanel *self)
{
  RscWidths *widths = get_widths (self);
  RscComplex *complex = rsc_widths_get_complex (widths);
  gsize first, last;

  gtk_widget_set_sensitive (GTK_WIDGET (self->width), complex != NULL);
  if (!complex)
    return;
  rsc_panel_begin_update (self);
  rsc_widths_plot_get_range (complex, &first, &last);
  gtk_range_set_range (self->width, (double) first, (double) MAX (last, first + 1));
  gtk_range_set_value (self->width, (double) rsc_widths_get_m (widths));
  rsc_panel_end_update (self);
}

static void
update_walk (RscWidthsPanel *self)
{
  RscDocument *document = rsc_panel_get_document (self);
  RscPlayer *player = rsc_document_get_player (document);
  RscWidths *widths = get_widths (self);
  const RscComplexWalk *walk = rsc_widths_get_walk (widths);
  const gboolean picked = rsc_picked_network_get_point (rsc_document_get_picked (document)) != NULL;
  const gboolean playing =
    rsc_player_get_playback (player)->playing && rsc_player_get_track (player) == RSC_TRACK_WALK;
  const char *label = rsc_widths_words_get_play (playing);

  const gboolean holds = rsc_widths_get_complex (widths) && !rsc_widths_is_stale (widths);
  const gboolean alone = holds && rsc_complex_get_n_vertices (rsc_widths_get_complex (widths)) == 1;
  gtk_widget_set_sensitive (self->start_button, picked && holds && !alone);
  rsc_tip_set (self->start_button, rsc_walk_words_get_start_tip (alone));
  gtk_widget_set_sensitive (self->walk_button, picked && holds && rsc_widths_has_start (widths));
  gtk_widget_set_visible (self->drop_button, walk || rsc_widths_has_start (widths));
  gtk_widget_set_sensitive (GTK_WIDGET (self->play_button), holds);
  gtk_widget_set_sensitive (GTK_WIDGET (self->place), holds);
  gtk_widget_set_visible (GTK_WIDGET (self->play_button), walk && walk->n_stops > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->place), walk && walk->n_stops > 1);
  gtk_button_set_icon_name (self->play_button, playing ? "media-playback-pause-symbolic"
                                                       : "media-playback-start-symbolic");
  rsc_tip_set (GTK_WIDGET (self->play_button), rsc_widths_words_get_play_tip (playing));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  if (!walk || walk->n_stops < 2)
    return;
  gtk_widget_set_opacity (GTK_WIDGET (self->place),
                          rsc_document_is_on_walk (document) ? 1.0 : PALE);
  rsc_panel_begin_update (self);
  gtk_range_set_range (self->place, 0, (double) (walk->n_stops - 1));
  gtk_range_set_value (self->place,
                       rsc_player_get_position (player, RSC_TRACK_WALK) / RSC_WALK_SECONDS);
  rsc_panel_end_update (self);
}

static void
update_caption (RscWidthsPanel *self)
{
  RscWidths *widths = get_widths (self);
  RscComplex *complex = rsc_widths_get_complex (widths);
  g_autofree char *text = NULL;

  switch (rsc_widths_get_caption (widths))
    {
    case RSC_WIDTHS_CAPTION_LEVEL:
      text = rsc_widths_words_dup_level (complex, rsc_widths_get_m (widths));
      break;
    case RSC_WIDTHS_CAPTION_START:
      text = g_strdup (rsc_widths_words_get_start_hint ());
      break;
    case RSC_WIDTHS_CAPTION_WALK:
      text = rsc_widths_words_dup_walked (complex, rsc_widths_get_walk (widths));
      break;
    case RSC_WIDTHS_CAPTION_LOST:
      text = g_strdup (rsc_walk_words_get_lost ());
      break;
    case RSC_WIDTHS_CAPTION_NONE:
    default:
      break;
    }
  rsc_label_set (self->caption, text);
}

static void
update_absence (RscWidthsPanel *self)
{
  const gboolean known = rsc_widths_view_get_complex (self->view) != NULL;
  g_autofree char *without_set = rsc_set_absence_dup_words (rsc_panel_get_document (self));
  const char *text = "";

  if (without_set)
    text = without_set;
  else if (!known && rsc_widths_is_stale (get_widths (self)))
    text = rsc_walk_words_get_resting ();
  else if (!known)
    text = rsc_widths_words_get_waiting ();
  rsc_label_set (self->absence, text);
  gtk_widget_set_visible (GTK_WIDGET (self->absence), *text != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->view), *text == '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->list), *text == '\0');
}

static void
rsc_widths_panel_update (RscPanel *panel, guint parts)
{
  RscWidthsPanel *self = RSC_WIDTHS_PANEL (panel);

  if (parts & (RSC_DOCUMENT_WIDTHS | RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_DATA))
    {
      update_view (self);
      update_width (self);
      update_caption (self);
    }
  if (parts & (RSC_DOCUMENT_WIDTHS | RSC_DOCUMENT_NETWORK))
    update_current (self);
  if (parts & (RSC_DOCUMENT_WIDTHS | RSC_DOCUMENT_NETWORK | RSC_DOCUMENT_PLAYBACK))
    update_walk (self);
  if (parts
      & (RSC_DOCUMENT_WIDTHS | RSC_DOCUMENT_DATA | RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_BUSY
         | RSC_DOCUMENT_ERROR))
    update_absence (self);
}

static void
rsc_widths_panel_open (RscPanel *self, gboolean open)
{
  rsc_widths_set_wanted (get_widths (self), open);
}

static void
on_chosen (RscWidthsView *view, guint64 m, gpointer user_data)
{
  rsc_document_choose_width (rsc_panel_get_document (user_data), (gsize) m);
}

static void
on_width_changed (GtkRange *range, gpointer user_data)
{
  if (!rsc_panel_is_updating (user_data))
    rsc_document_choose_width (rsc_panel_get_document (user_data),
                               (gsize) lround (gtk_range_get_value (range)));
}

static void
on_piece (RscPieceList *list, int k, gpointer user_data)
{
  RscWidthsPanel *self = user_data;

  /* Of a list that is still of the set before there is nothing to pick. */
  if (self->listed && self->listed == rsc_widths_get_complex (get_widths (self))
      && (gsize) k < self->n_pieces)
    rsc_document_pick_vertex (rsc_panel_get_document (RSC_PANEL (self)), self->pieces[k].vertex);
}

static void
on_start (GtkButton *button, gpointer user_data)
{
  rsc_document_start_walk (rsc_panel_get_document (user_data));
}

static void
on_walk (GtkButton *button, gpointer user_data)
{
  rsc_document_walk_here (rsc_panel_get_document (user_data));
}

static void
on_drop (GtkButton *button, gpointer user_data)
{
  rsc_widths_drop_walk (get_widths (user_data));
}

static void
on_play (GtkButton *button, gpointer user_data)
{
  rsc_player_toggle (rsc_document_get_player (rsc_panel_get_document (user_data)), RSC_TRACK_WALK);
}

static void
on_place_changed (GtkRange *range, gpointer user_data)
{
  if (!rsc_panel_is_updating (user_data))
    rsc_document_show_walk (rsc_panel_get_document (user_data), gtk_range_get_value (range));
}

static void
on_export (GtkButton *button, gpointer user_data)
{
  rsc_export_picture (RSC_PLOT_AREA (RSC_WIDTHS_PANEL (user_data)->view),
                      rsc_panel_get_document (user_data), "widths", TRUE);
}

static void
rsc_widths_panel_dispose (GObject *object)
{
  g_clear_pointer (&RSC_WIDTHS_PANEL (object)->listed, rsc_complex_unref);
  g_clear_pointer (&RSC_WIDTHS_PANEL (object)->pieces, g_free);
  G_OBJECT_CLASS (rsc_widths_panel_parent_class)->dispose (object);
}

static void
rsc_widths_panel_class_init (RscWidthsPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rsc_widths_panel_dispose;
  RSC_PANEL_CLASS (klass)->update = rsc_widths_panel_update;
  RSC_PANEL_CLASS (klass)->open = rsc_widths_panel_open;
  g_type_ensure (RSC_TYPE_WIDTHS_VIEW);
  g_type_ensure (RSC_TYPE_PIECE_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reluscope/Reluscope/ui/rsc-widths-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, RscWidthsPanel, view);
  gtk_widget_class_bind_template_child (widget_class, RscWidthsPanel, absence);
  gtk_widget_class_bind_template_child (widget_class, RscWidthsPanel, width);
  gtk_widget_class_bind_template_child (widget_class, RscWidthsPanel, list);
  gtk_widget_class_bind_template_child (widget_class, RscWidthsPanel, start_button);
  gtk_widget_class_bind_template_child (widget_class, RscWidthsPanel, walk_button);
  gtk_widget_class_bind_template_child (widget_class, RscWidthsPanel, drop_button);
  gtk_widget_class_bind_template_child (widget_class, RscWidthsPanel, play_button);
  gtk_widget_class_bind_template_child (widget_class, RscWidthsPanel, place);
  gtk_widget_class_bind_template_child (widget_class, RscWidthsPanel, caption);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_width_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_piece);
  gtk_widget_class_bind_template_callback (widget_class, on_start);
  gtk_widget_class_bind_template_callback (widget_class, on_walk);
  gtk_widget_class_bind_template_callback (widget_class, on_drop);
  gtk_widget_class_bind_template_callback (widget_class, on_play);
  gtk_widget_class_bind_template_callback (widget_class, on_place_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_export);
}

static void
rsc_widths_panel_init (RscWidthsPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rsc_label_keep_whole (self->caption, TRUE);
}
