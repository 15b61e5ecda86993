import type {
	AccuracyScores,
	ClassifierScores,
	ColumnComparison,
	CopyScores,
	DiversityScores,
	HoldoutScores,
	NeighbourScores,
	PairScores,
	PairSuggestion
} from './compare';
import type { Role } from './dataset';
import type { SearchSample } from './encoded';
import type { PatternScores } from './patterns';
import type { PopulationScores } from './population';

/** What each measure of {@link MeasureName} answers. */
export interface MeasureValues {
	readonly columns: readonly ColumnComparison[];
	readonly pairs: PairScores;
	readonly triples: AccuracyScores;
	readonly classifier: ClassifierScores;
	readonly neighbours: NeighbourScores;
	readonly copies: CopyScores;
	readonly holdout: HoldoutScores;
	readonly diversity: DiversityScores;
	readonly patterns: PatternScores;
	readonly population: PopulationScores;
	readonly partners: readonly PairSuggestion[];
}

/** The measures of the comparison, each run, timed, sampled and stopped on its own. */
export type MeasureName = keyof MeasureValues;

/** A measure that came to its end. */
export interface Measured<Name extends MeasureName = MeasureName> {
	readonly name: Name;
	readonly value: MeasureValues[Name];
	readonly elapsedMs: number;
	/** Whether it was asked to read every row where a sample would do. */
	readonly isEveryRow: boolean;
	/** Rows it read of each table. */
	readonly sample: Readonly<Record<Role, SearchSample>>;
}
