/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an animation shows at which moment, asked of the results that it is of; and that the
 * document stays as it is. */
#include "app/model/rsc-animation-private.h"

#include "app/model/rsc-document-compare.h"
#include "app/model/rsc-document-data.h"
#include "app/model/rsc-document-effects.h"
#include "app/model/rsc-document-reasons.h"
#include "core/data/rsc-import.h"
#include "documents.h"
#include "ui/plot/rsc-text.h"

#include <math.h>
#include <string.h>

static void
go_to (RscAnimation *animation, double moment)
{
  g_autoptr (GError) error = NULL;

  rsc_animation_go_to (animation, moment, NULL, &error);
  g_assert_no_error (error);
}

static const double *
get_events (const RscAnimation *animation, gsize *n)
{
  *n = animation->events->len;
  return (const double *) (void *) animation->events->data;
}

/* All of a picture of the moment, and whether it is another one than a flat ground. */
static guint
draw (RscAnimation *animation, RscAnimationPicture picture)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 480, 320);
  cairo_t *cr = cairo_create (surface);
  const guint8 *pixels;
  gsize size;
  guint sum = 2166136261u, n_others = 0;
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  rsc_animation_set_picture (animation, picture);
  rsc_animation_draw (&theme, cr, 480, 320, animation);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  pixels = cairo_image_surface_get_data (surface);
  size = (gsize) cairo_image_surface_get_stride (surface) * 320;
  for (gsize k = 0; k < size; k++)
    {
      n_others += pixels[k] != pixels[0];
      sum = (sum ^ pixels[k]) * 16777619u;
    }
  g_assert_cmpuint (n_others, >, 2000);
  cairo_surface_destroy (surface);
  return sum;
}

