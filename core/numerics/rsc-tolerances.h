/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The tolerances by which something is called equal, on a kink, unique, exact or proved, and the
 * limits of what is computed, each with its reason. Step sizes, pivots and rounding margins that
 * concern one algorithm only stand at the head of its file. */

/* Certified relative duality gap that a solve aims at unless told otherwise. */
#define RSC_TOLERANCE_GAP 1e-10

/* Training has converged when the gradient, of the mean squared error in units of the data, is as
 * small as this: the objective is then right to about its square. */
#define RSC_TOLERANCE_TRAINED 1e-9

/* A network is optimal when its objective is above the certified bound by no more than this share
 * of it: ten times what a solve aims at. */
#define RSC_TOLERANCE_OPTIMAL 1e-9

/* A network is stationary when the least norm of its subgradients is below this share of the pull
 * of weight decay: above the rounding of weights that were written with seven digits. */
#define RSC_TOLERANCE_STATIONARY 1e-6

/* And training has ended at the network that it settles to when its weights differ from that by no
 * more than this share: steps that get shorter stop about there, and what is stationary elsewhere
 * is farther away as a rule. */
#define RSC_TOLERANCE_SETTLED 5e-4
/* With layers that balance to this share: weight decay alone evens them out, slowly. */
#define RSC_TOLERANCE_BALANCED 0.05

/* Weights up to which a network is settled: a matrix of their square, 32 MB, is factorised in every
 * step. */
#define RSC_SETTLING_WEIGHTS_MAX 2000
/* And operations in all: some seconds. */
#define RSC_SETTLING_WORK_MAX 1e10
/* And weights times rows: 160 MB. */
#define RSC_SETTLING_VALUES_MAX 20000000

/* Weights of a network from a file may stand out of the space that the rows span by this share of
 * their norm: what is left of digits that were written. Its square is what the penalty changes
 * by. */
#define RSC_TOLERANCE_OUTSIDE 1e-7

/* A prediction nearer to 0 than this share of what its neurons can say is on neither side: the
 * rounding of a linear program. */
#define RSC_TOLERANCE_SIGN 1e-9

/* Walks through a set have mixed when the spread over all of them is above that within their halves
 * by no more than this share (Vehtari et al. 2021), and each is worth so many independent draws. */
#define RSC_TOLERANCE_MIXED 0.01
#define RSC_MIXED_DRAWS_MIN 100

/* Columns of a CSV. Problems of this kind have tens of features; a wider table is a slip, and
 * square matrices of its width would be asked for. */
#define RSC_COLUMNS_MAX 100000

/* Data of a document are those of the gallery set that it names when they differ by no more than
 * this, or this share of a value: sines and logarithms of another machine's library differ in their
 * last digits. */
#define RSC_TOLERANCE_SAME_DATA 1e-9

/* Values of x and y outside [1/RSC_MAGNITUDE_MAX, RSC_MAGNITUDE_MAX] (except 0) are refused: their
 * squares leave the range of a double. */
#define RSC_MAGNITUDE_MAX 1e150

/* Sines and distances of unit normals in the whitened data above this are no rounding (~1e-15 d,
 * where no normal is nearly dependent). Below it, data that were given exactly are decided by exact
 * arithmetic. */
#define RSC_TOLERANCE_APART 1e-9

/* Data that were rounded when they were read (decimal fractions): two of their hyperplanes closer
 * than this are one hyperplane. Well above the rounding of a whitening, well below any distance
 * that a person would call different. */
#define RSC_TOLERANCE_HYPERPLANE 1e-11

/* Columns of the design matrix that can be computed with: every neuron takes matrices of this order
 * squared, 32 MB each. */
#define RSC_DIMENSION_MAX 2000

/* Blocks with ||v_b|| >= (1 - this) λ are looked at in wide numbers, and what the data's last
 * digits can do decides which of them tie: the next block can be as close as 1e-11. Above the
 * rounding of a projection in doubles. */
#define RSC_TOLERANCE_EQUICORRELATED 1e-10

/* Blocks nearer to λ than this by chance are not met: where the data's last digits can do more,
 * which is so at λ of 1e-4 λ_max and less, a tie of rounded data may be none, and what depends on
 * it is not proved. */
#define RSC_TOLERANCE_COINCIDENCE 1e-11

/* A set stands on a residual whose conditions hold to this share of λ at least: what ties then
 * cannot be mistaken for what does not in the cases that occur, and where it could, the decision is
 * not clear. */
#define RSC_TOLERANCE_ERROR 1e-9

/* Two directions with the same sign are the same neuron when what they do on the data differs by
 * less than this share of it. */
#define RSC_TOLERANCE_MERGE 1e-7

/* A network taken from the set may be worse than the certified optimum by this share of the
 * objective; beyond, nothing is called unique, proved or complete, and the excess is said. */
#define RSC_TOLERANCE_EXCESS 1e-8

