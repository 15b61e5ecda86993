import { isoDate } from '$lib/analysis/encode/value-sql';
import { comparePair } from '$lib/kernels/compare-pair';
import type { PairTable } from '$lib/terms/compare';
import type { RunContext } from '$lib/terms/run';
import { patternRegion, type PatternAxis } from './pattern-region';
import type { ReadAxis } from './read-axes';

/** Counts two columns against each other, as shares of all rows, with words for every bin. */
export async function pairTable(
	[first, second]: readonly [ReadAxis, ReadAxis],
	ctx: RunContext
): Promise<PairTable> {
	const { signal } = ctx;
	const found = await ctx.compute.run(comparePair, [first.axis, second.axis], { signal });
	const shares = (counts: Uint32Array) => {
		const rows = counts.reduce((sum, count) => sum + count, 0);
		return Array.from(counts, (count) => count / Math.max(1, rows));
	};
	const cells = [first, second].map((read, i): PatternAxis => ({
		read,
		size: found.sizes[i]!,
		cuts: found.cuts[i]!
	}));
	const [, width] = found.sizes;
	return {
		axes: [first.ref, second.ref],
		regions: Array.from(found.counts.human, (_, cell) =>
			patternRegion(cells, [Math.floor(cell / width), cell % width])
		),
		labels: [
			binLabels(first, found.cuts[0], found.sizes[0]),
			binLabels(second, found.cuts[1], found.sizes[1])
		],
		shares: {
			human: shares(found.counts.human),
			synthetic: shares(found.counts.synthetic)
		},
		accuracy: { value: found.score.score, ceiling: found.score.ceiling }
	};
}

/** Words for each code of a binned axis: missing, its bins, and the rest. */
export function binLabels(
	{ axis, labels, profile }: ReadAxis,
	cuts: readonly number[],
	size: number
): string[] {
	if (axis.kind === 'category') {
		return ['missing', ...labels.slice(0, size - 2), 'all others'];
	}
	const word = (value: number) =>
		profile.use === 'date' ? isoDate(value) : String(Number(value.toPrecision(6)));
	const bins = Array.from({ length: size - 2 }, (_, i) => {
		const [low, high] = [cuts[i], cuts[i + 1]];
		if (low === undefined) return 'any';
		if (high === undefined) return word(low);
		return i === 0 ? `${word(low)} to ${word(high)}` : `above ${word(low)} to ${word(high)}`;
	});
	return ['missing', ...bins, 'beyond human'];
}
