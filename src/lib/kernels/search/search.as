// What the search for regions does over and over: it lists and counts rows, and looks for the best condition on counts.
// The memory is laid out by `search-memory.ts`; counts are sums of weights in double precision, human and synthetic apart.

const MOST_CATEGORIES: i32 = 6;

/** Bytes of a found pair of conditions, and where its parts lie; `search-memory.ts` reads the same. */
const FOUND_BYTES: usize = 48;
const A_FROM: usize = 0;
const A_TO: usize = 4;
const FROM: usize = 8;
const TO: usize = 12;
const SCORE: usize = 16;
const WITHIN: usize = 24;
const SIZE: usize = 32;
const CODES: usize = 36;
const IS_ECHO: usize = 44;

/** The score, as `score.ts` has set it. */
let leastHuman: f64 = 0;
let humanShare: f64 = 0;
let syntheticShare: f64 = 0;
let widen: f64 = 1;
let boundFactor: f64 = 0;
let mostPerRow: f64 = 0;
let categoryCost: f64 = 0;

/** Slopes of G's tangents in h, then in s. */
let tangentsAt: usize = 0;
let tangents: i32 = 0;
/** Gains of the categories that gain most, and their codes in eight bytes. */
let gainsAt: usize = 0;
let codesAt: usize = 0;

/** The best condition so far: an interval where `size` is 0, else a set of so many codes at `choiceAt` + CODES. */
let choiceAt: usize = 0;
let isFound: bool = false;
let best: f64 = 0;
let from: i32 = 0;
let to: i32 = 0;
let within: f64 = 0;
let size: i32 = 0;

export function place(tangentsPlace: usize, tangentCount: i32, gains: usize, choice: usize): void {
	tangentsAt = tangentsPlace;
	tangents = tangentCount;
	gainsAt = gains;
	codesAt = gains + MOST_CATEGORIES * 8;
	choiceAt = choice;
}

export function setScore(
	least: f64,
	human: f64,
	synthetic: f64,
	widening: f64,
	factor: f64,
	perRow: f64,
	perCategory: f64
): void {
	leastHuman = least;
	humanShare = human;
	syntheticShare = synthetic;
	widen = widening;
	boundFactor = factor;
	mostPerRow = perRow;
	categoryCost = perCategory;
}

// Rows

/** Puts a column's codes into rows of all columns' codes: at row · width + column. */
export function placeCodes(codes: usize, count: i32, column: i32, width: i32, into: usize): void {
	for (let row = 0; row < count; row++)
		store<u8>(into + row * width + column, load<u8>(codes + row));
}

/** Writes zeros. */
export function clear(at: usize, bytes: usize): void {
	memory.fill(at, 0, bytes);
}

/** Adds the rows whose code lies from `low` to `high` to a set: row r is bit r mod 32 of word r div 32. */
export function markRows(codes: usize, count: i32, low: i32, high: i32, bits: usize): void {
	const least = i8x16.splat(<i8>low);
	const span = i8x16.splat(<i8>(high - low));
	let row = 0;
	for (; row <= count - 16; row += 16) {
		const above = i8x16.sub(v128.load(codes + row), least);
		const at = bits + (row >> 3);
		store<u16>(at, load<u16>(at) | i8x16.bitmask(i8x16.le_u(above, span)));
	}
	for (; row < count; row++) {
		const code = <i32>load<u8>(codes + row);
		if (code < low || code > high) continue;
		const at = bits + (row >> 3);
		store<u8>(at, load<u8>(at) | (<u8>1 << <u8>(row & 7)));
	}
}

@inline
function word(a: usize, b: usize, c: usize, d: usize, at: usize): u32 {
	let bits = load<u32>(a + at);
	if (b !== 0) bits &= load<u32>(b + at);
	if (c !== 0) bits &= load<u32>(c + at);
	if (d !== 0) bits &= load<u32>(d + at);
	return bits;
}

