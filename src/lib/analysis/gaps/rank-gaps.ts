import { Scorer } from '$lib/kernels/search/score';
import type { DatasetPair } from '$lib/terms/dataset';
import type { Gap } from '$lib/terms/gap';

/** Gaps rank as if a shortfall of this share were nothing: deep ones come before wide shallow ones. */
const RANK_TOLERANCE = 0.4;

/** Gaps with the strongest evidence of a deep shortfall first: by G at a wide tolerance, on counts over all rows. */
export function rankGaps(gaps: readonly Gap[], pair: DatasetPair): Gap[] {
	const humanRows = pair.human.rowCount;
	const syntheticRows = pair.synthetic.rowCount;
	const scorer = new Scorer(humanRows, syntheticRows, RANK_TOLERANCE);
	const severity = ({ human, synthetic }: Gap) =>
		scorer.g(human.share * humanRows, synthetic.share * syntheticRows);
	return [...gaps].sort(
		(a, b) => severity(b) - severity(a) || b.score - a.score || (a.id < b.id ? -1 : 1)
	);
}
