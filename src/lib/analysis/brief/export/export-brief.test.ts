import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { strFromU8, unzipSync } from 'fflate';
import { Model } from 'survey-core';
import { describe, expect, it } from 'vitest';
import { FACTS, measured, oneOf, range } from '$lib/analysis/brief/brief.fixture';
import { DEFAULT_PLAN } from '$lib/analysis/brief/default-plan';
import { draftBrief } from '$lib/analysis/brief/draft-brief';
import { EXPORT_FORMATS, exportBrief, exportOne, type ExportFormat } from './export-brief';
import { readFilterList, verifyFilters } from './verify-filters';

const REGIONS = [
	measured([range('age', 71), oneOf('marital-status', 'Widowed')], 320, 1, { '0': 600, '1': 900 }),
	measured([range('hours-per-week', 45), oneOf('relationship', 'Wife')], 90, 2, {
		'0': 400,
		'1': 500
	}),
	measured([oneOf('race', 'Black')], 900, 10)
];
const ready = draftBrief(REGIONS, FACTS, {
	...DEFAULT_PLAN,
	texts: { ...DEFAULT_PLAN.texts, purpose: 'Models answer "older" people <badly> & we | mend it.' }
});
const screenedOnly = draftBrief([REGIONS[1]!], FACTS, DEFAULT_PLAN);

const schema = (path: string) =>
	new Ajv({ strict: false }).compile(JSON.parse(readFileSync(path, 'utf8')));
const files = async (format: ExportFormat, brief = ready) =>
	(await exportBrief(brief, format)).map(({ bytes }) => strFromU8(bytes));
const text = async (format: ExportFormat, brief = ready) => (await files(format, brief))[0]!;

function expectValid(check: ReturnType<typeof schema>, value: unknown) {
	expect(check(value), JSON.stringify(check.errors)).toBe(true);
}

describe('brief JSON', () => {
	it('keeps to the published schema, ready and as a draft', async () => {
		const check = schema('docs/brief.schema.json');
		expectValid(check, JSON.parse(await text('json')));
		expectValid(check, JSON.parse(await text('json', screenedOnly)));
		expect(check({ ...JSON.parse(await text('json')), hash: 'no' })).toBe(false);
	});
});

describe('Prolific', () => {
	it('takes each region as a study that keeps to the platform’s rules', async () => {
		const check = schema('tests/fixtures/brief/prolific-study.schema.json');
		const studies = (await files('prolific')).map((json) => JSON.parse(json));
		expect(studies).toHaveLength(3);
		for (const study of studies) expectValid(check, study);
		expect(studies[0].filters).toEqual([
			{ filter_id: 'age', selected_range: { lower: 71, upper: 100 } },
			{ filter_id: 'relationshipmarital-status', selected_values: ['4'] }
		]);
		expect(studies[0].total_available_places).toBe(ready.kinds[0]!.numbers.completes);
	});

	it('weighs a sensitive group instead of leaving others out', async () => {
		const study = JSON.parse((await files('prolific'))[2]!);
		const [{ selected_values, weightings }] = study.filters;
		expect(selected_values).toEqual(['1', '0', '2', '3', '4']);
		expect(weightings['1']).toBe(0.5);
		expect(weightings['0']).toBe(0.125);
	});

	it('says that ids are not verified until they are held against a live list', async () => {
		const unverified = JSON.parse(await text('prolific'));
		expect(JSON.parse(unverified.metadata)).toMatchObject({
			choice_ids_verified: false,
			ready: true
		});
		const [file] = await exportBrief(ready, 'prolific', { isVerified: true });
		expect(JSON.parse(JSON.parse(strFromU8(file!.bytes)).metadata).choice_ids_verified).toBe(true);
	});

	it('finds ids that stand for something else on the live list', () => {
		const live = {
			results: [
				{ filter_id: 'age' },
				{ filter_id: 'relationshipmarital-status', choices: { '4': 'Divorced' } }
			]
		};
		const { isVerified, problems } = verifyFilters(ready, readFilterList(JSON.stringify(live)));
		expect(isVerified).toBe(false);
		expect(problems).toContain('relationshipmarital-status 4 is “Divorced” there, “Widowed” here.');
		expect(() => readFilterList('nonsense')).toThrow('no list of platform filters');
	});
});

describe('SurveyJS', () => {
	const answers = { consent: true, relationship: 'Wife', hours_per_week: 50 };

	it('lets through who passes the screener, and nobody else', async () => {
		const survey = JSON.parse(await text('surveyjs', screenedOnly));
		const isOpen = (data: object) => {
			const model = new Model(survey);
			model.data = data;
			return model.getPageByName('task').isVisible;
		};
		expect(isOpen(answers)).toBe(true);
		expect(isOpen({ ...answers, hours_per_week: 44 })).toBe(false);
		expect(isOpen({ ...answers, relationship: 'Husband' })).toBe(false);
		expect(isOpen({ ...answers, consent: false })).toBe(false);
	});

	it('leaves sensitive questions out without explicit consent', async () => {
		const model = new Model(JSON.parse(await text('surveyjs')));
		model.data = { consent: true, consent_special: false };
		expect(model.getQuestionByName('race').isVisible).toBe(false);
		model.setValue('consent_special', true);
		expect(model.getQuestionByName('race').isVisible).toBe(true);
	});
});

