import type { Spellings } from './platform-select';

const COUNTRY_SPELLINGS: Spellings = {
	same: {
		uk: [0],
		gb: [0],
		gbr: [0],
		'great britain': [0],
		us: [1],
		usa: [1],
		'u s': [1],
		'united states of america': [1],
		ie: [2],
		irl: [2],
		de: [3],
		deu: [3],
		fr: [4],
		fra: [4],
		es: [5],
		esp: [5],
		at: [20],
		au: [19],
		aus: [19],
		be: [27],
		br: [37],
		bra: [37],
		ca: [45],
		can: [45],
		ch: [216],
		cn: [51],
		chn: [51],
		columbia: [54],
		czechia: [65],
		dk: [66],
		fi: [80],
		gr: [89],
		hong: [103],
		in: [106],
		ind: [106],
		it: [112],
		ita: [112],
		jp: [114],
		jpn: [114],
		ke: [118],
		ken: [118],
		'south korea': [120],
		mx: [145],
		mex: [145],
		ng: [163],
		nga: [163],
		nl: [158],
		nld: [158],
		holand: [158],
		'holand netherlands': [158],
		no: [167],
		nz: [160],
		pl: [178],
		pol: [178],
		pt: [179],
		prt: [179],
		russia: [184],
		se: [215],
		'trinadad tobago': [226],
		'trinidad tobago': [226],
		turkiye: [228],
		'viet nam': [240],
		za: [207],
		zaf: [207]
	},
	wider: { england: [0], scotland: [0], wales: [0], 'northern ireland': [0] }
};

const LANGUAGE_CODES: Readonly<Record<string, string>> = {
	en: 'English',
	es: 'Spanish',
	fr: 'French',
	de: 'German',
	it: 'Italian',
	pt: 'Portuguese',
	nl: 'Dutch',
	pl: 'Polish',
	ru: 'Russian',
	ar: 'Arabic',
	hi: 'Hindi',
	bn: 'Bengali',
	ja: 'Japanese',
	ko: 'Korean',
	tr: 'Turkish',
	sv: 'Swedish',
	uk: 'Ukrainian',
	zh: 'Chinese'
};

/** A language code such as `en` or `pt-BR` as the name that filters use; other text as it is. */
export function languageName(value: string): string {
	return LANGUAGE_CODES[value.toLowerCase().split(/[-_]/)[0] ?? ''] ?? value;
}

/** What data calls the platform's answers, by filter. `wider` answers admit more people than the value. */
export const SPELLINGS: Readonly<Record<string, Spellings>> = {
	'current-country-of-residence': COUNTRY_SPELLINGS,
	nationality: COUNTRY_SPELLINGS,
	'country-of-birth': COUNTRY_SPELLINGS,
	sex: { same: { m: [0], man: [0], men: [0], f: [1], woman: [1], women: [1] }, wider: {} },
	gender: {
		same: { m: [0], male: [0], f: [1], female: [1], nonbinary: [2], nb: [2], 'non binary': [2] },
		wider: {}
	},
	'relationshipmarital-status': {
		same: {
			'never married': [7],
			'in relationship': [1],
			partnered: [1],
			'civil partnership': [9],
			'civil union': [9]
		},
		wider: {
			unmarried: [0, 7],
			'married civ spouse': [3],
			'married spouse absent': [3],
			'married af spouse': [3],
			'living together': [1]
		}
	},
	'ethnicity-simplified': {
		same: {
			'black or african american': [1],
			'african american': [1],
			'two or more races': [3],
			multiracial: [3]
		},
		wider: { 'asian pac islander': [2], 'amer indian eskimo': [4], hispanic: [4], latino: [4] }
	},
	ethnicity: {
		same: { 'amer indian eskimo': [7], 'native american': [7], hispanic: [4], latino: [4] },
		wider: {}
	},
	'employer-type': {
		same: {
			private: [0],
			'for profit': [0],
			nonprofit: [1],
			'non profit': [1],
			'local gov': [2],
			'state gov': [3],
			'federal gov': [4],
			'self emp not inc': [5],
			'self emp inc': [6],
			'without pay': [7]
		},
		wider: { government: [2, 3, 4], 'self employed': [5, 6], 'never worked': [8] }
	},
	'employment-status': {
		same: {
			ft: [0],
			fulltime: [0],
			pt: [1],
			parttime: [1],
			unemployed: [3],
			retired: [4],
			homemaker: [4]
		},
		wider: { employed: [0, 1], 'not working': [3, 4] }
	},
	'highest-education-level-completed': {
		same: {
			'hs grad': [2],
			'high school': [2],
			bachelors: [4],
			bachelor: [4],
			undergraduate: [4],
			masters: [5],
			master: [5],
			doctorate: [6],
			phd: [6],
			none: [0]
		},
		wider: {
			preschool: [0],
			'1st 4th': [0],
			'5th 6th': [0],
			'7th 8th': [0, 1],
			'9th': [1],
			'10th': [1],
			'11th': [1],
			'12th': [1],
			'some college': [2],
			'assoc voc': [3],
			'assoc acdm': [3],
			'prof school': [5, 6],
			primary: [0],
			secondary: [1, 2],
			tertiary: [3, 4, 5, 6]
		}
	},
	'property-ownership': { same: { own: [0], owner: [0] }, wider: { rent: [1, 2], renter: [1, 2] } },
	'student-status': { same: { student: [0] }, wider: {} },
	handedness: { same: { right: [0], r: [0], left: [1], l: [1], both: [2] }, wider: {} }
};
