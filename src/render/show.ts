/** Makes a raw name or command, of at most so many characters, safe for the medium that it is shown in. */
export type Show = (name: string, limit?: number) => string;

/** Longest name of a file that is shown. */
export const FILE_LIMIT = 300;
