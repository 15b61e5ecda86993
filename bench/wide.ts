import { DuckDBInstance } from '@duckdb/node-api';
for (const [k, role] of ['human','synthetic'].entries()) {
const c = await (await DuckDBInstance.create(':memory:')).connect();
const list = Array.from({ length: 300 }, (_, j) => j % 3 === 0 ? `((hash(i*1000+${j}+${k*7e8}) % 1000) * ${1 + (j % 7)} + i % 50)::INTEGER AS measure_${j}` : j % 3 === 1 ? `'level ' || (hash(i*1000+${j}+${k*7e8}) % ${3 + (j % 9)}) AS answer_${j}` : `round((hash(i*1000+${j}+${k*7e8}) % 100000) / 977.0, 2) AS amount_${j}`);
await c.run(`COPY (SELECT ${list.join(', ')} FROM range(20000) t(i)) TO '/tmp/lac/wide/${role}.parquet' (FORMAT parquet)`);
}
