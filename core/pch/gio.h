/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compiled once for each room without a display. Each file names what it uses all the same. */
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
