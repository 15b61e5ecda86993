import { allocateBudget } from './numbers/allocate-budget';
import { servedApart, type SharedService } from './person-kinds';
import { expectedOf, payOf, sum, type Recruiting } from './recruit';

/** Halvings by which the greatest sum is found that keeps within a budget. */
const HALVINGS = 30;

/** Whole records a region that `budget` pays for, at what a record of each region costs by itself. */
function allocated(
	{ regions, drafts, plan }: Recruiting,
	unitCosts: readonly number[],
	budget: number
) {
	const open = regions.flatMap((region, i) => {
		const unitCost = unitCosts[i]!;
		if (!Number.isFinite(unitCost) || unitCost <= 0) return [];
		const { synthetic: present, humanShare: weight } = drafts[i]!;
		const wanted = region.numbers.records + present;
		const worth = plan.regions[region.id]?.worth ?? 1;
		return [{ i, stratum: { wanted, present, unitCost, weight, deviation: 0.5, worth } }];
	});
	const given = allocateBudget(
		open.map(({ stratum }) => stratum),
		budget,
		plan.pay.allocation
	);
	const cut = regions.map(() => 0);
	open.forEach(({ i }, k) => (cut[i] = given[k]!));
	return cut;
}

/**
 * Records of each region that the budget pays for beside the pilot; all that are wanted where it reaches. Regions are
 * weighed as if each were served alone, then the sum laid on them is raised until what is expected to be spent,
 * with people who serve several, just keeps within the budget.
 */
export function withinBudget(recruiting: Recruiting, { cover }: SharedService): readonly number[] {
	const { regions, plan } = recruiting;
	const { budget } = plan.pay;
	const wanted = regions.map(({ numbers }) => numbers.records);
	const expected = (records: readonly number[]) => expectedOf(cover(records), recruiting);
	if (budget === null || expected(wanted) <= budget) return wanted;
	const costs = servedApart(wanted).map((kind) => payOf(kind, recruiting).pay);
	const unitCosts = costs.map((cost, i) => cost / wanted[i]!);
	let best = wanted.map(() => 0);
	let [low, high] = [0, sum(costs.filter(Number.isFinite), (cost) => cost)];
	for (let step = 0; step < HALVINGS; step++) {
		const middle = (low + high) / 2;
		const cut = allocated(recruiting, unitCosts, middle);
		if (expected(cut) <= budget) [low, best] = [middle, cut];
		else high = middle;
	}
	return best;
}
