/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-network.h"

G_BEGIN_DECLS

/* Networks that are kept at most. */
#define RSC_PINS_MAX 100

/**
 * RscPin:
 * @name: what a person calls it
 * @network: the network
 * @ratio: λ/λ_max where it was pinned, 0 for λ → 0
 */
typedef struct
{
  char *name;
  RscNetwork *network;
  double ratio;
} RscPin;

/**
 * RscPins:
 * @n, @pins: in the order in which they were pinned
 * @chosen: the one that is compared with, network A, or -1
 *
 * Networks that a person has pinned to compare others with: a part of the document's state.
 * Immutable and reference-counted; each function below that changes something gives another one.
 */
typedef struct
{
  gatomicrefcount ref_count;
  gsize n;
  RscPin *pins;
  gssize chosen;
} RscPins;

RscPins *rsc_pins_new (void);
RscPins *rsc_pins_ref (RscPins *self);
void rsc_pins_unref (RscPins *self);

/* With one more at the end, which is chosen. @name is copied, @network referenced. */
RscPins *
rsc_pins_new_with (const RscPins *self, const char *name, RscNetwork *network, double ratio);
/* Without pin @k; the one in its place is chosen where it was. */
RscPins *rsc_pins_new_without (const RscPins *self, gsize k);
RscPins *rsc_pins_new_renamed (const RscPins *self, gsize k, const char *name);
/* @k: or -1 for none. */
RscPins *rsc_pins_new_chosen (const RscPins *self, gssize k);

/* The one that is compared with, or NULL. Borrowed. */
const RscPin *rsc_pins_get_chosen (const RscPins *self);

gboolean rsc_pins_equal (const RscPins *a, const RscPins *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscPins, rsc_pins_unref)

G_END_DECLS
