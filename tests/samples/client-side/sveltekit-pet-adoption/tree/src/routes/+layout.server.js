export function load({ locals }) {
	return { payments: locals.payments };
}
