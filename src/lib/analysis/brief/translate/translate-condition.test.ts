import { describe, expect, it } from 'vitest';
import type { BriefPlan } from '$lib/terms/brief-plan';
import type { Condition } from '$lib/terms/region';
import { column, oneOf, range } from '$lib/analysis/brief/brief.fixture';
import { DEFAULT_PLAN } from '$lib/analysis/brief/default-plan';
import { parseBracket } from './platform-select';
import { translateCondition } from './translate-condition';

const translate = (condition: Condition, some: Partial<BriefPlan> = {}, values: string[] = []) =>
	translateCondition(
		condition,
		{ profile: null, values, counts: [], steps: [], key: null },
		{ ...DEFAULT_PLAN, ...some }
	);
const filterOf = (condition: Condition) => translate(condition).filter;

describe('bounds', () => {
	it.each([
		[range('age', 71), 71, 100],
		[range('age', 70, null, { low: false }), 71, 100],
		[range('age', 68.5), 69, 100],
		[range('age', null, 25), 18, 25],
		[range('age', 40, 65, { high: false }), 40, 64],
		[range('age', 17, 110), 18, 100]
	])('%# become whole years within the platform’s', (condition, lower, upper) => {
		expect(filterOf(condition)).toMatchObject({ kind: 'range', lower, upper });
	});

	it('say where they are clipped', () => {
		expect(translate(range('age', 10, 30)).notes.join()).toMatch(/lowest age, 18/);
	});

	it('below the platform’s lowest age are about minors', () => {
		expect(translate(range('age', null, 17))).toMatchObject({ sensitivity: 'child', filter: null });
	});

	it('on brackets take those that overlap and state the spill', () => {
		const hours = translate(range('hours-per-week', 45));
		expect(hours.filter).toMatchObject({ choices: [{ id: '4' }, { id: '5' }, { id: '6' }] });
		expect(hours.isExact).toBe(false);
		expect(hours.notes.join()).toMatch(/41-50 hours per week” reaches beyond/);
		expect(hours.question?.kind).toBe('number');
		expect(translate(range('hours-per-week', 51)).isExact).toBe(true);
	});
});

describe('values', () => {
	it('become the platform’s answers, several at once', () => {
		expect(filterOf(oneOf('maritalStatus', 'Divorced', 'widowed'))).toMatchObject({
			filterId: 'relationshipmarital-status',
			choices: [
				{ id: '4', label: 'Widowed' },
				{ id: '5', label: 'Divorced' }
			]
		});
		expect(filterOf(oneOf('country', 'DE', 'Kenya'))).toMatchObject({
			choices: [{ label: 'Germany' }, { label: 'Kenya' }]
		});
	});

	it('never share ids between filters that number the same languages apart', () => {
		expect(filterOf(oneOf('native_language', 'en'))).toMatchObject({ choices: [{ id: '18' }] });
		expect(filterOf(oneOf('language', 'en'))).toMatchObject({ choices: [{ id: '19' }] });
	});

	it('of an age band become ranges, joined where they adjoin', () => {
		expect(filterOf(oneOf('age_band', '65-74', '75+'))).toMatchObject({ lower: 65, upper: 100 });
		expect(filterOf(oneOf('age_band', 'under 25', '75+'))).toMatchObject({
			kind: 'any-range',
			ranges: [
				{ lower: 18, upper: 24 },
				{ lower: 75, upper: 100 }
			]
		});
	});

	it('take an exact filter before a wider one', () => {
		expect(filterOf(oneOf('race', 'Amer-Indian-Eskimo'))).toMatchObject({ filterId: 'ethnicity' });
		expect(filterOf(oneOf('race', 'White'))).toMatchObject({ filterId: 'ethnicity-simplified' });
	});

	it('that the platform does not know are asked, among decoys', () => {
		const { class: cls, question } = translate(oneOf('occupation', 'Exec-managerial'), {}, [
			'Sales',
			'Craft-repair',
			'Exec-managerial',
			'Tech-support'
		]);
		expect(cls).toBe('screener');
		expect(question?.options).toEqual([
			'Craft-repair',
			'Exec-managerial',
			'Sales',
			'Tech-support',
			'None of these'
		]);
	});

	it('that speak of a special category are flagged whatever the column is called', () => {
		expect(translate(oneOf('group_7', 'Muslim')).sensitivity).toBe('special');
	});
});

describe('classes', () => {
	it.each([
		[oneOf('customer_id', 'x'), 'technical'],
		[oneOf('device', 'mobile'), 'design'],
		[oneOf('channel', 'phone'), 'scenario'],
		[range('sentiment', null, -0.6), 'outcome'],
		[range('capital-gain', 5000), 'outcome'],
		[range('xq_17', 3), 'outcome'],
		[oneOf('xq_18', 'a'), 'scenario'],
		[{ kind: 'missing', column: 'age' } as const, 'outcome']
	])('%# follow from the name, then the kind of values', (condition, cls) => {
		expect(translate(condition).class).toBe(cls);
	});

	it('fall back where the values are not what the name says', () => {
		const profile = column('age', 'number', 'measure');
		const steps = [[0, 4000, 90]] as const;
		const found = translateCondition(
			range('age', 900),
			{ profile, values: [], counts: [], steps, key: null },
			DEFAULT_PLAN
		);
		expect(found).toMatchObject({ class: 'screener', confidence: 'low' });
		expect(found.reason).toMatch(/some of its values are no ages/);
	});

	it('are the person’s to override', () => {
		const found = translate(range('xq_17', 3), { classes: { xq_17: 'screener' } });
		expect(found).toMatchObject({ class: 'screener', suggested: 'outcome', confidence: 'high' });
		expect(found.question?.text).toBe('Please give a number: “xq 17”.');
	});
});

describe('parseBracket', () => {
	it.each([
		['$10,000 - $19,999', 10_000, 19_999],
		['More than 60 hours per week', 61, null],
		['Less than $10000', null, 9999],
		['10 or more', 10, null],
		['75+', 75, null],
		['3', 3, 3],
		['None', 0, 0]
	])('reads %s', (label, low, high) => {
		expect(parseBracket(label)).toEqual({ low, high });
	});

	it('reads nothing into words', () => {
		expect(parseBracket('Rather not say')).toBeNull();
	});
});
