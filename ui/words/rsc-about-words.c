/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-about-words.h"

#include <glib/gi18n.h>

const char *
rsc_about_words_get (RscAboutWord word)
{
  static const char *const words[RSC_N_ABOUT_WORDS] = {
    [RSC_ABOUT_DEVELOPERS] = N_ ("The Reluscope developers"),
    [RSC_ABOUT_PAPER] = N_ ("The paper"),
    [RSC_ABOUT_CITE] = N_ ("Cite the Paper"),
    [RSC_ABOUT_CITE_WHY] =
      N_ ("If pictures or numbers of Reluscope help your work, please cite the paper that they "
          "rest on."),
    [RSC_ABOUT_CITATION] = N_ ("The paper as an entry of BibTeX"),
    [RSC_ABOUT_COPY] = N_ ("C_opy BibTeX"),
    [RSC_ABOUT_CLOSE] = N_ ("_Close"),
    [RSC_ABOUT_COPIED] = N_ ("BibTeX copied"),
    [RSC_ABOUT_NO_HELP] = N_ ("The Help Cannot Be Shown"),
    [RSC_ABOUT_SHORTCUTS] = N_ ("_Keyboard Shortcuts"),
  };

  g_return_val_if_fail (word < RSC_N_ABOUT_WORDS, "");
  return _ (words[word]);
}

char *
rsc_about_words_dup_no_help (const char *reason)
{
  const char *advice = _ ("Its pages are shown by Help, the program “yelp”: install it, and press "
                          "F1 again. A tour of the window stands in the README as well, and the "
                          "keys are listed here.");

  return reason ? g_strdup_printf ("%s\n\n(%s)", advice, reason) : g_strdup (advice);
}

const char *
rsc_about_words_get_bibtex (void)
{
  return "@inproceedings{mishkin2023optimal,\n"
         "  title     = {Optimal Sets and Solution Paths of {ReLU} Networks},\n"
         "  author    = {Mishkin, Aaron and Pilanci, Mert},\n"
         "  booktitle = {International Conference on Machine Learning},\n"
         "  year      = {2023},\n"
         "  note      = {arXiv:2306.00119}\n"
         "}\n";
}

const char *
rsc_about_words_get_paper (void)
{
  return "https://arxiv.org/abs/2306.00119";
}
