import { expect, it } from 'vitest';
import { driveJob } from '$lib/kernels/drive-job';
import { createRandom } from '$lib/kernels/random';
import { findRegionsJob, type FindInput, type Findings } from './find-regions';
import type { SearchColumn } from './table';

const ROWS = 12_000;
const LEVELS = 60;
const NO_BLUR = { blurWidth: 0, kept: [], hasOther: false };

const categories = (levels: number, human: number[], synthetic: number[]): SearchColumn => ({
	...NO_BLUR,
	kind: 'categories',
	levels,
	groups: null,
	lows: null,
	highs: null,
	spread: 0,
	human: Uint8Array.from(human),
	synthetic: Uint8Array.from(synthetic)
});

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
	const lows = Float64Array.from({ length: LEVELS }, (_, i) => i);
	const place: SearchColumn = {
		...NO_BLUR,
		kind: 'ordered',
		levels: LEVELS,
		groups: Uint8Array.from(lows, (level) => Math.floor(level / 3)),
		lows,
		highs: lows,
		spread: 48,
		human: Uint8Array.from(human, (row) => row.place),
		synthetic: Uint8Array.from(synthetic, (row) => row.place)
	};
	const columns = [
		place,
		categories(
			6,
			human.map(({ district }) => district),
			synthetic.map(({ district }) => district)
		),
		categories(
			2,
			human.map(({ room }) => room),
			synthetic.map(({ room }) => room)
		)
	];
	const rows = { human: ROWS, synthetic: ROWS };
	const weights = { human: null, synthetic: null };
	const table = { columns, rows, weights, maxConditions: 4, tolerance: 0.1 };
	const found = await find({ table, threshold: 12, spread: 0, limit: 20, searches: 8 });
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
	const columns = [categories(4, codes(4), codes(3))];
	const rows = { human: 200, synthetic: 200 };
	const weights = { human: null, synthetic: null };
	const table = { columns, rows, weights, maxConditions: 1, tolerance: 0.1 };
	const { regions } = await find({ table, threshold: -15, spread: 0, limit: 20, searches: 8 });
	expect(regions[0]?.region).toMatchObject([{ column: 0, codes: [4] }]);
});