/* On a slide all of what is said can be read: a film has nothing to point at. */
static void
check_words (RscAnimation *animation)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 914, 514);
  cairo_t *cr = cairo_create (surface);
  GArray *boxes = rsc_text_record (cr);
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  rsc_animation_set_picture (animation, RSC_ANIMATION_PICTURE_BOARD);
  rsc_animation_draw (&theme, cr, 914, 514, animation);
  g_assert_cmpuint (boxes->len, >, 20);
  for (guint k = 0; k < boxes->len; k++)
    {
      const RscTextBox *box = &g_array_index (boxes, RscTextBox, k);

      if (box->shortened || box->clipped)
        g_error ("“%s” is cut short", box->words);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* Every picture that there is moves between the ends; goes on the way; and a moment looks the same
 * from wherever one came. */
static void
check_pictures (RscAnimation *animation)
{
  for (int k = 0; k < RSC_N_ANIMATION_PICTURES; k++)
    {
      const RscAnimationPicture picture = (RscAnimationPicture) k;
      guint first, last;

      if (!rsc_animation_has_picture (animation, picture))
        continue;
      go_to (animation, 0);
      first = draw (animation, picture);
      go_to (animation, 1);
      last = draw (animation, picture);
      g_assert_cmpuint (first, !=, last);
      go_to (animation, 0.37);
      draw (animation, picture);
      go_to (animation, 0);
      g_assert_cmpuint (draw (animation, picture), ==, first);
    }
}

static RscDocument *
open_document (const char *name)
{
  RscDocument *document = rsc_document_new (TRUE);

  open_set (document, name);
  wait_idle (document);
  wait_path (document);
  return document;
}

static void
assert_same_network (RscNetwork *a, RscNetwork *b)
{
  g_assert_cmpuint (rsc_network_get_width (a), ==, rsc_network_get_width (b));
  for (gsize k = 0; k < rsc_network_get_width (a); k++)
    g_assert_cmpfloat_with_epsilon (rsc_network_get_output (a)[k], rsc_network_get_output (b)[k],
                                    1e-12);
}

static void
test_path (void)
{
  RscDocument *document = open_document ("checkerboard");
  g_autoptr (RscDocumentState) before =
    rsc_document_state_ref ((RscDocumentState *) rsc_document_get_state (document));
  RscPlayer *player = rsc_document_get_player (document);
  const double position = rsc_player_get_position (player, RSC_TRACK_PATH);
  RscPath *path = rsc_known_path_get_path (rsc_document_get_known_path (document));
  const gsize n = rsc_path_get_n_points (path);
  RscAnimation *animation;
  const double *events;
  gsize n_events;

  for (int track = RSC_TRACK_PRUNING; track < RSC_N_TRACKS; track++)
    g_assert_false (rsc_animation_can (document, (RscTrack) track));
  g_assert_true (rsc_animation_can (document, RSC_TRACK_PATH));
  animation = rsc_animation_new (document, RSC_TRACK_PATH, "Board");
  g_assert_cmpfloat_with_epsilon (rsc_animation_get_seconds (animation), RSC_PLAYBACK_SECONDS,
                                  1e-9);

  go_to (animation, 0);
  g_assert_cmpfloat (animation->now.on_path.frame->lambda, ==,
                     rsc_solution_get_lambda (rsc_path_get_point (path, 0)->solution));
  g_assert_cmpuint (rsc_network_get_width (animation->now.network), ==, 0);
  go_to (animation, 1);
  g_assert_cmpfloat_with_epsilon (
    animation->now.on_path.frame->lambda,
    rsc_solution_get_lambda (rsc_path_get_point (path, n - 1)->solution), 1e-15);
  g_assert_cmpuint (rsc_network_get_width (animation->now.network), >, 0);

  /* The moment of an event is its λ. */
  events = get_events (animation, &n_events);
  g_assert_cmpuint (n_events, ==, rsc_path_get_n_events (path));
  for (gsize k = 0; k < n_events; k++)
    {
      g_assert_true (k == 0 || events[k] >= events[k - 1]);
      go_to (animation, events[k]);
      g_assert_cmpfloat_with_epsilon (animation->now.on_path.frame->lambda,
                                      rsc_path_get_event (path, k)->lambda,
                                      1e-9 * rsc_path_get_event (path, k)->lambda);
    }
  check_pictures (animation);

  /* However few frames there are, the one nearest to an event shows it, unless a nearer one has the
   * same frame; the ends stay. */
  for (int n_frames = 2; n_frames < 400; n_frames += 37)
    {
      const double step = 1.0 / (n_frames - 1);

      for (int k = 0; k < n_frames; k++)
        {
          const double moment = (double) k / (n_frames - 1);
          const double found = rsc_animation_find_moment (animation, moment, step);
          double nearest = 1;

          for (gsize i = 0; i < n_events; i++)
            nearest = fmin (nearest, fabs (events[i] - moment));
          /* Half way between two frames: test_between(). */
          g_assert_cmpfloat (fabs (nearest - 0.5 * step), >, 1e-12);
          if (k == 0 || k == n_frames - 1 || nearest > 0.5 * step)
            g_assert_cmpfloat (found, ==, moment);
          else
            g_assert_cmpfloat (fabs (found - moment), ==, nearest);
        }
    }

  /* Nothing of that was asked of the document's clock. */
  g_assert_true (rsc_document_get_state (document) == before);
  g_assert_cmpfloat (rsc_player_get_position (player, RSC_TRACK_PATH), ==, position);
  /* And it lives on without the document. */
  g_object_unref (document);
  go_to (animation, 0.5);
  draw (animation, RSC_ANIMATION_PICTURE_BOARD);
  rsc_animation_free (animation);
}

/* In an optimal set at a point of the path, neurons outside the support have no identity, and so no
 * number. */
static void
check_labels (const RscAnimation *animation, gsize *n_nameless)
{
  const RscAnimationMoment *now = &animation->now;

  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (now->on_path.frame->set); i++)
    {
      const gsize id = now->on_path.frame->ids[i];

      if (id == RSC_PATH_NO_NEURON)
        {
          g_assert_cmpuint (now->labels[i], ==, RSC_LABEL_NONE);
          (*n_nameless)++;
        }
      else
        g_assert_cmpuint (now->labels[i], ==, animation->id_labels[id]);
    }
}

static void
test_labels (void)
{
  RscDocument *document = open_document ("polygon-8");
  RscAnimation *animation = rsc_animation_new (document, RSC_TRACK_PATH, NULL);
  gsize n_nameless = 0;

  for (int k = 0; k <= 16; k++)
    {
      go_to (animation, k / 16.0);
      check_labels (animation, &n_nameless);
    }
  g_assert_cmpuint (n_nameless, >, 0);
  rsc_animation_free (animation);
  g_object_unref (document);
}

