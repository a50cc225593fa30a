/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is said of animations that leave the program. Strings that are not constant are freed with
 * g_free(). */

/**
 * RscAnimationWord: what moves, which picture of it, as what it is written, and what is told.
 */
typedef enum
{
  RSC_ANIMATION_OF_PATH,
  RSC_ANIMATION_OF_PRUNING,
  RSC_ANIMATION_OF_TRAINING,
  RSC_ANIMATION_OF_DOWNHILL,
  RSC_ANIMATION_OF_WALK,
  RSC_ANIMATION_BOARD,
  RSC_ANIMATION_FUNCTION,
  RSC_ANIMATION_SET,
  RSC_ANIMATION_PATH,
  RSC_ANIMATION_PRUNING,
  RSC_ANIMATION_TRAINING,
  RSC_ANIMATION_WIDTHS,
  RSC_ANIMATION_WEBP,
  RSC_ANIMATION_WEBM,
  RSC_ANIMATION_MP4,
  RSC_ANIMATION_FRAMES,
  RSC_ANIMATION_TITLE,
  RSC_ANIMATION_NOTHING,
  RSC_ANIMATION_UNWRITTEN,
  RSC_ANIMATION_STOP,
  RSC_N_ANIMATION_WORDS
} RscAnimationWord;

/* Of buttons with their mnemonic. */
const char *rsc_animation_words_get (RscAnimationWord word);

/* "300 frames, 12 s" */
char *rsc_animation_words_dup_length (gsize n_frames, double seconds);
/* While it is written: "Frame 12 of 300". */
char *rsc_animation_words_dup_progress (gsize k, gsize n_frames);

/* And then: to which file. */
char *rsc_animation_words_dup_written (const char *name);

/* Why it cannot be written, each a sentence: @program, of the package of the same name, is not
 * there; it broke off; the folder @name has files, or something has that name; too many or few
 * pixels. */
char *rsc_animation_words_dup_absence (const char *program);
char *rsc_animation_words_dup_failed (const char *reason);
char *rsc_animation_words_dup_full (const char *name);
char *rsc_animation_words_dup_taken (const char *name);
char *rsc_animation_words_dup_side (int most);

/* Over the pictures: "12 neurons"; with the dimension of the set and the certified gap; where a
 * walk is, @k and @n counted from 1. */
char *rsc_animation_words_dup_width (gsize width);
char *rsc_animation_words_dup_set (gsize width, gsize dimension, double gap);
char *rsc_animation_words_dup_step (gsize k, gsize n);
char *rsc_animation_words_dup_stop (gsize k, gsize n);
char *rsc_animation_words_dup_training_step (gsize step, gsize n_steps);
char *rsc_animation_words_dup_leg (gsize k, gsize n);

G_END_DECLS
