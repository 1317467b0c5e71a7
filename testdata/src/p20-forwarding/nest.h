/* SPDX-License-Identifier: GPL-2.0 */
/* What the front end and the hosts agree on. */
struct nest {
	const char *name;
	const struct snd_pcm_ops *ops;
};

int cuckoo_lay(const struct nest *nest);
int cuckoo_register_ops(const struct snd_pcm_ops *ops);
