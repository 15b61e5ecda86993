import type { CaseNeighbours } from '$lib/kernels/case-nearest';
import type { CaseRows, CaseSpace } from '$lib/kernels/case-space';
import {
	caseTilesJob,
	tiledRows,
	type CaseTiles,
	type CaseTilesInput
} from '$lib/kernels/case-tiles';
import { createRandom, streamSeed } from '$lib/kernels/random';
import type { Role } from '$lib/terms/dataset';
import type { RunContext } from '$lib/terms/run';
import { noveltyCutoff, quantile, safeCutoff } from './choose-cutoff';
import { nearestRows, type NearestQuestion } from './nearest-rows';

/** Accepted share of false ones among the rows that pass. */
export const FALSE_SHARE = 0.1;
/** Up to so many pairs of a human and a synthetic row every distance is exact. */
const EXACT_PAIRS = 2_500_000_000;
/** Rows whose exact distances choose the cutoff of larger tables. */
const PILOT_ROWS = 2000;
/** The farthest rows of a large table whose distance is exact whether or not they pass, about so many; the report lists 5,000. */
const RANKED_ROWS = 6000;
/** Synthetic rows that calibrate, at most. */
const NULL_ROWS = 100_000;

/** Both tables as rows of one space. */
export interface CaseTables {
	readonly space: CaseSpace;
	readonly rows: Readonly<Record<Role, CaseRows>>;
}

/** Exact distances of a seeded choice of rows, of the kinds that {@link CaseDistances} holds of all. */
export interface PilotDistances {
	readonly across: Readonly<Record<Role, Float32Array>>;
	readonly nulls: Readonly<Record<Role, Float32Array>>;
}

/** Nearest-row distances of every row to the other table, and of rows that are no cases. */
export interface CaseDistances {
	readonly tiles: Readonly<Record<Role, CaseTiles>>;
	/** By row of the first table: human rows to synthetic ones, synthetic rows to human ones. */
	readonly across: Readonly<Record<Role, CaseNeighbours>>;
	/** `human`: every human row, by number, to the other half of its table. `synthetic`: rows to the other rows. */
	readonly nulls: Readonly<Record<Role, Float32Array>>;
	/** Null where every distance is exact. */
	readonly pilot: PilotDistances | null;
	/** Distances at or below it are upper bounds. */
	readonly cutoff: number;
	/** Human rows that ask the other half, and rows of a half. */
	readonly split: { readonly rows: number; readonly reference: number };
}

/** The kinds of distance that are measured, by the table among whose rows the nearest are. */
interface Questions {
	/** All human rows, and synthetic rows that calibrate. */
	readonly synthetic: readonly [people: NearestQuestion, made: NearestQuestion];
	/** All synthetic rows, and human rows of one half that ask the other: all but the first half, then that. */
	readonly human: readonly [made: NearestQuestion, others: NearestQuestion, first: NearestQuestion];
}

/** Asks one table; `from` and `to` are shares of the whole work. */
type Ask = <const Asked extends readonly NearestQuestion[]>(
	role: Role,
	asked: Asked,
	from: number,
	to: number
) => ReturnType<typeof nearestRows<Asked>>;

/**
 * Measures all distances; `seed` chooses the halves and, of large tables, the rows that calibrate.
 * @param onProgress is told the share of the distances; first 0, once the rows are laid out.
 */
export async function measureDistances(
	{ space, rows }: CaseTables,
	seed: number,
	ctx: RunContext,
	onProgress: (done: number) => void
): Promise<CaseDistances> {
	const { human, synthetic } = rows;
	const order = shuffledRows(human.count, streamSeed(seed, 'case-split'));
	const among = shuffledRows(synthetic.count, streamSeed(seed, 'case-null'));
	const half = Math.min(synthetic.count, human.count >> 1);
	const cut = (input: CaseTilesInput) =>
		ctx.compute.run(caseTilesJob, input, { signal: ctx.signal });
	const [humanTiles, syntheticTiles] = await Promise.all([
		cut({ space, rows: human, parts: halves(order, half) }),
		cut({ space, rows: synthetic })
	]);
	const tiles = { human: humanTiles, synthetic: syntheticTiles };
	onProgress(0);
	const questions = questionsOf(rows, tiles, among.subarray(0, NULL_ROWS));
	const ask: Ask = (role, asked, from, to) =>
		nearestRows({ space, tiles: tiles[role] }, asked, ctx, (done) =>
			onProgress(from + (to - from) * done)
		);
	const isExact = human.count * synthetic.count <= EXACT_PAIRS;
	const pilot = isExact ? null : await measurePilot(questions, order, among, ask);
	const cutoff = pilot === null ? 0 : chooseCutoff(pilot, human.count);
	const upTo = (question: NearestQuestion) => ({ ...question, cutoff });
	// The three that follow take about as long each.
	const begin = isExact ? 0 : 0.2;
	const third = (1 - begin) / 3;
	const [people, made] = questions.synthetic;
	const ofSynthetic = [upTo(people), upTo(made)] as const;
	const [toSynthetic, within] = await ask('synthetic', ofSynthetic, begin, begin + third);
	const [asked, others, first] = questions.human;
	const [toHuman] = await ask('human', [upTo(asked)], begin + third, begin + 2 * third);
	// Apart from the one before: all that is asked at once lies in the workers beside the tiles.
	const toHalves = await ask('human', [upTo(others), upTo(first)], begin + 2 * third, 1);
	const toPeople = new Float32Array(human.count);
	for (const [i, { picked }] of [others, first].entries())
		picked.forEach((row, at) => (toPeople[row] = toHalves[i]!.distances[at]!));
	return {
		tiles,
		across: { human: byRow(toSynthetic, people.picked), synthetic: byRow(toHuman, asked.picked) },
		nulls: { human: toPeople, synthetic: within.distances },
		pilot,
		cutoff,
		split: { rows: human.count, reference: half }
	};
}

