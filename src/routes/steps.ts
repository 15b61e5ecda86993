/** The pages in the order of the work, as the header shows them. A page that is added adds its line here. */
export const STEPS = [
	{ route: '/', label: 'Open' },
	{ route: '/columns', label: 'Columns' },
	{ route: '/gaps', label: 'Gaps' },
	{ route: '/cases', label: 'Cases' },
	{ route: '/brief', label: 'Brief' },
	{ route: '/verify', label: 'Verify' }
] as const;
