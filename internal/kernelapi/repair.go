package kernelapi

// FreeIRQ gives back an IRQ that was requested without devm (kernel/irq/manage.c).
const FreeIRQ = "free_irq"

// IRQNumber says how to spell the number of the IRQ that a function requests, where it is none of its arguments: %0 and
// %1 stand for those (drivers/pci/irq.c, include/pcmcia/ds.h).
var IRQNumber = map[string]string{
	"pci_request_irq":    "pci_irq_vector(%0, %1)",
	"pcmcia_request_irq": "%0->irq",
}

// BeginningOrEnd are members and functions that take a function which runs once, when a device comes or goes.
var BeginningOrEnd = set("probe", "remove", "remove_new", "disconnect", "shutdown", "dev_free", "dev_disconnect", "private_free",
	"module_init", "module_exit", "devm_add_action", "devm_add_action_or_reset", "exit", "bind", "unbind")
