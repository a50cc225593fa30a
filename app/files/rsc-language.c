/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/files/rsc-language.h"

#include <libintl.h>
#include <locale.h>

/**
 * rsc_language_init:
 * @localedir: where translations are installed
 *
 * Takes the locale of the environment, and the translations of that language: of the folder that
 * RELUSCOPE_LOCALEDIR names, so that a program that is not installed has its own, or of @localedir.
 * To be called once, first in a program.
 */
void
rsc_language_init (const char *localedir)
{
  const char *own = g_getenv ("RELUSCOPE_LOCALEDIR");

  g_return_if_fail (localedir);

  setlocale (LC_ALL, "");
  bindtextdomain ("reluscope", own && *own ? own : localedir);
  bind_textdomain_codeset ("reluscope", "UTF-8");
  textdomain ("reluscope");
}
