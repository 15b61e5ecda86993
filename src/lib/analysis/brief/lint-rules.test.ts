import { describe, expect, it } from 'vitest';
import type { BriefPlan, Question } from '$lib/terms/brief';
import { FACTS, measured, oneOf, range } from './brief.fixture';
import { DEFAULT_PLAN } from './default-plan';
import { draftBrief } from './draft-brief';
import { LINT_RULES } from './lint-rules';

const REGIONS = [
	measured([range('age', 71), oneOf('race', 'Black'), range('sentiment', null, -0.6)], 320, 1, {
		'0': 600,
		'1': 900,
		'0,1': 500
	}),
	measured([oneOf('relationship', 'Wife')], 900, 2)
];

/** A plan on which no rule finds anything. */
const SOUND: BriefPlan = {
	...DEFAULT_PLAN,
	texts: { ...DEFAULT_PLAN.texts, purpose: 'To serve older people.' },
	definitions: { sentiment: { means: 'Tone of the text.', nearMiss: 'Sad events told calmly.' } },
	pay: { ...DEFAULT_PLAN.pay, isTimed: true },
	ethics: { hasExplicitConsent: true, review: 'needed', reviewReason: 'Health.' }
};

const found = (plan: BriefPlan, facts = FACTS) =>
	new Set(draftBrief(REGIONS, facts, plan).findings.map(({ rule }) => rule));

const own = (some: Partial<Question>): BriefPlan => ({
	...SOUND,
	questions: [
		{ name: 'own', part: 'task', kind: 'text', text: 'What happened?', isRequired: true, ...some }
	]
});
const people = (some: Partial<BriefPlan['people']>) => ({
	...SOUND,
	people: { ...SOUND.people, ...some }
});
const pay = (some: Partial<BriefPlan['pay']>) => ({ ...SOUND, pay: { ...SOUND.pay, ...some } });
const quality = (some: Partial<BriefPlan['quality']>) => ({
	...SOUND,
	quality: { ...SOUND.quality, ...some }
});
const texts = (some: Partial<BriefPlan['texts']>) => ({
	...SOUND,
	texts: { ...SOUND.texts, ...some }
});
const ethics = (some: Partial<BriefPlan['ethics']>) => ({
	...SOUND,
	ethics: { ...SOUND.ethics, ...some }
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

/** One plan a rule that breaks it. */
const BROKEN: Readonly<Record<string, BriefPlan>> = {
	L1: texts({ purpose: '  ' }),
	L2: { ...SOUND, acceptance: noChecks },
	L3: { ...SOUND, examples: [{ kind: 'good', text: 'One.', reason: 'It fits.' }] },
	L4: { ...SOUND, definitions: {} },
	L5: quality({ hasCannotTell: false }),
	L6: people({ eligible: 3 }),
	L7: pay({ ratePerHour: 5 }),
	L8: quality({ pilot: 0 }),
	L9: own({ text: 'Do you smoke and do you drink?' }),
	L10: own({ text: 'What was your sentiment?' }),
	L11: quality({ rejectAfter: 1 }),
	L12: texts({ rejectionRule: '' }),
	L13: own({ name: 'eligibility_check' }),
	L14: own({ text: 'What is your home address?' }),
	L15: { ...SOUND, log: [] },
	L16: texts({ format: '' }),
	L17: { ...SOUND, acceptance: { ...SOUND.acceptance, region: false } },
	L18: texts({ aiPolicy: '' }),
	L19: ethics({ hasExplicitConsent: false }),
	L20: people({ cap: 0 })
};

describe('the twenty rules', () => {
	it('find nothing in a sound brief', () => {
		expect(draftBrief(REGIONS, FACTS, SOUND).findings).toEqual([]);
	});

	it('each have a brief here that breaks them', () => {
		expect(LINT_RULES.map(({ id }) => id)).toEqual(Object.keys(BROKEN));
	});

	it.each(Object.entries(BROKEN))('%s finds what is wrong', (rule, plan) => {
		expect(found(plan)).toContain(rule);
	});

	it('take a fair check for fair in a short study', () => {
		expect(
			found({ ...quality({ rejectAfter: 1 }), pay: { ...SOUND.pay, minutes: 4 } })
		).not.toContain('L11');
	});

	it('take a question asked only where it is due for one question', () => {
		expect(found(own({ text: 'Which of bread and rice do you eat?' }))).not.toContain('L9');
	});
});