/* The same for its fit, as a share of the targets. A norm that RSC_TOLERANCE_SUPPORT neglects
 * counts for more in the fit where activations cancel, and for its square in the objective. */
#define RSC_TOLERANCE_MISFIT 1e-6

/* The narrowest network is proved to be that if its fit is right to this share of the targets: what
 * is missing is then the rounding of activations and not a neuron of a small norm. */
#define RSC_TOLERANCE_NARROWEST 1e-12

/* Singular values below this times the largest count as zero in a rank decision on unit-scaled
 * activations. */
#define RSC_TOLERANCE_RANK 1e-8

/* Along an unbounded direction b of a set {a >= 0 : C a = f} the fit stays: ||C b|| is below this
 * times Σ b_i ||c_i||, its rounding. More than that is an end, however far away. */
#define RSC_TOLERANCE_RAY 1e-12

/* A neuron is in the support when its norm can exceed this times the sum of norms, or ||a_i c_i||
 * this times the sum of those: where features are small beside the bias, a norm that is nothing
 * beside the others can move the fit as much as they do. */
#define RSC_TOLERANCE_SUPPORT 1e-8

/* A neuron of the set that is below RSC_TOLERANCE_SUPPORT in one of its networks is left out of
 * that network only if it is also this much below what it can be: else it is small everywhere, and
 * needed. */
#define RSC_SUPPORT_SHARE 1e-3

/* Fits that are closer than this, in units of the sum of the lengths of the activations that make
 * it, are the same fit: the rounding of some ten activations and of the fit. What is impossible
 * only by less is not proved to be so. */
#define RSC_TOLERANCE_FIT 1e-14

/* Entries and norms this far below the largest are shown as 0: rounding of the arithmetic that made
 * them. */
#define RSC_TOLERANCE_SHOWN_ZERO 1e-12

/* The least move of a target that is looked at, as a share of the largest target: it moves
 * correlations by more than what counts as a tie, and no person would tell it from none. */
#define RSC_TOLERANCE_LEAST_MOVE 1e-6

/* A move of a target that makes an optimum unique is known to this share: a number of three
 * digits. */
#define RSC_TOLERANCE_TARGET_MOVE 1e-3

/* Largest number of activation patterns that is enumerated: more is refused with the way out. */
#define RSC_PATTERNS_LIMIT 1000000

/* Where all patterns are meant, more of them than this are searched and not listed: from nothing to
 * a certified solution that is faster by far, and about as fast from one λ to the next. Up to so
 * many columns, the bias counted: in more dimensions a search takes longer than to price a list
 * that can be had. */
#define RSC_PATTERNS_LISTED_MAX 20000
#define RSC_PATTERNS_SEARCHED_DIMENSION 6

/* Memory that a search over all directions takes at most unless told otherwise: it is one part of a
 * program beside others. */
#define RSC_PRICING_BYTES_MAX ((gsize) 512 << 20)

/* Cones that the search for the directions nearest to λ bounds at most: some seconds for the widest
 * data, and a picture's worth of them is found long before. */
#define RSC_CORRELATIONS_NODES_MAX ((gsize) 20000)

/* Seconds that the searches over all patterns may take in a solve unless told otherwise. */
#define RSC_SEARCH_EFFORT 60.0

/* The same while somebody waits for a picture. */
#define RSC_SEARCH_EFFORT_SHOWN 10.0

/* Columns of a design matrix, the bias counted, up to which all patterns are searched: a search
 * begins with 2^d cones. Beyond, patterns are found by ascents alone, and what is certified over
 * all of them is coarse. */
#define RSC_SEARCH_DIMENSION_MAX 10

/* Vertices listed unless told otherwise. */
#define RSC_VERTICES_MAX 5000

/* Vertices listed while something is dragged: some milliseconds. */
#define RSC_VERTICES_QUICK 200

/* Branches of the search for the narrowest network unless told otherwise: some tenths of a second.
 */
#define RSC_SEARCH_NODES_MAX 2000

/* Patterns down to this share of λ below it are looked at along a path that prices them: between
 * two states a ||v_b|| bulges by less, and one that rises above λ and falls again there is seen. */
#define RSC_TOLERANCE_PATH_MARGIN 1e-4

/* A solution path goes down to this multiple of λ_max unless told otherwise: three decades. */
#define RSC_PATH_RATIO_MIN 1e-3

/* Relative gap promised between the points of a path unless told otherwise: less than a picture
 * shows. */
#define RSC_PATH_EPSILON 1e-3

/* Relative width of the bracket around an event of a path. A neuron that enters grows about in
 * proportion to the way below its event, so this is where RSC_TOLERANCE_SUPPORT sees it. */
#define RSC_TOLERANCE_EVENT 1e-8

/* ---- pruning ---- */

/* Two scores closer than this, relative, are a tie: the first neuron is taken, so that rounding
 * does not choose. */
#define RSC_TOLERANCE_TIE 1e-9

