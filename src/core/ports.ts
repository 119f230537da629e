/** The types through which commands reach the rooms; a room takes those of its own part. */
export type * from './process-ports.ts';
export type * from './project-ports.ts';
export type * from './replay-ports.ts';
export type * from './schema-ports.ts';
export type * from './shadow-ports.ts';
