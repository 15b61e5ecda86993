import { LacunaError, type ErrorCode } from '$lib/terms/error';
import { abortError, NoAnswerError } from './duckdb-error';

/** What a worker answers to its order, and then to each wish for more. */
type Reply<Item> =
	| { readonly kind: 'item'; readonly item: Item }
	| { readonly kind: 'end' }
	| {
			readonly kind: 'error';
			readonly message: string;
			/** What a LacunaError says beside its message. */
			readonly lacuna?: { readonly code: ErrorCode; readonly hint: string };
	  };

const NEXT = 'next';
/** An item takes milliseconds from a disk; over a slow line its bytes may take minutes. */
const ITEM_TIMEOUT_MS = 300_000;

/**
 * The worker's side: the first message is the order, each later one asks for one more item.
 * @param transfer the buffers of an item that are handed over rather than copied.
 */
export function serveStream<Order, Item>(
	produce: (order: Order) => AsyncGenerator<Item>,
	transfer: (item: Item) => ArrayBuffer[]
): void {
	let items: AsyncGenerator<Item>;
	self.onmessage = async ({ data }: MessageEvent<Order | typeof NEXT>) => {
		if (data !== NEXT) items = produce(data);
		const reply = await nextReply(items);
		self.postMessage(reply, { transfer: reply.kind === 'item' ? transfer(reply.item) : [] });
	};
}

async function nextReply<Item>(items: AsyncGenerator<Item>): Promise<Reply<Item>> {
	try {
		const { done, value } = await items.next();
		return done ? { kind: 'end' } : { kind: 'item', item: value };
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		if (!(error instanceof LacunaError)) return { kind: 'error', message };
		return { kind: 'error', message, lacuna: { code: error.code, hint: error.hint } };
	}
}

/**
 * The page's side: items of a worker that lives for this one order: its memory is given back at the end, and one that
 * has crashed, which settles no promise, is thrown away. The next item is made while the caller handles the last.
 * @param what names the worker in errors: "The Parquet decoder".
 */
export async function* streamFrom<Order, Item>(
	worker: Worker,
	what: string,
	order: Order,
	signal: AbortSignal
): AsyncGenerator<Item> {
	try {
		let reply = ask<Item>(worker, what, order, signal);
		for (;;) {
			const answer = await reply;
			if (answer.kind === 'end') return;
			if (answer.kind === 'error') throw revived(answer);
			reply = ask(worker, what, NEXT, signal);
			// A failure while the caller is busy is thrown at its next turn; till then it is nobody's.
			reply.catch(() => {});
			yield answer.item;
		}
	} finally {
		worker.terminate();
	}
}

function revived({ message, lacuna }: Extract<Reply<never>, { kind: 'error' }>): Error {
	return lacuna ? new LacunaError(lacuna.code, message, lacuna) : new Error(message);
}

function ask<Item>(
	worker: Worker,
	what: string,
	message: unknown,
	signal: AbortSignal
): Promise<Reply<Item>> {
	return new Promise((resolve, reject) => {
		const settle = new AbortController();
		const fail = (error: Error) => {
			settle.abort();
			reject(error);
		};
		const listen = { signal: settle.signal };
		const giveUp = () => fail(new NoAnswerError(`${what} does not answer.`));
		const timer = setTimeout(giveUp, ITEM_TIMEOUT_MS);
		settle.signal.addEventListener('abort', () => clearTimeout(timer));
		signal.addEventListener('abort', () => fail(abortError()), listen);
		worker.addEventListener(
			'message',
			({ data }: MessageEvent<Reply<Item>>) => {
				settle.abort();
				resolve(data);
			},
			listen
		);
		worker.addEventListener(
			'error',
			(event) => {
				event.preventDefault();
				fail(new Error(`${what} stopped: ${event.message}`));
			},
			listen
		);
		worker.addEventListener(
			'messageerror',
			() => fail(new Error(`${what} sent what cannot be read.`)),
			listen
		);
		if (signal.aborted) fail(abortError());
		else worker.postMessage(message);
	});
}