/* What lies half way between two frames is shown by one of them, and by one alone. */
static void
test_between (void)
{
  static const struct
  {
    gsize n_frames;
    double event;
    gsize shown_by;
  } cases[] = { { 4, 1.0 / 2, 2 },  { 3, 1.0 / 4, 1 },   { 3, 3.0 / 4, 1 },
                { 7, 5.0 / 12, 3 }, { 7, 11.0 / 12, 5 }, { 12, 13.0 / 22, 7 } };
  RscDocument *document = open_document ("polygon-8");
  RscAnimation *animation = rsc_animation_new (document, RSC_TRACK_PATH, NULL);

  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      const double last = (double) (cases[c].n_frames - 1);

      g_array_set_size (animation->events, 0);
      rsc_animation_add_event (animation, cases[c].event);
      for (gsize k = 0; k < cases[c].n_frames; k++)
        {
          const double moment = (double) k / last;
          const double found = rsc_animation_find_moment (animation, moment, 1 / last);

          g_assert_cmpfloat (found, ==, k == cases[c].shown_by ? cases[c].event : moment);
        }
    }
  rsc_animation_free (animation);
  g_object_unref (document);
}

static void
test_pruning (void)
{
  RscDocument *document = open_document ("polygon-8");
  RscPruner *pruner = rsc_document_get_pruner (document);
  RscAnimation *animation;
  const double *events;
  gsize n_events, index, n_states;

  rsc_pruner_set_start (pruner, RSC_PRUNING_START_INTERIOR, NULL);
  rsc_pruner_to_minimal (pruner);
  wait_idle (document);
  n_states = rsc_pruner_get_n_states (pruner);
  index = rsc_pruner_get_index (pruner);
  g_assert_true (rsc_animation_can (document, RSC_TRACK_PRUNING));
  animation = rsc_animation_new (document, RSC_TRACK_PRUNING, "Polygon");
  events = get_events (animation, &n_events);
  g_assert_cmpuint (n_events, ==, n_states);
  g_assert_cmpuint (n_states, >, 3);
  for (gsize k = 0; k < n_events; k++)
    {
      go_to (animation, events[k]);
      assert_same_network (animation->now.network,
                           rsc_pruning_get_state (rsc_pruner_get_walk (pruner), k)->network);
      check_words (animation);
    }
  g_assert_cmpfloat (events[0], ==, 0);
  g_assert_cmpfloat (events[n_events - 1], ==, 1);
  check_pictures (animation);
  g_assert_cmpuint (rsc_pruner_get_index (pruner), ==, index);
  rsc_animation_free (animation);
  g_object_unref (document);
}

static void
test_training (void)
{
  RscDocument *document = open_document ("xor");
  RscTrainingRuns *runs = rsc_document_get_training (document);
  const RscTraining *run;
  RscAnimation *animation;
  gsize step;

  rsc_document_train (document);
  wait_idle (document);
  g_assert_true (rsc_animation_can (document, RSC_TRACK_TRAINING));
  run = rsc_training_runs_get_fan (runs)->runs[rsc_training_runs_get_run (runs)];
  step = rsc_training_runs_get_state (runs)->step;
  animation = rsc_animation_new (document, RSC_TRACK_TRAINING, "XOR");
  go_to (animation, 0);
  g_assert_true (animation->now.network == rsc_training_get_state (run, 0)->network);
  go_to (animation, 1);
  g_assert_true (animation->now.network == rsc_training_get_end (run)->network);
  check_pictures (animation);
  rsc_animation_free (animation);
  g_assert_cmpuint (rsc_training_runs_get_state (runs)->step, ==, step);

  rsc_training_runs_show (runs, 0, 0);
  rsc_training_runs_descend (runs);
  wait_idle (document);
  g_assert_true (rsc_animation_can (document, RSC_TRACK_DOWNHILL));
  {
    const RscDescent *descent = rsc_training_runs_get_walk (runs)->descent;
    const double place = rsc_training_runs_get_place (runs);
    const double n_legs = (double) rsc_descent_get_n_legs (descent);
    const double *events;
    gsize n_events;

    animation = rsc_animation_new (document, RSC_TRACK_DOWNHILL, "XOR");
    events = get_events (animation, &n_events);
    g_assert_cmpfloat ((double) n_events, ==, n_legs + 1);
    for (gsize k = 0; k < n_events; k++)
      {
        g_autoptr (RscNetwork) there = rsc_descent_dup_network (descent, (double) k);

        go_to (animation, events[k]);
        assert_same_network (animation->now.network, there);
      }
    check_pictures (animation);
    rsc_animation_free (animation);
    g_assert_cmpfloat (rsc_training_runs_get_place (runs), ==, place);
  }
  g_object_unref (document);
}

