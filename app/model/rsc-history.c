/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-history.h"

/* Older changes than these are forgotten. States share their data, so each costs little, until a
 * hand edits many rows: then each has its own. */
#define HISTORY_MAX 2000
#define HISTORY_BYTES_MAX ((gsize) 256 << 20)
#define VIEWS_MAX 200
#define MERGE_TIME G_TIME_SPAN_SECOND

struct _RscHistory
{
  RscDocumentState *state;
  GPtrArray *changes;
  GPtrArray *reverted; /* newest last */
  gint64 merge_until;
  gboolean running;  /* the newest change */
  gsize n_forgotten; /* changes, for the memory that their data took */
  /* Views of before, newest last, and those that were turned back from. */
  GArray *views;
  GArray *later_views;
  char *view_name; /* of the newest */
  gint64 view_merge_until;
};

static void
change_free (gpointer data)
{
  RscChange *change = data;

  g_free (change->name);
  rsc_document_state_unref (change->before);
  rsc_document_state_unref (change->after);
  g_free (change);
}

static gsize
count_unless_in (RscDataset *dataset, const RscDocumentState *other)
{
  return dataset && dataset != other->source && dataset != other->held && dataset != other->train
             && dataset != other->test
           ? rsc_dataset_get_bytes (dataset)
           : 0;
}

/* Bytes of the data that only the way back before @change needs. */
static gsize
count_bytes (const RscChange *change)
{
  const RscDocumentState *before = change->before;
  const RscDocumentState *after = change->after;
  gsize bytes = count_unless_in (before->source, after) + count_unless_in (before->held, after);

  if (before->train != before->source)
    bytes += count_unless_in (before->train, after);
  if (before->test != before->held)
    bytes += count_unless_in (before->test, after);
  if (before->unfinished && before->unfinished->train
      && before->unfinished->train != before->source)
    bytes += rsc_dataset_get_bytes (before->unfinished->train);
  return bytes;
}

/* The newest change always has its way back. */
static void
forget_large (RscHistory *self)
{
  gsize bytes = 0, kept = 0;

  for (guint k = self->changes->len; k > 0; k--)
    {
      bytes += count_bytes (g_ptr_array_index (self->changes, k - 1));
      if (kept > 0 && bytes > HISTORY_BYTES_MAX)
        break;
      kept++;
    }
  if (kept == self->changes->len)
    return;
  self->n_forgotten += self->changes->len - kept;
  g_ptr_array_remove_range (self->changes, 0, (guint) (self->changes->len - kept));
}

static void
record_change (RscHistory *self, const char *name, RscDocumentState *after)
{
  RscChange *change = g_new0 (RscChange, 1);

  change->name = g_strdup (name);
  change->before = rsc_document_state_ref (self->state);
  change->after = rsc_document_state_ref (after);
  g_ptr_array_add (self->changes, change);
  if (self->changes->len > HISTORY_MAX)
    g_ptr_array_remove_index (self->changes, 0);
  if (count_bytes (change) > 0)
    forget_large (self);
}

/* Takes @state. */
static void
enter (RscHistory *self, RscDocumentState *state)
{
  rsc_document_state_unref (self->state);
  self->state = state;
}

static gboolean
is_same_view (const RscCamera *a, const RscCamera *b)
{
  return a->yaw == b->yaw && a->pitch == b->pitch && a->zoom == b->zoom;
}

/* Enters @state as it is seen now, unless the change from it to @other, or back, has turned the
 * view; and with what is selected of the data, where they are the same. */
static void
enter_with_view (RscHistory *self, RscDocumentState *state, const RscDocumentState *other)
{
  RscDocumentState *seen;
  const gboolean keeps_rows =
    state->source == self->state->source && !rsc_row_set_equal (state->rows, self->state->rows);

  const gboolean keeps_view = is_same_view (&state->camera, &other->camera)
                              && !is_same_view (&state->camera, &self->state->camera);

  if (!keeps_view && !keeps_rows)
    {
      enter (self, rsc_document_state_ref (state));
      return;
    }
  seen = rsc_document_state_copy (state);
  if (keeps_view)
    seen->camera = self->state->camera;
  if (keeps_rows)
    rsc_document_state_set_rows (seen, self->state->rows);
  enter (self, seen);
}

