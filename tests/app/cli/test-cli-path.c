/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/app/cli/rsc-cli-run.h"

#include "movies.h"
#include <cairo.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

static void
test_json (void)
{
  g_autoptr (JsonNode) root = rsc_cli_run_json ("path gallery:checkerboard --ratio-min 0.05 "
                                                "--epsilon 0.01 --json -");
  JsonObject *object = json_node_get_object (root);
  JsonArray *points = json_object_get_array_member (object, "points");
  JsonArray *events = json_object_get_array_member (object, "events");
  const double top = 1.1547005383792517;
  gboolean found = FALSE;

  rsc_cli_assert_keys (object,
                       "tolerance memory_used_up points events continuity patterns patterns_kind");
  for (guint k = 0; k < json_array_get_length (points); k++)
    {
      JsonObject *point = json_array_get_object_element (points, k);
      JsonArray *neurons = json_object_get_array_member (point, "neurons");
      const double ratio = rsc_cli_get_number (point, "lambda") / top;

      rsc_cli_assert_keys (point, "lambda objective relative_gap bound_over_all_patterns "
                                  "over_all_patterns width narrowest_width narrowest_proved "
                                  "dimension trusted train_error neurons");
      g_assert_cmpint (json_object_get_int_member (point, "narrowest_width"), <=,
                       json_object_get_int_member (point, "width"));
      g_assert_cmpfloat (rsc_cli_get_number (point, "relative_gap"), <=,
                         rsc_cli_get_number (object, "tolerance"));
      g_assert_cmpint (json_object_get_int_member (point, "width"), <=,
                       json_array_get_length (neurons));
      g_assert_cmpint (json_object_get_int_member (point, "dimension"), ==,
                       ratio > 0.39753 ? 0 : (ratio > 0.30350 ? 2 : 3));
      for (guint i = 0; i < json_array_get_length (neurons); i++)
        {
          JsonObject *neuron = json_array_get_object_element (neurons, i);
          JsonArray *direction = json_object_get_array_member (neuron, "direction");
          double length = 0.0;

          rsc_cli_assert_keys (neuron, "id sign direction norm norm_min norm_max norm_slope");
          /* Tangents where there is one network; it grows as λ falls just below λ_max. */
          g_assert_cmpint (json_object_get_null_member (neuron, "norm_slope"), ==,
                           json_object_get_int_member (point, "dimension") > 0);
          if (ratio > 0.9)
            g_assert_cmpfloat (rsc_cli_get_number (neuron, "norm_slope"), <, 0.0);
          g_assert_cmpint (json_object_get_int_member (neuron, "id"), >=, 1);
          g_assert_cmpint (ABS (json_object_get_int_member (neuron, "sign")), ==, 1);
          g_assert_cmpfloat (rsc_cli_get_number (neuron, "norm"), >=, 0.0);
          for (guint j = 0; j < json_array_get_length (direction); j++)
            length = hypot (length, json_array_get_double_element (direction, j));
          g_assert_cmpfloat_with_epsilon (length, 1.0, 1e-12);
        }
    }
  g_assert_cmpfloat_with_epsilon (
    rsc_cli_get_number (json_array_get_object_element (points, 0), "lambda"), top, 1e-12);
  for (guint k = 0; k < json_array_get_length (events); k++)
    {
      JsonObject *event = json_array_get_object_element (events, k);
      const char *kind = json_object_get_string_member (event, "kind");

      rsc_cli_assert_keys (event, g_str_equal (kind, "narrowest")
                                    ? "lambda kind neuron lambda_low lambda_high width"
                                    : "lambda kind neuron lambda_low lambda_high");
      g_assert_cmpfloat (rsc_cli_get_number (event, "lambda_low"), <=,
                         rsc_cli_get_number (event, "lambda"));
      g_assert_cmpfloat (rsc_cli_get_number (event, "lambda_high"), >=,
                         rsc_cli_get_number (event, "lambda"));
      g_assert_cmpfloat (rsc_cli_get_number (event, "lambda_high")
                           - rsc_cli_get_number (event, "lambda_low"),
                         <=, 1e-8 * top);
      g_assert_cmpint (json_object_get_null_member (event, "neuron"), ==,
                       g_str_equal (kind, "non-unique") || g_str_equal (kind, "unique")
                         || g_str_equal (kind, "narrowest"));
      if (g_str_equal (kind, "non-unique"))
        {
          g_assert_cmpfloat_with_epsilon (rsc_cli_get_number (event, "lambda") / top, 0.39753083,
                                          1e-7);
          found = TRUE;
        }
    }
  g_assert_true (found);

  /* Unique down to the event, not below. */
  JsonObject *continuity = json_object_get_object_member (object, "continuity");
  JsonArray *pieces = json_object_get_array_member (continuity, "pieces");

  rsc_cli_assert_keys (continuity, "pieces jumps unchecked");
  g_assert_cmpint (json_array_get_length (pieces), ==, 2);
  for (guint k = 0; k < 2; k++)
    {
      JsonObject *piece = json_array_get_object_element (pieces, k);

      rsc_cli_assert_keys (piece, "lambda_high lambda_low unique");
      g_assert_cmpint (json_object_get_boolean_member (piece, "unique"), ==, k == 0);
      g_assert_cmpfloat_with_epsilon (
        rsc_cli_get_number (piece, k == 0 ? "lambda_low" : "lambda_high") / top, 0.39753083, 1e-7);
    }
}

