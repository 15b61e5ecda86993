import type { Role } from '$lib/terms/dataset';

/** A bin of a column's distribution, as it is drawn. */
export interface BinShares {
	readonly label: string;
	readonly share: Readonly<Record<Role, number>>;
	/** Where the region begins and ends within the bin, 0 to 1; null outside of it. */
	readonly inside: readonly [number, number] | null;
	/** Whether it can be brushed. */
	readonly isPickable: boolean;
}
