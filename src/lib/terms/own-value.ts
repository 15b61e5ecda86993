/** The one name that no map from outside may hold: assigned as a key, it would change what an object inherits. */
export const UNSAFE_KEY = '__proto__';

/**
 * The entry of a map that is keyed by names from files, or undefined: a column called `constructor` or `toString`
 * would else find what every object inherits.
 */
export function ownValue<T>(map: Readonly<Record<string, T>>, name: string): T | undefined {
	return Object.hasOwn(map, name) ? map[name] : undefined;
}
