// SPDX-License-Identifier: GPL-2.0
/* The other chip: the table is pochard.c's, and there it is reported, once. */
#define SCAUP
#include "pochard.c"
