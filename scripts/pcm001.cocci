// PCM001 as far as one file goes: an ops table without .sync_stop in a file that calls snd_pcm_period_elapsed(),
// requests an IRQ and never assigns card->sync_irq. It does not look whether the handler reaches the call: that takes
// spatch minutes. scripts/bench times it.
//
// usage: spatch -j2 --very-quiet --no-includes --sp-file scripts/pcm001.cocci --dir TREE/sound

@elapsed@
@@
  snd_pcm_period_elapsed(...)

@request depends on elapsed@
@@
(
  request_irq(...)
|
  request_threaded_irq(...)
|
  devm_request_irq(...)
|
  devm_request_threaded_irq(...)
)

@assigned depends on request@
expression card, irq;
@@
  card->sync_irq = irq

@waits depends on request@
identifier table, stop;
position p;
@@
  struct snd_pcm_ops table@p = { .sync_stop = stop, };

@unsynced depends on request && !assigned@
identifier table;
position p != waits.p;
@@
* struct snd_pcm_ops table@p = { ... };
