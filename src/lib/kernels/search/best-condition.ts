import { CATEGORY_COST, type Scorer } from './score';
import type { CodeCondition, SearchColumn } from './table';

/** The best condition on a column within a context, and its score: G less what its categories cost. */
export interface Choice {
	readonly condition: CodeCondition;
	readonly score: number;
	/** Synthetic weight that meets it. */
	readonly s: number;
}

const MOST_CATEGORIES = 6;

/**
 * An interval of levels 1 to `levels` with the highest G above `floor`, other than all of them; null where none is.
 * G is convex and homogeneous in (h, s), so that it is the greatest of its tangents h α − s β; the best interval
 * under a tangent is the one of greatest sum (Kadane's scan, in Bentley 1984). The scorer's tangents stand for all,
 * which misses the best interval only by one of nearly the same G.
 */
function bestSpan(
	h: ArrayLike<number>,
	s: ArrayLike<number>,
	offset: number,
	levels: number,
	column: number,
	scorer: Scorer,
	floor: number
): Choice | null {
	const start = offset + 1;
	if (!scorer.mayHold(h, s, start, offset + levels, floor)) return null;
	const { alphas, betas } = scorer;
	let above = floor;
	let from = -1;
	let to = -1;
	let within = 0;
	for (let t = 0; t < alphas.length; t++) {
		const alpha = alphas[t]!;
		const beta = betas[t]!;
		let sum = 0;
		let begin = 0;
		let greatest = 0;
		let left = 0;
		let right = -1;
		for (let i = 0; i < levels; i++) {
			sum += alpha * h[start + i]! - beta * s[start + i]!;
			if (sum <= 0) {
				sum = 0;
				begin = i + 1;
			} else if (sum > greatest) {
				greatest = sum;
				left = begin;
				right = i;
			}
		}
		if (right < 0) continue;
		// All levels are no condition: then all but the first, or all but the last.
		const isAll = left === 0 && right === levels - 1;
		for (let which = 0; which < (isAll ? 2 : 1); which++) {
			const i = isAll && which === 0 ? 1 : left;
			const j = isAll && which === 1 ? right - 1 : right;
			let inH = 0;
			let inS = 0;
			for (let at = start + i; at <= start + j; at++) {
				inH += h[at]!;
				inS += s[at]!;
			}
			if (!scorer.mayExceed(inH, inS, above)) continue;
			const g = scorer.g(inH, inS);
			if (g <= above) continue;
			above = g;
			from = i + 1;
			to = j + 1;
			within = inS;
		}
	}
	if (from < 0) return null;
	return { condition: { column, from, to, codes: null }, score: above, s: within };
}

const topCodes = new Uint8Array(MOST_CATEGORIES);
const topGains = new Float64Array(MOST_CATEGORIES);

/**
 * A set of categories with the highest score above `floor`, G less what further categories cost; null where none is.
 * Under a tangent of G a set gains α h − β s with each of its categories, so that the best set holds those that gain
 * most; the scorer's tangents stand for all, as in `bestSpan`.
 */
function bestSet(
	h: ArrayLike<number>,
	s: ArrayLike<number>,
	offset: number,
	last: number,
	column: number,
	scorer: Scorer,
	floor: number
): Choice | null {
	if (!scorer.mayHold(h, s, offset + 1, offset + last, floor)) return null;
	const { alphas, betas } = scorer;
	let best = floor;
	let within = 0;
	let codes: number[] | null = null;
	for (let t = 0; t < alphas.length; t++) {
		const size = findTopCodes(h, s, offset, last, alphas[t]!, betas[t]!);
		let inH = 0;
		let inS = 0;
		for (let i = 0; i < size; i++) {
			inH += h[offset + topCodes[i]!]!;
			inS += s[offset + topCodes[i]!]!;
			if (!scorer.mayExceed(inH, inS, best + CATEGORY_COST * i)) continue;
			const score = scorer.g(inH, inS) - CATEGORY_COST * i;
			if (score <= best) continue;
			best = score;
			within = inS;
			codes = Array.from(topCodes.subarray(0, i + 1));
		}
	}
	if (codes === null) return null;
	codes.sort((a, b) => a - b);
	const condition = { column, from: codes[0]!, to: codes.at(-1)!, codes };
	return { condition, score: best, s: within };
}

/** The codes 1 to `last` that gain most under a tangent, most first, into `topCodes`; returns how many gain at all. */
function findTopCodes(
	h: ArrayLike<number>,
	s: ArrayLike<number>,
	offset: number,
	last: number,
	alpha: number,
	beta: number
): number {
	let size = 0;
	for (let code = 1; code <= last; code++) {
		const gain = alpha * h[offset + code]! - beta * s[offset + code]!;
		if (gain <= 0 || (size === MOST_CATEGORIES && gain <= topGains[size - 1]!)) continue;
		if (size < MOST_CATEGORIES) size++;
		let at = size - 1;
		for (; at > 0 && topGains[at - 1]! < gain; at--) {
			topGains[at] = topGains[at - 1]!;
			topCodes[at] = topCodes[at - 1]!;
		}
		topGains[at] = gain;
		topCodes[at] = code;
	}
	return size;
}

function bestMissing(
	h: ArrayLike<number>,
	s: ArrayLike<number>,
	offset: number,
	column: number,
	scorer: Scorer,
	floor: number
): Choice | null {
	const g = scorer.g(h[offset]!, s[offset]!);
	if (g <= floor) return null;
	return { condition: { column, from: 0, to: 0, codes: null }, score: g, s: s[offset]! };
}

/**
 * The best condition on `column` (its index among the columns) from its histogram, `h` and `s` at `offset` + code:
 * an interval, a small set or "is missing". Null where none beats `floor`.
 */
export function bestCondition(
	{ kind, levels, hasOther }: SearchColumn,
	column: number,
	h: ArrayLike<number>,
	s: ArrayLike<number>,
	offset: number,
	scorer: Scorer,
	floor: number
): Choice | null {
	const missing = bestMissing(h, s, offset, column, scorer, floor);
	const above = missing?.score ?? floor;
	if (kind === 'categories') {
		const last = hasOther ? levels - 1 : levels;
		return bestSet(h, s, offset, last, column, scorer, above) ?? missing;
	}
	if (levels < 2) return missing;
	return bestSpan(h, s, offset, levels, column, scorer, above) ?? missing;
}
