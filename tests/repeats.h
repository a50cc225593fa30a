/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* How often something is tried that the full number of repeats is @count of. The build with
 * sanitizers, some five times slower, looks for errors of memory, which a quarter of the inputs
 * meets as well; what the figures must be is held by all of them, in the build without. */
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
#define TEST_REPEATS(count) (((count) + 3) / 4)
#define TEST_IS_SANITIZED 1
#else
#define TEST_REPEATS(count) (count)
#define TEST_IS_SANITIZED 0
#endif
