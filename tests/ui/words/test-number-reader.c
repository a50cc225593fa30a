/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-number-reader.h"

static void
test_read (void)
{
  static const struct
  {
    const char *text;
    double value;
  } good[] = {
    { "0.05", 0.05 },     { "0,05", 0.05 },        { " 1e-3 ", 1e-3 }, { "1E−3", 1e-3 },
    { "−2,5", -2.5 },     { "+.5", 0.5 },          { "5.", 5.0 },      { "1/3", 1.0 / 3.0 },
    { "1 / 4", 0.25 },    { "0,5/2.5e1", 0.02 },   { "-1/8", -0.125 }, { "0", 0.0 },
    { "2×10⁻¹⁵", 2e-15 }, { "−2.5×10³", -2500.0 }, { "10⁻³", 1e-3 },   { "−10⁴", -1e4 },
    { "10", 10.0 },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (good); k++)
    {
      double value = -77.0;

      g_test_message ("%s", good[k].text);
      g_assert_true (rsc_number_reader_parse (good[k].text, &value));
      g_assert_cmpfloat (value, ==, good[k].value);
    }
}

static void
test_refuse (void)
{
  static const char *const bad[] = { "",      " ",     ".",     ",",     "1,234.5", "1.234,5",
                                     "1,2,3", "1e",    "1e-",   "e5",    "0x10",    "nan",
                                     "inf",   "1 2",   "1/0",   "1/",    "/2",      "1/2/3",
                                     "--1",   "1e999", "one",   "1e-5x", "½",       "5 %",
                                     "2×10",  "10⁻",   "×10⁻³", "2⁻³",   "2×10⁻³e1" };

  for (gsize k = 0; k < G_N_ELEMENTS (bad); k++)
    {
      double value = -77.0;

      g_test_message ("%s", bad[k]);
      g_assert_false (rsc_number_reader_parse (bad[k], &value));
      g_assert_cmpfloat (value, ==, -77.0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/number-reader/read", test_read);
  g_test_add_func ("/number-reader/refuse", test_refuse);
  return g_test_run ();
}
