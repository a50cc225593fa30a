/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Every number by which something is called zero, equal, on a kink, dependent, feasible, exact,
 * unique or proved, and at which an iteration stops, and the limits of what is computed, by room,
 * each with its reason. Where an algorithm's own file has numbers, they are no such decision:
 * lengths and damping of steps, what work may cost, and multiples of DBL_EPSILON where the bound of
 * a rounding is derived. */

/* ---- numerics ---- */

/* Singular values below this times the largest count as zero in a rank decision on unit-scaled
 * activations. */
#define RSC_TOLERANCE_RANK 1e-8

/* Where singular values are within this factor of RSC_TOLERANCE_RANK, the widest gap between two of
 * them decides: no value that close to it is clearly zero or clearly not. */
#define RSC_TOLERANCE_RANK_DOUBT 1e2

/* Of data that were given exactly a share of the activations counts where what the conditions of
 * the residual are off by is no more than this times the square of the share: so much ||v_b|| moves
 * by it. */
#define RSC_TOLERANCE_TOLD 1e-4

/* And a norm, as a share of all, where it times the square of such a share of the activations, in
 * units of the least that counts, is no less than this: a hundred times what the conditions are off
 * by. */
#define RSC_TOLERANCE_TOLD_NORM 1e-2

/* Rows whose unit activations reach this count by themselves, without units of their own: what is
 * this large is clearly not zero. */
#define RSC_ROW_SMALL 1e-5

/* What a linear program may violate: its data are scaled to sum 1 with orthonormal rows, so this
 * can be far below GLPK's 1e-7. Where rounding leaves a test undecided it is tried again with the
 * next. */
#define RSC_TOLERANCE_LP 1e-10
#define RSC_TOLERANCE_LP_LOOSE 1e-8
#define RSC_TOLERANCE_LP_LAST 1e-7

/* A squared pivot below this times the diagonal says that the column depends on the passive ones.
 * It is near the rounding of the products, for at tiny λ the solution mixes directions that differ
 * by 1e-5 and less; what accuracy is lost that way the refinement wins back. */
#define RSC_TOLERANCE_NNQP_PIVOT 3e-14

/* A variable that a step takes to 0 up to this share of its way is 0: the rounding of the share
 * that chose the step. */
#define RSC_TOLERANCE_NNQP_BLOCKED 1e-14

/* For a point x of least norm p·x may be below x·x by this share of the largest ||p||², and
 * differences of points are dependent below this share of the largest: the rounding of the
 * products. */
#define RSC_TOLERANCE_MIN_NORM 1e-15

/* A weight, of a sum of 1, below this is 0 and its point leaves: the rounding of a solve of some
 * points. */
#define RSC_TOLERANCE_MIN_NORM_WEIGHT 1e-14

/* A spread of draws below this share of their values is the rounding of equal ones: there is
 * nothing to mix. */
#define RSC_TOLERANCE_SAME_VALUES 1e-12

/* Digits that are written are the number when they miss it by no more than this share of the step
 * that is shown: a step of a scale is computed, and off by rounding. */
#define RSC_TOLERANCE_DIGITS 1e-6

/* A logarithm this little below a whole number is that: the rounding of a logarithm and of a number
 * that was computed. */
#define RSC_TOLERANCE_DECADE 1e-9

/* What is left of the square of a vector that was orthogonalised without cancellation: a second
 * pass only after cancellation, twice is enough (Kahan). */
#define RSC_TOLERANCE_KEPT 0.25

/* ---- data ---- */

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

/* ---- geometry ---- */

/* Along an unbounded direction b of a set {a >= 0 : C a = f} the fit stays: ||C b|| is below this
 * times Σ b_i ||c_i||, its rounding. More than that is an end, however far away. */
#define RSC_TOLERANCE_RAY 1e-12

/* A neuron is in the support when its norm can exceed this times the sum of norms, or ||a_i c_i||
 * this times the sum of those: where features are small beside the bias, a norm that is nothing
 * beside the others can move the fit as much as they do. */
