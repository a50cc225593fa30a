/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-contents.h"
#include "core/data/rsc-import-trial.h"

G_BEGIN_DECLS

/**
 * RscFileContent:
 * @contents: a document, or NULL
 * @dataset: the data of a file that needs no choice, or NULL
 * @trial: of a file that needs one, or that is to be read differently, what is suggested; or NULL
 *
 * What a file holds. One of the three is there.
 */
typedef struct
{
  RscContents *contents;
  RscDataset *dataset;
  RscImportTrial *trial;
} RscFileContent;

/* Reads @file, from what is in it: JSON is a document, all else a table. @present: of a file of which the data are on
 * show already, how it was read; its trial reads it so again. Or NULL. For any thread.
 * Errors: RSC_ERROR_DATA where no choice would help, G_IO_ERROR. */
RscFileContent *rsc_file_content_read (GFile *file,
                                       const RscReading *present,
                                       GCancellable *cancellable,
                                       GError **error);
void rsc_file_content_free (RscFileContent *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscFileContent, rsc_file_content_free)

G_END_DECLS
