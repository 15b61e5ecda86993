import { normalQuantile, roundUp, twoSided } from './distributions';

/**
 * New rows by which a region reaches `share` of the table: appended, `⌈(pS − s)/(1 − p)⌉`, or swapped for rows
 * outside it, `⌈pS − s⌉`. Infinity where appending can never do it (share 1 or more).
 */
export function rowsForShare(
	share: number,
	synthetic: { readonly rows: number; readonly inRegion: number },
	mode: 'append' | 'swap'
): number {
	const missing = share * synthetic.rows - synthetic.inRegion;
	if (missing <= 0) return 0;
	if (mode === 'swap') return roundUp(missing);
	return share < 1 ? roundUp(missing / (1 - share)) : Infinity;
}

/** Rows missing to a coverage of `threshold`. Source: Asudeh, Jin, Jagadish, ICDE 2019. */
export function rowsForCount(threshold: number, present: number): number {
	return Math.max(0, roundUp(threshold - present));
}

/**
 * New rows of several disjoint regions appended together, so that each reaches its share of the grown table:
 * `M = (SΣp − Σs)/(1 − Σp)`, `mᵢ = pᵢ(S + M) − sᵢ`, rounded up and raised until all hold. A region that has
 * enough gets 0 and leaves the sum. Infinity for each where the wanted shares sum to 1 or more.
 */
export function rowsForShares(
	rows: number,
	regions: readonly { readonly share: number; readonly inRegion: number }[]
): readonly number[] {
	let short = regions.map((_, i) => i);
	let exact: number[];
	for (;;) {
		const shares = short.reduce((sum, i) => sum + regions[i]!.share, 0);
		const present = short.reduce((sum, i) => sum + regions[i]!.inRegion, 0);
		if (shares >= 1) return regions.map((_, i) => (short.includes(i) ? Infinity : 0));
		const added = (rows * shares - present) / (1 - shares);
		exact = short.map((i) => regions[i]!.share * (rows + added) - regions[i]!.inRegion);
		const still = short.filter((_, k) => exact[k]! > 0);
		if (still.length === short.length) break;
		short = still;
	}
	const needed = regions.map(() => 0);
	short.forEach((i, k) => (needed[i] = roundUp(exact[k]!)));
	return raiseUntilHeld(rows, regions, needed);
}

function raiseUntilHeld(
	rows: number,
	regions: readonly { readonly share: number; readonly inRegion: number }[],
	needed: number[]
): readonly number[] {
	for (;;) {
		const total = rows + needed.reduce((sum, m) => sum + m, 0);
		const i = regions.findIndex(
			({ share, inRegion }, k) => (inRegion + needed[k]!) / total < share - 1e-12
		);
		if (i < 0) return needed;
		const { share, inRegion } = regions[i]!;
		needed[i] = Math.max(needed[i]! + 1, Math.ceil(share * total - inRegion));
	}
}

/**
 * Rows after which each of `cells` sub-groups was met with probability 1 − `miss`, the rarest of share
 * `smallest`: `⌈ln(miss/cells)/ln(1 − smallest)⌉`. Source: union bound.
 */
export function rowsForCells(cells: number, smallest: number, miss: number): number {
	return roundUp(Math.log(miss / cells) / Math.log1p(-smallest));
}

/** Rows that meet each of `cells` equally frequent sub-groups once, on average. Source: coupon collector. */
export function expectedRowsForCells(cells: number): number {
	let sum = 0;
	for (let i = 1; i <= cells; i++) sum += 1 / i;
	return cells * sum;
}

/**
 * What a weighted sample is worth in unweighted rows, `(Σw)²/Σw²`, from groups of equal weight.
 * Source: Kish 1965.
 */
export function effectiveSample(
	groups: readonly { readonly rows: number; readonly weight: number }[]
): number {
	const sum = groups.reduce((total, { rows, weight }) => total + rows * weight, 0);
	const squares = groups.reduce((total, { rows, weight }) => total + rows * weight ** 2, 0);
	return squares > 0 ? sum ** 2 / squares : 0;
}

/** Unrounded rows for a share known to ± `margin` by the normal interval. Source: Cochran 1977 §4.4. */
export function rawRowsForProportion(expected: number, margin: number, confidence = 0.95): number {
	return (twoSided(confidence) ** 2 * expected * (1 - expected)) / margin ** 2;
}

/** Rows for a share known to ± `margin`; of a finite population where `population` is given. */
export function rowsForProportion(
	expected: number,
	margin: number,
	confidence = 0.95,
	population: number | null = null
): number {
	const n = rawRowsForProportion(expected, margin, confidence);
	return roundUp(population === null ? n : n / (1 + (n - 1) / population));
}

/** Fewest rows whose Wilson interval is at most ± `margin`. Solved from the half-width, then stepped to the integer. */
export function rowsForWilson(expected: number, margin: number, confidence = 0.95): number {
	const z = twoSided(confidence);
	const half = (n: number) =>
		(z / (1 + z ** 2 / n)) * Math.sqrt((expected * (1 - expected)) / n + (z / (2 * n)) ** 2);
	let low = 1;
	let high = 1;
	while (half(high) > margin) high *= 2;
	while (low < high) {
		const middle = Math.floor((low + high) / 2);
		if (half(middle) <= margin) high = middle;
		else low = middle + 1;
	}
	return low;
}

/** Rows for a mean known to ± `margin`: `⌈(zσ/e)²⌉`. Source: Cochran 1977. */
export function rowsForMean(deviation: number, margin: number, confidence = 0.95): number {
	return roundUp(((twoSided(confidence) * deviation) / margin) ** 2);
}

/**
 * Rows without a failure that bound the failure rate below `rate`: `⌈ln(1 − confidence)/ln(1 − rate)⌉`.
 * The same count shows a problem of that prevalence at least once. Sources: Hanley & Lippman-Hand 1983;
 * Viechtbauer et al. 2015.
 */
export function rowsForZeroFailures(rate: number, confidence = 0.95): number {
	return roundUp(Math.log(1 - confidence) / Math.log1p(-rate));
}

/** Rows a group for a difference of two shares. Source: Fleiss 1981. */
export function rowsForDifference(
	first: number,
	second: number,
	power: number,
	confidence = 0.95
): number {
	const mean = (first + second) / 2;
	const spread = first * (1 - first) + second * (1 - second);
	const root =
		twoSided(confidence) * Math.sqrt(2 * mean * (1 - mean)) +
		normalQuantile(power) * Math.sqrt(spread);
	return roundUp((root / (first - second)) ** 2);
}

/** Items measured before and after, for a net change `difference` among `discordant` ones. Source: Connor 1987. */
export function rowsForBeforeAfter(
	discordant: number,
	difference: number,
	power: number,
	confidence = 0.95
): number {
	const root =
		twoSided(confidence) * Math.sqrt(discordant) +
		normalQuantile(power) * Math.sqrt(discordant - difference ** 2);
	return roundUp((root / difference) ** 2);
}

/** Factor by which several records of one person count less: `1 + (m̄ − 1)·ICC`. Source: Kish 1965. */
export function designEffect(recordsPerPerson: number, likeness: number): number {
	return 1 + (recordsPerPerson - 1) * likeness;
}
