/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/report/rsc-movie-form.h"

#include "ui/words/rsc-animation-words.h"
#include <string.h>

static const struct
{
  const char *ending;
  int largest_side;
} forms[RSC_N_MOVIE_FORMS] = {
  [RSC_MOVIE_WEBP] = { ".webp", 16383 }, /* WEBP_MAX_DIMENSION */
  [RSC_MOVIE_WEBM] = { ".webm", 8192 },
  [RSC_MOVIE_MP4] = { ".mp4", 8192 },
  [RSC_MOVIE_FRAMES] = { "", 32767 }, /* Cairo's images */
};

static gboolean
is_video (RscMovieForm form)
{
  return form == RSC_MOVIE_WEBM || form == RSC_MOVIE_MP4;
}

const char *
rsc_movie_form_get_ending (RscMovieForm form)
{
  g_return_val_if_fail (form < RSC_N_MOVIE_FORMS, "");
  return forms[form].ending;
}

gboolean
rsc_movie_form_find (const char *path, RscMovieForm *form)
{
  g_autofree char *base = NULL;
  g_autofree char *lower = NULL;

  g_return_val_if_fail (path != NULL, FALSE);

  base = g_path_get_basename (path);
  lower = g_ascii_strdown (base, -1);
  for (int k = 0; k < RSC_N_MOVIE_FORMS; k++)
    if (*forms[k].ending != '\0' && g_str_has_suffix (lower, forms[k].ending)
        && strlen (lower) > strlen (forms[k].ending))
      {
        *form = (RscMovieForm) k;
        return TRUE;
      }
  return FALSE;
}

char *
rsc_movie_form_dup_absence (RscMovieForm form)
{
  g_autofree char *program = NULL;

  g_return_val_if_fail (form < RSC_N_MOVIE_FORMS, NULL);

  program = is_video (form) ? g_find_program_in_path (RSC_MOVIE_VIDEO_PROGRAM) : NULL;
  return is_video (form) && program == NULL
           ? rsc_animation_words_dup_absence (RSC_MOVIE_VIDEO_PROGRAM)
           : NULL;
}

void
rsc_movie_form_fit_size (RscMovieForm form, int *width, int *height)
{
  g_return_if_fail (form < RSC_N_MOVIE_FORMS);
  g_return_if_fail (width != NULL && height != NULL);

  /* Two by two pixels share their colour. */
  if (is_video (form))
    {
      *width += *width % 2;
      *height += *height % 2;
    }
}

int
rsc_movie_form_get_largest_side (RscMovieForm form)
{
  g_return_val_if_fail (form < RSC_N_MOVIE_FORMS, 0);
  return forms[form].largest_side;
}
