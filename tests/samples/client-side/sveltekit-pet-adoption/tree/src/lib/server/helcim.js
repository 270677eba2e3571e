import { HELCIM_API_TOKEN } from '$env/static/private';

const root = 'https://api.helcim.com/v2';

export const credentials = { root, apiToken: HELCIM_API_TOKEN };

/** @param {number} fee */
export async function donate(fee) {
	const res = await fetch(`${root}/helcim-pay/initialize`, {
		method: 'POST',
		headers: { 'api-token': credentials.apiToken, 'content-type': 'application/json' },
		body: JSON.stringify({ paymentType: 'purchase', amount: fee, currency: 'CAD' })
	});
	const session = await res.json();
	return { status: res.status, session };
}
