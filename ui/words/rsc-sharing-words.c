/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-sharing-words.h"

#include <glib/gi18n.h>

const char *
rsc_sharing_words_get (RscSharingWord word)
{
  static const char *const words[RSC_N_SHARING_WORDS] = {
    [RSC_SHARING_CSV] = N_ ("CSV, the numbers behind it"),
    [RSC_SHARING_JSON] = N_ ("JSON, the numbers behind it"),
    [RSC_SHARING_HTML] = N_ ("HTML pages"),
    [RSC_SHARING_SAVE] = N_ ("_Save"),
    [RSC_SHARING_CANCEL] = N_ ("_Cancel"),
    [RSC_SHARING_COPY] = N_ ("_Copy"),
    [RSC_SHARING_COPIED_PICTURE] = N_ ("Picture copied"),
    [RSC_SHARING_COPIED_SUMMARY] = N_ ("Summary copied: paste it as text"),
    [RSC_SHARING_COPIED_TABLE] = N_ ("Table copied: paste it into a spreadsheet"),
    [RSC_SHARING_NO_PICTURE] = N_ ("There is no picture on show"),
    [RSC_SHARING_NO_NUMBERS] = N_ ("This picture shows no numbers at present"),
    [RSC_SHARING_NOT_READY] = N_ ("The optimal networks are still being worked out"),
    [RSC_SHARING_LIMIT] = N_ ("A report is of a λ above 0: move λ from its end"),
    [RSC_SHARING_WRITING] = N_ ("Writing the report…"),
    [RSC_SHARING_REPORT] = N_ ("Write a Report"),
    [RSC_SHARING_BLACK] = N_ ("Black screen: any key brings the window back"),
  };

  g_return_val_if_fail (word < RSC_N_SHARING_WORDS, "");
  return _ (words[word]);
}

char *
rsc_sharing_words_dup_pixels (double width, double height)
{
  return g_strdup_printf (_ ("%d × %d pixels"), (int) width, (int) height);
}

char *
rsc_sharing_words_dup_saved (const char *command)
{
  return g_strdup_printf (_ ("%s (after the document has been saved under this name)"), command);
}
