import { ready } from '$lib/server/helcim';

export function load() {
	return { payments: ready() };
}
