import { transferHandlers } from 'comlink';
import { LacunaError, type ErrorCode } from '$lib/terms/error';

/** An error as it crosses from a worker: what Comlink carries by itself loses all but message and name. */
interface CarriedError {
	readonly name: string;
	readonly message: string;
	readonly stack: string | undefined;
	readonly lacuna?: { readonly code: ErrorCode; readonly hint: string; readonly detail?: string };
}

interface Thrown {
	readonly value: unknown;
}

/** Lets errors cross between threads with their code, hint and detail. Both sides call it once. */
export function carryErrors(): void {
	const comlinks = transferHandlers.get('throw');
	transferHandlers.set('throw', {
		canHandle: (value): value is Thrown => comlinks?.canHandle(value) ?? false,
		serialize: (thrown: unknown) => [carry((thrown as Thrown).value), []],
		deserialize: (carried: unknown) => {
			throw revive(carried as CarriedError);
		}
	});
}

function carry(value: unknown): CarriedError {
	const error = value instanceof Error ? value : new Error(String(value));
	const { name, message, stack } = error;
	if (!(error instanceof LacunaError)) return { name, message, stack };
	const { code, hint, detail } = error;
	return {
		name,
		message,
		stack,
		lacuna: { code, hint, ...(detail === undefined ? {} : { detail }) }
	};
}

function revive({ name, message, stack, lacuna }: CarriedError): Error {
	if (lacuna) return new LacunaError(lacuna.code, message, lacuna);
	if (name === 'AbortError') return new DOMException(message, name);
	const error = new Error(message);
	error.name = name;
	if (stack !== undefined) error.stack = stack;
	return error;
}
