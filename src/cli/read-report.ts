import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import * as v from 'valibot';
import type { BriefFacts } from '$lib/analysis/brief/facts';
import { firstFault, parseUntrustedJson, regionSchema } from '$lib/analysis/share/recipe-schema';
import { valueFamily } from '$lib/engine/value-family';
import type { ColumnProfile } from '$lib/terms/column';
import { LacunaError } from '$lib/terms/error';
import type { MeasuredRegion } from '$lib/terms/gap';
import type { Region } from '$lib/terms/region';

const Count = v.object({ count: v.number(), weight: v.number(), share: v.number() });
const Ratio = v.object({
	estimate: v.number(),
	low: v.number(),
	high: v.number(),
	level: v.number()
});
const Measured = v.object({
	id: v.pipe(v.string(), v.regex(/^r[0-9a-f]{16}$/)),
	words: v.string(),
	sql: v.string(),
	conditions: regionSchema.entries.conditions,
	human: Count,
	synthetic: Count,
	ratio: Ratio,
	kind: v.picklist(['absent', 'thin', 'drift']),
	ladder: v.array(
		v.object({ conditions: v.array(v.number()), human: Count, synthetic: Count, ratio: Ratio })
	)
});
const ColumnSide = v.object({
	column: v.string(),
	type: v.string(),
	missing: v.number(),
	distinct: v.number()
});
const Column = v.object({
	name: v.string(),
	use: v.picklist([
		'measure',
		'date',
		'category',
		'text',
		'id',
		'constant',
		'unsupported',
		'ignored',
		'weight'
	]),
	isUseChosen: v.boolean(),
	reason: v.string(),
	warnings: v.array(v.string()),
	human: ColumnSide,
	synthetic: ColumnSide
});
const SourceSide = v.object({
	name: v.string(),
	rows: v.number(),
	sizeBytes: v.number(),
	sha256: v.string()
});
const Report = v.object({
	format: v.literal('lacuna-report'),
	formatVersion: v.literal(1),
	sources: v.object({ human: SourceSide, synthetic: SourceSide }),
	columns: v.array(Column),
	gaps: v.array(Measured),
	caseGroups: v.optional(
		v.array(v.looseObject({ conditions: regionSchema.entries.conditions })),
		[]
	)
});
type ReadReport = v.InferOutput<typeof Report>;

/** What a brief needs of a report: its gaps in rank order, and what is known of tables and columns. */
export interface ReportFindings {
	readonly gaps: readonly MeasuredRegion[];
	readonly facts: BriefFacts;
}

function sideOf(side: v.InferOutput<typeof ColumnSide>, rows: number) {
	const { column: name, type: sqlType, missing, distinct } = side;
	return {
		column: { name, sqlType, family: valueFamily(sqlType) },
		facts: { rows, missing, distinct, min: null, max: null }
	};
}

function profileOf(column: v.InferOutput<typeof Column>, { sources }: ReadReport): ColumnProfile {
	const human = sideOf(column.human, sources.human.rows);
	const synthetic = sideOf(column.synthetic, sources.synthetic.rows);
	const { name, use, isUseChosen, reason, warnings } = column;
	return {
		pair: { name, human: human.column, synthetic: synthetic.column },
		...{ use, isUseChosen, reason, warnings },
		sides: { human: human.facts, synthetic: synthetic.facts }
	};
}

/** Values of each column that the findings name: all that a report tells of them. */
function namedValues(regions: readonly Region[]): BriefFacts['values'] {
	const values: Record<string, string[]> = {};
	for (const { conditions } of regions)
		for (const condition of conditions)
			if (condition.kind === 'set')
				values[condition.column] = [
					...new Set([...(values[condition.column] ?? []), ...condition.values.map(String)])
				];
	return values;
}

function findingsOf(report: ReadReport): ReportFindings {
	const gaps = report.gaps.map(({ conditions, ...gap }): MeasuredRegion => ({
		...gap,
		region: { conditions } as Region
	}));
	const groups = report.caseGroups.map(({ conditions }) => ({ conditions }) as Region);
	const source = ({ name, rows, sizeBytes, sha256 }: v.InferOutput<typeof SourceSide>) => ({
		name,
		rows,
		fingerprint: { sizeBytes, rowCount: rows, sha256 }
	});
	return {
		gaps,
		facts: {
			sources: {
				human: source(report.sources.human),
				synthetic: source(report.sources.synthetic)
			},
			columns: report.columns.map((column) => profileOf(column, report)),
			values: namedValues([...gaps.map(({ region }) => region), ...groups])
		}
	};
}

/**
 * Reads report.json of `lacuna analyze` for a brief.
 * @throws {@link LacunaError} `file-missing`, or `file-format` naming the field that does not fit.
 */
export async function readReport(path: string): Promise<ReportFindings> {
	const text = await readFile(path, 'utf8').catch((cause: unknown) => {
		throw new LacunaError('file-missing', `The report ${path} cannot be read.`, {
			hint: 'Write one by `lacuna analyze --out DIR`; it is DIR/report.json.',
			cause
		});
	});
	const name = basename(path);
	const result = v.safeParse(Report, parseUntrustedJson(text, name));
	if (result.success) return findingsOf(result.output);
	throw new LacunaError(
		'file-format',
		`${name} is no report of this version: ${firstFault(result.issues)}.`,
		{
			hint: 'Write one by `lacuna analyze --out DIR`; it is DIR/report.json.'
		}
	);
}