/* Held-out points get an error, and nothing is looked for between the points. */
static void
test_test_points (void)
{
  g_autoptr (JsonNode) root = rsc_cli_run_json (
    "path gallery:moons --test-fraction 0.3 --no-events --ratio-min 0.1 --json -");
  JsonObject *object = json_node_get_object (root);
  JsonArray *points = json_object_get_array_member (object, "points");

  g_assert_cmpint (json_array_get_length (json_object_get_array_member (object, "events")), ==, 0);
  for (guint k = 0; k < json_array_get_length (points); k++)
    {
      JsonObject *point = json_array_get_object_element (points, k);

      g_assert_cmpfloat (rsc_cli_get_number (point, "test_error"), >, 0.0);
      if (k > 0)
        g_assert_cmpfloat (
          rsc_cli_get_number (point, "train_error"), <,
          rsc_cli_get_number (json_array_get_object_element (points, k - 1), "train_error"));
    }
}

static void
test_summary (void)
{
  g_auto (RscCliRun) run = rsc_cli_run ("path gallery:checkerboard --ratio-min 0.3");

  g_assert_cmpint (run.code, ==, 0);
  g_assert_cmpstr (run.err, ==, "");
  g_assert_nonnull (strstr (run.out, "from λ_max = 1.154700538 down to 0.3 λ_max"));
  g_assert_nonnull (strstr (run.out, "dimension of the optimal set up to 3"));
  g_assert_nonnull (strstr (run.out, "more than one optimal network below"));
  g_assert_nonnull (
    strstr (run.out, "Continuity  from 1 to 0.397531 λ_max one optimal network at each λ"));
  g_assert_nonnull (strstr (run.out, "from 0.397531 to 0.3 λ_max more than one"));
  g_assert_nonnull (strstr (run.out, "neurons are enough below"));
}

/* A finer promise takes more points. */
static void
test_epsilon (void)
{
  gsize counts[2];
  static const char *const epsilons[] = { "1e-2", "1e-4" };

  for (gsize i = 0; i < 2; i++)
    {
      g_autoptr (JsonNode) root =
        rsc_cli_run_json ("path gallery:xor --epsilon %s --json -", epsilons[i]);

      counts[i] = json_array_get_length (
        json_object_get_array_member (json_node_get_object (root), "points"));
    }
  g_assert_cmpuint (counts[1], >, 5 * counts[0]);
  g_assert_cmpuint (counts[1], <, 15 * counts[0]);
}

static void
test_not_reached (void)
{
  g_auto (RscCliRun) run =
    rsc_cli_run ("path gallery:moons --tolerance 1e-300 --ratio-min 0.1 --json -");
  g_autoptr (JsonParser) parser = json_parser_new ();

  g_assert_cmpint (run.code, ==, 1);
  g_assert_nonnull (strstr (run.err, "was not reached"));
  g_assert_true (json_parser_load_from_data (parser, run.out, -1, NULL));
}

