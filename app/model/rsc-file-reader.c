/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-file-reader.h"

struct _RscFileReader
{
  RscJobs *jobs;
  RscFileReadFunc read;
  RscFileTriedFunc tried;
  gpointer user_data;
  GFile *file;      /* being read, or NULL */
  gboolean parsing; /* a text, instead */
  guint64 tick;
};

/* What a job is given: a file, or choices about a table. */
typedef struct
{
  GFile *file;
  RscReading *present;
  gboolean has_preparation;
  RscPreparation preparation;
  RscDataset *source;
  RscDataset *train;
  gboolean as_test;
  char *text;
  char *name;
  RscTable *table;
  RscImportDraft *draft;
  RscDataset *dataset;
} Order;

static void
order_free (gpointer data)
{
  Order *self = data;

  g_clear_object (&self->file);
  g_clear_pointer (&self->present, rsc_reading_unref);
  g_clear_pointer (&self->source, rsc_dataset_unref);
  g_clear_pointer (&self->train, rsc_dataset_unref);
  g_free (self->text);
  g_free (self->name);
  g_clear_pointer (&self->table, rsc_table_unref);
  g_clear_pointer (&self->draft, rsc_import_draft_free);
  g_clear_pointer (&self->dataset, rsc_dataset_unref);
  g_free (self);
}

static gpointer
read_file (gpointer data,
           RscProgressFunc progress,
           gpointer progress_data,
           GCancellable *cancellable,
           GError **error)
{
  const Order *order = data;

  const RscFileContext context = {
    .present = order->present,
    .preparation = order->has_preparation ? &order->preparation : NULL,
    .source = order->source,
    .train = order->train,
    .as_test = order->as_test,
  };

  return rsc_file_content_read (order->file, &context, cancellable, error);
}

static gpointer
parse_text (gpointer data,
            RscProgressFunc progress,
            gpointer progress_data,
            GCancellable *cancellable,
            GError **error)
{
  const Order *order = data;
  g_autoptr (RscContents) contents = rsc_contents_parse (order->text, -1, order->name, error);
  RscFileContent *content = contents ? g_new0 (RscFileContent, 1) : NULL;

  if (content)
    content->contents = g_steal_pointer (&contents);
  return content;
}

static gpointer
prepare_dataset (gpointer data,
                 RscProgressFunc progress,
                 gpointer progress_data,
                 GCancellable *cancellable,
                 GError **error)
{
  const Order *order = data;
  RscFileContent *content = g_new0 (RscFileContent, 1);

  content->dataset = rsc_dataset_ref (order->dataset);
  /* Without it they are prepared as can be where they are taken. */
  content->derived = rsc_derived_data_new (order->dataset, NULL, &order->preparation, NULL);
  return content;
}

static gpointer
try_draft (gpointer data,
           RscProgressFunc progress,
           gpointer progress_data,
           GCancellable *cancellable,
           GError **error)
{
  const Order *order = data;

  return rsc_import_trial_new (order->table, rsc_import_draft_copy (order->draft), cancellable,
                               error);
}

static void
on_reply (RscReply *reply, gpointer user_data)
{
  RscFileReader *self = user_data;
  g_autoptr (GFile) file = NULL;
  gboolean parsing;

  if (reply->tick != self->tick)
    return;
  file = g_steal_pointer (&self->file);
  parsing = self->parsing;
  self->parsing = FALSE;
  if (file || parsing)
    self->read (file, reply->result, reply->error, self->user_data);
  /* One that is cancelled has no result. */
  else if (reply->result && self->tried)
    self->tried (g_steal_pointer (&reply->result), self->user_data);
}

RscFileReader *
rsc_file_reader_new (RscJobs *jobs,
                     RscFileReadFunc read,
                     RscFileTriedFunc tried,
                     gpointer user_data)
{
  RscFileReader *self;

  g_return_val_if_fail (jobs != NULL && read != NULL, NULL);

  self = g_new0 (RscFileReader, 1);
  self->jobs = jobs;
  self->read = read;
  self->tried = tried;
  self->user_data = user_data;
  rsc_jobs_listen (jobs, RSC_REQUEST_READ, on_reply, NULL, self);
  return self;
}

void
rsc_file_reader_free (RscFileReader *self)
{
  rsc_jobs_listen (self->jobs, RSC_REQUEST_READ, NULL, NULL, NULL);
  g_clear_object (&self->file);
  g_free (self);
}

/* @order: taken. What is under way is given up. */
static void
push (RscFileReader *self, Order *order)
{
  g_clear_object (&self->file);
  rsc_jobs_cancel (self->jobs, RSC_REQUEST_READ);
  g_set_object (&self->file, order->file);
  self->parsing = order->text != NULL;
  self->tick =
    rsc_jobs_push (self->jobs, rsc_request_new_work (RSC_REQUEST_READ, 0,
                                                     order->dataset ? prepare_dataset
                                                     : order->file  ? read_file
                                                     : order->text  ? parse_text
                                                                    : try_draft,
                                                     order, order_free,
                                                     order->file || order->text
                                                       ? (GDestroyNotify) rsc_file_content_free
                                                       : (GDestroyNotify) rsc_import_trial_free));
}

void
rsc_file_reader_read (RscFileReader *self, GFile *file, const RscFileContext *context)
{
  Order *order;

  g_return_if_fail (self != NULL && G_IS_FILE (file));

  order = g_new0 (Order, 1);
  order->file = g_object_ref (file);
  if (context)
    {
      order->present = context->present ? rsc_reading_ref (context->present) : NULL;
      order->has_preparation = context->preparation != NULL;
      if (context->preparation)
        order->preparation = *context->preparation;
      order->source = context->source ? rsc_dataset_ref (context->source) : NULL;
      order->train = context->train ? rsc_dataset_ref (context->train) : NULL;
      order->as_test = context->as_test;
    }
  push (self, order);
}

void
rsc_file_reader_parse (RscFileReader *self, const char *text, const char *name)
{
  Order *order;

  g_return_if_fail (self != NULL && text != NULL && name != NULL);

  order = g_new0 (Order, 1);
  order->text = g_strdup (text);
  order->name = g_strdup (name);
  push (self, order);
}

void
rsc_file_reader_try (RscFileReader *self, RscTable *table, RscImportDraft *draft)
{
  Order *order;

  g_return_if_fail (self != NULL && table != NULL && draft != NULL);

  order = g_new0 (Order, 1);
  order->table = rsc_table_ref (table);
  order->draft = draft;
  push (self, order);
}

void
rsc_file_reader_prepare (RscFileReader *self,
                         GFile *file,
                         RscDataset *dataset,
                         const RscPreparation *preparation)
{
  Order *order;

  g_return_if_fail (self != NULL && G_IS_FILE (file));
  g_return_if_fail (dataset != NULL && preparation != NULL);

  order = g_new0 (Order, 1);
  order->file = g_object_ref (file);
  order->dataset = rsc_dataset_ref (dataset);
  order->preparation = *preparation;
  push (self, order);
}

gboolean
rsc_file_reader_cancel (RscFileReader *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!self->file && !self->parsing)
    return FALSE;
  g_clear_object (&self->file);
  self->parsing = FALSE;
  rsc_jobs_cancel (self->jobs, RSC_REQUEST_READ);
  return TRUE;
}
