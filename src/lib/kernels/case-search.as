// The way of one query through the tree of tiles, four rows at a time. The memory is laid out by `case-search.ts`.
// Squared distances are in squared steps of a number; those below 2^24 are whole numbers and exact.

/** Pairs of numbers a row, blocks of eight numbers a box, codes a row and blocks of four codes. */
let pairs: i32 = 0;
let blocks: i32 = 0;
let codes: i32 = 0;
let codeBlocks: i32 = 0;
/** Neighbours looked for. */
let k: i32 = 0;

/** Where the tiles lie: groups of four rows, and the nodes above them. */
let numbersAt: usize = 0;
let codesAt: usize = 0;
let idsAt: usize = 0;
let spansAt: usize = 0;
let secondsAt: usize = 0;
let boxesAt: usize = 0;
let setsAt: usize = 0;

/** Where the query lies: its numbers, codes, the bit of each code in a set, the cost of a mismatch. */
let queryAt: usize = 0;
let queryCodesAt: usize = 0;
let bitsAt: usize = 0;
let costsAt: usize = 0;

/** Where the best go, and what is still to be looked at. */
let bestAt: usize = 0;
let bestIdsAt: usize = 0;
let stackAt: usize = 0;
let lanesAt: usize = 0;

/** No row has this number: it fills the last group of a tile. */
const NO_ROW: u32 = 0xffffffff;
/** Sums of single precision may lie above the true one by so much; a bound must not. */
const SLACK: f32 = 0.999999;

let worst: f32 = Infinity;
let self: u32 = NO_ROW;

export function shape(numbers: i32, codeCount: i32, neighbours: i32): void {
	pairs = (numbers + 1) / 2;
	blocks = (numbers + 7) / 8;
	codes = codeCount;
	codeBlocks = (codeCount + 3) / 4;
	k = neighbours;
}

export function placeTiles(
	numbers: usize,
	rowCodes: usize,
	ids: usize,
	spans: usize,
	seconds: usize,
	boxes: usize,
	sets: usize
): void {
	numbersAt = numbers;
	codesAt = rowCodes;
	idsAt = ids;
	spansAt = spans;
	secondsAt = seconds;
	boxesAt = boxes;
	setsAt = sets;
}

export function placeQuery(
	numbers: usize,
	rowCodes: usize,
	bits: usize,
	costs: usize,
	best: usize,
	bestIds: usize,
	lanes: usize,
	stack: usize
): void {
	queryAt = numbers;
	queryCodesAt = rowCodes;
	bitsAt = bits;
	costsAt = costs;
	bestAt = best;
	bestIdsAt = bestIds;
	lanesAt = lanes;
	stackAt = stack;
}

/**
 * Finds the nearest rows below `root`, `warm` (a tile, or less than 0) looked through first. Left as soon as the last of
 * the best lies no farther than `cutoff`. Gives the tile that held the nearest, or −1.
 */
export function search(root: i32, own: u32, warm: i32, cutoff: f32): i32 {
	self = own;
	worst = Infinity;
	for (let i = 0; i < k; i++) {
		store<f32>(bestAt + 4 * i, Infinity);
		store<u32>(bestIdsAt + 4 * i, 0);
	}
	let nearestTile = -1;
	if (warm >= 0) {
		if (scan(warm)) nearestTile = warm;
		if (worst <= cutoff) return nearestTile;
	}
	let top = stackAt;
	store<i32>(top, root);
	store<f32>(top, bound(root), 4);
	top += 8;
	while (top > stackAt) {
		top -= 8;
		let node = load<i32>(top);
		if (load<f32>(top, 4) >= worst) continue;
		for (let second = secondOf(node); second > 0; second = secondOf(node)) {
			const first = node + 1;
			const toFirst = bound(first);
			const toSecond = bound(second);
			const isFirstNearer = toFirst <= toSecond;
			const far = isFirstNearer ? toSecond : toFirst;
			if (far < worst) {
				store<i32>(top, isFirstNearer ? second : first);
				store<f32>(top, far, 4);
				top += 8;
			}
			node = isFirstNearer ? first : second;
		}
		if (node == warm) continue;
		if (scan(node)) nearestTile = node;
		if (worst <= cutoff) break;
	}
	return nearestTile;
}

