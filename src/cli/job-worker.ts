import { parentPort } from 'node:worker_threads';
import { JOBS } from '$lib/kernels/catalogue';
import { driveJob } from '$lib/kernels/drive-job';
import { isAbort } from '$lib/terms/error';
import type { Job } from '$lib/terms/compute';
import type { JobAnswer, JobRequest } from './compute';

/** The thread's side of the pool: runs one job at a time, as it is told. */
function serve(port: NonNullable<typeof parentPort>): void {
	const jobs = new Map(JOBS.map((job) => [job.name, job as Job<unknown, unknown>]));
	let controller = new AbortController();
	const answer = (message: JobAnswer) => port.postMessage(message);
	port.on('message', async (request: JobRequest) => {
		if (request.kind === 'abort') {
			controller.abort();
			return;
		}
		controller = new AbortController();
		try {
			const job = jobs.get(request.name);
			if (!job) throw new Error(`No job is named ${request.name}.`);
			const output = await driveJob(job, request.input, {
				signal: controller.signal,
				onProgress: (done) => answer({ kind: 'progress', done })
			});
			answer({ kind: 'done', output });
		} catch (error) {
			if (isAbort(error)) answer({ kind: 'aborted' });
			else answer({ kind: 'failed', error });
		}
	});
}

if (parentPort) serve(parentPort);
