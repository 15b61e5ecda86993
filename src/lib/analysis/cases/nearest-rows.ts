import {
	BLOCK_QUERIES,
	caseNearestJob,
	type CaseNeighbours,
	type CaseQueries
} from '$lib/kernels/case-nearest';
import { yieldToOthers } from '$lib/kernels/drive-job';
import { pickRows, type CaseRows, type CaseSpace } from '$lib/kernels/case-space';
import type { CaseTiles } from '$lib/kernels/case-tiles';
import type { CaseNeighbour } from '$lib/terms/case';
import type { RunContext } from '$lib/terms/run';

/** To send the tiles to one more thread is worth it from so many queries for each row of them on. */
const QUERIES_WORTH_A_THREAD = 0.01;

/** The rows among which to look. */
export interface NearestSearch {
	readonly space: CaseSpace;
	readonly tiles: CaseTiles;
	/** Neighbours a row; 1 unless given. */
	readonly k?: number;
}

/** Rows that ask for their nearest. */
export interface NearestQuestion {
	/** The node below which to look; all rows unless given. */
	readonly root?: number;
	/** The table whose rows ask, and the numbers of those that do: like rows together is fastest. */
	readonly rows: CaseRows;
	readonly picked: Uint32Array;
	/** Whether the rows that ask are among those of the tiles: no row is its own neighbour. */
	readonly isSelf: boolean;
	/** Distances at or below it need not be exact; all are unless given. */
	readonly cutoff?: number;
}

/**
 * Finds the nearest rows of each picked row, in the order picked, question by question, on as many threads as are worth
 * it; the answer does not depend on how many. Questions about the same tiles are asked together, for tiles are large.
 */
export async function nearestRows<const Questions extends readonly NearestQuestion[]>(
	{ space, tiles, k = 1 }: NearestSearch,
	questions: Questions,
	ctx: RunContext,
	onProgress: (done: number) => void = () => {}
): Promise<{ -readonly [Question in keyof Questions]: CaseNeighbours }> {
	const found = questions.map(({ picked }) => ({
		distances: new Float32Array(picked.length * k),
		rowIds: new Uint32Array(picked.length * k)
	}));
	const all = questions.reduce((sum, { picked }) => sum + picked.length, 0);
	const worth = Math.ceil(all / (QUERIES_WORTH_A_THREAD * tiles.rowIds.length));
	const threads = Math.max(1, Math.min(ctx.compute.concurrency, worth));
	const done = new Float64Array(threads);
	const find = async (thread: number) => {
		const asked: QuestionPart[] = [];
		for (const question of questions) {
			asked.push(partOf(question, space, thread, threads));
			// Millions of rows are copied in a tenth of a second, in which no one else could be served.
			await yieldToOthers();
		}
		const answers = await ctx.compute.run(
			caseNearestJob,
			{ space, tiles, k, asked: asked.map(({ queries }) => queries) },
			{
				signal: ctx.signal,
				// Copies of the rows that ask would lie here beside those of the worker.
				spent: asked.flatMap(({ queries: { rows, selfIds } }) => [
					...[rows.numbers, rows.codes],
					...(selfIds ? [selfIds] : [])
				]),
				onProgress: (share) => {
					done[thread] = share;
					onProgress(done.reduce((sum, each) => sum + each, 0) / threads);
				}
			}
		);
		answers.forEach(({ distances, rowIds }, i) => {
			found[i]!.distances.set(distances, asked[i]!.from * k);
			found[i]!.rowIds.set(rowIds, asked[i]!.from * k);
		});
	};
	await Promise.all(Array.from({ length: threads }, (_, thread) => find(thread)));
	return found as { -readonly [Question in keyof Questions]: CaseNeighbours };
}

/** What one thread is asked of a question: the queries from the given place of the picked rows on. */
interface QuestionPart {
	readonly from: number;
	readonly queries: CaseQueries;
}

/** Deals out whole blocks of queries. */
function partOf(
	{ root = 0, rows, picked, isSelf, cutoff = 0 }: NearestQuestion,
	space: CaseSpace,
	thread: number,
	threads: number
): QuestionPart {
	const blocks = Math.ceil(picked.length / BLOCK_QUERIES);
	const from = BLOCK_QUERIES * Math.floor((thread * blocks) / threads);
	const to = BLOCK_QUERIES * Math.floor(((thread + 1) * blocks) / threads);
	const asked = picked.slice(from, to);
	const selfIds = isSelf ? asked : null;
	return { from, queries: { root, rows: pickRows(space, rows, asked), selfIds, cutoff } };
}

/** The nearest rows of each picked row as a list, nearest first. */
export async function nearestNeighbours(
	search: NearestSearch,
	question: NearestQuestion,
	ctx: RunContext
): Promise<CaseNeighbour[][]> {
	const { k = 1 } = search;
	const [found] = await nearestRows(search, [question], ctx);
	return Array.from(question.picked, (_, at) => neighboursOf(found, at, k));
}

/** The nearest rows of the row picked at a place, nearest first. */
export function neighboursOf(
	{ rowIds, distances }: CaseNeighbours,
	at: number,
	k: number
): CaseNeighbour[] {
	return Array.from({ length: k }, (_, i) => ({
		row: rowIds[at * k + i]!,
		distance: distances[at * k + i]!
	}));
}
