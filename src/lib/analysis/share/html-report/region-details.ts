import { binsOf, isBinIn, type Binning } from '$lib/analysis/encode/bins';
import { measureRegions, weightColumnsOf } from '$lib/analysis/gaps/measure-region';
import { conditionWords } from '$lib/analysis/gaps/region-words';
import {
	inSteps,
	isTellable,
	withoutDifferences,
	type ToldCount
} from '$lib/analysis/verify/differencing';
import type { Analysis } from '$lib/terms/analysis';
import { ROLES, type Role } from '$lib/terms/dataset';
import type { EncodedColumn, EncodedPair } from '$lib/terms/encoded';
import { SMALL_COUNT_FLOOR, type FrozenRegion } from '$lib/terms/findings';
import type { Interval, Rung } from '$lib/terms/gap';
import type { Recipe } from '$lib/terms/recipe';
import type { Condition, Region } from '$lib/terms/region';
import type { RunContext } from '$lib/terms/run';

type Shares = Readonly<Record<Role, number>>;

/** Some conditions of a region together, in words. */
export interface ToldRung {
	readonly words: string;
	readonly human: number;
	readonly synthetic: number;
	readonly ratio: Interval;
}

/** A bar of a distribution. */
export interface ToldBin extends Shares {
	/** The category, or null for an interval of an ordered column. */
	readonly label: string | null;
	/** Lower end of an interval; null for the first, whose end is one person's value. */
	readonly from: number | string | null;
	readonly isIn: boolean;
}

/** One column of a region on both sides. */
export interface ToldDistribution {
	readonly column: string;
	readonly isOrdered: boolean;
	readonly bins: readonly ToldBin[];
}

/** Two columns crossed, row after row of cells from below; a human share is null for a cell of too few people. */
export interface ToldMap {
	readonly x: ToldDistribution;
	readonly y: ToldDistribution;
	readonly cells: readonly { readonly human: number | null; readonly synthetic: number }[];
}

/** What pictures of a region show beside its counts. */
export interface RegionDetail {
	/** Each condition alone, then pairs, then all: which combination is missing. Empty for one condition. */
	readonly ladder: readonly ToldRung[];
	/** Rungs left out because the count, beside another that is told, would tell of too few people. */
	readonly withheldRungs: number;
	readonly distributions: readonly ToldDistribution[];
	readonly map: ToldMap | null;
}

const LEVEL = { nominal: 0.95, stated: 0.95 };
/** A category beyond so many is not drawn. */
const MOST_CATEGORIES = 9;
/** Bins a side of a map, at most: fewer people would be in each than may be told. */
const MOST_SIDE = 14;

/**
 * Pictures of regions that may be told, from the searched rows. Bins that fewer than {@link SMALL_COUNT_FLOOR} human
 * rows stand behind are joined to the next, or left out; so are cells of maps. Human shares of bins and cells go in
 * steps of so many rows, since exact ones would tell of few people beside the counts of regions.
 * @param told all regions with counts that stand in the report.
 */
export async function regionDetails(
	regions: readonly Region[],
	told: readonly FrozenRegion[],
	{ open, profile, encode }: Pick<Analysis, 'open' | 'profile' | 'encode'>,
	recipe: Recipe,
	ctx: RunContext
): Promise<readonly RegionDetail[]> {
	const weights = weightColumnsOf(open, profile, recipe);
	const measured = await measureRegions(regions, open, weights, LEVEL, ctx);
	const counts: ToldCount[] = [
		{ region: { conditions: [] }, rows: open.human.rowCount },
		...told.map(({ region, human }) => ({ region, rows: human.count }))
	];
	return measured.map(({ region, ladder }) => {
		const rungs = region.conditions.length < 2 ? [] : ladder.map((rung) => toCount(region, rung));
		const toldRungs = withoutDifferences(rungs, counts);
		counts.push(...toldRungs);
		const parts = region.conditions.flatMap((condition) => {
			const told = tellColumn(encode, condition);
			return told === null ? [] : [told];
		});
		return {
			ladder: toldRungs.map(({ rung }) => tellRung(region, rung)),
			withheldRungs: rungs.length - toldRungs.length,
			distributions: parts.map(({ distribution }) => distribution),
			map: parts.length < 2 ? null : crossColumns(encode, parts[0]!, parts[1]!)
		};
	});
}

function toCount({ conditions }: Region, rung: Rung) {
	const region = { conditions: rung.conditions.map((at) => conditions[at]!) };
	return { rung, region, rows: rung.human.count };
}

function tellRung({ conditions }: Region, rung: Rung): ToldRung {
	return {
		words: rung.conditions.map((at) => conditionWords(conditions[at]!)).join(' and '),
		human: rung.human.share,
		synthetic: rung.synthetic.share,
		ratio: rung.ratio
	};
}

/** A condition's column in bins that may be told, and the bin of each code; −1 for codes of none. */
interface ToldColumn {
	readonly column: EncodedColumn;
	readonly distribution: ToldDistribution;
	readonly toldOf: Int16Array;
}