#define RSC_TOLERANCE_SUPPORT 1e-8

/* Fits that are closer than this, in units of the sum of the lengths of the activations that make
 * it, are the same fit: the rounding of some ten activations and of the fit. What is impossible
 * only by less is not proved to be so. */
#define RSC_TOLERANCE_FIT 1e-14

/* Vertices listed unless told otherwise. */
#define RSC_VERTICES_MAX 5000

/* Vertices listed while something is dragged: some milliseconds. */
#define RSC_VERTICES_QUICK 200

/* Branches of the search for the narrowest network unless told otherwise: some tenths of a second.
 */
#define RSC_SEARCH_NODES_MAX 2000

/* Points of a hull this near to each other, to a line or to a plane, relative to the extent, are on
 * it: coordinates come from linear programs and from vertices that were solved to 1e-12 or so, and
 * a picture shows no less than 1e-4. */
#define RSC_TOLERANCE_HULL 1e-9

/* A corner's direction of which no more than this is left, once the directions before it are taken
 * away, lies in these: three suitable ones are far from that. */
#define RSC_TOLERANCE_FRAME 1e-6

/* A row of an orthonormal null-space basis below this is constant on the set: rounding of singular
 * vectors is 1e-15, over gaps of RSC_TOLERANCE_RANK up to 1e-8 of it. */
#define RSC_TOLERANCE_ROW_CONSTANT 1e-10

/* A point of an unbounded set that leaves no more than this share of the reach that its body was
 * cut at may be there because of the cut: it is no answer for the whole set. */
#define RSC_TOLERANCE_CUT 1e-6

/* The step to the centre is a least squares problem whose columns are scaled by norms of very
 * different size: only what is below rounding counts as dependent. */
#define RSC_TOLERANCE_CENTRE_RANK 1e-15

/* A length along the way to the centre is known when it changes by no more than this share: the
 * next step's own direction mends the rest. */
#define RSC_TOLERANCE_CENTRE_STEP 1e-3

/* By how much a bound on a number of neurons must be above a whole number to be above it: rounding
 * in a sum of some hundred terms. */
#define RSC_TOLERANCE_WHOLE 1e-6

/* The largest that a norm can be is known from a linear program; the proof of a bound leaves this
 * share of room above it. */
#define RSC_TOLERANCE_UPPER 1e-9

/* A list of vertices reaches the range of a coordinate (of a sum of 1) when it misses what linear
 * programs know of it by no more than this, which is what they may be wrong by at worst. */
#define RSC_TOLERANCE_RANGE 1e-7

/* Where a weight of a projection is below this share of the largest, the weights alone do not
 * decide the point well, and a little is added that does. */
#define RSC_TOLERANCE_WEIGHTLESS 1e-6

/* What a row sees of a unit direction, beside its entries, below this is the rounding of the sum:
 * it does not see it. */
#define RSC_TOLERANCE_UNSEEN 1e-13

/* A pivot of a Cholesky factor that is not above this share of the largest diagonal entry is not
 * clearly positive: rounding. */
#define RSC_TOLERANCE_CHOLESKY 1e-15

/* A wall (unit normal, sum of norms 1) is violated by more than this: rounding of a product of some
 * ten terms. */
#define RSC_TOLERANCE_VIOLATED 1e-14

/* The normal of a wall is independent of those of the active ones when the square of what is left
 * of it is above this share of its own: 1e-9 of its length, where dependent ones leave 1e-15. */
#define RSC_TOLERANCE_WALL_INDEPENDENT 1e-18

/* A multiplier of an active wall falls along a step when its rate is above this: rounding of a
 * solve. */
#define RSC_TOLERANCE_WALL_FALLS 1e-14

/* A norm of this share of the sum is on its wall once a projection has ended there, and below 0 it
 * is cut off: an ulp or two of a degenerate wall. */
