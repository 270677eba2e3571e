import { createHash, randomUUID } from 'node:crypto';
import { fail } from '@sveltejs/kit';
import { donate } from '$lib/server/helcim';
import { keep, take } from '$lib/server/secrets';

export async function load({ params, cookies }) {
	const { checkoutToken, secretToken } = await donate(75);
	const id = randomUUID();
	keep(id, secretToken);
	cookies.set('pay', id, { path: '/', httpOnly: true });
	return { pet: params.id, checkoutToken };
}

export const actions = {
	default: async ({ request, cookies }) => {
		const form = await request.formData();
		const hex = createHash('sha256').update(`${form.get('raw')}${take(cookies.get('pay'))}`).digest('hex');
		return hex === form.get('hash') ? { adopted: true } : fail(400, { tampered: true });
	}
};
