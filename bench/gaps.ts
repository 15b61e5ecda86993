/**
 * Whether planted holes are found: recall and rank of known regions by the rows that each printed predicate selects,
 * and claims that neither a planted hole nor the generator itself bears out. Of pairs without a known truth: how many
 * regions are claimed, and which of them people who took no part in the search do not bear out.
 * Run: npm run bench:gaps -- <folder of planted cases, or of pairs> [prefix of a case]
 */
import { existsSync, readdirSync } from 'node:fs';
import { measurePlantedCase, PlantedTotals } from './planted-case';
import { measureRealPair } from './real-pair';

const [folder = '../shared/data/planted', prefix = ''] = process.argv.slice(2);

const totals = new PlantedTotals();
for (const name of readdirSync(folder).sort()) {
	if (!name.startsWith(prefix)) continue;
	if (existsSync(`${folder}/${name}/truth.json`)) {
		await measurePlantedCase(folder, name, totals);
		continue;
	}
	const files = readdirSync(`${folder}/${name}`).filter((file) => file.endsWith('.parquet'));
	for (const file of files.sort())
		if (file !== 'human.parquet') await measureRealPair(folder, name, file.slice(0, -8));
}
if (totals.detectable > 0) console.log(String(totals));
