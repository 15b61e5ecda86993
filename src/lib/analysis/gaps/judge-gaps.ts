import type { FoundRegion } from '$lib/kernels/search/listing';
import type { Gap, MeasuredRegion, Surplus } from '$lib/terms/gap';
import type { NullDistribution } from './calibrate';

/** Benjamini and Hochberg (1995): each p times the number of tests over its rank, made monotone. */
function adjust(pValues: readonly number[]): number[] {
	const order = pValues.map((_, i) => i).sort((a, b) => pValues[b]! - pValues[a]! || b - a);
	const adjusted = new Array<number>(pValues.length);
	let least = 1;
	order.forEach((at, i) => {
		least = Math.min(least, (pValues[at]! * pValues.length) / (pValues.length - i));
		adjusted[at] = least;
	});
	return adjusted;
}

/**
 * Found regions as gaps. One is confirmed when its p, adjusted over the list, is within the false-alarm rate and its
 * interval lies below 1: the p of held-out rows where there are any, else that of the search.
 */
export function judgeGaps(
	found: readonly FoundRegion[],
	measured: readonly MeasuredRegion[],
	chance: NullDistribution,
	falseAlarmRate: number
): Gap[] {
	const pValues = found.map(({ score }) => chance.pValue(score));
	const adjusted = adjust(measured.map(({ heldOut }, i) => heldOut?.pValue ?? pValues[i]!));
	return measured.map((region, i) => ({
		...region,
		score: found[i]!.score,
		pValue: pValues[i]!,
		pAdjusted: adjusted[i]!,
		confirmed: adjusted[i]! <= falseAlarmRate && region.ratio.high < 1,
		effectBasis: region.heldOut === undefined ? 'selection-corrected' : 'held-out'
	}));
}

/** Regions found with the roles turned, with what they measure the right way round. */
export function judgeSurplus(
	found: readonly FoundRegion[],
	measured: readonly MeasuredRegion[],
	chance: NullDistribution
): Surplus[] {
	return measured.map((region, i) => {
		const { id, region: conditions, words, sql, human, synthetic, ratio, ladder } = region;
		const { score } = found[i]!;
		const pValue = chance.pValue(score);
		return { id, region: conditions, words, sql, human, synthetic, ratio, ladder, score, pValue };
	});
}