#define RSC_TOLERANCE_ON_WALL 1e-13

/* How far from its walls a vertex may be when more of them meet than the dimension (sum 1). */
#define RSC_TOLERANCE_VERTEX 1e-10

/* A coefficient that is not above this cannot make its column leave a basis, and a column of which
 * no more is left is not independent of the basis: a tableau is divided by it. */
#define RSC_TOLERANCE_BASIS_PIVOT 1e-9

/* What symmetry makes equal differs by less than this share: rounding, and that of the linear
 * programs which know the ranges, RSC_TOLERANCE_LP_LAST. The first is taken, so that rounding does
 * not choose. Of axes and corners to look at, where one that is shorter by 1e-6 shows the same; a
 * neuron that is removed for a larger one leaves norms below 0 by that share, so there it is
 * RSC_TOLERANCE_TIE. */
#define RSC_TOLERANCE_SYMMETRY 1e-6

/* An entry of a unit direction below this is rounding: it bounds no chord. */
#define RSC_TOLERANCE_CHORD 1e-14

/* ---- program ---- */

/* Certified relative duality gap that a solve aims at unless told otherwise. */
#define RSC_TOLERANCE_GAP 1e-10

/* Columns of the design matrix that can be computed with: every neuron takes matrices of this order
 * squared, 32 MB each. */
#define RSC_DIMENSION_MAX 2000

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

/* The penalty counts as at least this share of the objective where it is asked what an excess of
 * ||v_b|| over λ takes of the gap: nearly without neurons an excess of any size would pass. */
#define RSC_PENALTY_SHARE_LEAST 1e-3

/* Relative gap of solves over a part of the patterns, or over the first ones found: more digits
 * would be of a program that is not the final one. */
#define RSC_GAP_ROUGH 1e-2

/* Relative gap of the solves on the way where λ is lowered step by step from a large one: each is a
 * start for the next, no more. */
#define RSC_GAP_CONTINUED 1e-6

/* Residual of the optimality conditions, relative to λ, below which there is nothing to gain. */
#define RSC_TOLERANCE_RESIDUAL 2e-13

/* Residual below which a point counts as near the solution, where the conditions of the norms are
 * linear and steps are tied to it. */
#define RSC_TOLERANCE_NEAR_RESIDUAL 1e-2

/* A step of a solve may raise the objective by this share of it, the rounding of its sums, and by
 * that share of the gap: a rise far below the gap is no reason to stop. */
#define RSC_TOLERANCE_RISE 1e-14
#define RSC_RISE_SHARE 1e-3

/* A block is above λ, and a step takes it in, when ||v_b|| is by more than this share: rounding. */
#define RSC_TOLERANCE_ABOVE 1e-14

/* Blocks whose bound says that they may be this close to λ are priced one by one; what the others
 * miss is far above the gap that is aimed at. */
#define RSC_TOLERANCE_CANDIDATE 1e-7

/* The quadratic program of a step is solved when its gradient is this small, in units of λ, or of
 * the next times ||y|| and the length of its column: what the products with the targets round. */
#define RSC_TOLERANCE_STEP 1e-13
#define RSC_STEP_ROUNDING 4e-16

/* Directions closer than this are one: they come from the same face by different arithmetic. */
#define RSC_TOLERANCE_SAME_DIRECTION 1e-10

/* Norms are compared on a grid this fine, relative to λ, so that equal norms are equal whatever
 * rounding makes of them, and the block number decides. */
#define RSC_TOLERANCE_SAME_NORM 1e-10

/* A row or column of which no more than this share is left outside the span of those before it is
 * dependent: rounding of an orthogonalisation of some hundred of them. Rows of a cone and of the
 * face that a refinement stays on alike, so that what a projection stands on is such a face. */
#define RSC_TOLERANCE_DEPENDENT 1e-13

/* A row of a cone counts as violated below -this times the largest terms of its product with v:
 * their rounding. Not below a share of ||v||: where a column is in other units than the rest, every
 * row is almost orthogonal to v. */
