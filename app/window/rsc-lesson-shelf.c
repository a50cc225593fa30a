/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-lesson-shelf.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER "/org/reluscope/Reluscope/lessons/"

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GStrv
rsc_lesson_shelf_dup_names (void)
{
  GStrv names = g_resources_enumerate_children (FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (!names)
    return g_new0 (char *, 1);
  for (gsize k = 0; names[k]; k++)
    if (g_str_has_suffix (names[k], RSC_LESSON_ENDING))
      names[k][strlen (names[k]) - strlen (RSC_LESSON_ENDING)] = '\0';
  qsort (names, g_strv_length (names), sizeof (char *), compare_names);
  return names;
}

RscLesson *
rsc_lesson_shelf_load (const char *name)
{
  g_autofree char *path = g_strconcat (FOLDER, name, RSC_LESSON_ENDING, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GError) error = NULL;
  RscLesson *lesson;

  if (!bytes)
    return NULL;
  lesson = rsc_lesson_parse_shipped (g_bytes_get_data (bytes, NULL),
                                     (gssize) g_bytes_get_size (bytes), name, &error);
  if (!lesson)
    g_critical ("%s", error->message);
  return lesson;
}
