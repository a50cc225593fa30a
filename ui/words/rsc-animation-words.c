/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-animation-words.h"

#include "core/numerics/rsc-number-words.h"
#include <glib/gi18n.h>

const char *
rsc_animation_words_get (RscAnimationWord word)
{
  static const char *const words[RSC_N_ANIMATION_WORDS] = {
    [RSC_ANIMATION_OF_PATH] = N_ ("Solution path: λ falls"),
    [RSC_ANIMATION_OF_PRUNING] = N_ ("Pruning, step by step"),
    [RSC_ANIMATION_OF_TRAINING] = N_ ("Training run on show"),
    [RSC_ANIMATION_OF_DOWNHILL] = N_ ("Walk downhill"),
    [RSC_ANIMATION_OF_WALK] = N_ ("Walk through the optimal networks"),
    [RSC_ANIMATION_BOARD] = N_ ("Board: all of these"),
    [RSC_ANIMATION_FUNCTION] = N_ ("Function"),
    [RSC_ANIMATION_SET] = N_ ("Optimal set"),
    [RSC_ANIMATION_PATH] = N_ ("Path"),
    [RSC_ANIMATION_PRUNING] = N_ ("Pruning"),
    [RSC_ANIMATION_TRAINING] = N_ ("Training"),
    [RSC_ANIMATION_WIDTHS] = N_ ("Widths"),
    [RSC_ANIMATION_WEBP] = N_ ("WebP (browsers)"),
    [RSC_ANIMATION_WEBM] = N_ ("WebM (browsers, slides)"),
    [RSC_ANIMATION_MP4] = N_ ("MP4 (slides, browsers)"),
    [RSC_ANIMATION_FRAMES] = N_ ("PNG pictures (folder)"),
    [RSC_ANIMATION_TITLE] = N_ ("Export Animation"),
    [RSC_ANIMATION_NOTHING] =
      N_ ("There is nothing to play yet: a path, a pruning, a training or a walk"),
    [RSC_ANIMATION_UNWRITTEN] = N_ ("Cancelled: no animation was written"),
    [RSC_ANIMATION_STOP] = N_ ("_Cancel"),
  };

  g_return_val_if_fail (word < RSC_N_ANIMATION_WORDS, "");
  return _ (words[word]);
}

char *
rsc_animation_words_dup_length (gsize n_frames, double seconds)
{
  g_autofree char *time = rsc_number_words_dup (seconds, 3);

  return g_strdup_printf (
    g_dngettext (NULL, "%zu frame, %s s", "%zu frames, %s s", (gulong) n_frames), n_frames, time);
}

char *
rsc_animation_words_dup_progress (gsize k, gsize n_frames)
{
  return g_strdup_printf (_ ("Frame %zu of %zu"), k, n_frames);
}

char *
rsc_animation_words_dup_written (const char *name)
{
  return g_strdup_printf (_ ("Animation written to %s"), name);
}

char *
rsc_animation_words_dup_absence (const char *program)
{
  return g_strdup_printf (_ ("Videos are made by the program %s, which is not installed: install "
                             "the package %s, or choose WebP."),
                          program, program);
}

char *
rsc_animation_words_dup_failed (const char *reason)
{
  return g_strdup_printf (_ ("The animation could not be written: %s."), reason);
}

char *
rsc_animation_words_dup_full (const char *name)
{
  return g_strdup_printf (
    _ ("“%s” is a folder with files in it: the frames need one of their own."), name);
}

char *
rsc_animation_words_dup_taken (const char *name)
{
  return g_strdup_printf (_ ("“%s” is there already: choose another name."), name);
}

char *
rsc_animation_words_dup_side (int most)
{
  return g_strdup_printf (_ ("An animation of this kind has 1 to %d pixels a side."), most);
}

/* --- over the pictures ------------------------------------------------------------------------ */

char *
rsc_animation_words_dup_width (gsize width)
{
  return g_strdup_printf (g_dngettext (NULL, "%zu neuron", "%zu neurons", (gulong) width), width);
}

char *
rsc_animation_words_dup_set (gsize width, gsize dimension, double gap)
{
  g_autofree char *neurons = rsc_animation_words_dup_width (width);
  g_autofree char *number = rsc_number_words_dup (gap, 1);
  g_autofree char *kind = g_strdup_printf (_ ("dimension %zu"), dimension);

  return g_strdup_printf (_ ("%s  ·  %s  ·  relative gap ≤ %s"), neurons, kind, number);
}

char *
rsc_animation_words_dup_step (gsize k, gsize n)
{
  return g_strdup_printf (_ ("Step %zu of %zu"), k, n);
}

char *
rsc_animation_words_dup_stop (gsize k, gsize n)
{
  return g_strdup_printf (_ ("Stop %zu of %zu"), k, n);
}

char *
rsc_animation_words_dup_training_step (gsize step, gsize n_steps)
{
  return g_strdup_printf (_ ("Training, step %zu of %zu"), step, n_steps);
}

char *
rsc_animation_words_dup_leg (gsize k, gsize n)
{
  return g_strdup_printf (_ ("Downhill, leg %zu of %zu"), k, n);
}
