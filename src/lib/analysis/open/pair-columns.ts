import { ROLES, type ColumnPair, type Role, type TableColumn } from '$lib/terms/dataset';
import { plainName } from './name-likeness';

interface Pairing {
	readonly columns: readonly ColumnPair[];
	readonly unpaired: Readonly<Record<Role, readonly string[]>>;
}

/**
 * Pairs the columns of both tables: first as the person chose, then by equal name, then by names that differ only
 * in case, accents, spaces and punctuation, where just one column a side is left to choose from. In human order.
 * @param chosen human name → synthetic name, or null to leave the column unpaired; names not in the tables count
 * as no choice for a human column, as unpaired for a synthetic one.
 */
export function pairColumns(
	tables: Readonly<Record<Role, readonly TableColumn[]>>,
	chosen: Readonly<Record<string, string | null>>
): Pairing {
	const partner = new Map<TableColumn, TableColumn>();
	const taken = new Set<TableColumn>();
	const isFree = (column: TableColumn) => !partner.has(column) && !taken.has(column);
	const pair = (human: TableColumn, synthetic: TableColumn | undefined) => {
		if (!synthetic || !isFree(human) || taken.has(synthetic)) return;
		partner.set(human, synthetic);
		taken.add(synthetic);
	};
	const synthetics = new Map(tables.synthetic.map((column) => [column.name, column]));
	const decided = (column: TableColumn) => Object.hasOwn(chosen, column.name);
	const undecided = tables.human.filter((column) => !decided(column));
	for (const human of tables.human.filter(decided)) {
		pair(human, synthetics.get(chosen[human.name] ?? ''));
	}
	for (const human of undecided) pair(human, synthetics.get(human.name));

	const left = {
		human: groupByPlainName(undecided.filter(isFree)),
		synthetic: groupByPlainName(tables.synthetic.filter(isFree))
	};
	for (const [plain, humans] of left.human) {
		const candidates = left.synthetic.get(plain) ?? [];
		if (humans.length === 1 && candidates.length === 1) pair(humans[0]!, candidates[0]);
	}

	const columns = tables.human.flatMap((human) => {
		const synthetic = partner.get(human);
		return synthetic ? [{ name: human.name, human, synthetic }] : [];
	});
	const isPaired = (column: TableColumn) => partner.has(column) || taken.has(column);
	const [human, synthetic] = ROLES.map((role) =>
		tables[role].filter((column) => !isPaired(column)).map(({ name }) => name)
	);
	return { columns, unpaired: { human: human!, synthetic: synthetic! } };
}

function groupByPlainName(columns: readonly TableColumn[]): Map<string, TableColumn[]> {
	const groups = new Map<string, TableColumn[]>();
	for (const column of columns) {
		const plain = plainName(column.name);
		if (plain === '') continue;
		groups.set(plain, [...(groups.get(plain) ?? []), column]);
	}
	return groups;
}
