/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The glossary without a window: which terms a text names, and which a search finds. */
#include "app/files/rsc-glossary.h"

#include "core/numerics/rsc-error.h"

/* A longer word is a form of a word of the name if that has four letters, whatever bytes they take,
 * or is a sign of Chinese. */
static void
test_forms (void)
{
  static const struct
  {
    const char *name;
    const char *words;
    gboolean matches;
  } cases[] = {
    { "Gate", "gates", TRUE }, { "Set", "setting", FALSE }, { "Größe", "grössere", TRUE },
    { "Ører", "ørers", TRUE }, { "Øre", "ørers", FALSE },   { "λ", "λx", FALSE },
    { "λ", "λ", TRUE },        { "面", "面的", TRUE },      { "Gate face", "faces gates", TRUE }
  };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      char id[] = "id", text[] = "-";
      g_autofree char *name = g_strdup (cases[k].name);
      const RscTermEntry term = { .id = id, .name = name, .text = text };

      if (rsc_glossary_matches (&term, cases[k].words) != cases[k].matches)
        g_error ("“%s” as a form of “%s”", cases[k].words, name);
    }
}

/* What a text names: inflected, the longer of two, also where that begins earlier, none inside
 * another word; of a name that stands elsewhere on its own both. */
static void
test_named (void)
{
  static const struct
  {
    const char *text;
    const char *ids;
  } cases[] = {
    { "Certified: the duality gap is 10⁻¹⁵", "duality gap" },
    { "16 vertices", "" },
    { "Vertex 3 of 16 · dimension 3", "dimension vertex" },
    { "empathy", "" },
    { "λ on the solution path", "path lambda" },
    /* What stands beside the numbers of the pages. */
    { "fit change", "fit" },
    { "objective", "objective" },
    { "penalty", "penalty" },
    { "rank", "rank" },
    { "rank drop", "rank gap" },
    { "accuracy", "accuracy" },
    { "mean squared error", "error" },
    { "norm of neuron 3", "neuron norm" },
    { "v = (1, 2), ρ = 0.5 at point 3", "multiplier" },
    { "8 degrees of freedom, n = 9: the sum of the leverages", "degrees of freedom leverage" },
    { "excess over p*", "excess" },
    { "distance to the optimal set", "distance" },
    { "price, %", "price" },
    { "not general: 8 coincidences", "coincidence" },
    { "Least Move", "least move" },
    { "Standardise", "standardise" },
    { "Solution paths", "path" },
    { "a gap of the duality gap", "duality gap" },
    { "", "" },
  };
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "..", "data", "lessons", "glossary.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) terms = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  terms = rsc_glossary_parse (text, -1, "glossary", &error);
  g_assert_no_error (error);
  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (GPtrArray) named = rsc_glossary_find_named (terms, cases[k].text);
      g_autoptr (GString) ids = g_string_new (NULL);

      for (guint i = 0; i < named->len; i++)
        g_string_append_printf (ids, "%s%s", i > 0 ? " " : "",
                                ((const RscTermEntry *) g_ptr_array_index (named, i))->id);
      g_assert_cmpstr (ids->str, ==, cases[k].ids);
    }
}

/* A link to no term is said with its place. */
static void
test_links (void)
{
  static const char *const wrong[] = { "\"text\": \"[[b]]\"", "\"text\": \"[[b|c]]\"",
                                       "\"text\": \"-\", \"also\": [\"b\"]" };

  for (gsize k = 0; k < G_N_ELEMENTS (wrong); k++)
    {
      g_autofree char *text =
        g_strdup_printf ("{\"terms\": [{\"id\": \"a\", \"name\": \"A\", %s}]}", wrong[k]);
      g_autoptr (GError) error = NULL;

      g_assert_null (rsc_glossary_parse (text, -1, "words.json", &error));
      g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
      g_assert_true (g_str_has_prefix (error->message, "words.json: terms[1]."));
      g_assert_true (g_str_has_suffix (error->message, "b"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/glossary/forms", test_forms);
  g_test_add_func ("/glossary/named", test_named);
  g_test_add_func ("/glossary/links", test_links);
  return g_test_run ();
}
