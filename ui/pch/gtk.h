/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compiled once for all widgets and their tests. Each file names what it uses all the same. */
#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
