import { analyse } from '$lib/analysis/analyse';
import { compareTables } from '$lib/analysis/compare/compare-tables';
import { measureAll, TABLE_MEASURES } from '$lib/analysis/compare/measure-all';
import { openPair } from '$lib/analysis/open/open-pair';
import { profilePair } from '$lib/analysis/profile/profile-pair';
import { buildComparison, type ComparisonReport } from '$lib/analysis/share/comparison-report';
import { buildReport, type Report } from '$lib/analysis/share/report';
import { openRunDoors } from '$lib/session/run-doors';
import type { Timings } from '$lib/terms/analysis';
import type { Role, Source } from '$lib/terms/dataset';
import { EMPTY_RECIPE } from '$lib/terms/recipe';
import type { RunContext } from '$lib/terms/run';

const files = import.meta.glob(['../*.parquet', '../../../static/samples/*.parquet'], {
	query: '?url',
	import: 'default',
	eager: true
}) as Record<string, string>;

async function source(name: string): Promise<Source> {
	const [, url] = Object.entries(files).find(([path]) => path.endsWith(`/${name}`))!;
	return { kind: 'file', name, file: await (await fetch(url)).blob() };
}

/** Does some work on two fixtures, with the doors that the app opens. */
async function withDoors<T>(
	names: Record<Role, string>,
	work: (sources: Record<Role, Source>, ctx: RunContext) => Promise<T>
): Promise<T> {
	const doors = openRunDoors();
	const { signal } = new AbortController();
	const sources = {
		human: await source(names.human),
		synthetic: await source(names.synthetic)
	};
	const result = await work(sources, { ...doors, signal, onProgress: () => {} });
	await doors.compute.close();
	await doors.engine.close();
	return result;
}

/** The report on two fixtures, made as the app makes it. */
function report(names: Record<Role, string>): Promise<Report> {
	return withDoors(names, async (sources, ctx) => {
		const recipe = EMPTY_RECIPE;
		const analysis = await analyse(sources, recipe, ctx);
		const timings = {} as Timings;
		return buildReport(analysis, { recipe, engineVersion: ctx.engine.version, timings });
	});
}

/** The comparison of two fixtures, the synthetic table's own kind held against a third. */
function comparison(
	names: Record<Role, string>,
	yardsticks: Record<'holdout' | 'population', string>
): Promise<ComparisonReport> {
	return withDoors(names, async (sources, ctx) => {
		const recipe = EMPTY_RECIPE;
		const pair = await openPair(sources, recipe, ctx);
		const profiles = await profilePair(pair, recipe, ctx);
		const options = {
			holdout: await source(yardsticks.holdout),
			population: await source(yardsticks.population)
		};
		const outcomes = await measureAll(
			compareTables(pair, profiles, recipe),
			[...TABLE_MEASURES, 'holdout', 'population'],
			options,
			ctx
		);
		const compared = { pair, profiles, recipe, engineVersion: ctx.engine.version };
		return buildComparison(outcomes, compared);
	});
}

Object.assign(window, { report, comparison });
