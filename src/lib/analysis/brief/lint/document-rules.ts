import { isBlank, when, type LintRule } from './rule';

/** Fields of the first section that a reader looks for, with what to call them. */
const USE_FIELDS = [
	['uses', 'who may use the data and for what'],
	['licence', 'under which licence'],
	['retention', 'how long they are kept']
] as const;

/** Rules about what the document says: purpose, record, acceptance, versions. */
export const DOCUMENT_RULES: readonly LintRule[] = [
	{
		id: 'L1',
		section: 'purpose',
		find: ({ plan }) => {
			const open = USE_FIELDS.filter(([key]) => isBlank(plan.texts[key])).map(([, words]) => words);
			return [
				...when(
					isBlank(plan.texts.purpose),
					'error',
					'The purpose is empty.',
					'Say in a sentence what the data are for and what goes wrong without them.'
				),
				...when(
					open.length > 0,
					'warning',
					`Not said: ${open.join(', ')}.`,
					'Whoever collects the data will ask, and so will the people who give them.'
				)
			];
		}
	},
	{
		id: 'L2',
		section: 'acceptance',
		find: ({ acceptance }) =>
			when(
				acceptance.length === 0,
				'error',
				'Nothing says when a record is accepted.',
				'Switch on the acceptance checks.'
			)
	},
	{
		id: 'L3',
		section: 'record',
		find: ({ examples, regions }) => {
			const missing = (['good', 'bad', 'borderline'] as const).filter(
				(kind) => !examples.some((example) => example.kind === kind)
			);
			return when(
				missing.length > 0 && regions.some(({ status }) => status === 'drafted'),
				'warning',
				`No ${missing.join(', no ')} example.`,
				'Show good records, bad ones and one on the border, each with the reason.'
			);
		}
	},
	{
		id: 'L15',
		section: 'log',
		find: ({ plan }) => [
			...when(
				plan.log.length === 0,
				'warning',
				'The brief has no version.',
				'Save a version, so that everyone can name the one they work from.'
			),
			...when(
				isBlank(plan.texts.contact),
				'warning',
				'Nobody is named whom collectors and participants can ask.',
				'Write down a contact.'
			)
		]
	},
	{
		id: 'L16',
		section: 'record',
		find: ({ plan, dictionary }) =>
			when(
				isBlank(plan.texts.format) || !dictionary.some(({ origin }) => origin !== 'provenance'),
				'error',
				'What the file looks like is not said.',
				'Name the format and the columns.'
			)
	},
	{
		id: 'L17',
		section: 'acceptance',
		find: ({ acceptance, regions }) => {
			const checked = new Set(
				acceptance.flatMap((check) => (check.kind === 'region' ? [check.regionId] : []))
			);
			const missing = regions.filter(({ id, status }) => status === 'drafted' && !checked.has(id));
			return when(
				missing.length > 0,
				'error',
				`Records are not held against the region itself: ${missing.map(({ title }) => title).join(', ')}.`,
				'Switch on the region check: it is the predicate that found the gap.'
			);
		}
	}
];
