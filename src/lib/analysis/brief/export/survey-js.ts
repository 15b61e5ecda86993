import type { Brief } from '$lib/terms/brief';
import { QUESTION_PARTS, type Question } from '$lib/terms/question';
import { answerLabel } from '$lib/analysis/brief/translate/question-words';
import { markedTitle, standingErrors } from './draft-mark';
import { gateOf, type GateTest } from './gate';
import { escapeMarkup } from './html';

function quoted(text: string): string {
	return `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;
}

function expression(test: GateTest): string {
	const name = `{${test.question.name}}`;
	if (test.kind === 'bound')
		return `${name} ${test.compare} ${typeof test.value === 'string' ? quoted(test.value) : test.value}`;
	if (test.question.kind === 'yes-no') return `${name} = ${test.values.includes('yes')}`;
	return `(${test.values.map((value) => `${name} = ${quoted(value)}`).join(' or ')})`;
}

function element(question: Question) {
	const { name, text: title, help, isRequired, kind } = question;
	const base = {
		name,
		title,
		isRequired,
		...(help === undefined ? {} : { description: help }),
		...(question.onlyIf === undefined ? {} : { visibleIf: `{${question.onlyIf}} = true` })
	};
	if (kind === 'yes-no') return { type: 'boolean', ...base, labelTrue: 'Yes', labelFalse: 'No' };
	if (kind === 'choice')
		return {
			type: 'radiogroup',
			...base,
			choices: (question.options ?? []).map((value) => ({
				value,
				text: answerLabel(question, value)
			}))
		};
	if (kind === 'date') return { type: 'text', ...base, inputType: 'date' };
	if (kind === 'text') {
		const { minCharacters: minLength = 0, maxCharacters: maxLength = 0 } = question;
		return {
			type: 'comment',
			...base,
			...(maxLength > 0 ? { maxLength } : {}),
			validators: [{ type: 'text', minLength, ...(maxLength > 0 ? { maxLength } : {}) }]
		};
	}
	return {
		type: 'text',
		...base,
		inputType: 'number',
		...(question.min === undefined ? {} : { min: question.min }),
		...(question.max === undefined ? {} : { max: question.max })
	};
}

/** The questionnaire as a SurveyJS model. Who does not pass the screener ends there. */
export function surveyJs(brief: Brief) {
	const { plan, questions } = brief;
	const gate = gateOf(brief);
	const passes =
		gate === null
			? ''
			: ` and (${gate.map((tests) => `(${tests.map(expression).join(' and ')})`).join(' or ')})`;
	const pages = QUESTION_PARTS.flatMap((part) => {
		const elements = questions.filter((question) => question.part === part).map(element);
		if (elements.length === 0) return [];
		const info = {
			type: 'html',
			name: 'information',
			html: `<p>${escapeMarkup(plan.texts.task)}</p><p>${escapeMarkup(plan.texts.rejectionRule)}</p>`
		};
		const visibleIf =
			part === 'consent'
				? {}
				: { visibleIf: `{consent} = true${part === 'screener' ? '' : passes}` };
		return [
			{ name: part, ...visibleIf, elements: part === 'consent' ? [info, ...elements] : elements }
		];
	});
	return {
		title: markedTitle(brief, plan.publicTitle),
		showProgressBar: true,
		pages,
		calculatedValues: [
			{ name: 'brief', expression: quoted(brief.hash), includeIntoResult: true },
			{
				name: 'brief_errors',
				expression: quoted(standingErrors(brief).join(' ')),
				includeIntoResult: false
			}
		],
		triggers: [{ type: 'complete', expression: '{consent} = false' }]
	};
}
