import { describe, expect, it } from 'vitest';
import type { EncodedPair } from '$lib/terms/encoded';
import { FACTS, column, measured, oneOf, range } from './brief.fixture';
import { DEFAULT_PLAN } from './default-plan';
import { draftBrief } from './draft-brief';
import { valueFacts, type BriefFacts } from './facts';

const old = measured([range('age', 71), oneOf('marital-status', 'Widowed')], 40, 1, {
	'0': 600,
	'1': 900
});
const of = (asked: Parameters<typeof draftBrief>[0][number], some: Partial<BriefFacts> = {}) =>
	draftBrief([asked], { ...FACTS, ...some }, DEFAULT_PLAN).regions[0]!;

describe('verdicts', () => {
	it.each(['impossible', 'error'] as const)('nobody is asked for a region judged %s', (verdict) => {
		const region = of(old, { verdicts: { [old.id]: verdict } });
		expect(region.status).toBe('not-askable');
		expect(region.numbers.records).toBe(0);
		expect(region.advice.join()).toMatch(/^Judged/);
	});

	it('a region judged real or known is asked for', () => {
		expect(of(old, { verdicts: { [old.id]: 'real' } }).advice).toEqual([]);
		const known = of(old, { verdicts: { [old.id]: 'known' } });
		expect(known.status).toBe('drafted');
		expect(known.advice.join()).toMatch(/already known/);
	});

	it('cases called dirty are not counted among the rows of their group', () => {
		const group = { ...old, rows: [3, 5, 8] };
		const region = of(group, { verdicts: { c3: 'error', c8: 'impossible', c5: 'real' } });
		expect(region.human.count).toBe(38);
		expect(region.human.share).toBeCloseTo(38 / 10_000, 12);
		expect(region.advice.join()).toMatch(/^2 human rows here were judged errors/);
	});

	it('a group of nothing but dirty cases is not asked for', () => {
		const group = { ...measured([range('age', 99)], 2, 0), rows: [3, 5] };
		const region = of(group, { verdicts: { c3: 'error', c5: 'error' } });
		expect(region.status).toBe('not-askable');
		expect(region.advice.join()).toMatch(/Judged errors/);
	});
});

describe('rare values', () => {
	it('are not named in a region that more frequent ones make up', () => {
		const asked = measured([oneOf('marital-status', 'Widowed', 'Married-AF-spouse')], 300, 1);
		const brief = draftBrief([asked], FACTS, DEFAULT_PLAN);
		expect(JSON.stringify(brief)).not.toContain('AF-spouse');
		expect(brief.regions[0]).toMatchObject({ isCoarsened: true, human: { count: 300 } });
		expect(brief.acceptance.map(({ words }) => words).join()).toContain('kept in-house');
	});
});

/** One column of categories and one of numbers, a code a row. */
function encoded(categories: readonly number[], numbers: readonly number[]): EncodedPair {
	const codes = (of: readonly number[]) => ({
		human: Uint8Array.from(of),
		synthetic: new Uint8Array()
	});
	const sample = { rows: categories.length, of: 2 * categories.length, seed: 1 };
	return {
		columns: [
			{ kind: 'categories', column: 'job', levels: ['a', 'b', null], codes: codes(categories) },
			{
				...{ kind: 'ordered', of: 'number', column: 'age', groups: Uint8Array.of(0, 0, 0, 0) },
				...{ spread: 3, scatter: [], blurWidth: 0, kept: [] },
				levels: [1, 2, 3, 4].map((at) => ({ low: at, high: at })),
				codes: codes(numbers)
			}
		],
		sample: { human: sample, synthetic: sample },
		weights: { human: null, synthetic: null }
	};
}

const times = (code: number, count: number) => new Array<number>(count).fill(code);

describe('valueFacts', () => {
	it('tells nothing that fewer than ten rows stand behind, and counts up to all rows', () => {
		const facts = valueFacts(
			encoded(
				[...times(1, 9), ...times(2, 10), ...times(3, 50)],
				[...times(1, 4), ...times(2, 12), ...times(3, 30), ...times(4, 3)]
			)
		);
		expect(facts.values).toEqual({ job: ['b'] });
		expect(facts.counts).toEqual({ job: [20] });
		expect(facts.steps).toEqual({
			age: [
				[1, 2, 32],
				[3, 4, 66]
			]
		});
	});
});

describe('a filter wider than its condition', () => {
	const peopleOf = (...[asked, some]: Parameters<typeof of>) =>
		draftBrief([asked], { ...FACTS, ...some }, DEFAULT_PLAN).kinds[0]!.numbers;
	const hours = measured([range('hours-per-week', 42, 48)], 200, 1);
	const steps = {
		'hours-per-week': [[1, 40, 9000] as const, [41, 50, 800] as const, [51, 99, 200] as const]
	};

	it('is passed at the rate among the rows it lets in', () => {
		const numbers = peopleOf(hours, { steps });
		expect(numbers.incidenceBasis).toEqual({ passed: 200, of: 800 });
		expect(numbers.incidence).toBeCloseTo(201 / 802, 12);
	});

	it('is passed at the rate among all rows where nobody counted', () => {
		expect(peopleOf(hours).incidenceBasis).toEqual({ passed: 200, of: 10_000 });
	});

	it('lets in the values that share its answer', () => {
		const asked = measured([oneOf('marital-status', 'Married-spouse-absent')], 100, 1);
		const columns = [column('marital-status', 'text', 'category')];
		const values = { 'marital-status': ['Married', 'Divorced', 'Married-spouse-absent'] };
		const counts = { 'marital-status': [5000, 4900, 100] };
		expect(peopleOf(asked, { columns, values, counts }).incidenceBasis).toEqual({
			passed: 100,
			of: 5100
		});
	});
});
