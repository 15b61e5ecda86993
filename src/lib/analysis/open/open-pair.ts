import { ROLES, type Dataset, type DatasetPair, type Role, type Source } from '$lib/terms/dataset';
import { LacunaError } from '$lib/terms/error';
import type { Recipe } from '$lib/terms/recipe';
import type { RunContext } from '$lib/terms/run';
import { fileNameOf } from './file-name';
import { pairColumns } from './pair-columns';

/**
 * Opens both files under their roles' names and pairs their columns by name, as the recipe says where it does.
 * @throws {@link LacunaError} `file-*` where a file cannot be read or holds no rows or no columns,
 * `columns-unpaired` where the tables share no column.
 */
export async function openPair(
	sources: Readonly<Record<Role, Source>>,
	recipe: Recipe,
	ctx: RunContext
): Promise<DatasetPair> {
	const human = await openDataset('human', sources.human, ctx);
	const synthetic = await openDataset('synthetic', sources.synthetic, ctx);
	const tables = { human: human.columns, synthetic: synthetic.columns };
	const { columns, unpaired } = pairColumns(tables, recipe.pairing);
	if (columns.length === 0) throw nothingShared(human, synthetic);
	ctx.onProgress({ stage: 'open', done: 1, message: 'both files are open' });
	return { human, synthetic, columns, unpaired };
}

async function openDataset(role: Role, source: Source, ctx: RunContext): Promise<Dataset> {
	const name = fileNameOf(source.name);
	const { chosen } = source;
	const message = `opening ${name}`;
	const share = (done: number) => (ROLES.indexOf(role) + done) / ROLES.length;
	ctx.onProgress({ stage: 'open', done: share(0), message });
	const { columns, rowCount, fingerprint } = await ctx.engine.open(
		role,
		{ ...source, name },
		{
			signal: ctx.signal,
			onProgress: (done) => ctx.onProgress({ stage: 'open', done: share(done), message })
		}
	);
	if (columns.length === 0) {
		throw new LacunaError('file-empty', `${name} has no columns.`, {
			hint: 'Export the table again with its columns, then choose the new file.'
		});
	}
	if (rowCount === 0 && chosen) {
		throw new LacunaError(
			'file-empty',
			`No row of ${name} has “${chosen.value}” in ${chosen.column}.`,
			{
				hint: 'Choose a value that stands in the column, written as it stands there.'
			}
		);
	}
	if (rowCount === 0) {
		throw new LacunaError('file-empty', `${name} has columns but not a single row.`, {
			hint: 'Check the filter by which it was exported, then choose a file with rows.'
		});
	}
	return { role, name, rowCount, columns, fingerprint, ...(chosen && { chosen }) };
}

function nothingShared(human: Dataset, synthetic: Dataset): LacunaError {
	const list = ({ columns }: Dataset) =>
		columns
			.slice(0, 5)
			.map(({ name }) => name)
			.join(', ') + (columns.length > 5 ? ', …' : '');
	return new LacunaError(
		'columns-unpaired',
		`${human.name} (${list(human)}) and ${synthetic.name} (${list(synthetic)}) share no column name.`,
		{
			hint: 'Choose two tables of the same kind, or rename the columns of one so that they match.'
		}
	);
}
