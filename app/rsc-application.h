/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RSC_TYPE_APPLICATION (rsc_application_get_type ())
G_DECLARE_FINAL_TYPE (RscApplication, rsc_application, RSC, APPLICATION, AdwApplication)

RscApplication *rsc_application_new (void);

G_END_DECLS
