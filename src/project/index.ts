export { createCheckoutFiles } from './checkout-files.ts';
export type { ProjectDependencies } from './dependencies.ts';
export { type RunGit, runGit } from './git-process.ts';
export { createInitPort } from './init-port.ts';
export { createNewMigrationPort } from './new-migration.ts';
export { ownRelease } from './own-release.ts';
export { createProjectPort } from './project-port.ts';
