/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-status-line.h"

#include <glib/gi18n.h>
#include <math.h>

#include "core/numerics/rsc-tolerances.h"

/* Solves shorter than this show no spinner: it would only flicker. */
#define SPINNER_DELAY 250 /* ms */

struct _RscStatusLine
{
  RscPanel parent_instance;

  guint delay;

  GtkWidget *busy;
  GtkSpinner *spinner;
  GtkLabel *progress;
  GtkWidget *solve;
  GtkLabel *certificate;
  GtkLabel *width;
  GtkLabel *narrowest;
  GtkLabel *uniqueness;
  GtkLabel *dimension;
  GtkLabel *vertices;
  GtkLabel *path;
};

G_DEFINE_FINAL_TYPE (RscStatusLine, rsc_status_line, RSC_TYPE_PANEL)

/* Takes @text. What stays as it is costs no layout. */
static void
show (GtkLabel *label, char *text)
{
  if (text && !g_str_equal (gtk_label_get_label (label), text))
    gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
  g_free (text);
}

/* A sample of the patterns proves nothing about the others. */
static gboolean
is_sampled (RscSolution *solution)
{
  RscProblem *problem = rsc_solution_get_problem (solution);

  return rsc_arrangement_get_kind (rsc_problem_get_arrangement (problem)) != RSC_PATTERNS_ALL;
}

/* One digit tells enough. Exactly 0 is the gap of the zero network of zero targets alone. */
static char *
format_gap (double gap)
{
  return gap > 0 ? g_strdup_printf ("%.0e", gap) : g_strdup ("0");
}

static char *
describe_certificate (RscSolution *solution)
{
  g_autofree char *gap = NULL;

  if (!solution)
    return g_strdup (_ ("No solution yet"));
  gap = format_gap (rsc_solution_get_relative_gap (solution));
  if (rsc_solution_get_status (solution) != RSC_SOLUTION_CONVERGED)
    return g_strdup_printf (_ ("Not certified: gap %s"), gap);
  if (is_sampled (solution))
    return g_strdup_printf (_ ("Certified for the sampled patterns: gap %s"), gap);
  return g_strdup_printf (_ ("Certified: gap %s"), gap);
}

/* Whether the path is unique around its frame. */
static gboolean
is_unique_on_path (RscStatusLine *self, double lambda)
{
  RscPath *path = rsc_document_get_path (rsc_panel_get_document (self));

  for (gsize k = 0; path && k < rsc_path_get_n_pieces (path); k++)
    {
      const RscPathPiece *piece = rsc_path_get_piece (path, k);

      if (lambda <= piece->lambda_high && lambda >= piece->lambda_low)
        return piece->unique;
    }
  return FALSE;
}

/* A frame of the path between its points: what is certified there, and what the points around say. */
static void
update_frame_text (RscStatusLine *self, RscSolution *solution, RscOptimalSet *set)
{
  double lambda = rsc_solution_get_lambda (solution);
  gboolean unique = is_unique_on_path (self, lambda);
  gsize dimension = rsc_optimal_set_get_dimension (set);
  g_autofree char *gap = format_gap (rsc_solution_get_relative_gap (solution));

  show (self->certificate, is_sampled (solution)
                             ? g_strdup_printf (_ ("Path, sampled patterns: gap ≤ %s"), gap)
                             : g_strdup_printf (_ ("On the path: gap ≤ %s"), gap));
  gtk_widget_remove_css_class (GTK_WIDGET (self->certificate), "warning");
  show (self->narrowest, g_strdup_printf (rsc_optimal_set_get_narrowest_proved (set)
                                            ? _ ("narrowest %" G_GSIZE_FORMAT)
                                            : _ ("narrowest known %" G_GSIZE_FORMAT),
                                          rsc_optimal_set_get_narrowest_width (set)));
  show (self->uniqueness, g_strdup (unique ? _ ("Unique") : _ ("Not unique")));
  show (self->dimension,
        dimension > 0 ? g_strdup_printf (_ ("dimension %" G_GSIZE_FORMAT), dimension) : NULL);
  show (self->vertices, NULL);
}

