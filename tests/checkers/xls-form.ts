import { readSheet } from 'read-excel-file/node';
import { readExpression, type ExpressionLanguage } from './expression';

// pyxform, the checker of XLSForms, is Python; scripts/check-briefs.ts runs it where it is installed. These are the rules
// of xlsform.org that it holds a form against, so that the tests need Node alone.

const LANGUAGE: ExpressionLanguage = {
	variable: /\$\{(?<name>[^}]+)\}|(?<![\w.])\.(?!\w)/,
	functions: ['string-length', 'date'],
	comparisons: ['!=', '>=', '<=', '=', '>', '<']
};
const NAME = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
const PLAIN_TYPES = ['start', 'end', 'note', 'integer', 'decimal', 'date', 'text'];

type Row = Readonly<Record<string, string>>;

async function sheetRows(bytes: Uint8Array, sheet: string): Promise<readonly Row[]> {
	const [head = [], ...rows] = await readSheet(Buffer.from(bytes), sheet);
	return rows.map((cells) =>
		Object.fromEntries(head.map((name, i) => [String(name), String(cells[i] ?? '')]))
	);
}

/** Lists of answers by name, with what is wrong in them. */
function choiceLists(rows: readonly Row[]) {
	const lists = new Map<string, Set<string>>();
	const faults = rows.flatMap(({ list_name = '', name = '', label = '' }) => {
		const list = lists.get(list_name) ?? new Set();
		lists.set(list_name, list);
		const wrong = [
			...(NAME.test(list_name) ? [] : [`list ${list_name} has no name`]),
			...(name === '' || /\s/.test(name) ? [`an answer of ${list_name} has no name`] : []),
			...(list.has(name) ? [`${list_name} has ${name} twice`] : []),
			...(label === '' ? [`${name} of ${list_name} has no label`] : [])
		];
		list.add(name);
		return wrong;
	});
	return { lists, faults };
}

function typeFaults({ type = '' }: Row, lists: ReadonlyMap<string, unknown>): readonly string[] {
	const [kind, list] = type.split(' ');
	if (kind === 'select_one')
		return lists.has(list ?? '') ? [] : [`the list ${list ?? ''} is not there`];
	return PLAIN_TYPES.includes(type) ? [] : [`the type ${type} is not known`];
}

/** What pyxform's rules have against an XLSForm workbook; empty where nothing. */
export async function xlsFormFaults(bytes: Uint8Array): Promise<readonly string[]> {
	const [survey, choices, settings] = await Promise.all(
		['survey', 'choices', 'settings'].map((sheet) => sheetRows(bytes, sheet))
	);
	const { lists, faults } = choiceLists(choices!);
	const answers = new Map<string, ReadonlySet<string>>();
	const open: string[] = [];
	const wrong = survey!.flatMap((row, i): readonly string[] => {
		const { type = '', name = '', label = '' } = row;
		const at = `row ${i + 2} (${name}): `;
		const expressions = [row.relevant ?? '', row.constraint ?? ''].filter((text) => text !== '');
		const isGroup = type === 'begin_group';
		if (type === 'end_group') return open.pop() === undefined ? [`${at}no group is open`] : [];
		const found = [
			...(NAME.test(name) ? [] : ['its name is no name']),
			...(answers.has(name) ? ['its name is taken'] : []),
			...(label === '' && !['start', 'end'].includes(type) ? ['it has no label'] : []),
			...(isGroup ? [] : typeFaults(row, lists)),
			...expressions.flatMap((text) => {
				const read = readExpression(text, LANGUAGE);
				const unknown = read.variables.filter((one) => one !== '.' && !answers.has(one));
				const never = read.comparisons.filter(
					({ variable, value }) => answers.get(variable)?.has(value) === false
				);
				return [
					...read.faults,
					...unknown.map((one) => `${one} is not asked before`),
					...never.map(({ variable, value }) => `${variable} never is “${value}”`)
				];
			})
		];
		if (isGroup) open.push(name);
		const list = lists.get(type.split(' ')[1] ?? '');
		answers.set(name, list ?? new Set());
		return found.map((fault) => at + fault);
	});
	const [form, ...others] = settings!;
	const isSet = others.length === 0 && NAME.test(form?.form_id ?? '') && form?.form_title !== '';
	return [
		...faults,
		...wrong,
		...open.map((name) => `the group ${name} does not end`),
		...(isSet ? [] : ['the settings are no one line of title and id'])
	];
}