// @ts-ignore: a decorator of the compiler
@inline
function secondOf(node: i32): i32 {
	return load<i32>(secondsAt + 4 * node);
}

/** The least squared distance that a row in the node's box can have. */
function bound(node: i32): f32 {
	let sum = f32x4.splat(0);
	const nothing = i16x8.splat(0);
	let at = boxesAt + node * blocks * 32;
	let query = queryAt;
	for (let b = 0; b < blocks; b++) {
		const value = v128.load(query);
		const below = i16x8.sub(v128.load(at), value);
		const above = i16x8.sub(value, v128.load(at, 16));
		const off = i16x8.max_s(i16x8.max_s(below, above), nothing);
		sum = f32x4.add(sum, f32x4.convert_i32x4_s(i32x4.dot_i16x8_s(off, off)));
		at += 32;
		query += 16;
	}
	at = setsAt + node * codeBlocks * 16;
	for (let b = 0; b < codeBlocks; b++) {
		const met = v128.and(v128.load(at), v128.load(bitsAt + 16 * b));
		const isAbsent = i32x4.eq(met, nothing);
		sum = f32x4.add(sum, v128.and(isAbsent, v128.load(costsAt + 16 * b)));
		at += 16;
	}
	return (
		SLACK *
		(f32x4.extract_lane(sum, 0) +
			f32x4.extract_lane(sum, 1) +
			(f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3)))
	);
}

/** Looks at every row of a tile; true where one of them is the nearest so far. */
function scan(tile: i32): bool {
	let isNearest = false;
	const start = load<i32>(spansAt + 8 * tile);
	const end = load<i32>(spansAt + 8 * tile, 4);
	let numbers = numbersAt + <usize>start * pairs * 16;
	for (let group = start; group < end; group++) {
		let sum = f32x4.splat(0);
		for (let p = 0; p < pairs; p++) {
			const off = i16x8.sub(v128.load(numbers), v128.load32_splat(queryAt + 4 * p));
			sum = f32x4.add(sum, f32x4.convert_i32x4_s(i32x4.dot_i16x8_s(off, off)));
			numbers += 16;
		}
		const limit = f32x4.splat(worst);
		if (!v128.any_true(f32x4.lt(sum, limit))) continue;
		const theirs = codesAt + <usize>group * codes * 8;
		for (let c = 0; c < codes; c++) {
			const differs = i32x4.ne(
				v128.load_ext<u16>(theirs + 8 * c),
				v128.load32_splat(queryCodesAt + 4 * c)
			);
			sum = f32x4.add(sum, v128.and(differs, v128.load32_splat(costsAt + 4 * c)));
		}
		let nearer = i32x4.bitmask(f32x4.lt(sum, limit));
		if (nearer == 0) continue;
		v128.store(lanesAt, sum);
		for (; nearer != 0; nearer &= nearer - 1) {
			const lane = ctz(nearer);
			const distance = load<f32>(lanesAt + 4 * lane);
			const id = load<u32>(idsAt + 4 * (4 * group + lane));
			if (distance < worst && id != self && id != NO_ROW)
				isNearest = keep(distance, id) || isNearest;
		}
	}
	return isNearest;
}

/** Puts a row among the best; true where it is the first of them. */
function keep(distance: f32, id: u32): bool {
	let i = k - 1;
	for (; i > 0; i--) {
		const before = load<f32>(bestAt + 4 * (i - 1));
		if (before <= distance) break;
		store<f32>(bestAt + 4 * i, before);
		store<u32>(bestIdsAt + 4 * i, load<u32>(bestIdsAt + 4 * (i - 1)));
	}
	store<f32>(bestAt + 4 * i, distance);
	store<u32>(bestIdsAt + 4 * i, id);
	worst = load<f32>(bestAt + 4 * (k - 1));
	return i == 0;
}
