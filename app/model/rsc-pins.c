/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-pins.h"

RscPins *
rsc_pins_new (void)
{
  RscPins *self = g_new0 (RscPins, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->pins = g_new0 (RscPin, 1);
  self->chosen = -1;
  return self;
}

RscPins *
rsc_pins_ref (RscPins *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_pins_unref (RscPins *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (gsize k = 0; k < self->n; k++)
    {
      g_free (self->pins[k].name);
      rsc_network_unref (self->pins[k].network);
    }
  g_free (self->pins);
  g_free (self);
}

/* Has room for it. */
static void
add (RscPins *self, const char *name, RscNetwork *network, double ratio)
{
  self->pins[self->n++] = (RscPin){ g_strdup (name), rsc_network_ref (network), ratio };
}

/* @skip: left out, or G_MAXSIZE. */
static RscPins *
copy (const RscPins *self, gsize skip)
{
  RscPins *copied = rsc_pins_new ();

  g_free (copied->pins);
  copied->pins = g_new0 (RscPin, self->n + 1);
  for (gsize k = 0; k < self->n; k++)
    if (k != skip)
      add (copied, self->pins[k].name, self->pins[k].network, self->pins[k].ratio);
  copied->chosen = self->chosen;
  return copied;
}

RscPins *
rsc_pins_new_with (const RscPins *self, const char *name, RscNetwork *network, double ratio)
{
  RscPins *more;

  g_return_val_if_fail (self != NULL && name != NULL && network != NULL, NULL);

  more = copy (self, G_MAXSIZE);
  add (more, name, network, ratio);
  more->chosen = (gssize) self->n;
  return more;
}

RscPins *
rsc_pins_new_without (const RscPins *self, gsize k)
{
  RscPins *fewer;

  g_return_val_if_fail (self != NULL && k < self->n, NULL);

  fewer = copy (self, k);
  if (fewer->chosen > (gssize) k || fewer->chosen == (gssize) fewer->n)
    fewer->chosen--;
  return fewer;
}

RscPins *
rsc_pins_new_renamed (const RscPins *self, gsize k, const char *name)
{
  RscPins *renamed;

  g_return_val_if_fail (self != NULL && k < self->n && name != NULL, NULL);

  renamed = copy (self, G_MAXSIZE);
  g_free (renamed->pins[k].name);
  renamed->pins[k].name = g_strdup (name);
  return renamed;
}

RscPins *
rsc_pins_new_chosen (const RscPins *self, gssize k)
{
  RscPins *chosen;

  g_return_val_if_fail (self != NULL && k >= -1 && k < (gssize) self->n, NULL);

  chosen = copy (self, G_MAXSIZE);
  chosen->chosen = k;
  return chosen;
}

const RscPin *
rsc_pins_get_chosen (const RscPins *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->chosen >= 0 ? &self->pins[self->chosen] : NULL;
}

gboolean
rsc_pins_equal (const RscPins *a, const RscPins *b)
{
  if (a == b)
    return TRUE;
  if (a->n != b->n || a->chosen != b->chosen)
    return FALSE;
  for (gsize k = 0; k < a->n; k++)
    if (a->pins[k].network != b->pins[k].network || a->pins[k].ratio != b->pins[k].ratio
        || g_strcmp0 (a->pins[k].name, b->pins[k].name) != 0)
      return FALSE;
  return TRUE;
}
