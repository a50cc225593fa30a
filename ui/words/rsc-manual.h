/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A manual page in the man macros of roff. Texts are plain UTF-8: what roff would take for its own
 * is escaped here. */

/* The first line of the page @name of section 1: @date (such as "2026-11-27") and @source stand at
 * its bottom. */
void
rsc_manual_append_title (GString *page, const char *name, const char *date, const char *source);

/* A heading, or one below another. */
void rsc_manual_append_section (GString *page, const char *title);
void rsc_manual_append_subsection (GString *page, const char *title);

/* @text as roff reads it, without a line's end. */
void rsc_manual_append_escaped (GString *page, const char *text);

/* What is typed, and what stands for something: "@typed @meant"; either may be NULL. */
void rsc_manual_append_usage (GString *page, const char *typed, const char *meant);

/* Paragraphs: an empty line is between two of them; lines that begin with blanks stay as they are,
 * the others are filled. */
void rsc_manual_append_text (GString *page, const char *text);

/* Lines that stay as they are. */
void rsc_manual_append_lines (GString *page, const char *lines);

/* A term, as in rsc_manual_append_usage(), and the paragraph that explains it. */
void rsc_manual_append_item (GString *page, const char *typed, const char *meant, const char *text);

G_END_DECLS
