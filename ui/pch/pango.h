/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compiled once for all pictures. Each file names what it uses all the same. */
#include <gio/gio.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>
