/** Letters and digits alone, without case and accents. */
export function plainName(name: string): string {
	return name
		.normalize('NFKD')
		.toLowerCase()
		.replaceAll(/[^\p{Letter}\p{Number}]/gu, '');
}

/**
 * How alike two names are, 0 to 1: 1 where they differ in case, accents and punctuation alone, else the greater of
 * Dice's coefficient of their letter pairs (Dice 1945) and how much of the shorter name the longer one begins or
 * ends with.
 */
export function nameLikeness(a: string, b: string): number {
	const [first, second] = [plainName(a), plainName(b)];
	if (first === '' || second === '') return 0;
	if (first === second) return 1;
	const [short, long] = first.length <= second.length ? [first, second] : [second, first];
	const isPart = short.length >= 3 && (long.startsWith(short) || long.endsWith(short));
	return Math.max(dice(first, second), isPart ? 0.5 + (0.4 * short.length) / long.length : 0);
}

function dice(a: string, b: string): number {
	const pairs = (name: string) =>
		Array.from({ length: Math.max(0, name.length - 1) }, (_, i) => name.slice(i, i + 2));
	const [first, rest] = [pairs(a), pairs(b)];
	const total = first.length + rest.length;
	if (total === 0) return 0;
	const shared = first.filter((two) => {
		const at = rest.indexOf(two);
		if (at >= 0) rest.splice(at, 1);
		return at >= 0;
	});
	return (2 * shared.length) / total;
}
