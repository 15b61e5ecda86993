import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll } from 'vitest';

/** How a run of the command line ended. */
export interface Ended {
	readonly status: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

/** The command line as it ships, built anew for one test file, and a folder of scratch files beside it. */
export interface BuiltCli {
	/** Runs it; `stopAfter` sends Ctrl-C once standard error says so, `env` is added to the environment. */
	run(
		args: readonly string[],
		options?: { readonly stopAfter?: string; readonly env?: Readonly<Record<string, string>> }
	): Promise<Ended>;
	/** Path of a scratch file or folder. */
	path(name: string): string;
	/** Writes a scratch file and returns its path. */
	file(name: string, content: string): Promise<string>;
}

/** Builds the command line before the tests of a file run, and removes its scratch files after them. */
export function useBuiltCli(testFile: string): BuiltCli {
	// Inside node_modules, so that the bundle finds the native engine beside it.
	const outDir = `node_modules/.cache/lacuna-cli-${testFile}`;
	let scratch = '';
	beforeAll(async () => {
		scratch = await mkdtemp(join(tmpdir(), 'lacuna-cli-'));
		await build({
			configFile: 'vite.cli.config.ts',
			logLevel: 'error',
			build: { outDir, emptyOutDir: true }
		});
	}, 120_000);
	afterAll(() => rm(scratch, { recursive: true }));
	const path = (name: string) => join(scratch, name);
	return {
		path,
		async file(name, content) {
			await writeFile(path(name), content);
			return path(name);
		},
		run(args, { stopAfter, env } = {}) {
			const child = spawn(process.execPath, [join(outDir, 'lacuna.js'), ...args], {
				env: { ...process.env, ...env }
			});
			let [stdout, stderr] = ['', ''];
			let isStopped = false;
			child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
			child.stderr.on('data', (data: Buffer) => {
				stderr += data.toString();
				if (stopAfter !== undefined && stderr.includes(stopAfter) && !isStopped) {
					isStopped = child.kill('SIGINT');
				}
			});
			return new Promise((resolve) =>
				child.on('close', (status) => resolve({ status, stdout, stderr }))
			);
		}
	};
}
