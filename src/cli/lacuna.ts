import { setMaxListeners } from 'node:events';
import { harmless } from '$lib/analysis/share/escape';
import { isAbort, LacunaError } from '$lib/terms/error';
import { VERSION } from '$lib/terms/version';
import { analyzeCommand } from './analyze';
import { briefCommand } from './brief';
import type { Command } from './command';
import { compareCommand } from './compare';
import { EXIT, EXIT_OF_ERROR } from './exit-status';
import { linkCommand } from './link';
import { verifyCommand } from './verify';

const COMMANDS: readonly Command[] = [
	analyzeCommand,
	compareCommand,
	briefCommand,
	linkCommand,
	verifyCommand
];

const HELP = `Finds what synthetic data lacks against human data.

Usage: lacuna COMMAND [OPTIONS]

Commands
${COMMANDS.map(({ name, summary }) => `  ${name.padEnd(10)}${summary}`).join('\n')}

Options
  -h, --help     Show this help, or that of a command
  -v, --version  Show the version

Exit statuses: 0 done, 1 unexpected failure, 2 wrong usage, 3 to 15 what failed, 20 a threshold of
a verification or comparison is broken, 130 stopped by Ctrl-C.
They are listed in docs/guide.md.
`;

async function main(args: readonly string[]): Promise<number> {
	const [name, ...rest] = args;
	if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
		process.stdout.write(HELP);
		return name === undefined ? EXIT_OF_ERROR.usage : EXIT.ok;
	}
	if (name === '--version' || name === '-v') {
		process.stdout.write(`${VERSION}\n`);
		return EXIT.ok;
	}
	const command = COMMANDS.find((one) => one.name === name);
	if (!command) {
		throw new LacunaError('usage', `There is no command "${name}".`, {
			hint: `Commands are ${COMMANDS.map((one) => one.name).join(', ')}; see \`lacuna --help\`.`
		});
	}
	if (rest.includes('--help') || rest.includes('-h')) {
		process.stdout.write(command.help);
		return EXIT.ok;
	}
	const { signal, status } = stopOnSignals();
	try {
		return await command.run(rest, { signal, stdout: process.stdout, stderr: process.stderr });
	} catch (error) {
		if (isAbort(error) && signal.aborted) {
			process.stderr.write('\nStopped.\n');
			return status();
		}
		throw error;
	}
}

/** A signal that aborts on Ctrl-C or SIGTERM; a second Ctrl-C ends the process at once. */
function stopOnSignals(): { signal: AbortSignal; status: () => number } {
	const controller = new AbortController();
	// Every query and job under way listens for itself.
	setMaxListeners(0, controller.signal);
	let status: number = EXIT.interrupted;
	process.once('SIGINT', () => controller.abort());
	process.once('SIGTERM', () => {
		status = EXIT.terminated;
		controller.abort();
	});
	return { signal: controller.signal, status: () => status };
}

function explain(error: unknown): number {
	if (error instanceof LacunaError) {
		const detail = process.env.LACUNA_DEBUG && error.detail ? `${error.detail}\n` : '';
		process.stderr.write(harmless(`lacuna: ${error.message}\n${error.hint}\n${detail}`));
		return EXIT_OF_ERROR[error.code];
	}
	const reason = error instanceof Error ? error.stack : error;
	process.stderr.write(harmless(`lacuna: unexpected failure. ${reason}\n`));
	return EXIT.unexpected;
}

// A reader that stops early, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
	if (error.code === 'EPIPE') process.exit(EXIT.ok);
	throw error;
});
process.exitCode = await main(process.argv.slice(2)).catch(explain);
