import { readFileSync } from 'node:fs';
import { toJsonSchema } from '@valibot/to-json-schema';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { BriefPlan } from '$lib/terms/brief-plan';
import { DEFAULT_PLAN } from './default-plan';
import { DRAFT_CHARACTERS, draftFromJson, draftToJson } from './draft-json';
import { draftSchema } from './draft-schema';

const PLAN: BriefPlan = {
	...DEFAULT_PLAN,
	title: 'Older people who work long hours',
	texts: { ...DEFAULT_PLAN.texts, purpose: 'To close “the hole”.' },
	classes: { 'age ': 'screener' },
	regions: { r0123456789abcdef: { title: 'Night work', target: 40 } },
	questions: [
		{ name: 'pay', part: 'task', kind: 'integer', text: 'Pay?', min: 0, max: 9, isRequired: true }
	],
	pay: { ...DEFAULT_PLAN.pay, budget: 500 },
	target: { kind: 'count', rows: 30 }
};

const through = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('a draft as JSON', () => {
	it('comes back as it went', () => {
		expect(draftFromJson(through(draftToJson(PLAN)))).toEqual(PLAN);
		expect(draftFromJson(through(draftToJson(DEFAULT_PLAN)))).toEqual(DEFAULT_PLAN);
		expect(draftFromJson(through(PLAN))).toEqual(PLAN);
	});

	it('holds only what was changed', () => {
		expect(draftToJson(DEFAULT_PLAN)).toEqual({ version: 1 });
		expect(draftToJson(PLAN)).toMatchObject({ pay: { budget: 500 } });
		expect(draftToJson(PLAN)).not.toHaveProperty('quality');
	});

	it('is what the published schema describes', () => {
		const published = JSON.parse(readFileSync('docs/draft.schema.json', 'utf8')) as object;
		expect(published).toMatchObject(
			toJsonSchema(draftSchema, { errorMode: 'ignore', target: 'draft-07' })
		);
		const validate = new Ajv({ strict: false }).compile(published);
		expect(validate(through(draftToJson(PLAN)))).toBe(true);
		expect(validate({ version: 1, pay: { currency: 'EUR' } })).toBe(false);
	});

	it('drops keys it does not know', () => {
		const read = draftFromJson({ version: 1, rows: [[1]], pay: { budget: 5, secret: 1 } });
		expect(read).toEqual({ ...DEFAULT_PLAN, pay: { ...DEFAULT_PLAN.pay, budget: 5 } });
	});

	it('says which field does not fit', () => {
		expect(() => draftFromJson({ version: 1, pay: { minutes: 'long' } })).toThrow(/pay\.minutes/);
	});
});

describe('a hostile draft is refused', () => {
	const deep = () => {
		let value: unknown = 1;
		for (let i = 0; i < 5_000; i++) value = [value];
		return value;
	};
	const circle: Record<string, unknown> = { version: 1 };
	circle.texts = circle;
	const cases: readonly (readonly [string, unknown])[] = [
		['null', null],
		['a list', [1]],
		['another version', { version: 2 }],
		['no version', {}],
		['a part that is a list', { version: 1, texts: ['a'] }],
		['a part that is null', { version: 1, pay: null }],
		['a prototype key', JSON.parse('{"version":1,"texts":{"__proto__":{"a":1}}}')],
		['depth', { version: 1, extra: deep() }],
		['a circle', circle],
		['length', { version: 1, extra: 'x'.repeat(DRAFT_CHARACTERS + 1) }],
		['a long text', { version: 1, title: 'x'.repeat(20_001) }],
		['many entries', { version: 1, questions: Array.from({ length: 201 }, () => 1) }],
		['an infinite number', { version: 1, pay: { minutes: Infinity } }],
		['a question by no name', { version: 1, questions: [{ name: '1 x', part: 'task' }] }]
	];

	it.each(cases)('%s', (_name, value) => {
		expect(() => draftFromJson(value)).toThrow(/^The draft of the brief is not valid/);
	});

	it('and none too long is written', () => {
		const long = Object.fromEntries(
			Object.keys(DEFAULT_PLAN.texts).map((key) => [key, 'x'.repeat(20_000)])
		) as BriefPlan['texts'];
		expect(() => draftToJson({ ...DEFAULT_PLAN, texts: long })).toThrow(/longer/);
	});
});
