import { lowerBound } from '$lib/kernels/bounds';
import { createRandom } from '$lib/kernels/random';
import type { SearchColumn } from './table';

/** A value that stands out from its neighbours so many times, and of which synthetic keeps so much, is not moved. */
const STANDS_OUT = 3;
const LEAST_KEPT = 0.7;
/** Levels on either side that a value must stand out from. */
const NEIGHBOURS = 2;
/** Uniform draws whose sum is the noise: four are smooth, as good as normal here, and the same on every machine. */
const DRAWS = 4;
/** Scales the sum of the draws, less its mean, to a standard deviation of one. */
const TO_UNIT = Math.sqrt(12 / DRAWS);

function sharesOf(codes: Uint8Array): Float64Array {
	const shares = new Float64Array(256);
	for (const code of codes) shares[code]! += 1 / codes.length;
	return shares;
}

/** Codes of single values, such as 0, that a generator that moves all others leaves where they are. */
function keptCodes({ lows, highs, levels, human, synthetic }: SearchColumn): Uint8Array {
	const [people, generated] = [sharesOf(human), sharesOf(synthetic)];
	const kept = new Uint8Array(256);
	for (let code = 1; code <= levels; code++) {
		if (lows![code - 1] !== highs![code - 1]) continue;
		if (generated[code]! < LEAST_KEPT * people[code]!) continue;
		const first = Math.max(1, code - NEIGHBOURS);
		const last = Math.min(levels, code + NEIGHBOURS);
		let around = -people[code]!;
		for (let other = first; other <= last; other++) around += people[other]!;
		if (people[code]! * (last - first) >= STANDS_OUT * around) kept[code] = 1;
	}
	return kept;
}

/** Of each row where in its level its value lies, 0 to 1, and by how much it is moved, before that is scaled. */
interface Draws {
	readonly within: Float64Array;
	readonly noise: Float64Array;
}

/**
 * Human codes of an ordered column with every value moved at random, as a generator does that jitters. The same draws
 * serve every width, so that widths can be compared.
 */
export class Jitter {
	readonly #column: SearchColumn;
	readonly #kept: Uint8Array;
	readonly #middles: Float64Array;
	readonly #seed: number;
	#draws: Draws = { within: new Float64Array(0), noise: new Float64Array(0) };

	constructor(column: SearchColumn, seed: number) {
		const { lows, highs, levels } = column;
		this.#column = column;
		this.#seed = seed;
		this.#kept = keptCodes(column);
		this.#middles = Float64Array.from(
			{ length: levels - 1 },
			(_, i) => (highs![i]! + lows![i + 1]!) / 2
		);
	}

	/** `codes`, moved by noise with a standard deviation of `width` of the column's 10–90 % range. */
	move(codes: Uint8Array, width: number): Uint8Array {
		const { spread, levels } = this.#column;
		const [lows, highs] = [this.#column.lows!, this.#column.highs!];
		const [kept, middles] = [this.#kept, this.#middles];
		const least = lows[0]!;
		const most = highs[levels - 1]!;
		const unit = TO_UNIT * width * spread;
		const { within, noise } = this.#drawn(codes.length);
		const moved = codes.slice();
		for (let row = 0; row < codes.length; row++) {
			const code = codes[row]!;
			if (code === 0 || kept[code] === 1) continue;
			const low = lows[code - 1]!;
			const length = highs[code - 1]! - low;
			if (!Number.isFinite(length)) continue;
			const value = low + within[row]! * length + noise[row]! * unit;
			// The level that holds the value, or that it lies nearest to: `middles` lie between levels.
			const level = lowerBound(middles, value) + 1;
			// Nothing moves to a kept value but what would leave the range, which stays at its end.
			const isFree = kept[level] === 0 || value < least || value > most;
			moved[row] = isFree
				? level
				: besideKept(kept, levels, level, value < lows[level - 1]!) || code;
		}
		return moved;
	}

	/** The draws of so many rows: the same whenever they are asked for. */
	#drawn(rows: number): Draws {
		if (this.#draws.within.length === rows) return this.#draws;
		const random = createRandom(this.#seed);
		const [within, noise] = [new Float64Array(rows), new Float64Array(rows)];
		for (let row = 0; row < rows; row++) {
			within[row] = random.next();
			let sum = -DRAWS / 2;
			for (let i = 0; i < DRAWS; i++) sum += random.next();
			noise[row] = sum;
		}
		this.#draws = { within, noise };
		return this.#draws;
	}
}

/** The level below or above a kept one that is not kept itself; 0 where there is none. */
function besideKept(kept: Uint8Array, levels: number, level: number, isBelow: boolean): number {
	const step = isBelow ? -1 : 1;
	for (const code of [level + step, level - step])
		if (code >= 1 && code <= levels && kept[code] === 0) return code;
	return 0;
}
