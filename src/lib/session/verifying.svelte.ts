import type { AcceptanceCheck } from '$lib/terms/brief';
import type { Source } from '$lib/terms/dataset';
import { isAbort, LacunaError } from '$lib/terms/error';
import type { Findings, SharedAnalysis } from '$lib/terms/findings';
import type { Recipe } from '$lib/terms/recipe';
import type { Progress, RunContext } from '$lib/terms/run';
import type { ReturnCheck, Trend } from '$lib/terms/verification';
import { asLacunaError } from './task';
import { shareOfReturn, shareOfVersions, type VerifyShare } from './verify-share';

/** Frozen regions to hold data against, and where they come from. */
export interface Baseline {
	readonly name: string;
	readonly recipe: Recipe;
	readonly findings: Findings;
}

/** What a verification found. */
export type Verified =
	| { readonly kind: 'versions'; readonly trend: Trend }
	| {
			readonly kind: 'return';
			readonly check: ReturnCheck;
			/** Rejected rows with reasons, as CSV. */
			readonly rejected: string;
	  };

/** A form in which a verification leaves. */
export type VerificationForm = 'report' | 'markdown' | 'junit' | 'json' | 'rejected';

const FILES: Readonly<Record<VerificationForm, { readonly name: string; readonly type: string }>> =
	{
		report: { name: 'verify.html', type: 'text/html' },
		markdown: { name: 'verify.md', type: 'text/markdown' },
		junit: { name: 'verify.junit.xml', type: 'application/xml' },
		json: { name: 'verify.json', type: 'application/json' },
		rejected: { name: 'rejected.csv', type: 'text/csv' }
	};

/** The share done is told so often. */
const TELLING_MS = 200;

/**
 * Holding new data against frozen regions. It runs on an engine of its own, so that the tables of the analysis stay
 * open; the page that shows it makes one and closes it.
 */
export class Verifying {
	#progress = $state.raw<Progress | null>(null);
	#share = $state(0);
	#error = $state.raw<LacunaError | null>(null);
	#verified = $state.raw<Verified | null>(null);
	#run: AbortController | null = null;

	/** How far the run has come; null where none is under way. */
	get progress(): Progress | null {
		return this.#progress;
	}
	/** How much of the run is done, 0 to 1. */
	get share(): number {
		return this.#share;
	}
	get error(): LacunaError | null {
		return this.#error;
	}
	/** What has been found so far: versions show as each is checked. */
	get verified(): Verified | null {
		return this.#verified;
	}