static void
test_walk (void)
{
  RscDocument *document = open_document ("polygon-8");
  RscWidths *widths = rsc_document_get_widths (document);
  RscOptimalSet *set = rsc_document_get_set (document);
  g_autoptr (RscNetwork) first = NULL;
  g_autoptr (RscNetwork) last = NULL;
  RscAnimation *animation;
  gsize n_events;

  rsc_widths_set_wanted (widths, TRUE);
  wait_until (has_complex_of_widths, widths);
  rsc_document_pick_vertex (document, 0);
  rsc_document_start_walk (document);
  rsc_document_pick_vertex (document, 5);
  rsc_document_walk_here (document);
  wait_until (has_walk_of_widths, widths);
  g_assert_true (rsc_animation_can (document, RSC_TRACK_WALK));
  animation = rsc_animation_new (document, RSC_TRACK_WALK, "Polygon");
  get_events (animation, &n_events);
  g_assert_cmpuint (n_events, ==, rsc_widths_get_walk (widths)->n_stops);
  g_assert_cmpfloat (rsc_animation_get_seconds (animation), ==,
                     RSC_WALK_SECONDS * (double) (n_events - 1));
  first = rsc_optimal_set_dup_network (set, rsc_optimal_set_get_vertex (set, 0));
  last = rsc_optimal_set_dup_network (set, rsc_optimal_set_get_vertex (set, 5));
  go_to (animation, 0);
  assert_same_network (animation->now.network, first);
  go_to (animation, 1);
  assert_same_network (animation->now.network, last);
  check_pictures (animation);
  rsc_animation_free (animation);
  g_object_unref (document);
}

/* A walk that is there, through the set on show. */
static void
walk_by_hand (RscDocument *document)
{
  RscWidths *widths = rsc_document_get_widths (document);

  run_requests (rsc_document_get_jobs (document), RSC_REQUEST_SOLVE);
  rsc_widths_set_wanted (widths, TRUE);
  run_requests (rsc_document_get_jobs (document), RSC_REQUEST_COMPLEX);
  rsc_document_pick_vertex (document, 0);
  rsc_document_start_walk (document);
  rsc_document_pick_vertex (document, 5);
  rsc_document_walk_here (document);
  run_requests (rsc_document_get_jobs (document), RSC_REQUEST_WALK);
}

static gboolean
has_walk_of_set (RscDocument *document)
{
  RscWidths *widths = rsc_document_get_widths (document);

  return rsc_widths_get_walk (widths)
         && rsc_complex_get_set (rsc_widths_get_complex (widths))
              == rsc_document_get_set (document);
}

/* While the set on show is of another λ than the solution, or of other data than the document, the
 * walk is still there, but there is no picture of it. */
static void
test_stale_walk (void)
{
  g_autoptr (RscTimers) timers = rsc_timers_new (TRUE);
  RscDocument *document = new_document_by_hand ("polygon-8", timers);
  RscResults *results = rsc_document_get_results (document);

  walk_by_hand (document);
  g_assert_true (has_walk_of_set (document));
  g_assert_true (rsc_animation_can (document, RSC_TRACK_WALK));

  set_ratio (document, 0.5, RSC_CHANGE_SINGLE);
  g_assert_true (rsc_jobs_run (rsc_document_get_jobs (document), RSC_REQUEST_SOLVE));
  g_assert_true (rsc_jobs_deliver (rsc_document_get_jobs (document), RSC_REQUEST_SOLVE));
  rsc_timers_advance (timers, 150);
  g_assert_true (rsc_results_is_set_stale (results));
  g_assert_true (has_walk_of_set (document));
  g_assert_false (rsc_animation_can (document, RSC_TRACK_WALK));

  while (rsc_jobs_deliver (rsc_document_get_jobs (document), RSC_REQUEST_SOLVE))
    ;
  walk_by_hand (document);
  g_assert_true (rsc_animation_can (document, RSC_TRACK_WALK));
  open_set (document, "xor");
  g_assert_true (rsc_results_is_outdated (results));
  g_assert_true (has_walk_of_set (document));
  g_assert_false (rsc_animation_can (document, RSC_TRACK_WALK));
  g_object_unref (document);
}

