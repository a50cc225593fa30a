#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a command whose TAP comes on descriptor 9. Standard output goes to standard error: the window
# manager, the message bus and the accessibility bus, started on the way, write there as they like.
exec 9>&1 1>&2
exec "$@"
