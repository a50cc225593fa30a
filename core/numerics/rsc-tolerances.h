/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Every tolerance of the core, each with its reason. */

/* Certified relative duality gap that a solve aims at unless told otherwise. */
#define RSC_TOLERANCE_GAP 1e-10

/* Values of x and y outside [1/RSC_MAGNITUDE_MAX, RSC_MAGNITUDE_MAX] (except 0) are refused: their
 * squares leave the range of a double. */
#define RSC_MAGNITUDE_MAX 1e150

/* Two hyperplanes of the whitened data closer than this are one hyperplane, and a row shorter than
 * this (relative to the longest) is a zero row. Well above the rounding of a whitening (~1e-15 d),
 * well below any distance that a person would call different. */
#define RSC_TOLERANCE_HYPERPLANE 1e-11

/* A block is equicorrelated when ||v_b|| >= (1 - this) lambda. The next block can sit very close:
 * a direction that is off by θ costs θ²/2, and (1 - 3e-8) lambda occurs in the benchmark toy2d. The
 * polished residual is accurate to 1e-12 or better; where it is not, the decision widens with the
 * error that the solution's own blocks show. */
#define RSC_TOLERANCE_EQUICORRELATED 1e-10

/* Two unit directions with the same sign closer than this are the same neuron. */
#define RSC_TOLERANCE_MERGE 1e-7

/* Singular values below this times the largest count as zero in a rank decision on unit-scaled
 * activations. */
#define RSC_TOLERANCE_RANK 1e-8

/* A neuron is in the support when its norm can exceed this times the sum of norms. */
#define RSC_TOLERANCE_SUPPORT 1e-8

/* Largest number of activation patterns that is enumerated: more is refused with the way out. */
#define RSC_PATTERNS_LIMIT 1000000

/* Vertices listed unless told otherwise. */
#define RSC_VERTICES_MAX 5000

/* Vertices listed while something is dragged: some milliseconds. */
#define RSC_VERTICES_QUICK 200

/* Branches of the search for the narrowest network unless told otherwise: some tenths of a second.
 */
#define RSC_SEARCH_NODES_MAX 2000

/* A solution path goes down to this multiple of λ_max unless told otherwise: three decades. */
#define RSC_PATH_RATIO_MIN 1e-3

/* Relative gap promised between the points of a path unless told otherwise: less than a picture
 * shows. */
#define RSC_PATH_EPSILON 1e-3

/* Relative width of the bracket around an event of a path. A neuron that enters grows about in
 * proportion to the way below its event, so this is where RSC_TOLERANCE_SUPPORT sees it. */
#define RSC_TOLERANCE_EVENT 1e-8
