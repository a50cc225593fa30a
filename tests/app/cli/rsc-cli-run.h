/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What one run of reluscope-cli gave. @code is -1 when a signal ended it. */
typedef struct
{
  int code;
  char *out;
  char *err;
} RscCliRun;

void rsc_cli_run_clear (RscCliRun *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RscCliRun, rsc_cli_run_clear)

/* Runs it with the words of @line (shell quoting), @input on standard input (or NULL for none) and
 * @environment ("NAME=VALUE", or NULL) added. */
RscCliRun rsc_cli_run_full (const char *input, const char *environment, const char *line);
RscCliRun rsc_cli_run (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* Runs it, asserts exit code 0 and silence on standard error, and parses its output. */
JsonNode *rsc_cli_run_json (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* Asserts exit code 2, nothing on standard output and one line with @needle on standard error. */
void rsc_cli_assert_error (const RscCliRun *run, const char *needle);

GSubprocess *rsc_cli_spawn (GSubprocessFlags flags, const char *line);

/* With a terminal as its standard error, of which @fd is the other end; close() it. */
GSubprocess *rsc_cli_spawn_on_terminal (const char *line, int *fd);

/* Until it has a handler for SIGINT: before that a signal would just end it. */
void rsc_cli_wait_for_handler (GSubprocess *process);

/* Waits for its end and asserts that it says it was interrupted. Returns its standard output; free
 * with g_free(). */
char *rsc_cli_assert_interrupted (GSubprocess *process);

/* A member that must be there; and all members in order, with a space between them. */
double rsc_cli_get_number (JsonObject *object, const char *key);
gint64 rsc_cli_get_integer (JsonObject *object, const char *key);
void rsc_cli_assert_keys (JsonObject *object, const char *keys);

/* A file of tests/data; free with g_free(). */
char *rsc_cli_data (const char *name);

/* The test's own folder, made on the first call; and a file in it with @text. */
const char *rsc_cli_get_folder (void);
char *rsc_cli_write_file (const char *name, const char *text);

/* g_test_run(), then removes the folder. */
int rsc_cli_run_tests (void);

G_END_DECLS
