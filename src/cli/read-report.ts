import { basename } from 'node:path';
import * as v from 'valibot';
import type { BriefFacts } from '$lib/analysis/brief/facts';
import type { AskedRegion } from '$lib/analysis/brief/settle-region';
import { firstFault, parseUntrustedJson, regionSchema } from '$lib/analysis/share/recipe-schema';
import { valueFamily } from '$lib/engine/value-family';
import {
	columnKey,
	COLUMN_TYPES,
	COLUMN_USES,
	TEXT_MEASURES,
	type ColumnProfile
} from '$lib/terms/column';
import { LacunaError } from '$lib/terms/error';
import type { Region } from '$lib/terms/region';
import { readText } from './read-text';

const Count = v.object({ count: v.number(), weight: v.number(), share: v.number() });
const Ratio = v.object({
	estimate: v.number(),
	low: v.number(),
	// Null where it is without end.
	high: v.pipe(
		v.nullable(v.number()),
		v.transform((high) => high ?? Infinity)
	),
	level: v.number()
});
const Judged = v.nullish(v.picklist(['real', 'impossible', 'error', 'known']), null);
const Measured = v.object({
	id: v.pipe(v.string(), v.regex(/^r[0-9a-f]{16}$/)),
	words: v.string(),
	sql: v.string(),
	conditions: regionSchema.entries.conditions,
	human: Count,
	synthetic: Count,
	ratio: Ratio,
	kind: v.picklist(['absent', 'thin', 'drift']),
	// Reports of earlier versions have no ladder for groups of cases.
	ladder: v.optional(
		v.array(
			v.object({ conditions: v.array(v.number()), human: Count, synthetic: Count, ratio: Ratio })
		),
		[]
	)
});
const Gap = v.object({ ...Measured.entries, judgement: Judged });
const Group = v.object({ ...Measured.entries, rows: v.array(v.number()) });
// Only cases that are explained or judged have either.
const Case = v.object({
	id: v.optional(v.pipe(v.string(), v.regex(/^c\d{1,10}$/))),
	judgement: v.optional(Judged, null)
});
const ColumnSide = v.object({
	column: v.string(),
	type: v.string(),
	missing: v.number(),
	distinct: v.number()
});
const Steps = v.array(v.tuple([v.number(), v.number(), v.number()]));
const Column = v.object({
	name: v.string(),
	use: v.picklist(COLUMN_USES),
	semanticType: v.exactOptional(v.picklist(COLUMN_TYPES)),
	isUseChosen: v.boolean(),
	reason: v.string(),
	warnings: v.array(v.string()),
	human: ColumnSide,
	synthetic: ColumnSide,
	values: v.optional(v.array(v.tuple([v.string(), v.number()])), []),
	steps: v.optional(Steps, []),
	measures: v.optional(v.record(v.picklist(TEXT_MEASURES), Steps)),
	key: v.exactOptional(
		v.object({ column: v.string(), numbers: v.array(v.tuple([v.string(), v.number()])) })
	)
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
	gaps: v.array(Gap),
	// Reports of earlier versions do not count regions together.
	overlaps: v.exactOptional(
		v.object({
			regions: v.array(v.string()),
			memberships: v.array(v.tuple([v.array(v.number()), v.number()])),
			scale: v.number()
		})
	),
	cases: v.optional(v.array(Case), []),
	caseGroups: v.optional(v.array(Group), [])
});
type ReadReport = v.InferOutput<typeof Report>;

/** What a brief needs of a report: its gaps in rank order, its groups of cases, and what is known of the tables. */
export interface ReportFindings {
	readonly gaps: readonly AskedRegion[];
	readonly groups: readonly AskedRegion[];
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
	const { name, use, semanticType: type = use, isUseChosen, reason, warnings } = column;
	return {
		pair: { name, human: human.column, synthetic: synthetic.column },
		...{ type, use, isUseChosen, reason, warnings },
		sides: { human: human.facts, synthetic: synthetic.facts }
	};
}

function regionOf({ conditions, ...measured }: v.InferOutput<typeof Measured>): AskedRegion {
	return { ...measured, region: { conditions } as Region };
}

function findingsOf(report: ReadReport): ReportFindings {
	const source = ({ name, rows, sizeBytes, sha256 }: v.InferOutput<typeof SourceSide>) => ({
		name,
		rows,
		fingerprint: { sizeBytes, rowCount: rows, sha256 }
	});
	const named = <T>(of: (column: v.InferOutput<typeof Column>) => readonly T[]) =>
		Object.fromEntries(report.columns.map((column) => [column.name, of(column)]));
	return {
		gaps: report.gaps.map(regionOf),
		groups: report.caseGroups.map((group) => ({ ...regionOf(group), rows: group.rows })),
		facts: {
			sources: {
				human: source(report.sources.human),
				synthetic: source(report.sources.synthetic)
			},
			columns: report.columns.map((column) => profileOf(column, report)),
			values: named(({ values }) => values.map(([value]) => value)),
			counts: named(({ values }) => values.map(([, rows]) => rows)),
			steps: { ...named(({ steps }) => steps), ...measureSteps(report.columns) },
			keys: Object.fromEntries(
				report.columns.flatMap(({ name, key }) => (key ? [[name, key]] : []))
			),
			...(report.overlaps === undefined ? {} : { overlaps: report.overlaps }),
			verdicts: Object.fromEntries(
				[...report.gaps, ...report.cases].flatMap(({ id, judgement }) =>
					judgement === null || id === undefined ? [] : [[id, judgement]]
				)
			)
		}
	};
}

/** Steps of text measures, by the column's name and the measure. */
function measureSteps(columns: readonly v.InferOutput<typeof Column>[]): BriefFacts['steps'] {
	return Object.fromEntries(
		columns.flatMap(({ name: column, measures = {} }) =>
			TEXT_MEASURES.flatMap((measure) => {
				const steps = measures[measure];
				return steps === undefined ? [] : [[columnKey({ column, measure }), steps]];
			})
		)
	);
}

/**
 * Reads report.json of `lacuna analyze` for a brief.
 * @throws {@link LacunaError} `file-missing`, `recipe-invalid` for what is no JSON, or `file-format` naming the field that
 * does not fit.
 */
export async function readReport(path: string): Promise<ReportFindings> {
	const hint = 'Write one by `lacuna analyze --out DIR`; it is DIR/report.json.';
	const text = await readText(path, 'The report', hint);
	const name = basename(path);
	const result = v.safeParse(Report, parseUntrustedJson(text, name, hint));
	if (result.success) return findingsOf(result.output);
	throw new LacunaError(
		'file-format',
		`${name} is no report of this version: ${firstFault(result.issues)}.`,
		{ hint }
	);
}
