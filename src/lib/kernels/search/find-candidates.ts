import { bestCondition } from './best-condition';
import { byScore, type Candidate } from './candidate';
import { extend, type Search } from './extend';
import { refine } from './refine';
import { countCodes, findRows } from './rows-of';
import { scanPairs } from './scan-pairs';
import { CONDITION_COST } from './score';
import { selectDistinct } from './select-distinct';

/** Columns of which every pair is scanned. */
const MOST_PAIRED = 80;

/** How wide a search is. */
export interface Breadth {
	/** Pairs of conditions kept as contexts for a third. */
	readonly pairs: number;
	/** Triples kept as contexts for a fourth. */
	readonly triples: number;
	/** Candidates refined on fine codes. */
	readonly refined: number;
}

function singles({ table, lists }: Search): Candidate[] {
	findRows(table, [], lists);
	const found: Candidate[] = [];
	table.columns.forEach((at, column) => {
		const counts = countCodes(table, lists, column);
		const choice = bestCondition(table, at, column, counts, 0, 0);
		if (choice === null) return;
		found.push({ region: [choice.condition], score: choice.score - CONDITION_COST, s: choice.s });
	});
	return found;
}

/**
 * Which columns take no part in pairs: in tables too wide for all pairs, those whose best region alone scores least.
 * They still count alone, and as the third or fourth condition.
 */
function columnsLeftOut(width: number, singles: readonly Candidate[]): (column: number) => boolean {
	if (width <= MOST_PAIRED) return () => false;
	const ranked = [...singles].sort(byScore).map(({ region }) => region[0]!.column);
	const rest = Array.from({ length: width }, (_, column) => column);
	const chosen = new Set([...new Set([...ranked, ...rest])].slice(0, MOST_PAIRED));
	return (column) => !chosen.has(column);
}

/**
 * One search of the table as the background has it: single columns, all pairs, beams to the fourth condition, the
 * best refined on fine codes. Best first. Yields the share done.
 */
export function* findCandidates(
	search: Search,
	breadth: Breadth
): Generator<number, Candidate[], void> {
	const { table, pace, maxConditions, isBanned } = search;
	const found = singles(search);
	if (maxConditions >= 2) {
		let pairs: Candidate[] = [];
		const isLeftOut = columnsLeftOut(table.width, found);
		const isSkipped = (a: number, b: number) => isLeftOut(a) || isLeftOut(b) || isBanned(a, b);
		const scan = scanPairs(table, breadth.pairs, isSkipped, pace);
		for (;;) {
			const step = scan.next();
			if (step.done === true) {
				pairs = step.value;
				break;
			}
			yield step.value * 0.4;
		}
		found.push(...pairs);
		let contexts = pairs;
		for (let order = 3; order <= maxConditions; order++) {
			const size = order === 3 ? breadth.triples : breadth.refined;
			const beam = extend(search, contexts, size);
			for (;;) {
				const step = beam.next();
				if (step.done === true) {
					contexts = step.value;
					break;
				}
				yield 0.2 * (order - 1);
			}
			found.push(...contexts);
		}
	}
	const selection = selectDistinct(search, found, breadth.refined);
	let chosen: Candidate[] = [];
	for (;;) {
		const step = selection.next();
		if (step.done === true) {
			chosen = step.value;
			break;
		}
		yield 0.8;
	}
	const refined: Candidate[] = [];
	for (const [i, candidate] of chosen.entries()) {
		if (pace.isDue()) yield 0.8 + (0.2 * i) / chosen.length;
		refined.push(refine(search, candidate, i < breadth.refined / 4));
	}
	return refined.sort(byScore);
}
