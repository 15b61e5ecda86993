import { Scorer } from '$lib/kernels/search/score';
import type { DatasetPair } from '$lib/terms/dataset';
import type { ProvisionalGap } from '$lib/terms/gap';
import type { Condition } from '$lib/terms/region';

/** Gaps rank as if a shortfall of this share were nothing: deep ones come before wide shallow ones. */
const RANK_TOLERANCE = 0.5;

/** Bounds and values that a reader must hold in mind. */
function partsOf(condition: Condition): number {
	if (condition.kind === 'missing') return 1;
	if (condition.kind === 'set') return condition.values.length;
	const { low, high } = condition;
	return low !== null && high !== null && low !== high ? 2 : 1;
}

/**
 * Gaps with the strongest evidence of a deep shortfall first, simple ones before long ones: by G at a wide tolerance,
 * on counts over all rows, less what rows just outside make up for, over the number of bounds and values in the region.
 * `compensated` holds that share for each gap.
 */
export function rankGaps<T extends ProvisionalGap>(
	gaps: readonly T[],
	compensated: readonly number[],
	pair: DatasetPair
): T[] {
	const humanRows = pair.human.rowCount;
	const syntheticRows = pair.synthetic.rowCount;
	const scorer = new Scorer(humanRows, syntheticRows, RANK_TOLERANCE);
	const severityOf = ({ human, synthetic, region }: T, compensated: number) => {
		const g = scorer.g(human.share * humanRows, synthetic.share * syntheticRows);
		const parts = region.conditions.reduce((sum, condition) => sum + partsOf(condition), 0);
		return (g * (1 - compensated)) / parts;
	};
	return gaps
		.map((gap, i) => ({ gap, severity: severityOf(gap, compensated[i]!) }))
		.sort(
			(a, b) =>
				b.severity - a.severity || b.gap.score - a.gap.score || (a.gap.id < b.gap.id ? -1 : 1)
		)
		.map(({ gap }) => gap);
}
