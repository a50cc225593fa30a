/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-optimal-set-plot.h"
