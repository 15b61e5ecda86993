import * as v from 'valibot';
import { CONDITION_CLASSES, EXAMPLE_KINDS } from '$lib/terms/brief-plan';
import { QUESTION_PARTS } from '$lib/terms/question';

const Text = v.pipe(v.string(), v.maxLength(20_000));
const Name = v.pipe(v.string(), v.minLength(1), v.maxLength(2_000));
const Amount = v.pipe(v.number(), v.finite());
const Limit = v.nullable(Amount);

/** A map keyed by names of columns, conditions or regions. */
function keyed<Value extends v.GenericSchema>(value: Value) {
	return v.pipe(v.record(Name, value), v.maxEntries(500));
}

const Target = v.variant('kind', [
	v.object({ kind: v.literal('share'), ratio: Amount, mode: v.picklist(['append', 'swap']) }),
	v.object({ kind: v.literal('count'), rows: Amount }),
	v.object({
		kind: v.literal('fixed-share'),
		share: Amount,
		mode: v.picklist(['append', 'swap'])
	}),
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
	options: v.exactOptional(v.pipe(v.array(Text), v.maxLength(500))),
	labels: v.exactOptional(keyed(Text)),
	decoys: v.exactOptional(v.pipe(v.array(Name), v.maxLength(100))),
	min: v.exactOptional(Amount),
	max: v.exactOptional(Amount),
	minCharacters: v.exactOptional(Amount),
	maxCharacters: v.exactOptional(Amount),
	isRequired: v.boolean(),
	column: v.exactOptional(Name),
	onlyIf: v.exactOptional(Name),
	expected: v.exactOptional(Text)
});

/** A plan, whole. */
export const planSchema = v.object({
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
	classes: keyed(v.picklist(CONDITION_CLASSES)),
	sensitiveUses: keyed(v.picklist(['quota', 'measure', 'recruit'])),
	regions: keyed(
		v.object({
			title: v.exactOptional(Text),
			note: v.exactOptional(Text),
			target: v.exactOptional(Amount),
			share: v.exactOptional(Amount),
			eligible: v.exactOptional(Amount),
			incidence: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
			worth: v.exactOptional(Amount)
		})
	),
	kinds: keyed(
		v.object({
			incidence: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
			eligible: v.exactOptional(Amount)
		})
	),
	wordings: keyed(
		v.object({
			text: v.exactOptional(Text),
			help: v.exactOptional(Text),
			labels: v.exactOptional(keyed(Text)),
			decoys: v.exactOptional(v.pipe(v.array(Name), v.maxLength(100)))
		})
	),
	definitions: keyed(v.object({ means: Text, nearMiss: Text })),
	examples: v.nullable(
		v.pipe(
			v.array(v.object({ kind: v.picklist(EXAMPLE_KINDS), text: Text, reason: Text })),
			v.maxLength(100)
		)
	),
	questions: v.pipe(v.array(QuestionShape), v.maxLength(200)),
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
		impossible: v.pipe(v.array(Name), v.maxLength(500)),
		possible: v.pipe(v.array(Name), v.maxLength(500)),
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
	log: v.pipe(
		v.array(v.object({ version: Amount, note: Text, hash: v.exactOptional(Name) })),
		v.maxLength(500)
	)
});

/** A draft as JSON, described by docs/draft.schema.json: a plan of which all but the version may be left out. */
export const draftSchema = v.object({
	...v.partial(planSchema).entries,
	version: planSchema.entries.version,
	texts: v.optional(v.partial(planSchema.entries.texts)),
	people: v.optional(v.partial(planSchema.entries.people)),
	pay: v.optional(v.partial(planSchema.entries.pay)),
	quality: v.optional(v.partial(planSchema.entries.quality)),
	acceptance: v.optional(v.partial(planSchema.entries.acceptance)),
	ethics: v.optional(v.partial(planSchema.entries.ethics))
});
