import type { Source } from '$lib/terms/dataset';
import { usageError } from './command';
import { pathSource } from './run-context';

/** Options by which one file that holds both tables is given, for {@link readOptions}. */
export const ONE_FILE_OPTIONS = {
	input: { type: 'string' },
	'source-column': { type: 'string' },
	'human-value': { type: 'string' },
	'synthetic-value': { type: 'string', multiple: true }
} as const;

/** Values of the options that name tables. */
export interface TableValues {
	readonly human?: string;
	readonly synthetic?: readonly string[];
	readonly input?: string;
	readonly 'source-column'?: string;
	readonly 'human-value'?: string;
	readonly 'synthetic-value'?: readonly string[];
}

const ONE_FILE = ['source-column', 'human-value', 'synthetic-value'] as const;

/** The human table, if it is given, and the synthetic ones in their order. */
export interface TableSources {
	readonly human: Source | null;
	readonly synthetic: readonly Source[];
}

/**
 * The tables that a command's options name: a file each, or the rows of `--input` by their value in one column.
 * @throws `usage` where both ways are mixed, or one is given by half.
 */
export function readTableSources(command: string, values: TableValues): TableSources {
	const { human, synthetic = [], input } = values;
	if (input === undefined) {
		const stray = ONE_FILE.find((option) => values[option] !== undefined);
		if (stray !== undefined)
			throw usageError(command, `--${stray} goes with --input, the file that holds both tables.`);
		return {
			human: human === undefined ? null : pathSource(human),
			synthetic: synthetic.map(pathSource)
		};
	}
	if (human !== undefined || synthetic.length > 0)
		throw usageError(command, 'Give either --input or --human and --synthetic, not both.');
	const missing = ONE_FILE.find((option) => values[option] === undefined);
	if (missing !== undefined) throw usageError(command, `--input needs --${missing} as well.`);
	const file = pathSource(input);
	const column = values['source-column']!;
	const rowsOf = (value: string): Source => ({ ...file, chosen: { column, value } });
	return {
		human: rowsOf(values['human-value']!),
		synthetic: values['synthetic-value']!.map(rowsOf)
	};
}
