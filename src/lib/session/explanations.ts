import { resolve } from '$app/paths';

/** Each figure of the app in plain words, by the name that links to the method page use. In the order of that page. */
export const EXPLANATIONS = {
	region: {
		title: 'A region',
		text: 'A kind of row: up to four conditions that hold together, such as age 65 or more and married. Every region can be written as a condition in SQL, which is how its rows are counted, over all of both files.'
	},
	share: {
		title: 'Share',
		text: 'The rows of a region over all rows of its table. Tables of different lengths are compared by share, never by count. With a weight column, each row counts as often as its weight says.'
	},
	ratio: {
		title: 'Ratio and its interval',
		text: 'The synthetic share over the human share. 1 means as often as among people; 0.1 a tenth as often; 0 not at all. The interval says which ratios the rows are compatible with at the level stated beside it. The best of many looks better than it is: for regions that the search has chosen, the interval is widened, or ratio and interval come from rows that the search did not read, and say so.'
	},
	kind: {
		title: 'Absent, thin, drift',
		text: 'Absent: the generator makes next to none, surely less than a quarter of what people write. Thin: some are there, but fewer than thirty, or each would have to stand for more than ten. Neither can be mended by weighting synthetic rows; people have to be asked. Drift: enough rows in the wrong proportion, which weighting or a new run of the generator mends.'
	},
	chance: {
		title: 'What chance alone shows',
		text: 'Search long enough and something will look missing. So the same search runs on tables whose labels, human and synthetic, were shuffled: there nothing is missing, and whatever it finds is chance. Only regions that beat the best of nearly all such searches are shown. The shaded band in the picture is where a region of that size stays within chance.'
	},
	confirmed: {
		title: 'Confirmed',
		text: 'A gap is confirmed when its probability, adjusted for the whole list, is within the false-alarm rate, and the widened interval of its ratio lies below 1. Where the search read a sample, that probability comes from the rows it did not read. One that is not is kept in the list as a lead, and says so.'
	},
	ladder: {
		title: 'The ladder',
		text: 'Each condition alone, each pair, then all together. If every condition alone has a ratio near 1 and all together fall far below, it is the combination that is missing, and asking for either part alone will not fill the hole.'
	},
	relation: {
		title: 'Relations not kept, and smeared values',
		text: 'Two columns whose joint pattern is lost in many places at once are one finding, listed apart. A region short only because values were rounded or jittered has its rows close by; it is told apart from a gap, since no person needs to be asked for it.'
	},
	sample: {
		title: 'Rows searched, rows counted',
		text: 'Above 200,000 rows a side, the search reads a sample drawn by the seed in the recipe, and says so. Counts and rates of what it finds are over all rows. Ratios, their intervals and whether a gap is confirmed come from the rows that took no part in the search, provided that at least a quarter as many are left; nothing about them needs widening then.'
	},
	pictures: {
		title: 'Distributions and maps',
		text: 'Shares of the rows that the search read, in at most 32 parts a column: human upwards and solid, synthetic downwards and hatched. A part that is brushed filters the other pictures; these then show shares among the filtered rows of each side. A region measured from a brush is counted over all rows.'
	},
	nearest: {
		title: 'Nearest synthetic row',
		text: 'The synthetic row at the least distance from a human row. Numbers count by their difference on the human scale, categories by how rare the value is among synthetic rows, as on the page Cases. A distance of 0 is a row that is equal in every column used.'
	},
	ceiling: {
		title: 'Score and noise ceiling',
		text: 'A score of 1 would be no difference at all, and not even a second sample of people reaches it. So every score stands beside its ceiling: what such a sample, as large as the synthetic table, would score. At its ceiling a score cannot be told from human data; above it is luck, or copied rows.'
	},
	shape: {
		title: 'Shape of a column',
		text: 'For numbers and dates 1 less the greatest distance between the shares of both tables that lie below a value (the Kolmogorov–Smirnov statistic); for categories 1 less half the sum of all differences in share, which is the share of rows that need not change. Missing values are left out; their shares stand beside it.'
	},
	drift: {
		title: 'p, effect and reach',
		text: 'p says how often chance alone would make two columns differ by as much; among many rows it is always small. So the size of the difference stands beside it: Cliff’s delta, from −1 to 1, says by how much a synthetic value is more often the greater one than the lesser; Cramér’s V, from 0 to 1, how strongly categories depend on the table. The reach is the part of the human range, or of its categories, that synthetic values cover.'
	},
	pairs: {
		title: 'Pairs and triples',
		text: 'Columns are cut into parts and crossed. Accuracy is 1 less half the sum of all differences in the shares of the cells. A trend compares how two columns go together: for numbers by their correlations, else by a table of both. A mean over all pairs hides the worst, so those stand first. As close as a sample of x % names the random sample of the human table that would lie as far from it.'
	},
	classifier: {
		title: 'Can a classifier tell them apart?',
		text: 'Trees learn to tell human rows from synthetic ones and are judged by rows that they have not seen. AUC is the share of pairs, one human and one synthetic row, that they put in the right order: 0.5 is a coin, 1 no mistake. Beside it stands what 95 of 100 shuffles of the labels stay below. What gives a table away may be a matter of spelling or decimals and not of substance, so the columns that do are listed.'
	},
	neighbours: {
		title: 'Nearest neighbours',
		text: 'Rows are points, and the neighbourhood of a row reaches to the fifth nearest of its own table. Precision is the share of synthetic rows inside a human neighbourhood, recall that of human rows inside a synthetic one, coverage that of human neighbourhoods with a synthetic row in them; density counts how many human neighbourhoods a synthetic row lies in. α-precision and β-recall ask the same from the middle of a table outwards. A row is authentic if it is farther from its nearest human row than that one is from any other.'
	},
	copies: {
		title: 'Copies, and a holdout',
		text: 'A synthetic row that equals a human one in every compared column may be a copy, or so common that chance repeats it: the expected number says how many a second human sample would hold. Human rows that the generator was never shown tell the two apart for certain: what was copied lies nearer to the rows it was shown.'
	},
	variety: {
		title: 'Variety and entropy',
		text: 'Distinct rows, and entropy in bits: each bit more is as varied as twice as many equally frequent values. Both are counted on equally many rows of either table, numbers cut into tenths of the human values.'
	},
	patterns: {
		title: 'Uncovered patterns',
		text: 'Combinations of values that at least so many people have and fewer than so many synthetic rows, each as general as it can be. The combinations to collect are a small set that meets them all. How many there are is no score: it hangs on the thresholds.'
	},
	population: {
		title: 'Population',
		text: 'If the human table itself is skewed, closing the gap to it keeps the skew. So both tables can be held against the people that they are to stand for. The score is the share of rows that would not have to change; its ceiling what a random sample of the population would score.'
	},
	distance: {
		title: 'Distance of a case',
		text: 'How far a human row lies from its nearest synthetic row, over all columns in use: numbers count by their difference in units of the usual human spread, categories by how rare the value is among synthetic rows. Far alone says little, since rare people lie far from each other as well: so the nearest other person stands beside it.'
	},
	novel: {
		title: 'Novel',
		text: 'The human table is split in two. A row is compared with the nearest synthetic row and with the nearest row of the other half. Were synthetic rows people, either would be nearer by the toss of a coin, so that the rows to which synthetic ones lie nearer tell how many come out the other way by chance. Rows are called novel as far as about one in ten of them would be chance.'
	},
	doubt: {
		title: 'Rare, or an error?',
		text: 'Before money is spent, each value of a case is doubted: beyond what a column of that name can hold, a code for “unknown”, a date at the end of a calendar, a category that is another one but for a slip. A doubt is a hint with its reason, never a verdict: that is yours.'
	},
	records: {
		title: 'How many records',
		text: 'What makes the share of a region in the synthetic table as great as among people: records are added until it is. Several regions are solved together, since every record added for one makes the shares of the others smaller. Rows that are rejected and people who drop out are added on top.'
	},
	screening: {
		title: 'Whom to screen, and what it costs',
		text: 'A condition becomes a filter of the platform where it has one; else a question that people are screened by. How many are screened follows from how many human rows that pass the filters meet the question too; the range is what 90 of 100 such studies would need. Pay, fees and the pilot are added up in the open.'
	},
	agreement: {
		title: 'Do raters agree?',
		text: 'Krippendorff’s alpha is 1 for full agreement and 0 for what chance gives: firm from 0.8 on. For two raters Cohen’s kappa stands beside it. How often each rater is right is told from the pattern of all ratings.'
	},
	frozen: {
		title: 'Frozen regions',
		text: 'Regions keep the conditions and human counts of the day they were found, so that later versions answer the same question. Nothing is frozen that fewer than ten people stand behind: rare categories leave their set, bounds become open.'
	},
	verdict: {
		title: 'Closed, improved, open, reopened',
		text: 'Two intervals decide: the new share over the frozen human share, and over the frozen synthetic share. Closed: the human share is reached, within the tolerance of the search, and the rise is no chance. Improved: risen for certain, still short. Open: short for certain, no rise. Reopened: closed by an earlier version and short again. Where the rows allow both, it says that it cannot tell.'
	},
	trend: {
		title: 'The trend over versions',
		text: 'The human rows that a version cannot serve lie in gaps that no weighting of synthetic rows mends. Variety stands beside it, since a generator that is trained on its own output forgets rare values first: distinct values met, and entropy in bits, of every column and of whole rows.'
	},
	privacy: {
		title: 'Where your rows go',
		text: 'Nowhere. The database runs in this tab. A shared link holds settings, regions and, if you wish, counts; no row and no value of a row, and no count under ten.'
	}
} as const satisfies Readonly<Record<string, { readonly title: string; readonly text: string }>>;

export type ExplanationName = keyof typeof EXPLANATIONS;

/** The steps of the work, each with the figures that are first met there. */
export const CHAPTERS: readonly {
	readonly title: string;
	readonly names: readonly ExplanationName[];
}[] = [
	{
		title: 'Gaps',
		names: [
			'region',
			'share',
			'ratio',
			'kind',
			'chance',
			'confirmed',
			'ladder',
			'relation',
			'sample',
			'pictures',
			'nearest'
		]
	},
	{
		title: 'Columns',
		names: [
			'ceiling',
			'shape',
			'drift',
			'pairs',
			'classifier',
			'neighbours',
			'copies',
			'variety',
			'patterns',
			'population'
		]
	},
	{ title: 'Cases', names: ['distance', 'novel', 'doubt'] },
	{ title: 'Brief', names: ['records', 'screening', 'agreement'] },
	{ title: 'Verify', names: ['frozen', 'verdict', 'trend'] },
	{ title: 'Privacy', names: ['privacy'] }
];

/** A figure explained, with where it stands on the page of them all. */
export function explained(name: ExplanationName) {
	return { ...EXPLANATIONS[name], href: `${resolve('/method')}#${name}` };
}