#define RSC_TOLERANCE_CONE 8e-15

/* A point inside of a cell is found when no unit normal gains more than this, and a weight below
 * the next, of a sum of about 1, is 0: rounding. */
#define RSC_TOLERANCE_INSIDE 1e-13
#define RSC_TOLERANCE_INSIDE_WEIGHT 1e-15

/* Columns (directions) of the data shorter than this after the others are taken out are not there,
 * where exact arithmetic does not decide it. */
#define RSC_TOLERANCE_COLUMN 1e-12

/* An entry this much smaller than others was rounded away to nothing. */
#define RSC_TOLERANCE_ROUNDED_AWAY 0x1p-45

/* What each step of a walk over the patterns adds to or takes from a bound by rounding, in units of
 * the largest bound. */
#define RSC_TOLERANCE_WALKED 1e-15

/* Relative residual of the conditions at which a refinement has nothing left to gain, and what is
 * not below the next has not been refined: wide numbers have 32 digits, of which the sums of the
 * data and the condition of the faces take some. */
#define RSC_TOLERANCE_REFINED_TARGET 1e-20
#define RSC_TOLERANCE_REFINED 1e-18

/* A column that keeps no more than this of its length beside the others is dependent, where nothing
 * else keeps it apart. */
#define RSC_TOLERANCE_REFINED_DEPENDENT 1e-9

/* And where curvature does: only what is below rounding is dependent. */
#define RSC_TOLERANCE_REFINED_COLUMN 1e-15

/* A neuron is tried without where more than this share of the error of all is a pull along its own
 * weights, and left out where no more than this share of the error is left without it. */
#define RSC_REFINED_LEFT_OUT_SHARE 0.1
#define RSC_REFINED_LEFT_OUT_GAIN 0.1

/* Units in the last place that the relative gap of a solution may be off by: a refinement that goes
 * farther than the gap lets it is another solution. */
#define RSC_REFINED_REACH_ROUNDING 16.0

/* A unit vector of which no more is left beside a face and its basis so far is no further direction
 * of it: one of the others is far longer. */
#define RSC_TOLERANCE_FACE_BASIS 1e-7

/* A row on the face of a cone pulls when its multiplier, times its length and relative to λ, is
 * above this: it is as exact as the residual that was aimed at. */
#define RSC_TOLERANCE_FACE_PULL 1e-20

/* A row is inside, as doubles can tell, where its product with v is above this share of its terms;
 * of the others wide numbers tell those violated by more than the next. */
#define RSC_TOLERANCE_FACE_FAR 1e-14
#define RSC_TOLERANCE_FACE_VIOLATED 1e-22

/* Share of a vector that is the rounding of wide numbers. */
#define RSC_TOLERANCE_WIDE 0x1p-103

/* Neurons whose cosine is above 1 less this may be meant by one another: a solve that ended short
 * of the tie of two has one of them. */
#define RSC_TOLERANCE_MEANT 1e-6

/* Rounding of a height, relative to ||x||, and of a distance between unit vectors. */
#define RSC_TOLERANCE_HEIGHT 1e-14

/* A nearest point is one, and a bound as good as it gets, when no more than this share of it is
 * missing. */
#define RSC_TOLERANCE_NEAREST 1e-15

/* A point is the nearest one unless a generator or a point lies below it by more than this share of
 * its length or square: rounding of a product. */
#define RSC_TOLERANCE_SUPPORTED 1e-14

/* Generators with less than this share of the largest weight do not carry a maximiser. */
#define RSC_TOLERANCE_CARRIES 1e-12

/* A pivot of the matrix that whitens directions is at least this share of its diagonal entry, and
 * that of the largest. Where the entry is below the latter, rows leave the direction open, and any
 * length will do. */
#define RSC_TOLERANCE_WHITENED 1e-12
#define RSC_WHITENED_LEAST 1e-30

