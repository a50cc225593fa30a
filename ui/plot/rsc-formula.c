/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-formula-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/numerics/rsc-error.h"

#define DEPTH_MAX 16
#define LENGTH_MAX 2000

/* --- reading ---------------------------------------------------------------------------------- */

static const struct
{
  const char *name;
  const char *text;
  RscFormulaKind kind;
  double space;
} commands[] = {
  { "alpha", "α", RSC_FORMULA_LETTERS, 0 },
  { "beta", "β", RSC_FORMULA_LETTERS, 0 },
  { "gamma", "γ", RSC_FORMULA_LETTERS, 0 },
  { "delta", "δ", RSC_FORMULA_LETTERS, 0 },
  { "epsilon", "ε", RSC_FORMULA_LETTERS, 0 },
  { "theta", "θ", RSC_FORMULA_LETTERS, 0 },
  { "lambda", "λ", RSC_FORMULA_LETTERS, 0 },
  { "mu", "μ", RSC_FORMULA_LETTERS, 0 },
  { "nu", "ν", RSC_FORMULA_LETTERS, 0 },
  { "rho", "ρ", RSC_FORMULA_LETTERS, 0 },
  { "sigma", "σ", RSC_FORMULA_LETTERS, 0 },
  { "ell", "ℓ", RSC_FORMULA_LETTERS, 0 },
  { "partial", "∂", RSC_FORMULA_LETTERS, 0 },
  { "Theta", "Θ", RSC_FORMULA_GLYPHS, 0 },
  { "Lambda", "Λ", RSC_FORMULA_GLYPHS, 0 },
  { "R", "ℝ", RSC_FORMULA_GLYPHS, 0 },
  { "W", "𝒲", RSC_FORMULA_GLYPHS, 0 },
  { "|", "‖", RSC_FORMULA_GLYPHS, 0 },
  { "leq", "≤", RSC_FORMULA_GLYPHS, 0.22 },
  { "geq", "≥", RSC_FORMULA_GLYPHS, 0.22 },
  { "neq", "≠", RSC_FORMULA_GLYPHS, 0.22 },
  { "in", "∈", RSC_FORMULA_GLYPHS, 0.22 },
  { "subseteq", "⊆", RSC_FORMULA_GLYPHS, 0.22 },
  { "to", "→", RSC_FORMULA_GLYPHS, 0.22 },
  { "iff", "⇔", RSC_FORMULA_GLYPHS, 0.3 },
  { "cdot", "·", RSC_FORMULA_GLYPHS, 0.1 },
  { "times", "×", RSC_FORMULA_GLYPHS, 0.1 },
  { "infty", "∞", RSC_FORMULA_GLYPHS, 0 },
  { "setminus", "∖", RSC_FORMULA_GLYPHS, 0.1 },
  { "cup", "∪", RSC_FORMULA_GLYPHS, 0.15 },
  { "dots", "…", RSC_FORMULA_GLYPHS, 0 },
  { "star", "*", RSC_FORMULA_GLYPHS, 0 },
  { "{", "{", RSC_FORMULA_GLYPHS, 0 },
  { "}", "}", RSC_FORMULA_GLYPHS, 0 },
  { "sum", "∑", RSC_FORMULA_LIMITS, 0.05 },
  { "max", "max", RSC_FORMULA_LIMITS, 0.1 },
  { "min", "min", RSC_FORMULA_LIMITS, 0.1 },
  { "argmax", "arg max", RSC_FORMULA_LIMITS, 0.1 },
  { "argmin", "arg min", RSC_FORMULA_LIMITS, 0.1 },
  { "dim", "dim", RSC_FORMULA_GLYPHS, 0.1 },
  { "rank", "rank", RSC_FORMULA_GLYPHS, 0.1 },
  { "diag", "diag", RSC_FORMULA_GLYPHS, 0 },
  { "sign", "sign", RSC_FORMULA_GLYPHS, 0 },
};

typedef struct
{
  const char *start;
  const char *at;
  GError **error;
} Reader;

static void
node_free (gpointer data)
{
  RscFormulaNode *node = data;

  if (!node)
    return;
  g_free (node->text);
  g_clear_pointer (&node->children, g_ptr_array_unref);
  g_free (node);
}

static RscFormulaNode *
node_new (RscFormulaKind kind, const char *text)
{
  RscFormulaNode *node = g_new0 (RscFormulaNode, 1);

  node->kind = kind;
  node->text = g_strdup (text);
  node->children = g_ptr_array_new_with_free_func (node_free);
  return node;
}

static RscFormulaNode *
fail (Reader *reader, const char *what)
{
  g_set_error (reader->error, RSC_ERROR, RSC_ERROR_DATA, _ ("character %u: %s"),
               (guint) g_utf8_pointer_to_offset (reader->start, reader->at) + 1, what);
  return NULL;
}