/**
 * The human table in halves, and between them what belongs to neither. A half that is looked through holds at most as many
 * rows as synthetic does: among fewer rows the nearest is farther, and too large a half would make ordinary rows seem novel.
 */
function halves(order: Uint32Array, half: number): Uint32Array[] {
	const rest = order.length - half;
	const parts = [order.subarray(0, half), order.subarray(half, rest), order.subarray(rest)];
	return parts.filter(({ length }) => length > 0);
}

/** What is asked; `calibrating` are synthetic rows. */
function questionsOf(
	{ human, synthetic }: CaseTables['rows'],
	tiles: CaseDistances['tiles'],
	calibrating: Uint32Array
): Questions {
	const people = { rows: human, isSelf: false };
	const made = { rows: synthetic, isSelf: false, picked: tiledRows(tiles.synthetic, 0) };
	const all = tiledRows(tiles.human, 0);
	const [first, last] = [tiles.human.roots[0]!, tiles.human.roots.at(-1)!];
	const inFirst = tiledRows(tiles.human, first);
	const others = all.subarray(inFirst.length);
	return {
		synthetic: [
			{ ...people, picked: all },
			{ ...only(made, calibrating), isSelf: true }
		],
		human: [
			made,
			{ ...people, root: first, picked: others },
			{ ...people, root: last, picked: inFirst }
		]
	};
}

/** The question of those rows alone. */
function only(asked: NearestQuestion, some: Uint32Array): NearestQuestion {
	const isAsked = new Uint8Array(asked.rows.count);
	for (const row of some) isAsked[row] = 1;
	return { ...asked, picked: asked.picked.filter((row) => isAsked[row] === 1) };
}

async function measurePilot(
	{ synthetic: [people, calibrating], human: [made, others] }: Questions,
	order: Uint32Array,
	among: Uint32Array,
	ask: Ask
): Promise<PilotDistances> {
	const some = order.subarray(order.length - Math.min(PILOT_ROWS, order.length >> 1));
	const few = among.subarray(0, PILOT_ROWS);
	const ofSynthetic = [only(people, some), only(calibrating, few)] as const;
	const [toSynthetic, within] = await ask('synthetic', ofSynthetic, 0, 0.1);
	const [toHuman, toHalf] = await ask('human', [only(made, few), only(others, some)], 0.1, 0.2);
	return {
		across: { human: toSynthetic.distances, synthetic: toHuman.distances },
		nulls: { human: toHalf.distances, synthetic: within.distances }
	};
}

function byRow({ distances, rowIds }: CaseNeighbours, picked: Uint32Array): CaseNeighbours {
	const found = {
		distances: new Float32Array(distances.length),
		rowIds: new Uint32Array(rowIds.length)
	};
	picked.forEach((row, at) => {
		found.distances[row] = distances[at]!;
		found.rowIds[row] = rowIds[at]!;
	});
	return found;
}

/**
 * The cutoff of a large table: below it no distance passes by itself, hardly a row is novel, and none is among the
 * farthest that are ranked exactly.
 */
function chooseCutoff({ across, nulls }: PilotDistances, humanRows: number): number {
	return Math.min(
		quantile(across.human, 1 - RANKED_ROWS / humanRows),
		safeCutoff(across.human, nulls.synthetic, FALSE_SHARE),
		safeCutoff(across.synthetic, nulls.human, FALSE_SHARE),
		noveltyCutoff(across.human, nulls.human, FALSE_SHARE)
	);
}

function shuffledRows(count: number, seed: number): Uint32Array {
	const rows = Uint32Array.from({ length: count }, (_, i) => i);
	createRandom(seed).shuffle(rows);
	return rows;
}
