import { engineGap, withWaysOut } from '../core/engine-gaps.ts';
import { SluiceError } from '../core/errors.ts';
import { finding } from '../core/finding-codes.ts';
import type { Progress, ShadowRequest } from '../core/ports.ts';
import type { Finding } from '../core/report.ts';

type Engine = ShadowRequest['engine'];

/**
 * Judges on the engine that was asked for. With `auto` that is the embedded one; where it lacks something that the platform may
 * have, the full stack of Supabase judges anew and a note says so, or, where that cannot be started, the finding names the ways out.
 * `judge` opens a shadow of the engine that it is given, and tells what stopped it as a finding.
 */
export async function onFittingEngine<Judgement extends { readonly findings: readonly Finding[] }>(
  engine: Engine,
  judge: (engine: Engine) => Promise<Judgement>,
  progress: Progress,
): Promise<Judgement> {
  const first = await judge(engine);
  const gap = engine === 'auto' ? engineGap(first.findings) : null;
  if (gap === null) return first;
  progress.info(`The embedded engine lacks something (${lackOf(gap)}): asking the full stack of Supabase.`);
  try {
    const second = await judge('supabase');
    return { ...second, findings: [...second.findings, fellBack(gap)] };
  } catch (thrown) {
    if (!(thrown instanceof SluiceError) || thrown.code !== 'engine-unavailable') throw thrown;
    return { ...first, findings: withWaysOut(first.findings, gap, thrown.message) };
  }
}

/** To be told in passing. */
function lackOf({ message }: Finding): string {
  return (message.split('\n')[0] ?? '').replace(/\.$/u, '');
}

function fellBack(gap: Finding): Finding {
  return finding('engine-fell-back', {
    file: gap.file,
    line: gap.line,
    message: `The embedded engine could not judge this (${lackOf(gap)}), so the full stack of Supabase did.`,
    remedy: 'Nothing has to be done; --engine supabase takes it at once, without the attempt.',
  });
}
