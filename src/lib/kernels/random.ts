/** A seeded stream of chance: equal seeds give equal draws on every machine. */
export interface Random {
	/** Uniform in [0, 1), 32 bits. */
	next(): number;
	/** A whole number from 0 to `limit` − 1. */
	below(limit: number): number;
	/** Puts the array in random order, in place (Fisher and Yates; Durstenfeld 1964). */
	shuffle(values: { [index: number]: number; readonly length: number }): void;
}

/** Mixes a seed and the name of a stream into one 32-bit seed, so that streams of one recipe differ. */
export function streamSeed(seed: number, stream: string): number {
	let hash = (0x811c9dc5 ^ seed) >>> 0;
	for (let i = 0; i < stream.length; i++)
		hash = Math.imul(hash ^ stream.charCodeAt(i), 0x01000193) >>> 0;
	return hash;
}

/** sfc32 of Chris Doty-Humphrey's PractRand, seeded with one 32-bit number. */
export function createRandom(seed: number): Random {
	let a = 0x9e3779b9;
	let b = 0x243f6a88;
	let c = seed | 0;
	let counter = 1;
	const draw = () => {
		const sum = (a + b + counter) | 0;
		counter = (counter + 1) | 0;
		a = b ^ (b >>> 9);
		b = (c + (c << 3)) | 0;
		c = ((c << 21) | (c >>> 11)) + sum;
		c |= 0;
		return sum >>> 0;
	};
	for (let i = 0; i < 16; i++) draw();
	const next = () => draw() / 4294967296;
	const below = (limit: number) => Math.floor(next() * limit);
	return {
		next,
		below,
		shuffle(values) {
			for (let i = values.length - 1; i > 0; i--) {
				const j = below(i + 1);
				const held = values[i]!;
				values[i] = values[j]!;
				values[j] = held;
			}
		}
	};
}
