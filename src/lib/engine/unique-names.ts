/**
 * Tells columns of one name apart as DuckDB does, which looks at no case: `a, A, a` become `a, A_1, a_2`.
 */
export function uniqueNames(names: readonly string[]): string[] {
	const uses = new Map<string, number>();
	return names.map((name) => {
		const key = name.toLowerCase();
		let count = uses.get(key);
		if (count === undefined) {
			uses.set(key, 1);
			return name;
		}
		while (uses.has(`${key}_${count}`)) count++;
		uses.set(key, count + 1);
		uses.set(`${key}_${count}`, 1);
		return `${name}_${count}`;
	});
}

/**
 * Names for the columns of a file that we parse ourselves: `C0` and so on for empty ones, and the replacement character
 * for what no SQL can hold, null characters and halves of characters.
 */
export function columnNames(keys: readonly string[]): string[] {
	return uniqueNames(
		keys.map((key, i) => key.replaceAll(/[\0\p{Surrogate}]/gu, '\ufffd') || `C${i}`)
	);
}
