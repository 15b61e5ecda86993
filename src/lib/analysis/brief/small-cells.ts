/** A value or interval that fewer human rows have is never written down. */
export const SMALL_CELL = 10;
