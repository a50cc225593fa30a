/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Lines for a shell, word by word; each begins with a blank where @line has something. */

/* In quotes where a shell would take it for something else. */
void rsc_command_line_append_word (GString *line, const char *word);

/* An option and its value, with as many digits as it takes to read back to the last bit. */
void rsc_command_line_append_number (GString *line, const char *option, double value);
void rsc_command_line_append_integer (GString *line, const char *option, guint64 value);

G_END_DECLS
