import { CATEGORY_COST, type Scorer } from './score';
import type { CodeCondition, SearchColumn } from './table';

/** The best condition on a column within a context, and its score: G less what its categories cost. */
export interface Choice {
	readonly condition: CodeCondition;
	readonly score: number;
}

const MOST_CATEGORIES = 6;

/** An interval of cells `from`..`to` with its G. */
interface Span {
	readonly from: number;
	readonly to: number;
	readonly g: number;
}

/**
 * An interval of cells `first`..`last` with the highest G above `floor`, other than all of `first`..`last`; null where
 * none is. G is convex and homogeneous in (h, s), so that it is the greatest of its tangents h α − s β; the best
 * interval under a tangent is the one of greatest sum (Kadane's scan, in Bentley 1984). The scorer's tangents stand for
 * all, which misses the best interval only by one of nearly the same G.
 */
function bestSpan(
	h: ArrayLike<number>,
	s: ArrayLike<number>,
	offset: number,
	first: number,
	last: number,
	scorer: Scorer,
	floor: number
): Span | null {
	const { alphas, betas } = scorer;
	const start = offset + first;
	const size = last - first + 1;
	let best = floor;
	let from = -1;
	let to = -1;
	const judge = (i: number, j: number) => {
		let inH = 0;
		let inS = 0;
		for (let at = start + i; at <= start + j; at++) {
			inH += h[at]!;
			inS += s[at]!;
		}
		if (!scorer.mayExceed(inH, inS, best)) return;
		const g = scorer.g(inH, inS);
		if (g <= best) return;
		best = g;
		from = first + i;
		to = first + j;
	};
	for (let t = 0; t < alphas.length; t++) {
		const alpha = alphas[t]!;
		const beta = betas[t]!;
		let sum = 0;
		let begin = 0;
		let greatest = 0;
		let left = 0;
		let right = -1;
		for (let i = 0; i < size; i++) {
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
		if (left > 0 || right < size - 1) judge(left, right);
		else if (size > 1) {
			judge(1, right);
			judge(0, right - 1);
		}
	}
	return from < 0 ? null : { from, to, g: best };
}

/**
 * The set of categories with the highest score above `floor`: of sets of one size the best holds the categories
 * with the lowest synthetic-to-human ratio (Neill 2012, linear-time subset scanning).
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
	const candidates: number[] = [];
	let shortH = 0;
	for (let code = 1; code <= last; code++)
		if (scorer.isShort(h[offset + code]!, s[offset + code]!)) {
			candidates.push(code);
			shortH += h[offset + code]!;
		}
	if (scorer.ceiling(shortH) <= floor) return null;
	let best = floor;
	let codes: number[] | null = null;
	for (const code of candidates) {
		const g = scorer.g(h[offset + code]!, s[offset + code]!);
		if (g > best) {
			best = g;
			codes = [code];
		}
	}
	const ratio = (code: number) => s[offset + code]! / h[offset + code]!;
	candidates.sort((a, b) => ratio(a) - ratio(b) || h[offset + b]! - h[offset + a]! || a - b);
	let inH = 0;
	let inS = 0;
	for (let i = 0; i < Math.min(candidates.length, MOST_CATEGORIES); i++) {
		inH += h[offset + candidates[i]!]!;
		inS += s[offset + candidates[i]!]!;
		const score = scorer.g(inH, inS) - CATEGORY_COST * i;
		if (score > best) {
			best = score;
			codes = candidates.slice(0, i + 1);
		}
	}
	if (codes === null) return null;
	codes.sort((a, b) => a - b);
	const condition = { column, from: codes[0]!, to: codes.at(-1)!, codes };
	return { condition, score: best };
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
	return g > floor ? { condition: { column, from: 0, to: 0, codes: null }, score: g } : null;
}

const groupH = new Float64Array(256);
const groupS = new Float64Array(256);

/** The interval of whole coarse groups with the highest G above `floor`, as an interval of levels. */
function bestCoarseSpan(
	{ levels, groups }: SearchColumn,
	h: ArrayLike<number>,
	s: ArrayLike<number>,
	offset: number,
	scorer: Scorer,
	floor: number
): Span | null {
	const last = levels === 0 ? 0 : groups![levels - 1]!;
	groupH.fill(0, 0, last + 1);
	groupS.fill(0, 0, last + 1);
	for (let level = 0; level < levels; level++) {
		groupH[groups![level]!]! += h[offset + level + 1]!;
		groupS[groups![level]!]! += s[offset + level + 1]!;
	}
	const span = bestSpan(groupH, groupS, 0, 0, last, scorer, floor);
	if (span === null) return null;
	return { ...levelsOfGroups(groups!, levels, span.from, span.to), g: span.g };
}

/** Codes of the levels in groups `first`..`last`. */
export function levelsOfGroups(
	groups: Uint8Array,
	levels: number,
	first: number,
	last: number
): { from: number; to: number } {
	let from = 1;
	while (groups[from - 1]! < first) from++;
	let to = from;
	while (to < levels && groups[to]! <= last) to++;
	return { from, to };
}

/**
 * The best condition on a column from its histogram (`h` and `s` at `offset` + code): an interval, a small set or
 * "is missing". `isFine` tries every level of an ordered column, else coarse groups. Null where none beats `floor`.
 */
export function bestCondition(
	columns: readonly SearchColumn[],
	column: number,
	h: ArrayLike<number>,
	s: ArrayLike<number>,
	offset: number,
	scorer: Scorer,
	floor: number,
	isFine: boolean
): Choice | null {
	const at = columns[column]!;
	const missing = bestMissing(h, s, offset, column, scorer, floor);
	const above = missing?.score ?? floor;
	if (at.kind === 'categories') {
		const last = at.hasOther ? at.levels - 1 : at.levels;
		return bestSet(h, s, offset, last, column, scorer, above) ?? missing;
	}
	if (at.levels < 2) return missing;
	const span = isFine
		? bestSpan(h, s, offset, 1, at.levels, scorer, above)
		: bestCoarseSpan(at, h, s, offset, scorer, above);
	if (span === null) return missing;
	return { condition: { column, from: span.from, to: span.to, codes: null }, score: span.g };
}
