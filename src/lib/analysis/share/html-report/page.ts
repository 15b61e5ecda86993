import { VERSION } from '$lib/terms/version';
import { html, Html } from './html';

/** The app's own colours, as src/lib/ui/tokens.css names them; paper stays white. */
const STYLE = `:root{color-scheme:light dark;--canvas:light-dark(#f3f5f6,#0d1012);--panel:light-dark(#fff,#14181b);--sunken:light-dark(#e9edef,#090b0d);--line:light-dark(#dde2e5,#272d32);--line-strong:light-dark(#7f8b93,#66727b);--ink:light-dark(#10161a,#e8edf0);--ink-2:light-dark(#3f4a52,#b7c1c8);--ink-3:light-dark(#59656d,#929da6);--human:light-dark(#a64a06,#f0a35a);--human-soft:light-dark(#f8e4d3,#3a2814);--synthetic:light-dark(#1a69ad,#74b6f3);--synthetic-soft:light-dark(#d9e8f6,#15293b);--on-mark:light-dark(#fff,#0d1012);--good:light-dark(#1c6b45,#6cc79a);--good-soft:light-dark(#dcefe5,#142a20)}
*{box-sizing:border-box}html{background:var(--canvas);color:var(--ink);font:15px/1.55 "Inter Variable",Inter,system-ui,sans-serif;-webkit-text-size-adjust:100%}
body{max-width:58rem;margin:0 auto;padding:clamp(1.25rem,4vw,3rem) clamp(1rem,4vw,2rem) 4rem}
h1,h2,h3,h4{line-height:1.2;letter-spacing:-.014em;text-wrap:balance;margin:0;font-weight:640}h1{font-size:clamp(1.6rem,1.1rem + 2.4vw,2.5rem)}h2{font-size:1.25rem;margin-bottom:.75rem}h3{font-size:1.02rem}
p{margin:.5rem 0;text-wrap:pretty;max-width:70ch}.lead{font-size:1.12rem;color:var(--ink-2);margin:.75rem 0 0}.note{color:var(--ink-3);font-size:.85rem}
section{margin-top:2.5rem}.kicker{margin:0 0 .4rem;color:var(--ink-3);font-size:.82rem}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(10.5rem,1fr));gap:.75rem;margin:1.75rem 0 0}.facts div{padding:.8rem 1rem;border:1px solid var(--line);border-radius:9px;background:var(--panel)}.facts dt{color:var(--ink-3);font-size:.82rem;font-weight:400}.facts dd{margin:.1rem 0 0;font-size:1.55rem;font-weight:620;letter-spacing:-.02em;line-height:1.2}
.card{margin:0;padding:1rem 1.15rem;border:1px solid var(--line);border-radius:9px;background:var(--panel)}.gaps{display:grid;gap:1.1rem}.gaps>*{min-width:0}.facts-of,.pictures,.maps{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:1rem 2rem}.facts-of>*{min-width:0}.bars{max-width:23rem;margin-top:.9rem}.gap{display:grid;gap:1rem;margin:0}.gap>*{min-width:0}@media screen and (max-width:46rem){.facts-of,.pictures,.maps{grid-template-columns:minmax(0,1fr)}}.gap h3{display:flex;gap:.6rem;align-items:baseline;overflow-wrap:anywhere}.gap h3 b{flex:none;min-width:1.6rem;color:var(--ink-3);font-weight:500;font-variant-numeric:tabular-nums}
figure{margin:0;min-width:0}figcaption{margin-bottom:.35rem;font-size:.86rem;font-weight:560;overflow-wrap:anywhere}.tiny{width:9.4rem;max-width:100%}.nowrap{white-space:nowrap}.card+.wide{margin-top:.9rem}.key{display:grid;gap:.15rem;margin:.8rem 0 0;padding:0;list-style:none;color:var(--ink-2);font-size:.82rem}.ladder .whole td{font-weight:600}.figure{display:block;color:var(--ink-3);font-size:.78rem;font-variant-numeric:tabular-nums;font-weight:400;white-space:nowrap}.kind{display:inline-block;width:12px;height:12px;vertical-align:-1px}.sql{font-size:.8rem;padding-left:2.2rem;color:var(--ink-3)}.sql li{margin:.25rem 0}.meta+h3{margin-top:1.5rem}.sql code{color:var(--ink);overflow-wrap:anywhere}
.tags{display:flex;flex-wrap:wrap;gap:.35rem;margin:.5rem 0;padding:0;list-style:none;font-size:.8rem}.tags li{padding:.05rem .5rem;border-radius:99px;background:var(--sunken);color:var(--ink-2)}.tags .absent{background:var(--human-soft);color:var(--human)}.tags .sure{background:var(--good-soft);color:var(--good)}
svg{display:block;width:100%;height:auto;font:12px system-ui,sans-serif}svg text{fill:var(--ink-2)}.human{fill:var(--human)}.synthetic{fill:var(--synthetic)}.hatched{fill:url(#hatch)}.in{fill:var(--human-soft)}.strong{font-weight:600}svg text.strong{fill:var(--ink)}.cut{stroke:var(--panel);stroke-width:3.5}.chance{fill:var(--ink);opacity:.06}.ground{fill:var(--canvas)}.few{fill:var(--ink-3);opacity:.16}.outline{fill:none;stroke:var(--ink);stroke-width:2}.ring{fill:none;stroke:var(--human);stroke-width:1.75}.full{fill:var(--human)}.hatch-ground{fill:var(--synthetic);opacity:.22}.hatch-line{fill:var(--synthetic)}.defs{position:absolute;width:0;height:0}.axis{stroke:var(--line-strong)}.grid{stroke:var(--line)}.even{stroke:var(--line-strong);stroke-dasharray:4 4}.interval{stroke:var(--ink);stroke-width:3;stroke-linecap:round}.point{fill:var(--ink)}.mark{fill:var(--human);stroke:var(--panel);stroke-width:1.5}.mark.absent{fill:var(--panel);stroke:var(--human);stroke-width:1.75}.mark.thin{fill:var(--human-soft);stroke:var(--human);stroke-width:1.75}svg .rank{fill:var(--on-mark);font-size:10px;font-weight:700}svg .rank:is(.absent,.thin){fill:var(--human)}
.narrow{display:none}@media(max-width:34rem){.broad{display:none}.narrow{display:block}}
table{border-collapse:collapse;width:100%;font-size:.86rem}th,td{text-align:left;padding:.42rem .7rem;border-bottom:1px solid var(--line);vertical-align:top}th{color:var(--ink-2);font-weight:560}thead th{white-space:nowrap}tbody tr:last-child>*{border-bottom:0}.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}td{overflow-wrap:break-word;max-width:26rem}td.what{min-width:12rem}:focus-visible{outline:2px solid var(--ink);outline-offset:2px}.wide{overflow-x:auto;border:1px solid var(--line);border-radius:9px;background:var(--panel)}
/* On a telephone a row is a block of its own: nothing to scroll sideways. */
@media screen and (max-width:34rem){.stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.stack tr{display:flex;flex-wrap:wrap;align-items:baseline;gap:.2rem 1rem;padding:.7rem .9rem;border-bottom:1px solid var(--line)}.stack tr:last-child{border-bottom:0}.stack td{padding:0;border:0;text-align:left}.stack td.what{flex:1 0 70%}.stack [data-of]::before{content:attr(data-of) " ";color:var(--ink-3)}.stack td:last-child{flex:1 0 100%}.stack .tiny{display:inline-block;vertical-align:-2px;margin-right:.6rem}.stack .figure{display:inline}}
pre,code{font:.8rem/1.5 ui-monospace,"SF Mono","Cascadia Code",Menlo,monospace}pre{margin:.5rem 0 0;padding:.7rem .9rem;border-radius:5px;background:var(--sunken);white-space:pre-wrap;overflow-wrap:anywhere}details{margin-top:.5rem}summary{cursor:pointer;color:var(--ink-3);font-size:.82rem}
.brief h2,.brief h3{margin-top:1.25rem}.brief ul,.brief ol{margin:.4rem 0;padding-left:1.3rem}.brief .wide{margin:.6rem 0}.brief td:last-child{min-width:11rem}.brief p,.brief li{overflow-wrap:anywhere}.meta{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1.25rem;margin:1rem 0 0;font-size:.88rem}.meta dt{color:var(--ink-3)}.meta dd{margin:0;overflow-wrap:anywhere}@media(max-width:34rem){.meta{grid-template-columns:1fr}.meta dd{margin-bottom:.4rem}}
@page{margin:16mm}@media print{:root{color-scheme:light}html{background:#fff;font-size:10.5pt}body{max-width:none;padding:0}.card,.facts div,.wide{background:none}figure,svg,.gap,tr,.facts div,.facts-of,.maps{break-inside:avoid}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}h2,h3{break-after:avoid}.wide{overflow:visible}thead{display:table-header-group}}`;

/** The texture of synthetic data, for every picture of the page. */
const HATCH = html`<svg class="defs" aria-hidden="true">
	<pattern
		id="hatch"
		width="5"
		height="5"
		patternUnits="userSpaceOnUse"
		patternTransform="rotate(45)"
	>
		<rect width="5" height="5" class="hatch-ground" />
		<rect width="2.4" height="5" class="hatch-line" />
	</pattern>
</svg>`;

/** A stand-alone page in the app's own look: it makes no request, runs no script, and prints. */
export function reportPage(title: string, body: Html): string {
	const page = html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="color-scheme" content="light dark" />
				<meta
					http-equiv="Content-Security-Policy"
					content="default-src 'none'; style-src 'unsafe-inline'"
				/>
				<meta name="generator" content="Lacuna ${VERSION}" />
				<title>${title}</title>
				<style>
					${new Html(STYLE)}
				</style>
			</head>
			<body>
				${HATCH}${body}
			</body>
		</html> `;
	return page.text;
}
