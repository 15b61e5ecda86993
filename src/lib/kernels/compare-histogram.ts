import type { Histogram } from '$lib/terms/compare';
import { upperBound } from './bounds';
import { quantile } from './compare-axes';

const BINS = 36;

/** Both sides in the same bins: a bin a value for few whole numbers, else even bins, in log(1 + x) for long tails. */
export function histogramOf(human: Float64Array, synthetic: Float64Array): Histogram {
	// What is not finite stands at the ends.
	const finite = (sorted: Float64Array) =>
		sorted.subarray(upperBound(sorted, -Infinity), lastFinite(sorted) + 1);
	const [h, s] = [finite(human), finite(synthetic)];
	const low = Math.min(h[0] ?? Infinity, s[0] ?? Infinity);
	const high = Math.max(h.at(-1) ?? -Infinity, s.at(-1) ?? -Infinity);
	if (low > high) return { edges: [], scale: 'linear', shares: { human: [], synthetic: [] } };
	const middle = Math.max(1, quantile(h.length > 0 ? h : s, 0.5));
	const isLog = low >= 0 && high > 40 * middle;
	const isWhole = h.every(Number.isInteger) && high - low < 60;
	const edges = isWhole
		? Array.from({ length: high - low + 2 }, (_, i) => low - 0.5 + i)
		: evenEdges(low, high, isLog);
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
		scale: isLog && !isWhole ? 'log' : 'linear',
		shares: { human: shares(h), synthetic: shares(s) }
	};
}

function lastFinite(sorted: Float64Array): number {
	let last = sorted.length - 1;
	while (last >= 0 && sorted[last] === Infinity) last--;
	return last;
}

function evenEdges(low: number, high: number, isLog: boolean): number[] {
	if (low === high) return [low, high];
	const [from, to] = isLog ? [Math.log1p(low), Math.log1p(high)] : [low, high];
	return Array.from({ length: BINS + 1 }, (_, i) => {
		const at = from + ((to - from) * i) / BINS;
		return isLog ? Math.expm1(at) : at;
	});
}
