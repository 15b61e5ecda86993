import { expect, it } from 'vitest';
import { Turns } from './turns';

it('does one piece of work at a time, what is asked for before what waits', async () => {
	const turns = new Turns();
	const told: string[] = [];
	const last = new Promise<void>((resolve) => {
		const work = (name: string) => async () => {
			told.push(`${name} begins`);
			await Promise.resolve();
			told.push(`${name} ends`);
			if (name === 'looked at') resolve();
		};
		turns.take(work('under way'), false);
		turns.take(work('looked at'), false);
		turns.take(work('asked for'), true);
	});
	await last;
	expect(told).toEqual(
		['under way', 'asked for', 'looked at'].flatMap((name) => [`${name} begins`, `${name} ends`])
	);
});
