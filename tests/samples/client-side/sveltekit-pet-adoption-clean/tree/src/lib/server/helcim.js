import { HELCIM_API_TOKEN } from '$env/static/private';

export const ready = () => Boolean(HELCIM_API_TOKEN);

/** @param {number} fee */
export async function donate(fee) {
	const res = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
		method: 'POST',
		headers: { 'api-token': HELCIM_API_TOKEN, 'content-type': 'application/json' },
		body: JSON.stringify({ paymentType: 'purchase', amount: fee, currency: 'CAD' })
	});
	console.info('helcim', res.status, res.headers.get('date'));
	return res.json();
}
