import { select, type PlatformSelect } from './platform-select';

/** Languages; ids differ from filter to filter. Source: the platform's own filter list, as of 2025-04-13; verify ids before publishing. */
export const LANGUAGE_FILTERS: readonly PlatformSelect[] = [
	select(
		'first-language',
		'First Language',
		'Afrikaans|Albanian|Amharic|Arabic|Armenian|Basque|Bengali|Belarusian|Burmese|' +
			'Bulgarian|Catalan|Czech|Chinese|Croatian|Danish|Dari|Dzongkha|Dutch|English|' +
			'Esperanto|Estonian|Faroese|Farsi|Finnish|French|Gaelic|Galician|German|Greek|Hebrew|' +
			'Hindi|Hungarian|Icelandic|Indonesian|Inuktitut|Italian|Japanese|Khmer|Korean|' +
			'Kurdish|Laotian|Latvian|Lappish|Lithuanian|Macedonian|Malay|Maltese|Nepali|' +
			'Norwegian|Pashto|Polish|Portuguese|Romanian|Russian|Scots|Serbian|Slovak|Slovenian|' +
			'Somali|Spanish|Swedish|Swahili|Tagalog-Filipino|Tajik|Tamil|Thai|Tibetan|Tigrinya|' +
			'Tongan|Turkish|Turkmen|Ukrainian|Urdu|Uzbek|Welsh|Vietnamese|Telugu|Papiamento|Twi|' +
			'Cantonese|Mandarin|Hakka|Malayalam|Gujarati|Punjabi|Georgian|Other'
	),
	select(
		'fluent-languages',
		'Fluent languages',
		'Rather not say|Afrikaans|Albanian|Amharic|Arabic|Armenian|Basque|Bengali|Belarusian|' +
			'Burmese|Bulgarian|Catalan|Czech|Chinese|Croatian|Danish|Dari|Dzongkha|Dutch|English|' +
			'Esperanto|Estonian|Faroese|Farsi|Finnish|French|Gaelic|Galician|German|Greek|Hebrew|' +
			'Hindi|Hungarian|Icelandic|Indonesian|Inuktitut|Italian|Japanese|Khmer|Korean|' +
			'Kurdish|Laotian|Latvian|Lappish|Lithuanian|Macedonian|Malay|Maltese|Nepali|' +
			'Norwegian|Pashto|Polish|Portuguese|Romanian|Russian|Scots|Serbian|Slovak|Slovenian|' +
			'Somali|Spanish|Swedish|Swahili|Tagalog-Filipino|Tajik|Tamil|Thai|Tibetan|Tigrinya|' +
			'Tongan|Turkish|Turkmen|Ukrainian|Urdu|Uzbek|Welsh|Vietnamese|Telugu|Papiamento|Twi|' +
			'Cantonese|Mandarin|Hakka|Malayalam|Gujarati|Punjabi|Other'
	)
];
