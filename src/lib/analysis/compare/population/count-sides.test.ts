import { expect, it } from 'vitest';
import { parseBand } from './bands';
import { bandSql } from './count-sides';

it('a band is told of the column as it is called, whatever stands in its name', () => {
	const sql = bandSql(`"a$&$'b"`, [parseBand('18-24')!]);
	expect(sql).toBe(
		`(CASE WHEN "a$&$'b" IS NULL OR isnan("a$&$'b") THEN NULL WHEN "a$&$'b" >= 18 AND "a$&$'b" <= 24 THEN 0 ELSE 1 END)::INTEGER`
	);
});
