import { CASE_PARTS, GAP_PARTS } from '$lib/terms/parts';
import type { Progress } from '$lib/terms/run';

/** A part of the work: what of its stage it is, and the seconds it takes on two cores, for millions of cells and rows of both tables. */
interface Part {
	readonly stage: Progress['stage'];
	readonly from: number;
	readonly to: number;
	readonly seconds: (cells: number, rows: number) => number;
}

/** Rough figures suffice, for the pace of a run corrects them: fitted to `npm run bench:progress` and `bench:pipeline`. */
const PARTS: readonly Part[] = [
	{ stage: 'open', from: 0, to: 1, seconds: () => 0.06 },
	{ stage: 'profile', from: 0, to: 1, seconds: (cells) => 0.58 + 0.1 * cells },
	{ stage: 'encode', from: 0, to: 1, seconds: (cells) => 0.35 + 0.045 * cells },
	{ stage: 'firstLook', from: 0, to: 1, seconds: (cells) => 0.13 + 0.001 * cells },
	...partsOf('gaps', [
		[GAP_PARTS.calibrated, (cells) => 0.5 + 0.01 * cells],
		[GAP_PARTS.searched, (cells) => 0.8 + 0.01 * cells],
		[1, (cells) => 0.2 + 0.005 * cells]
	]),
	...partsOf('cases', [
		[CASE_PARTS.read, (cells) => 0.08 + 0.09 * cells],
		[CASE_PARTS.near, (_, rows) => 0.3 + 4 * rows],
		[CASE_PARTS.explained, (_, rows) => 0.2 + 1.2 * rows],
		[CASE_PARTS.grouped, (_, rows) => 0.2 + 0.6 * rows],
		[1, (_, rows) => 0.3 + 1.6 * rows]
	])
];

function partsOf(
	stage: Progress['stage'],
	ends: readonly (readonly [to: number, seconds: Part['seconds']])[]
): Part[] {
	return ends.map(([to, seconds], i) => ({ stage, from: ends[i - 1]?.[0] ?? 0, to, seconds }));
}

/** Opening waits for the engine and for the file's server: it tells nothing of the machine's pace. */
const FIRST_TELLING = 1;
/** The foreseen pace counts as if it had been seen for so many seconds. */
const FORESEEN_SECONDS = 0.5;
/** What takes longer than foreseen is thought to take so much longer still. */
const OVERTIME = 0.25;
/** All is shown as done only once it is. */
const MOST_SHARE = 0.99;
/** Before so long, or so much, is done nothing can be said of the rest. */
const LEAST_SECONDS = 4;
const LEAST_SHARE = 0.1;

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
	#cells = 0;
	#rows = 0;
	/** The part under way, when it and its work began, in seconds, and what it last told. */
	#at = 0;
	#partBegan = 0;
	#began = 0;
	#told = { done: 0, after: 0 };
	#share = 0;

	/** A run begins; times are in milliseconds. */
	begin(nowMs: number): void {
		for (let i = FIRST_TELLING; i < this.#took.length; i++)
			this.#learned[i]! *= this.#took[i]! / this.#foreseen(i);
		this.#took.length = 0;
		[this.#cells, this.#rows] = [0, 0];
		this.#enter(0, nowMs / 1000);
		[this.#began, this.#share] = [nowMs / 1000, 0];
	}

	/** How large both tables together are. */
	setSize(rows: number, columns: number): void {
		[this.#cells, this.#rows] = [(rows * columns) / 1e6, rows / 1e6];
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
		const pace = this.#pace();
		let secondsLeft = this.#leftOfPart(now - this.#partBegan, pace);
		for (let i = this.#at + 1; i < PARTS.length; i++)
			if ((PARTS[i]!.stage === 'cases') === (stage === 'cases'))
				secondsLeft += pace * this.#foreseen(i);
		const passed = now - this.#began;
		const share = Math.min(MOST_SHARE, passed / (passed + secondsLeft));
		this.#share = Math.max(this.#share, share);
		const isKnown = passed >= LEAST_SECONDS && this.#share >= LEAST_SHARE;
		return { share: this.#share, secondsLeft: isKnown ? secondsLeft : null };
	}

	#leftOfPart(passed: number, pace: number): number {
		const { done, after } = this.#told;
		const foreseen = pace * this.#foreseen(this.#at);
		const weight = Math.min(1, 2 * done);
		const length = done === 0 ? foreseen : (1 - weight) * foreseen + weight * (after / done);
		return Math.max(length - passed, OVERTIME * (1 - done) * Math.max(length, passed));
	}

	#foreseen(at: number): number {
		return PARTS[at]!.seconds(this.#cells, this.#rows) * this.#learned[at]!;
	}

	/** How much longer this run takes than foreseen, by what is done of it. */
	#pace(): number {
		let [took, foreseen] = [FORESEEN_SECONDS, FORESEEN_SECONDS];
		if (this.#at >= FIRST_TELLING) {
			const { done, after } = this.#told;
			took += after;
			foreseen += done * this.#foreseen(this.#at);
		}
		for (let i = FIRST_TELLING; i < this.#at; i++) {
			took += this.#took[i]!;
			foreseen += this.#foreseen(i);
		}
		return took / foreseen;
	}

	#enter(at: number, now: number): void {
		if (PARTS[at]!.stage === 'cases' && PARTS[at - 1]?.stage !== 'cases')
			[this.#began, this.#share] = [now, 0];
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
