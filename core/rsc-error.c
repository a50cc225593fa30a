/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/rsc-error.h"

G_DEFINE_QUARK (rsc - error - quark, rsc_error)
