import { describe, expect, it } from 'vitest';
import type { BriefPlan, QuestionWording } from '$lib/terms/brief-plan';
import type { Question } from '$lib/terms/question';
import { FACTS, measured, oneOf, range } from '$lib/analysis/brief/brief.fixture';
import { DEFAULT_PLAN } from '$lib/analysis/brief/default-plan';
import { draftBrief } from '$lib/analysis/brief/draft-brief';
import { LINT_RULES } from './lint-brief';

const REGIONS = [
	measured([range('age', 71), oneOf('race', 'Black'), range('sentiment', null, -0.6)], 320, 1, {
		'0': 600,
		'1': 900,
		'0,1': 500
	}),
	measured([oneOf('relationship', 'Wife')], 900, 2)
];

const WORDINGS: Readonly<Record<string, QuestionWording>> = {
	marital_status: { labels: { 'Married-spouse-absent': 'Married, living apart' } },
	race: {
		labels: { 'Amer-Indian-Eskimo': 'Native American', 'Asian-Pac-Islander': 'Asian or Pacific' }
	},
	relationship: { labels: { 'Not-in-family': 'None of the family' } }
};

/** A plan on which no rule finds anything. */
const SOUND: BriefPlan = {
	...DEFAULT_PLAN,
	texts: {
		...DEFAULT_PLAN.texts,
		purpose: 'To serve older people.',
		uses: 'Our own team, to test models.',
		licence: 'CC BY 4.0.',
		retention: 'The end of next year.',
		contact: 'data@example.org'
	},
	definitions: { sentiment: { means: 'Tone of the text.', nearMiss: 'Sad events told calmly.' } },
	wordings: WORDINGS,
	pay: { ...DEFAULT_PLAN.pay, isTimed: true },
	ethics: { hasExplicitConsent: true, review: 'needed', reviewReason: 'Health.' }
};

const found = (plan: BriefPlan) =>
	draftBrief(REGIONS, FACTS, plan).findings.map(({ rule, severity }) => `${rule} ${severity}`);

type Part = 'people' | 'pay' | 'quality' | 'texts' | 'ethics' | 'acceptance';
const change =
	<P extends Part>(part: P) =>
	(some: Partial<BriefPlan[P]>): BriefPlan => ({ ...SOUND, [part]: { ...SOUND[part], ...some } });
const [people, pay, quality] = [change('people'), change('pay'), change('quality')];
const [texts, ethics, acceptance] = [change('texts'), change('ethics'), change('acceptance')];
const own = (some: Partial<Question>): BriefPlan => ({
	...SOUND,
	questions: [
		{ name: 'own', part: 'task', kind: 'text', text: 'What happened?', isRequired: true, ...some }
	]
});
const worded = (wordings: BriefPlan['wordings']) => ({
	...SOUND,
	wordings: { ...WORDINGS, ...wordings }
});
const noChecks = {
	region: false,
	schema: false,
	unique: false,
	length: false,
	personalData: false,
	consent: false,
	nearDuplicate: false
};
const record = (kind: 'good' | 'bad' | 'borderline') => ({ kind, text: 'One.', reason: 'So.' });

const openKey = (label: string) =>
	`The key to “${label}” goes here: each number with its answer in words.`;

