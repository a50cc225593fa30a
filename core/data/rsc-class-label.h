/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-reading.h"

G_BEGIN_DECLS

/* What the text of a target says where the target is classes. */
typedef enum
{
  RSC_CLASS_LABEL_NONE,  /* no class: a number, or a text that names none */
  RSC_CLASS_LABEL_CLASS, /* one that is −1 or +1 */
  RSC_CLASS_LABEL_OTHER  /* one that is left out, where two are set against each other */
} RscClassLabel;

/* Whether @label is the class @name: the same text, or the same number (1.0 is 1). @number: what
 * @label is where it is a number, however it is written, or NULL where that is to be seen in the
 * text. */
gboolean rsc_class_label_is (const char *label, const char *name, const double *number);

/* What a person means by @label, typed or pasted, in the target that @reading has (or NULL: no
 * classes). @number: as above, where it is a number. *@y: of a class. Files are read as strictly as
 * they are written; here a class may also be written in other cases, where that is only one of
 * them. Against the rest every other name is of the rest, and where classes are numbers every other
 * whole number; else a number is itself. O(length). */
RscClassLabel rsc_class_label_read (const RscReading *reading,
                                    const char *label,
                                    const double *number,
                                    double *y);

G_END_DECLS
