/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/pruning/rsc-pruning-method.h"

static const char *const method_names[RSC_N_PRUNING_METHODS] = { "optimal-ls", "magnitude",
                                                                 "gradient", "activation",
                                                                 "random" };

const char *
rsc_pruning_method_to_string (RscPruningMethod method)
{
  g_return_val_if_fail (method < RSC_N_PRUNING_METHODS, NULL);

  return method_names[method];
}

gboolean
rsc_pruning_method_from_string (const char *text, RscPruningMethod *method)
{
  g_return_val_if_fail (text != NULL && method != NULL, FALSE);

  for (gsize i = 0; i < RSC_N_PRUNING_METHODS; i++)
    if (g_str_equal (text, method_names[i]))
      {
        *method = (RscPruningMethod) i;
        return TRUE;
      }
  return FALSE;
}