/** What each rule finds, in a plan that breaks it and in its nearest that does not. */
const EXAMPLES: readonly (readonly [finding: string, fails: BriefPlan, passes: BriefPlan])[] = [
	['L1 error', texts({ purpose: '  ' }), texts({ purpose: 'x' })],
	['L1 warning', texts({ licence: '' }), texts({ licence: 'Ours.' })],
	['L2 error', { ...SOUND, acceptance: noChecks }, acceptance({ ...noChecks, consent: true })],
	[
		'L3 warning',
		{ ...SOUND, examples: [record('good'), record('bad')] },
		{ ...SOUND, examples: [record('good'), record('bad'), record('borderline')] }
	],
	[
		'L4 warning',
		{ ...SOUND, definitions: { sentiment: { means: 'Tone.', nearMiss: ' ' } } },
		{ ...SOUND, definitions: { sentiment: { means: 'Tone.', nearMiss: 'Calm.' } } }
	],
	[
		'L4 warning',
		own({ column: 'degree', kind: 'choice', options: ['1', '2', 'Cannot tell'] }),
		own({
			column: 'degree',
			kind: 'choice',
			options: ['1', '2', 'Cannot tell'],
			labels: { '1': 'School', '2': 'University' }
		})
	],
	[
		'L4 warning',
		own({ column: 'poutcome', text: 'Please choose your answer: “poutcome”.' }),
		own({ column: 'poutcome', text: 'How did the last call with the bank end?' })
	],
	[
		'L4 error',
		own({ column: 'degree', text: 'Which number?', help: openKey('degree') }),
		own({ column: 'degree', text: 'Which number?', help: '1 none, 2 school, 3 university' })
	],
	[
		'L5 warning',
		own({ kind: 'choice', options: ['Bread', 'Rice'] }),
		own({ kind: 'choice', options: ['Bread', 'Rice', 'Cannot tell'] })
	],
	['L6 error', people({ eligible: 3 }), people({ eligible: 100_000 })],
	[
		'L6 warning',
		{ ...SOUND, target: { kind: 'count', rows: 6000 } },
		{ ...SOUND, target: { kind: 'count', rows: 4000 } }
	],
	['L7 error', pay({ ratePerHour: 5.99 }), pay({ ratePerHour: 6 })],
	['L7 warning', pay({ ratePerHour: 8.99 }), pay({ ratePerHour: 9 })],
	['L7 error', pay({ screenOutReward: 9 }), pay({ screenOutReward: 10 })],
	['L7 warning', pay({ screenOutReward: 120 }), pay({ screenOutReward: 119 })],
	['L8 error', quality({ pilot: 0 }), quality({ pilot: 1 })],
	['L8 warning', pay({ isTimed: false }), pay({ isTimed: true })],
	[
		'L9 warning',
		own({ text: 'Do you smoke and do you drink?' }),
		own({ text: 'Which of bread and rice do you eat?' })
	],
	[
		'L10 error',
		own({ text: 'What was your sentiment?' }),
		own({ text: 'How did you feel about it?' })
	],
	[
		'L10 warning',
		worded({ relationship: { ...WORDINGS.relationship, decoys: ['Husband', 'Own-child'] } }),
		worded({ relationship: { ...WORDINGS.relationship, decoys: ['Husband', 'Own-child', 'Aunt'] } })
	],
	[
		'L11 error',
		quality({ rejectAfter: 1 }),
		{ ...quality({ rejectAfter: 1 }), pay: { ...SOUND.pay, minutes: 4 } }
	],
	['L11 warning', quality({ rejectAfter: 3 }), quality({ attentionChecks: 2, rejectAfter: 2 })],
	['L12 error', texts({ rejectionRule: '' }), texts({ rejectionRule: 'Never.' })],
	['L13 error', own({ name: 'eligibility' }), own({ name: 'eligibility', part: 'screener' })],
	[
		'L14 error',
		own({ text: 'What is your home address?' }),
		own({ text: 'In which region do you live?' })
	],
	['L15 warning', { ...SOUND, log: [] }, SOUND],
	['L15 warning', texts({ contact: '' }), texts({ contact: 'Ann' })],
	['L16 error', texts({ format: '' }), texts({ format: 'CSV' })],
	['L17 error', acceptance({ region: false }), acceptance({ schema: false })],
	['L18 error', texts({ aiPolicy: '' }), texts({ aiPolicy: 'None.' })],
	['L19 error', ethics({ hasExplicitConsent: false }), ethics({ hasExplicitConsent: true })],
	['L19 warning', ethics({ review: 'undecided' }), ethics({ review: 'not-needed' })],
	['L20 error', people({ cap: 0 }), people({ cap: 1 })],
	['L20 warning', people({ cap: 100 }), people({ cap: 10 })],
	['L20 warning', people({ recordsPerPerson: 3, cap: 2 }), people({ recordsPerPerson: 3, cap: 3 })]
];

describe('the twenty rules', () => {
	it('find nothing in a sound brief', () => {
		expect(found(SOUND)).toEqual([]);
	});

	it('are twenty, each with a brief here that breaks it', () => {
		const all = Array.from({ length: 20 }, (_, i) => `L${i + 1}`);
		expect(LINT_RULES.map(({ id }) => id)).toEqual(all);
		const broken = new Set(EXAMPLES.map(([finding]) => finding.split(' ')[0]));
		expect([...broken]).toEqual(all);
	});

	it.each(EXAMPLES)('%s stands, and goes once it is mended', (finding, fails, passes) => {
		expect(found(fails)).toContain(finding);
		expect(found(passes)).not.toContain(finding);
	});

	it('let a brief without free text be silent on machine-written text', () => {
		const columns = FACTS.columns.filter(({ use }) => use !== 'text');
		const silent = texts({ aiPolicy: '' });
		const { findings } = draftBrief(REGIONS, { ...FACTS, columns }, silent);
		expect(findings.map(({ rule }) => rule)).not.toContain('L18');
	});
});