static void
update_path (RscStatusLine *self)
{
  RscPath *path = rsc_document_get_path (rsc_panel_get_document (self));
  gboolean running = path && !rsc_document_is_path_complete (rsc_panel_get_document (self));

  show (self->path,
        running ? g_strdup_printf (
          _ ("path %.0f %%"), 100 * rsc_document_get_path_fraction (rsc_panel_get_document (self)))
                : NULL);
}

/* The picked network: its width, and whether pruning has left the optimal set with it. */
static char *
describe_width (RscStatusLine *self)
{
  RscPruner *pruner = rsc_document_get_pruner (rsc_panel_get_document (self));
  gsize width = rsc_document_get_width (rsc_panel_get_document (self));
  const RscPruningState *state =
    rsc_pruner_is_active (pruner)
      ? rsc_pruning_get_state (rsc_pruner_get_walk (pruner), rsc_pruner_get_index (pruner))
      : NULL;

  if (state && fabs (state->objective_change) > RSC_TOLERANCE_GAP)
    return g_strdup_printf (g_dngettext (NULL, "%" G_GSIZE_FORMAT " neuron, no longer optimal",
                                         "%" G_GSIZE_FORMAT " neurons, no longer optimal", width),
                            width);
  return g_strdup_printf (
    g_dngettext (NULL, "%" G_GSIZE_FORMAT " neuron", "%" G_GSIZE_FORMAT " neurons", width), width);
}

static void
update_text (RscStatusLine *self)
{
  RscSolution *solution = rsc_document_get_solution (rsc_panel_get_document (self));
  RscOptimalSet *set = rsc_document_get_set (rsc_panel_get_document (self));
  gboolean stale = rsc_document_is_set_stale (rsc_panel_get_document (self));
  gsize dimension, n;

  show (self->certificate, describe_certificate (solution));
  if (solution && rsc_solution_get_status (solution) != RSC_SOLUTION_CONVERGED)
    gtk_widget_add_css_class (GTK_WIDGET (self->certificate), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->certificate), "warning");
  show (self->width, solution ? describe_width (self) : NULL);
  if (set && !stale && rsc_optimal_set_is_between (set))
    {
      update_frame_text (self, solution, set);
      return;
    }
  if (!set || stale)
    {
      show (self->narrowest, NULL);
      show (self->uniqueness, NULL);
      show (self->dimension, NULL);
      show (self->vertices, NULL);
      return;
    }
  dimension = rsc_optimal_set_get_dimension (set);
  n = rsc_optimal_set_get_narrowest_width (set);
  show (self->narrowest, g_strdup_printf (rsc_optimal_set_get_narrowest_proved (set)
                                            ? _ ("narrowest %" G_GSIZE_FORMAT)
                                            : _ ("narrowest known %" G_GSIZE_FORMAT),
                                          n));
  show (self->uniqueness,
        g_strdup (rsc_solution_get_status (solution) != RSC_SOLUTION_CONVERGED
                    ? _ ("Uniqueness is not decided at this gap")
                  : !rsc_optimal_set_is_unique (set) ? _ ("Not unique")
                  : is_sampled (solution)            ? _ ("Unique for the sampled patterns")
                                                     : _ ("Unique: no other network is optimal")));
  show (self->dimension,
        dimension > 0 ? g_strdup_printf (_ ("dimension %" G_GSIZE_FORMAT), dimension) : NULL);
  n = rsc_optimal_set_get_n_vertices (set);
  show (self->vertices,
        dimension == 0 ? NULL
        : rsc_optimal_set_get_vertices_complete (set)
          ? g_strdup_printf (g_dngettext (NULL, "%" G_GSIZE_FORMAT " minimal network",
                                          "%" G_GSIZE_FORMAT " minimal networks", n),
                             n)
          : g_strdup_printf (_ ("more than %" G_GSIZE_FORMAT " minimal networks"), n));
}

