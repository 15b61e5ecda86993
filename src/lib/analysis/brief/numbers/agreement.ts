/** Ratings by rater, then by item; null where a rater did not rate. */
export type Ratings = readonly (readonly (number | null)[])[];

/** How far apart two ratings are: any difference, by rank, or by distance. */
export type Scale = 'nominal' | 'ordinal' | 'interval';

/**
 * Krippendorff's α, `1 − Dₒ/Dₑ` over the coincidence matrix; items with fewer than two ratings drop out.
 * At most 1; 1 is agreement, 0 chance; NaN where nothing varies. Source: Krippendorff 2011.
 */
export function krippendorffAlpha(ratings: Ratings, scale: Scale): number {
	const levels = [...new Set(ratings.flat().filter((v): v is number => v !== null))].sort(
		(a, b) => a - b
	);
	const size = levels.length;
	const coincidences = new Float64Array(size * size);
	for (let item = 0; item < (ratings[0]?.length ?? 0); item++) {
		const given = ratings.flatMap((row) => {
			const rating = row[item] ?? null;
			return rating === null ? [] : [levels.indexOf(rating)];
		});
		if (given.length < 2) continue;
		given.forEach((a, i) =>
			given.forEach((b, j) => {
				if (i !== j) coincidences[a * size + b]! += 1 / (given.length - 1);
			})
		);
	}
	const totals = levels.map((_, a) =>
		levels.reduce((sum, _b, b) => sum + coincidences[a * size + b]!, 0)
	);
	const all = totals.reduce((sum, n) => sum + n, 0);
	let observed = 0;
	let expected = 0;
	for (let a = 0; a < size; a++)
		for (let b = 0; b < size; b++) {
			const distance = squaredDistance(a, b, levels, totals, scale);
			observed += coincidences[a * size + b]! * distance;
			expected += (totals[a]! * totals[b]! * distance) / (all - 1);
		}
	return 1 - observed / expected;
}

function squaredDistance(
	a: number,
	b: number,
	levels: readonly number[],
	totals: readonly number[],
	scale: Scale
): number {
	if (a === b) return 0;
	if (scale === 'nominal') return 1;
	if (scale === 'interval') return (levels[a]! - levels[b]!) ** 2;
	const [low, high] = a < b ? [a, b] : [b, a];
	let between = 0;
	for (let i = low; i <= high; i++) between += totals[i]!;
	return (between - (totals[a]! + totals[b]!) / 2) ** 2;
}

/** Cohen's κ of two raters from their square table of counts, `(pₒ − pₑ)/(1 − pₑ)`. Source: Cohen 1960. */
export function cohenKappa(table: readonly (readonly number[])[]): number {
	const all = table.flat().reduce((sum, n) => sum + n, 0);
	const same = table.reduce((sum, row, i) => sum + row[i]!, 0) / all;
	const chance = table.reduce((sum, row, i) => {
		const column = table.reduce((total, other) => total + other[i]!, 0);
		return sum + (row.reduce((total, n) => total + n, 0) * column) / all ** 2;
	}, 0);
	return (same - chance) / (1 - chance);
}
