// SPDX-License-Identifier: GPL-2.0
/* The bus keeps one callback for each client. */
struct rail_client {
	struct list_head list;
	void (*event)(struct rail_client *client, u32 status);
};

void rail_register(struct rail_client *client);
