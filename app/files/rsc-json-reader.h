/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Sets RSC_ERROR_DATA to what @format says, on one line and valid UTF-8, whatever is quoted: a text
 * of JSON may hold line feeds. What readers of JSON complain of goes through here. Always returns
 * FALSE. O(length). */
gboolean rsc_json_fail (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Parses JSON that came from outside. Every reader of JSON goes through here: json-glib follows
 * nesting by recursion, so what nests deeper than 64 levels is refused before it is parsed, and so
 * is what has more than 4 million values, each of which takes memory. @name is what messages
 * call the text. Returns the root, to be freed with json_node_unref(). O(length). Errors:
 * RSC_ERROR_DATA, one sentence "name:line:column: what is wrong". */
JsonNode *rsc_json_parse (const char *text, gsize length, const char *name, GError **error);

/* Refuses a member of @object that is not one of @keys (NULL-terminated), naming the nearest known
 * key. @where: what messages call the object, such as "network.", or "". Errors: RSC_ERROR_DATA. */
gboolean rsc_json_check_keys (JsonObject *object,
                              const char *const *keys,
                              const char *where,
                              const char *name,
                              GError **error);

G_END_DECLS
