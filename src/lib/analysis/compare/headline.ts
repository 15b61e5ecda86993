import type { Held, NeighbourFigure } from '$lib/terms/compare';
import type { MeasureName, MeasureValues } from '$lib/terms/measure';

/** A figure of the whole table beside what stands for it as noise ceiling. */
export interface HeadlineFigure extends Held {
	readonly measure: MeasureName;
	readonly name: string;
	/** Whether synthetic data is the better the higher, or the nearer to the ceiling from either side. */
	readonly better: 'higher' | 'lower' | 'nearer';
}

/** The values of the measures that came to their end. */
export type MeasuredValues = Partial<MeasureValues>;

const NEIGHBOURS: Readonly<
	Record<NeighbourFigure['name'], readonly [string, HeadlineFigure['better']]>
> = {
	precision: ['Precision: synthetic rows inside a human neighbourhood', 'higher'],
	recall: ['Recall: human rows inside a synthetic neighbourhood', 'higher'],
	density: ['Density: human neighbourhoods around a synthetic row', 'nearer'],
	coverage: ['Coverage: human rows with a synthetic row in their neighbourhood', 'higher'],
	'alpha-precision': ['α-precision: synthetic rows as central as human ones', 'higher'],
	'beta-recall': ['β-recall: human rows reached by synthetic ones', 'nearer'],
	authenticity: ['Authenticity: synthetic rows that are nobody’s near copy', 'nearer'],
	'near-copies': [
		'Near copies: nearer to a human row than 95 % of human rows are to another',
		'nearer'
	],
	'effective-variety': ['Effective variety: rows that tell apart', 'nearer']
};

/** What a nearest-neighbour figure says, and which side of its ceiling is no fault. */
export function neighbourWords(name: NeighbourFigure['name']) {
	const [words, better] = NEIGHBOURS[name];
	return { words, better };
}

/** Every figure of the whole table, each beside its ceiling, of the measures that are there. */
export function headline(values: MeasuredValues): readonly HeadlineFigure[] {
	const { columns, pairs, triples, classifier, neighbours, copies, holdout, diversity } = values;
	const figures: HeadlineFigure[] = [];
	const add = (
		measure: MeasureName,
		name: string,
		{ value, ceiling }: Held,
		better: HeadlineFigure['better'] = 'higher'
	) => figures.push({ measure, name, value, ceiling, better });
	if (columns && columns.length > 0) add('columns', 'Column shapes, mean', meanShape(columns));
	if (triples) add('triples', 'Accuracy of single columns, mean', triples.single.mean);
	if (pairs) {
		add('pairs', 'Accuracy of pairs of columns, mean', pairs.accuracy.mean);
		add('pairs', 'Trends of pairs of columns, mean', pairs.trends.mean);
	}
	if (triples?.triples)
		add('triples', 'Accuracy of triples of columns, mean', triples.triples.mean);
	if (classifier) {
		const { auc, chanceAuc, accuracy, chanceAccuracy } = classifier;
		add('classifier', 'Classifier, AUC', { value: auc, ceiling: chanceAuc }, 'lower');
		add(
			'classifier',
			'Classifier, accuracy',
			{ value: accuracy, ceiling: chanceAccuracy },
			'lower'
		);
	}
	for (const { name, value, expected } of neighbours?.figures ?? [])
		add('neighbours', NEIGHBOURS[name][0], { value, ceiling: expected }, NEIGHBOURS[name][1]);
	if (copies)
		add(
			'copies',
			'Exact copies, rows',
			{ value: copies.copies, ceiling: copies.expected },
			'nearer'
		);
	if (holdout) {
		const { copies: found, expected, nearer } = holdout;
		add('holdout', 'Copies, beside a holdout, rows', { value: found, ceiling: expected }, 'nearer');
		const share = { value: nearer.estimate, ceiling: 0.5 };
		add('holdout', 'Nearer to a shown row than to a held-out one', share, 'nearer');
	}
	if (diversity) {
		const held = ({ human, synthetic }: { human: number; synthetic: number }) => ({
			value: synthetic,
			ceiling: human
		});
		add('diversity', 'Distinct rows, binned', held(diversity.distinct), 'nearer');
		add('diversity', 'Entropy of a column, mean bits', held(diversity.columnEntropy), 'nearer');
		add('diversity', 'Entropy of a pair, mean bits', held(diversity.pairEntropy), 'nearer');
	}
	return figures;
}

/** The mean shape score of all columns and text measures, and its ceiling. */
export function meanShape(columns: MeasureValues['columns']): Held {
	const mean = (key: keyof Held) =>
		columns.reduce((sum, { shape }) => sum + shape[key], 0) / columns.length;
	return { value: mean('value'), ceiling: mean('ceiling') };
}
