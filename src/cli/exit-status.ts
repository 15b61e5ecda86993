import type { ErrorCode } from '$lib/terms/error';

/** Exit statuses of the command line; docs/guide.md lists them. */
export const EXIT = {
	ok: 0,
	unexpected: 1,
	thresholdBroken: 20,
	interrupted: 130,
	terminated: 143
} as const;

/** The exit status of each way to fail. */
export const EXIT_OF_ERROR: Readonly<Record<ErrorCode, number>> = {
	usage: 2,
	'file-missing': 3,
	'file-unreadable': 4,
	'file-format': 5,
	'file-empty': 6,
	'columns-unpaired': 7,
	'columns-unusable': 8,
	'recipe-invalid': 9,
	'link-invalid': 10,
	'engine-memory': 11,
	'engine-failed': 12,
	'query-failed': 13,
	'worker-failed': 14,
	'network-failed': 15
};
