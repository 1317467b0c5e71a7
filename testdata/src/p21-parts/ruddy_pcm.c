// SPDX-License-Identifier: GPL-2.0
/* The other source of that module. */
#include "ruddy_pcm.h"
