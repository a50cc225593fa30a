/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-document.h"

G_BEGIN_DECLS

/**
 * RscWorkKind: what takes its time, the most urgent first.
 * @RSC_WORK_NONE: nothing is at work
 * @RSC_WORK_SOLVE: the patterns are listed and the problem is solved
 * @RSC_WORK_SET: the network is there, and its set is worked out
 * @RSC_WORK_PRUNE: steps of pruning, or its curves
 * @RSC_WORK_TRAIN: networks are trained
 * @RSC_WORK_DOWNHILL: a walk downhill is worked out
 * @RSC_WORK_SURVEY: networks of all widths are trained
 * @RSC_WORK_JUDGE: what kind of points the ends of training are
 * @RSC_WORK_EQUAL_FIT: the set of equal fit of the network on show
 * @RSC_WORK_REASONS: points are left out one by one, or the smallest move of a target is looked for
 * @RSC_WORK_PRICE: what the cone constraints cost along λ
 * @RSC_WORK_PATH: the path is followed, in the background
 */
typedef enum
{
  RSC_WORK_NONE,
  RSC_WORK_SOLVE,
  RSC_WORK_SET,
  RSC_WORK_PRUNE,
  RSC_WORK_TRAIN,
  RSC_WORK_DOWNHILL,
  RSC_WORK_SURVEY,
  RSC_WORK_JUDGE,
  RSC_WORK_EQUAL_FIT,
  RSC_WORK_REASONS,
  RSC_WORK_PRICE,
  RSC_WORK_PATH
} RscWorkKind;

/**
 * RscWork:
 * @fraction: how far it is, 0 to 1, or negative while that is not known
 * @gap: the relative gap so far, or NaN
 */
typedef struct
{
  RscWorkKind kind;
  double fraction;
  double gap;
} RscWork;

/* What a person waits for now: of several the most urgent. */
void rsc_document_get_work (RscDocument *self, RscWork *work);

/* Gives that up. What is there stays. */
void rsc_document_cancel_work (RscDocument *self);

G_END_DECLS
