/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes as what is done to a document and the order in which its jobs end: after every action what
 * is on show belongs to the state, at rest it is what a document has that came there directly, and
 * all changes go back and forth again. */
#include "fuzz.h"

#include "storm.h"

#define LENGTH_MAX 400
/* Inputs that begin with so much have files. */
#define FILES 240

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  Storm s = { .bytes = data, .n_bytes = MIN (size, LENGTH_MAX) };

  s.has_files = size > 0 && data[0] >= FILES;
  storm_begin (&s, TRUE);
  while (s.n_bytes > 0)
    storm_act (&s);
  storm_hold_breath (&s);
  storm_end (&s);
  return 0;
}
