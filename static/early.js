// Runs before the first paint and before the app is alive. A file of its own because the Content Security Policy allows
// no inline script.
{
	const root = document.documentElement;

	// What a link or a sample put into the address goes along to the page that is pressed while the app still loads.
	document.addEventListener(
		'click',
		({ target }) => {
			const link = target instanceof Element ? target.closest('a[href]') : null;
			if (!link || 'hydrated' in root.dataset || link.origin !== location.origin) return;
			if (link.hash || link.pathname === location.pathname) return;
			const { href } = link;
			link.search = location.search;
			link.hash = location.hash;
			// The browser has read it by then; left so, the link would keep an address that is soon outdated.
			setTimeout(() => (link.href = href));
		},
		true
	);

	// What a link holds takes the place of what the page would show without it: nothing is shown first and then moved.
	// Where the app does not come, the page is there to read all the same.
	if (/^#v\d/.test(location.hash)) {
		root.dataset.opening = '';
		setTimeout(() => delete root.dataset.opening, 5000);
	}

	// So that a chosen theme never flashes. Some private windows refuse to tell.
	try {
		const theme = localStorage.getItem('theme');
		if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
	} catch {
		// The theme of the system, then.
	}
}