function tellColumn(encode: EncodedPair, condition: Condition): ToldColumn | null {
	const column = encode.columns.find(
		(one) => one.column === condition.column && one.measure === condition.measure
	);
	if (column === undefined) return null;
	const binning = binsOf(column);
	const rows = countBins(column, binning, null);
	const groups = column.kind === 'ordered' ? joinSmall(binning, rows) : largeAlone(binning, rows);
	const shares = {
		human: countBins(column, binning, encode.weights.human, 'human'),
		synthetic: countBins(column, binning, encode.weights.synthetic, 'synthetic')
	};
	const total = (role: Role) => shares[role].reduce((sum, weight) => sum + weight, 0) || 1;
	const share = (group: readonly number[], role: Role) =>
		group.reduce((sum, bin) => sum + shares[role][bin]!, 0) / total(role);
	const bins = groups.map((group, i): ToldBin => {
		const [first] = group.map((bin) => binning.bins[bin]!);
		return {
			label: first!.kind === 'ordered' ? null : first!.label,
			from: i === 0 ? null : first!.low,
			human: inSteps(share(group, 'human'), encode.sample.human.rows),
			synthetic: share(group, 'synthetic'),
			isIn: group.some((bin) => isBinIn({ ...binning.bins[bin]!, share: NONE }, condition))
		};
	});
	const toldOf = Int16Array.from(binning.binOf, (bin) =>
		groups.findIndex((group) => group.includes(bin))
	);
	const name =
		column.measure === undefined ? column.column : `${column.measure} of ${column.column}`;
	const distribution = { column: name, isOrdered: column.kind === 'ordered', bins };
	return { column, distribution, toldOf };
}

const NONE = { human: 0, synthetic: 0 };

/** Rows, or weight, of each bin on one side. */
function countBins(
	column: EncodedColumn,
	{ bins, binOf }: Binning,
	weights: Float64Array | null,
	role: Role = 'human'
): number[] {
	const counts = new Array<number>(bins.length).fill(0);
	column.codes[role].forEach((code, row) => (counts[binOf[code]!]! += weights?.[row] ?? 1));
	return counts;
}

/** Neighbouring bins joined until enough human rows stand behind each; missing values are left out. */
function joinSmall({ bins }: Binning, rows: readonly number[]): number[][] {
	const groups: number[][] = [];
	const size = (group: readonly number[]) => group.reduce((sum, bin) => sum + rows[bin]!, 0);
	for (const [bin, { kind }] of bins.entries()) {
		if (kind !== 'ordered') continue;
		const last = groups.at(-1);
		if (last && size(last) < SMALL_COUNT_FLOOR) last.push(bin);
		else groups.push([bin]);
	}
	const [before, last] = groups.slice(-2);
	if (before && last && size(last) < SMALL_COUNT_FLOOR) groups.splice(-2, 2, [...before, ...last]);
	return groups.filter((group) => size(group) >= SMALL_COUNT_FLOOR);
}

/** Categories that enough human rows stand behind, each by itself. */
function largeAlone({ bins }: Binning, rows: readonly number[]): number[][] {
	return [...bins.keys()].filter((bin) => rows[bin]! >= SMALL_COUNT_FLOOR).map((bin) => [bin]);
}

function crossColumns(encode: EncodedPair, x: ToldColumn, y: ToldColumn): ToldMap {
	const [across, up] = [x, y].map(forMap);
	const wide = across!.distribution.bins.length;
	const size = wide * up!.distribution.bins.length;
	const count = (role: Role, isWeighed: boolean) => {
		const weights = isWeighed ? encode.weights[role] : null;
		const cells = new Float64Array(size);
		x.column.codes[role].forEach((code, row) => {
			const at = across!.toldOf[code]!;
			const above = up!.toldOf[y.column.codes[role][row]!]!;
			if (at >= 0 && above >= 0) cells[above * wide + at]! += weights?.[row] ?? 1;
		});
		return cells;
	};
	const rows = count('human', false);
	const weight = Object.fromEntries(ROLES.map((role) => [role, count(role, true)])) as Record<
		Role,
		Float64Array
	>;
	const total = (role: Role) => weight[role].reduce((sum, cell) => sum + cell, 0) || 1;
	const [human, synthetic] = [total('human'), total('synthetic')];
	const cells = Array.from(rows, (people, i) => ({
		human: isTellable(people) ? inSteps(weight.human[i]! / human, encode.sample.human.rows) : null,
		synthetic: weight.synthetic[i]! / synthetic
	}));
	return { x: across!.distribution, y: up!.distribution, cells };
}

/** A column with no more bins than a side of a map has: neighbours joined, the rarer categories left out. */
function forMap({ column, distribution, toldOf }: ToldColumn): ToldColumn {
	const { bins, isOrdered } = distribution;
	const order = [...bins.keys()].sort((a, b) => Number(bins[b]!.isIn) - Number(bins[a]!.isIn));
	const kept = order.slice(0, MOST_CATEGORIES).sort((a, b) => a - b);
	const step = Math.ceil(bins.length / MOST_SIDE);
	const sideOf = (bin: number) => {
		if (bin < 0) return -1;
		return isOrdered ? Math.floor(bin / step) : kept.indexOf(bin);
	};
	const sides = isOrdered ? Math.ceil(bins.length / step) : kept.length;
	const joined = Array.from({ length: sides }, (_, side): ToldBin => {
		const own = bins.filter((_, bin) => sideOf(bin) === side);
		const sum = (role: Role) => own.reduce((total, bin) => total + bin[role], 0);
		return {
			...own[0]!,
			...{ human: sum('human'), synthetic: sum('synthetic') },
			isIn: own.some(({ isIn }) => isIn)
		};
	});
	return {
		column,
		distribution: { ...distribution, bins: joined },
		toldOf: toldOf.map(sideOf)
	};
}
