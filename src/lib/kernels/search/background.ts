import { scaleHumanRows, weigh } from './rows-of';
import type { Scorer } from './score';
import type { CodeRegion } from './table';
import type { Search } from './extend';

/**
 * The factor on a region's human weights that gives it the share that it has in synthetic: raking the human table to
 * one margin (Deming and Stephan 1940). At most 1.
 */
export function coverageFactor(h: number, s: number, scorer: Scorer): number {
	const outsideHuman = scorer.humanTotal - h;
	const outsideSynthetic = scorer.syntheticTotal - s;
	if (h <= 0 || outsideSynthetic <= 0) return 1;
	return Math.min(1, ((s / outsideSynthetic) * outsideHuman) / h);
}

/**
 * Explains a region's shortfall away, so that what is scored next is scored on what is left: its human rows are
 * weighed down until the region has the share that it has in synthetic. Synthetic counts stay what they are, so that
 * a hole inside a thinned region still shows, by as much as it is deeper.
 */
export function explainAway({ table, scorer }: Search, region: CodeRegion): void {
	const { h, s } = weigh(table, region);
	const factor = coverageFactor(h, s, scorer);
	scaleHumanRows(table, region, table.human.weights, factor);
	scorer.setHumanTotal(scorer.humanTotal - (1 - factor) * h);
}
