/**
 * How often the stated interval of a found region's ratio holds the true ratio. A real table stands for the population;
 * both sides are drawn from it with replacement, synthetic with regions thinned by known factors, so that the true
 * ratio of any region is known.
 * Run: npm run bench:coverage -- <human.parquet> [simulations]
 */
import { SELECTED } from '$lib/analysis/gaps/hold-out';
import { ratioInterval, type SideCount } from '$lib/analysis/gaps/ratio-interval';
import { searchInput, sortColumns } from '$lib/analysis/gaps/search-columns';
import { createRandom } from '$lib/kernels/random';
import { findRegionsJob } from '$lib/kernels/search/find-regions';
import type { CodeRegion } from '$lib/kernels/search/table';
import { EMPTY_RECIPE } from '$lib/terms/recipe';
import { createNodeContext } from '../tests/node-context';
import { encodeFiles } from './gap-session';

const [path = '../shared/data/pairs/adult/human.parquet', simulations = '40'] =
	process.argv.slice(2);
const ROWS = 6000;
/** Near what calibration gives on these tables. */
const THRESHOLD = 11;
const FACTORS = [0, 0.1, 0.3, 0.5];

const ctx = createNodeContext();
const { encoded } = await encodeFiles({ human: path, synthetic: path }, EMPTY_RECIPE, ctx);
const columns = sortColumns(encoded.columns);
const population = await searchInput(columns, encoded, EMPTY_RECIPE.settings, ctx.signal);
const size = population.rows.human;

function holds(region: CodeRegion, row: number): boolean {
	return region.every(({ column, from, to, codes }) => {
		const code = population.columns[column]!.human[row]!;
		return codes === null ? code >= from && code <= to : codes.includes(code);
	});
}

const rowsOf = (count: number): SideCount => ({ count, weight: count, squares: count });
const tally = { regions: 0, corrected: 0, plain: 0 };
for (let i = 0; i < Number(simulations); i++) {
	const random = createRandom(i + 1);
	const weight = new Float64Array(size).fill(1);
	for (const factor of FACTORS) {
		const like = random.below(size);
		const [a, b] = [
			random.below(population.columns.length),
			random.below(population.columns.length)
		];
		for (let row = 0; row < size; row++) {
			const isLike = [a, b].every((column) => {
				const codes = population.columns[column]!.human;
				return Math.abs(codes[row]! - codes[like]!) <= 3;
			});
			if (isLike) weight[row]! *= factor;
		}
	}
	const total = weight.reduce((sum, one) => sum + one, 0);
	if (total < size / 4) continue;
	const human = Uint32Array.from({ length: ROWS }, () => random.below(size));
	const synthetic = Uint32Array.from({ length: ROWS }, () => {
		for (;;) {
			const row = random.below(size);
			if (random.next() < weight[row]!) return row;
		}
	});
	const columns = population.columns.map((column) => ({
		...column,
		human: Uint8Array.from(human, (row) => column.human[row]!),
		synthetic: Uint8Array.from(synthetic, (row) => column.human[row]!)
	}));
	const table = { ...population, columns, rows: { human: ROWS, synthetic: ROWS } };
	const input = {
		table,
		asTheyAre: table,
		threshold: THRESHOLD,
		spread: 0,
		limit: 100,
		searches: 12
	};
	const { regions } = await ctx.compute.run(findRegionsJob, input, { signal: ctx.signal });
	for (const { region } of regions) {
		let inHuman = 0;
		let inSynthetic = 0;
		for (let row = 0; row < size; row++)
			if (holds(region, row)) {
				inHuman++;
				inSynthetic += weight[row]!;
			}
		const truth = inSynthetic / total / (inHuman / size);
		const count = (rows: Uint32Array) => rows.filter((row) => holds(region, row)).length;
		const sides = [human, synthetic].map((rows) => ({
			region: rowsOf(count(rows)),
			table: rowsOf(ROWS)
		})) as [Parameters<typeof ratioInterval>[0], Parameters<typeof ratioInterval>[1]];
		const covers = (nominal: number) => {
			const { low, high } = ratioInterval(...sides, nominal);
			return low <= truth && truth <= high;
		};
		tally.regions++;
		if (covers(SELECTED.nominal)) tally.corrected++;
		if (covers(SELECTED.stated)) tally.plain++;
	}
}
const share = (hits: number) => ((100 * hits) / Math.max(tally.regions, 1)).toFixed(1);
console.log(
	`${tally.regions} found regions: ${share(tally.corrected)} % covered as stated (nominal ${SELECTED.nominal}), ${share(tally.plain)} % by a plain ${SELECTED.stated}`
);
