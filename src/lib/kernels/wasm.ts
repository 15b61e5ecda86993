import { LacunaError } from '$lib/terms/error';

/** A memory of WebAssembly. Growing it detaches every view of it. */
export interface WasmMemory {
	readonly buffer: ArrayBuffer;
	grow(pages: number): number;
}

/** What of WebAssembly is used; the checks without a browser's types know none of it. */
interface WebAssemblyHost {
	readonly Memory: new (size: { readonly initial: number }) => WasmMemory;
	readonly Module: new (bytes: Uint8Array) => object;
	readonly Instance: new (
		module: object,
		imports: Readonly<Record<string, object>>
	) => { readonly exports: unknown };
}

const { WebAssembly: host } = globalThis as unknown as { readonly WebAssembly: WebAssemblyHost };
const PAGE_BYTES = 65_536;
/** A vector of the machine, to whose multiples every block is laid. */
const ALIGNED_BYTES = 16;
/** What the compiler keeps for itself lies at the front. */
const RESERVED_BYTES = 1024;

/** Memories that have been given back: one after the other would outrun the collection of garbage. */
const spare: WasmMemory[] = [];
const compiled = new Map<string, object>();

/** Lays blocks out one after the other, before there is a memory for them. */
export class BlockLayout {
	#end = RESERVED_BYTES;

	/** Where the next block of `bytes` begins. */
	place(bytes: number): number {
		const at = this.#end;
		this.#end += ALIGNED_BYTES * Math.ceil(bytes / ALIGNED_BYTES);
		return at;
	}

	/**
	 * A memory that holds all blocks. It may hold what was written before.
	 * @throws LacunaError (engine-memory) where there is none so large
	 */
	takeMemory(): WasmMemory {
		const pages = Math.ceil(this.#end / PAGE_BYTES);
		try {
			const memory = spare.pop() ?? new host.Memory({ initial: pages });
			const missing = pages - memory.buffer.byteLength / PAGE_BYTES;
			if (missing > 0) memory.grow(missing);
			return memory;
		} catch (cause) {
			throw new LacunaError('engine-memory', 'The search needs more memory than there is.', {
				hint: 'Leave out columns you do not need, or search a sample of the rows.',
				detail: `${pages} pages of WebAssembly`,
				cause
			});
		}
	}
}

/** Hands a memory on to whoever asks next; views of it must not be used any more. */
export function giveBackMemory(memory: WasmMemory): void {
	spare.push(memory);
}

/** An instance of a module (base64) on a memory; its exports are those of its source. */
export function instantiate<Exports>(source: string, memory: WasmMemory): Exports {
	let module = compiled.get(source);
	if (module === undefined) {
		module = new host.Module(Uint8Array.from(atob(source), (letter) => letter.charCodeAt(0)));
		compiled.set(source, module);
	}
	return new host.Instance(module, { env: { memory } }).exports as Exports;
}
