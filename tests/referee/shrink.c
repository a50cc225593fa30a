/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shrink.h"
#include <math.h>
#include <string.h>

/* The word before the first complaint's colon, or NULL. */
static char *
dup_kind (const Case *subject, void (*func) (Judge *judge))
{
  Judge judge;
  char *kind = NULL;

  judge_init (&judge, subject);
  if (judge.problem != NULL && judge.complaints->len == 0)
    func (&judge);
  if (judge.complaints->len > 0)
    {
      const char *complaint = g_ptr_array_index (judge.complaints, 0);

      kind = g_strndup (complaint, strcspn (complaint, ":"));
    }
  judge_clear (&judge);
  return kind;
}

static gboolean
take_if_same (Case *subject, Case *smaller, const char *kind, void (*func) (Judge *judge))
{
  g_autofree char *now = dup_kind (smaller, func);

  if (g_strcmp0 (now, kind) != 0)
    {
      case_clear (smaller);
      return FALSE;
    }
  case_clear (subject);
  *subject = *smaller;
  return TRUE;
}

static gboolean
drop_row (Case *subject, gsize row, const char *kind, void (*func) (Judge *judge))
{
  Case smaller;
  gsize d = subject->n_features;

  case_copy (&smaller, subject);
  memmove (smaller.features + row * d, smaller.features + (row + 1) * d,
           (subject->n - row - 1) * d * sizeof (double));
  memmove (smaller.targets + row, smaller.targets + row + 1,
           (subject->n - row - 1) * sizeof (double));
  smaller.n--;
  return take_if_same (subject, &smaller, kind, func);
}

static gboolean
drop_feature (Case *subject, gsize feature, const char *kind, void (*func) (Judge *judge))
{
  Case smaller;
  gsize d = subject->n_features;

  case_copy (&smaller, subject);
  for (gsize i = 0; i < subject->n; i++)
    for (gsize k = 0, to = 0; k < d; k++)
      if (k != feature)
        smaller.features[i * (d - 1) + to++] = subject->features[i * d + k];
  smaller.n_features--;
  return take_if_same (subject, &smaller, kind, func);
}

static gboolean
round_value (Case *subject, gsize at, const char *kind, void (*func) (Judge *judge))
{
  gsize n_features = subject->n * subject->n_features;
  double value = at < n_features ? subject->features[at] : subject->targets[at - n_features];
  double size = value == 0.0 ? 1.0 : pow (10.0, floor (log10 (fabs (value))));
  double rounder[] = { 0.0, copysign (1.0, value), copysign (size, value),
                       round (value / size) * size, round (value / size * 10.0) / 10.0 * size };

  for (gsize k = 0; k < G_N_ELEMENTS (rounder); k++)
    {
      Case smaller;

      if (rounder[k] == value)
        return FALSE;
      case_copy (&smaller, subject);
      *(at < n_features ? smaller.features + at : smaller.targets + at - n_features) = rounder[k];
      if (take_if_same (subject, &smaller, kind, func))
        return TRUE;
    }
  return FALSE;
}

void
shrink_case (Case *subject, void (*func) (Judge *judge))
{
  g_autofree char *kind = dup_kind (subject, func);
  gboolean smaller = kind != NULL;

  for (int pass = 0; smaller && pass < 6; pass++)
    {
      smaller = FALSE;
      for (gsize row = subject->n; row-- > 0 && subject->n > 1;)
        smaller = drop_row (subject, row, kind, func) || smaller;
      for (gsize k = subject->n_features; k-- > 0 && subject->n_features > 1;)
        smaller = drop_feature (subject, k, kind, func) || smaller;
      for (gsize at = 0; at < subject->n * (subject->n_features + 1); at++)
        smaller = round_value (subject, at, kind, func) || smaller;
    }
}
