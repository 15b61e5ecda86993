import { describe, expect, it } from 'vitest';
import type { BriefPlan } from '$lib/terms/brief-plan';
import { FACTS, measured, oneOf, range, TABLE } from './brief.fixture';
import { DEFAULT_PLAN } from './default-plan';
import { draftBrief } from './draft-brief';
import type { BriefFacts } from './facts';
import { gateOf } from './export/gate';
import { briefMarkdown } from './export/markdown';
import { prolificStudy, recruitable } from './export/prolific';
import { quotaCsv } from './export/tables-csv';
import { kindKey } from './person-kinds';

const old = measured([range('age', 71)], 600, 3);
const absent = measured([oneOf('marital-status', 'Married-spouse-absent')], 400, 2);
const wives = measured([oneOf('relationship', 'Wife')], 500, 2);
const ALL = [old, absent, wives];

/** Facts by which so many human rows lie in just these regions. */
const overlapping = (
	...held: readonly (readonly [regions: readonly { id: string }[], rows: number])[]
): BriefFacts => {
	const regions = ALL.map(({ id }) => id);
	return {
		...FACTS,
		overlaps: {
			regions,
			memberships: held.map(([some, rows]) => [some.map(({ id }) => regions.indexOf(id)), rows]),
			scale: 1
		}
	};
};
/** Of each two regions 40, 60 and 90 rows, of all three 30. */
const EACH = overlapping([[old, absent], 10], [[old, wives], 30], [[absent, wives], 60], [ALL, 30]);
const shared = (
	regions = [old, absent],
	facts = EACH,
	{
		people = {},
		...some
	}: Partial<Omit<BriefPlan, 'people'>> & {
		people?: Partial<BriefPlan['people']>;
	} = {}
) =>
	draftBrief(regions, facts, {
		...DEFAULT_PLAN,
		...some,
		people: { ...DEFAULT_PLAN.people, isShared: true, ...people }
	});
const apart = (regions = [old, absent]) => draftBrief(regions, EACH, DEFAULT_PLAN);
const key = kindKey([old.id, absent.id]);

