package kernelapi

import (
	"path"
	"strings"

	"github.com/pcmlint/pcmlint/internal/kversion"
)

// OpsStruct is a struct of PCM callbacks that a table can be made of.
type OpsStruct struct {
	// Stream are the callbacks whose presence makes a value of this struct an ops table.
	Stream map[string]bool
	// Substream is the parameter of those callbacks that is the substream, counted from 0.
	Substream int
}

func set(names ...string) map[string]bool {
	m := make(map[string]bool, len(names))
	for _, n := range names {
		m[n] = true
	}
	return m
}

// OpsStructs by struct tag: include/sound/pcm.h, include/sound/soc-component.h.
var OpsStructs = map[string]OpsStruct{
	"snd_pcm_ops": {
		Stream: set("open", "close", "ioctl", "hw_params", "hw_free", "prepare", "trigger", "pointer", "get_time_info",
			"fill_silence", "copy", "copy_user", "copy_kernel", "silence", "page", "mmap", "ack", "sync_stop"),
		Substream: 0,
	},
	"snd_soc_component_driver": {
		Stream: set("open", "close", "ioctl", "hw_params", "hw_free", "prepare", "trigger", "pointer", "get_time_info",
			"copy_user", "copy", "page", "mmap", "ack", "sync_stop"),
		Substream: 1,
	},
}

// StructTypedefs are ALSA's names for its structs before 2.6.16, with their tags (include/sound/typedefs.h of then).
var StructTypedefs = map[string]string{
	"snd_card_t": "snd_card", "snd_device_t": "snd_device", "snd_device_ops_t": "snd_device_ops", "snd_pcm_t": "snd_pcm",
	"snd_pcm_str_t": "snd_pcm_str", "snd_pcm_substream_t": "snd_pcm_substream", "snd_pcm_runtime_t": "snd_pcm_runtime",
	"snd_pcm_ops_t": "snd_pcm_ops", "snd_pcm_hardware_t": "snd_pcm_hardware", "snd_pcm_hw_params_t": "snd_pcm_hw_params",
	"snd_info_entry_t": "snd_info_entry", "snd_timer_t": "snd_timer", "snd_rawmidi_t": "snd_rawmidi",
	"snd_rawmidi_substream_t": "snd_rawmidi_substream", "ac97_t": "snd_ac97", "ac97_bus_t": "snd_ac97_bus",
}

// PCMOps is the struct that most ops tables are (include/sound/pcm.h).
const PCMOps = "snd_pcm_ops"

// Members of an ops table that the rules ask for.
const (
	SyncStop = "sync_stop"
	HWFree   = "hw_free"
	HWParams = "hw_params"
	Prepare  = "prepare"
)

// SyncStopSince is the kernel whose core began to call .sync_stop and to wait for card->sync_irq (commit 1e850beea278,
// "ALSA: pcm: Add the support for sync-stop operation").
var SyncStopSince = kversion.Version{Major: 5, Minor: 5}

// ReplacesBuffer are functions with which .hw_params frees a stream's buffer, or puts another one in its place
// (sound/core/pcm_memory.c, sound/core/memalloc.c).
var ReplacesBuffer = set("snd_pcm_lib_malloc_pages", "snd_pcm_lib_free_pages", "snd_pcm_lib_alloc_vmalloc_buffer",
	"snd_pcm_lib_alloc_vmalloc_32_buffer", "snd_pcm_lib_free_vmalloc_buffer", "snd_pcm_set_runtime_buffer", "snd_dma_alloc_pages",
	"snd_dma_free_pages", "dma_alloc_coherent", "dma_free_coherent", "dmam_free_coherent", "pci_alloc_consistent", "pci_free_consistent",
	"vmalloc", "vmalloc_user", "vmalloc_32", "vmalloc_32_user", "vfree", "kfree", "kvfree", "krealloc")

// SyncIRQ is the field of struct snd_card that the core waits for (include/sound/core.h).
var SyncIRQ = FieldKey{"snd_card", "sync_irq"}

// StreamOps are structs of callbacks that the PCM core or ASoC calls for a stream, synchronously to its ops. What they
// start is no async context; a substream that they get may have been opened through any table of the driver.
var StreamOps = map[string]bool{
	"snd_pcm_ops": true, "snd_soc_component_driver": true, "snd_soc_platform_driver": true, "snd_soc_dai_ops": true,
	"snd_soc_ops": true, "snd_soc_dai_link": true, "snd_soc_compr_ops": true, "snd_compr_ops": true,
	"snd_compress_ops": true, "snd_soc_cdai_ops": true, "hda_pcm_ops": true, "snd_dmaengine_pcm_config": true,
}

// LifecycleOps are structs of callbacks that run when a driver, device or file comes, goes, sleeps or is looked at.
var LifecycleOps = map[string]bool{
	"platform_driver": true, "pci_driver": true, "usb_driver": true, "i2c_driver": true, "spi_driver": true,
	"device_driver": true, "dev_pm_ops": true, "pnp_card_driver": true, "pnp_driver": true, "isa_driver": true,
	"pcmcia_driver": true, "parisc_driver": true, "macio_driver": true, "of_platform_driver": true, "bus_type": true,
	"snd_device_ops": true, "snd_info_entry": true, "snd_info_entry_text": true, "dev_pm_domain": true,
	"amba_driver": true, "acpi_driver": true, "virtio_driver": true, "xenbus_driver": true, "vio_driver": true,
	"ps3_system_bus_driver": true, "fw_driver": true, "sdw_driver": true, "auxiliary_driver": true, "hda_codec_driver": true,
	"kunit_case": true, "eisa_driver": true, "sbus_driver": true,
	"mcp_driver": true, "syscore_ops": true, "ac97_codec_driver": true, "component_ops": true,
}

// CoreSubstream are fields of the core's own structs that hold substreams of every table of a PCM device, so that a
// substream read from one tells nothing about the table it was opened through (include/sound/pcm.h).
var CoreSubstream = map[FieldKey]bool{
	{"snd_pcm_str", "substream"}: true, {"snd_pcm_substream", "next"}: true, {"snd_pcm_group", "substreams"}: true,
	{"snd_pcm_file", "substream"}: true, {"snd_compr_stream", "fe_substream"}: true,
}

// Streams are the streams of a PCM by direction, StreamsSubstream the first substream of each, and StreamDirection the
// direction of a substream (include/sound/pcm.h).
var Streams = FieldKey{"snd_pcm", "streams"}

// StreamData is what a driver keeps for an open stream, in the struct that StreamRuntime of a substream points to
// (include/sound/pcm.h).
var StreamData = FieldKey{"snd_pcm_runtime", "private_data"}

// StreamRuntime is the member of a substream that StreamData is reached by.
const StreamRuntime = "runtime"

// Members that go with Streams.
const (
	StreamsSubstream = "substream"
	StreamDirection  = "stream"
)

// Substream is the tag of the struct that snd_pcm_period_elapsed() takes.
const Substream = "snd_pcm_substream"

// DMAEngineTrigger starts a DMA-engine transfer whose completion calls snd_pcm_period_elapsed() for the substream in
// argument 0 (sound/core/pcm_dmaengine.c); used when that file is not there to be followed.
const DMAEngineTrigger = "snd_dmaengine_pcm_trigger"

// IsFramework tells whether a file belongs to the PCM core or to ASoC's, whose tables only dispatch to the drivers' own
// and whose functions are no part of a driver.
func IsFramework(file string) bool {
	dir, name := path.Split(file)
	return dir == "sound/soc/" && strings.HasPrefix(name, "soc-") || dir == "sound/" || strings.HasPrefix(dir, "sound/core/")
}
