/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-request.h"

#include <string.h>

RscRequest *
rsc_request_new (RscRequestKind kind, guint64 serial, guint64 tick)
{
  RscRequest *self = g_new0 (RscRequest, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;
  self->serial = serial;
  self->tick = tick;
  return self;
}

RscRequest *
rsc_request_new_work (RscRequestKind kind,
                      guint64 serial,
                      RscWorkFunc work,
                      gpointer data,
                      GDestroyNotify data_free,
                      GDestroyNotify result_free)
{
  RscRequest *self = rsc_request_new (kind, serial, 0);

  self->work = work;
  self->data = data;
  self->data_free = data_free;
  self->result_free = result_free;
  return self;
}

RscRequest *
rsc_request_new_stream (RscRequestKind kind,
                        guint64 serial,
                        RscStreamFunc stream,
                        gpointer data,
                        GDestroyNotify data_free,
                        GDestroyNotify result_free)
{
  RscRequest *self = rsc_request_new_work (kind, serial, NULL, data, data_free, result_free);

  self->stream = stream;
  return self;
}

RscRequest *
rsc_request_ref (RscRequest *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_request_unref (RscRequest *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->dataset, rsc_dataset_unref);
  g_clear_pointer (&self->axis_keys, rsc_neuron_keys_unref);
  g_clear_pointer (&self->axis_hint, rsc_neuron_keys_unref);
  g_clear_pointer (&self->problem, rsc_problem_unref);
  g_clear_pointer (&self->test, rsc_dataset_unref);
  g_clear_pointer (&self->set, rsc_optimal_set_unref);
  g_clear_pointer (&self->at, rsc_feature_values_unref);
  if (self->data_free)
    self->data_free (self->data);
  g_free (self);
}

RscReply *
rsc_reply_new (const RscRequest *request)
{
  RscReply *self = g_new0 (RscReply, 1);

  self->kind = request->kind;
  self->serial = request->serial;
  self->tick = request->tick;
  self->final = TRUE;
  self->feature_x = request->feature_x;
  self->feature_y = request->feature_y;
  self->at = request->at ? rsc_feature_values_ref (request->at) : NULL;
  self->result_free = request->result_free;
  memcpy (self->axis_labels, request->axis_labels, sizeof self->axis_labels);
  return self;
}

void
rsc_reply_free (RscReply *self)
{
  g_clear_error (&self->error);
  g_clear_pointer (&self->solution, rsc_solution_unref);
  g_clear_pointer (&self->limit, rsc_limit_unref);
  g_clear_pointer (&self->set, rsc_optimal_set_unref);
  g_clear_pointer (&self->hull, rsc_hull_unref);
  g_clear_pointer (&self->envelope, rsc_envelope_unref);
  g_clear_pointer (&self->at, rsc_feature_values_unref);
  g_clear_pointer (&self->path, rsc_path_unref);
  if (self->result && self->result_free)
    self->result_free (self->result);
  g_free (self);
}
