import { parseArgs, type ParseArgsConfig } from 'node:util';
import { LacunaError } from '$lib/terms/error';

/** What a command is given beside its arguments. */
export interface CommandContext {
	/** Aborts on Ctrl-C. */
	readonly signal: AbortSignal;
	readonly stdout: { write(text: string): unknown };
	readonly stderr: {
		readonly isTTY?: boolean;
		readonly columns?: number;
		write(text: string): unknown;
	};
}

/** A subcommand: `lacuna NAME …`. */
export interface Command {
	readonly name: string;
	/** One line, for the list of commands. */
	readonly summary: string;
	readonly help: string;
	/** Returns the exit status. */
	run(args: readonly string[], context: CommandContext): Promise<number>;
}

/**
 * Reads a subcommand's options; there are no positional arguments.
 * @throws {@link LacunaError} `usage` for what the command does not know, or is given twice where it takes one.
 */
export function readOptions<Options extends NonNullable<ParseArgsConfig['options']>>(
	command: string,
	args: readonly string[],
	options: Options
) {
	const { values, tokens } = parsed(command, args, options);
	const given = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
	const twice = given.find((name, i) => given.indexOf(name) < i && !options[name]?.multiple);
	if (twice !== undefined) throw usageError(command, `--${twice} is given twice.`);
	return values;
}

function parsed<Options extends NonNullable<ParseArgsConfig['options']>>(
	command: string,
	args: readonly string[],
	options: Options
) {
	try {
		return parseArgs({ args: [...args], options, strict: true, tokens: true });
	} catch (cause) {
		const message = cause instanceof Error ? cause.message : String(cause);
		const sentence = message.split(/[.]?\n|[.] /)[0]!.replace(/[.]$/, '');
		throw usageError(command, `${sentence}.`, cause);
	}
}

/** An error for arguments that a command cannot work with. */
export function usageError(command: string, message: string, cause?: unknown): LacunaError {
	return new LacunaError('usage', message, {
		hint: `See \`lacuna ${command} --help\`.`,
		cause
	});
}
