// SPDX-License-Identifier: GPL-2.0
/* A stream library. Drivers bring the tables; the library ends the periods in a work. */
struct flock_stream {
	struct snd_pcm_substream *pcm;
	struct work_struct period_work;
	bool running;
};

void flock_stream_init(struct flock_stream *s);
void flock_stream_stop(struct flock_stream *s);
void flock_stream_packets(struct flock_stream *s, int irq_count);

/* Part of the library lives in the header: the drivers' trigger stores the substream through this. */
static inline void flock_stream_pcm_trigger(struct flock_stream *s, struct snd_pcm_substream *pcm)
{
	WRITE_ONCE(s->pcm, pcm);
}