static void
test_zero_targets (void)
{
  g_autofree char *file = rsc_cli_write_file ("zero.csv", "1,0\n2,0\n");
  g_auto (RscCliRun) run = rsc_cli_run ("path '%s'", file);

  g_assert_cmpint (run.code, ==, 0);
  g_assert_nonnull (strstr (run.out, "the zero network is optimal for every λ"));
}

static char *
read_frame (const char *folder, int number, gsize *length)
{
  g_autofree char *name = g_strdup_printf ("frame-%04d.png", number);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *bytes = NULL;

  g_assert_true (g_file_get_contents (path, &bytes, length, NULL));
  g_assert_cmpuint (*length, >, 1000);
  g_assert_cmpmem (bytes, 8, "\x89PNG\r\n\x1a\n", 8);
  g_assert_cmpmem (bytes + *length - 8, 4, "IEND", 4);
  return bytes;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* A slide for each λ, 16 : 9, each of them another one, and the same ones again. */
static void
test_animate (void)
{
  static const char *const sets[] = { "checkerboard", "sine", "polygon-6" };
  g_autofree char *parent = g_build_filename (rsc_cli_get_folder (), "new", NULL);
  g_autofree char *folder = g_build_filename (parent, "slides", NULL);

  for (gsize k = 0; k < G_N_ELEMENTS (sets); k++)
    {
      g_auto (RscCliRun) run =
        rsc_cli_run ("path gallery:%s --ratio-min 0.2 --animate '%s' --frames 4 --width 320%s",
                     sets[k], folder, k == 1 ? " --dark --scale 2" : "");
      g_autofree char *before = NULL;
      gsize n_before = 0;

      g_test_message ("%s", sets[k]);
      g_assert_cmpint (run.code, ==, 0);
      g_assert_cmpstr (run.err, ==, "");
      g_assert_nonnull (strstr (run.out, "down to 0.2 λ_max"));
      g_assert_cmpuint (count_files (folder), ==, 4);
      for (int i = 1; i <= 4; i++)
        {
          gsize length;
          g_autofree char *bytes = read_frame (folder, i, &length);

          g_assert_cmpmem (bytes + 16, 8,
                           k == 1 ? "\0\0\x02\x80\0\0\x01\x68" : "\0\0\x01\x40\0\0\0\xb4", 8);
          g_assert_false (before != NULL && n_before == length
                          && memcmp (before, bytes, length) == 0);
          g_free (before);
          before = g_steal_pointer (&bytes);
          n_before = length;
        }
    }
  {
    gsize n_first, n_second;
    g_autofree char *first = read_frame (folder, 2, &n_first);
    g_auto (RscCliRun) again = rsc_cli_run (
      "path gallery:polygon-6 --ratio-min 0.2 --animate '%s' --frames 4 --width 320", folder);
    g_autofree char *second = read_frame (folder, 2, &n_second);

    g_assert_cmpint (again.code, ==, 0);
    g_assert_cmpmem (first, n_first, second, n_second);
  }
  {
    /* Equal steps in log λ: the middle is the middle, however many there are. */
    gsize n_half, n_whole;
    g_auto (RscCliRun) half = rsc_cli_run (
      "path gallery:polygon-6 --ratio-min 0.04 --animate '%s' --frames 5 --width 320", folder);
    g_autofree char *third = read_frame (folder, 3, &n_half);
    g_auto (RscCliRun) whole = rsc_cli_run (
      "path gallery:polygon-6 --ratio-min 0.04 --animate '%s' --frames 9 --width 320", folder);
    g_autofree char *fifth = read_frame (folder, 5, &n_whole);

    g_assert_cmpint (half.code, ==, 0);
    g_assert_cmpint (whole.code, ==, 0);
    g_assert_cmpmem (third, n_half, fifth, n_whole);
  }
  {
    /* A shorter one would leave frames of this one behind it. */
    g_auto (RscCliRun) shorter = rsc_cli_run (
      "path gallery:polygon-6 --ratio-min 0.2 --animate '%s' --frames 3 --width 320", folder);

    rsc_cli_assert_error (&shorter, "of a longer animation");
    g_assert_cmpuint (count_files (folder), ==, 9);
  }
  remove_folder (folder);
  g_assert_cmpint (g_rmdir (parent), ==, 0);
}

/* One file that plays, in place of one that is there. */
static void
test_animate_file (void)
{
  static const char *const videos[] = { "webm", "mp4" };
  g_autofree char *folder = g_build_filename (rsc_cli_get_folder (), "films", NULL);
  g_autofree char *path = g_build_filename (folder, "path.webp", NULL);
  g_autofree char *program = g_find_program_in_path ("ffmpeg");
  MovieFacts facts;
  guint first, last;

  g_assert_cmpint (g_mkdir (folder, 0777), ==, 0);
  for (int k = 0; k < 2; k++)
    {
      g_auto (RscCliRun) run = rsc_cli_run (
        "path gallery:xor --ratio-min 0.2 --animate '%s' --frames %d --rate 10 --width 160", path,
        4 + k);

      g_assert_cmpint (run.code, ==, 0);
      g_assert_cmpstr (run.err, ==, "");
      read_webp (path, &facts, &first, &last);
      g_assert_cmpint (facts.width, ==, 160);
      g_assert_cmpint (facts.height, ==, 90);
      g_assert_cmpuint (facts.n_frames, ==, 4 + (guint) k);
      g_assert_cmpuint (first, !=, last);
      g_assert_cmpuint (count_files (folder), ==, 1);
    }
  for (gsize k = 0; k < G_N_ELEMENTS (videos); k++)
    {
      g_autofree char *video = g_strdup_printf ("%s/path.%s", folder, videos[k]);
      g_auto (RscCliRun) run = rsc_cli_run (
        "path gallery:xor --ratio-min 0.2 --animate '%s' --frames 4 --width 161", video);

      if (program == NULL)
        rsc_cli_assert_error (&run, "install the package ffmpeg");
      else
        g_assert_cmpint (run.code, ==, 0);
      if (program != NULL && read_video (video, &facts))
        {
          g_assert_cmpint (facts.width, ==, 162);
          g_assert_cmpint (facts.height, ==, 92);
          g_assert_cmpuint (facts.n_frames, ==, 4);
        }
    }
  remove_folder (folder);
}

/* Pixels in which two frames differ between these shares of the width and height; *@ink: those of
 * the first that are not white. */
static int
compare_frames (const char *folder, int a, int b, const double rect[4], int *ink)
{
  cairo_surface_t *frames[2];
  int different = 0;

  *ink = 0;
  for (int k = 0; k < 2; k++)
    {
      g_autofree char *name = g_strdup_printf ("frame-%04d.png", k == 0 ? a : b);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      frames[k] = cairo_image_surface_create_from_png (path);
      g_assert_cmpint (cairo_surface_status (frames[k]), ==, CAIRO_STATUS_SUCCESS);
    }
  int width = cairo_image_surface_get_width (frames[0]);
  int height = cairo_image_surface_get_height (frames[0]);
  int stride = cairo_image_surface_get_stride (frames[0]);
  for (int y = (int) (rect[1] * height); y < (int) (rect[3] * height); y++)
    for (int x = (int) (rect[0] * width); x < (int) (rect[2] * width); x++)
      {
        guint32 p[2];

        for (int k = 0; k < 2; k++)
          memcpy (&p[k], cairo_image_surface_get_data (frames[k]) + y * stride + 4 * x, 4);
        different += p[0] != p[1];
        *ink += (p[0] & 0xffffff) != 0xffffff;
      }
  cairo_surface_destroy (frames[0]);
  cairo_surface_destroy (frames[1]);
  return different;
}

/* The axes stand still: scales and numbers are the same in every frame, while what is drawn is
 * not. */
static void
test_animate_steady (void)
{
  static const double bar[] = { 0.3, 0.08, 0.36, 0.54 };     /* colours of the function */
  static const double ticks[] = { 0.418, 0.22, 0.431, 0.4 }; /* numbers of the set's upright axis */
  static const double body[] = { 0.42, 0.1, 0.66, 0.5 };
  g_autofree char *folder = g_build_filename (rsc_cli_get_folder (), "steady", NULL);
  g_auto (RscCliRun) run = rsc_cli_run (
    "path gallery:checkerboard --ratio-min 0.02 --animate '%s' --frames 5 --width 960", folder);
  int ink;

  g_assert_cmpint (run.code, ==, 0);
  for (int k = 2; k <= 5; k++)
    {
      g_assert_cmpint (compare_frames (folder, 1, k, bar, &ink), ==, 0);
      g_assert_cmpint (ink, >, 1000);
      g_assert_cmpint (compare_frames (folder, 1, k, ticks, &ink), ==, 0);
      g_assert_cmpint (ink, >, 50);
      g_assert_cmpint (compare_frames (folder, k - 1, k, body, &ink), >, 100);
    }
  remove_folder (folder);
}

static void
test_animate_nowhere (void)
{
  g_autofree char *file = rsc_cli_write_file ("a-file", "x");
  g_autofree char *zero = rsc_cli_write_file ("zero.csv", "1,0\n2,0\n");
  g_autofree char *folder = g_build_filename (rsc_cli_get_folder (), "none", NULL);
  g_autofree char *text = NULL;
  g_auto (RscCliRun) taken = rsc_cli_run ("path gallery:xor --animate '%s'", file);
  g_auto (RscCliRun) below = rsc_cli_run ("path gallery:xor --animate '%s/x'", file);
  g_auto (RscCliRun) flat = rsc_cli_run ("path '%s' --animate '%s'", zero, folder);

  rsc_cli_assert_error (&taken, "not a folder");
  g_assert_cmpint (below.code, ==, 2);
  g_assert_cmpint (flat.code, ==, 2);
  g_assert_nonnull (strstr (flat.err, "no path to animate"));
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "x");
}

