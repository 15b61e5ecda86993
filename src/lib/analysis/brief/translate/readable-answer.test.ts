import { expect, it } from 'vitest';
import { readableAnswer } from './readable-answer';

it.each([
	['HS-grad', 'High school graduate'],
	['Self-emp-not-inc', 'Self-employed, not incorporated'],
	['Married-civ-spouse', 'Married, civilian spouse'],
	['machine_op_inspct', 'Machine operation or inspection'],
	['Asian-Pac-Islander', 'Asian or Pacific Islander'],
	['mgmt_dept', 'management department'],
	['>50K', 'More than 50K'],
	['<=50K', '50K or less'],
	['>= 10', '10 or more'],
	['7th-8th', '7th-8th'],
	['Prefer not to say', 'Prefer not to say'],
	['Bachelors', 'Bachelor’s degree'],
	['Wife', 'Wife'],
	['2024-05-01', '2024-05-01']
])('people read %s as “%s”', (answer, words) => {
	expect(readableAnswer(answer)).toBe(words);
});