static gboolean
has_sum (gpointer document)
{
  return rsc_reasons_get_network (rsc_document_get_reasons (document)) != NULL;
}

/* At each data point of the animation what is shown is @f. */
static void
assert_shown (RscAnimation *animation, const double *f, double epsilon)
{
  const gsize n = rsc_dataset_get_n (animation->dataset);
  g_autofree double *shown = g_new (double, n);

  g_assert_nonnull (animation->now.shown);
  rsc_network_predict (animation->now.shown, n, rsc_dataset_get_x (animation->dataset), shown);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat_with_epsilon (shown[i], f[i], epsilon);
}

/* In place of the network: what it is more than the pinned one at each moment; how it moves with a
 * target, of the set at rest; what neurons of the set at rest add up to. */
static void
test_changes (void)
{
  RscDocument *document = open_document ("checkerboard");
  const gsize n = rsc_dataset_get_n (rsc_document_get_train (document)), row = 4;
  g_autoptr (RscRowSet) rows = rsc_row_set_new (1, &row);
  g_autofree double *f = g_new (double, n);
  g_autofree double *pinned = g_new (double, n);
  const double *x = rsc_dataset_get_x (rsc_document_get_train (document));
  RscAnimation *animation;
  guint plain;

  animation = rsc_animation_new (document, RSC_TRACK_PATH, NULL);
  go_to (animation, 0.8);
  plain = draw (animation, RSC_ANIMATION_PICTURE_FUNCTION);
  rsc_animation_free (animation);

  g_assert_true (rsc_document_pin (document));
  rsc_network_predict (rsc_picked_network_get_network (rsc_document_get_picked (document)), n, x,
                       pinned);
  rsc_document_draw (document, RSC_SHOWN_DIFFERENCE);
  wait_idle (document);
  animation = rsc_animation_new (document, RSC_TRACK_PATH, NULL);
  for (int k = 1; k < 4; k++)
    {
      go_to (animation, 0.3 * k);
      rsc_network_predict (animation->now.network, n, x, f);
      for (gsize i = 0; i < n; i++)
        f[i] -= pinned[i];
      assert_shown (animation, f, 1e-12);
    }
  go_to (animation, 0.8);
  g_assert_cmpuint (draw (animation, RSC_ANIMATION_PICTURE_FUNCTION), !=, plain);
  check_pictures (animation);
  rsc_animation_free (animation);

  rsc_document_select_rows (document, rows);
  rsc_document_train (document);
  wait_idle (document);
  rsc_document_draw (document, RSC_SHOWN_EFFECT);
  wait_until (has_shown_effects, document);
  animation = rsc_animation_new (document, RSC_TRACK_TRAINING, NULL);
  go_to (animation, 0.5);
  assert_shown (animation, rsc_effects_get_fit (rsc_document_get_effects (document)), 1e-9);
  draw (animation, RSC_ANIMATION_PICTURE_FUNCTION);
  rsc_animation_free (animation);

  /* Between two points of the path neither is known: f. */
  animation = rsc_animation_new (document, RSC_TRACK_PATH, NULL);
  go_to (animation, 0.8);
  g_assert_cmpuint (draw (animation, RSC_ANIMATION_PICTURE_FUNCTION), ==, plain);
  rsc_animation_free (animation);
  rsc_reasons_set_wanted (rsc_document_get_reasons (document), TRUE);
  rsc_document_draw (document, RSC_SHOWN_SUM);
  wait_until (has_sum, document);
  animation = rsc_animation_new (document, RSC_TRACK_PATH, NULL);
  go_to (animation, 0.8);
  g_assert_cmpuint (draw (animation, RSC_ANIMATION_PICTURE_FUNCTION), ==, plain);
  rsc_animation_free (animation);
  animation = rsc_animation_new (document, RSC_TRACK_TRAINING, NULL);
  go_to (animation, 0.5);
  g_assert_cmpuint (draw (animation, RSC_ANIMATION_PICTURE_FUNCTION), !=, plain);
  g_assert_true (animation->shown == RSC_SHOWN_SUM && animation->shown_network);
  rsc_animation_free (animation);
  g_object_unref (document);
}

