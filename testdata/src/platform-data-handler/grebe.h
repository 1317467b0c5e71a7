// SPDX-License-Identifier: GPL-2.0
/* What the bus hands its devices' drivers back: neither module calls the other by name. */
struct grebe_slot {
	void (*period)(void *context);
	void *context;
	int irq;
};