	/** Holds versions of the synthetic table, oldest first, against frozen regions. */
	async verifyVersions(
		human: Source,
		versions: readonly Source[],
		{ recipe, findings }: Baseline
	): Promise<void> {
		const { verifyVersions } = await import('$lib/analysis/verify-versions');
		const { isoToday } = await import('$lib/analysis/verify/iso-day');
		const share = shareOfVersions(versions.length, findings, performance.now());
		await this.#work(share, async (ctx) => {
			const baseline: SharedAnalysis = { recipe, findings };
			const input = { human, versions, baseline, today: isoToday() };
			await verifyVersions(input, ctx, (trend) => {
				this.#verified = { kind: 'versions', trend };
				share.nextVersion(performance.now());
			});
		});
	}

	/** Checks what people sent back, row by row, and adds what is accepted to the frozen synthetic table. */
	async verifyReturn(
		returned: Source,
		human: Source | null,
		acceptance: readonly AcceptanceCheck[],
		{ recipe, findings }: Baseline
	): Promise<void> {
		const [{ checkReturn }, { rejectedCsv }] = await Promise.all([
			import('$lib/analysis/verify/check-return'),
			import('$lib/analysis/verify/rejected-csv')
		]);
		const { tolerance } = recipe.settings;
		await this.#work(shareOfReturn(), async (ctx) => {
			const input = { returned, human, frozen: findings, tolerance, acceptance };
			const check = await checkReturn(input, ctx);
			this.#verified = { kind: 'return', check, rejected: await rejectedCsv(check, ctx) };
		});
	}

	/** Frozen regions from a `.lacuna.json` file or a report.json; null, with the error told, where there are none in it. */
	async readBaseline(file: File): Promise<Baseline | null> {
		return this.#read(async () => {
			const text = await file.text();
			const [{ fromLacunaFile }, { fromReport, isReport }, { parseUntrustedJson }] =
				await Promise.all([
					import('$lib/analysis/share/lacuna-file'),
					import('$lib/analysis/share/frozen-report'),
					import('$lib/analysis/share/recipe-schema')
				]);
			if (isReport(parseUntrustedJson(text, file.name))) {
				const { isoDay } = await import('$lib/analysis/verify/iso-day');
				return { name: file.name, ...fromReport(text, file.name, isoDay(file.lastModified)) };
			}
			const content = fromLacunaFile(text, file.name);
			if (content.kind === 'locked')
				throw new LacunaError('recipe-invalid', `${file.name} is locked by a passphrase.`, {
					hint: 'Open it on the start page first, then save it again without one.'
				});
			const { recipe, findings } = content.analysis;
			if (findings !== null) return { name: file.name, recipe, findings };
			throw new LacunaError('recipe-invalid', `${file.name} holds a recipe but no findings.`, {
				hint: 'Save it again by Share with “Include what was found” switched on.'
			});
		});
	}

	/** The acceptance checks of a brief.json; null, with the error told, where it holds none. */
	async readAcceptance(file: File): Promise<readonly AcceptanceCheck[] | null> {
		return this.#read(async () => {
			const { parseAcceptance } = await import('$lib/analysis/share/acceptance-schema');
			return parseAcceptance(await file.text(), file.name);
		});
	}

	/** What was verified as a file of one form; the same that `lacuna verify --out` writes. */
	async file(
		verified: Verified,
		form: VerificationForm
	): Promise<{ readonly text: string; readonly name: string; readonly type: string }> {
		return { ...FILES[form], text: await textOf(verified, form) };
	}

	/** Stops the run; versions that are checked stay. */
	cancel(): void {
		this.#run?.abort();
		this.#run = null;
		this.#progress = null;
	}

	async #read<T>(work: () => Promise<T>): Promise<T | null> {
		this.#error = null;
		try {
			return await work();
		} catch (error) {
			this.#error = asLacunaError(error);
			return null;
		}
	}

	async #work(share: VerifyShare, work: (ctx: RunContext) => Promise<void>): Promise<void> {
		this.cancel();
		const run = new AbortController();
		this.#run = run;
		this.#error = null;
		this.#verified = null;
		this.#share = 0;
		this.#progress = { stage: 'open', done: 0, message: 'starting the engine' };
		const { openRunDoors } = await import('./run-doors');
		const doors = openRunDoors();
		const telling = setInterval(() => {
			if (this.#run === run) this.#share = share.now(performance.now());
		}, TELLING_MS);
		try {
			const onProgress = (progress: Progress) => {
				share.report(progress, performance.now());
				if (this.#run === run) this.#progress = progress;
			};
			await work({ ...doors, signal: run.signal, onProgress });
		} catch (error) {
			if (this.#run === run && !isAbort(error)) this.#error = asLacunaError(error);
		} finally {
			clearInterval(telling);
			if (this.#run === run) this.#progress = null;
			await Promise.all([doors.compute.close(), doors.engine.close()]);
		}
	}
}

async function textOf(verified: Verified, form: VerificationForm): Promise<string> {
	if (form === 'rejected') return verified.kind === 'return' ? verified.rejected : '';
	const { returnFiles, trendFiles } = await import('$lib/analysis/share/verification-files');
	const files =
		verified.kind === 'versions' ? trendFiles(verified.trend) : returnFiles(verified.check);
	return files[form];
}

export { regionWords } from '$lib/analysis/gaps/region-words';