/** Lists the rows whose bit is set in all of up to four; 0 stands for none. Returns how many. */
export function listRows(a: usize, b: usize, c: usize, d: usize, words: i32, into: usize): i32 {
	let at = into;
	for (let i = 0; i < words; i++) {
		let left = word(a, b, c, d, i << 2);
		const first = i << 5;
		while (left !== 0) {
			store<u32>(at, first + ctz(left));
			at += 4;
			left &= left - 1;
		}
	}
	return <i32>((at - into) >> 2);
}

/** The weight of the rows whose bit is set in all of up to four. */
export function weighRows(a: usize, b: usize, c: usize, d: usize, words: i32, weights: usize): f64 {
	let sum: f64 = 0;
	for (let i = 0; i < words; i++) {
		let left = word(a, b, c, d, i << 2);
		const first = weights + (i << 8);
		while (left !== 0) {
			sum += load<f64>(first + (ctz(left) << 3));
			left &= left - 1;
		}
	}
	return sum;
}

/** Multiplies the weights of the rows whose bit is set in all of up to four. */
export function scaleRows(a: usize, b: usize, c: usize, d: usize, words: i32, weights: usize, factor: f64): void {
	for (let i = 0; i < words; i++) {
		let left = word(a, b, c, d, i << 2);
		const first = weights + (i << 8);
		while (left !== 0) {
			const at = first + (ctz(left) << 3);
			store<f64>(at, load<f64>(at) * factor);
			left &= left - 1;
		}
	}
}

/** Adds the weights of listed rows to their codes in all columns; `offsets` says where each column's counts begin. */
export function addCells(
	codes: usize,
	width: i32,
	offsets: usize,
	rows: usize,
	count: i32,
	weights: usize,
	into: usize
): void {
	for (let i = 0; i < count; i++) {
		const row = load<u32>(rows + (i << 2));
		const weight = load<f64>(weights + (row << 3));
		const begin = codes + row * width;
		for (let column = 0; column < width; column++) {
			const cell = load<u32>(offsets + (column << 2)) + <u32>load<u8>(begin + column);
			const at = into + (cell << 3);
			store<f64>(at, load<f64>(at) + weight);
		}
	}
}

/** Adds the weights of listed rows to their codes in one column. */
export function addCodes(codes: usize, rows: usize, count: i32, weights: usize, into: usize): void {
	for (let i = 0; i < count; i++) {
		const row = load<u32>(rows + (i << 2));
		const at = into + ((<u32>load<u8>(codes + row)) << 3);
		store<f64>(at, load<f64>(at) + load<f64>(weights + (row << 3)));
	}
}

/** Adds the weights of all rows to the cells of two columns: at a · width + b. */
export function addPair(a: usize, b: usize, count: i32, width: u32, weights: usize, into: usize): void {
	for (let row = 0; row < count; row++) {
		const at = into + (((<u32>load<u8>(a + row)) * width + <u32>load<u8>(b + row)) << 3);
		store<f64>(at, load<f64>(at) + load<f64>(weights + (row << 3)));
	}
}

// Score

/** As `ln.ts`, to the last bit. */
function ln(x: f64): f64 {
	let bits = reinterpret<u64>(x);
	let exponent = <i32>(bits >> 52) - 1023;
	if (exponent === -1023) return ln(x * 1152921504606846976.0) - 60 * 0.6931471805599453;
	let mantissa = reinterpret<f64>((bits & 0x000fffffffffffff) | 0x3ff0000000000000);
	if (mantissa > 1.4142135623730951) {
		mantissa /= 2;
		exponent++;
	}
	const t = (mantissa - 1) / (mantissa + 1);
	const u = t * t;
	let sum: f64 = 1.0 / 19.0;
	sum = sum * u + 1.0 / 17.0;
	sum = sum * u + 1.0 / 15.0;
	sum = sum * u + 1.0 / 13.0;
	sum = sum * u + 1.0 / 11.0;
	sum = sum * u + 1.0 / 9.0;
	sum = sum * u + 1.0 / 7.0;
	sum = sum * u + 1.0 / 5.0;
	sum = sum * u + 1.0 / 3.0;
	return <f64>exponent * 0.6931471805599453 + 2 * t * (1 + u * sum);
}

