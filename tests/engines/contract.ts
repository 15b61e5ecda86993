import type { Fact } from './contract/fact';
import { choiceFacts } from './contract/choice-facts';
import { lifeFacts } from './contract/life-facts';
import { openingFacts } from './contract/opening-facts';
import { queryFacts } from './contract/query-facts';
import { refusals } from './contract/refusals';
import { rowFormatFacts } from './contract/row-format-facts';
import { codecFacts, typeFacts } from './contract/type-facts';

/** All that holds for every engine. */
export const FACTS: readonly Fact[] = [
	...typeFacts,
	...codecFacts,
	...openingFacts,
	...rowFormatFacts,
	...choiceFacts,
	...queryFacts,
	...lifeFacts,
	...refusals
];
