import type { Brief, DictionaryColumn } from '$lib/terms/brief';
import { CANNOT_TELL } from '$lib/analysis/brief/translate/decoys';
import { questionName } from '$lib/analysis/brief/translate/screener';
import { standingErrors } from './draft-mark';
import { escapeMarkup } from './html';

/** What raters see of a record and what they say of it. */
function ratedColumns({ dictionary }: Brief) {
	return {
		shown: dictionary.filter(({ origin }) => origin === 'asked'),
		judged: dictionary.filter(({ origin }) => origin === 'measured')
	};
}

function judgement(column: DictionaryColumn, brief: Brief, target: string): string {
	const name = questionName(column.name);
	const means = brief.plan.definitions[column.name]?.means ?? '';
	const header = `  <Header value="${escapeMarkup(`${column.description}${means === '' ? '' : `: ${means}`}`)}"/>`;
	if (column.values !== null && column.values.length > 0) {
		const choices = [...column.values, CANNOT_TELL]
			.map((value) => `    <Choice value="${escapeMarkup(value)}"/>`)
			.join('\n');
		return `${header}\n  <Choices name="${name}" toName="${target}" choice="single-radio" required="true">\n${choices}\n  </Choices>`;
	}
	return `${header}\n  <Number name="${name}" toName="${target}"/>`;
}

/** The labelling interface: the record on top, then whether it is usable, then each column to be measured. */
export function labelStudioConfig(brief: Brief): string {
	const { shown, judged } = ratedColumns(brief);
	const names = shown.map(({ name }) => questionName(name));
	const target = names[0] ?? 'record';
	const errors = standingErrors(brief);
	return [
		...(errors.length > 0 ? [`<!-- DRAFT: standing errors ${errors.join(' ')} -->`] : []),
		'<View>',
		'  <Header value="Judge one record"/>',
		...(names.length === 0 ? ['  <Text name="record" value="$record_id"/>'] : []),
		...shown.map(
			({ description }, i) =>
				`  <Header value="${escapeMarkup(description)}" size="5"/>\n  <Text name="${names[i]!}" value="$${names[i]!}"/>`
		),
		'  <Header value="Is this record sound and in the person’s own words?"/>',
		`  <Choices name="sound" toName="${target}" choice="single-radio" required="true" requiredMessage="Choose one">`,
		`    <Choice value="Yes"/>\n    <Choice value="No"/>\n    <Choice value="${CANNOT_TELL}"/>`,
		'  </Choices>',
		...judged.map((column) => judgement(column, brief, target)),
		'</View>',
		''
	].join('\n');
}

/** Tasks to try the interface with: the brief's good and bad examples, as gold with the answer to “sound”. */
export function labelStudioTasks(brief: Brief) {
	const { shown } = ratedColumns(brief);
	const names = shown.map(({ name }) => questionName(name));
	const target = names[0] ?? 'record';
	return brief.examples
		.filter(({ kind }) => kind !== 'borderline')
		.map(({ kind, text }, i) => ({
			data: {
				...Object.fromEntries(names.map((name, k) => [name, k === 0 ? text : ''])),
				record_id: `example-${i + 1}`
			},
			annotations: [
				{
					ground_truth: true,
					result: [
						{
							id: `gold-${i + 1}`,
							from_name: 'sound',
							to_name: target,
							type: 'choices',
							value: { choices: [kind === 'good' ? 'Yes' : 'No'] }
						}
					]
				}
			]
		}));
}
