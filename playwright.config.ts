import { defineConfig, devices } from '@playwright/test';
import { findChromium } from './tests/find-chromium';

const PORT = Number(process.env.PORT ?? 4173);

export default defineConfig({
	testDir: 'tests',
	testMatch: '**/*.e2e.ts',
	// Shared machines stall: only what fails waits for so long.
	timeout: 300_000,
	expect: { timeout: 60_000 },
	// One page alone leaves a core idle for long: while it loads, and wherever the engine works on one.
	workers: 2,
	// Test by test, or one of them ends with a long file while the other has nothing left.
	fullyParallel: true,
	forbidOnly: Boolean(process.env.CI),
	// A test that is wrong fails every time.
	retries: process.env.CI ? 2 : 0,
	reporter: 'list',
	use: {
		baseURL: `http://127.0.0.1:${PORT}`,
		// Or every test would first copy the whole app for use offline; the test of that allows it.
		serviceWorkers: 'block',
		// Recording one slows every test down; a retry records what the failure was like, and `--trace on` whatever is wanted.
		trace: 'on-first-retry',
		screenshot: 'only-on-failure',
		launchOptions: {
			executablePath: findChromium(),
			// Chromium's own background calls must not be taken for the app's.
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync'
			]
		}
	},
	projects: [{ name: 'chromium', use: { ...devices['Desktop Chrome'], channel: undefined } }],
	webServer: {
		command: `npm run preview -- --host 127.0.0.1 --port ${PORT} --strictPort`,
		url: `http://127.0.0.1:${PORT}/`,
		reuseExistingServer: !process.env.CI
	}
});