describe('people who serve several regions', () => {
	it('are counted in people, screening and cost', () => {
		const [together, alone] = [shared(), apart()];
		expect(together.kinds[0]).toMatchObject({ regions: [old.id, absent.id] });
		expect(together.kinds[0]!.title).toBe('Region 1 + Region 2');
		expect(together.totals.people).toBeLessThan(alone.totals.people);
		expect(together.totals.starts).toBe(
			together.kinds.reduce((sum, { numbers }) => sum + numbers.starts, 0)
		);
		const parts = together.kinds.reduce((sum, { cost }) => sum + cost.expected, 0);
		expect(together.totals.cost.expected).toBeCloseTo(parts + together.totals.pilotCost, 9);
		expect(together.totals.apart!.people).toBeGreaterThan(together.totals.people);
		expect(alone.totals.apart).toBeNull();
	});

	it('give every region its records, each diluting the table once', () => {
		const brief = shared(ALL);
		const rows = TABLE.synthetic + brief.totals.records;
		for (const [i, region] of brief.regions.entries()) {
			const served = brief.kinds
				.filter(({ regions }) => regions.includes(region.id))
				.reduce((sum, { numbers }) => sum + numbers.records, 0);
			expect(served).toBe(region.numbers.records);
			const asked = ALL[i]!;
			expect((asked.synthetic.count + served) / rows).toBeGreaterThanOrEqual(asked.human.share);
			// A few fewer would not do: the need is solved, not guessed.
			expect((asked.synthetic.count + served - 4) / rows).toBeLessThan(asked.human.share);
			expect(region.numbers.records).toBeLessThan(apart(ALL).regions[i]!.numbers.records);
		}
	});

	it('are as rare as the human rows in all of their regions', () => {
		// 40 rows are both; the narrower filter, age, lets in 600.
		const [both] = shared().kinds;
		expect(both!.numbers.incidenceBasis).toEqual({ passed: 40, of: 600 });
		expect(both!.numbers.incidence).toBeCloseTo(41 / 602, 12);
		expect(both!.numbers.steps.at(-2)!.formula).toContain('(40 + 1) / (600 + 2) human rows');
	});

	it('are taken for independent where nobody counted, and said to be', () => {
		const [both] = shared([old, absent], FACTS).kinds;
		// 10,000 × 6 % × 4 % = 24 rows.
		expect(both!.numbers.incidence).toBeCloseTo(25 / 602, 12);
		expect(both!.numbers.steps.at(-2)!.formula).toContain('taken as independent');
	});

	it('are not counted on where fewer than ten human rows lie in them at once, until a person says so', () => {
		const nobody = overlapping();
		const brief = shared([old, absent], nobody);
		expect(brief.kinds.every(({ regions }) => regions.length === 1)).toBe(true);
		expect(brief.ruledOut).toEqual([
			{ id: key, regions: [old.id, absent.id], because: 'too-few-rows' }
		]);
		expect(briefMarkdown(brief)).toContain(
			'fewer than 10 human rows lie in them at once: Region 1 + Region 2'
		);
		const allowed = shared([old, absent], nobody, { people: { possible: [key] } });
		expect(allowed.kinds[0]!.regions).toHaveLength(2);
	});

	it('are counted in all their regions at once, whatever each two have in common', () => {
		const brief = shared(ALL);
		const [three] = brief.kinds;
		expect(three!.regions).toHaveLength(3);
		// 30 rows are all three; from each two one would take 40 × 60 / 600 = 4, or 60 × 90 / 500 = 11.
		expect(three!.numbers.incidenceBasis).toEqual({ passed: 30, of: 600 });
	});

	it('are not counted on where each two regions have rows in common and all three have not', () => {
		const facts = overlapping(
			[[old, absent], 40],
			[[old, wives], 60],
			[[absent, wives], 90],
			[ALL, 9]
		);
		const brief = shared(ALL, facts);
		expect(Math.max(...brief.kinds.map(({ regions }) => regions.length))).toBe(2);
		const ids = ALL.map(({ id }) => id);
		expect(brief.ruledOut).toEqual([{ id: kindKey(ids), regions: ids, because: 'too-few-rows' }]);
		const allowed = shared(ALL, facts, { people: { possible: [kindKey(ids)] } });
		expect(allowed.kinds[0]!.regions).toHaveLength(3);
		// Nine rows are never told.
		expect(allowed.kinds[0]!.numbers.incidenceBasis).toEqual({ passed: 0, of: 600 });
	});

	it('are ruled out by hand, together with all who would serve more', () => {
		const brief = shared(ALL, EACH, { people: { impossible: [key] } });
		for (const { regions } of brief.kinds)
			expect([old.id, absent.id].every((id) => regions.includes(id))).toBe(false);
		expect(brief.ruledOut).toEqual([{ id: key, regions: [old.id, absent.id], because: 'by-hand' }]);
		for (const region of brief.regions) {
			const served = brief.kinds.filter(({ regions }) => regions.includes(region.id));
			const records = served.reduce((sum, { numbers }) => sum + numbers.records, 0);
			expect(records).toBe(region.numbers.records);
		}
	});

	it('leave no region unserved that lies within another, even when they are ruled out', () => {
		const older = measured([range('age', 80)], 100, 0);
		const facts = overlapping([[old, absent], 40]);
		const id = kindKey([old.id, older.id]);
		const brief = shared([old, older], facts, { people: { impossible: [id] } });
		expect(brief.kinds.map(({ regions }) => regions)).toEqual(
			expect.arrayContaining([[old.id], [older.id]])
		);
	});

	it('are never joined where two regions exclude each other', () => {
		const young = measured([range('age', 18, 25)], 600, 3);
		const brief = shared([old, young], FACTS);
		expect(brief.kinds.map(({ regions }) => regions)).toEqual([[old.id], [young.id]]);
		expect(brief.ruledOut).toEqual([]);
	});

	it('pass as a person says', () => {
		const kinds = { [key]: { incidence: 0.5 } };
		expect(shared([old, absent], EACH, { kinds }).kinds[0]!.numbers.incidence).toBe(0.5);
		const never = shared([old, absent], EACH, { kinds: { [key]: { incidence: 0 } } });
		expect(never.findings.map(({ message }) => message).join()).toMatch(/Nobody passes/);
	});

	it('are named dearer where searching for them costs more than it saves', () => {
		const rare = overlapping([[old, absent], 10]);
		expect(briefMarkdown(shared([old, absent], rare))).toContain('yet dearer');
		const common = overlapping([[old, absent], 399]);
		expect(briefMarkdown(shared([old, absent], common))).toMatch(/instead of \d+ for about £/);
		expect(briefMarkdown(shared([old, absent], common))).not.toContain('yet dearer');
	});

	it('leave in every export as they are recruited', () => {
		const brief = shared();
		const studies = recruitable(brief).map((kind, i) => prolificStudy(brief, kind, i, false));
		expect(studies).toHaveLength(brief.kinds.length);
		expect(studies[0]!.total_available_places).toBe(brief.kinds[0]!.numbers.completes);
		expect(studies[0]!.filters.map(({ filter_id: id }) => id)).toContain('age');
		expect(quotaCsv(brief).split('\r\n')[1]).toContain(key);
		// Who serves both has to pass both screeners.
		const gate = gateOf(shared([absent, wives]));
		expect(gate![0]!.map(({ question }) => question.column)).toEqual([
			'marital-status',
			'relationship'
		]);
	});

	it('cost no more than the budget, and make it reach further', () => {
		const pay = { ...DEFAULT_PLAN.pay, budget: 700 };
		const common = overlapping([[old, absent], 399]);
		const together = shared([old, absent], common, { pay });
		const alone = draftBrief([old, absent], common, { ...DEFAULT_PLAN, pay });
		for (const { totals } of [together, alone])
			expect(totals.cost.expected).toBeLessThanOrEqual(700);
		const records = ({ regions }: typeof alone) =>
			regions.reduce((sum, { numbers }) => sum + numbers.affordable, 0);
		expect(records(together)).toBeGreaterThan(records(alone));
	});
});

