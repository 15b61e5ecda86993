import { bestCondition } from './best-condition';
import { costOf, type Candidate } from './candidate';
import { fineCondition, toFine, type Coarse } from './coarse';
import type { Pace } from './pace';
import type { Scorer } from './score';
import type { CodeCondition, Table } from './table';

const PER_PAIR = 8;

/** A two-way histogram, cell (a, b) at a · cells of b + b. */
export interface PairCounts {
	readonly h: Float64Array;
	readonly s: Float64Array;
}

/** Weights of both sides by cell of two coarse columns. */
export function countPair(table: Table, a: Coarse, b: Coarse): PairCounts {
	const width = b.cells;
	const h = new Float64Array(a.cells * width);
	const s = new Float64Array(a.cells * width);
	const { humanWeight, syntheticWeight } = table;
	for (let i = 0; i < humanWeight.length; i++)
		h[a.human[i]! * width + b.human[i]!]! += humanWeight[i]!;
	for (let i = 0; i < syntheticWeight.length; i++)
		s[a.synthetic[i]! * width + b.synthetic[i]!]! += syntheticWeight[i]!;
	return { h, s };
}

interface Found {
	readonly a: { from: number; to: number };
	readonly b: CodeCondition;
	readonly score: number;
	readonly s: number;
}

/** For each item of the rows (an interval of groups, a category, missing), the best condition on the columns. */
function scanItems(
	a: Coarse,
	b: Coarse,
	{ h, s }: PairCounts,
	scorer: Scorer,
	floor: number
): Found[] {
	const found: Found[] = [];
	const width = b.cells;
	const inH = new Float64Array(width);
	const inS = new Float64Array(width);
	const add = (row: number) => {
		let total = 0;
		for (let cell = 0; cell < width; cell++) {
			total += h[row * width + cell]!;
			inH[cell]! += h[row * width + cell]!;
			inS[cell]! += s[row * width + cell]!;
		}
		return total;
	};
	const judge = (from: number, to: number, total: number) => {
		if (scorer.ceiling(total) <= floor) return;
		const choice = bestCondition(b.column, 0, inH, inS, 0, scorer, floor);
		if (choice === null) return;
		found.push({ a: { from, to }, b: choice.condition, score: choice.score, s: choice.s });
	};
	const isOrdered = a.column.kind === 'ordered';
	const last = a.column.hasOther ? a.cells - 2 : a.cells - 1;
	for (let from = 0; from <= last; from++) {
		inH.fill(0);
		inS.fill(0);
		let total = add(from);
		judge(from, from, total);
		if (!isOrdered || from === 0) continue;
		for (let to = from + 1; to <= last && !(from === 1 && to === last); to++) {
			total += add(to);
			judge(from, to, total);
		}
	}
	return found;
}

function overlap(a: { from: number; to: number }, b: { from: number; to: number }): number {
	const both = Math.min(a.to, b.to) - Math.max(a.from, b.from) + 1;
	return both <= 0 ? 0 : both / (Math.max(a.to, b.to) - Math.min(a.from, b.from) + 1);
}

function isEcho(one: Found, other: Found): boolean {
	const columns =
		one.b.codes === null || other.b.codes === null
			? overlap(one.b, other.b)
			: one.b.codes.filter((code) => other.b.codes!.includes(code)).length /
				Math.max(one.b.codes.length, other.b.codes.length);
	return overlap(one.a, other.a) * columns > 0.5;
}

/** The best regions of two columns, echoes of better ones left out. `floor` is a G. */
function scanPair(table: Table, i: number, j: number, scorer: Scorer, floor: number): Candidate[] {
	const { columns, coarse } = table;
	// Intervals outside and sets inside: sets are found by sorting, intervals by trying.
	const isTurned = coarse[i]!.column.kind === 'categories';
	const [outer, inner] = isTurned ? [j, i] : [i, j];
	const a = coarse[outer]!;
	const b = coarse[inner]!;
	const found = scanItems(a, b, countPair(table, a, b), scorer, floor);
	found.sort((x, y) => y.score - x.score);
	const kept: Found[] = [];
	for (const one of found) {
		if (kept.length === PER_PAIR) break;
		if (!kept.some((other) => isEcho(one, other))) kept.push(one);
	}
	return kept.map(({ a: span, b: condition, score, s }) => {
		const region = [
			fineCondition(outer, columns[outer]!, span.from, span.to),
			toFine(columns[inner]!, { ...condition, column: inner })
		].sort((x, y) => x.column - y.column);
		// `score` has paid for the inner set's further categories already.
		const cost = costOf([region[0]!]) + costOf([{ ...region[1]!, codes: null }]);
		return { region, score: score - cost, s };
	});
}

/**
 * Scans every pair of columns and keeps the `size` best regions. Pairs for which `isBanned` holds are left out.
 * Yields the share done.
 */
export function* scanPairs(
	table: Table,
	scorer: Scorer,
	size: number,
	isBanned: (a: number, b: number) => boolean,
	pace: Pace
): Generator<number, Candidate[], void> {
	let kept: Candidate[] = [];
	let floor = 0;
	const pairs = (table.width * (table.width - 1)) / 2;
	let done = 0;
	for (let i = 0; i < table.width; i++) {
		for (let j = i + 1; j < table.width; j++, done++) {
			if (pace.isDue()) yield done / pairs;
			if (isBanned(i, j)) continue;
			kept.push(...scanPair(table, i, j, scorer, floor));
			if (kept.length < 2 * size) continue;
			kept.sort((x, y) => y.score - x.score);
			kept = kept.slice(0, size);
			floor = Math.max(floor, kept.at(-1)!.score + 20);
		}
	}
	return kept.sort((x, y) => y.score - x.score).slice(0, size);
}
