/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-certificate-model.h"
#include "ui/plot/rsc-layer.h"
#include "ui/plot/rsc-theme.h"

G_BEGIN_DECLS

/* Lays out the picture for (0, 0, width, height): the correlation of every direction with the
 * residual against the line λ, with the neurons where it is touched; for a program of more than two
 * columns the largest as bars. @cr: what it will be drawn on, or rsc_picture_create_measuring().
 * Borrows what @model points to. */
RscPicture *rsc_certificate_plot_new (const RscCertificateModel *model,
                                      const RscTheme *theme,
                                      cairo_t *cr,
                                      double width,
                                      double height);

/* Changes what is emphasised in such a picture, without laying it out again; see
 * RscCertificateModel. Only moving layers show it. */
void rsc_certificate_plot_set_emphasis (RscPicture *picture,
                                        gssize selected,
                                        gssize hovered,
                                        int pointed_sign,
                                        const double *pointed);

/* Draws the neurons of another network, borrowed or NULL, over such a picture: only a moving layer
 * changes. */
void rsc_certificate_plot_set_network (RscPicture *picture, RscNetwork *network);

/* What is at (@px, @py) of such a picture. @direction: room for a direction, or NULL. */
void rsc_certificate_plot_find (const RscPicture *picture,
                                double px,
                                double py,
                                double *direction,
                                RscCertificateHit *hit);

/* The same, but the direction at that very place and not a neuron near it. Nothing for bars. */
void rsc_certificate_plot_find_direction (const RscPicture *picture,
                                          double px,
                                          double py,
                                          double *direction,
                                          RscCertificateHit *hit);

/* What is known of peak @k of the landscape, as if it were at hand; where it is. FALSE where it is
 * not shown. */
gboolean rsc_certificate_plot_get_peak (const RscPicture *picture,
                                        gsize k,
                                        double *direction,
                                        RscCertificateHit *hit,
                                        double *px,
                                        double *py);

/* Where a direction is; FALSE for bars. */
gboolean rsc_certificate_plot_get_place (const RscPicture *picture,
                                         int sign,
                                         const double *direction,
                                         double *px,
                                         double *py);

/* Lays the picture out and draws all of it, once. */
void rsc_certificate_plot_draw (const RscCertificateModel *model,
                                const RscTheme *theme,
                                cairo_t *cr,
                                double width,
                                double height);

G_END_DECLS
