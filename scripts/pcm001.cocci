// PCM001 as far as one file goes: an ops table without .sync_stop in a file that requests an IRQ for a handler which
// calls snd_pcm_period_elapsed() in its own body, and that never assigns card->sync_irq. Handlers, calls and
// assignments in other files, behind function pointers or in callees are out of reach; scripts/bench times it.
//
// usage: spatch -j2 --very-quiet --no-includes --sp-file scripts/pcm001.cocci --dir TREE/sound

@request@
identifier handler;
@@
(
  request_irq(..., handler, ...)
|
  request_threaded_irq(..., handler, ...)
|
  devm_request_irq(..., handler, ...)
|
  devm_request_threaded_irq(..., handler, ...)
)

@elapsed depends on request@
identifier request.handler;
@@
  handler(...)
  {
    <+...
    snd_pcm_period_elapsed(...)
    ...+>
  }

@assigned@
expression card, irq;
@@
  card->sync_irq = irq

@waits@
identifier table, stop;
position p;
@@
  struct snd_pcm_ops table@p = { .sync_stop = stop, };

@unsynced depends on elapsed && !assigned@
identifier table;
position p != waits.p;
@@
* struct snd_pcm_ops table@p = { ... };
