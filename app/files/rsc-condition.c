/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/files/rsc-condition.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "core/numerics/rsc-error.h"
#include "core/numerics/rsc-number-words.h"

/* Facts and numbers in one term: a lesson has a few. */
#define PARTS_MAX 8
/* Digits of a number that a text is filled with. */
#define DIGITS 4
/* What == and ~ allow: rounding, and what a text rounds. */
#define PARTS_EQUAL 1e9
#define PARTS_ABOUT 200

typedef struct
{
  char sign; /* before it: + - * / */
  gboolean is_fact;
  RscFact fact;
  double number;
} Part;

struct _RscTerm
{
  guint n;
  Part parts[PARTS_MAX];
};

typedef enum
{
  EQUAL,
  UNEQUAL,
  AT_MOST,
  AT_LEAST,
  LESS,
  MORE,
  ABOUT,
  N_RELATIONS
} Relation;

/* Longer ones first. */
static const char *const relations[N_RELATIONS] = { "==", "!=", "<=", ">=", "<", ">", "~" };

struct _RscCondition
{
  char *text;
  RscTerm *left;
  RscTerm *right;
  Relation relation;
};

/* --- terms ------------------------------------------------------------------------------------ */

static gboolean
is_name (char c)
{
  return g_ascii_isalpha (c) || c == '_';
}

/* One fact or number at *@text, which is moved behind it. */
static gboolean
parse_part (const char **text, Part *part, GError **error)
{
  const char *start = *text;
  char *end;

  if (is_name (*start))
    {
      g_autofree char *name = NULL;

      while (is_name (**text) || g_ascii_isdigit (**text))
        (*text)++;
      name = g_strndup (start, (gsize) (*text - start));
      part->is_fact = TRUE;
      if (rsc_fact_find (name, &part->fact))
        return TRUE;
      g_set_error (error, RSC_ERROR, RSC_ERROR_DATA, _ ("there is no fact “%s”"), name);
      return FALSE;
    }
  part->number = g_ascii_strtod (start, &end);
  if (!g_ascii_isdigit (*start) || end == start || !isfinite (part->number))
    {
      g_set_error (error, RSC_ERROR, RSC_ERROR_DATA,
                   _ ("“%.40s”: a fact or a number is needed here"), start);
      return FALSE;
    }
  *text = end;
  return TRUE;
}

static void
skip_blanks (const char **text)
{
  while (**text == ' ')
    (*text)++;
}

RscTerm *
rsc_term_parse (const char *text, GError **error)
{
  g_autoptr (RscTerm) self = g_new0 (RscTerm, 1);
  char sign = '+';

  g_return_val_if_fail (text != NULL, NULL);

  for (;;)
    {
      skip_blanks (&text);
      if (self->n == PARTS_MAX)
        {
          g_set_error_literal (error, RSC_ERROR, RSC_ERROR_DATA, _ ("this term is too long"));
          return NULL;
        }
      self->parts[self->n].sign = sign;
      if (!parse_part (&text, &self->parts[self->n++], error))
        return NULL;
      skip_blanks (&text);
      if (*text == '\0')
        return g_steal_pointer (&self);
      if (!strchr ("+-*/", *text))
        {
          g_set_error (error, RSC_ERROR, RSC_ERROR_DATA, _ ("“%.40s” is not understood here"),
                       text);
          return NULL;
        }
      sign = *text++;
    }
}

void
rsc_term_free (RscTerm *self)
{
  g_free (self);
}

gboolean
rsc_term_evaluate (const RscTerm *self, RscFactFunc facts, gpointer user_data, double *value)
{
  double sum = 0, product = 0;

  g_return_val_if_fail (self != NULL, FALSE);

  for (guint k = 0; k < self->n; k++)
    {
      const Part *part = &self->parts[k];
      double x = part->number;

      if (part->is_fact && !facts (part->fact, &x, user_data))
        return FALSE;
      if (part->sign == '*')
        product *= x;
      else if (part->sign == '/')
        product /= x;
      else
        {
          sum += product;
          product = part->sign == '-' ? -x : x;
        }
    }
  *value = sum + product;
  return isfinite (*value);
}

/* --- conditions ------------------------------------------------------------------------------- */

RscCondition *
rsc_condition_parse (const char *text, GError **error)
{
  g_autoptr (RscCondition) self = g_new0 (RscCondition, 1);
  const char *found = NULL;
  g_autofree char *left = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  self->text = g_strdup (text);
  for (Relation k = 0; k < N_RELATIONS && !found; k++)
    {
      found = strstr (text, relations[k]);
      self->relation = k;
    }
  if (!found)
    {
      g_set_error (error, RSC_ERROR, RSC_ERROR_DATA,
                   _ ("“%.80s” compares nothing: ==, !=, <, <=, >, >= or ~ is needed"), text);
      return NULL;
    }
  left = g_strndup (text, (gsize) (found - text));
  self->left = rsc_term_parse (left, error);
  if (!self->left)
    return NULL;
  self->right = rsc_term_parse (found + strlen (relations[self->relation]), error);
  return self->right ? g_steal_pointer (&self) : NULL;
}

