// SPDX-License-Identifier: GPL-2.0
/* One of two sources of a module that each are all in a header. */
#include "ruddy_hw.h"
