import { describe, expect, it } from 'vitest';
import { createProgressLine } from './progress-line';

function stream(isTTY: boolean) {
	const written: string[] = [];
	return { isTTY, columns: 30, write: (text: string) => written.push(text), written };
}

describe('createProgressLine', () => {
	it('writes one line a finished stage into a log', () => {
		const log = stream(false);
		const progress = createProgressLine(log);
		progress.update({ stage: 'gaps', done: 0.5, message: 'searching' });
		progress.finish('gaps', 1234, '7 found');
		progress.clear();
		expect(log.written).toEqual(['Finding gaps: 7 found (1.2 s)\n']);
	});

	it('rewrites one line on a terminal, no longer than the terminal is wide', () => {
		const terminal = stream(true);
		const progress = createProgressLine(terminal);
		progress.update({ stage: 'gaps', done: 0.509, message: 'searching columns one by one' });
		const line = 'Finding gaps  50 %  searchin';
		expect(terminal.written).toEqual([`${line}g`]);
		progress.finish('gaps', 80, '7 found');
		expect(terminal.written.slice(1)).toEqual([
			`\r${' '.repeat(29)}\r`,
			'Finding gaps: 7 found (0.1 s)\n'
		]);
	});

	it('does not flood a terminal', () => {
		const terminal = stream(true);
		const progress = createProgressLine(terminal);
		for (let i = 0; i < 100; i++) progress.update({ stage: 'open', done: i / 100, message: '' });
		expect(terminal.written.length).toBeLessThan(5);
	});
});
