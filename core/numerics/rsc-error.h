/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RscError:
 * @RSC_ERROR_DATA: the data cannot be used; the message names file, line and column where there are
 * any
 * @RSC_ERROR_ARGUMENT: an option or a parameter is out of its range
 * @RSC_ERROR_LIMIT: the request is larger than a stated limit; the message gives the count and the
 * way out
 * @RSC_ERROR_NUMERICAL: a library could not finish; the message says which step
 *
 * Errors are for input that cannot be used. "Tolerance not reached" is not an error: it is the
 * status of a #RscSolution. Cancelling is %G_IO_ERROR_CANCELLED. Every message is one sentence that
 * can be shown to a person as it is.
 */
typedef enum
{
  RSC_ERROR_DATA,
  RSC_ERROR_ARGUMENT,
  RSC_ERROR_LIMIT,
  RSC_ERROR_NUMERICAL,
} RscError;

#define RSC_ERROR (rsc_error_quark ())
GQuark rsc_error_quark (void);

/* How far a long computation is: @fraction in [0, 1] or negative when unknown, @gap the best
 * certified relative gap so far or NaN. Called from the computing thread. */
typedef void (*RscProgressFunc) (double fraction, double gap, gpointer user_data);

G_END_DECLS
