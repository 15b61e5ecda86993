import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EMPTY_RECIPE } from '$lib/terms/recipe';
import { Parcelling } from './parcelling.svelte';
import type { Parcel, Wanted } from './sharing.svelte';

const ALL: Wanted = { findings: true, draft: true, rowJudgements: false };
const FOUND = { frozenOn: '2026-01-01' } as unknown as Parcel['shared']['findings'];

const parcelOf = ({ findings }: Wanted): Parcel => ({
	shared: { recipe: EMPTY_RECIPE, findings: findings ? FOUND : null },
	link: findings ? '#v1.whole' : '#v1.bare',
	items: [],
	has: { findings: true, draft: false, rowJudgements: false },
	awaited: 'cases',
	withheld: 0,
	limits: { safe: 8000, read: 200_000 }
});

/** As good as what shares, with an engine that takes so long to count what was found. */
const sharingIn = (countingMs: number) => ({
	compose: (wanted: Wanted) =>
		new Promise<Parcel>((resolve) =>
			setTimeout(resolve, wanted.findings ? countingMs : 5, parcelOf(wanted))
		),
	lock: async (link: string) => `${link}, locked`,
	lockAgain: async () => null
});

describe('Parcelling', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	it('shows the link without what was found while that is counted, and says so', async () => {
		const parcelling = new Parcelling(sharingIn(60_000));
		const composed = parcelling.compose(ALL);
		await vi.advanceTimersByTimeAsync(1000);
		expect(parcelling.parcel?.link).toBe('#v1.bare');
		expect(parcelling.isCounting).toBe(true);
		await vi.advanceTimersByTimeAsync(60_000);
		await composed;
		expect(parcelling.parcel?.link).toBe('#v1.whole');
		expect(parcelling.isCounting).toBe(false);
	});

	it('shows nothing less where all is there in a moment', async () => {
		const parcelling = new Parcelling(sharingIn(200));
		const seen = new Set<string | undefined>();
		const composed = parcelling.compose(ALL);
		for (let ms = 0; ms < 1000; ms += 50) {
			await vi.advanceTimersByTimeAsync(50);
			seen.add(parcelling.parcel?.link);
		}
		await composed;
		expect([...seen]).toEqual([undefined, '#v1.whole']);
	});

	it('keeps what the person locked when more is found, and puts it together anew when it is opened again', async () => {
		const parcelling = new Parcelling(sharingIn(5));
		const compose = () => {
			const composed = parcelling.compose(ALL);
			return vi.advanceTimersByTimeAsync(600).then(() => composed);
		};
		await compose();
		await parcelling.lock('under the third stone', ALL);
		await compose();
		expect(parcelling.lockedLink).toBe('#v1.whole, locked');
		parcelling.forget();
		await compose();
		expect(parcelling.lockedLink).toBeNull();
	});
});
