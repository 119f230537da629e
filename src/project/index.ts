export { type RunGit, runGit } from './git-process.ts';
export { createProjectPort, type ProjectDependencies } from './project-port.ts';
