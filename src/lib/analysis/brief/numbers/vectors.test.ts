import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cohenKappa, krippendorffAlpha } from './agreement';
import {
	costOptimal,
	coverageFirst,
	learningCurve,
	marginal,
	neyman,
	roundToSum,
	type Stratum
} from './allocate-budget';
import { costOf, longestSitting, PAY_FLOOR, rewardFor } from './cost';
import { coverPeople } from './cover-people';
import { dawidSkene } from './dawid-skene';
import { wilsonInterval } from './distributions';
import {
	afterAiScreen,
	failsAllChecks,
	goldPass,
	majorityCorrect,
	ratersForReliability
} from './rater-quality';
import {
	designEffect,
	effectiveSample,
	expectedRowsForCells,
	rawRowsForProportion,
	rowsForBeforeAfter,
	rowsForCells,
	rowsForCount,
	rowsForDifference,
	rowsForMean,
	rowsForProportion,
	rowsForShare,
	rowsForShares,
	rowsForWilson,
	rowsForZeroFailures
} from './sample-size';
import { expectedToScreen, inflate, peopleToScreen } from './screening';

/* eslint-disable @typescript-eslint/no-explicit-any -- each vector has a shape of its own */
type Vector = { given: any; expected: any };

const vectors: Record<string, Vector> = JSON.parse(
	readFileSync('tests/fixtures/brief/sample-size-vectors.json', 'utf8')
);

const share = (given: any) => {
	const synthetic = { rows: given.S, inRegion: given.s };
	const p = given.rho * given.human_share;
	return {
		p,
		m_append: rowsForShare(p, synthetic, 'append'),
		m_swap: rowsForShare(p, synthetic, 'swap')
	};
};

const shares = ({ S, s, p }: any) => {
	const m = rowsForShares(
		S,
		p.map((share: number, i: number) => ({ share, inRegion: s[i] }))
	);
	const total = S + m.reduce((sum, x) => sum + x, 0);
	return {
		m_int: m,
		m_int_bumped: m,
		shares_after: m.map((x, i) => (s[i] + x) / total)
	};
};

const strata = ({ W, S, c }: any): Stratum[] =>
	W.map((weight: number, i: number) => ({
		wanted: Infinity,
		present: 0,
		unitCost: c?.[i] ?? 1,
		weight,
		deviation: S[i],
		worth: 1
	}));

const proportion = ({ p, e, conf }: any) => ({
	n0: rawRowsForProportion(p, e, conf),
	n: rowsForProportion(p, e, conf)
});

const pilot = ({ pi, gamma }: any) => ({ n: rowsForZeroFailures(pi, gamma) });

const screen = ({ n, pi, q }: any) => {
	const { mean, deviation } = expectedToScreen(n, pi);
	const most = peopleToScreen(n, pi, q);
	return {
		expected: mean,
		expected_ceil: Math.ceil(mean),
		sd: deviation,
		N95: most,
		slots95: most - n
	};
};

