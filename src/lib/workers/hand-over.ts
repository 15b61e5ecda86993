import { transfer } from 'comlink';
import { yieldToOthers } from '$lib/kernels/drive-job';
import { freeBuffer } from '$lib/terms/free-buffer';

/** A typed array of an input, or a part of a long one. */
export interface Piece {
	/** Which array of the input it belongs to, and where in it. */
	readonly place: number;
	readonly from: number;
	/** Numbers that the whole array holds. */
	readonly length: number;
	readonly values: TypedArray;
}

type TypedArray =
	| Uint8Array<ArrayBuffer>
	| Uint16Array<ArrayBuffer>
	| Uint32Array<ArrayBuffer>
	| Int16Array<ArrayBuffer>
	| Int32Array<ArrayBuffer>
	| Float32Array<ArrayBuffer>
	| Float64Array<ArrayBuffer>;

/** Stands in an input's skeleton for the array of that place; no input has such a key. */
const PLACE = '\u0000place';
/** Arrays below this ride in the skeleton. */
const WORTH_BYTES = 16 * 1024;
/** Copied at once, in about a millisecond. */
const PIECE_BYTES = 2 * 1024 * 1024;
/** Time of copying after which the page may draw. */
const SLICE_MS = 8;

/**
 * Copies the large arrays of an input to a worker piece by piece, so that the page's thread never stalls however large
 * they are; what is left of the input, its skeleton, is small.
 * @param spent arrays that are moved as they are, which costs neither time nor memory, and are empty then
 * @throws an `AbortError` once `signal` aborts.
 */
export async function handOver(
	input: unknown,
	send: (pieces: readonly Piece[]) => Promise<void>,
	signal: AbortSignal,
	spent: readonly ArrayBufferView[] = []
): Promise<unknown> {
	const arrays: TypedArray[] = [];
	const skeleton = takeApart(input, arrays);
	let sent: Promise<void> = Promise.resolve();
	let sliceEnd = performance.now() + SLICE_MS;
	let pieces: Piece[] = [];
	const flush = () => {
		const buffers = pieces.map(({ values }) => values.buffer);
		if (pieces.length > 0) sent = send(transfer(pieces, buffers));
		pieces = [];
	};
	for (const [place, array] of arrays.entries()) {
		const { length } = array;
		const isMoved = spent.includes(array);
		const step = isMoved ? length : Math.floor(PIECE_BYTES / array.BYTES_PER_ELEMENT);
		for (let from = 0; from < length; from += step) {
			const values = isMoved ? array : array.slice(from, from + step);
			pieces.push({ place, from, length, values });
			if (performance.now() < sliceEnd) continue;
			// Pieces that the worker has not taken in yet would lie about in messages.
			await sent;
			// What came after the word of the abort would lie in the worker for good.
			signal.throwIfAborted();
			flush();
			await yieldToOthers();
			sliceEnd = performance.now() + SLICE_MS;
		}
	}
	signal.throwIfAborted();
	flush();
	await sent;
	signal.throwIfAborted();
	return skeleton;
}

/** Puts an input together from its pieces, as they arrive, and its skeleton. */
export class Assembly {
	readonly #arrays = new Map<number, TypedArray>();

	/** Takes pieces in; their buffers are free then. */
	add(pieces: readonly Piece[]): void {
		for (const { place, from, length, values } of pieces) {
			if (values.length === length) {
				this.#arrays.set(place, values);
				continue;
			}
			const Kind = values.constructor as new (length: number) => TypedArray;
			const whole = this.#arrays.get(place) ?? new Kind(length);
			whole.set(values, from);
			this.#arrays.set(place, whole);
			freeBuffer(values.buffer);
		}
	}

	/** The input, once all of its pieces are in. */
	finish(skeleton: unknown): unknown {
		const restore = (value: unknown): unknown => {
			if (Array.isArray(value)) return value.map(restore);
			if (!isPlain(value)) return value;
			if (PLACE in value) return this.#arrays.get(value[PLACE] as number);
			return mapValues(value, restore);
		};
		return restore(skeleton);
	}
}

function takeApart(input: unknown, arrays: TypedArray[]): unknown {
	const places = new Map<TypedArray, number>();
	const take = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(take);
		if (isPlain(value)) return mapValues(value, take);
		if (!ArrayBuffer.isView(value) || value instanceof DataView) return value;
		const array = value as TypedArray;
		// A part of a larger buffer would take all of it along.
		if (array.byteLength < WORTH_BYTES)
			return array.byteLength < array.buffer.byteLength ? array.slice() : array;
		const place = places.get(array) ?? arrays.length;
		if (!places.has(array)) arrays.push(array);
		places.set(array, place);
		return { [PLACE]: place };
	};
	return take(input);
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
	return (
		typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
	);
}

function mapValues(
	value: Readonly<Record<string, unknown>>,
	map: (one: unknown) => unknown
): Readonly<Record<string, unknown>> {
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, map(one)]));
}
