import { ownValue } from '$lib/terms/own-value';
import type { Question } from '$lib/terms/question';

/** Cut words that codes of answers are made of, and the words themselves. */
const CUT_WORDS: Readonly<Record<string, string>> = {
	acdm: 'academic',
	adm: 'administrative',
	af: 'armed forces',
	amer: 'American',
	assoc: 'associate degree',
	civ: 'civilian',
	dept: 'department',
	edu: 'education',
	emp: 'employed',
	exec: 'executive',
	gov: 'government',
	grad: 'graduate',
	hs: 'high school',
	inc: 'incorporated',
	inspct: 'inspector',
	mgmt: 'management',
	mgr: 'manager',
	misc: 'miscellaneous',
	op: 'operator',
	pac: 'Pacific',
	priv: 'private',
	prof: 'professional',
	serv: 'service',
	tech: 'technical',
	univ: 'university',
	voc: 'vocational'
};

/** Codes that their parts do not put into words: of the census table that many generators are tried on. */
const WHOLE: Readonly<Record<string, string>> = {
	'adm-clerical': 'Administrative or clerical',
	'amer-indian-eskimo': 'American Indian or Eskimo',
	'asian-pac-islander': 'Asian or Pacific Islander',
	'assoc-acdm': 'Associate degree, academic',
	'assoc-voc': 'Associate degree, vocational',
	bachelors: 'Bachelor’s degree',
	'craft-repair': 'Craft or repair',
	'exec-managerial': 'Executive or managerial',
	'farming-fishing': 'Farming or fishing',
	'handlers-cleaners': 'Handling or cleaning',
	'machine-op-inspct': 'Machine operation or inspection',
	'married-af-spouse': 'Married, spouse in the armed forces',
	'married-civ-spouse': 'Married, civilian spouse',
	'married-spouse-absent': 'Married, spouse absent',
	masters: 'Master’s degree',
	'outlying-us(guam-usvi-etc)': 'Outlying US (Guam, US Virgin Islands and others)',
	'priv-house-serv': 'Service in private homes',
	'prof-specialty': 'Professional or specialist',
	'protective-serv': 'Protection or security',
	'self-emp-inc': 'Self-employed, incorporated',
	'self-emp-not-inc': 'Self-employed, not incorporated',
	'tech-support': 'Technical support',
	'transport-moving': 'Transport or moving',
	'trinadad&tobago': 'Trinidad and Tobago'
};

/** Comparisons that stand for a range of numbers. */
const COMPARISONS = [
	[/^<=\s*(.+)$/, (bound: string) => `${bound} or less`],
	[/^>=\s*(.+)$/, (bound: string) => `${bound} or more`],
	[/^<\s*(.+)$/, (bound: string) => `Less than ${bound}`],
	[/^>\s*(.+)$/, (bound: string) => `More than ${bound}`]
] as const;

/** An answer made of words, joined or cut as only the table's keeper reads it. */
const JOINED = /^[\p{L}&]+([-_]+[\p{L}&]+)+$/u;

/** What people read for an answer that a table holds as a code: `HS-grad` → "High school graduate", `>50K` → "More than 50K". */
export function readableAnswer(answer: string): string {
	for (const [pattern, words] of COMPARISONS) {
		const bound = pattern.exec(answer)?.[1];
		if (bound !== undefined) return words(bound);
	}
	const whole = ownValue(WHOLE, answer.toLowerCase().replaceAll('_', '-'));
	if (whole !== undefined) return whole;
	if (!JOINED.test(answer)) return answer;
	const words = answer
		.split(/[-_]+/)
		.map((word) => ownValue(CUT_WORDS, word.toLowerCase()) ?? word)
		.join(' ');
	const isCapital = /^\p{Lu}/u.test(answer);
	return isCapital ? words[0]!.toUpperCase() + words.slice(1) : words;
}

/** A drafted question with words for the answers that are codes. */
export function withReadableAnswers(question: Question): Question {
	const coded = (question.options ?? []).flatMap((answer) => {
		const words = readableAnswer(answer);
		return words === answer ? [] : [[answer, words] as const];
	});
	return coded.length === 0
		? question
		: { ...question, labels: { ...Object.fromEntries(coded), ...question.labels } };
}
