/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-pricing-cone-private.h"
#include "core/program/rsc-pricing-proofs.h"

G_BEGIN_DECLS

/* What making a proof and asking it share. */

/* Proofs that are allocated at a time. */
#define RSC_PRICING_PROOFS_CHUNK 64

/* The rounding of the numbers that they are kept in: short ones, for what takes time is to read
 * them. */
#define RSC_PRICING_PROOF_UNIT 0x1p-24

/* Four at a time. */
typedef float RscQuad __attribute__ ((vector_size (16)));

/* Weights of one choice of signs, as they count at the residual at hand. */
typedef struct
{
  gsize n_proofs;
  signed char *signs; /* m, of the weights where proofs were added */
  RscQuad
    *numbers[4];    /* n_quads each: weights, then the linear part, for s = 1 and s = -1, then the
                       * same for the opposite directions */
  double turned[2]; /* what rows that have turned can add */
} RscPricingProofWeights;

typedef struct
{
  guint32 next; /* of the chain, or %RSC_PRICING_PROOF_NONE */
  guint32 ref_count;
  guint16 signs; /* number of its weights */
  guint16 minus; /* 1 for s = -1 */
} RscPricingProofLink;

#define RSC_PRICING_PROOF_NONE G_MAXUINT32

struct _RscPricingProofs
{
  guint ref_count;
  gsize m;
  gsize r;
  gsize n_quads; /* of m + r numbers */
  gsize stride;  /* Quads of a proof: r × n_quads, c_k of each weight and of the linear part, which
                  * is v_k, then r × r numbers, z of each c_k, and how narrow the cone is */
  gsize bytes_max;
  const RscPricingRows *rows; /* of the residual at hand, borrowed */
  GPtrArray *chunks;          /* RscQuad, RSC_PRICING_PROOFS_CHUNK × stride each */
  GArray *links;              /* RscPricingProofLink, of each proof */
  guint32 unused;             /* the first of a chain of these, or %RSC_PRICING_PROOF_NONE */
  GPtrArray *weights;
  guint current; /* those of the residual at hand */
  float rounding;
  double *orthogonal; /* r × r */
  double *triangle;   /* r × r */
  double *values;     /* r */
  double
    *generators;    /* r × r: of the cone that was proved last, at whose parts rows are the same */
  double *products; /* m × r: the rows at these */
  float *c;         /* r */
  float *z;         /* r */
  float *other;     /* r */
  gsize *active;    /* r */
};

static inline RscPricingProofLink *
rsc_pricing_proofs_get_link (const RscPricingProofs *self, gsize k)
{
  return &g_array_index (self->links, RscPricingProofLink, k);
}

static inline float *
rsc_pricing_proofs_get_numbers (const RscPricingProofs *self, gsize k)
{
  return (float *) ((RscQuad *) self->chunks->pdata[k / RSC_PRICING_PROOFS_CHUNK]
                    + k % RSC_PRICING_PROOFS_CHUNK * self->stride);
}

/* A place for one, or %RSC_PRICING_PROOF_NONE; and gives it back. */
guint32 rsc_pricing_proofs_take_place (RscPricingProofs *self);
void rsc_pricing_proofs_leave_place (RscPricingProofs *self, guint32 k);

G_END_DECLS
