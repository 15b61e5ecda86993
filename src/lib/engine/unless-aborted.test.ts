import { expect, it } from 'vitest';
import { unlessAborted } from './unless-aborted';

const patient = () => new AbortController().signal;

it('settles as the work does', async () => {
	expect(await unlessAborted(patient(), async () => 7)).toBe(7);
	const failing = unlessAborted(patient(), () => Promise.reject(new Error('no')));
	await expect(failing).rejects.toThrow('no');
});

it('whoever aborts is told at once, while the work is at its next turn still', async () => {
	const stop = new AbortController();
	let isDone = false;
	const work = async () => {
		await new Promise((resolve) => setTimeout(resolve, 20));
		isDone = true;
	};
	const told = unlessAborted(stop.signal, work);
	stop.abort();
	await expect(told).rejects.toMatchObject({ name: 'AbortError' });
	expect(isDone).toBe(false);
});

it('what fails after its abort troubles nobody', async () => {
	const stop = new AbortController();
	const work = async () => {
		await null;
		throw new Error('the worker was ended');
	};
	const told = unlessAborted(stop.signal, work);
	stop.abort();
	await expect(told).rejects.toMatchObject({ name: 'AbortError' });
});

it('what is aborted beforehand does not begin', async () => {
	let isBegun = false;
	const told = unlessAborted(AbortSignal.abort(), async () => (isBegun = true));
	await expect(told).rejects.toMatchObject({ name: 'AbortError' });
	expect(isBegun).toBe(false);
});
