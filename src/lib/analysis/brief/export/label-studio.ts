import type { Brief, DictionaryColumn } from '$lib/terms/brief';
import { ownValue } from '$lib/terms/own-value';
import { hasTexts } from '$lib/analysis/brief/brief-words';
import { CANNOT_TELL } from '$lib/analysis/brief/translate/decoys';
import { questionName } from '$lib/analysis/brief/translate/screener';
import { standingErrors } from './draft-mark';
import { escapeMarkup } from './html';

/** The field every judgement is bound to, and the one about the record as a whole. */
const [RECORD, SOUND] = ['record', 'sound'];

interface Field {
	readonly name: string;
	readonly column: DictionaryColumn;
}

/** What raters see of a record, and what they say of it. */
function fieldsOf({ dictionary }: Brief): {
	readonly shown: readonly Field[];
	readonly judged: readonly Field[];
} {
	const taken = new Set([RECORD, SOUND]);
	const fields = dictionary.map((column): Field => {
		const stem = questionName(column.name);
		let name = stem;
		for (let i = 2; taken.has(name); i++) name = `${stem}_${i}`;
		taken.add(name);
		return { name, column };
	});
	return {
		shown: fields.filter(({ column }) => column.origin === 'asked'),
		judged: fields.filter(({ column }) => column.origin === 'judged')
	};
}

function judgement({ name, column }: Field, { plan }: Brief): string {
	const means = ownValue(plan.definitions, column.name)?.means.trim() ?? '';
	const header = `  <Header value="${escapeMarkup(means === '' ? column.description : `${column.name}: ${means}`)}"/>`;
	if (column.values !== null && column.values.length > 0) {
		const choices = [...column.values, CANNOT_TELL]
			.map((value) => `    <Choice value="${escapeMarkup(value)}"/>`)
			.join('\n');
		return `${header}\n  <Choices name="${name}" toName="${RECORD}" choice="single-radio" required="true">\n${choices}\n  </Choices>`;
	}
	return `${header}\n  <Number name="${name}" toName="${RECORD}"/>`;
}

/** The labelling interface: the record on top, then whether it is usable, then each column to be measured. */
export function labelStudioConfig(brief: Brief): string {
	const { shown, judged } = fieldsOf(brief);
	const errors = standingErrors(brief);
	const asks = hasTexts(brief)
		? 'Is this record sound and in the person’s own words?'
		: 'Is this record sound?';
	return [
		...(errors.length > 0 ? [`<!-- DRAFT: standing errors ${errors.join(' ')} -->`] : []),
		'<View>',
		'  <Header value="Judge one record"/>',
		`  <Text name="${RECORD}" value="$record_id"/>`,
		...shown.map(
			({ name, column }) =>
				`  <Header value="${escapeMarkup(column.description)}" size="5"/>\n  <Text name="${name}" value="$${name}"/>`
		),
		`  <Header value="${asks}"/>`,
		`  <Choices name="${SOUND}" toName="${RECORD}" choice="single-radio" required="true" requiredMessage="Choose one">`,
		`    <Choice value="Yes"/>\n    <Choice value="No"/>\n    <Choice value="${CANNOT_TELL}"/>`,
		'  </Choices>',
		...judged.map((field) => judgement(field, brief)),
		'</View>',
		''
	].join('\n');
}

/** Tasks to try the interface with: the brief's good and bad examples, as gold with the answer to “sound”. */
export function labelStudioTasks(brief: Brief) {
	const { shown } = fieldsOf(brief);
	return brief.examples
		.filter(({ kind }) => kind !== 'borderline')
		.map(({ kind, text }, i) => ({
			data: {
				...Object.fromEntries(shown.map(({ name }) => [name, ''])),
				record_id: `Example ${i + 1}: ${text}`
			},
			annotations: [
				{
					ground_truth: true,
					result: [
						{
							id: `gold-${i + 1}`,
							from_name: SOUND,
							to_name: RECORD,
							type: 'choices',
							value: { choices: [kind === 'bad' ? 'No' : 'Yes'] }
						}
					]
				}
			]
		}));
}