/* Takes @after. */
static void
apply_view (RscHistory *self,
            const char *name,
            RscChangeMode mode,
            RscDocumentState *after,
            gint64 now)
{
  gboolean merged = mode == RSC_CHANGE_MERGE && self->views->len > 0 && now < self->view_merge_until
                    && g_strcmp0 (self->view_name, name) == 0;

  if (!merged)
    g_array_append_val (self->views, self->state->camera);
  if (self->views->len > VIEWS_MAX)
    g_array_remove_index (self->views, 0);
  g_array_set_size (self->later_views, 0);
  g_free (self->view_name);
  self->view_name = g_strdup (name);
  self->view_merge_until = mode == RSC_CHANGE_MERGE ? now + MERGE_TIME : 0;
  enter (self, after);
}

/* Goes to the newest of @from, and keeps the view of now in @to. */
static gboolean
turn (RscHistory *self, GArray *from, GArray *to)
{
  RscDocumentState *after;

  if (from->len == 0)
    return FALSE;
  after = rsc_document_state_copy (self->state);
  after->camera = g_array_index (from, RscCamera, from->len - 1);
  g_array_set_size (from, from->len - 1);
  g_array_append_val (to, self->state->camera);
  self->view_merge_until = 0;
  enter (self, after);
  return TRUE;
}

RscHistory *
rsc_history_new (RscDocumentState *state)
{
  RscHistory *self = g_new0 (RscHistory, 1);

  self->state = state;
  self->changes = g_ptr_array_new_with_free_func (change_free);
  self->reverted = g_ptr_array_new_with_free_func (change_free);
  self->views = g_array_new (FALSE, FALSE, sizeof (RscCamera));
  self->later_views = g_array_new (FALSE, FALSE, sizeof (RscCamera));
  return self;
}

void
rsc_history_free (RscHistory *self)
{
  g_ptr_array_unref (self->changes);
  g_ptr_array_unref (self->reverted);
  g_array_unref (self->views);
  g_array_unref (self->later_views);
  g_free (self->view_name);
  rsc_document_state_unref (self->state);
  g_free (self);
}

RscDocumentState *
rsc_history_get_state (const RscHistory *self)
{
  return self->state;
}

gboolean
rsc_history_apply (RscHistory *self,
                   const char *name,
                   RscChangeMode mode,
                   RscDocumentState *after,
                   gint64 now)
{
  RscChange *newest =
    self->changes->len > 0 ? g_ptr_array_index (self->changes, self->changes->len - 1) : NULL;

  if (rsc_document_state_compare (self->state, after) == 0)
    {
      rsc_document_state_unref (after);
      return FALSE;
    }
  if (rsc_document_state_compare_edits (self->state, after) == 0)
    {
      apply_view (self, name, mode, after, now);
      return TRUE;
    }
  if (newest && g_str_equal (newest->name, name)
      && ((mode == RSC_CHANGE_MERGE && now < self->merge_until)
          || (mode == RSC_CHANGE_RUNNING && self->running)))
    {
      rsc_document_state_unref (newest->after);
      newest->after = rsc_document_state_ref (after);
    }
  else
    record_change (self, name, after);
  g_ptr_array_set_size (self->reverted, 0);
  self->merge_until = mode == RSC_CHANGE_MERGE ? now + MERGE_TIME : 0;
  self->running = mode == RSC_CHANGE_RUNNING;
  enter (self, after);
  return TRUE;
}

RscHistory *
rsc_history_set_aside (RscHistory *self, RscDocumentState *state)
{
  RscHistory *aside = rsc_history_new (state);
  const RscHistory all = *self;

  *self = *aside;
  *aside = all;
  return aside;
}

void
rsc_history_bring_back (RscHistory *self, RscHistory *aside)
{
  const RscHistory all = *self;

  *self = *aside;
  *aside = all;
  rsc_history_free (aside);
}

void
rsc_history_restart (RscHistory *self, RscDocumentState *state)
{
  g_ptr_array_set_size (self->changes, 0);
  g_ptr_array_set_size (self->reverted, 0);
  g_array_set_size (self->views, 0);
  g_array_set_size (self->later_views, 0);
  self->running = FALSE;
  self->n_forgotten = 0;
  self->merge_until = 0;
  self->view_merge_until = 0;
  enter (self, state);
}

