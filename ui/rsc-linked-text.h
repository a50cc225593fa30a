/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the addresses of links to terms begin with. */
#define RSC_TERM_SCHEME "term:"

/* @text, in which [[TERM]] and [[TERM|words]] are links to terms of the glossary, as markup; all
 * else is as it stands. Free with g_free(). */
char *rsc_linked_text_dup_markup (const char *text);
/* The same without links: what is read. Free with g_free(). */
char *rsc_linked_text_dup_plain (const char *text);

/* Shows @text in @label, with its links. */
void rsc_linked_text_set (GtkLabel *label, const char *text);
/* The same where all of @text, which is as it stands, is one link to @term. */
void rsc_linked_text_set_link (GtkLabel *label, const char *text, const char *term);

/* The term of an address, or NULL where it is none. */
const char *rsc_linked_text_get_term (const char *address);

G_END_DECLS
