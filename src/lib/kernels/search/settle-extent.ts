import { ln } from '$lib/kernels/ln';
import { costOf, type Candidate } from './candidate';
import type { Search } from './extend';
import { refine, rescore } from './refine';
import { weigh } from './rows-of';
import { CONDITION_COST } from './score';
import type { CodeCondition, CodeRegion } from './table';

/** How often its cost a condition must gain within what it is cut from: the best of many gains its cost by chance. */
const EARNED = 1.5;
/** What a bound costs: an interval has two, and costs a condition. */
const BOUND_COST = CONDITION_COST / 2;
/** Human rows beside a region by which to tell how short its surroundings are. */
const LEAST_BESIDE = 50;

interface Weights {
	readonly h: number;
	readonly s: number;
}

/** A region around another, and what telling the other apart from it costs. */
interface Wider {
	readonly region: CodeRegion;
	readonly cost: number;
}

function term(count: number, expected: number): number {
	return count <= 0 ? 0 : count * ln(count / expected);
}

/**
 * How much better two synthetic-to-human ratios describe a region and the rest of a wider one than one ratio does:
 * the log-likelihood ratio of their 2 × 2 table (Wilks 1938).
 */
function difference(inside: Weights, around: Weights): number {
	const rest = { h: around.h - inside.h, s: around.s - inside.s };
	const total = around.h + around.s;
	if (total <= 0) return 0;
	let g = 0;
	for (const { h, s } of [inside, rest]) {
		const part = (h + s) / total;
		g += term(h, part * around.h) + term(s, part * around.s);
	}
	return 2 * g;
}

/** The region without one of its conditions, or with one bound of an interval opened. */
function widerRegions({ table }: Search, region: CodeRegion): Wider[] {
	const found: Wider[] = [];
	region.forEach((condition, i) => {
		if (region.length > 1)
			found.push({ region: region.filter((_, at) => at !== i), cost: costOf([condition]) });
		const { kind, levels } = table.columns[condition.column]!;
		const { from, to } = condition;
		if (kind === 'categories' || from === 0 || from === 1 || to === levels) return;
		const open = (ends: Partial<CodeCondition>) =>
			region.map((one, at) => (at === i ? { ...one, ...ends } : one));
		found.push({ region: open({ from: 1 }), cost: BOUND_COST });
		found.push({ region: open({ to: levels }), cost: BOUND_COST });
	});
	return found;
}

/** Whether a condition leaves codes of the region's own condition on its column. */
function meets(region: CodeRegion, { column, from, to, codes }: CodeCondition): boolean {
	const own = region.find((condition) => condition.column === column);
	if (own === undefined) return false;
	if (codes !== null && own.codes !== null) {
		const { codes: others } = own;
		return codes.some((code) => others.includes(code));
	}
	return from <= own.to && own.from <= to;
}

/**
 * The extent of a shortfall that a search with a wide tolerance has located. Such a search takes the deepest part of a
 * region that is evenly thinned, which chance has picked. First conditions and bounds go that do not earn their cost:
 * the region is no deeper than what it is cut from (minimum description length). Then bounds move to where
 * the ratio inside tells itself apart best from that of the surroundings. `tolerance` is the recipe's.
 */
export function settleExtent(search: Search, start: Candidate, tolerance: number): Candidate {
	const { table, scorer } = search;
	const count = (region: CodeRegion): Weights => weigh(table, region);
	const found = scorer.tolerance;
	scorer.setTolerance(tolerance);
	let { region } = start;
	let inside = count(region);
	for (;;) {
		let least = 0;
		let widest: { region: CodeRegion; weights: Weights } | null = null;
		for (const wider of widerRegions(search, region)) {
			const weights = count(wider.region);
			if (scorer.g(weights.h, weights.s) <= 0) continue;
			const gain = difference(inside, weights) - EARNED * wider.cost;
			if (gain >= least) continue;
			least = gain;
			widest = { region: wider.region, weights };
		}
		if (widest === null) break;
		region = widest.region;
		inside = widest.weights;
	}
	scorer.setTolerance(Math.max(tolerance, shortageBeside(search, region, inside, count)));
	const refined = refine(search, { region, score: 0, s: inside.s }, false).region;
	// Bounds may jump to another shortfall of the same column, which is another region.
	const settled = refined.every((condition) => meets(region, condition)) ? refined : region;
	scorer.setTolerance(tolerance);
	const scored = rescore(search, settled);
	scorer.setTolerance(found);
	return scored;
}

/** By what share synthetic is short just outside a region: where one of its conditions fails. */
function shortageBeside(
	{ scorer }: Search,
	region: CodeRegion,
	inside: Weights,
	count: (region: CodeRegion) => Weights
): number {
	let h = 0;
	let s = 0;
	for (let i = 0; i < region.length; i++) {
		const around = count(region.filter((_, at) => at !== i));
		h += around.h - inside.h;
		s += around.s - inside.s;
	}
	if (h < LEAST_BESIDE) return 0;
	return 1 - (s * scorer.humanTotal) / (h * scorer.syntheticTotal);
}
