import type { ArithmeticStep } from '$lib/terms/brief';
import type { TargetBasis } from '$lib/terms/brief-plan';
import { count, decimal } from '$lib/analysis/brief/format';
import { roundUp } from './distributions';
import {
	designEffect,
	rowsForBeforeAfter,
	rowsForCells,
	rowsForCount,
	rowsForDifference,
	rowsForMean,
	rowsForProportion,
	rowsForShare,
	rowsForShares,
	rowsForWilson,
	rowsForZeroFailures
} from './sample-size';

/** A region as counts see it. */
export interface RegionShares {
	readonly humanShare: number;
	/** Synthetic rows in the region; weighted where rows have weights. */
	readonly synthetic: number;
}

/** Accepted records of a region, with the line that computed them. */
export interface TargetRecords {
	readonly records: number;
	readonly step: ArithmeticStep;
}

type Precision = { readonly confidence: number; readonly population: number | null };

/** Records that a basis wants whatever the region holds, with the formula in numbers. */
function byPrecision(
	target: TargetBasis,
	{ confidence, population }: Precision
): { readonly records: number; readonly formula: string } | null {
	const level = decimal(confidence * 100);
	switch (target.kind) {
		case 'proportion': {
			const { expected, margin, method } = target;
			return {
				records:
					method === 'wilson'
						? rowsForWilson(expected, margin, confidence)
						: rowsForProportion(expected, margin, confidence, population),
				formula: `a share near ${decimal(expected)} known to ± ${decimal(margin)} at ${level} % (${method === 'wilson' ? 'Wilson' : 'normal'} interval)`
			};
		}
		case 'mean':
			return {
				records: rowsForMean(target.deviation, target.margin, confidence),
				formula: `⌈(z × ${decimal(target.deviation)} / ${decimal(target.margin)})²⌉ at ${level} %`
			};
		case 'zero-failure':
			return {
				records: rowsForZeroFailures(target.rate, confidence),
				formula: `⌈ln(${decimal(1 - confidence)}) / ln(1 − ${decimal(target.rate)})⌉`
			};
		case 'difference':
			return {
				records: rowsForDifference(target.first, target.second, target.power, confidence),
				formula: `${decimal(target.first)} told from ${decimal(target.second)} with power ${decimal(target.power)} at ${level} %, a group`
			};
		case 'before-after':
			return {
				records: rowsForBeforeAfter(target.discordant, target.difference, target.power, confidence),
				formula: `a net change of ${decimal(target.difference)} among ${decimal(target.discordant)} that change, with power ${decimal(target.power)}`
			};
		case 'cells':
			return {
				records: rowsForCells(target.cells, target.smallest, target.miss),
				formula: `⌈ln(${decimal(target.miss)} / ${count(target.cells)}) / ln(1 − ${decimal(target.smallest)})⌉`
			};
		default:
			return null;
	}
}

function byShare(
	target: Extract<TargetBasis, { kind: 'share' }>,
	regions: readonly RegionShares[],
	rows: number
): readonly TargetRecords[] {
	const shares = regions.map(({ humanShare }) => target.ratio * humanShare);
	const joint =
		target.mode === 'append'
			? rowsForShares(
					rows,
					regions.map(({ synthetic }, i) => ({ share: shares[i]!, inRegion: synthetic }))
				)
			: null;
	return regions.map(({ synthetic }, i) => {
		const p = shares[i]!;
		const alone = rowsForShare(p, { rows, inRegion: synthetic }, target.mode);
		const records = joint?.[i] ?? alone;
		const missing = `${decimal(p)} × ${count(rows)} − ${count(synthetic)}`;
		const formula =
			target.mode === 'swap'
				? `⌈${missing}⌉, swapped for rows outside`
				: records === alone
					? `⌈(${missing}) / (1 − ${decimal(p)})⌉`
					: `⌈${decimal(p)} × (${count(rows)} + ${count(joint!.reduce((sum, m) => sum + m, 0))} new rows of all regions) − ${count(synthetic)}⌉`;
		return { records, step: { label: 'Accepted records for the share', formula, result: records } };
	});
}

/**
 * Accepted records of each region for a target, several regions solved together. Records of one person count
 * less for precision (design effect), not for shares and counts.
 */
export function targetRecords(
	target: TargetBasis,
	regions: readonly RegionShares[],
	rows: number,
	people: {
		readonly confidence: number;
		readonly eligible: number | null;
		readonly recordsPerPerson: number;
		readonly likeness: number;
	}
): readonly TargetRecords[] {
	if (target.kind === 'share') return byShare(target, regions, rows);
	if (target.kind === 'count')
		return regions.map(({ synthetic }) => {
			const records = rowsForCount(target.rows, synthetic);
			const formula = `max(0, ${count(target.rows)} − ${count(synthetic)})`;
			return {
				records,
				step: { label: 'Accepted records for the count', formula, result: records }
			};
		});
	const { records, formula } = byPrecision(target, {
		confidence: people.confidence,
		population: people.eligible === null || people.eligible < 1 ? null : people.eligible
	})!;
	const effect = designEffect(people.recordsPerPerson, people.likeness);
	const inflated = roundUp(records * effect);
	const step = {
		label: 'Accepted records for the precision',
		formula:
			effect === 1
				? formula
				: `${count(records)} (${formula}) × ${decimal(effect)}, as ${decimal(people.recordsPerPerson)} records of one person are alike at ${decimal(people.likeness)}`,
		result: inflated
	};
	return regions.map(() => ({ records: inflated, step }));
}