describe('pools of eligible people', () => {
	const eligible = (id: string, people: number) => ({ regions: { [id]: { eligible: people } } });

	it('belong to each region', () => {
		const brief = draftBrief([old, absent], EACH, { ...DEFAULT_PLAN, ...eligible(old.id, 100) });
		expect(brief.kinds[0]!.numbers.problems.join()).toMatch(/^100 eligible people × 0.5/);
		expect(brief.kinds[1]!.numbers.problems).toEqual([]);
	});

	it('are drawn on by every kind of people in the region', () => {
		const brief = shared([old, absent], EACH, eligible(old.id, 100));
		expect(brief.kinds[0]!.numbers.problems.join()).toMatch(/^100 eligible people/);
		const id = kindKey([old.id, absent.id]);
		const wide = shared([old, absent], EACH, {
			...eligible(old.id, 6000),
			kinds: { [id]: { eligible: 1e6 } }
		});
		expect(wide.totals.problems.join()).toMatch(/^Region 1: 6,000 eligible people/);
	});

	it('must hold together whom all regions screen', () => {
		const one = apart([old]).totals.screenedExpected;
		const both = apart().totals.screenedExpected;
		expect(both).toBeGreaterThan(one);
		const people = { ...DEFAULT_PLAN.people, eligible: Math.ceil(one / 0.5), responseRate: 0.5 };
		const enough = draftBrief([old], EACH, { ...DEFAULT_PLAN, people });
		expect(enough.totals.problems).toEqual([]);
		const short = draftBrief([old, absent], EACH, { ...DEFAULT_PLAN, people });
		expect(short.totals.problems.join()).toMatch(/for all regions together/);
	});
});

describe('a share of the table', () => {
	const share = (mode: 'append' | 'swap', own?: number) =>
		draftBrief([absent], FACTS, {
			...DEFAULT_PLAN,
			target: { kind: 'fixed-share', share: 0.1, mode },
			regions: own === undefined ? {} : { [absent.id]: { share: own } }
		}).regions[0]!.numbers;

	it('is reached by rows appended or swapped, whatever the human share', () => {
		expect(share('append').records).toBe(Math.ceil((0.1 * 5000 - 2) / 0.9));
		expect(share('swap').records).toBe(498);
	});

	it('is set for one region alone', () => {
		expect(share('append', 0.2).records).toBe(Math.ceil((0.2 * 5000 - 2) / 0.8));
		expect(share('append', 0.2).steps[0]!.formula).toContain('0.2 × 5,000');
	});

	it('makes room for records set by hand in another region', () => {
		const regions = { [old.id]: { target: 1000 } };
		const brief = draftBrief([old, absent], FACTS, { ...DEFAULT_PLAN, regions });
		const { records } = brief.regions[1]!.numbers;
		expect((2 + records) / (5000 + 1000 + records)).toBeGreaterThanOrEqual(0.04);
		expect(brief.regions[0]!.numbers.records).toBe(1000);
	});
});
