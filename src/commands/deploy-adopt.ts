import type { RunEnd, RunStart } from '../core/deploy-ports.ts';
import { finding } from '../core/finding-codes.ts';
import { headDigest } from '../core/head.ts';
import { inWords, listOf } from '../core/landed.ts';
import { compareVersions } from '../core/migration.ts';
import { planDigest } from '../core/plan-digest.ts';
import type { Snapshot } from '../core/ports.ts';
import type { Finding } from '../core/report.ts';
import { schemaOf } from './deploy-expectation.ts';
import { type DeployPlan, NOTHING_LOOKED_AT } from './deploy-plan.ts';
import { type DeployResult, NOT_RUN } from './deploy-report.ts';
import { segmentMigrations } from './deploy-segments.ts';
import { judgeHistory } from './history-judgement.ts';
import type { PlanInput } from './plan-input.ts';
import { type SchemaFacts, schemaFacts } from './schema-facts.ts';

/**
 * Takes over a database that has its schema already: records every migration up to a version as applied, after the schema
 * that they lead to on a shadow was found to be the live one. Runs nothing.
 */
export async function adopt(
  input: PlanInput,
  version: string,
  found: readonly Finding[],
): Promise<DeployResult> {
  const { live, request } = input;
  if (!request.plan) {
    await live.lock({ wait: request.lockWait, waiting: () => {} });
    return await adoptNow({ ...input, state: await live.state() }, version, found);
  }
  return await adoptNow(input, version, found);
}

async function adoptNow(input: PlanInput, version: string, found: readonly Finding[]): Promise<DeployResult> {
  const { comparison, live, state, request, ports, context, watch } = input;
  const identity = await live.identity();
  const upTo = comparison.head.migrations.filter((one) => compareVersions(one.version, version) <= 0);
  const judged = await judgeHistory(comparison.head.migrations, state, live, ports.scanner, true);
  const pending = judged.pending.filter((one) => compareVersions(one.version, version) <= 0);
  const segmented = await segmentMigrations(pending, [], ports.parser);
  const findings = [
    ...found,
    ...(upTo.at(-1)?.version === version ? [] : [unknownVersion(version)]),
    // That it is older than others of the history is no objection to writing it down.
    ...judged.findings.filter(({ code }) => code !== 'history-out-of-order'),
    ...segmented.findings,
  ];
  const began = context.clock.now();
  const seen = findings.some(({ level }) => level === 'error') ? null : await compareSchemas(input, upTo);
  if (seen !== null) findings.push(...seen.findings);
  const fingerprint =
    seen?.live === undefined || seen.live === null ? null : ports.codec.fingerprint(seen.live);
  const plan: DeployPlan = {
    identity,
    applied: judged.applied,
    pending,
    migrations: segmented.migrations,
    findings: [],
    ...NOTHING_LOOKED_AT,
    drift: NOT_RUN.drift,
    digest: planDigest({
      target: identity.key,
      head: input.head,
      pending: segmented.migrations,
      schema: fingerprint,
      adopt: version,
    }),
  };
  if (request.expectPlan !== null && request.expectPlan !== plan.digest)
    findings.push(otherPlan(plan.digest));
  const result = { comparison, watch, plan, target: live.shown, findings, state };
  const summary = { ...NOT_RUN, mode: 'adopt', pending: pending.map((one) => one.version) } as const;
  if (findings.some(({ level }) => level === 'error')) {
    return { ...result, deployment: { ...summary, outcome: 'refused' } };
  }
  if (pending.length === 0) return { ...result, deployment: { ...summary, outcome: 'nothing' } };
  if (request.plan) return { ...result, deployment: { ...summary, outcome: 'planned' } };

  const run = ports.newRun();
  const versions = pending.map((one) => one.version);
  const common = {
    run,
    kind: 'baseline',
    origin: request.origin,
    planDigest: plan.digest,
    versions,
  } as const;
  const start: RunStart = { ...common, headBefore: headDigest(judged.applied), before: null };
  const after = seen === null || seen.live === null ? null : await ports.codec.record(seen.live);
  const adopted = new Set([...judged.applied.map((one) => one.version), ...versions]);
  const end: RunEnd = {
    ...common,
    outcome: 'succeeded',
    headAfter: headDigest(comparison.head.migrations.filter((one) => adopted.has(one.version))),
    error: null,
    milliseconds: context.clock.now() - began,
    after,
    details: {
      adopted: version,
      ...(seen?.facts ?? {}),
      ...(request.approvedBy === null ? {} : { approvedBy: request.approvedBy }),
    },
  };
  await live.prepare();
  await live.adopt(segmented.migrations, start, end);
  return {
    ...result,
    deployment: {
      ...summary,
      outcome: 'succeeded',
      run,
      applied: versions.map((one) => ({ version: one, milliseconds: 0 })),
      pending: comparison.head.migrations.map((one) => one.version).filter((one) => !adopted.has(one)),
      verification: { status: 'matches', differences: [] },
    },
  };
}

async function compareSchemas(
  input: PlanInput,
  upTo: readonly {
    readonly sql: string;
    readonly version: string;
    readonly name: string;
    readonly file: string;
    readonly digest: string;
  }[],
): Promise<{
  readonly live: Snapshot | null;
  readonly facts: SchemaFacts | null;
  readonly findings: readonly Finding[];
}> {
  const { comparison, live, request, ports, context, watch } = input;
  const cuts = [];
  for (const migration of upTo) {
    const cut = await ports.parser.cut(migration.sql);
    cuts.push({ migration, statements: cut.ok ? cut.statements : [] });
  }
  const replayed = await schemaOf(cuts, comparison.config, request, ports, context, watch);
  if (!replayed.ok) return { live: null, facts: null, findings: [replayed.finding] };
  const facts = await askedFacts(input);
  await using reader = await ports.schema.open(live.target);
  const actual = await reader.read();
  // As drift is looked for, so that what belongs to the platform is left out.
  const wanted = { snapshot: replayed.expectation.end, unseen: [] };
  const differences = ports.drift.compare(actual, wanted).differences.map(inWords);
  const { notes } = replayed;
  return {
    live: actual,
    facts,
    findings: differences.length === 0 ? notes : [...notes, differs(differences)],
  };
}

async function askedFacts({ live, ports }: PlanInput): Promise<SchemaFacts> {
  await using reader = await ports.drift.open(live.target);
  return await schemaFacts(live, reader);
}

function differs(differences: readonly string[]): Finding {
  return finding('adopt-differs', {
    file: null,
    line: null,
    message: `The live schema is not the one that these migrations lead to. To get there, one would have to:\n${listOf(differences)}`,
    remedy:
      'Write down what the live schema has (supabase db pull) until both are the same, or adopt an older version whose schema is the live one and deploy the rest.',
  });
}

function unknownVersion(version: string): Finding {
  return finding('adopt-unknown-version', {
    file: null,
    line: null,
    message: `There is no migration with version ${version} in this checkout.`,
    remedy: 'Write the version of the last migration whose work the database has already.',
  });
}

function otherPlan(digest: string): Finding {
  return finding('plan-changed', {
    file: null,
    line: null,
    message: `The plan is no longer the expected one; now it is ${digest}.`,
    remedy: 'Nothing was recorded. Look at the plan as it is now (--plan), and approve that one.',
  });
}
