import type { Condition, Region } from '$lib/terms/region';

const FNV_OFFSET = 0xcbf29ce484222325n;
const FNV_PRIME = 0x100000001b3n;

function canonical(condition: Condition): string {
	const of = [condition.column, condition.measure ?? null];
	if (condition.kind === 'missing') return JSON.stringify([...of, 'missing']);
	if (condition.kind === 'set') {
		const values = condition.values.map((value) => JSON.stringify(value)).sort();
		return JSON.stringify([...of, 'set', values]);
	}
	const { low, high, isLowClosed, isHighClosed } = condition;
	const bounds = [low, low !== null && isLowClosed, high, high !== null && isHighClosed];
	return JSON.stringify([...of, condition.of, ...bounds]);
}

/**
 * A region's stable name: `r` and 16 hex digits, the same whatever the order of its conditions and values.
 * Hash: FNV-1a, 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv).
 */
export function regionId(region: Region): string {
	const text = region.conditions.map(canonical).sort().join('\n');
	let hash = FNV_OFFSET;
	for (const byte of new TextEncoder().encode(text))
		hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * FNV_PRIME);
	return `r${hash.toString(16).padStart(16, '0')}`;
}
