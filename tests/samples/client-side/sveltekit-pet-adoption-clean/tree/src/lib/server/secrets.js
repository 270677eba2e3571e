/** @type {Map<string, string>} */
const secrets = new Map();

export const keep = (id, secret) => secrets.set(id, secret);
export const take = (id) => {
	const s = secrets.get(id);
	secrets.delete(id);
	return s;
};
