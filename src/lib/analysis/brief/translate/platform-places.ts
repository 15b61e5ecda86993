import { select, type PlatformSelect } from './platform-select';

const COUNTRIES =
	'United Kingdom|United States|Ireland|Germany|France|Spain|Afghanistan|Aland Islands|' +
	'Albania|Algeria|American Samoa|Andorra|Angola|Anguilla|Antarctica|Antigua and Barbuda|' +
	'Argentina|Armenia|Aruba|Australia|Austria|Azerbaijan|Bahamas|Bahrain|Bangladesh|' +
	'Barbados|Belarus|Belgium|Belize|Benin|Bermuda|Bhutan|Bolivia|Bonaire|' +
	'Bosnia and Herzegovina|Botswana|Bouvet Island|Brazil|British Indian Ocean Territory|' +
	'Brunei Darussalam|Bulgaria|Burkina Faso|Burundi|Cambodia|Cameroon|Canada|Cape Verde|' +
	'Cayman Islands|Central African Republic|Chad|Chile|China|Christmas Island|' +
	'Cocos (Keeling) Islands|Colombia|Comoros|Congo|Congo the Democratic Republic of the|' +
	"Cook Islands|Costa Rica|Cote d'Ivoire|Croatia|Cuba|Curacao|Cyprus|Czech Republic|" +
	'Denmark|Djibouti|Dominica|Dominican Republic|Ecuador|Egypt|El Salvador|' +
	'Equatorial Guinea|Eritrea|Estonia|Ethiopia|Falkland Islands (Malvinas)|Faroe Islands|' +
	'Fiji|Finland|French Guiana|French Polynesia|French Southern Territories|Gabon|Gambia|' +
	'Georgia|Ghana|Gibraltar|Greece|Greenland|Grenada|Guadeloupe|Guam|Guatemala|Guernsey|' +
	'Guinea|Guinea-Bissau|Guyana|Haiti|Heard Island and McDonald Islands|' +
	'Holy See (Vatican City State)|Honduras|Hong Kong|Hungary|Iceland|India|Indonesia|Iran|' +
	'Iraq|Isle of Man|Israel|Italy|Jamaica|Japan|Jersey|Jordan|Kazakhstan|Kenya|Kiribati|' +
	"Korea|Kuwait|Kyrgyzstan|Lao People's Democratic Republic|Latvia|Lebanon|Lesotho|Liberia|" +
	'Libya|Liechtenstein|Lithuania|Luxembourg|Macao|Macedonia|Madagascar|Malawi|Malaysia|' +
	'Maldives|Mali|Malta|Marshall Islands|Martinique|Mauritania|Mauritius|Mayotte|Mexico|' +
	'Micronesia|Moldova|Monaco|Mongolia|Montenegro|Montserrat|Morocco|Mozambique|Myanmar|' +
	'Namibia|Nauru|Nepal|Netherlands|New Caledonia|New Zealand|Nicaragua|Niger|Nigeria|Niue|' +
	'Norfolk Island|Northern Mariana Islands|Norway|Oman|Pakistan|Palau|' +
	'Palestinian Territory|Panama|Papua New Guinea|Paraguay|Peru|Philippines|Pitcairn|Poland|' +
	'Portugal|Puerto Rico|Qatar|Reunion|Romania|Russian Federation|Rwanda|Saint Barthelemy|' +
	'Saint Helena|Saint Kitts and Nevis|Saint Lucia|Saint Martin (French part)|' +
	'Saint Pierre and Miquelon|Saint Vincent and the Grenadines|Samoa|San Marino|' +
	'Sao Tome and Principe|Saudi Arabia|Senegal|Serbia|Seychelles|Sierra Leone|Singapore|' +
	'Sint Maarten (Dutch part)|Slovakia|Slovenia|Solomon Islands|Somalia|South Africa|' +
	'South Georgia and the South Sandwich Islands|South Sudan|Sri Lanka|Sudan|Suriname|' +
	'Svalbard and Jan Mayen|Swaziland|Sweden|Switzerland|Syrian Arab Republic|Taiwan|' +
	'Tajikistan|Tanzania|Thailand|Timor-Leste|Togo|Tokelau|Tonga|Trinidad and Tobago|Tunisia|' +
	'Turkey|Turkmenistan|Turks and Caicos Islands|Tuvalu|Uganda|Ukraine|United Arab Emirates|' +
	'United States Minor Outlying Islands|Uruguay|Uzbekistan|Vanuatu|' +
	'Venezuela, Bolivarian Republic of|Vietnam|Wallis and Futuna|Western Sahara|Yemen|Zambia|' +
	'Zimbabwe';

/** Countries share their ids between these filters. Source: the platform's own filter list, as of 2025-04-13; verify ids before publishing. */
export const PLACE_FILTERS: readonly PlatformSelect[] = [
	select('current-country-of-residence', 'Current Country of Residence', COUNTRIES),
	select('nationality', 'Nationality', COUNTRIES),
	select('country-of-birth', 'Country of Birth', COUNTRIES),
	select(
		'current-us-state-of-residence',
		'Current U.S state of residence',
		'Alabama (AL)|Alaska (AK)|Arizona (AZ)|Arkansas (AR)|California (CA)|Colorado (CO)|' +
			'Connecticut (CT)|Delaware (DE)|Florida (FL)|Georgia (GA)|Hawaii (HI)|Idaho (ID)|' +
			'Illinois (IL)|Indiana (IN)|Iowa (IA)|Kansas (KS)|Kentucky (KY)|Louisiana (LA)|' +
			'Maine (ME)|Maryland (MD)|Massachusetts (MA)|Michigan (MI)|Minnesota (MN)|' +
			'Mississippi (MS)|Missouri (MO)|Montana (MT)|Nebraska (NE)|Nevada (NV)|' +
			'New Hampshire (NH)|New Jersey (NJ)|New Mexico (NM)|New York (NY)|' +
			'North Carolina (NC)|North Dakota (ND)|Ohio (OH)|Oklahoma (OK)|Oregon (OR)|' +
			'Pennsylvania (PA)|Rhode Island (RI)|South Carolina (SC)|South Dakota (SD)|' +
			'Tennessee (TN)|Texas (TX)|Utah(UT)|Vermont (VT)|Virginia (VA)|Washington (WA)|' +
			'West Virginia (WV)|Wisconsin (WI)|Wyoming (WY)|' +
			'Washington, DC (District of Columbia) (DC)'
	),
	select(
		'current-uk-area-of-residence',
		'Current UK area of residence',
		'North East, England (Tees Valley, Durham, Northumberland and Tyne and Wear)|' +
			'North West, England (Cumbria, Greater Manchester, Lancashire, Merseyside)|' +
			'Yorkshire and the Humber, England (East Riding, North Lincolnshire and Yorkshire)|' +
			'East Midlands, England (Derbyshire and Nottinghamshire, Leicestershire, Rutland and Northamptonshire, Lincolnshire)|' +
			'West Midlands, England (Herefordshire, Worcestershire and Warwickshire, Shropshire and Staffordshire, West Midlands)|' +
			'East of England (East Anglia, Bedfordshire and Hertfordshire, Essex)|' +
			'London, England|' +
			'South East, England (Berkshire, Buckinghamshire, and Oxfordshire, Surrey, Sussex, Kent, Hampshire and Isle of Wight)|' +
			'South West, England (Gloucestershire, Wiltshire and Bristol/Bath area, Dorset and Somerset, Cornwall and Isles of Scilly, Devon)|' +
			'Wales|Scotland|Northern Ireland'
	)
];
