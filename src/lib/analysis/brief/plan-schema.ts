import * as v from 'valibot';
import { CONDITION_CLASSES, QUESTION_PARTS, type BriefPlan } from '$lib/terms/brief';
import { LacunaError } from '$lib/terms/error';

const Text = v.pipe(v.string(), v.maxLength(20_000));
const Amount = v.number();
const Limit = v.nullable(v.number());

const Target = v.variant('kind', [
	v.object({ kind: v.literal('share'), ratio: Amount, mode: v.picklist(['append', 'swap']) }),
	v.object({ kind: v.literal('count'), rows: Amount }),
	v.object({
		kind: v.literal('proportion'),
		expected: Amount,
		margin: Amount,
		method: v.picklist(['wilson', 'normal'])
	}),
	v.object({ kind: v.literal('mean'), deviation: Amount, margin: Amount }),
	v.object({ kind: v.literal('zero-failure'), rate: Amount }),
	v.object({ kind: v.literal('difference'), first: Amount, second: Amount, power: Amount }),
	v.object({
		kind: v.literal('before-after'),
		discordant: Amount,
		difference: Amount,
		power: Amount
	}),
	v.object({ kind: v.literal('cells'), cells: Amount, smallest: Amount, miss: Amount })
]);

const QuestionShape = v.object({
	name: v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9_]{0,60}$/)),
	part: v.picklist(QUESTION_PARTS),
	kind: v.picklist(['yes-no', 'integer', 'number', 'date', 'choice', 'text']),
	text: Text,
	help: v.exactOptional(Text),
	options: v.exactOptional(v.array(Text)),
	isRequired: v.boolean(),
	column: v.exactOptional(Text),
	expected: v.exactOptional(Text)
});

const Plan = v.object({
	version: v.literal(1),
	title: Text,
	publicTitle: Text,
	texts: v.object({
		purpose: Text,
		uses: Text,
		licence: Text,
		retention: Text,
		task: Text,
		format: Text,
		aiPolicy: Text,
		rejectionRule: Text,
		timeline: Text,
		contact: Text,
		notes: Text
	}),
	classes: v.record(v.string(), v.picklist(CONDITION_CLASSES)),
	sensitiveUses: v.record(v.string(), v.picklist(['quota', 'measure', 'recruit'])),
	regions: v.record(
		v.string(),
		v.object({
			title: v.exactOptional(Text),
			note: v.exactOptional(Text),
			target: v.exactOptional(Amount),
			incidence: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
			worth: v.exactOptional(Amount)
		})
	),
	definitions: v.record(v.string(), v.object({ means: Text, nearMiss: Text })),
	examples: v.nullable(
		v.array(v.object({ kind: v.picklist(['good', 'bad', 'borderline']), text: Text, reason: Text }))
	),
	questions: v.array(QuestionShape),
	target: Target,
	people: v.object({
		confidence: Amount,
		recordsPerPerson: Amount,
		likeness: Amount,
		cap: Amount,
		rejectionRate: Amount,
		dropoutRate: Amount,
		eligible: Limit,
		responseRate: Amount,
		isShared: v.boolean(),
		impossible: v.array(v.string()),
		quotaShare: Amount
	}),
	pay: v.object({
		currency: v.picklist(['GBP', 'USD']),
		ratePerHour: Amount,
		minutes: Amount,
		isTimed: v.boolean(),
		screenOutReward: Amount,
		feeRate: Amount,
		taxRate: Amount,
		budget: Limit,
		allocation: v.picklist(['coverage', 'neyman', 'cost-optimal', 'learning-curve'])
	}),
	quality: v.object({
		problemRate: Amount,
		pilot: Limit,
		attentionChecks: Amount,
		rejectAfter: Amount,
		hasCannotTell: v.boolean(),
		goldItems: Amount,
		goldPass: Amount,
		guessRate: Amount,
		carefulRate: Amount,
		raterAgreement: Amount,
		reliability: Amount,
		raterAccuracy: Amount,
		agreementFloor: Amount,
		aiShare: Amount,
		aiSensitivity: Amount,
		aiSpecificity: Amount,
		auditShare: Amount,
		nearDuplicate: Amount
	}),
	acceptance: v.object({
		region: v.boolean(),
		schema: v.boolean(),
		unique: v.boolean(),
		length: v.boolean(),
		personalData: v.boolean(),
		consent: v.boolean(),
		nearDuplicate: v.boolean()
	}),
	ethics: v.object({
		hasExplicitConsent: v.boolean(),
		review: v.picklist(['undecided', 'needed', 'not-needed']),
		reviewReason: Text
	}),
	log: v.array(v.object({ version: v.number(), note: Text, hash: v.exactOptional(v.string()) }))
});

/**
 * A plan from a file or a browser's store; unknown keys are dropped.
 * @throws {@link LacunaError} `file-format` naming the field that does not fit.
 */
export function readPlan(value: unknown): BriefPlan {
	const result = v.safeParse(Plan, value);
	if (result.success) return result.output;
	const [issue] = result.issues;
	throw new LacunaError(
		'file-format',
		`The brief's plan does not fit: ${v.getDotPath(issue) ?? 'the whole'} ${issue.message}`,
		{
			hint: 'Take the `plan` of a brief.json written by this version, or start a new brief.'
		}
	);
}