void
rsc_condition_free (RscCondition *self)
{
  g_free (self->text);
  g_clear_pointer (&self->left, rsc_term_free);
  g_clear_pointer (&self->right, rsc_term_free);
  g_free (self);
}

const char *
rsc_condition_get_text (const RscCondition *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->text;
}

gboolean
rsc_condition_is_close (double a, double b, double parts)
{
  return fabs (a - b) * parts <= MAX (fabs (a), fabs (b));
}

gboolean
rsc_condition_evaluate (const RscCondition *self,
                        RscFactFunc facts,
                        gpointer user_data,
                        gboolean *holds)
{
  double a, b;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!rsc_term_evaluate (self->left, facts, user_data, &a)
      || !rsc_term_evaluate (self->right, facts, user_data, &b))
    return FALSE;
  switch (self->relation)
    {
    case EQUAL:
      *holds = rsc_condition_is_close (a, b, PARTS_EQUAL);
      break;
    case UNEQUAL:
      *holds = !rsc_condition_is_close (a, b, PARTS_EQUAL);
      break;
    case AT_MOST:
      *holds = a <= b;
      break;
    case AT_LEAST:
      *holds = a >= b;
      break;
    case LESS:
      *holds = a < b;
      break;
    case MORE:
      *holds = a > b;
      break;
    case ABOUT:
      *holds = rsc_condition_is_close (a, b, PARTS_ABOUT);
      break;
    case N_RELATIONS:
    default:
      g_return_val_if_reached (FALSE);
    }
  return TRUE;
}

gboolean
rsc_conditions_evaluate (const GPtrArray *self,
                         RscFactFunc facts,
                         gpointer user_data,
                         gboolean *hold)
{
  *hold = TRUE;
  for (guint k = 0; self && k < self->len; k++)
    {
      gboolean one;

      if (!rsc_condition_evaluate (g_ptr_array_index (self, k), facts, user_data, &one))
        return FALSE;
      *hold = *hold && one;
    }
  return TRUE;
}

/* --- texts ------------------------------------------------------------------------------------ */

/* The next "{…}" from @text on: its inside, and where it ends. */
static char *
dup_place (const char *text, const char **start, const char **end, gboolean *is_percent)
{
  const char *open = strchr (text, '{');
  const char *close = open ? strchr (open, '}') : NULL;
  char *inside;
  gsize length;

  if (!close)
    return NULL;
  *start = open;
  *end = close + 1;
  inside = g_strndup (open + 1, (gsize) (close - open - 1));
  length = strlen (inside);
  *is_percent = length > 0 && inside[length - 1] == '%';
  if (*is_percent)
    inside[length - 1] = '\0';
  return inside;
}

static char *
dup_value (double value, gboolean is_percent)
{
  g_autofree char *number = NULL;

  if (value == floor (value) && fabs (value) < 1e6 && !is_percent)
    return rsc_number_words_dup_fixed (value, 0, 0);
  number = rsc_number_words_dup (is_percent ? value * 100 : value, is_percent ? 2 : DIGITS);
  return is_percent ? g_strdup_printf (_ ("%s %%"), number) : g_steal_pointer (&number);
}

char *
rsc_condition_dup_filled (const char *text, RscFactFunc facts, gpointer user_data)
{
  GString *filled = g_string_new (NULL);
  const char *start, *end;
  gboolean is_percent;
  char *inside;

  g_return_val_if_fail (text != NULL, NULL);

  while ((inside = dup_place (text, &start, &end, &is_percent)))
    {
      g_autoptr (RscTerm) term = rsc_term_parse (inside, NULL);
      g_autofree char *value = NULL;
      double x;

      g_string_append_len (filled, text, start - text);
      if (!term)
        g_string_append_len (filled, start, end - start);
      else if (rsc_term_evaluate (term, facts, user_data, &x))
        g_string_append (filled, value = dup_value (x, is_percent));
      else
        g_string_append (filled, "…");
      text = end;
      g_free (inside);
    }
  g_string_append (filled, text);
  return g_string_free (filled, FALSE);
}

gboolean
rsc_condition_check_filled (const char *text, GError **error)
{
  const char *start, *end = text;
  gboolean is_percent;
  char *inside;

  g_return_val_if_fail (text != NULL, FALSE);

  while ((inside = dup_place (end, &start, &end, &is_percent)))
    {
      g_autoptr (RscTerm) term = rsc_term_parse (inside, error);

      g_free (inside);
      if (!term)
        return FALSE;
    }
  return TRUE;
}