/* A search for the maximum leaves out what is above the largest value found by less than this
 * share. */
#define RSC_TOLERANCE_MAXIMUM 1e-13

/* What convex rows can add at most counts as nothing below this share of the bound. */
#define RSC_TOLERANCE_FLAT 1e-13

/* Rounding of more than this share of the bound is worth cutting a wide cone for. */
#define RSC_TOLERANCE_SLACK 1e-12

/* A slope below this share of what it is the difference of could be rounding. */
#define RSC_TOLERANCE_SLOPE 1e-9

/* Peaks whose directions are nearer than this are one: two searches see a direction to some 1e-12.
 */
#define RSC_TOLERANCE_SAME_PEAK 1e-9

/* A cell's maximum that is higher than the peak by more than this share is another one, to ascend
 * from; and a peak is above a threshold that it misses by less. */
#define RSC_TOLERANCE_HIGHER 1e-12

/* A turn of an ascent ends when it has enough of what it can gain, unless that is less than this
 * share of the value: so near to a maximum it goes on to the nearest point. */
#define RSC_TOLERANCE_ASCENT 1e-6

/* A step of an ascent that gains less, relative, is rounding. */
#define RSC_TOLERANCE_ASCENT_GAIN 1e-13

/* ---- set ---- */

/* A prediction nearer to 0 than this share of what its neurons can say is on neither side: the
 * rounding of a linear program. */
#define RSC_TOLERANCE_SIGN 1e-9

/* Walks through a set have mixed when the spread over all of them is above that within their halves
 * by no more than this share (Vehtari et al. 2021), and each is worth so many independent draws. */
#define RSC_TOLERANCE_MIXED 0.01
#define RSC_MIXED_DRAWS_MIN 100

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

/* Of a program that is priced, what ties with λ is looked for down to so many times
 * RSC_TOLERANCE_EQUICORRELATED below it, and down to so many times the rounding of ||v_b||: what is
 * left out there cannot tie. */
#define RSC_PRICED_TIES_MARGIN 10.0
#define RSC_PRICED_ROUNDING_MARGIN 128.0

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

/* A neuron of the set that is below RSC_TOLERANCE_SUPPORT in one of its networks is left out of
 * that network only if it is also this much below what it can be: else it is small everywhere, and
 * needed. */
#define RSC_SUPPORT_SHARE 1e-3

/* The least move of a target that is looked at, as a share of the largest target: it moves
 * correlations by more than what counts as a tie, and no person would tell it from none. */
#define RSC_TOLERANCE_LEAST_MOVE 1e-6

/* A move of a target that makes an optimum unique is known to this share: a number of three
 * digits. */
#define RSC_TOLERANCE_TARGET_MOVE 1e-3

/* A tie may be off by this many times what rounding the data in their last digits can do. */
#define RSC_TIE_NOISE_MARGIN 16.0

/* The solver's own active blocks have ||v_b|| = λ up to its error; the decision allows this many
 * times that error, so a solution that cannot be refined does not lose its own neurons. */
#define RSC_TIE_ERROR_MARGIN 10.0

/* So far below λ_max, as a share of it, a fit is large beside what an excess over λ misses of it.
 * There an excess below the next of these, and below what rounding the data can do, is rounding of
 * a double, and no reason to look for an optimum of the rounded data. */
#define RSC_TIE_NEAR_TOP 0.01
#define RSC_TIE_NEGLIGIBLE 1e-15

/* Margin of the double's own rounding of ||v_b||, which only chooses who is looked at closely. */
#define RSC_TIE_ROUGH_MARGIN 64.0

/* Margin of the refined residual's error where that alone can move a tie: data given exactly. */
#define RSC_TIE_GIVEN_MARGIN 1e2

/* What the projections in wide numbers leave of a tie at least, and what rounding wide numbers can
 * do, as a share of what rounding doubles can. */
