/**
 * Whether the list of gaps stays the same under another order of rows, another order of columns and another seed:
 * the Jaccard index of the human rows in the strong gaps of both lists, gap by gap with its nearest.
 * Run: npm run bench:stability -- <human.parquet> <synthetic.parquet> …
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { findGaps } from '$lib/analysis/gaps/find-gaps';
import { ROLES, type Role } from '$lib/terms/dataset';
import type { Gap } from '$lib/terms/gap';
import { EMPTY_RECIPE } from '$lib/terms/recipe';
import { createNodeContext } from '../tests/node-context';
import { encodeFiles } from './gap-session';

/** A gap is strong when its score passes the threshold by so much. */
const STRONG = 20;
/** Two regions are the same when their human rows overlap so far. */
const SAME = 0.8;

const connection = await (await DuckDBInstance.create(':memory:')).connect();
const folder = mkdtempSync(join(tmpdir(), 'lacuna-stability-'));

async function strongGaps(paths: Record<Role, string>, seed = 1): Promise<Gap[]> {
	const ctx = createNodeContext();
	const recipe = { ...EMPTY_RECIPE, settings: { ...EMPTY_RECIPE.settings, seed } };
	const { pair, profiles, encoded } = await encodeFiles(paths, recipe, ctx);
	const { gaps, threshold } = await findGaps(pair, profiles, encoded, recipe, ctx);
	await ctx.engine.close();
	return gaps.filter(({ score }) => score >= threshold.score + STRONG);
}

async function numbers(sql: string): Promise<number[]> {
	return ((await connection.runAndReadAll(sql)).getRows()[0] ?? []).map(Number);
}

/** Gaps that are in both lists over gaps that are in either; each is matched once, with its nearest first. */
async function jaccardOfLists(a: readonly Gap[], b: readonly Gap[], path: string): Promise<number> {
	if (a.length + b.length === 0) return 1;
	const left = new Set(b);
	let same = 0;
	for (const gap of a) {
		const others = [...left];
		if (others.length === 0) break;
		const overlaps = others.map(
			({ sql }) =>
				`count(*) FILTER ((${gap.sql}) AND (${sql})) / count(*) FILTER ((${gap.sql}) OR (${sql}))`
		);
		const near = await numbers(`SELECT ${overlaps.join(', ')} FROM '${path}'`);
		const best = near.indexOf(Math.max(...near));
		if (near[best]! < SAME) continue;
		left.delete(others[best]!);
		same++;
	}
	return same / (a.length + b.length - same);
}

/** Both files written anew, their rows or columns in another order. */
async function rewritten(paths: Record<Role, string>, what: 'rows' | 'columns') {
	const written = {
		human: join(folder, 'human.parquet'),
		synthetic: join(folder, 'synthetic.parquet')
	};
	for (const role of ROLES) {
		const from = `read_parquet('${paths[role]}', file_row_number = true)`;
		const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM '${paths[role]}'`);
		const names = described.getRows().map(([name]) => `"${String(name).replaceAll('"', '""')}"`);
		const list = what === 'columns' ? names.toReversed() : names;
		const order = what === 'rows' ? 'hash(file_row_number)' : 'file_row_number';
		await connection.run(
			`COPY (SELECT ${list.join(', ')} FROM ${from} ORDER BY ${order}) TO '${written[role]}' (FORMAT parquet)`
		);
	}
	return written;
}

const files = process.argv.slice(2);
for (let i = 0; i + 1 < files.length; i += 2) {
	const paths = { human: files[i]!, synthetic: files[i + 1]! };
	const first = await strongGaps(paths);
	const others = [
		['rows', await strongGaps(await rewritten(paths, 'rows'))],
		['columns', await strongGaps(await rewritten(paths, 'columns'))],
		['seed', await strongGaps(paths, 2)]
	] as const;
	const figures: string[] = [];
	for (const [what, gaps] of others)
		figures.push(`${what} ${(await jaccardOfLists(first, gaps, paths.human)).toFixed(2)}`);
	console.log(`${paths.synthetic}: ${first.length} strong gaps; ${figures.join(', ')}`);
}
connection.disconnectSync();
rmSync(folder, { recursive: true });
