import { harmless } from '$lib/analysis/share/escape';
import type { Progress, Stage } from '$lib/terms/run';

/** Where progress goes: a terminal that can rewrite its last line, or a log that cannot. */
export interface ProgressStream {
	readonly isTTY?: boolean;
	readonly columns?: number;
	write(text: string): unknown;
}

const STAGE_WORDS: Readonly<Record<Stage, string>> = {
	open: 'Opening',
	profile: 'Profiling',
	encode: 'Encoding',
	firstLook: 'First look',
	compare: 'Comparing',
	gaps: 'Finding gaps',
	cases: 'Finding cases'
};
const REWRITE_MS = 80;

/**
 * Tells how far an analysis has come. On a terminal one line is rewritten in place; in a log each stage is one line,
 * written when it is done.
 */
export function createProgressLine(stream: ProgressStream) {
	let shown = '';
	let writtenAt = -Infinity;
	const clear = () => {
		if (shown !== '') stream.write(`\r${' '.repeat(shown.length)}\r`);
		shown = '';
	};
	return {
		update({ stage, done, message }: Progress): void {
			const now = performance.now();
			if (!stream.isTTY || now - writtenAt < REWRITE_MS) return;
			writtenAt = now;
			const percent = String(Math.floor(100 * done)).padStart(3);
			const text = harmless(`${STAGE_WORDS[stage]} ${percent} %  ${message}`).slice(
				0,
				(stream.columns ?? 80) - 1
			);
			clear();
			stream.write(text);
			shown = text;
		},
		/** Notes that a stage is done and what came of it. */
		finish(stage: Stage, elapsedMs: number, outcome: string): void {
			clear();
			const seconds = (elapsedMs / 1000).toFixed(1);
			stream.write(`${STAGE_WORDS[stage]}: ${outcome} (${seconds} s)\n`);
		},
		clear
	};
}
