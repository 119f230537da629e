export { createCheckoutFiles } from './checkout-files.ts';
export type { ProjectDependencies } from './dependencies.ts';
export { createEnvironmentFile } from './environment-file.ts';
export { type RunGit, runGit } from './git-process.ts';
export { createNewMigrationPort } from './new-migration.ts';
export { projectFolder, projectName } from './project-folder.ts';
export { createProjectPort } from './project-port.ts';
export { createProjectWatch } from './watch-project.ts';
