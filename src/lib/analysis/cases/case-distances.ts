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
import { excesses } from './excess';
import { nearestRows } from './nearest-rows';

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

/** A kind of distance that is measured: rows that ask, in an order in which like rows stand together, and whom. */
interface Question {
	readonly tiles: CaseTiles;
	readonly root?: number;
	readonly rows: CaseRows;
	readonly picked: Uint32Array;
	readonly isSelf: boolean;
}

/** The four kinds; human rows of one half ask the other. */
interface Questions {
	readonly toSynthetic: Question;
	readonly toHuman: Question;
	readonly toHalves: readonly [Question, Question];
	readonly withinSynthetic: Question;
}

/** Measures a question's distances, by the numbers of the rows that ask; `from` and `to` are shares of the whole work. */
type Ask = (
	question: Question,
	cutoff: number,
	from: number,
	to: number
) => Promise<CaseNeighbours>;

/** Measures all distances; `seed` chooses the halves and, of large tables, the rows that calibrate. */
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
	const [ofHuman, ofSynthetic] = await Promise.all([
		cut({ space, rows: human, parts: halves(order, half) }),
		cut({ space, rows: synthetic })
	]);
	const tiles = { human: ofHuman, synthetic: ofSynthetic };
	onProgress(0.1);
	const questions = {
		toSynthetic: question(human, tiles.human, tiles.synthetic),
		toHuman: question(synthetic, tiles.synthetic, tiles.human),
		toHalves: questionsToHalves(human, tiles.human),
		withinSynthetic: {
			...only(question(synthetic, tiles.synthetic, tiles.synthetic), among.subarray(0, NULL_ROWS)),
			isSelf: true
		}
	};
	const ask: Ask = (asked, cutoff, from, to) =>
		nearestRows({ space, ...asked, cutoff }, ctx, (done) => onProgress(from + (to - from) * done));
	const isExact = human.count * synthetic.count <= EXACT_PAIRS;
	const pilot = isExact ? null : await measurePilot(questions, order, among, ask);
	const cutoff = pilot === null ? 0 : chooseCutoff(pilot, human.count);
	const toSynthetic = await ask(questions.toSynthetic, cutoff, 0.3, 0.45);
	const toHuman = await ask(questions.toHuman, cutoff, 0.45, 0.6);
	const within = await ask(questions.withinSynthetic, cutoff, 0.9, 1);
	const toPeople = new Float32Array(human.count);
	for (const [i, asked] of questions.toHalves.entries()) {
		const { distances } = await ask(asked, cutoff, 0.6 + 0.15 * i, 0.75 + 0.15 * i);
		asked.picked.forEach((row, at) => (toPeople[row] = distances[at]!));
	}
	return {
		tiles,
		across: {
			human: byRow(toSynthetic, questions.toSynthetic.picked),
			synthetic: byRow(toHuman, questions.toHuman.picked)
		},
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

/** All rows of one table, like rows together, ask the other. */
function question(rows: CaseRows, own: CaseTiles, tiles: CaseTiles): Question {
	return { tiles, rows, picked: tiledRows(own, 0), isSelf: false };
}

/** Rows of the first half ask the last, all others ask the first. */
function questionsToHalves(rows: CaseRows, tiles: CaseTiles): [Question, Question] {
	const [first, last] = [tiles.roots[0]!, tiles.roots.at(-1)!];
	const inFirst = tiledRows(tiles, first);
	const others = tiledRows(tiles, 0).subarray(inFirst.length);
	const asked = { tiles, rows, isSelf: false };
	return [
		{ ...asked, root: first, picked: others },
		{ ...asked, root: last, picked: inFirst }
	];
}

/** The question of those rows alone. */
function only(asked: Question, some: Uint32Array): Question {
	const isAsked = new Uint8Array(asked.rows.count);
	for (const row of some) isAsked[row] = 1;
	return { ...asked, picked: asked.picked.filter((row) => isAsked[row] === 1) };
}

async function measurePilot(
	{ toSynthetic, toHuman, toHalves, withinSynthetic }: Questions,
	order: Uint32Array,
	among: Uint32Array,
	ask: Ask
): Promise<PilotDistances> {
	const people = order.subarray(order.length - Math.min(PILOT_ROWS, order.length >> 1));
	const made = among.subarray(0, PILOT_ROWS);
	const exact = async (asked: Question, some: Uint32Array, from: number) =>
		(await ask(only(asked, some), 0, from, from + 0.05)).distances;
	return {
		across: {
			human: await exact(toSynthetic, people, 0.1),
			synthetic: await exact(toHuman, made, 0.15)
		},
		nulls: {
			human: await exact(toHalves[0], people, 0.2),
			synthetic: await exact(withinSynthetic, made, 0.25)
		}
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
 * The excess of each human row: how much nearer the other half of the human table comes than any synthetic row. What
 * lies within the cutoff counts as lying at it, on both sides alike, so that neither is favoured.
 */
export function excessOf({ across, nulls, cutoff }: CaseDistances): Float32Array {
	return excesses(across.human.distances, nulls.human, cutoff);
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
