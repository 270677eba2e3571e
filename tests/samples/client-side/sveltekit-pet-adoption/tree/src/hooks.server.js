import { credentials } from '$lib/server/helcim';

/** @type {import('@sveltejs/kit').Handle} */
export async function handle({ event, resolve }) {
	event.locals.payments = credentials;
	return resolve(event);
}
