import { analyse } from '$lib/analysis/analyse';
import { buildReport, type Report } from '$lib/analysis/share/report';
import { openRunDoors } from '$lib/session/run-doors';
import type { Timings } from '$lib/terms/analysis';
import type { Role, Source } from '$lib/terms/dataset';
import { EMPTY_RECIPE } from '$lib/terms/recipe';

const files = import.meta.glob(['../*.parquet', '../../../static/samples/*.parquet'], {
	query: '?url',
	import: 'default',
	eager: true
}) as Record<string, string>;

async function source(name: string): Promise<Source> {
	const [, url] = Object.entries(files).find(([path]) => path.endsWith(`/${name}`))!;
	return { kind: 'file', name, file: await (await fetch(url)).blob() };
}

/** The report on two fixtures, made as the app makes it. */
async function report(names: Record<Role, string>): Promise<Report> {
	const doors = openRunDoors();
	const { signal } = new AbortController();
	const ctx = { ...doors, signal, onProgress: () => {} };
	const sources = {
		human: await source(names.human),
		synthetic: await source(names.synthetic)
	};
	const recipe = EMPTY_RECIPE;
	const analysis = await analyse(sources, recipe, ctx);
	await doors.compute.close();
	await doors.engine.close();
	const timings = {} as Timings;
	return buildReport(analysis, { recipe, engineVersion: doors.engine.version, timings });
}

Object.assign(window, { report });
