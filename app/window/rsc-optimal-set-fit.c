/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-optimal-set-fit.h"

#include "ui/words/rsc-equal-fit-words.h"

#include <math.h>

gboolean
rsc_optimal_set_fit_is_on (RscDocument *document)
{
  return rsc_shown_fit_is_active (rsc_document_get_fit (document));
}

void
rsc_optimal_set_fit_fill (RscDocument *document,
                          RscOptimalSetModel *model,
                          double **point,
                          double **trail)
{
  RscShownFit *fit = rsc_document_get_fit (document);
  const gsize *axes = NULL;

  model->open = rsc_shown_fit_get_open (fit);
  model->hull = rsc_shown_fit_get_hull (fit);
  model->n_axes = rsc_shown_fit_get_axes (fit, &axes);
  for (gsize k = 0; k < model->n_axes; k++)
    {
      model->axes[k] = axes[k];
      model->axis_labels[k] = axes[k];
    }
  model->point = *point = rsc_document_dup_fit_point (document);
  model->trail = *trail = rsc_document_dup_fit_trail (document, &model->n_trail);
  model->pruned = *trail != NULL;
}

char *
rsc_optimal_set_fit_dup_caption (RscDocument *document, gssize dot)
{
  RscShownFit *fit = rsc_document_get_fit (document);
  RscEqualFit *set = rsc_shown_fit_get_set (fit);
  RscSetOpen *open = rsc_shown_fit_get_open (fit);
  RscSolution *solution = rsc_document_get_solution (document);
  g_autofree char *name = rsc_document_dup_fit_name (document);

  if (!set)
    return g_strdup (rsc_equal_fit_words_get_computing ());
  if (open && solution && dot >= 0 && (gsize) dot < open->n_corners && isfinite (open->values[dot]))
    return rsc_equal_fit_words_dup_corner (open->values[dot],
                                           rsc_solution_get_objective (solution));
  return name ? rsc_equal_fit_words_dup_caption (set, name) : NULL;
}

const char *
rsc_optimal_set_fit_get_absence (RscDocument *document)
{
  RscShownFit *fit = rsc_document_get_fit (document);

  if (rsc_shown_fit_get_message (fit))
    return rsc_shown_fit_get_message (fit);
  if (!rsc_shown_fit_get_set (fit))
    return rsc_equal_fit_words_get_computing ();
  return rsc_shown_fit_get_hull (fit) ? NULL : rsc_equal_fit_words_get_empty ();
}

/* Of what trains or is pruned at this moment another one is on show at the next. */
void
rsc_optimal_set_fit_pick (RscDocument *document, const double *wish)
{
  if (rsc_pruner_is_active (rsc_document_get_pruner (document)))
    return;
  rsc_player_pause (rsc_document_get_player (document));
  rsc_shown_fit_pick (rsc_document_get_fit (document), wish);
}