/** G of a region, as `score.ts` says it. */
export function g(h: f64, s: f64): f64 {
	if (h < leastHuman) return 0;
	const widened = s * widen;
	const m = h + widened;
	const human = h / (m * humanShare);
	if (human <= 1) return 0;
	if (widened <= 0) return 2 * h * ln(human);
	return 2 * (h * ln(human) + widened * ln(widened / (m * syntheticShare)));
}

/**
 * Whether G may exceed `floor`: false only if it cannot. The Kullback–Leibler divergence of two coins is
 * (p − π)² ∫ (1 − t) / (q (1 − q)) dt with q = π + t (p − π) (Taylor's remainder), and the integral, convex in p, at most
 * its greater end, so that G ≤ 2 c (h − m π_h)² / (m π_h π_s) with c = max(½, π_h ln(1 / π_h) / π_s).
 */
export function mayExceed(h: f64, s: f64, floor: f64): bool {
	if (h < leastHuman) return false;
	const excess = h * syntheticShare - s * widen * humanShare;
	return excess > 0 && excess * excess > floor * boundFactor * (h + s * widen);
}

/**
 * Whether G of any union of `count` cells may exceed `floor`: false only if it cannot. G without its least h is convex
 * and homogeneous, so that it is at most the sum of the cells' own, and each of those at most its bound above.
 */
export function mayHold(h: usize, s: usize, count: i32, floor: f64): bool {
	if (floor <= 0) return true;
	const limit = floor * boundFactor;
	const perSynthetic = widen * humanShare;
	let sum: f64 = 0;
	let i = 0;
	if (count > 1) {
		const zero = f64x2.splat(0);
		let sums = zero;
		for (; i < count - 1; i += 2) {
			const inH = v128.load(h + (i << 3));
			const inS = v128.load(s + (i << 3));
			const excess = f64x2.sub(
				f64x2.mul(inH, f64x2.splat(syntheticShare)),
				f64x2.mul(inS, f64x2.splat(perSynthetic))
			);
			const m = f64x2.add(inH, f64x2.mul(inS, f64x2.splat(widen)));
			const isShort = f64x2.gt(excess, zero);
			sums = f64x2.add(sums, v128.and(f64x2.div(f64x2.mul(excess, excess), m), isShort));
		}
		sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
	}
	if (i < count) {
		const inH = load<f64>(h + (i << 3));
		const inS = load<f64>(s + (i << 3));
		const excess = inH * syntheticShare - inS * perSynthetic;
		if (excess > 0) sum += (excess * excess) / (inH + inS * widen);
	}
	return sum > limit;
}

// Conditions

/** Takes the levels `i`..`j` (from 0) where their G is the best so far. */
function judgeSpan(h: usize, s: usize, i: i32, j: i32): void {
	let inH: f64 = 0;
	let inS: f64 = 0;
	for (let level = i; level <= j; level++) {
		inH += load<f64>(h + (level << 3));
		inS += load<f64>(s + (level << 3));
	}
	if (!mayExceed(inH, inS, best)) return;
	const score = g(inH, inS);
	if (score <= best) return;
	isFound = true;
	best = score;
	from = i + 1;
	to = j + 1;
	within = inS;
}

/** The interval of greatest sum under each of two tangents, as `scanSpans` has found it; its end is −1 where none gains. */
let lefts: v128 = i64x2.splat(0);
let rights: v128 = i64x2.splat(-1);
/** The interval judged last. */
let judgedLeft: i32 = 0;
let judgedRight: i32 = -1;

