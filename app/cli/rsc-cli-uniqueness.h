/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/cli/rsc-cli-options.h"
#include "core/program/rsc-general-position.h"
#include "core/set/rsc-dependence.h"
#include "core/set/rsc-leave-one-out.h"
#include "core/set/rsc-target-move.h"
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * RscCliUniqueness:
 * @set: borrowed
 * @position: NULL where --why was not asked for
 * @dependence: NULL also where there is none
 * @moved, @move: whether --least-move was asked for
 * @interrupted: whether the leaving out was cancelled: @n are fewer than all
 * @n, @outs: 0 where --leave-one-out was not asked for
 *
 * What --why and --leave-one-out of "optimal-set" add to a set.
 */
typedef struct
{
  RscOptimalSet *set;
  RscGeneralPosition *position;
  RscDependence *dependence;
  gsize n;
  RscLeftOut *outs;
  gboolean interrupted;
  gboolean moved;
  RscTargetMove move;
} RscCliUniqueness;

/* Finds what @options ask for; shows how far it is. Errors: those of the solver,
 * cancelled, but for a leaving out of points: what is known of that is kept. */
gboolean rsc_cli_uniqueness_init (RscCliUniqueness *self,
                                  const RscCliOptions *options,
                                  RscOptimalSet *set,
                                  GCancellable *cancellable,
                                  GError **error);
void rsc_cli_uniqueness_clear (RscCliUniqueness *self);

/* Its part of the summary. */
void rsc_cli_uniqueness_append_lines (const RscCliUniqueness *self, GString *text);
/* The dependent combination, a row for each neuron. */
void rsc_cli_uniqueness_append_table (const RscCliUniqueness *self, GString *text);
void rsc_cli_uniqueness_add_json (const RscCliUniqueness *self, JsonBuilder *builder);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RscCliUniqueness, rsc_cli_uniqueness_clear)

G_END_DECLS
