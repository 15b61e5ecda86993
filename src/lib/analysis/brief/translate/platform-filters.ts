import { select, type PlatformSelect } from './platform-select';

/** What the platform knows of people, except places and languages. Source: the platform's own filter list, as of 2025-04-13; verify ids before publishing. */
export const PEOPLE_FILTERS: readonly PlatformSelect[] = [
	select('sex', 'Sex', 'Male|Female'),
	select(
		'gender',
		'Gender',
		'Man (including Trans Male/Trans Man)|Woman (including Trans Female/Trans Woman)|' +
			'Non-binary (would like to give more detail)|Rather not say'
	),
	select(
		'ethnicity-simplified',
		'Ethnicity (Simplified)',
		'White|Black|Asian|Mixed|Other|Prefer not to say'
	),
	select(
		'ethnicity',
		'Ethnicity',
		'African|Black/African American|Caribbean|East Asian|Latino/Hispanic|Middle Eastern|' +
			'Mixed|Native American or Alaskan Native|South Asian|White|' +
			'Other (please feel free to let us know your ethnicity via email)|' +
			'White Sephardic Jew|Black/British|White Mexican|Romani/Traveller|South East Asian|' +
			'Rather not say'
	),
	select(
		'highest-education-level-completed',
		'Highest education level completed',
		'No formal qualifications|Secondary education (e.g. GED/GCSE)|' +
			'High school diploma/A-levels|Technical/community college|' +
			'Undergraduate degree (BA/BSc/other)|Graduate degree (MA/MSc/MPhil/other)|' +
			"Doctorate degree (PhD/other)|Don't know / not applicable"
	),
	select('student-status', 'Student Status', 'Yes|No'),
	select(
		'employment-status',
		'Employment Status',
		'Full-Time|Part-Time|Due to start a new job within the next month|' +
			'Unemployed (and job seeking)|' +
			"Not in paid work (e.g. homemaker', 'retired or disabled)|Other"
	),
	select(
		'retirement-status',
		'Retirement Status',
		'Yes|No|Retired but still volunteer|Rather not say'
	),
	select(
		'employment-sector',
		'Employment-Sector',
		'Agriculture, Food and Natural Resources|Architecture and Construction|Arts|' +
			'Business Management & Administration|Education & Training|Finance|' +
			'Government & Public Administration|Medicine|Hospitality & Tourism|' +
			'Information Technology|Legal|Policing|Military|Manufacturing|Marketing & Sales|' +
			'Retail|Science, Technology, Engineering & Mathematics|Social Sciences|' +
			'Transportation, Distribution & Logistics|Other|Rather not say'
	),
	select(
		'industry',
		'Industry',
		'Agriculture Forestry Fishing and Hunting|Arts Design Entertainment and Recreation|' +
			'Aviation|Broadcasting|College University and Adult Education|' +
			'Computer and Electronics Manufacturing|Construction|Emergency service|' +
			'Finance and Insurance|Fishery|Food processing and service|Forestry|' +
			'Government and Public Administration|Graphic Design|Grocery|' +
			'Health Care and Social Assistance|Homemaker|Hotel and Food Services|' +
			'Information Services and Data Processing|Legal Services|Manufacturing|' +
			'Market Research|Medical/healthcare|Military|Mining|Nuclear Power|Oil and Gas|' +
			'Other Education Industry|Other Industry / None of the above|' +
			'Other Information Industry|Other Manufacturing|Police|' +
			'Primary/Secondary (K-12) Education|Product Development|Publishing|' +
			'Real Estate Rental and Leasing|Religious|Research laboratories|Retail|Sanitation|' +
			'Scientific or Technical Services|Software|Telecommunications|' +
			'Tourism and hospitality|Transportation and Warehousing|Utilities|Veterinary|' +
			'Wholesale|Video Games|Accounting|Architecture|Automotive|Consulting|Engineering|' +
			'Environmental Services|Fashion|Non-Profit / Social Services|' +
			'Pharmaceuticals / Bio-tech|Wellness / Beauty'
	),
	select(
		'industry-role',
		'Industry Role',
		'Upper Management|Trained Professional|Middle Management|Skilled Laborer|' +
			'Junior Management|Consultant|Administrative Staff|Temporary Employee|Support Staff|' +
			'Researcher|Student|Self-employed/Partner|Other'
	),
	select(
		'work-week-in-hours',
		'Work week in hours',
		'1-10 hours per week|11-20 hours per week|21-30 hours per week|31-40 hours per week|' +
			'41-50 hours per week|51-60 hours per week|More than 60 hours per week|None'
	),
	select(
		'employer-type',
		'Employer Type',
		'Employee of a for-profit company or business or of an individual, for wages, salary, or commissions|' +
			'Employee of a not-for-profit, tax-exempt, or charitable organization|' +
			'Local government employee (city, county, etc.)|State government employee|' +
			'Federal government employee|' +
			'Self-employed in own not-incorporated business, professional practice, or farm|' +
			'Self-employed in own incorporated business, professional practice, or farm|' +
			'Working without pay in family business or farm|None of the above'
	),
	select(
		'household-income-gbp',
		'Household Income (GBP)',
		'Less than £10,000|£10,000 - £15,999|£16,000 - £19,999|£20,000 - £29,999|' +
			'£30,000 - £39,999|£40,000 - £49,999|£50,000 - £59,999|£60,000 - £69,999|' +
			'£70,000 - £79,999|£80,000 - £89,999|£90,000 - £99,999|£100,000 - £149,999|' +
			'More than £150,000|Rather not say'
	),
	select(
		'household-income-usd-us-participants-only',
		'Household Income (USD) [US participants only]',
		'Less than $10000|$10000–$15999|$16000–$19999|$20000–$29999|$30000–$39999|' +
			'$40000–$49999|$50000–$59999|$60000–$69999|$70000–$79999|$80000–$89999|$90000–$99999|' +
			'$100000–$149999|More than $150000'
	),
	select('household-size', 'Household Size', '1|2|3|4|5|6|7|8|9|10|10+|Rather not say'),
	select(
		'number-of-children',
		'Number of children',
		'1|2|3|4|5|6|7|8|9|10 or more|Rather not say|None/Not applicable'
	),
	select(
		'relationshipmarital-status',
		'Relationship/Marital status',
		'Single|In a relationship|Engaged|Married|Widowed|Divorced|Separated|Never married|' +
			'Rather Not Say|In a civil partnership/civil union or similar'
	),
	select(
		'property-ownership',
		'Property Ownership',
		'I own the property I live in|I live in privately rented accommodation|' +
			'I live in social housing or affordable-rented accommodation|Prefer not to say|' +
			'Not applicable|I live with family who own the property'
	),
	select(
		'religious-affiliation',
		'Religious Affiliation',
		"Baha'i|Buddhism|Candomble|" +
			'Christianity (e.g. Baptist, Church of England, Roman Catholic, Methodist, Jehovah Witness, etc.)|' +
			'Hinduism|Islam|Jainism|Judaism|Non Religious (e.g. Agnostic, Atheist, No Religion)|' +
			'Paganism|Rastafari|Santeria|Shinto|Sikhism|Spiritualism|Taoism|Unitarianism|' +
			'Zorastrianism|Other|Do Not Wish to Answer'
	),
	select(
		'us-political-affiliation',
		'U.S. Political Affiliation',
		'Democrat|Republican|Independent|Other|None'
	),
	select(
		'sexual-orientation',
		'Sexual Orientation',
		'heterosexual|homosexual|bisexual|asexual|other|Rather not say'
	),
	select('lgbtq', 'LGBTQ+', 'Yes|No|Prefer not to say'),
	select(
		'long-term-health-conditiondisability',
		'Long-term health condition/disability',
		"Yes|No|Don't know/Rather not say"
	),
	select(
		'chronic-conditionillness',
		'Chronic condition/illness',
		'Autoimmune diseases|Cancers|Diabetes|Genetics/Birth Defects|Infections|' +
			'Injuries and Wounds|Mental Health and Behavior|Metabolic Problems|' +
			'Poisoning, Toxicology, Environmental Health|Pregnancy and Reproduction|' +
			'Substance Abuse Problems|Other|None/Rather not say'
	),
	select('mental-health-diagnosis', 'Mental Health Diagnosis', 'Yes|No|Rather not say'),
	select('hearing-difficulties', 'Hearing difficulties', 'Yes|No|Rather not say'),
	select('vision', 'Vision', 'Yes|No|Rather not say'),
	select(
		'smoking-status',
		'Smoking status',
		'I am a current smoker (smoke at least 5 cigarettes a day and have smoked this amount for at least one year)|' +
			'I am a recent smoker (smoke at least 5 cigarettes a day and have smoked this amount for less than one year)|' +
			'I am a former smoker (used to smoke at least 5 cigarettes a day and smoked this amount for at least one year)|' +
			'I have never smoked (smoked fewer than 100 cigarettes in my lifetime)|Other|' +
			'Not applicable|Prefer not to say'
	),
	select('pregnancy', 'Pregnancy', 'Yes|No|Rather not say'),
	select(
		'body-mass-index',
		'Body Mass Index',
		"<20|20-24.9|25-29.9|30-34.9|35-39.9|>=40|Don't know/Rather not say"
	),
	select(
		'military-veteran',
		'Military veteran',
		"I'm a US services veteran|I'm a UK services veteran|" +
			"I'm a services veteran from another country|No|Prefer not to say"
	),
	select(
		'immigration',
		'Immigration',
		'Yes, I was born in the country I am now living in|' +
			'No, I moved to the country I am now living in|Rather not say'
	),
	select(
		'computer-operating-system',
		'Computer operating system',
		'Chrome OS|macOS|Ubuntu|Windows 10 Home Edition|Windows 10 Pro Edition|' +
			'Windows 10 (Other Editions)|Windows 10 (Unsure of the edition)|' +
			"Windows (Other versions)|Other|I don't have a personal computer|" +
			"Don't know / rather not say|Windows 11"
	),
	select(
		'phone-operating-system',
		'Phone Operating System',
		"Android|iOS (iPhone)|Windows|Other/Not Applicable|Don't Know"
	),
	select('handedness', 'Handedness', 'Right-handed|Left-handed|Ambidextrous'),
	select('customer-facing', 'Customer facing', "Yes|No|Don't know/ Rather not say"),
	select(
		'weekly-ai-artificial-intelligence-use',
		'Weekly Ai (Artificial Intelligence) use',
		'Never|Once a Week|2-6 times a week|Every day|Multiple times every day'
	),
	select(
		'programming-languages',
		'Programming Languages',
		'C#|C and C++|CSS|Go|Java|Javascript|HTML|Kotlin|Matlab|PHP|Python|R|Ruby|Scala|SQL|' +
			'Swift|TypeScript|None of these|Lean'
	),
	select(
		'driving-licence',
		'Driving licence',
		"Yes|No|Learner's / driver's permit or provisional license|" +
			'License not currently valid|Prefer not to say'
	)
];