describe('Label Studio', () => {
	it('gives every field a name of its own, whatever columns are called', async () => {
		const named = ['record', 'sound', 'a b', 'a-b'].map((name) => ({
			...ready.dictionary[0]!,
			name,
			origin: 'asked' as const
		}));
		const [xml] = await files('label-studio', { ...ready, dictionary: named });
		const names = [...xml!.matchAll(/ name="([^"]+)"/g)].map(([, name]) => name);
		expect(new Set(names).size).toBe(names.length);
	});
});

describe('documents', () => {
	it('escape what a person wrote', async () => {
		expect(await text('html')).toContain('&quot;older&quot; people &lt;badly&gt; &amp; we');
		expect(await text('md')).toContain('people \\<badly\\> & we \\| mend it');
	});

	it('ask nothing of the net', async () => {
		expect(await text('html')).not.toMatch(/https?:|<script|<link|<img/);
	});

	it('open as Word with the brief’s headings', async () => {
		const [file] = await exportBrief(ready, 'docx');
		const xml = strFromU8(unzipSync(file!.bytes)['word/document.xml']!);
		for (const heading of ['Purpose and use', 'Accepted when', 'Pay and cost', 'Ethics'])
			expect(xml).toContain(heading);
		expect(xml).toContain('&lt;badly&gt;');
	});
});

describe('tables', () => {
	it('hold one quota a region, and the dictionary’s columns for what comes back', async () => {
		const quota = (await text('quota')).trimEnd().split('\r\n');
		expect(quota).toHaveLength(4);
		expect(quota[1]).toContain('"age is 71 or more and marital-status is Widowed"'.slice(1, -1));
		expect((await text('records')).trim().split(',')).toEqual(
			ready.dictionary.map(({ name }) => name)
		);
	});

	it('hold nothing that a spreadsheet would run', async () => {
		const risky = draftBrief([REGIONS[0]!], FACTS, {
			...DEFAULT_PLAN,
			regions: { [REGIONS[0]!.id]: { title: '=HYPERLINK("x")' } }
		});
		expect(await text('quota', risky)).toContain(`"'=HYPERLINK(""x"")"`);
	});
});

describe('answers in words of their own', () => {
	const worded = draftBrief([REGIONS[1]!], FACTS, {
		...DEFAULT_PLAN,
		wordings: {
			relationship: { labels: { Wife: 'Married woman' }, decoys: ['Aunt', 'Husband', 'Uncle'] }
		}
	});

	it('are what people read in each survey tool, while the data keep their value', async () => {
		const survey = new Model(JSON.parse(await text('surveyjs', worded)));
		const question = survey.getQuestionByName('relationship') as unknown as {
			choices: readonly { value: string; text: string }[];
		};
		const choice = question.choices.find(({ value }) => value === 'Wife');
		expect(choice!.text).toBe('Married woman');
		expect(await text('task-builder', worded)).toMatch(
			/"label": "Married woman",\s*"value": "Wife"/
		);
		expect(await text('limesurvey', worded)).toContain('\tMarried woman\t');
		expect(await text('md', worded)).toContain('Married woman \\[Wife\\]');
	});
});

describe('a brief that can ask nobody', () => {
	const nobody = draftBrief(
		[measured([range('sentiment', null, -0.9)], 60, 1)],
		FACTS,
		DEFAULT_PLAN
	);

	it('says where else to look, and holds no task, check or cost', async () => {
		const markdown = await text('md', nobody);
		expect(markdown).toContain('Look to other sources');
		for (const section of ['What people are asked', 'Quality', 'Pay and cost'])
			expect(markdown).not.toContain(`## ${section}`);
	});

	it('writes nothing for survey tools, raters and collectors', async () => {
		const written = await Promise.all(
			(Object.keys(EXPORT_FORMATS) as ExportFormat[]).map(async (format) =>
				(await exportBrief(nobody, format)).length === 0 ? [] : format
			)
		);
		expect(written.flat()).toEqual(['md', 'html', 'docx', 'json', 'quota']);
	});
});

describe('every format', () => {
	it('says that a brief with standing errors is a draft, in name or content', async () => {
		for (const format of Object.keys(EXPORT_FORMATS) as ExportFormat[])
			for (const { name } of await exportBrief(screenedOnly, format))
				expect(name).toMatch(/^draft-/);
		expect(await text('md', screenedOnly)).toContain('not ready to send');
		expect(JSON.parse(await text('surveyjs', screenedOnly)).title).toMatch(/^\[DRAFT\]/);
		expect(await text('label-studio', screenedOnly)).toContain('DRAFT');
		const { metadata } = JSON.parse(await text('prolific', screenedOnly));
		expect(JSON.parse(metadata)).toMatchObject({ ready: false, standing_errors: ['L1'] });
	});

	it('goes into one zip, the same for the same brief, with names that tell no attribute', async () => {
		const zip = (await exportOne(ready, 'all'))!;
		const names = Object.keys(unzipSync(zip.bytes));
		expect(names).toHaveLength(15);
		expect(names.join()).not.toMatch(/widow|black|age/i);
	});
});