/* The table @text with one output for each class. */
static RscDocument *
open_classes (const char *text)
{
  const RscImportChoices choices = { .every_class = TRUE };
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, -1, NULL);
  g_autoptr (RscDataset) dataset =
    rsc_import_read (stream, "heaps.csv", &choices, NULL, NULL, NULL);
  RscDocument *document = rsc_document_new (TRUE);
  RscDocumentState *state = edit (document);

  rsc_document_state_set_file (state, NULL, dataset);
  rsc_document_apply (document, "Open", RSC_CHANGE_SINGLE, state);
  wait_path (document);
  return document;
}

/* The picture of the function at @moment of the path. */
static guint
draw_at (RscDocument *document, double moment)
{
  RscAnimation *animation = rsc_animation_new (document, RSC_TRACK_PATH, NULL);
  guint drawn;

  go_to (animation, moment);
  drawn = draw (animation, RSC_ANIMATION_PICTURE_FUNCTION);
  rsc_animation_free (animation);
  return drawn;
}

/* Where there is no difference from the pinned network the film shows what the window shows: the
 * network, without words on a difference, with its envelope; or the classes. */
static void
check_no_difference (RscDocument *document, RscActivation activation, gboolean bias)
{
  static const double moments[] = { 0.4, 0.8, 1.0 };
  RscDocumentState *state;
  guint plain[G_N_ELEMENTS (moments)];

  g_assert_true (rsc_document_pin (document));
  state = edit (document);
  state->activation = activation;
  state->bias = bias;
  rsc_document_apply (document, "Other networks", RSC_CHANGE_SINGLE, state);
  wait_path (document);
  for (gsize k = 0; k < G_N_ELEMENTS (moments); k++)
    plain[k] = draw_at (document, moments[k]);
  rsc_document_draw (document, RSC_SHOWN_DIFFERENCE);
  wait_idle (document);
  g_assert_null (rsc_compared_get_difference (rsc_document_get_compared (document), NULL));
  for (gsize k = 0; k < G_N_ELEMENTS (moments); k++)
    g_assert_cmpuint (draw_at (document, moments[k]), ==, plain[k]);
}

static const char line[] = "x,y\n-2,1\n-1,-1\n0.5,0.5\n1,-0.5\n2,1\n";

static void
test_no_difference (void)
{
  static const char heaps[] = "a,kind\n1,red\n2,red\n4,blue\n5,blue\n8,green\n9,green\n";
  RscDocument *document = open_document ("checkerboard");
  RscDocumentState *state;
  RscAnimation *animation;

  check_no_difference (document, RSC_ACTIVATION_GATED, FALSE);
  g_object_unref (document);

  document = open_classes (line);
  check_no_difference (document, RSC_ACTIVATION_RELU, FALSE);
  g_object_unref (document);

  document = open_classes (heaps);
  wait_until (are_certified, document);
  state = edit (document);
  state->mode = RSC_FUNCTION_CLASSES;
  rsc_document_apply (document, "Classes", RSC_CHANGE_SINGLE, state);
  animation = rsc_animation_new (document, RSC_TRACK_PATH, NULL);
  go_to (animation, 0.8);
  g_assert_nonnull (animation->classes);
  g_assert_null (animation->now.on_path.envelope);
  rsc_animation_free (animation);
  check_no_difference (document, RSC_ACTIVATION_GATED, TRUE);
  g_object_unref (document);
}

/* A kind of animation that counts, and may be told to stop meanwhile. */
static const RscAnimationKind *counted;
static guint n_moments, n_completed;
static GCancellable *to_cancel;

static void
go_to_counted (RscAnimation *animation, double moment)
{
  if (++n_moments == 3 && to_cancel)
    g_cancellable_cancel (to_cancel);
  counted->go_to (animation, moment);
}

