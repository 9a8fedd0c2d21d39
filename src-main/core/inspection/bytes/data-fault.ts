/** Thrown where data ends although more is announced. */
export class DataEnds extends Error {}

/** Thrown for data that is not what its beginning says. */
export class DataFault extends Error {}
