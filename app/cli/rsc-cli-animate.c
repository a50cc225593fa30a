/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-animate.h"

#include "app/cli/rsc-cli-files.h"
#include "app/cli/rsc-cli-io.h"
#include "app/cli/rsc-cli-model.h"
#include "app/report/rsc-movie.h"
#include "ui/plot/rsc-path-moment.h"
#include "ui/plot/rsc-path-plot.h"
#include "ui/plot/rsc-path-ranges.h"
#include "ui/plot/rsc-text.h"
#include "ui/words/rsc-animation-words.h"
#include "ui/words/rsc-path-words.h"
#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>

/* A slide in high definition; its text is as large as a twelve point text on a page two thirds of
 * that. */
#define WIDTH 1920.0
#define HEIGHT (WIDTH * 9.0 / 16.0)
#define LINES_PER_HEIGHT 54.0

#define PREFIX "frame-"
#define SUFFIX ".png"

/* What a slide is drawn from. */
typedef struct
{
  RscPath *path;
  RscPathCurves *curves;
  double lambda_max;
  double ratio_min;
  RscPathRanges *ranges;
  gsize axis_ids[3]; /* of the neurons that range most over the whole path */
  gsize n_axes;
  RscPathMoment now;
} Slide;

static void
slide_clear (Slide *self)
{
  rsc_path_moment_clear (&self->now);
  g_clear_pointer (&self->curves, rsc_path_curves_unref);
  g_clear_pointer (&self->ranges, rsc_path_ranges_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Slide, slide_clear)

/* Shows λ at @moment of its way, equal steps of log λ. */
static gboolean
prepare (gpointer slide, double moment, GCancellable *cancellable, GError **error)
{
  Slide *self = slide;

  rsc_path_moment_go_to (&self->now, self->path, moment, self->n_axes, self->axis_ids);
  return rsc_path_moment_project (&self->now, cancellable, error)
         && rsc_path_moment_find_envelope (&self->now, FALSE, 0, 0, NULL, cancellable, error);
}

static void
draw_function (const Slide *self, const RscTheme *theme, cairo_t *cr, RscRect r)
{
  const double *a = rsc_optimal_set_get_min_norm (self->now.frame->set);
  const gsize m = rsc_optimal_set_get_n_neurons (self->now.frame->set);
  g_autoptr (RscNetwork) network = rsc_optimal_set_dup_network (self->now.frame->set, a);
  g_autofree gsize *ids = g_new (gsize, m + 1);
  gsize n_ids = 0;
  RscFunctionModel model;

  rsc_function_model_init (&model);
  model.dataset = rsc_problem_get_dataset (rsc_path_get_problem (self->path));
  model.network = network;
  model.envelope = self->now.envelope;
  rsc_path_ranges_get_values (self->ranges, rsc_function_model_get_effective_mode (&model),
                              &model.value_low, &model.value_high);
  for (gsize k = 0; k < m; k++)
    if (a[k] > 0.0)
      ids[n_ids++] = self->now.frame->ids[k];
  if (n_ids == rsc_network_get_width (network))
    model.neuron_ids = ids;
  cairo_save (cr);
  cairo_translate (cr, r.x, r.y);
  rsc_function_plot_draw (&model, theme, cr, r.width, r.height);
  cairo_restore (cr);
}

static void
draw_set (const Slide *self, const RscTheme *theme, cairo_t *cr, RscRect r)
{
  RscOptimalSetModel model;

  rsc_optimal_set_model_init (&model);
  model.set = self->now.frame->set;
  model.hull = self->now.hull;
  model.point = rsc_optimal_set_get_min_norm (self->now.frame->set);
  model.labels = self->now.frame->ids;
  model.n_axes = self->n_axes;
  for (gsize k = 0; k < self->n_axes; k++)
    {
      model.axes[k] = self->now.axes[k];
      model.axis_labels[k] = self->axis_ids[k];
      for (int space = 0; space < 2; space++)
        model.ranges[space][k] = rsc_path_ranges_get_axis (self->ranges, self->axis_ids[k],
                                                           RSC_FEATURE_NORM, (RscSpace) space);
    }
  if (self->n_axes == 0)
    {
      RscText text;

      rsc_text_init (&text, theme, cr);
      rsc_text_draw_sentence (&text, _ ("The only optimal network is zero: it has no neurons."),
                              r.x + 0.5 * r.width, r.y + 0.5 * r.height, 0.8 * r.width,
                              theme->muted);
      rsc_text_clear (&text);
      return;
    }
  cairo_save (cr);
  cairo_translate (cr, r.x, r.y);
  rsc_optimal_set_plot_draw_pair (&model, theme, cr, r.width, r.height);
  cairo_restore (cr);
}

static void
draw_path (const Slide *self, const RscTheme *theme, cairo_t *cr, RscRect r)
{
  RscPathModel model;

  rsc_path_model_init (&model);
  model.path = self->path;
  model.curves = self->curves;
  model.lambda_max = self->lambda_max;
  model.ratio_min = self->ratio_min;
  model.complete = TRUE;
  model.on_paper = TRUE;
  model.lambda = self->now.frame->lambda;
  cairo_save (cr);
  cairo_translate (cr, r.x, r.y);
  rsc_path_plot_draw (&model, theme, cr, r.width, r.height);
  cairo_restore (cr);
}

/* What is shown, in a line over the pictures. */
static void
draw_heading (const Slide *self, const RscTheme *theme, cairo_t *cr, RscRect r)
{
  const RscOptimalSet *set = self->now.frame->set;
  RscDataset *dataset = rsc_problem_get_dataset (rsc_path_get_problem (self->path));
  g_autofree char *left = rsc_path_words_dup_lambda (self->now.frame->lambda / self->lambda_max, 3);
  g_autofree char *right = rsc_animation_words_dup_set (
    rsc_optimal_set_count_width (set, rsc_optimal_set_get_min_norm (set)),
    rsc_optimal_set_get_dimension (set), rsc_solution_get_relative_gap (self->now.frame->solution));
  const double y = r.y + 0.5 * r.height, em = theme->font_size;
  /* A file is told by its name, wherever it is. */
  g_autofree char *title = g_path_get_basename (rsc_dataset_get_name (dataset));
  RscText text;

  rsc_text_init (&text, theme, cr);
  rsc_text_set_style (&text, 1.5, TRUE);
  rsc_text_draw (&text, left, r.x + em, y, 0.0, 0.5, theme->accent);
  rsc_text_set_style (&text, 1.1, FALSE);
  rsc_text_set_limit (&text, 0.34 * r.width);
  rsc_text_draw (&text, title, r.x + 0.5 * r.width, y, 0.5, 0.5, theme->foreground);
  rsc_text_draw (&text, right, r.x + r.width - em, y, 1.0, 0.5, theme->muted);
  rsc_text_clear (&text);
}

static void
draw_slide (const RscTheme *theme, cairo_t *cr, double width, double height, gpointer data)
{
  const Slide *self = data;
  const double head = 0.06 * height, top = 0.52 * height, side = 0.36 * width;

  rsc_color_set_source (cr, theme->background);
  cairo_paint (cr);
  draw_heading (self, theme, cr, (RscRect){ 0.0, 0.0, width, head });
  draw_function (self, theme, cr, (RscRect){ 0.0, head, side, top });
  draw_set (self, theme, cr, (RscRect){ side, head, width - side, top });
  draw_path (self, theme, cr, (RscRect){ 0.0, head + top, width, height - head - top });
}

/* ---- files ---------------------------------------------------------------------------------- */

/* Frames of a longer animation that would be left behind these. */
static gboolean
check_frames (const RscCliOptions *options, GError **error)
{
  g_autoptr (GDir) folder = g_dir_open (options->animate, 0, error);
  const char *name;

  if (folder == NULL)
    return FALSE;
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      guint64 number;
      g_autofree char *digits = NULL;

      if (!g_str_has_prefix (name, PREFIX) || !g_str_has_suffix (name, SUFFIX))
        continue;
      digits =
        g_strndup (name + strlen (PREFIX), strlen (name) - strlen (PREFIX) - strlen (SUFFIX));
      if (g_ascii_string_to_unsigned (digits, 10, 1, G_MAXUINT32, &number, NULL)
          && number > options->frames)
        return rsc_cli_fail (error, _ ("%s: holds %s of a longer animation: take another folder"),
                             options->animate, name);
    }
  return TRUE;
}

