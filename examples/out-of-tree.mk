# For the Makefile of a module outside of the kernel tree: make lint builds the module anew with pcmlint as its checker
# and fails where there is a finding. KDIR is the kernel to build against.
KDIR ?= /lib/modules/$(shell uname -r)/build

.PHONY: lint
lint:
	$(MAKE) -C $(KDIR) M=$(CURDIR) C=2 CHECK=pcmlint modules
