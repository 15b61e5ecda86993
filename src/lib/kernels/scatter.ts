import { ROLES, type Role } from '$lib/terms/dataset';
import type { ScatteredValue } from '$lib/terms/encoded';
import type { Scattered } from './blur';
import { createRandom } from './random';

/** A coded column: codes count levels from 1, 0 is missing; each level runs from its low to its high. */
interface Coded {
	readonly codes: Readonly<Record<Role, Uint8Array>>;
	readonly lows: Float64Array;
	readonly highs: Float64Array;
}

/** Share of the present rows by code, 256 of them. */
function sharesOf(codes: Uint8Array): Float64Array {
	const counts = new Float64Array(256);
	for (const code of codes) counts[code]!++;
	const present = codes.length - counts[0]!;
	return counts.map((count) => (present === 0 ? 0 : count / present));
}

/** Over which levels scattered values go: those of their stretch where synthetic has too many rows. */
export function scatterOf(
	scattered: readonly Scattered[],
	{ codes, lows, highs }: Coded
): ScatteredValue[] {
	const [human, synthetic] = ROLES.map((role) => sharesOf(codes[role])) as [
		Float64Array,
		Float64Array
	];
	const excess = synthetic.map((share, code) => Math.max(0, share - human[code]!));
	return scattered.flatMap(({ value, low, high }): ScatteredValue[] => {
		const own = 1 + lows.findIndex((from, level) => from <= value && value <= highs[level]!);
		const around = Array.from(lows, (_, level) => level + 1).filter(
			(code) =>
				code !== own && excess[code]! > 0 && lows[code - 1]! >= low && highs[code - 1]! <= high
		);
		const room = around.reduce((sum, code) => sum + excess[code]!, 0);
		const taken = Math.min(human[own]! - synthetic[own]!, room);
		if (!(taken > 0)) return [];
		const to = around.map((code) => ({ code, weight: excess[code]! / room }));
		for (const code of around) excess[code]! *= 1 - taken / room;
		return [{ code: own, moved: taken / human[own]!, to }];
	});
}

/**
 * Codes with scattered values scattered as the generator does, seeded, so that what it blurs is no gap, and holes
 * beside or within it still are.
 */
export function scatter(
	codes: Uint8Array,
	values: readonly ScatteredValue[],
	seed: number
): Uint8Array {
	if (values.length === 0) return codes;
	const blurred = codes.slice();
	const random = createRandom(seed);
	const at = new Map(values.map((value) => [value.code, value]));
	codes.forEach((code, row) => {
		const value = at.get(code);
		if (value === undefined || random.next() >= value.moved) return;
		let left = random.next();
		const target = value.to.find(({ weight }) => (left -= weight) < 0) ?? value.to.at(-1)!;
		blurred[row] = target.code;
	});
	return blurred;
}