static RscFormulaNode *parse_row (Reader *reader, guint depth);

/* "{…}" */
static RscFormulaNode *
parse_group (Reader *reader, guint depth)
{
  RscFormulaNode *row;

  if (*reader->at != '{')
    return fail (reader, _ ("“{” is needed here"));
  reader->at++;
  row = parse_row (reader, depth + 1);
  if (row && *reader->at != '}')
    {
      node_free (row);
      return fail (reader, _ ("“}” is needed here"));
    }
  if (row)
    reader->at++;
  return row;
}

/* Takes what is between braces as it stands. */
static RscFormulaNode *
parse_words (Reader *reader)
{
  const char *close = *reader->at == '{' ? strchr (reader->at, '}') : NULL;
  g_autofree char *words = NULL;

  if (!close)
    return fail (reader, _ ("words in braces are needed here"));
  words = g_strndup (reader->at + 1, (gsize) (close - reader->at - 1));
  reader->at = close + 1;
  return node_new (RSC_FORMULA_GLYPHS, words);
}

/* @n groups that follow, as the parts of a node of @kind. */
static RscFormulaNode *
parse_parts (Reader *reader, RscFormulaKind kind, guint n, guint depth)
{
  RscFormulaNode *node = node_new (kind, NULL);

  for (guint k = 0; k < n; k++)
    {
      RscFormulaNode *part = parse_group (reader, depth);

      if (!part)
        {
          node_free (node);
          return NULL;
        }
      g_ptr_array_add (node->children, part);
    }
  return node;
}

static RscFormulaNode *
parse_command (Reader *reader, guint depth)
{
  const char *start = ++reader->at;
  g_autofree char *name = NULL;

  while (g_ascii_isalpha (*reader->at))
    reader->at++;
  if (reader->at == start && *reader->at != '\0')
    reader->at++;
  name = g_strndup (start, (gsize) (reader->at - start));
  if (g_str_equal (name, "frac"))
    return parse_parts (reader, RSC_FORMULA_FRACTION, 2, depth);
  if (g_str_equal (name, "sqrt"))
    return parse_parts (reader, RSC_FORMULA_ROOT, 1, depth);
  if (g_str_equal (name, "hat"))
    return parse_parts (reader, RSC_FORMULA_HAT, 1, depth);
  if (g_str_equal (name, "text"))
    return parse_words (reader);
  if (g_str_equal (name, "quad") || g_str_equal (name, ","))
    {
      RscFormulaNode *space = node_new (RSC_FORMULA_SPACE, NULL);

      space->space = g_str_equal (name, "quad") ? 1 : 0.2;
      return space;
    }
  for (gsize k = 0; k < G_N_ELEMENTS (commands); k++)
    if (g_str_equal (name, commands[k].name))
      {
        RscFormulaNode *node = node_new (commands[k].kind, commands[k].text);

        node->space = commands[k].space;
        return node;
      }
  reader->at = start - 1;
  return fail (reader, _ ("this command is not known"));
}

static RscFormulaNode *
parse_sign (Reader *reader)
{
  const char *next = g_utf8_next_char (reader->at);
  g_autofree char *text = g_strndup (reader->at, (gsize) (next - reader->at));
  RscFormulaNode *node;

  if (strchr ("+=<>", *text))
    {
      node = node_new (RSC_FORMULA_GLYPHS, text);
      node->space = 0.22;
    }
  else if (*text == '-')
    {
      node = node_new (RSC_FORMULA_GLYPHS, "−");
      node->space = 0.18;
    }
  else if (*text == ',' || *text == ';')
    {
      g_autofree char *wide = g_strconcat (text, " ", NULL);

      node = node_new (RSC_FORMULA_GLYPHS, wide);
    }
  else
    node = node_new (g_ascii_isalpha (*text) ? RSC_FORMULA_LETTERS : RSC_FORMULA_GLYPHS, text);
  reader->at = next;
  return node;
}

static RscFormulaNode *
parse_atom (Reader *reader, guint depth)
{
  if (*reader->at == '{')
    return parse_group (reader, depth);
  if (*reader->at == '\\')
    return parse_command (reader, depth);
  if (*reader->at == '\0' || *reader->at == '}' || *reader->at == '_' || *reader->at == '^')
    return fail (reader, _ ("a letter, a number or braces are needed here"));
  return parse_sign (reader);
}

