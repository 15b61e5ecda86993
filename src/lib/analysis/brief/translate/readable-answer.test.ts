import { expect, it } from 'vitest';
import { readableAnswer } from './readable-answer';

it.each([
	['HS-grad', 'High school graduate'],
	['Self-emp-not-inc', 'Self employed not incorporated'],
	['Married-civ-spouse', 'Married civilian spouse'],
	['machine_op_inspct', 'machine operator inspector'],
	['Asian-Pac-Islander', 'Asian Pacific Islander'],
	['>50K', 'More than 50K'],
	['<=50K', '50K or less'],
	['>= 10', '10 or more'],
	['7th-8th', '7th-8th'],
	['Prefer not to say', 'Prefer not to say'],
	['Bachelors', 'Bachelors'],
	['2024-05-01', '2024-05-01']
])('people read %s as “%s”', (answer, words) => {
	expect(readableAnswer(answer)).toBe(words);
});
