/**
 * How long the pictures of an open gap take to follow a brush: four distributions and a map of two columns, each drag on
 * a column not brushed before (which reads all rows once), then moved bin by bin.
 * Run: npm run bench:brush -- [rows a side]
 */
import { createRandom } from '$lib/kernels/random';
import { LinkedCounts, type Filter } from '$lib/session/linked-counts';
import type { EncodedPair, OrderedColumn } from '$lib/terms/encoded';

const rows = Number(process.argv[2] ?? 1_000_000);
const GROUPS = 32;
const PICTURES = 4;

const random = createRandom(1);
const codes = () => Uint8Array.from({ length: rows }, () => 1 + random.below(GROUPS * 4));

function column(i: number): OrderedColumn {
	return {
		kind: 'ordered',
		of: 'number',
		column: `c${i}`,
		levels: Array.from({ length: GROUPS * 4 }, (_, level) => ({ low: level, high: level })),
		groups: Uint8Array.from({ length: GROUPS * 4 }, (_, level) => Math.floor(level / 4)),
		spread: GROUPS * 3.2,
		scatter: [],
		blurWidth: 0,
		kept: [],
		codes: { human: codes(), synthetic: codes() }
	};
}

const columns = Array.from({ length: PICTURES }, (_, i) => column(i));
const sample = { rows, of: rows, seed: 1 };
const encoded: EncodedPair = {
	columns,
	sample: { human: sample, synthetic: sample },
	weights: { human: null, synthetic: null }
};

/** What the page shows anew at every move of the brush. */
function drawAll(counts: LinkedCounts, filters: readonly Filter[]): void {
	for (const one of columns) counts.bins(one, filters);
	counts.cross(columns[0]!, columns[1]!, filters);
	counts.kept(filters);
}

function timed(work: () => void): number {
	const begin = performance.now();
	work();
	return performance.now() - begin;
}

const counts = new LinkedCounts(encoded);
drawAll(counts, []);
const first: number[] = [];
const moves: number[] = [];
let settled: readonly Filter[] = [];
for (const brushed of columns) {
	for (let to = 4; to < GROUPS; to++) {
		const bins = Array.from({ length: to - 3 }, (_, i) => i + 4);
		const filters = [...settled, { column: brushed, bins }];
		(to === 4 ? first : moves).push(timed(() => drawAll(counts, filters)));
	}
	// The brush is let go; the next one comes on top of it.
	settled = [...settled.slice(-1), { column: brushed, bins: [4, 5, 6, 7] }];
}

const at = (times: readonly number[], share: number) =>
	times.toSorted((a, b) => a - b)[Math.floor(share * (times.length - 1))]!.toFixed(1);
const all = [...first, ...moves];
console.log(`${rows} rows a side, ${PICTURES} distributions and a ${GROUPS} × ${GROUPS} map`);
console.log(`answers: ${all.length}, median ${at(all, 0.5)} ms, 95 % ${at(all, 0.95)} ms`);
console.log(`beginning of a drag: median ${at(first, 0.5)} ms, longest ${at(first, 1)} ms`);
