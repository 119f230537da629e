import type { AppliedMigration } from './deploy-ports.ts';
import { finding } from './finding-codes.ts';
import type { Migration } from './migration.ts';
import type { Evidence } from './repair-evidence.ts';
import type { RepairStep } from './repair-report.ts';
import type { Finding } from './report.ts';

/** A row of the history, and the text that it recorded in a form in which equal statements are equal; null where it has none. */
export interface RepairRow extends AppliedMigration {
  readonly text: string | null;
}

/** A file in the same form; null where it cannot be read as SQL. */
export interface RepairFile {
  readonly migration: Migration;
  readonly text: string | null;
}

/** A repair that is still to be held against the live schema. */
export interface RepairProposal {
  readonly step: RepairStep;
  readonly migration: Migration;
  /** Whether row and file say the same, so that a look at the schema only has to find nothing against it. */
  readonly sameText: boolean;
}

export interface RepairProposals {
  readonly proposals: readonly RepairProposal[];
  readonly findings: readonly Finding[];
}

/**
 * Which rows and files are the same migration though their versions or texts differ. Statements tell first and names second;
 * versions tell nothing, because tools invent them. Where several could be meant, none is chosen.
 */
export function proposeRepairs(
  files: readonly RepairFile[],
  rows: readonly RepairRow[],
  edited: ReadonlySet<string>,
): RepairProposals {
  const versions = new Set(rows.map(({ version }) => version));
  const known = new Set(files.map(({ migration }) => migration.version));
  const lonelyRows = rows.filter(({ version }) => !known.has(version));
  const lonelyFiles = files.filter(({ migration }) => !versions.has(migration.version));
  const pairs = pairsOf(lonelyFiles, lonelyRows);
  const paired = new Set(pairs.proposals.map(({ migration }) => migration.version));
  const rewrites = files
    .filter(({ migration }) => edited.has(migration.version))
    .map(({ migration }) => proposal('rewrite', migration, migration.version, false, 'has the same version'));
  const marks = lonelyFiles
    .filter(({ migration }) => !paired.has(migration.version))
    .map(({ migration }) => proposal('mark', migration, null, false, 'is in the live schema already'));
  return { proposals: [...pairs.proposals, ...rewrites, ...marks], findings: pairs.findings };
}

function pairsOf(files: readonly RepairFile[], rows: readonly RepairRow[]): RepairProposals {
  const proposals: RepairProposal[] = [];
  const findings: Finding[] = [];
  const taken = new Set<string>();
  const free = <One extends { readonly version: string }>(list: readonly One[]): One[] =>
    list.filter(({ version }) => !taken.has(version));
  for (const { test, sameText, why } of RULES) {
    for (const file of files) {
      const { migration } = file;
      if (proposals.some((one) => one.migration === migration)) continue;
      const alike = free(rows).filter((row) => test(file, row));
      const rivals = files.filter(
        (other) =>
          !proposals.some((one) => one.migration === other.migration) &&
          alike.some((row) => test(other, row)),
      );
      const [row] = alike;
      if (row === undefined) continue;
      if (alike.length > 1 || rivals.length > 1) continue;
      taken.add(row.version);
      proposals.push(proposal('renumber', migration, row.version, sameText, why));
    }
  }
  for (const { migration } of files) {
    if (proposals.some((one) => one.migration === migration)) continue;
    const named = free(rows).filter(({ name }) => name !== null && name !== '' && name === migration.name);
    if (named.length === 0) continue;
    findings.push(unlike(migration, named));
  }
  return { proposals, findings };
}

/** From the surest to the least sure. */
const RULES: readonly {
  readonly test: (file: RepairFile, row: RepairRow) => boolean;
  readonly sameText: boolean;
  readonly why: string;
}[] = [
  {
    test: (file, row) => saysTheSame(file, row) && row.name === file.migration.name,
    sameText: true,
    why: 'has the same name and the same statements',
  },
  { test: saysTheSame, sameText: true, why: 'has the same statements' },
  {
    test: (file, row) => row.text === null && row.name !== '' && row.name === file.migration.name,
    sameText: false,
    why: 'has the same name, and the row holds no statements',
  },
];

function saysTheSame(file: RepairFile, row: RepairRow): boolean {
  return file.text !== null && file.text !== '[]' && file.text === row.text;
}

function proposal(
  kind: RepairStep['kind'],
  migration: Migration,
  from: string | null,
  sameText: boolean,
  why: string,
): RepairProposal {
  const { version, file } = migration;
  return { migration, sameText, step: { kind, version, from, file, why: `${file} ${why}.` } };
}

function unlike({ file }: Migration, rows: readonly RepairRow[]): Finding {
  return finding('repair-unlike', {
    file,
    line: null,
    message: `The history has ${rows.map(({ version }) => version).join(', ')} with the same name, but other statements, or there are several that could be meant.`,
    remedy:
      'Look at both (supabase migration fetch writes what was applied), and repair it by hand: supabase migration repair.',
  });
}

export function isProven({ sameText }: RepairProposal, evidence: Evidence): boolean {
  return evidence === 'there' || (sameText && evidence === 'changes no schema');
}

/** Why a repair is not made; null where nothing needs to be said: most pending files are simply not deployed yet. */
export function unprovenFinding({ step, migration }: RepairProposal, evidence: Evidence): Finding | null {
  if (step.kind === 'mark') return null;
  const message =
    evidence === 'changes no schema'
      ? 'Nothing that it changes can be seen in the schema, so a look at the database cannot tell whether it was applied as the file says.'
      : 'The live schema does not have what this file does.';
  return finding('repair-unproven', {
    file: migration.file,
    line: null,
    message: `${step.why} ${message} The history was left as it is.`,
    remedy:
      'Look at the objects with sluice drift --against repo. If you know better: supabase migration repair.',
  });
}