/* A point of a network that is pruned is on a neuron's kink when |x^T u| is below this times ||x||:
 * optimal networks have them at 1e-16, and 1e-9 can be a point beside it. */
#define RSC_TOLERANCE_KINK_EXACT 1e-12

/* A contribution that a step leaves below this times the largest one has perhaps reached 0 together
 * with the neuron chosen; whether it has, the fit tells. */
#define RSC_TOLERANCE_NEAR_ZERO 1e-9

/* It has if the others can then keep the fit to this, relative to the largest contribution. */
#define RSC_TOLERANCE_KEEPS_FIT 1e-13

/* The norms are corrected by least squares when the fit has drifted by more than this. */
#define RSC_TOLERANCE_DRIFT 1e-15

/* And once more when it is still off by this. */
#define RSC_TOLERANCE_DRIFT_REPEAT 5e-15

/* A step is exact when the fit afterwards is the same up to this times its norm. */
#define RSC_TOLERANCE_EXACT_STEP 1e-12

/* Entries of a null vector below this times the largest are rounding. */
#define RSC_TOLERANCE_NULL_ENTRY 1e-13

/* ---- paths ---- */

/* |x^T u| below this times ||x|| is on the kink: an optimal direction is accurate to some 1e-10
 * where a point is on its kink, and a kink beside a point is farther away as a rule. */
#define RSC_TOLERANCE_KINK 1e-9

/* Two steps of pruning that remove the same neuron are one step when the norms that they leave
 * agree to this share: what two solves of one problem differ by, well below the difference of two
 * null vectors. */
#define RSC_TOLERANCE_SAME_STEP 1e-6

/* Rounding of a direction, as two solves see it. */
#define RSC_TOLERANCE_TURN 1e-6

/* Vertices of two sets this near, relative to the sum of norms, are the same one: they drift with
 * λ. */
#define RSC_TOLERANCE_SAME_VERTEX 1e-3

/* Neurons of one sign this near in direction are compared as one where one takes the other's
 * place. */
#define RSC_TOLERANCE_ALIKE 1e-3

/* A face whose relative multiplier is below this does not hold: rounding is some orders below. */
#define RSC_TOLERANCE_MARGIN 1e-9

/* A neuron whose norm is below this share of the sum is not in the basis of a branch. */
#define RSC_TOLERANCE_BRANCH_NEGLIGIBLE 1e-9

/* Rows on a kink are independent when their parts orthogonal to each other are above this. */
#define RSC_TOLERANCE_BRANCH_INDEPENDENT 1e-8

/* Residual of a branch's equations, relative to λ, that Newton's method aims at, and that it may
 * end with. */
#define RSC_TOLERANCE_BRANCH_TARGET 1e-14
#define RSC_TOLERANCE_BRANCH_LIMIT 1e-11

/* And where it is only asked how the branch bends, which is 1e-4 and more where it matters. */
#define RSC_TOLERANCE_BRANCH_ROUGH 1e-6

/* Conditions of a branch may be violated by this, relative to their scale: rounding. */
#define RSC_TOLERANCE_BRANCH_SLACK 1e-12

/* Networks between two of a path whose combination is within this share of the objective of the
 * optimum are that combination: what solves of points leave, two digits more than they aim at. */
#define RSC_TOLERANCE_STRAIGHT 1e-12

/* ---- λ along the path ---- */

/* Two λ this near, relative, are the same number, rounded. */
#define RSC_TOLERANCE_LAMBDA 1e-12

/* A solution this near to the λ of the state is the state's: the path's and the solver's λ_max
 * differ by rounding only. */
#define RSC_TOLERANCE_SAME_LAMBDA 1e-9

/* A stop this near to the λ of now is this one: events are located to about this. */
#define RSC_TOLERANCE_STOP 1e-6

/* A position this near to the end of a track, relative, is there. */
#define RSC_TOLERANCE_TRACK_END 1e-9

/* Vertices this near to each other on the axes of a picture, relative to its extent, are one dot in
 * it: they are solved to 1e-12, and no picture shows less than 1e-4. */
#define RSC_TOLERANCE_SAME_DOT 1e-7

/* Two networks are called the same function where they differ by less than this part of the
 * targets: more than what rounding leaves of an exact pruning (1e-12), less than any picture
 * shows. A sum of neurons is 0 everywhere where on each kink the slopes cancel to this part. */
#define RSC_TOLERANCE_SAME_FUNCTION 1e-9

/* Rounding of a fit, relative to the sum of its contributions' lengths: some ten operations of
 * 1e-16. */
#define RSC_TOLERANCE_FIT_ROUNDING 1e-15

/* ---- what pictures and sentences show ---- */

/* Values of f on a slice below this part of what its neurons contribute there one by one are
 * rounding: neurons that cancel leave about 1e-16 for each. */
#define RSC_TOLERANCE_SLICE 1e-13

/* Entries of a null vector below this part of its largest are rounding: no neuron is said to be
 * touched by it. */
#define RSC_TOLERANCE_TOUCHED 1e-9