/** Kadane's scan (Bentley 1984) for two tangents at a time, without branches, whose outcome chance would decide. */
@inline
function scanSpans(h: usize, s: usize, levels: i32, alpha: v128, beta: v128): void {
	const zero = f64x2.splat(0);
	const one = i64x2.splat(1);
	let sum = zero;
	let greatest = zero;
	let level = i64x2.splat(0);
	let begin = level;
	let left = level;
	let right = i64x2.splat(-1);
	for (let i = 0; i < levels; i++) {
		const inH = v128.load64_splat(h + (i << 3));
		const inS = v128.load64_splat(s + (i << 3));
		sum = f64x2.add(sum, f64x2.sub(f64x2.mul(alpha, inH), f64x2.mul(beta, inS)));
		const isUp = f64x2.gt(sum, zero);
		const next = i64x2.add(level, one);
		sum = v128.and(sum, isUp);
		begin = v128.bitselect(begin, next, isUp);
		const isGreatest = f64x2.gt(sum, greatest);
		greatest = v128.bitselect(sum, greatest, isGreatest);
		left = v128.bitselect(begin, left, isGreatest);
		right = v128.bitselect(level, right, isGreatest);
		level = next;
	}
	lefts = left;
	rights = right;
}

/** Judges an interval, and where it is all levels the two that leave one out. Neighbouring tangents often share theirs. */
function judgeWidest(h: usize, s: usize, levels: i32, left: i32, right: i32): void {
	if (right < 0 || (left === judgedLeft && right === judgedRight)) return;
	judgedLeft = left;
	judgedRight = right;
	if (left > 0 || right < levels - 1) judgeSpan(h, s, left, right);
	else {
		judgeSpan(h, s, 1, right);
		judgeSpan(h, s, 0, right - 1);
	}
}

/**
 * An interval of levels, other than all of them, with the highest G. G is convex and homogeneous in (h, s), so that it is
 * the greatest of its tangents h α − s β; the best interval under a tangent is the one of greatest sum. Some
 * tangents stand for all, which misses the best interval only by one of nearly the same G.
 */
function bestSpan(h: usize, s: usize, levels: i32): void {
	if (!mayHold(h, s, levels, best)) return;
	judgedRight = -1;
	// The last of an odd number stands beside what lies behind it, which is not judged.
	for (let t = 0; t < tangents; t += 2) {
		const alpha = v128.load(tangentsAt + (t << 3));
		const beta = v128.load(tangentsAt + ((tangents + t) << 3));
		scanSpans(h, s, levels, alpha, beta);
		judgeWidest(h, s, levels, <i32>i64x2.extract_lane(lefts, 0), <i32>i64x2.extract_lane(rights, 0));
		if (t + 1 < tangents)
			judgeWidest(h, s, levels, <i32>i64x2.extract_lane(lefts, 1), <i32>i64x2.extract_lane(rights, 1));
	}
}

/** The categories that gain most under a tangent, most first, at `codesAt`; returns how many gain at all, six at most. */
function findTopCodes(h: usize, s: usize, count: i32, alpha: f64, beta: f64): i32 {
	let found = 0;
	for (let i = 0; i < count; i++) {
		const gain = alpha * load<f64>(h + (i << 3)) - beta * load<f64>(s + (i << 3));
		if (gain <= 0) continue;
		if (found === MOST_CATEGORIES && gain <= load<f64>(gainsAt + ((found - 1) << 3))) continue;
		if (found < MOST_CATEGORIES) found++;
		let at = found - 1;
		for (; at > 0; at--) {
			const before = load<f64>(gainsAt + ((at - 1) << 3));
			if (before >= gain) break;
			store<f64>(gainsAt + (at << 3), before);
			store<u8>(codesAt + at, load<u8>(codesAt + at - 1));
		}
		store<f64>(gainsAt + (at << 3), gain);
		store<u8>(codesAt + at, i + 1);
	}
	return found;
}

/**
 * A set of categories with the highest score, G less what further categories cost. Under a tangent of G a set gains
 * α h − β s with each of its categories, so that the best set holds those that gain most.
 */
