import type { BriefPlan } from '$lib/terms/brief-plan';
import { PAY_FLOOR, PLATFORM_FEES, SCREEN_OUT_FLOOR } from './numbers/cost';

/** The rule that participants read, for so many attention checks of which so many failures reject. */
export function rejectionRule(checks: number, rejectAfter: number): string {
	const fails =
		checks === 0 || rejectAfter < 1 || rejectAfter > checks
			? ''
			: checks === 1
				? 'the attention check fails, or if '
				: checks === 2 && rejectAfter === 2
					? 'both attention checks fail, or if '
					: `${rejectAfter} of ${checks} attention checks fail, or if `;
	return `A submission is rejected only if ${fails}it was faster than three standard deviations below the mean time. Payment never depends on what is answered.`;
}

/** The plan that a new brief starts from. Money as of 2026-09-20; rates are customary, to be replaced by the pilot's. */
export const DEFAULT_PLAN: BriefPlan = {
	version: 1,
	title: 'Request for human data',
	publicTitle: 'Questions about you and your everyday life',
	texts: {
		purpose: '',
		uses: '',
		licence: '',
		retention: '',
		task: 'You answer some questions about yourself. There are no right or wrong answers.',
		format:
			'One Parquet or CSV file, UTF-8, one row a record, with the columns of the dictionary and no others.',
		aiPolicy:
			'Answers are to be people’s own words. Participants are asked not to use AI tools; paste is blocked in free-text fields. A text that looks machine-written is paid and then left out by this rule, never rejected on suspicion.',
		rejectionRule: rejectionRule(2, 2),
		timeline: '',
		contact: '',
		notes: ''
	},
	classes: {},
	sensitiveUses: {},
	regions: {},
	kinds: {},
	definitions: {},
	wordings: {},
	examples: null,
	questions: [],
	target: { kind: 'share', ratio: 1, mode: 'append' },
	people: {
		confidence: 0.95,
		recordsPerPerson: 1,
		likeness: 0.2,
		cap: 1,
		rejectionRate: 0.08,
		dropoutRate: 0.05,
		eligible: null,
		responseRate: 0.5,
		isShared: false,
		impossible: [],
		possible: [],
		quotaShare: 0.5
	},
	pay: {
		currency: 'GBP',
		ratePerHour: PAY_FLOOR.GBP.recommended,
		minutes: 8,
		isTimed: false,
		screenOutReward: SCREEN_OUT_FLOOR.GBP,
		feeRate: PLATFORM_FEES.corporate,
		taxRate: 0,
		budget: null,
		allocation: 'coverage'
	},
	quality: {
		problemRate: 0.1,
		pilot: null,
		attentionChecks: 2,
		rejectAfter: 2,
		hasCannotTell: true,
		goldItems: 5,
		goldPass: 4,
		guessRate: 0.25,
		carefulRate: 0.95,
		raterAgreement: 0.6,
		reliability: 0.8,
		raterAccuracy: 0.8,
		agreementFloor: 0.667,
		aiShare: 0.3,
		aiSensitivity: 0.8,
		aiSpecificity: 0.97,
		auditShare: 0.1,
		nearDuplicate: 0.8
	},
	acceptance: {
		region: true,
		schema: true,
		unique: true,
		length: true,
		personalData: true,
		consent: true,
		nearDuplicate: true
	},
	ethics: { hasExplicitConsent: true, review: 'undecided', reviewReason: '' },
	log: [{ version: 1, note: 'First draft.' }]
};
