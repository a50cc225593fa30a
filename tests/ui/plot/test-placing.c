/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-placing.h"

#include "ui/plot/rsc-layer.h"

typedef struct
{
  cairo_t *cr;
  GArray *boxes;
  RscTheme theme;
  RscText text;
  RscPlacing placing;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->cr = rsc_picture_create_measuring ();
  self->boxes = rsc_text_record (self->cr);
  rsc_theme_init (&self->theme, FALSE);
  rsc_text_init (&self->text, &self->theme, self->cr);
  rsc_placing_init (&self->placing, &self->text, (RscRect){ 0.0, 0.0, 200.0, 100.0 });
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  rsc_placing_clear (&self->placing);
  rsc_text_clear (&self->text);
  cairo_destroy (self->cr);
}

static gboolean
put (Fixture *self, double x, double y, gboolean must)
{
  return rsc_placing_put (&self->placing, "12", x, y, 0.5, 0.5, self->theme.foreground, must);
}

static void
assert_readable (const Fixture *self)
{
  for (guint i = 0; i < self->boxes->len; i++)
    {
      const RscTextBox *a = &g_array_index (self->boxes, RscTextBox, i);

      g_assert_cmpfloat (a->x, >=, 0.0);
      g_assert_cmpfloat (a->y, >=, 0.0);
      g_assert_cmpfloat (a->x + a->width, <=, 200.0);
      g_assert_cmpfloat (a->y + a->height, <=, 100.0);
      for (guint j = 0; j < i; j++)
        {
          const RscTextBox *b = &g_array_index (self->boxes, RscTextBox, j);

          g_assert_true (a->x >= b->x + b->width || b->x >= a->x + a->width
                         || a->y >= b->y + b->height || b->y >= a->y + a->height);
        }
    }
}

/* A label that is in the way of another, or of the edge, is left out. */
static void
test_left_out (Fixture *self, gconstpointer data)
{
  g_assert_true (put (self, 50.0, 50.0, FALSE));
  g_assert_false (put (self, 55.0, 52.0, FALSE));
  g_assert_false (put (self, 1.0, 50.0, FALSE));
  g_assert_false (put (self, 50.0, 99.0, FALSE));
  rsc_placing_take (&self->placing, (RscRect){ 100.0, 0.0, 100.0, 100.0 });
  g_assert_false (put (self, 150.0, 50.0, FALSE));
  g_assert_cmpuint (self->boxes->len, ==, 1);
  assert_readable (self);
}

/* One that must be there moves: off the others, and into the picture. */
static void
test_moved (Fixture *self, gconstpointer data)
{
  for (int k = 0; k < 9; k++)
    g_assert_true (put (self, 50.0, 50.0, TRUE));
  g_assert_true (put (self, -30.0, 20.0, TRUE));
  g_assert_true (put (self, 190.0, 300.0, TRUE));
  g_assert_cmpuint (self->boxes->len, ==, 11);
  assert_readable (self);
}

/* Beside a place, on whichever side is free. */
static void
test_around (Fixture *self, gconstpointer data)
{
  int n = 0;

  while (rsc_placing_put_around (&self->placing, "12", 100.0, 50.0, 8.0, self->theme.foreground))
    n++;
  g_assert_cmpint (n, >=, 4);
  g_assert_cmpint (n, <=, 8);
  g_assert_cmpint (self->boxes->len, ==, n);
  assert_readable (self);
  /* In a corner only one side is left. */
  g_assert_true (
    rsc_placing_put_around (&self->placing, "12", 1.0, 1.0, 8.0, self->theme.foreground));
  assert_readable (self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/placing/left-out", Fixture, NULL, set_up, test_left_out, tear_down);
  g_test_add ("/placing/moved", Fixture, NULL, set_up, test_moved, tear_down);
  g_test_add ("/placing/around", Fixture, NULL, set_up, test_around, tear_down);
  return g_test_run ();
}
