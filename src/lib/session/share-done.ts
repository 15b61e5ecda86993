import { CASE_PARTS, GAP_PARTS } from '$lib/terms/parts';
import type { Progress } from '$lib/terms/run';

/** What of the work tells beforehand how long its parts take. */
interface Work {
	/** Of both tables together. */
	readonly rows: number;
	readonly columns: number;
	/** Regions that the first look saw, up to ten: where much is missing, much is searched and counted. */
	readonly seen: number;
}

/** A part of the work: what of its stage it is, and the seconds it takes on two cores. */
interface Part {
	readonly stage: Progress['stage'];
	readonly from: number;
	readonly to: number;
	readonly seconds: (work: Work) => number;
	/** Whether its length tells the machine's pace: others wait for a server, or hang on how the data lies. */
	readonly isTelling: boolean;
}

/** Rows that the search reads at most, as the recipe has it unless told otherwise, and columns of which it reads every pair. */
const [SEARCHED_ROWS, SEARCHED_COLUMNS] = [400_000, 80];

/** Millions of cells. */
const cells = ({ rows, columns }: Work) => (rows * columns) / 1e6;
const searchedCells = ({ rows, columns }: Work) =>
	cells({ rows: Math.min(rows, SEARCHED_ROWS), columns, seen: 0 });
const millions = ({ rows }: Work) => rows / 1e6;

/** Rough figures suffice, for the pace of a run corrects them: fitted to `npm run bench:progress` and `bench:pipeline`. */
const PARTS: readonly Part[] = [
	...partsOf('open', [[1, () => 0.06, false]]),
	...partsOf('profile', [[1, (w) => 0.25 + 0.01 * w.columns + 0.15 * cells(w)]]),
	...partsOf('encode', [[1, (w) => 0.1 + 0.012 * w.columns + 0.13 * cells(w)]]),
	...partsOf('firstLook', [[1, (w) => 0.12 + 0.002 * w.columns]]),
	...partsOf('gaps', [
		[GAP_PARTS.calibrated, (w) => 0.25 + 0.0075 * Math.min(w.columns, SEARCHED_COLUMNS)],
		[GAP_PARTS.searched, (w) => 0.1 + 0.15 * searchedCells(w) + 0.12 * w.seen, false],
		[1, (w) => 0.03 + 0.07 * w.seen + 0.005 * cells(w), false]
	]),
	...partsOf('cases', [
		[CASE_PARTS.read, (w) => 0.25 + 0.09 * cells(w)],
		[CASE_PARTS.near, (w) => 0.5 + 4 * millions(w), false],
		[CASE_PARTS.explained, (w) => 0.15 + 1.2 * millions(w)],
		[CASE_PARTS.grouped, (w) => 0.15 + 0.6 * millions(w)],
		[1, (w) => 0.4 + 1.6 * millions(w)]
	])
];

function partsOf(
	stage: Progress['stage'],
	ends: readonly (readonly [to: number, seconds: Part['seconds'], isTelling?: boolean])[]
): Part[] {
	return ends.map(([to, seconds, isTelling = true], i) => ({
		...{ stage, from: ends[i - 1]?.[0] ?? 0, to },
		...{ seconds, isTelling }
	}));
}

/** Until the tables are open; most tables of which an analysis is asked have some gaps. */
const UNKNOWN: Work = { rows: 0, columns: 15, seen: 5 };

/** The foreseen pace counts as if it had been seen for so many seconds. */
const FORESEEN_SECONDS = 0.5;
/** What takes longer than foreseen is thought to take so much longer still. */
const OVERTIME = 0.25;
/** All is shown as done only once it is. */
const MOST_SHARE = 0.99;
/** Before so long, or so much, is done nothing can be said of the rest. */
const LEAST_SECONDS = 4;
const LEAST_SHARE = 0.1;

/** What is thought of the time left may leap; what is told of it follows within about so many seconds. */
const CALM_SECONDS = 3;

/** How far the work under way has come. */
export interface HowFar {
	/** 0 to 1, never falling. */
	readonly share: number;
	/** Null while too little is done to tell. */
	readonly secondsLeft: number | null;
}

/**
 * How much of the work under way is done, as a share of its time: the time passed beside that and what is still to come.
 * What is to come is foreseen by the size of the tables, at the pace at which the parts before were done; more and more
 * of a part's length is told by what it reports itself. The single cases come after the gaps and are work of their own: how
 * long they take hangs on how the data lies.
 */
export class ShareDone {
	/** By part, how much longer it took than foreseen when it was last done. */
	readonly #learned = PARTS.map(() => 1);
	readonly #took: number[] = [];
	#work: Work = UNKNOWN;
	/** The part under way, when it and its work began, in seconds, and what it last told. */
	#at = 0;
	#partBegan = 0;
	#began = 0;
	#told = { done: 0, after: 0 };
	#share = 0;
	/** The time left that was told last, and when; null before any was. */
	#left: { readonly seconds: number; readonly at: number } | null = null;

