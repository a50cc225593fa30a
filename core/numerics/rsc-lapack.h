/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stddef.h>

/* The few LAPACK and BLAS routines of OpenBLAS that the core calls: column-major, 32-bit integers,
 * the hidden length of each character argument at the end. */

/* c = alpha a^T a + beta c (trans "T": a is k × n), one triangle. */
void dsyrk_ (const char *uplo,
             const char *trans,
             const int *n,
             const int *k,
             const double *alpha,
             const double *a,
             const int *lda,
             const double *beta,
             double *c,
             const int *ldc,
             size_t uplo_length,
             size_t trans_length);

/* c = alpha op(a) op(b) + beta c: op(a) is m × k, op(b) k × n; trans "N" or "T". */
void dgemm_ (const char *trans_a,
             const char *trans_b,
             const int *m,
             const int *n,
             const int *k,
             const double *alpha,
             const double *a,
             const int *lda,
             const double *b,
             const int *ldb,
             const double *beta,
             double *c,
             const int *ldc,
             size_t trans_a_length,
             size_t trans_b_length);

/* y = alpha op(a) x + beta y: a is m × n; trans "N" or "T". */
void dgemv_ (const char *trans,
             const int *m,
             const int *n,
             const double *alpha,
             const double *a,
             const int *lda,
             const double *x,
             const int *incx,
             const double *beta,
             double *y,
             const int *incy,
             size_t trans_length);

/* Cholesky factor of one triangle, in place. */
void
dpotrf_ (const char *uplo, const int *n, double *a, const int *lda, int *info, size_t uplo_length);

/* a x = b by factorisation with row exchanges: a and b are overwritten, b by x. */
void dgesv_ (const int *n,
             const int *nrhs,
             double *a,
             const int *lda,
             int *ipiv,
             double *b,
             const int *ldb,
             int *info);

/* The factorisation alone, in place, and what solves with it: trans "N". */
void dgetrf_ (const int *m, const int *n, double *a, const int *lda, int *ipiv, int *info);
void dgetrs_ (const char *trans,
              const int *n,
              const int *nrhs,
              const double *a,
              const int *lda,
              const int *ipiv,
              double *b,
              const int *ldb,
              int *info,
              size_t trans_length);

/* Eigenvalues in increasing order and, for jobz "V", their vectors, in place of a symmetric a. */
void dsyev_ (const char *jobz,
             const char *uplo,
             const int *n,
             double *a,
             const int *lda,
             double *w,
             double *work,
             const int *lwork,
             int *info,
             size_t jobz_length,
             size_t uplo_length);

/* Singular values in decreasing order, a = u diag(s) vt; a is destroyed. */
void dgesvd_ (const char *jobu,
              const char *jobvt,
              const int *m,
              const int *n,
              double *a,
              const int *lda,
              double *s,
              double *u,
              const int *ldu,
              double *vt,
              const int *ldvt,
              double *work,
              const int *lwork,
              int *info,
              size_t jobu_length,
              size_t jobvt_length);

/* a = q r: r in the upper triangle, q as reflectors below it and in tau. */
void dgeqrf_ (const int *m,
              const int *n,
              double *a,
              const int *lda,
              double *tau,
              double *work,
              const int *lwork,
              int *info);

/* c = q c, of k such reflectors; c is m × n. */
void dormqr_ (const char *side,
              const char *trans,
              const int *m,
              const int *n,
              const int *k,
              const double *a,
              const int *lda,
              const double *tau,
              double *c,
              const int *ldc,
              double *work,
              const int *lwork,
              int *info,
              size_t side_length,
              size_t trans_length);

/* min ||a x - b|| for each of the nrhs columns of b, by a rank-revealing factorisation: singular
 * values below rcond times the largest are taken as zero; b is overwritten by x, a is destroyed. */
void dgelsy_ (const int *m,
              const int *n,
              const int *nrhs,
              double *a,
              const int *lda,
              double *b,
              const int *ldb,
              int *jpvt,
              const double *rcond,
              int *rank,
              double *work,
              const int *lwork,
              int *info);
