/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How what a reading says is called in JSON: scripts and documents rely on it. In the order of
 * their types, NULL-terminated. */
extern const char *const rsc_reading_target_kinds[];
extern const char *const rsc_reading_encodings[];
extern const char *const rsc_reading_headers[];
extern const char *const rsc_reading_missing[];
extern const char *const rsc_reading_roles[];

G_END_DECLS