/* One file, which goes over one that is there as all that is written here does. */
static RscMovie
make_movie (const RscCliOptions *options,
            RscMovieForm form,
            double width,
            double height,
            const RscTheme *theme,
            Slide *slide)
{
  RscMovie movie = { .path = options->animate,
                     .form = form,
                     .replace = TRUE,
                     .width = (int) ceil (width * options->scale),
                     .height = (int) ceil (height * options->scale),
                     .scale = options->scale,
                     .theme = theme,
                     .plan = { options->frames, (guint) options->rate },
                     .prepare = prepare,
                     .draw = draw_slide,
                     .user_data = slide };

  rsc_movie_form_fit_size (form, &movie.width, &movie.height);
  return movie;
}

static void
find_size (const RscCliOptions *options, double *width, double *height)
{
  *width = options->width > 0.0    ? options->width
           : options->height > 0.0 ? round (options->height * WIDTH / HEIGHT)
                                   : WIDTH;
  *height = options->height > 0.0 ? options->height : round (*width * HEIGHT / WIDTH);
}

gboolean
rsc_cli_animate_check (const RscCliOptions *options, GError **error)
{
  RscMovieForm form;

  if (rsc_movie_form_find (options->animate, &form))
    {
      RscMovie movie;
      double width, height;

      find_size (options, &width, &height);
      movie = make_movie (options, form, width, height, NULL, NULL);
      return rsc_movie_check (&movie, error);
    }
  if (g_file_test (options->animate, G_FILE_TEST_IS_DIR))
    {
      if (g_access (options->animate, W_OK | X_OK) != 0)
        return rsc_cli_fail (error, "%s: %s", options->animate, g_strerror (errno));
      return check_frames (options, error);
    }
  if (g_file_test (options->animate, G_FILE_TEST_EXISTS))
    return rsc_cli_fail (error, _ ("%s: not a folder"), options->animate);
  return TRUE;
}

