/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recipes.h"

#include "core/numerics/rsc-random.h"

#include <gsl/gsl_randist.h>
#include <math.h>

const Recipe recipes[] = { { "iris-like", 150, 4, 3, FALSE, FALSE },
                           { "iris-like-raw", 150, 4, 3, TRUE, FALSE },
                           { "penguins-like", 333, 4, 3, FALSE, TRUE },
                           { "plane-1000", 1000, 2, 1, FALSE, FALSE },
                           { "plane-10000", 10000, 2, 1, FALSE, TRUE },
                           { "space-200", 200, 3, 1, FALSE, FALSE },
                           { "space-1000", 1000, 3, 1, FALSE, FALSE },
                           { "four-100", 100, 4, 1, FALSE, FALSE },
                           { "four-300", 300, 4, 1, FALSE, TRUE },
                           { "five-200", 200, 5, 1, FALSE, TRUE },
                           { "plane-50", 50, 2, 1, FALSE, FALSE },
                           { "space-60", 60, 3, 1, FALSE, FALSE },
                           { "plane-100", 100, 2, 1, FALSE, FALSE },
                           { "plane-200", 200, 2, 1, FALSE, FALSE },
                           { "plane-400", 400, 2, 1, FALSE, FALSE },
                           { "space-30", 30, 3, 1, FALSE, FALSE },
                           { "four-20", 20, 4, 1, FALSE, FALSE },
                           { "four-30", 30, 4, 1, FALSE, FALSE },
                           { "five-16", 16, 5, 1, FALSE, FALSE },
                           { "five-24", 24, 5, 1, FALSE, TRUE },
                           { "six-20", 20, 6, 1, FALSE, TRUE },
                           { "blood-like", 748, 4, 2, TRUE, TRUE },
                           { "mammographic-like", 961, 5, 2, TRUE, TRUE },
                           { NULL, 0, 0, 0, FALSE, FALSE } };

RscDataset *
recipe_make (const Recipe *recipe)
{
  gsl_rng *rng = rsc_random_new (11);
  g_autofree double *x = g_new (double, recipe->n * recipe->d);
  g_autofree double *y = g_new (double, recipe->n);
  g_autofree double *centres = g_new (double, recipe->n_centres * recipe->d);
  g_autofree double *lean = g_new (double, recipe->d);
  g_autoptr (GError) error = NULL;
  RscDataset *dataset;

  for (gsize k = 0; k < recipe->d; k++)
    lean[k] = gsl_ran_gaussian (rng, 1.0);
  for (gsize k = 0; k < recipe->n_centres * recipe->d; k++)
    centres[k] = recipe->n_centres > 1 ? gsl_ran_gaussian (rng, 1.5) : 0.0;
  for (gsize i = 0; i < recipe->n; i++)
    {
      const gsize c = i * recipe->n_centres / recipe->n;
      double value = 0.0;

      for (gsize k = 0; k < recipe->d; k++)
        {
          double entry = centres[c * recipe->d + k] + gsl_ran_gaussian (rng, 1.0);

          value += lean[k] * entry;
          if (recipe->raw)
            entry = rint (10.0 * (5.0 + (double) k + 0.5 * entry)) / 10.0;
          x[i * recipe->d + k] = entry;
        }
      y[i] = recipe->n_centres > 1 ? (c == 1 ? 1.0 : -1.0)
                                   : sin (1.5 * value) + 0.3 * gsl_ran_gaussian (rng, 1.0);
    }
  gsl_rng_free (rng);
  dataset = rsc_dataset_new (recipe->name, recipe->n, recipe->d, x, y, NULL, NULL, &error);
  g_assert_no_error (error);
  return dataset;
}