function bestSet(h: usize, s: usize, count: i32): void {
	if (!mayHold(h, s, count, best)) return;
	let judged: u64 = 0;
	for (let t = 0; t < tangents; t++) {
		const alpha = load<f64>(tangentsAt + (t << 3));
		const beta = load<f64>(tangentsAt + ((tangents + t) << 3));
		store<u64>(codesAt, 0);
		const found = findTopCodes(h, s, count, alpha, beta);
		// Neighbouring tangents often share their sets.
		const codes = load<u64>(codesAt);
		if (codes === judged) continue;
		judged = codes;
		let inH: f64 = 0;
		let inS: f64 = 0;
		for (let i = 0; i < found; i++) {
			const at = ((<i32>load<u8>(codesAt + i)) - 1) << 3;
			inH += load<f64>(h + at);
			inS += load<f64>(s + at);
			const cost = categoryCost * <f64>i;
			if (!mayExceed(inH, inS, best + cost)) continue;
			const score = g(inH, inS) - cost;
			if (score <= best) continue;
			isFound = true;
			best = score;
			within = inS;
			size = i + 1;
			memory.copy(choiceAt + CODES, codesAt, size);
		}
	}
	if (size === 0) return;
	from = 255;
	to = 0;
	for (let i = 0; i < size; i++) {
		const code = <i32>load<u8>(choiceAt + CODES + i);
		from = min(from, code);
		to = max(to, code);
	}
}

/** The best condition on a column by its counts, code 0 first: "is missing", an interval, or a set of its first `count`. */
function choose(h: usize, s: usize, isOrdered: bool, count: i32, floor: f64): bool {
	isFound = false;
	best = floor;
	size = 0;
	const missing = g(load<f64>(h), load<f64>(s));
	if (missing > best) {
		isFound = true;
		best = missing;
		from = 0;
		to = 0;
		within = load<f64>(s);
	}
	if (!isOrdered) bestSet(h + 8, s + 8, count);
	else if (count >= 2) bestSpan(h + 8, s + 8, count);
	return isFound;
}

function writeChoice(at: usize): void {
	store<i32>(at, from, FROM);
	store<i32>(at, to, TO);
	store<f64>(at, best, SCORE);
	store<f64>(at, within, WITHIN);
	store<i32>(at, size, SIZE);
	if (size > 0 && at !== choiceAt) memory.copy(at + CODES, choiceAt + CODES, size);
}

/** Looks for the best condition above `floor`, which then lies at the place of the choice. */
export function bestCondition(h: usize, s: usize, isOrdered: bool, count: i32, floor: f64): bool {
	if (!choose(h, s, isOrdered, count, floor)) return false;
	writeChoice(choiceAt);
	return true;
}

/**
 * The best condition above `floor` on every coarse column but those `skipped`, from counts of all cells: a record each at
 * `found`, with the column where a pair has the beginning of its first item. Of each column `offsets` says where its cells
 * begin, `named` the last that a condition can name, `isOrdered` whether they are levels. Returns how many were found.
 */
export function bestConditions(
	h: usize,
	s: usize,
	offsets: usize,
	named: usize,
	isOrdered: usize,
	skipped: usize,
	width: i32,
	floor: f64,
	found: usize
): i32 {
	let at = found;
	for (let column = 0; column < width; column++) {
		if (load<u8>(skipped + column) !== 0) continue;
		const begin = (<usize>load<u32>(offsets + (column << 2))) << 3;
		const count = load<i32>(named + (column << 2));
		if (!choose(h + begin, s + begin, load<u8>(isOrdered + column) !== 0, count, floor)) continue;
		store<i32>(at, column, A_FROM);
		writeChoice(at);
		at += FOUND_BYTES;
	}
	return <i32>((at - found) / FOUND_BYTES);
}

// Pairs of columns

/** Adds a row of a two-way count to the sums, and returns its human weight. */
function addRow(h: usize, s: usize, width: i32, inH: usize, inS: usize): f64 {
	let totals = f64x2.splat(0);
	let cell: usize = 0;
	for (let i = 1; i < width; i += 2) {
		const human = v128.load(h + cell);
		totals = f64x2.add(totals, human);
		v128.store(inH + cell, f64x2.add(v128.load(inH + cell), human));
		v128.store(inS + cell, f64x2.add(v128.load(inS + cell), v128.load(s + cell)));
		cell += 16;
	}
	let total = f64x2.extract_lane(totals, 0) + f64x2.extract_lane(totals, 1);
	if ((width & 1) === 1) {
		const human = load<f64>(h + cell);
		total += human;
		store<f64>(inH + cell, load<f64>(inH + cell) + human);
		store<f64>(inS + cell, load<f64>(inS + cell) + load<f64>(s + cell));
	}
	return total;
}

