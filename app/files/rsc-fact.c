/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/files/rsc-fact.h"

/* Words of the file: never translated, never changed. */
static const char *const names[RSC_N_FACTS] = {
  [RSC_FACT_ROWS] = "rows",
  [RSC_FACT_FEATURES] = "features",
  [RSC_FACT_LAMBDA] = "lambda",
  [RSC_FACT_LAMBDA_RATIO] = "lambda_ratio",
  [RSC_FACT_LAMBDA_MAX] = "lambda_max",
  [RSC_FACT_OBJECTIVE] = "objective",
  [RSC_FACT_GAP] = "gap",
  [RSC_FACT_SQUARED_ERROR] = "squared_error",
  [RSC_FACT_PENALTY] = "penalty",
  [RSC_FACT_PATTERNS] = "patterns",
  [RSC_FACT_EQUICORRELATED_BLOCKS] = "equicorrelated_blocks",
  [RSC_FACT_EQUICORRELATED] = "equicorrelated",
  [RSC_FACT_SUPPORT] = "support",
  [RSC_FACT_RANK] = "rank",
  [RSC_FACT_DIMENSION] = "dimension",
  [RSC_FACT_UNIQUE] = "unique",
  [RSC_FACT_NEXT_CORRELATION] = "next_correlation",
  [RSC_FACT_VERTICES] = "vertices",
  [RSC_FACT_VERTICES_COMPLETE] = "vertices_complete",
  [RSC_FACT_NARROWEST] = "narrowest",
  [RSC_FACT_NARROWEST_PROVED] = "narrowest_proved",
  [RSC_FACT_WIDEST_VERTEX] = "widest_vertex",
  [RSC_FACT_NARROWEST_VERTICES] = "narrowest_vertices",
  [RSC_FACT_WIDTH] = "width",
  [RSC_FACT_AT_VERTEX] = "at_vertex",
  [RSC_FACT_PICKED_PENALTY] = "picked_penalty",
  [RSC_FACT_SELECTED] = "selected",
  [RSC_FACT_SPREAD_AT_DATA] = "spread_at_data",
  [RSC_FACT_SPREAD_BETWEEN] = "spread_between",
  [RSC_FACT_PATH_COMPLETE] = "path_complete",
  [RSC_FACT_PATH_POINTS] = "path_points",
  [RSC_FACT_EVENTS] = "events",
  [RSC_FACT_JUMPS] = "jumps",
  [RSC_FACT_PRUNING_START] = "pruning_start",
  [RSC_FACT_PRUNING_WIDTH] = "pruning_width",
  [RSC_FACT_PRUNING_REMOVED] = "pruning_removed",
  [RSC_FACT_PRUNING_MINIMAL] = "pruning_minimal",
  [RSC_FACT_PRUNING_FIT_CHANGE] = "pruning_fit_change",
  [RSC_FACT_PRUNING_OBJECTIVE_CHANGE] = "pruning_objective_change",
  [RSC_FACT_M] = "m",
  [RSC_FACT_M_LEAST] = "m_least",
  [RSC_FACT_M_LARGEST] = "m_largest",
  [RSC_FACT_CONNECTED_FROM] = "connected_from",
  [RSC_FACT_THEOREM_BOUND] = "theorem_bound",
  [RSC_FACT_PIECES] = "pieces",
  [RSC_FACT_ISOLATED] = "isolated",
  [RSC_FACT_WALKED] = "walked",
  [RSC_FACT_TRAINING_RUNS] = "training_runs",
  [RSC_FACT_TRAINING_WIDTH] = "training_width",
  [RSC_FACT_TRAINING_ENDED] = "training_ended",
  [RSC_FACT_TRAINING_BEST] = "training_best",
  [RSC_FACT_TRAINING_WORST] = "training_worst",
  [RSC_FACT_TRAINING_OPTIMAL] = "training_optimal",
  [RSC_FACT_TRAINING_STATIONARY] = "training_stationary",
  [RSC_FACT_TRAINING_STUCK] = "training_stuck",
  [RSC_FACT_TRAINING_CLASSIFIED] = "training_classified",
  [RSC_FACT_DESCENDED] = "descended",
};

gboolean
rsc_fact_find (const char *name, RscFact *fact)
{
  for (RscFact k = 0; k < RSC_N_FACTS; k++)
    if (g_str_equal (names[k], name))
      {
        *fact = k;
        return TRUE;
      }
  return FALSE;
}
