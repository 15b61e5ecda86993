/** Where the parts of a stage end in the share done that it reports; their lengths are foreseen in `session/share-done.ts`. */
export const GAP_PARTS = { calibrated: 0.25, searched: 0.8 } as const;
export const CASE_PARTS = { read: 0.1, near: 0.6, explained: 0.75, grouped: 0.85 } as const;
