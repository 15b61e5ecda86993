import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const META_POLICY = /http-equiv="content-security-policy" content="([^"]*)"/i;

/**
 * Wraps an adapter so that the build holds a `_headers` file, which many static hosts send along: the policy of the
 * pages as a real header, so that it binds workers too. Each page allows its own inline script by hash in a meta tag;
 * the header allows the hashes of all pages.
 * @param {import('@sveltejs/kit').Adapter} adapter
 * @param {string} outDir
 * @returns {import('@sveltejs/kit').Adapter}
 */
export function withSecurityHeaders(adapter, outDir) {
	return {
		...adapter,
		async adapt(builder) {
			await adapter.adapt(builder);
			const headers = {
				'Content-Security-Policy': `${sitePolicy(outDir)}; frame-ancestors 'self'`,
				'Referrer-Policy': 'no-referrer',
				'X-Content-Type-Options': 'nosniff'
			};
			const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}\n`);
			writeFileSync(join(outDir, '_headers'), `/*\n${lines.join('')}`);
		}
	};
}

/**
 * The pages' common policy, with the script hashes of them all.
 * @param {string} outDir
 */
function sitePolicy(outDir) {
	const files = readdirSync(outDir, { recursive: true, encoding: 'utf8' });
	const pages = files.filter((file) => file.endsWith('.html'));
	const policies = pages.flatMap((page) => {
		const policy = META_POLICY.exec(readFileSync(join(outDir, page), 'utf8'))?.[1];
		return policy === undefined ? [] : [policy.replaceAll('&#39;', "'")];
	});
	const hashes = new Set(policies.flatMap((policy) => policy.match(/'sha256-[^']+'/g) ?? []));
	const [common] = new Set(policies.map((policy) => policy.replaceAll(/ 'sha256-[^']+'/g, '')));
	if (!common) throw new Error('No page of the build carries a policy.');
	return common.replace(/script-src/, `script-src ${[...hashes].sort().join(' ')}`);
}
