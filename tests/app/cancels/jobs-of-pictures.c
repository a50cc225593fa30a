/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "things.h"

#include "app/files/rsc-file.h"
#include "app/model/rsc-animation.h"
#include "app/report/rsc-movie.h"
#include "app/report/rsc-report.h"
#include "core/numerics/rsc-tolerances.h"
#include "ui/plot/rsc-function-envelope.h"
#include "ui/plot/rsc-path-moment.h"
#include "ui/plot/rsc-set-open.h"

#include <math.h>
#include <string.h>

/* Of films. */
#define N_FRAMES 4
#define AGAIN 4
#define WIDTH 240
#define HEIGHT 160

/* ---- parts of pictures ---- */

static gboolean
find_envelope (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  const gsize n = things->large ? 20 : 5;
  g_autoptr (RscEnvelope) envelope = rsc_function_envelope_new (
    rsc_document_get_set (things->document), 0, 1, NULL, n, n, cancellable, error);

  if (envelope == NULL)
    return FALSE;
  digest_values (result, n * n, envelope->upper);
  return TRUE;
}

static gboolean
find_moment (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  RscPath *path = rsc_known_path_get_path (rsc_document_get_known_path (things->document));
  const gsize axes[] = { 0, 1, 2 };
  g_auto (RscPathMoment) moment = { 0 };

  rsc_path_moment_go_to (&moment, path, 0.4, 3, axes);
  if (!rsc_path_moment_project (&moment, cancellable, error))
    return FALSE;
  digest_hull (result, moment.hull);
  if (!rsc_path_moment_find_envelope (&moment, TRUE, 0, 1, NULL, cancellable, error))
    return FALSE;
  digest_values (result, 1, moment.envelope->upper);
  return TRUE;
}

static gboolean
project_open (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  gsize axes[3];
  const gsize n = rsc_set_open_choose_axes (things->fit, axes);
  g_autoptr (RscHull) hull = rsc_set_open_project (things->fit, n, axes, cancellable, error);

  return digest_hull (result, hull);
}

/* ---- the report ---- */

static char *
dup_arguments (const char *command, gpointer user_data)
{
  return g_strdup ("data.csv");
}

static gboolean
write_report (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  RscOptimalSet *set = rsc_document_get_set (things->document);
  const RscReport report = {
    .name = "data",
    .set = set,
    .a = rsc_optimal_set_get_min_norm (set),
    .path = rsc_known_path_get_path (rsc_document_get_known_path (things->document)),
    .ratio_min = RSC_PATH_RATIO_MIN,
    .cursor = NAN,
    .pruning = things->walk,
    .seed = 1,
    .arguments = dup_arguments,
  };
  g_autofree char *page = rsc_report_write (&report, NULL, NULL, cancellable, error);

  if (page == NULL)
    return FALSE;
  digest_text (result, page, strlen (page));
  return TRUE;
}

/* ---- films ---- */

static gboolean
prepare (gpointer user_data, double moment, GCancellable *cancellable, GError **error)
{
  return rsc_animation_go_to (user_data, moment, cancellable, error);
}

static RscMovie
make_movie (RscAnimation *animation, const RscTheme *theme, const char *path, RscMovieForm form)
{
  RscMovie movie = { .path = path,
                     .form = form,
                     .replace = TRUE,
                     .width = WIDTH,
                     .height = HEIGHT,
                     .scale = 1.0,
                     .theme = theme,
                     .prepare = prepare,
                     .draw = rsc_animation_draw,
                     .user_data = animation };

  rsc_movie_plan_init (&movie.plan, 1.0, N_FRAMES);
  return movie;
}

/* With nothing else in the folder: a file in place of another, or a folder of frames where there is
 * none. */
static gboolean
write_movie (Things *things,
             RscAnimation *animation,
             RscMovieForm form,
             GCancellable *cancellable,
             JobResult *result,
             GError **error)
{
  const gboolean frames = form == RSC_MOVIE_FRAMES;
  g_autofree char *path = things_put_old (things, "film");
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  const RscMovie movie = make_movie (animation, &theme, path, form);
  if (frames)
    rsc_file_discard (path);
  const gboolean done = rsc_movie_write (&movie, NULL, NULL, cancellable, error);

  for (gsize k = 0; k < N_FRAMES && frames && done; k++)
    {
      g_autofree char *name = g_strdup_printf ("%s/frame-%04zu.png", path, k + 1);

      digest_file (result, name);
    }
  if (!frames)
    things_take_written (things, path, done, result);
  else if (done)
    rsc_file_discard (path);
  return done;
}

/* What was told to stop is as good as before: of some the film is written all the same. */
static gboolean
write_film (Things *things,
            RscTrack track,
            RscMovieForm form,
            GCancellable *cancellable,
            JobResult *result,
            GError **error)
{
  RscDocument *document = track == RSC_TRACK_WALK ? things->walked : things->document;
  g_autoptr (RscAnimation) animation = rsc_animation_new (document, track, "Film");
  JobResult again = { 0 };

  if (write_movie (things, animation, form, cancellable, result, error))
    {
      things->films[track] = result->digest;
      return TRUE;
    }
  if (!things->large && things->n_stopped++ % AGAIN == 0)
    {
      g_assert_true (write_movie (things, animation, form, NULL, &again, NULL));
      g_assert_cmphex (again.digest, ==, things->films[track]);
    }
  return FALSE;
}

static gboolean
film_path (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  return write_film (things, RSC_TRACK_PATH, RSC_MOVIE_WEBP, cancellable, result, error);
}

static gboolean
film_pruning (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  return write_film (things, RSC_TRACK_PRUNING, RSC_MOVIE_FRAMES, cancellable, result, error);
}

/* By another program, where it is there. */
static gboolean
film_training (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autofree char *absence = rsc_movie_form_dup_absence (RSC_MOVIE_MP4);

  return write_film (things, RSC_TRACK_TRAINING, absence ? RSC_MOVIE_WEBP : RSC_MOVIE_MP4,
                     cancellable, result, error);
}

static gboolean
film_downhill (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  return write_film (things, RSC_TRACK_DOWNHILL, RSC_MOVIE_WEBP, cancellable, result, error);
}

static gboolean
film_walk (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  return write_film (things, RSC_TRACK_WALK, RSC_MOVIE_WEBP, cancellable, result, error);
}

static const Job jobs[] = {
  { "function-envelope", find_envelope },
  { "path-moment", find_moment },
  { "open-set", project_open },
  { "report", write_report, .slow = TRUE },
  { "film-path", film_path, .slow = TRUE },
  { "film-pruning", film_pruning, .slow = TRUE },
  { "film-training", film_training, .slow = TRUE },
  { "film-downhill", film_downhill, .slow = TRUE },
  { "film-walk", film_walk, .slow = TRUE },
};

const JobTable jobs_of_pictures = { jobs, G_N_ELEMENTS (jobs) };