/* The series of training and test error, beside its picture. */
static void
test_errors (void)
{
  g_autofree char *picture = g_build_filename (rsc_cli_get_folder (), "errors.svg", NULL);
  g_autofree char *file = g_build_filename (rsc_cli_get_folder (), "errors.json", NULL);
  g_autofree char *text = NULL;
  g_auto (RscCliRun) run =
    rsc_cli_run ("figure errors gallery:sine --test-fraction 0.5 --ratio-min 0.01 --epsilon 0.01 "
                 "-o %s --json %s",
                 picture, file);
  g_auto (RscCliRun) none = rsc_cli_run ("figure errors gallery:sine");
  g_autoptr (JsonNode) root = NULL;
  JsonArray *points;

  g_assert_cmpint (run.code, ==, 0);
  g_assert_true (g_file_test (picture, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  root = json_from_string (text, NULL);
  rsc_cli_assert_keys (json_node_get_object (root),
                       "schema data n d bias activation patterns patterns_kind n_train n_test "
                       "lambda_max points");
  points = json_object_get_array_member (json_node_get_object (root), "points");
  g_assert_cmpuint (json_array_get_length (points), >, 5);
  for (guint k = 0; k < json_array_get_length (points); k++)
    {
      JsonObject *point = json_array_get_object_element (points, k);

      rsc_cli_assert_keys (point, "lambda train_error test_error narrowest_test_error m_star "
                                  "m_star_proved");
      g_assert_cmpint (rsc_cli_get_integer (point, "m_star"), >=, k > 1 ? 1 : 0);
      g_assert_cmpfloat (rsc_cli_get_number (point, "test_error"), >, 0.0);
    }
  rsc_cli_assert_error (&none, "-o OUT");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-path/json", test_json);
  g_test_add_func ("/cli-path/test-points", test_test_points);
  g_test_add_func ("/cli-path/summary", test_summary);
  g_test_add_func ("/cli-path/epsilon", test_epsilon);
  g_test_add_func ("/cli-path/not-reached", test_not_reached);
  g_test_add_func ("/cli-path/zero-targets", test_zero_targets);
  g_test_add_func ("/cli-path/animate", test_animate);
  g_test_add_func ("/cli-path/animate-file", test_animate_file);
  g_test_add_func ("/cli-path/animate-steady", test_animate_steady);
  g_test_add_func ("/cli-path/animate-nowhere", test_animate_nowhere);
  g_test_add_func ("/cli-path/errors", test_errors);
  return rsc_cli_run_tests ();
}
