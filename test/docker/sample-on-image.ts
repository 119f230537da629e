import { once } from 'node:events';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { resolve } from 'node:path';

/** What the settings of the sample are to say otherwise. */
interface OtherSettings {
  readonly major: 15 | 17;
  readonly project?: string;
  /** Ports of the database and of the one that `supabase db diff` compares it with. */
  readonly ports?: readonly [number, number];
}

/** Writes the sample project into a folder, without seeds, and without the services whose images nobody can pull everywhere. */
export function writeSampleOnImage(folder: string, { major, project, ports }: OtherSettings): void {
  cpSync(resolve('supabase'), `${folder}/supabase`, { recursive: true });
  const file = `${folder}/supabase/config.toml`;
  const changed = [
    ['major_version = \\d+', `major_version = ${major}`],
    ...(project === undefined ? [] : [['project_id = .*', `project_id = "${project}"`]]),
    ...(ports === undefined
      ? []
      : [
          ['port = 54322', `port = ${ports[0]}`],
          ['shadow_port = \\d+', `shadow_port = ${ports[1]}`],
        ]),
  ].reduce(
    (text, [from = '', to = '']) => text.replace(new RegExp(`^${from}$`, 'mu'), to),
    readFileSync(file, 'utf8'),
  );
  const without = changed.replaceAll(
    /^(\[(?:auth|storage|db\.seed)\]\n(?:#.*\n)*)enabled = true$/gmu,
    '$1enabled = false',
  );
  writeFileSync(file, `${without}\n[realtime]\nenabled = false\n`);
  if (major === 15) asBefore16(`${folder}/supabase/migrations`);
}

/** What came with version 16 is said as far as version 15 can say it. */
function asBefore16(migrations: string): void {
  for (const name of readdirSync(migrations)) {
    const file = `${migrations}/${name}`;
    const sql = readFileSync(file, 'utf8');
    const told = sql
      .replaceAll(/(\w+) is json\b/gu, '$1::json is not null')
      .replaceAll(/pg_input_is_valid\((\w+), 'inet'\)/gu, (_all, text: string) => `${text} ~ '^[0-9.]+$'`);
    writeFileSync(file, told);
  }
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (typeof address === 'object' && address !== null) return address.port;
  throw new TypeError('a port has no number');
}
