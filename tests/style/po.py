# SPDX-License-Identifier: GPL-3.0-or-later
"""The translations of a .po file, for the checks of what they say."""
import ast
import re
import subprocess

# "_Next", "下一步(_N)"
MNEMONIC = re.compile(r'\(_\w\)|_')
ENTRY = re.compile(r'^(?:msgctxt (".*")\n)?msgid (".*")\n(?:msgid_plural .*\n)?msgstr(?:\[0\])? (".*")$', re.MULTILINE)


def read(path):
    """(context, text) to the translation of each, the first one where there are plurals."""
    made = subprocess.run(['msgcat', '--no-wrap', path], stdout=subprocess.PIPE, check=True, encoding='utf-8').stdout
    # Where a text has several lines, each has quotes of its own.
    return {(ast.literal_eval(context or '""'), ast.literal_eval(text)): ast.literal_eval(translated)
            for context, text, translated in ENTRY.findall(made.replace('"\n"', ''))}


def find_names(translations):
    """Of the window's translations: what it calls things, in English and in that language, without the marks of
    mnemonics."""
    return {MNEMONIC.sub('', text): MNEMONIC.sub('', translated)
            for (context, text), translated in translations.items() if not context}