#define RSC_TIE_WIDE_LEAST 1e-19
#define RSC_TIE_WIDE_ROUNDING 0x1p-40

/* Largest relative distance from λ that may still be called equal, however rough the solution. */
#define RSC_TIE_MAX 1e-3

/* A block whose cone ends beside a direction repeats it at an angle θ, as its shadow, and is short
 * of it by θ²/2; so much of θ² tells it from a tie. */
#define RSC_TIE_SHADOW_SHARE 0.25

/* What two places on a line may be further apart than their directions: the rounding of a product.
 */
#define RSC_TIE_PLACE_ROUNDING 1e-14

/* Share of Σ |x_ik u_k| below which a point is on the kink, times the noise of the data. */
#define RSC_TIE_KINK_NOISE 1e4

/* Blocks of less than this share of the penalty say nothing about the solver's error. */
#define RSC_TOLERANCE_BLOCK_NEGLIGIBLE 1e-7

/* An entry of a unit direction in wide numbers that is 0 comes out below this. */
#define RSC_TOLERANCE_DIRECTION_ENTRY 1e-18

/* A spread of fits whose square is below the square of this times the tolerance of the objective is
 * not bounded more closely: it is no part of what the tolerance allows. */
#define RSC_TOLERANCE_SPREAD 0.05

/* A norm below this times the largest that the neuron can have says nothing about a direction, nor
 * does a sum of directions that cancel to this. */
#define RSC_TOLERANCE_NORM_NEGLIGIBLE 1e-6

/* Rounding of a neuron's value, as a share of the largest that it has on the data. */
#define RSC_TOLERANCE_VALUE 1e-14

/* Beyond this angle two neurons do so different things that a pair of them says nothing; as the
 * neurons of two λ are followed. */
#define RSC_PAIR_COSINE_MIN 0.9

/* ---- path ---- */

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

/* |x^T u| below this times ||x|| is on the kink: an optimal direction is accurate to some 1e-10
 * where a point is on its kink, and a kink beside a point is farther away as a rule. */
#define RSC_TOLERANCE_KINK 1e-9

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

/* A neuron turns by at most this (radians per unit of log λ), and in a step by at most the next:
 * what is farther away is another one. */
#define RSC_PATH_TURN_RATE 100.0
#define RSC_PATH_TURN_MAX 0.3

/* A match is doubtful when another neuron is nearer than this times the distance. */
#define RSC_PATH_RIVAL 3.0

/* Steps shorter than this (in log λ) are not cut for a doubtful match. */
#define RSC_PATH_RIVAL_STEP 1e-3

/* What an event did is read off this far (relative) from it, where it is well above tolerances. */
#define RSC_PATH_EVENT_MARGIN 1e-6

/* The first neurons are looked at this far below λ_max: nearer, the fit is small beside the
 * rounding of the targets. Unless others follow sooner, down to the next. */
#define RSC_PATH_FIRST_MARGIN 1e-4
#define RSC_PATH_FIRST_MARGIN_LEAST 1e-6

/* A neuron turns by about the margin from λ_max to there: one nearer than this to a direction that
 * ties at λ_max is that. */
#define RSC_PATH_TURN_FIRST 1e-2

/* Widths may be read off up to this far from an event. */
#define RSC_PATH_WIDTH_MARGIN 2e-4

/* Vertices are compared this far (relative) above and below an event: nearer, what tolerances make
 * of a neuron that passes a data point looks like a jump and back. */
#define RSC_PATH_JUMP_MARGIN 3e-5

/* The end of a branch is found when λ moves by no more than this, relative: well within
 * RSC_TOLERANCE_EVENT. Where rounding keeps the steps longer, a bracket of the next will do. */
#define RSC_TOLERANCE_ROOT 1e-10
#define RSC_TOLERANCE_ROOT_BRACKET 1e-9

/* Rounding of an objective, as a share of it: what two of them differ by is known no better. */
#define RSC_TOLERANCE_PRICE 1e-13

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

