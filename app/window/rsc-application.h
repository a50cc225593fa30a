/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RSC_TYPE_APPLICATION (rsc_application_get_type ())
G_DECLARE_FINAL_TYPE (RscApplication, rsc_application, RSC, APPLICATION, AdwApplication)

RscApplication *rsc_application_new (void);

/* Exit code of the own command line: 2 when something named there could not be opened. */
int rsc_application_get_status (RscApplication *self);

G_END_DECLS