/**
 * For each item of the rows of a two-way count (an interval of levels, a category, missing) the best condition on its
 * columns above `floor`, a record each at `found`. Cells of the rows run to `last`, those of the columns to `width` − 1, of
 * which the first `count` after the missing can be named. Returns how many were found.
 */
export function scanItems(
	h: usize,
	s: usize,
	isOrdered: bool,
	last: i32,
	width: i32,
	isInnerOrdered: bool,
	count: i32,
	floor: f64,
	inH: usize,
	inS: usize,
	found: usize
): i32 {
	let at = found;
	const bytes = width << 3;
	for (let first = 0; first <= last; first++) {
		memory.fill(inH, 0, bytes);
		memory.fill(inS, 0, bytes);
		let total: f64 = 0;
		const end = isOrdered && first > 0 ? last : first;
		for (let then = first; then <= end; then++) {
			if (first === 1 && then === last && then > first) break;
			total += addRow(h + then * bytes, s + then * bytes, width, inH, inS);
			if (total < leastHuman || total * mostPerRow <= floor) continue;
			if (!choose(inH, inS, isInnerOrdered, count, floor)) continue;
			store<i32>(at, first, A_FROM);
			store<i32>(at, then, A_TO);
			writeChoice(at);
			store<i32>(at, 0, IS_ECHO);
			at += FOUND_BYTES;
		}
	}
	return <i32>((at - found) / FOUND_BYTES);
}

/** Share of the levels of either of two intervals that both hold. */
function overlap(one: usize, other: usize, low: usize, high: usize): f64 {
	const from = load<i32>(one + low);
	const to = load<i32>(one + high);
	const otherFrom = load<i32>(other + low);
	const otherTo = load<i32>(other + high);
	const both = min(to, otherTo) - max(from, otherFrom) + 1;
	return both <= 0 ? 0 : <f64>both / <f64>(max(to, otherTo) - min(from, otherFrom) + 1);
}

/** Share of the codes of the greater of two sets that both hold. */
function sharedCodes(one: usize, other: usize): f64 {
	const size = load<i32>(one + SIZE);
	const otherSize = load<i32>(other + SIZE);
	let both = 0;
	for (let i = 0; i < size; i++)
		for (let k = 0; k < otherSize; k++)
			if (load<u8>(one + CODES + i) === load<u8>(other + CODES + k)) both++;
	return <f64>both / <f64>max(size, otherSize);
}

function isEcho(one: usize, other: usize): bool {
	const areSets = load<i32>(one + SIZE) > 0 && load<i32>(other + SIZE) > 0;
	const columns = areSets ? sharedCodes(one, other) : overlap(one, other, FROM, TO);
	return overlap(one, other, A_FROM, A_TO) * columns > 0.5;
}

/** Copies the best `most` of the found that are no echoes of better ones to `kept`, best first. Returns how many. */
export function keepDistinct(found: usize, count: i32, most: i32, kept: usize): i32 {
	const end = found + <usize>count * FOUND_BYTES;
	for (let k = 0; k < most; k++) {
		let top: usize = 0;
		let score: f64 = -Infinity;
		for (let at = found; at < end; at += FOUND_BYTES) {
			if (load<i32>(at, IS_ECHO) !== 0 || load<f64>(at, SCORE) <= score) continue;
			top = at;
			score = load<f64>(at, SCORE);
		}
		if (top === 0) return k;
		memory.copy(kept + <usize>k * FOUND_BYTES, top, FOUND_BYTES);
		for (let at = found; at < end; at += FOUND_BYTES)
			if (at === top || isEcho(top, at)) store<i32>(at, 1, IS_ECHO);
	}
	return most;
}
