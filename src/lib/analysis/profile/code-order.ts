import type { ColumnFacts } from './column-facts';

/** Fewer different numbers say too little of their order: they are taken for codes. */
const FEWEST_STEPS = 4;
/** So few whole numbers that lie so close are codes or steps of a scale rather than amounts. */
export const MOST_STEPS = 25;
const LEAST_SHARE = 0.5;

/** Words of names that promise an order: scales, ranks, counts, parts of time. */
const ORDERED = new Set(
	`age band bath bathroom bed bedroom bracket child children class count day decile degree dependents edu educ education
	family floor frequency grade guest hour household intensity kid level likert minute month nr num number persons
	priority quantile quarter quartile quintile rank rating room satisfaction scale score severity size stage star step
	tenure tier visit week year`.split(/\s+/)
);
/** Words of names that promise kinds, which have none. */
const KINDS = new Set(
	`area brand cat category cause channel citizenship city cluster code colour color country county department
	diagnosis district division ethnic ethnicity ethnie gender hisp hispanic industry job kind language location marital
	method mode model nationality occ occupation purpose rac race reason region relation relationship religion sector sex
	species state status type zone`.split(/\s+/)
);
/** The rest is told by the counts: those of a scale or of a count of things rise and fall once, perhaps with one dip. */
const MOST_DIPS = 1;

/**
 * What a column of whole numbers holds: a few codes of kinds, steps of something that has an order, or amounts. By its
 * name where that tells, else by how its rows spread over the numbers.
 */
export function orderOf(
	name: string,
	{ distinct, min, max, levels = [] }: ColumnFacts
): 'kinds' | 'steps' | 'amounts' {
	const [low, high] = [Number(min), Number(max)];
	const places = high - low + 1;
	const isDense = low >= 0 && places <= MOST_STEPS && distinct >= LEAST_SHARE * places;
	if (distinct < FEWEST_STEPS || !isDense) return 'amounts';
	const words = name
		.replace(/([a-z])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.split(/[^a-z]+/)
		.flatMap((word) => [word, word.replace(/s$/, '')]);
	if (words.some((word) => ORDERED.has(word))) return 'steps';
	if (words.some((word) => KINDS.has(word))) return 'kinds';
	return countDips(levels) > MOST_DIPS && !isHeaped(low, levels) ? 'kinds' : 'steps';
}

/** How often counts fall to less than half and rise again to more than twice as many, both by more than chance. */
export function countDips(counts: readonly number[]): number {
	let [dips, turn, isFalling] = [0, counts[0] ?? 0, false];
	for (const count of counts) {
		const [low, high] = count < turn ? [count, turn] : [turn, count];
		const isFar = high > 2 * low && high - low > 3 * Math.sqrt(high);
		const isOnward = isFalling ? count < turn : count > turn;
		if (isOnward) turn = count;
		else if (isFar) {
			if (isFalling) dips++;
			isFalling = !isFalling;
			turn = count;
		}
	}
	return dips;
}

/** Whether even numbers are preferred, as people do who count or round: each odd one lies below both its neighbours. */
function isHeaped(low: number, counts: readonly number[]): boolean {
	const odd = [...counts.keys()]
		.slice(1, -1)
		.filter((place) => (low + place) % 2 === 1 && counts[place - 1]! + counts[place + 1]! > 0);
	const isBelow = (place: number) =>
		counts[place]! <= counts[place - 1]! && counts[place]! <= counts[place + 1]!;
	return odd.length >= 3 && odd.filter(isBelow).length >= 0.75 * odd.length;
}
