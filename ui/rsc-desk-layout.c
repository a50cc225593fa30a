/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-desk-layout.h"

#include <math.h>

#include "ui/rsc-look.h"

/* From this width of the window on the deck shows two pages. */
#define WIDE 1600
/* Two rows of pages are at least so high, each. */
#define ROW 215
/* A page beside another one is at least so wide, where both have tabs. */
#define COLUMN 400

RscDeskPage *
rsc_desk_layout_get_page (const RscDeskLayout *self, guint k)
{
  return g_ptr_array_index (self->pages, k);
}

static int
measure_width (const RscDeskPage *page)
{
  int minimum;

  gtk_widget_measure (page->widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

static int
measure_height (const RscDeskPage *page, int width)
{
  int minimum;

  gtk_widget_measure (page->widget, GTK_ORIENTATION_VERTICAL, width, &minimum, NULL, NULL, NULL);
  return minimum;
}

int
rsc_desk_layout_measure_tabs (const RscDeskLayout *self)
{
  int minimum;

  gtk_widget_measure (self->tabs, GTK_ORIENTATION_VERTICAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

gboolean
rsc_desk_layout_has_tab (const RscDeskLayout *self, const RscDeskPage *page)
{
  return !self->rows || page->place == RSC_DESK_DECK;
}

/* What a page of each place is at least high with its row. */
static void
measure_rows (const RscDeskLayout *self, int tallest[2])
{
  /* Large text leaves little of a low row for its picture. */
  const int least_row = (int) (ROW * fmax (rsc_look_get_scale (), 1));

  tallest[0] = tallest[1] = least_row;
  for (guint k = 0; k < self->pages->len; k++)
    {
      const RscDeskPage *page = rsc_desk_layout_get_page (self, k);

      tallest[page->place] = MAX (tallest[page->place], measure_height (page, -1));
    }
}

gboolean
rsc_desk_layout_has_height (const RscDeskLayout *self, int height)
{
  int tallest[2];

  measure_rows (self, tallest);
  return tallest[0] + tallest[1] + rsc_desk_layout_measure_tabs (self) + 2 * RSC_DESK_GAP <= height;
}

int
rsc_desk_layout_measure_stage (const RscDeskLayout *self)
{
  int widest = 0, n = 0;

  for (guint k = 0; k < self->pages->len; k++)
    {
      const RscDeskPage *page = rsc_desk_layout_get_page (self, k);

      if (page->place != RSC_DESK_STAGE)
        continue;
      widest = MAX (widest, measure_width (page));
      n++;
    }
  return n * (widest + RSC_DESK_GAP);
}

void
rsc_desk_layout_choose (const RscDeskLayout *self,
                        int width,
                        int height,
                        gboolean *rows,
                        guint *columns)
{
  GtkRoot *root = gtk_widget_get_root (self->tabs);
  const int stage = rsc_desk_layout_measure_stage (self);
  int widest = COLUMN;

  for (guint k = 0; k < self->pages->len; k++)
    widest = MAX (widest, measure_width (rsc_desk_layout_get_page (self, k)));
  *rows = stage > 0 && stage <= width && rsc_desk_layout_has_height (self, height);
  if (*rows)
    *columns =
      root && gtk_widget_get_width (GTK_WIDGET (root)) >= WIDE && width > 2 * widest ? 2 : 1;
  else
    *columns = (guint) CLAMP ((width + RSC_DESK_GAP) / (widest + RSC_DESK_GAP), 1, 2);
}

void
rsc_desk_layout_place (const RscDeskPage *page, int x, int y, int width, int height)
{
  GtkAllocation area = { x, y, MAX (width, measure_width (page)), 0 };

  area.height = MAX (height, measure_height (page, area.width));
  gtk_widget_size_allocate (page->widget, &area, -1);
}

void
rsc_desk_layout_place_row (const RscDeskLayout *self, gboolean tabs, int y, int width, int height)
{
  int n = 0, x = 0, i = 0;

  for (guint k = 0; k < self->pages->len; k++)
    n += rsc_desk_layout_get_page (self, k)->shown
         && rsc_desk_layout_has_tab (self, rsc_desk_layout_get_page (self, k)) == tabs;
  for (guint k = 0; k < self->pages->len; k++)
    {
      const RscDeskPage *page = rsc_desk_layout_get_page (self, k);
      int next;

      if (!page->shown || rsc_desk_layout_has_tab (self, page) != tabs)
        continue;
      next = (width + RSC_DESK_GAP) * ++i / n;
      rsc_desk_layout_place (page, x, y, next - RSC_DESK_GAP - x, height);
      x = next;
    }
}

/* Height of the least that a row of @n pages side by side needs: a sentence can take more lines in
 * the width that it has than in the one that it would like. */
static int
measure_row (const RscDeskLayout *self, RscDeskPlace which, int width, int n)
{
  const int each = (width + RSC_DESK_GAP) / MAX (n, 1) - RSC_DESK_GAP;
  int least = ROW;

  for (guint k = 0; k < self->pages->len; k++)
    {
      const RscDeskPage *page = rsc_desk_layout_get_page (self, k);

      if (page->place == which)
        least = MAX (least, measure_height (page, MAX (each, measure_width (page))));
    }
  return least;
}

int
rsc_desk_layout_get_line (const RscDeskLayout *self, int width, int height)
{
  const int room = height - rsc_desk_layout_measure_tabs (self) - 2 * RSC_DESK_GAP;
  int n_stage = 0, least, most;

  for (guint k = 0; k < self->pages->len; k++)
    n_stage += rsc_desk_layout_get_page (self, k)->place == RSC_DESK_STAGE;
  least = measure_row (self, RSC_DESK_STAGE, width, n_stage);
  most = room - measure_row (self, RSC_DESK_DECK, width, (int) self->columns);
  return CLAMP ((int) (self->share * room + 0.5), least, MAX (least, most));
}
