import type { StarterFile } from './starter-workflows.ts';

/** The least that a project folder needs: the settings that the Supabase CLI and Sluice read, and a place for migrations. */
export function starterProject(project: string, name: string): readonly StarterFile[] {
  const folder = project === '.' ? 'supabase' : `${project}/supabase`;
  return [
    {
      file: `${folder}/config.toml`,
      purpose: 'says which PostgreSQL the project has',
      text: `# The settings of the project; \`supabase init\` writes a longer one.
project_id = ${JSON.stringify(projectId(name))}

[db]
# The major version of PostgreSQL: what \`show server_version\` says on Supabase.
major_version = 17
`,
    },
    {
      file: `${folder}/migrations/.gitkeep`,
      purpose: 'keeps the folder of migrations in git',
      text: '',
    },
  ];
}

/** The Supabase CLI takes letters, digits, dots, dashes and underscores, 40 at the most. */
function projectId(name: string): string {
  const id = name
    .replaceAll(/[^A-Za-z0-9_.-]+/gu, '-')
    .replaceAll(/^[^A-Za-z0-9]+/gu, '')
    .slice(0, 40);
  return id === '' ? 'project' : id;
}
