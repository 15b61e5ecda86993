import type { TableColumn } from '$lib/terms/dataset';
import type { CarriedValue } from './carried-values';
import { MIN_VECTOR_LENGTH } from './value-family';

const INT64 = { least: -(2n ** 63n), greatest: 2n ** 63n - 1n };
const DAY_MS = 86_400_000;
const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const MOMENT =
	/^(\d{4}-\d\d-\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:Z|([+-])(\d\d):?(\d\d))?$/;

type Kind = 'boolean' | 'whole' | 'number' | 'date' | 'moment' | 'text' | 'nested';

/** What the values of one key have turned out to be, line by line. */
export class JsonColumn {
	readonly #kinds = new Set<Kind>();
	/** Of the lists of numbers so far; null once one is of another length, or no such list. */
	#vectorLength: number | null | undefined;

	add(value: unknown): void {
		if (value === null || value === undefined) return;
		const kind = kindOf(value, this.#kinds.has('text'));
		this.#kinds.add(kind);
		if (kind !== 'nested') return;
		const length = isVector(value) ? value.length : null;
		this.#vectorLength =
			this.#vectorLength === undefined || this.#vectorLength === length ? length : null;
	}

	/** The type that holds all values: the narrowest one; text for mixed ones, as a CSV would hold them. */
	describe(): Omit<TableColumn, 'name'> {
		const kinds = this.#kinds;
		const isOnly = (...allowed: Kind[]) => [...kinds].every((kind) => allowed.includes(kind));
		if (kinds.has('nested')) {
			const length = isOnly('nested') ? (this.#vectorLength ?? 0) : 0;
			if (length < MIN_VECTOR_LENGTH) return { sqlType: 'JSON', family: 'other' };
			return { sqlType: 'DOUBLE[]', family: 'other', vectorLength: length };
		}
		if (kinds.size === 0) return { sqlType: 'VARCHAR', family: 'text' };
		if (isOnly('boolean')) return { sqlType: 'BOOLEAN', family: 'boolean' };
		if (isOnly('whole')) return { sqlType: 'BIGINT', family: 'number' };
		if (isOnly('whole', 'number')) return { sqlType: 'DOUBLE', family: 'number' };
		if (isOnly('date')) return { sqlType: 'DATE', family: 'date' };
		if (isOnly('date', 'moment')) return { sqlType: 'TIMESTAMP', family: 'date' };
		return { sqlType: 'VARCHAR', family: 'text' };
	}
}

/** A value of a key as the key's type is carried. */
export function carriedJson(value: unknown, sqlType: string): CarriedValue {
	if (value === null || value === undefined) return null;
	switch (sqlType) {
		case 'BOOLEAN':
			return value as boolean;
		case 'BIGINT':
			return BigInt(value as number | bigint);
		case 'DOUBLE':
			return Number(value);
		case 'DATE':
			return daysOf(value as string);
		case 'TIMESTAMP':
			return microsecondsOf(value as string);
		default:
			return String(value);
	}
}

/** @param isText whether the column is text already, so that dates need not be looked for. */
function kindOf(value: unknown, isText: boolean): Kind {
	switch (typeof value) {
		case 'boolean':
			return 'boolean';
		case 'bigint':
			return value >= INT64.least && value <= INT64.greatest ? 'whole' : 'number';
		case 'number':
			return Number.isSafeInteger(value) ? 'whole' : 'number';
		case 'string':
			if (isText) return 'text';
			return daysOf(value) !== null ? 'date' : microsecondsOf(value) !== null ? 'moment' : 'text';
		default:
			return 'nested';
	}
}

function isVector(value: unknown): value is readonly number[] {
	return Array.isArray(value) && value.every((item) => typeof item === 'number');
}

/** Days since 1970 of a date as ISO 8601 writes it; null for any other text, such as 30 February. */
function daysOf(text: string): number | null {
	const [, year, month, day] = DATE.exec(text) ?? [];
	if (day === undefined) return null;
	const date = new Date(0);
	date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
	const isReal = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
	return isReal ? date.getTime() / DAY_MS : null;
}

/** Microseconds since 1970, in UTC where the text names no other offset; null for what is no point in time. */
function microsecondsOf(text: string): bigint | null {
	const [
		isMoment,
		date = text,
		hour = '0',
		minute = '0',
		second = '0',
		fraction = '',
		sign,
		...offset
	] = MOMENT.exec(text) ?? [];
	const days = daysOf(date);
	if (days === null || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
	const [offsetHours = 0, offsetMinutes = 0] = isMoment
		? offset.map((part) => Number(part ?? 0))
		: [];
	const ahead = (sign === '-' ? -60 : 60) * (60 * offsetHours + offsetMinutes);
	const seconds =
		86_400 * days + 3600 * Number(hour) + 60 * Number(minute) + Number(second) - ahead;
	return BigInt(seconds) * 1_000_000n + BigInt(fraction.padEnd(6, '0').slice(0, 6));
}
