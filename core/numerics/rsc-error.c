/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-error.h"

G_DEFINE_QUARK (rsc - error - quark, rsc_error)
