/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RscTwo:
 *
 * Two doubles that are worked on at a time, each as it would be alone; the compiler makes of it
 * what the processor has. Not aligned to more than a double is, so that columns of odd length may
 * follow each other without a gap; where memory is aligned to two, a type that says so is read
 * faster. A comparison makes an RscTwoMask of two: all bits where it holds, none where it does
 * not, so that a choice by it needs no branch.
 */
typedef double RscTwo __attribute__ ((vector_size (16), aligned (8)));
typedef gint64 RscTwoMask __attribute__ ((vector_size (16), aligned (8)));

static inline RscTwo
rsc_two (double value)
{
  return (RscTwo){ value, value };
}

/* @value where @mask has bits, 0 elsewhere. */
static inline RscTwo
rsc_two_choose (RscTwoMask mask, RscTwo value)
{
  return (RscTwo) (mask & (RscTwoMask) value);
}

static inline RscTwo
rsc_two_positive (RscTwo value)
{
  return rsc_two_choose ((RscTwoMask) (value > 0.0), value);
}

/* The sum of both, twice. */
static inline RscTwo
rsc_two_sum (RscTwo value)
{
  return value + (RscTwo){ value[1], value[0] };
}

G_END_DECLS