/* @base (taken) with what is written below and above it. */
static RscFormulaNode *
parse_scripts (Reader *reader, RscFormulaNode *base, guint depth)
{
  RscFormulaNode *node;

  if (*reader->at != '_' && *reader->at != '^')
    return base;
  node = node_new (RSC_FORMULA_SCRIPTS, NULL);
  g_ptr_array_set_size (node->children, 3);
  g_ptr_array_index (node->children, 0) = base;
  while (*reader->at == '_' || *reader->at == '^')
    {
      const guint place = *reader->at == '_' ? 1 : 2;
      RscFormulaNode *script = NULL;

      if (g_ptr_array_index (node->children, place))
        fail (reader, _ ("there is one already"));
      else
        {
          reader->at++;
          script = parse_atom (reader, depth + 1);
        }
      if (!script)
        {
          node_free (node);
          return NULL;
        }
      g_ptr_array_index (node->children, place) = script;
    }
  return node;
}

static RscFormulaNode *
parse_row (Reader *reader, guint depth)
{
  RscFormulaNode *row = node_new (RSC_FORMULA_ROW, NULL);

  if (depth > DEPTH_MAX)
    {
      node_free (row);
      return fail (reader, _ ("the braces nest too deep"));
    }
  while (*reader->at != '\0' && *reader->at != '}')
    {
      RscFormulaNode *atom;

      if (*reader->at == ' ')
        {
          reader->at++;
          continue;
        }
      atom = parse_atom (reader, depth);
      if (atom)
        atom = parse_scripts (reader, atom, depth);
      if (!atom)
        {
          node_free (row);
          return NULL;
        }
      g_ptr_array_add (row->children, atom);
    }
  return row;
}

RscFormula *
rsc_formula_parse (const char *text, GError **error)
{
  Reader reader = { text, text, error };
  RscFormula *self;
  RscFormulaNode *root;

  g_return_val_if_fail (text != NULL, NULL);

  if (strlen (text) > LENGTH_MAX)
    {
      fail (&reader, _ ("this formula is too long"));
      return NULL;
    }
  root = parse_row (&reader, 0);
  if (root && *reader.at != '\0')
    {
      node_free (root);
      root = fail (&reader, _ ("there is no “{” for this"));
    }
  if (!root)
    return NULL;
  self = g_new0 (RscFormula, 1);
  self->root = root;
  return self;
}

void
rsc_formula_free (RscFormula *self)
{
  node_free (self->root);
  g_free (self);
}

/* --- in words --------------------------------------------------------------------------------- */

static void append_words (GString *words, const RscFormulaNode *node);

static gboolean
is_short (const RscFormulaNode *node)
{
  return node->kind != RSC_FORMULA_ROW || node->children->len <= 1;
}

static void
append_in_brackets (GString *words, const RscFormulaNode *node)
{
  if (!is_short (node))
    g_string_append_c (words, '(');
  append_words (words, node);
  if (!is_short (node))
    g_string_append_c (words, ')');
}

static void
append_words (GString *words, const RscFormulaNode *node)
{
  switch (node->kind)
    {
    case RSC_FORMULA_GLYPHS:
    case RSC_FORMULA_LETTERS:
    case RSC_FORMULA_LIMITS:
      if (node->space > 0.05)
        g_string_append_c (words, ' ');
      g_string_append (words, node->text);
      if (node->space > 0)
        g_string_append_c (words, ' ');
      break;
    case RSC_FORMULA_SPACE:
      g_string_append_c (words, ' ');
      break;
    case RSC_FORMULA_FRACTION:
      append_in_brackets (words, rsc_formula_get_child (node, 0));
      g_string_append_c (words, '/');
      append_in_brackets (words, rsc_formula_get_child (node, 1));
      g_string_append_c (words, ' ');
      break;
    case RSC_FORMULA_ROOT:
      g_string_append (words, "√");
      append_in_brackets (words, rsc_formula_get_child (node, 0));
      break;
    case RSC_FORMULA_HAT:
      append_words (words, rsc_formula_get_child (node, 0));
      g_string_append (words, "̂");
      break;
    case RSC_FORMULA_SCRIPTS:
      append_words (words, rsc_formula_get_child (node, 0));
      for (guint k = 1; k < 3; k++)
        if (rsc_formula_get_child (node, k))
          {
            g_string_append_c (words, k == 1 ? '_' : '^');
            append_in_brackets (words, rsc_formula_get_child (node, k));
            if (rsc_formula_get_child (node, 0)->kind == RSC_FORMULA_LIMITS)
              g_string_append_c (words, ' ');
          }
      break;
    case RSC_FORMULA_ROW:
    default:
      for (guint k = 0; k < node->children->len; k++)
        append_words (words, rsc_formula_get_child (node, k));
      break;
    }
}

char *
rsc_formula_dup_words (const RscFormula *self)
{
  GString *words = g_string_new (NULL);
  char *doubled;

  g_return_val_if_fail (self != NULL, NULL);

  append_words (words, self->root);
  while ((doubled = strstr (words->str, "  ")))
    g_string_erase (words, doubled - words->str, 1);
  g_strstrip (words->str);
  return g_string_free (words, FALSE);
}