static gboolean
complete_counted (RscAnimation *animation, GCancellable *cancellable, GError **error)
{
  n_completed++;
  return counted->complete (animation, cancellable, error);
}

/* What no frame shows is not found; and looking over all moments before the first ends when it is
 * told to. */
static void
test_work (void)
{
  RscDocument *document = open_classes (line);
  RscAnimation *animation = rsc_animation_new (document, RSC_TRACK_PATH, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  RscAnimationKind kind;

  go_to (animation, 0.8);
  g_assert_nonnull (animation->now.on_path.envelope);
  rsc_animation_free (animation);

  g_assert_true (rsc_document_pin (document));
  rsc_document_draw (document, RSC_SHOWN_DIFFERENCE);
  wait_idle (document);
  animation = rsc_animation_new (document, RSC_TRACK_PATH, NULL);
  counted = animation->kind;
  kind = (RscAnimationKind){ counted->look, go_to_counted, complete_counted, counted->draw };
  animation->kind = &kind;
  to_cancel = cancellable;
  g_assert_false (rsc_animation_go_to (animation, 0.8, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (n_moments, ==, 3);
  g_assert_cmpuint (n_completed, ==, 0);

  to_cancel = NULL;
  go_to (animation, 0.8);
  g_assert_nonnull (animation->now.shown);
  g_assert_null (animation->now.on_path.envelope);
  g_assert_cmpuint (n_moments, >, 20);
  g_assert_cmpuint (n_completed, ==, 1);
  g_assert_cmpuint (draw (animation, RSC_ANIMATION_PICTURE_FUNCTION), ==, draw_at (document, 0.8));
  rsc_animation_free (animation);
  g_object_unref (document);
}

/* How f moves with a target is that of the stop, and found once for each. */
static void
test_effect_of_stops (void)
{
  RscDocument *document = open_document ("checkerboard");
  RscPruner *pruner = rsc_document_get_pruner (document);
  RscOptimalSet *set = rsc_document_get_set (document);
  const gsize n = rsc_dataset_get_n (rsc_document_get_train (document)), row = 4;
  g_autoptr (RscRowSet) rows = rsc_row_set_new (1, &row);
  g_autofree double *fit = g_new (double, n);
  g_autoptr (RscNetwork) last = NULL;
  gsize index = 0, n_stops = 0, n_minimal = 0;
  RscAnimation *animation;

  rsc_document_select_rows (document, rows);
  rsc_pruner_set_start (pruner, RSC_PRUNING_START_INTERIOR, NULL);
  rsc_pruner_to_minimal (pruner);
  wait_idle (document);
  rsc_document_draw (document, RSC_SHOWN_EFFECT);
  wait_until (has_shown_effects, document);
  animation = rsc_animation_new (document, RSC_TRACK_PRUNING, NULL);
  for (int k = 0; k <= 60; k++)
    {
      go_to (animation, k / 60.0);
      g_assert_nonnull (animation->now.shown);
      if (last && animation->now.index == index)
        g_assert_true (animation->now.shown == last);
      else
        {
          RscTargetEffectsOf of;
          g_autoptr (RscTargetEffects) effects =
            rsc_target_effects_new_for (set, animation->now.stop, &of, NULL, NULL);

          rsc_target_effects_find (effects, row, NULL, fit);
          assert_shown (animation, fit, 1e-9);
          g_clear_pointer (&last, rsc_network_unref);
          last = rsc_network_ref (animation->now.shown);
          index = animation->now.index;
          n_stops++;
          n_minimal += of == RSC_TARGET_EFFECTS_OF_THE_PICKED;
        }
    }
  g_assert_cmpuint (n_stops, >, 2);
  /* The last. */
  g_assert_cmpuint (n_minimal, ==, 1);
  rsc_animation_free (animation);
  g_object_unref (document);
}

/* While neurons of the pinned network enter and leave the set, each of the others keeps its number,
 * which is no other's. */
static void
test_numbers (void)
{
  RscDocument *document = open_document ("checkerboard");
  g_autofree gsize *own = NULL;
  RscAnimation *animation;
  gsize width, n_own = 0, n_in_set = 0;

  g_assert_true (rsc_document_pin (document));
  rsc_document_draw (document, RSC_SHOWN_DIFFERENCE);
  wait_idle (document);
  animation = rsc_animation_new (document, RSC_TRACK_PATH, NULL);
  width = rsc_network_get_width (animation->shown_network);
  g_assert_cmpuint (width, >, 1);
  own = g_new (gsize, width);
  for (gsize k = 0; k < width; k++)
    own[k] = RSC_LABEL_NONE;
  for (int step = 0; step <= 40; step++)
    {
      gsize of;

      go_to (animation, step / 40.0);
      of = rsc_network_get_width (animation->now.network);
      for (gsize k = 0; k < width; k++)
        {
          const gsize number = animation->now.shown_ids[of + k];

          for (gsize i = 0; i < k; i++)
            g_assert_cmpuint (number, !=, animation->now.shown_ids[of + i]);
          if (number < animation->free_label)
            {
              n_in_set++;
              continue;
            }
          if (own[k] == RSC_LABEL_NONE)
            n_own++;
          else
            g_assert_cmpuint (number, ==, own[k]);
          own[k] = number;
        }
    }
  g_assert_cmpuint (n_own, >, 1);
  g_assert_cmpuint (n_in_set, >, 1);
  rsc_animation_free (animation);
  g_object_unref (document);
}

/* Several classes: the plane in their colours, of the λ at which all are certified, which is said
 * where λ is another one. */
static void
test_classes (void)
{
  static const char heaps[] = "a,b,kind\n1,1,red\n2,1,red\n1,2,red\n5,1,blue\n6,2,blue\n"
                              "5,2,blue\n2,6,green\n3,7,green\n";
  RscDocument *document = open_classes (heaps);
  RscDocumentState *state;
  RscAnimation *animation;
  guint f, start, end;

  wait_until (are_certified, document);
  animation = rsc_animation_new (document, RSC_TRACK_PATH, NULL);
  g_assert_null (animation->classes);
  go_to (animation, 0.8);
  f = draw (animation, RSC_ANIMATION_PICTURE_FUNCTION);
  rsc_animation_free (animation);

  state = edit (document);
  state->mode = RSC_FUNCTION_CLASSES;
  rsc_document_apply (document, "Classes", RSC_CHANGE_SINGLE, state);
  animation = rsc_animation_new (document, RSC_TRACK_PATH, NULL);
  g_assert_nonnull (animation->classes);
  g_assert_cmpuint (animation->classes->n, ==, 3);
  go_to (animation, 0);
  start = draw (animation, RSC_ANIMATION_PICTURE_FUNCTION);
  g_assert_cmpuint (start, !=, f);
  /* Without the words on another λ. */
  animation->classes_lambda = animation->now.on_path.frame->lambda;
  end = draw (animation, RSC_ANIMATION_PICTURE_FUNCTION);
  g_assert_cmpuint (start, !=, end);
  rsc_animation_free (animation);
  g_object_unref (document);
}

/* What cannot be found out in time ends with what it is told. */
static void
test_cancel (void)
{
  RscDocument *document = open_document ("polygon-8");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  RscAnimation *animation = rsc_animation_new (document, RSC_TRACK_PATH, NULL);

  g_cancellable_cancel (cancellable);
  g_assert_false (rsc_animation_go_to (animation, 0.5, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  rsc_animation_free (animation);
  g_object_unref (document);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/animation/path", test_path);
  g_test_add_func ("/animation/labels", test_labels);
  g_test_add_func ("/animation/between", test_between);
  g_test_add_func ("/animation/pruning", test_pruning);
  g_test_add_func ("/animation/training", test_training);
  g_test_add_func ("/animation/walk", test_walk);
  g_test_add_func ("/animation/stale-walk", test_stale_walk);
  g_test_add_func ("/animation/changes", test_changes);
  g_test_add_func ("/animation/no-difference", test_no_difference);
  g_test_add_func ("/animation/work", test_work);
  g_test_add_func ("/animation/effect-of-stops", test_effect_of_stops);
  g_test_add_func ("/animation/numbers", test_numbers);
  g_test_add_func ("/animation/classes", test_classes);
  g_test_add_func ("/animation/cancel", test_cancel);
  return g_test_run ();
}