const computed: Record<string, (given: any) => any> = {
	'a.share.multi': shares,
	'a.share.': share,
	'a.count': ({ tau, n_R }) => ({ m: rowsForCount(tau, n_R) }),
	'a.cells.expected': ({ k }) => ({ E: expectedRowsForCells(k) }),
	'a.cells': ({ p_min, k, delta }) => ({ n: rowsForCells(k, p_min, delta) }),
	'a.kish': (given) => ({
		ess: effectiveSample([
			{ rows: given.n_other, weight: given.w_other },
			{ rows: given.n_region, weight: given.w_region }
		])
	}),
	'b.wald': proportion,
	'b.fpc': ({ p, e, N }) => {
		const n = rawRowsForProportion(p, e);
		return { n: rowsForProportion(p, e, 0.95, N), n_raw: n / (1 + (n - 1) / N) };
	},
	'b.deff': ({ p, e, mbar, icc }) => {
		const deff = designEffect(mbar, icc);
		const records = Math.ceil(rawRowsForProportion(p, e) * deff);
		return { deff, records, people: Math.ceil(records / mbar) };
	},
	'b.wilson.interval': ({ k, n, conf }) => {
		const { low, high } = wilsonInterval(k, n, conf);
		return { lo: low, hi: high };
	},
	'b.wilson.n': ({ p, e }) => ({ n: rowsForWilson(p, e) }),
	'b.ruleof3': ({ p, conf }) => ({ n: rowsForZeroFailures(p, conf) }),
	'c.mean': ({ sigma, e }) => ({ n: rowsForMean(sigma, e) }),
	'c.twoprop': ({ p1, p2, power }) => ({ n: rowsForDifference(p1, p2, power) }),
	'c.mcnemar': ({ psi, d, power }) => ({ n: rowsForBeforeAfter(psi, d, power) }),
	'd.inflate': ({ n, rej, drop }) => inflate(n, rej, drop),
	'd.screen': screen,
	'd.reward': ({ rate, minutes }) => ({
		reward: rewardFor(rate / 100, minutes),
		min_allowed: rewardFor(PAY_FLOOR.USD.lowest, minutes)
	}),
	'd.maxtime': ({ t }) => ({ min: 2 + 2 * t + 2 * Math.sqrt(t), ceil: longestSitting(t) }),
	'd.cost.simple': ({ places, reward, fee }) => ({
		total: costOf({
			completes: places,
			reward,
			screenedOut: 0,
			screenOutReward: 0,
			feeRate: fee,
			taxRate: 0
		})
	}),
	'd.cost': (given) => {
		const screenedOut = given.screened - given.starts;
		const total = costOf({
			completes: given.completes,
			reward: given.reward,
			screenedOut,
			screenOutReward: given.screenout_reward,
			feeRate: given.fee,
			taxRate: 0
		});
		return {
			main: given.completes * given.reward,
			screenout: screenedOut * given.screenout_reward,
			total,
			total_round: Math.round(total),
			per_accepted: total / 100
		};
	},
	'd.pilot': pilot,
	'e.neyman': (given) => {
		const raw = neyman(strata(given), given.n);
		return { raw, n: roundToSum(raw) };
	},
	'e.cost_optimal': (given) => {
		const raw = costOptimal(strata(given), given.B);
		return { raw, cost: raw.reduce((sum, n, i) => sum + n * given.c[i], 0) };
	},
	'e.equal_precision': ({ p, e }) => ({ n: p.map((x: number) => rowsForProportion(x, e)) }),
	'e.coverage_knapsack': ({ T, s, c, w, B }) => {
		const x = coverageFirst(
			T.map((wanted: number, i: number) => ({
				wanted,
				present: s[i],
				unitCost: c[i],
				weight: 1,
				deviation: 1,
				worth: w[i]
			})),
			B
		);
		return { x, left: B - x.reduce((sum, n, i) => sum + n * c[i], 0) };
	},
	'e.learning_curve': ({ n, a, b, w, c, B }) => {
		const x = learningCurve(
			n.map((present: number, i: number) => ({
				present,
				exponent: a[i],
				scale: b[i],
				worth: w[i],
				unitCost: c[i]
			})),
			B
		);
		const loss = (extra: readonly number[]) =>
			n.reduce(
				(sum: number, k: number, i: number) => sum + w[i] * b[i] * (k + extra[i]!) ** -a[i],
				0
			);
		return { x, loss_before: loss([0, 0, 0]), loss_after: loss(x) };
	},
	'e.greedy': (given) => {
		const n = marginal(strata(given), given.B, 2);
		return { n, left: given.B - n.reduce((sum, k, i) => sum + k * given.c[i], 0) };
	},
	'e.setcover': ({ patterns }) => {
		const wanted = patterns.map((pattern: string) =>
			[...pattern].map((mark) => (mark === 'X' ? null : new Set([Number(mark)])))
		);
		const picks = coverPeople(wanted, [1, 1, 1, 1, 1]);
		return {
			picks: picks.map(({ levels, meets }) => [levels.join(''), meets.length]),
			optimum_size: picks.length
		};
	},
	'q.majority': ({ p }) =>
		Object.fromEntries([3, 5, 7, 9].map((k) => [`k${k}`, majorityCorrect(k, p)])),
	'q.spearman_brown': ({ r, R }) => ({ k: ratersForReliability(r, R) }),
	'q.gold': ({ g, k, guess, careful }) => ({
		p_pass_guess: goldPass(g, k, guess),
		p_pass_careful: goldPass(g, k, careful)
	}),
	'q.imc': ({ options, careful_miss }) => ({
		random: failsAllChecks(2, 1 - 1 / options),
		careful: failsAllChecks(2, careful_miss)
	}),
	'q.llm': ({ pi, se, sp }) => {
		const { residual, innocent } = afterAiScreen(pi, se, sp);
		return { residual, innocent_share: innocent };
	},
	'q.cohen': ({ table }) => ({ kappa: cohenKappa(table) }),
	'q.krippendorff': ({ data }) => ({
		nominal: krippendorffAlpha(data, 'nominal'),
		ordinal: krippendorffAlpha(data, 'ordinal'),
		interval: krippendorffAlpha(data, 'interval')
	}),
	'q.dawid_skene': ({ labels, k }) => {
		const { labels: map, posterior, accuracy, prior } = dawidSkene(labels, k);
		return { map, post: posterior, acc: accuracy, prior };
	}
};

/** Values of a vector that are no output of ours: unrounded steps on the way. */
const INTERMEDIATE = new Set(['M', 'm']);

function expectClose(actual: any, expected: any, path: string) {
	if (typeof expected === 'number') {
		const error = Math.abs(actual - expected) / Math.max(1, Math.abs(expected));
		expect(error, `${path}: ${actual} for ${expected}`).toBeLessThan(
			path.startsWith('q.dawid_skene') ? 1e-5 : 1e-6
		);
	} else if (typeof expected === 'object') {
		for (const [key, value] of Object.entries(expected))
			if (Array.isArray(expected) || !(path.startsWith('a.share.multi') && INTERMEDIATE.has(key)))
				expectClose(actual?.[key], value, `${path}.${key}`);
	} else expect(actual, path).toBe(expected);
}

describe('sample-size formulas', () => {
	it('are held to all 51 vectors', () => {
		expect(Object.keys(vectors)).toHaveLength(51);
	});

	it.each(Object.entries(vectors))('agree with %s', (id, { given, expected }) => {
		const key = Object.keys(computed).find((prefix) => id.startsWith(prefix))!;
		expectClose(computed[key]!(given), expected, id);
	});
});
