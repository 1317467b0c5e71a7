/* SPDX-License-Identifier: GPL-2.0 */
/* USB devices and URBs. */
#pragma once

#include <linux/types.h>

#define GFP_ATOMIC 0

struct usb_device;
struct urb;
typedef void (*usb_complete_t)(struct urb *urb);

struct urb {
	struct usb_device *dev;
	void *context;
	usb_complete_t complete;
	int status;
};

void usb_fill_bulk_urb(struct urb *urb, struct usb_device *dev, unsigned int pipe, void *buffer,
		       int length, usb_complete_t complete, void *context);
int usb_submit_urb(struct urb *urb, int flags);
int usb_unlink_urb(struct urb *urb);
void usb_kill_urb(struct urb *urb);
