import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { encodePair } from '$lib/analysis/encode/encode-pair';
import { measureRegions } from '$lib/analysis/gaps/measure-region';
import { regionOfCodes } from '$lib/analysis/gaps/region-of-codes';
import { openPair } from '$lib/analysis/open/open-pair';
import { profilePair } from '$lib/analysis/profile/profile-pair';
import { createRandom } from '$lib/kernels/random';
import type { CodeCondition, CodeRegion } from '$lib/kernels/search/table';
import type { EncodedColumn, EncodedPair } from '$lib/terms/encoded';
import type { Role } from '$lib/terms/dataset';
import { EMPTY_RECIPE } from '$lib/terms/recipe';
import { createNodeContext } from '../node-context';

const folder = mkdtempSync(join(tmpdir(), 'lacuna-counts-'));
afterAll(() => rmSync(folder, { recursive: true }));

const NAMES = ['whole "number"', 'real', 'day', "it's a colour", 'flag'];

/** A table with the values that trip predicates up: quotes, missing, ties, dates before 1970, many decimals. */
function tableText(rows: number, seed: number): string {
	const random = createRandom(seed);
	const colours = ['red', "o'brien", '"quoted"', 'blue, green', 'x'];
	const lines = Array.from({ length: rows }, () => {
		const isMissing = () => random.next() < 0.1;
		const day = new Date(Date.UTC(1960, 0, 1 + random.below(9000))).toISOString().slice(0, 10);
		return [
			isMissing() ? '' : String(random.below(30) - 10),
			isMissing() ? '' : String((random.next() - 0.5) / 3),
			isMissing() ? '' : day,
			isMissing() ? '' : `"${colours[random.below(5)]!.replaceAll('"', '""')}"`,
			random.next() < 0.5 ? 'true' : 'false'
		].join(',');
	});
	return [NAMES.map((name) => `"${name.replaceAll('"', '""')}"`).join(','), ...lines].join('\n');
}

async function prepare(seed: number) {
	const ctx = createNodeContext();
	const source = (role: Role, rows: number) => {
		const path = join(folder, `${role}-${seed}.csv`);
		writeFileSync(path, tableText(rows, seed * 2 + rows));
		return { kind: 'path', name: path, path } as const;
	};
	const sources = { human: source('human', 700), synthetic: source('synthetic', 500) };
	const pair = await openPair(sources, EMPTY_RECIPE, ctx);
	const profiles = await profilePair(pair, EMPTY_RECIPE, ctx);
	const encoded = await encodePair(pair, profiles, EMPTY_RECIPE, ctx);
	return { ctx, pair, encoded };
}

function conditionOn(
	column: number,
	{ kind, levels }: EncodedColumn,
	a: number,
	b: number
): CodeCondition {
	if (kind === 'categories') {
		const named = levels.length - 1;
		const codes = [...new Set([1 + (a % named), 1 + (b % named)])].sort((x, y) => x - y);
		return { column, from: codes[0]!, to: codes.at(-1)!, codes };
	}
	const [from, to] = [1 + (a % levels.length), 1 + (b % levels.length)].sort((x, y) => x - y) as [
		number,
		number
	];
	// The whole range is no condition at all.
	return from === 1 && to === levels.length
		? { column, from: 0, to: 0, codes: null }
		: { column, from, to, codes: null };
}

function countByCodes(region: CodeRegion, { columns, sample }: EncodedPair, role: Role): number {
	let count = 0;
	for (let row = 0; row < sample[role].rows; row++) {
		const isIn = region.every(({ column, from, to, codes }) => {
			const code = columns[column]!.codes[role][row]!;
			return codes === null ? code >= from && code <= to : codes.includes(code);
		});
		if (isIn) count++;
	}
	return count;
}

it('a region’s SQL counts the rows that its codes count, on both sides', async () => {
	for (const seed of [1, 2]) {
		const { ctx, pair, encoded } = await prepare(seed);
		const picks = fc.array(fc.tuple(fc.nat(4), fc.nat(1000), fc.nat(1000)), {
			minLength: 1,
			maxLength: 4
		});
		const drawn = fc.sample(picks, { numRuns: 60, seed });
		const regions = drawn.map((conditions) => {
			const byColumn = new Map(conditions.map((pick) => [pick[0], pick]));
			return [...byColumn.values()].map(([column, a, b]) =>
				conditionOn(column, encoded.columns[column]!, a, b)
			);
		});
		const named = regions.map((region) => regionOfCodes(region, encoded.columns));
		const level = { nominal: 0.95, stated: 0.95 };
		const measured = await measureRegions(named, pair, {}, level, ctx);
		measured.forEach(({ human, synthetic, sql }, i) => {
			const counted = [human.count, synthetic.count];
			const expected = [
				countByCodes(regions[i]!, encoded, 'human'),
				countByCodes(regions[i]!, encoded, 'synthetic')
			];
			expect(counted, sql).toEqual(expected);
		});
		await ctx.engine.close();
	}
});
