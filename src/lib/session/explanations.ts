/** Each figure of the app in plain words, by the name that links to the method page use. In the order of that page. */
export const EXPLANATIONS = {
	region: {
		title: 'A region',
		text: 'A kind of row: up to four conditions that hold together, such as age 65 or more and married. Every region is an SQL predicate; the counts beside it are counted by that predicate over all rows of both files.'
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
	privacy: {
		title: 'Where your rows go',
		text: 'Nowhere. The database runs in this tab. A shared link holds settings, regions and, if you wish, counts; no row and no value of a row, and no count under ten.'
	}
} as const satisfies Readonly<Record<string, { readonly title: string; readonly text: string }>>;

export type ExplanationName = keyof typeof EXPLANATIONS;
