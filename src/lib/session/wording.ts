// What pages say of regions in words is decided by the analysis; pages reach it through the session.
export {
	mirrorWords,
	populationWords,
	readingWords
} from '$lib/analysis/compare/population/mirror-words';
export { neighbourWords } from '$lib/analysis/compare/headline';
export { decisivePair } from '$lib/analysis/gaps/decisive-pair';
export { effectBasisOf } from '$lib/analysis/gaps/hold-out';
export { columnWords, conditionWords } from '$lib/analysis/gaps/region-words';
export { nameLikeness } from '$lib/analysis/open/name-likeness';
