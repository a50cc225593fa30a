/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_errno.h>
#include <signal.h>

#include "app/files/rsc-file.h"
#include "app/files/rsc-language.h"
#include "app/window/rsc-application.h"
#include "app/window/rsc-browser.h"
#include "core/numerics/rsc-blas.h"

int
main (int argc, char **argv)
{
  g_autoptr (RscApplication) application = NULL;
  int status;

  rsc_file_open_standard ();
  /* A file that is larger than a process may write is an error of the write. */
  signal (SIGXFSZ, SIG_IGN);
  rsc_browser_choose_renderer ();
  rsc_blas_use_one_thread ();
  gsl_set_error_handler_off ();
  /* Here already: options are explained before GTK starts. */
  rsc_language_init (RSC_LOCALEDIR);
  g_set_application_name ("Reluscope");
  gtk_window_set_default_icon_name ("org.reluscope.Reluscope");
  application = rsc_application_new ();
  status = g_application_run (G_APPLICATION (application), argc, argv);
  return status != 0 ? status : rsc_application_get_status (application);
}
