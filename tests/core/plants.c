/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plants.h"

#include <gsl/gsl_randist.h>
#include <math.h>

void
plant_clear (Plant *plant)
{
  g_free (plant->c);
  g_free (plant->a);
}

Plant
plant_polygon (gsize n)
{
  Plant plant = { n, n, g_new0 (double, n *n), g_new0 (double, n) };

  for (gsize j = 0; j < n; j++)
    {
      double middle = 2.0 * G_PI * ((double) j + 0.25 * (double) n - 0.5) / (double) n;
      for (gsize i = 0; i < n; i++)
        {
          double activation = cos (2.0 * G_PI * (double) i / (double) n - middle);
          plant.c[i * n + j] = activation > 1e-12 ? activation : 0.0;
        }
      plant.a[j] = 1.0 / (double) n;
    }
  return plant;
}

Plant
plant_random (gsl_rng *rng, gsize n, gsize m, gsize used)
{
  Plant plant = { n, m, g_new0 (double, n *m), g_new0 (double, m) };

  for (gsize j = 0; j < m; j++)
    {
      double size = exp (gsl_ran_gaussian (rng, 1.0));
      plant.c[j] = size;
      for (gsize i = 1; i < n; i++)
        plant.c[i * m + j] = size * gsl_ran_gaussian (rng, 1.0);
      if (j < used)
        plant.a[j] = gsl_ran_exponential (rng, 1.0);
    }
  return plant;
}

Plant
plant_whole (gsl_rng *rng, gsize n, gsize m, gsize used)
{
  Plant plant = { n, m, g_new0 (double, n *m), g_new0 (double, m) };

  for (gsize j = 0; j < m; j++)
    {
      plant.c[j] = 1.0;
      for (gsize i = 1; i < n; i++)
        plant.c[i * m + j] = (double) gsl_rng_uniform_int (rng, 3);
      if (j < used)
        plant.a[j] = 1.0;
    }
  return plant;
}

RscPolytope *
polytope_of (const Plant *plant)
{
  g_autoptr (GError) error = NULL;
  RscPolytope *polytope = rsc_polytope_new (plant->n, plant->m, plant->c, plant->a, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (polytope);
  return polytope;
}

GPtrArray *
vertices_of (const RscPolytope *polytope, gsize max, gboolean *complete)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *vertices = rsc_polytope_list_vertices (polytope, max, complete, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (vertices);
  return vertices;
}

gsize
count_width (gsize m, const double *a)
{
  gsize width = 0;

  for (gsize i = 0; i < m; i++)
    width += a[i] > 0.0;
  return width;
}