void
rsc_history_amend (RscHistory *self, RscDocumentState *after)
{
  RscChange *newest;

  g_return_if_fail (self->changes->len > 0);

  newest = g_ptr_array_index (self->changes, self->changes->len - 1);
  g_ptr_array_set_size (self->reverted, 0);
  rsc_document_state_unref (newest->after);
  newest->after = rsc_document_state_ref (after);
  enter (self, after);
}

/* The newest change has come back to where it began. */
static void
drop_newest_if_none (RscHistory *self)
{
  const RscChange *newest = g_ptr_array_index (self->changes, self->changes->len - 1);

  if (rsc_document_state_compare (newest->before, newest->after) == 0)
    g_ptr_array_remove_index (self->changes, self->changes->len - 1);
}

void
rsc_history_end_merge (RscHistory *self)
{
  self->merge_until = 0;
  self->view_merge_until = 0;
  if (self->running)
    drop_newest_if_none (self);
  self->running = FALSE;
}

gboolean
rsc_history_cancel_running (RscHistory *self)
{
  RscChange *newest;

  if (!self->running)
    return FALSE;
  self->running = FALSE;
  newest = g_ptr_array_steal_index (self->changes, self->changes->len - 1);
  enter_with_view (self, newest->before, newest->after);
  change_free (newest);
  return TRUE;
}

const RscDocumentState *
rsc_history_get_running_start (const RscHistory *self, const char *name)
{
  const RscChange *newest;

  if (!self->running)
    return NULL;
  newest = g_ptr_array_index (self->changes, self->changes->len - 1);
  return g_str_equal (newest->name, name) ? newest->before : NULL;
}

void
rsc_history_exchange (RscHistory *self, RscDocumentState *after)
{
  g_return_if_fail (rsc_document_state_compare (self->state, after) == 0);

  enter (self, after);
}

/* Those who hold *@state keep it as it was. */
static gboolean
renew (RscDocumentState **state, RscDerivedData *derived)
{
  RscDocumentState *renewed = (*state)->unfinished ? rsc_document_state_copy (*state) : NULL;

  if (!renewed || !rsc_document_state_take_derived (renewed, derived))
    {
      g_clear_pointer (&renewed, rsc_document_state_unref);
      return FALSE;
    }
  rsc_document_state_unref (*state);
  *state = renewed;
  return TRUE;
}

gboolean
rsc_history_take_derived (RscHistory *self, RscDerivedData *derived)
{
  GPtrArray *both[] = { self->changes, self->reverted };
  const gboolean now = renew (&self->state, derived);

  for (gsize k = 0; k < G_N_ELEMENTS (both); k++)
    for (guint i = 0; i < both[k]->len; i++)
      {
        RscChange *change = g_ptr_array_index (both[k], i);

        renew (&change->before, derived);
        renew (&change->after, derived);
      }
  forget_large (self);
  return now;
}

gboolean
rsc_history_revert (RscHistory *self)
{
  RscChange *newest;

  rsc_history_end_merge (self);
  if (self->changes->len == 0)
    return FALSE;
  newest = g_ptr_array_steal_index (self->changes, self->changes->len - 1);
  g_ptr_array_add (self->reverted, newest);
  enter_with_view (self, newest->before, newest->after);
  return TRUE;
}

gboolean
rsc_history_repeat (RscHistory *self)
{
  RscChange *change;

  rsc_history_end_merge (self);
  if (self->reverted->len == 0)
    return FALSE;
  change = g_ptr_array_steal_index (self->reverted, self->reverted->len - 1);
  g_ptr_array_add (self->changes, change);
  enter_with_view (self, change->after, change->before);
  return TRUE;
}

gboolean
rsc_history_view_back (RscHistory *self)
{
  return turn (self, self->views, self->later_views);
}

gboolean
rsc_history_view_forth (RscHistory *self)
{
  return turn (self, self->later_views, self->views);
}

gsize
rsc_history_get_n_forgotten (const RscHistory *self)
{
  return self->n_forgotten;
}

gsize
rsc_history_get_n_changes (const RscHistory *self)
{
  return self->changes->len;
}

const RscChange *
rsc_history_get_change (const RscHistory *self, gsize k)
{
  g_return_val_if_fail (k < self->changes->len, NULL);
  return g_ptr_array_index (self->changes, k);
}

const RscChange *
rsc_history_get_repeatable (const RscHistory *self)
{
  return self->reverted->len > 0 ? g_ptr_array_index (self->reverted, self->reverted->len - 1)
                                 : NULL;
}
