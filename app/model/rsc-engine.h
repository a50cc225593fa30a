/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-request.h"

G_BEGIN_DECLS

/**
 * RscEngine:
 *
 * Turns requests into replies with the core. Keeps the patterns, the problem and the last solution,
 * so that another λ costs one warm-started solve. Belongs to one thread at a time.
 */
typedef struct _RscEngine RscEngine;

/* Takes the reply. */
typedef void (*RscEmitFunc) (RscReply *reply, gpointer user_data);

RscEngine *rsc_engine_new (void);
void rsc_engine_free (RscEngine *self);

/* Emits one final reply. Before it, for RSC_REQUEST_SOLVE, the solution alone and, when the set is
 * large, what rsc_optimal_set_settings_init_quick() finds of it; where all patterns are searched
 * also the solution over those in use, before and each time that its gap over all has been halved,
 * with its set from the second time on. For RSC_REQUEST_PATH what is known of the path, at most 20
 * times a second. Errors, cancelling included, are in the final reply. */
void rsc_engine_run (RscEngine *self,
                     RscRequest *request,
                     RscEmitFunc emit,
                     gpointer emit_data,
                     RscProgressFunc progress,
                     gpointer progress_data,
                     GCancellable *cancellable);

/* The solution of such a request for RSC_REQUEST_SOLVE alone, without its set; for λ → 0 the
 * limit's rsc_limit.near. The caller owns it. Errors: as there. */
RscSolution *rsc_engine_solve (RscEngine *self,
                               const RscRequest *request,
                               GCancellable *cancellable,
                               GError **error);

/* The neurons that @keys name in @set. For NULL, or when none is found, those of @hint (or NULL),
 * so that the axes stay while λ moves, and those that show most of the set beside them where they
 * are too few (rsc_set_axes_choose()).
 * Returns their number, 0 to 3. */
gsize rsc_engine_resolve_axes (const RscOptimalSet *set,
                               const RscNeuronKeys *keys,
                               const RscNeuronKeys *hint,
                               gsize axes[3]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscEngine, rsc_engine_free)

G_END_DECLS
