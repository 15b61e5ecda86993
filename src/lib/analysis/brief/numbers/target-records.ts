import type { ArithmeticStep } from '$lib/terms/brief-numbers';
import type { BriefPlan, TargetBasis } from '$lib/terms/brief-plan';
import { count, decimal, percent } from '$lib/analysis/brief/format';
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

/** A region as counts see it, with what was said of it alone. */
export interface RegionShares {
	readonly humanShare: number;
	/** Synthetic rows in the region; weighted where rows have weights. */
	readonly synthetic: number;
	/** Records set by hand. */
	readonly records: number | undefined;
	/** Share of the table to reach, set by hand. */
	readonly share: number | undefined;
	/** People whom its filters admit; null where nobody looked. */
	readonly eligible: number | null;
}

/** Records in all that give each region so many, where one may serve several. */
type InAll = (records: readonly number[]) => number;

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
	const level = percent(confidence);
	switch (target.kind) {
		case 'proportion': {
			const { expected, margin, method } = target;
			return {
				records:
					method === 'wilson'
						? rowsForWilson(expected, margin, confidence)
						: rowsForProportion(expected, margin, confidence, population),
				formula: `a share near ${decimal(expected)} known to ± ${decimal(margin)} at ${level} (${method === 'wilson' ? 'Wilson' : 'normal'} interval)`
			};
		}
		case 'mean':
			return {
				records: rowsForMean(target.deviation, target.margin, confidence),
				formula: `⌈(z × ${decimal(target.deviation)} / ${decimal(target.margin)})²⌉ at ${level}`
			};
		case 'zero-failure':
			return {
				records: rowsForZeroFailures(target.rate, confidence),
				formula: `⌈ln(${decimal(1 - confidence)}) / ln(1 − ${decimal(target.rate)})⌉`
			};
		case 'difference':
			return {
				records: rowsForDifference(target.first, target.second, target.power, confidence),
				formula: `${decimal(target.first)} told from ${decimal(target.second)} with power ${decimal(target.power)} at ${level}, a group`
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

type ShareTarget = Extract<TargetBasis, { kind: 'share' | 'fixed-share' }>;

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

function byHand(records: number): TargetRecords {
	return { records, step: { label: 'Accepted records', formula: 'set by hand', result: records } };
}

/** Rounds in which records that serve several regions are counted anew; it settles after a few. */
const MOST_ROUNDS = 50;

/**
 * Appended records of each region such that all shares hold at once. Records that serve several regions dilute the
 * table once, so that fewer do than for regions apart: the greatest need is lowered until it stands.
 */
function appended(
	shares: readonly number[],
	regions: readonly RegionShares[],
	rows: number,
	inAll: InAll
): { readonly records: readonly number[]; readonly added: number } {
	const fixed = regions.flatMap(({ records }) => records ?? []);
	const free = regions.flatMap(({ records }, i) => (records === undefined ? [i] : []));
	const apart = rowsForShares(
		rows + sum(fixed),
		free.map((i) => ({ share: shares[i]!, inRegion: regions[i]!.synthetic }))
	);
	let records = regions.map((region, i) => region.records ?? apart[free.indexOf(i)]!);
	let added = inAll(records);
	for (let round = 0; round < MOST_ROUNDS && Number.isFinite(added); round++) {
		const fewer = regions.map((region, i) =>
			region.records === undefined
				? roundUp(shares[i]! * (rows + added) - region.synthetic)
				: region.records
		);
		const less = inAll(fewer);
		if (less > added || fewer.every((wanted, i) => wanted >= records[i]!)) break;
		[records, added] = [fewer, less];
	}
	return { records, added };
}

function byShare(
	target: ShareTarget,
	regions: readonly RegionShares[],
	rows: number,
	inAll: InAll
): readonly TargetRecords[] {
	const shares = regions.map(
		({ humanShare, share }) =>
			share ?? (target.kind === 'share' ? target.ratio * humanShare : target.share)
	);
	const joint = target.mode === 'append' ? appended(shares, regions, rows, inAll) : null;
	return regions.map(({ synthetic, records: own }, i) => {
		if (own !== undefined) return byHand(own);
		const p = shares[i]!;
		const alone = rowsForShare(p, { rows, inRegion: synthetic }, target.mode);
		const records = joint?.records[i] ?? alone;
		const missing = `${decimal(p)} × ${count(rows)} − ${count(synthetic)}`;
		const formula =
			target.mode === 'swap'
				? `⌈${missing}⌉, swapped for rows outside`
				: records === alone
					? `⌈(${missing}) / (1 − ${decimal(p)})⌉`
					: `⌈${decimal(p)} × (${count(rows)} + ${count(joint!.added)} new rows of all regions) − ${count(synthetic)}⌉`;
		const label = `Accepted records for ${percent(p)} of all rows`;
		return { records, step: { label, formula, result: records } };
	});
}

function byCount(rows: number, { synthetic, records: own }: RegionShares): TargetRecords {
	if (own !== undefined) return byHand(own);
	const records = rowsForCount(rows, synthetic);
	const formula = `max(0, ${count(rows)} − ${count(synthetic)})`;
	return { records, step: { label: 'Accepted records for the count', formula, result: records } };
}

/** What of the plan's people a precision hangs on. */
type Sampled = Pick<BriefPlan['people'], 'confidence' | 'recordsPerPerson' | 'likeness'>;

function forPrecision(
	target: TargetBasis,
	{ records: own, eligible }: RegionShares,
	people: Sampled
): TargetRecords {
	if (own !== undefined) return byHand(own);
	const { records, formula } = byPrecision(target, {
		confidence: people.confidence,
		population: eligible === null || eligible < 1 ? null : eligible
	})!;
	const effect = designEffect(people.recordsPerPerson, people.likeness);
	const inflated = roundUp(records * effect);
	return {
		records: inflated,
		step: {
			label: 'Accepted records for the precision',
			formula:
				effect === 1
					? formula
					: `${count(records)} (${formula}) × ${decimal(effect)}, as ${decimal(people.recordsPerPerson)} records of one person are alike at ${decimal(people.likeness)}`,
			result: inflated
		}
	};
}

/**
 * Accepted records of each region for a target, several regions solved together. Records of one person count
 * less for precision (design effect), not for shares and counts. `inAll` says how many records in all give each
 * region its own; their sum where none serves two.
 */
export function targetRecords(
	target: TargetBasis,
	regions: readonly RegionShares[],
	rows: number,
	people: Sampled,
	inAll: InAll = sum
): readonly TargetRecords[] {
	if (target.kind === 'share' || target.kind === 'fixed-share')
		return byShare(target, regions, rows, inAll);
	if (target.kind === 'count') return regions.map((region) => byCount(target.rows, region));
	return regions.map((region) => forPrecision(target, region, people));
}
