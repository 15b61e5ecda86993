import type { Histogram } from '$lib/terms/compare';
import { upperBound } from './bounds';
import { finiteOf, quantile } from './compare-axes';

const BINS = 36;
/** So many steps get a bin each; of more, several share one. */
const MOST_BY_VALUE = 60;

/**
 * Both sides in the same bins. Where values lie on steps (whole numbers, half points, days), a bin holds whole steps, or
 * bins with one value more than their neighbours would stand out as a comb; else bins are even, in log(1 + x) for long
 * tails.
 */
export function histogramOf(human: Float64Array, synthetic: Float64Array): Histogram {
	const [h, s] = [finiteOf(human), finiteOf(synthetic)];
	const low = Math.min(h[0] ?? Infinity, s[0] ?? Infinity);
	const high = Math.max(h.at(-1) ?? -Infinity, s.at(-1) ?? -Infinity);
	if (low > high)
		return { edges: [], scale: 'linear', step: null, shares: { human: [], synthetic: [] } };
	const middle = Math.max(1, quantile(h.length > 0 ? h : s, 0.5));
	const grid = gridOf(h);
	const steps = grid && placeOn(grid, high) - placeOn(grid, low) + 1;
	const isLog = low >= 0 && high > 40 * middle && !(steps !== null && steps <= MOST_BY_VALUE);
	const isStepped = grid !== null && !isLog;
	const edges = isStepped ? steppedEdges(grid, low, high) : evenEdges(low, high, isLog);
	const shares = (sorted: Float64Array) => {
		const below = edges.map((edge, i) =>
			i === 0 ? 0 : i === edges.length - 1 ? sorted.length : upperBound(sorted, edge)
		);
		return below
			.slice(1)
			.map((end, i) => (sorted.length > 0 ? (end - below[i]!) / sorted.length : 0));
	};
	return {
		edges,
		scale: isLog ? 'log' : 'linear',
		step: isStepped ? grid.step : null,
		shares: { human: shares(h), synthetic: shares(s) }
	};
}

/** Values that lie a whole number of steps from `origin`. */
interface Grid {
	readonly origin: number;
	readonly step: number;
}

/** A value that a grid is read from holds at least this share of the rows, all of them together at least that. */
const HEAVY = 0.001;
const HEAVY_TOGETHER = 0.9;

/** The widest grid on which the values lie that most rows have; null where there is none. */
function gridOf(sorted: Float64Array): Grid | null {
	const heavy: number[] = [];
	let rows = 0;
	for (let from = 0; from < sorted.length;) {
		const to = upperBound(sorted, sorted[from]!);
		if (to - from >= HEAVY * sorted.length) {
			heavy.push(sorted[from]!);
			rows += to - from;
		}
		from = to;
	}
	if (heavy.length < 2 || rows < HEAVY_TOGETHER * sorted.length) return null;
	const isWhole = (value: number) => Math.abs(value - Math.round(value)) < 1e-6;
	const unit = [1, 10, 100, 1000].find((unit) => heavy.every((value) => isWhole(value * unit)));
	if (unit === undefined) return null;
	const origin = heavy[0]!;
	const step = heavy.reduce((step, value) => gcd(step, Math.round((value - origin) * unit)), 0);
	return step === 0 ? null : { origin, step: step / unit };
}

function gcd(a: number, b: number): number {
	return b === 0 ? a : gcd(b, a % b);
}

function placeOn({ origin, step }: Grid, value: number): number {
	return Math.round((value - origin) / step);
}

function steppedEdges(grid: Grid, low: number, high: number): number[] {
	const [first, end] = [placeOn(grid, low), placeOn(grid, high) + 1];
	const steps = end - first;
	const together = steps <= MOST_BY_VALUE ? 1 : Math.ceil(steps / BINS);
	return Array.from({ length: Math.ceil(steps / together) + 1 }, (_, i) => {
		const place = Math.min(end, first + i * together);
		return grid.origin + (place - 0.5) * grid.step;
	});
}

function evenEdges(low: number, high: number, isLog: boolean): number[] {
	if (low === high) return [low, high];
	const [from, to] = isLog ? [Math.log1p(low), Math.log1p(high)] : [low, high];
	return Array.from({ length: BINS + 1 }, (_, i) => {
		const at = from + ((to - from) * i) / BINS;
		return isLog ? Math.expm1(at) : at;
	});
}