static void
update_progress (RscStatusLine *self)
{
  double fraction, gap;
  GString *text = g_string_new (_ ("Solving…"));
  g_autofree char *label = NULL;

  rsc_document_get_progress (rsc_panel_get_document (self), &fraction, &gap);
  if (fraction >= 0)
    g_string_append_printf (text, " %.0f %%", 100 * fraction);
  if (isfinite (gap))
    g_string_append_printf (text, _ (" gap %.0e"), gap);
  label = g_string_free (text, FALSE);
  gtk_label_set_label (self->progress, label);
}

static gboolean
on_delay (gpointer user_data)
{
  RscStatusLine *self = RSC_STATUS_LINE (user_data);

  self->delay = 0;
  gtk_widget_set_visible (self->busy, TRUE);
  gtk_spinner_start (self->spinner);
  return G_SOURCE_REMOVE;
}

static void
hide_busy (RscStatusLine *self)
{
  g_clear_handle_id (&self->delay, g_source_remove);
  gtk_widget_set_visible (self->busy, FALSE);
  gtk_spinner_stop (self->spinner);
}

static void
update_busy (RscStatusLine *self)
{
  if (rsc_document_is_busy (rsc_panel_get_document (self)))
    {
      if (!self->delay && !gtk_widget_get_visible (self->busy))
        self->delay = g_timeout_add (SPINNER_DELAY, on_delay, self);
      update_progress (self);
    }
  else
    hide_busy (self);
  gtk_widget_set_visible (self->solve, rsc_document_was_cancelled (rsc_panel_get_document (self)));
}

static void
rsc_status_line_update (RscPanel *panel, guint parts)
{
  RscStatusLine *self = RSC_STATUS_LINE (panel);

  /* While results keep coming, as in a drag of λ, nobody waits. */
  if (parts & RSC_DOCUMENT_RESULTS)
    hide_busy (self);
  if (parts & (RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_BUSY | RSC_DOCUMENT_ERROR))
    update_busy (self);
  if (parts & (RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_NETWORK))
    update_text (self);
  if (parts & RSC_DOCUMENT_PATH)
    update_path (self);
}

static void
on_cancel (GtkButton *button, gpointer user_data)
{
  rsc_document_cancel (rsc_panel_get_document (user_data));
}

static void
on_solve (GtkButton *button, gpointer user_data)
{
  rsc_document_solve (rsc_panel_get_document (user_data));
}

static void
rsc_status_line_dispose (GObject *object)
{
  g_clear_handle_id (&RSC_STATUS_LINE (object)->delay, g_source_remove);
  G_OBJECT_CLASS (rsc_status_line_parent_class)->dispose (object);
}

static void
rsc_status_line_class_init (RscStatusLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rsc_status_line_dispose;
  RSC_PANEL_CLASS (klass)->update = rsc_status_line_update;
  gtk_widget_class_set_css_name (widget_class, "statusline");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reluscope/Reluscope/ui/rsc-status-line.ui");
  gtk_widget_class_bind_template_child (widget_class, RscStatusLine, busy);
  gtk_widget_class_bind_template_child (widget_class, RscStatusLine, spinner);
  gtk_widget_class_bind_template_child (widget_class, RscStatusLine, progress);
  gtk_widget_class_bind_template_child (widget_class, RscStatusLine, solve);
  gtk_widget_class_bind_template_child (widget_class, RscStatusLine, certificate);
  gtk_widget_class_bind_template_child (widget_class, RscStatusLine, width);
  gtk_widget_class_bind_template_child (widget_class, RscStatusLine, narrowest);
  gtk_widget_class_bind_template_child (widget_class, RscStatusLine, uniqueness);
  gtk_widget_class_bind_template_child (widget_class, RscStatusLine, dimension);
  gtk_widget_class_bind_template_child (widget_class, RscStatusLine, vertices);
  gtk_widget_class_bind_template_child (widget_class, RscStatusLine, path);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_solve);
}

static void
rsc_status_line_init (RscStatusLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
