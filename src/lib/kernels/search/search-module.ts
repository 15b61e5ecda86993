/** What `search.as` gives; places are bytes into the memory. */
export interface SearchModule {
	place(tangents: number, tangentCount: number, gains: number, choice: number): void;
	setScore(...values: number[]): void;
	placeCodes(codes: number, count: number, column: number, width: number, into: number): void;
	clear(at: number, bytes: number): void;
	markRows(codes: number, count: number, low: number, high: number, bits: number): void;
	listRows(a: number, b: number, c: number, d: number, words: number, into: number): number;
	weighRows(a: number, b: number, c: number, d: number, words: number, weights: number): number;
	scaleRows(
		a: number,
		b: number,
		c: number,
		d: number,
		words: number,
		weights: number,
		factor: number
	): void;
	addCells(
		codes: number,
		width: number,
		offsets: number,
		rows: number,
		count: number,
		weights: number,
		into: number
	): void;
	addCodes(codes: number, rows: number, count: number, weights: number, into: number): void;
	addPair(a: number, b: number, count: number, width: number, weights: number, into: number): void;
	g(h: number, s: number): number;
	mayExceed(h: number, s: number, floor: number): number;
	mayHold(h: number, s: number, count: number, floor: number): number;
	bestCondition(h: number, s: number, isOrdered: boolean, count: number, floor: number): number;
	bestConditions(
		h: number,
		s: number,
		offsets: number,
		named: number,
		isOrdered: number,
		skipped: number,
		width: number,
		floor: number,
		found: number
	): number;
	scanItems(
		h: number,
		s: number,
		isOrdered: boolean,
		last: number,
		width: number,
		isInnerOrdered: boolean,
		count: number,
		floor: number,
		inH: number,
		inS: number,
		found: number
	): number;
	keepDistinct(found: number, count: number, most: number, kept: number): number;
}
