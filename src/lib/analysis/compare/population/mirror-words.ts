import type { ColumnMirror, MirrorCell, PopulationScores, Reading } from '$lib/terms/population';
import type { Role } from '$lib/terms/dataset';

const READINGS: Readonly<Record<Reading, string>> = {
	mirrors: 'mirrors the population',
	near: 'lies near the population',
	off: 'does not mirror the population',
	unclear: 'has too few rows to tell'
};

const BOTH: Readonly<Record<Reading, string>> = {
	mirrors: 'Both tables mirror the population.',
	near: 'Both tables lie near the population.',
	off: 'Neither table mirrors the population.',
	unclear: 'Both tables have too few rows to tell.'
};

/** A share with one decimal: "12.3 %". */
function percent(share: number): string {
	return `${(100 * share).toFixed(1)} %`;
}

/** How one table stands to the population in one column. */
export function readingWords(reading: Reading): string {
	return READINGS[reading];
}

/** Whether the tables mirror the population, over all columns held against it. */
export function populationWords({ columns }: PopulationScores): string {
	const tell = (role: Role) => {
		const mirrored = columns.filter(({ sides }) => sides[role].reading === 'mirrors').length;
		const of = columns.length === 1 ? 'the one column' : `${columns.length} columns`;
		if (mirrored === columns.length) return `in ${columns.length === 1 ? of : `all ${of}`}`;
		return mirrored === 0 ? `in none of ${of}` : `in ${mirrored} of ${of}`;
	};
	return `The human rows mirror the population ${tell('human')}, the synthetic rows ${tell('synthetic')}.`;
}

/** The cell in which a table has too few rows by the largest share, if it lacks any. */
function mostLacking({ cells }: ColumnMirror, role: Role): MirrorCell | null {
	const short = (cell: MirrorCell) => cell.target.estimate - cell.shares[role].estimate;
	const [most] = cells.toSorted((a, b) => short(b) - short(a));
	return most && short(most) > 0 ? most : null;
}

/** One column in words: who mirrors the population, and what the synthetic rows lack most of. */
export function mirrorWords(column: ColumnMirror): string {
	const { human, synthetic } = column.sides;
	const worst = mostLacking(column, synthetic.reading === 'off' ? 'synthetic' : 'human');
	const isEqual = human.reading === synthetic.reading;
	const readings = isEqual
		? BOTH[human.reading]
		: `Human ${readingWords(human.reading)}; synthetic ${readingWords(synthetic.reading)}.`;
	if (!worst || (human.reading === 'mirrors' && isEqual)) return readings;
	return `${readings} ${worst.label}: ${percent(worst.target.estimate)} of the population, ${percent(worst.shares.human.estimate)} of human and ${percent(worst.shares.synthetic.estimate)} of synthetic rows.`;
}
