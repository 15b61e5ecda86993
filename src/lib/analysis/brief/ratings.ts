import { dsvFormat } from 'd3';
import { LacunaError } from '$lib/terms/error';
import { cohenKappa, krippendorffAlpha, type Ratings, type Scale } from './numbers/agreement';
import { dawidSkene } from './numbers/dawid-skene';

/** Ratings of a pilot, as a file gives them: by rater, then by item; null where a rater did not rate. */
export interface RatingTable {
	readonly raters: readonly string[];
	readonly items: readonly string[];
	readonly values: readonly (readonly (string | null)[])[];
}

/** How far raters agree, and what follows. */
export interface AgreementReport {
	readonly alpha: number;
	/** Of two raters alone, on items that both rated; null for more. */
	readonly kappa: number | null;
	/** Items with two ratings or more; the others say nothing of agreement. */
	readonly rated: number;
	/** Probability that each rater's label is right, by the raters' own pattern; best first. */
	readonly raters: readonly { readonly name: string; readonly accuracy: number }[];
	/** Items on which raters differ, with the label the pattern favours, least sure first. */
	readonly contested: readonly {
		readonly item: string;
		readonly labels: readonly string[];
		readonly favoured: string;
		readonly probability: number;
	}[];
	readonly verdict: 'firm' | 'tentative' | 'too-low' | 'nothing-varies';
}

/** Ratings beyond this are no pilot's, and would hold the page up. */
const MOST_CELLS = 200_000;
const FIRM = 0.8;
const MOST_CONTESTED = 20;

function refuse(why: string): never {
	throw new LacunaError('file-format', `The ratings cannot be read: ${why}.`, {
		hint: 'One line an item and one column a rater, or three columns: item, rater, rating. The first line names the columns.'
	});
}

/** The separator that the first line uses most. */
function separatorOf(text: string): string {
	const [first] = text.split('\n', 1);
	const count = (sign: string) => first!.split(sign).length;
	return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

const isTriple = (head: readonly string[]) =>
	head.length === 3 && /^(rater|annotator|person|coder|judge)/i.test(head[1]!.trim());

/** Lines of item, rater and rating as a table; the last rating holds where one was given twice. */
function fromTriples(rows: readonly (readonly string[])[]): RatingTable {
	const items = [...new Set(rows.map(([item]) => item!))];
	const raters = [...new Set(rows.map(([, rater]) => rater!))];
	if (items.length * raters.length > MOST_CELLS) refuse('there are too many');
	const at = new Map(rows.map(([item, rater, rating]) => [`${rater!}\u0000${item!}`, rating!]));
	return {
		raters,
		items,
		values: raters.map((rater) => items.map((item) => at.get(`${rater}\u0000${item}`) || null))
	};
}

/**
 * Reads ratings pasted or dropped: CSV, TSV or semicolons, as lines of item, rater and rating, or as one column a rater
 * after the items'.
 * @throws {@link LacunaError} `file-format` saying what is missing.
 */
export function readRatings(text: string): RatingTable {
	const [head, ...lines] = dsvFormat(separatorOf(text))
		.parseRows(text.replace(/^\uFEFF/, '').trim())
		.map((row) => row.map((cell) => cell.trim()));
	const rows = lines.filter((row) => row.some((cell) => cell !== ''));
	if (head === undefined || rows.length === 0) refuse('there is no line below the names');
	if (head.length < 3) refuse('there are fewer than three columns');
	if (rows.length * head.length > MOST_CELLS) refuse('there are too many');
	const uneven = rows.findIndex((row) => row.length !== head.length);
	if (uneven >= 0) refuse(`line ${uneven + 2} has ${rows[uneven]!.length} columns`);
	if (isTriple(head)) return fromTriples(rows);
	const raters = head.slice(1);
	return {
		raters,
		items: rows.map(([item]) => item!),
		values: raters.map((_, rater) => rows.map((row) => row[rater + 1] || null))
	};
}

/** Labels as numbers: themselves on a scale of numbers, else their place in the alphabet. */
function numbered({ values }: RatingTable, scale: Scale): Ratings {
	const labels = [...new Set(values.flat())].filter((label) => label !== null).sort();
	return values.map((row) =>
		row.map((label) => {
			if (label === null) return null;
			if (scale === 'nominal') return labels.indexOf(label);
			const number = Number(label);
			if (!Number.isFinite(number))
				refuse(`“${label.slice(0, 40)}” is no number, which ranks and distances need`);
			return number;
		})
	);
}

function kappaOf([first, second, ...more]: Ratings): number | null {
	if (first === undefined || second === undefined || more.length > 0) return null;
	const pairs = first.flatMap((a, i) => {
		const b = second[i] ?? null;
		return a === null || b === null ? [] : [[a, b] as const];
	});
	const levels = [...new Set(pairs.flat())].sort((a, b) => a - b);
	const table = levels.map((a) =>
		levels.map((b) => pairs.filter((pair) => pair[0] === a && pair[1] === b).length)
	);
	const kappa = cohenKappa(table);
	return Number.isNaN(kappa) ? null : kappa;
}

/**
 * How far raters agree on a pilot's items: Krippendorff's α, Cohen's κ for two, and what the raters' pattern says of
 * each (Dawid and Skene). `floor` is the α from which ratings stand.
 * @throws {@link LacunaError} `file-format` where a scale of numbers meets a word, or nothing was rated twice.
 */
export function ratingAgreement(table: RatingTable, scale: Scale, floor: number): AgreementReport {
	const ratings = numbered(table, scale);
	const twice = table.items.flatMap((_, item) =>
		ratings.filter((row) => (row[item] ?? null) !== null).length >= 2 ? [item] : []
	);
	if (twice.length === 0) refuse('no item has two ratings');
	const alpha = krippendorffAlpha(ratings, scale);
	const labels = [
		...new Set(table.values.flatMap((row) => twice.flatMap((item) => row[item] ?? [])))
	].sort();
	const consensus = dawidSkene(
		twice.map((item) =>
			table.values.map((row) => {
				const label = row[item] ?? null;
				return label === null ? null : labels.indexOf(label);
			})
		),
		labels.length
	);
	const contested = twice.flatMap((item, i) => {
		const given = [...new Set(table.values.flatMap((row) => row[item] ?? []))].sort();
		if (given.length < 2) return [];
		const favoured = consensus.labels[i]!;
		return [
			{
				item: table.items[item]!,
				labels: given,
				favoured: labels[favoured]!,
				probability: consensus.posterior[i]![favoured]!
			}
		];
	});
	return {
		alpha,
		kappa: kappaOf(ratings),
		rated: twice.length,
		raters: table.raters
			.map((name, i) => ({ name, accuracy: consensus.accuracy[i]! }))
			.sort((a, b) => b.accuracy - a.accuracy || (a.name < b.name ? -1 : 1)),
		contested: contested
			.sort((a, b) => a.probability - b.probability || (a.item < b.item ? -1 : 1))
			.slice(0, MOST_CONTESTED),
		verdict: Number.isNaN(alpha)
			? 'nothing-varies'
			: alpha < floor
				? 'too-low'
				: alpha < FIRM
					? 'tentative'
					: 'firm'
	};
}
