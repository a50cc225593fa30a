/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-formula.h"

G_BEGIN_DECLS

/* What the files of RscFormula share: a formula as a tree. */

typedef enum
{
  RSC_FORMULA_GLYPHS, /* upright text */
  RSC_FORMULA_LETTERS,
  RSC_FORMULA_SPACE,
  RSC_FORMULA_ROW,
  RSC_FORMULA_FRACTION,
  RSC_FORMULA_ROOT,
  RSC_FORMULA_HAT,
  RSC_FORMULA_SCRIPTS,
  RSC_FORMULA_LIMITS /* what stands below and above goes there */
} RscFormulaKind;

typedef struct _RscFormulaNode RscFormulaNode;
struct _RscFormulaNode
{
  RscFormulaKind kind;
  char *text;
  double space;        /* before and after, in sizes of the text */
  GPtrArray *children; /* base, lower, upper; or all of a row; NULL entries are left out */
};

struct _RscFormula
{
  RscFormulaNode *root;
};

/* Or NULL. */
static inline RscFormulaNode *
rsc_formula_get_child (const RscFormulaNode *node, guint k)
{
  return k < node->children->len ? g_ptr_array_index (node->children, k) : NULL;
}

G_END_DECLS
