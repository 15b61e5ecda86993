import { expect, it } from 'vitest';
import { driveJob } from '$lib/kernels/drive-job';
import { createRandom } from '$lib/kernels/random';
import { findRegionsJob } from './find-regions';
import type { FindInput, Findings } from './listing';
import { categoryColumn, orderedColumn, searchInput } from './search-input.fixture';

const ROWS = 12_000;
const LEVELS = 60;

function find(input: FindInput): Promise<Findings> {
	return driveJob(findRegionsJob, input, { signal: new AbortController().signal });
}

it('tells a hole without the intervals that the generator blurs', async () => {
	const random = createRandom(3);
	/** A district, the place in it (ten steps to a district), and one of two rooms. */
	const draw = (jitter: number) => {
		const shift = random.below(jitter + 1) - random.below(jitter + 1);
		const district = 1 + random.below(6);
		const place = 10 * (district - 1) + 1 + random.below(10) + shift;
		return { district, place: Math.max(1, Math.min(LEVELS, place)), room: 1 + random.below(2) };
	};
	const human = Array.from({ length: ROWS }, () => draw(0));
	const synthetic: typeof human = [];
	while (synthetic.length < ROWS) {
		const row = draw(12);
		if (row.district !== 3 || row.room !== 1 || random.next() < 0.6) synthetic.push(row);
	}
	const columns = [
		orderedColumn(
			LEVELS,
			{ human: human.map((row) => row.place), synthetic: synthetic.map((row) => row.place) },
			{ perGroup: 3, spread: 48 }
		),
		categoryColumn(6, {
			human: human.map(({ district }) => district),
			synthetic: synthetic.map(({ district }) => district)
		}),
		categoryColumn(2, {
			human: human.map(({ room }) => room),
			synthetic: synthetic.map(({ room }) => room)
		})
	];
	const table = searchInput(columns, 4);
	const found = await find({
		table,
		asTheyAre: table,
		threshold: 12,
		spread: 0,
		limit: 20,
		searches: 8
	});
	const regions = found.regions.map(({ region }) =>
		region.map(({ column, from, to }) => [column, from, to])
	);
	expect(regions).toContainEqual([
		[1, 3, 3],
		[2, 1, 1]
	]);
});

it('ends where the threshold of a small table lies below nothing', async () => {
	const random = createRandom(9);
	const codes = (most: number) => Array.from({ length: 200 }, () => 1 + random.below(most));
	const column = categoryColumn(4, { human: codes(4), synthetic: codes(3) });
	const table = searchInput([column], 1);
	const { regions } = await find({
		table,
		asTheyAre: table,
		threshold: -15,
		spread: 0,
		limit: 20,
		searches: 8
	});
	expect(regions[0]?.region).toMatchObject([{ column: 0, codes: [4] }]);
});

it('takes no region that moved values alone show', async () => {
	const random = createRandom(4);
	const codes = () => Array.from({ length: 4000 }, () => 1 + random.below(20));
	const [human, synthetic] = [codes(), codes()];
	const moved = human.map((code) => (code < 4 ? 4 : code));
	const tableOf = (codes: readonly number[]) =>
		searchInput([orderedColumn(20, { human: codes, synthetic })], 1);
	const input = { table: tableOf(moved), threshold: 12, spread: 0, limit: 20, searches: 4 };
	const taken = await find({ ...input, asTheyAre: input.table });
	expect(taken.regions.map(({ region }) => region)).toMatchObject([[{ from: 4, to: 4 }]]);
	expect((await find({ ...input, asTheyAre: tableOf(human) })).regions).toEqual([]);
});
