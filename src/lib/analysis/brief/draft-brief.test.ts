import { describe, expect, it } from 'vitest';
import type { BriefPlan } from '$lib/terms/brief-plan';
import { column, FACTS, measured, oneOf, range } from './brief.fixture';
import { DEFAULT_PLAN } from './default-plan';
import { draftBrief } from './draft-brief';
import { gateOf } from './export/gate';
import { briefMarkdown } from './export/markdown';

const oldWidowed = measured([range('age', 71), oneOf('marital-status', 'Widowed')], 320, 1, {
	'0': 600,
	'1': 900
});
const longHours = measured([range('hours-per-week', 61), oneOf('relationship', 'Wife')], 90, 2, {
	'0': 400,
	'1': 500
});

const drafted = (regions = [oldWidowed], some: Partial<BriefPlan> = {}) =>
	draftBrief(regions, FACTS, { ...DEFAULT_PLAN, ...some });
const people = (some: Partial<BriefPlan['people']>) => ({ ...DEFAULT_PLAN.people, ...some });
const pay = (some: Partial<BriefPlan['pay']>) => ({ ...DEFAULT_PLAN.pay, ...some });

describe('draftBrief', () => {
	it('asks for the records that bring a region to its human share, and for those lost on the way', () => {
		const { regions, kinds } = drafted();
		expect(regions[0]!.numbers.records).toBe(165);
		expect(kinds[0]!.numbers).toMatchObject({
			records: 165,
			completes: 180,
			starts: 190,
			incidence: 1,
			screened95: 190
		});
		expect(regions[0]!.numbers.steps[0]!.formula).toBe('⌈(0.032 × 5,000 − 1) / (1 − 0.032)⌉');
	});

	it('accepts records by the gap’s own predicate', () => {
		const checks = drafted().acceptance.filter(({ kind }) => kind === 'region');
		expect(checks).toHaveLength(1);
		expect(checks[0]).toMatchObject({ regionId: oldWidowed.id, sql: oldWidowed.sql });
	});

	it('screens for what the platform cannot select, at the rate of the human rows', () => {
		const { numbers } = drafted([longHours]).kinds[0]!;
		expect(numbers.incidenceBasis).toEqual({ passed: 90, of: 400 });
		expect(numbers.incidence).toBeCloseTo(91 / 402, 12);
		expect(numbers.screened95).toBeGreaterThan(numbers.screenedExpected);
	});

	it('solves several regions together, since each new row dilutes the others', () => {
		const alone = drafted([longHours]).regions[0]!.numbers.records;
		const together = drafted([oldWidowed, longHours]).regions[1]!.numbers.records;
		expect(together).toBeGreaterThan(alone);
	});

	it('says so when no appended rows can reach the shares', () => {
		const all = measured([range('age', 18)], 9990, 100);
		const [region] = drafted([all], {
			target: { kind: 'share', ratio: 5, mode: 'append' }
		}).regions;
		expect(region!.numbers.problems.join()).toMatch(/cannot bring the regions/);
	});

	it('cuts the records to the budget and says when it does not pay for one', () => {
		const cheap = drafted([oldWidowed], { pay: pay({ budget: 100 }) });
		expect(cheap.totals.records).toBeGreaterThan(0);
		expect(cheap.totals.cost.expected).toBeLessThanOrEqual(100);
		const broke = drafted([oldWidowed], { pay: pay({ budget: 1 }) });
		expect(broke.totals.records).toBe(0);
		expect(broke.findings.map(({ message }) => message).join()).toMatch(
			/does not pay for one accepted record beside the pilot/
		);
	});

	it('says so when nobody passes, and when too few people are eligible', () => {
		const never = drafted([longHours], { regions: { [longHours.id]: { incidence: 0 } } });
		expect(never.kinds[0]!.numbers.problems.join()).toMatch(/Nobody passes/);
		const none = drafted([oldWidowed], { people: people({ eligible: 0 }) });
		expect(none.totals.problems.join()).toMatch(/^0 eligible people/);
		const certain = drafted([longHours], { regions: { [longHours.id]: { incidence: 1 } } });
		expect(certain.kinds[0]!.numbers.problems).toEqual([]);
	});

	it('survives absurd numbers', () => {
		const brief = drafted([oldWidowed, longHours], {
			people: people({ rejectionRate: 7, dropoutRate: NaN, recordsPerPerson: -3, cap: Infinity }),
			pay: pay({ ratePerHour: 1e300, minutes: 0, budget: NaN }),
			target: { kind: 'proportion', expected: 2, margin: 0, method: 'wilson' },
			regions: {
				[oldWidowed.id]: { target: NaN, worth: -4, incidence: 7 },
				[longHours.id]: { target: -1e99, worth: Infinity }
			}
		});
		expect(brief.regions[1]!.numbers.records).toBe(0);
		expect(brief.kinds[0]!.numbers.starts).toBeGreaterThan(0);
		expect(brief.totals.cost.expected).toBeGreaterThanOrEqual(0);
		expect(briefMarkdown(brief)).not.toMatch(/NaN|undefined|Infinity/);
		for (const allocation of ['coverage', 'neyman', 'cost-optimal', 'learning-curve'] as const) {
			const cut = drafted([oldWidowed, longHours], {
				pay: pay({ budget: 200, allocation }),
				regions: { [oldWidowed.id]: { worth: -4 }, [longHours.id]: { worth: 1e99 } }
			});
			expect(cut.totals.cost.expected).toBeLessThanOrEqual(200);
		}
	});

	it('never writes down a region with fewer than ten human rows', () => {
		const rare = measured([range('age', 88), oneOf('marital-status', 'Divorced')], 4, 0, {
			'0': 31,
			'1': 1300
		});
		const text = JSON.stringify(drafted([rare]));
		expect(text).not.toMatch(/Divorced'|is Divorced/);
		expect(text).toContain('1 of its conditions is withheld');
		const [region] = drafted([rare]).regions;
		expect(region).toMatchObject({ words: 'age is 88 or more', isCoarsened: true });
		expect(region!.human.count).toBeNull();
	});

	it('drafts nothing for minors, criminal records and genetic data', () => {
		const minors = measured([range('age', null, 17)], 400, 2);
		const convicts = measured([range('prior_convictions', 2)], 400, 2);
		const brief = drafted([minors, convicts]);
		expect(brief.regions.map(({ status }) => status)).toEqual(['checklist', 'checklist']);
		expect(brief.acceptance.some(({ kind }) => kind === 'region')).toBe(false);
		expect(brief.totals.records).toBe(0);
	});

	it('asks nobody about convictions that other columns of the table hold', () => {
		const columns = [...FACTS.columns, column('prior_convictions', 'number', 'measure')];
		const { dictionary, questions } = draftBrief([oldWidowed], { ...FACTS, columns }, DEFAULT_PLAN);
		expect(JSON.stringify([dictionary, questions])).not.toContain('convictions');
	});

	it('sends to other sources where nobody can be asked', () => {
		const latent = measured([range('sentiment', null, -0.6)], 400, 2);
		const [region] = drafted([latent]).regions;
		expect(region!.status).toBe('not-askable');
		expect(region!.advice.join()).toMatch(/logs of your own service, partners/);
	});

	it('counts an outcome as yield, and never asks for it', () => {
		const upset = measured([range('age', 71), range('sentiment', null, -0.6)], 12, 0, {
			'0': 600,
			'1': 900
		});
		const brief = drafted([upset]);
		expect(brief.kinds[0]!.numbers.yield).toBeCloseTo(13 / 602, 12);
		expect(brief.regions[0]!.advice.join()).toMatch(/fewer than 3 would fall/);
		expect(brief.questions.map(({ column }) => column)).not.toContain('sentiment');
	});

	it('keeps a special category as a quota unless the person decides to recruit on it', () => {
		const black = measured([oneOf('race', 'Black')], 900, 10);
		const { regions, kinds } = drafted([black]);
		expect(regions[0]!.conditions[0]).toMatchObject({
			sensitivity: 'special',
			sensitiveUse: 'quota'
		});
		expect(kinds[0]!.numbers.yield).toBe(DEFAULT_PLAN.people.quotaShare);
		const [recruited] = drafted([black], { sensitiveUses: { race: 'recruit' } }).kinds;
		expect(recruited!.numbers.yield).toBe(1);
	});

	it('warns of a leak where a region rests on an identifier', () => {
		const leak = measured([range('person_id', 9000), range('age', 60)], 500, 0);
		expect(drafted([leak]).regions[0]!.advice.join()).toMatch(
			/is technical and no part of a request.*a leak/
		);
	});

	it('has one hash for one content, whatever its log', () => {
		const first = drafted();
		expect(drafted([oldWidowed], { log: [] }).hash).not.toBe('');
		expect(drafted().hash).toBe(first.hash);
		expect(drafted([oldWidowed], { title: 'Another' }).hash).not.toBe(first.hash);
	});

	it('asks nobody for a sampling weight', () => {
		const facts = { ...FACTS, columns: [...FACTS.columns, column('fnlwgt', 'number', 'measure')] };
		const brief = draftBrief([measured([range('fnlwgt', 449_200)], 488, 2)], facts, DEFAULT_PLAN);
		expect(brief.regions[0]!.status).toBe('not-askable');
		expect(brief.regions[0]!.advice.join()).toMatch(/sampling weight/);
		expect(brief.questions.map((question) => question.column)).not.toContain('fnlwgt');
	});

	it('asks for an answer once, where another column holds it as a number', () => {
		const columns = [
			column('education', 'text', 'category'),
			column('education-num', 'number', 'measure')
		];
		const key = {
			column: 'education',
			numbers: [
				['HS-grad', 9],
				['Bachelors', 13],
				['Masters', 14]
			]
		} as const;
		const values = { education: ['HS-grad', 'Bachelors', 'Masters', '9th', 'Doctorate'] };
		const facts = {
			...FACTS,
			columns: [...FACTS.columns, ...columns],
			values: { ...FACTS.values, ...values },
			keys: { 'education-num': key }
		};
		const brief = draftBrief([oldWidowed], facts, DEFAULT_PLAN);
		expect(brief.dictionary.find(({ name }) => name === 'education-num')).toMatchObject({
			origin: 'measured',
			codedFrom: 'education'
		});
		const graduates = measured([range('education-num', 13)], 90, 0);
		const [asked] = draftBrief([graduates], facts, DEFAULT_PLAN).regions[0]!.conditions;
		expect(asked).toMatchObject({
			class: 'platform',
			answers: { column: 'education', values: ['Bachelors', 'Masters'] },
			question: null
		});
		const own = { classes: { 'education-num': 'screener' } } as const;
		const screened = draftBrief([graduates], facts, { ...DEFAULT_PLAN, ...own });
		const [question] = screened.questions.filter(({ part }) => part === 'screener');
		expect(question).toMatchObject({ column: 'education', kind: 'choice' });
		expect(question!.options).toEqual(expect.arrayContaining(['Bachelors', 'Masters', 'HS-grad']));
		expect(gateOf(screened)).toEqual([
			[{ kind: 'one-of', question, values: ['Bachelors', 'Masters'] }]
		]);
		expect(screened.findings.filter(({ rule }) => rule === 'L4')).toEqual(
			expect.not.arrayContaining([expect.objectContaining({ severity: 'error' })])
		);

		// Without a column that the numbers code one to one, the key is the person's to write.
		const bare = draftBrief([graduates], { ...facts, keys: {} }, DEFAULT_PLAN);
		expect(bare.regions[0]!.conditions[0]!.question!.text).toMatch(/number of the key/);
		expect(bare.regions[0]!.conditions[0]!.notes.join()).toMatch(/is a code/);
	});

	it('asks for explicit consent where only the record, and no region, holds a special category', () => {
		const { questions } = drafted([oldWidowed]);
		expect(questions.map(({ name }) => name)).toContain('consent_special');
		expect(questions.find((question) => question.column === 'race')).toMatchObject({
			isRequired: false,
			onlyIf: 'consent_special'
		});
	});

	it('puts questions in the person’s own words', () => {
		const wordings = { age: { text: 'Your age in years?' } };
		const { questions } = drafted([longHours], { wordings });
		expect(questions.find(({ name }) => name === 'age')!.text).toBe('Your age in years?');
	});

	it('opens a bound beyond which fewer than ten human rows lie, and keeps the others', () => {
		const steps = {
			age: [
				[17, 20, 400],
				[21, 80, 9000],
				[81, 90, 12]
			] as const
		};
		const facts = { ...FACTS, steps };
		const near = measured([range('age', 65, 89)], 700, 3);
		const [region] = draftBrief([near], facts, DEFAULT_PLAN).regions;
		expect(region).toMatchObject({ words: 'age is 65 or more', isCoarsened: true });
		expect(JSON.stringify(draftBrief([near], facts, DEFAULT_PLAN).acceptance)).not.toContain('89');
		const told = measured([range('age', 20, 81)], 700, 3);
		expect(draftBrief([told], facts, DEFAULT_PLAN).regions[0]).toMatchObject({
			words: 'age is from 20 to 81',
			isCoarsened: false
		});
	});

	it('puts a screener’s other answers as the person has them, and never leaves out what is asked for', () => {
		const decoys = ['Aunt', 'Wife', 'None of these'];
		const labels = { Wife: 'I am somebody’s wife', Nobody: 'never seen' };
		const { questions } = drafted([longHours], { wordings: { relationship: { decoys, labels } } });
		const question = questions.find(({ name }) => name === 'relationship');
		expect(question).toMatchObject({
			options: ['Aunt', 'Wife', 'None of these'],
			decoys: ['Aunt'],
			labels: { Wife: 'I am somebody’s wife' }
		});
	});

	it('asks one question of two regions that screen on one column, with both their answers', () => {
		const husbands = measured([oneOf('relationship', 'Husband')], 500, 2);
		const { questions } = drafted([longHours, husbands]);
		const [question, ...others] = questions.filter(({ name }) => name === 'relationship');
		expect(others).toEqual([]);
		expect(question!.options).toEqual(expect.arrayContaining(['Husband', 'Wife']));
		expect(question!.decoys).not.toEqual(expect.arrayContaining(['Husband']));
		expect(question!.decoys).not.toEqual(expect.arrayContaining(['Wife']));
	});

	it('counts the pilot into the cost, and lets lucky and unlucky regions cancel', () => {
		const { kinds, totals } = drafted([oldWidowed, longHours]);
		const parts = kinds.reduce((sum, { cost }) => sum + cost.expected, 0);
		expect(totals.pilotCost).toBeGreaterThan(0);
		expect(totals.cost.expected).toBeCloseTo(parts + totals.pilotCost, 9);
		const high = kinds.reduce((sum, { cost }) => sum + cost.high, totals.pilotCost);
		expect(totals.cost.high).toBeGreaterThan(totals.cost.expected);
		expect(totals.cost.high).toBeLessThanOrEqual(high);
	});

	it('requires no answer that people may decline', () => {
		const { dictionary, questions } = drafted();
		for (const { name, isRequired } of dictionary.filter(({ origin }) => origin === 'asked')) {
			const question = questions.find(({ column }) => column === name)!;
			const canDecline = /Prefer not|Cannot tell|None of these/.test(String(question.options));
			if (canDecline || !question.isRequired) expect([name, isRequired]).toEqual([name, false]);
		}
		expect(dictionary.find(({ name }) => name === 'age')!.isRequired).toBe(true);
	});

	it('tells participants the situation to think of, not the instruction to the team', () => {
		const columns = [...FACTS.columns, column('channel', 'text', 'category')];
		const phone = measured([oneOf('channel', 'phone'), range('age', 60)], 300, 2);
		const { questions, regions } = draftBrief([phone], { ...FACTS, columns }, DEFAULT_PLAN);
		const text = questions.find(({ kind }) => kind === 'text')!;
		expect(text.help).toBe('Please think of the last real time when the channel was phone.');
		expect(regions[0]!.conditions[0]!.instruction).toMatch(/^Ask people to recall/);
	});

	it('tells the rejection rule with the plan’s own numbers until somebody rewrites it', () => {
		const quality = { ...DEFAULT_PLAN.quality, attentionChecks: 2, rejectAfter: 1 };
		expect(drafted([oldWidowed], { quality }).plan.texts.rejectionRule).toContain(
			'1 of 2 attention checks fail'
		);
		const texts = { ...DEFAULT_PLAN.texts, rejectionRule: 'Never.' };
		expect(drafted([oldWidowed], { quality, texts }).plan.texts.rejectionRule).toBe('Never.');
	});
});
