/** Endings of the tables that can be opened, as a file picker takes them. */
export const TABLE_ENDINGS = '.parquet,.pq,.csv,.tsv,.jsonl,.ndjson,.arrow,.feather,.ipc';