static gboolean
write_folder (Slide *slide,
              const RscCliOptions *options,
              const RscTheme *theme,
              double width,
              double height,
              RscProgressFunc report,
              gpointer report_data,
              GCancellable *cancellable,
              GError **error)
{
  const RscMoviePlan plan = { options->frames, (guint) options->rate };
  gboolean done = TRUE;

  if (g_mkdir_with_parents (options->animate, 0777) != 0)
    return rsc_cli_fail (error, "%s: %s", options->animate, g_strerror (errno));
  for (gsize k = 0; k < plan.n_frames && done; k++)
    {
      g_autofree char *name = g_strdup_printf (PREFIX "%04" G_GSIZE_FORMAT SUFFIX, k + 1);
      g_autofree char *file = g_build_filename (options->animate, name, NULL);

      if (report != NULL)
        report ((double) k / (double) plan.n_frames, NAN, report_data);
      done = !g_cancellable_set_error_if_cancelled (cancellable, error)
             && prepare (slide, rsc_movie_plan_get_moment (&plan, k), cancellable, error)
             && rsc_cli_write_picture (file, width, height, options->scale, theme, draw_slide,
                                       slide, error);
    }
  return done;
}

gboolean
rsc_cli_animate (const RscCliOptions *options,
                 RscPath *path,
                 GCancellable *cancellable,
                 GError **error)
{
  const gsize n_points = rsc_path_get_n_points (path);
  g_auto (Slide) slide = { .path = path };
  RscCliProgress progress;
  RscProgressFunc report;
  RscTheme theme;
  RscMovieForm form;
  double width, height;
  gboolean done;

  if (n_points == 0)
    return rsc_cli_fail (error, _ ("there is no path to animate: λ_max is 0"));
  if (n_points == 1)
    return rsc_cli_fail (error, _ ("there is no path to animate: it ends at its first point"));

  slide.curves = rsc_path_curves_new (path, RSC_PATH_Y_NORM, 0);
  slide.lambda_max = rsc_problem_get_lambda_max (rsc_path_get_problem (path));
  slide.ratio_min = options->ratio_min;
  slide.ranges = rsc_path_ranges_new (path, 0, 1, NULL);
  slide.n_axes = rsc_path_ranges_get_axes (slide.ranges, slide.axis_ids);
  find_size (options, &width, &height);
  rsc_theme_init (&theme, rsc_cli_options_has (options, RSC_CLI_OPTION_DARK));
  const double size = options->font_size > 0.0 ? options->font_size : height / LINES_PER_HEIGHT;
  rsc_theme_scale (&theme, size / theme.font_size);

  report = rsc_cli_progress_start (&progress, _ ("drawing the frames"));
  if (rsc_movie_form_find (options->animate, &form))
    {
      const RscMovie movie = make_movie (options, form, width, height, &theme, &slide);

      done = rsc_movie_write (&movie, report, &progress, cancellable, error);
    }
  else
    done =
      write_folder (&slide, options, &theme, width, height, report, &progress, cancellable, error);
  rsc_cli_progress_end (&progress);
  return done;
}
