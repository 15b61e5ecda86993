import type { Job } from '$lib/terms/compute';
import { caseCombinationsJob } from './case-combinations';
import { caseJudgeJob } from './case-judge';
import { caseNearestJob } from './case-nearest';
import { caseTilesJob } from './case-tiles';
import { compareAccuracy } from './compare-accuracy';
import { compareClassifier } from './compare-classifier';
import { compareCloseness } from './compare-closeness';
import { compareDiversity } from './compare-diversity';
import { compareNeighbours } from './compare-neighbours';
import { compareNumbers } from './compare-numbers';
import { comparePair } from './compare-pair';
import { comparePatterns } from './compare-patterns';
import { compareTrends } from './compare-trends';
import { countCodesJob } from './count-codes';
import { encodeOrderedJob } from './encode-ordered';
import { nearDuplicatesJob } from './near-duplicates';
import { rakeWeightsJob } from './rake-weights';
import { findRegionsJob } from './search/find-regions';
import { matchJitterJob } from './search/match-jitter';
import { nullScoresJob } from './search/null-scores';

/** Every job there is. A worker is sent a job's name and finds the job here. */
export const JOBS: readonly Job<never, unknown>[] = [
	encodeOrderedJob,
	matchJitterJob,
	nullScoresJob,
	findRegionsJob,
	countCodesJob,
	rakeWeightsJob,
	caseTilesJob,
	caseJudgeJob,
	caseNearestJob,
	caseCombinationsJob,
	nearDuplicatesJob,
	compareAccuracy,
	compareClassifier,
	compareCloseness,
	compareDiversity,
	compareNeighbours,
	compareNumbers,
	comparePair,
	comparePatterns,
	compareTrends
];