/* ---- pruning ---- */

/* Two scores closer than this, relative, are a tie: the first neuron is taken, so that rounding
 * does not choose. A norm may be below 0 by this share then, which is less than a set neglects
 * (RSC_TOLERANCE_SUPPORT); scores are products of doubles and need no more, other than
 * RSC_TOLERANCE_SYMMETRY. */
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

/* So far, relative, the targets are moved whose optimal set at a tiny λ stands for that of the
 * limit λ → 0: far below what is drawn or printed, and far above rounding. */
#define RSC_TOLERANCE_MOVED 1e-8

/* A step is exact when the fit afterwards is the same up to this times its norm. */
#define RSC_TOLERANCE_EXACT_STEP 1e-12

/* Entries of a null vector below this times the largest are rounding. */
#define RSC_TOLERANCE_NULL_ENTRY 1e-13

/* Two steps of pruning that remove the same neuron are one step when the norms that they leave
 * agree to this share: what two solves of one problem differ by, well below the difference of two
 * null vectors. */
#define RSC_TOLERANCE_SAME_STEP 1e-6

/* Rounding of a fit, relative to the sum of its contributions' lengths: some ten operations of
 * 1e-16. */
#define RSC_TOLERANCE_FIT_ROUNDING 1e-15

/* ---- training ---- */

/* The proximal method stops where its squared subgradient and its squared distance from the cones
 * are below this, unless told otherwise: as the paper's experiments have it. */
#define RSC_TOLERANCE_PROXIMAL 1e-8

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

/* Settling has ended on a face when the gradient there, in units of λ, is this: rounding of some
 * hundred sums. The next will do when rounding lets the objective fall no further. */
#define RSC_TOLERANCE_FACE 1e-12
#define RSC_TOLERANCE_FACE_STALLED 1e-8

/* A kink pulls to a side if by more than this, in units of λ: well above the rounding of the
 * gradient on the face. */
#define RSC_TOLERANCE_PULL 1e-9

/* A neuron whose norm is below this share of the largest is 0: what a step that ends at 0 leaves.
 */
#define RSC_TOLERANCE_VANISHED 1e-13

/* How exact a search along a line is to be (GSL's own example). */
#define RSC_TOLERANCE_LINE 0.1

/* Steps across kinks that are shorter than this do not matter: training has ended on one. */
#define RSC_TOLERANCE_LINE_ESCAPE 1e-14

/* Training ends when its steps are this share of the first: after that many halvings nothing moves,
 * below the rounding of the weights. */
#define RSC_TOLERANCE_STEP_SIZE 0x1p-50

/* A neuron of a set whose square is so small a part of that of its own length, once what others say
 * is taken away, says nothing of its own: rounding of the elimination. */
#define RSC_TOLERANCE_SPANNED 1e-13

/* ---- what pictures and sentences show ---- */

/* Entries and norms this far below the largest are shown as 0: rounding of the arithmetic that made
 * them. */
#define RSC_TOLERANCE_SHOWN_ZERO 1e-12

/* Vertices this near to each other on the axes of a picture, relative to its extent, are one dot in
 * it: they are solved to 1e-12, and no picture shows less than 1e-4. */
#define RSC_TOLERANCE_SAME_DOT 1e-7

/* Two networks are called the same function where they differ by less than this part of the
 * targets: more than what rounding leaves of an exact pruning (1e-12), less than any picture
 * shows. A sum of neurons is 0 everywhere where on each kink the slopes cancel to this part. */
#define RSC_TOLERANCE_SAME_FUNCTION 1e-9

/* Values of f on a slice below this part of what its neurons contribute there one by one are
 * rounding: neurons that cancel leave about 1e-16 for each. */
#define RSC_TOLERANCE_SLICE 1e-13

/* Entries of a null vector below this part of its largest are rounding: no neuron is said to be
 * touched by it. */
#define RSC_TOLERANCE_TOUCHED 1e-9