	/** A run begins; times are in milliseconds. */
	begin(nowMs: number): void {
		for (const [i, took] of this.#took.entries())
			if (i > 0) this.#learned[i]! *= took / this.#foreseen(i);
		this.#took.length = 0;
		this.#work = UNKNOWN;
		this.#enter(0, nowMs / 1000);
		this.#restart(nowMs / 1000);
	}

	/** What has come to be known of the work. */
	foresee(known: Partial<Work>): void {
		this.#work = { ...this.#work, ...known };
	}

	report({ stage, done }: Progress, nowMs: number): void {
		const now = nowMs / 1000;
		const at = PARTS.findIndex((part) => part.stage === stage && (done < part.to || part.to === 1));
		if (at < this.#at) return;
		while (this.#at < at) this.#leave(now);
		const { from, to } = PARTS[at]!;
		const inPart = (done - from) / (to - from);
		// Several workers report, and late news of one is no step back of all.
		if (inPart > this.#told.done) this.#told = { done: inPart, after: now - this.#partBegan };
	}

	now(nowMs: number): HowFar {
		const now = nowMs / 1000;
		const { stage } = PARTS[this.#at]!;
		const pace = this.#pace(now - this.#partBegan);
		let secondsLeft = this.#leftOfPart(now - this.#partBegan, pace);
		for (let i = this.#at + 1; i < PARTS.length; i++)
			if ((PARTS[i]!.stage === 'cases') === (stage === 'cases'))
				secondsLeft += pace * this.#foreseen(i);
		const passed = now - this.#began;
		const share = Math.min(MOST_SHARE, passed / (passed + secondsLeft));
		this.#share = Math.max(this.#share, share);
		const isKnown = passed >= LEAST_SECONDS && this.#share >= LEAST_SHARE;
		return { share: this.#share, secondsLeft: isKnown ? this.#calm(secondsLeft, now) : null };
	}

	/** The time left as it is told: what was told before, less what has passed since, drawn to what is thought now. */
	#calm(seconds: number, now: number): number {
		const { seconds: before, at } = this.#left ?? { seconds, at: now };
		const told = Math.max(0, before - (now - at));
		const drawn = -Math.expm1((at - now) / CALM_SECONDS);
		this.#left = { seconds: told + (seconds - told) * drawn, at: now };
		return this.#left.seconds;
	}

	#restart(now: number): void {
		[this.#began, this.#share, this.#left] = [now, 0, null];
	}

	#leftOfPart(passed: number, pace: number): number {
		const { done, after } = this.#told;
		const foreseen = pace * this.#foreseen(this.#at);
		const weight = Math.min(1, 2 * done);
		const length = done === 0 ? foreseen : (1 - weight) * foreseen + weight * (after / done);
		return Math.max(length - passed, OVERTIME * (1 - done) * Math.max(length, passed));
	}

	#foreseen(at: number): number {
		return PARTS[at]!.seconds(this.#work) * this.#learned[at]!;
	}

	/** How much longer this run takes than foreseen, by what is done of it. */
	#pace(passed: number): number {
		let [took, foreseen] = [FORESEEN_SECONDS, FORESEEN_SECONDS];
		for (const [i, { isTelling }] of PARTS.entries()) {
			if (i > this.#at || !isTelling) continue;
			const [seconds, expected] =
				i < this.#at ? [this.#took[i]!, this.#foreseen(i)] : this.#underWay(passed);
			took += seconds;
			foreseen += expected;
		}
		return took / foreseen;
	}

	/** What the part under way took, and should have: of what it told last, or, if that is slower, as if it ended now. */
	#underWay(passed: number): [took: number, foreseen: number] {
		const { done, after } = this.#told;
		const foreseen = this.#foreseen(this.#at);
		return passed > foreseen && after <= done * passed
			? [passed, foreseen]
			: [after, done * foreseen];
	}

	#enter(at: number, now: number): void {
		if (PARTS[at]!.stage === 'cases' && PARTS[at - 1]?.stage !== 'cases') this.#restart(now);
		[this.#at, this.#partBegan] = [at, now];
		this.#told = { done: 0, after: 0 };
	}

	#leave(now: number): void {
		this.#took[this.#at] = now - this.#partBegan;
		this.#enter(this.#at + 1, now);
	}
}

/** Seconds in words, as one tells them. */
export function timeLeftWords(seconds: number | null): string | null {
	if (seconds === null) return null;
	if (seconds < 8) return 'a few seconds left';
	if (seconds < 90) return `about ${Math.round(seconds / 10) * 10} seconds left`;
	return `about ${Math.round(seconds / 60)} minutes left`;
}
